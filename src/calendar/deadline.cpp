#include <partyorg/calendar/deadline.hpp>
#include <partyorg/core/error.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

namespace partyorg {
namespace {

date checked(date const& day, char const* what) {
    if (!is_day(day)) detail::fail_no_day(what);
    return day;
}

date day_before(date const& day) {
    if (day == *make_date(first_year, 1, 1))
        detail::fail<invalid_input>(defect::date_out_of_range,
                                    "there is no day before " + to_iso(day));
    return day - boost::gregorian::date_duration(1);
}

void require_positive(int length, char const* unit) {
    if (length < 0)
        detail::fail<invalid_input>(defect::bad_duration,
                                    "a clock of " + std::to_string(length) + ' ' + unit);
}

int last_of_month(int year, int month) {
    return boost::gregorian::gregorian_calendar::end_of_month_day(
        static_cast<unsigned short>(year), static_cast<unsigned short>(month));
}

[[noreturn]] void fail_far(date const& from, std::int64_t count, char const* unit) {
    detail::fail<invalid_input>(defect::date_out_of_range,
                                std::to_string(count) + ' ' + unit + " from " + to_iso(from));
}

date add_days(date const& day, int count) {
    auto const left = (*make_date(last_year, 12, 31) - day).days();
    if (count > left) fail_far(day, count, "days");
    return day + boost::gregorian::date_duration(count);
}

} // namespace

namespace detail {
void fail_no_day(std::string_view what) {
    fail<invalid_input>(defect::not_a_date, std::string(what) + " is not a day");
}
} // namespace detail

deadline::deadline(before limit)
    : last_(day_before(checked(limit.day, "an exclusive deadline"))),
      how_(bound::exclusive) {}

deadline::deadline(through limit)
    : last_(checked(limit.day, "an inclusive deadline")),
      how_(bound::inclusive) {}

std::string to_string(deadline const& due, language lang) {
    auto const vietnamese = lang == language::vi;
    auto const text_of = [&](date const& day) {
        return vietnamese ? to_vietnamese(day) : to_iso(day);
    };
    auto const last = std::string(label_of(weekday_of(due.last_day())).in(lang));
    if (due.how() == bound::inclusive)
        return (vietnamese ? "đến hết ngày " : "by the end of ") + text_of(due.stated()) + " (" +
               last + ")";
    return (vietnamese ? "trước ngày " : "before ") + text_of(due.stated()) +
           (vietnamese ? " (ngày cuối cùng: " : " (last day: ") + text_of(due.last_day()) + ", " +
           last + ")";
}

date add_months(date const& day, int months, month_policy policy) {
    checked(day, "the start of a count of months");
    auto const from = day.year_month_day();
    auto const total = std::int64_t{from.year} * 12 + from.month.as_number() - 1 + months;
    if (total < std::int64_t{first_year} * 12 || total >= (std::int64_t{last_year} + 1) * 12)
        fail_far(day, months, "months");
    auto const year = static_cast<int>(total / 12);
    auto const month = static_cast<int>(total % 12) + 1;
    auto const last = last_of_month(year, month);
    auto const wanted = static_cast<int>(from.day.as_number());

    auto const at_end = wanted == last_of_month(from.year, from.month.as_number());
    if (policy == month_policy::month_end_sticky && at_end) return *make_date(year, month, last);
    if (wanted <= last) return *make_date(year, month, wanted);
    auto const end = *make_date(year, month, last);
    return policy == month_policy::same_day_or_next_month ? add_days(end, 1) : end;
}

deadline due(working_day_clock clock, date const& trigger, working_days const& calendar) {
    require_positive(clock.days, "working days");
    return through(calendar.add(checked(trigger, "a clock's trigger"), clock.days, clock.trigger));
}

deadline due(calendar_day_clock clock, date const& trigger) {
    require_positive(clock.days, "days");
    checked(trigger, "a clock's trigger");
    auto const behind = clock.trigger == trigger_day::included && clock.days > 0 ? 1 : 0;
    return through(add_days(trigger, clock.days - behind));
}

deadline due(month_clock clock, date const& trigger) {
    require_positive(clock.months, "months");
    return through(add_months(trigger, clock.months, clock.policy));
}

deadline adjusted(deadline const& due, working_days const& calendar, adjustment convention) {
    auto const moved = calendar.adjust(due.last_day(), convention);
    return moved == due.last_day() ? due : deadline(through(moved));
}

deadline extended(deadline const& due, extension const& by, working_days const& calendar) {
    if (by.working_days <= 0)
        detail::fail<invalid_input>(defect::bad_duration, "an extension by " +
                                                              std::to_string(by.working_days) +
                                                              " working days");
    return through(calendar.add(due.last_day(), by.working_days));
}

std::string_view to_string(deadline_status status) noexcept {
    constexpr std::array<std::string_view, 6> names = {"not_started", "open",     "due_soon",
                                                       "met",         "met_late", "overdue"};
    auto const i = static_cast<std::size_t>(status);
    return i < names.size() ? names[i] : std::string_view("unknown");
}

label_view label_of(deadline_status status) noexcept {
    constexpr std::array<label_view, 6> labels = {{
        {"chưa bắt đầu", "not started"},
        {"còn hạn", "open"},
        {"sắp đến hạn", "due soon"},
        {"hoàn thành đúng hạn", "met"},
        {"hoàn thành quá hạn", "met late"},
        {"quá hạn", "overdue"},
    }};
    auto const i = static_cast<std::size_t>(status);
    return i < labels.size() ? labels[i] : label_view{};
}

} // namespace partyorg
