#include "support/catch.hpp"

#include <partyorg/calendar/working_days.hpp>

#include <ql/time/calendars/bespokecalendar.hpp>
#include <ql/time/date.hpp>
#include <random>

using namespace partyorg;

namespace {

constexpr int from_year = 2021;
constexpr int to_year = 2045;

QuantLib::Date as_quantlib(date const& day) {
    return {static_cast<QuantLib::Day>(day.day().as_number()),
            static_cast<QuantLib::Month>(day.month().as_number()),
            static_cast<QuantLib::Year>(day.year())};
}

// The same days off, and with swaps the same Saturdays worked.
QuantLib::BespokeCalendar same_calendar(swap_use swaps) {
    QuantLib::BespokeCalendar calendar("partyorg");
    calendar.addWeekend(QuantLib::Saturday);
    calendar.addWeekend(QuantLib::Sunday);
    for (auto const& special : statutory_calendar(from_year, to_year).days) {
        bool const swapped =
            special.kind == day_kind::swap_off || special.kind == day_kind::swap_work;
        if (swapped && swaps == swap_use::ignored) continue;
        if (is_off(special.kind))
            calendar.addHoliday(as_quantlib(special.day));
        else
            calendar.removeHoliday(as_quantlib(special.day));
    }
    return calendar;
}

struct sample {
    std::mt19937 random{20240115};
    int number(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); }
    date day() {
        return *make_date(2023, 6, 1) + boost::gregorian::date_duration(number(0, 18 * 365));
    }
};

} // namespace

TEST_CASE("QuantLib agrees on every working day, and on adding and counting", "[working_days]") {
    auto const swaps = GENERATE(swap_use::applied, swap_use::ignored);
    auto const days = statutory_working_days(from_year, to_year, swaps);
    auto const theirs = same_calendar(swaps);
    int wrong = 0;
    for (auto day = days.first(); day <= days.last(); day += boost::gregorian::date_duration(1))
        if (days.is_working(day) != theirs.isBusinessDay(as_quantlib(day))) ++wrong;
    CHECK(wrong == 0);

    sample draw;
    for (int i = 0; i < 3000; ++i) {
        auto const a = draw.day();
        auto const n = draw.number(-500, 500);
        if (n != 0 &&
            as_quantlib(days.add(a, n)) != theirs.advance(as_quantlib(a), n, QuantLib::Days))
            ++wrong;
        auto const b = a + boost::gregorian::date_duration(draw.number(0, 700));
        // From the day after `a` to `b`, `b` included.
        if (days.count(a, b) !=
            theirs.businessDaysBetween(as_quantlib(a), as_quantlib(b), false, true))
            ++wrong;
    }
    CHECK(wrong == 0);
}

TEST_CASE("QuantLib agrees on the conventions", "[working_days]") {
    auto const swaps = GENERATE(swap_use::applied, swap_use::ignored);
    auto const days = statutory_working_days(from_year, to_year, swaps);
    auto const theirs = same_calendar(swaps);
    int wrong = 0;
    auto const differ = [&](date const& day, adjustment ours,
                            QuantLib::BusinessDayConvention same) {
        return as_quantlib(days.adjust(day, ours)) != theirs.adjust(as_quantlib(day), same);
    };
    auto const last = *make_date(2044, 12, 31);
    for (auto day = *make_date(2022, 1, 1); day <= last;
         day += boost::gregorian::date_duration(1)) {
        if (differ(day, adjustment::following, QuantLib::Following)) ++wrong;
        if (differ(day, adjustment::preceding, QuantLib::Preceding)) ++wrong;
        if (differ(day, adjustment::modified_following, QuantLib::ModifiedFollowing)) ++wrong;
        if (differ(day, adjustment::modified_preceding, QuantLib::ModifiedPreceding)) ++wrong;
        if (differ(day, adjustment::nearest, QuantLib::Nearest)) ++wrong;
        if (differ(day, adjustment::unadjusted, QuantLib::Unadjusted)) ++wrong;
    }
    CHECK(wrong == 0);
}
