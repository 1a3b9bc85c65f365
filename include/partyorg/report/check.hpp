#pragma once
/// @file
/// Reports of a check against rules: for people, for web pages and tickets, for programs.

#include <partyorg/core/label.hpp>
#include <partyorg/rules/baseline.hpp>
#include <partyorg/rules/check.hpp>

#include <string>

namespace partyorg::report {

/// What a report says beside the findings.
struct check_context {
    std::string title{};  ///< what was checked: a plan's title; may be empty
    std::string source{}; ///< the file it was read from; may be empty
    baseline_comparison const* against = nullptr; ///< compared with a baseline, or not
};

/// For people: a table of all rules, then rule by rule with its article what is not as it should
/// be, then in one line per rule what could not be decided and for want of which figures, then the
/// rules that were not checked, then how it stands to the baseline.
/// @pre `more.against`, if given, was made from `found`.
/// @return Lines of UTF-8.
/// @complexity Linear in findings, times the nodes of their rules.
[[nodiscard]] std::string check_text(check_result const& found, language lang,
                                     check_context const& more = {});

/// The same as Markdown, with tables; what names hold is escaped.
/// @pre As `check_text`.
/// @return Lines of UTF-8.
/// @complexity As `check_text`.
[[nodiscard]] std::string check_markdown(check_result const& found, language lang,
                                         check_context const& more = {});

/// For programs: one object with `as_of`, `source`, `units`, `summary`, `rules`, `findings`,
/// `skipped`, `notes`, and `baseline` if there is one; keys in a fixed order, ended by a line
/// break.
/// @pre As `check_text`.
/// @return JSON in UTF-8.
/// @complexity As `check_text`.
[[nodiscard]] std::string check_json(check_result const& found, language lang,
                                     check_context const& more = {});

} // namespace partyorg::report
