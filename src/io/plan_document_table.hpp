#pragma once
// The table of units: found in the middle of prose, split into cells, its rows told apart.

#include "plan_document_text.hpp"

#include <partyorg/core/problems.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace partyorg::io::detail {

/// What separates the cells of the table.
enum class cell_layout : std::uint8_t {
    pipes,  ///< "|", as in Markdown
    tabs,   ///< one tab between two cells
    blanks, ///< two or more blanks; empty cells are told from the position
};

/// One cell as printed.
struct table_cell {
    std::string text{};   ///< cleaned
    std::size_t at = 0;   ///< offset in the file
    std::size_t from = 0; ///< first display column
    std::size_t to = 0;   ///< one past the last display column
};

/// A column of figures.
struct table_column {
    std::vector<std::string> headings{}; ///< from the top down, as printed
    std::size_t at = 0;                  ///< offset of the lowest heading
};

/// What a row is.
enum class row_kind : std::uint8_t {
    unit,       ///< an organisation
    group,      ///< a heading over the following rows, perhaps with sub-totals
    total,      ///< the printed totals
    unreadable, ///< none of these
};

/// One row of the table, its cells matched with the columns.
struct table_row {
    row_kind kind = row_kind::unit;
    std::optional<std::uint32_t> number{}; ///< printed number, if readable
    std::string number_text{};             ///< as printed
    std::string name{};                    ///< unit, group or total as printed
    std::size_t at = 0;                    ///< offset of the first cell
    std::vector<table_cell> figures{};     ///< one per column of figures
    span line{};                           ///< the line
};

/// The table as it is printed; nothing about measures yet.
struct printed_table {
    bool found = false;                  ///< whether there is a header
    bool is_numbered = true;             ///< whether a column numbers the rows
    span header{};                       ///< first line of the header
    std::vector<table_column> columns{}; ///< columns of figures
    std::vector<table_row> rows{};       ///< rows in order
    std::vector<bool> taken{};           ///< per line of the file: belongs to the table
    std::vector<span> strangers{};       ///< lines inside the table that are no rows
};

/// Finds and splits the table.
/// @param found Gets every defect of the header and of rows that do not fit it.
/// @complexity Linear in the text, times the number of columns in a table of blanks.
[[nodiscard]] printed_table read_table(source_text const& file, problems& found);

} // namespace partyorg::io::detail
