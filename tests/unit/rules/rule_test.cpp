#include "support/catch.hpp"

#include <partyorg/measures/membership.hpp>
#include <partyorg/rules/rule.hpp>

namespace po = partyorg;

namespace {
po::rule made() {
    return po::units()
        .that(po::are(po::unit_kind::subordinate_cell))
        .with(po::membership::official >= po::parameter("from", 9))
        .should(po::have_at_most(po::parameter("max", 30), po::membership::total))
        .unless(po::consent("large_cell"))
        .because(po::cite("Điều lệ Đảng", "Đại hội", po::date(2011, 1, 19), "Điều 21(5)",
                          po::confidence::secondary))
        .in_force(po::period(po::date(2011, 1, 19)))
        .named("large", {"Chi bộ đông", "Large cell"});
}
} // namespace

TEST_CASE("a rule is data, with its parameters listed", "[rules]") {
    auto const r = made();
    CHECK(r.id == "large");
    CHECK(r.parameters == std::vector<po::rule_parameter>{{"from", 9}, {"max", 30}});
    CHECK(r.consent == "consent.large_cell");
    CHECK(r.breach == po::outcome::fail);
    CHECK(r == made());
    CHECK(r.enabled());
    CHECK(r.severity == po::rule_severity::error);
    CHECK(r.weight() == po::rule_severity::warning); // read at second hand only
}

TEST_CASE("a rule reads as a sentence in both languages", "[rules]") {
    auto const text = po::describe(made());
    CHECK(text.en == "Units that are subordinate cells and have at least 9 official members should "
                     "have at most 30 members, unless the superior consents.");
    CHECK(text.vi == "Tổ chức là chi bộ trực thuộc và có ít nhất 9 đảng viên chính thức phải có "
                     "nhiều nhất 30 đảng viên, trừ khi được cấp trên đồng ý.");
}

TEST_CASE("outcomes, severities and confidences are found by their identifiers", "[rules]") {
    for (int i = 0; i < 5; ++i) {
        auto const o = static_cast<po::outcome>(i);
        CHECK(po::parse_outcome(to_string(o)) == o);
        auto const c = static_cast<po::confidence>(i);
        CHECK(po::parse_confidence(to_string(c)) == c);
    }
    for (int i = 0; i < 3; ++i) {
        auto const s = static_cast<po::rule_severity>(i);
        CHECK(po::parse_rule_severity(to_string(s)) == s);
    }
    CHECK_FALSE(po::parse_outcome("Pass"));
    CHECK_THROWS_AS(po::cite("1", "2", po::date(), "3"), po::invalid_input);
}
