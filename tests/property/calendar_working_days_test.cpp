#include "support/catch.hpp"

#include <partyorg/calendar/working_days.hpp>

#include <random>

using namespace partyorg;

namespace {

struct sampler {
    std::mt19937 random{20240115};
    date first = *make_date(2018, 1, 1);

    int number(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); }
    // Some day of the middle years, so that counts stay within the calendar.
    date day() { return first + boost::gregorian::date_duration(number(0, 20 * 365)); }
    trigger_day trigger() {
        return number(0, 1) == 0 ? trigger_day::excluded : trigger_day::included;
    }
};

working_days const& statutory() {
    static working_days const days = statutory_working_days(2014, 2060);
    return days;
}

// The plain way: step by step.
date step_by_step(working_days const& days, date day, int count) {
    auto const step = boost::gregorian::date_duration(count < 0 ? -1 : 1);
    for (auto left = count < 0 ? -count : count; left > 0;) {
        day += step;
        if (days.is_working(day)) --left;
    }
    return day;
}

} // namespace

TEST_CASE("adding working days equals walking day by day", "[working_days]") {
    sampler sample;
    int wrong = 0;
    for (int i = 0; i < 2000; ++i) {
        auto const day = sample.day();
        auto const count = sample.number(-200, 200);
        if (statutory().add(day, count) != step_by_step(statutory(), day, count)) ++wrong;
    }
    CHECK(wrong == 0);
}

TEST_CASE("adding then counting gives the number back", "[working_days]") {
    sampler sample;
    int wrong = 0;
    for (int i = 0; i < 20000; ++i) {
        auto const day = sample.day();
        auto const count = sample.number(-400, 400);
        auto const trigger = sample.trigger();
        // A day that counts itself is one working day away from itself in both directions.
        if (count == 0 || (count == -1 && trigger == trigger_day::included)) continue;
        auto const due = statutory().add(day, count, trigger);
        if (statutory().count(day, due, trigger) != count || !statutory().is_working(due)) ++wrong;
    }
    CHECK(wrong == 0);
}

TEST_CASE("adding twice equals adding the sum, as long as the direction stays", "[working_days]") {
    sampler sample;
    int wrong = 0;
    for (int i = 0; i < 20000; ++i) {
        auto const day = sample.day();
        auto const sign = sample.number(0, 1) == 0 ? -1 : 1;
        auto const a = sign * sample.number(0, 300);
        auto const b = sign * sample.number(0, 300);
        if (statutory().add(day, a + b) != statutory().add(statutory().add(day, a), b)) ++wrong;
    }
    CHECK(wrong == 0);
}

TEST_CASE("on working days, adding is a group: there and back again", "[working_days]") {
    sampler sample;
    int wrong = 0;
    for (int i = 0; i < 20000; ++i) {
        auto const day = statutory().following(sample.day());
        auto const a = sample.number(-300, 300);
        auto const b = sample.number(-300, 300);
        if (statutory().add(day, a + b) != statutory().add(statutory().add(day, a), b)) ++wrong;
        if (statutory().add(statutory().add(day, a), -a) != day) ++wrong;
    }
    CHECK(wrong == 0);
}

TEST_CASE("adding is monotone in the day and in the count", "[working_days]") {
    sampler sample;
    int wrong = 0;
    for (int i = 0; i < 20000; ++i) {
        auto a = sample.day();
        auto b = sample.day();
        if (b < a) std::swap(a, b);
        auto const count = sample.number(-300, 300);
        if (count != 0 && statutory().add(b, count) < statutory().add(a, count)) ++wrong;
        if (statutory().add(a, count) > statutory().add(a, count + 1)) ++wrong;
        if (statutory().adjust(b, adjustment::following) <
            statutory().adjust(a, adjustment::following))
            ++wrong;
    }
    CHECK(wrong == 0);
}

TEST_CASE("counts add up over a day between", "[working_days]") {
    sampler sample;
    int wrong = 0;
    for (int i = 0; i < 20000; ++i) {
        auto const a = sample.day();
        auto const b = sample.day();
        auto const c = sample.day();
        auto const whole = statutory().count(a, c);
        if (a <= b && b <= c && statutory().count(a, b) + statutory().count(b, c) != whole) ++wrong;
        if (statutory().is_working(a) && statutory().is_working(c) &&
            statutory().count(c, a) != -whole)
            ++wrong;
    }
    CHECK(wrong == 0);
}

TEST_CASE("a calendar of all days is plain arithmetic", "[working_days]") {
    working_days const all({period(*make_date(2000, 1, 1), *make_date(2060, 12, 31)), {}, {}});
    sampler sample;
    int wrong = 0;
    for (int i = 0; i < 20000; ++i) {
        auto const day = sample.day();
        auto const count = sample.number(-5000, 5000);
        auto const sum = day + boost::gregorian::date_duration(count);
        if (all.add(day, count) != sum || all.count(day, sum) != count) ++wrong;
    }
    CHECK(wrong == 0);
}
