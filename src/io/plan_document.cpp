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
        for (std::size_t c = 0; c < table_.columns.size(); ++c) {
            auto meaning = meaning_of(table_.columns[c].headings, who_.year);
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
        std::set<std::string> codes{code};
        std::uint32_t last = 0;
        for (auto const& row : table_.rows) {
            unit_of_row_.push_back(no_unit);
            if (row.kind != row_kind::unit) continue;
            auto const number = row.number.value_or(last + 1);
            check_number(row, number, last);
            unit_of_row_.back() = add_unit(row, code, number, width, codes);
            last = std::max(last, number);
        }
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

    std::uint32_t add_unit(table_row const& row, std::string const& root, std::uint32_t number,
                           std::size_t width, std::set<std::string>& codes) {
        auto digits = std::to_string(number);
        if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
        auto const base = root + '-' + digits;
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

    unit_kind kind_of(table_row const& row, place const& where) {
        auto const name = fold(row.name);
        if (any_at(name, {"dang bo", "dang uy"}) != 0) return unit_kind::grassroots_committee;
        if (any_at(name, {"chi bo", "chi uy"}) != 0) return unit_kind::grassroots_cell;
        found_.warning(defect::kind_not_told, where,
                       "'" + row.name +
                           "' does not begin with 'Đảng bộ' or 'Chi bộ'; taken as a "
                           "grassroots cell");
        return unit_kind::grassroots_cell;
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

    /// The last row of totals is the root's; earlier ones, and those of groups, are sub-totals.
    void read_totals(plan& out) {
        auto const is_total = [](table_row const& r) { return r.kind == row_kind::total; };
        auto const last = std::find_if(table_.rows.rbegin(), table_.rows.rend(), is_total);
        for (auto const& row : table_.rows) {
            bool const is_root = last != table_.rows.rend() && &row == &*last;
            if (is_root) {
                for (auto const& c : columns_) {
                    auto const cell = figure_at(row, c.at);
                    if (cell.state == cell_state::blank) continue;
                    out.totals.push_back(
                        {root_, c.info.id, cell.value, file_.at(row.figures[c.at].at)});
                }
            } else if (row.kind != row_kind::unit) {
                out.not_understood.push_back({clean(file_.raw(row.line)), file_.at(row.at)});
                if (row.kind == row_kind::unreadable)
                    out.notes.warning(defect::row_not_understood, file_.at(row.at),
                                      "the row is neither a unit nor a total");
            }
        }
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
