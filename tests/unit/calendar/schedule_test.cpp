#include "support/catch.hpp"

#include <partyorg/calendar/schedule.hpp>
#include <partyorg/core/error.hpp>

#include <string>
#include <vector>

using namespace partyorg;

namespace {

date on(char const* iso) {
    return parse_iso_date(iso).value();
}

template <class Action>
defect code_of(Action action) {
    try {
        action();
    } catch (invalid_input const& caught) {
        return caught.code();
    }
    return defect::internal;
}

std::vector<std::string> iso(std::vector<date> const& days) {
    std::vector<std::string> texts;
    for (auto const& day : days) texts.push_back(to_iso(day));
    return texts;
}

using texts = std::vector<std::string>;

} // namespace

TEST_CASE("a day lies in its month, quarter, half-year and year", "[schedule]") {
    CHECK(to_string(cycle_around(cycle::month, on("2024-02-10"))) == "2024-02-01..2024-02-29");
    CHECK(to_string(cycle_around(cycle::quarter, on("2024-05-31"))) == "2024-04-01..2024-06-30");
    CHECK(to_string(cycle_around(cycle::half_year, on("2024-07-01"))) == "2024-07-01..2024-12-31");
    CHECK(to_string(cycle_around(cycle::year, on("2024-12-31"))) == "2024-01-01..2024-12-31");
    CHECK(code_of([] { (void)cycle_around(cycle::year, date{}); }) == defect::not_a_date);
}

TEST_CASE("a report of every quarter is due four times a year", "[schedule]") {
    auto const reports = schedule::ends_of(cycle::quarter, on("2024-01-15"));
    CHECK(iso(reports.within(period(on("2024-01-01"), on("2024-12-31")))) ==
          texts{"2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31"});
    CHECK(to_iso(*reports.next(on("2024-04-01"))) == "2024-06-30");
    CHECK(to_iso(*reports.next(on("2024-06-30"))) == "2024-06-30");
    CHECK(to_iso(*reports.next(on("2020-01-01"))) == "2024-03-31");
}

TEST_CASE("months, half-years and years come back on their day", "[schedule]") {
    auto const year = period(on("2024-01-01"), on("2024-12-31"));
    CHECK(schedule(on("2023-11-05"), cycle::month).within(year).size() == 12);
    CHECK(iso(schedule(on("2023-01-10"), cycle::half_year).within(year)) ==
          texts{"2024-01-10", "2024-07-10"});
    CHECK(iso(schedule(on("2020-02-29"), cycle::year)
                  .within(period(on("2020-01-01"), on("2024-12-31")))) ==
          texts{"2020-02-29", "2021-02-28", "2022-02-28", "2023-02-28", "2024-02-29"});
}

TEST_CASE("the end of a month does not drift", "[schedule]") {
    auto const spring = period(on("2024-01-01"), on("2024-05-31"));
    CHECK(iso(schedule(on("2024-01-31"), cycle::month).within(spring)) ==
          texts{"2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30", "2024-05-31"});
    CHECK(iso(schedule(on("2024-01-30"), cycle::month).within(spring)) ==
          texts{"2024-01-30", "2024-02-29", "2024-03-30", "2024-04-30", "2024-05-30"});
    CHECK(iso(schedule(on("2024-01-31"), cycle::month, month_policy::same_day_or_next_month)
                  .within(spring)) ==
          texts{"2024-01-31", "2024-03-01", "2024-03-31", "2024-05-01", "2024-05-31"});
    CHECK(iso(schedule(on("2024-02-29"), cycle::month, month_policy::month_end_sticky)
                  .within(spring)) ==
          texts{"2024-02-29", "2024-03-31", "2024-04-30", "2024-05-31"});
}

TEST_CASE("an occurrence moved into the period is within it", "[schedule]") {
    schedule const days(on("2023-01-31"), 1, month_policy::same_day_or_next_month);
    CHECK(iso(days.within(period(on("2023-03-01"), on("2023-03-01")))) == texts{"2023-03-01"});
    CHECK(to_iso(*days.next(on("2023-03-01"))) == "2023-03-01");
}

TEST_CASE("congresses come back with their term", "[schedule]") {
    schedule const cell(on("2020-03-15"), 30);
    CHECK(iso(cell.within(period(on("2020-01-01"), on("2026-01-01")))) ==
          texts{"2020-03-15", "2022-09-15", "2025-03-15"});
}

TEST_CASE("a schedule ends where it was told to", "[schedule]") {
    schedule const year(on("2024-01-31"), cycle::month, month_policy::same_day_or_last,
                        on("2024-03-31"));
    CHECK(iso(year.within(period(on("2024-01-01")))) ==
          texts{"2024-01-31", "2024-02-29", "2024-03-31"});
    CHECK_FALSE(year.next(on("2024-04-01")));
    schedule const long_one(on("9999-01-31"), cycle::month);
    CHECK(to_iso(*long_one.next(on("9999-12-01"))) == "9999-12-31");
    CHECK(long_one.within(period(on("9999-01-01"), on("9999-12-31"))).size() == 12);
    schedule const slow(on("9999-01-31"), 2147483647);
    CHECK_FALSE(slow.next(on("9999-02-01")));
}

TEST_CASE("schedules that make no sense are refused", "[schedule]") {
    CHECK(code_of([] { (void)schedule(date{}, 1); }) == defect::not_a_date);
    CHECK(code_of([] { (void)schedule(on("2024-01-01"), 0); }) == defect::bad_duration);
    CHECK(code_of([] { (void)schedule(on("2024-01-01"), -3); }) == defect::bad_duration);
    CHECK(code_of([] {
              (void)schedule(on("2024-01-02"), 1, month_policy::same_day_or_last, on("2024-01-01"));
          }) == defect::reversed_period);
    CHECK(code_of([] {
              (void)schedule(on("2024-01-02"), 1, month_policy::same_day_or_last, date{});
          }) == defect::not_a_date);
    schedule const endless(on("2024-01-01"), cycle::month);
    CHECK(code_of([&] { (void)endless.within(period(on("2024-01-01"))); }) == defect::open_span);
    CHECK(code_of([&] { (void)endless.next(date{}); }) == defect::not_a_date);
}

TEST_CASE("a schedule is told in the words of RFC 5545", "[schedule]") {
    using enum month_policy;
    auto const rule = [](char const* first, int months, month_policy policy = same_day_or_last) {
        return recurrence_rule(schedule(on(first), months, policy)).value_or("none");
    };
    CHECK(rule("2024-01-15", 1) == "FREQ=MONTHLY;BYMONTHDAY=15");
    CHECK(rule("2024-01-15", 3) == "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15");
    CHECK(rule("2024-01-31", 1) == "FREQ=MONTHLY;BYMONTHDAY=-1");
    CHECK(rule("2024-01-30", 1) == "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1");
    CHECK(rule("2024-02-29", 12) == "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1");
    CHECK(rule("2024-02-29", 12, month_end_sticky) == "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1");
    CHECK(rule("2024-03-15", 60) == "FREQ=YEARLY;INTERVAL=5;BYMONTH=3;BYMONTHDAY=15");
    CHECK(rule("2024-03-15", 30) == "FREQ=MONTHLY;INTERVAL=30;BYMONTHDAY=15");
    CHECK(rule("2024-01-31", 1, same_day_or_next_month) == "none");
    CHECK(rule("2024-01-28", 1, same_day_or_next_month) == "FREQ=MONTHLY;BYMONTHDAY=28");
    CHECK(*recurrence_rule(schedule::ends_of(cycle::quarter, on("2024-01-01"), on("2024-12-31"))) ==
          "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1;UNTIL=20241231");
}
