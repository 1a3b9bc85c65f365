#include "support/catch.hpp"

#include <partyorg/testing/catch2.hpp>
#include <partyorg/testing/mutate.hpp>

namespace po = partyorg;
using namespace partyorg::testing;

namespace {

po::period const first(po::date(2011, 1, 19), po::date(2020, 12, 31));
po::period const second(po::date(2021, 1, 1));

po::rule minimum(po::period span) {
    return po::units()
        .that(po::are(po::unit_kind::subordinate_cell))
        .with(po::membership::total >= 2)
        .should(po::have_at_least(po::parameter("min", 3), po::membership::official))
        .because(po::cite("1", "Đại hội XI", po::date(2011, 1, 19), "Điều 21"))
        .in_force(span)
        .named("org.min", {"Tối thiểu", "Minimum"});
}

po::rule_book book() {
    po::rule_book out;
    out.add(minimum(first));
    out.add(minimum(second));
    return out;
}

std::vector<std::string> changes(po::rule_book const& rules) {
    std::vector<std::string> out;
    for (auto const& m : mutants(rules)) out.push_back(to_string(m));
    return out;
}

bool breaks(po::rule_book const& rules, std::int64_t members, std::int64_t official, po::date on) {
    auto const* law = rules.find("org.min", po::as_of(on, po::date(2024, 1, 1)));
    auto const whole = tiny().cell("A").members(members).official(official).done();
    return law && po::outcome_for(whole, *law, po::slot(0), po::as_of(on)) == po::outcome::fail;
}

} // namespace

TEST_CASE("every threshold and every edge has its mutants", "[testing]") {
    std::string const of_first = " in the version of 2011-01-19..2020-12-31";
    std::string const of_second = " in the version of 2021-01-01..";
    std::vector<std::string> expected;
    for (auto const& version : {of_first, of_second}) {
        expected.push_back("org.min: parameter 'min' 3 -> 2" + version);
        expected.push_back("org.min: parameter 'min' 3 -> 4" + version);
        expected.push_back("org.min: number 2 -> 1 in the scope" + version);
        expected.push_back("org.min: number 2 -> 3 in the scope" + version);
    }
    for (auto const* edge : {"2011-01-19 -> 2011-01-18", "2011-01-19 -> 2011-01-20",
                             "2021-01-01 -> 2020-12-31", "2021-01-01 -> 2021-01-02"})
        expected.push_back("org.min: first day " + std::string(edge));
    CHECK(changes(book()) == expected);
}

TEST_CASE("the last day of the last version is an edge, too, and so are fixed days", "[testing]") {
    po::rule_book rules;
    rules.add(minimum(first));
    CHECK_THAT(changes(rules),
               test::VectorContains(std::string("org.min: last day 2020-12-31 -> 2021-01-01")));
    CHECK_THAT(changes(rules),
               test::VectorContains(std::string("org.min: last day 2020-12-31 -> 2020-12-30")));
    rules.add(po::units()
                  .should(po::day_asked_about() <= po::day(po::date(2024, 1, 15)))
                  .because(po::cite("2", "Huyện ủy", po::date(2011, 1, 19), "1"))
                  .in_force(second)
                  .named("dated", {"", "Dated"}));
    CHECK_THAT(changes(rules), test::VectorContains(std::string(
                                   "dated: day 2024-01-15 -> 2024-01-16 in the condition in the "
                                   "version of 2021-01-01..")));
    CHECK(mutants(rules, "dated").size() == 4);
}

TEST_CASE("a mutant differs in just the one thing", "[testing]") {
    auto const rules = book();
    auto const all = mutants(rules);
    for (auto const& m : all) {
        CHECK_FALSE(m.book == rules);
        CHECK(m.book.versions().size() == 2);
    }
    CHECK(all.at(0).book.versions().at(0).parameter_value("min") == 2);
    CHECK(all.at(0).book.versions().at(1) == rules.versions().at(1));
    // An edge between two versions belongs to both.
    auto const& shared = all.at(10).book.versions();
    CHECK(shared.at(0).in_force.last() == po::date(2020, 12, 30));
    CHECK(shared.at(1).in_force.first() == po::date(2020, 12, 31));
}

TEST_CASE("tests on both sides of everything leave no survivor, fewer tests leave some",
          "[testing]") {
    po::date const early(2015, 1, 1), late(2022, 1, 1);
    auto const thresholds = [&](po::rule_book const& rules) {
        for (auto const& day : {early, late})
            if (!breaks(rules, 2, 2, day) || breaks(rules, 2, 3, day) || breaks(rules, 1, 0, day))
                return test_result::failed;
        return test_result::passed;
    };
    auto const only_thresholds = mutate(
        book(), [&](po::rule_book const& rules, std::string_view) { return thresholds(rules); });
    CHECK(only_thresholds.tried == 12);
    REQUIRE(only_thresholds.survivors.size() == 4);
    CHECK(only_thresholds.survivors[0].change == "first day 2011-01-19 -> 2011-01-18");

    auto const version_on = [](po::rule_book const& rules, po::date on) {
        auto const* law = rules.find("org.min", po::as_of(on, po::date(2024, 1, 1)));
        return law ? po::to_iso(law->in_force.first()).substr(0, 4) : std::string("none");
    };
    auto const all = mutate(book(), [&](po::rule_book const& rules, std::string_view) {
        bool const edges = version_on(rules, po::date(2011, 1, 18)) == "none" &&
                           version_on(rules, po::date(2011, 1, 19)) == "2011" &&
                           version_on(rules, po::date(2020, 12, 31)) == "2011" &&
                           version_on(rules, po::date(2021, 1, 1)) == "2021";
        return edges ? thresholds(rules) : test_result::failed;
    });
    for (auto const& m : all.survivors) UNSCOPED_INFO(to_string(m));
    // A version that begins on the last day of 2020 is told by its year here: no survivor.
    CHECK(all.survivors.empty());
}

TEST_CASE("tests that fail anyway prove nothing", "[testing]") {
    try {
        (void)mutate(book(), [](auto const&, auto) { return test_result::failed; });
        FAIL("it went on");
    } catch (po::invalid_input const& e) {
        CHECK(e.code() == po::defect::tests_fail_unchanged);
    }
}
