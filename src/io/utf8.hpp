#pragma once
// UTF-8 by hand, for the places that look at every byte.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace partyorg::detail {

/// Length of the well-formed UTF-8 sequence at `p`, or 0. Overlong forms, surrogates and what lies
/// beyond U+10FFFF are not well-formed (RFC 3629).
/// @pre `left > 0`
inline std::size_t utf8_sequence_length(unsigned char const* p, std::size_t left) {
    auto const follows = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xBF) {
        return i < left && p[i] >= low && p[i] <= high;
    };
    if (p[0] < 0x80) return 1;
    if (p[0] >= 0xC2 && p[0] <= 0xDF) return follows(1) ? 2 : 0;
    if (p[0] >= 0xE0 && p[0] <= 0xEF) {
        unsigned const low = p[0] == 0xE0 ? 0xA0 : 0x80, high = p[0] == 0xED ? 0x9F : 0xBF;
        return follows(1, low, high) && follows(2) ? 3 : 0;
    }
    if (p[0] >= 0xF0 && p[0] <= 0xF4) {
        unsigned const low = p[0] == 0xF0 ? 0x90 : 0x80, high = p[0] == 0xF4 ? 0x8F : 0xBF;
        return follows(1, low, high) && follows(2) && follows(3) ? 4 : 0;
    }
    return 0;
}

/// Whether composing (NFC) can change nothing, told from the lead bytes: ASCII, U+0080 to U+02FF,
/// U+1E00 to U+1EFF and general punctuation are composed, and Vietnamese uses nothing else. Other
/// characters have to be looked at.
/// @pre `text` is UTF-8.
inline bool surely_composed(std::string_view text) {
    auto const* p = reinterpret_cast<unsigned char const*>(text.data());
    auto const* const end = p + text.size();
    while (p != end) {
        if (end - p >= 8) {
            std::uint64_t word;
            std::memcpy(&word, p, 8);
            if ((word & 0x8080808080808080u) == 0) {
                p += 8;
                continue;
            }
        }
        unsigned const c = *p++;
        if (c < 0xCC) continue; // continuation bytes too
        if (c == 0xE1 && p != end && *p >= 0xB8 && *p <= 0xBB) continue;
        // U+2000 and U+2001 are other spellings of U+2002 and U+2003.
        if (c == 0xE2 && end - p >= 2 && p[0] == 0x80 && p[1] >= 0x82) continue;
        return false;
    }
    return true;
}

/// Whether the library compares the two as equal letters; `folded` is in lower case. ASCII only,
/// which identifiers are.
inline bool equal_ascii_folded(std::string_view text, std::string_view folded) {
    if (text.size() != folded.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const c = text[i];
        if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c) != folded[i])
            return false;
    }
    return true;
}

} // namespace partyorg::detail
