#pragma once
/// @file
/// The findings of a check as JUnit XML, which build servers show beside their own tests.

#include <partyorg/core/label.hpp>
#include <partyorg/rules/baseline.hpp>
#include <partyorg/rules/check.hpp>

#include <string>

namespace partyorg::io {

/// Writes a check as JUnit XML: one suite per rule, and in it
/// - one case for all units that pass, named by their number;
/// - one failed case per failure of severity error that the baseline does not accept, or for a rule
///   that concerns no unit at all;
/// - one passing case with its text in `system-out` per failure of a lower severity;
/// - one skipped case per review, and per failure that the baseline accepts;
/// - one skipped case per set of missing inputs, with the number of units.
/// A rule without any of these has one skipped case: it concerns nobody.
/// @param found What was found.
/// @param lang Language of all texts.
/// @param accepted The baseline to compare with; null: none.
/// @pre With a baseline the check kept all its findings.
/// @return XML in UTF-8, ended by a line break; the same for the same findings.
/// @complexity Linear in findings, times the nodes of their rules.
[[nodiscard]] std::string write_junit(check_result const& found, language lang,
                                      baseline const* accepted = nullptr);

} // namespace partyorg::io
