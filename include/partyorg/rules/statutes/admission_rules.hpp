#pragma once
/// @file
/// Targets of admission, grading, and cases that are overdue.

#include <partyorg/rules/rule_book.hpp>

namespace partyorg::statutes {

/// Rules on admission targets and grading, and on cases that the clocks of `statutory_clocks` found
/// overdue, counted per unit in the overdue measures of `activity`.
/// @return The rules in all their versions.
/// @source Nghị quyết 21-NQ/TW (16/06/2022) II.2; the rules on the Statutes §4 and §6 by regime.
[[nodiscard]] rule_book admission_rules();

} // namespace partyorg::statutes
