#include "support/catch.hpp"

#include <partyorg/hierarchy/builder.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace po = partyorg;

namespace {

using po::defect;
using enum po::unit_kind;

struct row {
    char const *code, *parent = "";
};

/// Cells everywhere, so that no warning about kinds distracts.
po::hierarchy_builder rows(std::vector<row> const& table, po::build_options options = {}) {
    po::hierarchy_builder build(options);
    for (auto const& r : table)
        build.add({.code = r.code, .parent = r.parent, .kind = grassroots_cell});
    return build;
}

po::build_options const forest{.roots = po::root_policy::forest};

/// What is reported beyond the kinds, one line each.
std::string said(po::problems const& found) {
    std::string text;
    for (auto const& p : found)
        if (p.code != defect::kind_not_allowed) text += po::to_string(p) + '\n';
    return text;
}
std::string said(po::hierarchy_builder const& build) {
    return said(build.try_finish().problems());
}

std::string codes(po::hierarchy const& units) {
    std::string text;
    for (std::uint32_t s = 0; s < units.size(); ++s)
        text += std::string(s == 0 ? "" : " ") + std::string(units.code(po::slot(s)));
    return text;
}

} // namespace

TEST_CASE("rows in any order become a snapshot in pre-order", "[hierarchy]") {
    po::hierarchy_builder build;
    auto const cell = build.add(
        {.code = "C", .parent = "B", .kind = subordinate_cell, .name = "Chi bộ thôn Một"});
    auto const district =
        build.add({.code = "A", .kind = district_committee, .name = "Đảng bộ huyện"});
    auto const commune =
        build.add({.code = "B", .parent = "A", .kind = grassroots_committee, .name = "Đảng bộ xã"});
    CHECK(build.size() == 3);
    auto const units = build.finish();
    CHECK(codes(units) == "A B C");
    CHECK(cell == po::unit_id(0));
    CHECK(units.slot_of(cell) == po::slot(2));
    CHECK(units.slot_of(district) == po::slot(0));
    CHECK(units.slot_of(commune) == po::slot(1));
    CHECK(units.id_of(po::slot(0)) == district);
    CHECK(units.id_of(po::slot(2)) == cell);
    CHECK(units.name(po::slot(2)) == "Chi bộ thôn Một");
    CHECK(units.kind(po::slot(1)) == grassroots_committee);
    CHECK(build.try_finish().problems().empty());
}

TEST_CASE("every defect is reported at once, with its place", "[hierarchy]") {
    po::hierarchy_builder build;
    build.source("a.csv");
    build.add({.code = "A", .kind = district_committee, .line = 2, .column = 1});
    build.add({.code = "B", .parent = "A", .name = "không loại", .line = 3, .column = 1});
    build.add({.code = "B", .parent = "A", .kind = grassroots_cell, .line = 4, .column = 1});
    build.add({.code = "D", .parent = "X", .kind = grassroots_cell, .line = 5, .column = 1});
    build.source("b.csv");
    build.add({.parent = "A", .kind = grassroots_cell, .name = "không mã", .line = 2});
    build.add({.code = "E", .kind = grassroots_cell, .line = 3});
    build.add({.code = "F", .parent = "G", .kind = grassroots_cell, .line = 4});
    build.add({.code = "G", .parent = "F", .kind = grassroots_cell, .line = 5});
    build.add({.code = "H", .parent = "H", .kind = grassroots_cell, .line = 6});
    auto const bad = build.try_finish();
    CHECK_FALSE(bad.has_value());
    CHECK(po::to_string(bad.problems()) ==
          "a.csv:3:1: PO1005: unit 'B' has no kind\n"
          "b.csv:2: PO1007: unit 'không mã' has no code\n"
          "a.csv:4:1: PO1001: code 'B' is used before (a.csv:3:1)\n"
          "a.csv:5:1: PO1002: unit 'D': no unit has the code 'X' of its parent\n"
          "b.csv:3: PO1004: unit 'E' has no parent, like 'A' (a.csv:2:1)\n"
          "b.csv:4: PO1003: 'F' under 'G' under 'F' again\n"
          "b.csv:6: PO1003: 'H' under 'H' again\n");
    CHECK(bad.problems().errors() == 7);
    CHECK_THROWS_AS(build.finish(), po::invalid_input);
    try {
        (void)build.finish();
    } catch (po::invalid_input const& e) {
        CHECK(e.code() == defect::missing_kind);
        CHECK(e.problems().list() == bad.problems().list());
    }
}

TEST_CASE("a row without code and without kind lacks both", "[hierarchy]") {
    po::hierarchy_builder build;
    build.add({.code = "A", .kind = district_committee});
    build.add({.parent = "A", .name = "không tên mã", .line = 3});
    CHECK(said(build) == "3: PO1007: unit 'không tên mã' has no code\n"
                         "3: PO1005: unit 'không tên mã' has no kind\n");
}

TEST_CASE("a kind that the library does not know is a defect", "[hierarchy]") {
    po::hierarchy_builder build;
    build.add({.code = "A", .kind = static_cast<po::unit_kind>(9)});
    build.add({.code = "B", .parent = "A", .kind = static_cast<po::unit_kind>(200)});
    build.add({.code = "C", .parent = "A", .kind = static_cast<po::unit_kind>(255)});
    CHECK(said(build) == "PO1010: unit 'A' has a kind with the unknown number 9\n"
                         "PO1010: unit 'B' has a kind with the unknown number 200\n"
                         "PO1005: unit 'C' has no kind\n");
}

TEST_CASE("without places, rows are named by their number", "[hierarchy]") {
    CHECK(said(rows({{"A"}, {"B", "A"}, {"B", "A"}, {"C"}})) ==
          "PO1001: code 'B' is used before (row 2)\n"
          "PO1004: unit 'C' has no parent, like 'A' (row 1)\n");
}

TEST_CASE("a code that occurs three times is reported twice", "[hierarchy]") {
    CHECK(said(rows({{"A"}, {"B", "A"}, {"B", "A"}, {"B", "A"}})) ==
          "PO1001: code 'B' is used before (row 2)\n"
          "PO1001: code 'B' is used before (row 2)\n");
}

TEST_CASE("no unit at all", "[hierarchy]") {
    po::hierarchy_builder build;
    CHECK(said(build) == "PO1008: there is no unit\n");
    build.source("empty.csv");
    CHECK(said(build) == "empty.csv: PO1008: there is no unit\n");
    CHECK(said(po::hierarchy_builder(forest)) == "PO1008: there is no unit\n");
}

TEST_CASE("orphans are a defect unless told otherwise", "[hierarchy]") {
    std::vector<row> const table = {{"A"}, {"B", "X"}, {"C", "B"}};
    CHECK(said(rows(table)) == "PO1002: unit 'B': no unit has the code 'X' of its parent\n");
    CHECK_FALSE(rows(table).try_finish().has_value());
    // An orphan is no second root: it is reported once.
    CHECK(said(rows({{"B", "X"}})) == "PO1002: unit 'B': no unit has the code 'X' of its parent\n");
}

TEST_CASE("orphans can become roots, with a warning", "[hierarchy]") {
    std::vector<row> const table = {{"A"}, {"B", "X"}, {"C", "B"}};
    auto const made =
        rows(table, {.orphans = po::orphan_policy::as_root, .roots = po::root_policy::forest})
            .try_finish();
    REQUIRE(made.has_value());
    CHECK(said(made.problems()) ==
          "PO1002: warning: unit 'B': no unit has the code 'X' of its parent; made a root\n");
    CHECK(codes(*made) == "A B C");
    CHECK(made->is_root(po::slot(1)));
    // Where one root is wanted, it is one too many.
    CHECK(said(rows(table, {.orphans = po::orphan_policy::as_root})) ==
          "PO1002: warning: unit 'B': no unit has the code 'X' of its parent; made a root\n"
          "PO1004: unit 'B' has no parent, like 'A' (row 1)\n");
}

TEST_CASE("orphans can be put under the root, with a warning", "[hierarchy]") {
    po::build_options const options{.orphans = po::orphan_policy::under_root};
    auto const made = rows({{"B", "X"}, {"A"}, {"C", "B"}}, options).try_finish();
    REQUIRE(made.has_value());
    CHECK(said(made.problems()) == "PO1002: warning: unit 'B': no unit has the code 'X' of its "
                                   "parent; put under the root\n");
    CHECK(codes(*made) == "A B C");
    CHECK(made->parent(po::slot(1)) == po::slot(0));
    // Without any root there is nothing to put it under.
    CHECK(said(rows({{"B", "X"}, {"C", "B"}}, options)) ==
          "PO1002: unit 'B': no unit has the code 'X' of its parent\n");
}

TEST_CASE("several roots are a defect unless a forest is wanted", "[hierarchy]") {
    std::vector<row> const table = {{"A"}, {"B"}, {"C", "B"}, {"D"}};
    CHECK(said(rows(table)) == "PO1004: unit 'B' has no parent, like 'A' (row 1)\n"
                               "PO1004: unit 'D' has no parent, like 'A' (row 1)\n");
    auto const made = rows(table, forest).finish();
    CHECK(codes(made) == "A B C D");
    CHECK(made.is_root(po::slot(3)));
}

TEST_CASE("a cycle names its members, not what hangs below it", "[hierarchy]") {
    // B under C under D under B; E and F hang below the circle; A is sound.
    CHECK(said(rows({{"A"}, {"E", "B"}, {"F", "E"}, {"B", "C"}, {"C", "D"}, {"D", "B"}})) ==
          "PO1003: 'B' under 'C' under 'D' under 'B' again\n");
}

TEST_CASE("two separate cycles are reported apart, each once", "[hierarchy]") {
    CHECK(said(rows({{"A"},
                     {"B", "C"},
                     {"C", "B"},
                     {"D", "E"},
                     {"E", "D"},
                     {"F", "B"},
                     {"G", "C"},
                     {"H", "E"}})) == "PO1003: 'B' under 'C' under 'B' again\n"
                                      "PO1003: 'D' under 'E' under 'D' again\n");
}

TEST_CASE("a unit above itself, with nothing else", "[hierarchy]") {
    CHECK(said(rows({{"A", "A"}})) == "PO1003: 'A' under 'A' again\n");
    CHECK(said(rows({{"A", "A"}}, forest)) == "PO1003: 'A' under 'A' again\n");
    CHECK(said(rows({{"A", "B"}, {"B", "A"}})) == "PO1003: 'A' under 'B' under 'A' again\n");
}

TEST_CASE("a cycle of a million units gives a short message", "[hierarchy]") {
    constexpr int n = 1'000'000;
    po::hierarchy_builder build;
    for (int i = 0; i < n; ++i)
        build.add({.code = std::to_string(i),
                   .parent = std::to_string((i + 1) % n),
                   .kind = grassroots_cell});
    auto const bad = build.try_finish();
    REQUIRE(bad.problems().size() == 1);
    auto const& message = bad.problems()[0].message;
    CHECK(message.size() < 1000);
    CHECK_THAT(message, test::StartsWith("'0' under '1' under '2' under"));
    CHECK_THAT(message, test::EndsWith("under '49' under … (1000000 units) under '0' again"));
}

TEST_CASE("a cycle of fifty members is named whole", "[hierarchy]") {
    auto const message = [](int n) {
        po::hierarchy_builder build;
        for (int i = 0; i < n; ++i)
            build.add({.code = std::to_string(i),
                       .parent = std::to_string((i + 1) % n),
                       .kind = grassroots_cell});
        return build.try_finish().problems()[0].message;
    };
    CHECK_THAT(message(50), test::EndsWith("under '48' under '49' under '0' again"));
    CHECK_THAT(message(51), test::EndsWith("under '49' under … (51 units) under '0' again"));
}

TEST_CASE("a kind that usually does not stand there is a warning", "[hierarchy]") {
    po::hierarchy_builder build;
    build.add({.code = "A", .kind = grassroots_committee, .line = 2});
    build.add({.code = "B", .parent = "A", .kind = subordinate_cell, .line = 3});
    build.add({.code = "C", .parent = "A", .kind = grassroots_cell, .line = 4});
    auto const made = build.try_finish();
    REQUIRE(made.has_value());
    CHECK(po::to_string(made.problems()) ==
          "4: PO1006: warning: unit 'C': a grassroots cell under a grassroots committee (A)\n");
    CHECK(codes(build.finish()) == "A B C");
}

TEST_CASE("a chain of a million levels is built and dropped without recursion", "[hierarchy]") {
    constexpr std::uint32_t n = 1'000'000;
    po::hierarchy_builder build;
    // Deepest unit first, so that nothing is in order.
    for (std::uint32_t i = 0; i < n; ++i)
        build.add({.code = std::to_string(i),
                   .parent = i + 1 < n ? std::to_string(i + 1) : "",
                   .kind = grassroots_cell});
    auto const units = build.finish();
    CHECK(units.max_depth() == n - 1);
    CHECK(units.depth(po::slot(n - 1)) == n - 1);
    CHECK(units.code(po::slot(0)) == "999999");
    CHECK(units.slot_of(po::unit_id(0)) == po::slot(n - 1));
    CHECK(units.subtree_size(po::slot(0)) == n);
    CHECK(units.is_ancestor_or_self(po::slot(0), po::slot(n - 1)));
}

TEST_CASE("a builder goes on after finishing", "[hierarchy]") {
    auto build = rows({{"A"}, {"B", "A"}});
    auto const before = build.finish();
    auto const added = build.add({.code = "C", .parent = "B", .kind = grassroots_cell});
    auto const late = build.add({.code = "D", .parent = "A", .kind = grassroots_cell});
    auto const after = build.finish();
    CHECK(codes(before) == "A B");
    CHECK(codes(after) == "A B C D");
    CHECK(after.slot_of(added) == po::slot(2));
    CHECK(after.slot_of(late) == po::slot(3));
    CHECK_FALSE(before.find(added).has_value());
    CHECK_FALSE(same_snapshot(before, after));
    CHECK_FALSE(same_snapshot(build.finish(), build.finish()));
    // A defect added later does not harm what was made.
    build.add({.code = "D", .kind = grassroots_cell});
    CHECK_FALSE(build.try_finish().has_value());
    CHECK(codes(after) == "A B C D");
}

TEST_CASE("rows remember file and line", "[hierarchy]") {
    po::hierarchy_builder build;
    build.source("one.csv");
    build.add({.code = "B", .parent = "A", .kind = grassroots_cell, .line = 5, .column = 3});
    build.source("two.csv");
    build.add({.code = "A", .kind = district_committee, .line = 9});
    auto const units = build.finish();
    CHECK(units.origin(*units.find("A")) == po::place{"two.csv", 9, 0});
    CHECK(units.origin(*units.find("B")) == po::place{"one.csv", 5, 0});
}

TEST_CASE("rows that came before any file do not belong to it", "[hierarchy]") {
    po::hierarchy_builder build;
    build.add({.code = "A", .kind = district_committee, .line = 1});
    build.source("later.csv");
    build.add({.code = "B", .parent = "A", .kind = grassroots_cell, .line = 2});
    build.add({.code = "B", .parent = "A", .kind = grassroots_cell, .line = 3});
    CHECK(said(build) == "later.csv:3: PO1001: code 'B' is used before (later.csv:2)\n");
    po::hierarchy_builder sound;
    sound.add({.code = "A", .kind = district_committee, .line = 1});
    sound.source("later.csv");
    sound.add({.code = "B", .parent = "A", .kind = grassroots_cell, .line = 2});
    auto const units = sound.finish();
    CHECK(units.origin(*units.find("A")) == po::place{"", 1, 0});
    CHECK(units.origin(*units.find("B")) == po::place{"later.csv", 2, 0});
}

TEST_CASE("without lines no place is known", "[hierarchy]") {
    auto const units = rows({{"A"}}).finish();
    CHECK(units.origin(po::slot(0)) == po::place{});
}

TEST_CASE("the number of kept problems can be limited", "[hierarchy]") {
    std::vector<row> table(100, row{"A"});
    auto const bad = rows(table, {.roots = po::root_policy::forest, .problem_limit = 10});
    auto const found = bad.try_finish().problems();
    CHECK(found.size() == 10);
    CHECK(found.errors() == 99);
    CHECK(found.dropped() == 89);
}

TEST_CASE("codes are compared by bytes, with NUL bytes and in any script", "[hierarchy]") {
    using namespace std::string_view_literals;
    po::hierarchy_builder build;
    build.add({.code = "A\0B"sv, .kind = district_committee});
    build.add({.code = "A"sv, .parent = "A\0B"sv, .kind = grassroots_cell});
    build.add({.code = "Đ"sv, .parent = "A\0B"sv, .kind = grassroots_cell});
    build.add({.code = "đ"sv, .parent = "A\0B"sv, .kind = grassroots_cell});
    auto const units = build.finish();
    CHECK(units.size() == 4);
    CHECK(units.find("A\0B"sv) == po::slot(0));
    CHECK(units.find("đ") == po::slot(3));
    CHECK_FALSE(units.find("A\0"sv).has_value());
}

TEST_CASE("borrowed texts give the same snapshot", "[hierarchy]") {
    std::string const file = "a-district-with-a-long-code;Đảng bộ huyện;cell;Chi bộ";
    std::vector<std::string_view> fields;
    for (std::string_view left = file; !left.empty();) {
        auto const end = std::min(left.find(';'), left.size());
        fields.push_back(left.substr(0, end));
        left.remove_prefix(std::min(end + 1, left.size()));
    }
    po::hierarchy_builder build;
    build.add_borrowed(
        {.code = fields[2], .parent = fields[0], .kind = grassroots_cell, .name = fields[3]});
    build.add_borrowed({.code = fields[0], .kind = district_committee, .name = fields[1]});
    auto const units = build.finish();
    CHECK(codes(units) == "a-district-with-a-long-code cell");
    CHECK(units.name(po::slot(0)) == "Đảng bộ huyện");
    CHECK(units.name(po::slot(1)) == "Chi bộ");
    CHECK(units.find("a-district-with-a-long-code") == po::slot(0));
}

TEST_CASE("a moved builder keeps its rows", "[hierarchy]") {
    auto first = rows({{"A"}, {"a code longer than twelve bytes", "A"}});
    auto second = std::move(first);
    second.add({.code = "C", .parent = "a code longer than twelve bytes", .kind = grassroots_cell});
    CHECK(codes(second.finish()) == "A a code longer than twelve bytes C");
}

TEST_CASE("the texts of a row need to live for one call only", "[hierarchy]") {
    po::hierarchy_builder build;
    build.reserve(2);
    {
        std::string code = "root", name = "Đảng bộ";
        build.add({.code = code, .kind = district_committee, .name = name});
        code.assign(4, 'x');
        name.clear();
    }
    auto const units = build.finish();
    CHECK(units.code(po::slot(0)) == "root");
    CHECK(units.name(po::slot(0)) == "Đảng bộ");
}
