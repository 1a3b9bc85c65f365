#pragma once
/// @file
/// Totals that stay right while cells change and units move.

#include <partyorg/rollup/roll_up.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace partyorg {

/// How `live_totals` keeps its sums; tests force each form.
enum class live_form : std::uint8_t {
    automatic, ///< by depth
    climbing,  ///< a stored total per unit, changed up to the root: for shallow trees
    blocks,    ///< sums of blocks of 64 positions, of 64 blocks and so on: for deep ones
};

namespace detail {

/// Sums over intervals of changing numbers, modulo 2^64: each layer holds, for every block of 64
/// entries, the sums of those before an entry in its block. A query reads one number per layer, a
/// change adds to the rest of one block per layer.
///
/// Tried and dropped: a Fenwick tree (queries two to three times slower, changes alike), blocks of
/// 16 (changes three times slower: more layers).
class block_sums {
public:
    block_sums() = default;
    /// Sums of `values[i]`.
    explicit block_sums(std::span<std::uint64_t const> values) {
        for (auto size = values.size() + 1; ; size = layers_.back().size() / width) {
            // At least one entry past the end, so that the sum of everything can be asked for.
            layers_.emplace_back((size + width - 1) / width * width);
            if (layers_.back().size() == width) break;
        }
        rebuild(values, 0, values.size());
    }
    /// Adds to `values[i]`.
    void add(std::size_t i, std::uint64_t difference) noexcept {
        for (auto& layer : layers_) {
            auto* const block = layer.data() + i / width * width;
            auto const at = i % width;
            for (std::size_t k = 0; k < width; ++k) // the whole block, without a branch
                block[k] += k > at ? difference : 0;
            i /= width;
        }
    }
    /// The sum of `values[first, last)`.
    [[nodiscard]] std::uint64_t between(std::size_t first, std::size_t last) const noexcept {
        return before(last) - before(first);
    }
    /// Adds up anew what `values[first, last)` takes part in.
    void rebuild(std::span<std::uint64_t const> values, std::size_t first, std::size_t last) {
        std::vector<std::uint64_t> sums, upper;
        for (std::size_t l = 0; l < layers_.size(); ++l) {
            auto& layer = layers_[l];
            auto const from = first / width, to = last / width + 1;
            upper.assign(to - from, 0);
            for (auto b = from; b < to; ++b) {
                std::uint64_t sum = 0;
                for (auto i = b * width; i < (b + 1) * width; ++i) {
                    layer[i] = sum;
                    if (l == 0)
                        sum += i < values.size() ? values[i] : 0;
                    else if (i >= first && i < last)
                        sum += sums[i - first];
                    else
                        sum += entry(l, i);
                }
                upper[b - from] = sum;
            }
            sums.swap(upper);
            first = from;
            last = to;
        }
    }

private:
    static constexpr std::size_t width = 64;

    [[nodiscard]] std::uint64_t before(std::size_t i) const noexcept {
        std::uint64_t sum = 0;
        for (auto const& layer : layers_) {
            sum += layer[i];
            i /= width;
        }
        return sum;
    }
    std::vector<std::vector<std::uint64_t>> layers_{};
};

} // namespace detail
