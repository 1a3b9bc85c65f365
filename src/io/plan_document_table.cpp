#include "plan_document_table.hpp"

#include "plan_document_cells.hpp"

#include <partyorg/core/date.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace partyorg::io::detail {

namespace {

constexpr std::size_t most_header_rows = 3;
/// How many lines that are no rows may stand between two rows: a page's footer and header.
constexpr std::size_t most_strangers = 6;

bool is_number_heading(std::string_view folded) {
    while (!folded.empty() && folded.back() == '.') folded.remove_suffix(1);
    constexpr std::array<std::string_view, 6> names = {"tt",   "stt",       "so tt",
                                                       "s tt", "so thu tu", "so t t"};
    return std::find(names.begin(), names.end(), folded) != names.end();
}

bool is_name_heading(std::string_view folded) {
    return any_at(folded, {"chi, dang bo", "chi bo, dang bo", "dang bo, chi bo", "chi bo - dang bo",
                           "chi dang bo", "ten", "don vi", "to chuc dang", "to chuc co so dang",
                           "dang bo", "chi bo", "danh sach", "co so dang", "tccsd"}) != 0;
}

/// Words of a heading over figures; a row of units has none beside its name.
bool is_figure_heading(std::string_view folded) {
    return has_any(folded, {"dang ky", "giao", "chi tieu", "ke hoach", "ket nap", "tong so", "cong",
                            "so luong", "dang vien", "ket qua", "thuc hien", "nam"});
}

/// The printed number of a row: "16", "16.", "(16)", "01".
std::optional<std::uint32_t> row_number(std::string_view text) {
    while (!text.empty() && text.front() == '(') text.remove_prefix(1);
    while (!text.empty() && (text.back() == '.' || text.back() == ')')) text.remove_suffix(1);
    if (text.empty() || text.size() > 6) return {};
    auto const value = partyorg::detail::read_digits(text);
    if (!value) return {};
    return static_cast<std::uint32_t>(*value);
}

bool has_letters(std::string_view folded) {
    return std::any_of(folded.begin(), folded.end(),
                       [](char c) { return is_word(c) && !is_digit(c); });
}

bool begins_like_unit(std::string_view folded) {
    return any_at(folded, {"dang bo", "chi bo", "dang uy", "to dang", "chi, dang bo"}) != 0;
}

bool is_total(std::string_view folded) {
    while (!folded.empty() && !is_word(folded.front())) folded.remove_prefix(1);
    return any_at(folded, {"tong so", "tong cong", "cong", "tong", "toan huyen", "toan dang bo",
                           "toan tinh", "toan xa", "toan thanh pho", "toan thi xa", "toan quan",
                           "toan phuong", "total"}) != 0;
}

/// "I. Khối xã", "II- …", "A. …", "KHỐI CƠ QUAN".
bool begins_like_group(std::string_view folded) {
    if (any_at(folded, {"khoi", "nhom", "cum", "cac dang bo", "cac chi bo", "dang bo co so",
                        "chi bo co so"}) != 0)
        return true;
    auto const marker = marker_length(folded);
    return marker > 1 && !is_digit(folded[0]) && folded[0] != '#' && folded[0] != '-' &&
           folded[0] != '+';
}

/// "-----+-----", "|---|:--:|", "====": drawn lines, no cells.
bool is_ruler(std::string_view raw) {
    return raw.find_first_of("-=_+") != std::string_view::npos &&
           raw.find_first_not_of("-=_+|: \t") == std::string_view::npos &&
           (raw.find("--") != std::string_view::npos || raw.find("==") != std::string_view::npos ||
            raw.find("__") != std::string_view::npos || raw.find(":-") != std::string_view::npos);
}

/// "I", "II.", "A": what numbers a group of rows.
bool is_group_marker(std::string_view folded) {
    while (!folded.empty() && !is_word(folded.back())) folded.remove_suffix(1);
    return is_roman(folded) || (folded.size() == 1 && !is_digit(folded[0]));
}

/// "1 | 2 | 3", "(1) | (2) | (3)=(4)+(5)", "A | B | 1 | 2": numbers of the columns.
bool is_column_numbers(cell_row const& cells) {
    std::size_t numbers = 0;
    for (auto const& cell : cells) {
        if (cell.text.empty()) continue;
        auto const letter = cell.text.size() == 1 && cell.text[0] >= 'A' && cell.text[0] <= 'Z';
        if (!letter && cell.text.find_first_not_of("0123456789()=+-: ") != std::string::npos)
            return false;
        ++numbers;
    }
    return numbers >= 3 && cells.size() > 1 && !cells[1].text.empty() && cells[1].text != "-";
}

/// A name without the mark of its footnote: "Đảng bộ xã A (1)" refers to a note below the table.
std::string without_mark(std::string name) {
    for (;;) {
        auto const open = name.rfind('(');
        if (open == std::string::npos || open == 0 || name.back() != ')') return name;
        auto const mark = std::string_view(name).substr(open + 1, name.size() - open - 2);
        // Asterisks are taken away with other emphasis.
        if (mark.size() > 2 || mark.find_first_not_of("0123456789") != std::string_view::npos)
            return name;
        name.resize(open);
        while (!name.empty() && name.back() == ' ') name.pop_back();
    }
}

/// The search for the table and its rows.
class table_reader {
public:
    table_reader(source_text const& file, problems& found) : file_(file), found_(found) {
        out_.taken.resize(file.size());
    }

    printed_table run() {
        if (!find_header()) return std::move(out_);
        out_.found = true;
        collect_header();
        if (!name_columns()) return std::move(out_);
        read_rows();
        return std::move(out_);
    }

private:
    cell_row cells_of(std::size_t line) const { return split_cells(file_, line, layout_); }
    std::string folded(table_cell const& cell) const { return fold(cell.text); }

    bool is_header(cell_row const& cells) const {
        if (filled(cells) < 3 && !(filled(cells) == 2 && layout_ == cell_layout::pipes))
            return false;
        std::size_t first = 0;
        while (cells[first].text.empty()) ++first;
        auto const head = folded(cells[first]);
        if (is_number_heading(head)) return true;
        if (!is_name_heading(head)) return false;
        return std::any_of(cells.begin() + static_cast<std::ptrdiff_t>(first) + 1, cells.end(),
                           [&](table_cell const& c) { return is_figure_heading(folded(c)); });
    }

    bool header_at(std::size_t line, cell_layout layout) {
        layout_ = layout;
        auto const raw = file_.raw(file_.line(line));
        if (layout == cell_layout::pipes && raw.find('|') == std::string_view::npos) return false;
        if (layout == cell_layout::tabs && raw.find('\t') == std::string_view::npos) return false;
        if (!is_header(cells_of(line))) return false;
        header_line_ = line;
        return true;
    }

    bool find_header() {
        for (std::size_t i = 0; i < file_.size(); ++i) {
            if (file_.is_blank(i)) continue;
            for (auto const layout : {cell_layout::pipes, cell_layout::tabs, cell_layout::blanks})
                if (header_at(i, layout)) return true;
        }
        return false;
    }

    /// Whether the line is a row with a number: the rows that carry the table on.
    bool is_numbered_row(cell_row const& cells) const {
        if (cells.size() < 2 || !row_number(cells[0].text)) return false;
        auto const name = folded(cells[1]);
        if (!has_letters(name)) return false;
        return begins_like_unit(name) || cells.size() >= 3;
    }
    bool is_total_row(cell_row const& cells) const {
        for (std::size_t c = 0; c < cells.size() && c < 2; ++c)
            if (!cells[c].text.empty()) return is_total(folded(cells[c])) && filled(cells) >= 2;
        return false;
    }
    /// Without a column of numbers, a row is a name and figures.
    bool is_plain_row(cell_row const& cells) const {
        return !out_.is_numbered && cells.size() >= 2 && has_letters(folded(cells[0])) &&
               (begins_like_unit(folded(cells[0])) || filled(cells) >= 2);
    }
    bool is_strong(cell_row const& cells) const {
        return is_numbered_row(cells) || is_total_row(cells) || is_plain_row(cells);
    }

    void collect_header() {
        auto const first = cells_of(header_line_);
        std::size_t lead = 0;
        while (first[lead].text.empty()) ++lead;
        out_.is_numbered = is_number_heading(folded(first[lead]));
        out_.header = file_.line(header_line_);
        header_rows_.push_back(first);
        out_.taken[header_line_] = true;
        body_ = header_line_ + 1;
        for (auto i = body_; i < file_.size(); ++i) {
            if (file_.is_blank(i)) continue;
            if (!is_ruler(file_.raw(file_.line(i)))) {
                auto const cells = cells_of(i);
                if (is_column_numbers(cells)) {
                    out_.taken[i] = true;
                    body_ = i + 1;
                    break;
                }
                if (header_rows_.size() == most_header_rows || !continues_header(cells)) break;
                header_rows_.push_back(cells);
            }
            out_.taken[i] = true;
            body_ = i + 1;
        }
    }

    bool continues_header(cell_row const& cells) const {
        if (filled(cells) == 0 || is_numbered_row(cells)) return false;
        std::size_t first = 0;
        while (cells[first].text.empty()) ++first;
        auto const head = folded(cells[first]);
        if (row_number(cells[first].text)) return false;
        if (out_.is_numbered && is_group_marker(head)) return false;
        // A single text is a group heading, unless the position shows that it belongs to a heading.
        if (filled(cells) == 1 && (layout_ != cell_layout::blanks || begins_like_group(head)))
            return false;
        for (auto const& cell : cells)
            if (cell.text == "-" || row_number(cell.text)) return false;
        return first > 1 || !(begins_like_group(head) || begins_like_unit(head));
    }

    /// How many cells most rows have; settles headers whose spans were lost.
    std::size_t usual_width() const {
        std::map<std::size_t, std::size_t> seen;
        std::size_t looked_at = 0;
        for (auto i = body_; i < file_.size() && looked_at < 1000; ++i) {
            auto const cells = cells_of(i);
            if (!is_numbered_row(cells)) continue;
            ++seen[cells.size()];
            ++looked_at;
        }
        std::size_t best = 0, count = 0;
        for (auto const& [width, times] : seen)
            if (times >= count) {
                best = width;
                count = times;
            }
        return best;
    }

    bool name_columns() {
        auto const merged = merge_header(header_rows_, layout_, usual_width());
        if (!merged || merged->size() > most_columns) {
            found_.error(defect::header_unclear, file_.at(out_.header.begin),
                         merged
                             ? "the header has " + std::to_string(merged->size()) +
                                   " columns; at most " + std::to_string(most_columns) + " are read"
                             : "the headings of the table cannot be matched with its columns");
            return false;
        }
        header_ = *merged;
        // An outer empty column, as some exports write, moves everything by one.
        number_ = 0;
        while (number_ + 1 < header_.size() && header_[number_].headings.empty()) ++number_;
        name_ = out_.is_numbered ? number_ + 1 : number_;
        for (auto c = number_; c < header_.size() && out_.is_numbered; ++c)
            if (c != number_ && !header_[c].headings.empty() &&
                is_name_heading(fold(header_[c].headings.front()))) {
                name_ = c;
                break;
            }
        for (std::size_t c = 0; c < header_.size(); ++c)
            if (c != name_ && !(out_.is_numbered && c == number_)) {
                figure_columns_.push_back(c);
                out_.columns.push_back({header_[c].headings, header_[c].at});
            }
        return true;
    }

    bool repeats_header(cell_row const& cells) const {
        auto const& first = header_rows_.front();
        if (filled(cells) != filled(first)) return false;
        for (std::size_t c = 0; c < std::min(cells.size(), first.size()); ++c)
            if (folded(cells[c]) != folded(first[c])) return false;
        return true;
    }

    /// Skips a header that was printed again after a page break.
    /// @return The first line after it, or `line` if there is none here.
    std::size_t skip_header(std::size_t line) {
        if (!repeats_header(cells_of(line))) return line;
        auto after = line;
        std::size_t rows = 0;
        for (; after < file_.size(); ++after) {
            if (file_.is_blank(after) || is_ruler(file_.raw(file_.line(after)))) {
                out_.taken[after] = true;
                continue;
            }
            auto const cells = cells_of(after);
            auto const is_same =
                rows < header_rows_.size() && filled(cells) == filled(header_rows_[rows]);
            if (!is_column_numbers(cells) && (!is_same || is_strong(cells))) break;
            if (!is_column_numbers(cells)) ++rows;
            out_.taken[after] = true;
        }
        return after;
    }

    /// Whether the table goes on below `line`: a row with a number, or its header again.
    bool goes_on_below(std::size_t line) const {
        std::size_t seen = 0;
        for (auto i = line + 1; i < file_.size() && seen < most_strangers; ++i) {
            if (file_.is_blank(i)) continue;
            ++seen;
            auto const cells = cells_of(i);
            if (repeats_header(cells)) return true;
            if (is_header(cells)) return false; // another table
            if (is_strong(cells)) return true;
        }
        return false;
    }

    void read_rows() {
        for (auto i = body_; i < file_.size(); ++i) {
            if (file_.is_blank(i)) continue;
            if (is_ruler(file_.raw(file_.line(i)))) {
                out_.taken[i] = true;
                continue;
            }
            if (auto const after = skip_header(i); after != i) {
                i = after - 1;
                continue;
            }
            auto const cells = cells_of(i);
            if (is_header(cells)) return; // another table
            if (is_strong(cells)) {
                if (is_closed_by_prose(cells)) return;
                i = read_row(i, cells);
            } else if (goes_on_below(i) || is_tail(cells)) {
                i = read_weak(i, cells);
            } else {
                return;
            }
        }
    }

    /// In a table of blanks a numbered paragraph may look like a row; after the total it is prose.
    bool is_closed_by_prose(cell_row const& cells) const {
        return layout_ == cell_layout::blanks && !out_.rows.empty() &&
               out_.rows.back().kind == row_kind::total && cells.size() < 3;
    }

    /// Rows below the last numbered one: shaped like the table, but not prose.
    bool is_tail(cell_row const& cells) const {
        if (layout_ == cell_layout::blanks) return filled(cells) >= 3;
        return cells.size() >= 3;
    }

    /// A name or row that was broken over two lines.
    std::size_t read_row(std::size_t line, cell_row cells) {
        auto const width = header_.size();
        auto last = line;
        if (layout_ == cell_layout::tabs && cells.size() < width && cells.size() == name_ + 1 &&
            line + 1 < file_.size() && !file_.is_blank(line + 1)) {
            auto const rest = cells_of(line + 1);
            auto const is_rest = rest.size() > 1 && !is_strong(rest) && !rest[0].text.empty() &&
                                 cells.size() + rest.size() - 1 <= width &&
                                 !begins_like_group(folded(rest[0]));
            if (is_rest) {
                cells.back().text += ' ' + rest[0].text;
                cells.insert(cells.end(), rest.begin() + 1, rest.end());
                last = line + 1;
                out_.taken[last] = true;
            }
        }
        add_row(line, cells);
        return last;
    }

    std::size_t read_weak(std::size_t line, cell_row const& cells) {
        auto const* first = &cells.front();
        for (auto const& cell : cells)
            if (!cell.text.empty()) {
                first = &cell;
                break;
            }
        auto const is_alone = filled(cells) == 1;
        auto const head = folded(*first);
        if (is_alone && stands_below_name(*first) && continues_name(line, head)) {
            out_.rows.back().name += ' ' + first->text;
            out_.taken[line] = true;
            return line;
        }
        if (cells.size() < 2 && !begins_like_group(head) && !is_total(head)) {
            out_.strangers.push_back(file_.line(line));
            out_.taken[line] = true;
            return line;
        }
        add_row(line, cells);
        return line;
    }

    /// Whether a text that stands alone stands in the column of names, not at the margin.
    bool stands_below_name(table_cell const& cell) const {
        if (!out_.is_numbered) return layout_ == cell_layout::blanks || cell.from > 0;
        if (layout_ == cell_layout::blanks)
            return cell.from > header_[number_].from && cell.from < header_[name_].to;
        return cell.from > header_[number_].from;
    }

    bool continues_name(std::size_t line, std::string_view head) const {
        if (out_.rows.empty() || line == 0 || file_.is_blank(line - 1)) return false;
        auto const& last = out_.rows.back();
        if (last.kind != row_kind::unit || file_.line_of(last.at) + 3 < line) return false;
        return has_letters(head) && !begins_like_group(head) && !begins_like_unit(head) &&
               !is_total(head) && !any_at(head, {"trang", "ghi chu", "bieu", "phu luc"}) &&
               head.find_first_of("0123456789:") == std::string_view::npos && head.size() <= 80;
    }

    void add_row(std::size_t line, cell_row cells) {
        out_.taken[line] = true;
        table_row row;
        row.line = file_.line(line);
        row.at = cells.front().at;
        for (auto const& cell : cells)
            if (!cell.text.empty()) {
                row.at = cell.at;
                break;
            }
        if (!fit(row, cells)) return;
        take_names(row, cells);
        for (auto const c : figure_columns_) row.figures.push_back(std::move(cells[c]));
        classify(row);
        out_.rows.push_back(std::move(row));
    }

    /// Makes the row as wide as the header.
    bool fit(table_row const& row, cell_row& cells) {
        if (layout_ == cell_layout::blanks) return fit_blanks(row, cells);
        while (cells.size() > header_.size() && cells.back().text.empty()) cells.pop_back();
        if (cells.size() > header_.size()) {
            auto const& extra = cells[header_.size()];
            found_.error(defect::row_not_understood, file_.at(extra.at),
                         "the row has " + std::to_string(cells.size()) + " cells, the header " +
                             std::to_string(header_.size()) + " columns");
            return false;
        }
        // A single text that was not indented is a name, not a number.
        auto const end = row.line.end;
        while (cells.size() < header_.size()) cells.push_back({{}, end, 0, 0});
        return true;
    }

    bool fit_blanks(table_row const& row, cell_row& cells) {
        auto const is_numbered = out_.is_numbered && is_numbered_row(cells);
        auto const lead = cells.size();
        if (lead > header_.size()) {
            found_.error(defect::row_not_understood, file_.at(cells[header_.size()].at),
                         "the row has " + std::to_string(lead) + " cells, the header " +
                             std::to_string(header_.size()) + " columns");
            return false;
        }
        if (lead == header_.size()) {
            for (std::size_t c = 0; c < lead; ++c) {
                header_[c].from = std::min(header_[c].from, cells[c].from);
                header_[c].to = std::max(header_[c].to, cells[c].to);
            }
            return true;
        }
        auto fixed = is_numbered ? name_ + 1 : out_.is_numbered ? 0 : name_ + 1;
        if (!is_numbered && out_.is_numbered && is_text_first(cells)) {
            // Totals and groups have no number: the first text is the name, wherever it stands.
            cells.insert(cells.begin(), table_cell{{}, cells.front().at, 0, 0});
            fixed = name_ + 1;
        }
        auto placed = place_cells(cells, header_, fixed);
        if (!placed) {
            found_.error(defect::row_not_understood, file_.at(row.at),
                         "the cells of the row cannot be told apart by their position");
            return false;
        }
        for (auto& cell : *placed)
            if (cell.text.empty()) cell.at = row.line.end;
        cells = std::move(*placed);
        return true;
    }

    bool is_text_first(cell_row const& cells) const {
        return cells.size() < header_.size() && !row_number(cells[0].text) &&
               !is_roman(folded(cells[0]));
    }

    void take_names(table_row& row, cell_row& cells) const {
        if (out_.is_numbered) row.number_text = cells[number_].text;
        row.name = without_mark(cells[name_].text);
        // "Tổng số" and "I. Khối xã" often stand in the column of numbers.
        if (out_.is_numbered && row.name.empty() && !row_number(row.number_text) &&
            has_letters(fold(row.number_text)) && !is_roman(fold(row.number_text))) {
            row.name = std::move(row.number_text);
            row.number_text.clear();
        }
        row.number = row_number(row.number_text);
    }

    bool has_figures(table_row const& row) const {
        return std::any_of(row.figures.begin(), row.figures.end(),
                           [](table_cell const& c) { return !c.text.empty(); });
    }

    void classify(table_row& row) const {
        auto const name = fold(row.name);
        auto const number = fold(row.number_text);
        if (row.number && has_letters(name))
            row.kind = row_kind::unit;
        else if (is_total(name) || is_total(number))
            row.kind = row_kind::total;
        else if (is_group_marker(number))
            row.kind = has_letters(name) ? row_kind::group : row_kind::unreadable;
        else if (row.number_text.empty() && begins_like_group(name))
            row.kind = row_kind::group;
        else if (begins_like_unit(name) || (!out_.is_numbered && has_letters(name)))
            row.kind =
                has_figures(row) || begins_like_unit(name) ? row_kind::unit : row_kind::group;
        else
            row.kind = row_kind::unreadable;
    }

    source_text const& file_;
    problems& found_;
    printed_table out_{};
    cell_layout layout_ = cell_layout::tabs;
    std::vector<cell_row> header_rows_{};
    std::vector<header_column> header_{};
    std::vector<std::size_t> figure_columns_{};
    std::size_t header_line_ = 0, body_ = 0, number_ = 0, name_ = 1;
};

/// Whether a line without a header above it is a row of units all the same.
bool is_headless_row(source_text const& file, std::size_t line) {
    for (auto const layout : {cell_layout::pipes, cell_layout::tabs, cell_layout::blanks}) {
        auto const cells = split_cells(file, line, layout);
        if (cells.size() >= 3 && row_number(cells[0].text) && has_letters(fold(cells[1].text)) &&
            (row_number(cells[2].text) || cells[2].text == "-" || cells[2].text.empty()))
            return true;
    }
    return false;
}

void report_missing_table(source_text const& file, problems& found) {
    for (std::size_t i = 0; i < file.size(); ++i) {
        if (!is_headless_row(file, i)) continue;
        found.error(defect::missing_header, file.at(file.line(i).begin),
                    "a row of figures, but no header above it tells what they are");
        return;
    }
    found.error(defect::no_table, file.at(0),
                "the document has no table of units; neither is it a unit table, whose first row "
                "is code,parent,kind,name,…");
}

} // namespace

printed_table read_table(source_text const& file, problems& found) {
    auto table = table_reader(file, found).run();
    if (!table.found) {
        report_missing_table(file, found);
        return table;
    }
    auto const is_unit = [](table_row const& r) { return r.kind == row_kind::unit; };
    if (!found.has_errors() && std::none_of(table.rows.begin(), table.rows.end(), is_unit))
        found.error(defect::no_table, file.at(table.header.begin),
                    "the table has a header but no unit");
    return table;
}

} // namespace partyorg::io::detail
