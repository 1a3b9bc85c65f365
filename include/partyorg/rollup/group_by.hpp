#pragma once
/// @file
/// Figures by kind, by level or by any key.

#include <partyorg/rollup/roll_up.hpp>

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace partyorg {

/// Groups by the unit's kind.
struct by_kind {
    /// @return The kind of the unit.
    [[nodiscard]] unit_kind operator()(hierarchy const& units, slot s) const {
        return units.kind(s);
    }
};
/// Groups by depth: 0 for roots.
struct by_level {
    /// @return The depth of the unit.
    [[nodiscard]] std::uint32_t operator()(hierarchy const& units, slot s) const {
        return units.depth(s);
    }
};

/// A function from units to ordered keys.
template <class Key>
concept group_key = requires(Key const key, hierarchy const& units, slot s) {
    { key(units, s) < key(units, s) } -> std::convertible_to<bool>;
};

/// One group.
template <class Key, class V>
struct group {
    Key key;                    ///< what its units have in common
    V value;                    ///< their stated cells combined
    std::uint32_t units = 0;    ///< how many units
    std::uint32_t stated = 0;   ///< cells with a number
    std::uint32_t declared = 0; ///< cells with "-"
    std::uint32_t blank = 0;    ///< cells without anything
};

/// Combines the units' own cells by key.
/// @pre `own` belongs to the snapshot `units`.
/// @return One group per key that occurs, in the order of the keys.
/// @throw arithmetic_overflow naming the unit, if a sum does not fit into 64 bits.
/// @complexity Linear in the units times the logarithm of the number of groups.
template <group_key Key, class T, class Law, monoid<T> Fold = sum>
[[nodiscard]] auto group_by(hierarchy const& units, Key const& key, column<T, Law> const& own,
                            Fold const& fold = {}) {
    static_assert(Law::kind != law_kind::ratio, "a ratio cannot be added up: recompute it");
    PARTYORG_ASSERT(own.size() == units.size(), "the column belongs to the snapshot");
    using value = combined_t<Fold, T>;
    using entry = group<std::remove_cvref_t<decltype(key(units, slot()))>, value>;
    std::vector<entry> groups;
    for (std::uint32_t i = 0; i < units.size(); ++i) {
        slot const s(i);
        auto k = key(units, s);
        std::size_t low = 0, high = groups.size();
        while (low < high) {
            auto const middle = (low + high) / 2;
            if (groups[middle].key < k)
                low = middle + 1;
            else
                high = middle;
        }
        if (low == groups.size() || k < groups[low].key)
            groups.insert(groups.begin() + static_cast<std::ptrdiff_t>(low),
                          entry{std::move(k), fold.identity(T{})});
        auto& g = groups[low];
        ++g.units;
        auto const cell = own[s];
        if (cell.is_blank()) ++g.blank;
        if (cell.state() == cell_state::declared_none) ++g.declared;
        if (!cell.has_value()) continue;
        ++g.stated;
        if constexpr (std::same_as<Fold, sum> && detail::is_exact_sum<value>) {
            if (!detail::add_checked(g.value, fold.lift(cell.value())))
                detail::fail_overflow(units, own.info(), s);
        } else {
            g.value = fold(g.value, fold.lift(cell.value()));
        }
    }
    return groups;
}

} // namespace partyorg
