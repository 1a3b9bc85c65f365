#pragma once
/// @file
/// The whole as one value: what readers return and rules check.

#include <partyorg/hierarchy/hierarchy.hpp>
#include <partyorg/hierarchy/relations.hpp>
#include <partyorg/measures/table.hpp>
#include <partyorg/rollup/group_by.hpp>
#include <partyorg/rollup/reconcile.hpp>

#include <string>
#include <utility>
#include <vector>

namespace partyorg {

/// A party organisation at one time: units, figures, bodies and links, printed totals.
///
/// Each fact knows where it was read: rows through `units.origin`, totals and bodies through their
/// `where`.
struct organisation {
    hierarchy units{};                  ///< the snapshot
    table figures{};                    ///< its columns
    partyorg::relations relations{};    ///< bodies and links beside the tree
    std::vector<stated_total> totals{}; ///< totals printed in the source
    std::string source{};               ///< file it was read from; empty if built by a program
    problems notes{};                   ///< warnings of the reader

    organisation() = default;
    /// An organisation without figures.
    explicit organisation(hierarchy snapshot) : units(std::move(snapshot)), figures(units) {}

    /// @return The column of `m`.
    /// @throw bad_measure if there is none, or it has another type or law.
    template <class T, class Law>
    [[nodiscard]] column<T, Law> const& operator[](measure<T, Law> const& m) const {
        return figures[m];
    }
};

/// Compares the printed totals of an organisation with what its units add up to.
/// @return The totals that differ.
/// @throw arithmetic_overflow naming the unit, if a sum does not fit into 64 bits.
/// @complexity Linear in the sizes of the subtrees.
[[nodiscard]] inline std::vector<discrepancy> reconcile(organisation const& whole) {
    return reconcile(whole.figures, whole.totals);
}

/// Groups the units' own cells of one column.
/// @return As `group_by` of the hierarchy and a column.
/// @complexity Linear in the number of units, times the logarithm of the number of groups.
template <group_key Key, class T, class Law, monoid<T> Fold = sum>
[[nodiscard]] auto group_by(organisation const& whole, Key const& key, column<T, Law> const& own,
                            Fold const& fold = {}) {
    return group_by(whole.units, key, own, fold);
}

/// Rolls a column of the organisation up as its law says.
/// @return Per unit, the figure of its subtree and how complete it is.
/// @throw arithmetic_overflow naming the unit, if a sum does not fit into 64 bits.
/// @complexity Linear in the number of units.
template <class T, class Law>
[[nodiscard]] auto roll_up(organisation const& whole, measure<T, Law> const& m) {
    return roll_up(whole.units, whole[m]);
}

} // namespace partyorg
