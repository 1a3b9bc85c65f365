#include "support/catch.hpp"
#include "support/checked_sample.hpp"

#include <partyorg/io/baseline_file.hpp>
#include <partyorg/report/check.hpp>

namespace po = partyorg;
using test::ContainsSubstring;

namespace {

po::baseline accepted(char const* until) {
    return po::io::parse_baseline({"b.tsv", test::baseline_text(until)}).value();
}

} // namespace

TEST_CASE("the text report leads from the summary to the units", "[check_report]") {
    auto const text =
        po::report::check_text(test::checked_sample(), po::language::en,
                               {.title = "Plan 2024", .source = "units.csv", .against = nullptr});
    CHECK(text == R"txt(CHECK AGAINST THE RULES
    Document: Plan 2024
    Source: units.csv
    As of: 2024-01-15
    Scope: 5 units, 4 rules checked

SUMMARY BY RULE
    Rule                             Pass  Fail  Review  Undecidable  Not concerned
    ───────────────────────────────  ────  ────  ──────  ───────────  ─────────────
    At least three official members     1     1       ·            1              2
    Thirty members or more              ·     ·       1            ·              4
    A part is at most the whole         1     1       ·            ·              3
    Admit 3 to 5 %                      1     ·       ·            ·              4
    ───────────────────────────────  ────  ────  ──────  ───────────  ─────────────
    Total                               3     2       1            1             13

BROKEN RULES AND REVIEWS

  ✗ At least three official members [org.min] – error
    Source: Điều 21(2), Điều lệ Đảng (19/01/2011), Đại hội XI
    Rule: Units that are grassroots cells or subordinate cells should have at least 3 official
      members.
    Code  Unit          Found                                      Line
    ────  ────────────  ─────────────────────────────────────────  ────
    A2    Chi bộ bản 2  official members: 2, should be at least 3     5

  ? Thirty members or more [org.committee] – error
    Source: Điều 21(4), Điều lệ Đảng (19/01/2011), Đại hội XI
    Rule: Units that are grassroots committees should have at least 30 members, unless the
      superior consents.
    Exception: the superior may consent (consent.small_committee)
    Code  Unit                    Found                               Line
    ────  ──────────────────────  ──────────────────────────────────  ────
    A     Đảng bộ xã Sin Suối Hồ  members: 25, should be at least 30     3

  ✗ A part is at most the whole [plan.part] – warning
    Source: Mục II, Kế hoạch (02/01/2024), Huyện ủy
    Rule: Units that have a figure for assigned – residential areas should have assigned –
      residential areas not above assigned.
    Code  Unit             Found                                                 Line
    ────  ───────────────  ────────────────────────────────────────────────────  ────
    B     Chi bộ Bưu điện  assigned – residential areas: 2, should be at most 1     6

COULD NOT BE DECIDED
  - At least three official members [org.min]: missing: official members (1 unit)
)txt");
}

TEST_CASE("the report speaks Vietnamese", "[check_report]") {
    auto const text = po::report::check_text(test::checked_sample(), po::language::vi);
    CHECK(text == R"txt(KIỂM TRA THEO QUY ĐỊNH
    Ngày xét: 15/01/2024
    Phạm vi: 5 tổ chức đảng, 4 quy tắc được kiểm tra

TÓM TẮT THEO QUY TẮC
    Quy tắc                            Đạt  Vi phạm  Xem xét  Thiếu số liệu  Không áp dụng
    ─────────────────────────────────  ───  ───────  ───────  ─────────────  ─────────────
    Tối thiểu ba đảng viên chính thức    1        1        ·              1              2
    Từ 30 đảng viên                      ·        ·        1              ·              4
    Phần không vượt tổng                 1        1        ·              ·              3
    Kết nạp 3–5 %                        1        ·        ·              ·              4
    ─────────────────────────────────  ───  ───────  ───────  ─────────────  ─────────────
    Tổng số                              3        2        1              1             13

VI PHẠM VÀ CẦN XEM XÉT

  ✗ Tối thiểu ba đảng viên chính thức [org.min] – lỗi
    Căn cứ: Điều 21(2), Điều lệ Đảng (19/01/2011), Đại hội XI
    Nội dung: Tổ chức là chi bộ cơ sở hoặc chi bộ trực thuộc phải có ít nhất 3 đảng viên chính
      thức.
    Mã  Tổ chức đảng  Kết quả                                  Dòng
    ──  ────────────  ───────────────────────────────────────  ────
    A2  Chi bộ bản 2  đảng viên chính thức: 2, phải ít nhất 3     5

  ? Từ 30 đảng viên [org.committee] – lỗi
    Căn cứ: Điều 21(4), Điều lệ Đảng (19/01/2011), Đại hội XI
    Nội dung: Tổ chức là đảng bộ cơ sở phải có ít nhất 30 đảng viên, trừ khi được cấp trên
      đồng ý.
    Ngoại lệ: cấp trên có thể đồng ý (consent.small_committee)
    Mã  Tổ chức đảng            Kết quả                         Dòng
    ──  ──────────────────────  ──────────────────────────────  ────
    A   Đảng bộ xã Sin Suối Hồ  đảng viên: 25, phải ít nhất 30     3

  ✗ Phần không vượt tổng [plan.part] – cảnh báo
    Căn cứ: Mục II, Kế hoạch (02/01/2024), Huyện ủy
    Nội dung: Tổ chức có số liệu giao – khu dân cư phải có giao – khu dân cư không quá giao.
    Mã  Tổ chức đảng     Kết quả                                 Dòng
    ──  ───────────────  ──────────────────────────────────────  ────
    B   Chi bộ Bưu điện  giao – khu dân cư: 2, phải không quá 1     6

CHƯA KẾT LUẬN ĐƯỢC
  - Tối thiểu ba đảng viên chính thức [org.min]: thiếu số liệu: đảng viên chính thức (1 tổ
    chức)
)txt");
}

TEST_CASE("what could not be decided takes one line per rule", "[check_report]") {
    // 61 cells without a figure are one line, not 61.
    po::hierarchy_builder build;
    build.add({.code = "D", .kind = po::unit_kind::district_committee, .name = "D"});
    for (int i = 0; i < 61; ++i)
        build.add({.code = "C" + std::to_string(i),
                   .parent = "D",
                   .kind = po::unit_kind::grassroots_cell,
                   .name = "C"});
    po::organisation const whole(build.finish());
    auto const text = po::report::check_text(
        po::check(whole, test::checked_rules().versions()[0], test::checked_day), po::language::en);
    CHECK_THAT(text, ContainsSubstring("missing: official members (61 units)"));
    CHECK_THAT(text, !ContainsSubstring("C17"));
    CHECK_THAT(text, ContainsSubstring("No rule is broken."));
}

TEST_CASE("the report compares with a baseline and shows its trend", "[check_report]") {
    auto const found = test::checked_sample();
    auto const compared = po::compare(found, accepted("2024-01-14"));
    auto const text = po::report::check_text(found, po::language::en,
                                             {.title = {}, .source = {}, .against = &compared});
    CHECK_THAT(text, ContainsSubstring("AGAINST THE BASELINE\n"
                                       "    Accepted before: 3\n"
                                       "    Still there: 1\n"
                                       "    New: 2 (of them errors 1)\n"
                                       "    Gone: 1\n"
                                       "    Lapsed suppressions: 1\n"
                                       "    Trend: ±0\n"));
    CHECK_THAT(text, ContainsSubstring("- Gone: org.min – A1 – members.official – fail\n"));
    CHECK_THAT(text, ContainsSubstring("excused until 2024-01-14"));
    CHECK_THAT(text, ContainsSubstring("lapsed\n"));
}

TEST_CASE("Markdown escapes what names may hold", "[check_report]") {
    po::hierarchy_builder build;
    build.add({.code = "A|B", .kind = po::unit_kind::grassroots_cell, .name = "<b>*x*</b> [y](z)"});
    po::organisation whole(build.finish());
    whole.figures.add(po::membership::official);
    whole.figures.edit<std::int64_t, po::law::stock>("members.official")[po::slot(0)] = 1;
    auto const text = po::report::check_markdown(
        po::check(whole, test::checked_rules(), test::checked_day), po::language::en);
    CHECK_THAT(text,
               ContainsSubstring(
                   "| A\\|B | \\<b\\>\\*x\\*\\</b\\> \\[y\\](z) | official members: 1, should be "
                   "at least 3 |"));
    CHECK_THAT(text, ContainsSubstring("# CHECK AGAINST THE RULES\n"));
    CHECK_THAT(text, ContainsSubstring("| Rule | Pass | Fail |"));
    CHECK_THAT(text, ContainsSubstring("| --- | ---: | ---: |"));
}

TEST_CASE("JSON holds every finding with its facts", "[check_report]") {
    auto const found = test::checked_sample();
    auto const compared = po::compare(found, accepted("2024-06-30"));
    auto const text =
        po::report::check_json(found, po::language::vi,
                               {.title = "Kế hoạch", .source = "units.csv", .against = &compared});
    CHECK(text == R"txt({
  "title": "Kế hoạch",
  "source": "units.csv",
  "as_of": "2024-01-15",
  "known_on": "2024-01-15",
  "units": 5,
  "summary": {"pass": 3, "fail": 2, "review": 1, "undecidable": 1, "not_applicable": 13},
  "rules": [
    {
      "id": "org.min",
      "title": "Tối thiểu ba đảng viên chính thức",
      "sentence": "Tổ chức là chi bộ cơ sở hoặc chi bộ trực thuộc phải có ít nhất 3 đảng viên chính thức.",
      "source": "Điều 21(2), Điều lệ Đảng (19/01/2011), Đại hội XI",
      "confidence": "primary",
      "in_force": "2011-01-19..",
      "severity": "error",
      "counts": {"pass": 1, "fail": 1, "review": 0, "undecidable": 1, "not_applicable": 2},
      "near_misses": 0,
      "concerns_nobody": false,
      "missing": [
        {"inputs": ["members.official"], "units": 1}
      ]
    },
    {
      "id": "org.committee",
      "title": "Từ 30 đảng viên",
      "sentence": "Tổ chức là đảng bộ cơ sở phải có ít nhất 30 đảng viên, trừ khi được cấp trên đồng ý.",
      "source": "Điều 21(4), Điều lệ Đảng (19/01/2011), Đại hội XI",
      "confidence": "primary",
      "in_force": "2011-01-19..",
      "severity": "error",
      "counts": {"pass": 0, "fail": 0, "review": 1, "undecidable": 0, "not_applicable": 4},
      "near_misses": 0,
      "concerns_nobody": false,
      "missing": []
    },
    {
      "id": "plan.part",
      "title": "Phần không vượt tổng",
      "sentence": "Tổ chức có số liệu giao – khu dân cư phải có giao – khu dân cư không quá giao.",
      "source": "Mục II, Kế hoạch (02/01/2024), Huyện ủy",
      "confidence": "primary",
      "in_force": "2011-01-19..",
      "severity": "warning",
      "counts": {"pass": 1, "fail": 1, "review": 0, "undecidable": 0, "not_applicable": 3},
      "near_misses": 0,
      "concerns_nobody": false,
      "missing": []
    },
    {
      "id": "target.rate",
      "title": "Kết nạp 3–5 %",
      "sentence": "Tổ chức là đảng bộ cơ sở phải có tỷ lệ giao trên đảng viên là ít nhất 3 % và có tỷ lệ giao trên đảng viên là nhiều nhất 5 %.",
      "source": "II.2, 21-NQ/TW (16/06/2022), Ban Chấp hành Trung ương",
      "confidence": "primary",
      "in_force": "2022-06-16..2025-12-31",
      "severity": "error",
      "counts": {"pass": 1, "fail": 0, "review": 0, "undecidable": 0, "not_applicable": 4},
      "near_misses": 0,
      "concerns_nobody": false,
      "missing": []
    }
  ],
  "findings": [
    {
      "rule": "org.min",
      "outcome": "fail",
      "severity": "error",
      "unit": "A2",
      "name": "Chi bộ bản 2",
      "message": "đảng viên chính thức: 2, phải ít nhất 3",
      "measure": "members.official",
      "observed": 2,
      "compared": "at_least",
      "expected": 3,
      "file": "units.csv",
      "line": 5,
      "fingerprint": "156c60cab3d6ba94",
      "status": "suppressed"
    },
    {
      "rule": "org.min",
      "outcome": "undecidable",
      "severity": "error",
      "unit": "B",
      "name": "Chi bộ Bưu điện",
      "message": "thiếu số liệu: đảng viên chính thức",
      "measure": "members.official",
      "observed": null,
      "compared": "at_least",
      "expected": 3,
      "missing": ["members.official"],
      "file": "units.csv",
      "line": 6,
      "fingerprint": "b7a241ff71d7075f",
      "status": "fresh"
    },
    {
      "rule": "org.committee",
      "outcome": "review",
      "severity": "error",
      "unit": "A",
      "name": "Đảng bộ xã Sin Suối Hồ",
      "message": "đảng viên: 25, phải ít nhất 30",
      "measure": "members",
      "observed": 25,
      "compared": "at_least",
      "expected": 30,
      "file": "units.csv",
      "line": 3,
      "fingerprint": "3a4ab8d47ecf8166",
      "status": "fresh"
    },
    {
      "rule": "plan.part",
      "outcome": "fail",
      "severity": "warning",
      "unit": "B",
      "name": "Chi bộ Bưu điện",
      "message": "giao – khu dân cư: 2, phải không quá 1",
      "measure": "quota.assigned.residential",
      "observed": 2,
      "compared": "at_most",
      "expected": 1,
      "file": "units.csv",
      "line": 6,
      "fingerprint": "62a09283765250ff",
      "status": "known"
    }
  ],
  "skipped": [],
  "notes": [],
  "baseline": {
    "accepted": 3,
    "known": 1,
    "suppressed": 1,
    "new": 1,
    "new_errors": 0,
    "trend": 0,
    "gone": [
      {"rule": "org.min", "unit": "A1", "measure": "members.official", "outcome": "fail", "fingerprint": "6c6a0f86a94ad84b"}
    ],
    "lapsed": []
  }
}
)txt");
}

TEST_CASE("rules that are not checked are listed with the reason", "[check_report]") {
    auto book = test::checked_rules();
    book.set_switch("org.min", po::rule_switch::off);
    auto const found = po::check(test::checked_district(), book, po::as_of(po::date(2026, 1, 1)));
    auto const text = po::report::check_text(found, po::language::en);
    CHECK_THAT(text,
               ContainsSubstring("RULES THAT WERE NOT CHECKED\n"
                                 "  - At least three official members [org.min]: switched off\n"
                                 "  - Admit 3 to 5 % [target.rate]: not in force on that day\n"));
}

TEST_CASE("near misses have their own section", "[check_report]") {
    auto const found = po::check(test::checked_district(), test::checked_rules(), test::checked_day,
                                 {.near = po::near_misses::listed});
    auto const text = po::report::check_text(found, po::language::en);
    CHECK_THAT(text, ContainsSubstring("PASSED BY ONE\n"));
    CHECK_THAT(text, ContainsSubstring("official members: 3, should be at least 3 (by one only)"));
}
