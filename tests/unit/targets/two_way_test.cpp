#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/measures/quota.hpp>
#include <partyorg/targets/two_way.hpp>

#include <cstdint>
#include <string>
#include <support/catch.hpp>
#include <vector>

using namespace partyorg;

namespace {

using figures = std::vector<std::int64_t>;

/// Rows A, B … and columns X, Y …
two_way_request request_of(figures const& rows, figures const& columns, figures const& weights) {
    two_way_request r{.row_totals = rows, .column_totals = columns, .weights = weights};
    for (std::size_t i = 0; i < rows.size(); ++i)
        r.rows.emplace_back(1, static_cast<char>('A' + i));
    for (std::size_t j = 0; j < columns.size(); ++j)
        r.columns.emplace_back(1, static_cast<char>('X' + j));
    return r;
}

figures divide(two_way_request const& r) {
    auto const answer = divide_two_way(r).value();
    CHECK(to_string(verify(answer, r)) == "");
    return answer.cells;
}

/// A committee D with the cells A, B, C (no target) and E (declares "-").
table targets_of_cells() {
    hierarchy_builder build;
    build.source("units.csv");
    std::uint32_t line = 2;
    build.add({.code = "D", .kind = unit_kind::grassroots_committee, .line = line});
    for (auto const* cell : {"A", "B", "C", "E"})
        build.add(
            {.code = cell, .parent = "D", .kind = unit_kind::subordinate_cell, .line = ++line});
    table cells(build.finish());
    auto const add = [&](char const* id, std::vector<std::int64_t> const& own) {
        count_column column(cells.units(), measure_info(id));
        for (std::uint32_t i = 0; i < own.size(); ++i) column[slot(i + 1)] = own[i];
        cells.add(std::move(column));
    };
    add("target", {7, 5});
    add("members", {12, 9, 4});
    add("members.women", {3, 6, 1});
    add("members.youth", {2, 1});
    return cells;
}

} // namespace

TEST_CASE("the totals of units are divided among groups of a table and what is left", "[targets]") {
    auto const table = targets_of_cells();
    auto const done =
        divide_two_way(table,
                       {.totals = "target", .groups = {{"members.women", 5}}, .rest = "members"})
            .value();
    CHECK(done.units == std::vector<slot>{slot(1), slot(2)});
    CHECK(done.asked.columns == std::vector<std::string>{"members.women", "rest"});
    CHECK(done.asked.weights == figures{3, 9, 6, 3});
    CHECK(done.asked.column_totals == figures{5, 7});
    // Without rounding it would be 1.7 of 7 and 3.3 of 5.
    CHECK(done.result.cells == figures{2, 5, 3, 2});
    CHECK(verify(done.result, done.asked).empty());
    auto const women = done.as_column(table.units(), 0);
    CHECK(women.info().id == "allocated.women");
    CHECK(women[slot(2)].value_or(0) == 3);
    CHECK(women[slot(3)].is_blank());
    CHECK(done.as_column(table.units(), 1).info().id == "allocated.rest");
    CHECK_FALSE(done.position_of(slot(3)));
}

TEST_CASE("a group without a total has what its weights add up to", "[targets]") {
    auto const table = targets_of_cells();
    // 9 women, 3 young: 12 in all, as the cells have.
    auto const done =
        divide_two_way(table, {.totals = "target",
                               .groups = {{"members.women", {}}, {"members.youth", {}}},
                               .demands = {{.code = "B", .measure = "members.youth", .hold = 0}}})
            .value();
    CHECK(done.asked.column_totals == figures{9, 3});
    CHECK(done.result.cells == figures{4, 3, 5, 0});
    CHECK(done.as_column(table.units(), 1).info().id == "allocated.youth");
}

TEST_CASE("a table of groups that makes no sense reports everything at once", "[targets]") {
    auto const table = targets_of_cells();
    CHECK(to_string(divide_two_way(table, {.totals = "goal",
                                           .groups = {{"women", {}}},
                                           .rest = "members",
                                           .demands = {{.code = "Z", .measure = "women"}}})
                        .error()) ==
          "PO1402: no column 'goal'\nPO1402: no column 'women'\nPO1403: no unit 'Z'\n");
    // More in a group than in the whole, a unit without a total, a group that is none.
    CHECK(to_string(divide_two_way(table, {.totals = "target",
                                           .groups = {{"members", 5}},
                                           .rest = "members.women",
                                           .demands = {{.code = "C", .measure = "members"},
                                                       {.code = "A", .measure = "youth"}}})
                        .error()) ==
          "units.csv:3: PO1701: unit 'A': the groups have more than the 3 in 'members.women'\n"
          "units.csv:4: PO1701: unit 'B': the groups have more than the 6 in 'members.women'\n"
          "PO1403: unit 'C' has no total in 'target'\n"
          "PO1402: 'youth' is none of the groups\n");
    CHECK(to_string(
              divide_two_way(table, {.totals = "target", .groups = {{"members", 11}}}).error()) ==
          "PO1714: the rows add up to 12, the columns to 11\n");
    CHECK(to_string(
              divide_two_way(
                  table, {.totals = "target", .groups = {{"members.women", 13}}, .rest = "members"})
                  .error()) == "PO1711: 'rest' in total: -1\n");
}

TEST_CASE("a table that is proportional already stays as it is", "[targets]") {
    CHECK(divide(request_of({6, 4}, {5, 5}, {30, 30, 20, 20})) == figures{3, 3, 2, 2});
    CHECK(divide(request_of({5, 7}, {4, 8}, {1, 4, 3, 4})) == figures{1, 4, 3, 4});
}

TEST_CASE("with one column or one row it is the plain division", "[targets]") {
    CHECK(divide(request_of({5, 3, 1}, {9}, {1, 1, 1})) == figures{5, 3, 1});
    // The row of a textbook election by Webster.
    CHECK(divide(request_of({7}, {3, 2, 2}, {53, 24, 23})) == figures{3, 2, 2});
}

TEST_CASE("multiplying a row or a column by a number changes nothing", "[targets]") {
    auto plain = request_of({7, 5, 3}, {6, 5, 4}, {40, 25, 13, 21, 30, 11, 9, 8, 17});
    auto const expected = divide(plain);
    for (auto const i : {0u, 1u, 2u}) plain.weights[i] *= 7;
    for (auto const i : {1u, 4u, 7u}) plain.weights[i] *= 11;
    CHECK(divide(plain) == expected);
}

TEST_CASE("bounds and holds of cells, and cells without weight", "[targets]") {
    auto r = request_of({4, 4}, {4, 4}, {1, 1, 1, 1});
    r.demands = {{.row = 0, .column = 0, .hold = 1}};
    CHECK(divide(r) == figures{1, 3, 3, 1});
    r.demands = {{.row = 0, .column = 0, .lower = 3}};
    CHECK(divide(r) == figures{3, 1, 1, 3});
    r.demands.clear();
    r.weights = {0, 1, 1, 1};
    CHECK(divide(r) == figures{0, 4, 4, 0});
}

TEST_CASE("margins and demands that cannot be met are named, none too many", "[targets]") {
    auto r = request_of({5, 3, 2}, {6, 4}, {1, 0, 1, 0, 0, 1});
    // Rows A and B can only go to X.
    CHECK(to_string(divide_two_way(r).error()) ==
          "PO1712: these demands cannot be met together: 'A' in total exactly 5; 'B' in total "
          "exactly 3; 'X' in total exactly 6\n");
    r = request_of({5, 5}, {6, 4}, {1, 1, 1, 1});
    r.demands = {{.row = 0, .column = 1, .upper = 3},
                 {.row = 0, .column = 0, .upper = 2},
                 {.row = 1, .column = 0, .upper = 3}};
    CHECK(to_string(divide_two_way(r).error()) ==
          "PO1712: these demands cannot be met together: 'X' in total exactly 6; 'A' 'X' at most "
          "2; 'B' 'X' at most 3\n");
    CHECK(find_two_way_conflict(request_of({1}, {1}, {1})).empty());
}

TEST_CASE("a table that makes no sense reports everything at once", "[targets]") {
    auto r = request_of({5, -3}, {4, 4}, {1, -1, 1, 1});
    r.method = apportionment_method::hill;
    r.demands = {{.row = 4, .column = 0, .upper = 3}, {.row = 0, .column = 0, .hold = -2}};
    CHECK(to_string(divide_two_way(r).error()) ==
          "PO1404: a table is divided by 'webster' or 'jefferson', not by 'hill'\n");
    r.method = apportionment_method::jefferson;
    CHECK(to_string(divide_two_way(r).error()) == "PO1711: 'B' in total: -3\n"
                                                  "PO1701: 'A' 'Y': weight -1\n"
                                                  "PO1403: a demand on a cell that does not exist\n"
                                                  "PO1711: 'A' 'X' held: -2\n");
    CHECK(to_string(divide_two_way(request_of({5, 3}, {4, 5}, {1, 1, 1, 1})).error()) ==
          "PO1714: the rows add up to 8, the columns to 9\n");
    CHECK(to_string(divide_two_way(request_of({100'001}, {100'001}, {1})).error()) ==
          "PO1708: 100001 seats are too many for one table\n");
    r = request_of({5}, {5}, {1});
    r.weights.clear();
    CHECK(divide_two_way(r).error()[0].code == defect::measure_mismatch);
}

TEST_CASE("a table that was tampered with does not verify", "[targets]") {
    auto const r = request_of({7, 5, 3}, {6, 5, 4}, {40, 25, 13, 21, 30, 11, 9, 8, 17});
    auto const honest = divide_two_way(r).value();
    auto moved = honest;
    // A closed chain keeps the margins.
    moved.cells[0] += 1, moved.cells[1] -= 1, moved.cells[4] += 1, moved.cells[3] -= 1;
    CHECK(to_string(verify(moved, r)) ==
          "PO1709: a chain of transfers makes the table more proportional\n");
    moved.cells[0] += 1;
    CHECK(verify(moved, r).errors() == 2);
}

TEST_CASE("every cell of a table says why it has its figure", "[targets]") {
    auto r = request_of({7, 5}, {5, 7}, {3, 6, 4, 2});
    auto const answer = divide_two_way(r).value();
    CHECK(answer.cells == figures{2, 5, 3, 2});
    CHECK(
        why(r, answer, 0, 0).en ==
        "A × X: 2; its weight 3 times the factors of its row and column is 2.5; what lies from 1.5 "
        "to 2.5 gives 2.");
    CHECK(
        why(r, answer, 1, 1).vi ==
        "B × Y: 2; cơ sở 2 nhân hệ số của hàng và của cột được 1,833…; từ 1,5 đến 2,5 thì được 2.");
    r.demands = {{.row = 0, .column = 0, .hold = 4}, {.row = 1, .column = 0, .upper = 1}};
    auto const bounded = divide_two_way(r).value();
    CHECK(bounded.cells == figures{4, 3, 1, 4});
    CHECK(why(r, bounded, 0, 0).vi == "A × X: 4, giữ cố định.");
    CHECK(
        why(r, bounded, 1, 0).en ==
        "B × X: 1; its weight 4 times the factors of its row and column is 6, but its upper bound "
        "is 1.");
    r = request_of({4, 4}, {4, 4}, {0, 1, 1, 1});
    r.method = apportionment_method::jefferson;
    auto const down = divide_two_way(r).value();
    CHECK(why(r, down, 0, 0).en == "A × X: 0, because its weight is 0.");
    CHECK(why(r, down, 0, 1).en == "A × Y: 4; its weight 1 times the factors of its row and column "
                                   "is 4; what lies from 4 to 5 "
                                   "gives 4.");
}
