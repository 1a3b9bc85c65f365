#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/measures/quota.hpp>
#include <partyorg/report/targets.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <support/catch.hpp>
#include <utility>
#include <vector>

using namespace partyorg;

namespace {

/// Three cells under one committee.
organisation small() {
    hierarchy_builder build;
    build.source("units.csv");
    build.add(
        {.code = "D", .kind = unit_kind::grassroots_committee, .name = "Đảng bộ xã", .line = 2});
    for (auto const& [code, line] : {std::pair{"A", 3u}, {"B", 4u}, {"C", 5u}})
        build.add({.code = code,
                   .parent = "D",
                   .kind = unit_kind::subordinate_cell,
                   .name = code,
                   .line = line});
    organisation whole(build.finish());
    whole.source = "units.csv";
    auto const fill = [&](auto const& measure, std::array<std::int64_t, 3> const& figures) {
        auto& column = whole.figures.add(measure);
        std::uint32_t i = 1;
        for (auto const f : figures) column[unit_id(i++)] = f;
    };
    fill(quota::registered, {6, 3, 2});
    fill(quota::assigned, {4, 3, 1});
    return whole;
}

} // namespace

TEST_CASE("the log of a division can be followed step by step", "[report]") {
    auto const whole = small();
    allocation_request asked{.by = "quota.registered", .seats = 7, .holds = {{"C", 1}}};
    asked.log = step_log::keep;
    auto const done = allocate(whole.figures, asked).value();
    CHECK(report::allocation_log_text(whole, asked, done, language::vi) ==
          R"(TỪNG BƯỚC PHÂN BỔ
  Tổng số đem chia: 7
  Chia theo: Đăng ký (quota.registered)
  Phương pháp: Webster, Sainte-Laguë (số chia, làm tròn đến số gần nhất)
  Khi bằng nhau: báo lại, không tự quyết định
  Bước  Mã  Đơn vị  Từ  Lên  Đã giao  Lý do                           Căn cứ
  ────  ──  ──────  ──  ───  ───────  ──────────────────────────────  ─────────────
     1  C   C        0    1        1  giới hạn dưới hoặc giữ cố định  giữ cố định
     2  A   A        0    1        2  yêu cầu mạnh nhất               12
     3  B   B        0    1        3  yêu cầu mạnh nhất               6
     4  A   A        1    2        4  yêu cầu mạnh nhất               4
     5  A   A        2    3        5  yêu cầu mạnh nhất               12/5 (2,4)
     6  B   B        1    2        6  yêu cầu mạnh nhất               2
     7  A   A        3    4        7  yêu cầu mạnh nhất               12/7 (1,714…)
  Căn cứ kiểm tra: Số chia: từ A, suất thứ 5, 4/3 (1,333…) đến A, suất thứ 4, 12/7 (1,714…).
)");
    CHECK_THAT(report::allocation_log_csv(whole, done, language::en),
               test::StartsWith("step,code,name,from,to,given,reason,ground\n"
                                "1,C,C,0,1,1,minimum,held\n"
                                "2,A,A,0,1,2,priority,12\n") &&
                   test::EndsWith("7,A,A,3,4,7,priority,12/7 (1.714…)\n"));
    CHECK_THAT(
        report::allocation_log_json(whole, asked, done, language::en),
        test::ContainsSubstring(R"({"step": 5, "code": "A", "name": "A", "from": 2, "to": 3, )"
                                R"("given": 5, "reason": "priority", )"
                                R"x("ground": "12/5 (2.4)"})x"));
}

TEST_CASE("the certificate shows every claim that a hand needs to check the figures", "[report]") {
    auto const whole = small();
    allocation_request asked{.by = "quota.registered", .seats = 7, .holds = {{"C", 1}}};
    auto done = allocate(whole.figures, asked).value();
    CHECK(report::allocation_certificate_csv(whole, done, language::en) ==
          "code,name,basis,lower,upper,hold,allocated,last,next\n"
          "A,A,6,,,,4,12/7 (1.714…),4/3 (1.333…)\n"
          "B,B,3,,,,2,2,6/5 (1.2)\n"
          "C,C,2,,,1,1,,\n");
    CHECK_THAT(report::allocation_certificate_json(whole, asked, done, language::en),
               test::ContainsSubstring(R"x("allocated": 2, "last": "2", "next": "6/5 (1.2)"})x") &&
                   test::ContainsSubstring("\"verified\": true"));
    CHECK_THAT(report::allocation_certificate_text(whole, asked, done, language::en),
               test::ContainsSubstring("  Verification: it holds\n"));
    // One seat from A to B: the table no longer proves it, and says so.
    --done.result.proof.seats[0];
    ++done.result.proof.seats[1];
    CHECK_THAT(report::allocation_certificate_text(whole, asked, done, language::en),
               test::ContainsSubstring(
                   "  Verification: PO1709: unit 'B': its last seat has a weaker claim "
                   "than the last one given\n"));
    CHECK_THAT(report::allocation_certificate_json(whole, asked, done, language::en),
               test::ContainsSubstring("\"verified\": false"));
    // Largest remainders: shares and remainders instead of claims.
    asked.method = apportionment_method::hamilton;
    asked.holds.clear();
    asked.maximum = "quota.assigned";
    done = allocate(whole.figures, asked).value();
    CHECK(report::allocation_certificate_csv(whole, done, language::vi) ==
          "code,name,basis,lower,upper,hold,allocated,last,next\n"
          "A,A,6,,4,,4,4,\n"
          "B,B,3,,3,,2,2,0\n"
          "C,C,2,,1,,1,\"4/3 (1,333…)\",\n");
    asked.method = apportionment_method::hill;
    CHECK_THAT(report::allocation_certificate_text(
                   whole, asked, allocate(whole.figures, asked).value(), language::en),
               test::ContainsSubstring("Claims to a first seat are infinite"));
}

TEST_CASE("units by groups as text and JSON, with both margins", "[report]") {
    auto const whole = small();
    unit_groups_request const asked{
        .totals = "quota.assigned", .groups = {{"quota.registered", 5}}, .rest = "quota.assigned"};
    CHECK_FALSE(divide_two_way(whole.figures, asked)); // registered is more than assigned
    unit_groups_request const sound{
        .totals = "quota.assigned", .groups = {{"quota.assigned", 5}}, .rest = "quota.registered"};
    auto const done = divide_two_way(whole.figures, sound).value();
    CHECK(report::unit_groups_text(whole, sound, done, language::vi) ==
          R"(PHÂN BỔ THEO ĐƠN VỊ VÀ ĐỐI TƯỢNG
  Tổng số của đơn vị: Giao (quota.assigned)
  Phương pháp: Webster, Sainte-Laguë (số chia, làm tròn đến số gần nhất)
  Mã  Đơn vị   Giao  Còn lại  Tổng số
  ──  ───────  ────  ───────  ───────
  A   A           2        2        4
  B   B           3        0        3
  C   C           0        1        1
  ──  ───────  ────  ───────  ───────
      Tổng số     5        3        8
  Kiểm tra lại: đúng
)");
    CHECK_THAT(
        report::unit_groups_json(whole, sound, done),
        test::ContainsSubstring(R"({"measure": "rest", "total": 3})") &&
            test::ContainsSubstring(R"("total": 4, "figures": {"quota.assigned": 2, "rest": 2})") &&
            test::ContainsSubstring("\"verified\": true"));
}

TEST_CASE("an allocation as text shows basis, share, figure and proof", "[report]") {
    auto const whole = small();
    allocation_request const asked{.by = "quota.registered",
                                   .seats = 8,
                                   .holds = {{"C", 1}},
                                   .ties = tie_policy::by_lot,
                                   .seed = 7};
    auto const done = allocate(whole.figures, asked).value();
    CHECK(report::allocation_text(whole, asked, done, language::en) ==
          R"(ALLOCATION
  To divide: 8
  In proportion to: Registered (quota.registered)
  Method: Webster, Sainte-Laguë (divisors, rounding to the nearest)
  Ties: by lot, seed 7
  Code  Unit   Basis  Share  Allocated  Remark
  ────  ─────  ─────  ─────  ─────────  ──────
  A     A          6   4.36          5
  B     B          3   2.18          2
  C     C          2   1.45          1  held
  ────  ─────  ─────  ─────  ─────────  ──────
        Total     11                 8
  Proof: Divisor: from B, seat 3, 6/5 (1.2) to A, seat 5, 4/3 (1.333…).
)");
    CHECK_THAT(report::allocation_text(whole, asked, done, language::vi),
               test::ContainsSubstring("  Khi bằng nhau: bốc thăm, số 7\n") &&
                   test::ContainsSubstring("4,36"));
    CHECK_THAT(report::allocation_json(whole, asked, done, language::en),
               test::ContainsSubstring("\"seed\": 7,") &&
                   test::ContainsSubstring(
                       R"({"code": "C", "name": "C", "basis": 2, "lower": null, "upper": null, )"
                       R"("hold": 1, "allocated": 1})") &&
                   test::ContainsSubstring(R"("last_given": {"code": "A", "seat": 5})"));
}

TEST_CASE("a cascade as text sets units in by their level", "[report]") {
    auto const whole = small();
    cascade_request asked;
    asked.lines.push_back({"quota.assigned", 8, whole[quota::registered]});
    auto const done = cascade(whole.units, asked).value();
    CHECK(report::cascade_text(whole, asked, done, language::vi) ==
          R"(PHÂN BỔ THEO CẤP
  Phương pháp: Webster, Sainte-Laguë (số chia, làm tròn đến số gần nhất)
  Tổng số đem chia: Giao (quota.assigned): 8
  Mã  Đơn vị      Giao
  ──  ──────────  ────
  D   Đảng bộ xã     8
  A     A            5
  B     B            2
  C     C            1
)");
    CHECK_THAT(report::cascade_json(whole, asked, done),
               test::ContainsSubstring(
                   R"({"code": "A", "name": "A", "level": 1, "figures": {"quota.assigned": 5}})"));
}

TEST_CASE("an adjustment lists what changed, or says that nothing did", "[report]") {
    auto const whole = small();
    auto const done = adjust(whole.figures, {.figures = {{"C", "", 2}}}).value();
    CHECK(report::adjustment_text(whole, done, language::en) ==
          R"(ADJUSTMENT
  Assigned (quota.assigned): 8
  Code  Unit  Measure   Before  After  Change  Remark
  ────  ────  ────────  ──────  ─────  ──────  ───────────────────
  A     A     Assigned       4      3      −1  takes up the change
  C     C     Assigned       1      2      +1  as asked
  2 units changed.
)");
    auto const nothing = adjust(whole.figures, {}).value();
    CHECK(report::adjustment_text(whole, nothing, language::vi) ==
          "ĐIỀU CHỈNH CHỈ TIÊU\n  Giao (quota.assigned): 8\n  Không có số nào thay đổi.\n");
    CHECK(report::adjustment_json(whole, nothing) ==
          "{\n  \"totals\": [\n    {\"measure\": \"quota.assigned\", \"before\": 8, \"after\": 8}\n"
          "  ],\n  \"changes\": []\n}\n");
}

TEST_CASE("versions side by side, with or without the rows that agree", "[report]") {
    scenario_list versions;
    REQUIRE(versions.add_known(small().figures).empty());
    auto const found = compare(versions);
    CHECK(report::scenarios_csv(found, 1, report::shown_rows::differing) ==
          "code,name,part,registered,assigned,registered-assigned\n"
          "A,A,,6,4,2\nC,C,,2,1,1\n#total,,,11,8,3\n");
    CHECK_THAT(report::scenarios_csv(found, 0, report::shown_rows::all),
               test::ContainsSubstring("\nB,B,,3,3,0\n"));
    CHECK(report::scenarios_text(found, 0, report::shown_rows::differing, language::en) ==
          R"(VERSIONS SIDE BY SIDE
  registered: quota.registered
  assigned: quota.assigned
  Code  Unit   registered  assigned  assigned − registered
  ────  ─────  ──────────  ────────  ─────────────────────
  A     A               6         4                     −2
  C     C               2         1                     −1
  ────  ─────  ──────────  ────────  ─────────────────────
        Total          11         8                     −3
)");
    CHECK_THAT(report::scenarios_json(found, 0, report::shown_rows::differing),
               test::ContainsSubstring(
                   R"({"code": "A", "name": "A", "part": "", "figures": {"registered": 6, )"
                   R"("assigned": 4}, "differences": {"assigned": -2}})"));
}

TEST_CASE("a deviation analysis for people, spreadsheets and programs", "[report]") {
    auto const whole = small();
    std::vector const found{analyse_deviation(whole.figures).value()};
    auto const text = report::deviation_analysis_text(whole, found, language::en);
    CHECK_THAT(text, test::StartsWith("WHAT A FORMULA WOULD HAVE DONE: Registered "
                                      "(quota.registered) → Assigned (quota.assigned)\n"));
    CHECK_THAT(text, test::ContainsSubstring("Cut by 3 in 2 units: A 6 → 4, C 2 → 1."));
    CHECK_THAT(report::deviation_analysis_csv(whole, found),
               test::ContainsSubstring("\nB,B,quota.assigned,3,3,2,0,1,0,1,4\n"));
    CHECK_THAT(report::deviation_analysis_json(whole, found, language::en),
               test::ContainsSubstring("\"holds\": [\"B\"]"));
}

TEST_CASE("a percentage names its targets by way of rounding", "[report]") {
    auto const stated = *parse_percentage("122");
    auto const found = targets_from_percentage(147, stated).value();
    report::percentage_question asked{147, stated, found, 120, {}};
    asked.check = reconcile_percentage(147, 120, stated).value();
    CHECK(report::percentage_text(asked, language::en) ==
          R"(TARGETS BEHIND A PERCENTAGE: 147 = 122 %
  Rounding                        Possible targets
  ──────────────────────────────  ────────────────
  to the nearest, halves up       none
  to the nearest, halves to even  120
  truncated                       120
  rounded up                      121
  With the target 120: rounding and truncation both give what is printed.
)");
    CHECK(report::percentage_csv(asked) ==
          "rounding,first,last\nhalf_up,,\nhalf_even,120,120\ntruncation,120,120\nup,121,121\n");
    auto const zero = targets_from_percentage(0, {0, 0}).value();
    CHECK_THAT(report::percentage_csv({0, {0, 0}, zero, {}, {}}),
               test::ContainsSubstring("half_up,1,\n"));
    CHECK_THAT(report::percentage_text({0, {0, 0}, zero, {}, {}}, language::vi),
               test::ContainsSubstring("1 trở lên"));
}
