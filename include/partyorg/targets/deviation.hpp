#pragma once
/// @file
/// Where assigned targets differ from registered ones, and what that says about the decision.

#include <partyorg/core/label.hpp>
#include <partyorg/core/result.hpp>
#include <partyorg/measures/table.hpp>
#include <partyorg/targets/apportion.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace partyorg {

/// One unit whose assigned target is not what it registered.
struct deviation {
    slot unit{};                 ///< which unit
    std::string registered_id{}; ///< "quota.registered" or one of its of-which measures
    std::string assigned_id{};   ///< the same of "quota.assigned"
    cell<std::int64_t> registered{cell_state::blank, 0}; ///< what the unit registered
    cell<std::int64_t> assigned{cell_state::blank, 0};   ///< what it was assigned

    /// @return Assigned minus registered; a cell without a number counts as 0.
    [[nodiscard]] std::int64_t difference() const {
        return assigned.value_or(0) - registered.value_or(0);
    }
    /// @return Whether a number is assigned although nothing was printed for the registration.
    [[nodiscard]] bool assigned_without_registration() const {
        return assigned.value_or(0) > 0 && registered.is_blank();
    }
};

/// Lists every cell where an assigned figure differs from the registered one, of-which measures
/// included: `quota.assigned.women` is compared with `quota.registered.women`.
///
/// "-" and 0 say the same; a blank cell differs from a number other than 0. "Assigned is at most
/// registered" is no law: differences in both directions are reported, none forbidden.
/// @return The differences in slot order, the total before its parts.
/// @complexity Linear in units times pairs of columns.
[[nodiscard]] std::vector<deviation> deviations(table const& figures);

/// What happened to one unit between registration and assignment.
struct deviation_row {
    slot unit{};                 ///< which unit
    std::int64_t registered = 0; ///< "-" and blank count as 0
    std::int64_t assigned = 0;   ///< "-" and blank count as 0
    std::int64_t formula = 0;    ///< what the formula gives it
    bool formula_tied = false;   ///< whether the formula gave it by the order of the table

    /// @return Assigned minus registered.
    [[nodiscard]] std::int64_t change() const noexcept { return assigned - registered; }
    /// @return Assigned minus what the formula gives.
    [[nodiscard]] std::int64_t against_formula() const noexcept { return assigned - formula; }
};

/// Whether a formula may give a unit more than it registered.
enum class formula_cap : std::uint8_t {
    at_registered, ///< nobody gets more than registered, unless more is assigned than registered
    none,          ///< only the proportion counts
};

/// Choices of the analysis.
struct deviation_options {
    std::string registered = "quota.registered"; ///< measure of the registered figures
    std::string assigned = "quota.assigned";     ///< measure of the assigned figures
    apportionment_method method = apportionment_method::webster; ///< the formula
    formula_cap cap = formula_cap::at_registered;                ///< its upper bounds
};

/// What a decision did, seen beside a formula.
struct deviation_analysis {
    std::string registered_id{};       ///< what was compared
    std::string assigned_id{};         ///< with what
    apportionment_method method{};     ///< by which formula
    std::int64_t registered_total = 0; ///< sum of the registered figures
    std::int64_t assigned_total = 0;   ///< sum of the assigned figures
    std::vector<deviation_row> rows{}; ///< every unit with a figure in either column, in slot order
    std::vector<std::size_t> cut{};    ///< rows that got less than registered: who bears the cut
    std::vector<std::size_t> raised{}; ///< rows that got more than registered
    std::vector<std::size_t> differing{}; ///< rows that got other than the formula gives
    std::optional<apportion_tie> tied{};  ///< a tie in the formula, as positions of rows
    /// The smallest set of rows that explains the decision: hold them at what was decided, and the
    /// formula gives all others just what they were assigned (with a tie decided suitably). Nothing
    /// if the method is none of the divisor methods.
    std::optional<std::vector<std::size_t>> holds{};

    /// @return What the cut units lost together.
    [[nodiscard]] std::int64_t total_cut() const;
    /// @return What the raised units gained together.
    [[nodiscard]] std::int64_t total_raised() const;
};

/// Asks what a formula would have done with the assigned total, given the registered figures, where
/// the decision differs from it, and which few holds explain the difference.
///
/// The smallest set of holds is exact: under a divisor method every figure is right for an interval
/// of divisors, and the divisor that lies in most intervals leaves the fewest units to hold.
/// @return The analysis; or why there is none: a column is missing or negative, a unit and its
///         superior both have figures, or seats were assigned although nobody registered.
/// @complexity n log n.
[[nodiscard]] result<deviation_analysis> analyse_deviation(table const& figures,
                                                           deviation_options const& options = {});

/// The analysis as text, in both languages: the totals, who bears the cut, what the formula would
/// have done, the holds that explain the decision.
/// @complexity Linear in the rows.
[[nodiscard]] label describe(table const& figures, deviation_analysis const& analysis);

} // namespace partyorg
