#include "support/catch.hpp"

#include <partyorg/measures/membership.hpp>
#include <partyorg/rules/rule_book.hpp>

#include <string>
#include <vector>

namespace po = partyorg;

namespace {

po::rule version(char const* first, char const* last, std::int64_t least = 3) {
    auto const end = po::parse_iso_date(last);
    return po::units()
        .should(po::have_at_least(po::parameter("min", least), po::membership::official))
        .because(po::cite("1-QĐ/TW", "Trung ương", po::date(2011, 1, 19), "Điều 1"))
        .in_force(po::period(*po::parse_iso_date(first), end))
        .named("r", {"Quy tắc", "Rule"});
}

std::vector<std::string> codes(po::rule_book const& book) {
    std::vector<std::string> out;
    for (auto const& p : book.verify()) out.emplace_back(po::code_text(p.code));
    return out;
}

po::as_of on(char const* day) {
    return po::as_of(*po::parse_iso_date(day));
}

} // namespace

TEST_CASE("the day chooses the version", "[rules]") {
    po::rule_book book;
    book.add(version("2020-01-01", "", 5));
    book.add(version("2011-01-19", "2019-12-31", 3));
    CHECK(codes(book).empty());
    CHECK(book.ids() == std::vector<std::string>{"r"});
    CHECK(book.find("r", on("2019-12-31"))->parameter_value("min") == 3);
    CHECK(book.find("r", on("2020-01-01"))->parameter_value("min") == 5);
    CHECK(book.find("r", on("2011-01-18")) == nullptr);
    CHECK(book.find("s", on("2020-01-01")) == nullptr);
    CHECK(book.versions_of("r").front()->in_force.first() == po::date(2011, 1, 19));
}

TEST_CASE("versions that overlap or leave a gap are defects", "[rules]") {
    po::rule_book overlapping;
    overlapping.add(version("2011-01-19", "2020-01-01"));
    overlapping.add(version("2020-01-01", ""));
    CHECK(codes(overlapping) == std::vector<std::string>{"PO1601"});
    po::rule_book gapped;
    gapped.add(version("2011-01-19", "2019-12-30"));
    gapped.add(version("2020-01-01", ""));
    REQUIRE(codes(gapped) == std::vector<std::string>{"PO1602"});
    CHECK_THAT(gapped.verify()[0].message,
               test::ContainsSubstring("from 2019-12-31 to 2019-12-31"));
}

TEST_CASE("what a rule lacks is listed all at once", "[rules]") {
    auto bad = version("2011-01-19", "");
    bad.id.clear();
    bad.source = {};
    bad.condition = po::expression(
        {.op = po::expression_op::compare,
         .args = {po::expression({.op = po::expression_op::parameter, .name = "other"}),
                  po::expression({.op = po::expression_op::always})}});
    bad.parameters.push_back({"min", 4});
    po::rule_book book;
    book.add(bad);
    CHECK(codes(book) ==
          std::vector<std::string>{"PO1603", "PO1609", "PO1604", "PO1606", "PO1605"});
}

TEST_CASE("thresholds are overridden by name, in every version", "[rules]") {
    po::rule_book book;
    book.add(version("2011-01-19", "2019-12-31"));
    book.add(version("2020-01-01", ""));
    book.set_parameter("r", "min", 7);
    for (auto const& r : book.versions()) CHECK(r.parameter_value("min") == 7);
    CHECK(po::describe(book.versions()[0]).en ==
          "All units should have at least 7 official members.");
    CHECK_THROWS_AS(book.set_parameter("r", "max", 1), po::invalid_input);
    CHECK_THROWS_AS(book.set_parameter("s", "min", 1), po::invalid_input);
    CHECK_THROWS_AS(book.set_switch("s", po::rule_switch::off), po::invalid_input);
}

TEST_CASE("a switched off or unconfirmed version is chosen, but not checked", "[rules]") {
    po::rule_book book;
    auto lead = version("2011-01-19", "");
    lead.source.confidence = po::confidence::lead;
    book.add(lead);
    CHECK(book.choose(on("2020-01-01"))[0].skipped == po::not_checked::unconfirmed);
    book.set_switch("r", po::rule_switch::on);
    CHECK_FALSE(book.choose(on("2020-01-01"))[0].skipped);
    CHECK(book.versions()[0].weight() == po::rule_severity::warning);
    book.set_switch("r", po::rule_switch::off);
    CHECK(book.choose(on("2020-01-01"))[0].skipped == po::not_checked::switched_off);
    CHECK(book.choose(on("2010-01-01"))[0].skipped == po::not_checked::not_in_force);
    CHECK(book.choose(po::as_of(po::date(2020, 1, 1), po::date(2010, 1, 1)))[0].skipped ==
          po::not_checked::not_known);
}

TEST_CASE("a ladder is proved without gap and overlap", "[rules]") {
    CHECK(po::ladder_gaps({{"small", {}, 8}, {"large", 9, {}}}).empty());
    auto const gap = po::ladder_gaps({{"small", {}, 8}, {"large", 10, {}}});
    REQUIRE(gap.size() == 1);
    CHECK(gap[0].least == 9);
    CHECK(gap[0].most == 9);
    CHECK(gap[0].rules.empty());
    auto const overlap = po::ladder_gaps({{"small", {}, 9}, {"large", 9, {}}});
    REQUIRE(overlap.size() == 1);
    CHECK(overlap[0].rules == std::vector<std::string>{"small", "large"});
    auto const open = po::ladder_gaps({{"small", 0, 8}});
    REQUIRE(open.size() == 1);
    CHECK(open[0].least == 9);
    CHECK_FALSE(open[0].most);
    auto const step = po::step_of(version("2011-01-19", ""), "members.official");
    REQUIRE(step);
    CHECK(step->least == 3);
    CHECK_FALSE(step->most);
    CHECK_FALSE(po::step_of(version("2011-01-19", ""), "members"));
}

TEST_CASE("the step of a rule is read off its comparisons, from either side", "[rules]") {
    using enum po::expression_op;
    using enum po::comparison;
    using ends = std::pair<std::optional<std::int64_t>, std::optional<std::int64_t>>;
    auto const members = po::expression({.op = cell, .name = "members"});
    auto const nine = po::expression({.op = number, .value = 9});
    auto const step = [](std::vector<po::expression> conditions) -> std::optional<ends> {
        auto r = version("2011-01-19", "");
        r.scope = po::expression({.op = all_of, .args = std::move(conditions)});
        auto const found = po::step_of(r, "members");
        if (!found) return {};
        return ends(found->least, found->most);
    };
    auto const that = [&](po::comparison how) {
        return po::expression({.op = compare, .args = {members, nine}, .compared = how});
    };
    auto const this_way = [&](po::comparison how) {
        return po::expression({.op = compare, .args = {nine, members}, .compared = how});
    };
    CHECK(step({that(less)}) == ends({}, 8));
    CHECK(step({that(at_most)}) == ends({}, 9));
    CHECK(step({that(equal)}) == ends(9, 9));
    CHECK(step({that(at_least)}) == ends(9, {}));
    CHECK(step({that(more)}) == ends(10, {}));
    CHECK_FALSE(step({that(different)}));
    CHECK(step({this_way(less)}) == ends(10, {}));
    CHECK(step({this_way(at_most)}) == ends(9, {}));
    CHECK(step({this_way(equal)}) == ends(9, 9));
    CHECK(step({this_way(at_least)}) == ends({}, 9));
    CHECK(step({this_way(more)}) == ends({}, 8));
    CHECK_FALSE(step({this_way(different)}));
    CHECK(step({that(at_least), this_way(more)}) == ends(9, 8)); // no figure at all
    CHECK(step({that(more), that(at_least)}) == ends(10, {}));   // the narrower one
    CHECK(step({that(less), that(at_most)}) == ends({}, 8));
}
