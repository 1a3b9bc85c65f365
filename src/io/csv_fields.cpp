#include "io/csv_fields.hpp"

#include "io/utf8.hpp"

#include <partyorg/io/text_file.hpp>

#include <algorithm>
#include <utility>

namespace partyorg::detail {

std::string shown(std::string_view text) {
    constexpr std::size_t most = 60;
    if (text.size() <= most) return "'" + std::string(text) + "'";
    auto size = most;
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
    return "'" + std::string(text.substr(0, size)) + "…'";
}

std::string_view trimmed(std::string_view text) {
    auto const first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::string ascii_lower(std::string_view text) {
    std::string out(text);
    for (auto& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

std::string_view field_text(csv_record const& row, std::size_t i, std::string& scratch) {
    auto text = raw_field(row, i);
    if (text.starts_with('"')) {
        text.remove_prefix(1);
        if (text.ends_with('"')) text.remove_suffix(1);
        if (text.find('"') != std::string_view::npos) {
            scratch.clear();
            for (std::size_t k = 0; k < text.size(); ++k) {
                scratch += text[k];
                if (text[k] == '"' && k + 1 < text.size() && text[k + 1] == '"') ++k;
            }
            text = scratch;
        }
    }
    if (!row.composed && !surely_composed(text)) {
        auto composed = io::to_nfc(text); // first, since `text` may lie in `scratch`
        scratch = std::move(composed);
        text = scratch;
    }
    return text;
}

bool is_empty(csv_record const& row) {
    auto const count = std::min(row.fields, most_csv_columns);
    for (std::size_t i = 0; i < count; ++i) {
        auto const raw = raw_field(row, i);
        if (!raw.empty() && raw != "\"\"") return false;
    }
    return row.fields <= most_csv_columns;
}

csv_header read_csv_header(csv_records& rows, problems& found, std::string const& file) {
    csv_header out;
    csv_record row;
    if (!rows.next(row, found, file)) return out;
    out.fields = row.fields;
    out.line = row.line;
    out.broken = row.broken;
    auto const count = std::min(row.fields, most_csv_columns);
    std::string scratch;
    for (std::size_t i = 0; i < count; ++i) {
        auto const raw = raw_field(row, i);
        out.names.emplace_back(field_text(row, i, scratch));
        out.quoted.push_back(raw.starts_with('"'));
        out.at.push_back(row.at(raw.data(), file).column);
    }
    return out;
}

} // namespace partyorg::detail
