#include "support/case_logs.hpp"
#include "support/catch.hpp"

#include <partyorg/core/error.hpp>
#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/rollup/explain.hpp>
#include <partyorg/rollup/roll_up.hpp>
#include <partyorg/targets/pipeline.hpp>

#include <string>
#include <vector>

namespace po = partyorg;

namespace {

using enum po::case_stage;
using test::calendar;
using test::day;
using writer = test::log_writer;

/// A district with a committee of two cells and a cell directly below it.
po::organisation district() {
    po::hierarchy_builder build;
    build.source("units.csv");
    build.add({"X", "", po::unit_kind::district_committee, "Đảng bộ huyện X", 2, 1});
    build.add({"X-01", "X", po::unit_kind::grassroots_committee, "Đảng bộ xã A", 3, 1});
    build.add({"X-01-1", "X-01", po::unit_kind::subordinate_cell, "Chi bộ bản 1", 4, 1});
    build.add({"X-01-2", "X-01", po::unit_kind::subordinate_cell, "Chi bộ bản 2", 5, 1});
    build.add({"X-02", "X", po::unit_kind::grassroots_cell, "Chi bộ B", 6, 1});
    return po::organisation(build.finish());
}

po::case_review check(po::case_log const& log, std::optional<po::as_of> when = {}) {
    return po::check_cases(log, district(), calendar(), when);
}

std::vector<std::string> found(po::case_log const& log) {
    std::vector<std::string> out;
    for (auto const& p : check(log).found) out.push_back(to_string(p));
    return out;
}

po::case_state only(po::case_log const& log, char const* on) {
    auto const states = po::case_states(log, po::as_of(day(on)), district(), calendar());
    REQUIRE(states.size() == 1);
    return states[0];
}

using lines = std::vector<std::string>;

} // namespace

// ---- Clocks ------------------------------------------------------------------------------------

TEST_CASE("a decision within 60 working days across Tết is in time, a day later it is late",
          "[targets]") {
    // From 15/01/2024 the 60th working day is 15/04/2024; Tết takes 8, 9 and 12 to 14 February.
    writer in_time;
    in_time.papers("2024-01-15").at(admission_decision, "2024-04-15");
    CHECK(check(in_time.log).late.empty());
    CHECK(check(in_time.log).found.empty());

    writer late;
    late.papers("2024-01-15").at(admission_decision, "2024-04-16");
    auto const review = check(late.log);
    REQUIRE(review.late.size() == 1);
    auto const& step = review.late[0];
    CHECK(step.step == admission_decision);
    CHECK(step.started == day("2024-01-15"));
    CHECK(step.due == day("2024-04-15"));
    CHECK(step.done == day("2024-04-16"));
    CHECK(step.where == po::place{"log", 6, 1});
    CHECK(to_string(to_problem(step)) ==
          "log:6:1: PO1737: warning: case 'A-1': admission_decision was due by 2024-04-15, came on "
          "2024-04-16 (60 working days from 2024-01-15) [§4.3.1, 24-QĐ/TW (30/07/2021), Ban Chấp "
          "hành Trung ương]");
}

TEST_CASE("an extension moves the last day of a decision, but only while its clock runs",
          "[targets]") {
    // The clock ends on 15/04/2024; 30 more working days end on 30/05.
    auto const decided = [](char const* extended, char const* on, int by = 0) {
        writer w;
        w.papers("2024-01-15");
        po::case_event e;
        e.stage = extension;
        e.day = day(extended);
        if (by != 0) e.extended_by = static_cast<std::uint16_t>(by);
        w.add(e);
        w.at(admission_decision, on);
        return w;
    };
    CHECK(check(decided("2024-04-15", "2024-05-30").log).late.empty());
    auto const late = check(decided("2024-04-15", "2024-05-31").log);
    REQUIRE(late.late.size() == 1);
    CHECK(late.late[0].due == day("2024-05-30"));
    auto const shorter = check(decided("2024-04-15", "2024-04-24", 5).log);
    REQUIRE(shorter.late.size() == 1);
    CHECK(shorter.late[0].due == day("2024-04-23"));
    auto const after = decided("2024-04-16", "2024-04-17");
    CHECK(found(after.log) == lines{"log:6:1: PO1737: warning: case 'A-1': extension of 2024-04-16 "
                                    "extends nothing: the clock ran out on 2024-04-15"});
    CHECK(check(after.log).late.size() == 1);
    CHECK(found(decided("2024-04-15", "2024-05-30", 31).log) ==
          lines{"log:6:1: PO1506: warning: case 'A-1': extension of 2024-04-15 by more than the 30 "
                "working days allowed"});
}

TEST_CASE("a ceremony counts from the receipt of the decision where that is told", "[targets]") {
    writer late;
    late.papers("2024-01-15").at(admission_decision, "2024-04-15").at(ceremony, "2024-05-31");
    auto const review = check(late.log);
    REQUIRE(review.late.size() == 1);
    CHECK(review.late[0].due == day("2024-05-30")); // 30 working days with the swap of 29/04
    CHECK(review.late[0].clock->key == "adm.ceremony.deadline");

    writer received;
    received.papers("2024-01-15");
    po::case_event decision;
    decision.stage = admission_decision;
    decision.day = day("2024-04-15");
    decision.counts_from = day("2024-04-16");
    received.add(decision).at(ceremony, "2024-05-31");
    CHECK(check(received.log).late.empty());
}

TEST_CASE("a probation that began on 29 February ends on 28 February", "[targets]") {
    writer w;
    w.papers("2024-01-15").at(admission_decision, "2024-02-20").at(ceremony, "2024-02-29");
    auto const state = only(w.log, "2024-12-31");
    CHECK(state.status == po::case_status::probation);
    CHECK(state.probation_ends == day("2025-02-28"));
    CHECK(state.admitted == day("2024-02-29"));
    CHECK(state.next == recognition_resolution);
    CHECK(state.due == po::recognition_by_cell_due(day("2024-02-29"), calendar()).due.last_day());

    auto early = w;
    early.at(recognition_resolution, "2025-02-27");
    CHECK(found(early.log) ==
          lines{"log:8:1: PO1738: warning: case 'A-1': recognition_resolution of 2025-02-27, but "
                "the 12 months end on 2025-02-28"});
    auto exact = w;
    exact.at(recognition_resolution, "2025-02-28");
    CHECK(check(exact.log).found.empty());
    CHECK(check(exact.log).late.empty());
}

TEST_CASE("the regulation in force when a clock starts decides, whatever comes after",
          "[targets]") {
    // The resolution falls under Q24, the decision under Q232, the ceremony under Q294.
    writer w;
    po::case_event paper;
    for (auto const stage : {source_list, awareness_course, dossier, introduced}) {
        paper.stage = stage;
        paper.day = day("2024-12-02");
        w.add(paper);
    }
    w.at(cell_resolution, "2025-01-17")
        .at(admission_decision, "2025-06-25")
        .at(ceremony, "2025-09-01");
    auto const review = check(w.log);
    CHECK(review.found.empty());
    REQUIRE(review.late.size() == 2);
    CHECK(review.late[0].clock->source.number == "24-QĐ/TW");
    CHECK(review.late[0].due ==
          po::admission_decision_due(day("2025-01-17"), calendar()).due.last_day());
    CHECK(review.late[1].clock->source.number == "232-QĐ/TW");
    CHECK(review.late[1].due ==
          day("2025-08-06")); // 30 weekdays after 25/06, no day off among them

    // The cell's clock of the recognition is under the regulation at the end of month 12.
    auto const state = only(w.log, "2025-12-31");
    CHECK(state.probation_ends == day("2026-09-01"));
    REQUIRE(state.clock);
    CHECK(state.clock->source.number == "208-QĐ/TW");
    CHECK(state.clock->source.confidence == po::confidence::unverified);
}

TEST_CASE("a step that is overdue on the day asked about is named with that day", "[targets]") {
    writer w;
    w.papers("2024-01-15");
    CHECK(check(w.log).late.empty());
    CHECK(check(w.log, po::as_of(day("2024-04-15"))).late.empty());
    auto const review = check(w.log, po::as_of(day("2024-04-16")));
    REQUIRE(review.late.size() == 1);
    CHECK(review.late[0].step == admission_decision);
    CHECK_FALSE(review.late[0].done);
    CHECK(to_string(to_problem(review.late[0])) ==
          "log:5:1: PO1737: warning: case 'A-1': admission_decision was due by 2024-04-15, is "
          "overdue (60 working days from 2024-01-15) [§4.3.1, 24-QĐ/TW (30/07/2021), Ban Chấp hành "
          "Trung ương]");
}

TEST_CASE("a calendar that does not reach gives no last day instead of failing", "[targets]") {
    writer w;
    w.papers("2024-12-15").at(admission_decision, "2026-04-16");
    auto const short_calendar = po::statutory_working_days(2024, 2024);
    auto const review = po::check_cases(w.log, district(), short_calendar);
    CHECK(review.late.empty());
    auto const states =
        po::case_states(w.log, po::as_of(day("2024-12-31")), district(), short_calendar);
    REQUIRE(states.size() == 1);
    CHECK_FALSE(states[0].due);
}

// ---- What may follow what ----------------------------------------------------------------------

TEST_CASE("steps that law asks for are missed with their article, those of custom are not",
          "[targets]") {
    writer w("A-1", "X-01-1");
    w.at(cell_resolution, "2024-01-15").at(admission_decision, "2024-02-20");
    CHECK(found(w.log) ==
          lines{"log:1:1: PO1732: case 'A-1': cell_resolution of 2024-01-15 without introduced "
                "[Điều 4(1), Điều lệ Đảng (19/01/2011), Đại hội đại biểu toàn quốc]",
                "log:1:1: PO1732: warning: case 'A-1': cell_resolution of 2024-01-15 without "
                "awareness_course [01-HD/TW (28/09/2021), Trung ương]",
                "log:1:1: PO1732: warning: case 'A-1': cell_resolution of 2024-01-15 without "
                "dossier [01-HD/TW (28/09/2021), Trung ương]",
                "log:2:1: PO1732: warning: case 'A-1': admission_decision of 2024-02-20 without "
                "grassroots_resolution [8-KNĐ, 12-HD/BTCTW (18/01/2022), Ban Tổ chức Trung ương]"});
    // A cell directly under the district has no committee whose resolution it could bring.
    writer direct("A-1", "X-02");
    direct.papers("2024-01-15").at(admission_decision, "2024-02-20");
    CHECK(check(direct.log).found.empty());
}

TEST_CASE("a step dated after a later one is out of order, not missing", "[targets]") {
    writer w;
    w.papers("2024-01-15").at(admission_decision, "2024-03-01").at(ceremony, "2024-02-20");
    CHECK(
        found(w.log) ==
        lines{"log:6:1: PO1731: case 'A-1': admission_decision of 2024-03-01 comes after ceremony "
              "of 2024-02-20"});
    CHECK(only(w.log, "2024-12-31").reached == ceremony);
}

TEST_CASE("a case is decided once", "[targets]") {
    writer twice;
    twice.papers("2024-01-15")
        .at(admission_decision, "2024-02-20")
        .at(admission_decision, "2024-03-20")
        .at(dossier, "2024-01-06");
    CHECK(found(twice.log) ==
          lines{"log:8:1: PO1733: case 'A-1': dossier is recorded before (log:3:1)",
                "log:7:1: PO1734: case 'A-1': admission_decision of 2024-03-20, but it was decided "
                "on 2024-02-20 (log:6:1)"});
    writer both;
    both.papers("2024-01-15").at(rejected, "2024-02-20").at(admission_decision, "2024-03-20");
    CHECK(found(both.log) == lines{"log:7:1: PO1734: case 'A-1': admission_decision of 2024-03-20 "
                                   "after rejected of 2024-02-20"});
    CHECK(only(both.log, "2024-12-31").status == po::case_status::rejected);
    writer other;
    other.papers("2024-01-15").at(admission_decision, "2024-02-20").at(rejected, "2024-03-20");
    CHECK(found(other.log) == lines{"log:7:1: PO1734: case 'A-1': rejected of 2024-03-20 after "
                                    "admission_decision of 2024-02-20"});
}

TEST_CASE("nothing follows the end of a case", "[targets]") {
    writer w;
    w.papers("2024-01-15").at(withdrawal, "2024-02-01").at(ceremony, "2024-03-20");
    auto const problems = found(w.log);
    CHECK(problems ==
          lines{"log:7:1: PO1730: case 'A-1': ceremony of 2024-03-20 after withdrawal of "
                "2024-02-01"});
    auto const state = only(w.log, "2024-12-31");
    CHECK(state.status == po::case_status::withdrawn);
    CHECK(state.since == day("2024-02-01"));
    CHECK_FALSE(state.next);
    CHECK_FALSE(state.due);
    CHECK_FALSE(state.admitted);
}

TEST_CASE("removal, extension and transfer have their place", "[targets]") {
    writer w;
    w.at(source_list, "2024-01-02").at(removal, "2024-01-03").at(extension, "2024-01-04");
    w.at(transfer_in, "2024-01-05");
    CHECK(
        found(w.log) ==
        lines{"log:2:1: PO1730: case 'A-1': removal of 2024-01-03 after source_list of 2024-01-02",
              "log:3:1: PO1730: case 'A-1': extension of 2024-01-04 after source_list of "
              "2024-01-02",
              "log:4:1: PO1730: case 'A-1': transfer_in of 2024-01-05 after source_list of "
              "2024-01-02"});
    writer first;
    first.at(extension, "2024-01-02");
    CHECK(found(first.log) ==
          lines{"log:1:1: PO1730: case 'A-1': extension of 2024-01-02 before any step was taken"});
}

TEST_CASE("a case moves between units by a transfer only", "[targets]") {
    writer w("A-1", "X-01");
    w.papers("2024-01-15").next("A-1", "X-01-1").at(appraisal, "2024-01-20");
    w.next("A-1", "X-02").at(admission_decision, "2024-02-20");
    CHECK(found(w.log) ==
          lines{"log:7:1: PO1741: case 'A-1': admission_decision of 2024-02-20 in 'X-02', but the "
                "case is in 'X-01-1' and was not transferred",
                "log:7:1: PO1732: warning: case 'A-1': admission_decision of 2024-02-20 without "
                "grassroots_resolution [8-KNĐ, 12-HD/BTCTW (18/01/2022), Ban Tổ chức Trung ương]"});
    CHECK(only(w.log, "2024-12-31").unit_code == "X-01-1");

    writer moved("A-1", "X-01-1");
    moved.papers("2024-01-15").at(transfer_out, "2024-02-01");
    CHECK(only(moved.log, "2024-02-10").status == po::case_status::transferred_out);
    CHECK_FALSE(only(moved.log, "2024-02-10").due);
    moved.next("A-1", "X-02").at(transfer_in, "2024-02-15").at(admission_decision, "2024-02-20");
    CHECK(check(moved.log).found.empty());
    auto const state = only(moved.log, "2024-12-31");
    CHECK(state.unit_code == "X-02");
    CHECK(state.reached == admission_decision);
}

TEST_CASE("a member's letter of transfer has 30 working days, a candidate's papers have none",
          "[targets]") {
    writer w("A-1", "X-02");
    w.papers("2024-01-15")
        .at(admission_decision, "2024-02-20")
        .at(ceremony, "2024-02-29")
        .at(transfer_out, "2024-04-15");
    w.next("A-1", "X-01-1").at(transfer_in, "2024-05-31");
    auto const review = check(w.log);
    CHECK(review.found.empty());
    REQUIRE(review.late.size() == 1);
    CHECK(review.late[0].clock->id == po::statutory::transfer_letter);
    CHECK(review.late[0].due == day("2024-05-30"));
    auto const state = only(w.log, "2024-12-31");
    CHECK(state.unit_code == "X-01-1");
    CHECK(state.admitted_at == district().units.find("X-02")); // where the ceremony was
}

TEST_CASE("a probationer from outside brings the day of his ceremony along", "[targets]") {
    po::case_event arrival;
    arrival.stage = transfer_in;
    arrival.day = day("2024-03-01");
    arrival.reached = ceremony;
    arrival.counts_from = day("2023-09-05");
    writer w;
    w.add(arrival).at(recognition_resolution, "2024-09-16");
    CHECK(check(w.log).found.empty());
    CHECK(check(w.log).late.empty());
    auto const before = only(w.log, "2024-06-30");
    CHECK(before.status == po::case_status::probation);
    CHECK(before.probation_ends == day("2024-09-05"));
    CHECK_FALSE(before.admitted); // it was another organisation that admitted him
    CHECK(before.due == day("2024-10-17"));
    writer unknown;
    arrival.counts_from.reset();
    unknown.add(arrival);
    CHECK(
        found(unknown.log) ==
        lines{"log:1:1: PO1749: warning: case 'A-1': the day of the step reached elsewhere is not "
              "told: no clock runs"});
}

TEST_CASE("lines are checked one by one: unit, birth of the unit, day of the record, code",
          "[targets]") {
    auto whole = district();
    whole.figures.add(po::unit_established)[*whole.units.find("X-02")] = day("2024-01-04");
    writer w("BA NGUYEN");
    w.at(source_list, "2024-01-02");
    po::case_event e;
    e.stage = dossier;
    e.day = day("2024-01-05");
    e.known = day("2024-01-03");
    e.extended_by = 5;
    e.reached = ceremony;
    w.add(e);
    e = {};
    e.unit = "Y-1";
    e.stage = introduced;
    e.day = day("2024-01-06");
    w.add(e);
    std::vector<std::string> problems;
    for (auto const& p : po::check_cases(w.log, whole, calendar()).found)
        problems.push_back(to_string(p));
    CHECK(
        problems ==
        lines{"log:1:1: PO1748: warning: case 'BA NGUYEN': the code has blanks or no digit; names "
              "of persons do not belong into a log",
              "log:1:1: PO1735: case 'BA NGUYEN': source_list of 2024-01-02, but unit 'X-02' was "
              "established on 2024-01-04",
              "log:2:1: PO1736: case 'BA NGUYEN': dossier of 2024-01-05 was recorded on 2024-01-03",
              "log:2:1: PO1749: warning: case 'BA NGUYEN': 'reached' belongs to a transfer from "
              "outside, the first event of a case",
              "log:2:1: PO1749: warning: case 'BA NGUYEN': working days belong to an extension",
              "log:3:1: PO1403: case 'BA NGUYEN': no unit has the code 'Y-1'"});
}

TEST_CASE("a course after 60 months and a dossier after 12 are no longer valid", "[targets]") {
    writer w;
    w.at(awareness_course, "2019-01-14")
        .at(dossier, "2023-01-14")
        .at(introduced, "2024-01-05")
        .at(cell_resolution, "2024-01-15");
    CHECK(
        found(w.log) ==
        lines{"log:4:1: PO1743: warning: case 'A-1': awareness_course of 2019-01-14 is older than "
              "60 months at cell_resolution of 2024-01-15 [01-HD/TW (28/09/2021), "
              "Trung ương]",
              "log:4:1: PO1743: warning: case 'A-1': dossier of 2023-01-14 is older than 12 months "
              "at cell_resolution of 2024-01-15 [01-HD/TW (28/09/2021), Trung "
              "ương]"});
    writer fresh;
    fresh.at(awareness_course, "2019-01-15")
        .at(dossier, "2023-01-15")
        .at(introduced, "2024-01-05")
        .at(cell_resolution, "2024-01-15");
    CHECK(check(fresh.log).found.empty());
}

TEST_CASE("corrections that correct nothing, or each other, are named", "[targets]") {
    writer w;
    w.at(source_list, "2024-01-02");
    po::case_event e;
    e.stage = dossier;
    e.day = day("2024-01-03");
    e.entry = po::case_entry::retraction;
    w.add(e);
    e.stage = source_list;
    e.entry = po::case_entry::correction;
    e.known = day("2024-02-01");
    w.add(e);
    e.day = day("2024-01-04");
    w.add(e);
    CHECK(
        found(w.log) ==
        lines{"log:2:1: PO1739: case 'A-1': retraction of dossier, of which there is no single "
              "record",
              "log:4:1: PO1740: case 'A-1': source_list was corrected on the same day (log:3:1)"});
}

// ---- Counts ------------------------------------------------------------------------------------

TEST_CASE("cases are counted where they stand, add up, and are explained by their lines",
          "[targets]") {
    writer w("A-1", "X-01-1");
    w.at(source_list, "2024-01-02").at(dossier, "2024-02-02");
    w.next("A-2", "X-01-2").at(source_list, "2024-01-03");
    po::case_event e;
    e.case_code = "A-3";
    e.unit = "X-01-1";
    e.stage = source_list;
    e.day = day("2024-01-04");
    e.groups.add(po::case_group::women);
    w.add(e);
    w.next("A-4", "X-01-1").at(source_list, "2024-01-05").at(withdrawal, "2024-01-06");
    auto const whole = district();
    auto const& units = whole.units;
    auto const states = po::case_states(w.log, po::as_of(day("2024-06-30")), whole, calendar());
    po::problems problems;
    auto const counts = po::case_counts(states, whole, problems);
    CHECK(problems.empty());
    auto const listed =
        po::roll_up(units, counts.get<std::int64_t, po::law::stock>("cases.source_list"));
    auto const x = *units.find("X"), a = *units.find("X-01"), a1 = *units.find("X-01-1");
    CHECK(listed[x] == 2);
    CHECK(listed[a] == 2);
    CHECK(listed[a1] == 1);
    auto const women = counts.find("cases.source_list.women");
    REQUIRE(women);
    CHECK(women->info().of_which == "cases.source_list");
    CHECK(po::explain(*women, x).total == 1);
    CHECK_FALSE(counts.contains("cases.source_list.youth"));
    // A unit without a log and without numbers has said nothing.
    CHECK(counts.find("cases.dossier")->state(*units.find("X-02")) == po::cell_state::blank);
    auto const cases = po::explain_cases(w.log, states, units, x, source_list);
    REQUIRE(cases.size() == 2);
    CHECK(cases[0] ==
          po::case_contribution{a1, "A-3", source_list, day("2024-01-04"), {"log", 4, 1}});
    CHECK(cases[1].case_code == "A-2");
    CHECK(po::explain_cases(w.log, states, units, x, source_list, po::case_group::women).size() ==
          1);
    CHECK(po::explain_cases(w.log, states, units, a1, dossier)[0].where == po::place{"log", 2, 1});
}

TEST_CASE("a unit may state numbers only, and a difference from the log is named", "[targets]") {
    auto whole = district();
    auto const x01 = *whole.units.find("X-01"), x02 = *whole.units.find("X-02");
    po::column<std::int64_t, po::law::stock> stated(whole.units, po::case_measure(dossier));
    stated[x02] = 3;
    stated[x01] = 5;
    whole.figures.add(std::move(stated));
    writer w("A-1", "X-01-1");
    w.at(dossier, "2024-02-02");
    auto const states = po::case_states(w.log, po::as_of(day("2024-06-30")), whole, calendar());
    po::problems problems;
    auto const counts = po::case_counts(states, whole, problems);
    auto const& dossiers = counts.get<std::int64_t, po::law::stock>("cases.dossier");
    CHECK(dossiers[x02] == po::cell<std::int64_t>(po::cell_state::stated, 3));
    CHECK(dossiers[x01].is_blank());
    CHECK(po::roll_up(whole.units, dossiers)[*whole.units.find("X")] == 4);
    REQUIRE(problems.size() == 1);
    CHECK(to_string(problems[0]) == "units.csv:3: PO1742: warning: unit 'X-01' states 5 for "
                                    "'cases.dossier', the log has 1");
}

TEST_CASE("the list of due cases begins with the one longest overdue", "[targets]") {
    writer w("A-1", "X-02");
    w.papers("2024-02-01");
    w.next("A-2", "X-02").papers("2024-01-15");
    w.next("A-3", "X-02").at(source_list, "2024-01-02");
    auto const states =
        po::case_states(w.log, po::as_of(day("2024-04-20")), district(), calendar());
    auto const due = po::due_cases(states, day("2024-04-20"), 30);
    REQUIRE(due.size() == 2);
    CHECK(due[0].code == "A-2");
    CHECK(due[0].due == day("2024-04-15"));
    CHECK(due[1].code == "A-1");
    CHECK(po::due_cases(states, day("2024-04-20"), 0).size() == 1);
    CHECK_THROWS_AS(po::due_cases(states, po::date(), 0), po::invalid_input);
}

TEST_CASE("the fastest chain counts the steps that are left, the slowest every clock in full",
          "[targets]") {
    auto const whole = district();
    writer w("A-1", "X-02");
    w.papers("2024-04-01");
    auto const cell = only(w.log, "2024-04-15");
    // appraisal, decision, ceremony: three working days from Monday 15/04; 18/04 is a day off.
    CHECK(po::fastest_chain().ceremony(cell, whole, day("2024-04-15"), calendar()) ==
          day("2024-04-19"));
    writer under("A-1", "X-01-1");
    under.papers("2024-04-01");
    // and the resolution of the committee
    CHECK(po::fastest_chain().ceremony(only(under.log, "2024-04-15"), whole, day("2024-04-15"),
                                       calendar()) == day("2024-04-22"));
    // 60 working days from 01/04 end on 27/06, 30 more on 08/08.
    CHECK(cell.due == day("2024-06-27"));
    CHECK(po::slowest_ceremony(cell, day("2024-04-15"), calendar()) == day("2024-08-08"));
    CHECK_FALSE(po::slowest_ceremony(cell, day("2024-06-28"), calendar()));
    writer listed("A-1", "X-02");
    listed.at(source_list, "2024-01-02");
    auto const candidate = only(listed.log, "2024-04-15");
    CHECK_FALSE(po::slowest_ceremony(candidate, day("2024-04-15"), calendar()));
    // the course takes five days, each of the other six steps one: 11 working days.
    CHECK(po::fastest_chain().ceremony(candidate, whole, day("2024-04-15"), calendar()) ==
          calendar().add(day("2024-04-15"), 11));
}
