#pragma once
/// @file
/// The findings of a check as SARIF 2.1.0, which code-review platforms and editors show.

#include <partyorg/core/label.hpp>
#include <partyorg/rules/baseline.hpp>
#include <partyorg/rules/check.hpp>

#include <string>

namespace partyorg::io {

/// Writes the findings of a check as one run of the tool partyorg.
///
/// - Every rule that was checked becomes a reporting descriptor with its sentence, article,
///   period and confidence.
/// - A failure has the level of its rule; reviews, undecidable findings and near misses have the
///   kinds `review`, `open` and `pass`, and no level.
/// - A finding lies where its unit's row was read; the unit is its logical location.
/// - `partialFingerprints` holds the fingerprint as `partyorgFinding/v1`.
/// - With a baseline, findings are `new` or `unchanged`, entries without a finding `absent`;
///   suppressions carry their reason, role and last day.
/// @param found What was found.
/// @param lang Language of all texts.
/// @param accepted The baseline to compare with; null: none.
/// @pre With a baseline the check kept all its findings.
/// @return JSON in UTF-8, ended by a line break.
/// @complexity Linear in findings, times the nodes of their rules.
/// @source OASIS: Static Analysis Results Interchange Format (SARIF) Version 2.1.0 Plus Errata 01,
///         28 August 2023.
[[nodiscard]] std::string write_sarif(check_result const& found, language lang,
                                      baseline const* accepted = nullptr);

} // namespace partyorg::io
