#include "support/catch.hpp"

#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/interop/organisation_graph.hpp>

#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/graph_concepts.hpp>

#include <string>
#include <vector>

namespace po = partyorg;

BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<po::organisation_graph>));
BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<po::organisation_graph>));
BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<po::organisation_graph>));
BOOST_CONCEPT_ASSERT((boost::AdjacencyGraphConcept<po::organisation_graph>));

namespace {

struct sample {
    po::hierarchy units;
    po::relations links;
    po::unit_id district, town, cell;
    po::body_id board, front;

    sample() {
        po::hierarchy_builder build;
        cell = build.add({.code = "c", .parent = "t", .kind = po::unit_kind::subordinate_cell});
        district = build.add({.code = "d", .kind = po::unit_kind::district_committee});
        town = build.add({.code = "t", .parent = "d", .kind = po::unit_kind::grassroots_committee});
        units = build.finish();
        board = links.attach({po::body_kind::organisation_board, district, "Ban Tổ chức", {}});
        front = links.attach({po::body_kind::fatherland_front, district, "Mặt trận", {}});
        links.link(po::relation_kind::advises, board, district);
        links.link(po::relation_kind::coordinates, board, town);
        links.link(po::relation_kind::coordinates, front, town);
        links.link(po::relation_kind::reports_to, town, district);
        links.link(po::relation_kind::covers, cell, po::unit_id(99)); // not in the snapshot
    }
};

template <class Graph>
std::vector<bool> reached(Graph const& g, std::uint32_t from) {
    std::vector<bool> seen(num_vertices(g));
    std::vector<boost::default_color_type> colour(num_vertices(g));
    auto const map = boost::make_iterator_property_map(
        colour.begin(), boost::typed_identity_property_map<std::uint32_t>());
    boost::breadth_first_search(g, from, boost::color_map(map));
    for (std::size_t v = 0; v < seen.size(); ++v) seen[v] = colour[v] == boost::black_color;
    return seen;
}

} // namespace

TEST_CASE("tree, bodies and relations are one multigraph", "[interop]") {
    sample const s;
    po::organisation_graph const g(s.units, s.links);
    CHECK(num_vertices(g) == 5);
    CHECK(num_edges(g) == 2 + 2 + 4);
    auto const d = g.vertex(po::node(s.district)).value(), t = g.vertex(po::node(s.town)).value();
    CHECK(g.unit(t) == s.units.slot_of(s.town));
    CHECK_FALSE(g.body(t));
    CHECK(g.body(g.vertex(s.board)) == s.board);
    CHECK_FALSE(g.unit(g.vertex(s.board)));
    CHECK(out_degree(d, g) == 3); // the town and two bodies
    CHECK(out_degree(t, g) == 2); // its cell, and it reports to the district
    CHECK_FALSE(g.vertex(po::node(po::unit_id(99))));
    auto const [first, last] = adjacent_vertices(g.vertex(s.board), g);
    CHECK(std::vector(first, last) == std::vector{d, t});
}

TEST_CASE("parallel edges stay apart", "[interop]") {
    sample s;
    s.links.link(po::relation_kind::covers, s.district, s.town);
    po::organisation_graph const g(s.units, s.links);
    std::vector<po::link_type> types;
    auto const [first, last] = out_edges(s.units.slot_of(s.district).value(), g);
    for (auto e = first; e != last; ++e)
        if (e->to == s.units.slot_of(s.town).value()) types.push_back(e->type);
    CHECK(types == std::vector{po::link_type::superior, po::link_type::covers});
}

TEST_CASE("the graph can be filtered by relation type", "[interop]") {
    sample const s;
    po::organisation_graph const g(s.units, s.links);
    auto const d = s.units.slot_of(s.district).value();
    auto const tree = po::only(g, {po::link_type::superior});
    CHECK(reached(tree, d) == std::vector{true, true, true, false, false});
    auto const bodies = po::only(g, {po::link_type::attached});
    CHECK(reached(bodies, d) == std::vector{true, false, false, true, true});
    CHECK(reached(g, g.vertex(s.front)) == std::vector{true, true, true, true, true});
    auto const none = po::only(g, po::link_filter());
    CHECK(out_degree(d, none) == 0);
}
