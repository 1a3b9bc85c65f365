#pragma once
/// @file
/// Working days: which they are, the n-th after a day, how many lie between two days.
///
/// A `calendar_definition` is plain data: weekly rest days and the days that differ. Change it as
/// you like, then make a `working_days` of it, a value that answers in constant time and shares
/// nothing with any other one.

#include <partyorg/calendar/holidays.hpp>
#include <partyorg/core/period.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace partyorg {

/// What a calendar of working days is made of. Value type.
struct calendar_definition {
    period span;                            ///< the days it covers; must have a last day
    rest_days weekly = saturday_and_sunday; ///< weekly rest days
    std::vector<special_day> days{}; ///< days that differ; of several for a day the last counts
};

/// The statutory calendar of Viet Nam.
/// @return Both years and what lies between.
/// @throw invalid_input PO1503 for a year before `first_statutory_year` or after
///        `last_statutory_year`, PO1501 if the last year comes before the first.
/// @complexity Linear in the years.
[[nodiscard]] calendar_definition statutory_calendar(int from_year, int to_year,
                                                     rest_days weekly = saturday_and_sunday,
                                                     std::span<yearly_decision const> more = {});

/// Adds a day off of your own, over whatever the calendar says of that day.
/// @throw invalid_input PO1502 if `day` is no day.
/// @complexity Amortised constant.
void add_day_off(calendar_definition& calendar, date const& day, label name = {},
                 citation source = {});

/// Adds a working day of your own, over whatever the calendar says of that day.
/// @throw invalid_input PO1502 if `day` is no day.
/// @complexity Amortised constant.
void add_working_day(calendar_definition& calendar, date const& day, label name = {},
                     citation source = {});

/// Removes all that makes the day special: it becomes what its weekday is. The substitute of a
/// removed holiday stays, since it is a day of its own.
/// @return How many entries were removed.
/// @complexity Linear in the special days.
std::size_t remove_special_day(calendar_definition& calendar, date const& day);

/// @return The entry that decides what the day is, or nothing for an ordinary day.
/// @complexity Linear in the special days.
[[nodiscard]] std::optional<special_day> find_special_day(calendar_definition const& calendar,
                                                          date const& day);

/// Whether a count begins with the day that triggers it.
///
/// No instrument that was read says which one the party's working-day clocks mean; custom takes the
/// first day after the trigger as day 1.
enum class trigger_day : std::uint8_t {
    excluded, ///< the day after the trigger is the first to count
    included, ///< the trigger itself is the first, if it is a working day
};

/// Whether swapped days count, which the yearly notices order for civil servants.
enum class swap_use : std::uint8_t {
    applied, ///< the weekday is off, the Saturday is worked
    ignored, ///< as if nothing had been swapped
};

/// Where a day goes that is not a working day.
enum class adjustment : std::uint8_t {
    unadjusted,         ///< it stays
    following,          ///< the next working day
    preceding,          ///< the last working day before
    modified_following, ///< the next one, but the one before if that is in another month
    modified_preceding, ///< the one before, but the next if that is in another month
    nearest,            ///< the nearer one, the next if both are equally near
};

namespace detail {
[[noreturn]] void fail_outside(date const& day, date const& first, date const& last);
[[noreturn]] void fail_beyond(date const& from, int count, date const& first, date const& last);
} // namespace detail

/// The working days of a range. Immutable value: threads may share one.
class working_days {
public:
    /// Prepares the answers.
    /// @throw invalid_input PO1504 if the definition's span is open; PO1502 if a special day is no
    /// day.
    /// @complexity Linear in the days of the span, 8 bytes each.
    explicit working_days(calendar_definition const& calendar, swap_use swaps = swap_use::applied);

    /// @return The first day covered.
    [[nodiscard]] date first() const noexcept { return first_; }
    /// @return The last day covered.
    [[nodiscard]] date last() const { return day_at(size() - 1); }
    /// @return Whether the calendar knows `day`.
    [[nodiscard]] bool covers(date const& day) const {
        return is_day(day) && day >= first_ && day <= last();
    }

    /// @return Whether `day` is a working day.
    /// @throw invalid_input PO1503 if the calendar does not cover it.
    /// @complexity Constant.
    [[nodiscard]] bool is_working(date const& day) const {
        auto const i = index(day);
        return before_[i + 1] != before_[i];
    }

    /// The `count`-th working day after `from`, or before it if `count` is negative; `from` itself
    /// if it is 0.
    /// @return A working day unless `count` is 0.
    /// @throw invalid_input PO1503 if the result or `from` is not covered.
    /// @complexity Constant.
    [[nodiscard]] date add(date const& from, int count,
                           trigger_day trigger = trigger_day::excluded) const {
        auto const i = index(from);
        if (count == 0) return from;
        // Working days up to and with the trigger, or without it: those counted are behind them.
        auto const forward = count > 0;
        auto const with = forward == (trigger == trigger_day::excluded);
        auto const passed = static_cast<std::int64_t>(before_[with ? i + 1 : i]);
        auto const target = passed + count - (forward ? 1 : 0);
        if (target < 0 || target >= static_cast<std::int64_t>(nth_.size()))
            detail::fail_beyond(from, count, first_, last());
        return day_at(nth_[static_cast<std::size_t>(target)]);
    }

    /// How many working days lead from `from` to `to`: `to` counts, `from` as `trigger` says.
    /// Negative if `to` is before `from`.
    ///
    /// `count(a, add(a, n))` is `n` for every day `a`; with the trigger included for all `n` but
    /// -1, since a day is one working day away from itself in both directions.
    /// @throw invalid_input PO1503 if a day is not covered.
    /// @complexity Constant.
    [[nodiscard]] int count(date const& from, date const& to,
                            trigger_day trigger = trigger_day::excluded) const {
        auto const excluded = trigger == trigger_day::excluded ? 1U : 0U;
        auto const a = index(from);
        auto const b = index(to);
        if (a <= b) {
            return static_cast<int>(before_[b + 1]) - static_cast<int>(before_[a + excluded]);
        }
        return static_cast<int>(before_[b]) - static_cast<int>(before_[a + 1 - excluded]);
    }

    /// @return `day` if it is a working day, else the next one.
    /// @throw invalid_input PO1503 if there is none within the calendar.
    /// @complexity Constant.
    [[nodiscard]] date following(date const& day) const {
        return is_working(day) ? day : add(day, 1);
    }
    /// @return `day` if it is a working day, else the last one before.
    /// @throw invalid_input PO1503 if there is none within the calendar.
    /// @complexity Constant.
    [[nodiscard]] date preceding(date const& day) const {
        return is_working(day) ? day : add(day, -1);
    }
    /// @return `day` moved as the convention says.
    /// @throw invalid_input PO1503 if that leaves the calendar.
    /// @complexity Constant.
    [[nodiscard]] date adjust(date const& day, adjustment convention) const;

    /// @return How many working days there are in all.
    [[nodiscard]] std::size_t total() const noexcept { return nth_.size(); }

private:
    [[nodiscard]] std::size_t size() const noexcept { return before_.size() - 1; }
    [[nodiscard]] date day_at(std::size_t i) const {
        return first_ + boost::gregorian::date_duration(static_cast<long>(i));
    }
    [[nodiscard]] std::size_t index(date const& day) const {
        // Special values and earlier days become large numbers.
        auto const i = static_cast<std::uint64_t>(day.day_number()) - first_number_;
        if (i >= size()) detail::fail_outside(day, first_, last());
        return static_cast<std::size_t>(i);
    }

    date first_;
    std::uint64_t first_number_;
    std::vector<std::uint32_t> before_; // working days before day i; one entry more than days
    std::vector<std::uint32_t> nth_;    // index of the n-th working day
};

/// The statutory working days of Viet Nam, ready to use.
/// @throw invalid_input as `statutory_calendar`.
/// @complexity Linear in the days.
[[nodiscard]] inline working_days statutory_working_days(int from_year, int to_year,
                                                         swap_use swaps = swap_use::applied) {
    return working_days(statutory_calendar(from_year, to_year), swaps);
}

} // namespace partyorg
