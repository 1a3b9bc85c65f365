#pragma once
// Expressions evaluated for one unit, straight from their definition. The batch evaluation must
// agree with this; facts of findings and re-checks of single units come from here.

#include <partyorg/core/date.hpp>
#include <partyorg/organisation/organisation.hpp>
#include <partyorg/rules/check.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace partyorg::detail {

/// How one unit stands with what it owes.
struct debt_state {
    std::uint32_t owed = 0; ///< obligations with a deadline that begun
    std::uint32_t late = 0; ///< of these, overdue or handed in too late
};

/// The states of obligations by obligation and unit; "" is any obligation.
class debts {
public:
    debts() = default;
    debts(organisation const& whole, check_options const& options);
    [[nodiscard]] bool known() const noexcept { return known_; }
    [[nodiscard]] debt_state of(std::string const& obligation, slot s) const;

private:
    bool known_ = false;
    std::map<std::string, std::vector<debt_state>> by_id_{};
};

/// Where the values of inputs come from.
struct rule_inputs {
    organisation const& whole;
    date on;
    debts const& owed;
};

/// One counted cell, or nothing if it is blank or there is no such column.
[[nodiscard]] std::optional<std::int64_t> count_cell(table const& figures, std::string_view id,
                                                     slot s);
/// Whether the column can be read by that node.
[[nodiscard]] bool usable(column_base const& c, expression_op op) noexcept;

/// The day so many months or days later, or nothing beyond the calendar.
[[nodiscard]] std::optional<date> later(date const& from, std::int64_t by,
                                        expression_node const& node);

class scalar_evaluator {
public:
    scalar_evaluator(rule_inputs const& in, rule const& law) : in_(in), law_(law) {}

    [[nodiscard]] std::optional<std::int64_t> figure(expression const& e, slot s) const;
    [[nodiscard]] std::optional<date> day_of(expression const& e, slot s) const;
    [[nodiscard]] truth condition(expression const& e, slot s) const;
    [[nodiscard]] outcome result(slot s) const;
    /// The comparisons that made the condition `wanted`.
    void facts(expression const& e, slot s, truth wanted, bool negated,
               std::vector<fact>& out) const;
    /// Inputs that are missing where the expression is undecided.
    void missing(expression const& e, slot s, std::vector<std::string>& out) const;
    /// What a comparison observed and expected.
    [[nodiscard]] fact fact_of(expression const& e, slot s, bool negated) const;

private:
    [[nodiscard]] hierarchy const& units() const noexcept { return in_.whole.units; }
    [[nodiscard]] truth compared(expression const& e, slot s) const;
    [[nodiscard]] truth compared_ratio(expression const& e, slot s) const;
    [[nodiscard]] std::optional<std::int64_t> fold(expression const& e, slot s) const;
    [[nodiscard]] std::optional<std::int64_t> total_of(std::string const& id, slot s) const;
    [[nodiscard]] std::optional<std::int64_t> count_units(expression const& which, slot first,
                                                          slot last, bool children_only) const;
    [[nodiscard]] std::optional<coverage_count> share(std::string const& id, slot s) const;
    [[noreturn]] void overflow(slot s) const;

    rule_inputs const& in_;
    rule const& law_;
};

} // namespace partyorg::detail
