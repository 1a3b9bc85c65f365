#include "house_rules.hpp"

#include <partyorg/testing/catch2.hpp>
#include <partyorg/testing/mutate.hpp>
#include <partyorg/testing/scenario.hpp>

#include <fstream>
#include <iterator>
#include <string>

namespace po = partyorg;
using namespace partyorg::testing;

namespace {

po::rule cuts_of_2024() {
    return *house_rules().find("house.small-cuts", po::as_of(po::date(2024, 1, 15)));
}

} // namespace

// clang-format off
// [matchers]
TEST_CASE("a target may be cut by two, not by three") {
    auto const whole = tiny()
                           .district("D")
                           .committee("A").registered(6).assigned(4)
                           .committee("B").registered(6).assigned(3)
                           .grassroots_cell("C").registered(po::declared_none).assigned(po::declared_none)
                           .done();
    CHECK_THAT(whole, Violates(cuts_of_2024(), unit("B")));
    CHECK_THAT(whole, !Violates(cuts_of_2024(), unit("A")));
    CHECK_THAT(whole, HasOutcome(cuts_of_2024(), po::outcome::pass, unit("C")));
    CHECK_THAT(whole, IsNotApplicable(cuts_of_2024(), unit("D")));
}

TEST_CASE("what is not known is not passed") {
    CHECK_THAT(tiny().committee("A").registered(6), IsUndecidable(cuts_of_2024(), unit("A")));
}
// [matchers]
// clang-format on

// [failure]
TEST_CASE("a failure says who, what, by which article, and how to see it again") {
    auto const whole = random_organisation(3, {.least_units = 40, .most_units = 40});
    auto const matcher = Satisfies(cuts_of_2024());
    REQUIRE_FALSE(matcher.match(whole));
    auto const text = matcher.toString();
    INFO(text);
    CHECK(text.find("Quy ước 01") != std::string::npos);
    CHECK(text.find("auto const whole = partyorg::testing::tiny()") != std::string::npos);
}
// [failure]

// [random]
TEST_CASE("raising every target to what was registered satisfies the rule") {
    auto whole = GENERATE(organisations(50));
    auto const cuts = cuts_of_2024().allowing_nobody();
    for (std::uint32_t i = 0; i < whole.units.size(); ++i) {
        auto const* registered = whole.figures.find("quota.registered");
        if (!registered || !whole.figures.contains("quota.assigned")) return;
        set_cell(whole.figures, "quota.assigned", po::slot(i),
                 content_of(*registered, po::slot(i)));
    }
    CHECK_THAT(whole, Satisfies(cuts));
}
// [random]

// [mutation]
TEST_CASE("the scenarios come true, and pin down every threshold and every day") {
    std::ifstream file(RULE_TESTS_DIR "/house_rules.scenario");
    std::string const text{std::istreambuf_iterator<char>(file), {}};
    auto const scenarios = parse_scenarios(text, "house_rules.scenario").value();

    auto const failures = [&](po::rule_book const& rules) {
        std::string out;
        for (auto const& scenario : scenarios)
            for (auto const& mismatch : run(scenario, rules)) out += to_string(mismatch) + '\n';
        return out;
    };
    CHECK(failures(house_rules()) == "");

    auto const report = mutate(house_rules(), [&](po::rule_book const& changed, std::string_view) {
        return failures(changed).empty() ? test_result::passed : test_result::failed;
    });
    CHECK(report.tried == 8);
    CHECK(report.survivors.empty());
}
// [mutation]
