#pragma once
// The inner loops of the batch evaluation: comparisons of up to 4096 values into a bit each.

#include <bit>
#include <cstddef>
#include <cstdint>

namespace partyorg::detail {

/// Units that are evaluated together: their bits and buffers stay in the cache.
inline constexpr std::uint32_t block_units = 4096;
inline constexpr std::uint32_t block_words = block_units / 64;

/// Each writes one bit per value; the bits beyond `n` in the last word are 0.
namespace kernels {

/// a[i] > c
void above(std::int64_t const* a, std::int64_t c, std::size_t n, std::uint64_t* out);
void above(std::int32_t const* a, std::int32_t c, std::size_t n, std::uint64_t* out);
/// a[i] > b[i]
void above(std::int64_t const* a, std::int64_t const* b, std::size_t n, std::uint64_t* out);
/// a[i] == c
void equal(std::int64_t const* a, std::int64_t c, std::size_t n, std::uint64_t* out);
void equal(std::int32_t const* a, std::int32_t c, std::size_t n, std::uint64_t* out);
/// a[i] == b[i]
void equal(std::int64_t const* a, std::int64_t const* b, std::size_t n, std::uint64_t* out);
/// a[i] == c, for bytes
void equal(std::uint8_t const* a, std::uint8_t c, std::size_t n, std::uint64_t* out);

/// How many bits are set.
[[nodiscard]] std::uint64_t ones(std::uint64_t const* words, std::size_t n);

} // namespace kernels

/// The bits of the last word that belong to units, when there are `n` in all.
[[nodiscard]] constexpr std::uint64_t last_bits(std::size_t n) noexcept {
    return n % 64 == 0 ? ~std::uint64_t{0} : (std::uint64_t{1} << n % 64) - 1;
}
[[nodiscard]] constexpr std::size_t words_of(std::size_t n) noexcept {
    return (n + 63) / 64;
}

} // namespace partyorg::detail
