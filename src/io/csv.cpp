#include "io/csv_build.hpp"
#include "io/csv_cells.hpp"
#include "io/csv_fields.hpp"
#include "io/csv_scan.hpp"
#include "io/csv_usual.hpp"
#include "io/text_fold.hpp"
#include "io/text_load.hpp"
#include "io/utf8.hpp"

#include <partyorg/core/huge_pages.hpp>
#include <partyorg/io/csv.hpp>
#include <partyorg/measures/built_in.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstring>
#include <functional>
#include <iterator>
#include <memory>
#include <span>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace partyorg::io {

namespace {

using detail::ascii_lower;
using detail::csv_header;
using detail::csv_record;
using detail::csv_records;
using detail::csv_rows_at_once;
using detail::field_text;
using detail::is_empty;
using detail::number_state;
using detail::raw_field;
using detail::shown;
using detail::trimmed;

constexpr std::size_t most_columns = detail::most_csv_columns;
constexpr std::size_t longest_code = 1024;
constexpr std::size_t longest_row = 0x7fffffff; // sizes of names have 31 bits
constexpr std::string_view total_code = "#total";

/// What a column holds.
enum class role : std::uint8_t { code, parent, kind, name, measure, ignored };
constexpr std::array<std::string_view, 4> required = {"code", "parent", "kind", "name"};

struct column_plan {
    role what = role::ignored;
    std::uint32_t measure = 0; ///< number of the measure
};

/// How many of the required names a header has.
std::size_t count_known(csv_header const& first) {
    std::size_t known = 0;
    for (auto const wanted : required)
        known += std::any_of(first.names.begin(), first.names.end(), [&](std::string const& name) {
            return detail::equal_ascii_folded(trimmed(name), wanted);
        });
    return known;
}

std::pair<char, std::size_t> detect_separator(std::string const& text) {
    return detail::detect_csv_separator(text, count_known);
}

char separator_of(separator fields, std::string const& text) {
    switch (fields) {
    case separator::comma:
        return ',';
    case separator::semicolon:
        return ';';
    case separator::tab:
        return '\t';
    case separator::detect:
        break;
    }
    return detect_separator(text).first;
}

/// The cells of one row, as they are kept until the order of the units is known: all values, then
/// all states, so that they lie on one or two lines of the cache.
class row_cells {
public:
    /// The state of a cell whose value is the position of a wide one.
    static constexpr auto wide = static_cast<cell_state>(3);

    row_cells() = default;
    row_cells(std::byte* cells, std::size_t width) : cells_(cells), width_(width) {}
    /// Bytes of a row.
    static std::size_t stride(std::size_t width) {
        return width * sizeof(std::int32_t) + (width + 3) / 4 * 4;
    }
    [[nodiscard]] std::int32_t* values() const { return reinterpret_cast<std::int32_t*>(cells_); }
    [[nodiscard]] cell_state* states() const {
        return reinterpret_cast<cell_state*>(cells_ + width_ * sizeof(std::int32_t));
    }
    void next() { cells_ += stride(width_); }

private:
    std::byte* cells_ = nullptr;
    std::size_t width_ = 0;
};

/// Kinds by identifier or label; the few that a table has are met again and again.
class kind_reader {
public:
    std::optional<unit_kind> read(std::string_view text) {
        if (text.empty()) return look_up(text);
        auto& known = seen_[(text.size() * 5 + static_cast<unsigned char>(text[0])) % seen_.size()];
        if (known.first == text) return known.second;
        auto const kind = look_up(trimmed(text));
        if (kind) known = {std::string(text), *kind};
        return kind;
    }

private:
    static std::optional<unit_kind> look_up(std::string_view text) {
        if (auto const kind = parse_unit_kind(ascii_lower(text))) return kind;
        if (text.size() > 100) return {};
        auto const folded = detail::fold_case(text);
        for (auto const kind : all_unit_kinds) {
            auto const label = label_of(kind);
            if (folded == detail::fold_case(label.vi) || folded == detail::fold_case(label.en))
                return kind;
        }
        return {};
    }
    std::array<std::pair<std::string, unit_kind>, 32> seen_{}; // by length and first byte
};

/// The second stage: rows to units and cells, then to an organisation.
class table_reader {
public:
    table_reader(named_text const& source, unit_table_options const& options)
        : source_(source),
          options_(options),
          helper_(options.helper),
          separator_(separator_of(options.fields, source.text)),
          found_(options.build.problem_limit) {
        rows_.file = source.name;
        rows_.text = source.text;
    }

    result<organisation> run() {
        csv_records rows(source_.text, separator_, most_columns);
        if (!plan_columns(rows)) return found_;
        switch (split_at(rows.position()) ? read_halves(rows) : read_all(rows)) {
        case outcome::done:
            return finish();
        case outcome::cancelled:
            break;
        case outcome::cut_in_a_row:
            return table_reader(source_, options_, one_thread).run();
        }
        return was_cancelled();
    }

private:
    enum class outcome : std::uint8_t { done, cancelled, cut_in_a_row };
    struct one_thread_t {};
    static constexpr one_thread_t one_thread{};

    table_reader(named_text const& source, unit_table_options const& options, one_thread_t)
        : table_reader(source, options) {
        helper_ = nullptr;
    }
    /// A reader of some rows of the same table, with stores of its own.
    explicit table_reader(table_reader const& whole)
        : source_(whole.source_),
          options_(whole.options_),
          helper_(nullptr),
          separator_(whole.separator_),
          found_(options_.build.problem_limit),
          fields_(whole.fields_),
          plan_(whole.plan_),
          column_of_(whole.column_of_),
          measures_(whole.measures_) {
        rows_.file = source_.name;
        rows_.text = source_.text;
    }

    // ---- two halves ------------------------------------------------------------------------

    /// Where the second half begins: after the line feed in the middle of what is left; null if
    /// one thread does all. It may lie inside a field in quotes, which shows later.
    char const* split_at(char const* begin) const {
        auto const* const end = source_.text.data() + source_.text.size();
        auto const left = static_cast<std::size_t>(end - begin);
        if (!helper_ || left < options_.two_threads_from || left < 2) return nullptr;
        // Cells of coverage are positions in a list, of which there is one.
        for (auto const& m : measures_)
            if (m.type == value_kind::share) return nullptr;
        auto const* const middle = begin + left / 2;
        auto const* const feed = static_cast<char const*>(
            std::memchr(middle, '\n', static_cast<std::size_t>(end - middle)));
        return feed && feed + 1 != end ? feed + 1 : nullptr;
    }

    outcome read_all(csv_records& rows) {
        auto const& text = source_.text;
        reserve(text.size());
        std::atomic<bool> stop{false};
        return read_rows(rows, stop, options_.watcher, 1) ? outcome::done : outcome::cancelled;
    }

    /// Reads both halves at once, and puts the second behind the first.
    ///
    /// If the cut lies in quotes, the first half does not end where its last row does. Then a quote
    /// is open at its end, which makes a row of it ill-formed; and if one is, whatever the reason,
    /// all is read again by one thread.
    outcome read_halves(csv_records& rows) {
        auto const* const begin = rows.position();
        auto const* const cut = split_at(begin);
        auto const* const end = source_.text.data() + source_.text.size();
        auto const lines = static_cast<std::uint32_t>(detail::count_line_feeds(begin, cut));
        csv_records low(begin, cut, rows.line(), separator_, most_columns);
        csv_records high(cut, end, rows.line() + lines, separator_, most_columns);
        second_.reset(new table_reader(*this));
        std::atomic<bool> stop{false};
        bool fine = false;
        helper_->both(
            [&] {
                // For all, since the second half comes behind; what is not used is not touched.
                reserve(static_cast<std::size_t>(end - begin));
                fine = read_rows(low, stop, options_.watcher, 2);
            },
            [&] {
                second_->reserve(static_cast<std::size_t>(end - cut));
                second_->read_rows(high, stop, nullptr, 1);
            });
        if (!fine) return outcome::cancelled;
        if (ill_formed_) return outcome::cut_in_a_row;
        join();
        return outcome::done;
    }

    void join() {
        auto& other = *second_;
        first_rows_ = rows_.size();
        try {
            if (!overflow_ && !other.overflow_) rows_.append(std::move(other.rows_), helper_);
        } catch (invalid_input const& e) {
            overflow_ = true;
            found_.append(e.problems());
        }
        found_.append(other.found_);
        overflow_ = overflow_ || other.overflow_;
        broken_.insert(broken_.end(), other.broken_.begin(), other.broken_.end());
        auto const before = static_cast<std::uint32_t>(total_rows_.size());
        std::move(other.total_rows_.begin(), other.total_rows_.end(),
                  std::back_inserter(total_rows_));
        for (auto& cell : other.totals_) {
            cell.row += before;
            totals_.push_back(std::move(cell));
        }
    }

    /// @param parts how many such parts there are, so that progress can be told of all
    /// @return Whether it came to the end.
    bool read_rows(csv_records& rows, std::atomic<bool>& stop, load_watcher* watcher, int parts) {
        constexpr std::size_t rows_per_look = 4096;
        auto const* const begin = rows.position();
        bool const usual = plan_usual();
        csv_rows_at_once many;
        csv_record row;
        for (std::size_t count = 0, looked = 0;;) {
            if (usual && rows.next_rows(many, fields_)) {
                take_usual(many);
                count += many.rows;
            } else if (rows.next(row, found_, source_.name)) {
                take(row);
                ill_formed_ = ill_formed_ || row.broken;
                ++count;
            } else {
                break;
            }
            if (count - looked < rows_per_look) continue;
            looked = count;
            auto const done = static_cast<std::uint64_t>(rows.position() - begin) *
                              static_cast<std::uint64_t>(parts);
            if (watcher &&
                !goes_on(load_stage::rows, std::min<std::uint64_t>(done, source_.text.size())))
                stop = true;
            if (stop.load(std::memory_order_relaxed)) return false;
        }
        return true;
    }

    bool goes_on(load_stage stage, std::uint64_t done) const {
        return !options_.watcher || options_.watcher->progressed(
                                        {stage, done, source_.text.size()}) == load_answer::go_on;
    }
    problems was_cancelled() const {
        problems found;
        found.error(defect::cancelled, {source_.name, 0, 0}, "reading was stopped");
        return found;
    }

    struct total_cell {
        std::uint32_t row;     ///< number of the total row
        std::uint32_t measure; ///< number of the measure
        std::int64_t value;
        place where;
    };
    struct total_row {
        std::string unit; ///< code; empty for the single root
        place where;      ///< of the parent cell
    };

    // ---- header ----------------------------------------------------------------------------

    bool plan_columns(csv_records& rows) {
        auto const first = detail::read_csv_header(rows, found_, source_.name);
        auto const known = count_known(first);
        if (first.broken) return false; // that is the one thing to mend first
        if (first.fields > most_columns) {
            found_.error(defect::too_many_columns, {source_.name, first.line, 1},
                         std::to_string(first.fields) + " columns; at most " +
                             std::to_string(most_columns) + " are read");
            return false;
        }
        fields_ = first.fields;
        // Without a header every row would be judged by chance.
        if (known != 0)
            for (std::size_t i = 0; i < first.names.size(); ++i) plan_column(first, i);
        for (std::size_t i = 0; i < required.size(); ++i)
            if (column_of_[i] == no_column)
                found_.error(defect::missing_column, {source_.name, first.line, 1},
                             "no column '" + std::string(required[i]) + "'" +
                                 (known == 0 ? "; is the first row the header?" : ""));
        return known != 0;
    }

    void plan_column(csv_header const& first, std::size_t i) {
        place const where{source_.name, first.line, first.at[i]};
        auto const name = trimmed(first.names[i]);
        auto const folded = ascii_lower(name);
        plan_.emplace_back();
        auto const before = std::find(folded_.begin(), folded_.end(), folded) - folded_.begin();
        folded_.push_back(folded);
        if (name.empty()) {
            found_.error(defect::unknown_measure_column, where, "the column has no name");
            return;
        }
        if (static_cast<std::size_t>(before) != i) {
            found_.error(defect::duplicate_column, where,
                         "column " + shown(name) + " is there before (" +
                             to_string(place{source_.name, first.line,
                                             first.at[static_cast<std::size_t>(before)]}) +
                             ")");
            return;
        }
        auto const wanted = std::find(required.begin(), required.end(), folded) - required.begin();
        if (static_cast<std::size_t>(wanted) != required.size()) {
            plan_[i].what = static_cast<role>(wanted);
            column_of_[static_cast<std::size_t>(wanted)] = i;
            return;
        }
        plan_measure(i, first.quoted[i] ? first.names[i] : name, folded, where);
    }

    void plan_measure(std::size_t i, std::string_view name, std::string const& folded,
                      place const& where) {
        auto info = known_measure(name, folded);
        if (!info && options_.unknown == unknown_columns::reject) {
            found_.error(defect::unknown_measure_column, where, shown(name) + " is no measure");
            return;
        }
        if (!info) info = measure_info(std::string(name));
        if (!fits_a_table(*info)) {
            found_.error(defect::measure_mismatch, where,
                         shown(name) + ": the law does not go with the type of value");
            return;
        }
        plan_[i] = {role::measure, static_cast<std::uint32_t>(measures_.size())};
        measures_.push_back(std::move(*info));
    }

    std::optional<measure_info> known_measure(std::string_view name,
                                              std::string const& folded) const {
        for (auto const& m : options_.measures)
            if (m.id == name || m.id == folded) return m;
        auto const built_in = find_built_in_measure(folded);
        return built_in ? std::optional(built_in->info()) : std::nullopt;
    }

    static bool fits_a_table(measure_info const& m) {
        switch (m.type) {
        case value_kind::day:
            return m.law == law_kind::earliest || m.law == law_kind::latest;
        case value_kind::share:
            return m.law == law_kind::coverage;
        case value_kind::count:
            if (m.law == law_kind::distinct) return true;
            [[fallthrough]];
        case value_kind::small_count:
        case value_kind::number:
            break;
        }
        return m.law == law_kind::flow || m.law == law_kind::stock;
    }

    /// Sizes the stores from the first rows, so that they rarely have to grow.
    void reserve(std::size_t bytes) {
        auto const sample = std::string_view(source_.text).substr(0, std::size_t{64} << 10);
        auto const lines = static_cast<std::size_t>(std::count(sample.begin(), sample.end(), '\n'));
        if (lines < 2) return;
        auto const rows = bytes / (sample.size() / lines) * 21 / 20;
        rows_.reserve(rows);
        cells_.reserve(rows * row_cells::stride(measures_.size()));
    }

    // ---- usual rows ------------------------------------------------------------------------

    struct usual_column {
        std::uint32_t field = 0;
        std::uint32_t measure = 0;
        std::uint32_t is_last = 0; ///< 1 if a carriage return may follow
    };

    /// @return Whether rows of this table can be usual at all.
    bool plan_usual() {
        constexpr auto most_text = partyorg::detail::text_builder::limit;
        for (auto const i : column_of_)
            if (i == no_column) return false;
        if (source_.text.size() >= most_text) return false; // then nothing needs to be counted
        auto const column = [&](std::size_t i, std::uint32_t measure) {
            return usual_column{static_cast<std::uint32_t>(i), measure, i + 1 == fields_};
        };
        for (std::size_t i = 0; i < 4; ++i) usual_[i] = column(column_of_[i], 0);
        usual_counts_.clear();
        usual_others_.clear();
        for (std::size_t i = 0; i < fields_; ++i) {
            if (plan_[i].what != role::measure) continue;
            auto const type = measures_[plan_[i].measure].type;
            bool const whole = type == value_kind::count || type == value_kind::small_count;
            (whole ? usual_counts_ : usual_others_).push_back(column(i, plan_[i].measure));
        }
        return true;
    }

    /// One row among many that are alike.
    struct usual_row {
        char const* base;
        std::uint32_t const* ends;
        std::uint32_t begin;  ///< where it begins
        std::uint32_t is_cut; ///< 1 if a carriage return ends it

        [[nodiscard]] std::uint32_t first(usual_column c) const {
            return c.field == 0 ? begin : ends[c.field - 1] + 1;
        }
        [[nodiscard]] std::uint32_t stop(usual_column c) const {
            return ends[c.field] - (c.is_last & is_cut);
        }
        [[nodiscard]] std::string_view text(usual_column c) const {
            return {base + first(c), stop(c) - first(c)};
        }
    };

    void take_usual(csv_rows_at_once const& many) {
        csv_record row{many.begin, many.base, many.ends, fields_, many.line, false, many.composed};
        for (std::size_t done = 0; done < many.rows;) {
            auto const count = many.composed && !overflow_ ? take_run(row, many.rows - done) : 0;
            done += count;
            if (done == many.rows) return;
            skip_rows(row, count);
            take(row); // something about it is unusual
            skip_rows(row, 1);
            ++done;
        }
    }

    void skip_rows(csv_record& row, std::size_t count) const {
        if (count == 0) return;
        row.ends += count * fields_;
        row.begin = row.base + row.ends[-1] + 1;
        row.line += static_cast<std::uint32_t>(count);
    }

    /// Enters rows until one is not certainly sound.
    /// @return How many were.
    std::size_t take_run(csv_record const& first, std::size_t count) {
        auto const before = rows_.size(), width = measures_.size();
        auto* const codes = rows_.codes.extend(count);
        auto* const parents = rows_.parents.extend(count);
        auto* const names = rows_.names.extend(count);
        auto* const marks = rows_.marks.extend(count);
        row_cells cells(cells_.extend(count * row_cells::stride(width)), width);
        // A key is read in 16 bytes, which at the very end of the text are not there.
        auto const* const last_key = source_.text.data() + source_.text.size() - 16;
        usual_row row{first.base, first.ends, static_cast<std::uint32_t>(first.begin - first.base),
                      0};
        // Copies: what is written to bytes might else be taken for a change of these.
        auto const [code_column, parent_column, kind_column, name_column] = usual_;
        std::span<usual_column const> const counts = usual_counts_;
        auto const fields = fields_;
        auto line = first.line;
        std::size_t n = 0, code_bytes = 0, name_bytes = 0;
        for (; n < count; ++n, cells.next()) {
            auto const end = row.ends[fields - 1];
            row.is_cut = row.base[end - 1] == '\r';
            auto const code = row.text(code_column), parent = row.text(parent_column);
            if (end - row.begin > longest_code || code.empty() || code[0] == '"' ||
                code[0] == '#' || parent.starts_with('"') || code.data() > last_key ||
                parent.data() > last_key)
                break;
            auto const kind = usual_kind(row.text(kind_column));
            auto const name = usual_name(row.text(name_column));
            if (!kind || !name || !usual_counts(row, counts, cells) || !usual_others(row, cells))
                break;
            codes[n] =
                partyorg::detail::usual_key(code.data(), static_cast<std::uint32_t>(code.size()));
            parents[n] = partyorg::detail::usual_key(parent.data(),
                                                     static_cast<std::uint32_t>(parent.size()));
            names[n] = {static_cast<std::uint32_t>(name->data() - source_.text.data()),
                        static_cast<std::uint32_t>(name->size())};
            marks[n] = {line++, static_cast<std::uint8_t>(*kind)};
            code_bytes += code.size();
            name_bytes += name->size();
            row.begin = end + 1;
            row.ends += fields;
        }
        rows_.code_bytes += code_bytes;
        rows_.name_bytes += name_bytes;
        rows_.shrink(before + n);
        cells_.shrink((before + n) * row_cells::stride(width));
        return n;
    }

    std::optional<unit_kind> usual_kind(std::string_view text) {
        if (auto const kind = kinds_met_.find(text.data(), text.size())) return kind;
        if (text.empty() || text[0] == '"') return {};
        auto const kind = kinds_.read(text);
        if (kind) kinds_met_.keep(text, *kind);
        return kind;
    }

    static std::optional<std::string_view> usual_name(std::string_view text) {
        if (!text.starts_with('"')) return text;
        text = text.substr(1, text.size() - 2);
        if (text.find('"') != std::string_view::npos) return {};
        return text;
    }

    static bool usual_counts(usual_row const& row, std::span<usual_column const> columns,
                             row_cells const& cells) {
        auto* const values = cells.values();
        auto* const states = cells.states();
        bool known = true;
        for (auto const column : columns) {
            auto const stop = row.stop(column), size = stop - row.first(column);
            auto const cell =
                partyorg::detail::read_usual_cell(row.base + stop, size < 8 ? size : 8);
            values[column.measure] = cell.value;
            states[column.measure] = cell.state;
            known &= cell.known & (size <= 8);
        }
        return known;
    }

    /// Days, numbers and coverage, if all of them are sound.
    bool usual_others(usual_row const& row, row_cells const& cells) {
        auto const shares = shares_.size();
        for (auto const column : usual_others_) {
            cells.values()[column.measure] = 0;
            auto& state = cells.states()[column.measure];
            state = cell_state::blank;
            auto const text = row.text(column);
            if (text.empty()) continue;
            if (text == "-") {
                state = cell_state::declared_none;
                continue;
            }
            auto const read =
                text[0] == '"' ? std::nullopt : parse_value(measures_[column.measure].type, text);
            if (!read) {
                shares_.resize(shares);
                return false;
            }
            keep(cells, column.measure, *read, cell_state::stated);
        }
        return true;
    }

    // ---- rows ------------------------------------------------------------------------------

    void take(csv_record const& row) {
        if (row.fields != fields_ || row.broken) {
            if (is_empty(row)) return;
            if (!row.broken)
                found_.error(defect::wrong_field_count, {source_.name, row.line, 1},
                             std::to_string(row.fields) + " fields, the header has " +
                                 std::to_string(fields_));
            take_broken(row);
            return;
        }
        auto const code = text_of(row, role::code);
        if (code.empty() && is_empty(row)) return;
        if (too_long(row)) return;
        if (code == total_code)
            take_total(row);
        else
            take_unit(row, code);
    }

    void take_unit(csv_record const& row, std::string_view code) {
        unit_row const unit{
            code, text_of(row, role::parent), kind_of(row), text_of(row, role::name), row.line, 1};
        add(unit);
        auto const cells = add_blank_cells();
        for (std::size_t i = 0; i < fields_; ++i) {
            if (plan_[i].what != role::measure) continue;
            std::int64_t value = 0;
            auto state = cell_state::blank;
            take_cell(row, i, plan_[i].measure, value, state);
            keep(cells, plan_[i].measure, value, state);
        }
    }

    /// The cells of a new row.
    row_cells add_blank_cells() {
        auto const size = row_cells::stride(measures_.size());
        auto* const cells = cells_.extend(size);
        std::fill_n(cells, size, std::byte{0});
        return {cells, measures_.size()};
    }

    void keep(row_cells const& cells, std::size_t m, std::int64_t value, cell_state state) {
        cells.states()[m] = state;
        if (value == static_cast<std::int32_t>(value)) {
            cells.values()[m] = static_cast<std::int32_t>(value);
            return;
        }
        cells.values()[m] = static_cast<std::int32_t>(wide_.size());
        cells.states()[m] = row_cells::wide;
        wide_.push_back(value);
    }

    /// A row that has its defect already: the unit is entered, so that those below it are not
    /// reported as orphans, and nothing more is said about it.
    void take_broken(csv_record const& row) {
        broken_.push_back(row.line);
        auto const text = [&](role what) {
            auto const i = column_of_[static_cast<std::size_t>(what)];
            return i < row.fields ? text_of(row, what) : std::string_view{};
        };
        auto const code = text(role::code), parent = text(role::parent);
        if (code.empty() || code == total_code) return;
        if (code.size() > longest_code || parent.size() > longest_code) return;
        add({code, parent, unit_kind::party_group, {}, row.line, 1});
        add_blank_cells();
    }

    void add(unit_row const& unit) {
        if (overflow_) return;
        try {
            rows_.add(unit);
        } catch (invalid_input const& e) {
            overflow_ = true; // more than 4 GiB of codes or names; told once
            found_.append(e.problems());
        }
    }

    bool too_long(csv_record const& row) {
        auto const size = static_cast<std::size_t>(row.base + row.ends[row.fields - 1] - row.begin);
        auto const most = std::min<std::size_t>(options_.limits.line, longest_row);
        if (size > most) {
            found_.error(defect::line_too_long, {source_.name, row.line, 1},
                         "the row has " + std::to_string(size) + " bytes; at most " +
                             std::to_string(most) + " are read");
            broken_.push_back(row.line);
            return true;
        }
        if (size <= longest_code) return false; // then no field of it is longer
        bool long_code = false;
        for (auto const what : {role::code, role::parent}) {
            auto const text = text_of(row, what);
            if (text.size() <= longest_code) continue;
            long_code = true;
            found_.error(defect::code_too_long, place_of(row, column_of_[std::size_t(what)]),
                         "a code of " + std::to_string(text.size()) + " bytes");
        }
        if (long_code) broken_.push_back(row.line);
        return long_code;
    }

    std::string_view text_of(csv_record const& row, role what) {
        auto const i = column_of_[static_cast<std::size_t>(what)];
        if (i == no_column) return {};
        return field_text(row, i, scratch_[static_cast<std::size_t>(what)]);
    }

    std::optional<unit_kind> kind_of(csv_record const& row) {
        auto const text = text_of(row, role::kind);
        if (column_of_[std::size_t(role::kind)] == no_column) return unit_kind::party_group;
        if (text.empty()) return {}; // the builder reports it
        auto const kind = kinds_.read(text);
        if (!kind)
            found_.error(defect::unknown_kind, place_of(row, column_of_[std::size_t(role::kind)]),
                         "unknown kind " + shown(text));
        // Any kind does: the table is refused already, and "has no kind" would be wrong.
        return kind ? kind : std::optional(unit_kind::party_group);
    }

    place place_of(csv_record const& row, std::size_t column) const {
        return row.at(raw_field(row, column).data(), source_.name);
    }

    // ---- cells -----------------------------------------------------------------------------

    void take_cell(csv_record const& row, std::size_t column, std::size_t m, std::int64_t& value,
                   cell_state& state) {
        auto text = raw_field(row, column);
        if (text.empty()) return;
        if (text[0] == '"') {
            text = field_text(row, column, cell_scratch_);
            if (text.empty()) return;
        }
        if (text.size() == 1 && text[0] == '-') {
            state = cell_state::declared_none;
            return;
        }
        if (read_value(row, column, measures_[m], text, value))
            state = cell_state::stated;
        else
            value = 0;
    }

    bool read_value(csv_record const& row, std::size_t column, measure_info const& m,
                    std::string_view text, std::int64_t& value) {
        switch (m.type) {
        case value_kind::count:
        case value_kind::small_count:
            return read_whole(row, column, m.type, text, value);
        case value_kind::number:
        case value_kind::day:
        case value_kind::share:
            break;
        }
        if (auto const read = parse_value(m.type, text)) {
            value = *read;
            return true;
        }
        auto const code = m.type == value_kind::number ? defect::bad_number
                          : m.type == value_kind::day  ? defect::bad_day
                                                       : defect::bad_coverage;
        found_.error(code, place_of(row, column),
                     shown(text) + (m.type == value_kind::number ? " is no number"
                                    : m.type == value_kind::day  ? " is no day"
                                                                 : " is no coverage"));
        return false;
    }

    /// A number with a fraction, a day or a coverage, in the form in which cells are kept.
    std::optional<std::int64_t> parse_value(value_kind type, std::string_view text) {
        if (type == value_kind::number) {
            auto const number = detail::read_real(text);
            return number ? std::optional(std::bit_cast<std::int64_t>(*number)) : std::nullopt;
        }
        if (type == value_kind::day) {
            auto const day = parse_iso_date(text);
            return day ? std::optional(static_cast<std::int64_t>(day->day_number())) : std::nullopt;
        }
        auto const share = detail::read_coverage(text);
        if (!share) return {};
        shares_.push_back(*share);
        return static_cast<std::int64_t>(shares_.size() - 1);
    }

    bool read_whole(csv_record const& row, std::size_t column, value_kind type,
                    std::string_view text, std::int64_t& value) {
        // A field in quotes may have moved to a scratch; only the text itself has bytes before it.
        auto const in_text = text.data() != cell_scratch_.data();
        auto const state = in_text ? detail::read_count(text, source_.text.data(), value)
                                   : detail::read_any_count(text, value);
        if (state == number_state::fine && (type == value_kind::count || value <= 0x7fffffff))
            return true;
        report_number(row, column, state, text);
        return false;
    }

    void report_number(csv_record const& row, std::size_t column, number_state state,
                       std::string_view text) {
        auto const where = place_of(row, column);
        if (state == number_state::negative)
            found_.error(defect::negative_number, where, shown(text) + " is negative");
        else if (state == number_state::not_a_number)
            found_.error(defect::bad_number, where,
                         shown(text) + " is not a whole number" + hint(text));
        else
            found_.error(defect::number_out_of_range, where,
                         shown(text) + " does not fit into " +
                             (state == number_state::fine ? "32" : "64") + " bits");
    }

    static std::string hint(std::string_view text) {
        if (text == "–" || text == "—" || text == "−") return "; declared none is a plain '-'";
        if (trimmed(text).size() != text.size()) return ": there are blanks around it";
        return "";
    }

    // ---- totals ----------------------------------------------------------------------------

    void take_total(csv_record const& row) {
        auto const number = static_cast<std::uint32_t>(total_rows_.size());
        auto const parent = column_of_[std::size_t(role::parent)];
        total_rows_.push_back(
            {std::string(text_of(row, role::parent)),
             parent == no_column ? place{source_.name, row.line, 1} : place_of(row, parent)});
        for (std::size_t i = 0; i < fields_; ++i) {
            if (plan_[i].what != role::measure) continue;
            auto const& m = measures_[plan_[i].measure];
            std::int64_t value = 0;
            auto state = cell_state::blank;
            take_cell(row, i, plan_[i].measure, value, state);
            if (state == cell_state::blank) continue;
            if (m.type == value_kind::count || m.type == value_kind::small_count)
                totals_.push_back({number, plan_[i].measure, value, place_of(row, i)});
            else
                found_.warning(defect::bad_total_row, place_of(row, i),
                               "the total of '" + m.id + "' is not kept: it does not hold counts");
        }
    }

    void resolve_totals(organisation& whole) {
        std::vector<std::optional<unit_id>> units;
        units.reserve(total_rows_.size());
        for (auto const& row : total_rows_) units.push_back(total_unit(whole.units, row));
        for (auto const& cell : totals_) {
            if (!units[cell.row]) continue;
            whole.totals.push_back(
                {*units[cell.row], measures_[cell.measure].id, cell.value, cell.where});
        }
        report_repeated(whole.totals);
    }

    std::optional<unit_id> total_unit(hierarchy const& units, total_row const& row) {
        if (!row.unit.empty()) {
            auto const s = units.find(row.unit);
            if (s) return units.id_of(*s);
            report_unknown(row);
            return {};
        }
        if (units.end(slot(0)).value() == units.size()) return units.id_of(slot(0));
        found_.error(defect::bad_total_row, row.where,
                     "whose total it is must be told: there are several roots");
        return {};
    }

    void report_unknown(total_row const& row) {
        found_.error(defect::bad_total_row, row.where, "no unit has the code " + shown(row.unit));
    }

    void report_repeated(std::vector<stated_total> const& totals) {
        std::vector<stated_total const*> sorted;
        sorted.reserve(totals.size());
        for (auto const& t : totals) sorted.push_back(&t);
        std::sort(sorted.begin(), sorted.end(), [](auto const* a, auto const* b) {
            if (a->unit != b->unit) return a->unit < b->unit;
            auto const order = a->measure.compare(b->measure);
            return order != 0 ? order < 0 : a < b; // of one vector: the earlier one first
        });
        for (std::size_t i = 1; i < sorted.size(); ++i)
            if (sorted[i]->unit == sorted[i - 1]->unit &&
                sorted[i]->measure == sorted[i - 1]->measure)
                found_.error(defect::bad_total_row, sorted[i]->where,
                             "the total of '" + sorted[i]->measure + "' is stated before (" +
                                 to_string(sorted[i - 1]->where) + ")");
    }

    // ---- the whole -------------------------------------------------------------------------

    result<organisation> finish() {
        if (column_of_[std::size_t(role::code)] == no_column ||
            column_of_[std::size_t(role::parent)] == no_column || overflow_)
            return sorted(); // nothing to build a hierarchy of
        bool const sound = !found_.has_errors();
        if (!goes_on(load_stage::order, source_.text.size())) return was_cancelled();
        auto units = build_units();
        take_over(units.problems(), sound && units ? severity::note : severity::error);
        if (!units) {
            check_total_codes();
            return sorted();
        }
        organisation whole(*std::move(units));
        resolve_totals(whole);
        if (found_.has_errors()) return sorted();
        if (!goes_on(load_stage::columns, source_.text.size())) return was_cancelled();
        add_columns(whole);
        whole.source = source_.name;
        whole.notes = sorted();
        auto notes = whole.notes;
        return {std::move(whole), std::move(notes)};
    }

    /// Rows about which nothing has to be said become a snapshot at full speed; for others the
    /// builder finds the words.
    result<hierarchy> build_units() {
        bool const halve = helper_ && rows_.size() >= options_.build.two_threads_from;
        problems found(options_.build.problem_limit);
        auto units = partyorg::detail::build_sound_rows(rows_, options_.build.roots,
                                                        halve ? helper_ : nullptr, found);
        if (units) return {hierarchy(*std::move(units)), std::move(found)};
        auto options = options_.build;
        if (!options.helper) options.helper = helper_;
        hierarchy_builder build(options);
        build.source(source_.name);
        build.reserve(rows_.size());
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            auto const [line, kind] = rows_.marks[i];
            build.add_borrowed({rows_.codes[i].view(), rows_.parents[i].view(),
                                kind == partyorg::detail::unit_rows::no_kind
                                    ? std::nullopt
                                    : std::optional(static_cast<unit_kind>(kind)),
                                rows_.name(rows_.names[i]), line, 1});
        }
        return build.try_finish();
    }

    /// Takes over what the builder found, at the cells that are meant. Rows that were reported
    /// already are left out: what else is wrong with them follows from that.
    void take_over(problems const& built, severity least) {
        std::sort(broken_.begin(), broken_.end());
        auto places = cells_meant(built);
        std::size_t i = 0, errors = 0;
        for (auto p : built) {
            auto& where = places[i++];
            if (p.level == severity::error) ++errors;
            if (p.level < least) continue;
            if (p.code == defect::no_units && !broken_.empty()) continue;
            if (std::binary_search(broken_.begin(), broken_.end(), p.where.line)) continue;
            if (where.known()) p.where = std::move(where);
            found_.add(std::move(p));
        }
        problems counted(0);
        for (i = 0; i < built.dropped(); ++i)
            counted.add({defect::internal,
                         i < built.errors() - errors ? severity::error : severity::warning,
                         {},
                         {}});
        found_.append(counted);
    }

    /// The cell that each problem of the builder is about; rows are read again to find it.
    std::vector<place> cells_meant(problems const& built) const {
        std::vector<place> places(built.size());
        std::vector<std::pair<std::uint32_t, std::size_t>> wanted;
        for (std::size_t i = 0; i < built.size(); ++i)
            if (built[i].where.line != 0) wanted.emplace_back(built[i].where.line, i);
        std::sort(wanted.begin(), wanted.end());
        problems ignored(0);
        csv_records rows(source_.text, separator_, most_columns);
        csv_record row;
        auto next = wanted.begin();
        while (next != wanted.end() && rows.next(row, ignored, source_.name)) {
            while (next != wanted.end() && next->first < row.line) ++next;
            for (; next != wanted.end() && next->first == row.line; ++next) {
                auto const i = column_of_[std::size_t(role_meant(built[next->second].code))];
                if (!row.broken && row.fields == fields_ && i != no_column)
                    places[next->second] = place_of(row, i);
            }
        }
        return places;
    }

    static role role_meant(defect code) {
        switch (code) {
        case defect::unknown_parent:
        case defect::several_roots:
        case defect::cycle:
            return role::parent;
        case defect::missing_kind:
        case defect::kind_not_allowed:
            return role::kind;
        default:
            return role::code;
        }
    }

    /// Total rows of a table that has no hierarchy: at least their codes can be checked.
    void check_total_codes() {
        if (total_rows_.empty()) return;
        std::unordered_set<std::string> codes;
        problems ignored(0);
        csv_records rows(source_.text, separator_, most_columns);
        csv_record row;
        while (rows.next(row, ignored, source_.name))
            if (column_of_[0] < std::min(row.fields, most_columns))
                codes.emplace(text_of(row, role::code));
        for (auto const& total : total_rows_)
            if (!total.unit.empty() && !codes.contains(total.unit)) report_unknown(total);
    }

    /// By line, unless some were only counted: then the order in which they were found says more.
    problems sorted() const {
        if (found_.dropped() != 0) return found_;
        std::vector<problem const*> list;
        for (auto const& p : found_) list.push_back(&p);
        std::sort(list.begin(), list.end(), [](problem const* a, problem const* b) {
            if (a->where.line != b->where.line) return a->where.line < b->where.line;
            if (a->where.column != b->where.column) return a->where.column < b->where.column;
            return a < b; // of one vector: the one found first
        });
        problems out(options_.build.problem_limit);
        for (auto const* p : list) out.add(*p);
        return out;
    }

    // ---- columns ---------------------------------------------------------------------------

    /// Brings the cells from the order of the rows into the order of the slots.
    void add_columns(organisation& whole) {
        auto const n = whole.units.size();
        auto const width = measures_.size();
        std::size_t room = 0;
        for (std::size_t m = 0; m < width; ++m) {
            room += partyorg::detail::array_block::room_for<std::int64_t>(n);
            room += partyorg::detail::array_block::room_for<cell_state>(n);
        }
        partyorg::detail::array_block block(room);
        std::vector<placed_column> columns(width);
        for (auto& c : columns) {
            c.values = block.take<std::int64_t>(n);
            c.states = block.take<cell_state>(n);
        }
        auto const place = [&](std::uint32_t first, std::uint32_t last) {
            place_cells(whole.units, first, last, columns);
        };
        auto const middle = n / 2 / slots_per_block * slots_per_block;
        if (second_ && middle != 0)
            helper_->both([&] { place(0, middle); }, [&] { place(middle, n); });
        else
            place(0, n);
        auto const memory = block.release();
        for (std::size_t m = 0; m < width; ++m)
            add_column(whole.figures, measures_[m], columns[m], memory);
    }

    struct placed_column {
        std::span<std::int64_t> values{};
        std::span<cell_state> states{};
    };

    /// A block of slots at a time: the cells of one row lie together, so that one cache miss serves
    /// all columns, and the misses of a block overlap.
    void place_cells(hierarchy const& units, std::uint32_t first, std::uint32_t last,
                     std::span<placed_column const> columns) const {
        auto const width = measures_.size();
        auto const stride = row_cells::stride(width);
        std::array<row_cells, slots_per_block> rows{};
        std::array<std::vector<std::int64_t> const*, slots_per_block> wide{};
        for (auto begin = first; begin < last; begin += slots_per_block) {
            auto const size = std::min(slots_per_block, last - begin);
            for (std::uint32_t i = 0; i < size; ++i) {
                std::size_t row = units.id_of(slot(begin + i)).value();
                auto const* part = this;
                if (second_ && row >= first_rows_) {
                    part = second_.get();
                    row -= first_rows_;
                }
                rows[i] = row_cells(part->cells_.data() + row * stride, width);
                wide[i] = &part->wide_;
                __builtin_prefetch(rows[i].values());
                __builtin_prefetch(rows[i].states() + width);
            }
            for (std::size_t m = 0; m < width; ++m) {
                auto* const values = columns[m].values.data() + begin;
                auto* const states = columns[m].states.data() + begin;
                for (std::uint32_t i = 0; i < size; ++i) {
                    values[i] = rows[i].values()[m];
                    states[i] = rows[i].states()[m];
                    if (states[i] == row_cells::wide) [[unlikely]] {
                        values[i] = (*wide[i])[static_cast<std::size_t>(values[i])];
                        states[i] = cell_state::stated;
                    }
                }
            }
        }
    }

    void add_column(table& figures, measure_info const& info, placed_column const& cells,
                    partyorg::detail::shared<partyorg::detail::keeper> const& memory) {
        auto const as = [&]<class T, class Law>(T, Law, auto convert) {
            std::vector<T> own(cells.values.size());
            for (std::size_t i = 0; i < own.size(); ++i)
                if (cells.states[i] == cell_state::stated) own[i] = convert(cells.values[i]);
            figures.add(
                column<T, Law>(figures.units(), info, std::move(own),
                               std::vector<cell_state>(cells.states.begin(), cells.states.end())));
        };
        auto const to_int = [](std::int64_t v) { return static_cast<std::int32_t>(v); };
        auto const to_real = [](std::int64_t v) { return std::bit_cast<double>(v); };
        auto const to_share = [&](std::int64_t v) { return shares_[static_cast<std::size_t>(v)]; };
        auto const to_day = [](std::int64_t v) { return date(static_cast<std::uint32_t>(v)); };
        bool const stock = info.law == law_kind::stock;
        switch (info.type) {
        case value_kind::count:
            if (stock)
                add_counts<law::stock>(figures, info, cells, memory);
            else if (info.law == law_kind::distinct)
                add_counts<law::distinct>(figures, info, cells, memory);
            else
                add_counts<law::flow>(figures, info, cells, memory);
            return;
        case value_kind::small_count:
            stock ? as(std::int32_t{}, law::stock{}, to_int)
                  : as(std::int32_t{}, law::flow{}, to_int);
            return;
        case value_kind::number:
            stock ? as(double{}, law::stock{}, to_real) : as(double{}, law::flow{}, to_real);
            return;
        case value_kind::share:
            as(coverage_count{}, law::coverage{}, to_share);
            return;
        case value_kind::day:
            info.law == law_kind::earliest ? as(date{}, law::earliest{}, to_day)
                                           : as(date{}, law::latest{}, to_day);
        }
    }

    template <class Law>
    static void add_counts(table& figures, measure_info const& info, placed_column const& cells,
                           partyorg::detail::shared<partyorg::detail::keeper> const& memory) {
        using partyorg::detail::flat_array;
        figures.add(column<std::int64_t, Law>(
            figures.units(), info,
            flat_array<std::int64_t>(std::span<std::int64_t const>(cells.values)),
            flat_array<cell_state>(std::span<cell_state const>(cells.states)), memory));
    }

    static constexpr std::size_t no_column = ~std::size_t{0};
    static constexpr std::uint32_t slots_per_block = 256;

    named_text const& source_;
    unit_table_options const& options_;
    two_threads* helper_;
    char separator_;
    problems found_;
    partyorg::detail::unit_rows rows_{};
    bool overflow_ = false;

    std::size_t fields_ = 0;
    std::vector<column_plan> plan_{};
    std::vector<std::string> folded_{};
    std::array<std::size_t, 4> column_of_ = {no_column, no_column, no_column, no_column};
    std::vector<measure_info> measures_{};

    // The cells of all units, in the order of the rows. A coverage cell holds the position of its
    // pair, a day its number, a number with a fraction its bits.
    partyorg::detail::raw_array<std::byte> cells_{};
    std::vector<std::int64_t> wide_{}; // what does not fit into 32 bits
    std::vector<coverage_count> shares_{};

    std::vector<total_row> total_rows_{};
    std::vector<total_cell> totals_{};
    std::vector<std::uint32_t> broken_{}; // lines of rows that were reported
    kind_reader kinds_{};
    partyorg::detail::usual_kinds_met kinds_met_{};
    std::array<usual_column, 4> usual_{}; // code, parent, kind, name
    std::vector<usual_column> usual_counts_{}, usual_others_{};
    std::array<std::string, 4> scratch_{};
    std::string cell_scratch_{};

    std::unique_ptr<table_reader> second_{}; // reads the second half
    std::size_t first_rows_ = 0;             // units of the first half
    bool ill_formed_ = false;                // some row was
};

} // namespace

bool looks_like_unit_table(std::string_view text) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (text.starts_with(mark)) text.remove_prefix(mark.size());
    text = text.substr(0, std::size_t{1} << 20); // the first row is in it, or this is no table
    return detect_separator(std::string(text)).second >= 2;
}

result<organisation> parse_unit_table(named_text const& source, unit_table_options const& options) {
    if (source.text.size() >= 0xffffff00u) { // positions have 32 bits
        problems found;
        found.error(defect::file_too_large, {source.name, 0, 0},
                    "has " + std::to_string(source.text.size()) + " bytes; a table may have 4 GiB");
        return found;
    }
    return table_reader(source, options).run();
}

result<organisation> try_read_unit_table(std::string const& path,
                                         unit_table_options const& options) {
    auto const text =
        detail::load_text(path, options.limits, options.helper, options.two_threads_from);
    if (!text) return text.problems();
    return parse_unit_table(*text, options);
}

organisation read_unit_table(std::string const& path, unit_table_options const& options) {
    return try_read_unit_table(path, options).value();
}

} // namespace partyorg::io
