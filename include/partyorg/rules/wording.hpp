#pragma once
/// @file
/// Findings in words, for reports and for programs that show one finding.

#include <partyorg/rules/finding.hpp>
#include <partyorg/rules/rule_book.hpp>

#include <string>
#include <string_view>

namespace partyorg {

/// @return What was found and what was expected, in both languages and without the unit: "official
///         members: 2, should be at least 3". For undecidable findings, which inputs are missing;
///         for a rule that concerns no unit, that it does not.
/// @complexity Linear in the nodes of the rule.
[[nodiscard]] label describe(finding const& what);

/// @return How a measure is called in a rule: by the rule itself, else by the library, else its
///         identifier. "obligations" and "consent.…" have names too.
/// @complexity Linear in the nodes of the rule.
[[nodiscard]] label name_of_input(rule const& law, std::string_view measure);

/// @return The value for people: days in the order of the language, ratios as percentages beside
///         their figures, kinds by name.
[[nodiscard]] label describe(fact_value const& value);

/// @return Why a rule is not checked, in both languages.
[[nodiscard]] label_view label_of(not_checked why) noexcept;

} // namespace partyorg
