#include "support/case_logs.hpp"
#include "support/catch.hpp"

#include <partyorg/core/error.hpp>
#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/measures/quota.hpp>
#include <partyorg/report/progress.hpp>
#include <partyorg/targets/progress.hpp>

#include <string>
#include <vector>

namespace po = partyorg;

namespace {

using enum po::case_stage;
using test::calendar;
using test::day;

/// A district with targets 3 (of which 1 residential), 2, 1 and "-".
po::organisation district() {
    po::hierarchy_builder build;
    build.source("units.csv");
    build.add({"X", "", po::unit_kind::district_committee, "Đảng bộ huyện X", 2, 1});
    build.add({"X-01", "X", po::unit_kind::grassroots_committee, "Đảng bộ xã A", 3, 1});
    build.add({"X-02", "X", po::unit_kind::grassroots_cell, "Chi bộ B", 4, 1});
    build.add({"X-03", "X", po::unit_kind::grassroots_cell, "Chi bộ C", 5, 1});
    build.add({"X-04", "X", po::unit_kind::grassroots_cell, "Chi bộ D", 6, 1});
    po::organisation out(build.finish());
    auto& assigned = out.figures.add(po::quota::assigned);
    assigned[*out.units.find("X-01")] = 3;
    assigned[*out.units.find("X-02")] = 2;
    assigned[*out.units.find("X-03")] = 1;
    assigned[*out.units.find("X-04")] = po::declared_none;
    out.figures.add(po::quota::assigned_residential)[*out.units.find("X-01")] = 1;
    return out;
}

po::case_log events() {
    using enum po::case_group;
    test::log_writer w;
    w.next("A-1", "X-01", po::case_groups(women).add(residential))
        .at(introduced, "2024-01-05")
        .at(cell_resolution, "2024-01-15")
        .at(admission_decision, "2024-02-20")
        .at(ceremony, "2024-02-29");
    w.next("A-2", "X-01", po::case_groups(women))
        .at(cell_resolution, "2024-07-01")
        .at(admission_decision, "2024-07-30")
        .at(ceremony, "2024-08-15");
    w.next("A-3", "X-01").at(cell_resolution, "2024-09-16");
    w.next("B-1", "X-02").at(cell_resolution, "2024-07-01").at(admission_decision, "2024-09-24");
    po::case_event last;
    last.stage = ceremony;
    last.day = day("2024-09-27");
    last.reference = "7-BB/CB";
    last.location = "nhà văn hóa bản";
    w.add(last);
    po::case_event arrival;
    arrival.stage = transfer_in;
    arrival.day = day("2024-03-01");
    arrival.reached = ceremony;
    arrival.counts_from = day("2023-08-28");
    return w.next("P-1", "X-04").add(arrival).log;
}

po::progress_query third_quarter(char const* known = "2024-10-05") {
    return {.when = po::as_of(day(known)), .span = *po::parse_reporting_period("2024-Q3")};
}

po::progress_report report(po::case_log const& log, po::progress_query const& query) {
    return po::report_progress(district(), log, calendar(), query);
}

po::slot at(char const* code) {
    return *district().units.find(code);
}

} // namespace

TEST_CASE("reporting periods are named and read", "[targets]") {
    auto const key = [](char const* text) {
        auto const span = po::parse_reporting_period(text);
        return span ? to_string(*span) : std::string("none");
    };
    CHECK(key("2024") == "2024-01-01..2024-12-31");
    CHECK(key("2024-H2") == "2024-07-01..2024-12-31");
    CHECK(key("2024-Q3") == "2024-07-01..2024-09-30");
    CHECK(key("2024-02") == "2024-02-01..2024-02-29");
    for (auto const* bad : {"", "24", "2024-Q5", "2024-Q0", "2024-H3", "2024-13", "2024-2",
                            "2024Q3", "2024-Q33", "2024-Qx", "20x4"})
        CHECK(key(bad) == "none");
    for (auto const* good : {"2024", "2024-H1", "2024-Q4", "2024-12"})
        CHECK(po::reporting_period_key(*po::parse_reporting_period(good)) == good);
    auto const q3 = *po::parse_reporting_period("2024-Q3");
    CHECK(po::reporting_period_name(q3, po::language::vi) == "quý III năm 2024");
    CHECK(po::reporting_period_name(q3, po::language::en) == "the third quarter of 2024");
    po::period const other(day("2024-02-01"), day("2024-03-15"));
    CHECK(po::reporting_period_name(other, po::language::vi) ==
          "từ ngày 01/02/2024 đến ngày 15/03/2024");
}

TEST_CASE("a quarter is reported as of its last day", "[targets]") {
    auto const r = report(events(), third_quarter());
    CHECK(r.when.effective() == day("2024-09-30"));
    CHECK(r.when.known() == day("2024-10-05"));
    auto const& x = r.units[at("X").value()];
    CHECK(x.assigned == 6);
    CHECK(x.admitted == 3);
    CHECK(x.in_period == 2);
    CHECK(x.percent == po::percentage{500, 1});
    CHECK(x.expected == 4); // 6 × 274 / 366 = 4.49
    CHECK(x.pace == po::pace::behind);
    CHECK(x.candidates == 1);
    CHECK(x.possible == 1);
    CHECK(x.secured == 0); // both clocks in full end in January
    CHECK(x.outlook == po::outlook::missed);
    CHECK(x.short_by == 2);
    auto const& a = r.units[at("X-01").value()];
    CHECK(a.pace == po::pace::on_pace);
    CHECK(a.outlook == po::outlook::possible);
    CHECK(a.short_by == 0);
    auto const& d = r.units[at("X-04").value()];
    CHECK(d.assigned == 0); // "-" is a target of none
    CHECK_FALSE(d.percent);
    CHECK(d.outlook == po::outlook::no_target);
    CHECK(r.without_candidates == std::vector{at("X-02"), at("X-03")});
    CHECK(r.missed == std::vector{at("X-02"), at("X-03")});
    CHECK(r.silent == std::vector{at("X-03")});
}

TEST_CASE("priority groups are parts of the admissions", "[targets]") {
    auto const r = report(events(), third_quarter());
    REQUIRE(r.groups.size() == 2);
    CHECK(r.groups[0].group == po::case_group::women);
    CHECK_FALSE(r.groups[0].assigned);
    CHECK(r.groups[0].admitted == 2);
    CHECK(r.groups[0].in_period == 1);
    CHECK(r.groups[1].group == po::case_group::residential);
    CHECK(r.groups[1].assigned == 1);
    CHECK(r.groups[1].admitted == 1);
    CHECK(r.groups[1].in_period == 0);
    CHECK(r.figures.find("admitted.women")->info().of_which == "admitted");
}

TEST_CASE("probations that end in the period are listed with the cell's last day", "[targets]") {
    auto const r = report(events(), third_quarter());
    REQUIRE(r.probation_ending.size() == 1);
    CHECK(r.probation_ending[0].code == "P-1");
    CHECK(r.probation_ending[0].probation_ends == day("2024-08-28"));
    // 30 working days after 28/08, with 2 and 3 September off.
    CHECK(r.probation_ending[0].due == day("2024-10-11"));
    CHECK(r.figure("probation.ending", at("X")) == 1);
    CHECK(r.figure("admitted", at("X-04")) == 0); // admitted elsewhere
}

TEST_CASE("every figure of a report is explained by cases and lines", "[targets]") {
    auto const r = report(events(), third_quarter());
    auto const all = po::explain(r, "admitted", at("X"));
    CHECK(all.cells.total == 3);
    REQUIRE(all.cases.size() == 3);
    CHECK(all.cases[0] ==
          po::case_contribution{
              at("X-01"), "A-1", ceremony, day("2024-02-29"), {"log", 4, 1}, "", ""});
    CHECK(all.cases[2] == po::case_contribution{at("X-02"),
                                                "B-1",
                                                ceremony,
                                                day("2024-09-27"),
                                                {"log", 11, 1},
                                                "7-BB/CB",
                                                "nhà văn hóa bản"});
    auto const target = po::explain(r, "quota.assigned", at("X"));
    CHECK(target.cells.total == 6);
    CHECK(target.cases.empty());
    CHECK(target.cells.cells[0].where.line == 3);
    auto const standing = po::explain(r, "cases.cell_resolution", at("X"));
    CHECK(standing.cells.total == 1);
    REQUIRE(standing.cases.size() == 1);
    CHECK(standing.cases[0].case_code == "A-3");
    CHECK_THROWS_AS(po::explain(r, "nonsense", at("X")), po::bad_measure);
    // Each figure is the sum of what explains it, at every unit.
    for (auto const& source : r.sources)
        for (std::uint32_t s = 0; s < r.units.size(); ++s) {
            auto const why = po::explain(r, source.measure, po::slot(s));
            CHECK(static_cast<std::int64_t>(why.cases.size()) ==
                  r.figure(source.measure, po::slot(s)));
            CHECK(why.cells.total == r.figure(source.measure, po::slot(s)));
        }
}

TEST_CASE("every figure that a report prints answers, computed ones with their formula",
          "[targets]") {
    auto query = third_quarter();
    query.members = 120;
    query.members_where = {"plan.txt", 7, 3};
    auto const r = report(events(), query);
    auto const answer = [&](std::string_view figure, po::slot unit) {
        auto const found = po::explain(r, figure, unit);
        return found.formula ? found.formula->value.en : std::to_string(found.cells.total);
    };
    auto const text = [](std::int64_t n) { return std::to_string(n); };
    for (auto const& u : r.units) {
        if (u.assigned) CHECK(answer("assigned", u.unit) == text(*u.assigned));
        CHECK(answer("admitted", u.unit) == text(u.admitted));
        CHECK(answer("in_period", u.unit) == text(u.in_period));
        CHECK(answer("candidates", u.unit) == text(u.candidates));
        CHECK(answer("possible", u.unit) == text(u.possible));
        CHECK(answer("secured", u.unit) == text(u.secured));
        CHECK(answer("year.least", u.unit) == text(u.admitted + u.secured));
        CHECK(answer("year.most", u.unit) == text(u.admitted + u.possible));
        CHECK(answer("percent", u.unit) == (u.percent ? to_string(*u.percent) : "-"));
        CHECK(answer("expected", u.unit) == (u.percent ? text(u.expected) : "-"));
        CHECK(answer("pace", u.unit) ==
              (u.pace == po::pace::no_target ? "-" : std::string(label_of(u.pace).en)));
        CHECK(answer("outlook", u.unit) ==
              (u.outlook == po::outlook::no_target ? "-" : std::string(label_of(u.outlook).en)));
        CHECK(answer("short_by", u.unit) ==
              (u.outlook == po::outlook::no_target ? "-" : text(u.short_by)));
        for (auto const& g : r.groups) {
            auto const id = std::string(to_string(g.group));
            CHECK(answer("in_period." + id, u.unit) ==
                  text(*r.figure("admitted.in_period." + id, u.unit)));
            if (g.assigned)
                CHECK(answer("assigned." + id, u.unit) ==
                      text(*r.figure("quota.assigned." + id, u.unit)));
        }
    }
    auto const x = at("X");
    CHECK(answer("rate.members", x) == "120");
    CHECK(answer("rate.percent", x) == "2.50 %");
    CHECK(answer("rate.as_assigned", x) == "5.00 %");
    CHECK(answer("rate.least", x) == "4");
    CHECK(answer("rate.most", x) == "4");
    CHECK(answer("rate.band", x) == "below");
    CHECK(answer("days.passed", x) == "274");
    CHECK(answer("days.year", x) == "366");
    CHECK(answer("missed", x) == text(static_cast<std::int64_t>(r.missed.size())));
    CHECK(answer("silent", x) == text(static_cast<std::int64_t>(r.silent.size())));
    CHECK(answer("found", x) == text(static_cast<std::int64_t>(r.found.size())));
    // What a formula is made of is explained in turn, with the same value.
    for (auto const figure : po::computed_figures()) {
        auto const found = po::explain(r, figure, x);
        for (auto const& [measure, value] : found.formula->from)
            CHECK(answer(measure, x) == text(value));
    }
}

TEST_CASE("a computed figure says how it is computed, in both languages", "[targets]") {
    auto query = third_quarter();
    query.members = 120;
    query.members_where = {"plan.txt", 7, 3};
    query.mode = po::rounding::truncation;
    auto const r = report(events(), query);
    auto const formula = [&](char const* figure, char const* unit) {
        return *po::explain(r, figure, at(unit)).formula;
    };
    CHECK(formula("percent", "X-01").text.vi == "2 / 3 = 66,6 %, cắt bỏ phần lẻ");
    CHECK(formula("percent", "X-01").text.en == "2 / 3 = 66.6 %, digits beyond dropped");
    CHECK(formula("percent", "X-01").name.vi == "Đạt");
    CHECK(formula("percent", "X-04").text.en == "no target");
    CHECK(formula("expected", "X").text.vi == "phần nguyên của 6 × 274 / 366 = 4");
    CHECK(formula("pace", "X").text.en == "3 < 4");
    CHECK(formula("outlook", "X-01").text.en == "2 + 1 = 3 = 3; of what is sure, 2 + 0 = 2 < 3");
    CHECK(formula("outlook", "X-03").text.vi == "0 + 0 = 0 < 1");
    CHECK(formula("short_by", "X-03").text.vi == "1 − 0 − 0 = 1");
    CHECK(formula("short_by", "X-01").text.en == "3 − 2 − 1 is not above 0");
    CHECK(formula("days.passed", "X").text.vi == "từ 01/01/2024 đến hết 30/09/2024");
    CHECK(formula("rate.members", "X").text.en == "stated at plan.txt:7:3");
    CHECK(formula("rate.least", "X").text.en ==
          "the smallest whole number not below 3 % × 120 [II.2, 21-NQ/TW (16/06/2022), Ban Chấp "
          "hành Trung ương]");
    CHECK(formula("missed", "X").text.en ==
          "admitted and still possible are below the target: X-02, X-03");
    CHECK(formula("missed", "X-03").value.en == "1");
    CHECK(formula("missed", "X-01").value.en == "0");
    // Without a number of members there is no rate, and the answer says so.
    auto const unknown = report(events(), third_quarter());
    auto const none = po::explain(unknown, "rate.percent", at("X"));
    CHECK(none.formula->value.vi == "-");
    CHECK(none.formula->text.en == "the number of members is not known");
}

TEST_CASE("a past report runs again unchanged after later corrections", "[targets]") {
    auto log = events();
    auto const first = report(log, third_quarter());
    auto const text = po::report::progress_text(first, po::language::vi);
    auto const json = po::report::progress_json(first, po::language::en);
    po::case_event later;
    later.case_code = "B-1";
    later.unit = "X-02";
    later.stage = ceremony;
    later.day = day("2024-10-02");
    later.known = day("2024-10-21");
    later.entry = po::case_entry::correction;
    log.add(later);
    later.case_code = "C-1";
    later.unit = "X-03";
    later.stage = source_list;
    later.day = day("2024-01-10");
    later.entry = po::case_entry::record;
    log.add(later);
    auto const again = report(log, third_quarter());
    CHECK(po::report::progress_text(again, po::language::vi) == text);
    CHECK(po::report::progress_json(again, po::language::en) == json);
    auto const now = report(log, third_quarter("2024-10-31"));
    CHECK(now.units[at("X").value()].admitted == 2);
    CHECK(now.units[at("X-02").value()].candidates == 1);
    CHECK(now.silent.empty());
}

TEST_CASE("numbers that a unit states without a log count, and differences are named",
          "[targets]") {
    auto whole = district();
    auto& admitted = whole.figures.add(po::quota::admitted);
    admitted[*whole.units.find("X-03")] = 1;
    admitted[*whole.units.find("X-01")] = 5;
    auto const r = po::report_progress(whole, events(), calendar(), third_quarter());
    CHECK(r.units[at("X-03").value()].admitted == 1);
    CHECK(r.units[at("X-03").value()].outlook == po::outlook::fulfilled);
    CHECK(r.units[at("X-01").value()].admitted == 2);
    CHECK(r.units[at("X").value()].admitted == 4);
    CHECK(r.silent.empty());
    std::vector<std::string> differences;
    for (auto const& p : r.found)
        if (p.code == po::defect::case_counts_differ) differences.push_back(to_string(p));
    CHECK(differences ==
          std::vector<std::string>{"units.csv:3: PO1742: warning: unit 'X-01' states 5 for "
                                   "'admitted', the log has 2"});
}

TEST_CASE("candidates that a unit states by step count as candidates", "[targets]") {
    auto whole = district();
    auto const state = [&](po::case_stage stage, char const* unit, std::int64_t count) {
        po::column<std::int64_t, po::law::stock> stated(whole.units, po::case_measure(stage));
        stated[*whole.units.find(unit)] = count;
        whole.figures.add(std::move(stated));
    };
    state(dossier, "X-03", 2);
    state(source_list, "X-04", 4); // and this one, too: it has a case in the log
    state(ceremony, "X-02", 7);    // members, not candidates; and the unit keeps a log
    auto const at_day = [&](char const* on) {
        return po::report_progress(
            whole, events(), calendar(),
            {.when = po::as_of(day(on)), .span = *po::parse_reporting_period("2024-Q4")});
    };
    auto const early = at_day("2024-12-02");
    auto const& c = early.units[at("X-03").value()];
    CHECK(c.candidates == 2);
    CHECK(c.possible == 2);
    CHECK(c.secured == 0);
    CHECK(c.outlook == po::outlook::possible);
    CHECK(early.silent.empty());
    CHECK(early.units[at("X-04").value()].candidates == 0);
    CHECK(early.units[at("X").value()].candidates == 3); // with A-3
    CHECK(po::explain(early, "candidates", at("X-03")).cells.cells[0].where.line == 5);
    // From the dossier on five steps are left, and after 24/12 five working days, after 25/12 four.
    CHECK(at_day("2024-12-24").units[at("X-03").value()].possible == 2);
    CHECK(at_day("2024-12-25").units[at("X-03").value()].possible == 0);
    CHECK(at_day("2024-12-25").missed == std::vector{at("X-02"), at("X-03")});
}

TEST_CASE("the rate of admission is judged in whole admissions of 3 to 4 %", "[targets]") {
    auto const rate = po::rate_of(3550, 125, 131);
    REQUIRE(rate);
    CHECK(rate->least == 107); // 106.5
    CHECK(rate->most == 142);
    CHECK(rate->percent == po::percentage{352, 2});
    CHECK(rate->as_assigned == po::percentage{369, 2});
    CHECK(rate->band == po::rate_band::within);
    CHECK(rate->source.number == "21-NQ/TW");
    CHECK(po::rate_of(3550, 106)->band == po::rate_band::below);
    CHECK(po::rate_of(3550, 107)->band == po::rate_band::within);
    CHECK(po::rate_of(3550, 143)->band == po::rate_band::above);
    CHECK(po::rate_of(100, 3)->band == po::rate_band::within);
    CHECK_FALSE(po::rate_of(0, 3));
    auto query = third_quarter();
    query.members = 150;
    auto const r = report(events(), query);
    REQUIRE(r.rate);
    CHECK(r.rate->percent == po::percentage{200, 2});
}

TEST_CASE("the number of members is taken from a plan that states one", "[targets]") {
    po::plan plan;
    CHECK_FALSE(po::stated_members(plan));
    plan.counts.push_back({"members", {}, 3550, {}, {}, {}});
    CHECK(po::stated_members(plan) == 3550);
    plan.counts.push_back({"members", {}, 3551, {}, {}, {}});
    CHECK_FALSE(po::stated_members(plan));
}

TEST_CASE("a question about progress that makes no sense is refused", "[targets]") {
    auto const code = [](po::organisation const& whole, po::progress_query const& query) {
        try {
            (void)po::report_progress(whole, {}, calendar(), query);
        } catch (po::error const& e) {
            return e.code();
        }
        return po::defect::internal;
    };
    auto query = third_quarter();
    query.target = "quota.none";
    CHECK(code(district(), query) == po::defect::unknown_measure);
    CHECK(code(district(), third_quarter("2024-06-30")) == po::defect::reversed_period);
    query = third_quarter();
    query.span = po::period(day("2024-07-01"));
    CHECK(code(district(), query) == po::defect::open_span);
    query.span = po::period(day("2024-07-01"), day("2025-01-15"));
    CHECK(code(district(), query) == po::defect::reversed_period);
}
