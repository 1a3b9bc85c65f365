#pragma once
/// @file
/// What a test asks of a rule, without a test framework: an answer, and words for the failure.

#include <partyorg/core/as_of.hpp>
#include <partyorg/organisation/organisation.hpp>
#include <partyorg/rules/check.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace partyorg::testing {

/// Names a unit in a test by its code: `Violates(rule, unit("PT-16"))`.
class unit {
public:
    /// The unit with this code.
    explicit unit(std::string_view code) : code_(code) {}
    /// @return The code.
    [[nodiscard]] std::string const& code() const noexcept { return code_; }

private:
    std::string code_;
};

/// A rule under test, and the day that is asked about.
struct rule_question {
    rule law;                       ///< the rule
    as_of when;                     ///< the day
    partyorg::check_options with{}; ///< obligations and the like

    /// Asks on the first day on which the rule is in force.
    explicit rule_question(rule what) : law(std::move(what)), when(law.in_force.first()) {}
    /// Asks about a day.
    rule_question(rule what, as_of day) : law(std::move(what)), when(day) {}
};

/// The answer to a test's question.
struct rule_answer {
    bool holds = false;    ///< whether it is as the test says
    std::string message{}; ///< what came out: rule, article, units by path, observed and expected,
                           ///< and the smallest organisation that shows it, as C++
};

/// Whether the rule passes on every unit that it concerns, and concerns one at least (or need not).
/// @return The answer; an undecidable or a review outcome is no pass.
/// @throw invalid_input as `check`.
/// @complexity If it does not hold, that of `shrink`.
[[nodiscard]] rule_answer satisfies(organisation const& whole, rule_question const& asked);

/// Whether some unit has an outcome; or a certain one.
/// @return The answer; it does not hold if there is no such unit.
/// @throw invalid_input as `check`.
/// @complexity If it does not hold, that of `shrink`.
[[nodiscard]] rule_answer has_outcome(organisation const& whole, rule_question const& asked,
                                      outcome wanted, std::optional<unit> const& where = {});

/// @return What a rule says about a unit, in a line: "A / A2: fail, members.official observed 2,
///         expected >= 3".
/// @pre The unit is in the organisation.
[[nodiscard]] std::string explain_outcome(organisation const& whole, rule_question const& asked,
                                          slot at);

} // namespace partyorg::testing
