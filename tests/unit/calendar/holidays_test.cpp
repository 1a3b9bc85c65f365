#include "support/catch.hpp"

#include <partyorg/calendar/holidays.hpp>
#include <partyorg/calendar/lunar.hpp>
#include <partyorg/core/error.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace partyorg;

namespace {

// The weekdays off of a year and the extra working days, as "dd/mm", in order.
struct year_facts {
    std::vector<std::string> off;
    std::vector<std::string> work;
};

std::string day_and_month(date const& day) {
    return to_vietnamese(day).substr(0, 5);
}

year_facts facts_of(int year) {
    year_facts facts;
    for (auto const& special : statutory_days(year)) {
        if (!is_off(special.kind))
            facts.work.push_back(day_and_month(special.day));
        else if (!saturday_and_sunday.contains(weekday_of(special.day)))
            facts.off.push_back(day_and_month(special.day));
    }
    return facts;
}

using days = std::vector<std::string>;

std::vector<special_day> on(int year, int month, int day) {
    std::vector<special_day> found;
    for (auto const& special : statutory_days(year))
        if (special.day == *make_date(year, month, day)) found.push_back(special);
    return found;
}

std::size_t count_kind(int year, day_kind kind) {
    auto const list = statutory_days(year);
    return static_cast<std::size_t>(std::count_if(
        list.begin(), list.end(), [&](special_day const& day) { return day.kind == kind; }));
}

} // namespace

// Equality of the lists finds missing days and unexpected ones alike.
TEST_CASE("the weekdays off are those of the yearly notices", "[holidays]") {
    CHECK(facts_of(2021).off == days{"01/01", "10/02", "11/02", "12/02", "15/02", "16/02", "21/04",
                                     "30/04", "03/05", "02/09", "03/09"});
    CHECK(facts_of(2022).off == days{"03/01", "31/01", "01/02", "02/02", "03/02", "04/02", "11/04",
                                     "02/05", "03/05", "01/09", "02/09"});
    CHECK(facts_of(2023).off == days{"02/01", "20/01", "23/01", "24/01", "25/01", "26/01", "01/05",
                                     "02/05", "03/05", "01/09", "04/09"});
    CHECK(facts_of(2024).off == days{"01/01", "08/02", "09/02", "12/02", "13/02", "14/02", "18/04",
                                     "29/04", "30/04", "01/05", "02/09", "03/09"});
    CHECK(facts_of(2025).off == days{"01/01", "27/01", "28/01", "29/01", "30/01", "31/01", "07/04",
                                     "30/04", "01/05", "02/05", "01/09", "02/09"});
    CHECK(facts_of(2026).off == days{"01/01", "02/01", "16/02", "17/02", "18/02", "19/02", "20/02",
                                     "27/04", "30/04", "01/05", "31/08", "01/09", "02/09",
                                     "24/11"});
}

TEST_CASE("the swapped Saturdays are those of the yearly notices", "[holidays]") {
    CHECK(facts_of(2021).work.empty());
    CHECK(facts_of(2022).work.empty());
    CHECK(facts_of(2023).work.empty());
    CHECK(facts_of(2024).work == days{"04/05"});
    CHECK(facts_of(2025).work == days{"26/04"});
    CHECK(facts_of(2026).work == days{"10/01", "22/08"});
}

TEST_CASE("the law lists ten days, eleven from 2021, twelve from July 2026", "[holidays]") {
    CHECK(count_kind(2014, day_kind::holiday) == 10);
    CHECK(count_kind(2020, day_kind::holiday) == 10);
    CHECK(count_kind(2021, day_kind::holiday) == 11);
    CHECK(count_kind(2025, day_kind::holiday) == 11);
    CHECK(count_kind(2026, day_kind::holiday) == 12);
    CHECK(count_kind(2199, day_kind::holiday) == 12);
}

TEST_CASE("each day tells its kind, its name and where it comes from", "[holidays]") {
    auto const tet = on(2024, 2, 10);
    REQUIRE(tet.size() == 1);
    CHECK(tet[0].kind == day_kind::holiday);
    CHECK(tet[0].name == label("Tết Nguyên đán", "Lunar New Year"));
    CHECK(tet[0].basis == standing::decided);
    CHECK(tet[0].source.confidence == confidence::secondary);

    auto const made_up = on(2024, 2, 14);
    REQUIRE(made_up.size() == 1);
    CHECK(made_up[0].kind == day_kind::substitute);
    CHECK(made_up[0].source.article == "Điều 111(3)");

    auto const swapped = on(2024, 4, 29);
    REQUIRE(swapped.size() == 1);
    CHECK(swapped[0].kind == day_kind::swap_off);
    CHECK(swapped[0].source.number == "2450/VPCP-KGVX");
    CHECK(swapped[0].source.signed_on == make_date(2024, 4, 12));
    CHECK(swapped[0].name.vi == "Nghỉ hoán đổi, làm bù ngày 04/05/2024");

    auto const worked = on(2024, 5, 4);
    REQUIRE(worked.size() == 1);
    CHECK(worked[0].kind == day_kind::swap_work);

    auto const culture = on(2026, 11, 24);
    REQUIRE(culture.size() == 1);
    CHECK(culture[0].source.number == "28/2026/QH16");
}

TEST_CASE("a year without a known decision is projected, by rule", "[holidays]") {
    for (auto const& day : statutory_days(2026)) CHECK(day.basis == standing::decided);
    for (auto const& day : statutory_days(2027)) CHECK(day.basis == standing::projected);
    for (auto const& day : statutory_days(2020)) CHECK(day.basis == standing::projected);
    CHECK(facts_of(2027).off == days{"01/01", "04/02", "05/02", "08/02", "09/02", "10/02", "16/04",
                                     "30/04", "03/05", "02/09", "03/09", "24/11"});
}

TEST_CASE("the decisions that are known follow the rules of the projection", "[holidays]") {
    for (auto const& decision : published_decisions()) {
        INFO(decision.year);
        auto const second_before =
            *lunar_new_year(decision.year) - boost::gregorian::date_duration(2);
        auto const one = weekday_of(second_before) == weekday::sunday;
        CHECK(decision.tet_days_before == (one ? 1 : 2));
        auto const second = weekday_of(*make_date(decision.year, 9, 2));
        auto const after =
            second == weekday::sunday || second == weekday::monday || second == weekday::thursday;
        CHECK(decision.national_day == (after ? neighbour::day_after : neighbour::day_before));
    }
    CHECK(published_decisions().size() == 6);
}

TEST_CASE("a decision given by the user replaces the library's", "[holidays]") {
    yearly_decision decision;
    decision.year = 2027;
    decision.tet_days_before = 1;
    decision.national_day = neighbour::day_before;
    decision.swaps = {{*make_date(2027, 9, 3), *make_date(2027, 8, 28), {}}};
    decision.source.number = "notice";
    auto const list = statutory_days(2027, saturday_and_sunday, {&decision, 1});
    for (auto const& day : list) CHECK(day.basis == standing::decided);
    auto const has = [&](int month, int day, day_kind kind) {
        return std::any_of(list.begin(), list.end(), [&](special_day const& special) {
            return special.day == *make_date(2027, month, day) && special.kind == kind;
        });
    };
    CHECK(has(2, 5, day_kind::holiday));
    CHECK_FALSE(has(2, 4, day_kind::holiday));
    CHECK(has(9, 1, day_kind::holiday));
    CHECK(has(9, 3, day_kind::swap_off));
    CHECK(has(8, 28, day_kind::swap_work));
}

TEST_CASE("other rest days are made up for differently", "[holidays]") {
    // 1 May 2027 is a Saturday: no substitute for who works on Saturdays.
    auto const list = statutory_days(2027, {weekday::sunday});
    CHECK(std::none_of(list.begin(), list.end(),
                       [](special_day const& day) { return day.day == *make_date(2027, 5, 3); }));
    // Where every day is a rest day nothing can be made up for, and nothing hangs.
    auto const never = statutory_days(2027, {weekday::monday, weekday::tuesday, weekday::wednesday,
                                             weekday::thursday, weekday::friday, weekday::saturday,
                                             weekday::sunday});
    CHECK(never.size() == 12);
}

TEST_CASE("years beyond the law are refused", "[holidays]") {
    CHECK_THROWS_AS(statutory_days(2013), invalid_input);
    CHECK_THROWS_AS(statutory_days(2200), invalid_input);
    CHECK_THROWS_AS(statutory_days(-1), invalid_input);
    try {
        (void)statutory_days(1999);
        FAIL("1999 has no statutory days here");
    } catch (invalid_input const& caught) {
        CHECK(caught.code() == defect::date_out_of_range);
    }
}

TEST_CASE("a decision that contradicts itself is refused", "[holidays]") {
    yearly_decision decision;
    decision.year = 2027;
    decision.tet_days_before = 5;
    auto const use = [&] { return statutory_days(2027, saturday_and_sunday, {&decision, 1}); };
    CHECK_THROWS_AS(use(), invalid_input);
    decision.tet_days_before = 2;
    decision.swaps = {{date{}, *make_date(2027, 5, 8), {}}};
    CHECK_THROWS_AS(use(), invalid_input);
    decision.swaps = {{*make_date(2028, 5, 3), *make_date(2027, 5, 8), {}}};
    CHECK_THROWS_AS(use(), invalid_input);
    decision.swaps = {{*make_date(2027, 5, 8), *make_date(2027, 5, 8), {}}};
    try {
        (void)use();
        FAIL("a day cannot be swapped with itself");
    } catch (invalid_input const& caught) {
        CHECK(caught.code() == defect::contradictory_decision);
    }
}

TEST_CASE("kinds and days of the week have names", "[holidays]") {
    CHECK(to_string(day_kind::holiday) == "holiday");
    CHECK(to_string(day_kind::substitute) == "substitute");
    CHECK(to_string(day_kind::swap_off) == "swap_off");
    CHECK(to_string(day_kind::swap_work) == "swap_work");
    CHECK(to_string(day_kind::local_off) == "local_off");
    CHECK(to_string(day_kind::local_work) == "local_work");
    CHECK(label_of(weekday_of(*make_date(2024, 1, 14))).vi == "Chủ nhật");
    CHECK(label_of(weekday_of(*make_date(2024, 1, 15))).en == "Monday");
}
