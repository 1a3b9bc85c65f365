#include "support/catch.hpp"
#include "support/small_plan.hpp"

#include <partyorg/organisation/organisation.hpp>

namespace po = partyorg;

TEST_CASE("an organisation answers as its parts do", "[organisation]") {
    auto const p = test::small_plan();
    CHECK(p[po::quota::assigned][po::unit_id(1)].value() == 1200);
    CHECK(po::roll_up(p, po::quota::assigned)[po::unit_id(0)] == 1201);
    auto const gaps = po::reconcile(p);
    REQUIRE(gaps.size() == 1);
    CHECK(gaps[0].difference() == -9);
    auto const kinds = po::group_by(p, po::by_kind{}, p[po::quota::registered]);
    REQUIRE(kinds.size() == 3);
    CHECK(kinds[1].value == 1200);
}

TEST_CASE("an organisation without figures", "[organisation]") {
    po::organisation const bare(test::small_plan().units);
    CHECK(bare.units.size() == 3);
    CHECK(bare.figures.size() == 0);
    CHECK(po::reconcile(bare).empty());
    CHECK_THROWS_AS(bare[po::quota::assigned], po::bad_measure);
}
