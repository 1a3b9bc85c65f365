#include <partyorg/calendar/working_days.hpp>
#include <partyorg/core/error.hpp>

#include <string>
#include <utility>

namespace partyorg {
namespace {

std::uint64_t number_of(date const& day) {
    return static_cast<std::uint64_t>(day.day_number());
}

void require_day(date const& day, char const* what) {
    if (!is_day(day)) detail::fail<invalid_input>(defect::not_a_date, what);
}

bool is_swap(day_kind kind) {
    return kind == day_kind::swap_off || kind == day_kind::swap_work;
}

std::string range_text(date const& first, date const& last) {
    return "the calendar covers " + to_iso(first) + " to " + to_iso(last);
}

// One entry per day of the span: 1 for a working day.
std::vector<std::uint8_t> mark_working(calendar_definition const& calendar, swap_use swaps) {
    if (!calendar.span.last())
        detail::fail<invalid_input>(defect::open_span,
                                    "a calendar of working days without a last day");
    auto const first = number_of(calendar.span.first());
    auto const size = number_of(*calendar.span.last()) - first + 1;
    std::vector<std::uint8_t> working(static_cast<std::size_t>(size));
    auto const first_weekday = static_cast<std::size_t>(weekday_of(calendar.span.first()));
    for (std::size_t i = 0; i < working.size(); ++i)
        working[i] = !calendar.weekly.contains(static_cast<weekday>((first_weekday + i) % 7));
    for (auto const& special : calendar.days) {
        require_day(special.day, "a calendar's special day");
        if (!calendar.span.contains(special.day)) continue;
        if (swaps == swap_use::ignored && is_swap(special.kind)) continue;
        working[static_cast<std::size_t>(number_of(special.day) - first)] = !is_off(special.kind);
    }
    return working;
}

date nearer(date const& day, date const& before, date const& after) {
    return after - day <= day - before ? after : before;
}

} // namespace

namespace detail {

void fail_outside(date const& day, date const& first, date const& last) {
    if (!is_day(day)) fail<invalid_input>(defect::not_a_date, "a day for the calendar");
    fail<invalid_input>(defect::date_out_of_range, to_iso(day) + ": " + range_text(first, last));
}

void fail_beyond(date const& from, int count, date const& first, date const& last) {
    fail<invalid_input>(defect::date_out_of_range, std::to_string(count) + " working days from " +
                                                       to_iso(from) + ": " +
                                                       range_text(first, last));
}

} // namespace detail

calendar_definition statutory_calendar(int from_year, int to_year, rest_days weekly,
                                       std::span<yearly_decision const> more) {
    if (to_year < from_year)
        detail::fail<invalid_input>(defect::reversed_period, "a calendar from " +
                                                                 std::to_string(from_year) +
                                                                 " to " + std::to_string(to_year));
    std::vector<special_day> days;
    for (int year = from_year; year <= to_year; ++year)
        for (auto& day : statutory_days(year, weekly, more)) days.push_back(std::move(day));
    return {period(*make_date(from_year, 1, 1), make_date(to_year, 12, 31)), weekly,
            std::move(days)};
}

void add_day_off(calendar_definition& calendar, date const& day, label name, citation source) {
    require_day(day, "a day off");
    calendar.days.push_back({day, day_kind::local_off, std::move(name), std::move(source)});
}

void add_working_day(calendar_definition& calendar, date const& day, label name, citation source) {
    require_day(day, "a working day");
    calendar.days.push_back({day, day_kind::local_work, std::move(name), std::move(source)});
}

std::size_t remove_special_day(calendar_definition& calendar, date const& day) {
    return std::erase_if(calendar.days,
                         [&](special_day const& special) { return special.day == day; });
}

std::optional<special_day> find_special_day(calendar_definition const& calendar, date const& day) {
    for (auto i = calendar.days.size(); i-- > 0;)
        if (calendar.days[i].day == day) return calendar.days[i];
    return {};
}

working_days::working_days(calendar_definition const& calendar, swap_use swaps)
    : first_(calendar.span.first()),
      first_number_(number_of(calendar.span.first())) {
    auto const working = mark_working(calendar, swaps);
    before_.reserve(working.size() + 1);
    before_.push_back(0);
    for (std::size_t i = 0; i < working.size(); ++i) {
        if (working[i] != 0) nth_.push_back(static_cast<std::uint32_t>(i));
        before_.push_back(static_cast<std::uint32_t>(nth_.size()));
    }
}

date working_days::adjust(date const& day, adjustment convention) const {
    if (is_working(day)) return day;
    switch (convention) {
    case adjustment::unadjusted:
        return day;
    case adjustment::following:
        return add(day, 1);
    case adjustment::preceding:
        return add(day, -1);
    case adjustment::modified_following: {
        auto const after = add(day, 1);
        return after.month() == day.month() ? after : add(day, -1);
    }
    case adjustment::modified_preceding: {
        auto const before = add(day, -1);
        return before.month() == day.month() ? before : add(day, 1);
    }
    case adjustment::nearest:
        return nearer(day, add(day, -1), add(day, 1));
    }
    return day;
}

} // namespace partyorg
