#pragma once
/// @file
/// Reports for programs: one JSON object each, keys in a fixed order, UTF-8, ended by a line break.

#include <partyorg/core/label.hpp>
#include <partyorg/organisation/plan.hpp>
#include <partyorg/rollup/explain.hpp>

#include <string>

namespace partyorg::report {

/// The whole plan: title, year, units, measures, counts, coverage, deviations, discrepancies,
/// warnings, not_understood.
/// @param lang Language of labels and explanations.
/// @throw arithmetic_overflow naming the unit, if a sum does not fit into 64 bits.
/// @complexity Linear in units times measures.
[[nodiscard]] std::string plan_json(plan const& whole, language lang);

/// `{"units": [{code, name, kind, parent, line, measures: {id: {state, own, rolled_up, …}}}]}`.
/// @throw arithmetic_overflow naming the unit, if a sum does not fit into 64 bits.
/// @complexity Linear in units times measures.
[[nodiscard]] std::string roll_up_json(organisation const& whole);

/// `{"compared": [every printed figure], "discrepancies": [those that differ, with suspects]}`.
/// @param lang Language of explanations.
/// @throw arithmetic_overflow naming the unit, if a sum does not fit into 64 bits.
/// @complexity Linear in units times printed figures.
[[nodiscard]] std::string reconciliation_json(plan const& whole, language lang);

/// `{"deviations": [per cell], "totals": [per pair of measures]}`.
/// @throw arithmetic_overflow naming the unit, if a sum does not fit into 64 bits.
/// @complexity Linear in units times measures.
[[nodiscard]] std::string deviations_json(organisation const& whole);

/// `{unit, name, measure, value, answered, missing, complete, stated, cells: […]}`.
/// @pre `found` was derived from a column of `whole`.
/// @complexity Linear in the cells and printed totals.
[[nodiscard]] std::string explanation_json(organisation const& whole, derivation const& found);

} // namespace partyorg::report
