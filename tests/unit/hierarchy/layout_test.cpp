#include "support/catch.hpp"

#include <partyorg/hierarchy/layout.hpp>

#include <vector>

using namespace partyorg::detail;
using rows = std::vector<std::uint32_t>;

namespace {

rows depths(layout const& l) {
    rows out;
    for (std::size_t s = 0; s < l.row_of_slot.size(); ++s) out.push_back(l.depth[s]);
    return out;
}

/// A chain of `n` rows, the last row being the root.
rows upside_down_chain(std::uint32_t n) {
    rows up(n, no_row);
    for (std::uint32_t r = 0; r + 1 < n; ++r) up[r] = r + 1;
    return up;
}

} // namespace

TEST_CASE("rows in pre-order keep their numbers", "[hierarchy]") {
    // 0(1(2) 3) 4
    auto const l = make_layout(rows{no_row, 0, 1, 0, no_row});
    CHECK(l.row_of_slot == rows{0, 1, 2, 3, 4});
    CHECK(l.slot_of_row == rows{0, 1, 2, 3, 4});
    CHECK(l.parent == rows{0, 0, 1, 0, 4});
    CHECK(l.end == rows{4, 3, 3, 4, 5});
    CHECK(depths(l) == rows{0, 1, 2, 1, 0});
    CHECK(l.depth.deepest() == 2);
    CHECK(l.depth.is_small());
}

TEST_CASE("children may come before their parents, siblings keep the order of the rows",
          "[hierarchy]") {
    // Row 3 is the root; under it 0 and 4; under 4: 1 and 2.
    auto const l = make_layout(rows{3, 4, 4, no_row, 3});
    CHECK(l.row_of_slot == rows{3, 0, 4, 1, 2});
    CHECK(l.slot_of_row == rows{1, 3, 4, 0, 2});
    CHECK(l.parent == rows{0, 0, 0, 2, 2});
    CHECK(l.end == rows{5, 2, 5, 4, 5});
    CHECK(depths(l) == rows{0, 1, 1, 2, 2});
}

TEST_CASE("no row and one row", "[hierarchy]") {
    auto const none = make_layout(rows{});
    CHECK(none.row_of_slot.empty());
    CHECK(none.depth.deepest() == 0);
    auto const one = make_layout(rows{no_row});
    CHECK(one.end == rows{1});
    CHECK(one.parent == rows{0});
    CHECK(one.depth[0] == 0);
}

TEST_CASE("rows on a cycle and below one get no position", "[hierarchy]") {
    // 1 <-> 2, 3 below 2, 4 its own parent; 0(5) is sound.
    auto const l = make_layout(rows{no_row, 2, 1, 2, 4, 0});
    CHECK(l.row_of_slot == rows{0, 5});
    CHECK(l.slot_of_row == rows{0, no_row, no_row, no_row, no_row, 1});
    CHECK(l.end == rows{2, 2});
    auto const all = make_layout(rows{1, 0});
    CHECK(all.row_of_slot.empty());
    CHECK(all.slot_of_row == rows{no_row, no_row});
}

TEST_CASE("depths take one byte up to level 255 and four beyond", "[hierarchy]") {
    auto const last_small = make_layout(upside_down_chain(256));
    CHECK(last_small.depth.is_small());
    CHECK(last_small.depth.deepest() == 255);
    CHECK(last_small.depth[255] == 255);
    auto const first_large = make_layout(upside_down_chain(257));
    CHECK_FALSE(first_large.depth.is_small());
    CHECK(first_large.depth.deepest() == 256);
    CHECK(first_large.depth[256] == 256);
    CHECK(first_large.depth[0] == 0);
    auto const width = [](auto depths) { return sizeof(depths[0]); };
    CHECK(last_small.depth.visit(width) == 1);
    CHECK(first_large.depth.visit(width) == 4);
}

TEST_CASE("a star", "[hierarchy]") {
    rows up(1000, 999);
    up[999] = no_row;
    auto const l = make_layout(up);
    CHECK(l.row_of_slot[0] == 999);
    CHECK(l.row_of_slot[1] == 0);
    CHECK(l.row_of_slot[999] == 998);
    CHECK(l.end[0] == 1000);
    CHECK(l.end[1] == 2);
    CHECK(l.depth.deepest() == 1);
}
