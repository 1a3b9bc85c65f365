#pragma once
/// @file
/// Sums with vector instructions, chosen at run time: the library is compiled for any processor.

#include <partyorg/rollup/detail/level_pass.hpp>
#include <partyorg/rollup/detail/line_array.hpp>

#include <cstddef>
#include <cstdint>

// GCC's and clang's vector types instead of <immintrin.h>, which alone costs as many lines as the
// whole core may. A body is written once for any width, and forced into thin functions that are
// compiled for one instruction set each.
#if defined(__x86_64__) && defined(__GNUC__)
#define PARTYORG_VECTORS 1
#define PARTYORG_INLINE [[gnu::always_inline]] inline
#else
/// Whether the vector forms are compiled.
#define PARTYORG_VECTORS 0
#endif

namespace partyorg::detail {

/// How many 64-bit numbers one instruction takes: 8 (AVX-512), 4 (AVX2) or 1.
[[nodiscard]] inline unsigned vector_lanes() noexcept {
#if PARTYORG_VECTORS
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f")) return 8;
    if (__builtin_cpu_supports("avx2")) return 4;
#endif
    return 1;
}

/// Whether results pass through the caches, or past them: streaming saves reading a line before it
/// is overwritten, which wins when the results are larger than the caches.
enum class stores : std::uint8_t { cached, streaming };

/// Several columns that are rolled up together, one per lane of a vector.
template <class T>
struct lanes_job {
    static constexpr unsigned most = 8;
    T const* own[most]{};                ///< own values, by column
    std::int64_t* out[most]{};           ///< totals, by column; each starts a cache line
    std::uint8_t const* depth = nullptr; ///< by slot
};

/// Running sums of `own[0, n)` into `out[1, n]`, one at a time.
/// @return The magnitude bits of all values.
template <class T>
std::uint64_t prefix_scalar(T const* own, std::size_t first, std::size_t n, std::int64_t* out) {
    std::uint64_t bits = 0;
    auto sum = out[first];
    for (auto s = first; s < n; ++s) {
        auto const value = static_cast<std::int64_t>(own[s]);
        bits |= magnitude_bits(value);
        out[s + 1] = sum = wrapping_sum::add(sum, value);
    }
    return bits;
}

#if PARTYORG_VECTORS

/// Vector types of one width.
template <unsigned Lanes>
struct vectors;
template <>
struct vectors<8> {
    using wide = std::int64_t __attribute__((vector_size(64)));
    using stored = std::int64_t __attribute__((vector_size(64), may_alias));
    using narrow = std::int32_t __attribute__((vector_size(32)));
};
template <>
struct vectors<4> {
    using wide = std::int64_t __attribute__((vector_size(32)));
    using stored = std::int64_t __attribute__((vector_size(32), may_alias));
    using narrow = std::int32_t __attribute__((vector_size(16)));
};

// Columns start anywhere; a copy is what both compilers turn into one unaligned load.
template <unsigned Lanes>
PARTYORG_INLINE void load(std::int64_t const* from, typename vectors<Lanes>::wide& to) {
    __builtin_memcpy(&to, from, sizeof to);
}
template <unsigned Lanes>
PARTYORG_INLINE void load(std::int32_t const* from, typename vectors<Lanes>::wide& to) {
    typename vectors<Lanes>::narrow half;
    __builtin_memcpy(&half, from, sizeof half);
    to = __builtin_convertvector(half, typename vectors<Lanes>::wide);
}
template <unsigned Lanes, stores How>
PARTYORG_INLINE void store(typename vectors<Lanes>::wide const& value, std::int64_t* to) {
    auto* const line = reinterpret_cast<typename vectors<Lanes>::stored*>(to);
    if constexpr (How == stores::cached) {
        *line = value;
    } else {
#if defined(__clang__)
        __builtin_nontemporal_store(value, line);
#else
        asm volatile("vmovntdq {%1, %0|%0, %1}" : "=m"(*line) : "v"(value));
#endif
    }
}
template <stores How>
PARTYORG_INLINE void finish_stores() {
    if constexpr (How == stores::streaming) __builtin_ia32_sfence();
}

/// Turns each lane into the sum of itself and all lanes before it.
PARTYORG_INLINE void scan(vectors<8>::wide& v) {
    vectors<8>::wide const zero{};
    v += __builtin_shufflevector(zero, v, 7, 8, 9, 10, 11, 12, 13, 14);
    v += __builtin_shufflevector(zero, v, 6, 7, 8, 9, 10, 11, 12, 13);
    v += __builtin_shufflevector(zero, v, 4, 5, 6, 7, 8, 9, 10, 11);
}
PARTYORG_INLINE void scan(vectors<4>::wide& v) {
    vectors<4>::wide const zero{};
    v += __builtin_shufflevector(zero, v, 3, 4, 5, 6);
    v += __builtin_shufflevector(zero, v, 2, 3, 4, 5);
}
PARTYORG_INLINE void add_last(vectors<8>::wide const& v, vectors<8>::wide& to) {
    to += __builtin_shufflevector(v, v, 7, 7, 7, 7, 7, 7, 7, 7);
}
PARTYORG_INLINE void add_last(vectors<4>::wide const& v, vectors<4>::wide& to) {
    to += __builtin_shufflevector(v, v, 3, 3, 3, 3);
}

/// Rows become columns.
PARTYORG_INLINE void transpose(vectors<4>::wide (&r)[4]) {
    auto const a = __builtin_shufflevector(r[0], r[1], 0, 4, 2, 6);
    auto const b = __builtin_shufflevector(r[0], r[1], 1, 5, 3, 7);
    auto const c = __builtin_shufflevector(r[2], r[3], 0, 4, 2, 6);
    auto const d = __builtin_shufflevector(r[2], r[3], 1, 5, 3, 7);
    r[0] = __builtin_shufflevector(a, c, 0, 1, 4, 5);
    r[1] = __builtin_shufflevector(b, d, 0, 1, 4, 5);
    r[2] = __builtin_shufflevector(a, c, 2, 3, 6, 7);
    r[3] = __builtin_shufflevector(b, d, 2, 3, 6, 7);
}
PARTYORG_INLINE void transpose(vectors<8>::wide (&r)[8]) {
    vectors<8>::wide t[8];
#pragma GCC unroll 4
    for (unsigned i = 0; i < 8; i += 2) { // pairs of numbers
        t[i] = __builtin_shufflevector(r[i], r[i + 1], 0, 8, 2, 10, 4, 12, 6, 14);
        t[i + 1] = __builtin_shufflevector(r[i], r[i + 1], 1, 9, 3, 11, 5, 13, 7, 15);
    }
#pragma GCC unroll 2
    for (unsigned i = 0; i < 8; i += 4) { // pairs of pairs
        r[i] = __builtin_shufflevector(t[i], t[i + 2], 0, 1, 8, 9, 4, 5, 12, 13);
        r[i + 1] = __builtin_shufflevector(t[i + 1], t[i + 3], 0, 1, 8, 9, 4, 5, 12, 13);
        r[i + 2] = __builtin_shufflevector(t[i], t[i + 2], 2, 3, 10, 11, 6, 7, 14, 15);
        r[i + 3] = __builtin_shufflevector(t[i + 1], t[i + 3], 2, 3, 10, 11, 6, 7, 14, 15);
    }
#pragma GCC unroll 4
    for (unsigned i = 0; i < 4; ++i) { // halves
        t[i] = __builtin_shufflevector(r[i], r[i + 4], 0, 1, 2, 3, 8, 9, 10, 11);
        t[i + 4] = __builtin_shufflevector(r[i], r[i + 4], 4, 5, 6, 7, 12, 13, 14, 15);
    }
#pragma GCC unroll 8
    for (unsigned i = 0; i < 8; ++i) r[i] = t[i];
}

/// `prefix_scalar`, `Lanes` at a time. The sum carried from vector to vector is added last, so that
/// one addition is all that the next vector waits for.
template <unsigned Lanes, stores How, class T>
PARTYORG_INLINE std::uint64_t prefix_body(T const* own, std::size_t n, std::int64_t* out) {
    // One at a time until the results start a cache line.
    auto const head = n < Lanes - 1 ? n : Lanes - 1;
    auto bits = prefix_scalar(own, 0, head, out);
    typename vectors<Lanes>::wide carry{}, magnitude{};
    carry += out[head];
    auto s = head;
    for (; s + Lanes <= n; s += Lanes) {
        typename vectors<Lanes>::wide v;
        load<Lanes>(own + s, v);
        magnitude |= v ^ (v >> 63);
        scan(v);
        store<Lanes, How>(v + carry, out + s + 1);
        add_last(v, carry);
    }
    finish_stores<How>();
    for (unsigned i = 0; i < Lanes; ++i) bits |= static_cast<std::uint64_t>(magnitude[i]);
    return s < n ? bits | prefix_scalar(own, s, n, out) : bits;
}

/// `level_pass` for `Lanes` columns at once: `Lanes` units of each are read, transposed in
/// registers, so that one addition serves all columns of a unit, and transposed back, so that every
/// column is written in whole lines. `first` is a multiple of `Lanes`.
/// @return The magnitude bits of all values of all columns.
template <unsigned Lanes, stores How, class T>
PARTYORG_INLINE std::uint64_t lanes_body(lanes_job<T> const& job, std::size_t first,
                                         std::size_t last, std::int64_t* open) {
    using wide = typename vectors<Lanes>::wide;
    auto* const sums = reinterpret_cast<typename vectors<Lanes>::stored*>(open);
    wide magnitude{};
    auto s = last;
    for (; s % Lanes != 0; --s) { // the last units, one at a time
        wide total;
        for (unsigned k = 0; k < Lanes; ++k) total[k] = job.own[k][s - 1];
        magnitude |= total ^ (total >> 63);
        auto* const here = sums + job.depth[s - 1];
        total += here[1];
        here[1] = wide{};
        here[0] += total;
        for (unsigned k = 0; k < Lanes; ++k) job.out[k][s - 1] = total[k];
    }
    while (s > first) {
        s -= Lanes;
        wide r[Lanes];
#pragma GCC unroll 8
        for (unsigned k = 0; k < Lanes; ++k) {
            load<Lanes>(job.own[k] + s, r[k]);
            magnitude |= r[k] ^ (r[k] >> 63);
        }
        transpose(r);
#pragma GCC unroll 8
        for (unsigned k = 0; k < Lanes; ++k) { // backwards, like everything here
            auto const u = Lanes - 1 - k;
            auto* const here = sums + job.depth[s + u];
            r[u] += here[1];
            here[1] = wide{};
            here[0] += r[u];
        }
        transpose(r);
#pragma GCC unroll 8
        for (unsigned k = 0; k < Lanes; ++k) store<Lanes, How>(r[k], job.out[k] + s);
    }
    finish_stores<How>();
    std::uint64_t bits = 0;
    for (unsigned i = 0; i < Lanes; ++i) bits |= static_cast<std::uint64_t>(magnitude[i]);
    return bits;
}

// The thin functions: one per instruction set.
template <stores How, class T>
[[gnu::target("avx512f")]] std::uint64_t prefix_8(T const* own, std::size_t n, std::int64_t* out) {
    return prefix_body<8, How>(own, n, out);
}
template <stores How, class T>
[[gnu::target("avx2")]] std::uint64_t prefix_4(T const* own, std::size_t n, std::int64_t* out) {
    return prefix_body<4, How>(own, n, out);
}
template <stores How, class T>
[[gnu::target("avx512f")]] std::uint64_t lanes_8(lanes_job<T> const& job, std::size_t first,
                                                 std::size_t last, std::int64_t* open) {
    return lanes_body<8, How>(job, first, last, open);
}
template <stores How, class T>
[[gnu::target("avx2")]] std::uint64_t lanes_4(lanes_job<T> const& job, std::size_t first,
                                              std::size_t last, std::int64_t* open) {
    return lanes_body<4, How>(job, first, last, open);
}
#endif

/// Running sums of `own` into `out[1, n]`, with vectors of `lanes`.
/// @pre `out` starts a cache line, and `out[0]` holds what goes before.
/// @return The magnitude bits of all values.
template <class T>
std::uint64_t prefix_sums([[maybe_unused]] unsigned lanes, [[maybe_unused]] stores how,
                          T const* own, std::size_t n, std::int64_t* out) {
#if PARTYORG_VECTORS
    auto const streaming = how == stores::streaming;
    if (lanes == 8)
        return streaming ? prefix_8<stores::streaming>(own, n, out)
                         : prefix_8<stores::cached>(own, n, out);
    if (lanes == 4)
        return streaming ? prefix_4<stores::streaming>(own, n, out)
                         : prefix_4<stores::cached>(own, n, out);
#endif
    return prefix_scalar(own, 0, n, out);
}

#if PARTYORG_VECTORS
template <class T>
std::uint64_t lanes_pass(unsigned lanes, stores how, lanes_job<T> const& job, std::size_t first,
                         std::size_t last, std::int64_t* open) {
    auto const streaming = how == stores::streaming;
    if (lanes == 8)
        return streaming ? lanes_8<stores::streaming>(job, first, last, open)
                         : lanes_8<stores::cached>(job, first, last, open);
    return streaming ? lanes_4<stores::streaming>(job, first, last, open)
                     : lanes_4<stores::cached>(job, first, last, open);
}

/// Rolls up `lanes` columns together; the helper, if there is one, takes the second half.
/// @return The magnitude bits of all values of all columns.
template <class T>
std::uint64_t roll_lanes(hierarchy const& units, two_threads* helper, unsigned lanes, stores how,
                         lanes_job<T> const& job) {
    auto const n = units.size();
    auto const middle = helper ? n / 2 / 64 * 64 : 0;
    auto const make_sums = [&] {
        line_array<std::int64_t> sums((units.max_depth() + std::size_t{2}) * lanes);
        for (std::size_t i = 0; i < sums.size(); ++i) sums[i] = 0;
        return sums;
    };
    auto open = make_sums();
    if (!helper || middle == 0) return lanes_pass(lanes, how, job, 0, n, open.data());
    auto low = make_sums();
    std::uint64_t bits = 0, low_bits = 0;
    helper->both([&] { low_bits = lanes_pass(lanes, how, job, 0, middle, low.data()); },
                 [&] { bits = lanes_pass(lanes, how, job, middle, n, open.data()); });
    for (unsigned k = 0; k < lanes; ++k) {
        level_sums<std::int64_t> column(units.max_depth(), 0);
        for (std::size_t level = 0; level < units.max_depth() + std::size_t{2}; ++level)
            column[level] = open[level * lanes + k];
        close_levels(units, middle, column, std::int64_t{0}, wrapping_sum{}, job.out[k]);
    }
    return bits | low_bits;
}
#endif

} // namespace partyorg::detail

#undef PARTYORG_INLINE
