#include "support/catch.hpp"
#include "support/small_district.hpp"

#include <partyorg/measures/coverage.hpp>
#include <partyorg/rollup/roll_up.hpp>

#include <limits>

namespace po = partyorg;

TEST_CASE("every unit's figure is its own and all below it", "[rollup]") {
    test::small_district const d;
    auto const totals = po::roll_up(d.units, d.own);
    CHECK(totals[d.r] == 7);
    CHECK(totals[d.a] == 7);
    CHECK(totals[d.a1] == 2);
    CHECK(totals[d.a2] == 0);
    CHECK(totals[d.b] == 0);
    CHECK(totals[po::slot(0)] == 7);
    CHECK(totals.info().id == "quota.assigned");
    CHECK(totals.values().size() == 5);
}

TEST_CASE("an overflow names the unit whose sum does not fit", "[rollup]") {
    test::small_district d;
    d.own[d.a1] = std::numeric_limits<std::int64_t>::max();
    try {
        static_cast<void>(po::roll_up(d.own));
        FAIL("nothing was thrown");
    } catch (po::arithmetic_overflow const& told) {
        CHECK(told.problems().list()[0].where.line == 3); // A's own 5 is too much
    }
}

TEST_CASE("laws decide what a roll-up is", "[rollup]") {
    test::small_district const d;
    po::column<po::coverage_count, po::law::coverage> schools(d.units, po::coverage::schools);
    schools[d.a] = po::coverage_count{2, 3};
    schools[d.b] = po::coverage_count{1, 1};
    CHECK(po::roll_up(schools)[d.r] == po::coverage_count{3, 4});

    po::column<po::date, po::law::earliest> first(
        d.units, po::measure_info("first", {}, po::law_kind::earliest, po::value_kind::day));
    first[d.a1] = *po::make_date(2024, 5, 1);
    first[d.b] = *po::make_date(2024, 3, 1);
    CHECK(po::roll_up(first)[d.r] == po::make_date(2024, 3, 1));
    CHECK(po::roll_up(first)[d.a] == po::make_date(2024, 5, 1));
}

TEST_CASE("a ratio is recomputed from rolled-up parts", "[rollup]") {
    test::small_district const d;
    auto const totals = po::roll_up(d.own);
    auto const rate = po::ratio_of(totals, totals, d.units.slot_of(d.a));
    CHECK(rate == po::exact_ratio{7, 7});
    CHECK(po::ratio_of(totals, totals, d.units.slot_of(d.b)).value() == std::nullopt);
    CHECK(po::exact_ratio{1, 4}.value() == 0.25);
}

TEST_CASE("figures are made anew in the memory at hand", "[rollup]") {
    test::small_district d;
    auto totals = po::roll_up(d.own);
    auto const* const memory = totals.values().data();
    d.own[d.b] = 10;
    po::roll_up_into(totals, d.own, po::sum{});
    CHECK(totals[d.r] == 17);
    CHECK(totals.counts(d.r) == po::completeness{4, 0});
    CHECK(totals.values().data() == memory);
}
