#pragma once
/// @file
/// The two dates of a question: what held on which day, as known on which day.

#include <partyorg/core/date.hpp>
#include <partyorg/core/error.hpp>

namespace partyorg {

/// The day asked about, and the day whose knowledge is used. The library never reads the clock.
class as_of {
public:
    /// Asks about `day` with the knowledge of that day.
    /// @throw invalid_input if `day` is not a day.
    explicit as_of(date day) : as_of(day, day) {}
    /// Asks about `effective` with what was known on `known`.
    /// @throw invalid_input if one is not a day.
    as_of(date effective, date known) : effective_(effective), known_(known) {
        if (!is_day(effective) || !is_day(known))
            detail::fail<invalid_input>(defect::not_a_date, "a question needs real days");
    }
    /// @return The day asked about.
    [[nodiscard]] date effective() const noexcept { return effective_; }
    /// @return The day whose knowledge is used.
    [[nodiscard]] date known() const noexcept { return known_; }
    /// @return Whether both days agree.
    friend bool operator==(as_of const&, as_of const&) = default;

private:
    date effective_;
    date known_;
};

} // namespace partyorg
