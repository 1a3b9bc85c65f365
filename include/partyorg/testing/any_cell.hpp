#pragma once
/// @file
/// What stands in a cell of whatever type, as one value: for edits, builders and printers.

#include <partyorg/measures/column.hpp>
#include <partyorg/measures/table.hpp>

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace partyorg::testing {

/// The content of a cell whose type is known at run time only: nothing, "-", or a value.
class any_cell {
public:
    /// A blank cell.
    any_cell() = default;
    /// A blank cell: `partyorg::blank`.
    any_cell(blank_t) {}
    /// A cell with "-": `partyorg::declared_none`.
    any_cell(declared_none_t) : state_(cell_state::declared_none) {}
    /// A number.
    template <std::integral Number>
        requires(!std::same_as<Number, bool> && !std::same_as<Number, char>)
    any_cell(Number value) : state_(cell_state::stated),
                             value_(static_cast<std::int64_t>(value)) {}
    /// A number with a fraction.
    any_cell(double value) : state_(cell_state::stated), value_(value) {}
    /// A day.
    any_cell(date value) : state_(cell_state::stated), value_(value) {}
    /// k of n.
    any_cell(coverage_count value) : state_(cell_state::stated), value_(value) {}

    /// @return What stands in it.
    [[nodiscard]] cell_state state() const noexcept { return state_; }
    /// @return The value if it is of this type (`std::int64_t`, `double`, `date`,
    ///         `coverage_count`), or null.
    template <class T>
    [[nodiscard]] T const* as() const noexcept {
        return state_ == cell_state::stated ? std::get_if<T>(&value_) : nullptr;
    }
    /// @return Whether state and value agree.
    friend bool operator==(any_cell const&, any_cell const&) = default;

private:
    cell_state state_ = cell_state::blank;
    std::variant<std::int64_t, double, date, coverage_count> value_{};
};

/// @return "3", "2.5", "2024-01-15", "170/170", "-", or "blank".
[[nodiscard]] std::string to_string(any_cell const& content);

/// Reads what `to_string` writes. A text with a point is a fraction, one with a slash is k of n.
/// @return The content, or nothing if the text is none.
[[nodiscard]] std::optional<any_cell> parse_any_cell(std::string_view text);

/// @return What stands in the cell of a column of any type.
/// @pre The slot belongs to the column's snapshot.
[[nodiscard]] any_cell content_of(column_base const& from, slot s);

/// Adds a blank column of a measure whose type is known at run time, or replaces the one with the
/// same identifier.
/// @throw bad_measure if tables hold no columns of that law and type of value.
void add_column(table& figures, measure_info const& info);

/// Writes into a cell of a column of any type.
/// @pre The slot belongs to the table's snapshot.
/// @throw bad_measure PO1401 if there is no such column; invalid_input PO1660 if the column cannot
///        hold the content.
void set_cell(table& figures, std::string_view measure, slot s, any_cell const& content);

/// @return The definition of a measure known by its identifier only: the library's own, or else a
///         measure of the type that the content has: a flow, as in unit tables.
[[nodiscard]] measure_info measure_for(std::string_view id, any_cell const& content);

} // namespace partyorg::testing
