#pragma once
/// @file
/// A loaded organisation as JSON: units, measures, cells, totals, bodies, and what a plan says.

#include <partyorg/organisation/plan.hpp>

#include <string>

namespace partyorg::io {

/// Writes an organisation as one JSON object with keys in a fixed order.
///
/// A cell is a number, "-" or null (blank); coverage is {"covered", "of"}, a day "2024-01-14".
/// @complexity Linear in units times measures.
[[nodiscard]] std::string write_json(organisation const& whole);

/// Writes a plan: the organisation, and title, year, issuer, legal basis, counts, coverage, duties
/// and what was not understood.
/// @complexity Linear in units times measures.
[[nodiscard]] std::string write_json(plan const& whole);

} // namespace partyorg::io
