#pragma once
/// @file
/// How many cells a rolled-up figure rests on, for every unit at once.

#include <partyorg/measures/column.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace partyorg {

/// How many cells a rolled-up figure rests on.
///
/// A number and a "-" are answers. A blank cell is missing, except that of a unit that has others
/// below it: such a unit's figure is made of theirs.
struct completeness {
    std::uint32_t answered = 0; ///< cells with a number or "-"
    std::uint32_t missing = 0;  ///< blank cells of units without units below them

    /// @return Whether no cell is missing.
    [[nodiscard]] bool complete() const noexcept { return missing == 0; }
    /// @return Whether both numbers agree.
    friend bool operator==(completeness const&, completeness const&) = default;
};

namespace detail {

/// The completeness of every subtree in 3 bits per unit: two bit maps with running counts.
///
/// A subtree is an interval, so its counts are two differences of ranks. Storing two numbers per
/// unit would take 8 bytes each and cost as much as the roll-up itself; this costs a tenth of it.
class cell_counts {
public:
    /// Counts anew, in the memory at hand.
    void assign(std::span<cell_state const> states, hierarchy const& units) {
        blocks_.resize(states.size() / block_size + 1);
        completeness before;
        for (std::size_t b = 0; b < blocks_.size(); ++b) {
            auto const first = b * block_size;
            auto const left = states.size() - first;
            auto& here = blocks_[b];
            here = {0, 0, before};
            if (left >= block_size) {
                here.answered = answered_mask(states.data() + first);
                if (~here.answered) here.missing = leaf_mask(units, first, ~here.answered);
            } else {
                for (std::size_t i = 0; i < left; ++i)
                    if (states[first + i] != cell_state::blank) here.answered |= bit(i);
                here.missing = leaf_mask(units, first, ~here.answered & (bit(left) - 1));
            }
            before.answered += ones(here.answered);
            before.missing += ones(here.missing);
        }
    }
    /// The counts of the units `[first, last)`.
    [[nodiscard]] completeness between(std::size_t first, std::size_t last) const noexcept {
        auto const low = before(first), high = before(last);
        return {high.answered - low.answered, high.missing - low.missing};
    }

private:
    static constexpr std::size_t block_size = 64;
    struct block {
        std::uint64_t answered, missing; ///< a bit per unit
        completeness before;             ///< counts of all blocks before this one
    };
    static constexpr std::uint64_t bit(std::size_t i) noexcept { return std::uint64_t{1} << i; }
    // Without the processor's own instruction std::popcount is a call; this is twelve operations.
    static constexpr std::uint32_t ones(std::uint64_t bits) noexcept {
        bits -= bits >> 1 & 0x5555555555555555u;
        bits = (bits & 0x3333333333333333u) + (bits >> 2 & 0x3333333333333333u);
        bits = (bits + (bits >> 4)) & 0x0f0f0f0f0f0f0f0fu;
        return static_cast<std::uint32_t>(bits * 0x0101010101010101u >> 56);
    }
#if defined(__SSE2__)
    // Which of 64 bytes are not above those of another 64: sixteen become sixteen bits by one
    // instruction, which every x86-64 has.
    static std::uint64_t not_above(void const* some, void const* others) noexcept {
        using bytes = unsigned char __attribute__((vector_size(16)));
        using signs = char __attribute__((vector_size(16)));
        std::uint64_t mask = 0;
        for (unsigned i = 0; i < block_size; i += 16) {
            bytes a, b;
            __builtin_memcpy(&a, static_cast<char const*>(some) + i, sizeof a);
            __builtin_memcpy(&b, static_cast<char const*>(others) + i, sizeof b);
            auto const is = a <= b;
            auto const bits = __builtin_ia32_pmovmskb128(reinterpret_cast<signs const&>(is));
            mask |= std::uint64_t{static_cast<std::uint32_t>(bits)} << i;
        }
        return mask;
    }
    static std::uint64_t answered_mask(cell_state const* states) noexcept {
        static constexpr cell_state blank_cells[block_size]{};
        return ~not_above(states, blank_cells);
    }
#else
    // Eight states become eight bits by one product: byte j moves to bit 56 + j.
    static std::uint64_t answered_mask(cell_state const* states) noexcept {
        std::uint64_t mask = 0;
        for (unsigned i = 0; i < block_size; i += 8) {
            std::uint64_t word;
            __builtin_memcpy(&word, states + i, 8);
            if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
            word = (word | word >> 1) & 0x0101010101010101u;
            mask |= (word * 0x0102040810204080u >> 56) << i;
        }
        return mask;
    }
#endif
    // Those of the units in `candidates` that have no unit below them, one by one.
    static std::uint64_t leaf_mask(hierarchy const& units, std::size_t first,
                                   std::uint64_t candidates) noexcept {
#if defined(__SSE2__)
        auto const* const depth = units.depths().small();
        if (depth && first + block_size < units.size()) // the next unit is not deeper
            return candidates & not_above(depth + first + 1, depth + first);
#endif
        auto const end = units.ends();
        std::uint64_t mask = 0;
        for (auto left = candidates; left != 0; left &= left - 1) {
            auto const i = static_cast<std::size_t>(std::countr_zero(left));
            if (end[first + i] == first + i + 1) mask |= bit(i);
        }
        return mask;
    }
    [[nodiscard]] completeness before(std::size_t s) const noexcept {
        auto const& b = blocks_[s / block_size];
        auto const lower = bit(s % block_size) - 1;
        return {b.before.answered + ones(b.answered & lower),
                b.before.missing + ones(b.missing & lower)};
    }
    std::vector<block> blocks_{};
};

} // namespace detail
} // namespace partyorg
