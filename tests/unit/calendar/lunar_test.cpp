#include "support/catch.hpp"

#include <partyorg/calendar/lunar.hpp>

#include <string>
#include <thread>
#include <tuple>
#include <vector>

using namespace partyorg;

namespace {
std::string tet(int year) {
    auto const day = lunar_new_year(year);
    return day ? to_iso(*day) : "none";
}
lunar_date lunar_of(int year, int month, int day) {
    return to_lunar(*make_date(year, month, day)).value();
}
} // namespace

TEST_CASE("Tết falls on the published days, also where the Chinese calendar differs", "[lunar]") {
    CHECK(tet(1968) == "1968-01-29");
    CHECK(tet(1985) == "1985-01-21");
    CHECK(tet(2007) == "2007-02-17");
    CHECK(tet(2024) == "2024-02-10");
    CHECK(tet(2025) == "2025-01-29");
    CHECK(tet(2026) == "2026-02-17");
    CHECK(tet(2027) == "2027-02-06");
    CHECK(tet(2030) == "2030-02-02");
    CHECK(tet(2053) == "2053-02-18");
}

TEST_CASE("the Hùng Kings' day is the tenth of the third lunar month", "[lunar]") {
    CHECK(to_iso(*hung_kings_day(2021)) == "2021-04-21");
    CHECK(to_iso(*hung_kings_day(2022)) == "2022-04-10");
    CHECK(to_iso(*hung_kings_day(2023)) == "2023-04-29");
    CHECK(to_iso(*hung_kings_day(2024)) == "2024-04-18");
    CHECK(to_iso(*hung_kings_day(2025)) == "2025-04-07");
    CHECK(to_iso(*hung_kings_day(2026)) == "2026-04-26");
    CHECK(to_iso(*hung_kings_day(2027)) == "2027-04-16");
}

TEST_CASE("a day has a lunar date", "[lunar]") {
    CHECK(lunar_of(2024, 2, 10) == lunar_date{2024, 1, 1, month_type::regular});
    CHECK(lunar_of(2024, 2, 9) == lunar_date{2023, 12, 30, month_type::regular});
    CHECK(lunar_of(2022, 1, 31) == lunar_date{2021, 12, 29, month_type::regular});
    CHECK(lunar_of(1800, 1, 1).year == 1799);
    CHECK(lunar_of(2199, 12, 31).year == 2199);
}

TEST_CASE("a leap month repeats the number before it", "[lunar]") {
    auto const year = describe_lunar_year(2025).value();
    CHECK(year.leap_month == std::optional<int>(6));
    CHECK(year.months == 13);
    CHECK(lunar_of(2025, 7, 24) == lunar_date{2025, 6, 30, month_type::regular});
    CHECK(lunar_of(2025, 7, 25) == lunar_date{2025, 6, 1, month_type::leap});
    CHECK(lunar_of(2025, 8, 23) == lunar_date{2025, 7, 1, month_type::regular});
    CHECK(to_iso(*to_solar({2025, 6, 1, month_type::leap})) == "2025-07-25");
    CHECK_FALSE(to_solar({2025, 7, 1, month_type::leap}));
    CHECK_FALSE(to_solar({2024, 6, 1, month_type::leap}));
}

TEST_CASE("leap months differ from the Chinese ones where midnight does", "[lunar]") {
    CHECK(describe_lunar_year(1985)->leap_month == std::optional<int>(2)); // Chinese: 10 of 1984
    CHECK_FALSE(describe_lunar_year(1984)->leap_month);
    CHECK(describe_lunar_year(1987)->leap_month == std::optional<int>(7)); // Chinese: 6
    CHECK(describe_lunar_year(2023)->leap_month == std::optional<int>(2));
    CHECK(describe_lunar_year(2033)->leap_month == std::optional<int>(11));
    // The equinox of 1938 was twenty-two seconds before midnight.
    CHECK(describe_lunar_year(1938)->leap_month == std::optional<int>(8));
}

TEST_CASE("the new moon three seconds after midnight begins its own day", "[lunar][regression]") {
    CHECK(lunar_of(1967, 7, 7) == lunar_date{1967, 5, 30, month_type::regular});
    CHECK(lunar_of(1967, 7, 8) == lunar_date{1967, 6, 1, month_type::regular});
}

TEST_CASE("what is no lunar date gives nothing", "[lunar]") {
    CHECK_FALSE(to_solar({2024, 0, 1, month_type::regular}));
    CHECK_FALSE(to_solar({2024, 13, 1, month_type::regular}));
    CHECK_FALSE(to_solar({2024, 1, 0, month_type::regular}));
    CHECK_FALSE(to_solar({2024, 1, 30, month_type::regular})); // it has 29 days
    CHECK(days_in_lunar_month(2024, 1) == std::optional<int>(29));
    CHECK_FALSE(days_in_lunar_month(2024, 1, month_type::leap));
    CHECK_FALSE(to_solar({1798, 1, 1, month_type::regular}));
    CHECK_FALSE(to_solar({2200, 1, 1, month_type::regular}));
    CHECK_FALSE(to_solar({-5, 1, 1, month_type::regular}));
    CHECK_FALSE(to_lunar(date{}));
    CHECK_FALSE(to_lunar(date(boost::date_time::pos_infin)));
    CHECK_FALSE(to_lunar(*make_date(1798, 12, 31)));
    CHECK_FALSE(to_lunar(*make_date(2200, 12, 31)));
    CHECK_FALSE(to_lunar(*make_date(9999, 12, 31)));
    CHECK_FALSE(lunar_new_year(2200));
    CHECK_FALSE(hung_kings_day(0));
    CHECK_FALSE(describe_lunar_year(1700));
}

TEST_CASE("threads may ask for the same years at the same time", "[lunar]") {
    std::vector<std::vector<date>> found(4);
    std::vector<std::thread> threads;
    for (auto& days : found)
        threads.emplace_back([&days] {
            for (int year = 1900; year < 1950; ++year) days.push_back(*lunar_new_year(year));
        });
    for (auto& thread : threads) thread.join();
    CHECK(found[1] == found[0]);
    CHECK(found[2] == found[0]);
    CHECK(found[3] == found[0]);
}
