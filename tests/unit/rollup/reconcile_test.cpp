#include "support/catch.hpp"
#include "support/small_district.hpp"

#include <partyorg/rollup/reconcile.hpp>

#include <limits>
#include <vector>

namespace po = partyorg;

TEST_CASE("printed totals that differ are told at every unit", "[rollup]") {
    test::small_district const d;
    po::table figures(d.units);
    figures.add(d.own);
    std::vector<po::stated_total> const totals = {
        {d.r, "quota.assigned", 7, {}},           // agrees
        {d.a, "quota.assigned", 9, {"p", 30, 1}}, // 2 too few in the rows
        {d.b, "quota.assigned", 0, {}},           // a blank cell adds nothing
        {d.a, "no.such.measure", 1, {}},          // for readers to report
        {po::unit_id(99), "quota.assigned", 1, {}},
    };
    auto const found = po::reconcile(figures, totals);
    REQUIRE(found.size() == 1);
    CHECK(found[0].unit == d.units.slot_of(d.a));
    CHECK(found[0].stated == 9);
    CHECK(found[0].rolled_up == 7);
    CHECK(found[0].difference() == -2);
    CHECK(found[0].where.line == 30);
}

TEST_CASE("a sum that does not fit is told, not wrapped", "[rollup]") {
    test::small_district d;
    d.own[d.a1] = std::numeric_limits<std::int64_t>::max();
    CHECK_THROWS_AS(po::sum_below(d.own, po::slot(0)), po::arithmetic_overflow);
    CHECK(po::sum_below(d.own, d.units.slot_of(d.b)) == 0);
}
