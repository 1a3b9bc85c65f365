#pragma once
/// @file
/// Lists of rules: which hold on a day, one in all its versions, what changed between two days.

#include <partyorg/core/label.hpp>
#include <partyorg/rules/rule_book.hpp>

#include <string>
#include <string_view>

namespace partyorg::report {

/// The rules of a day as a table: identifier, title, article, and whether they are checked. What
/// does not hold on that day is shown by its latest version.
/// @complexity Linear in the book.
[[nodiscard]] std::string rules_text(rule_book const& rules, as_of when, language lang);
/// The same for programs: `{"as_of", "rules": […]}`.
/// @complexity Linear in the book.
[[nodiscard]] std::string rules_json(rule_book const& rules, as_of when, language lang);

/// One rule in all its versions: sentence, article, period, parameters, confidence, remark; the
/// version of the day is marked.
/// @throw invalid_input PO1607 if there is no such rule.
/// @complexity Linear in the book.
[[nodiscard]] std::string rule_text(rule_book const& rules, std::string_view id, as_of when,
                                    language lang);
/// The same for programs.
/// @throw invalid_input PO1607 if there is no such rule.
/// @complexity Linear in the book.
[[nodiscard]] std::string rule_json(rule_book const& rules, std::string_view id, as_of when,
                                    language lang);

/// What differs between the rules of two days: rules that came, went, or changed, and in what.
/// @complexity Linear in the book.
[[nodiscard]] std::string rules_diff_text(rule_book const& rules, as_of before, as_of after,
                                          language lang);
/// The same for programs: `{"from", "to", "changes": [{id, change, before, after, differs}]}`.
/// @complexity Linear in the book.
[[nodiscard]] std::string rules_diff_json(rule_book const& rules, as_of before, as_of after,
                                          language lang);

} // namespace partyorg::report
