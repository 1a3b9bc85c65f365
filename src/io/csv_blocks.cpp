#include "io/csv_blocks.hpp"

#include <bit>
#include <cstring>

#if defined(__x86_64__) && defined(__GNUC__)
#define PARTYORG_HAS_X86 1
#include <immintrin.h>
#else
#define PARTYORG_HAS_X86 0
#endif

namespace partyorg::detail {

namespace {

// ---- any processor -----------------------------------------------------------------------------

/// The top bit of every byte of `word` that equals the byte repeated in `pattern`.
std::uint64_t equal_bytes(std::uint64_t word, std::uint64_t pattern) {
    constexpr std::uint64_t low = 0x7F7F7F7F7F7F7F7Fu;
    auto const x = word ^ pattern;
    return ~(((x & low) + low) | x | low);
}

void mark_portable(char const* text, std::size_t blocks, char separator, csv_block* out) {
    constexpr std::uint64_t ones = 0x0101010101010101u, tops = ones * 0x80;
    // Collects the eight top bits into the lowest byte.
    auto const bits = [](std::uint64_t top) { return ((top >> 7) * 0x0102040810204080u) >> 56; };
    auto const all = [](char c) { return ones * static_cast<unsigned char>(c); };
    for (auto const* p = text; blocks-- != 0; p += 64, ++out) {
        csv_block m;
        for (int i = 0; i < 64; i += 8) {
            std::uint64_t word = 0;
            for (int k = 0; k < 8; ++k)
                word |= static_cast<std::uint64_t>(static_cast<unsigned char>(p[i + k])) << (8 * k);
            m.quote |= bits(equal_bytes(word, all('"'))) << i;
            m.separator |= bits(equal_bytes(word, all(separator))) << i;
            m.feed |= bits(equal_bytes(word, all('\n'))) << i;
            m.carriage |= bits(equal_bytes(word, all('\r'))) << i;
            if (word & tops) m.other = ~std::uint64_t{0}; // each field is looked at
        }
        *out = m;
    }
}

std::uint32_t* positions_portable(std::uint64_t const* bits, std::size_t blocks,
                                  std::uint32_t offset, std::uint32_t* out) {
    constexpr std::uint64_t last = std::uint64_t{1} << 63;
    for (std::size_t b = 0; b < blocks; ++b, offset += 64) {
        auto set = bits[b];
        auto const count = count_bits(set);
        // A fixed number of stores beats a loop whose length cannot be predicted.
        for (unsigned done = 0;; done += 8) {
            for (unsigned i = 0; i < 8; ++i) {
                out[done + i] = offset + static_cast<std::uint32_t>(std::countr_zero(set | last));
                set &= set - 1;
            }
            if (done + 8 >= count) break;
        }
        out += count;
    }
    return out;
}

#if PARTYORG_HAS_X86

// ---- 16 bytes at a time: every x86-64 ----------------------------------------------------------

void mark_sse2(char const* text, std::size_t blocks, char separator, csv_block* out) {
    auto const all = [](int byte) { return _mm_set1_epi8(static_cast<char>(byte)); };
    auto const bits = [](__m128i equal) {
        return static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm_movemask_epi8(equal)));
    };
    auto const quote = all('"'), cut = all(separator), feed = all('\n'), carriage = all('\r');
    for (auto const* p = text; blocks-- != 0; p += 64, ++out) {
        csv_block m;
        for (int i = 0; i < 64; i += 16) {
            auto const v = _mm_loadu_si128(reinterpret_cast<__m128i const*>(p + i));
            m.quote |= bits(_mm_cmpeq_epi8(v, quote)) << i;
            m.separator |= bits(_mm_cmpeq_epi8(v, cut)) << i;
            m.feed |= bits(_mm_cmpeq_epi8(v, feed)) << i;
            m.carriage |= bits(_mm_cmpeq_epi8(v, carriage)) << i;
            if (_mm_movemask_epi8(v) == 0) continue; // ASCII
            auto const e1 = _mm_cmpeq_epi8(v, all(0xE1));
            auto const high = _mm_cmpeq_epi8(_mm_max_epu8(v, all(0xCC)), v);
            m.e1 |= bits(e1) << i;
            m.e1_next |= bits(_mm_cmpeq_epi8(_mm_and_si128(v, all(0xFC)), all(0xB8))) << i;
            m.other |= bits(_mm_andnot_si128(e1, high)) << i;
        }
        *out = m;
    }
}

// ---- 32 bytes at a time ------------------------------------------------------------------------

[[gnu::target("avx2")]] inline std::uint64_t bits_of(__m256i low, __m256i high) {
    auto const bits = [](int mask) {
        return static_cast<std::uint64_t>(static_cast<std::uint32_t>(mask));
    };
    return bits(_mm256_movemask_epi8(low)) | bits(_mm256_movemask_epi8(high)) << 32;
}

[[gnu::target("avx2")]] void mark_avx2(char const* text, std::size_t blocks, char separator,
                                       csv_block* out) {
    auto const quote = _mm256_set1_epi8('"'), cut = _mm256_set1_epi8(separator),
               feed = _mm256_set1_epi8('\n'), carriage = _mm256_set1_epi8('\r'),
               lead = _mm256_set1_epi8(static_cast<char>(0xE1)),
               lowest = _mm256_set1_epi8(static_cast<char>(0xCC)),
               six = _mm256_set1_epi8(static_cast<char>(0xFC)),
               next = _mm256_set1_epi8(static_cast<char>(0xB8));
    for (auto const* p = text; blocks-- != 0; p += 64, ++out) {
        auto const a = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(p));
        auto const b = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(p + 32));
        csv_block m;
        m.quote = bits_of(_mm256_cmpeq_epi8(a, quote), _mm256_cmpeq_epi8(b, quote));
        m.separator = bits_of(_mm256_cmpeq_epi8(a, cut), _mm256_cmpeq_epi8(b, cut));
        m.feed = bits_of(_mm256_cmpeq_epi8(a, feed), _mm256_cmpeq_epi8(b, feed));
        m.carriage = bits_of(_mm256_cmpeq_epi8(a, carriage), _mm256_cmpeq_epi8(b, carriage));
        if (_mm256_movemask_epi8(_mm256_or_si256(a, b)) != 0) {
            auto const lead_a = _mm256_cmpeq_epi8(a, lead), lead_b = _mm256_cmpeq_epi8(b, lead);
            m.e1 = bits_of(lead_a, lead_b);
            m.e1_next = bits_of(_mm256_cmpeq_epi8(_mm256_and_si256(a, six), next),
                                _mm256_cmpeq_epi8(_mm256_and_si256(b, six), next));
            auto const high_a = _mm256_cmpeq_epi8(_mm256_max_epu8(a, lowest), a),
                       high_b = _mm256_cmpeq_epi8(_mm256_max_epu8(b, lowest), b);
            m.other =
                bits_of(_mm256_andnot_si256(lead_a, high_a), _mm256_andnot_si256(lead_b, high_b));
        }
        *out = m;
    }
}

[[gnu::target("avx2,bmi,popcnt")]] std::uint32_t* positions_avx2(std::uint64_t const* bits,
                                                                 std::size_t blocks,
                                                                 std::uint32_t offset,
                                                                 std::uint32_t* out) {
    for (std::size_t b = 0; b < blocks; ++b, offset += 64) {
        auto set = bits[b];
        auto const count = static_cast<unsigned>(__builtin_popcountll(set));
        for (unsigned done = 0;; done += 8) {
            for (unsigned i = 0; i < 8; ++i) {
                out[done + i] = offset + static_cast<std::uint32_t>(_tzcnt_u64(set));
                set = _blsr_u64(set);
            }
            if (done + 8 >= count) break;
        }
        out += count;
    }
    return out;
}

// ---- 64 bytes at a time ------------------------------------------------------------------------

[[gnu::target("avx512f,avx512bw")]] void mark_avx512(char const* text, std::size_t blocks,
                                                     char separator, csv_block* out) {
    auto const quote = _mm512_set1_epi8('"'), cut = _mm512_set1_epi8(separator),
               feed = _mm512_set1_epi8('\n'), carriage = _mm512_set1_epi8('\r'),
               lead = _mm512_set1_epi8(static_cast<char>(0xE1)),
               lowest = _mm512_set1_epi8(static_cast<char>(0xCC)),
               six = _mm512_set1_epi8(static_cast<char>(0xFC)),
               next = _mm512_set1_epi8(static_cast<char>(0xB8));
    for (auto const* p = text; blocks-- != 0; p += 64, ++out) {
        auto const v = _mm512_loadu_si512(p);
        auto const e1 = _mm512_cmpeq_epi8_mask(v, lead);
        out->quote = _mm512_cmpeq_epi8_mask(v, quote);
        out->separator = _mm512_cmpeq_epi8_mask(v, cut);
        out->feed = _mm512_cmpeq_epi8_mask(v, feed);
        out->carriage = _mm512_cmpeq_epi8_mask(v, carriage);
        out->e1 = e1;
        out->e1_next = _mm512_cmpeq_epi8_mask(_mm512_and_si512(v, six), next);
        out->other = _mm512_cmpge_epu8_mask(v, lowest) & ~e1;
    }
}

[[gnu::target("avx512f,avx512bw,avx512vbmi2,popcnt")]] std::uint32_t*
positions_avx512(std::uint64_t const* bits, std::size_t blocks, std::uint32_t offset,
                 std::uint32_t* out) {
    alignas(64) static constexpr struct numbers {
        std::uint8_t value[64]{};
        constexpr numbers() {
            for (unsigned i = 0; i < 64; ++i) value[i] = static_cast<std::uint8_t>(i);
        }
    } in_order;
    auto const all = _mm512_load_si512(in_order.value);
    for (std::size_t b = 0; b < blocks; ++b, offset += 64) {
        auto const count = static_cast<unsigned>(__builtin_popcountll(bits[b]));
        auto const found = _mm512_maskz_compress_epi8(bits[b], all);
        auto const base = _mm512_set1_epi32(static_cast<int>(offset));
        // (GCC 12 takes the forms without a mask for reads of what was never written.)
        auto const put = [&](unsigned at, __m128i sixteen) __attribute__((target("avx512f"))) {
            _mm512_storeu_si512(
                out + at, _mm512_add_epi32(_mm512_maskz_cvtepu8_epi32(0xFFFF, sixteen), base));
        };
        put(0, _mm512_maskz_extracti32x4_epi32(0xF, found, 0));
        if (count > 16) {
            put(16, _mm512_maskz_extracti32x4_epi32(0xF, found, 1));
            if (count > 32) {
                put(32, _mm512_maskz_extracti32x4_epi32(0xF, found, 2));
                put(48, _mm512_maskz_extracti32x4_epi32(0xF, found, 3));
            }
        }
        out += count;
    }
    return out;
}

#endif

constexpr csv_block_functions portable = {mark_portable, positions_portable};
#if PARTYORG_HAS_X86
constexpr csv_block_functions sse2 = {mark_sse2, positions_portable};
constexpr csv_block_functions avx2 = {mark_avx2, positions_avx2};
constexpr csv_block_functions avx512 = {mark_avx512, positions_avx512};
#endif

} // namespace

csv_block_functions const& csv_functions([[maybe_unused]] vector_level level) {
#if PARTYORG_HAS_X86
    switch (level) {
    case vector_level::sse2:
        return sse2;
    case vector_level::avx2:
        return avx2;
    case vector_level::avx512:
        return avx512;
    case vector_level::portable:
        break;
    }
#endif
    return portable;
}

} // namespace partyorg::detail
