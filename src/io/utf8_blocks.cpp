#include "io/utf8_blocks.hpp"

#include <cstdint>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#endif

namespace partyorg::detail {

namespace {

/// The beginning of the character that is not complete before `at`, or `at`.
[[maybe_unused]] std::size_t character_at(std::string_view text, std::size_t from, std::size_t at) {
    for (std::size_t back = 1; back <= 3 && at - from >= back; ++back) {
        auto const byte = static_cast<unsigned char>(text[at - back]);
        if (byte < 0x80) return at;
        if (byte < 0xC0) continue; // goes on with a character
        std::size_t const length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
        return length > back ? at - back : at;
    }
    return at;
}

#if defined(__x86_64__) && defined(__GNUC__)

// What two neighbouring bytes can have wrong, one bit each. Three tables, asked for the halves of
// the first byte and the upper half of the second, say what each half allows to be wrong; what all
// three allow is wrong.
enum : unsigned {
    too_short = 1,   // a lead byte that is not followed by a continuation
    too_long = 2,    // a continuation after ASCII
    overlong_3 = 4,  // E0 80…9F
    too_large = 8,   // F4 90… and beyond
    surrogate = 16,  // ED A0…BF
    overlong_2 = 32, // C0, C1
    too_large_more = 64,
    overlong_4 = 64,  // F0 80…8F
    two_follow = 128, // two continuations: right only as a third or fourth byte
    any_low = too_short | too_long | two_follow,
};

struct tables {
    alignas(16) std::uint8_t first_high[16] = {too_long,
                                               too_long,
                                               too_long,
                                               too_long,
                                               too_long,
                                               too_long,
                                               too_long,
                                               too_long,
                                               two_follow,
                                               two_follow,
                                               two_follow,
                                               two_follow,
                                               too_short | overlong_2,
                                               too_short,
                                               too_short | overlong_3 | surrogate,
                                               too_short | too_large | too_large_more | overlong_4};
    alignas(16) std::uint8_t first_low[16] = {any_low | overlong_3 | overlong_2 | overlong_4,
                                              any_low | overlong_2,
                                              any_low,
                                              any_low,
                                              any_low | too_large,
                                              any_low | too_large | too_large_more,
                                              any_low | too_large | too_large_more,
                                              any_low | too_large | too_large_more,
                                              any_low | too_large | too_large_more,
                                              any_low | too_large | too_large_more,
                                              any_low | too_large | too_large_more,
                                              any_low | too_large | too_large_more,
                                              any_low | too_large | too_large_more,
                                              any_low | too_large | too_large_more | surrogate,
                                              any_low | too_large | too_large_more,
                                              any_low | too_large | too_large_more};
    alignas(16) std::uint8_t second_high[16] = {
        too_short,
        too_short,
        too_short,
        too_short,
        too_short,
        too_short,
        too_short,
        too_short,
        too_long | overlong_2 | two_follow | overlong_3 | too_large_more | overlong_4,
        too_long | overlong_2 | two_follow | overlong_3 | too_large,
        too_long | overlong_2 | two_follow | surrogate | too_large,
        too_long | overlong_2 | two_follow | surrogate | too_large,
        too_short,
        too_short,
        too_short,
        too_short};
};
constexpr tables what{};

[[gnu::target("ssse3")]] std::size_t skip_blocks(std::string_view text, std::size_t from) {
    auto const load = [](void const* p) { return _mm_loadu_si128(static_cast<__m128i const*>(p)); };
    auto const first_high = load(what.first_high), first_low = load(what.first_low),
               second_high = load(what.second_high);
    auto const low_half = _mm_set1_epi8(0x0F), zero = _mm_setzero_si128();
    auto const third = _mm_set1_epi8(static_cast<char>(0xE0 - 0x80)),
               fourth = _mm_set1_epi8(static_cast<char>(0xF0 - 0x80)),
               top = _mm_set1_epi8(static_cast<char>(0x80));
    auto before = zero; // ASCII, as it were: a character begins at `from`
    auto at = from;
    for (; text.size() - at >= 64; at += 64) {
        auto wrong = zero, nul = zero;
        auto last = before;
        for (std::size_t i = 0; i < 64; i += 16) {
            auto const v = load(text.data() + at + i);
            nul = _mm_or_si128(nul, _mm_cmpeq_epi8(v, zero));
            auto const back_1 = _mm_alignr_epi8(v, last, 15), back_2 = _mm_alignr_epi8(v, last, 14),
                       back_3 = _mm_alignr_epi8(v, last, 13);
            auto const halves = [&](__m128i x) {
                return _mm_and_si128(_mm_srli_epi16(x, 4), low_half);
            };
            auto const pair = _mm_and_si128(
                _mm_and_si128(_mm_shuffle_epi8(first_high, halves(back_1)),
                              _mm_shuffle_epi8(first_low, _mm_and_si128(back_1, low_half))),
                _mm_shuffle_epi8(second_high, halves(v)));
            // A third or fourth byte has to be a second continuation in a row, and only they may.
            auto const must = _mm_and_si128(
                _mm_or_si128(_mm_subs_epu8(back_2, third), _mm_subs_epu8(back_3, fourth)), top);
            wrong = _mm_or_si128(wrong, _mm_xor_si128(must, pair));
            last = v;
        }
        auto const fine = _mm_cmpeq_epi8(_mm_or_si128(wrong, nul), zero);
        if (_mm_movemask_epi8(fine) != 0xFFFF) break;
        before = last;
    }
    return at;
}

/// The same for 64 bytes at once.
[[gnu::target("avx512f,avx512bw,avx512vbmi")]] std::size_t skip_wide_blocks(std::string_view text,
                                                                            std::size_t from) {
    auto const load = [](std::uint8_t const* p) {
        return _mm_load_si128(reinterpret_cast<__m128i const*>(p));
    };
    auto const first_high = _mm512_maskz_broadcast_i32x4(0xFFFF, load(what.first_high)),
               first_low = _mm512_maskz_broadcast_i32x4(0xFFFF, load(what.first_low)),
               second_high = _mm512_maskz_broadcast_i32x4(0xFFFF, load(what.second_high));
    auto const low_half = _mm512_set1_epi8(0x0F), zero = _mm512_setzero_si512();
    auto const third = _mm512_set1_epi8(static_cast<char>(0xE0 - 0x80)),
               fourth = _mm512_set1_epi8(static_cast<char>(0xF0 - 0x80)),
               top = _mm512_set1_epi8(static_cast<char>(0x80));
    alignas(64) static constexpr struct positions {
        std::uint8_t value[64]{};
        constexpr explicit positions(unsigned back) {
            // Of two vectors one behind the other, the bytes `back` before those of the second.
            for (unsigned i = 0; i < 64; ++i) value[i] = static_cast<std::uint8_t>(64 + i - back);
        }
    } one(1), two(2), three(3);
    auto const back_by_1 = _mm512_load_si512(one.value), back_by_2 = _mm512_load_si512(two.value),
               back_by_3 = _mm512_load_si512(three.value);
    auto before = zero; // ASCII, as it were: a character begins at `from`
    bool open = false;  // a character goes on behind `before`
    auto at = from;
    for (; text.size() - at >= 64; at += 64) {
        auto const v = _mm512_loadu_si512(text.data() + at);
        auto const nul = _mm512_cmpeq_epi8_mask(v, zero);
        if (_mm512_movepi8_mask(v) == 0 && !open) { // ASCII behind a whole character
            if (nul != 0) break;
            before = v;
            continue;
        }
        auto const back_1 = _mm512_permutex2var_epi8(before, back_by_1, v),
                   back_2 = _mm512_permutex2var_epi8(before, back_by_2, v),
                   back_3 = _mm512_permutex2var_epi8(before, back_by_3, v);
        auto const high_1 = _mm512_and_si512(_mm512_srli_epi16(back_1, 4), low_half),
                   high_0 = _mm512_and_si512(_mm512_srli_epi16(v, 4), low_half);
        auto const pair = _mm512_and_si512(
            _mm512_and_si512(_mm512_shuffle_epi8(first_high, high_1),
                             _mm512_shuffle_epi8(first_low, _mm512_and_si512(back_1, low_half))),
            _mm512_shuffle_epi8(second_high, high_0));
        auto const must = _mm512_and_si512(
            _mm512_or_si512(_mm512_subs_epu8(back_2, third), _mm512_subs_epu8(back_3, fourth)),
            top);
        auto const wrong = _mm512_xor_si512(must, pair);
        if ((_mm512_test_epi8_mask(wrong, wrong) | nul) != 0) break;
        before = v;
        // Any of the last three bytes beyond ASCII: the next block looks at them.
        open = _mm512_movepi8_mask(v) >> 61 != 0;
    }
    return at;
}

#endif

} // namespace

std::size_t skip_utf8([[maybe_unused]] std::string_view text, std::size_t from,
                      [[maybe_unused]] vector_level level) {
#if defined(__x86_64__) && defined(__GNUC__)
    if (level == vector_level::avx512)
        return character_at(text, from, skip_wide_blocks(text, from));
    if (level != vector_level::portable && __builtin_cpu_supports("ssse3"))
        return character_at(text, from, skip_blocks(text, from));
#endif
    return from;
}

} // namespace partyorg::detail
