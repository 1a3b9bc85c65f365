#pragma once
// The inner loops of the batch evaluation: comparisons of up to 4096 values into a bit each, small
// arithmetic, and outcomes from bits. Every loop exists for the compiler's default target and, on
// x86-64, for wider vectors; which ones run is decided once, by what the processor offers.

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace partyorg::detail {

/// Units that are evaluated together: their bits and buffers stay in the cache.
inline constexpr std::uint32_t block_units = 4096;
inline constexpr std::uint32_t block_words = block_units / 64;
/// A bit per unit of a block.
using bit_words = std::array<std::uint64_t, block_words>;

/// The bits of the last word that belong to units, when there are `n` in all.
[[nodiscard]] constexpr std::uint64_t last_bits(std::size_t n) noexcept {
    return n % 64 == 0 ? ~std::uint64_t{0} : (std::uint64_t{1} << n % 64) - 1;
}
[[nodiscard]] constexpr std::size_t words_of(std::size_t n) noexcept {
    return (n + 63) / 64;
}

/// The right side of an operation: values, or the same 64 values again and again.
template <class T>
struct right_side {
    T const* values;
    std::size_t step; ///< 64, or 0
};

/// The least and the greatest of some values.
struct value_range {
    std::int64_t least, most;
};

/// What the outcomes of one rule in one block are made of; each points to a block of bits.
struct outcome_inputs {
    std::uint64_t const* all;           ///< the units of the block
    std::uint64_t const *in, *out;      ///< the scope holds, does not
    std::uint64_t const* exempt;        ///< the exemption holds …
    std::uint64_t const* bound;         ///< … does not
    std::uint64_t const *kept, *broken; ///< the condition holds, does not
    std::uint64_t const* refused;       ///< a breach here is a failure, not for review
    std::uint64_t const* not_strict;    ///< the stricter condition does not hold
};

/// The outcomes of one rule in one block, a bit per unit; what is in none is not applicable.
struct outcome_bits {
    bit_words pass, fail, review, undecided, near;
};

/// How many bits each has.
struct outcome_sizes {
    std::uint64_t pass, fail, review, undecided, near;
};

/// Loops over numbers of one width.
template <class T>
struct number_kernels {
    /// a[i] > b[i], a bit each; the bits beyond `n` in the last word are 0.
    void (*above)(T const* a, right_side<T> b, std::size_t n, std::uint64_t* out);
    /// a[i] == b[i]
    void (*equal)(T const* a, right_side<T> b, std::size_t n, std::uint64_t* out);
    /// a[i] + b[i], which must fit; `out` is not `a`.
    void (*add)(T const* a, right_side<T> b, std::size_t n, T* out);
    void (*subtract)(T const* a, right_side<T> b, std::size_t n, T* out);
    void (*multiply)(T const* a, right_side<T> b, std::size_t n, T* out);
};

/// All loops for one kind of processor.
struct kernel_table {
    number_kernels<std::int16_t> small;
    number_kernels<std::int32_t> narrow;
    number_kernels<std::int64_t> wide;
    /// Copies numbers into fewer bits, and tells the least and the greatest.
    /// @return Whether all fit; if not, the rest means nothing.
    bool (*pack_wide_small)(std::int64_t const* a, std::size_t n, std::int16_t* out,
                            value_range& range);
    bool (*pack_wide_narrow)(std::int64_t const* a, std::size_t n, std::int32_t* out,
                             value_range& range);
    bool (*pack_narrow_small)(std::int32_t const* a, std::size_t n, std::int16_t* out,
                              value_range& range);
    void (*widen_bytes)(std::uint8_t const* a, std::size_t n, std::int16_t* out);
    /// a[i] == c, for bytes.
    void (*equal_bytes)(std::uint8_t const* a, std::uint8_t c, std::size_t n, std::uint64_t* out);
    /// Whether the bit a[i] < 16 of `set` is set.
    void (*among)(std::uint8_t const* a, std::uint16_t set, std::size_t n, std::uint64_t* out);
    /// a[i] == first + i, for numbers of units.
    void (*counting)(std::uint32_t const* a, std::uint32_t first, std::size_t n,
                     std::uint64_t* out);
    /// a[i + 1] <= a[i], where a[n] can be read: units that nothing stands under, by their depth.
    void (*not_rising)(std::uint8_t const* a, std::size_t n, std::uint64_t* out);
    // The rest works on whole blocks of bits.
    /// yes = holds & a & b, no = ~holds & a & b; `holds` may be `yes`.
    void (*decide)(std::uint64_t const* holds, std::uint64_t const* a, std::uint64_t const* b,
                   std::uint64_t* yes, std::uint64_t* no);
    /// any |= a, all &= b
    void (*join)(std::uint64_t const* a, std::uint64_t const* b, std::uint64_t* any,
                 std::uint64_t* all);
    /// How many bits are set.
    std::uint64_t (*ones)(std::uint64_t const* words);
    /// The positions of the bits set in `n` words, of which there are no more than in a block.
    /// @param out Has room for 64 more than there are.
    /// @return How many there are.
    std::size_t (*positions)(std::uint64_t const* words, std::size_t n, std::uint16_t* out);
    outcome_sizes (*outcomes)(outcome_inputs const& from, outcome_bits& out);

    template <class T>
    [[nodiscard]] number_kernels<T> const& of() const noexcept {
        if constexpr (sizeof(T) == 2)
            return small;
        else if constexpr (sizeof(T) == 4)
            return narrow;
        else
            return wide;
    }
};

/// Kinds of processors.
enum class vector_set : std::uint8_t {
    plain,  ///< what the library is compiled for
    avx2,   ///< with POPCNT
    avx512, ///< F, BW, VBMI2 and VPOPCNTDQ: Ice Lake, Zen 4 and later
};

/// The most that this processor can do.
[[nodiscard]] vector_set widest_vectors() noexcept;
/// Loops for a kind of processor; no more than this one can run.
[[nodiscard]] kernel_table const& kernels_for(vector_set what) noexcept;
/// The loops in use: the widest, unless a test asked for others.
[[nodiscard]] kernel_table const& kernels() noexcept;
/// For tests: the loops that checks from now on use; nothing: the widest.
void use_vectors(std::optional<vector_set> what) noexcept;

} // namespace partyorg::detail
