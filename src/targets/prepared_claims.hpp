#pragma once
// Claims as whole numbers over one common denominator, with bounds that are always there.

#include "exact.hpp"

#include <partyorg/targets/apportion.hpp>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <span>
#include <string>
#include <vector>

namespace partyorg::detail {

/// Sums of weights stay below this, so that products with seats fit into 128 bits.
inline constexpr u128 most_weight = u128(1) << 62;

struct prepared_claims {
    std::vector<std::uint64_t> weights{};
    std::vector<std::int64_t> lower{};
    std::vector<std::int64_t> upper{};
    std::int64_t scale = 1;
};

/// The bounds as the division uses them: a hold is both, and a unit without weight gets its
/// minimum.
inline std::int64_t least(claim const& c) {
    return c.hold ? *c.hold : c.lower.value_or(0);
}
inline std::int64_t most(claim const& c, std::int64_t seats) {
    if (c.hold) return *c.hold;
    if (c.basis.numerator == 0) return least(c);
    return std::min(c.upper.value_or(seats), std::max(seats, least(c)));
}

/// The least common multiple of the denominators; 0 if it is too large.
inline std::int64_t common_scale(std::span<claim const> claims) {
    u128 scale = 1;
    for (auto const& c : claims) {
        auto const d = c.basis.denominator;
        if (d == 1 || c.basis.numerator == 0) continue;
        scale = scale / static_cast<u128>(std::gcd(static_cast<std::int64_t>(scale), d)) *
                static_cast<u128>(d);
        if (scale >= most_weight) return 0;
    }
    return static_cast<std::int64_t>(scale);
}

/// A weight over the common denominator.
/// @pre Checked: the product fits.
inline std::uint64_t scaled(weight const& w, std::int64_t scale) {
    if (w.numerator == 0) return 0;
    return static_cast<std::uint64_t>(w.numerator) *
           static_cast<std::uint64_t>(w.denominator == 1 ? scale : scale / w.denominator);
}

/// Whether the scaled weights add up without loss.
inline bool weights_fit(std::span<claim const> claims, std::int64_t scale) {
    u128 total = 0;
    for (auto const& c : claims) {
        if (c.basis.numerator == 0) continue;
        total += u128(c.basis.numerator) * u128(scale / c.basis.denominator);
        if (total >= most_weight) return false;
    }
    return true;
}

/// @pre The claims are checked.
inline prepared_claims prepare(std::span<claim const> claims, std::int64_t seats) {
    prepared_claims p;
    p.scale = common_scale(claims);
    p.weights.reserve(claims.size());
    p.lower.reserve(claims.size());
    p.upper.reserve(claims.size());
    for (auto const& c : claims) {
        p.weights.push_back(scaled(c.basis, p.scale));
        p.lower.push_back(least(c));
        p.upper.push_back(most(c, seats));
    }
    return p;
}

} // namespace partyorg::detail
