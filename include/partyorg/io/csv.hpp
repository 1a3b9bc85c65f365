#pragma once
/// @file
/// Unit tables: one row per unit, one column per measure, as CSV or TSV.

#include <partyorg/core/result.hpp>
#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/io/text_file.hpp>
#include <partyorg/organisation/organisation.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace partyorg::io {

/// What separates the fields.
enum class separator : std::uint8_t {
    detect,    ///< told from the header
    comma,     ///< CSV
    semicolon, ///< CSV of spreadsheets with a decimal comma
    tab,       ///< TSV
};

/// What happens to a column that is no measure of the library.
enum class unknown_columns : std::uint8_t {
    user_measures, ///< it becomes a user measure with the law flow
    reject,        ///< it is a defect
};

/// How a unit table is read.
struct unit_table_options {
    separator fields = separator::detect;                     ///< what separates the fields
    unknown_columns unknown = unknown_columns::user_measures; ///< columns that are no measure
    build_options build{};                                    ///< orphans and roots
    text_limits limits{};                                     ///< bounds of the file
};

/// Whether the text's first row is the header of a unit table (`code`, `parent`, `kind`, `name`).
/// @complexity Linear in the first row.
[[nodiscard]] bool looks_like_unit_table(std::string_view text);

/// Reads a unit table.
///
/// Required columns: `code`, `parent` (empty for a root), `kind`, `name`. Every other column is a
/// measure. Cells: a whole number, `-` (declared none), empty (blank). A row whose code is `#total`
/// states the printed totals of the unit named in its parent cell (empty: the single root). Quoting
/// by RFC 4180; rows in any order; NFD input is composed.
/// @return The organisation with warnings beside it, or every defect with file, line and column.
/// @complexity Linear in the text.
[[nodiscard]] result<organisation> parse_unit_table(named_text const& source,
                                                    unit_table_options const& options = {});

/// Loads and reads a unit table.
/// @return The organisation with warnings beside it, or every defect.
[[nodiscard]] result<organisation> try_read_unit_table(std::string const& path,
                                                       unit_table_options const& options = {});

/// Loads and reads a unit table.
/// @throw invalid_input carrying every defect.
[[nodiscard]] organisation read_unit_table(std::string const& path,
                                           unit_table_options const& options = {});

/// Writes an organisation as a unit table: units in pre-order, printed totals as `#total` rows at
/// the end. Reading it gives the same units, cell states and totals.
/// @param fields `comma`, `semicolon` or `tab`; `detect` writes commas.
/// @complexity Linear.
[[nodiscard]] std::string write_unit_table(organisation const& whole,
                                           separator fields = separator::comma);

} // namespace partyorg::io
