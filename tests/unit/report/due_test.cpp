#include "support/catch.hpp"

#include <partyorg/core/error.hpp>
#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/report/due.hpp>

#include <string>
#include <vector>

namespace po = partyorg;
using po::report::due_report;
using po::report::ledger_use;

namespace {

po::date day(int y, int m, int d) {
    return po::make_date(y, m, d).value();
}

po::period const year_2024(day(2024, 1, 1), day(2024, 12, 31));

/// An invented district: two committees with two cells each, and a board.
po::organisation district() {
    po::hierarchy_builder build;
    auto const add = [&](char const* code, char const* parent, char const* name) {
        build.add({.code = code,
                   .parent = parent,
                   .kind = po::unit_kind::grassroots_committee,
                   .name = name});
    };
    add("H", "", "Huyện");
    add("A", "H", "Xã A");
    add("A1", "A", "Chi bộ A1");
    add("A2", "A", "Chi bộ A2");
    add("B", "H", "Xã B");
    add("B1", "B", "Chi bộ B1");
    add("B2", "B", "Chi bộ B2");
    po::organisation out(build.finish());
    out.relations.attach(
        {po::body_kind::organisation_board, out.units.id_of(po::slot(0)), "Ban Tổ chức", {}});
    return out;
}

/// A list owed by the four cells before Monday 15/01/2024, a quarterly report of the board, and a
/// standing duty of somebody who is only printed.
std::vector<po::obligation> owed_in(po::organisation const& whole) {
    po::obligation list;
    list.id = "list";
    list.kind = po::obligation_kind::document;
    list.what = "danh sách";
    for (auto const* code : {"A1", "A2", "B1", "B2"})
        list.units.push_back(whole.units.id_of(*whole.units.find(code)));
    list.who = "các chi bộ";
    list.to = "Ban Thường vụ";
    list.through = "Ban Tổ chức";
    list.due = po::deadline(po::before(day(2024, 1, 15)));
    list.from = day(2024, 1, 2);
    list.where = {"plan.txt", 7, 1};
    po::obligation report;
    report.id = "report";
    report.kind = po::obligation_kind::report;
    report.what = "báo cáo";
    report.bodies = {po::body_id(0)};
    report.recurring =
        po::schedule::ends_of(po::cycle::quarter, day(2024, 1, 1), day(2024, 12, 31));
    po::obligation standing;
    standing.id = "act";
    standing.what = "tuyên truyền";
    standing.who = "Hội Cựu chiến binh";
    return {list, report, standing};
}

po::submission entry(std::string unit, po::date on) {
    return {std::move(unit), "list", {}, on, "01", {}, {}};
}

/// A report and what it refers to.
struct asked {
    po::organisation whole = district();
    std::vector<po::obligation> owed = owed_in(whole);
    std::vector<po::submission> ledger = {entry("A1", day(2024, 1, 12)),
                                          entry("A2", day(2024, 1, 16)),
                                          entry("B1", day(2024, 1, 14))};
    due_report at(po::date on, std::optional<int> within = {},
                  ledger_use use = ledger_use::given) const {
        auto const& entries = use == ledger_use::given ? ledger : std::vector<po::submission>{};
        return po::report::make_due_report(whole, owed, entries, {on, year_2024, within, use},
                                           po::statutory_working_days(2023, 2025));
    }
};

} // namespace

TEST_CASE("deadlines stand under how they stand, with their last working day", "[due]") {
    asked const q;
    CHECK(
        po::report::deadlines_text(q.at(day(2024, 1, 10), {}, ledger_use::none),
                                   po::language::en) ==
        "WHAT IS DUE – as of 2024-01-10 (Wednesday)\n"
        "H – Huyện\n"
        "No list of submissions was given: nothing counts as handed in.\n"
        "\n"
        "DUE SOON\n"
        "  before 2024-01-15 (last day: 2024-01-14, Sunday); last working day 2024-01-12 (Friday)\n"
        "    4 days left, 2 working days\n"
        "    Who: các chi bộ (4 units)\n"
        "    To: Ban Thường vụ (through Ban Tổ chức)\n"
        "    - list: danh sách (line 7)\n"
        "\n"
        "OPEN\n"
        "  by the end of 2024-03-31 (Sunday); last working day 2024-03-29 (Friday)\n"
        "    81 days left, 52 working days\n"
        "    Who: Ban Tổ chức\n"
        "    - report 2024-Q1: báo cáo\n"
        "  by the end of 2024-06-30 (Sunday); last working day 2024-06-28 (Friday)\n"
        "    172 days left, 114 working days\n"
        "    Who: Ban Tổ chức\n"
        "    - report 2024-Q2: báo cáo\n"
        "  by the end of 2024-09-30 (Monday)\n"
        "    264 days left, 178 working days\n"
        "    Who: Ban Tổ chức\n"
        "    - report 2024-Q3: báo cáo\n"
        "  by the end of 2024-12-31 (Tuesday)\n"
        "    356 days left, 244 working days\n"
        "    Who: Ban Tổ chức\n"
        "    - report 2024-Q4: báo cáo\n"
        "\n"
        "STANDING DUTIES, WITHOUT A DEADLINE\n"
        "  Who: Hội Cựu chiến binh\n"
        "  - act: tuyên truyền\n");
}

TEST_CASE("only what needs attention is shown within so many days", "[due]") {
    asked const q;
    CHECK(
        po::report::deadlines_text(q.at(day(2024, 1, 14), 30), po::language::vi) ==
        "THỜI HẠN – tính đến ngày 14/01/2024 (Chủ nhật)\n"
        "H – Huyện\n"
        "Chỉ nêu việc đã quá hạn hoặc đến hạn trong 30 ngày tới.\n"
        "\n"
        "SẮP ĐẾN HẠN\n"
        "  trước ngày 15/01/2024 (ngày cuối cùng: 14/01/2024, Chủ nhật); ngày làm việc cuối cùng\n"
        "  12/01/2024 (Thứ Sáu)\n"
        "    hôm nay là ngày cuối\n"
        "    Ai: các chi bộ (4 đơn vị)\n"
        "    Gửi: Ban Thường vụ (qua Ban Tổ chức)\n"
        "    - list: danh sách – đã nộp 2/4 (dòng 7)\n");
    // The quarter's last day is the 76th after 15 January.
    CHECK(q.at(day(2024, 1, 15), 76).items.size() == 2);
    CHECK(q.at(day(2024, 1, 15), 75).items.size() == 1);
    auto const late = po::report::deadlines_text(q.at(day(2024, 1, 16), 0), po::language::en);
    CHECK_THAT(late, test::ContainsSubstring("OVERDUE\n"));
    CHECK_THAT(late, test::ContainsSubstring("    2 days over\n"));
    CHECK_THAT(late, test::ContainsSubstring("list: danh sách – handed in 3/4, of these late 1"));
    CHECK(q.at(day(2024, 1, 1), 5).items.empty());
    CHECK_THAT(po::report::deadlines_text(q.at(day(2024, 1, 1), 5), po::language::en),
               test::EndsWith("\nNothing is due.\n"));
}

TEST_CASE("what has not begun and what is done have their own sections", "[due]") {
    asked q;
    CHECK_THAT(po::report::deadlines_text(q.at(day(2024, 1, 1)), po::language::vi),
               test::ContainsSubstring("CHƯA BẮT ĐẦU\n  trước ngày 15/01/2024"));
    q.ledger.push_back(entry("B2", day(2024, 1, 17)));
    auto const due = q.at(day(2024, 1, 20));
    CHECK(due.items[0].status == po::deadline_status::met_late);
    CHECK_FALSE(due.has_overdue());
    CHECK_THAT(po::report::deadlines_text(due, po::language::vi),
               test::ContainsSubstring("ĐÃ HOÀN THÀNH\n  trước ngày 15/01/2024 (ngày cuối cùng: "
                                       "14/01/2024, Chủ nhật); ngày làm việc cuối cùng\n"
                                       "  12/01/2024 (Thứ Sáu)\n    Ai: các chi bộ (4 đơn vị)\n"));
}

TEST_CASE("who owes what is rolled up by committee", "[due]") {
    asked const q;
    auto const due = q.at(day(2024, 1, 20));
    CHECK(due.has_overdue());
    CHECK(po::report::obligations_text(due, po::language::en) ==
          "WHO STILL OWES WHAT – as of 2024-01-20 (Saturday)\n"
          "H – Huyện\n"
          "\n"
          "BY COMMITTEE\n"
          "  Committees include all units below; of the other units only those late or missing are "
          "shown.\n"
          "  Code  Unit           In time  Late  Missing  Not yet due  All\n"
          "  ────  ─────────────  ───────  ────  ───────  ───────────  ───\n"
          "  H     Huyện                2     1        1            4    8\n"
          "  A       Xã A               1     1        0            0    2\n"
          "  A2        Chi bộ A2        0     1        0            0    1\n"
          "  B       Xã B               1     0        1            0    2\n"
          "  B2        Chi bộ B2        0     0        1            0    1\n"
          "\n"
          "MISSING, OVERDUE\n"
          "  Code  Unit or body  Obligation  Last day    Days late\n"
          "  ────  ────────────  ──────────  ──────────  ─────────\n"
          "  B2    Chi bộ B2     list        2024-01-14          6\n"
          "\n"
          "HANDED IN LATE\n"
          "  Code  Unit or body  Obligation  Last day    Handed in   Days late\n"
          "  ────  ────────────  ──────────  ──────────  ──────────  ─────────\n"
          "  A2    Chi bộ A2     list        2024-01-14  2024-01-16          2\n"
          "\n"
          "WHAT IS OWED\n"
          "  - list: danh sách (line 7)\n"
          "  - report: báo cáo\n");
}

TEST_CASE("what is due soon is owed, too, and then nobody owes anything", "[due]") {
    asked q;
    auto const soon = po::report::obligations_text(q.at(day(2024, 1, 14)), po::language::vi);
    CHECK_THAT(soon, test::ContainsSubstring("SẮP ĐẾN HẠN\n"));
    CHECK_THAT(soon, test::ContainsSubstring("  A2  Chi bộ A2        list      14/01/2024"
                                             "           0\n"));
    q.ledger = {entry("A1", day(2024, 1, 12)), entry("A2", day(2024, 1, 12)),
                entry("B1", day(2024, 1, 12)), entry("B2", day(2024, 1, 12))};
    auto const done = po::report::obligations_text(q.at(day(2024, 1, 14)), po::language::en);
    CHECK_THAT(done, test::ContainsSubstring("\nNobody owes anything.\n"));
    q.owed.clear();
    q.ledger.clear();
    CHECK_THAT(po::report::obligations_text(q.at(day(2024, 1, 14)), po::language::en),
               test::ContainsSubstring("\nThe document names no obligation.\n"));
}

TEST_CASE("tables hold every time of an obligation, and every debt", "[due]") {
    asked const q;
    auto const due = q.at(day(2024, 1, 20));
    auto const times = po::report::deadlines_csv(due);
    CHECK_THAT(times, test::StartsWith(
                          "obligation,key,what,kind,owed_by,to,through,bound,stated,last_day,"
                          "last_working_day,days_left,working_days_left,status,debtors,met,"
                          "met_late,open,overdue,line\n"
                          "list,,danh sách,document,các chi bộ,Ban Thường vụ,Ban Tổ chức,exclusive,"
                          "2024-01-15,2024-01-14,2024-01-12,-6,-5,overdue,4,2,1,0,1,7\n"
                          "report,2024-Q1,báo cáo,report,,,,inclusive,2024-03-31,2024-03-31,"
                          "2024-03-29,71,45,open,1,0,0,1,0,\n"));
    CHECK_THAT(times, test::EndsWith(
                          "act,,tuyên truyền,act,Hội Cựu chiến binh,,,,,,,,,standing,1,,,,,\n"));
    auto const debts = po::report::obligations_csv(due);
    CHECK_THAT(debts,
               test::StartsWith("unit,name,superior,obligation,key,what,status,last_day,done,"
                                "days_late,reference,line\n"
                                "A1,Chi bộ A1,A,list,,danh sách,met,2024-01-14,2024-01-12,,01,7\n"
                                "A2,Chi bộ A2,A,list,,danh sách,met_late,2024-01-14,2024-01-16,2,"
                                "01,7\n"));
    CHECK_THAT(debts, test::ContainsSubstring(
                          "B2,Chi bộ B2,B,list,,danh sách,overdue,2024-01-14,,6,,7\n"));
    CHECK_THAT(debts, test::ContainsSubstring("Ban Tổ chức,Ban Tổ chức,H,report,2024-Q1,báo cáo,"
                                              "open,2024-03-31,,,,\n"));
}

TEST_CASE("JSON holds the same", "[due]") {
    asked const q;
    auto const due = q.at(day(2024, 1, 20), 30);
    CHECK(po::report::deadlines_json(due) == R"({
  "as_of": "2024-01-20",
  "within": 30,
  "deadlines": [
    {
      "obligation": "list",
      "key": null,
      "what": "danh sách",
      "kind": "document",
      "owed_by": "các chi bộ",
      "to": "Ban Thường vụ",
      "through": "Ban Tổ chức",
      "bound": "exclusive",
      "stated": "2024-01-15",
      "last_day": "2024-01-14",
      "last_working_day": "2024-01-12",
      "days_left": -6,
      "working_days_left": -5,
      "status": "overdue",
      "debtors": 4,
      "met": 2,
      "met_late": 1,
      "open": 0,
      "overdue": 1,
      "line": 7
    }
  ],
  "standing": []
}
)");
    auto const debts = po::report::obligations_json(due);
    CHECK_THAT(debts, test::ContainsSubstring(
                          R"(    {"code": "B", "name": "Xã B", "superior": "H", "met": 1, )"
                          R"("met_late": 0, "open": 0, "overdue": 1, "standing": 0},)"));
    CHECK_THAT(debts, test::ContainsSubstring(
                          R"(    {"id": "list", "what": "danh sách", "kind": "document", )"
                          R"("owed_by": "các chi bộ", "to": "Ban Thường vụ", )"
                          R"("through": "Ban Tổ chức", "line": 7},)"));
    CHECK_THAT(debts, test::ContainsSubstring(
                          R"({"unit": "A2", "name": "Chi bộ A2", "superior": "A", )"
                          R"("obligation": "list", "key": null, "status": "met_late", )"
                          R"("last_day": "2024-01-14", "done": "2024-01-16", "days_late": 2, )"
                          R"("reference": "01", "line": 7})"));
}

TEST_CASE("days that the calendar does not know are left out, not guessed", "[due]") {
    asked const q;
    auto const due =
        po::report::make_due_report(q.whole, q.owed, {}, {day(2024, 1, 10), year_2024, {}},
                                    po::statutory_working_days(2020, 2020));
    CHECK_FALSE(due.items[0].last_working_day);
    CHECK_FALSE(due.working[0]);
    CHECK_THAT(po::report::deadlines_text(due, po::language::en),
               test::ContainsSubstring("(last day: 2024-01-14, Sunday)\n    4 days left\n"));
    CHECK_THROWS_AS(q.at(po::date()), po::invalid_input);
}
