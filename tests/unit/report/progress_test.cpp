#include "support/case_logs.hpp"
#include "support/catch.hpp"

#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/measures/quota.hpp>
#include <partyorg/report/progress.hpp>

#include <string>

namespace po = partyorg;

namespace {

using test::calendar;
using test::day;

po::organisation district() {
    po::hierarchy_builder build;
    build.source("units.csv");
    build.add({"X", "", po::unit_kind::district_committee, "Đảng bộ huyện X", 2, 1});
    build.add({"X-1", "X", po::unit_kind::grassroots_cell, "Chi bộ A|B", 3, 1});
    po::organisation out(build.finish());
    out.figures.add(po::quota::assigned)[*out.units.find("X-1")] = 2;
    return out;
}

po::case_log events() {
    po::case_log log;
    po::case_event e;
    e.case_code = "X/1";
    e.unit = "X-1";
    e.stage = po::case_stage::cell_resolution;
    e.day = day("2024-01-15");
    e.where = {"log.csv", 2, 1};
    log.add(e);
    e.stage = po::case_stage::admission_decision;
    e.day = day("2024-04-16");
    e.reference = "12-QĐ/HU";
    e.location = "phòng họp cơ quan";
    e.where.line = 3;
    log.add(e);
    return log;
}

po::progress_report second_quarter() {
    return po::report_progress(
        district(), events(), calendar(),
        {.when = po::as_of(day("2024-04-20")), .span = *po::parse_reporting_period("2024-Q2")});
}

bool has(std::string const& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("the report says in both languages what stands and what is late", "[report]") {
    auto const vi = po::report::progress_text(second_quarter(), po::language::vi);
    CHECK(has(vi, "BÁO CÁO KẾT QUẢ PHÁT TRIỂN ĐẢNG VIÊN QUÝ II NĂM 2024\n"));
    CHECK(has(vi, "Số liệu đến hết ngày 20/04/2024, theo thông tin đã biết đến ngày 20/04/2024."));
    CHECK(has(vi, "Chỉ tiêu giao: 2. Kết nạp từ đầu năm: 0, đạt 0,0 %; trong kỳ: 0."));
    CHECK(has(vi, "15/04/2024  16/04/2024  12-QĐ/HU    phòng họp cơ quan  §4.3.1 24-QĐ/TW\n"));
    auto const en = po::report::progress_text(second_quarter(), po::language::en);
    CHECK(has(en, "REPORT ON THE ADMISSION OF MEMBERS, the second quarter of 2024\n"));
    CHECK(has(en, "1 case can still become an admission by the end of 2024-12-31; of these, 1 will "
                  "if every\n    committee keeps its clock.\n"));
}

TEST_CASE("Markdown has pipe tables, and names cannot break them", "[report]") {
    auto const text = po::report::progress_markdown(second_quarter(), po::language::en);
    CHECK(text.starts_with("# REPORT ON THE ADMISSION OF MEMBERS, the second quarter of 2024\n\n"));
    CHECK(has(text, "| Code | Unit | Assigned |"));
    CHECK(has(text, "\n|---|---|---:|"));
    CHECK(has(text,
              "| X-1 | Chi bộ A\\|B | 2 | 0 | 0 | 0.0 % | 0 | 1 | 1 | on pace | out of reach |"));
    CHECK(text.ends_with(".\n"));
    CHECK_FALSE(has(text, "\n\n\n"));
}

TEST_CASE("CSV and JSON of a report keep stable names", "[report]") {
    auto const csv = po::report::progress_csv(second_quarter());
    CHECK(csv == "code,name,kind,assigned,admitted,in_period,percent,expected,pace,candidates,"
                 "possible,secured,outlook,short_by,line\n"
                 "X,Đảng bộ huyện X,district_committee,2,0,0,0.0,0,on_pace,1,1,1,missed,1,2\n"
                 "X-1,Chi bộ A|B,grassroots_cell,2,0,0,0.0,0,on_pace,1,1,1,missed,1,3\n");
    auto const json = po::report::progress_json(second_quarter(), po::language::vi);
    CHECK(has(json, "\"as_of\": \"2024-04-20\""));
    CHECK(has(json, "\"title\": \"quý II năm 2024\""));
    CHECK(has(json, "\"outlook\": \"missed\""));
    CHECK(has(json, "\"rate\": null"));
}

TEST_CASE("a figure is explained down to the line of the log", "[report]") {
    auto const report = second_quarter();
    auto const found = po::explain(report, "candidates", po::slot(0));
    auto const text = po::report::progress_explanation_text(report, found, po::language::en);
    CHECK(has(text, "X – Đảng bộ huyện X: Candidates = 1\n"));
    CHECK(has(text, "X/1   X-1   admission decision  2024-04-16  12-QĐ/HU  phòng họp cơ quan  "
                    "log.csv:3:1\n"));
    CHECK(
        po::report::progress_explanation_csv(report, found) ==
        "code,name,value,case,stage,day,file,line,reference,place\n"
        "X-1,Chi bộ A|B,1,,,,units.csv,3,,\n"
        "X-1,Chi bộ A|B,,X/1,admission_decision,2024-04-16,log.csv,3,12-QĐ/HU,phòng họp cơ quan\n");
    CHECK(has(po::report::progress_explanation_json(report, found),
              "\"reference\": \"12-QĐ/HU\", \"place\": \"phòng họp cơ quan\""));
    CHECK(has(po::report::progress_explanation_json(report, found), "\"value\": 1"));
}

TEST_CASE("probations are listed with the place of the ceremony, a column that else is left out",
          "[report]") {
    test::log_writer w("X/1", "X-1");
    w.at(po::case_stage::admission_decision, "2023-04-03");
    po::progress_query const query{.when = po::as_of(day("2024-06-30")),
                                   .span = *po::parse_reporting_period("2024-Q2")};
    auto const text_of = [&](char const* location) {
        auto with = w;
        po::case_event e;
        e.stage = po::case_stage::ceremony;
        e.day = day("2023-05-02");
        e.location = location;
        auto const report = po::report_progress(district(), with.add(e).log, calendar(), query);
        CHECK(has(po::report::progress_json(report, po::language::en),
                  *location ? "\"ceremony\": \"2023-05-02\", \"place\": \"hội trường xã\""
                            : "\"ceremony\": \"2023-05-02\", \"place\": null"));
        return po::report::progress_text(report, po::language::en);
    };
    CHECK(has(text_of("hội trường xã"),
              "  Case  Unit        Ceremony    Place          12 months end"));
    CHECK(has(text_of(""), "  Case  Unit        Ceremony    12 months end"));
}

TEST_CASE("clocks that run out are listed with their article", "[report]") {
    auto const whole = district();
    auto const on = day("2024-05-20");
    auto const due =
        po::due_cases(po::case_states(events(), po::as_of(on), whole, calendar()), on, 30);
    REQUIRE(due.size() == 1);
    auto const text = po::report::due_cases_text(due, whole.units, on, po::language::vi);
    CHECK(has(text, "VIỆC SẮP ĐẾN HẠN (20/05/2024)\n"));
    CHECK(has(text, "lễ kết nạp"));
    CHECK(po::report::due_cases_csv(due, on) ==
          "case,unit,status,reached,since,next,due,days_left,article,instrument,confidence\n"
          "X/1,X-1,open,admission_decision,2024-04-16,ceremony,2024-05-31,11,§4.1,24-QĐ/TW,"
          "primary\n");
    CHECK(has(po::report::due_cases_json(due, on), "\"due\": \"2024-05-31\""));
    CHECK(has(po::report::due_cases_text({}, whole.units, on, po::language::en), "None."));
}

TEST_CASE("what a check found is told line by line, then counted", "[report]") {
    auto const log = events();
    auto const found = po::check_cases(log, district(), calendar());
    auto const text = po::report::case_review_text(found, log, po::language::en);
    CHECK(has(text, "log.csv:2:1: PO1732: case 'X/1': cell_resolution of 2024-01-15 without "
                    "introduced"));
    CHECK(has(text, "log.csv:3:1: PO1737: case X/1: admission decision: due by 2024-04-15, done on "
                    "2024-04-16 (60 working days from 2024-01-15) [§4.3.1, 24-QĐ/TW"));
    CHECK(text.ends_with("lines 2, cases 1, errors 1, warnings 2, late steps 1\n"));
    auto const csv = po::report::case_review_csv(found);
    CHECK(has(csv, "PO1737,warning,log.csv,3,X/1,X-1,admission_decision,2024-04-15,2024-04-16,"));
    CHECK(csv.ends_with(",12-QĐ/HU,phòng họp cơ quan\n"));
    CHECK(has(po::report::case_review_json(found), "\"clock\": \"adm.decision.deadline\""));
}
