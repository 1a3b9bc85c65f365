#include "plan_document_columns.hpp"
#include "plan_document_prose.hpp"
#include "plan_document_table.hpp"
#include "plan_document_text.hpp"

#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/io/plan_document.hpp>
#include <partyorg/organisation/counts.hpp>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <set>
#include <utility>

namespace partyorg::io {

namespace {

using namespace detail;

/// A figure of a plan with more digits than this is a slip, not a target.
constexpr std::size_t most_digits = 9;

/// What a cell of figures says.
struct read_cell {
    cell_state state = cell_state::blank;
    std::int64_t value = 0;
    bool good = true;
    bool too_large = false;
};

/// "10", "3.550", "-", "": anything else is a defect.
read_cell read_figure(std::string const& text) {
    read_cell out;
    if (text.empty()) return out;
    if (text == "-" || text == "–" || text == "—") {
        out.state = cell_state::declared_none;
        return out;
    }
    std::string digits;
    std::size_t group = 0;
    bool grouped = false;
    for (char const c : text) {
        if (is_digit(c)) {
            digits += c;
            ++group;
        } else if (c == '.' && !digits.empty() && (grouped ? group == 3 : group <= 3)) {
            grouped = true;
            group = 0;
        } else {
            out.good = false;
            return out;
        }
    }
    if (grouped && group != 3) {
        out.good = false;
        return out;
    }
    out.too_large = digits.size() > most_digits;
    if (out.too_large) return out;
    for (char const c : digits) out.value = out.value * 10 + (c - '0');
    out.state = cell_state::stated;
    return out;
}

class plan_reader {
public:
    explicit plan_reader(named_text const& source) : file_(source), name_(source.name) {}

    result<plan> run() {
        table_ = read_table(file_, found_);
        auto const prose = paragraphs_of(file_, table_.taken);
        who_ = identify(file_, prose);
        if (!table_.found || found_.has_errors()) return found_;
        read_columns();
        settle_root_kind();
        add_units();
        check_cells();
        if (found_.has_errors()) return found_;
        auto made = build_.try_finish();
        if (!made) {
            found_.append(made.problems());
            return found_;
        }
        plan out{organisation(std::move(*made))};
        out.source = name_;
        out.title = who_.title;
        out.year = who_.year;
        out.issuer = who_.issuer;
        out.notes = std::move(found_);
        fill_columns(out);
        read_totals(out);
        read_prose(file_, prose, root_, out);
        list_strangers(out);
        check_counts(out);
        auto notes = out.notes;
        return {std::move(out), std::move(notes)};
    }

private:
    static constexpr std::uint32_t no_unit = 0xffffffffu;

    struct column_of_figures {
        std::size_t at = 0; ///< which column of the table
        measure_info info{};
    };

    void read_columns() {
        if (!who_.year)
            found_.warning(defect::no_year, {name_, 0, 0},
                           "the text does not tell the plan's year");
        std::set<std::string> used;
        std::optional<measure_info> stage;
        for (std::size_t c = 0; c < table_.columns.size(); ++c) {
            auto meaning = meaning_of(table_.columns[c].headings, who_.year, stage);
            stage = meaning.stage;
            if (meaning.role != column_role::figures) {
                other_columns_.push_back(c);
                continue;
            }
            auto const id = meaning.measure.id;
            for (int n = 2; !used.insert(meaning.measure.id).second; ++n)
                meaning.measure.id = id + '_' + std::to_string(n);
            columns_.push_back({c, std::move(meaning.measure)});
        }
        if (columns_.empty())
            found_.error(defect::header_unclear, file_.at(table_.header.begin),
                         "no column of the table holds figures");
    }

    // --- units ---

    void add_units() {
        auto const code = who_.root_code.empty() ? std::string("ROOT") : who_.root_code;
        auto name = who_.root_name;
        if (name.empty()) {
            name = "Đảng bộ cấp trên trực tiếp";
            found_.note(defect::root_not_told, {name_, 0, 0},
                        "the text does not name the organisation whose plan it is; it is '" + code +
                            "' here");
        }
        build_.source(name_);
        root_ =
            build_.add({.code = code, .kind = who_.kind, .name = name, .line = who_.root_at.line});
        auto const width = std::max<std::size_t>(std::to_string(largest_number()).size(), 2);
        bool const restarts = numbering_restarts();
        std::set<std::string> codes{code};
        std::uint32_t last = 0, groups = 0;
        auto prefix = code;
        for (auto const& row : table_.rows) {
            unit_of_row_.push_back(no_unit);
            if (row.kind == row_kind::group && restarts) {
                prefix = code + '-' + group_mark(row, ++groups);
                last = 0;
                seen_.clear();
            }
            if (row.kind != row_kind::unit) continue;
            auto const number = row.number.value_or(last + 1);
            check_number(row, number, last);
            unit_of_row_.back() = add_unit(row, code, prefix, number, width, codes);
            last = std::max(last, number);
        }
    }

    /// Whether every group numbers its rows from 1.
    bool numbering_restarts() const {
        std::uint32_t last = 0;
        bool after_group = false;
        for (auto const& row : table_.rows) {
            if (row.kind == row_kind::group) after_group = true;
            if (row.kind != row_kind::unit || !row.number) continue;
            if (after_group && last > 0 && *row.number == 1) return true;
            last = *row.number;
            after_group = false;
        }
        return false;
    }

    /// "II" of the row "II | Khối cơ quan" or "II. Khối cơ quan"; its position if it has none.
    static std::string group_mark(table_row const& row, std::uint32_t position) {
        auto const text = fold(row.number_text.empty() ? row.name : row.number_text);
        std::string mark;
        for (char const c : text) {
            if (!is_word(c)) break;
            mark += static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
        }
        bool const is_mark = !mark.empty() && (mark.size() == 1 || is_roman(fold(mark)));
        return is_mark ? mark : std::to_string(position);
    }

    std::uint32_t largest_number() const {
        std::uint32_t most = 0, units = 0;
        for (auto const& row : table_.rows)
            if (row.kind == row_kind::unit)
                most = std::max({most, ++units, row.number.value_or(0)});
        return most;
    }

    void check_number(table_row const& row, std::uint32_t number, std::uint32_t last) {
        auto const where = file_.at(row.at);
        if (!row.number) {
            if (table_.is_numbered)
                found_.warning(defect::row_without_number, where,
                               "'" + row.name + "' has no number; taken as " +
                                   std::to_string(number));
        } else if (seen_.contains(number)) {
            found_.warning(defect::repeated_row_number, where,
                           "number " + std::to_string(number) + " stands twice");
        } else if (number > last + 1 && number - last <= 1000) {
            found_.warning(defect::row_number_gap, where,
                           "the numbering goes from " + std::to_string(last) + " to " +
                               std::to_string(number));
        }
        seen_.insert(number);
    }

    std::uint32_t add_unit(table_row const& row, std::string const& root, std::string const& prefix,
                           std::uint32_t number, std::size_t width, std::set<std::string>& codes) {
        auto digits = std::to_string(number);
        if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
        auto const base = prefix + '-' + digits;
        auto code = base;
        // A row that stands twice must not hide: reconciliation looks for it.
        for (int n = 2; !codes.insert(code).second; ++n) code = base + '.' + std::to_string(n);
        auto const where = file_.at(row.at);
        return build_
            .add({.code = code,
                  .parent = root,
                  .kind = kind_of(row, where),
                  .name = row.name,
                  .line = where.line,
                  .column = where.column})
            .value();
    }

    /// "Đảng bộ quận …" and "Đảng bộ Quân sự …" fold alike.
    static bool names_district(table_row const& row, std::string_view name) {
        if (any_at(name, {"dang bo huyen", "dang bo thi xa", "huyen uy", "thi uy"}) != 0)
            return true;
        return any_at(name, {"dang bo quan", "quan uy"}) != 0 &&
               (row.name.find("ận") != std::string::npos ||
                row.name.find("ẬN") != std::string::npos);
    }
    static bool names_commune(std::string_view name) {
        return any_at(name,
                      {"dang bo xa", "dang bo phuong", "dang bo thi tran", "dang bo dac khu",
                       "dang uy xa", "dang uy phuong", "dang uy thi tran", "dang uy dac khu"}) != 0;
    }

    /// Which kind a name tells depends on whose plan it is: "Đảng bộ xã" stands below a district as
    /// a grassroots committee, below a province as a commune's committee.
    std::optional<unit_kind> kind_in_name(table_row const& row) const {
        auto const name = fold(row.name);
        if (who_.kind == unit_kind::provincial_committee) {
            if (names_district(row, name) || any_at(name, {"dang bo thanh pho", "thanh uy",
                                                           "dang bo khoi", "dang uy khoi"}) != 0)
                return unit_kind::district_committee;
            if (names_commune(name)) return unit_kind::commune_committee;
        }
        if (any_at(name, {"dang bo bo phan", "dang uy bo phan"}) != 0)
            return unit_kind::sectional_committee;
        if (any_at(name, {"dang bo", "dang uy"}) != 0) return unit_kind::grassroots_committee;
        if (any_at(name, {"to dang"}) != 0) return unit_kind::party_group;
        if (any_at(name, {"chi bo", "chi uy"}) != 0) return cell_kind();
        return {};
    }

    /// A cell below a grassroots committee is subordinate, any other one is a grassroots cell.
    unit_kind cell_kind() const {
        return who_.kind == unit_kind::grassroots_committee ? unit_kind::subordinate_cell
                                                            : unit_kind::grassroots_cell;
    }

    unit_kind kind_of(table_row const& row, place const& where) {
        if (auto const told = kind_in_name(row)) return *told;
        found_.warning(defect::kind_not_told, where,
                       "'" + row.name + "' does not begin with 'Đảng bộ' or 'Chi bộ'; taken as " +
                           (cell_kind() == unit_kind::grassroots_cell ? "a grassroots cell"
                                                                      : "a subordinate cell"));
        return cell_kind();
    }

    /// A city whose rows are districts is a centrally run one.
    void settle_root_kind() {
        if (who_.kind != unit_kind::district_committee) return;
        for (auto const& row : table_.rows)
            if (row.kind == row_kind::unit && names_district(row, fold(row.name)))
                who_.kind = unit_kind::provincial_committee;
    }

    // --- figures ---

    read_cell figure_at(table_row const& row, std::size_t column) {
        if (column >= row.figures.size()) return {};
        return read_figure(row.figures[column].text);
    }

    void check_cells() {
        for (auto const& row : table_.rows) {
            if (row.kind != row_kind::unit && row.kind != row_kind::total) continue;
            for (auto const& c : columns_) {
                auto const cell = figure_at(row, c.at);
                if (cell.good && !cell.too_large) continue;
                auto const& printed = row.figures[c.at];
                found_.error(cell.good ? defect::cell_out_of_range : defect::bad_cell,
                             file_.at(printed.at),
                             "'" + printed.text + "' in the row of '" + row.name + "'" +
                                 (cell.good ? " is too large to be a target"
                                            : " is neither a whole number nor '-'"));
            }
        }
    }

    void fill_columns(plan& out) {
        for (auto const& c : columns_) {
            auto info = c.info;
            auto const fill = [&](auto column) {
                for (std::size_t r = 0; r < table_.rows.size(); ++r) {
                    if (unit_of_row_[r] == no_unit) continue;
                    auto const cell = figure_at(table_.rows[r], c.at);
                    column[unit_id(unit_of_row_[r])] =
                        partyorg::cell<std::int64_t>(cell.state, cell.value);
                }
                out.figures.add(std::move(column));
            };
            if (info.law == law_kind::stock)
                fill(column<std::int64_t, law::stock>(out.units, std::move(info)));
            else
                fill(count_column(out.units, std::move(info)));
        }
    }

    /// The last row of totals is the root's; earlier ones are sub-totals of the group above them.
    void read_totals(plan& out) {
        auto const is_total = [](table_row const& r) { return r.kind == row_kind::total; };
        auto const last = std::find_if(table_.rows.rbegin(), table_.rows.rend(), is_total);
        for (std::size_t r = 0; r < table_.rows.size(); ++r) {
            auto const& row = table_.rows[r];
            if (row.kind == row_kind::unit) {
                if (!out.groups.empty())
                    out.groups.back().units.push_back(unit_id(unit_of_row_[r]));
            } else if (row.kind == row_kind::group) {
                out.groups.push_back({group_name(row), {}, sums_of(row, out), file_.at(row.at)});
            } else if (last != table_.rows.rend() && &row == &*last) {
                out.totals = sums_of(row, out);
            } else if (row.kind == row_kind::total && !out.groups.empty() &&
                       out.groups.back().sums.empty()) {
                out.groups.back().sums = sums_of(row, out);
            } else {
                list_row(row, out);
            }
        }
    }

    void list_row(table_row const& row, plan& out) {
        out.not_understood.push_back({clean(file_.raw(row.line)), file_.at(row.at)});
        if (row.kind == row_kind::unreadable)
            out.notes.warning(defect::row_not_understood, file_.at(row.at),
                              "the row is neither a unit nor a total");
    }

    /// The printed sums of a row; what is no number in the row of a group is listed.
    std::vector<stated_total> sums_of(table_row const& row, plan& out) {
        std::vector<stated_total> sums;
        bool readable = true;
        for (auto const& c : columns_) {
            auto const cell = figure_at(row, c.at);
            readable = readable && cell.good && !cell.too_large;
            if (cell.state == cell_state::blank || !cell.good || cell.too_large) continue;
            sums.push_back({root_, c.info.id, cell.value, file_.at(row.figures[c.at].at)});
        }
        if (!readable) list_row(row, out);
        return sums;
    }

    /// "I. Khối xã, thị trấn" without its numbering.
    static std::string group_name(table_row const& row) {
        auto const size = marker_length(fold(row.name));
        auto const is_plain = std::all_of(
            row.name.begin(),
            row.name.begin() + static_cast<std::ptrdiff_t>(std::min(size, row.name.size())),
            [](char c) { return static_cast<unsigned char>(c) < 0x80; });
        return size < row.name.size() && is_plain ? row.name.substr(size) : row.name;
    }

    void list_strangers(plan& out) {
        for (auto const line : table_.strangers)
            out.not_understood.push_back({clean(file_.raw(line)), file_.at(line.begin)});
        for (auto const c : other_columns_) {
            auto const& headings = table_.columns[c].headings;
            out.not_understood.push_back({headings.empty() ? std::string() : headings.back(),
                                          file_.at(table_.columns[c].at)});
        }
        std::stable_sort(out.not_understood.begin(), out.not_understood.end(),
                         [](auto const& a, auto const& b) { return a.where.line < b.where.line; });
    }

    void check_counts(plan& out) {
        for (auto const& d : reconcile_counts(out.units, out.counts))
            out.notes.warning(defect::count_differs, d.where,
                              "the text counts " + std::to_string(d.stated) + " (" + d.measure +
                                  "), the table has " + std::to_string(d.rolled_up));
        for (auto const& d : reconcile_groups(out))
            out.notes.warning(defect::subtotal_differs, d.where,
                              "the sub-total of '" + out.groups[d.group].name + "' says " +
                                  std::to_string(d.stated) + " (" + d.measure +
                                  "), its rows add up to " + std::to_string(d.rolled_up));
    }

    source_text file_;
    std::string name_;
    problems found_{};
    printed_table table_{};
    identity who_{};
    hierarchy_builder build_{};
    unit_id root_{};
    std::set<std::uint32_t> seen_{};
    std::vector<std::uint32_t> unit_of_row_{}; ///< per row of the table
    std::vector<column_of_figures> columns_{};
    std::vector<std::size_t> other_columns_{};
};

} // namespace

result<plan> parse_plan(named_text const& source) {
    if (source.text.size() > most_plan_bytes) {
        problems found;
        found.error(defect::file_too_large, {source.name, 0, 0},
                    "is larger than a plan document may be (" + std::to_string(most_plan_bytes) +
                        " bytes), and no unit table");
        return found;
    }
    return plan_reader(source).run();
}

result<plan> try_read_plan(std::string const& path) {
    auto const text = load_text(path);
    if (!text) return text.problems();
    return parse_plan(*text);
}

plan read_plan(std::string const& path) {
    return try_read_plan(path).value();
}

} // namespace partyorg::io
