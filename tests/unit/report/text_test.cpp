#include "support/catch.hpp"
#include "support/small_plan.hpp"

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
