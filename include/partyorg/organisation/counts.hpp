#pragma once
/// @file
/// How many units there are, and whether the document says the same.

#include <partyorg/organisation/plan.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace partyorg {

/// How many units a snapshot has, as a plan counts them.
///
/// The unit that assigns is not one of those it assigns to: a root with units below it is left out.
struct unit_counts {
    std::uint32_t total = 0;                              ///< all that count
    std::array<std::uint32_t, unit_kind_count> by_kind{}; ///< of each kind

    /// @return How many of this kind.
    [[nodiscard]] std::uint32_t operator[](unit_kind kind) const noexcept {
        return by_kind[static_cast<std::size_t>(kind)];
    }
};

/// Counts the units, roots that have others below them left out.
/// @complexity Linear in the number of units.
[[nodiscard]] unit_counts count_units(hierarchy const& units);

/// Which number of the table a stated count speaks of: "units.total", "units.grassroots_cell" …
/// @return The number, or nothing if the count is not of units, or of a kind of which the table has
///         none: the 270 subordinate cells of a plan need not be listed in it.
/// @complexity Constant.
[[nodiscard]] std::optional<std::uint32_t> counted_units(unit_counts const& found,
                                                         std::string_view count_id);

/// Compares the numbers of units that a document states ("units.total", "units.grassroots_cell" …)
/// with the units of its table, as far as `counted_units` knows what they speak of.
/// @return What differs, as discrepancies of the first root with the count's identifier as measure.
/// @complexity Linear in units and counts.
[[nodiscard]] std::vector<discrepancy> reconcile_counts(hierarchy const& units,
                                                        std::vector<stated_count> const& counts);

/// A printed sub-total that differs from the rows under its heading.
struct group_difference {
    std::size_t group = 0;      ///< position in `plan::groups`
    std::string measure{};      ///< which column
    std::int64_t stated = 0;    ///< what is printed
    std::int64_t rolled_up = 0; ///< what the rows add up to
    place where{};              ///< where the sub-total is printed

    /// @return What is rolled up minus what is stated.
    [[nodiscard]] std::int64_t difference() const noexcept { return rolled_up - stated; }
};

/// Compares the printed sub-totals of groups with the rows under them.
/// @return What differs, in the order of the table.
/// @throw arithmetic_overflow PO1401 if a sum does not fit into 64 bits.
/// @complexity Linear in the rows of all groups, times their sub-totals.
[[nodiscard]] std::vector<group_difference> reconcile_groups(plan const& whole);

} // namespace partyorg
