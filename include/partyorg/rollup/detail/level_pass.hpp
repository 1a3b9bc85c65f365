#pragma once
/// @file
/// The backward pass over one column: one accumulator per level.

#include <partyorg/hierarchy/hierarchy.hpp>
#include <partyorg/measures/measure.hpp>
#include <partyorg/rollup/parallel.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace partyorg::detail {

/// Adds modulo 2^64, so that a sum whose partial sums leave 64 bits is still right when it fits.
struct wrapping_sum {
    [[nodiscard]] static constexpr std::int64_t add(std::int64_t a, std::int64_t b) noexcept {
        return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) +
                                         static_cast<std::uint64_t>(b));
    }
    [[nodiscard]] static constexpr std::int64_t subtract(std::int64_t a, std::int64_t b) noexcept {
        return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) -
                                         static_cast<std::uint64_t>(b));
    }
    [[nodiscard]] constexpr std::int64_t operator()(std::int64_t a, std::int64_t b) const noexcept {
        return add(a, b);
    }
    [[nodiscard]] constexpr coverage_count operator()(coverage_count a,
                                                      coverage_count b) const noexcept {
        return {add(a.covered, b.covered), add(a.of, b.of)};
    }
};

/// An upper bound of a value's magnitude, made for combining with `|`: up to a factor of two above
/// the largest, and one instruction per value beside the sum.
[[nodiscard]] constexpr std::uint64_t magnitude_bits(std::int64_t value) noexcept {
    return static_cast<std::uint64_t>(value ^ (value >> 63));
}
[[nodiscard]] constexpr std::uint64_t magnitude_bits(coverage_count value) noexcept {
    return magnitude_bits(value.covered) | magnitude_bits(value.of);
}
/// Whether no sum of `size` values under this bound can leave 64 bits.
[[nodiscard]] constexpr bool sums_fit(std::uint64_t bits, std::size_t size) noexcept {
    constexpr std::uint64_t limit = 0x7fffffffffffffffu;
    return size == 0 || bits < limit / size;
}

/// One accumulator per level, and one below the deepest.
template <class V>
class level_sums {
public:
    level_sums(std::uint32_t deepest, V const& neutral)
        : cells_(deepest + std::size_t{2}, cell{neutral}) {}
    [[nodiscard]] V& operator[](std::size_t level) noexcept { return cells_[level].value; }

private:
    struct cell { // because a vector of bool would pack its bits
        V value;
    };
    std::vector<cell> cells_;
};

/// Rolls up the slots `[first, last)`: `out[s]` becomes `own(s)` combined with everything below it
/// inside the range. What belongs to units before `first` stays in `open`, by level.
///
/// Going backwards, all children of a unit are met before it, and at its turn `open` of the next
/// level holds exactly them. Reads and writes run through memory in one direction; the only random
/// access is to the few accumulators. Instead of the parents' 4 bytes it reads the depths' one.
/// @return `own`, which may have taken notes: a copy, so that they stay in registers.
template <class Level, class V, class Own, class Fold>
Own level_pass(Level const* depth, std::size_t first, std::size_t last, level_sums<V>& open,
               V const& neutral, Own own, Fold const& fold, V* out) {
    auto* const sums = &open[0];
    for (auto s = last; s-- > first;) {
        auto& here = sums[depth[s]];
        auto& below = sums[depth[s] + std::size_t{1}];
        V total = fold(own(s), below);
        below = neutral;
        here = fold(here, total);
        out[s] = std::move(total);
    }
    return own;
}

/// Gives what `open` holds after `[middle, n)` was rolled up to its owners: the units above
/// `middle`, which all come before it.
template <class V, class Fold>
void close_levels(hierarchy const& units, std::uint32_t middle, level_sums<V>& open,
                  V const& neutral, Fold const& fold, V* out) {
    auto const parent = units.parents();
    auto carry = neutral;
    auto s = middle;
    for (auto level = units.depth(slot(middle)); level > 0; --level) {
        s = parent[s];
        carry = fold(carry, open[level]);
        out[s] = fold(out[s], carry);
    }
}

/// Rolls up everything; the helper, if there is one, takes the second half.
/// @return `own` with all notes it has taken.
template <class V, class Own, class Fold>
Own roll_levels(hierarchy const& units, two_threads* helper, V const& neutral, Own own,
                Fold const& fold, V* out) {
    auto const n = units.size();
    // Halves meet between two cache lines, so that the threads do not write to the same one.
    auto const middle = helper ? n / 2 / 64 * 64 : 0;
    auto const run = [&](std::uint32_t first, std::uint32_t last, level_sums<V>& open, Own& read) {
        units.depths().visit([&](auto depth) {
            read = level_pass(depth.data(), first, last, open, neutral, read, fold, out);
        });
    };
    level_sums<V> open(units.max_depth(), neutral);
    if (!helper || middle == 0) {
        run(0, n, open, own);
        return own;
    }
    auto low = open;
    auto own_low = own;
    helper->both([&] { run(0, middle, low, own_low); }, [&] { run(middle, n, open, own); });
    close_levels(units, middle, open, neutral, fold, out);
    own.add_notes(own_low);
    return own;
}

} // namespace partyorg::detail
