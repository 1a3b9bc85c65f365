#include "support/catch.hpp"
#include "support/checked_sample.hpp"

#include <partyorg/core/error.hpp>
#include <partyorg/rules/baseline.hpp>

namespace po = partyorg;
using test::checked_sample;

namespace {

po::baseline_entry entry(char const* rule, char const* code, char const* measure,
                         po::outcome what = po::outcome::fail) {
    return {rule, code, measure, what, {}, {"b.tsv", 7, 1}};
}

po::baseline_entry excused(po::date until) {
    auto e = entry("org.min", "A2", "members.official");
    e.granted = po::suppression{"Đang chuyển", "Ban Tổ chức", until};
    return e;
}

std::vector<std::string> statuses(po::baseline_comparison const& compared) {
    std::vector<std::string> out;
    for (auto const s : compared.status) out.emplace_back(po::to_string(s));
    return out;
}

using list = std::vector<std::string>;

} // namespace

TEST_CASE("the sample comes to the findings that its comment names", "[baseline]") {
    list found;
    for (auto const& f : checked_sample())
        found.push_back(f.rule_id + ' ' + f.code + ' ' + std::string(po::to_string(f.outcome)));
    CHECK(found == list{"org.min A2 fail", "org.min B undecidable", "org.committee A review",
                        "plan.part B fail"});
}

TEST_CASE("without a baseline everything but what is undecidable is new", "[baseline]") {
    auto const compared = po::compare(checked_sample(), {});
    CHECK(statuses(compared) == list{"fresh", "fresh", "fresh", "fresh"});
    CHECK(compared.fresh == 3);
    CHECK(compared.fresh_errors == 1);
    CHECK(compared.known == 0);
    CHECK(compared.trend() == 3);
    CHECK_FALSE(compared.exact());
}

TEST_CASE("a baseline made from a check accepts it exactly", "[baseline]") {
    auto const found = checked_sample();
    auto const made = po::make_baseline(found);
    REQUIRE(made.entries().size() == 3);
    CHECK(made.entries()[0].rule_id == "org.committee");
    CHECK(made.entries()[1].rule_id == "org.min");
    CHECK(made.entries()[2].rule_id == "plan.part");
    auto const compared = po::compare(found, made);
    CHECK(statuses(compared) == list{"known", "fresh", "known", "known"});
    CHECK(compared.exact());
    CHECK(compared.known == 3);
    CHECK(compared.trend() == 0);
    CHECK(po::notes_of(compared).empty());
}

TEST_CASE("what is gone is told, and the baseline shrinks when it is made anew", "[baseline]") {
    auto const found = checked_sample();
    po::baseline const before({entry("plan.part", "B", "quota.assigned.residential"),
                               entry("plan.part", "A", "quota.assigned.residential"),
                               entry("org.min", "A2", "members.official"),
                               entry("org.committee", "A", "members", po::outcome::review)});
    auto const compared = po::compare(found, before);
    REQUIRE(compared.gone.size() == 1);
    CHECK(compared.gone[0].code == "A");
    CHECK(compared.fresh == 0);
    CHECK(compared.trend() == -1);
    CHECK_FALSE(compared.exact());
    auto const notes = po::notes_of(compared);
    REQUIRE(notes.size() == 1);
    CHECK(po::to_string(notes[0]) ==
          "b.tsv:7:1: PO1646: warning: rule 'plan.part', unit 'A', quota.assigned.residential: "
          "fail is accepted, but not there any more");
    CHECK(po::make_baseline(found, before).entries().size() == 3);
}

TEST_CASE("a suppression counts through its last day", "[baseline]") {
    auto const found = checked_sample();
    SECTION("on the day itself") {
        po::baseline const before({excused(po::date(2024, 1, 15))});
        auto const compared = po::compare(found, before);
        CHECK(statuses(compared)[0] == "suppressed");
        CHECK(compared.suppressed == 1);
        CHECK(compared.lapsed.empty());
        CHECK(compared.fresh == 2);
        CHECK(compared.fresh_errors == 0);
    }
    SECTION("a day later") {
        po::baseline const before({excused(po::date(2024, 1, 14))});
        auto const compared = po::compare(found, before);
        CHECK(statuses(compared)[0] == "lapsed");
        CHECK(compared.suppressed == 0);
        REQUIRE(compared.lapsed.size() == 1);
        CHECK(compared.fresh == 3);
        CHECK(compared.fresh_errors == 1);
        CHECK(compared.trend() == 2);
        CHECK(po::to_string(po::notes_of(compared)[0]) ==
              "b.tsv:7:1: PO1647: warning: rule 'org.min', unit 'A2', members.official: fail was "
              "excused until 2024-01-14");
        // It is not accepted for ever when the baseline is made anew.
        auto const again = po::make_baseline(found, before);
        CHECK(again.entries().size() == 3);
        CHECK(po::compare(found, again).lapsed.size() == 1);
        CHECK(po::compare(found, again).fresh_errors == 1);
    }
}

TEST_CASE("undecidable findings can be accepted, but are not by themselves", "[baseline]") {
    auto const found = checked_sample();
    po::baseline const before(
        {entry("org.min", "B", "members.official", po::outcome::undecidable)});
    CHECK(statuses(po::compare(found, before))[1] == "known");
    CHECK(po::make_baseline(found, before).entries().size() == 4);
}

TEST_CASE("an incomplete suppression and a pass cannot be accepted", "[baseline]") {
    auto no_reason = excused(po::date(2024, 1, 15));
    no_reason.granted->reason.clear();
    auto no_role = excused(po::date(2024, 1, 15));
    no_role.granted->role.clear();
    std::vector<po::baseline_entry> const wrong{
        no_reason, no_role, excused(po::date()),
        entry("org.min", "A1", "members.official", po::outcome::pass)};
    try {
        po::baseline const refused(wrong);
        FAIL("accepted");
    } catch (po::invalid_input const& e) {
        REQUIRE(e.problems().size() == 4);
        CHECK(e.problems()[0].code == po::defect::incomplete_suppression);
        CHECK(e.problems()[1].code == po::defect::incomplete_suppression);
        CHECK(e.problems()[2].code == po::defect::incomplete_suppression);
        CHECK(e.problems()[3].code == po::defect::not_acceptable);
    }
}

TEST_CASE("entries about rules that do not exist are errors, about units warnings", "[baseline]") {
    auto const found = checked_sample();
    auto other = entry("org.mini", "A2", "members.official");
    other.where.line = 3;
    po::baseline const accepted({entry("org.min", "X9", "members.official"), other});
    auto const problems = po::verify(accepted, test::checked_rules(), found.units());
    REQUIRE(problems.size() == 2);
    CHECK(po::to_string(problems[0]) == "b.tsv:3:1: PO1607: there is no rule 'org.mini'");
    CHECK(po::to_string(problems[1]) ==
          "b.tsv:7:1: PO1403: warning: there is no unit 'X9' any more");
    CHECK(problems.errors() == 1);
}

TEST_CASE("near misses are nothing to accept", "[baseline]") {
    auto const found = po::check(test::checked_district(), test::checked_rules(), test::checked_day,
                                 {.near = po::near_misses::listed});
    auto const compared = po::compare(found, {});
    list passing;
    for (std::size_t i = 0; i < found.size(); ++i)
        if (compared.status[i] == po::finding_status::passing)
            passing.push_back(found[i].rule_id + ' ' + found[i].code);
    CHECK(passing == list{"org.min A1", "plan.part A"});
    CHECK(po::make_baseline(found).entries().size() == 3);
}
