#pragma once
/// @file
/// Columns: the values of one measure, one cell per unit, in slot order.

#include <partyorg/core/assert.hpp>
#include <partyorg/core/error.hpp>
#include <partyorg/core/flat_array.hpp>
#include <partyorg/hierarchy/hierarchy.hpp>
#include <partyorg/measures/measure.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace partyorg {

/// What stands in a cell. Three different things; all survive a round trip.
enum class cell_state : std::uint8_t {
    blank,         ///< nothing printed
    declared_none, ///< "-" printed
    stated,        ///< a number
};

/// Writes "-" into a cell: `assigned[town] = declared_none`.
struct declared_none_t {};
/// @copydoc declared_none_t
inline constexpr declared_none_t declared_none{};
/// Empties a cell: `assigned[town] = blank`.
struct blank_t {};
/// @copydoc blank_t
inline constexpr blank_t blank{};

/// The content of one cell.
template <class T>
class cell {
public:
    /// A cell in this state; `value` counts only when stated.
    constexpr cell(cell_state state, T value) : value_(value), state_(state) {}
    constexpr cell(T value) : cell(cell_state::stated, value) {}              ///< A number.
    constexpr cell(declared_none_t) : cell(cell_state::declared_none, T{}) {} ///< "-".
    constexpr cell(blank_t) : cell(cell_state::blank, T{}) {}                 ///< Nothing.
    constexpr cell(cell const&) = default;                                    ///< The same.
    /// Not for what a read-only column returns: it would be lost without a word.
    constexpr cell& operator=(cell const&) & = default;
    /// @return What stands in it.
    [[nodiscard]] constexpr cell_state state() const noexcept { return state_; }
    /// @return Whether a number is stated.
    [[nodiscard]] constexpr bool has_value() const noexcept { return state_ == cell_state::stated; }
    /// @return Whether nothing is printed.
    [[nodiscard]] constexpr bool is_blank() const noexcept { return state_ == cell_state::blank; }
    /// @return The number.
    /// @pre `has_value()`
    [[nodiscard]] constexpr T value() const {
        PARTYORG_ASSERT(has_value(), "the cell states a value");
        return value_;
    }
    /// @return The number, or `other` for "-" and nothing.
    [[nodiscard]] constexpr T value_or(T other) const { return has_value() ? value_ : other; }
    /// @return Whether the state and, if stated, the number agree.
    friend constexpr bool operator==(cell const& a, cell const& b) {
        return a.state_ == b.state_ && (!a.has_value() || a.value_ == b.value_);
    }

private:
    T value_;
    cell_state state_;
};

/// What all columns share: which units, which measure, and the state of every cell.
class column_base {
public:
    virtual ~column_base() = default;
    /// @return A copy on the heap, owned by the caller; for containers of mixed columns.
    [[nodiscard]] virtual column_base* clone() const = 0;

    /// @return The snapshot whose order the cells have.
    [[nodiscard]] hierarchy const& units() const noexcept { return units_; }
    /// @return The measure.
    [[nodiscard]] measure_info const& info() const noexcept { return info_; }
    /// @return How many cells there are: one per unit.
    [[nodiscard]] std::size_t size() const noexcept { return states_.size(); }
    /// @return What stands in the cell.
    /// @pre The unit is in the snapshot.
    [[nodiscard]] cell_state state(slot s) const { return states_[index(s)]; }
    /// @return For hot loops: the state of every slot.
    [[nodiscard]] std::span<cell_state const> states() const noexcept { return states_; }
    /// Ties this column to the measure whose part it is.
    void set_of_which(std::string total) { info_.of_which = std::move(total); }

protected:
    /// @cond
    column_base(hierarchy units, measure_info info)
        : units_(std::move(units)),
          info_(std::move(info)),
          states_(std::vector<cell_state>(units_.size())) {}
    column_base(hierarchy units, measure_info info, detail::flat_array<cell_state> states,
                detail::shared<detail::keeper> memory)
        : units_(std::move(units)),
          info_(std::move(info)),
          states_(std::move(states)),
          memory_(std::move(memory)) {
        PARTYORG_ASSERT(states_.size() == units_.size(), "there is one state per unit");
    }
    column_base(column_base const&) = default;
    column_base(column_base&&) = default;
    column_base& operator=(column_base const&) = default;
    column_base& operator=(column_base&&) = default;

    [[nodiscard]] std::size_t index(slot s) const {
        PARTYORG_ASSERT(s.value() < states_.size(), "the slot belongs to the column's snapshot");
        return s.value();
    }
    [[nodiscard]] std::size_t index(unit_id id) const { return index(units_.slot_of(id)); }

    hierarchy units_;
    measure_info info_;
    detail::flat_array<cell_state> states_;
    detail::shared<detail::keeper> memory_{}; // keeps borrowed cells alive
    /// @endcond
};

/// The values of one measure for every unit of a snapshot; indexed by `slot` or `unit_id`.
///
/// A new column is blank everywhere. The law is part of the type, so that values of different laws
/// cannot be mixed; it is `law::flow` unless told otherwise.
template <cell_value T, measure_law Law = law::flow>
class column final : public column_base {
public:
    using value_type = T; ///< type of a cell
    using law_type = Law; ///< what roll-up means

    /// A cell that can be assigned a value, `declared_none` or `blank`.
    class cell_ref {
    public:
        /// Refers to one cell.
        cell_ref(column& owner, std::size_t at) noexcept : owner_(owner), at_(at) {}
        cell_ref(cell_ref const&) = default; ///< Refers to the same cell.
        /// States a value.
        /// @throw invalid_input if the value is a date but not a day.
        cell_ref& operator=(T value) { return *this = cell<T>(value); }
        /// Writes `declared_none`, `blank`, or what stands in another cell.
        /// @throw invalid_input if the value is a date but not a day.
        cell_ref& operator=(cell<T> const& other) {
            if (other.has_value()) owner_.check(other.value());
            owner_.values_.edit()[at_] = other.value_or(T{});
            owner_.states_.edit()[at_] = other.state();
            return *this;
        }
        /// Copies the content of another cell; it does not refer to that one afterwards.
        cell_ref& operator=(cell_ref const& other) { return *this = cell<T>(other); }
        /// @return The content.
        operator cell<T>() const { return {owner_.states_[at_], owner_.values_[at_]}; }
        /// @return What stands in the cell.
        [[nodiscard]] cell_state state() const { return owner_.states_[at_]; }
        /// @return The number, or `other` for "-" and nothing.
        [[nodiscard]] T value_or(T other) const { return cell<T>(*this).value_or(other); }

    private:
        column& owner_;
        std::size_t at_;
    };

    /// A blank column of `m` for the units of a snapshot.
    template <class U>
    column(hierarchy units, measure<U, Law> const& m) : column(std::move(units), measure_info(m)) {}
    /// A blank column of a measure that is known at run time.
    /// @pre `info.law` is `Law`; the value type is set to `T`.
    column(hierarchy units, measure_info info)
        : column_base(std::move(units), std::move(info)),
          values_(std::vector<T>(units_.size())) {
        PARTYORG_ASSERT(info_.law == Law::kind, "the measure has the column's law");
        info_.type = detail::value_kind_of<T>::value;
    }
    /// A column whose cells exist already, for readers; the arrays may be borrowed from `memory`.
    /// @pre Both arrays have one element per unit; a value whose cell is not stated is `T{}`.
    column(hierarchy units, measure_info info, detail::flat_array<T> values,
           detail::flat_array<cell_state> states, detail::shared<detail::keeper> memory = {})
        : column_base(std::move(units), std::move(info), std::move(states), std::move(memory)),
          values_(std::move(values)) {
        PARTYORG_ASSERT(info_.law == Law::kind, "the measure has the column's law");
        PARTYORG_ASSERT(values_.size() == units_.size(), "there is one value per unit");
        info_.type = detail::value_kind_of<T>::value;
    }
    [[nodiscard]] column* clone() const override { return new column(*this); }

    /// @return The cell, for writing.
    /// @pre The unit is in the snapshot.
    /// @complexity Constant.
    [[nodiscard]] cell_ref operator[](slot s) { return {*this, index(s)}; }
    /// @copydoc operator[]
    [[nodiscard]] cell_ref operator[](unit_id id) { return {*this, index(id)}; }
    /// @return The content of the cell.
    /// @pre The unit is in the snapshot.
    [[nodiscard]] cell<T> operator[](slot s) const {
        auto const i = index(s);
        return {states_[i], values_[i]};
    }
    /// @copydoc operator[]
    [[nodiscard]] cell<T> operator[](unit_id id) const { return (*this)[units_.slot_of(id)]; }
    /// @return For hot loops: the values in slot order; a cell that is not stated holds `T{}`.
    [[nodiscard]] std::span<T const> values() const noexcept { return values_; }
    /// @return Whether measure and all cells agree; the snapshots may differ.
    friend bool operator==(column const& a, column const& b) {
        if (a.info_ != b.info_ || a.size() != b.size()) return false;
        for (std::uint32_t s = 0; s < a.size(); ++s)
            if (!(a[slot(s)] == b[slot(s)])) return false;
        return true;
    }

private:
    // What is no day sorts after every day, or before: it would win every roll-up.
    void check([[maybe_unused]] T const& value) const {
        if constexpr (std::same_as<T, date>)
            if (!is_day(value))
                detail::fail<invalid_input>(defect::not_a_date,
                                            "a cell of '" + info_.id + "' needs a real day");
    }
    detail::flat_array<T> values_;
};

/// Deduces value type and law from the measure.
template <class T, class Law>
column(hierarchy, measure<T, Law>) -> column<T, Law>;

/// The column type of most figures: whole numbers that add up.
using count_column = column<std::int64_t, law::flow>;

} // namespace partyorg
