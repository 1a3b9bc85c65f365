#include "support/catch.hpp"
#include "support/small_plan.hpp"

#include <partyorg/measures/coverage.hpp>
#include <partyorg/report/csv.hpp>
#include <partyorg/report/json.hpp>
#include <partyorg/report/text.hpp>
#include <partyorg/rollup/explain.hpp>

namespace po = partyorg;
using po::language;

TEST_CASE("a difference is told with its size and its likely cause", "[report]") {
    auto const text = po::report::reconciliation_text(test::small_plan(), language::en);
    CHECK_THAT(text, test::ContainsSubstring("printed 1,210 (line 9)"));
    CHECK_THAT(text, test::ContainsSubstring("the rows add up to 1,201"));
    CHECK_THAT(text, test::ContainsSubstring("few by 9"));
    auto const viet = po::report::reconciliation_text(test::small_plan(), language::vi);
    CHECK_THAT(viet, test::ContainsSubstring("in 1.210 (dòng 9), cộng các dòng được 1.201: "
                                             "thiếu 9"));
}

TEST_CASE("who was assigned other than registered", "[report]") {
    CHECK(po::report::deviations_text(test::small_plan(), language::en) ==
          "CHANGES BETWEEN REGISTERED AND ASSIGNED\n"
          "  1 unit was assigned another figure than it registered.\n"
          "  Code   Unit               Measure   Registered  Assigned  Change  Line  Remark\n"
          "  ─────  ─────────────────  ────────  ──────────  ────────  ──────  ────  ──────\n"
          "  SM-02  Chi bộ \"B\", huyện  Assigned           -         1      +1     8\n"
          "  Who bears the change:\n"
          "    - Assigned: 1,200 → 1,201 (+1): grassroots cell +1 (1 unit)\n");
}

TEST_CASE("how a figure comes about, cell by cell", "[report]") {
    auto const p = test::small_plan();
    auto const found = po::explain(*p.figures.find("quota.registered"), po::slot(0));
    auto const text = po::report::explanation_text(p, found, language::en);
    CHECK_THAT(text, test::ContainsSubstring(
                         "How: the sum of 1 cell with a number, 1 cell with \"-\" (none).\n"));
    CHECK_THAT(text, test::ContainsSubstring("Printed in the document: 1,200 (line 9) – agrees."));
}

TEST_CASE("a plan's report names what was stated and what was not understood", "[report]") {
    auto const viet = po::report::plan_text(test::small_plan(), language::vi);
    CHECK_THAT(viet, test::ContainsSubstring("KẾ HOẠCH 2025\nNăm: 2025\n"));
    CHECK_THAT(viet, test::ContainsSubstring("đảng viên     3.550  đến 31/12/2024"));
    CHECK_THAT(viet, test::ContainsSubstring("trường học     47/48     3"));
    CHECK_THAT(viet, test::ContainsSubstring("CHƯA HIỂU ĐƯỢC\n  dòng 12: dòng lạ\n"));
    auto const english = po::report::roll_up_text(test::small_plan(), language::en);
    CHECK_THAT(english, test::ContainsSubstring("Registered (quota.registered)\n"));
    CHECK_THAT(english, test::ContainsSubstring("2/2"));
}

TEST_CASE("warnings of the reader are told in the language of the report", "[report]") {
    auto whole = test::small_plan();
    for (auto const code :
         {po::defect::bad_date, po::defect::bad_total_row, po::defect::count_differs,
          po::defect::fact_contradicted, po::defect::kind_not_allowed, po::defect::kind_not_told,
          po::defect::no_year, po::defect::repeated_row_number, po::defect::root_not_told,
          po::defect::row_not_understood, po::defect::row_number_gap,
          po::defect::row_without_number, po::defect::subtotal_differs, po::defect::unknown_column,
          po::defect::unknown_parent}) {
        auto const name = po::code_text(code);
        CAPTURE(name);
        whole.notes = {};
        whole.notes.warning(code, {"p.txt", 3, 1}, "the facts");
        auto const en = po::report::plan_text(whole, language::en);
        CHECK_THAT(en, test::ContainsSubstring("  p.txt:3:1: " + std::string(name) +
                                               ": warning: the facts\n"));
        // What it means comes first, the facts stand behind it.
        auto const vi = po::report::plan_text(whole, language::vi);
        CHECK_THAT(vi, test::ContainsSubstring("  p.txt:3:1: " + std::string(name) + ": "));
        CHECK_THAT(vi, test::ContainsSubstring("facts)"));
        CHECK(vi.find("warning") == std::string::npos);
    }
}

namespace {

// Two districts, one with a cell: a column of each type and law.
po::plan two_districts() {
    po::hierarchy_builder rows({.roots = po::root_policy::forest});
    rows.add({.code = "A", .kind = po::unit_kind::district_committee, .name = "Đảng bộ huyện A"});
    rows.add(
        {.code = "A-1", .parent = "A", .kind = po::unit_kind::grassroots_cell, .name = "Chi bộ 1"});
    rows.add({.code = "B", .kind = po::unit_kind::district_committee, .name = "Đảng bộ huyện B"});
    po::plan p{po::organisation(rows.finish())};
    po::slot const a(0), a1(1), b(2);
    auto& rate = p.figures.add(po::measure<double, po::law::stock>{"rate"});
    rate[a1] = 1.5;
    rate[b] = 1234.25;
    auto& since = p.figures.add(po::measure<po::date, po::law::earliest>{"since"});
    since[a1] = *po::make_date(2024, 2, 29);
    since[b] = *po::make_date(2024, 1, 31);
    auto& last = p.figures.add(po::measure<po::date, po::law::latest>{"last"});
    last[a1] = *po::make_date(2024, 2, 29);
    last[b] = *po::make_date(2024, 1, 31);
    auto& people = p.figures.add(po::measure<std::int64_t, po::law::distinct>{"people"});
    people[a] = 10;
    people[a1] = 7;
    people[b] = 5;
    auto& villages = p.figures.add(po::coverage::villages);
    villages[a1] = po::coverage_count{3, 4};
    villages[b] = po::coverage_count{1, 1};
    p.figures.add(po::measure<std::int64_t, po::law::stock>{"none"});
    return p;
}

} // namespace

TEST_CASE("figures of every type roll up over several roots as their law says", "[report]") {
    auto const p = two_districts();
    CHECK(po::report::roll_up_csv(p) ==
          "code,name,kind,depth,measure,own,rolled_up,answered,missing,line\n"
          "A,Đảng bộ huyện A,district_committee,0,rate,,1.5,1,0,\n"
          "A,Đảng bộ huyện A,district_committee,0,since,,2024-02-29,1,0,\n"
          "A,Đảng bộ huyện A,district_committee,0,last,,2024-02-29,1,0,\n"
          "A,Đảng bộ huyện A,district_committee,0,people,10,10,2,0,\n"
          "A,Đảng bộ huyện A,district_committee,0,coverage.villages,,3/4,1,0,\n"
          "A,Đảng bộ huyện A,district_committee,0,none,,0,0,1,\n"
          "A-1,Chi bộ 1,grassroots_cell,1,rate,1.5,1.5,1,0,\n"
          "A-1,Chi bộ 1,grassroots_cell,1,since,2024-02-29,2024-02-29,1,0,\n"
          "A-1,Chi bộ 1,grassroots_cell,1,last,2024-02-29,2024-02-29,1,0,\n"
          "A-1,Chi bộ 1,grassroots_cell,1,people,7,7,1,0,\n"
          "A-1,Chi bộ 1,grassroots_cell,1,coverage.villages,3/4,3/4,1,0,\n"
          "A-1,Chi bộ 1,grassroots_cell,1,none,,0,0,1,\n"
          "B,Đảng bộ huyện B,district_committee,0,rate,1234.25,1234.25,1,0,\n"
          "B,Đảng bộ huyện B,district_committee,0,since,2024-01-31,2024-01-31,1,0,\n"
          "B,Đảng bộ huyện B,district_committee,0,last,2024-01-31,2024-01-31,1,0,\n"
          "B,Đảng bộ huyện B,district_committee,0,people,5,5,1,0,\n"
          "B,Đảng bộ huyện B,district_committee,0,coverage.villages,1/1,1/1,1,0,\n"
          "B,Đảng bộ huyện B,district_committee,0,none,,0,0,1,\n");
    // People who are counted once in each district may be the same: their total does not follow.
    CHECK(po::report::plan_csv(p, language::en) ==
          "fact,id,label,value,of,line\n"
          "units,total,,2,,\n"
          "units,district_committee,district committee,1,,\n"
          "units,grassroots_cell,grassroots cell,1,,\n"
          "rolled_up,rate,rate,1235.75,,\n"
          "answered,rate,rate,2,2,\n"
          "rolled_up,since,since,2024-01-31,,\n"
          "answered,since,since,2,2,\n"
          "rolled_up,last,last,2024-02-29,,\n"
          "answered,last,last,2,2,\n"
          "rolled_up,people,people,,,\n"
          "answered,people,people,3,3,\n"
          "rolled_up,coverage.villages,Villages with a cell,4/5,,\n"
          "answered,coverage.villages,Villages with a cell,2,2,\n"
          "rolled_up,none,none,0,,\n"
          "answered,none,none,0,2,\n");
    CHECK_THAT(po::report::plan_text(p, language::vi),
               test::ContainsSubstring(
                   "  rate                             không in     1235,75        2/2\n"
                   "  since                            không in  31/01/2024        2/2\n"
                   "  last                             không in  29/02/2024        2/2\n"
                   "  people                           không in                    3/3\n"
                   "  Thôn, bản, tổ dân phố có chi bộ  không in         4/5        2/2\n"));
    auto const json = po::report::plan_json(p, language::en);
    CHECK_THAT(json, test::ContainsSubstring("\"rolled_up\": 1235.75,"));
    CHECK_THAT(json, test::ContainsSubstring("\"rolled_up\": \"2024-01-31\","));
    CHECK_THAT(json, test::ContainsSubstring("\"people\": {\n      \"rolled_up\": null,"));
    CHECK_THAT(json, test::ContainsSubstring("\"covered\": 4,\n        \"of\": 5"));
}
