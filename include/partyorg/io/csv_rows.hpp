#pragma once
/// @file
/// Tables of named columns, row by row: what small formats are read with, the library's and yours.

#include <partyorg/core/date.hpp>
#include <partyorg/core/problems.hpp>
#include <partyorg/io/csv.hpp>
#include <partyorg/io/text_file.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace partyorg::io {

/// Whether a table can do without a column.
enum class column_need : std::uint8_t {
    required, ///< without it nothing is read
    optional, ///< its cells are empty then
};

/// A column that a format knows.
struct named_column {
    std::string_view id{};      ///< the name in files: "unit"
    std::string_view aliases{}; ///< further names, set apart by "|": "đơn vị|mã đơn vị"
    column_need need = column_need::required; ///< whether it may be missing
};

/// Reads a CSV or TSV table of named columns one row at a time, in any order of columns.
///
/// Names of columns are compared without regard to case, composition and surrounding blanks. The
/// separator (comma, semicolon, tab) is told from the header; quoting by RFC 4180. Empty lines and
/// rows of nothing but separators are skipped. What is wrong goes into the list given: a row with
/// an ill-formed quote or another number of fields than the header is left out, and reading goes
/// on behind it, so that one pass finds every defect.
///
/// Columns are named by their position in the list of the format, not by that in the file.
class csv_rows {
public:
    /// Reads the header.
    /// @param source What is read; must outlive this.
    /// @param columns The columns of the format; must outlive this.
    /// @param found Gets every defect: PO1101 for a required column that is missing, PO1102 for one
    ///        that is there twice, PO1151 (a warning) for one that the format does not know, and
    ///        those of quoting. Must outlive this.
    /// @param fields What separates the fields.
    /// @pre `source` came from `load_text` or `check_text`.
    /// @complexity Linear in the header.
    csv_rows(named_text const& source, std::span<named_column const> columns, problems& found,
             separator fields = separator::detect);
    /// Takes over the other's place in the table.
    csv_rows(csv_rows&&) noexcept;
    /// Takes over the other's place in the table.
    csv_rows& operator=(csv_rows&&) noexcept;
    ~csv_rows();

    /// Goes to the next row that can be read.
    /// @return Whether there is one; never if a required column is missing.
    /// @complexity Amortised linear in the row.
    bool next();

    /// @return Whether the table has the column.
    /// @complexity Constant.
    [[nodiscard]] bool has(std::size_t column) const noexcept;

    /// @return Where the row begins.
    /// @pre `next()` returned true.
    [[nodiscard]] place row() const;

    /// @return Where the cell begins; where the row begins if the table lacks the column.
    /// @pre `next()` returned true.
    /// @complexity Linear in the row.
    [[nodiscard]] place at(std::size_t column) const;

    /// @return The cell's text without quotes and surrounding blanks, composed (NFC); empty if the
    ///         table lacks the column. Valid until `next()`.
    /// @pre `next()` returned true.
    /// @complexity Linear in the cell.
    [[nodiscard]] std::string_view text(std::size_t column);

    /// The cell's text, which must not be empty.
    /// @return As `text`; if it is empty, PO1150 is reported.
    /// @pre `next()` returned true.
    [[nodiscard]] std::string_view required_text(std::size_t column);

    /// The cell's day, written 2024-01-15 or 15/01/2024.
    /// @return The day, or nothing for an empty cell and for what is no day: that is reported as
    ///         PO1115.
    /// @pre `next()` returned true.
    [[nodiscard]] std::optional<date> day(std::size_t column);

    /// The cell's whole number in digits.
    /// @return The number, or nothing for an empty cell and for what is none: that is reported as
    ///         PO1103, PO1104 or PO1110.
    /// @pre `next()` returned true.
    [[nodiscard]] std::optional<std::int64_t> count(std::size_t column);

    /// Reports something that is wrong with a cell.
    /// @pre `next()` returned true.
    void error(std::size_t column, defect code, std::string message);

private:
    class reader;
    std::unique_ptr<reader> reader_;
};

} // namespace partyorg::io
