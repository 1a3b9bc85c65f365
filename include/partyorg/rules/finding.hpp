#pragma once
/// @file
/// The result of one rule on one unit, as facts: wording is made in reports.

#include <partyorg/rules/rule.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace partyorg {

/// How many units had which outcome.
struct outcome_counts {
    std::array<std::uint64_t, outcome_count> of{}; ///< by outcome

    /// @return How many had this outcome.
    [[nodiscard]] std::uint64_t operator[](outcome o) const noexcept {
        return of[static_cast<std::size_t>(o)];
    }
    /// @return How many had this outcome, for counting.
    [[nodiscard]] std::uint64_t& operator[](outcome o) noexcept {
        return of[static_cast<std::size_t>(o)];
    }
    /// @return How many units were looked at.
    [[nodiscard]] std::uint64_t total() const noexcept {
        return of[0] + of[1] + of[2] + of[3] + of[4];
    }
    /// @return How many the rule concerns: all but the not applicable ones.
    [[nodiscard]] std::uint64_t concerned() const noexcept {
        return total() - (*this)[outcome::not_applicable];
    }
    /// Adds the counts of others.
    outcome_counts& operator+=(outcome_counts const& other) noexcept {
        for (std::size_t i = 0; i < of.size(); ++i) of[i] += other.of[i];
        return *this;
    }
    /// @return Whether all numbers agree.
    friend bool operator==(outcome_counts const&, outcome_counts const&) = default;
};

/// What was observed or expected: nothing, a number, a day, a fraction, or unit kinds.
class fact_value {
public:
    /// What kind of value it is.
    enum class type : std::uint8_t {
        nothing,  ///< not known, or nothing to show
        number,   ///< a whole number
        day,      ///< a day
        fraction, ///< two whole numbers
        kinds,    ///< a set of unit kinds
    };
    fact_value() = default;
    /// @return A number.
    [[nodiscard]] static fact_value of_number(std::int64_t value) noexcept {
        return {type::number, value, 0};
    }
    /// @return A day.
    [[nodiscard]] static fact_value of_day(partyorg::date value);
    /// @return A fraction.
    [[nodiscard]] static fact_value of_fraction(std::int64_t above, std::int64_t below) noexcept {
        return {type::fraction, above, below};
    }
    /// @return A set of kinds.
    [[nodiscard]] static fact_value of_kinds(unit_kinds value) noexcept {
        return {type::kinds, value.bits(), 0};
    }
    /// @return What kind of value it is.
    [[nodiscard]] type what() const noexcept { return type_; }
    /// @return Whether there is a value.
    [[nodiscard]] explicit operator bool() const noexcept { return type_ != type::nothing; }
    /// @return The number, or what stands above the line.
    [[nodiscard]] std::int64_t number() const noexcept { return a_; }
    /// @return What stands below the line.
    [[nodiscard]] std::int64_t below() const noexcept { return b_; }
    /// @return The day.
    /// @pre `what() == type::day`
    [[nodiscard]] date day() const;
    /// @return The kinds.
    [[nodiscard]] unit_kinds kinds() const noexcept {
        return unit_kinds(static_cast<std::uint32_t>(a_));
    }
    /// @return Whether both are the same value.
    friend bool operator==(fact_value const&, fact_value const&) = default;

private:
    fact_value(type what, std::int64_t a, std::int64_t b) noexcept : type_(what), a_(a), b_(b) {}
    type type_ = type::nothing;
    std::int64_t a_ = 0, b_ = 0;
};

/// @return "2", "2024-01-15", "125/3550", "grassroots_cell|subordinate_cell", or an empty text.
[[nodiscard]] std::string to_string(fact_value const& value);

/// One comparison that decided an outcome.
struct fact {
    std::string measure{};                   ///< measure that was looked at; empty if none
    expression looked_at{};                  ///< the comparison, for wording
    fact_value observed{};                   ///< what was found
    comparison compared = comparison::equal; ///< how it should stand to what was expected
    fact_value expected{};                   ///< what was expected
};

/// The result of one rule on one unit; a value that owns what it says.
struct finding {
    std::string rule_id{};                         ///< the rule
    detail::shared<rule> law{};                    ///< the version of the rule that was checked
    rule_severity severity = rule_severity::error; ///< how much it weighs
    partyorg::outcome outcome = partyorg::outcome::fail; ///< what came out
    bool near_miss = false;                              ///< passes, but by one only
    std::optional<slot> unit{}; ///< the unit; nothing if the rule concerns no unit at all
    std::string code{};         ///< the unit's code
    std::string measure{};      ///< measure that was looked at; empty if none
    fact_value observed{};      ///< what was found
    comparison compared = comparison::equal; ///< how it should stand to what was expected
    fact_value expected{};                   ///< what was expected
    std::vector<std::string> missing{};      ///< inputs that are missing, for `undecidable`
    date on{};                               ///< the day asked about
    place where{};                           ///< where the unit's row was read
    std::uint64_t fingerprint = 0;           ///< see `fingerprint_of`

    /// @return The version of the rule that was checked.
    [[nodiscard]] rule const& version() const noexcept { return *law; }
};

/// A number that names a finding for baselines: the same for the same rule, unit code, measure and
/// outcome, whatever the order of rows, the snapshot, the figures, the day asked about and the
/// version of the rule.
///
/// It is FNV-1a in 64 bits over the rule's identifier, the unit's code, the measure's identifier
/// and the outcome's identifier, in UTF-8, each followed by a zero byte.
/// @source G. Fowler, L. C. Noll, K.-P. Vo: The FNV Non-Cryptographic Hash Algorithm (RFC 9923).
[[nodiscard]] std::uint64_t fingerprint_of(std::string_view rule_id, std::string_view code,
                                           std::string_view measure, outcome what) noexcept;

/// @return The fingerprint as 16 hexadecimal digits.
[[nodiscard]] std::string to_hex(std::uint64_t fingerprint);

} // namespace partyorg
