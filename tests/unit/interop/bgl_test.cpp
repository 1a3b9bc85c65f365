#include "support/catch.hpp"

#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/hierarchy/traversal.hpp>
#include <partyorg/interop/bgl.hpp>
#include <partyorg/interop/property_map.hpp>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/copy.hpp>
#include <boost/graph/depth_first_search.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/filtered_graph.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <boost/graph/graphviz.hpp>
#include <boost/graph/reverse_graph.hpp>
#include <boost/graph/topological_sort.hpp>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

namespace po = partyorg;

BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<po::hierarchy>));
BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<po::hierarchy>));
BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<po::hierarchy>));
BOOST_CONCEPT_ASSERT((boost::BidirectionalGraphConcept<po::hierarchy>));
BOOST_CONCEPT_ASSERT((boost::AdjacencyGraphConcept<po::hierarchy>));

namespace {

using po::slot;
using slots = std::vector<slot>;

/// A forest with roots in the middle and at the end: A(B(C) D) E F(G H(I)) J.
po::hierarchy forest() {
    po::hierarchy_builder build({.roots = po::root_policy::forest});
    struct {
        char const *code, *parent;
    } const rows[] = {{"A", ""}, {"B", "A"}, {"C", "B"}, {"D", "A"}, {"E", ""},
                      {"F", ""}, {"G", "F"}, {"H", "F"}, {"I", "H"}, {"J", ""}};
    for (auto const& r : rows)
        build.add({.code = r.code,
                   .parent = r.parent,
                   .kind = po::unit_kind::grassroots_cell,
                   .name = "đơn vị"});
    return build.finish();
}

template <class Iterators>
auto listed(Iterators both) {
    return std::vector(both.first, both.second);
}

std::string codes(po::hierarchy const& units, slots const& order) {
    std::string text;
    for (auto const s : order) text += units.code(s);
    return text;
}

struct finish_order : boost::default_dfs_visitor {
    slots* order;
    explicit finish_order(slots& out) : order(&out) {}
    void finish_vertex(slot s, po::hierarchy const&) const { order->push_back(s); }
};

struct not_h {
    po::hierarchy const* units = nullptr;
    bool operator()(slot s) const { return units->code(s) != "H"; }
    bool operator()(po::tree_edge) const { return true; }
};

} // namespace

TEST_CASE("vertices and edges of a forest, roots in the middle and at the end", "[interop]") {
    auto const units = forest();
    CHECK(codes(units, listed(vertices(units))) == "ABCDEFGHIJ");
    CHECK(num_vertices(units) == 10);
    std::string ends;
    for (auto const e : listed(edges(units)))
        ends +=
            std::string(units.code(source(e, units))) + std::string(units.code(target(e, units)));
    CHECK(ends == "ABBCADFGFHHI");
    CHECK(num_edges(units) == 6);
    CHECK(listed(edges(po::hierarchy())).empty());
}

TEST_CASE("edges at a unit", "[interop]") {
    auto const units = forest();
    auto const f = *units.find("F"), h = *units.find("H");
    CHECK(codes(units, listed(adjacent_vertices(f, units))) == "GH");
    CHECK(listed(out_edges(f, units)).size() == 2);
    CHECK(out_degree(f, units) == 2);
    CHECK(in_degree(f, units) == 0);
    CHECK(listed(in_edges(f, units)).empty());
    REQUIRE(listed(in_edges(h, units)).size() == 1);
    CHECK(source(*in_edges(h, units).first, units) == f);
    CHECK(degree(h, units) == 2);
    CHECK(edge(f, h, units).second);
    CHECK_FALSE(edge(h, f, units).second);
    CHECK_FALSE(edge(*units.find("A"), *units.find("C"), units).second);
}

TEST_CASE("depth-first search finishes children before parents", "[interop]") {
    auto const units = forest();
    slots order;
    boost::depth_first_search(units, boost::visitor(finish_order(order)));
    CHECK(order == po::post_order(units));
}

TEST_CASE("topological sort", "[interop]") {
    auto const units = forest();
    slots order;
    boost::topological_sort(units, std::back_inserter(order));
    REQUIRE(order.size() == units.size());
    for (auto const e : listed(edges(units))) {
        auto const below = std::find(order.begin(), order.end(), target(e, units));
        CHECK(below < std::find(order.begin(), order.end(), source(e, units)));
    }
}

TEST_CASE("breadth-first search goes down level by level", "[interop]") {
    auto const units = forest();
    std::vector<int> distance(units.size(), -1);
    auto const map =
        boost::make_iterator_property_map(distance.begin(), get(boost::vertex_index, units));
    put(map, *units.find("F"), 0);
    boost::breadth_first_search(units, *units.find("F"),
                                boost::visitor(boost::make_bfs_visitor(
                                    boost::record_distances(map, boost::on_tree_edge{}))));
    CHECK(distance == std::vector{-1, -1, -1, -1, -1, 0, 1, 1, 2, -1});
}

TEST_CASE("shortest ways with a weight of one are depths", "[interop]") {
    auto const units = forest();
    for (auto const root : po::roots(units)) {
        std::vector<std::uint32_t> distance(units.size());
        boost::dijkstra_shortest_paths(
            units, root,
            boost::distance_map(boost::make_iterator_property_map(distance.begin(),
                                                                  get(boost::vertex_index, units)))
                .weight_map(boost::make_static_property_map<po::tree_edge>(std::uint32_t{1})));
        for (auto const s : po::subtree(units, root))
            CHECK(distance[s.value()] == get(po::depth_map(units), s));
    }
}

TEST_CASE("the reverse graph leads up", "[interop]") {
    auto const units = forest();
    auto const up = boost::make_reverse_graph(units);
    auto const i = *units.find("I");
    std::vector<int> distance(units.size(), 0);
    auto const map =
        boost::make_iterator_property_map(distance.begin(), get(boost::vertex_index, units));
    boost::breadth_first_search(up, i,
                                boost::visitor(boost::make_bfs_visitor(
                                    boost::record_distances(map, boost::on_tree_edge{}))));
    CHECK(distance[units.find("F")->value()] == 2);
    CHECK(distance[units.find("G")->value()] == 0);
    slots way;
    for (auto v = i; out_degree(v, up) != 0;) {
        v = target(*out_edges(v, up).first, up);
        way.push_back(v);
    }
    CHECK(codes(units, way) == "HF");
}

TEST_CASE("a filtered graph leaves units out", "[interop]") {
    auto const units = forest();
    boost::filtered_graph<po::hierarchy, not_h, not_h> const rest(units, {&units}, {&units});
    CHECK(codes(units, listed(vertices(rest))) == "ABCDEFGIJ");
    CHECK(codes(units, listed(adjacent_vertices(*units.find("F"), rest))) == "G");
}

TEST_CASE("the hierarchy can be copied into an adjacency list", "[interop]") {
    auto const units = forest();
    boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS> copy;
    boost::copy_graph(units, copy);
    CHECK(boost::num_vertices(copy) == 10);
    REQUIRE(boost::num_edges(copy) == 6);
    for (auto const e : listed(boost::edges(copy)))
        CHECK(edge(slot(static_cast<std::uint32_t>(source(e, copy))),
                   slot(static_cast<std::uint32_t>(target(e, copy))), units)
                  .second);
}

TEST_CASE("Graphviz output with codes as labels", "[interop]") {
    po::hierarchy_builder build;
    build.add({.code = "PT", .kind = po::unit_kind::district_committee});
    build.add({.code = "PT-01", .parent = "PT", .kind = po::unit_kind::grassroots_cell});
    auto const units = build.finish();
    std::ostringstream out;
    boost::write_graphviz(out, units, boost::make_label_writer(po::code_map(units)));
    CHECK(out.str() == "digraph G {\n0[label=PT];\n1[label=\"PT-01\"];\n0->1 ;\n}\n");
}
