#include "support/catch.hpp"

#include <partyorg/calendar/deadline.hpp>
#include <partyorg/core/error.hpp>

#include <string>
#include <tuple>
#include <type_traits>

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

working_days const& calendar() {
    static working_days const days = statutory_working_days(2021, 2027);
    return days;
}

std::string later(char const* day, int months, month_policy policy) {
    return to_iso(add_months(on(day), months, policy));
}

} // namespace

TEST_CASE("an exclusive bound ends the day before, an inclusive one on its day", "[deadline]") {
    deadline const list = before(on("2024-01-15"));
    CHECK(to_iso(list.last_day()) == "2024-01-14");
    CHECK(to_iso(list.stated()) == "2024-01-15");
    CHECK(list.how() == bound::exclusive);
    CHECK(to_iso(list.last_working_day(calendar())) == "2024-01-12");

    deadline const whole = through(on("2024-01-15"));
    CHECK(to_iso(whole.last_day()) == "2024-01-15");
    CHECK(to_iso(whole.stated()) == "2024-01-15");
    CHECK_FALSE(list == whole);
    // No date converts to a deadline by itself: which bound it is must be said.
    static_assert(!std::is_convertible_v<date, deadline>);
    static_assert(!std::is_convertible_v<date, before>);
    static_assert(std::is_trivially_copyable_v<deadline>);
}

TEST_CASE("a deadline is told in both languages", "[deadline]") {
    deadline const list = before(on("2024-01-15"));
    CHECK(to_string(list, language::vi) ==
          "trước ngày 15/01/2024 (ngày cuối cùng: 14/01/2024, Chủ nhật)");
    CHECK(to_string(list) == "before 2024-01-15 (last day: 2024-01-14, Sunday)");
    deadline const whole = through(on("2024-01-15"));
    CHECK(to_string(whole, language::vi) == "đến hết ngày 15/01/2024 (Thứ Hai)");
    CHECK(to_string(whole) == "by the end of 2024-01-15 (Monday)");
}

TEST_CASE("what is not a day is no deadline", "[deadline]") {
    CHECK(code_of([] { (void)deadline(before(date{})); }) == defect::not_a_date);
    CHECK(code_of([] { (void)deadline(through(date{})); }) == defect::not_a_date);
    CHECK(code_of([] { (void)deadline(through(date(boost::date_time::pos_infin))); }) ==
          defect::not_a_date);
    CHECK(code_of([] { (void)deadline(before(on("1400-01-01"))); }) == defect::date_out_of_range);
}

// Every row of the traps of Boost's month arithmetic, under each policy.
TEST_CASE("months are added as the policy says", "[deadline]") {
    using enum month_policy;
    char const* day = nullptr;
    int months = 0;
    char const* last = nullptr;
    char const* next = nullptr;
    char const* sticky = nullptr;
    std::tie(day, months, last, next, sticky) =
        GENERATE(table<char const*, int, char const*, char const*, char const*>({
            {"2024-01-31", 1, "2024-02-29", "2024-03-01", "2024-02-29"},
            {"2023-01-31", 1, "2023-02-28", "2023-03-01", "2023-02-28"},
            {"2024-02-29", 1, "2024-03-29", "2024-03-29", "2024-03-31"},
            {"2023-02-28", 12, "2024-02-28", "2024-02-28", "2024-02-29"},
            {"2024-02-28", 12, "2025-02-28", "2025-02-28", "2025-02-28"},
            {"2024-02-29", 12, "2025-02-28", "2025-03-01", "2025-02-28"},
            {"2024-04-30", 1, "2024-05-30", "2024-05-30", "2024-05-31"},
            {"2024-12-31", 2, "2025-02-28", "2025-03-01", "2025-02-28"},
            {"2024-03-31", -1, "2024-02-29", "2024-03-01", "2024-02-29"},
            {"2024-01-15", -1, "2023-12-15", "2023-12-15", "2023-12-15"},
            {"2024-01-15", 0, "2024-01-15", "2024-01-15", "2024-01-15"},
            {"2024-08-31", 30, "2027-02-28", "2027-03-01", "2027-02-28"},
        }));
    INFO(day << " + " << months);
    CHECK(later(day, months, same_day_or_last) == last);
    CHECK(later(day, months, same_day_or_next_month) == next);
    CHECK(later(day, months, month_end_sticky) == sticky);
}

TEST_CASE("months beyond the years of dates are refused", "[deadline]") {
    auto const refused = defect::date_out_of_range;
    CHECK(code_of([] { (void)add_months(on("9999-12-01"), 1); }) == refused);
    CHECK(code_of([] { (void)add_months(on("1400-01-01"), -1); }) == refused);
    CHECK(code_of([] { (void)add_months(on("2024-01-01"), 2147483647); }) == refused);
    CHECK(code_of([] { (void)add_months(on("2024-01-01"), -2147483647 - 1); }) == refused);
    CHECK(code_of([] { (void)add_months(date{}, 1); }) == defect::not_a_date);
    CHECK(to_iso(add_months(on("9999-11-30"), 1)) == "9999-12-30");
}

TEST_CASE("clocks set deadlines", "[deadline]") {
    CHECK(to_iso(due(working_day_clock{30}, on("2024-01-15"), calendar()).last_day()) ==
          "2024-03-04");
    CHECK(to_iso(due(working_day_clock{30, trigger_day::included}, on("2024-01-15"), calendar())
                     .last_day()) == "2024-03-01");
    CHECK(to_iso(due(calendar_day_clock{30}, on("2024-01-15")).last_day()) == "2024-02-14");
    CHECK(to_iso(due(calendar_day_clock{30, trigger_day::included}, on("2024-01-15")).last_day()) ==
          "2024-02-13");
    CHECK(to_iso(due(calendar_day_clock{0, trigger_day::included}, on("2024-01-15")).last_day()) ==
          "2024-01-15");
    CHECK(to_iso(due(month_clock{12}, on("2023-02-28")).last_day()) == "2024-02-28");
    CHECK(
        to_iso(due(month_clock{12, month_policy::month_end_sticky}, on("2023-02-28")).last_day()) ==
        "2024-02-29");
}

TEST_CASE("clocks that make no sense are refused", "[deadline]") {
    auto const bad = defect::bad_duration;
    auto const start = on("2024-01-15");
    CHECK(code_of([&] { (void)due(working_day_clock{-1}, start, calendar()); }) == bad);
    CHECK(code_of([&] { (void)due(calendar_day_clock{-1}, start); }) == bad);
    CHECK(code_of([&] { (void)due(month_clock{-1}, start); }) == bad);
    CHECK(code_of([&] { (void)due(working_day_clock{1}, date{}, calendar()); }) ==
          defect::not_a_date);
    CHECK(code_of([&] { (void)due(calendar_day_clock{1}, date{}); }) == defect::not_a_date);
    CHECK(code_of([&] { (void)due(month_clock{1}, date{}); }) == defect::not_a_date);
    CHECK(code_of([&] { (void)due(calendar_day_clock{2147483647}, start); }) ==
          defect::date_out_of_range);
    CHECK(code_of([&] { (void)due(working_day_clock{30}, on("2027-12-20"), calendar()); }) ==
          defect::date_out_of_range);
}

TEST_CASE("a last day moves only by a named convention", "[deadline]") {
    deadline const list = before(on("2024-01-15"));
    CHECK(to_iso(adjusted(list, calendar(), adjustment::preceding).last_day()) == "2024-01-12");
    CHECK(to_iso(adjusted(list, calendar(), adjustment::following).last_day()) == "2024-01-15");
    // What does not move keeps its wording.
    CHECK(adjusted(list, calendar(), adjustment::unadjusted) == list);
    deadline const friday = before(on("2024-01-13"));
    CHECK(adjusted(friday, calendar(), adjustment::following).how() == bound::exclusive);
}

TEST_CASE("a decision extends a deadline by working days", "[deadline]") {
    deadline const first = through(on("2024-03-04"));
    extension const by{30, {"12-QĐ/HU", {}, {}, {}}, on("2024-03-01")};
    CHECK(to_iso(extended(first, by, calendar()).last_day()) == "2024-04-15");
    CHECK(code_of([&] { (void)extended(first, extension{}, calendar()); }) == defect::bad_duration);
    extension const back{-3, {}, {}};
    CHECK(code_of([&] { (void)extended(first, back, calendar()); }) == defect::bad_duration);
}

TEST_CASE("a deadline stands differently on different days", "[deadline]") {
    deadline const list = before(on("2024-01-15"));
    progress const begun{on("2023-12-01"), {}};
    notice_days const week{7};
    auto const at = [&](char const* day) { return status_at(list, on(day), begun, week); };
    CHECK(at("2023-11-30") == deadline_status::not_started);
    CHECK(at("2023-12-01") == deadline_status::open);
    CHECK(at("2024-01-06") == deadline_status::open);
    CHECK(at("2024-01-07") == deadline_status::due_soon);
    CHECK(at("2024-01-14") == deadline_status::due_soon);
    CHECK(at("2024-01-15") == deadline_status::overdue);
}

TEST_CASE("what is done is met or late, from the day it was done", "[deadline]") {
    deadline const list = before(on("2024-01-15"));
    progress const in_time{{}, on("2024-01-14")};
    progress const late{{}, on("2024-01-15")};
    CHECK(status_at(list, on("2024-01-20"), in_time) == deadline_status::met);
    CHECK(status_at(list, on("2024-01-20"), late) == deadline_status::met_late);
    // On the day before nobody knew that it would be done.
    CHECK(status_at(list, on("2024-01-13"), in_time) == deadline_status::due_soon);
    progress const much_later{{}, on("2024-02-01")};
    CHECK(status_at(list, on("2024-01-20"), much_later) == deadline_status::overdue);
    // Done before it began is still done.
    progress const early{on("2024-01-05"), on("2024-01-02")};
    CHECK(status_at(list, on("2024-01-03"), early) == deadline_status::met);
}

TEST_CASE("slack is counted in days and in working days", "[deadline]") {
    deadline const list = before(on("2024-01-15"));
    CHECK(slack(list, on("2024-01-10")) == 4);
    CHECK(slack(list, on("2024-01-14")) == 0);
    CHECK(slack(list, on("2024-01-17")) == -3);
    CHECK(working_slack(list, on("2024-01-10"), calendar()) == 2);
    CHECK(working_slack(list, on("2024-01-12"), calendar()) == 0);
    CHECK(working_slack(list, on("2024-01-17"), calendar()) == -2);
}

TEST_CASE("a question about no day is refused", "[deadline]") {
    deadline const list = before(on("2024-01-15"));
    auto const refused = defect::not_a_date;
    CHECK(code_of([&] { (void)status_at(list, date{}); }) == refused);
    CHECK(code_of([&] { (void)status_at(list, on("2024-01-01"), {date{}, {}}); }) == refused);
    CHECK(code_of([&] { (void)status_at(list, on("2024-01-01"), {{}, date{}}); }) == refused);
    CHECK(code_of([&] { (void)slack(list, date{}); }) == refused);
    CHECK(code_of([&] { (void)working_slack(list, date{}, calendar()); }) == refused);
}

TEST_CASE("statuses have names", "[deadline]") {
    CHECK(to_string(deadline_status::not_started) == "not_started");
    CHECK(to_string(deadline_status::open) == "open");
    CHECK(to_string(deadline_status::due_soon) == "due_soon");
    CHECK(to_string(deadline_status::met) == "met");
    CHECK(to_string(deadline_status::met_late) == "met_late");
    CHECK(to_string(deadline_status::overdue) == "overdue");
    CHECK(label_of(deadline_status::overdue).vi == "quá hạn");
    CHECK(label_of(deadline_status::met_late).en == "met late");
}
