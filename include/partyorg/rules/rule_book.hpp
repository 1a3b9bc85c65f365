#pragma once
/// @file
/// A collection of rules in all their versions; the day chooses which one holds.

#include <partyorg/core/as_of.hpp>
#include <partyorg/core/problems.hpp>
#include <partyorg/rules/rule.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace partyorg {

/// Why a rule of the book is not checked on a day.
enum class not_checked : std::uint8_t {
    not_in_force, ///< no version holds on that day
    unconfirmed,  ///< the version of that day was not confirmed, and is off by default
    switched_off, ///< the version of that day was switched off
    not_known,    ///< the version of that day was issued after the day of knowledge
};

/// @return The identifier used in files: "not_in_force".
[[nodiscard]] std::string_view to_string(not_checked why) noexcept;

/// Which version of a rule holds on a day, and whether it is checked.
struct chosen_rule {
    std::string id{};                     ///< the rule
    rule const* version = nullptr;        ///< the version of that day; null if there is none
    rule const* shown = nullptr;          ///< the version of that day, or else the latest
    std::optional<not_checked> skipped{}; ///< why it is not checked; nothing if it is
};

/// Rules by identifier, each in one or more versions whose periods neither overlap nor leave gaps.
///
/// A book may be filled freely; `verify` lists what is wrong with it, and `check` refuses a book
/// with errors.
class rule_book {
public:
    /// An empty book.
    rule_book() = default;
    /// Adds a rule, or a further version of it.
    void add(rule what);
    /// Adds all rules of another book.
    void add(rule_book const& other);

    /// @return Every version, in the order it was added.
    [[nodiscard]] std::vector<rule> const& versions() const noexcept { return rules_; }
    /// @return The identifiers, each once, in the order they were added.
    [[nodiscard]] std::vector<std::string> ids() const;
    /// @return The versions of one rule, by first day; empty if there is none.
    /// Valid until the book is changed.
    [[nodiscard]] std::vector<rule const*> versions_of(std::string_view id) const;
    /// @return The version that holds on that day; null if there is none.
    /// Valid until the book is changed.
    [[nodiscard]] rule const* find(std::string_view id, as_of when) const;

    /// Chooses one version of every rule for a day.
    ///
    /// What was issued after the day of knowledge does not count: the version before goes on then.
    /// @return One entry per identifier, in the order they were added. Valid until the book is
    ///         changed.
    [[nodiscard]] std::vector<chosen_rule> choose(as_of when) const;

    /// Overrides a threshold in every version of a rule that has it.
    /// @throw invalid_input PO1607 if there is no such rule, PO1605 if it has no such parameter.
    void set_parameter(std::string_view id, std::string_view name, std::int64_t value);
    /// Switches every version of a rule.
    /// @throw invalid_input PO1607 if there is no such rule.
    void set_switch(std::string_view id, rule_switch state);

    /// @return Every defect: a rule without identifier or citation, versions that overlap or leave
    /// a
    ///         gap, malformed expressions, parameters that are missing or contradict each other.
    /// @complexity Linear in the nodes of all rules, quadratic in the versions of one rule.
    [[nodiscard]] problems verify() const;

    /// @return Whether both hold the same rules in the same order.
    friend bool operator==(rule_book const&, rule_book const&) = default;

private:
    std::vector<rule> rules_{};
};

/// A step of a ladder: the figures for which a rule holds.
struct ladder_step {
    std::string rule_id{};               ///< the rule
    std::optional<std::int64_t> least{}; ///< smallest figure; nothing: no lower end
    std::optional<std::int64_t> most{};  ///< largest figure; nothing: no upper end
};

/// A number that no step, or more than one step of a ladder covers.
struct ladder_defect {
    std::int64_t least = 0;             ///< first number
    std::optional<std::int64_t> most{}; ///< last number; nothing: no end
    std::vector<std::string> rules{};   ///< the rules that cover it; empty: a gap
};

/// Proves that the scopes of rules divide the numbers from `from` on without gap or overlap: for
/// "fewer than 9" and "9 or more".
/// @return What is covered by none or by several; empty if the ladder is sound.
/// @complexity n log n.
[[nodiscard]] std::vector<ladder_defect> ladder_gaps(std::vector<ladder_step> const& steps,
                                                     std::int64_t from = 0);

/// Reads the step of one rule off its scope, or else off its condition: the comparisons of
/// `measure` with numbers or parameters that all have to hold.
/// @return The step, or nothing if neither bounds the measure in this form.
[[nodiscard]] std::optional<ladder_step> step_of(rule const& what, std::string_view measure);

} // namespace partyorg
