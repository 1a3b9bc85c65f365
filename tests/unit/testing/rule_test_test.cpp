#include "support/catch.hpp"

#include <partyorg/testing/rule_test.hpp>
#include <partyorg/testing/tiny.hpp>

namespace po = partyorg;
using namespace partyorg::testing;

namespace {

po::rule minimum() {
    return po::units()
        .that(po::are(po::unit_kind::subordinate_cell))
        .should(po::have_at_least(po::parameter("min", 3), po::membership::official))
        .because(po::cite("Điều lệ Đảng", "Đại hội XI", po::date(2011, 1, 19), "Điều 21"))
        .in_force(po::period(po::date(2011, 1, 19)))
        .named("org.min", {"Tối thiểu", "Minimum"});
}

po::organisation sample() {
    return tiny()
        .district("D")
        .committee("A")
        .named("Đảng bộ xã A")
        .cell("A1")
        .official(3)
        .members(5)
        .cell("A2")
        .official(2)
        .cell("A3")
        .done();
}

} // namespace

TEST_CASE("a broken rule is told by path, figures, article and the smallest reproduction",
          "[testing]") {
    auto const answer = satisfies(sample(), rule_question(minimum()));
    CHECK_FALSE(answer.holds);
    CHECK_THAT(answer.message,
               test::StartsWith("rule org.min, Minimum (Điều 21, Điều lệ Đảng (19/01/2011), "
                                "Đại hội XI), as of 2011-01-19\n"));
    CHECK_THAT(
        answer.message,
        test::ContainsSubstring("  D / A / A2: fail, members.official observed 2, expected >= 3\n"
                                "  D / A / A3: undecidable, missing members.official\n"));
    CHECK_THAT(answer.message, test::EndsWith("to reproduce:\n"
                                              "  auto const whole = partyorg::testing::tiny()\n"
                                              "      .cell(\"A2\").official(0)\n"
                                              "      .done();"));
}

TEST_CASE("a rule that concerns nobody does not count as kept, unless it may", "[testing]") {
    auto const none = tiny().committee("A").done();
    auto const answer = satisfies(none, rule_question(minimum()));
    CHECK_FALSE(answer.holds);
    CHECK_THAT(answer.message, test::ContainsSubstring("it concerns no unit"));
    CHECK(satisfies(none, rule_question(minimum().allowing_nobody())).holds);
    CHECK(satisfies(tiny().cell("A1").official(3).done(), rule_question(minimum())).holds);
}

TEST_CASE("an outcome is looked for at any unit or at one", "[testing]") {
    auto const whole = sample();
    rule_question const asked(minimum());
    using po::outcome;
    CHECK(has_outcome(whole, asked, outcome::fail).holds);
    CHECK(has_outcome(whole, asked, outcome::fail, unit("A2")).holds);
    CHECK(has_outcome(whole, asked, outcome::undecidable, unit("A3")).holds);
    CHECK(has_outcome(whole, asked, outcome::not_applicable, unit("A")).holds);
    CHECK_FALSE(has_outcome(whole, asked, outcome::review).holds);

    auto const wrong = has_outcome(whole, asked, outcome::fail, unit("A1"));
    CHECK_FALSE(wrong.holds);
    CHECK_THAT(wrong.message, test::ContainsSubstring(
                                  "D / A / A1: pass, members.official observed 3, expected >= 3"));
    CHECK_THAT(wrong.message, test::EndsWith("tiny()\n"
                                             "      .cell(\"A1\").official(3)\n"
                                             "      .done();"));
    CHECK_THAT(has_outcome(whole, asked, outcome::fail, unit("X")).message,
               test::ContainsSubstring("there is no unit 'X'"));
}

TEST_CASE("a question is asked on the first day in force unless another is named", "[testing]") {
    CHECK(rule_question(minimum()).when == po::as_of(po::date(2011, 1, 19)));
    po::as_of const later(po::date(2024, 1, 15));
    CHECK(rule_question(minimum(), later).when == later);
}

TEST_CASE("many failing units are counted, the first ones shown", "[testing]") {
    auto many = tiny();
    many.committee("A");
    for (int i = 0; i < 15; ++i) many.cell("C" + std::to_string(i)).official(1);
    CHECK_THAT(satisfies(many, rule_question(minimum())).message,
               test::ContainsSubstring("C9: fail, members.official observed 1, expected >= 3\n"
                                       "  ... and 5 more\n"));
}
