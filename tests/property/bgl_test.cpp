/// Boost.Graph's algorithms on random forests, each against what the hierarchy says itself.

#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/hierarchy/traversal.hpp>
#include <partyorg/interop/bgl.hpp>
#include <partyorg/interop/property_map.hpp>
#include <partyorg/measures/quota.hpp>
#include <partyorg/rollup/subtree_sums.hpp>
#include <partyorg/testing/generate.hpp>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/copy.hpp>
#include <boost/graph/depth_first_search.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/filtered_graph.hpp>
#include <boost/graph/graphviz.hpp>
#include <boost/graph/reverse_graph.hpp>
#include <boost/graph/topological_sort.hpp>
#include <boost/property_map/function_property_map.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <support/catch.hpp>
#include <utility>
#include <vector>

namespace po = partyorg;
using po::slot;
using po::testing::random_numbers;

namespace {

using slots = std::vector<slot>;
using pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;
using list = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;

/// Deep and wide parts, several roots, rows in any order.
po::hierarchy random_forest(std::uint32_t n, random_numbers& from) {
    po::hierarchy_builder build({.roots = po::root_policy::forest});
    for (std::uint32_t i = 0; i < n; ++i) {
        bool const root = i == 0 || from.below(30) == 0;
        auto const above = root ? 0 : i - 1 - from.below(std::min(i, 1 + from.below(20)));
        build.add({.code = "u" + std::to_string(i),
                   .parent = root ? std::string() : "u" + std::to_string(above),
                   .kind = po::all_unit_kinds[from.below(9)]});
    }
    return build.finish();
}

/// What is to hold on every forest.
template <class Law>
void on_random_forests(Law&& law) {
    random_numbers from(2024);
    for (std::uint32_t const n : {1u, 2u, 3u, 10u, 50u, 200u, 500u})
        for (int round = 0; round < 4; ++round) law(random_forest(n, from), from);
}

/// Parent and child of every edge, by asking each unit for its parent.
pairs links(po::hierarchy const& units) {
    pairs all;
    for (auto const s : po::pre_order(units))
        if (auto const above = units.parent(s)) all.emplace_back(above->value(), s.value());
    std::sort(all.begin(), all.end());
    return all;
}

template <class Map, class Graph>
auto by_slot(Map& values, Graph const& units) {
    return boost::make_iterator_property_map(values.begin(), get(boost::vertex_index, units));
}

/// The sum of own cells below each unit, by climbing from each cell.
std::vector<std::int64_t> climbed(po::count_column const& own) {
    std::vector<std::int64_t> total(own.size());
    for (auto const s : po::pre_order(own.units()))
        for (std::optional<slot> at = s; at; at = own.units().parent(*at))
            total[at->value()] += own[s].value_or(0);
    return total;
}

struct kept_units {
    std::vector<char> const* kept = nullptr;
    bool operator()(slot s) const { return (*kept)[s.value()] != 0; }
};

} // namespace

TEST_CASE("Edges of a random forest are its parent links, and copies keep them",
          "[interop][property]") {
    on_random_forests([](po::hierarchy const& units, random_numbers&) {
        auto const expected = links(units);
        pairs seen;
        for (auto [e, last] = edges(units); e != last; ++e)
            seen.emplace_back(source(*e, units).value(), target(*e, units).value());
        std::sort(seen.begin(), seen.end());
        CHECK(seen == expected);
        CHECK(num_edges(units) == expected.size());
        list copy;
        boost::copy_graph(units, copy);
        seen.clear();
        for (auto [e, last] = boost::edges(copy); e != last; ++e)
            seen.emplace_back(boost::source(*e, copy), boost::target(*e, copy));
        std::sort(seen.begin(), seen.end());
        CHECK(seen == expected);
    });
}

TEST_CASE("Shortest ways from the roots add up the weights of the units passed",
          "[interop][property]") {
    on_random_forests([](po::hierarchy const& units, random_numbers& from) {
        std::vector<std::int64_t> weight(units.size());
        for (auto& w : weight) w = from.below(9);
        auto const into = [&](po::tree_edge e) { return weight[target(e, units).value()]; };
        auto const weights = boost::make_function_property_map<po::tree_edge>(into);
        for (auto const root : po::roots(units)) {
            std::vector<std::int64_t> distance(units.size());
            boost::dijkstra_shortest_paths(
                units, root, boost::distance_map(by_slot(distance, units)).weight_map(weights));
            for (auto const s : po::subtree(units, root)) {
                std::int64_t expected = 0;
                for (auto at = s; at != root; at = *units.parent(at))
                    expected += weight[at.value()];
                CHECK(distance[s.value()] == expected);
            }
        }
    });
}

TEST_CASE("A topological sort lists units before what is above them", "[interop][property]") {
    on_random_forests([](po::hierarchy const& units, random_numbers&) {
        slots order;
        boost::topological_sort(units, std::back_inserter(order));
        std::vector<std::size_t> place(units.size(), units.size());
        for (std::size_t i = 0; i < order.size(); ++i) place[order[i].value()] = i;
        REQUIRE(order.size() == units.size());
        for (auto const& [above, below] : links(units)) CHECK(place[below] < place[above]);
    });
}

TEST_CASE("The reverse graph reaches exactly the units above", "[interop][property]") {
    on_random_forests([](po::hierarchy const& units, random_numbers& from) {
        auto const up = boost::make_reverse_graph(units);
        auto const start = slot(from.below(units.size()));
        std::vector<int> distance(units.size(), -1);
        distance[start.value()] = 0;
        boost::breadth_first_search(up, start,
                                    boost::visitor(boost::make_bfs_visitor(boost::record_distances(
                                        by_slot(distance, units), boost::on_tree_edge{}))));
        for (auto const s : po::pre_order(units)) {
            auto const above = units.is_ancestor_or_self(s, start);
            auto const expected =
                above ? static_cast<int>(units.depth(start)) - static_cast<int>(units.depth(s))
                      : -1;
            CHECK(distance[s.value()] == expected);
        }
    });
}

TEST_CASE("A filtered graph has the edges whose ends both stay", "[interop][property]") {
    on_random_forests([](po::hierarchy const& units, random_numbers& from) {
        std::vector<char> kept(units.size());
        for (auto& k : kept) k = from.below(4) != 0 ? 1 : 0;
        boost::filtered_graph<po::hierarchy, boost::keep_all, kept_units> const rest(
            units, boost::keep_all{}, kept_units{&kept});
        pairs expected, seen;
        for (auto const& link : links(units))
            if (kept[link.first] && kept[link.second]) expected.push_back(link);
        for (auto [e, last] = boost::edges(rest); e != last; ++e)
            seen.emplace_back(source(*e, units).value(), target(*e, units).value());
        std::sort(seen.begin(), seen.end());
        CHECK(seen == expected);
        for (auto [v, last] = boost::vertices(rest); v != last; ++v) {
            auto const below = std::count_if(expected.begin(), expected.end(),
                                             [&](auto const& e) { return e.first == v->value(); });
            CHECK(static_cast<std::ptrdiff_t>(out_degree(*v, rest)) == below);
        }
    });
}

TEST_CASE("Depth-first totals, prefix sums and climbing agree on random forests",
          "[interop][rollup][property]") {
    struct add_up : boost::default_dfs_visitor {
        explicit add_up(std::vector<std::int64_t>& to) : total(&to) {}
        void finish_vertex(slot s, po::hierarchy const& units) const {
            if (auto const above = units.parent(s)) (*total)[above->value()] += (*total)[s.value()];
        }
        std::vector<std::int64_t>* total;
    };
    on_random_forests([](po::hierarchy const& units, random_numbers& from) {
        po::count_column own(units, po::quota::assigned);
        po::testing::fill(own, from.below(1000), {-500, 1000, 10, 20});
        auto const expected = climbed(own);
        po::subtree_sums const sums(own);
        std::vector<std::int64_t> total;
        for (auto const s : po::pre_order(units)) total.push_back(own[s].value_or(0));
        boost::depth_first_search(units, boost::visitor(add_up(total)));
        CHECK(total == expected);
        for (auto const s : po::pre_order(units)) CHECK(sums[s] == expected[s.value()]);
    });
}

TEST_CASE("Graphviz output has a line per unit and per link", "[interop][property]") {
    on_random_forests([](po::hierarchy const& units, random_numbers&) {
        std::ostringstream out;
        boost::write_graphviz(out, units, boost::make_label_writer(po::code_map(units)));
        std::set<std::string> expected{"digraph G {", "}"}, lines;
        for (auto const s : po::pre_order(units))
            expected.insert(std::to_string(s.value()) + "[label=" + std::string(units.code(s)) +
                            "];");
        for (auto const& [above, below] : links(units))
            expected.insert(std::to_string(above) + "->" + std::to_string(below) + " ;");
        std::istringstream in(out.str());
        for (std::string line; std::getline(in, line);) lines.insert(line);
        CHECK(lines == expected);
    });
}
