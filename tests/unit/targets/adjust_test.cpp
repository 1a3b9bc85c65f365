#include "plan_2024.hpp"

#include <partyorg/targets/adjust.hpp>

#include <cstdint>
#include <string>
#include <support/catch.hpp>
#include <vector>

using namespace partyorg;

namespace {

/// The changes of members as "PT-03 4>6", of parts with a star.
std::string changed(target_adjustment const& a) {
    std::string text;
    for (auto const& c : a.changes) {
        if (c.reason == change_reason::sum) continue;
        text += std::string(a.units.code(c.unit)) + (c.line == 0 ? " " : "* ") +
                std::to_string(c.before) + ">" + std::to_string(c.after) + " ";
    }
    return text;
}

std::string defects(table const& figures, adjustment_request const& request) {
    auto const a = adjust(figures, request);
    return a ? "" : to_string(a.error());
}

/// D with the committees A (cells A1, A2) and B (cells B1, B2, B3), figures at the cells.
table small(std::vector<std::int64_t> const& target, std::vector<std::int64_t> const& part) {
    hierarchy_builder build;
    build.source("units.csv");
    std::uint32_t line = 1;
    auto const add = [&](char const* code, char const* parent, unit_kind kind) {
        build.add({code, parent, kind, code, ++line, 1});
    };
    add("D", "", unit_kind::district_committee);
    add("A", "D", unit_kind::grassroots_committee);
    for (auto const* cell : {"A1", "A2"}) add(cell, "A", unit_kind::subordinate_cell);
    add("B", "D", unit_kind::grassroots_committee);
    for (auto const* cell : {"B1", "B2", "B3"}) add(cell, "B", unit_kind::subordinate_cell);
    table figures(build.finish());
    auto& x = figures.add(quota::assigned);
    auto& y = figures.add(quota::assigned_residential);
    std::size_t i = 0;
    for (auto const* code : {"A1", "A2", "B1", "B2", "B3"}) {
        auto const s = *figures.units().find(code);
        figures.edit<std::int64_t>("quota.assigned")[s] = target[i];
        figures.edit<std::int64_t>("quota.assigned.residential")[s] = part[i];
        ++i;
    }
    (void)x;
    (void)y;
    return figures;
}

} // namespace

TEST_CASE("a change of nothing changes nothing", "[targets]") {
    auto const figures = test::plan_2024();
    for (auto const spread : {adjustment_spread::in_proportion, adjustment_spread::fewest_cells}) {
        auto const a = adjust(figures, {.spread = spread}).value();
        CHECK(a.changes.empty());
        CHECK(a.members.size() == 61);
        CHECK(a.lines == std::vector<std::string>{"quota.assigned", "quota.assigned.residential"});
        CHECK(a.after[0][0] == 125);
        CHECK(a.after[1][0] == 45);
        CHECK(a.applied_to(figures)[quota::assigned] == figures[quota::assigned]);
    }
}

TEST_CASE("one figure is changed, the rest of the plan is spread anew in proportion", "[targets]") {
    auto const figures = test::plan_2024();
    auto const a = adjust(figures, {.figures = {{"PT-03", "", 6}}}).value();
    CHECK(a.after[0][0] == 125);
    CHECK(a.after[1][0] == 45);
    // 121 seats had the others, 119 are left: the two largest give one each.
    CHECK(changed(a) == "PT-01 10>9 PT-03 4>6 PT-10 9>8 ");
    CHECK(a.changed_units() == 3);
    CHECK(why(a, 0, *figures.units().find("PT-03")).vi == "PT-03: 4 → 6, theo yêu cầu.");
    auto const s = *figures.units().find("PT-10");
    CHECK_THAT(why(a, 0, s).en, test::StartsWith("PT-10: 8 and not 9, because its claim to seat 9 "
                                                 "is "));
    CHECK(a.applied_to(figures)[quota::assigned][s].value_or(0) == 8);
    CHECK(a.applied_to(figures)[quota::assigned][*figures.units().find("PT-19")].state() ==
          cell_state::declared_none);
}

TEST_CASE("held figures stay, the rest falls on the others", "[targets]") {
    auto const figures = test::plan_2024();
    auto const a = adjust(figures, {.figures = {{"PT-03", "", 6}},
                                    .holds = {{"PT-01", ""}, {"PT-10", ""}, {"PT-02", ""}}})
                       .value();
    CHECK(changed(a) == "PT-03 4>6 PT-13 7>6 PT-17 8>7 ");
}

TEST_CASE("a total is cut with the fewest changes", "[targets]") {
    auto const figures = test::plan_2024();
    adjustment_request request{.totals = {{"", 121}}, .spread = adjustment_spread::fewest_cells};
    // Without a limit one unit can carry all: the largest of those that can.
    CHECK(changed(adjust(figures, request).value()) == "PT-01 10>6 ");
    request.most_per_unit = 1;
    CHECK(changed(adjust(figures, request).value()) == "PT-01 10>9 PT-02 8>7 PT-10 9>8 PT-17 8>7 ");
    request.holds = {{"PT-10", ""}};
    auto const a = adjust(figures, request).value();
    CHECK(changed(a) == "PT-01 10>9 PT-02 8>7 PT-09 7>6 PT-17 8>7 ");
    CHECK(a.after[0][0] == 121);
    CHECK(why(a, 0, *figures.units().find("PT-02")).en ==
          "PT-02: 8 → 7, one of the fewest units that can take up the change.");
    CHECK(why(a, 0, *figures.units().find("PT-10")).vi == "PT-10: 9, không đổi.");
    CHECK(why(a, 0, slot(0)).en == "PT: 125 → 121, the sum of the units below it.");
}

TEST_CASE("a total is raised up to what was registered", "[targets]") {
    auto const figures = test::plan_2024();
    adjustment_request request{.totals = {{"", 128}},
                               .maximum = "quota.registered",
                               .spread = adjustment_spread::fewest_cells};
    // Vang Ma Chai was cut by two: it and one other can take three.
    CHECK(changed(adjust(figures, request).value()) == "PT-03 4>6 PT-09 7>8 ");
    request.totals = {{"", 132}};
    CHECK(defects(figures, request) ==
          "units.csv:2: PO1715: the unheld cells under 'PT' can make 45 to 131 in "
          "'quota.assigned', but 132 is wanted\n");
    request.spread = adjustment_spread::in_proportion;
    CHECK_THAT(defects(figures, request),
               test::ContainsSubstring("PO1715: these demands cannot be met together: "));
    request.totals = {{"", 131}};
    auto const a = adjust(figures, request).value();
    auto const& registered = figures[quota::registered];
    for (auto const s : a.members) CHECK(a.after[0][s.value()] == registered[s].value_or(0));
}

TEST_CASE("parts stay within their target", "[targets]") {
    auto const figures = small({4, 3, 5, 2, 1}, {3, 1, 1, 0, 0});
    for (auto const spread : {adjustment_spread::in_proportion, adjustment_spread::fewest_cells}) {
        auto const a = adjust(figures, {.figures = {{"A1", "", 1}}, .spread = spread}).value();
        CHECK(a.after[0][0] == 15);
        CHECK(a.after[1][0] == 5);
        for (auto const s : a.members) CHECK(a.after[1][s.value()] <= a.after[0][s.value()]);
        CHECK(a.after[0][a.units.find("A1")->value()] == 1);
    }
    // Fewest: one unit takes the three, and one (or the same) the two of the part.
    auto const fewest =
        adjust(figures, {.figures = {{"A1", "", 1}}, .spread = adjustment_spread::fewest_cells})
            .value();
    CHECK(changed(fewest) == "A1 4>1 A1* 3>1 A2* 1>3 B1 5>8 ");
    // A part that was asked for lifts its target.
    auto const lifted = adjust(figures, {.figures = {{"B3", "quota.assigned.residential", 3}},
                                         .spread = adjustment_spread::fewest_cells})
                            .value();
    CHECK(changed(lifted) == "A1* 3>0 B1 5>3 B3 1>3 B3* 0>3 ");
}

TEST_CASE("a superior's figure is changed, or held, within the units below it", "[targets]") {
    auto const figures = small({4, 3, 5, 2, 1}, {0, 0, 0, 0, 0});
    auto const a = adjust(figures, {.figures = {{"A", "", 9}}}).value();
    CHECK(a.after[0] == std::vector<std::int64_t>{15, 9, 5, 4, 6, 4, 1, 1});
    auto const fewest =
        adjust(figures, {.figures = {{"A", "", 9}}, .spread = adjustment_spread::fewest_cells})
            .value();
    CHECK(fewest.after[0] == std::vector<std::int64_t>{15, 9, 6, 3, 6, 3, 2, 1});
    auto const held = adjust(figures, {.totals = {{"", 20}},
                                       .holds = {{"B", ""}},
                                       .spread = adjustment_spread::fewest_cells})
                          .value();
    CHECK(held.after[0] == std::vector<std::int64_t>{20, 12, 9, 3, 8, 5, 2, 1});
}

TEST_CASE("a unit that had nothing may be given a figure", "[targets]") {
    auto figures = small({4, 3, 5, 2, 1}, {0, 0, 0, 0, 0});
    figures.edit<std::int64_t>("quota.assigned")[*figures.units().find("A2")] = blank;
    auto const a = adjust(figures, {.totals = {{"", 14}}, .figures = {{"A2", "", 2}}}).value();
    CHECK(a.after[0] == std::vector<std::int64_t>{14, 6, 4, 2, 8, 5, 2, 1});
    CHECK(changed(a) == "A2 0>2 ");
    CHECK(adjust(figures, {.totals = {{"", 30}}}).value().after[0][3] == 0);
}

TEST_CASE("a wish that makes no sense reports everything at once", "[targets]") {
    auto figures = small({4, 3, 5, 2, 1}, {5, 0, 0, 0, 0});
    CHECK(defects(figures, {.totals = {{"women", 3}},
                            .figures = {{"A9", "", 1}},
                            .maximum = "quota.wished",
                            .most_per_unit = -1,
                            .method = apportionment_method::hamilton}) ==
          "PO1402: no column 'quota.wished'\n"
          "PO1711: at most -1 per unit\n"
          "PO1404: an adjustment divides by a divisor method, not by 'hamilton'\n"
          "units.csv:4: PO1405: unit 'A1': 5 in 'quota.assigned.residential', but 4 in "
          "'quota.assigned'\n"
          "PO1402: 'women' is neither 'quota.assigned' nor a part of it\n"
          "PO1403: no unit 'A9'\n");
    figures = small({4, 3, 5, 2, 1}, {0, 0, 0, 0, 0});
    CHECK(defects(figures, {.totals = {{"", -1}, {"", 3}, {"", 4}},
                            .figures = {{"A9", "", 1}, {"A1", "", 2}, {"A1", "", 3}},
                            .holds = {{"A1", ""}}}) ==
          "PO1711: a total of -1\n"
          "PO1705: 'quota.assigned' shall be -1 and 3 in total\n"
          "PO1705: 'quota.assigned' shall be 3 and 4 in total\n"
          "PO1403: no unit 'A9'\n"
          "units.csv:4: PO1705: unit 'A1' shall be 2 and 3 in 'quota.assigned'\n"
          "units.csv:4: PO1705: unit 'A1' shall be 2 and 4 in 'quota.assigned'\n"
          "units.csv:4: PO1705: unit 'A1' shall be 3 and 4 in 'quota.assigned'\n");
    CHECK(defects(figures, {.figures = {{"A9", "", 1}, {"A1", "", 2}, {"A1", "", -3}},
                            .holds = {{"B1", ""}, {"B1", "nothing"}}}) ==
          "PO1403: no unit 'A9'\n"
          "units.csv:4: PO1711: unit 'A1': -3\n"
          "units.csv:4: PO1705: unit 'A1' shall be 2 and -3 in 'quota.assigned'\n"
          "PO1402: 'nothing' is neither 'quota.assigned' nor a part of it\n");
    CHECK(
        defects(figures, {.figures = {{"A1", "", 1}, {"A1", "quota.assigned.residential", 2}},
                          .spread = adjustment_spread::fewest_cells}) ==
        "units.csv:4: PO1715: unit 'A1': 2 in 'quota.assigned.residential' does not fit into 1 in "
        "'quota.assigned'\n");
    CHECK(defects(figures, {.measure = "quota.wished"}) == "PO1402: no column 'quota.wished'\n");
    figures.edit<std::int64_t>("quota.assigned")[*figures.units().find("A")] = 7;
    CHECK_THAT(defects(figures, {}), test::ContainsSubstring("PO1710: unit 'A1' (and 1 more) and "
                                                             "its superior 'A' both have"));
}

TEST_CASE("units without a superior in common cannot be adjusted together", "[targets]") {
    hierarchy_builder build(build_options{.roots = root_policy::forest});
    build.add({.code = "A", .kind = unit_kind::district_committee});
    build.add({.code = "B", .kind = unit_kind::district_committee});
    table figures(build.finish());
    auto& x = figures.add(quota::assigned);
    x[unit_id(0)] = 1;
    x[unit_id(1)] = 2;
    CHECK(defects(figures, {}) == "PO1718: units 'A' and 'B' have no superior in common\n");
}
