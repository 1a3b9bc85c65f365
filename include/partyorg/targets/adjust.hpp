#pragma once
/// @file
/// Change a few figures of a target that is already divided; the others follow.

#include <partyorg/core/label.hpp>
#include <partyorg/core/result.hpp>
#include <partyorg/measures/table.hpp>
#include <partyorg/targets/apportion.hpp>
#include <partyorg/targets/cascade.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace partyorg {

/// Who takes up what a change leaves over.
enum class adjustment_spread : std::uint8_t {
    in_proportion, ///< everybody who is not held, in proportion to what he has
    fewest_cells,  ///< as few units as possible, those with the most room first
};

/// A figure that is asked for.
struct wanted_figure {
    std::string code{};    ///< unit, at any level; a superior stands for all units below it
    std::string measure{}; ///< the target or one of its parts; empty: the target
    std::int64_t figure{}; ///< what it shall be
};

/// A figure that shall stay as it is.
struct held_figure {
    std::string code{};    ///< unit, at any level
    std::string measure{}; ///< the target or one of its parts; empty: the target
};

/// A total that is asked for.
struct wanted_total {
    std::string measure{}; ///< the target or one of its parts; empty: the target
    std::int64_t figure{}; ///< what it shall be
};

/// The change that is wanted.
struct adjustment_request {
    std::string measure = "quota.assigned"; ///< the target; its of-which columns come with it
    std::vector<wanted_total> totals{};     ///< new totals; the others stay as they are
    std::vector<wanted_figure> figures{};   ///< new figures
    std::vector<held_figure> holds{};       ///< figures that stay
    std::string maximum{};                  ///< measure of upper bounds of the target; empty: none
    std::optional<std::int64_t> most_per_unit{}; ///< no figure moves by more, unless asked for
    adjustment_spread spread = adjustment_spread::in_proportion; ///< who takes up the rest
    apportionment_method method = apportionment_method::webster; ///< a divisor method
};

/// Why a figure changed.
enum class change_reason : std::uint8_t {
    asked,  ///< it was asked for
    spread, ///< it took up a part of the rest, or gave way to a part or a target
    sum,    ///< figures below it changed
};

/// One figure that changed.
struct changed_figure {
    slot unit{};            ///< which unit
    std::size_t line = 0;   ///< 0: the target; then its parts
    std::int64_t before{};  ///< what it was
    std::int64_t after{};   ///< what it is
    change_reason reason{}; ///< why it changed

    /// @return Whether all parts agree.
    friend bool operator==(changed_figure const&, changed_figure const&) = default;
};

/// What became of a change.
///
/// - the totals are those that were asked for, or the old ones;
/// - no of-which figure is larger than its target;
/// - what was asked for and what was held is kept.
struct target_adjustment {
    hierarchy units{};                               ///< the snapshot
    slot top{};                                      ///< lowest unit above all that take part
    std::vector<std::string> lines{};                ///< the target, then its parts
    std::vector<slot> members{};                     ///< units with a figure, in slot order
    std::vector<std::vector<std::int64_t>> before{}; ///< per line, per slot, rolled up
    std::vector<std::vector<std::int64_t>> after{};  ///< per line, per slot, rolled up
    std::vector<changed_figure> changes{};           ///< in slot order, the target before its parts
    adjustment_spread spread{};                      ///< how the rest was spread
    std::vector<slot> divided{}; ///< in proportion: units that stood in the division
    hierarchy division{};        ///< in proportion: these units alone, in the same order
    cascade_request question{};  ///< in proportion: what was divided among them
    cascade_result answer{};     ///< in proportion: the division

    /// @return How many units with a figure of their own changed, in any line.
    [[nodiscard]] std::size_t changed_units() const;
    /// @return The table with the new figures; cells that did not change keep their form.
    /// @pre `figures` is the table that was adjusted.
    /// @complexity Linear in the table.
    [[nodiscard]] table applied_to(table const& figures) const;
};

/// Changes a divided target: some figures or totals are set, some are held, the rest is spread over
/// the others, and the of-which columns stay within it.
///
/// In proportion: what is held or asked for comes first, the rest of each total is divided anew
/// among all other units with a figure, wherever they stand, with the old figures as weights (a
/// `cascade` over these units, the superiors with a fixed figure among them); so what needs no
/// change does not change. Fewest cells: each total that has to move is carried by as few units as
/// possible; those that can carry most come first, then those with the largest figures, then those
/// listed first; among them the move is divided in proportion to their figures. Parts keep their
/// figures unless their target falls below them.
/// @return The new figures, or every defect: no such column or unit, a unit and its superior both
///         with a figure, a part above its target, contradictory wishes, or a change that the
///         others cannot take up (PO1715).
/// @complexity As `cascade`; fewest cells: n log n per line and figure set above the lowest level.
[[nodiscard]] result<target_adjustment> adjust(table const& figures,
                                               adjustment_request const& request);

/// Why a unit has its figure after the change, in both languages.
/// @pre The unit is in the subtree of `done.top`, and `line < done.lines.size()`.
/// @complexity As `why` of a cascade.
[[nodiscard]] label why(target_adjustment const& done, std::size_t line, slot unit);

} // namespace partyorg
