#include "support/catch.hpp"

#include <partyorg/io/plan_document.hpp>
#include <partyorg/organisation/obligations.hpp>
#include <partyorg/rules/check.hpp>
#include <partyorg/rules/statutes/all.hpp>

#include <algorithm>
#include <string>

namespace po = partyorg;

namespace {

po::as_of const plan_day(po::date(2024, 1, 15));

po::plan const& published() {
    static po::plan const plan = po::io::read_plan(std::string(PARTYORG_SOURCE_DIR) +
                                                   "/examples/data/phong-tho-2024/plan.txt");
    return plan;
}

po::check_result const& checked() {
    static po::check_result const result = po::check(published(), po::statutes::all(), plan_day);
    return result;
}

std::uint64_t count(char const* id, po::outcome what) {
    auto const summary = checked().of_rule(id);
    REQUIRE(summary);
    return summary->counts[what];
}

bool only(char const* id, po::outcome what, std::uint64_t units) {
    auto const summary = checked().of_rule(id);
    return summary && summary->counts[what] == units && summary->counts.concerned() == units;
}

} // namespace

TEST_CASE("the book of statutes has no defect, and ladders no gap", "[rules]") {
    auto const book = po::statutes::all();
    auto const defects = book.verify();
    INFO(to_string(defects));
    CHECK(defects.empty());
    auto const step = [&](char const* id, char const* measure) {
        auto const* r = book.find(id, plan_day);
        REQUIRE(r);
        auto const found = po::step_of(*r, measure);
        REQUIRE(found);
        return *found;
    };
    CHECK(po::ladder_gaps({step("cell.committee.required", "members.official"),
                           step("cell.small.officers", "members.official")})
              .empty());
    CHECK(po::ladder_gaps({step("grassroots.kind.cell", "members"),
                           step("grassroots.kind.committee", "members")})
              .empty());
    CHECK(po::ladder_gaps({step("grassroots.standing.required", "committee.members"),
                           step("grassroots.standing.required.fewer", "committee.members")})
              .empty());
    CHECK(po::ladder_gaps(
              {step("congress.form", "members"), step("congress.form.members", "members")})
              .empty());
}

TEST_CASE("printed totals of the plan agree, its parts are within their targets", "[rules]") {
    using enum po::outcome;
    for (auto const* id : {"plan.total.registered", "plan.total.registered.residential",
                           "plan.total.assigned", "plan.total.assigned.residential"})
        CHECK(only(id, pass, 1));
    CHECK(only("plan.of-which.registered", pass, 16));
    CHECK(only("plan.of-which.assigned", pass, 17));
    CHECK(only("plan.of-which.admitted", pass, 0));
}

TEST_CASE("six units of the plan deviate from their registration, for review", "[rules]") {
    using enum po::outcome;
    CHECK(count("plan.deviation", review) == 6);
    CHECK(count("plan.deviation", fail) == 0);
    CHECK(count("plan.deviation", pass) == 55);
    std::vector<std::string> names;
    for (auto const& f : checked())
        if (f.rule_id == "plan.deviation") names.emplace_back(checked().units().name(*f.unit));
    CHECK(names == std::vector<std::string>{"Đảng bộ xã Vàng Ma Chải", "Đảng bộ xã Đào San",
                                            "Đảng bộ xã Hoang Thèn", "Đảng bộ xã Khổng Lào",
                                            "Đảng bộ xã Ma Li Pho", "Đảng bộ xã Lán Nhì Thàng"});
}

TEST_CASE("members per unit are not in the plan, so the rules on them are undecidable", "[rules]") {
    using enum po::outcome;
    CHECK(only("org.min-official-members", undecidable, 61));
    CHECK(only("grassroots.kind.cell", undecidable, 41));
    CHECK(only("grassroots.kind.committee", undecidable, 20));
    for (auto const& f : checked())
        if (f.rule_id == "grassroots.kind.cell")
            CHECK(f.missing == std::vector<std::string>{"members"});
}

TEST_CASE("the target of 2024 is 3.52 % of the members that the plan states", "[rules]") {
    using enum po::outcome;
    CHECK(only("target.admission-rate", pass, 1));
    // 134 were admitted in 2023: no figure of 2024.
    CHECK(only("target.admission-rate.admitted", undecidable, 1));
    auto book = po::statutes::all();
    book.set_parameter("target.admission-rate", "high", 3);
    auto const stricter = po::check(published(), book, plan_day);
    auto const found = std::find_if(stricter.begin(), stricter.end(), [](po::finding const& f) {
        return f.rule_id == "target.admission-rate";
    });
    REQUIRE(found != stricter.end());
    CHECK((*found).outcome == fail);
    CHECK((*found).observed == po::fact_value::of_fraction(125, 3550));
    CHECK((*found).expected == po::fact_value::of_fraction(3, 100));
    CHECK((*found).compared == po::comparison::at_most);
    CHECK((*found).severity == po::rule_severity::advisory);
}

TEST_CASE("coverage of the plan is complete", "[rules]") {
    using enum po::outcome;
    for (auto const* id : {"plan.coverage.villages", "plan.coverage.health_stations",
                           "plan.coverage.schools", "plan.coverage.police_posts"})
        CHECK(only(id, pass, 1));
}

TEST_CASE("obligations need a ledger, and fail where something is overdue", "[rules]") {
    using enum po::outcome;
    CHECK(count("plan.obligations", undecidable) == 62);
    auto const owed = po::obligations_of(published());
    po::obligation_query const query{
        po::date(2024, 1, 15), po::period(po::date(2024, 1, 1), po::date(2024, 12, 31)), {}};
    auto const states = po::states_at(published(), owed, {}, query);
    po::check_options options;
    options.owed = owed;
    options.ledger = states;
    auto const result = po::check(published(), po::statutes::all(), plan_day, options);
    auto const counts = result.of_rule("plan.obligations")->counts;
    CHECK(counts[fail] == 61);
    CHECK(counts[not_applicable] == 1);
}

TEST_CASE("what is not confirmed is off, and what is not in force is skipped", "[rules]") {
    auto const why = [](po::as_of when, std::string_view id) {
        for (auto const& c : po::statutes::all().choose(when))
            if (c.id == id) return c.skipped;
        FAIL("no such rule");
        return std::optional<po::not_checked>();
    };
    CHECK(why(plan_day, "cell.term.pilot") == po::not_checked::not_in_force);
    CHECK_FALSE(why(plan_day, "cell.term"));
    CHECK_FALSE(why(po::as_of(po::date(2025, 7, 1)), "cell.term.pilot"));
    CHECK(why(po::as_of(po::date(2025, 7, 1)), "cell.term") == po::not_checked::not_in_force);
    CHECK(why(po::as_of(po::date(2026, 4, 8)), "cell.committee.max") ==
          po::not_checked::unconfirmed);
    CHECK(why(po::as_of(po::date(2026, 7, 26)), "standing.max-share") ==
          po::not_checked::unconfirmed);
    // On 1 August 2025 with the knowledge of May, nobody knew of Q294: what was in force goes on.
    po::as_of const known_in_may(po::date(2025, 8, 1), po::date(2025, 5, 1));
    auto const book = po::statutes::all();
    CHECK(book.find("cell.committee.max", known_in_may)->source.number == "232-QĐ/TW");
    CHECK(book.find("cell.committee.max", po::as_of(po::date(2025, 8, 1)))->source.number ==
          "294-QĐ/TW");
}

TEST_CASE("a book can be asked by instrument", "[rules]") {
    auto const charter = po::statutes::charter_2011();
    CHECK(charter.versions().size() > 10);
    for (auto const& r : charter.versions()) CHECK(r.source.number == "Điều lệ Đảng");
    auto const q294 = po::statutes::regulation_294();
    CHECK(q294.versions().size() > 5);
    for (auto const& r : q294.versions()) CHECK(r.in_force.contains(po::date(2025, 7, 1)));
}
