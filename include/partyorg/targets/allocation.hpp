#pragma once
/// @file
/// Division of a target among the units of a table.

#include <partyorg/core/label.hpp>
#include <partyorg/core/result.hpp>
#include <partyorg/measures/quota.hpp>
#include <partyorg/measures/table.hpp>
#include <partyorg/targets/apportion.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace partyorg {

namespace quota {
/// What a formula gives. Phân bổ.
inline constexpr measure<std::int64_t, law::flow> allocated{
    "allocated", {"Phân bổ", "Allocated"}, {}};
} // namespace quota

/// The question put to a table.
struct allocation_request {
    std::string by{};       ///< measure in proportion to which is divided
    std::int64_t seats = 0; ///< how many
    apportionment_method method = apportionment_method::webster; ///< by which method
    std::optional<std::int64_t> minimum{}; ///< for every unit whose weight is not 0
    std::string maximum{};                 ///< measure of upper bounds; empty: none
    std::vector<std::pair<std::string, std::int64_t>> holds{}; ///< unit codes and fixed figures
    tie_policy ties = tie_policy::report;                      ///< what decides ties
    std::uint64_t seed = 0;                                    ///< of the lot
    step_log log = step_log::omit;                             ///< whether to keep the steps
};

/// The answer, with everything that `why`, `describe` and `verify` need.
struct allocation {
    std::vector<slot> units{};   ///< who took part, in slot order
    std::vector<claim> claims{}; ///< with what; names point into the table's snapshot
    apportionment result{};      ///< the seats

    /// @return The position of the unit among those that took part, or nothing.
    /// @complexity Logarithmic.
    [[nodiscard]] std::optional<std::size_t> position_of(slot unit) const;
    /// @return A column `allocated` with the seats; units that took no part stay blank, those that
    ///         declared "-" and got nothing keep "-".
    /// @pre `figures` is the table that was asked.
    [[nodiscard]] count_column as_column(table const& figures, std::string const& by) const;
};

/// Divides seats among the units that have a cell (a number or "-") in the column `by`, and those
/// that are held.
/// @return The seats, or every defect with the place of the unit's row: no such column or unit, a
///         unit and its superior both taking part, and all that `apportion` reports.
/// @complexity As `apportion`, plus the number of units.
[[nodiscard]] result<allocation> allocate(table const& figures, allocation_request const& request);

} // namespace partyorg
