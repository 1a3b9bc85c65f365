#include "support/catch.hpp"
#include "support/small_plan.hpp"

#include <partyorg/organisation/counts.hpp>

#include <vector>

namespace po = partyorg;

TEST_CASE("the unit that assigns is not counted among those it assigns to", "[organisation]") {
    auto const p = test::small_plan();
    auto const found = po::count_units(p.units);
    CHECK(found.total == 2);
    CHECK(found[po::unit_kind::grassroots_cell] == 1);
    CHECK(found[po::unit_kind::district_committee] == 0);
    po::hierarchy_builder alone;
    alone.add({.code = "X", .kind = po::unit_kind::grassroots_cell});
    CHECK(po::count_units(alone.finish()).total == 1); // a root without others counts
}

TEST_CASE("stated counts speak of the table where it has such units", "[organisation]") {
    auto const p = test::small_plan();
    auto const found = po::count_units(p.units);
    CHECK(po::counted_units(found, "units.total") == 2u);
    CHECK(po::counted_units(found, "units.grassroots_committee") == 1u);
    CHECK_FALSE(po::counted_units(found, "units.subordinate_cell"));
    CHECK_FALSE(po::counted_units(found, "members"));
    std::vector<po::stated_count> const counts = {{"units.total", {}, 3, {}, {}, {"p", 4, 1}},
                                                  {"units.subordinate_cell", {}, 270, {}, {}, {}}};
    auto const gaps = po::reconcile_counts(p.units, counts);
    REQUIRE(gaps.size() == 1);
    CHECK(gaps[0].measure == "units.total");
    CHECK(gaps[0].difference() == -1);
    CHECK(gaps[0].where.line == 4);
}

TEST_CASE("sub-totals of groups are compared with their rows", "[organisation]") {
    auto p = test::small_plan();
    p.groups.push_back({"Khối xã",
                        {po::unit_id(1)},
                        {{po::unit_id(0), "quota.registered", 1200, {}},
                         {po::unit_id(0), "quota.assigned", 1199, {"p", 6, 3}}},
                        {}});
    p.groups.push_back({"Khối cơ quan", {po::unit_id(2)}, {}, {}});
    auto const gaps = po::reconcile_groups(p);
    REQUIRE(gaps.size() == 1);
    CHECK(gaps[0].group == 0);
    CHECK(gaps[0].measure == "quota.assigned");
    CHECK(gaps[0].difference() == 1);
    CHECK(gaps[0].where.line == 6);
}
