#include "support/catch.hpp"

#include <partyorg/hierarchy/builder.hpp>

#include <type_traits>

namespace po = partyorg;

namespace {

using po::slot;

/// A(B(C) D) E, added upside down.
po::hierarchy forest() {
    po::hierarchy_builder build({.roots = po::root_policy::forest});
    struct {
        char const *code, *parent;
    } const rows[] = {{"C", "B"}, {"A", ""}, {"B", "A"}, {"D", "A"}, {"E", ""}};
    for (auto const& r : rows)
        build.add({.code = r.code, .parent = r.parent, .kind = po::unit_kind::grassroots_cell});
    return build.finish();
}

} // namespace

TEST_CASE("the empty snapshot", "[hierarchy]") {
    po::hierarchy const none;
    CHECK(none.empty());
    CHECK(none.size() == 0);
    CHECK(none.max_depth() == 0);
    CHECK(none.id_bound() == 0);
    CHECK_FALSE(none.contains(slot(0)));
    CHECK_FALSE(none.find("A").has_value());
    CHECK_FALSE(none.find(po::unit_id(0)).has_value());
    CHECK(none.parents().empty());
}

TEST_CASE("what a snapshot tells about its units", "[hierarchy]") {
    auto const units = forest();
    CHECK(units.size() == 5);
    CHECK(units.max_depth() == 2);
    CHECK(units.contains(slot(4)));
    CHECK_FALSE(units.contains(slot(5)));
    auto const a = *units.find("A"), b = *units.find("B"), c = *units.find("C"),
               d = *units.find("D"), e = *units.find("E");
    CHECK(a == slot(0));
    CHECK(e == slot(4));
    CHECK_FALSE(units.parent(a).has_value());
    CHECK(units.parent(c) == b);
    CHECK(units.end(a) == e);
    CHECK(units.end(e) == slot(5));
    CHECK(units.depth(c) == 2);
    CHECK(units.depth(e) == 0);
    CHECK(units.subtree_size(a) == 4);
    CHECK(units.subtree_size(c) == 1);
    CHECK(units.is_leaf(c));
    CHECK_FALSE(units.is_leaf(b));
    CHECK(units.is_root(e));
    CHECK_FALSE(units.is_root(d));
    CHECK(units.is_ancestor_or_self(a, c));
    CHECK(units.is_ancestor_or_self(c, c));
    CHECK_FALSE(units.is_ancestor_or_self(c, a));
    CHECK_FALSE(units.is_ancestor_or_self(b, d));
    CHECK_FALSE(units.is_ancestor_or_self(a, e));
    CHECK_FALSE(units.find("").has_value());
    CHECK_FALSE(units.find("a").has_value());
}

TEST_CASE("identities and positions map onto each other", "[hierarchy]") {
    auto const units = forest();
    CHECK(units.id_bound() == 5);
    for (std::uint32_t s = 0; s < units.size(); ++s)
        CHECK(units.slot_of(units.id_of(slot(s))) == slot(s));
    CHECK(units.id_of(*units.find("C")) == po::unit_id(0));
    CHECK(units.id_of(*units.find("A")) == po::unit_id(1));
    CHECK_FALSE(units.find(po::unit_id(5)).has_value());
    CHECK_FALSE(units.find(po::unit_id(0xffffffffu)).has_value());
}

TEST_CASE("a snapshot may lack identities of its register", "[hierarchy]") {
    // Two units of a register whose identity 1 is not in this snapshot.
    auto data = po::detail::hierarchy_data{};
    data.parent = std::vector<std::uint32_t>{0, 0};
    data.end = std::vector<std::uint32_t>{2, 2};
    data.kind = std::vector<po::unit_kind>(2);
    data.id_of_slot = std::vector<std::uint32_t>{2, 0};
    data.slot_of_id = std::vector<std::uint32_t>{1, po::detail::no_row, 0};
    data.id_bound = 3;
    po::hierarchy const units(std::move(data));
    CHECK(units.find(po::unit_id(0)) == slot(1));
    CHECK_FALSE(units.find(po::unit_id(1)).has_value());
    CHECK(units.find(po::unit_id(2)) == slot(0));
    CHECK_FALSE(units.find(po::unit_id(3)).has_value());
    CHECK(units.id_of(slot(0)) == po::unit_id(2));
}

TEST_CASE("copies are the same snapshot", "[hierarchy]") {
    auto const units = forest();
    auto const copy = units;
    CHECK(same_snapshot(units, copy));
    CHECK(copy.code(slot(0)).data() == units.code(slot(0)).data());
    CHECK_FALSE(same_snapshot(units, forest()));
    static_assert(sizeof(po::hierarchy) == sizeof(void*));
    static_assert(std::is_nothrow_copy_constructible_v<po::hierarchy>);
}

TEST_CASE("texts live as long as any copy", "[hierarchy]") {
    std::string_view code;
    po::hierarchy kept;
    {
        auto const units = forest();
        kept = units;
        code = units.code(slot(2));
    }
    CHECK(code == "C");
}

TEST_CASE("the codes from the root down", "[hierarchy]") {
    auto const units = forest();
    CHECK(po::code_path(units, *units.find("C")) == "A / B / C");
    CHECK(po::code_path(units, *units.find("E")) == "E");
}

TEST_CASE("the arrays for hot loops agree with the questions", "[hierarchy]") {
    auto const units = forest();
    REQUIRE(units.parents().size() == units.size());
    REQUIRE(units.ends().size() == units.size());
    REQUIRE(units.kinds().size() == units.size());
    for (std::uint32_t s = 0; s < units.size(); ++s) {
        CHECK(units.parents()[s] == units.parent(slot(s)).value_or(slot(s)).value());
        CHECK(units.ends()[s] == units.end(slot(s)).value());
        CHECK(units.kinds()[s] == units.kind(slot(s)));
        CHECK(units.depths()[s] == units.depth(slot(s)));
    }
}
