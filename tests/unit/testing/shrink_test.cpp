#include "support/catch.hpp"

#include <partyorg/testing/catch2.hpp>

namespace po = partyorg;
using namespace partyorg::testing;

namespace {

// Some cell with less than 3 official members under a committee with at least 2 children.
bool fails(po::organisation const& whole) {
    if (!whole.figures.contains("members.official")) return false;
    auto const& official = whole[po::membership::official];
    for (std::uint32_t i = 0; i < whole.units.size(); ++i) {
        auto const up = whole.units.parent(po::slot(i));
        auto const own = official[po::slot(i)];
        if (up && whole.units.subtree_size(*up) >= 3 && own.has_value() && own.value() >= 5 &&
            own.value() < 100)
            return true;
    }
    return false;
}

} // namespace

TEST_CASE("a failing organisation shrinks to what the failure needs", "[testing]") {
    auto const whole = random_organisation(11, {.least_units = 200, .most_units = 200});
    REQUIRE(fails(whole));
    auto const small = shrink(whole, fails);
    CHECK(fails(small));
    CHECK(small.units.size() == 3);
    REQUIRE(small.figures.size() == 1);
    CHECK(small.totals.empty());
    std::size_t stated = 0;
    for (std::uint32_t i = 0; i < 3; ++i) {
        auto const own = small[po::membership::official][po::slot(i)];
        stated += own.is_blank() ? 0u : 1u;
        if (own.has_value()) CHECK(own.value() == 5); // the threshold shows itself
        CHECK(small.units.name(po::slot(i)).empty());
    }
    CHECK(stated == 1);
}

TEST_CASE("nothing single can be taken from what comes out", "[testing]") {
    auto const whole = GENERATE(organisations(10, 40, {.least_units = 20, .most_units = 40}));
    if (!fails(whole)) return;
    auto const small = shrink(whole, fails);
    CHECK(fails(small));
    for (std::uint32_t i = 0; i < small.units.size(); ++i)
        if (small.units.size() > small.units.subtree_size(po::slot(i)))
            CHECK_FALSE(
                fails(apply(small, edit::remove(std::string(small.units.code(po::slot(i)))))));
}

TEST_CASE("what is asked for in the predicate stays: totals, bodies, names", "[testing]") {
    auto const whole = tiny()
                           .district("D")
                           .committee("A")
                           .named("Đảng bộ")
                           .total("members", 3)
                           .body(po::body_kind::organisation_board, "Ban Tổ chức")
                           .cell("A1")
                           .named("Chi bộ")
                           .members(9)
                           .done();
    auto const small = shrink(whole, [](po::organisation const& o) {
        return o.totals.size() == 1 && o.relations.bodies().size() == 1 &&
               o.units.name(po::slot(0)) == "Đảng bộ";
    });
    CHECK(to_cpp(small, 0) == "partyorg::testing::tiny()\n"
                              "    .committee(\"A\").named(\"Đảng bộ\").total(\"members\", 3)"
                              ".body(partyorg::body_kind::organisation_board, \"Ban Tổ chức\")\n"
                              "    .done()");
}

TEST_CASE("no more questions are asked than allowed", "[testing]") {
    auto const whole = random_organisation(11, {.least_units = 200, .most_units = 200});
    std::size_t asked = 0;
    auto const small =
        shrink(whole, [&](po::organisation const& o) { return ++asked > 0 && fails(o); },
               {.question_limit = 25});
    CHECK(asked == 25);
    CHECK(fails(small));
}
