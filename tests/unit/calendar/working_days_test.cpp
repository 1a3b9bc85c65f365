#include "support/catch.hpp"

#include <partyorg/calendar/working_days.hpp>
#include <partyorg/core/error.hpp>

#include <algorithm>
#include <string>
#include <tuple>
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

working_days const& with_swaps() {
    static working_days const days = statutory_working_days(2021, 2027);
    return days;
}
working_days const& without_swaps() {
    static working_days const days = statutory_working_days(2021, 2027, swap_use::ignored);
    return days;
}

} // namespace

TEST_CASE("working days are added as in the published vectors", "[working_days]") {
    char const* start = nullptr;
    int count = 0;
    char const* applied = nullptr;
    char const* ignored = nullptr;
    std::tie(start, count, applied, ignored) =
        GENERATE(table<char const*, int, char const*, char const*>({
            {"2024-01-15", 30, "2024-03-04", "2024-03-04"},
            {"2024-01-15", 60, "2024-04-15", "2024-04-15"},
            {"2024-04-15", 30, "2024-05-30", "2024-05-30"},
            {"2024-04-01", 60, "2024-06-27", "2024-06-27"},
            {"2025-04-14", 30, "2025-05-28", "2025-05-28"},
            {"2025-07-01", 60, "2025-09-25", "2025-09-25"},
            {"2026-01-05", 30, "2026-02-13", "2026-02-23"},
            {"2026-08-03", 30, "2026-09-16", "2026-09-16"},
            {"2026-11-02", 30, "2026-12-15", "2026-12-15"},
            {"2026-11-16", 10, "2026-12-01", "2026-12-01"},
        }));
    INFO(start << " + " << count);
    CHECK(to_iso(with_swaps().add(on(start), count)) == applied);
    CHECK(to_iso(without_swaps().add(on(start), count)) == ignored);
    CHECK(with_swaps().count(on(start), on(applied)) == count);
    CHECK(without_swaps().count(on(start), on(ignored)) == count);
}

// Statutes' fact base, table of days off for civil servants, under both settings: every weekday off
// without swaps is one with them, and the swapped days are the only ones that change.
TEST_CASE("each year's days off under both settings of swaps", "[working_days]") {
    struct year_off {
        int year;
        std::vector<std::string> off;     ///< weekdays off whether or not swaps are applied
        std::vector<std::string> swapped; ///< weekdays off by a swap
        std::vector<std::string> worked;  ///< Saturdays worked for them
    };
    std::vector<year_off> const table = {
        {2021,
         {"01-01", "02-10", "02-11", "02-12", "02-15", "02-16", "04-21", "04-30", "05-03", "09-02",
          "09-03"},
         {},
         {}},
        {2022,
         {"01-03", "01-31", "02-01", "02-02", "02-03", "02-04", "04-11", "05-02", "05-03", "09-01",
          "09-02"},
         {},
         {}},
        {2023,
         {"01-02", "01-20", "01-23", "01-24", "01-25", "01-26", "05-01", "05-02", "05-03", "09-01",
          "09-04"},
         {},
         {}},
        {2024,
         {"01-01", "02-08", "02-09", "02-12", "02-13", "02-14", "04-18", "04-30", "05-01", "09-02",
          "09-03"},
         {"04-29"},
         {"05-04"}},
        {2025,
         {"01-01", "01-27", "01-28", "01-29", "01-30", "01-31", "04-07", "04-30", "05-01", "09-01",
          "09-02"},
         {"05-02"},
         {"04-26"}},
        {2026,
         {"01-01", "02-16", "02-17", "02-18", "02-19", "02-20", "04-27", "04-30", "05-01", "09-01",
          "09-02", "11-24"},
         {"01-02", "08-31"},
         {"01-10", "08-22"}},
    };
    for (auto const& facts : table) {
        std::vector<std::string> off_applied, off_ignored, work_applied, work_ignored;
        auto const one = boost::gregorian::date_duration(1);
        for (auto day = *make_date(facts.year, 1, 1); day.year() == facts.year; day += one) {
            auto const text = to_iso(day).substr(5);
            bool const weekend = saturday_and_sunday.contains(weekday_of(day));
            if (!weekend && !with_swaps().is_working(day)) off_applied.push_back(text);
            if (!weekend && !without_swaps().is_working(day)) off_ignored.push_back(text);
            if (weekend && with_swaps().is_working(day)) work_applied.push_back(text);
            if (weekend && without_swaps().is_working(day)) work_ignored.push_back(text);
        }
        auto all = facts.off;
        all.insert(all.end(), facts.swapped.begin(), facts.swapped.end());
        std::sort(all.begin(), all.end());
        INFO(facts.year);
        CHECK(off_applied == all);
        CHECK(off_ignored == facts.off);
        CHECK(work_applied == facts.worked);
        CHECK(work_ignored.empty());
    }
}

TEST_CASE("a year has the number of working days that was counted by hand", "[working_days]") {
    CHECK(statutory_working_days(2024, 2024).total() == 251);
    CHECK(statutory_working_days(2026, 2026).total() == 249);
}

TEST_CASE("a swap moves work from a weekday to a Saturday, if swaps are applied",
          "[working_days]") {
    CHECK_FALSE(with_swaps().is_working(on("2024-04-29")));
    CHECK(with_swaps().is_working(on("2024-05-04")));
    CHECK(without_swaps().is_working(on("2024-04-29")));
    CHECK_FALSE(without_swaps().is_working(on("2024-05-04")));
}

TEST_CASE("the trigger day counts only where that is said", "[working_days]") {
    auto const& days = with_swaps();
    CHECK(to_iso(days.add(on("2024-01-15"), 1)) == "2024-01-16");
    CHECK(to_iso(days.add(on("2024-01-15"), 1, trigger_day::included)) == "2024-01-15");
    // A Sunday is no working day: nothing to count on it.
    CHECK(to_iso(days.add(on("2024-01-14"), 1)) == "2024-01-15");
    CHECK(to_iso(days.add(on("2024-01-14"), 1, trigger_day::included)) == "2024-01-15");
    CHECK(days.count(on("2024-01-15"), on("2024-01-19")) == 4);
    CHECK(days.count(on("2024-01-15"), on("2024-01-19"), trigger_day::included) == 5);
    CHECK(days.count(on("2024-01-15"), on("2024-01-15")) == 0);
    CHECK(days.count(on("2024-01-15"), on("2024-01-15"), trigger_day::included) == 1);
}

TEST_CASE("working days are counted backwards, too", "[working_days]") {
    auto const& days = with_swaps();
    CHECK(to_iso(days.add(on("2024-02-15"), -1)) == "2024-02-07");
    CHECK(to_iso(days.add(on("2024-02-15"), -1, trigger_day::included)) == "2024-02-15");
    CHECK(to_iso(days.add(on("2024-02-10"), -1)) == "2024-02-07");
    CHECK(days.count(on("2024-02-15"), on("2024-02-07")) == -1);
    CHECK(days.count(on("2024-02-15"), on("2024-02-07"), trigger_day::included) == -2);
    CHECK(to_iso(days.add(on("2024-02-10"), 0)) == "2024-02-10");
}

TEST_CASE("a day off moves by a named convention", "[working_days]") {
    auto const& days = with_swaps();
    auto const move = [&](char const* day, adjustment convention) {
        return to_iso(days.adjust(on(day), convention));
    };
    CHECK(move("2024-01-14", adjustment::unadjusted) == "2024-01-14");
    CHECK(move("2024-01-14", adjustment::following) == "2024-01-15");
    CHECK(move("2024-01-14", adjustment::preceding) == "2024-01-12");
    CHECK(move("2024-01-14", adjustment::nearest) == "2024-01-15");
    CHECK(move("2024-01-13", adjustment::nearest) == "2024-01-12");
    CHECK(move("2024-03-31", adjustment::following) == "2024-04-01");
    CHECK(move("2024-03-31", adjustment::modified_following) == "2024-03-29");
    CHECK(move("2024-06-01", adjustment::preceding) == "2024-05-31");
    CHECK(move("2024-06-01", adjustment::modified_preceding) == "2024-06-03");
    CHECK(move("2024-01-15", adjustment::following) == "2024-01-15");
    CHECK(to_iso(days.following(on("2024-02-08"))) == "2024-02-15");
    CHECK(to_iso(days.preceding(on("2024-02-14"))) == "2024-02-07");
}

TEST_CASE("the day before an exclusive deadline on a Monday is a Sunday", "[working_days]") {
    CHECK(to_iso(with_swaps().preceding(on("2024-01-14"))) == "2024-01-12");
}

TEST_CASE("a user's own calendar adds and removes days", "[working_days]") {
    auto calendar = statutory_calendar(2024, 2024);
    add_day_off(calendar, on("2024-10-10"), {"Ngày truyền thống", "Founding day"});
    add_working_day(calendar, on("2024-02-14"));
    CHECK(remove_special_day(calendar, on("2024-04-18")) == 1);
    CHECK(remove_special_day(calendar, on("2024-04-19")) == 0);
    working_days const days(calendar);
    CHECK_FALSE(days.is_working(on("2024-10-10")));
    CHECK(days.is_working(on("2024-02-14")));
    CHECK(days.is_working(on("2024-04-18")));
    CHECK(days.total() == 252);
    // The entry added last decides.
    CHECK(find_special_day(calendar, on("2024-02-14"))->kind == day_kind::local_work);
    CHECK(find_special_day(calendar, on("2024-10-10"))->name.en == "Founding day");
    CHECK_FALSE(find_special_day(calendar, on("2024-10-11")));
    // Calendars are values: the statutory one is what it was.
    CHECK(statutory_working_days(2024, 2024).total() == 251);
    CHECK(code_of([&] { add_day_off(calendar, date{}); }) == defect::not_a_date);
    CHECK(code_of([&] { add_working_day(calendar, date{}); }) == defect::not_a_date);
}

TEST_CASE("local days stay when swaps are ignored", "[working_days]") {
    auto calendar = statutory_calendar(2024, 2024);
    add_working_day(calendar, on("2024-06-01"));
    CHECK(working_days(calendar, swap_use::ignored).is_working(on("2024-06-01")));
}

TEST_CASE("other weekly rest days make another calendar", "[working_days]") {
    working_days const six(statutory_calendar(2024, 2024, {weekday::sunday}));
    CHECK(six.is_working(on("2024-06-01")));
    CHECK_FALSE(six.is_working(on("2024-06-02")));
    working_days const all({period(on("2024-01-01"), on("2024-12-31")), {}, {}});
    CHECK(all.total() == 366);
}

TEST_CASE("days outside the calendar are refused, not guessed", "[working_days]") {
    working_days const days = statutory_working_days(2024, 2024);
    CHECK(days.covers(on("2024-01-01")));
    CHECK(days.covers(on("2024-12-31")));
    CHECK_FALSE(days.covers(on("2023-12-31")));
    CHECK_FALSE(days.covers(on("2025-01-01")));
    CHECK_FALSE(days.covers(date{}));
    CHECK(to_iso(days.last()) == "2024-12-31");
    auto const refused = defect::date_out_of_range;
    CHECK(code_of([&] { (void)days.is_working(on("2025-01-01")); }) == refused);
    CHECK(code_of([&] { (void)days.is_working(on("2023-12-31")); }) == refused);
    CHECK(code_of([&] { (void)days.add(on("2024-12-31"), 1); }) == refused);
    CHECK(code_of([&] { (void)days.add(on("2024-12-01"), 2147483647); }) == refused);
    CHECK(code_of([&] { (void)days.add(on("2024-12-01"), -2147483647 - 1); }) == refused);
    CHECK(code_of([&] { (void)days.add(on("2024-01-01"), -1); }) == refused);
    CHECK(code_of([&] { (void)days.count(on("2024-01-01"), on("2026-01-01")); }) == refused);
    CHECK(code_of([&] { (void)days.add(date{}, 1); }) == defect::not_a_date);
    CHECK(code_of([&] { (void)days.count(on("2024-01-01"), date{}); }) == defect::not_a_date);
    CHECK(code_of([&] { (void)days.is_working(date(boost::date_time::neg_infin)); }) ==
          defect::not_a_date);
}

TEST_CASE("calendars that cannot be made are refused", "[working_days]") {
    CHECK(code_of([] { (void)statutory_calendar(2025, 2024); }) == defect::reversed_period);
    CHECK(code_of([] { (void)statutory_calendar(2000, 2024); }) == defect::date_out_of_range);
    CHECK(code_of([] { (void)statutory_calendar(2190, 2300); }) == defect::date_out_of_range);
    CHECK(code_of([] { working_days const days({period(on("2024-01-01")), {}, {}}); }) ==
          defect::open_span);
    CHECK(code_of([] {
              working_days const days(
                  {period(on("2024-01-01"), on("2024-01-02")), {}, {special_day{}}});
          }) == defect::not_a_date);
}

TEST_CASE("a calendar without a single working day answers by refusing", "[working_days]") {
    rest_days const always = {weekday::monday,   weekday::tuesday, weekday::wednesday,
                              weekday::thursday, weekday::friday,  weekday::saturday,
                              weekday::sunday};
    working_days const none({period(on("2024-01-01"), on("2024-12-31")), always, {}});
    CHECK(none.total() == 0);
    CHECK(none.count(on("2024-01-01"), on("2024-12-31")) == 0);
    CHECK(code_of([&] { (void)none.following(on("2024-01-01")); }) == defect::date_out_of_range);
}
