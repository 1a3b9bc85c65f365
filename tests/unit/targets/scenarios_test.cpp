#include "plan_2024.hpp"

#include <partyorg/targets/allocation.hpp>
#include <partyorg/targets/scenarios.hpp>

#include <cstdint>
#include <string>
#include <support/catch.hpp>
#include <vector>

using namespace partyorg;

namespace {

std::string text_of(scenario_row const& row) {
    auto text = row.code + row.part + ":";
    for (auto const& f : row.figures)
        text += f.state == scenario_state::stated            ? " " + std::to_string(f.value)
                : f.state == scenario_state::empty           ? std::string(" .")
                : f.state == scenario_state::not_broken_down ? std::string(" ^")
                                                             : std::string(" ?");
    return text;
}

std::string text_of(std::vector<scenario_row> const& rows) {
    std::string text;
    for (auto const& row : rows) text += text_of(row) + "\n";
    return text;
}

} // namespace

TEST_CASE("registered and assigned side by side", "[targets]") {
    auto const figures = test::plan_2024();
    scenario_list versions;
    REQUIRE(versions.add_known(figures).empty());
    REQUIRE(versions.size() == 2);
    CHECK(versions[0].name == "registered");
    CHECK(versions.find("assigned") == 1);
    CHECK(versions.find("draft") == std::nullopt);
    auto const all = compare(versions);
    CHECK(text_of(all.totals) == ": 131 125\n.residential: 49 45\n");
    CHECK(text_of(all.differing()) == "PT-03: 6 4\nPT-03.residential: 4 3\n"
                                      "PT-09: 8 7\nPT-09.residential: 3 2\n"
                                      "PT-11: 6 5\nPT-11.residential: 3 2\n"
                                      "PT-12: 7 6\nPT-12.residential: 4 3\n"
                                      "PT-15: 6 5\nPT-15.residential: 3 2\n"
                                      "PT-16.residential: . 1\n");
    CHECK(all.parts ==
          std::vector<scenario_part>{{"", {"Đăng ký", "Registered"}},
                                     {".residential", {"khu dân cư", "residential areas"}}});
    auto const vang_ma_chai = all.differing()[0];
    CHECK(vang_ma_chai.name == "Đảng bộ xã Vàng Ma Chải");
    CHECK(vang_ma_chai.difference(1, 0) == -2);
    CHECK(all.rows.size() == 61 + 17);
}

TEST_CASE("a draft from another table stands beside the others", "[targets]") {
    auto const figures = test::plan_2024();
    auto draft = figures;
    auto const a = allocate(figures, {.by = "quota.registered",
                                      .seats = 125,
                                      .maximum = "quota.registered",
                                      .ties = tie_policy::by_order})
                       .value();
    draft.add(a.as_column(figures, "quota.registered"));
    scenario_list versions;
    REQUIRE(versions.add({"registered", "quota.registered", figures}).empty());
    REQUIRE(versions.add({"draft", "allocated", draft}).empty());
    REQUIRE(versions.add({"assigned", "quota.assigned", figures}).empty());
    auto const all = compare(versions);
    CHECK(text_of(all.totals) == ": 131 125 125\n.residential: 49 . 45\n");
    CHECK(text_of(all.rows[0]) == "PT-01: 10 9 10");
}

TEST_CASE("names are used once, and measures must be targets", "[targets]") {
    auto figures = test::plan_2024();
    figures.add(measure<double, law::flow>{"share"});
    scenario_list versions;
    REQUIRE(versions.add({"draft", "quota.assigned", figures}).empty());
    CHECK(to_string(versions.add({"draft", "quota.wished", figures})) ==
          "PO1717: two scenarios are called 'draft'\n"
          "PO1402: scenario 'draft': no column 'quota.wished'\n");
    CHECK(to_string(versions.add({"other", "share", figures})) ==
          "PO1404: scenario 'other': column 'share' is no target: its figures do not add up\n");
    CHECK(versions.size() == 1);
    CHECK(versions.add_known(figures).empty());
    CHECK(versions.add_known(figures).errors() == 2);
    CHECK(versions.size() == 3);
}

TEST_CASE("cells below a figure that is not broken down are not compared", "[targets]") {
    hierarchy_builder build;
    build.add({.code = "A", .kind = unit_kind::grassroots_committee, .name = "A"});
    build.add({.code = "A1", .parent = "A", .kind = unit_kind::subordinate_cell, .name = "A1"});
    build.add({.code = "A2", .parent = "A", .kind = unit_kind::subordinate_cell, .name = "A2"});
    table figures(build.finish());
    auto const at = [&](char const* code) { return *figures.units().find(code); };
    figures.add(quota::registered)[at("A")] = 5;
    figures.add(quota::assigned)[at("A1")] = 3;
    figures.edit<std::int64_t>("quota.assigned")[at("A2")] = 2;
    scenario_list versions;
    REQUIRE(versions.add_known(figures).empty());
    // The hierarchy of the last version has other units.
    hierarchy_builder other;
    other.add({.code = "A", .kind = unit_kind::grassroots_committee, .name = "A"});
    other.add({.code = "A3", .parent = "A", .kind = unit_kind::subordinate_cell, .name = "A3"});
    table amended(other.finish());
    amended.add(quota::assigned)[*amended.units().find("A3")] = 6;
    REQUIRE(versions.add({"amended", "quota.assigned", amended}).empty());
    auto const all = compare(versions);
    CHECK(text_of(all.totals) == ": 5 5 6\n");
    CHECK(text_of(all.rows) == "A: 5 5 6\nA1: ^ 3 ?\nA2: ^ 2 ?\nA3: ^ ? 6\n");
    CHECK(all.rows[1].difference(1, 0) == std::nullopt);
    CHECK(all.rows[1].difference(2, 1) == -3);
    CHECK(all.rows[1].differs());
    // A version that does not even know the cells.
    hierarchy_builder bare;
    bare.add({.code = "A", .kind = unit_kind::grassroots_committee, .name = "A"});
    table draft(bare.finish());
    draft.add(quota::assigned)[slot(0)] = 5;
    REQUIRE(versions.add({"draft", "quota.assigned", draft}).empty());
    CHECK(text_of(compare(versions).rows) == "A: 5 5 6 5\nA1: ^ 3 ? ^\nA2: ^ 2 ? ^\nA3: ^ ? 6 ^\n");
    versions = {};
    REQUIRE(versions.add_known(figures).empty());
    CHECK(compare(versions).differing().empty());
}
