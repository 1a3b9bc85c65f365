#include <partyorg/core/assert.hpp>
#include <partyorg/io/display_width.hpp>
#include <partyorg/report/text_table.hpp>

#include <algorithm>
#include <utility>

namespace partyorg::report {

namespace {

constexpr std::size_t gap = 2;

void drop_trailing_blanks(std::string& line) {
    while (!line.empty() && line.back() == ' ') line.pop_back();
}

void append_cell(std::string& line, std::string_view cell, std::size_t width, side align) {
    auto const fill = width - std::min(width, io::display_width(cell));
    if (align == side::right) line.append(fill, ' ');
    line += cell;
    if (align == side::left) line.append(fill, ' ');
}

} // namespace

void text_table::add(std::vector<std::string> cells) {
    PARTYORG_ASSERT(cells.size() <= columns_.size(), "a row has no more cells than columns");
    // A row without cells means a line.
    cells.resize(std::max<std::size_t>(columns_.size(), 1));
    rows_.push_back(std::move(cells));
}

void text_table::add_line() {
    rows_.emplace_back();
}

std::vector<std::size_t> text_table::widths() const {
    std::vector<std::size_t> width;
    width.reserve(columns_.size());
    for (auto const& column : columns_) width.push_back(io::display_width(column.heading));
    for (auto const& row : rows_)
        for (std::size_t i = 0; i < row.size() && i < width.size(); ++i)
            width[i] = std::max(width[i], io::display_width(row[i]));
    return width;
}

std::string text_table::str(std::size_t indent) const {
    auto const width = widths();
    std::string out;
    auto const put = [&](auto const& cell_of) {
        std::string line(indent, ' ');
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (i != 0) line.append(gap, ' ');
            append_cell(line, cell_of(i), width[i], columns_[i].align);
        }
        drop_trailing_blanks(line);
        out += line + '\n';
    };
    auto const line_cell = [&](std::size_t i) {
        std::string dashes;
        for (std::size_t n = 0; n < width[i]; ++n) dashes += "─";
        return dashes;
    };
    bool const headed = std::any_of(columns_.begin(), columns_.end(),
                                    [](auto const& column) { return !column.heading.empty(); });
    if (headed) {
        put([&](std::size_t i) -> std::string const& { return columns_[i].heading; });
        put(line_cell);
    }
    for (auto const& row : rows_)
        if (row.empty())
            put(line_cell);
        else
            put([&](std::size_t i) -> std::string const& { return row[i]; });
    return out;
}

std::string wrapped(std::string_view text, std::size_t indent, std::size_t width) {
    constexpr std::string_view blanks = " \t\r\n";
    std::string out;
    std::size_t used = indent;
    while (true) {
        auto const begin = text.find_first_not_of(blanks);
        if (begin == std::string_view::npos) return out;
        text.remove_prefix(begin);
        auto const word = text.substr(0, text.find_first_of(blanks));
        text.remove_prefix(word.size());
        auto const columns = io::display_width(word);
        if (!out.empty() && used + 1 + columns > width) {
            out += '\n' + std::string(indent, ' ');
            used = indent;
        } else if (!out.empty()) {
            out += ' ';
            ++used;
        }
        out += word;
        used += columns;
    }
}

} // namespace partyorg::report
