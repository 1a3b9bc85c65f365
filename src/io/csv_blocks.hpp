#pragma once
// 64 bytes at a time: which of them mean something to a table. The one part of the scanner that is
// written once per instruction set.

#include "vector_level.hpp" // beside it: tests include these headers by their path

#include <cstddef>
#include <cstdint>

namespace partyorg::detail {

/// One bit per byte of a block of 64.
struct csv_block {
    std::uint64_t quote = 0, separator = 0, feed = 0, carriage = 0;
    std::uint64_t e1 = 0; // lead byte of Vietnamese letters, fine before a byte of `e1_next`
    std::uint64_t e1_next = 0;
    std::uint64_t other = 0; // other lead bytes beyond U+02FF
};

/// The work on blocks, in the instructions of one level.
struct csv_block_functions {
    /// Marks the bytes of `blocks` blocks from `text`.
    void (*mark)(char const* text, std::size_t blocks, char separator, csv_block* out);
    /// Writes the positions of the bits in `blocks` words, the first bit being `offset`; up to 63
    /// more values are written behind them.
    /// @return One past the last position.
    std::uint32_t* (*positions)(std::uint64_t const* bits, std::size_t blocks, std::uint32_t offset,
                                std::uint32_t* out);
};

/// @pre `level` is not above the highest.
[[nodiscard]] csv_block_functions const& csv_functions(vector_level level);

/// How many bits are set.
[[nodiscard]] inline unsigned count_bits(std::uint64_t x) {
    // The compiler's own goes through a table in a library call on plain x86-64.
    x -= (x >> 1) & 0x5555555555555555u;
    x = (x & 0x3333333333333333u) + ((x >> 2) & 0x3333333333333333u);
    x = (x + (x >> 4)) & 0x0F0F0F0F0F0F0F0Fu;
    return static_cast<unsigned>((x * 0x0101010101010101u) >> 56);
}

} // namespace partyorg::detail
