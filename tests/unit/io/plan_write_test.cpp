#include "support/catch.hpp"

#include <partyorg/io/csv.hpp>
#include <partyorg/io/plan_document.hpp>

#include <string>

namespace po = partyorg;

namespace {

po::plan from_table(std::string text) {
    auto read = po::io::parse_unit_table({"t.csv", std::move(text)});
    INFO(to_string(read.problems()));
    REQUIRE(read);
    return po::plan(std::move(*read));
}

/// The first reason why it cannot be a plan.
std::string refused(po::plan const& p) {
    auto const got = po::io::write_plan(p);
    CHECK_FALSE(got.has_value());
    for (auto const& reason : got.problems())
        if (reason.level == po::severity::error) {
            CHECK(reason.code == po::defect::not_a_plan);
            return reason.message;
        }
    return {};
}

} // namespace

TEST_CASE("a unit table becomes a plan and comes back", "[io]") {
    auto const path = std::string(PARTYORG_SOURCE_DIR "/examples/data/phong-tho-2024/units.csv");
    po::plan whole(po::io::read_unit_table(path));
    whole.year = 2024;
    auto const text = po::io::write_plan(whole);
    INFO(to_string(text.problems()));
    REQUIRE(text);
    CHECK(text.problems().empty());
    CHECK(text->starts_with("KẾ HOẠCH phát triển đảng viên năm 2024\n\n"
                            "Ban Thường vụ Huyện ủy Phong Thổ giao chỉ tiêu như sau:\n\n"
                            "TT\tChi, Đảng bộ cơ sở\tĐăng ký\tĐăng ký – khu dân cư\tGiao\tGiao – "
                            "khu dân cư\n1\tĐảng bộ thị trấn Phong Thổ\t10\t6\t10\t6\n"));
    CHECK(text->ends_with("\tTổng số\t131\t49\t125\t45\n"));
    auto const again = po::io::parse_plan({"p.txt", *text});
    REQUIRE(again);
    CHECK(po::io::write_unit_table(*again) == po::io::write_unit_table(whole));
}

TEST_CASE("measures of the user's own keep their identifiers", "[io]") {
    auto const whole = from_table("code,parent,kind,name,quota.assigned,quota.assigned.veterans,"
                                  "user.tractors,xe_dap,members\n"
                                  "SM,,district_committee,Đảng bộ huyện Suối Mơ,,,,,\n"
                                  "SM-01,SM,grassroots_committee,Đảng bộ xã A,5,1,-,7,40\n"
                                  "SM-03,SM,grassroots_cell,Chi bộ B,,,2,0,3\n");
    auto const text = po::io::write_plan(whole);
    INFO(to_string(text.problems()));
    REQUIRE(text);
    CHECK(text->ends_with("\tTổng số\t5\t1\t2\t7\t43\n")); // none was printed
    auto const again = po::io::parse_plan({"p.txt", *text});
    REQUIRE(again);
    auto copy = *again;
    copy.totals.clear();
    CHECK(po::io::write_unit_table(copy) == po::io::write_unit_table(whole));
}

TEST_CASE("every invented plan survives being written", "[io]") {
    for (auto const* name :
         {"parts_of_the_target", "half_years", "achieved", "markdown", "pipes_without_border",
          "several_blanks", "group_headings", "no_total", "decomposed", "footnotes",
          "province_before_2025", "province_after_2025", "commune_after_2025",
          "commune_before_2025", "three_header_rows", "rows_not_understood"}) {
        auto const whole = po::io::read_plan(
            std::string(PARTYORG_SOURCE_DIR "/tests/golden/plans/") + name + ".txt");
        auto const text = po::io::write_plan(whole);
        INFO(name << '\n' << to_string(text.problems()));
        REQUIRE(text);
        CHECK(text.problems().empty());
        auto const again = po::io::parse_plan({"p.txt", *text});
        REQUIRE(again);
        auto copy = *again;
        if (whole.totals.empty()) copy.totals.clear();
        CHECK(po::io::write_unit_table(copy) == po::io::write_unit_table(whole));
        CHECK(again->title == whole.title);
    }
}

TEST_CASE("what a plan cannot say is refused", "[io]") {
    CHECK_THAT(refused(from_table("code,parent,kind,name,quota.assigned\n"
                                  "A,,district_committee,Đảng bộ huyện A,\n"
                                  "B,A,grassroots_committee,Đảng bộ xã B,\n"
                                  "C,B,subordinate_cell,Chi bộ C,1\n")),
               test::ContainsSubstring("'C' stands at level 3"));
    CHECK_THAT(refused(from_table("code,parent,kind,name,quota.assigned\n"
                                  "A,,district_committee,Đảng bộ huyện A,7\n"
                                  "B,A,grassroots_committee,Đảng bộ xã B,1\n")),
               test::ContainsSubstring("belongs to the root itself"));
    CHECK_THAT(refused(from_table("code,parent,kind,name,coverage.schools\n"
                                  "A,,district_committee,Đảng bộ huyện A,\n"
                                  "B,A,grassroots_committee,Đảng bộ xã B,1/2\n")),
               test::ContainsSubstring("coverage.schools"));
    // A part of a stock is a stock; a unit table gave it the law of a flow.
    CHECK_THAT(refused(from_table("code,parent,kind,name,members,members.women\n"
                                  "A,,district_committee,Đảng bộ huyện A,,\n"
                                  "B,A,grassroots_committee,Đảng bộ xã B,9,4\n")),
               test::ContainsSubstring("'members.women' would be read as another measure"));
    CHECK_THAT(refused(from_table("code,parent,kind,name,quota.assigned\n"
                                  "A,,district_committee,Đảng bộ huyện A,\n"
                                  "B,A,grassroots_committee,Đảng bộ\txã B,1\n")),
               test::ContainsSubstring("cannot be read"));
}

TEST_CASE("codes and kinds that a plan cannot say are told", "[io]") {
    auto const got = po::io::write_plan(from_table("code,parent,kind,name,quota.assigned\n"
                                                   "A,,district_committee,Đảng bộ huyện An Hà,\n"
                                                   "B,A,grassroots_committee,Chi bộ B,1\n"));
    REQUIRE(got);
    REQUIRE(got.problems().list().size() == 2);
    CHECK_THAT(got.problems().list()[0].message,
               test::ContainsSubstring("'A' is read back as 'AH'"));
    CHECK_THAT(got.problems().list()[1].message, test::ContainsSubstring("grassroots_committee"));
}
