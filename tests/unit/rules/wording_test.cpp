#include "support/catch.hpp"
#include "support/checked_sample.hpp"

#include <partyorg/rules/wording.hpp>

namespace po = partyorg;

namespace {

struct said {
    std::string vi, en;
};

/// What a rule says about unit A2 of the sample.
said about(po::unsourced_rule const& asked, char const* code = "A2") {
    auto const law = asked.because(test::statutes("Điều 1"))
                         .in_force(po::period(po::date(2011, 1, 19)))
                         .named("x", {"x", "x"});
    auto const found = po::check(test::checked_district(), law, test::checked_day);
    for (auto const& f : found) {
        if (f.code != code) continue;
        auto const text = po::describe(f);
        return {text.vi, text.en};
    }
    return {"-", "-"};
}

} // namespace

TEST_CASE("a finding says what was found and what was expected", "[wording]") {
    auto const found = test::checked_sample();
    auto const min = po::describe(found[0]);
    CHECK(min.vi == "đảng viên chính thức: 2, phải ít nhất 3");
    CHECK(min.en == "official members: 2, should be at least 3");
    auto const part = po::describe(found[3]);
    CHECK(part.vi == "giao – khu dân cư: 2, phải không quá 1");
}

TEST_CASE("an undecidable finding says which inputs are missing", "[wording]") {
    auto const found = test::checked_sample();
    CHECK(po::describe(found[1]).vi == "thiếu số liệu: đảng viên chính thức");
    CHECK(po::describe(found[1]).en == "missing: official members");
}

TEST_CASE("ratios are shown with their percentage", "[wording]") {
    CHECK(po::describe(po::fact_value::of_fraction(134, 3550)).vi == "134/3550 (3,77 %)");
    CHECK(po::describe(po::fact_value::of_fraction(134, 3550)).en == "134/3550 (3.77 %)");
    CHECK(po::describe(po::fact_value::of_fraction(1, 2)).en == "1/2 (50 %)");
    CHECK(po::describe(po::fact_value::of_fraction(1, 40)).en == "1/40 (2.5 %)");
    CHECK(po::describe(po::fact_value::of_fraction(3, 100)).vi == "3 %");
    CHECK(po::describe(po::fact_value::of_fraction(3, 0)).vi == "3/0");
    auto const low =
        about(po::units()
                  .that(po::are(po::unit_kind::grassroots_committee))
                  .should(po::ratio(po::quota::assigned, po::membership::total) >= po::percent(5)),
              "A");
    CHECK(low.vi == "giao / đảng viên: 1/25 (4 %), phải ít nhất 5 %");
}

TEST_CASE("days and kinds are shown in the reader's language", "[wording]") {
    CHECK(po::describe(po::fact_value::of_day(po::date(2024, 1, 15))).vi == "15/01/2024");
    CHECK(po::describe(po::fact_value::of_day(po::date(2024, 1, 15))).en == "2024-01-15");
    auto const kind = about(po::units()
                                .that(po::are(po::unit_kind::subordinate_cell))
                                .should(po::stand_under(po::unit_kind::grassroots_cell)));
    CHECK(kind.vi == "cấp trên trực tiếp: đảng bộ cơ sở, phải là chi bộ cơ sở");
    CHECK(kind.en == "unit directly above: grassroots committee, should be grassroots cell");
}

TEST_CASE("under a negation the opposite is expected", "[wording]") {
    auto const few = about(po::units()
                               .that(po::are(po::unit_kind::subordinate_cell))
                               .should(!(po::membership::official <= 2)));
    CHECK(few.en == "official members: 2, should be more than 2");
}

TEST_CASE("of several comparisons the one that decided is named", "[wording]") {
    auto const second =
        about(po::units()
                  .that(po::are(po::unit_kind::subordinate_cell))
                  .should(po::membership::official >= 1 && po::membership::official >= 3));
    CHECK(second.en == "official members: 2, should be at least 3");
}

TEST_CASE("counts of units below have a name of their own", "[wording]") {
    auto const count =
        about(po::units()
                  .that(po::are(po::unit_kind::grassroots_committee))
                  .should(po::children(po::are(po::unit_kind::subordinate_cell)).count >= 3),
              "A");
    CHECK(count.vi == "tổ chức trực thuộc là chi bộ trực thuộc: 2, phải ít nhất 3");
}

TEST_CASE("what holds no figure falls back on the sentence", "[wording]") {
    auto const none =
        about(po::units().that(po::are(po::unit_kind::subordinate_cell)).should(po::are_roots()));
    CHECK(none.vi == "không đáp ứng: phải không có cấp trên");
    CHECK(none.en == "does not hold: should have no unit above");
}

TEST_CASE("a rule that concerns no unit says so", "[wording]") {
    auto const law = po::units()
                         .that(po::are(po::unit_kind::party_group))
                         .should(po::are_leaves())
                         .because(test::statutes("Điều 1"))
                         .in_force(po::period(po::date(2011, 1, 19)))
                         .named("x", {"x", "x"});
    auto const found = po::check(test::checked_district(), law, test::checked_day);
    REQUIRE(found.size() == 1);
    CHECK(po::describe(found[0]).en == "the rule concerns no unit at all");
}

TEST_CASE("inputs that are no measures have names", "[wording]") {
    auto const law = test::checked_rules().versions()[0];
    CHECK(po::name_of_input(law, "obligations").en == "what was handed in");
    CHECK(po::name_of_input(law, "consent.small_committee").vi == "ý kiến đồng ý của cấp trên");
    CHECK(po::name_of_input(law, "of.nobody").en == "of.nobody");
    CHECK(po::name_of_input(law, "quota.assigned").vi == "giao");
}

TEST_CASE("reasons for not checking a rule are words", "[wording]") {
    CHECK(po::label_of(po::not_checked::not_in_force).en == "not in force on that day");
    CHECK(po::label_of(po::not_checked::switched_off).vi == "đã tắt");
}
