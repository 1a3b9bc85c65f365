#pragma once
/// @file
/// A rule as data: whom it concerns, what it asks, by which article, on which days.

#include <partyorg/core/citation.hpp>
#include <partyorg/core/period.hpp>
#include <partyorg/rules/select.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace partyorg {

/// What a rule says about one unit.
enum class outcome : std::uint8_t {
    pass,           ///< it holds
    fail,           ///< it is broken
    not_applicable, ///< it does not concern the unit
    undecidable,    ///< an input is missing
    review,         ///< allowed only with consent, or to be looked at: for people to judge
};

/// How many outcomes there are.
inline constexpr std::size_t outcome_count = 5;

/// @return The identifier used in files: "not_applicable".
[[nodiscard]] std::string_view to_string(outcome o) noexcept;
/// @return The outcome with this identifier, or nothing.
[[nodiscard]] std::optional<outcome> parse_outcome(std::string_view text) noexcept;
/// @return The outcome in both languages.
[[nodiscard]] label_view label_of(outcome o) noexcept;

/// How much a broken rule weighs.
enum class rule_severity : std::uint8_t {
    advisory, ///< good to know
    warning,  ///< probably not as it should be
    error,    ///< against the text of an instrument
};

/// @return The identifier used in files: "warning".
[[nodiscard]] std::string_view to_string(rule_severity s) noexcept;
/// @return The severity with this identifier, or nothing.
[[nodiscard]] std::optional<rule_severity> parse_rule_severity(std::string_view text) noexcept;
/// @return The severity in both languages.
[[nodiscard]] label_view label_of(rule_severity s) noexcept;

/// @return The identifier used in files: "primary".
[[nodiscard]] std::string_view to_string(confidence c) noexcept;
/// @return The confidence with this identifier, or nothing.
[[nodiscard]] std::optional<confidence> parse_confidence(std::string_view text) noexcept;

/// A threshold of a rule.
struct rule_parameter {
    std::string name{};     ///< unique within the rule
    std::int64_t value = 0; ///< in force unless the rule book overrides it

    /// @return Whether both parts agree.
    friend bool operator==(rule_parameter const&, rule_parameter const&) = default;
};

/// What happens when a rule concerns no unit at all.
enum class empty_selection : std::uint8_t {
    reported, ///< that is a finding: a rule that looks at nothing guards nothing
    allowed,  ///< that is fine
};

/// Whether a rule is checked.
enum class rule_switch : std::uint8_t {
    by_confidence, ///< on if it was read, at least at second hand; off if unconfirmed
    on,            ///< whatever its confidence
    off,           ///< known, but not checked
};

/// A rule, or one version of it: a value that can be listed, compared, stored and checked.
struct rule {
    std::string id{};                              ///< "org.min-official-members"
    label title{};                                 ///< what it is called
    citation source{};                             ///< instrument and article
    period in_force;                               ///< the days on which it holds
    rule_severity severity = rule_severity::error; ///< how much a breach weighs
    expression scope{};                            ///< which units it concerns
    expression condition{};                        ///< what it asks of them
    std::optional<expression> exemption{};         ///< units it does not concern after all
    std::string consent{};                         ///< measure of a consent that excuses, or empty
    outcome breach = outcome::fail;                ///< `fail`, or `review`
    std::vector<rule_parameter> parameters{};      ///< its thresholds
    empty_selection on_empty = empty_selection::reported; ///< when it concerns nobody
    rule_switch state = rule_switch::by_confidence;       ///< whether it is checked
    label note{};                                         ///< a remark, or empty

    /// @return The same rule with an identifier and a title.
    [[nodiscard]] rule named(std::string identifier, label called) const;
    /// @return The same rule with another weight.
    [[nodiscard]] rule with_severity(rule_severity weight) const;
    /// @return The same rule, fine with concerning nobody.
    [[nodiscard]] rule allowing_nobody() const;
    /// @return The same rule with a remark.
    [[nodiscard]] rule remarked(label remark) const;

    /// @return The value of the parameter, or nothing if the rule has none of this name.
    [[nodiscard]] std::optional<std::int64_t> parameter_value(std::string_view name) const;
    /// @return Whether it is checked, as its switch and its confidence say.
    [[nodiscard]] bool enabled() const noexcept;
    /// @return The weight of a breach: what was read at second hand only is never an error.
    [[nodiscard]] rule_severity weight() const noexcept;
    /// @return Whether all parts agree.
    friend bool operator==(rule const&, rule const&) = default;
};

/// @return The whole rule as a sentence in both languages: "Subordinate cells should have at least
/// 3
///         official members."
[[nodiscard]] label describe(rule const& what);

/// @return The citation of an article.
/// @throw invalid_input PO1502 if `signed_on` is not a day.
[[nodiscard]] citation cite(std::string number, std::string issuer, date signed_on,
                            std::string article, confidence level = confidence::primary);

/// A rule with its source, still without the days on which it holds.
class cited_rule {
public:
    /// Takes over what was said so far.
    explicit cited_rule(rule so_far) : so_far_(std::move(so_far)) {}
    /// @return The rule, in force on the days of `span`.
    [[nodiscard]] rule in_force(period span) const;

private:
    rule so_far_;
};

/// A rule that still lacks its source.
class unsourced_rule {
public:
    /// What a selection is asked, and what it means if it is not so.
    unsourced_rule(expression scope, expression condition, outcome breach);
    /// @return The same rule without the units that meet the condition: it does not concern them.
    [[nodiscard]] unsourced_rule unless(unit_condition const& exempt) const;
    /// @return The same rule, a breach of which is for `review` while consent is given or not
    /// known,
    ///         and fails only where consent was refused.
    [[nodiscard]] unsourced_rule unless(partyorg::consent const& given) const;
    /// @return The rule with its source.
    [[nodiscard]] cited_rule because(citation source) const;

private:
    rule so_far_;
};

/// The units that a rule concerns.
class unit_selection {
public:
    /// All units.
    unit_selection() = default;
    /// @return Those that also meet the condition.
    [[nodiscard]] unit_selection that(unit_condition const& also) const {
        auto narrower = *this;
        narrower.which_ = narrower.which_ && also;
        return narrower;
    }
    /// @return Those that also meet the condition: `with(membership::official >= 9)`.
    [[nodiscard]] unit_selection with(unit_condition const& also) const { return that(also); }
    /// @return Those that stand somewhere under a unit of one of these kinds.
    [[nodiscard]] unit_selection under(unit_kinds kinds) const {
        return that(are_somewhere_under(kinds));
    }
    /// @return Those that stand directly under a unit of one of these kinds.
    [[nodiscard]] unit_selection directly_under(unit_kinds kinds) const {
        return that(stand_under(kinds));
    }
    /// @return The rule that they should meet the condition; otherwise they break it.
    [[nodiscard]] unsourced_rule should(unit_condition const& condition) const {
        return {which_.expression(), condition.expression(), outcome::fail};
    }
    /// @return The rule that they are expected to meet the condition; otherwise it is for review,
    ///         never a breach.
    [[nodiscard]] unsourced_rule expected_to(unit_condition const& condition) const {
        return {which_.expression(), condition.expression(), outcome::review};
    }
    /// @return The condition that a unit is selected.
    [[nodiscard]] unit_condition const& condition() const noexcept { return which_; }

private:
    unit_condition which_{};
};

/// @return All units, the beginning of a rule:
///         `units().that(are(unit_kind::subordinate_cell)).should(…)`.
[[nodiscard]] inline unit_selection units() {
    return {};
}

} // namespace partyorg
