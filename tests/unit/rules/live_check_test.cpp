#include "support/catch.hpp"

#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/measures/membership.hpp>
#include <partyorg/rules/live_check.hpp>

namespace po = partyorg;

TEST_CASE("a changed cell changes the outcomes it touches, and no others", "[rules]") {
    po::hierarchy_builder build;
    using enum po::unit_kind;
    build.add({.code = "A", .kind = grassroots_committee, .name = "A"});
    build.add({.code = "A1", .parent = "A", .kind = subordinate_cell, .name = "A1"});
    build.add({.code = "A2", .parent = "A", .kind = subordinate_cell, .name = "A2"});
    po::organisation whole(build.finish());
    whole.figures.add(po::membership::total);
    auto& members = whole.figures.edit<std::int64_t, po::law::stock>("members");
    auto const a = *whole.units.find("A"), a1 = *whole.units.find("A1"),
               a2 = *whole.units.find("A2");
    members[a1] = 20;

    po::rule_book book;
    book.add(po::units()
                 .that(po::are(grassroots_committee))
                 .should(po::have_at_least(30, po::total(po::membership::total)))
                 .because(po::cite("Điều lệ Đảng", "Đại hội", po::date(2011, 1, 19), "Điều 21"))
                 .in_force(po::period(po::date(2011, 1, 19)))
                 .named("thirty", {"Ba mươi", "Thirty"}));
    po::live_check live(whole, book, po::as_of(po::date(2024, 1, 15)));
    CHECK(live.at(0, a) == po::outcome::undecidable);

    members[a2] = 9;
    auto changes = live.update(a2);
    REQUIRE(changes.size() == 1);
    CHECK(changes[0] == po::outcome_change{0, a, po::outcome::undecidable, po::outcome::fail});

    members[a1] = 21;
    changes = live.update(a1);
    REQUIRE(changes.size() == 1);
    CHECK(changes[0].after == po::outcome::pass);
    CHECK(live.by_rule()[0].counts[po::outcome::pass] == 1);
    CHECK(live.result().empty());

    members[a] = 29; // the committee's own figure counts before those of its cells
    REQUIRE(live.update(a).size() == 1);
    auto const result = live.result();
    REQUIRE(result.size() == 1);
    CHECK(result[0].observed == po::fact_value::of_number(29));

    CHECK(live.update(a1).empty());
}
