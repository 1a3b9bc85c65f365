#include "io/csv_cells.hpp"
#include "io/csv_fields.hpp"
#include "io/csv_scan.hpp"
#include "io/text_fold.hpp"

#include <partyorg/io/csv_rows.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace partyorg::io {

namespace {

using detail::csv_header;
using detail::csv_record;
using detail::csv_records;
using detail::number_state;
using detail::shown;
using detail::trimmed;

constexpr std::size_t nowhere = ~std::size_t{0};
constexpr std::size_t longest_name = 200; // longer ones are data, not names

/// Which column of the format a name of the header means.
class column_names {
public:
    explicit column_names(std::span<named_column const> columns) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            add(columns[i].id, i);
            for (auto rest = columns[i].aliases; !rest.empty();) {
                auto const bar = std::min(rest.find('|'), rest.size());
                add(rest.substr(0, bar), i);
                rest.remove_prefix(std::min(bar + 1, rest.size()));
            }
        }
    }
    std::size_t find(std::string_view name) const {
        name = trimmed(name);
        if (name.empty() || name.size() > longest_name) return nowhere;
        auto const folded = detail::fold_case(name);
        for (auto const& [known, column] : names_)
            if (known == folded) return column;
        return nowhere;
    }
    std::size_t count(csv_header const& first) const {
        std::size_t known = 0;
        for (auto const& name : first.names) known += find(name) != nowhere;
        return known;
    }

private:
    void add(std::string_view name, std::size_t column) {
        names_.emplace_back(detail::fold_case(name), column);
    }
    std::vector<std::pair<std::string, std::size_t>> names_{};
};

char separator_of(separator fields, std::string const& text, column_names const& names) {
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
    return detail::detect_csv_separator(text, [&](csv_header const& h) { return names.count(h); })
        .first;
}

// The scanner's positions have 32 bits.
constexpr std::size_t most_bytes = 0xffffff00u;

} // namespace

class csv_rows::reader {
public:
    reader(named_text const& source, std::span<named_column const> columns, problems& found,
           separator fields)
        : source_(source),
          columns_(columns),
          found_(found),
          names_(columns),
          fits_(source.text.size() < most_bytes),
          rows_(fits_ ? source.text : nothing(),
                fits_ ? separator_of(fields, source.text, names_) : ',', detail::most_csv_columns),
          at_(columns.size(), nowhere),
          scratch_(columns.size()) {
        if (!fits_)
            found_.error(defect::file_too_large, {source.name, 0, 0},
                         "has " + std::to_string(source.text.size()) +
                             " bytes; a table may have 4 GiB");
        else
            readable_ = take_header();
    }

    bool next() {
        while (readable_ && rows_.next(row_, found_, source_.name))
            if (is_usable()) return true;
        return readable_ = false;
    }

    bool has(std::size_t column) const { return at_[column] != nowhere; }

    place row() const { return {source_.name, row_.line, 1}; }

    place at(std::size_t column) const {
        if (!has(column)) return row();
        return row_.at(detail::raw_field(row_, at_[column]).data(), source_.name);
    }

    std::string_view text(std::size_t column) {
        if (!has(column)) return {};
        return trimmed(detail::field_text(row_, at_[column], scratch_[column]));
    }

    std::string_view id_of(std::size_t column) const { return columns_[column].id; }
    problems& found() { return found_; }

private:
    static std::string const& nothing() {
        static std::string const empty;
        return empty;
    }

    bool take_header() {
        auto const first = detail::read_csv_header(rows_, found_, source_.name);
        if (first.broken) return false; // that is the one thing to mend first
        place const line{source_.name, first.line, 1};
        if (first.fields > detail::most_csv_columns) {
            found_.error(defect::too_many_columns, line,
                         std::to_string(first.fields) + " columns; at most " +
                             std::to_string(detail::most_csv_columns) + " are read");
            return false;
        }
        fields_ = first.fields;
        auto const known = names_.count(first);
        bool sound = true;
        // Without a header every name would be a complaint of its own.
        for (std::size_t i = 0; known != 0 && i < first.names.size(); ++i)
            sound &= take_name(first, i);
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (has(i) || columns_[i].need == column_need::optional) continue;
            sound = false;
            found_.error(defect::missing_column, line,
                         "no column '" + std::string(columns_[i].id) + "'" +
                             (known == 0 ? "; is the first row the header?" : ""));
        }
        return sound;
    }

    /// @return Whether rows can be read all the same.
    bool take_name(csv_header const& first, std::size_t i) {
        place const where{source_.name, first.line, first.at[i]};
        auto const name = trimmed(first.names[i]);
        auto const column = names_.find(name);
        if (column == nowhere) {
            found_.warning(defect::unknown_column, where,
                           name.empty() ? "a column without a name is not read"
                                        : "column " + shown(name) + " is not read; there are " +
                                              known_names());
            return true;
        }
        if (has(column)) {
            found_.error(defect::duplicate_column, where,
                         "column " + shown(name) + " is there before (" +
                             to_string(place{source_.name, first.line, first.at[at_[column]]}) +
                             ")");
            return false;
        }
        at_[column] = i;
        return true;
    }

    std::string known_names() const {
        std::string text;
        for (auto const& c : columns_) text += (text.empty() ? "" : ", ") + std::string(c.id);
        return text;
    }

    bool is_usable() {
        if (row_.fields == fields_ && !row_.broken) return !detail::is_empty(row_);
        if (!row_.broken && !detail::is_empty(row_))
            found_.error(defect::wrong_field_count, row(),
                         std::to_string(row_.fields) + " fields, the header has " +
                             std::to_string(fields_));
        return false;
    }

    named_text const& source_;
    std::span<named_column const> columns_;
    problems& found_;
    column_names names_;
    bool fits_;
    csv_records rows_;
    csv_record row_{};
    std::size_t fields_ = 0;
    std::vector<std::size_t> at_; // position in the file of each column of the format
    std::vector<std::string> scratch_;
    bool readable_ = false;
};

csv_rows::csv_rows(named_text const& source, std::span<named_column const> columns, problems& found,
                   separator fields)
    : reader_(std::make_unique<reader>(source, columns, found, fields)) {}
csv_rows::csv_rows(csv_rows&&) noexcept = default;
csv_rows& csv_rows::operator=(csv_rows&&) noexcept = default;
csv_rows::~csv_rows() = default;

bool csv_rows::next() {
    return reader_->next();
}

bool csv_rows::has(std::size_t column) const noexcept {
    return reader_->has(column);
}

place csv_rows::row() const {
    return reader_->row();
}

place csv_rows::at(std::size_t column) const {
    return reader_->at(column);
}

std::string_view csv_rows::text(std::size_t column) {
    return reader_->text(column);
}

std::string_view csv_rows::required_text(std::size_t column) {
    auto const cell = text(column);
    if (cell.empty())
        error(column, defect::empty_cell,
              "the cell '" + std::string(reader_->id_of(column)) + "' is empty");
    return cell;
}

std::optional<date> csv_rows::day(std::size_t column) {
    auto const cell = text(column);
    if (cell.empty()) return {};
    auto const iso = parse_iso_date(cell);
    auto const day = iso ? iso : parse_vietnamese_date(cell);
    if (!day)
        error(column, defect::bad_day,
              shown(cell) + " is no day; days are written 2024-01-15 or 15/01/2024");
    return day;
}

std::optional<std::int64_t> csv_rows::count(std::size_t column) {
    auto const cell = text(column);
    if (cell.empty()) return {};
    std::int64_t value = 0;
    switch (detail::read_any_count(cell, value)) {
    case number_state::fine:
        return value;
    case number_state::negative:
        error(column, defect::negative_number, shown(cell) + " is negative");
        break;
    case number_state::too_large:
        error(column, defect::number_out_of_range, shown(cell) + " does not fit into 64 bits");
        break;
    case number_state::not_a_number:
        error(column, defect::bad_number, shown(cell) + " is not a whole number");
        break;
    }
    return {};
}

void csv_rows::error(std::size_t column, defect code, std::string message) {
    reader_->found().error(code, at(column), std::move(message));
}

} // namespace partyorg::io
