#include "support/catch.hpp"
#include "support/checked_sample.hpp"

#include <partyorg/core/error.hpp>
#include <partyorg/report/rules.hpp>

namespace po = partyorg;
using test::ContainsSubstring;

namespace {

/// The sample's rules, target.rate with another threshold from 2026 on.
po::rule_book two_regimes() {
    auto book = test::checked_rules();
    auto later = book.versions()[3];
    later.in_force = po::period(po::date(2026, 1, 1));
    later.source.article = "II.3";
    later.parameters[0].value = 6;
    book.add(later);
    return book;
}

po::as_of on(int year) {
    return po::as_of(po::date(static_cast<unsigned short>(year), 6, 1));
}

} // namespace

TEST_CASE("the list of rules says which are checked on a day", "[rules_report]") {
    CHECK(po::report::rules_text(test::checked_rules(), on(2020), po::language::en) ==
          R"txt(RULES – As of: 2020-06-01

Code           Rule                             Source      Checked
─────────────  ───────────────────────────────  ──────────  ─────────────────────────────────
org.min        At least three official members  Điều 21(2)  yes
org.committee  Thirty members or more           Điều 21(4)  yes
plan.part      A part is at most the whole      Mục II      issued after the day of knowledge
target.rate    Admit 3 to 5 %                   II.2        not in force on that day
)txt");
}

TEST_CASE("one rule is shown in all its versions", "[rules_report]") {
    CHECK(po::report::rule_text(two_regimes(), "target.rate", on(2024), po::language::vi) ==
          R"txt(target.rate

  Kết nạp 3–5 %
    Nội dung: Tổ chức là đảng bộ cơ sở phải có tỷ lệ giao trên đảng viên là ít nhất 3 % và có
      tỷ lệ giao trên đảng viên là nhiều nhất 5 %.
    Căn cứ: II.2, 21-NQ/TW (16/06/2022), Ban Chấp hành Trung ương
    Hiệu lực: từ ngày 16/06/2022 đến ngày 31/12/2025 – có hiệu lực vào ngày xét
    Mức độ: lỗi
    Tham số: most = 5
    Độ tin cậy: đã đọc văn bản gốc

  Kết nạp 3–5 %
    Nội dung: Tổ chức là đảng bộ cơ sở phải có tỷ lệ giao trên đảng viên là ít nhất 3 % và có
      tỷ lệ giao trên đảng viên là nhiều nhất 6 %.
    Căn cứ: II.3, 21-NQ/TW (16/06/2022), Ban Chấp hành Trung ương
    Hiệu lực: từ ngày 01/01/2026
    Mức độ: lỗi
    Tham số: most = 6
    Độ tin cậy: đã đọc văn bản gốc
)txt");
    CHECK_THROWS_AS(po::report::rule_text(two_regimes(), "target", on(2024), po::language::vi),
                    po::invalid_input);
}

TEST_CASE("the difference between two days names what changed, and how", "[rules_report]") {
    CHECK(po::report::rules_diff_text(two_regimes(), on(2024), on(2026), po::language::en) ==
          R"txt(WHAT CHANGED IN THE RULES: 2024-06-01 to 2026-06-01

  Admit 3 to 5 % [target.rate] – changed
    Rule
      Before: Units that are grassroots committees should have a ratio of assigned to members
        of at least 3 % and have a ratio of assigned to members of at most 5 %.
      After: Units that are grassroots committees should have a ratio of assigned to members
        of at least 3 % and have a ratio of assigned to members of at most 6 %.
    Source
      Before: II.2, 21-NQ/TW (16/06/2022), Ban Chấp hành Trung ương
      After: II.3, 21-NQ/TW (16/06/2022), Ban Chấp hành Trung ương
    Parameters
      Before: most = 5
      After: most = 6
)txt");
}

TEST_CASE("rules that came or ended are told apart", "[rules_report]") {
    auto const book = test::checked_rules();
    auto const came = po::report::rules_diff_text(book, on(2020), on(2024), po::language::en);
    CHECK_THAT(came, ContainsSubstring("Admit 3 to 5 % [target.rate] – new\n"));
    auto const went = po::report::rules_diff_text(book, on(2024), on(2026), po::language::en);
    CHECK_THAT(went, ContainsSubstring("Admit 3 to 5 % [target.rate] – ended\n"));
    CHECK_THAT(po::report::rules_diff_text(book, on(2024), on(2025), po::language::vi),
               ContainsSubstring("Không có thay đổi nào."));
}

TEST_CASE("lists of rules are JSON for programs", "[rules_report]") {
    auto const all = po::report::rules_json(two_regimes(), on(2020), po::language::en);
    CHECK_THAT(all, ContainsSubstring("\"why_not\": \"not_in_force\""));
    auto const one =
        po::report::rule_json(two_regimes(), "target.rate", on(2024), po::language::en);
    CHECK_THAT(one, ContainsSubstring("\"in_force\": \"2022-06-16..2025-12-31\""));
    CHECK_THAT(one, ContainsSubstring("\"parameters\": {\"most\": 6}"));
    auto const diff =
        po::report::rules_diff_json(two_regimes(), on(2024), on(2026), po::language::en);
    CHECK_THAT(diff, ContainsSubstring("{\"what\": \"Parameters\", \"before\": \"most = 5\", "
                                       "\"after\": \"most = 6\"}"));
}
