#pragma once
/// @file
/// A target with its of-which parts divided down a tree, in one model.

#include <partyorg/core/label.hpp>
#include <partyorg/core/result.hpp>
#include <partyorg/hierarchy/hierarchy.hpp>
#include <partyorg/measures/table.hpp>
#include <partyorg/targets/apportion.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace partyorg {

/// A column to be filled: the target, or a part of it.
struct cascade_line {
    std::string id{};       ///< measure, "quota.assigned"
    std::int64_t total = 0; ///< figure of the unit at the top
    /// In proportion to what: a unit's own cell if it states a number, else the sum of the units
    /// below it.
    count_column weights;
};

/// A demand on one cell, at any level.
struct cascade_demand {
    slot unit{};                         ///< which unit
    std::size_t line = 0;                ///< which column: 0 is the target
    std::optional<std::int64_t> lower{}; ///< at least so many
    std::optional<std::int64_t> upper{}; ///< at most so many
    std::optional<std::int64_t> hold{};  ///< exactly so many

    /// @return Whether all parts agree.
    friend bool operator==(cascade_demand const&, cascade_demand const&) = default;
};

/// The question: divide the figures of `top` among the units below it.
struct cascade_request {
    slot top{};                            ///< the unit whose figures are divided
    std::vector<cascade_line> lines{};     ///< the target, then its of-which parts
    std::vector<cascade_demand> demands{}; ///< bounds and holds
    apportionment_method method = apportionment_method::webster; ///< a divisor method
};

/// The answer: a figure for every unit of the subtree and every line.
///
/// - the figures of a unit's children add up to its own, in every line;
/// - no of-which figure is larger than its target, in any unit;
/// - every bound and hold is kept.
struct cascade_result {
    hierarchy units{};                                ///< the snapshot
    slot top{};                                       ///< where the cascade begins
    std::vector<std::vector<std::int64_t>> figures{}; ///< per line, per slot; 0 outside the subtree

    /// @return The figure of a unit in a line.
    /// @pre `line < figures.size()` and the unit is in the snapshot.
    [[nodiscard]] std::int64_t at(std::size_t line, slot unit) const {
        return figures[line][unit.value()];
    }
    /// @return The line as a column; units outside the subtree are blank.
    /// @pre `line < figures.size()`
    [[nodiscard]] count_column as_column(std::size_t line, measure_info info) const;
    /// @return The line as a column in which only units without units below them have a figure, so
    ///         that it rolls up to the figures of all others.
    /// @pre `line < figures.size()`
    [[nodiscard]] count_column as_leaf_column(std::size_t line, measure_info info) const;
};

/// Divides a target and its of-which parts down the tree, level by level.
///
/// What is guaranteed: first every unit's feasible figures are computed from below. Target, part
/// and rest (target less part) of a unit lie between bounds, and these sets keep that form when
/// they are added up, without a gap between whole numbers (they are integral generalised
/// polymatroids in two dimensions). So with at most one of-which line a cascade is found whenever
/// there is one. Each split is then the division by the method that is closest to proportional
/// among those that can be continued below: the target first, its part within it. Optimal is each
/// split given the one above, not the whole tree at once. Equal claims go to the unit that comes
/// first; a unit without weight gets only what nobody else may take.
///
/// Several of-which lines meet in the target only: once the targets are whole, each of them is a
/// flow in the tree and has whole figures whenever it has any. Where the split in proportion leaves
/// no room for all of them, targets that do are looked for exactly, below that unit first, then
/// below its superiors; they are brought as near to the proportional ones as moves of single seats
/// can bring them. A cascade is then found whenever there is one, too. With arbitrarily many lines
/// that is as hard as finding a smallest hitting set, so the search ends after a fixed amount of
/// work, always the same for the same question, with PO1713: 5 000 units that have demands in three
/// lines take a tenth of it.
/// @return The figures, or every defect: negative figures, demands outside the subtree, demands
/// that
///         cannot be met together with a set of them from which none can be left out.
/// @complexity Linear in the units times the lines; in case of a conflict
///         times the size of the set times the logarithm of the demands.
/// @source A. Frank: Generalized polymatroids, 1984 (sums and intersections with boxes are
///         integral); B. Dutertre, L. de Moura: A fast linear-arithmetic solver for DPLL(T), 2006;
///         R. Karp: Reducibility among combinatorial problems, 1972 (hitting sets).
[[nodiscard]] result<cascade_result> cascade(hierarchy const& units,
                                             cascade_request const& request);

/// @return A set of demands, the totals of the top among them, that cannot be met together and of
///         which none can be left out; empty if all can be met, or if that takes too long to
///         decide.
/// @pre The demands are valid: not negative, inside the subtree.
[[nodiscard]] std::vector<cascade_demand> find_cascade_conflict(hierarchy const& units,
                                                                cascade_request const& request);

/// Why a unit has its figure: how the figure of its superior was divided among its siblings, "3 and
/// not 4 because …", in both languages. Bounds that follow from demands further below count as the
/// unit's own.
/// @pre `answer` is the answer to `request`, the unit is in the subtree of `request.top`, and
///      `line < request.lines.size()`.
/// @complexity Linear in the units of the subtree times the lines.
[[nodiscard]] label why(hierarchy const& units, cascade_request const& request,
                        cascade_result const& answer, std::size_t line, slot unit);

} // namespace partyorg
