#pragma once
/// @file
/// The forward pass over one column of whole numbers: a subtree is an interval.

#include <partyorg/rollup/detail/vector.hpp>

#include <cstddef>
#include <cstdint>

namespace partyorg::detail {

/// The units above a place, from the root down, each with the sum of all cells before it.
struct open_path {
    struct entry {
        std::uint32_t unit = 0;
        std::int64_t before = 0;
    };
    entry units[depth_store::small_limit + std::size_t{1}];
    std::size_t size = 0;
    std::int64_t sum = 0; ///< of all cells so far
};

/// Sums the subtrees of the slots `[first, last)`. What lies before `first` and ends in the range
/// is found in `open`, and so is at the end what goes on after it.
///
/// Block by block: running sums into a buffer that stays in the first-level cache, then for each
/// unit the difference between its end and itself. Units that go on after the block, at most one
/// per level, wait until their end is met. No addition waits for a store, as those of `level_pass`
/// do whenever siblings follow each other.
/// @pre Depths are small.
/// @return The magnitude bits of all values.
template <class T>
std::uint64_t interval_pass(hierarchy const& units, unsigned lanes, T const* own,
                            std::uint32_t first, std::uint32_t last, open_path& open,
                            std::int64_t* out) {
    constexpr std::uint32_t block = 1024;
    constexpr std::size_t page = 4096, line = 64;
    // Half a page away from the results: a load that looks like an earlier store waits for it.
    alignas(page) std::int64_t memory[(page + block * sizeof(std::int64_t) + line) / 8];
    auto* const before = memory + (reinterpret_cast<std::uintptr_t>(out + first) + page / 2) %
                                      page / line * (line / 8);
    before[0] = open.sum;
    auto const* const end = units.ends().data();
    auto const parent = units.parents();
    std::uint64_t bits = 0;
    for (auto start = first; start < last; start += block) {
        auto const stop = last - start < block ? last : start + block;
        bits |= prefix_sums(lanes, stores::cached, own + start, stop - start, before);
        // Pointing before the array is not allowed, a number may.
        // NOLINTNEXTLINE(performance-no-int-to-ptr)
        auto const* const at = reinterpret_cast<std::int64_t const*>(
            reinterpret_cast<std::uintptr_t>(before) - start * sizeof *before);
        auto const sum_before = [&](std::uint32_t s) { return at[s]; };
        auto const between = [&](std::int64_t low, std::uint32_t s) {
            return wrapping_sum::subtract(sum_before(s), low);
        };
        for (; open.size > 0 && end[open.units[open.size - 1].unit] <= stop; --open.size) {
            auto const& [unit, low] = open.units[open.size - 1];
            out[unit] = between(low, end[unit]);
        }
        auto below = stop;
        auto const close_between = [&](std::uint32_t from) {
            for (auto s = from; s < below; ++s) {
                out[s] = between(sum_before(s), end[s]);
                asm volatile(""); // not in vectors: without a gather they take twice as long
            }
            below = from;
        };
        if (stop < units.size()) {
            // The units above `stop` from the deepest up, as far as they belong to this block.
            open.size = units.depth(slot(stop));
            auto level = open.size;
            for (auto u = stop; level > 0 && parent[u] >= start; below = u) {
                u = parent[u];
                close_between(u + 1);
                open.units[--level] = {u, sum_before(u)};
            }
        }
        close_between(start);
        before[0] = sum_before(stop);
    }
    open.sum = before[0];
    return bits;
}

/// Sums all subtrees; the helper, if there is one, takes the second half.
/// @pre Depths are small.
/// @return The magnitude bits of all values.
template <class T>
std::uint64_t roll_intervals(hierarchy const& units, two_threads* helper, unsigned lanes,
                             T const* own, std::int64_t* out) {
    auto const n = units.size();
    auto const middle = helper ? n / 2 / 64 * 64 : 0;
    open_path low, high;
    if (middle == 0) return interval_pass(units, lanes, own, 0, n, high, out);
    high.size = units.depth(slot(middle));
    auto u = middle;
    for (auto level = high.size; level-- > 0;) high.units[level].unit = u = units.parents()[u];
    std::uint64_t low_bits = 0, bits = 0;
    helper->both([&] { low_bits = interval_pass(units, lanes, own, 0, middle, low, out); },
                 [&] { bits = interval_pass(units, lanes, own, middle, n, high, out); });
    // The path at the middle: each half knows what belongs to it.
    for (std::size_t level = 0; level < low.size; ++level) {
        auto& total = out[low.units[level].unit];
        total = wrapping_sum::add(total, wrapping_sum::subtract(low.sum, low.units[level].before));
    }
    return bits | low_bits;
}

} // namespace partyorg::detail
