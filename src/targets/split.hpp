#pragma once
// One figure divided among siblings within bounds: fill() with rules for ties and missing weights.

#include "bids.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

namespace partyorg::detail {

/// Siblings with their bounds.
/// @pre Bounds are not reversed; their sums lie on both sides of what is divided.
struct siblings {
    std::vector<std::uint64_t> weights{};
    std::vector<std::int64_t> lower{};
    std::vector<std::int64_t> upper{};
};

inline std::vector<std::int64_t> served_in_order(fill_result filled) {
    for (std::int64_t i = 0; i < filled.open; ++i)
        ++filled.seats[filled.tied[static_cast<std::size_t>(i)]];
    return std::move(filled.seats);
}

/// Whether those with a weight can take everything that the others need not.
inline bool enough_with_weight(siblings const& s, std::int64_t total) {
    i128 room = 0;
    for (std::size_t i = 0; i < s.weights.size(); ++i)
        room += s.weights[i] == 0 ? s.lower[i] : s.upper[i];
    return room >= total;
}

/// Divides `total`; equal claims go to the first, and a sibling without weight gets more than its
/// lower bound only when all others are full. Then those without weight count alike.
inline std::vector<std::int64_t> split(siblings const& s, std::int64_t total,
                                       apportionment_method method) {
    auto const n = s.weights.size();
    auto weights = s.weights;
    auto lower = s.lower, upper = s.upper;
    bool const enough = enough_with_weight(s, total);
    for (std::size_t i = 0; i < n; ++i) {
        bool const without = s.weights[i] == 0;
        if (enough && without) upper[i] = lower[i];
        if (!enough && without) weights[i] = 1;
        if (!enough && !without) lower[i] = upper[i];
    }
    return served_in_order(fill({weights, lower, upper, total, method}));
}

/// The same with sum of min(x, s) = k: of the claims below `s` just k are served, above it the
/// rest.
/// @pre Without the condition the sum would be smaller than k.
inline std::vector<std::int64_t> split_with_base(siblings const& all,
                                                 std::vector<std::int64_t> const& s,
                                                 std::int64_t total, std::int64_t k,
                                                 apportionment_method method) {
    auto below = all, above = all;
    std::int64_t base = 0;
    for (std::size_t i = 0; i < s.size(); ++i) {
        below.lower[i] = std::min(all.lower[i], s[i]);
        below.upper[i] = std::min(all.upper[i], s[i]);
        above.lower[i] = std::max(all.lower[i], s[i]);
        above.upper[i] = std::max(all.upper[i], s[i]);
        base += s[i];
    }
    auto x = split(below, k, method);
    auto const more = split(above, base + total - k, method);
    for (std::size_t i = 0; i < s.size(); ++i) x[i] += more[i] - s[i];
    return x;
}

} // namespace partyorg::detail
