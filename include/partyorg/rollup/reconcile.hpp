#pragma once
/// @file
/// Stated totals against rolled-up ones.

#include <partyorg/measures/table.hpp>
#include <partyorg/rollup/roll_up.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace partyorg {

/// A total printed in a document.
struct stated_total {
    unit_id unit{};         ///< whose total
    std::string measure{};  ///< identifier of the measure
    std::int64_t value = 0; ///< the printed figure
    place where{};          ///< where it is printed

    /// @return Whether all parts agree.
    friend bool operator==(stated_total const&, stated_total const&) = default;
};

/// A stated total that differs from what its units add up to.
struct discrepancy {
    slot unit{};                ///< whose total
    std::string measure{};      ///< identifier of the measure
    std::int64_t stated = 0;    ///< as printed
    std::int64_t rolled_up = 0; ///< as added up
    place where{};              ///< where the total is printed

    /// @return Rolled up minus stated.
    [[nodiscard]] std::int64_t difference() const noexcept { return rolled_up - stated; }
    /// @return Whether all parts agree.
    friend bool operator==(discrepancy const&, discrepancy const&) = default;
};

/// The rolled-up figure of one unit, whatever kind of count the column holds.
/// @return The sum, or nothing if the column does not hold counts that add up.
/// @throw arithmetic_overflow naming the unit, if the sum does not fit into 64 bits.
/// @complexity Linear in the subtree.
[[nodiscard]] inline std::optional<std::int64_t> sum_below(column_base const& own, slot s) {
    return visit(own, [&](auto const& c) -> std::optional<std::int64_t> {
        using column_type = std::remove_cvref_t<decltype(c)>;
        using T = typename column_type::value_type;
        constexpr auto law = column_type::law_type::kind;
        if constexpr (std::integral<T> && (law == law_kind::flow || law == law_kind::stock)) {
            std::int64_t total = 0;
            auto const end = c.units().end(s).value();
            for (auto i = s.value(); i < end; ++i)
                if (!detail::add_checked(total, c.values()[i]))
                    detail::fail_overflow(c.units(), c.info(), s);
            return total;
        }
        return {};
    });
}

/// Compares printed totals with what their units add up to.
/// @return The totals that differ, in the order given. A total of a measure without a column, or of
///         a unit that is not in the snapshot, is none of these: readers report those.
/// @throw arithmetic_overflow naming the unit, if a sum does not fit into 64 bits.
/// @complexity Linear in the sizes of the subtrees.
[[nodiscard]] inline std::vector<discrepancy> reconcile(table const& figures,
                                                        std::span<stated_total const> totals) {
    std::vector<discrepancy> found;
    for (auto const& total : totals) {
        auto const* own = figures.find(total.measure);
        auto const at = figures.units().find(total.unit);
        if (!own || !at) continue;
        auto const rolled_up = sum_below(*own, *at);
        if (rolled_up && *rolled_up != total.value)
            found.push_back({*at, total.measure, total.value, *rolled_up, total.where});
    }
    return found;
}

} // namespace partyorg
