#pragma once
/// @file
/// Attributes of the hierarchy as Boost property maps, keyed by slot.

#include <partyorg/interop/bgl.hpp>
#include <partyorg/measures/column.hpp>
#include <partyorg/rollup/roll_up.hpp>

#include <boost/property_map/property_map.hpp>

#include <cstdint>
#include <string_view>
#include <utility>

namespace partyorg {

/// A read-only map from units to what `Get` returns for them.
template <class Get>
class unit_map {
public:
    using key_type = slot;                                           ///< a unit
    using value_type = decltype(std::declval<Get const&>()(slot())); ///< its attribute
    using reference = value_type;                                    ///< by value
    using category = boost::readable_property_map_tag;               ///< read only

    /// Maps with `get`.
    explicit unit_map(Get get) : get_(std::move(get)) {}
    /// @return The attribute of the unit.
    [[nodiscard]] value_type operator[](slot s) const { return get_(s); }
    /// @return The attribute of the unit.
    [[nodiscard]] friend value_type get(unit_map const& map, slot s) { return map[s]; }

private:
    Get get_;
};

/// @return The units' codes; holds a copy of the snapshot.
[[nodiscard]] inline auto code_map(hierarchy const& units) {
    return unit_map([units](slot s) { return units.code(s); });
}
/// @return The units' names; holds a copy of the snapshot.
[[nodiscard]] inline auto name_map(hierarchy const& units) {
    return unit_map([units](slot s) { return units.name(s); });
}
/// @return The units' kinds; holds a copy of the snapshot.
[[nodiscard]] inline auto kind_map(hierarchy const& units) {
    return unit_map([units](slot s) { return units.kind(s); });
}
/// @return The units' depths; holds a copy of the snapshot.
[[nodiscard]] inline auto depth_map(hierarchy const& units) {
    return unit_map([units](slot s) { return units.depth(s); });
}

/// @return The cells of a column: number, "-" or blank.
/// @pre The column outlives the map.
template <class T, class Law>
[[nodiscard]] auto cell_map(column<T, Law> const& own) {
    return unit_map([&own](slot s) { return own[s]; });
}
/// @return The numbers of a column; `otherwise` for "-" and blank cells.
/// @pre The column outlives the map.
template <class T, class Law>
[[nodiscard]] auto value_map(column<T, Law> const& own, T otherwise = T{}) {
    return unit_map([&own, otherwise](slot s) { return own[s].value_or(otherwise); });
}
/// @return The rolled-up figures.
/// @pre `totals` outlives the map.
template <class V>
[[nodiscard]] auto total_map(rolled<V> const& totals) {
    return unit_map([&totals](slot s) { return totals[s]; });
}

/// A map that algorithms write into: a value per unit in a column.
template <class T, class Law>
class column_writer {
public:
    using key_type = slot;                               ///< a unit
    using value_type = T;                                ///< a number
    using reference = T;                                 ///< by value
    using category = boost::read_write_property_map_tag; ///< read and write

    /// Writes into `target`.
    explicit column_writer(column<T, Law>& target) noexcept : target_(&target) {}
    /// @return The number, or `T{}`.
    [[nodiscard]] friend T get(column_writer const& map, slot s) {
        return std::as_const(*map.target_)[s].value_or(T{});
    }
    /// States a number.
    friend void put(column_writer const& map, slot s, T value) { (*map.target_)[s] = value; }

private:
    column<T, Law>* target_;
};
/// @return A map that reads and writes the numbers of a column.
/// @pre `target` outlives the map.
template <class T, class Law>
[[nodiscard]] auto writable_map(column<T, Law>& target) {
    return column_writer<T, Law>(target);
}

} // namespace partyorg
