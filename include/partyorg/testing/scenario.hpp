#pragma once
/// @file
/// Tests of rules as text that lawyers can read: an organisation, a day, what is expected.

#include <partyorg/core/as_of.hpp>
#include <partyorg/core/result.hpp>
#include <partyorg/organisation/obligations.hpp>
#include <partyorg/rules/check.hpp>
#include <partyorg/rules/rule_book.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace partyorg::testing {

/// What a line of a scenario expects.
enum class expectation_kind : std::uint8_t {
    outcome, ///< units have an outcome
    nobody,  ///< the rule concerns no unit
    skipped, ///< the rule is not checked
    source,  ///< the version of that day rests on this instrument
};

/// One expectation.
struct scenario_expectation {
    expectation_kind what = expectation_kind::outcome;   ///< what is expected
    std::string rule_id{};                               ///< of which rule
    partyorg::outcome outcome = partyorg::outcome::pass; ///< for `outcome`
    std::vector<std::string> units{}; ///< for `outcome`: codes; empty: every unit
    std::string observed{};           ///< as `to_string(fact_value)` says; empty: not asked
    std::string expected{};           ///< the same
    std::string missing{};            ///< a measure that is missing; empty: not asked
    not_checked why{};                ///< for `skipped`
    std::string instrument{};         ///< for `source`: number of the instrument
    place where{};                    ///< the line
};

/// Whether rules that were not confirmed are asked, too.
enum class unconfirmed_rules : std::uint8_t {
    skipped, ///< as in every check
    asked,   ///< what is switched off is asked all the same
};

/// An organisation on a day, and what is expected then.
struct scenario_question {
    as_of when;                                                 ///< the day
    unconfirmed_rules unconfirmed = unconfirmed_rules::skipped; ///< which rules
    organisation whole{};                                       ///< as it is by then
    std::vector<obligation> owed{};               ///< what is owed; empty: there is no ledger
    std::vector<submission> handed_in{};          ///< what was handed in
    std::vector<scenario_expectation> expected{}; ///< what should come out
    place where{};                                ///< the line
};

/// One scenario: an organisation that may change between its questions.
struct rule_scenario {
    std::string title{};                        ///< what it shows
    std::vector<scenario_question> questions{}; ///< one after the other
    place where{};                              ///< its first line
};

/// An expectation that was not met.
struct scenario_mismatch {
    place where{};          ///< the line
    std::string scenario{}; ///< title
    std::string message{};  ///< what was expected, what came out, of which unit, by which article
};

/// @return "file:line: title: message".
[[nodiscard]] std::string to_string(scenario_mismatch const& found);

/// Reads scenarios.
///
/// @code{.unparsed}
/// # Điều 21(2): từ ba đảng viên chính thức trở lên
/// scenario "Three official members are enough, two are not"
/// grassroots_committee A "Đảng bộ xã A"
///   subordinate_cell A1  members.official 3
///   subordinate_cell A2  members.official 2
///   subordinate_cell A3
/// ask 2024-01-15
///   expect pass         org.min-official-members  A1
///   expect fail         org.min-official-members  A2  observed 2  expected 3
///   expect undecidable  org.min-official-members  A3  missing members.official
/// set A2 members.official 3
/// ask 2024-01-15
///   expect pass  org.min-official-members  A2
/// ask 2011-01-18
///   expect skipped not_in_force  org.min-official-members
/// @endcode
///
/// - A unit is its kind, its code, a name in quotes if it has one, and cells: a measure and a
///   number, `-`, `k/n` or a day; what is not mentioned is blank. `total <measure> <number>` is a
///   printed total. The unit stands under the nearest line above it that is indented less.
/// - `ask <day>`, then `known <day>` if the knowledge of another day is used, and `unconfirmed` if
///   rules that are off by default are asked too.
/// - `expect <outcome> <rule> <unit>…`, or `everywhere`; `expect nobody <rule>`;
///   `expect skipped <reason> <rule>…`; `expect source <instrument> <rule>…`.
/// - Changes between questions are the edits of `to_string(edit)`: `set A2 members.official 3`,
///   `set A2 kind grassroots_cell`, `set A total quota.assigned 5`, `move A2 under B`,
///   `move A2 to the top`, `remove A2`, `add subordinate_cell A3 under A "Chi bộ thôn 3"`.
/// - `owed <obligation> by <unit>… before <day>` (or `through <day>`) and
///   `handed <obligation> by <unit> on <day>` make a ledger.
/// - `#` begins a comment. Text with blanks stands in quotes.
///
/// @param text The file.
/// @param file Its name, for messages.
/// @return The scenarios; or every defect, PO1661, PO1662, PO1664 and those of edits and builders,
///         with file, line and column.
/// @complexity Linear, times the size of the organisation for each edit.
[[nodiscard]] result<std::vector<rule_scenario>> parse_scenarios(std::string_view text,
                                                                 std::string_view file = {});

/// Asks a scenario's questions.
/// @param only If given, the expectations of this rule only.
/// @return The expectations that were not met; empty if all were. An expectation about a rule that
///         the book does not have is not met.
/// @throw invalid_input if the book has errors.
[[nodiscard]] std::vector<scenario_mismatch> run(rule_scenario const& scenario,
                                                 rule_book const& rules,
                                                 std::optional<std::string_view> only = {});

} // namespace partyorg::testing
