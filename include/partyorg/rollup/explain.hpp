#pragma once
/// @file
/// The derivation of a figure: which cells, from which line of which file.

#include <partyorg/measures/table.hpp>
#include <partyorg/rollup/reconcile.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace partyorg {

/// One cell that a figure rests on.
struct contribution {
    slot unit{};                          ///< whose cell
    cell_state state = cell_state::blank; ///< number, "-" or blank
    std::int64_t value = 0;               ///< the number, 0 unless stated
    place where{};                        ///< the row it was read from
};

/// How a figure comes about.
struct derivation {
    slot unit{};            ///< whose figure
    std::string measure{};  ///< identifier of the measure
    std::int64_t total = 0; ///< the figure: the sum of the stated cells
    completeness counts{};  ///< how many cells it rests on
    std::vector<contribution>
        cells{}; ///< every cell of the subtree that says something or is missing
};

/// Derives the figure of one unit.
///
/// Blank cells of units that have others below them are left out: their figure is made of those.
/// @pre `own` holds counts that add up; `s` is in its snapshot.
/// @return The cells in slot order.
/// @throw bad_measure if the column does not hold counts that add up.
/// @throw arithmetic_overflow naming the unit, if the sum does not fit into 64 bits.
/// @complexity Linear in the subtree.
[[nodiscard]] inline derivation explain(column_base const& own, slot s) {
    auto const total = sum_below(own, s);
    if (!total)
        detail::fail<bad_measure>(defect::measure_mismatch,
                                  "'" + own.info().id + "' does not add up over units");
    auto const& units = own.units();
    derivation out{s, own.info().id, *total, {}, {}};
    for (auto i = s.value(); i < units.end(s).value(); ++i) {
        slot const at(i);
        auto const state = own.state(at);
        if (state == cell_state::blank && !units.is_leaf(at)) continue;
        auto const value = visit(own, [&](auto const& c) -> std::int64_t {
            if constexpr (std::integral<typename std::remove_cvref_t<decltype(c)>::value_type>)
                return c[at].value_or(0);
            else
                return 0;
        });
        ++(state == cell_state::blank ? out.counts.missing : out.counts.answered);
        out.cells.push_back({at, state, value, units.origin(at)});
    }
    return out;
}

} // namespace partyorg
