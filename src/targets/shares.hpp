#pragma once
// Fair shares within bounds: mid(lower, weight · λ, upper), with λ such that they add up.

#include "exact.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace partyorg::detail {

/// λ as a fraction: seats per weight.
struct level {
    std::int64_t seats = 0;
    std::int64_t weight = 1;
};

/// The sum of all shares as a function of λ: it rises, and is straight between the points where a
/// unit leaves its lower or meets its upper bound.
class share_curve {
public:
    share_curve(std::span<std::uint64_t const> weights, std::span<std::int64_t const> lower,
                std::span<std::int64_t const> upper);

    /// λ at which the shares add up to `seats`.
    /// @pre `seats` is between the sums of the bounds.
    [[nodiscard]] level level_of(std::int64_t seats) const;
    /// ⌊sum of the shares⌋ at λ = seats/weight.
    [[nodiscard]] std::int64_t floor_at(std::int64_t seats, std::uint64_t weight) const;

private:
    struct bend {
        std::int64_t bound; // λ = bound / weight
        std::uint64_t weight;
        i128 fixed = 0; // from here on: sum = fixed + slope · λ
        std::uint64_t slope = 0;
        int turn = 0; // +1 leaves the lower bound, -1 meets the upper one
    };
    static bool before(bend const& a, bend const& b) {
        return u128(a.bound) * b.weight < u128(b.bound) * a.weight;
    }
    std::vector<bend> bends_;
};

/// The smallest seat count of the unit's share, as seats and a remainder over level.weight.
struct share {
    std::int64_t whole = 0;
    std::uint64_t rest = 0;
};
/// weight · λ, not cut to bounds.
inline share share_of(std::uint64_t weight, level at) {
    u128 const product = u128(weight) * u128(at.seats);
    return {static_cast<std::int64_t>(product / u128(at.weight)),
            static_cast<std::uint64_t>(product % u128(at.weight))};
}

/// λ for these bounds; linear when no bound is met.
level fair_level(std::span<std::uint64_t const> weights, std::span<std::int64_t const> lower,
                 std::span<std::int64_t const> upper, std::int64_t seats);

} // namespace partyorg::detail
