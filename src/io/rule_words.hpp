#pragma once
// What rule files call things: shared by the reader, the writer and the schema.

#include <partyorg/calendar/deadline.hpp>
#include <partyorg/rules/rule_book.hpp>

#include <array>
#include <optional>
#include <string_view>

namespace partyorg::detail {

/// Version of the format.
inline constexpr std::int64_t rule_file_version = 1;

/// What a node says beside its operands and its name.
enum class node_detail : std::uint8_t {
    nothing,
    value,    ///< "value": a number
    initial,  ///< "default": the value of a parameter before it was overridden; optional
    kinds,    ///< "kinds": a list of unit kinds
    among,    ///< "among": siblings or all_units
    day,      ///< "day": 2024-01-15
    compared, ///< "is": at_least …
    months,   ///< "policy": where the same day is missing; optional
};

[[nodiscard]] constexpr node_detail detail_of(expression_op op) noexcept {
    using enum expression_op;
    switch (op) {
    case number:
        return node_detail::value;
    case parameter:
        return node_detail::initial;
    case kind_in:
    case parent_kind_in:
    case under_kind:
        return node_detail::kinds;
    case same_name:
        return node_detail::among;
    case expression_op::day:
        return node_detail::day;
    case compare:
    case compare_days:
    case compare_ratio:
        return node_detail::compared;
    case plus_months:
        return node_detail::months;
    default:
        return node_detail::nothing;
    }
}

/// The key that holds the node's name; empty if it has none.
[[nodiscard]] constexpr std::string_view name_key(expression_op_info const& info) noexcept {
    if (info.is_measure) return "measure";
    if (info.op == expression_op::parameter) return "parameter";
    if (info.op == expression_op::owes || info.op == expression_op::obligations_met)
        return "obligation";
    return {};
}

/// The key of a detail; empty for `nothing`.
[[nodiscard]] constexpr std::string_view key_of(node_detail what) noexcept {
    constexpr std::array<std::string_view, 8> keys = {"",      "value", "default", "kinds",
                                                      "among", "day",   "is",      "policy"};
    return keys[static_cast<std::size_t>(what)];
}

/// Identifiers of an enumeration, in the order of its values.
inline constexpr std::array<std::string_view, 2> among_words = {"siblings", "all_units"};
inline constexpr std::array<std::string_view, 2> empty_words = {"reported", "allowed"};
inline constexpr std::array<std::string_view, 3> switch_words = {"by_confidence", "on", "off"};
inline constexpr std::array<std::string_view, 3> policy_words = {
    "same_day_or_last", "same_day_or_next_month", "month_end_sticky"};
inline constexpr std::array<std::string_view, 2> breach_words = {"fail", "review"};
inline constexpr std::array<std::string_view, 3> type_words = {"count", "day", "coverage"};

/// What a node reads of its measure: nothing if any type will do.
[[nodiscard]] constexpr std::optional<value_kind> type_read_by(expression_op op) noexcept {
    using enum expression_op;
    switch (op) {
    case covered:
    case coverable:
        return value_kind::share;
    case day_cell:
        return value_kind::day;
    case answered:
    case has_stated_total:
    case children_answered:
        return {};
    default:
        return value_kind::count;
    }
}

} // namespace partyorg::detail
