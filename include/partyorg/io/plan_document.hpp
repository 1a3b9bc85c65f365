#pragma once
/// @file
/// Reads a plan as it was published: a table of units in the middle of prose.

#include <partyorg/core/result.hpp>
#include <partyorg/io/text_file.hpp>
#include <partyorg/organisation/plan.hpp>

#include <string>

namespace partyorg::io {

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

} // namespace partyorg::io
