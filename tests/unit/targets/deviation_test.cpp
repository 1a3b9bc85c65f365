#include "support/catch.hpp"

#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/measures/quota.hpp>
#include <partyorg/targets/deviation.hpp>

namespace po = partyorg;

namespace {
po::hierarchy three_units() {
    po::hierarchy_builder build;
    build.add({.code = "D", .kind = po::unit_kind::district_committee, .name = "D"});
    for (auto const* code : {"A", "B", "C"})
        build.add({.code = code, .parent = "D", .kind = po::unit_kind::grassroots_cell});
    return build.finish();
}
} // namespace

TEST_CASE("deviations compare each assigned measure with its registered one", "[targets]") {
    auto const units = three_units();
    po::table figures(units);
    auto& registered = figures.add(po::quota::registered);
    auto& assigned = figures.add(po::quota::assigned);
    auto& women = figures.add(po::count_column(units, po::measure_info("quota.registered.women")));
    auto& women_assigned =
        figures.add(po::count_column(units, po::measure_info("quota.assigned.women")));
    auto const a = *units.find("A"), b = *units.find("B"), c = *units.find("C");
    registered[a] = 6, assigned[a] = 4;
    registered[b] = po::declared_none, assigned[b] = 0; // "-" and 0 say the same
    registered[c] = 2, assigned[c] = 2;
    women_assigned[c] = 1; // assigned although nothing was registered
    women[a] = 1, women_assigned[a] = 1;

    auto const found = po::deviations(figures);
    REQUIRE(found.size() == 2);
    CHECK(found[0].unit == a);
    CHECK(found[0].assigned_id == "quota.assigned");
    CHECK(found[0].difference() == -2);
    CHECK_FALSE(found[0].assigned_without_registration());
    CHECK(found[1].unit == c);
    CHECK(found[1].registered_id == "quota.registered.women");
    CHECK(found[1].difference() == 1);
    CHECK(found[1].assigned_without_registration());
}

TEST_CASE("more than registered is a deviation, not an error", "[targets]") {
    auto const units = three_units();
    po::table figures(units);
    auto const a = *units.find("A");
    figures.add(po::quota::registered)[a] = 1;
    figures.add(po::quota::assigned)[a] = 3;
    REQUIRE(po::deviations(figures).size() == 1);
    CHECK(po::deviations(figures)[0].difference() == 2);
}

TEST_CASE("without both columns there is nothing to compare", "[targets]") {
    po::table figures(three_units());
    figures.add(po::quota::registered);
    CHECK(po::deviations(figures).empty());
}
