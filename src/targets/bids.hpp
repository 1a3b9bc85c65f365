#pragma once
// Claims to seats under the divisor methods, and the division by them: the engine under apportion,
// cascade and adjust.

#include "exact.hpp"

#include <partyorg/targets/apportion.hpp>

#include <cmath>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace partyorg::detail {

/// A unit's claim to seat number k+1. The smaller d(k)/w, the stronger.
struct bid {
    std::uint64_t weight;
    std::int64_t k;
    std::uint32_t unit;
};

/// Claims that are small enough for 128 bits even when multiplied four at a time.
inline bool small(bid const& a, bid const& b) {
    return ((a.weight | b.weight) >> 32) == 0 && ((a.k | b.k) >> 30) == 0;
}

// A rule gives `order`, the exact order of two claims (less: stronger); `count`, how many seats a
// unit with the share v has, in floating point, which only proposes where to look; and `divisor`,
// the exact fraction w/d(k), squared for Hill.

/// The whole part of a share, without a call into the mathematical library.
/// @pre v is not negative.
inline std::int64_t whole_part(double v) {
    constexpr double limit = 1e18;
    return static_cast<std::int64_t>(v < limit ? v : limit);
}

struct jefferson_rule {
    static std::strong_ordering order(bid const& a, bid const& b) {
        return u128(a.k + 1) * b.weight <=> u128(b.k + 1) * a.weight;
    }
    static std::int64_t count(double v) { return whole_part(v); }
    static void divisor(bid const& b, u128& over, u128& under) {
        over = b.weight;
        under = u128(b.k + 1);
    }
};

struct webster_rule {
    static std::strong_ordering order(bid const& a, bid const& b) {
        return u128(2 * a.k + 1) * b.weight <=> u128(2 * b.k + 1) * a.weight;
    }
    static std::int64_t count(double v) { return whole_part(v + 0.5); }
    static void divisor(bid const& b, u128& over, u128& under) {
        over = u128(2) * b.weight;
        under = u128(2 * b.k + 1);
    }
};

/// Among claims to a seat that costs nothing the larger weight is stronger.
inline std::strong_ordering order_of_free(bid const& a, bid const& b) {
    if (a.k == 0 && b.k == 0) return b.weight <=> a.weight;
    return a.k <=> b.k;
}

struct adams_rule {
    static std::strong_ordering order(bid const& a, bid const& b) {
        if (a.k == 0 || b.k == 0) return order_of_free(a, b);
        return u128(a.k) * b.weight <=> u128(b.k) * a.weight;
    }
    static std::int64_t count(double v) { return whole_part(v) + 1; }
    static void divisor(bid const& b, u128& over, u128& under) {
        over = b.weight;
        under = u128(b.k);
    }
};

struct hill_rule {
    static std::strong_ordering order(bid const& a, bid const& b) {
        if (a.k == 0 || b.k == 0) return order_of_free(a, b);
        u128 const x = u128(a.k) * u128(a.k + 1), y = u128(b.k) * u128(b.k + 1);
        u128 const v = u128(b.weight) * b.weight, w = u128(a.weight) * a.weight;
        if (small(a, b)) return x * v <=> y * w;
        return wide_product(x, v) <=> wide_product(y, w);
    }
    static std::int64_t count(double v) {
        return whole_part((std::sqrt(1 + 4 * v * v) - 1) / 2) + 1;
    }
    static void divisor(bid const& b, u128& over, u128& under) {
        over = u128(b.weight) * b.weight;
        under = u128(b.k) * u128(b.k + 1);
    }
};

struct dean_rule {
    static std::strong_ordering order(bid const& a, bid const& b) {
        if (a.k == 0 || b.k == 0) return order_of_free(a, b);
        // d(k) = k(k+1) / (k+½), so the halves cross over with the weights.
        u128 const x = u128(a.k) * u128(a.k + 1), y = u128(b.k) * u128(b.k + 1);
        u128 const v = u128(b.weight) * u128(2 * b.k + 1), w = u128(a.weight) * u128(2 * a.k + 1);
        if (small(a, b)) return x * v <=> y * w;
        return wide_product(x, v) <=> wide_product(y, w);
    }
    static std::int64_t count(double v) {
        return whole_part(((v - 1) + std::sqrt(v * v + 1)) / 2) + 1;
    }
    static void divisor(bid const& b, u128& over, u128& under) {
        over = u128(b.weight) * u128(2 * b.k + 1);
        under = u128(2 * b.k) * u128(b.k + 1);
    }
};

/// Calls `body` with the rule of a divisor method.
template <class Body>
decltype(auto) with_rule(apportionment_method method, Body&& body) {
    switch (method) {
    case apportionment_method::webster:
        return body(webster_rule{});
    case apportionment_method::adams:
        return body(adams_rule{});
    case apportionment_method::hill:
        return body(hill_rule{});
    case apportionment_method::dean:
        return body(dean_rule{});
    default:
        return body(jefferson_rule{});
    }
}

/// Whether the first seat of every unit of positive weight costs nothing.
inline bool first_seat_is_free(apportionment_method m) {
    return m == apportionment_method::adams || m == apportionment_method::hill ||
           m == apportionment_method::dean;
}

/// A division with all checks made: lower <= upper, their sums on both sides of `seats`, and units
/// of weight 0 have upper == lower.
struct fill_request {
    std::span<std::uint64_t const> weights{};
    std::span<std::int64_t const> lower{};
    std::span<std::int64_t const> upper{};
    std::int64_t seats = 0;
    apportionment_method method{};
    step_log order = step_log::omit;
};

/// Everything that is not a matter of ties.
struct fill_result {
    std::vector<std::int64_t> seats{}; ///< lower bounds and claims stronger than the last one
    std::vector<std::uint32_t> tied{}; ///< units whose next claim equals the last one served
    std::int64_t open = 0;             ///< seats for them: 1 … tied.size(), or 0 if none is given
    std::vector<bid> order{};          ///< every claim served, the strongest first, ties by unit
};

/// Divides by a divisor method.
fill_result fill(fill_request const& request);

} // namespace partyorg::detail
