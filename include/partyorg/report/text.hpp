#pragma once
/// @file
/// Reports for people, in Vietnamese and English: headings, aligned tables, line numbers.

#include <partyorg/core/label.hpp>
#include <partyorg/organisation/plan.hpp>
#include <partyorg/rollup/explain.hpp>

#include <string>

namespace partyorg::report {

/// The whole plan on a few pages: units by kind, targets and their totals, what the text states,
/// deadlines, deviations, discrepancies with their suspects, warnings, and what was not understood.
/// @return Lines of UTF-8; sections without content are left out, except discrepancies.
/// @throw arithmetic_overflow naming the unit, if a sum does not fit into 64 bits.
/// @complexity Linear in units times measures.
[[nodiscard]] std::string plan_text(plan const& whole, language lang);

/// Every unit and every measure: its own cell, the rolled-up figure, how complete that is.
/// @return One table per measure.
/// @throw arithmetic_overflow naming the unit, if a sum does not fit into 64 bits.
/// @complexity Linear in units times measures.
[[nodiscard]] std::string roll_up_text(organisation const& whole, language lang);

/// Every printed figure against what the units add up to; for each that differs the likely slips.
/// @throw arithmetic_overflow naming the unit, if a sum does not fit into 64 bits.
/// @complexity Linear in units times printed figures.
[[nodiscard]] std::string reconciliation_text(plan const& whole, language lang);

/// Where assigned targets differ from registered ones, and who bears the change.
/// @throw arithmetic_overflow naming the unit, if a sum does not fit into 64 bits.
/// @complexity Linear in units times measures.
[[nodiscard]] std::string deviations_text(organisation const& whole, language lang);

/// How a figure comes about: every cell it rests on with the line it was read from.
/// @pre `found` was derived from a column of `whole`.
/// @complexity Linear in the cells and printed totals.
[[nodiscard]] std::string explanation_text(organisation const& whole, derivation const& found,
                                           language lang);

} // namespace partyorg::report
