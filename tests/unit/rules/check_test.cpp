#include "support/catch.hpp"

#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/measures/membership.hpp>
#include <partyorg/measures/quota.hpp>
#include <partyorg/rules/check.hpp>

namespace po = partyorg;

namespace {

// D over committee A (cells A1, A2) and cell B.
po::organisation small() {
    po::hierarchy_builder build;
    build.source("units.csv");
    using enum po::unit_kind;
    build.add({.code = "D", .kind = district_committee, .name = "D", .line = 2});
    build.add({.code = "A", .parent = "D", .kind = grassroots_committee, .name = "A", .line = 3});
    build.add({.code = "A1", .parent = "A", .kind = subordinate_cell, .name = "Cell", .line = 4});
    build.add({.code = "A2", .parent = "A", .kind = subordinate_cell, .name = "Cell", .line = 5});
    build.add({.code = "B", .parent = "D", .kind = grassroots_cell, .name = "B", .line = 6});
    po::organisation whole(build.finish());
    whole.figures.add(po::membership::official);
    return whole;
}

auto& official(po::organisation& whole) {
    return whole.figures.edit<std::int64_t, po::law::stock>("members.official");
}

po::citation article() {
    return po::cite("Điều lệ Đảng", "Đại hội XI", po::date(2011, 1, 19), "Điều 21");
}

po::rule minimum() {
    return po::units()
        .that(po::are(po::unit_kind::subordinate_cell | po::unit_kind::grassroots_cell))
        .should(po::have_at_least(po::parameter("min", 3), po::membership::official))
        .because(article())
        .in_force(po::period(po::date(2011, 1, 19)))
        .named("org.min", {"Tối thiểu", "Minimum"});
}

po::as_of const day(po::date(2024, 1, 15));

} // namespace

TEST_CASE("every unit has one of the outcomes, and a blank cell is never a pass", "[rules]") {
    auto whole = small();
    auto& own = official(whole);
    own[*whole.units.find("A1")] = 3;
    own[*whole.units.find("A2")] = 2;
    auto const result = po::check(whole, minimum(), day);
    auto const counts = result.by_rule().at(0).counts;
    CHECK(counts[po::outcome::pass] == 1);
    CHECK(counts[po::outcome::fail] == 1);
    CHECK(counts[po::outcome::undecidable] == 1);
    CHECK(counts[po::outcome::not_applicable] == 2);
    REQUIRE(result.size() == 2);
    auto const failed = result[0];
    CHECK(failed.rule_id == "org.min");
    CHECK(failed.code == "A2");
    CHECK(failed.outcome == po::outcome::fail);
    CHECK(failed.measure == "members.official");
    CHECK(failed.observed == po::fact_value::of_number(2));
    CHECK(failed.compared == po::comparison::at_least);
    CHECK(failed.expected == po::fact_value::of_number(3));
    CHECK(to_string(failed.where) == "units.csv:5");
    auto const undecided = result[1];
    CHECK(undecided.code == "B");
    CHECK(undecided.outcome == po::outcome::undecidable);
    CHECK(undecided.missing == std::vector<std::string>{"members.official"});
}
