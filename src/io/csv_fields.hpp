#pragma once
// Fields of a table's rows, and its header: what every reader of tables needs above the scanner.

#include "io/csv_scan.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace partyorg::detail {

/// How many columns of a table are read.
inline constexpr std::size_t most_csv_columns = 4096;

/// The text in quotes, short enough for a message.
[[nodiscard]] std::string shown(std::string_view text);

/// The text without blanks and tabs around it.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// The text with A to Z in lower case.
[[nodiscard]] std::string ascii_lower(std::string_view text);

/// The bytes of a field, without the carriage return that belongs to the line break.
inline std::string_view raw_field(csv_record const& row, std::size_t i) {
    auto raw = row.raw(i);
    if (i + 1 == row.fields && raw.ends_with('\r')) raw.remove_suffix(1);
    return raw;
}

/// The text of a field: without quotes, composed. Copied to `scratch` only if it has to change.
std::string_view field_text(csv_record const& row, std::size_t i, std::string& scratch);

/// Whether there is nothing but separators; office programs leave such rows behind.
[[nodiscard]] bool is_empty(csv_record const& row);

/// The first row, cut by one separator.
struct csv_header {
    std::vector<std::string> names{}; ///< composed, not trimmed
    std::vector<bool> quoted{};       ///< whether the name was in quotes
    std::vector<std::uint32_t> at{};  ///< column where each begins
    std::size_t fields = 0;           ///< how many there are, more than names perhaps
    std::uint32_t line = 1;           ///< its line
    bool broken = false;              ///< not well-formed, and reported
};

/// Takes the first row; without any the header has no fields.
csv_header read_csv_header(csv_records& rows, problems& found, std::string const& file);

/// The separator (comma, semicolon, tab) under which the first row has most of the names that
/// `count_known` knows, then most fields.
/// @param count_known called with a header, returns how many of its names are known
/// @return The separator, and how many names are known then.
template <class CountKnown>
std::pair<char, std::size_t> detect_csv_separator(std::string const& text, CountKnown count_known) {
    std::pair<char, std::size_t> best = {',', 0};
    std::size_t most_fields = 0;
    for (char const candidate : {',', ';', '\t'}) {
        problems ignored(0);
        csv_records rows(text, candidate, most_csv_columns, 64);
        auto const first = read_csv_header(rows, ignored, {});
        std::size_t const known = count_known(first);
        if (known > best.second || (known == best.second && first.fields > most_fields)) {
            best = {candidate, known};
            most_fields = first.fields;
        }
    }
    return best;
}

} // namespace partyorg::detail
