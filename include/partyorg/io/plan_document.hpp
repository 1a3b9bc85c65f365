#pragma once
/// @file
/// Reads a plan as it was published: a table of units in the middle of prose.

#include <partyorg/core/result.hpp>
#include <partyorg/io/text_file.hpp>
#include <partyorg/organisation/plan.hpp>

#include <cstddef>
#include <string>

namespace partyorg::io {

/// Longest plan document that is read: a hundred times what the longest plans take. Bulk data is a
/// unit table.
inline constexpr std::size_t most_plan_bytes = std::size_t{16} << 20;

/// Reads the plan in `source`.
///
/// Takes what it recognises: title, year, issuer, legal basis, counts, coverage, dates, duties, and
/// the table of units with its printed totals. Keeps the line of each fact and lists what it did
/// not understand. Nothing in it depends on one district, one year or one set of columns.
/// @return The plan with warnings beside it, or every defect with file, line and column.
/// @complexity Linear in the text.
[[nodiscard]] result<plan> parse_plan(named_text const& source);

/// Loads and reads a plan.
/// @return The plan with warnings beside it, or every defect.
[[nodiscard]] result<plan> try_read_plan(std::string const& path);

/// Loads and reads a plan.
/// @throw invalid_input carrying every defect.
[[nodiscard]] plan read_plan(std::string const& path);

/// Writes the table of a plan: title, who assigns, one row per unit, the printed totals; where none
/// is printed, what the rows add up to. Cells keep their three states.
///
/// What is written is read again before it is returned, so that figures, names and measures are
/// known to survive. A plan's table has no place for codes, kinds, groups and prose: a code or a
/// kind that would be read back otherwise is a warning.
/// @return The text with warnings beside it; or PO1217 if the organisation does not fit: it has
///         several roots, units at more than one level below the root, a figure of the root itself,
///         a measure that no heading tells, or a name that is none in a table.
/// @complexity Linear.
[[nodiscard]] result<std::string> write_plan(plan const& whole);

} // namespace partyorg::io
