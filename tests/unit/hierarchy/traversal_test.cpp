#include "support/catch.hpp"

#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/hierarchy/traversal.hpp>

#include <algorithm>
#include <ranges>
#include <string>
#include <vector>

namespace po = partyorg;

namespace {

using po::slot;

using children_range = decltype(po::children(po::hierarchy(), slot()));
using ancestors_range = decltype(po::ancestors(po::hierarchy(), slot()));
using subtree_range = decltype(po::subtree(po::hierarchy(), slot()));
using post_order_range = decltype(po::post_order(po::hierarchy(), slot()));
using roots_range = decltype(po::roots(po::hierarchy()));

template <class Range>
inline constexpr bool light =
    std::ranges::forward_range<Range> && std::ranges::view<Range> &&
    std::ranges::common_range<Range> && std::same_as<std::ranges::range_value_t<Range>, slot>;
static_assert(light<children_range> && light<ancestors_range> && light<subtree_range> &&
              light<post_order_range> && light<roots_range> && light<po::leaf_range>);

/// A(B(C D(E)) F) G H(I), with a root in the middle.
po::hierarchy forest() {
    po::hierarchy_builder build({.roots = po::root_policy::forest});
    struct {
        char const *code, *parent;
    } const rows[] = {{"A", ""},  {"B", "A"}, {"C", "B"}, {"D", "B"}, {"E", "D"},
                      {"F", "A"}, {"G", ""},  {"H", ""},  {"I", "H"}};
    for (auto const& r : rows)
        build.add({.code = r.code, .parent = r.parent, .kind = po::unit_kind::grassroots_cell});
    return build.finish();
}

template <class Range>
std::string codes(po::hierarchy const& units, Range&& range) {
    std::string text;
    for (auto const s : range) text += units.code(s);
    return text;
}

struct tree {
    po::hierarchy units = forest();
    slot operator()(std::string_view code) const { return units.find(code).value(); }
};

} // namespace

TEST_CASE("children in order", "[hierarchy]") {
    tree const at;
    auto const& units = at.units;
    CHECK(codes(units, po::children(units, at("A"))) == "BF");
    CHECK(codes(units, po::children(units, at("B"))) == "CD");
    CHECK(codes(units, po::children(units, at("H"))) == "I");
    CHECK(codes(units, po::children(units, at("G"))).empty());
    CHECK(po::children(units, at("I")).empty());
    CHECK_FALSE(po::children(units, at("A")).empty());
}

TEST_CASE("ancestors, nearest first", "[hierarchy]") {
    tree const at;
    auto const& units = at.units;
    CHECK(codes(units, po::ancestors(units, at("E"))) == "DBA");
    CHECK(codes(units, po::ancestors(units, at("F"))) == "A");
    CHECK(codes(units, po::ancestors(units, at("A"))).empty());
    CHECK(po::ancestors(units, at("G")).empty());
}

TEST_CASE("subtrees and pre-order", "[hierarchy]") {
    tree const at;
    auto const& units = at.units;
    CHECK(codes(units, po::subtree(units, at("A"))) == "ABCDEF");
    CHECK(codes(units, po::subtree(units, at("D"))) == "DE");
    CHECK(codes(units, po::subtree(units, at("G"))) == "G");
    CHECK(codes(units, po::pre_order(units)) == "ABCDEFGHI");
    CHECK(codes(units, po::pre_order(po::hierarchy())).empty());
}

TEST_CASE("post-order ends with the unit itself", "[hierarchy]") {
    tree const at;
    auto const& units = at.units;
    CHECK(codes(units, po::post_order(units, at("A"))) == "CEDBFA");
    CHECK(codes(units, po::post_order(units, at("B"))) == "CEDB"); // a sibling follows
    CHECK(codes(units, po::post_order(units, at("D"))) == "ED");   // the last child
    CHECK(codes(units, po::post_order(units, at("C"))) == "C");
    CHECK(codes(units, po::post_order(units, at("G"))) == "G");
    CHECK(codes(units, po::post_order(units, at("H"))) == "IH");
    CHECK(codes(units, po::post_order(units)) == "CEDBFAGIH");
    CHECK(po::post_order(po::hierarchy()).empty());
}

TEST_CASE("leaves", "[hierarchy]") {
    tree const at;
    auto const& units = at.units;
    CHECK(codes(units, po::leaves(units, at("A"))) == "CEF");
    CHECK(codes(units, po::leaves(units, at("D"))) == "E");
    CHECK(codes(units, po::leaves(units, at("G"))) == "G");
    CHECK(codes(units, po::leaf_range(units, 0, units.size())) == "CEFGI");
    CHECK(codes(units, po::leaf_range()).empty());
}

TEST_CASE("roots in the middle and at the end", "[hierarchy]") {
    tree const at;
    CHECK(codes(at.units, po::roots(at.units)) == "AGH");
    CHECK(codes(po::hierarchy(), po::roots(po::hierarchy())).empty());
}

TEST_CASE("lowest common ancestor", "[hierarchy]") {
    tree const at;
    auto const lca = [&](char const* a, char const* b) {
        auto const s = po::lowest_common_ancestor(at.units, at(a), at(b));
        return s ? std::string(at.units.code(*s)) : "none";
    };
    CHECK(lca("C", "E") == "B");
    CHECK(lca("E", "C") == "B");
    CHECK(lca("E", "F") == "A");
    CHECK(lca("E", "E") == "E");
    CHECK(lca("B", "E") == "B");
    CHECK(lca("E", "B") == "B");
    CHECK(lca("A", "G") == "none");
    CHECK(lca("I", "C") == "none");
}

TEST_CASE("the path goes up and down again", "[hierarchy]") {
    tree const at;
    auto const path = [&](char const* a, char const* b) {
        return codes(at.units, po::path(at.units, at(a), at(b)));
    };
    CHECK(path("C", "E") == "CBDE");
    CHECK(path("E", "C") == "EDBC");
    CHECK(path("E", "F") == "EDBAF");
    CHECK(path("F", "E") == "FABDE");
    CHECK(path("A", "E") == "ABDE");
    CHECK(path("E", "A") == "EDBA");
    CHECK(path("G", "G") == "G");
    CHECK(path("A", "G").empty());
}

TEST_CASE("ranges work with the standard library", "[hierarchy]") {
    tree const at;
    auto const& units = at.units;
    CHECK(std::ranges::distance(po::children(units, at("A"))) == 2);
    auto const below = po::subtree(units, at("A"));
    CHECK(std::ranges::find(below, at("E")) != below.end());
    CHECK(std::ranges::find(below, at("G")) == below.end());
    CHECK(std::ranges::count_if(below, [&](slot s) { return units.is_leaf(s); }) == 3);
    CHECK(codes(units, po::ancestors(units, at("E")) | std::views::take(2)) == "DB");
    CHECK(codes(units, below | std::views::drop(2) | std::views::filter([&](slot s) {
                           return units.depth(s) == 2;
                       })) == "CD");
    auto const leaves = po::leaves(units, at("A"));
    std::vector<slot> const copied(leaves.begin(), leaves.end());
    CHECK(codes(units, copied) == "CEF");
}

TEST_CASE("a range can be walked twice, and its iterators count both ways of stepping",
          "[hierarchy]") {
    tree const at;
    auto const below = po::post_order(at.units, at("B"));
    CHECK(codes(at.units, below) == codes(at.units, below));
    auto it = below.begin();
    auto const before = it++;
    CHECK(*before == at("C"));
    CHECK(*it == at("E"));
    auto const leaves = po::leaves(at.units, at("A"));
    auto leaf = leaves.begin();
    CHECK(*leaf++ == at("C"));
    CHECK(*leaf == at("E"));
}

TEST_CASE("a range outlives the variable it was made from", "[hierarchy]") {
    auto const made = [] {
        auto const units = forest();
        return po::post_order(units, slot(0));
    }();
    std::uint32_t count = 0, last = 99;
    for (auto const s : made) {
        ++count;
        last = s.value();
    }
    CHECK(count == 6);
    CHECK(last == 0);
}

TEST_CASE("a chain of a million levels is walked without recursion", "[hierarchy]") {
    constexpr std::uint32_t n = 1'000'000;
    po::hierarchy_builder build;
    for (std::uint32_t i = 0; i < n; ++i)
        build.add({.code = std::to_string(i),
                   .parent = i == 0 ? "" : std::to_string(i - 1),
                   .kind = po::unit_kind::grassroots_cell});
    auto const units = build.finish();
    slot const top(0), bottom(n - 1);
    CHECK(std::ranges::distance(po::ancestors(units, bottom)) == n - 1);
    CHECK(std::ranges::distance(po::subtree(units, top)) == n);
    CHECK(std::ranges::distance(po::leaves(units, top)) == 1);
    std::uint32_t expected = n;
    bool in_order = true;
    for (auto const s : po::post_order(units, top)) in_order = in_order && s.value() == --expected;
    CHECK(in_order);
    CHECK(expected == 0);
    CHECK(po::lowest_common_ancestor(units, bottom, top) == top);
    CHECK(po::path(units, bottom, top).size() == n);
}
