#include "rules/kernels.hpp"

#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#define PARTYORG_X86 1
#else
#define PARTYORG_X86 0
#endif

namespace partyorg::detail::kernels {
namespace {

// How one word of 64 values is made. The plain way is correct everywhere.
template <class A, class Test>
void plain(A const* a, std::size_t n, std::uint64_t* out, Test&& test) {
    for (std::size_t first = 0; first < n; first += 64, ++out) {
        std::uint64_t word = 0;
        auto const count = n - first < 64 ? n - first : 64;
        for (std::size_t i = 0; i < count; ++i)
            word |= std::uint64_t{test(a[first + i], first + i)} << i;
        *out = word;
    }
}

#if PARTYORG_X86

// Whole words by vectors; the rest is the caller's.
__attribute__((target("avx512f"))) std::size_t above_512(std::int64_t const* a, std::int64_t c,
                                                         std::size_t n, std::uint64_t* out) {
    auto const bound = _mm512_set1_epi64(c);
    std::size_t i = 0;
    for (; i + 64 <= n; i += 64) {
        std::uint64_t word = 0;
        for (unsigned j = 0; j < 64; j += 8)
            word |= std::uint64_t{_mm512_cmpgt_epi64_mask(_mm512_loadu_si512(a + i + j), bound)}
                    << j;
        out[i / 64] = word;
    }
    return i;
}
__attribute__((target("avx512f"))) std::size_t above_512(std::int32_t const* a, std::int32_t c,
                                                         std::size_t n, std::uint64_t* out) {
    auto const bound = _mm512_set1_epi32(c);
    std::size_t i = 0;
    for (; i + 64 <= n; i += 64) {
        std::uint64_t word = 0;
        for (unsigned j = 0; j < 64; j += 16)
            word |= std::uint64_t{_mm512_cmpgt_epi32_mask(_mm512_loadu_si512(a + i + j), bound)}
                    << j;
        out[i / 64] = word;
    }
    return i;
}
__attribute__((target("avx512f"))) std::size_t
above_512(std::int64_t const* a, std::int64_t const* b, std::size_t n, std::uint64_t* out) {
    std::size_t i = 0;
    for (; i + 64 <= n; i += 64) {
        std::uint64_t word = 0;
        for (unsigned j = 0; j < 64; j += 8)
            word |= std::uint64_t{_mm512_cmpgt_epi64_mask(_mm512_loadu_si512(a + i + j),
                                                          _mm512_loadu_si512(b + i + j))}
                    << j;
        out[i / 64] = word;
    }
    return i;
}
__attribute__((target("avx512f"))) std::size_t equal_512(std::int64_t const* a, std::int64_t c,
                                                         std::size_t n, std::uint64_t* out) {
    auto const bound = _mm512_set1_epi64(c);
    std::size_t i = 0;
    for (; i + 64 <= n; i += 64) {
        std::uint64_t word = 0;
        for (unsigned j = 0; j < 64; j += 8)
            word |= std::uint64_t{_mm512_cmpeq_epi64_mask(_mm512_loadu_si512(a + i + j), bound)}
                    << j;
        out[i / 64] = word;
    }
    return i;
}
__attribute__((target("avx512f"))) std::size_t equal_512(std::int32_t const* a, std::int32_t c,
                                                         std::size_t n, std::uint64_t* out) {
    auto const bound = _mm512_set1_epi32(c);
    std::size_t i = 0;
    for (; i + 64 <= n; i += 64) {
        std::uint64_t word = 0;
        for (unsigned j = 0; j < 64; j += 16)
            word |= std::uint64_t{_mm512_cmpeq_epi32_mask(_mm512_loadu_si512(a + i + j), bound)}
                    << j;
        out[i / 64] = word;
    }
    return i;
}
__attribute__((target("avx512f"))) std::size_t
equal_512(std::int64_t const* a, std::int64_t const* b, std::size_t n, std::uint64_t* out) {
    std::size_t i = 0;
    for (; i + 64 <= n; i += 64) {
        std::uint64_t word = 0;
        for (unsigned j = 0; j < 64; j += 8)
            word |= std::uint64_t{_mm512_cmpeq_epi64_mask(_mm512_loadu_si512(a + i + j),
                                                          _mm512_loadu_si512(b + i + j))}
                    << j;
        out[i / 64] = word;
    }
    return i;
}

__attribute__((target("avx2"))) inline __m256i load(void const* p) {
    return _mm256_loadu_si256(static_cast<__m256i const*>(p));
}
__attribute__((target("avx2"))) inline std::uint64_t bits4(__m256i mask) {
    return static_cast<unsigned>(_mm256_movemask_pd(_mm256_castsi256_pd(mask)));
}
__attribute__((target("avx2"))) inline std::uint64_t bits8(__m256i mask) {
    return static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(mask)));
}
__attribute__((target("avx2"))) std::size_t above_256(std::int64_t const* a, std::int64_t c,
                                                      std::size_t n, std::uint64_t* out) {
    auto const bound = _mm256_set1_epi64x(c);
    std::size_t i = 0;
    for (; i + 64 <= n; i += 64) {
        std::uint64_t word = 0;
        for (unsigned j = 0; j < 64; j += 4)
            word |= bits4(_mm256_cmpgt_epi64(load(a + i + j), bound)) << j;
        out[i / 64] = word;
    }
    return i;
}
__attribute__((target("avx2"))) std::size_t above_256(std::int32_t const* a, std::int32_t c,
                                                      std::size_t n, std::uint64_t* out) {
    auto const bound = _mm256_set1_epi32(c);
    std::size_t i = 0;
    for (; i + 64 <= n; i += 64) {
        std::uint64_t word = 0;
        for (unsigned j = 0; j < 64; j += 8)
            word |= bits8(_mm256_cmpgt_epi32(load(a + i + j), bound)) << j;
        out[i / 64] = word;
    }
    return i;
}
__attribute__((target("avx2"))) std::size_t above_256(std::int64_t const* a, std::int64_t const* b,
                                                      std::size_t n, std::uint64_t* out) {
    std::size_t i = 0;
    for (; i + 64 <= n; i += 64) {
        std::uint64_t word = 0;
        for (unsigned j = 0; j < 64; j += 4)
            word |= bits4(_mm256_cmpgt_epi64(load(a + i + j), load(b + i + j))) << j;
        out[i / 64] = word;
    }
    return i;
}
__attribute__((target("avx2"))) std::size_t equal_256(std::int64_t const* a, std::int64_t c,
                                                      std::size_t n, std::uint64_t* out) {
    auto const bound = _mm256_set1_epi64x(c);
    std::size_t i = 0;
    for (; i + 64 <= n; i += 64) {
        std::uint64_t word = 0;
        for (unsigned j = 0; j < 64; j += 4)
            word |= bits4(_mm256_cmpeq_epi64(load(a + i + j), bound)) << j;
        out[i / 64] = word;
    }
    return i;
}
__attribute__((target("avx2"))) std::size_t equal_256(std::int32_t const* a, std::int32_t c,
                                                      std::size_t n, std::uint64_t* out) {
    auto const bound = _mm256_set1_epi32(c);
    std::size_t i = 0;
    for (; i + 64 <= n; i += 64) {
        std::uint64_t word = 0;
        for (unsigned j = 0; j < 64; j += 8)
            word |= bits8(_mm256_cmpeq_epi32(load(a + i + j), bound)) << j;
        out[i / 64] = word;
    }
    return i;
}
__attribute__((target("avx2"))) std::size_t equal_256(std::int64_t const* a, std::int64_t const* b,
                                                      std::size_t n, std::uint64_t* out) {
    std::size_t i = 0;
    for (; i + 64 <= n; i += 64) {
        std::uint64_t word = 0;
        for (unsigned j = 0; j < 64; j += 4)
            word |= bits4(_mm256_cmpeq_epi64(load(a + i + j), load(b + i + j))) << j;
        out[i / 64] = word;
    }
    return i;
}

__attribute__((target("popcnt"))) std::uint64_t ones_popcnt(std::uint64_t const* words,
                                                            std::size_t n) {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < n; ++i)
        sum += static_cast<std::uint64_t>(__builtin_popcountll(words[i]));
    return sum;
}

enum class vectors { none, avx2, avx512 };
vectors widest() {
    static vectors const found = __builtin_cpu_supports("avx512f") ? vectors::avx512
                                 : __builtin_cpu_supports("avx2")  ? vectors::avx2
                                                                   : vectors::none;
    return found;
}

#define PARTYORG_VECTOR(name, a, b)                                                                \
    switch (widest()) {                                                                            \
    case vectors::avx512:                                                                          \
        done = name##_512(a, b, n, out);                                                           \
        break;                                                                                     \
    case vectors::avx2:                                                                            \
        done = name##_256(a, b, n, out);                                                           \
        break;                                                                                     \
    case vectors::none:                                                                            \
        break;                                                                                     \
    }
#else
#define PARTYORG_VECTOR(name, a, b)
#endif

} // namespace

void above(std::int64_t const* a, std::int64_t c, std::size_t n, std::uint64_t* out) {
    std::size_t done = 0;
    PARTYORG_VECTOR(above, a, c)
    plain(a + done, n - done, out + done / 64,
          [c](std::int64_t value, std::size_t) { return value > c; });
}
void above(std::int32_t const* a, std::int32_t c, std::size_t n, std::uint64_t* out) {
    std::size_t done = 0;
    PARTYORG_VECTOR(above, a, c)
    plain(a + done, n - done, out + done / 64,
          [c](std::int32_t value, std::size_t) { return value > c; });
}
void above(std::int64_t const* a, std::int64_t const* b, std::size_t n, std::uint64_t* out) {
    std::size_t done = 0;
    PARTYORG_VECTOR(above, a, b)
    b += done;
    plain(a + done, n - done, out + done / 64,
          [b](std::int64_t value, std::size_t i) { return value > b[i]; });
}
void equal(std::int64_t const* a, std::int64_t c, std::size_t n, std::uint64_t* out) {
    std::size_t done = 0;
    PARTYORG_VECTOR(equal, a, c)
    plain(a + done, n - done, out + done / 64,
          [c](std::int64_t value, std::size_t) { return value == c; });
}
void equal(std::int32_t const* a, std::int32_t c, std::size_t n, std::uint64_t* out) {
    std::size_t done = 0;
    PARTYORG_VECTOR(equal, a, c)
    plain(a + done, n - done, out + done / 64,
          [c](std::int32_t value, std::size_t) { return value == c; });
}
void equal(std::int64_t const* a, std::int64_t const* b, std::size_t n, std::uint64_t* out) {
    std::size_t done = 0;
    PARTYORG_VECTOR(equal, a, b)
    b += done;
    plain(a + done, n - done, out + done / 64,
          [b](std::int64_t value, std::size_t i) { return value == b[i]; });
}

void equal(std::uint8_t const* a, std::uint8_t c, std::size_t n, std::uint64_t* out) {
    std::size_t i = 0;
#if PARTYORG_X86
    // Every x86-64 turns sixteen bytes into sixteen bits by one instruction.
    auto const wanted = _mm_set1_epi8(static_cast<char>(c));
    for (; i + 64 <= n; i += 64) {
        std::uint64_t word = 0;
        for (unsigned j = 0; j < 64; j += 16) {
            __m128i sixteen;
            std::memcpy(&sixteen, a + i + j, sizeof sixteen);
            auto const mask = _mm_movemask_epi8(_mm_cmpeq_epi8(sixteen, wanted));
            word |= static_cast<std::uint64_t>(static_cast<std::uint32_t>(mask)) << j;
        }
        out[i / 64] = word;
    }
#endif
    plain(a + i, n - i, out + i / 64, [c](std::uint8_t value, std::size_t) { return value == c; });
}

std::uint64_t ones(std::uint64_t const* words, std::size_t n) {
#if PARTYORG_X86
    if (widest() != vectors::none) return ones_popcnt(words, n); // whoever has AVX2 has this too
#endif
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < n; ++i) sum += static_cast<std::uint64_t>(std::popcount(words[i]));
    return sum;
}

} // namespace partyorg::detail::kernels
