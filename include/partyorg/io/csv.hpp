#pragma once
/// @file
/// Unit tables: one row per unit, one column per measure, as CSV or TSV.

#include <partyorg/core/result.hpp>
#include <partyorg/core/two_threads.hpp>
#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/io/progress.hpp>
#include <partyorg/io/text_file.hpp>
#include <partyorg/organisation/organisation.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

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
    std::vector<measure_info> measures{}; ///< measures of the caller, beside the built-in ones
    build_options build{};                ///< orphans and roots
    text_limits limits{};                 ///< bounds of the file; a row may be as long as a line
    two_threads* helper = nullptr;        ///< takes half of the work on large tables
    std::size_t two_threads_from = std::size_t{4} << 20; ///< bytes of text from which halving pays
    load_watcher* watcher = nullptr; ///< is told how far the reader is, and may stop it
};

/// Whether the text's first row is the header of a unit table: at least two of `code`, `parent`,
/// `kind`, `name` are among its fields.
/// @complexity Linear in the first row.
[[nodiscard]] bool looks_like_unit_table(std::string_view text);

/// Reads a unit table.
///
/// Required columns: `code`, `parent` (empty for a root), `kind`, `name`; their names are compared
/// without regard to case and surrounding blanks, and so are those of built-in measures. `kind` is
/// an identifier or the kind's label in Vietnamese or English. Every other column is a measure:
/// the caller's, a built-in one, or a user measure with the column's name.
///
/// Cells of counts are whole numbers in digits (no sign, no thousands point, no blanks), `-`
/// (declared none) or empty (blank); cells of coverage "k/n", of days "2024-01-15". A row whose
/// code is `#total` states the printed totals of the unit named in its parent cell (empty: the
/// single root); there `-` states 0 and an empty cell nothing. Quoting by RFC 4180; rows in any
/// order; empty lines and rows of nothing but separators are skipped; texts are composed (NFC), and
/// blanks around codes and names are kept.
///
/// With a helper both halves of a large text are read at once; the result is the same.
/// @pre `source` came from `load_text` or `check_text`.
/// @return The organisation with warnings beside it, or every defect with file, line and column;
/// the
///         single defect `cancelled` if the watcher stopped the reader.
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
///
/// The table has no place for bodies, relations and notes, nor for labels and laws of measures:
/// what is not built in reads back as a user measure of counts unless
/// `unit_table_options::measures` names it. A total whose measure has no column makes a column of
/// blank cells.
/// @param fields `comma`, `semicolon` or `tab`; `detect` writes commas.
/// @complexity Linear.
[[nodiscard]] std::string write_unit_table(organisation const& whole,
                                           separator fields = separator::comma);

/// Where a writer puts its text, piece by piece.
class text_sink {
public:
    virtual ~text_sink() = default;
    /// Takes the next piece; it is valid during the call.
    virtual void write(std::string_view piece) = 0;

protected:
    text_sink() = default;
    text_sink(text_sink const&) = default;            ///< Copies.
    text_sink& operator=(text_sink const&) = default; ///< Copies.
};

/// Writes a unit table in pieces of some ten thousand bytes, so that its size is no matter; the
/// text is that of the function above.
/// @throw What the sink throws.
/// @complexity Linear in units times columns.
void write_unit_table(organisation const& whole, text_sink& out,
                      separator fields = separator::comma);

} // namespace partyorg::io
