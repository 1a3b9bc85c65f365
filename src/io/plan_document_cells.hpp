#pragma once
// Lines into cells, and columns told from the rows of a header.

#include "plan_document_table.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace partyorg::io::detail {

/// A row of cells.
using cell_row = std::vector<table_cell>;

/// Most columns that are read: what has more is no table of units.
inline constexpr std::size_t most_columns = 200;

/// Splits a line. Tabs and pipes keep empty cells.
[[nodiscard]] cell_row split_cells(source_text const& file, std::size_t line, cell_layout layout);

/// How many cells are not empty.
[[nodiscard]] std::size_t filled(cell_row const& cells) noexcept;

/// A column before it is known what it holds.
struct header_column {
    std::vector<std::string> headings{};
    std::size_t at = 0, from = 0, to = 0;
};

/// Merges the rows of a header into columns; headings that span several columns go to each one.
/// @param width Number of cells that the rows below usually have; settles headers whose spanned
///              cells were lost on the way.
/// @return The columns, or nothing if groups and columns cannot be matched.
[[nodiscard]] std::optional<std::vector<header_column>>
merge_header(std::vector<cell_row> const& rows, cell_layout layout, std::size_t width);

/// Puts the cells of a row of blanks under their columns by position.
/// @param fixed How many leading cells belong to the leading columns whatever their position.
/// @return One cell per column, or nothing if two cells want the same column.
[[nodiscard]] std::optional<cell_row>
place_cells(cell_row const& cells, std::vector<header_column> const& columns, std::size_t fixed);

} // namespace partyorg::io::detail
