#include "support/catch.hpp"

#include <partyorg/testing/catch2.hpp>

namespace po = partyorg;
using namespace partyorg::testing;

namespace {

po::rule minimum() {
    return po::units()
        .that(po::are(po::unit_kind::subordinate_cell))
        .should(po::have_at_least(3, po::membership::official))
        .unless(po::consent("small"))
        .because(po::cite("Điều lệ Đảng", "Đại hội XI", po::date(2011, 1, 19), "Điều 21"))
        .in_force(po::period(po::date(2011, 1, 19)))
        .named("org.min", {"Tối thiểu", "Minimum"});
}

template <class T>
std::string shown(T const& value) {
    return Catch::StringMaker<T>::convert(value);
}

} // namespace

TEST_CASE("matchers read as sentences", "[testing]") {
    auto const fine = tiny().committee("A").cell("A1").official(3).done();
    auto const small = tiny().committee("A").cell("A1").official(2).set("consent.small", 0).done();
    auto const open = tiny().committee("A").cell("A1").done();
    auto const allowed =
        tiny().committee("A").cell("A1").official(2).set("consent.small", 1).done();
    CHECK_THAT(fine, Satisfies(minimum()));
    CHECK_THAT(small, !Satisfies(minimum()));
    CHECK_THAT(small, Violates(minimum()));
    CHECK_THAT(small, Violates(minimum(), unit("A1")));
    CHECK_THAT(small, !Violates(minimum(), unit("A")));
    CHECK_THAT(small, IsNotApplicable(minimum(), unit("A")));
    CHECK_THAT(open, IsUndecidable(minimum()));
    CHECK_THAT(open, IsUndecidable(minimum(), unit("A1")) && !Violates(minimum()));
    CHECK_THAT(allowed, NeedsReview(minimum(), unit("A1")));
    CHECK_THAT(fine, HasOutcome(minimum(), po::outcome::pass, unit("A1")));
}

TEST_CASE("a builder can be matched without saying done", "[testing]") {
    CHECK_THAT(tiny().committee("A").cell("A1").official(3), Satisfies(minimum()));
}

TEST_CASE("a matcher asks about another day when told", "[testing]") {
    auto const dated = po::units()
                           .that(po::are(po::unit_kind::subordinate_cell))
                           .should(po::day_asked_about() <= po::day(po::date(2024, 1, 15)))
                           .because(po::cite("1-KH", "Huyện ủy", po::date(2024, 1, 1), "1"))
                           .in_force(po::period(po::date(2024, 1, 1)));
    auto const whole = tiny().cell("A1").done();
    CHECK_THAT(whole, Satisfies(dated));
    CHECK_THAT(whole, Satisfies(dated).on(po::date(2024, 1, 15)));
    CHECK_THAT(whole, Violates(dated).on(po::date(2024, 1, 16)));
}

TEST_CASE("a failed match tells unit, figures, article and code to reproduce", "[testing]") {
    auto const matcher = Satisfies(minimum());
    auto const whole = tiny().committee("A").cell("A1").official(2).set("consent.small", 0).done();
    REQUIRE_FALSE(matcher.match(whole));
    auto const text = matcher.toString();
    CHECK_THAT(text, test::StartsWith("satisfies the rule\nrule org.min, Minimum (Điều 21"));
    CHECK_THAT(text,
               test::ContainsSubstring("A / A1: fail, members.official observed 2, expected >= 3"));
    CHECK_THAT(text,
               test::ContainsSubstring("      .cell(\"A1\").official(0).set(\"consent.small\", 0)\n"
                                       "      .done();"));
}

TEST_CASE("values of the library are shown as people write them", "[testing]") {
    CHECK(shown(po::date(2024, 1, 15)) == "2024-01-15");
    CHECK(shown(po::date()) == "not a day");
    CHECK(shown(po::period(po::date(2011, 1, 19))) == "2011-01-19..");
    CHECK(shown(po::as_of(po::date(2024, 1, 15))) == "2024-01-15");
    CHECK(shown(po::as_of(po::date(2024, 1, 15), po::date(2024, 2, 1))) ==
          "2024-01-15 known 2024-02-01");
    CHECK(shown(po::outcome::undecidable) == "undecidable");
    CHECK(shown(po::unit_kind::party_group) == "party_group");
    CHECK(shown(unit("PT-16")) == "PT-16");
    CHECK(shown(po::cell<std::int64_t>(po::cell_state::stated, 3)) == "3");
    CHECK(shown(po::cell<std::int64_t>(po::cell_state::declared_none, 0)) == "-");
    CHECK(shown(po::cell<std::int64_t>(po::cell_state::blank, 0)) == "blank");
    CHECK(shown(any_cell(po::coverage_count{1, 2})) == "1/2");
    CHECK(shown(po::fact_value::of_fraction(125, 3550)) == "125/3550");
    CHECK(shown(po::fact_value()) == "nothing");
    CHECK(shown(edit::remove("A")) == "remove A");
    auto const whole = tiny().committee("A").members(2).done();
    CHECK(shown(whole) == "\n  grassroots_committee A members 2\n");
    CHECK(shown(whole.units) == "\n  grassroots_committee A\n");
    CHECK(shown(tiny().committee("A")) == "\n  grassroots_committee A\n");
    auto const bad = tiny().committee("A").cell("A1").official(2).set("consent.small", 0).done();
    auto const found = po::check(bad, minimum(), po::as_of(po::date(2024, 1, 15)));
    REQUIRE(found.size() == 1);
    CHECK(shown(found[0]) == "org.min A1: fail, members.official observed 2, expected >= 3 "
                             "(Điều 21, Điều lệ Đảng (19/01/2011), Đại hội XI)");
}

TEST_CASE("generators give as many organisations and scripts as asked for", "[testing]") {
    auto wrapped = organisations(3, 20);
    int count = 0;
    do {
        CHECK(same_content(wrapped.get(),
                           random_organisation(20 + static_cast<std::uint64_t>(count))));
        ++count;
    } while (wrapped.next());
    CHECK(count == 3);
    auto scripts = edit_scripts(random_organisation(1), 2, 5);
    CHECK(scripts.get() == random_edits(random_organisation(1), 5, 1));
    CHECK(scripts.next());
    CHECK_FALSE(scripts.next());
}
