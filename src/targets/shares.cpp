#include "shares.hpp"

#include <algorithm>

namespace partyorg::detail {

share_curve::share_curve(std::span<std::uint64_t const> weights,
                         std::span<std::int64_t const> lower, std::span<std::int64_t const> upper) {
    i128 fixed = 0;
    bends_.push_back({0, 1});
    for (std::size_t i = 0; i < weights.size(); ++i) {
        fixed += lower[i];
        if (lower[i] == upper[i] || weights[i] == 0) continue;
        bends_.push_back({lower[i], weights[i], -i128(lower[i]), weights[i], 1});
        bends_.push_back({upper[i], weights[i], i128(upper[i]), weights[i], -1});
    }
    std::sort(bends_.begin(), bends_.end(), before);
    std::uint64_t slope = 0;
    for (auto& b : bends_) {
        fixed += b.fixed;
        slope = b.turn > 0 ? slope + b.slope : slope - b.slope;
        b.fixed = fixed;
        b.slope = slope;
    }
}

level share_curve::level_of(std::int64_t seats) const {
    // The last bend whose sum does not exceed the seats: the sums rise along the bends.
    auto const reaches = [&](bend const& b) {
        return i128(b.slope) * b.bound <= (i128(seats) - b.fixed) * i128(b.weight);
    };
    auto const after = std::partition_point(bends_.begin(), bends_.end(), reaches);
    auto const& at = after == bends_.begin() ? *after : *(after - 1);
    if (at.slope == 0) return {at.bound, static_cast<std::int64_t>(at.weight)};
    return {static_cast<std::int64_t>(i128(seats) - at.fixed), static_cast<std::int64_t>(at.slope)};
}

std::int64_t share_curve::floor_at(std::int64_t seats, std::uint64_t weight) const {
    bend const wanted{seats, weight};
    auto const after = std::upper_bound(bends_.begin(), bends_.end(), wanted, before);
    auto const& at = *(after - 1);
    return static_cast<std::int64_t>(at.fixed + i128(u128(at.slope) * u128(seats) / weight));
}

level fair_level(std::span<std::uint64_t const> weights, std::span<std::int64_t const> lower,
                 std::span<std::int64_t const> upper, std::int64_t seats) {
    std::uint64_t total = 0;
    auto rest = seats;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (lower[i] == upper[i])
            rest -= lower[i];
        else
            total += weights[i];
    }
    if (total == 0) return {0, 1};
    level const plain{rest, static_cast<std::int64_t>(total)};
    bool within = rest >= 0;
    for (std::size_t i = 0; within && i < weights.size(); ++i) {
        if (lower[i] == upper[i]) continue;
        auto const got = share_of(weights[i], plain);
        within = got.whole >= lower[i] &&
                 (got.whole < upper[i] || (got.whole == upper[i] && got.rest == 0));
    }
    return within ? plain : share_curve(weights, lower, upper).level_of(seats);
}

} // namespace partyorg::detail
