#include "plan_document_cells.hpp"

#include <algorithm>
#include <utility>

namespace partyorg::io::detail {

namespace {

table_cell make_cell(source_text const& file, span line, span part) {
    auto raw = file.raw(part);
    while (!raw.empty() && (raw.front() == ' ' || raw.front() == '\t')) {
        raw.remove_prefix(1);
        ++part.begin;
    }
    table_cell cell{clean(raw), part.begin, 0, 0};
    cell.from = part.begin - line.begin;
    cell.to = cell.from + display_width(cell.text);
    return cell;
}

cell_row split_at(source_text const& file, span line, span inner, char mark) {
    cell_row cells;
    auto const text = file.raw(inner);
    std::size_t begin = 0;
    for (;;) {
        auto end = text.find(mark, begin);
        // An escaped pipe is text.
        while (end != std::string_view::npos && mark == '|' && end > 0 && text[end - 1] == '\\')
            end = text.find(mark, end + 1);
        auto const stop = end == std::string_view::npos ? text.size() : end;
        cells.push_back(make_cell(file, line, {inner.begin + begin, inner.begin + stop}));
        if (end == std::string_view::npos) return cells;
        begin = end + 1;
    }
}

/// The line without outer blanks and outer pipes.
span inside_pipes(source_text const& file, span line) {
    auto const is_outer = [&](std::size_t i) {
        auto const c = file.raw(line)[i - line.begin];
        return c == ' ' || c == '\t';
    };
    span inner = line;
    while (!inner.empty() && is_outer(inner.begin)) ++inner.begin;
    while (!inner.empty() && is_outer(inner.end - 1)) --inner.end;
    auto const text = file.raw(inner);
    if (!text.empty() && text.front() == '|') ++inner.begin;
    if (text.size() > 1 && text.back() == '|') --inner.end;
    return inner;
}

/// One blank of the line at `i`: its bytes, or 0. No-break spaces count.
std::size_t blank_at(std::string_view text, std::size_t i) {
    if (text[i] == ' ' || text[i] == '\t') return 1;
    return text.substr(i, 2) == "\xC2\xA0" ? 2 : 0;
}

cell_row split_at_blanks(source_text const& file, span line) {
    cell_row cells;
    auto const text = file.raw(line);
    std::size_t column = 0, begin = 0, end = 0, from = 0, run = 2;
    bool open = false;
    auto const close = [&] {
        if (!open) return;
        auto cell = make_cell(file, line, {line.begin + begin, line.begin + end});
        cell.from = from;
        cell.to = from + std::max<std::size_t>(display_width(cell.text), 1);
        cells.push_back(std::move(cell));
        open = false;
    };
    for (std::size_t i = 0; i < text.size();) {
        if (auto const blank = blank_at(text, i); blank != 0) {
            column += text[i] == '\t' ? 8 - column % 8 : 1;
            if (++run == 2) close();
            i += blank;
            continue;
        }
        if (!open) {
            begin = i;
            from = column;
            open = true;
        }
        std::size_t size = 1;
        while (i + size < text.size() &&
               (static_cast<unsigned char>(text[i + size]) & 0xC0) == 0x80)
            ++size;
        column += display_width(text.substr(i, size));
        i += size;
        end = i;
        run = 0;
    }
    close();
    return cells;
}

std::size_t distance(std::size_t from, std::size_t to, std::size_t other_from,
                     std::size_t other_to) {
    if (to <= other_from) return other_from - to + 1;
    if (other_to <= from) return from - other_to + 1;
    return 0;
}

/// Trailing empty cells do not count.
std::size_t used_width(cell_row const& cells) {
    auto n = cells.size();
    while (n > 0 && cells[n - 1].text.empty()) --n;
    return n;
}

bool has_below(std::vector<cell_row> const& rows, std::size_t row, std::size_t column) {
    for (auto r = row + 1; r < rows.size(); ++r)
        if (column < rows[r].size() && !rows[r][column].text.empty()) return true;
    return false;
}

/// Headers of tabs and pipes: an empty cell with headings below it belongs to the span at its left.
std::vector<header_column> merge_by_index(std::vector<cell_row> const& rows) {
    std::size_t width = 0;
    for (auto const& row : rows) width = std::max(width, row.size());
    std::vector<header_column> columns(width);
    std::vector<std::size_t> span_of(width, 0); // which heading of the row above covers a column
    for (std::size_t r = 0; r < rows.size(); ++r) {
        auto const above = span_of;
        std::size_t current = 0;
        bool is_open = false;
        for (std::size_t c = 0; c < width; ++c) {
            auto const* cell = c < rows[r].size() ? &rows[r][c] : nullptr;
            auto const same_group = c > 0 && above[c] == above[c - 1];
            if (cell && !cell->text.empty()) {
                current = c;
                is_open = true;
            } else if (!is_open || !has_below(rows, r, c) || (r > 0 && !same_group)) {
                is_open = false;
                span_of[c] = width + c;
                continue;
            }
            span_of[c] = current;
            columns[c].headings.push_back(rows[r][current].text);
            columns[c].at = rows[r][current].at;
        }
    }
    return columns;
}

/// Deals the headings of the lower row out to the groups of the upper one.
std::optional<std::vector<std::size_t>> deal(cell_row const& lower, std::size_t groups) {
    std::vector<std::size_t> starts;
    auto const first = fold(lower.front().text);
    for (std::size_t i = 0; i < lower.size(); ++i)
        if (fold(lower[i].text) == first) starts.push_back(i);
    if (starts.size() != groups) {
        if (groups == 0 || lower.size() % groups != 0) return {};
        starts.clear();
        for (std::size_t g = 0; g < groups; ++g) starts.push_back(g * lower.size() / groups);
    }
    return starts;
}

/// Whether the empty cells that mark spans were lost: the lower row begins at the left margin,
/// where number and name have no second heading.
bool is_collapsed(std::vector<cell_row> const& rows, std::size_t width) {
    if (rows.size() < 2 || filled(rows[0]) >= width) return false;
    return std::all_of(rows.begin() + 1, rows.end(), [](cell_row const& row) {
        return !row.empty() && !row.front().text.empty();
    });
}

/// Headers whose spanned cells were lost: the upper row has fewer cells than the table has columns,
/// the lower row holds only the headings of the groups.
std::optional<std::vector<header_column>> merge_collapsed(cell_row upper, cell_row lower,
                                                          std::size_t width) {
    std::erase_if(upper, [](table_cell const& c) { return c.text.empty(); });
    lower.resize(used_width(lower));
    if (lower.empty() || upper.size() < 3 || width < upper.size() || lower.size() >= width)
        return {};
    // Number and name have one heading; of the rest only a last column of notes surely has.
    auto const notes = fold(upper.back().text).starts_with("ghi chu") ? 1u : 0u;
    if (width - lower.size() != 2 + notes) return {};
    auto const groups = upper.size() - 2 - notes;
    auto const starts = deal(lower, groups);
    if (!starts) return {};
    std::vector<header_column> columns;
    auto const add = [&](table_cell const& cell) {
        columns.push_back({{cell.text}, cell.at, cell.from, cell.to});
    };
    add(upper[0]);
    add(upper[1]);
    for (std::size_t g = 0; g < groups; ++g) {
        auto const end = g + 1 < groups ? (*starts)[g + 1] : lower.size();
        for (auto i = (*starts)[g]; i < end; ++i)
            columns.push_back({{upper[2 + g].text, lower[i].text}, lower[i].at, 0, 0});
    }
    if (notes != 0) add(upper.back());
    return columns;
}

/// The upper heading that covers a lower one; those of number and name cover only what is below.
std::size_t nearest(cell_row const& upper, table_cell const& cell) {
    std::size_t best = upper.size(), best_distance = 0;
    for (std::size_t c = 0; c < upper.size(); ++c) {
        auto const d = distance(cell.from, cell.to, upper[c].from, upper[c].to);
        if (c < 2 && d > 0) continue;
        if (best == upper.size() || d < best_distance) {
            best = c;
            best_distance = d;
        }
    }
    return best;
}

/// One more row of a header of blanks: headings below a group become columns of their own.
std::vector<header_column> merge_row(std::vector<header_column> const& upper, cell_row const& row) {
    cell_row positions;
    for (auto const& c : upper) positions.push_back({{}, c.at, c.from, c.to});
    std::vector<std::vector<std::size_t>> below(upper.size());
    std::vector<std::size_t> alone;
    for (std::size_t i = 0; i < row.size(); ++i) {
        auto const c = nearest(positions, row[i]);
        c < upper.size() ? below[c].push_back(i) : alone.push_back(i);
    }
    std::vector<header_column> out;
    for (std::size_t c = 0; c < upper.size(); ++c) {
        if (below[c].empty()) out.push_back(upper[c]);
        for (auto const i : below[c]) {
            auto column = upper[c];
            column.headings.push_back(row[i].text);
            column.at = row[i].at;
            auto const wrapped = below[c].size() == 1;
            column.from = wrapped ? std::min(column.from, row[i].from) : row[i].from;
            column.to = wrapped ? std::max(column.to, row[i].to) : row[i].to;
            out.push_back(std::move(column));
        }
    }
    for (auto const i : alone) out.push_back({{row[i].text}, row[i].at, row[i].from, row[i].to});
    std::stable_sort(out.begin(), out.end(),
                     [](auto const& a, auto const& b) { return a.from < b.from; });
    return out;
}

} // namespace

cell_row split_cells(source_text const& file, std::size_t line, cell_layout layout) {
    auto const whole = file.line(line);
    if (layout == cell_layout::blanks) return split_at_blanks(file, whole);
    if (layout == cell_layout::tabs) return split_at(file, whole, whole, '\t');
    return split_at(file, whole, inside_pipes(file, whole), '|');
}

std::size_t filled(cell_row const& cells) noexcept {
    return static_cast<std::size_t>(std::count_if(
        cells.begin(), cells.end(), [](table_cell const& c) { return !c.text.empty(); }));
}

std::optional<std::vector<header_column>> merge_header(std::vector<cell_row> const& rows,
                                                       cell_layout layout, std::size_t width) {
    if (layout == cell_layout::blanks) {
        auto columns = merge_row({}, rows.front());
        for (std::size_t r = 1; r < rows.size(); ++r) columns = merge_row(columns, rows[r]);
        return columns;
    }
    if (is_collapsed(rows, width)) {
        if (rows.size() != 2) return {};
        return merge_collapsed(rows[0], rows[1], width);
    }
    return merge_by_index(rows);
}

std::optional<cell_row> place_cells(cell_row const& cells,
                                    std::vector<header_column> const& columns, std::size_t fixed) {
    cell_row out(columns.size());
    std::size_t next = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        auto best = next;
        if (i >= fixed) {
            for (auto c = next; c < columns.size(); ++c) {
                auto const d = [&](std::size_t k) {
                    return distance(cells[i].from, cells[i].to, columns[k].from, columns[k].to);
                };
                if (d(c) < d(best)) best = c;
            }
        }
        if (best >= columns.size()) return {};
        out[best] = cells[i];
        next = best + 1;
    }
    return out;
}

} // namespace partyorg::io::detail
