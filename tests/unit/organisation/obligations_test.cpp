#include "support/catch.hpp"

#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/io/plan_document.hpp>
#include <partyorg/organisation/obligations.hpp>

#include <string>
#include <vector>

namespace po = partyorg;

namespace {

po::date day(int y, int m, int d) {
    return po::make_date(y, m, d).value();
}

po::period const year_2024(day(2024, 1, 1), day(2024, 12, 31));

/// An invented district of three units: three documents before 15/01/2024, a quarterly report of
/// the organisation board, a standing duty.
po::plan invented() {
    po::hierarchy_builder build;
    build.add({.code = "X", .kind = po::unit_kind::district_committee, .name = "Đảng bộ huyện X"});
    for (auto const* code : {"X-01", "X-02", "X-03"})
        build.add({.code = code, .parent = "X", .kind = po::unit_kind::grassroots_committee});
    po::plan out{po::organisation(build.finish())};
    out.title = "Kế hoạch";
    out.year = 2024;
    out.relations.attach({po::body_kind::organisation_board, po::unit_id(0), "Ban Tổ chức", {}});
    out.relations.attach(
        {po::body_kind::organisation_board, po::unit_id(0), "Ban Tổ chức Huyện ủy", {}});
    po::duty submit;
    submit.who = "các chi bộ cơ sở, đảng bộ cơ sở";
    submit.text = "Hoàn thành và gửi …";
    submit.documents = {"kế hoạch phát triển đảng năm 2024",
                        "danh sách nguồn kết nạp đảng năm 2024",
                        "danh sách đảng viên dự bị chuyển đảng chính thức năm 2024"};
    submit.to = "Ban Thường vụ Huyện ủy";
    submit.through = "Ban Tổ chức Huyện ủy";
    submit.due = po::deadline(po::before(day(2024, 1, 15)));
    submit.where = {"plan.txt", 107, 1};
    po::duty report;
    report.holder = po::duty_holder::body;
    report.who = "Đối với Ban Tổ chức Huyện ủy";
    report.text = "định kỳ hằng quý báo cáo kết quả về Ban Thường vụ Huyện ủy";
    report.recurrence = po::recurrence::quarterly;
    po::duty standing;
    standing.text = "phân chỉ tiêu đến từng chi bộ";
    standing.recurrence = po::recurrence::ongoing;
    out.duties = {submit, report, standing};
    return out;
}

po::submission entry(std::string unit, std::string what, po::date on, std::string key = {},
                     std::uint32_t line = 2) {
    return {std::move(unit), std::move(what), std::move(key), on, "01-CV", {"s.csv", line, 1}};
}

std::vector<po::defect> defects(std::vector<po::submission> const& ledger) {
    auto const plan = invented();
    auto const owed = po::obligations_of(plan);
    std::vector<po::defect> out;
    for (auto const& p : po::check_submissions(plan, owed, ledger, year_2024)) {
        CHECK(p.where.file == "s.csv");
        out.push_back(p.code);
    }
    return out;
}

using codes = std::vector<po::defect>;

} // namespace

TEST_CASE("a plan's duties become obligations, one per document", "[organisation]") {
    auto const plan = invented();
    auto const owed = po::obligations_of(plan);
    REQUIRE(owed.size() == 5);
    CHECK(owed[0].id == "plan");
    CHECK(owed[1].id == "candidates");
    CHECK(owed[2].id == "probationers");
    for (int i = 0; i < 3; ++i) {
        CHECK(owed[static_cast<std::size_t>(i)].kind == po::obligation_kind::document);
        CHECK(owed[static_cast<std::size_t>(i)].units.size() == 3);
    }
    CHECK(owed[0].due->last_day() == day(2024, 1, 14));
    CHECK(owed[0].due->how() == po::bound::exclusive);
    CHECK(owed[0].to == "Ban Thường vụ Huyện ủy");
    CHECK(owed[0].through == "Ban Tổ chức Huyện ủy");
    CHECK(owed[0].where.line == 107);
    CHECK(owed[3].id == "report");
    CHECK(owed[3].kind == po::obligation_kind::report);
    CHECK(owed[3].bodies == std::vector{po::body_id(1)}); // the longer name
    CHECK(owed[4].kind == po::obligation_kind::act);
    CHECK(owed[4].id == "cascade");
    CHECK_FALSE(owed[4].due);
}

TEST_CASE("a duty of several bodies is owed by each of them", "[organisation]") {
    auto plan = invented();
    auto const front =
        plan.relations.attach({po::body_kind::fatherland_front, po::unit_id(0), "Ủy ban MTTQ", {}});
    auto const mass = plan.relations.attach(
        {po::body_kind::mass_organisation, po::unit_id(0), "các tổ chức chính trị - xã hội", {}});
    po::duty work;
    work.holder = po::duty_holder::body;
    work.who = "Ủy ban MTTQ và các tổ chức chính trị - xã hội huyện";
    work.text = "tuyên truyền, giáo dục để tạo nguồn kết nạp Đảng";
    plan.duties.push_back(work);
    auto const owed = po::obligations_of(plan);
    CHECK(owed[5].id == "source-work");
    CHECK(owed[5].bodies == std::vector{front, mass});
    auto const states = po::states_at(plan, owed, {}, {day(2024, 1, 16), year_2024, {}});
    REQUIRE(states.size() == 3 * 3 + 4 + 3 + 2);
    CHECK(states[16].body == front);
    CHECK(states[17].body == mass);
}

TEST_CASE("obligations begin on the last day of which the plan speaks as past", "[organisation]") {
    auto plan = invented();
    CHECK_FALSE(po::obligations_of(plan)[0].from);
    plan.counts.push_back({"members", {}, 3550, day(2023, 12, 31), {}, {}});
    plan.counts.push_back({"admitted", {}, 134, {}, 2023, {}});
    plan.basis.push_back({"", "234-KH/HU", "", day(2022, 10, 31), {}});
    for (auto const& o : po::obligations_of(plan)) CHECK(o.from == day(2023, 12, 31));
}

TEST_CASE("a recurring obligation is asked about only where it falls due", "[organisation]") {
    auto const plan = invented();
    auto owed = po::obligations_of(plan);
    owed = {owed[3]};
    po::period const before(day(2024, 1, 1), day(2024, 3, 30));
    CHECK(po::states_at(plan, owed, {}, {day(2024, 1, 16), before, {}}).empty());
    auto const found = po::check_submissions(
        plan, owed, std::vector{entry("Ban Tổ chức Huyện ủy", "report", day(2024, 1, 2))}, before);
    REQUIRE(found.size() == 1);
    CHECK(found[0].code == po::defect::unknown_obligation);
    CHECK(found[0].message == "'report' falls due at no time of the period asked about");
}

TEST_CASE("entries with a wrong time are told which there are", "[organisation]") {
    auto const plan = invented();
    auto const owed = po::obligations_of(plan);
    auto const message = [&](char const* unit, char const* what, char const* key) {
        std::vector const ledger = {entry(unit, what, day(2024, 1, 10), key)};
        auto const found = po::check_submissions(plan, owed, ledger, year_2024);
        REQUIRE(found.size() == 1);
        CHECK(found[0].code == po::defect::unknown_obligation);
        return found[0].message;
    };
    CHECK(message("Ban Tổ chức Huyện ủy", "report", "") ==
          "'report' needs the time it is for: 2024-Q1, 2024-Q2, 2024-Q3, 2024-Q4");
    CHECK(message("Ban Tổ chức Huyện ủy", "report", "2024-Q5") ==
          "'report' has no time '2024-Q5', but 2024-Q1, 2024-Q2, 2024-Q3, 2024-Q4");
    CHECK(message("X-01", "plan", "2024") == "'plan' falls due once and has no time '2024'");
    CHECK(message("X-01", "cascade", "2024") ==
          "'cascade' is a standing duty and has no time '2024'");
}

// Every obligation of the district's plan comes from the reader, with its line.
TEST_CASE("the published plan's obligations", "[organisation]") {
    auto const plan = po::io::read_plan(std::string(PARTYORG_SOURCE_DIR) +
                                        "/examples/data/phong-tho-2024/plan.txt");
    struct fact {
        std::string id;
        std::size_t units;
        std::vector<std::string> bodies;
        std::string due;
        std::uint32_t line;
        bool operator==(fact const&) const = default;
    };
    std::vector<fact> found;
    for (auto const& o : po::obligations_of(plan)) {
        fact f{o.id, o.units.size(), {}, "", o.where.line};
        for (auto const id : o.bodies) f.bodies.push_back(plan.relations[id].name);
        if (o.due) f.due = po::to_string(*o.due);
        if (o.recurring) f.due = po::recurrence_rule(*o.recurring).value();
        CHECK(o.from == day(2023, 12, 31));
        CHECK(o.where.file == plan.source);
        found.push_back(f);
    }
    std::string const sunday = "before 2024-01-15 (last day: 2024-01-14, Sunday)";
    std::vector<fact> const expected = {
        {"cascade", 61, {}, "", 85},
        {"responsibility", 61, {}, "", 87},
        {"plan", 61, {}, sunday, 89},
        {"candidates", 61, {}, sunday, 89},
        {"probationers", 61, {}, sunday, 89},
        {"appraisal", 0, {"Ban Tổ chức Huyện ủy"}, "", 93},
        {"report",
         0,
         {"Ban Tổ chức Huyện ủy"},
         "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1;UNTIL=20241231",
         95},
        {"source-work", 0, {"Ủy ban MTTQ", "các tổ chức chính trị - xã hội"}, "", 99},
    };
    REQUIRE(found.size() == expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        INFO(found[i].id << ' ' << found[i].due << ' ' << found[i].line);
        CHECK((found[i] == expected[i]));
    }
    auto const owed = po::obligations_of(plan);
    CHECK(owed[3].what == "danh sách nguồn kết nạp đảng năm 2024");
    CHECK(owed[3].to == "Ban Thường vụ Huyện ủy");
    CHECK(owed[3].through == "Ban Tổ chức Huyện ủy");
    CHECK(owed[3].due->last_working_day(po::statutory_working_days(2024, 2024)) ==
          day(2024, 1, 12));
}

TEST_CASE("a debtor that is only printed can hand in under its printed name", "[organisation]") {
    auto plan = invented();
    plan.duties = {plan.duties[1]};
    plan.duties[0].who = "Đối với Hội Cựu chiến binh";
    auto const owed = po::obligations_of(plan);
    REQUIRE(owed[0].bodies.empty());
    std::vector const ledger = {
        entry("Đối với Hội Cựu chiến binh", "report", day(2024, 3, 1), "2024-Q1")};
    CHECK(po::check_submissions(plan, owed, ledger, year_2024).empty());
    auto const states = po::states_at(plan, owed, ledger, {day(2024, 3, 2), year_2024, {}});
    REQUIRE(states.size() == 4);
    CHECK(states[0].status == po::deadline_status::met);
    CHECK_FALSE(states[0].unit);
    CHECK_FALSE(states[0].body);
    CHECK(po::tally(plan, states)[0] == po::obligation_tally{});
}

TEST_CASE("an agenda puts the debts of one time together, by last day", "[organisation]") {
    auto const plan = invented();
    auto owed = po::obligations_of(plan);
    std::swap(owed[0], owed[4]); // the standing duty first
    auto const calendar = po::statutory_working_days(2024, 2024);
    std::vector ledger = {entry("X-01", "candidates", day(2024, 1, 14)),
                          entry("X-02", "candidates", day(2024, 1, 15)),
                          entry("X-03", "candidates", day(2024, 1, 12)),
                          entry("X-01", "plan", day(2024, 1, 12))};
    auto const at = [&](po::date const& on) {
        return po::agenda(po::states_at(plan, owed, ledger, {on, year_2024, {5}}), calendar);
    };
    auto const items = at(day(2024, 1, 16));
    REQUIRE(items.size() == 3 + 4 + 1);
    CHECK(items[0].obligation == 1);
    CHECK(items[0].due->last_day() == day(2024, 1, 14));
    CHECK(items[0].last_working_day == day(2024, 1, 12));
    CHECK(items[0].status == po::deadline_status::met_late);
    CHECK(items[0].debts == po::obligation_tally{2, 1, 0, 0, 0});
    CHECK(items[2].obligation == 4);
    CHECK(items[2].status == po::deadline_status::overdue);
    CHECK(items[2].debts == po::obligation_tally{1, 0, 0, 2, 0});
    CHECK(items[3].key == "2024-Q1");
    CHECK(items[3].last_working_day == day(2024, 3, 29));
    CHECK(items[3].status == po::deadline_status::open);
    CHECK_FALSE(items[7].due);
    CHECK(items[7].debts == po::obligation_tally{0, 0, 0, 0, 3});
    // The day before the last, one unit still owes: that is due soon, not met.
    CHECK(at(day(2024, 1, 14))[0].status == po::deadline_status::due_soon);
    CHECK(at(day(2024, 1, 8))[0].status == po::deadline_status::open);
}

TEST_CASE("what the calendar does not know has no last working day", "[organisation]") {
    auto const plan = invented();
    auto const owed = po::obligations_of(plan);
    auto const states = po::states_at(plan, owed, {}, {day(2024, 1, 2), year_2024, {}});
    auto const none = po::agenda(states, po::statutory_working_days(2023, 2023));
    CHECK_FALSE(none[0].last_working_day);
    CHECK(none[0].due);
    // It begins on the deadline's Sunday.
    po::working_days const late({po::period(day(2024, 1, 13), day(2024, 12, 31))});
    CHECK_FALSE(po::agenda(states, late)[0].last_working_day);
}

TEST_CASE("names that would be equal are numbered", "[organisation]") {
    auto plan = invented();
    plan.duties.push_back(plan.duties[0]);
    auto const owed = po::obligations_of(plan);
    CHECK(owed[5].id == "plan-2");
    CHECK(owed[7].id == "probationers-2");
}

TEST_CASE("a quarterly report falls due at the end of each quarter", "[organisation]") {
    auto const plan = invented();
    auto const times = po::occurrences(po::obligations_of(plan)[3], year_2024);
    REQUIRE(times.size() == 4);
    CHECK(times[0].key == "2024-Q1");
    CHECK(times[0].due.last_day() == day(2024, 3, 31));
    CHECK(times[3].key == "2024-Q4");
    CHECK(times[3].due.last_day() == day(2024, 12, 31));
}

TEST_CASE("keys of other cycles", "[organisation]") {
    auto plan = invented();
    auto const key = [&](po::recurrence how) {
        plan.duties[1].recurrence = how;
        return po::occurrences(po::obligations_of(plan)[3], year_2024).back().key;
    };
    CHECK(key(po::recurrence::monthly) == "2024-12");
    CHECK(key(po::recurrence::half_yearly) == "2024-H2");
    CHECK(key(po::recurrence::yearly) == "2024");
}

TEST_CASE("who has met, who is late, who is missing", "[organisation]") {
    auto const plan = invented();
    auto const owed = po::obligations_of(plan);
    std::vector const ledger = {
        entry("X-01", "plan", day(2024, 1, 14)), entry("X-02", "plan", day(2024, 1, 15)),
        entry("Ban Tổ chức Huyện ủy", "report", day(2024, 3, 30), "2024-Q1")};
    REQUIRE(po::check_submissions(plan, owed, ledger, year_2024).empty());
    auto const states = po::states_at(plan, owed, ledger, {day(2024, 1, 16), year_2024, {}});
    REQUIRE(states.size() == 3 * 3 + 4 + 3);
    CHECK(states[0].status == po::deadline_status::met);
    CHECK(states[0].reference == "01-CV");
    CHECK(states[1].status == po::deadline_status::met_late);
    CHECK(states[2].status == po::deadline_status::overdue);
    CHECK(states[9].key == "2024-Q1");
    CHECK(states[9].status == po::deadline_status::open); // handed in only later
    auto const totals = po::tally(plan, states);
    CHECK(totals[0] == po::obligation_tally{1, 1, 4, 7, 3});
    CHECK(totals[1] == po::obligation_tally{1, 0, 0, 2, 1});
    CHECK(totals[3] == po::obligation_tally{0, 0, 0, 3, 1});
}

TEST_CASE("before the deadline nothing is late", "[organisation]") {
    auto const plan = invented();
    auto const owed = po::obligations_of(plan);
    for (auto const& s : po::states_at(plan, owed, {}, {day(2024, 1, 14), year_2024, {}}))
        CHECK(s.status != po::deadline_status::overdue);
    auto const soon = po::states_at(plan, owed, {}, {day(2024, 1, 1), year_2024, {13}});
    CHECK(soon[0].status == po::deadline_status::due_soon);
    CHECK(po::states_at(plan, owed, {}, {day(2024, 1, 1), year_2024, {12}})[0].status ==
          po::deadline_status::open);
}

TEST_CASE("reminders come in the order of their days", "[organisation]") {
    auto const plan = invented();
    auto const owed = po::obligations_of(plan);
    std::vector const ledger = {entry("X-01", "plan", day(2024, 1, 10))};
    auto const on = day(2024, 3, 15);
    auto const due = po::reminders(po::states_at(plan, owed, ledger, {on, year_2024, {}}), on, 16);
    REQUIRE(due.size() == 8 + 1);
    CHECK(due[0].due->last_day() == day(2024, 1, 14));
    CHECK(due[8].key == "2024-Q1");
    CHECK(po::reminders(po::states_at(plan, owed, ledger, {on, year_2024, {}}), on, 15).size() ==
          8);
}

TEST_CASE("entries that cannot be used are all reported", "[organisation]") {
    auto const d = day(2024, 1, 10);
    CHECK(defects({entry("X-01", "plan", d)}).empty());
    CHECK(defects({entry("X-99", "plan", d)}) == codes{po::defect::unknown_unit});
    CHECK(defects({entry("X", "plan", d)}) == codes{po::defect::not_a_debtor});
    CHECK(defects({entry("X-01", "plans", d)}) == codes{po::defect::unknown_obligation});
    CHECK(defects({entry("X-01", "plan", d, "2024-Q1")}) == codes{po::defect::unknown_obligation});
    CHECK(defects({entry("Ban Tổ chức Huyện ủy", "report", d)}) ==
          codes{po::defect::unknown_obligation});
    CHECK(defects({entry("X-01", "plan", d), entry("X-01", "plan", d, {}, 3)}) ==
          codes{po::defect::repeated_submission});
    CHECK(defects({entry("X-01", "plan", po::date())}) == codes{po::defect::not_a_date});
    CHECK(defects({entry("X-99", "plans", po::date())}) ==
          codes{po::defect::not_a_date, po::defect::unknown_obligation, po::defect::unknown_unit});
}

TEST_CASE("an entry before the obligation began", "[organisation]") {
    auto const plan = invented();
    auto owed = po::obligations_of(plan);
    owed[0].from = day(2024, 1, 2);
    std::vector const ledger = {entry("X-01", "plan", day(2023, 1, 10))};
    auto const found = po::check_submissions(plan, owed, ledger, year_2024);
    REQUIRE(found.size() == 1);
    CHECK(found[0].code == po::defect::submission_too_early);
}

TEST_CASE("a question without a day is refused", "[organisation]") {
    auto const plan = invented();
    CHECK_THROWS_AS(po::states_at(plan, {}, {}, {po::date(), year_2024, {}}), po::invalid_input);
}
