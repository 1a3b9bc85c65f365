#include "support/catch.hpp"
#include "support/small_district.hpp"

#include <partyorg/io/dot.hpp>

#include <string>

namespace po = partyorg;

namespace {

std::size_t times(std::string const& text, std::string const& part) {
    std::size_t n = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
    return n;
}

} // namespace

TEST_CASE("a drawing has a box per unit, an ellipse per body, dashed relations", "[io]") {
    test::small_district const d;
    po::organisation whole(d.units);
    whole.figures.add(d.own);
    auto const board =
        whole.relations.attach({po::body_kind::organisation_board, d.r, "Ban \"Tổ chức\"", {}});
    whole.relations.link(po::relation_kind::advises, board, d.a);
    auto const plain = po::io::write_dot(whole);
    CHECK(plain.starts_with("digraph"));
    CHECK(plain.ends_with("}\n"));
    CHECK(times(plain, "Thôn 1") == 1);
    CHECK(times(plain, "shape=ellipse") == 1);
    CHECK(times(plain, "style=dashed") >= 1);
    CHECK(times(plain, "->") == 4 + 1 + 1); // the tree, the body, the relation
    CHECK(times(plain, "Ban \\\"Tổ chức\\\"") == 1);
    CHECK(po::io::write_dot(whole) == plain);
    auto const with_figures = po::io::write_dot(whole, "quota.assigned");
    CHECK(with_figures != plain);
    CHECK(times(with_figures, "->") == 6);
}
