#pragma once
/// @file
/// Where assigned targets differ from registered ones.

#include <partyorg/measures/table.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace partyorg {

/// One unit whose assigned target is not what it registered.
struct deviation {
    slot unit{};                 ///< which unit
    std::string registered_id{}; ///< "quota.registered" or one of its of-which measures
    std::string assigned_id{};   ///< the same of "quota.assigned"
    cell<std::int64_t> registered{cell_state::blank, 0}; ///< what the unit registered
    cell<std::int64_t> assigned{cell_state::blank, 0};   ///< what it was assigned

    /// @return Assigned minus registered; a cell without a number counts as 0.
    [[nodiscard]] std::int64_t difference() const {
        return assigned.value_or(0) - registered.value_or(0);
    }
    /// @return Whether a number is assigned although nothing was printed for the registration.
    [[nodiscard]] bool assigned_without_registration() const {
        return assigned.value_or(0) > 0 && registered.is_blank();
    }
};

/// Lists every cell where an assigned figure differs from the registered one, of-which measures
/// included: `quota.assigned.women` is compared with `quota.registered.women`.
///
/// "-" and 0 say the same; a blank cell differs from a number other than 0. "Assigned is at most
/// registered" is no law: differences in both directions are reported, none forbidden.
/// @return The differences in slot order, the total before its parts.
/// @complexity Linear in units times pairs of columns.
[[nodiscard]] std::vector<deviation> deviations(table const& figures);

} // namespace partyorg
