#include "support/catch.hpp"

#include <partyorg/calendar/lunar.hpp>

#include <optional>

using namespace partyorg;

namespace {
date day_after(date const& day) {
    return day + boost::gregorian::date_duration(1);
}
} // namespace

TEST_CASE("400 years of days survive the way to the lunar calendar and back", "[lunar]") {
    auto const last = *make_date(2199, 12, 31);
    std::optional<lunar_date> yesterday;
    int lost = 0;
    int jumps = 0;
    int count = 0;
    for (auto day = *make_date(1800, 1, 1); day <= last; day = day_after(day)) {
        auto const lunar = to_lunar(day);
        if (!lunar || to_solar(*lunar) != std::optional<date>(day)) {
            ++lost;
            continue;
        }
        // Each day is either the next one of the same month or the first of a month.
        auto expected = yesterday.value_or(*lunar);
        if (yesterday) ++expected.day;
        if (*lunar != expected && lunar->day != 1) ++jumps;
        yesterday = lunar;
        ++count;
    }
    CHECK(lost == 0);
    CHECK(jumps == 0);
    CHECK(count == 146097);
}

TEST_CASE("lunar years have the lengths that a moon and a sun allow", "[lunar]") {
    int odd = 0;
    for (int year = first_lunar_year; year <= last_lunar_year; ++year) {
        auto const shape = *describe_lunar_year(year);
        auto const leap = shape.leap_month.has_value();
        if (shape.months != (leap ? 13 : 12)) ++odd;
        auto const shortest = leap ? 383 : 353;
        if (shape.days < shortest || shape.days > shortest + 2) ++odd;
        int sum = 0;
        for (int month = 1; month <= 12; ++month) {
            auto const length = *days_in_lunar_month(year, month);
            if (length != 29 && length != 30) ++odd;
            sum += length + days_in_lunar_month(year, month, month_type::leap).value_or(0);
        }
        if (sum != shape.days) ++odd;
        auto const next = lunar_new_year(year + 1);
        if (next && (*next - shape.first).days() != shape.days) ++odd;
    }
    CHECK(odd == 0);
}

TEST_CASE("seven of nineteen lunar years have a leap month", "[lunar]") {
    int leaps = 0;
    for (int year = 1800; year < 1800 + 19 * 20; ++year)
        if (describe_lunar_year(year)->leap_month) ++leaps;
    CHECK(leaps == 7 * 20);
}
