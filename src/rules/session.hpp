#pragma once
// What a check and a live check share: which versions run, and what they report beside findings.

#include <partyorg/rules/check.hpp>

#include <vector>

namespace partyorg::detail {

/// The versions of a day.
struct chosen_rules {
    std::vector<rule const*> active{};
    std::vector<skipped_rule> skipped{};
};
/// @throw invalid_input if the book has errors.
[[nodiscard]] chosen_rules choose_rules(rule_book const& rules, as_of when);

/// Columns that rules read as what they are not.
[[nodiscard]] problems unusable_columns(organisation const& whole,
                                        std::vector<rule const*> const& rules);

} // namespace partyorg::detail
