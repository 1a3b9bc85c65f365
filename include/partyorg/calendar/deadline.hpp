#pragma once
/// @file
/// Deadlines: their last day, the clocks that set them, and how one stands on a given day.

#include <partyorg/calendar/working_days.hpp>

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace partyorg {

/// "trước ngày 15/01/2024": an exclusive bound. The day before is the last one.
struct before {
    date day{}; ///< the day that is too late
    /// Names the day that is too late.
    explicit before(date named) : day(named) {}
};

/// "đến hết ngày 15/01/2024": an inclusive bound. The day named is the last one.
struct through {
    date day{}; ///< the last day
    /// Names the last day.
    explicit through(date named) : day(named) {}
};

/// How a deadline names its day.
enum class bound : std::uint8_t {
    exclusive, ///< "trước ngày"
    inclusive, ///< "đến hết ngày"
};

/// The last day on which something is in time, and how it was put into words.
class deadline {
public:
    /// An exclusive deadline.
    /// @throw invalid_input PO1502 if its day is no day, PO1503 if there is no day before it.
    deadline(before limit);
    /// An inclusive deadline.
    /// @throw invalid_input PO1502 if its day is no day.
    deadline(through limit);

    /// @return The last day in time.
    [[nodiscard]] date last_day() const noexcept { return last_; }
    /// @return The day that the text names: for an exclusive bound the day after the last.
    [[nodiscard]] date stated() const {
        return how_ == bound::inclusive ? last_ : last_ + boost::gregorian::date_duration(1);
    }
    /// @return How the text names it.
    [[nodiscard]] bound how() const noexcept { return how_; }
    /// @return The last working day in time: the last day, or the working day before it.
    /// @throw invalid_input PO1503 if the calendar does not reach.
    [[nodiscard]] date last_working_day(working_days const& calendar) const {
        return calendar.preceding(last_);
    }

    /// @return Whether both name the same day in the same way.
    friend bool operator==(deadline const&, deadline const&) = default;

private:
    date last_;
    bound how_;
};

/// @return "trước ngày 15/01/2024 (ngày cuối cùng: 14/01/2024, Chủ nhật)" or
///         "before 2024-01-15 (last day: 2024-01-14, Sunday)"; for an inclusive bound
///         "đến hết ngày 15/01/2024 (Thứ Hai)" or "by the end of 2024-01-15 (Monday)".
[[nodiscard]] std::string to_string(deadline const& due, language lang = language::en);

// ---- Clocks ----------------------------------------------------------------------------------

/// "30 working days from receipt".
struct working_day_clock {
    int days = 0;                                ///< how many working days
    trigger_day trigger = trigger_day::excluded; ///< whether the trigger is the first of them
};

/// "30 days from the decision".
struct calendar_day_clock {
    int days = 0;                                ///< how many days
    trigger_day trigger = trigger_day::excluded; ///< whether the trigger is the first of them
};

/// What "the same day some months later" means where the later month is shorter, or where both ends
/// are the ends of a month. Boost's own month arithmetic is `month_end_sticky`, which gives a
/// probation from 28/02/2023 twelve months and a day.
enum class month_policy : std::uint8_t {
    same_day_or_last,       ///< 31/01 + 1 = 29/02/2024; 28/02/2023 + 12 = 28/02/2024
    same_day_or_next_month, ///< 31/01 + 1 = 01/03; otherwise as above
    month_end_sticky,       ///< 29/02 + 1 = 31/03: the end of a month stays the end of a month
};

/// "12 months from the ceremony".
struct month_clock {
    int months = 0;                                       ///< how many months
    month_policy policy = month_policy::same_day_or_last; ///< where the same day is missing
};

/// @return The day `months` months after `day`, or before it if negative.
/// @throw invalid_input PO1502 if `day` is no day, PO1503 if the result is beyond the years of
/// dates.
/// @complexity Constant.
[[nodiscard]] date add_months(date const& day, int months,
                              month_policy policy = month_policy::same_day_or_last);

/// @return The deadline that the clock sets when it starts on `trigger`; inclusive.
/// @throw invalid_input PO1505 if the clock is negative, PO1502 if the trigger is no day, PO1503 if
///        the calendar does not reach.
/// @complexity Constant.
[[nodiscard]] deadline due(working_day_clock clock, date const& trigger,
                           working_days const& calendar);
/// @copydoc due(working_day_clock,date const&,working_days const&)
[[nodiscard]] deadline due(calendar_day_clock clock, date const& trigger);
/// @copydoc due(working_day_clock,date const&,working_days const&)
[[nodiscard]] deadline due(month_clock clock, date const& trigger);

/// Moves a last day that is not a working day. What an instrument does not say is not done: clocks
/// do not move by themselves.
/// @return The deadline at the moved day, inclusive; the same deadline if it does not move.
/// @throw invalid_input PO1503 if the calendar does not reach.
/// @complexity Constant.
[[nodiscard]] deadline adjusted(deadline const& due, working_days const& calendar,
                                adjustment convention);

/// An extension by a decision.
struct extension {
    int working_days = 0;          ///< by how many working days after the last day
    citation decision{};           ///< the decision
    std::optional<date> decided{}; ///< its day
};

/// @return The deadline that the decision sets, inclusive.
/// @throw invalid_input PO1505 if the extension is not positive, PO1503 if the calendar does not
///        reach.
/// @complexity Constant.
[[nodiscard]] deadline extended(deadline const& due, extension const& by,
                                working_days const& calendar);

// ---- Standing on a day -------------------------------------------------------------------------

/// How a deadline stands on a day.
enum class deadline_status : std::uint8_t {
    not_started, ///< chưa bắt đầu: its clock has not started yet
    open,        ///< còn hạn
    due_soon,    ///< sắp đến hạn
    met,         ///< hoàn thành đúng hạn
    met_late,    ///< hoàn thành quá hạn
    overdue,     ///< quá hạn
};

/// @return The identifier used in files: "due_soon".
[[nodiscard]] std::string_view to_string(deadline_status status) noexcept;
/// @return The status in both languages.
[[nodiscard]] label_view label_of(deadline_status status) noexcept;

/// What happened to a duty so far.
struct progress {
    std::optional<date> starts{}; ///< when it begins; open from the start if not said
    std::optional<date> done{};   ///< when it was done
};

/// When a deadline counts as due soon: this many days before its last day, and on it.
struct notice_days {
    int days = 30; ///< calendar days
};

namespace detail {
[[noreturn]] void fail_no_day(std::string_view what);
}

/// How a deadline stands at the end of the day `on`. What happens after that day is not known on
/// it: a duty done later is open or overdue, not met.
/// @throw invalid_input PO1502 if `on`, a start or a completion is not a day.
/// @complexity Constant.
[[nodiscard]] inline deadline_status status_at(deadline const& due, date const& on,
                                               progress const& so_far = {}, notice_days soon = {}) {
    if (!is_day(on)) detail::fail_no_day("the day asked about");
    if (so_far.starts && !is_day(*so_far.starts)) detail::fail_no_day("the start of a duty");
    if (so_far.done && !is_day(*so_far.done)) detail::fail_no_day("the completion of a duty");
    if (so_far.done && *so_far.done <= on)
        return *so_far.done <= due.last_day() ? deadline_status::met : deadline_status::met_late;
    if (on > due.last_day()) return deadline_status::overdue;
    if (so_far.starts && on < *so_far.starts) return deadline_status::not_started;
    return (due.last_day() - on).days() <= soon.days ? deadline_status::due_soon
                                                     : deadline_status::open;
}

/// @return The calendar days left on `on`: 0 on the last day, negative when late.
/// @throw invalid_input PO1502 if `on` is not a day.
/// @complexity Constant.
[[nodiscard]] inline int slack(deadline const& due, date const& on) {
    if (!is_day(on)) detail::fail_no_day("the day asked about");
    return static_cast<int>((due.last_day() - on).days());
}

/// @return The working days left after `on`; when late, 0 or minus those that passed before `on`.
/// @throw invalid_input PO1502 or PO1503 if the calendar does not cover both days.
/// @complexity Constant.
[[nodiscard]] inline int working_slack(deadline const& due, date const& on,
                                       working_days const& calendar) {
    return calendar.count(on, due.last_day());
}

} // namespace partyorg
