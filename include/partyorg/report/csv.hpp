#pragma once
/// @file
/// Reports for spreadsheets: one table each, with a header row of stable English names.
///
/// Numbers carry no thousands separators; `-` and empty cells mean what they mean in a unit table.

#include <partyorg/core/label.hpp>
#include <partyorg/organisation/plan.hpp>
#include <partyorg/rollup/explain.hpp>

#include <span>
#include <string>

namespace partyorg::report {

/// Appends one row: fields quoted where RFC 4180 wants it, ended by a line break.
/// @complexity Linear in the text.
void append_csv_row(std::string& out, std::span<std::string const> fields);

/// One row per fact of the plan: `fact,id,label,value,of,line`.
/// @param lang Language of the labels.
/// @throw arithmetic_overflow naming the unit, if a sum does not fit into 64 bits.
/// @complexity Linear in units times measures.
[[nodiscard]] std::string plan_csv(plan const& whole, language lang);

/// One row per unit and measure:
/// `code,name,kind,depth,measure,own,rolled_up,answered,missing,line`.
/// @throw arithmetic_overflow naming the unit, if a sum does not fit into 64 bits.
/// @complexity Linear in units times measures.
[[nodiscard]] std::string roll_up_csv(organisation const& whole);

/// One row per printed figure:
/// `unit,measure,stated,rolled_up,difference,line,suspect,explanation,rows`, with the best suspect.
/// @param lang Language of the explanation.
/// @throw arithmetic_overflow naming the unit, if a sum does not fit into 64 bits.
/// @complexity Linear in units times printed figures.
[[nodiscard]] std::string reconciliation_csv(plan const& whole, language lang);

/// One row per differing cell: `code,name,kind,measure,registered,assigned,difference,line`.
/// @complexity Linear in units times measures.
[[nodiscard]] std::string deviations_csv(organisation const& whole);

/// One row per cell that a figure rests on: `code,name,measure,value,file,line`.
/// @pre `found` was derived from a column of `whole`.
/// @complexity Linear in the cells.
[[nodiscard]] std::string explanation_csv(organisation const& whole, derivation const& found);

} // namespace partyorg::report
