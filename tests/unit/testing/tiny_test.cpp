#include "support/catch.hpp"

#include <partyorg/hierarchy/traversal.hpp>
#include <partyorg/testing/organisations.hpp>
#include <partyorg/testing/tiny.hpp>

#include <fstream>
#include <iterator>
#include <string>

namespace po = partyorg;
using namespace partyorg::testing;

namespace {

std::string path(po::organisation const& whole, char const* code) {
    return po::code_path(whole.units, *whole.units.find(code));
}

// Printed by to_cpp and pasted here: this file is the proof that such code compiles.
// clang-format off
po::organisation pasted() {
    // [printed]
    auto const whole = partyorg::testing::tiny()
        .column(partyorg::measure<std::int64_t, partyorg::law::flow>{"blank.column", {"blank.column", "blank.column"}, ""})
        .column(partyorg::measure<std::int64_t, partyorg::law::stock>{"members", {"Đảng viên", "Members"}, ""})
        .column(partyorg::measure<partyorg::coverage_count, partyorg::law::coverage>{"coverage.schools", {"Trường học có chi bộ", "Schools with a cell"}, ""})
        .column(partyorg::measure<double, partyorg::law::flow>{"score", {"score", "score"}, ""})
        .column(partyorg::measure<partyorg::date, partyorg::law::latest>{"founded", {"founded", "founded"}, ""})
        .district("D").named("Đảng bộ huyện \"D\" \\ 1\011").total("members", 40).body(partyorg::body_kind::organisation_board, "Ban Tổ chức")
            .committee("A").members(12).set("coverage.schools", partyorg::coverage_count{1, 2})
                .cell("A1").set("score", 2.5)
                .cell("A2").members(partyorg::declared_none).set("founded", partyorg::date(2011, 1, 19))
            .unit(partyorg::unit_kind::party_group, "odd one", "D")
            .grassroots_cell("B")
        .done();
    // [printed]
    return whole;
}
// clang-format on

// The lines above, as they stand in this file.
std::string pasted_text() {
    std::ifstream file(PARTYORG_SOURCE_DIR "/tests/unit/testing/tiny_test.cpp");
    std::string const all{std::istreambuf_iterator<char>(file), {}};
    std::string const begin = "    // [printed]\n    auto const whole = ",
                      end = ";\n    // [printed]\n";
    auto const from = all.find(begin) + begin.size();
    return all.substr(from, all.find(end) - from);
}

po::organisation original() {
    return tiny()
        .column(po::measure_info("blank.column"))
        .district("D")
        .named("Đảng bộ huyện \"D\" \\ 1\t")
        .body(po::body_kind::organisation_board, "Ban Tổ chức")
        .total(po::membership::total, 40)
        .committee("A")
        .members(12)
        .set(
            po::measure<po::coverage_count, po::law::coverage>{
                "coverage.schools", {"Trường học có chi bộ", "Schools with a cell"}},
            po::coverage_count{1, 2})
        .cell("A1")
        .set("score", 2.5)
        .cell("A2")
        .members(po::declared_none)
        .set("founded", po::date(2011, 1, 19))
        .unit(po::unit_kind::party_group, "odd one", "D")
        .grassroots_cell("B")
        .done();
}

} // namespace

TEST_CASE("a unit stands under the nearest unit before it that usually has its kind", "[testing]") {
    auto const whole = tiny()
                           .central("C")
                           .province("P")
                           .district("D")
                           .committee("A")
                           .cell("A1")
                           .group("A1a")
                           .cell("A2")
                           .sectional("S")
                           .cell("S1")
                           .grassroots_cell("B")
                           .group("Ba")
                           .committee("E")
                           .commune("K")
                           .done();
    CHECK(path(whole, "A1a") == "C / P / D / A / A1 / A1a");
    CHECK(path(whole, "A2") == "C / P / D / A / A2");
    CHECK(path(whole, "S1") == "C / P / D / A / S / S1");
    CHECK(path(whole, "B") == "C / P / D / B");
    CHECK(path(whole, "Ba") == "C / P / D / B / Ba");
    CHECK(path(whole, "E") == "C / P / D / E");
    CHECK(path(whole, "K") == "C / P / D / K");
    CHECK(whole.units.kind(*whole.units.find("S")) == po::unit_kind::sectional_committee);
}

TEST_CASE("a superior can be named, and what usually stands nowhere becomes a root", "[testing]") {
    auto const whole = tiny()
                           .committee("A")
                           .cell("A1")
                           .unit(po::unit_kind::subordinate_cell, "A11", "A1")
                           .committee("B")
                           .unit(po::unit_kind::party_group, "G", "")
                           .done();
    CHECK(path(whole, "A11") == "A / A1 / A11");
    CHECK(path(whole, "B") == "B");
    CHECK(path(whole, "G") == "G");
    try {
        (void)tiny().committee("A").unit(po::unit_kind::party_group, "G", "missing");
        FAIL("it found a superior");
    } catch (po::invalid_input const& e) {
        CHECK(e.code() == po::defect::edit_not_possible);
    }
}

TEST_CASE("cells belong to the unit named last, and what is not mentioned is blank", "[testing]") {
    po::organisation const whole = tiny()
                                       .committee("A")
                                       .members(40)
                                       .assigned(po::declared_none)
                                       .cell("A1")
                                       .official(3)
                                       .set("consent.large_cell", 1)
                                       .total("members", 41);
    auto const a = *whole.units.find("A"), a1 = *whole.units.find("A1");
    CHECK(whole[po::membership::total][a] == po::cell<std::int64_t>(po::cell_state::stated, 40));
    CHECK(whole[po::membership::total][a1].is_blank());
    CHECK(whole[po::quota::assigned][a].state() == po::cell_state::declared_none);
    CHECK(whole[po::membership::official][a1].value() == 3);
    CHECK(whole.figures.get<std::int64_t>("consent.large_cell")[a1].value() == 1);
    REQUIRE(whole.totals.size() == 1);
    CHECK(whole.totals[0].unit == whole.units.id_of(a1));
    CHECK(whole.totals[0].value == 41);
}

TEST_CASE("a code that is used twice is refused, as by every builder", "[testing]") {
    try {
        (void)tiny().committee("A").cell("A").done();
        FAIL("it took the code twice");
    } catch (po::invalid_input const& e) {
        CHECK(e.code() == po::defect::duplicate_code);
    }
}

TEST_CASE("printed code builds the same organisation", "[testing]") {
    CHECK(same_content(original(), pasted()));
    auto const text = to_cpp(original(), 4);
    CHECK_THAT(text, test::StartsWith("partyorg::testing::tiny()\n"));
    CHECK_THAT(text, test::EndsWith("\n        .done()"));
    CHECK_THAT(text,
               test::ContainsSubstring("\n                .cell(\"A1\").set(\"score\", 2.5)\n"));
    CHECK_THAT(text, test::ContainsSubstring("\\\"D\\\" \\\\ 1\\011\")"));
}

TEST_CASE("the printed code of this file is what is printed", "[testing]") {
    CHECK(to_cpp(original(), 4) == pasted_text());
}

TEST_CASE("contents are compared whatever the order of columns", "[testing]") {
    auto const a = tiny().committee("A").members(3).official(2).done();
    CHECK(same_content(a, tiny().committee("A").official(2).members(3).done()));
    CHECK_FALSE(same_content(a, tiny().committee("A").official(2).members(4).done()));
    CHECK_FALSE(same_content(a, tiny().committee("A").official(2).done()));
    CHECK_FALSE(same_content(a, tiny().committee("B").members(3).official(2).done()));
    CHECK_FALSE(same_content(a, tiny().sectional("A").members(3).official(2).done()));
    CHECK_FALSE(
        same_content(a, tiny().committee("A").members(3).official(2).total("members", 1).done()));
    CHECK_FALSE(same_content(a, tiny().committee("A").named("x").members(3).official(2).done()));
}

TEST_CASE("unit lines show level, kind, name and cells", "[testing]") {
    auto const whole = tiny()
                           .committee("A")
                           .named("Đảng bộ")
                           .members(12)
                           .total("members", 13)
                           .cell("A 1")
                           .members(po::declared_none)
                           .done();
    CHECK(to_unit_lines(whole) == "grassroots_committee A \"Đảng bộ\" members 12 total members 13\n"
                                  "  subordinate_cell \"A 1\" members -\n");
}
