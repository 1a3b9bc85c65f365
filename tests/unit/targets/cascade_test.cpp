#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/measures/quota.hpp>
#include <partyorg/rollup/roll_up.hpp>
#include <partyorg/targets/cascade.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <support/catch.hpp>
#include <vector>

using namespace partyorg;

namespace {

using figures = std::vector<std::int64_t>;

/// D with the committees A (cells A1, A2, A3) and B (cells B1, B2).
hierarchy district() {
    hierarchy_builder build;
    build.source("units.csv");
    std::uint32_t line = 1;
    auto const add = [&](char const* code, char const* parent, unit_kind kind) {
        build.add({code, parent, kind, code, ++line, 1});
    };
    add("D", "", unit_kind::district_committee);
    add("A", "D", unit_kind::grassroots_committee);
    for (auto const* cell : {"A1", "A2", "A3"}) add(cell, "A", unit_kind::subordinate_cell);
    add("B", "D", unit_kind::grassroots_committee);
    for (auto const* cell : {"B1", "B2"}) add(cell, "B", unit_kind::subordinate_cell);
    return build.finish();
}

count_column weights(hierarchy const& units, std::vector<std::optional<std::int64_t>> const& of) {
    count_column column(units, measure_info("weight"));
    for (std::uint32_t s = 0; s < of.size(); ++s)
        if (of[s]) column[slot(s)] = *of[s];
    return column;
}

slot find(hierarchy const& units, char const* code) {
    return *units.find(code);
}

constexpr std::nullopt_t none = std::nullopt;

} // namespace

TEST_CASE("a target goes down the tree in proportion to the members of the cells", "[targets]") {
    auto const units = district();
    cascade_request request;
    request.lines.push_back(
        {"quota.assigned", 10, weights(units, {none, none, 30, 20, 10, none, 24, 16})});
    auto const answer = cascade(units, request).value();
    CHECK(answer.figures[0] == figures{10, 6, 3, 2, 1, 4, 2, 2});
    auto const column = answer.as_column(0, measure_info(quota::assigned));
    CHECK(column[find(units, "A1")].value_or(0) == 3);
}

TEST_CASE("a committee's own cell overrules what its cells add up to", "[targets]") {
    auto const units = district();
    cascade_request request;
    request.lines.push_back({"quota.assigned", 10, weights(units, {none, 1, 30, 20, 10, 4, 1, 1})});
    CHECK(cascade(units, request).value().figures[0] == figures{10, 2, 1, 1, 0, 8, 4, 4});
}

TEST_CASE("an of-which part stays within its target at every level", "[targets]") {
    auto const units = district();
    cascade_request request;
    request.lines.push_back(
        {"quota.assigned", 10, weights(units, {none, none, 3, 2, 1, none, 2, 2})});
    request.lines.push_back(
        {"quota.assigned.residential", 8, weights(units, {none, none, 0, 0, 5, none, 1, 1})});
    auto const answer = cascade(units, request).value();
    CHECK(answer.figures[0] == figures{10, 6, 3, 2, 1, 4, 2, 2});
    CHECK(answer.figures[1] == figures{8, 6, 3, 2, 1, 2, 1, 1});
}

TEST_CASE("the target gives way where its part would find no room", "[targets]") {
    auto const units = district();
    cascade_request request;
    request.lines.push_back(
        {"quota.assigned", 10, weights(units, {none, none, 3, 2, 1, none, 2, 2})});
    request.lines.push_back({"quota.assigned.residential", 8, weights(units, {})});
    // Committee A has no residential area to speak of: B must carry 7, so it needs 7 in all.
    request.demands.push_back({.unit = find(units, "A"), .line = 1, .upper = 1});
    auto const answer = cascade(units, request).value();
    CHECK(answer.at(0, find(units, "A")) == 3);
    CHECK(answer.at(0, find(units, "B")) == 7);
    CHECK(answer.at(1, find(units, "A")) == 1);
    CHECK(answer.at(1, find(units, "B")) == 7);
}

TEST_CASE("holds and bounds at any level", "[targets]") {
    auto const units = district();
    cascade_request request;
    request.lines.push_back(
        {"quota.assigned", 12, weights(units, {none, none, 3, 2, 1, none, 2, 2})});
    request.demands = {{.unit = find(units, "A"), .hold = 9},
                       {.unit = find(units, "A3"), .lower = 4},
                       {.unit = find(units, "B1"), .upper = 0}};
    CHECK(cascade(units, request).value().figures[0] == figures{12, 9, 3, 2, 4, 3, 0, 3});
}

TEST_CASE("a cascade may begin below the root", "[targets]") {
    auto const units = district();
    cascade_request request;
    request.top = find(units, "B");
    request.lines.push_back(
        {"quota.assigned", 3, weights(units, {none, none, 1, 1, 1, none, 2, 1})});
    auto const answer = cascade(units, request).value();
    CHECK(answer.figures[0] == figures{0, 0, 0, 0, 0, 3, 2, 1});
    CHECK(answer.as_column(0, measure_info(quota::assigned))[find(units, "A")].state() ==
          cell_state::blank);
}

TEST_CASE("demands that contradict each other are named, none too many", "[targets]") {
    auto const units = district();
    cascade_request request;
    request.lines.push_back(
        {"quota.assigned", 20, weights(units, {none, none, 3, 2, 1, none, 2, 2})});
    request.lines.push_back({"quota.assigned.residential", 5, weights(units, {})});
    request.demands = {
        {.unit = find(units, "B"), .upper = 9},  {.unit = find(units, "A1"), .upper = 3},
        {.unit = find(units, "A"), .lower = 7},  {.unit = find(units, "A3"), .lower = 1},
        {.unit = find(units, "A2"), .upper = 3}, {.unit = find(units, "A3"), .upper = 0}};
    CHECK(to_string(cascade(units, request).error()) ==
          "units.csv:6: PO1712: these demands cannot be met together: 'A3' quota.assigned at least "
          "1; 'A3' quota.assigned at most 0\n");
    request.demands.erase(request.demands.begin() + 3);
    CHECK(to_string(cascade(units, request).error()) ==
          "units.csv:6: PO1712: these demands cannot be met together: 'A1' quota.assigned at most "
          "3; 'A' quota.assigned at least 7; 'A2' quota.assigned at most 3; 'A3' quota.assigned at "
          "most 0\n");
    // A part that is larger than its target, two levels apart.
    request.demands = {{.unit = find(units, "A"), .line = 1, .lower = 4},
                       {.unit = find(units, "A"), .upper = 3}};
    CHECK(find_cascade_conflict(units, request) == request.demands);
    // The totals take part in conflicts like every other demand.
    request.demands = {{.unit = find(units, "A"), .upper = 9},
                       {.unit = find(units, "B"), .upper = 9}};
    auto const conflict = find_cascade_conflict(units, request);
    REQUIRE(conflict.size() == 3);
    CHECK(conflict[0] == cascade_demand{.unit = slot(0), .line = 0, .hold = 20});
}

TEST_CASE("a cascade that makes no sense reports everything at once", "[targets]") {
    auto const units = district();
    cascade_request request;
    request.top = find(units, "B");
    request.method = apportionment_method::hamilton;
    request.lines.push_back(
        {"quota.assigned", -3, weights(units, {none, none, 3, 2, 1, none, -2, 2})});
    request.demands = {{.unit = find(units, "A"), .upper = 1},
                       {.unit = find(units, "B1"), .line = 4, .upper = 1},
                       {.unit = find(units, "B2"), .lower = -1}};
    CHECK(to_string(cascade(units, request).error()) ==
          "PO1404: a cascade divides by a divisor method, not by 'hamilton'\n"
          "PO1711: quota.assigned in total: -3\n"
          "units.csv:8: PO1701: unit 'B1': weight -2 for quota.assigned\n"
          "PO1403: a demand on a unit outside the cascade\n"
          "units.csv:8: PO1402: a demand on a column that is not divided\n"
          "units.csv:9: PO1711: 'B2' quota.assigned at least: -1\n");
    CHECK(cascade(units, {}).error()[0].code == defect::unknown_measure);
}

TEST_CASE("several parts of one target", "[targets]") {
    auto const units = district();
    cascade_request request;
    request.lines.push_back(
        {"quota.assigned", 10, weights(units, {none, none, 3, 2, 1, none, 2, 2})});
    request.lines.push_back({"women", 5, weights(units, {none, none, 1, 1, 1, none, 1, 1})});
    request.lines.push_back({"youth", 6, weights(units, {none, none, 0, 0, 0, none, 1, 5})});
    request.demands = {{.unit = find(units, "A"), .line = 1, .upper = 0},
                       {.unit = find(units, "B1"), .line = 2, .upper = 0}};
    auto const answer = cascade(units, request).value();
    CHECK(answer.at(1, find(units, "B")) == 5);
    for (std::uint32_t s = 0; s < units.size(); ++s)
        for (std::size_t line : {1u, 2u}) CHECK(answer.at(line, slot(s)) <= answer.at(0, slot(s)));
    CHECK(answer.at(2, slot(0)) == 6);
}

TEST_CASE("parts that ask for more together than each alone are refused with a minimal set",
          "[targets]") {
    auto const units = district();
    cascade_request request;
    request.lines.push_back({"quota.assigned", 5, weights(units, {})});
    request.lines.push_back({"women", 3, weights(units, {})});
    request.lines.push_back({"youth", 3, weights(units, {})});
    // Women in A only, youth in B only: six are needed.
    request.demands = {{.unit = find(units, "A1"), .line = 1, .upper = 2},
                       {.unit = find(units, "B"), .line = 1, .upper = 0},
                       {.unit = find(units, "A"), .line = 2, .upper = 0}};
    CHECK(
        to_string(cascade(units, request).error()) ==
        "units.csv:3: PO1712: these demands cannot be met together: 'D' quota.assigned exactly 5; "
        "'D' women exactly 3; 'D' youth exactly 3; 'B' women at most 0; 'A' youth at most 0\n");
    request.lines[0].total = 6;
    auto const answer = cascade(units, request).value();
    CHECK(answer.at(0, find(units, "A")) == 3);
    CHECK(answer.at(0, find(units, "B")) == 3);
    CHECK(answer.at(1, find(units, "A")) == 3);
    CHECK(answer.at(2, find(units, "B")) == 3);
}

TEST_CASE("parts that half seats would satisfy, but no whole ones, are refused", "[targets]") {
    hierarchy_builder build;
    build.add({.code = "D", .kind = unit_kind::grassroots_committee});
    for (auto const* cell : {"1", "2", "3", "4"})
        build.add({.code = cell, .parent = "D", .kind = unit_kind::subordinate_cell});
    auto const units = build.finish();
    // Six parts of one each, every one for another two of the four cells: half a seat in each cell
    // would do for all, whole seats need three cells.
    cascade_request request;
    request.lines.push_back({"target", 2, weights(units, {})});
    for (std::uint32_t cell = 1; cell <= 4; ++cell)
        request.demands.push_back({.unit = slot(cell), .line = 0, .upper = 1});
    for (std::uint32_t a = 1; a <= 4; ++a)
        for (std::uint32_t b = a + 1; b <= 4; ++b) {
            request.lines.push_back({"part", 1, weights(units, {})});
            for (std::uint32_t cell = 1; cell <= 4; ++cell)
                if (cell != a && cell != b)
                    request.demands.push_back(
                        {.unit = slot(cell), .line = request.lines.size() - 1, .upper = 0});
        }
    auto const refused = cascade(units, request);
    REQUIRE_FALSE(refused);
    CHECK(refused.error()[0].code == defect::cascade_infeasible);
    request.lines[0].total = 3;
    auto const answer = cascade(units, request);
    REQUIRE(answer);
    CHECK(answer->at(0, slot(1)) + answer->at(0, slot(2)) + answer->at(0, slot(3)) +
              answer->at(0, slot(4)) ==
          3);
}

TEST_CASE("targets that give way to several parts stay as near to proportion as all parts allow",
          "[targets]") {
    auto const units = district();
    cascade_request request;
    request.lines.push_back(
        {"quota.assigned", 12, weights(units, {none, none, 1, 1, 1, none, 2, 1})});
    request.lines.push_back({"women", 7, weights(units, {})});
    request.lines.push_back({"youth", 4, weights(units, {})});
    // In proportion A and B have 6 each, B1 4 and B2 2. Women cannot go to B beyond 1, youth only
    // to B2.
    request.demands = {{.unit = find(units, "B"), .line = 1, .upper = 1},
                       {.unit = find(units, "A"), .line = 2, .upper = 0},
                       {.unit = find(units, "B1"), .line = 2, .upper = 0}};
    auto const answer = cascade(units, request).value();
    CHECK(answer.figures[0] == figures{12, 6, 2, 2, 2, 6, 2, 4});
    CHECK(answer.figures[1] == figures{7, 6, 2, 2, 2, 1, 1, 0});
    CHECK(answer.figures[2] == figures{4, 0, 0, 0, 0, 4, 0, 4});
    CHECK(why(units, request, answer, 0, find(units, "B1")).en ==
          "B1: 2; in proportion alone it would be 4, but the of-which parts must find room.");
    CHECK(why(units, request, answer, 2, find(units, "A")).vi ==
          "A: 0 mà không phải 1, vì giới hạn trên là 0.");
}

TEST_CASE("the column of the leaves rolls up to every figure of a cascade", "[targets]") {
    auto const units = district();
    cascade_request request;
    request.lines.push_back(
        {"quota.assigned", 10, weights(units, {none, none, 30, 20, 10, none, 24, 16})});
    auto const answer = cascade(units, request).value();
    auto const leaves = answer.as_leaf_column(0, measure_info(quota::assigned));
    CHECK(leaves[find(units, "A")].is_blank());
    auto const rolled = roll_up(leaves);
    for (std::uint32_t s = 0; s < units.size(); ++s)
        CHECK(rolled[slot(s)] == answer.at(0, slot(s)));
}

TEST_CASE("every figure of a cascade says why it is what it is", "[targets]") {
    auto const units = district();
    cascade_request request;
    request.lines.push_back(
        {"quota.assigned", 10, weights(units, {none, none, 30, 20, 10, none, 24, 16})});
    request.lines.push_back({"part", 8, weights(units, {})});
    request.demands.push_back({.unit = find(units, "A3"), .line = 0, .hold = 2});
    auto const answer = cascade(units, request).value();
    auto const text = [&](std::size_t line, char const* code) {
        return why(units, request, answer, line, find(units, code));
    };
    CHECK(text(0, "D").en == "D: 10, the figure divided.");
    CHECK(text(0, "D").vi == "D: 10, là số được đem chia.");
    CHECK(text(0, "A").en ==
          "A: 6 and not 7, because its claim to seat 7 is 120/13 (9.230…), weaker than the last "
          "seat given: A, seat 6, 120/11 (10.909…). Not 5, because its claim to seat 6 is 120/11 "
          "(10.909…), not weaker than the strongest one refused: A, seat 7, 120/13 (9.230…).");
    CHECK(text(0, "A3").vi == "A3: 2, giữ cố định.");
    // Two cells with equal weights for one seat: the first in the table has it.
    request.lines[0].weights = weights(units, {none, none, 1, 1, 0, none, 1, 1});
    request.demands.clear();
    request.lines[0].total = 6;
    request.lines[1].total = 0;
    auto const even = cascade(units, request).value();
    CHECK(even.at(0, find(units, "A1")) == 2);
    CHECK(even.at(0, find(units, "A2")) == 1);
    CHECK_THAT(why(units, request, even, 0, find(units, "A2")).en,
               test::ContainsSubstring("equal to the last seat given: A1, seat 2, 2/3"));
    CHECK_THAT(why(units, request, even, 0, find(units, "A2")).en,
               test::ContainsSubstring("2 units were equal for the last 1 seat"));
}

TEST_CASE("a figure that gave way to its part says so", "[targets]") {
    auto const units = district();
    cascade_request request;
    request.lines.push_back(
        {"quota.assigned", 10, weights(units, {none, none, 3, 2, 1, none, 2, 2})});
    request.lines.push_back({"quota.assigned.residential", 8, weights(units, {})});
    request.demands.push_back({.unit = find(units, "A"), .line = 1, .upper = 1});
    auto const answer = cascade(units, request).value();
    CHECK(why(units, request, answer, 0, find(units, "B")).en ==
          "B: 7; in proportion alone it would be 4, but the of-which parts must find room.");
}
