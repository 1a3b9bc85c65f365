#pragma once
/// @file
/// Recurring days: every month, quarter, half-year, year, or every congress term.

#include <partyorg/calendar/deadline.hpp>
#include <partyorg/core/period.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace partyorg {

/// The parts of a year for which reports are due.
enum class cycle : std::uint8_t {
    month,     ///< tháng
    quarter,   ///< quý
    half_year, ///< sáu tháng
    year,      ///< năm
};

/// @return How many months it has.
[[nodiscard]] constexpr int months_of(cycle part) noexcept {
    constexpr int lengths[] = {1, 3, 6, 12};
    return lengths[static_cast<unsigned>(part) & 3U];
}

/// @return The month, quarter, half-year or year around a day, from its first day to its last.
/// @throw invalid_input PO1502 if `day` is no day.
/// @complexity Constant.
[[nodiscard]] period cycle_around(cycle part, date const& day);

/// A day that comes back every so many months, counted from the first one: a day that a short month
/// lacks does not drift, since the next month is counted from the start again.
class schedule {
public:
    /// Every `months` months from `first` on: a congress term of 30 or 60 months, for example.
    /// @param policy What happens in a month that lacks the day.
    /// @param last No occurrence lies after this day.
    /// @throw invalid_input PO1502 if a day is no day, PO1505 if `months` is not positive, PO1501
    /// if
    ///        `last` lies before `first`.
    schedule(date const& first, int months, month_policy policy = month_policy::same_day_or_last,
             std::optional<date> last = {});

    /// Every month, quarter, half-year or year from `first` on.
    /// @throw invalid_input as above.
    schedule(date const& first, cycle part, month_policy policy = month_policy::same_day_or_last,
             std::optional<date> last = {})
        : schedule(first, months_of(part), policy, last) {}

    /// The last day of every month, quarter, half-year or year, beginning with the one around
    /// `day`.
    /// @throw invalid_input as above.
    [[nodiscard]] static schedule ends_of(cycle part, date const& day,
                                          std::optional<date> last = {});

    /// @return The first occurrence.
    [[nodiscard]] date first() const noexcept { return first_; }
    /// @return The day after which there is none, if any.
    [[nodiscard]] std::optional<date> last() const noexcept { return last_; }
    /// @return How many months lie between two occurrences.
    [[nodiscard]] int months() const noexcept { return months_; }
    /// @return What happens in a month that lacks the day.
    [[nodiscard]] month_policy policy() const noexcept { return policy_; }

    /// @return The first occurrence on `day` or after it, or nothing if there is none.
    /// @throw invalid_input PO1502 if `day` is no day.
    /// @complexity Constant.
    [[nodiscard]] std::optional<date> next(date const& day) const;

    /// @return The occurrences within the period, in order.
    /// @throw invalid_input PO1504 if neither the period nor the schedule has a last day.
    /// @complexity Linear in the result.
    [[nodiscard]] std::vector<date> within(period const& span) const;

    /// @return Whether all parts agree.
    friend bool operator==(schedule const&, schedule const&) = default;

private:
    [[nodiscard]] std::optional<date> occurrence(std::int64_t number) const;
    [[nodiscard]] std::int64_t number_at(date const& day) const;

    date first_;
    int months_;
    month_policy policy_;
    std::optional<date> last_;
};

/// The recurrence in the words of RFC 5545, for an event that starts on `first()`:
/// "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1;UNTIL=20241231".
/// @return The rule without "RRULE:", or nothing where that language has no words for it: a day
/// that
///         moves into the next month.
/// @complexity Constant.
/// @source RFC 5545, section 3.3.10.
[[nodiscard]] std::optional<std::string> recurrence_rule(schedule const& days);

} // namespace partyorg
