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

TEST_CASE("a figure that does not fit into 64 bits is refused with the unit, PO1610", "[rules]") {
    auto whole = small();
    official(whole)[po::slot(2)] = 4'611'686'018'427'387'904; // 2^62
    auto const law = [](po::unit_condition const& what) {
        return po::units().should(what).because(article()).in_force(
            po::period(po::date(2011, 1, 19)));
    };
    auto const refused = [&](po::rule const& what) {
        try {
            (void)po::check(whole, what, day);
        } catch (po::arithmetic_overflow const& e) {
            CHECK(e.code() == po::defect::figure_overflow);
            CHECK(std::string(e.what()).find("unit 'A1'") != std::string::npos);
            return true;
        }
        return false;
    };
    auto const own = po::own(po::membership::official);
    CHECK(refused(law(own * 2 <= 10)));
    CHECK(refused(law(own + 4'611'686'018'427'387'904 > 0)));
    CHECK_FALSE(refused(law(own + 4'611'686'018'427'387'903 > 0)));
    CHECK_FALSE(refused(law(own * -2 <= 10))); // -2^63 is the least that fits
    CHECK(refused(law(own * -2 - 1 <= 10)));
    // Where the figure is not known, nothing is too large.
    official(whole)[po::slot(2)] = po::blank;
    CHECK_FALSE(refused(law(own * 2 <= 10)));
}

TEST_CASE("a sum over units that does not fit is refused with the unit, PO1610", "[rules]") {
    auto whole = small();
    auto& own = official(whole);
    own[po::slot(2)] = 9'223'372'036'854'775'807;
    own[po::slot(3)] = 1;
    auto const what = po::units()
                          .that(po::are(po::unit_kind::grassroots_committee))
                          .should(po::children_sum(po::membership::official) >= 0)
                          .because(article())
                          .in_force(po::period(po::date(2011, 1, 19)));
    CHECK_THROWS_AS(po::check(whole, what, day), po::arithmetic_overflow);
    own[po::slot(3)] = 0;
    CHECK(po::check(whole, what, day).by_rule()[0].counts[po::outcome::pass] == 1);
}

TEST_CASE("a column of another type is undecidable, and said to be unusable, PO1608", "[rules]") {
    auto whole = small();
    whole.figures = po::table(whole.units);
    constexpr po::measure<po::coverage_count, po::law::coverage> other{.id = "members.official"};
    auto& shares = whole.figures.add(other);
    shares[po::slot(2)] = po::coverage_count{3, 4};
    auto const result = po::check(whole, minimum(), day);
    CHECK(result.by_rule()[0].counts[po::outcome::undecidable] == 3);
    CHECK(result.by_rule()[0].counts[po::outcome::not_applicable] == 2);
    REQUIRE(result.notes().size() == 1);
    auto const& note = *result.notes().begin();
    CHECK(note.code == po::defect::unusable_column);
    CHECK(note.message ==
          "column 'members.official' does not hold counts, which rule 'org.min' needs");
}

TEST_CASE("findings are counted by unit and rolled up over the tree, near misses apart",
          "[rules]") {
    auto whole = small();
    auto& own = official(whole);
    own[*whole.units.find("A1")] = 3; // passes by one
    own[*whole.units.find("A2")] = 2;
    auto const result =
        po::check(whole, minimum(), day, {.near = po::near_misses::listed}); // B is blank
    CHECK(result.size() == 3);
    auto const by_unit = result.by_unit(), rolled_up = result.rolled_up();
    auto const counted = [&](std::vector<po::outcome_counts> const& counts, char const* code) {
        auto const& of = counts[whole.units.find(code)->value()];
        CHECK(of.total() == of[po::outcome::fail] + of[po::outcome::undecidable]);
        return std::pair(of[po::outcome::fail], of[po::outcome::undecidable]);
    };
    using pair = std::pair<std::uint64_t, std::uint64_t>;
    CHECK(counted(by_unit, "D") == pair(0, 0));
    CHECK(counted(by_unit, "A") == pair(0, 0));
    CHECK(counted(by_unit, "A1") == pair(0, 0));
    CHECK(counted(by_unit, "A2") == pair(1, 0));
    CHECK(counted(by_unit, "B") == pair(0, 1));
    CHECK(counted(rolled_up, "D") == pair(1, 1));
    CHECK(counted(rolled_up, "A") == pair(1, 0));
    CHECK(counted(rolled_up, "A2") == pair(1, 0));
    CHECK(counted(rolled_up, "B") == pair(0, 1));
}
