#pragma once
// Cells of a unit table: text to value and back.

#include <partyorg/core/date.hpp>
#include <partyorg/measures/measure.hpp>

#include <bit>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace partyorg::detail {

/// What became of a text that should be a number.
enum class number_state : std::uint8_t {
    fine,
    not_a_number,
    too_large,
    negative,
};

/// Reads a whole number in digits, byte by byte.
inline number_state read_any_count(std::string_view text, std::int64_t& value) {
    bool const minus = text.size() > 1 && text[0] == '-';
    if (minus) text.remove_prefix(1);
    std::uint64_t sum = 0;
    bool large = false;
    for (char const c : text) {
        if (c < '0' || c > '9') return number_state::not_a_number;
        auto const digit = static_cast<std::uint64_t>(c - '0');
        constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
        large = large || sum > (most - digit) / 10;
        sum = sum * 10 + digit;
    }
    if (text.empty()) return number_state::not_a_number;
    if (minus) return number_state::negative;
    value = static_cast<std::int64_t>(sum);
    return large ? number_state::too_large : number_state::fine;
}

/// Reads a whole number in digits: up to eight of them in one go.
/// @pre `front` is where the text begins in which `text` lies.
inline number_state read_count(std::string_view text, char const* front, std::int64_t& value) {
    auto const* const end = text.data() + text.size();
    if (text.empty() || text.size() > 8 || end - front < 8) return read_any_count(text, value);
    std::uint64_t v = 0;
    if constexpr (std::endian::native == std::endian::little) {
        std::memcpy(&v, end - 8, 8);
    } else {
        for (int i = 0; i < 8; ++i)
            v |= static_cast<std::uint64_t>(static_cast<unsigned char>(end[i - 8])) << (8 * i);
    }
    v ^= 0x3030303030303030u;
    auto const before = 64 - 8 * text.size(); // the bytes before the field become leading zeros
    v = v >> before << before;
    // A digit is now at most 9: adding 0x76 reaches the top bit for everything else.
    if (((v + 0x7676767676767676u) | v) & 0x8080808080808080u) return read_any_count(text, value);
    v = v * 10 + (v >> 8);
    v = ((v & 0x000000FF000000FFu) * 0x000F424000000064u +
         ((v >> 16) & 0x000000FF000000FFu) * 0x0000271000000001u) >>
        32;
    value = static_cast<std::int64_t>(v & 0xFFFFFFFFu);
    return number_state::fine;
}

/// Reads "170/170".
inline std::optional<coverage_count> read_coverage(std::string_view text) {
    auto const slash = text.find('/');
    if (slash == std::string_view::npos) return {};
    coverage_count out;
    auto const fine = [](std::string_view part, std::int64_t& value) {
        return read_any_count(part, value) == number_state::fine;
    };
    if (!fine(text.substr(0, slash), out.covered) || !fine(text.substr(slash + 1), out.of))
        return {};
    return out.covered <= out.of ? std::optional(out) : std::nullopt;
}

/// Reads a number with a decimal point.
inline std::optional<double> read_real(std::string_view text) {
    double value = 0;
    auto const [end, why] = std::from_chars(text.data(), text.data() + text.size(), value);
    bool const fine = why == std::errc() && end == text.data() + text.size();
    // "inf" and "nan" are read by from_chars, too.
    return fine && value - value == 0 ? std::optional(value) : std::nullopt;
}

inline void append_cell(std::string& out, std::int64_t value) {
    char digits[24];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}
inline void append_cell(std::string& out, std::int32_t value) {
    append_cell(out, std::int64_t{value});
}
inline void append_cell(std::string& out, double value) {
    char digits[40];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}
inline void append_cell(std::string& out, coverage_count value) {
    append_cell(out, value.covered);
    out += '/';
    append_cell(out, value.of);
}
inline void append_cell(std::string& out, date const& value) {
    out += to_iso(value);
}

} // namespace partyorg::detail
