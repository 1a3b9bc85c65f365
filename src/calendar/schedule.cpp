#include <partyorg/calendar/schedule.hpp>
#include <partyorg/core/error.hpp>

#include <algorithm>

namespace partyorg {
namespace {

std::int64_t month_number(date const& day) {
    return std::int64_t{day.year()} * 12 + day.month().as_number() - 1;
}

bool is_month_end(date const& day) {
    return day == day.end_of_month();
}

std::string compact(date const& day) {
    auto text = to_iso(day);
    std::erase(text, '-');
    return text;
}

// The days of the month among which a day falls when short months cut it: "28,29,30" for 30.
std::string candidates(int day) {
    std::string text = "28";
    for (int i = 29; i <= day; ++i) (text += ',') += std::to_string(i);
    return text;
}

// Which day of its month; nothing when there are no words for it.
std::optional<std::string> by_month_day(schedule const& days) {
    auto const day = static_cast<int>(days.first().day());
    auto const sticky = days.policy() == month_policy::month_end_sticky;
    if (sticky && is_month_end(days.first())) return ";BYMONTHDAY=-1";
    if (day <= 28) return ";BYMONTHDAY=" + std::to_string(day);
    if (days.policy() == month_policy::same_day_or_next_month) return {};
    if (day == 31) return ";BYMONTHDAY=-1";
    return ";BYMONTHDAY=" + candidates(day) + ";BYSETPOS=-1";
}

} // namespace

period cycle_around(cycle part, date const& day) {
    if (!is_day(day)) detail::fail_no_day("the day within a cycle");
    auto const length = months_of(part);
    auto const first_month = (day.month().as_number() - 1) / length * length + 1;
    auto const first = *make_date(day.year(), first_month, 1);
    auto const last = *make_date(day.year(), first_month + length - 1, 1);
    return period(first, last.end_of_month());
}

schedule::schedule(date const& first, int months, month_policy policy, std::optional<date> last)
    : first_(first),
      months_(months),
      policy_(policy),
      last_(last) {
    if (!is_day(first)) detail::fail_no_day("the first day of a schedule");
    if (last && !is_day(*last)) detail::fail_no_day("the last day of a schedule");
    if (months <= 0)
        detail::fail<invalid_input>(defect::bad_duration,
                                    "a schedule every " + std::to_string(months) + " months");
    if (last && *last < first)
        detail::fail<invalid_input>(defect::reversed_period,
                                    "a schedule from " + to_iso(first) + " to " + to_iso(*last));
}

schedule schedule::ends_of(cycle part, date const& day, std::optional<date> last) {
    return {*cycle_around(part, day).last(), part, month_policy::month_end_sticky, last};
}

std::optional<date> schedule::occurrence(std::int64_t number) const {
    auto const months = number * months_;
    auto const beyond = (std::int64_t{last_year} + 1) * 12 - month_number(first_);
    // A day that moves into January 10000 does not exist either.
    auto const limit = policy_ == month_policy::same_day_or_next_month ? beyond - 1 : beyond;
    if (months >= limit) return {};
    auto const day = add_months(first_, static_cast<int>(months), policy_);
    if (last_ && day > *last_) return {};
    return day;
}

// The number of the last occurrence before `day`, or one before that; never negative.
std::int64_t schedule::number_at(date const& day) const {
    return std::max<std::int64_t>((month_number(day) - month_number(first_)) / months_ - 1, 0);
}

std::optional<date> schedule::next(date const& day) const {
    if (!is_day(day)) detail::fail_no_day("the day asked about");
    auto number = number_at(day);
    auto found = occurrence(number);
    while (found && *found < day) found = occurrence(++number);
    return found;
}

std::vector<date> schedule::within(period const& span) const {
    if (!span.last() && !last_)
        detail::fail<invalid_input>(defect::open_span,
                                    "the days of an endless schedule in an open period");
    std::vector<date> days;
    auto number = number_at(span.first());
    for (auto day = occurrence(number); day; day = occurrence(++number)) {
        if (span.last() && *day > *span.last()) break;
        if (*day >= span.first()) days.push_back(*day);
    }
    return days;
}

std::optional<std::string> recurrence_rule(schedule const& days) {
    auto const month_day = by_month_day(days);
    if (!month_day) return {};
    auto const yearly = days.months() % 12 == 0;
    auto const interval = yearly ? days.months() / 12 : days.months();
    std::string rule = yearly ? "FREQ=YEARLY" : "FREQ=MONTHLY";
    if (interval != 1) rule += ";INTERVAL=" + std::to_string(interval);
    if (yearly) rule += ";BYMONTH=" + std::to_string(days.first().month().as_number());
    rule += *month_day;
    if (days.last()) rule += ";UNTIL=" + compact(*days.last());
    return rule;
}

} // namespace partyorg
