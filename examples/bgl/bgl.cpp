// The hierarchy is a Boost.Graph graph: its algorithms run on it without a copy.
#include <partyorg/interop/bgl.hpp>
#include <partyorg/interop/property_map.hpp>
#include <partyorg/io/plan_document.hpp>
#include <partyorg/measures/quota.hpp>

#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/depth_first_search.hpp>
#include <boost/graph/filtered_graph.hpp>
#include <boost/graph/graphviz.hpp>

#include <iostream>
#include <vector>

namespace po = partyorg;

//! [visitor]
/// Adds the figures of finished units to their superior: a roll-up as a depth-first search.
struct add_up : boost::default_dfs_visitor {
    std::vector<std::int64_t>* totals;
    explicit add_up(std::vector<std::int64_t>& into) : totals(&into) {}
    void finish_vertex(po::slot s, po::hierarchy const& units) const {
        if (auto const above = units.parent(s)) (*totals)[above->value()] += (*totals)[s.value()];
    }
};
//! [visitor]

/// Leaves units out.
struct larger_targets {
    po::column<std::int64_t, po::law::flow> const* assigned = nullptr;
    bool operator()(po::slot s) const {
        return s == po::slot(0) || (*assigned)[s].value_or(0) >= 9;
    }
};

int main() {
    auto const plan = po::io::read_plan("data/phong-tho-2024/plan.txt");
    auto const& units = plan.units;
    auto const& assigned = plan[po::quota::assigned];

    //! [search]
    std::vector<std::int64_t> totals;
    for (auto const s : boost::make_iterator_range(vertices(units)))
        totals.push_back(get(po::value_map(assigned), s));
    boost::depth_first_search(units, boost::visitor(add_up(totals)));
    std::cout << "assigned, by depth-first search: " << totals[0]
              << ", by roll_up: " << po::roll_up(units, assigned)[po::slot(0)] << '\n';
    //! [search]

    //! [levels]
    std::vector<int> level(num_vertices(units));
    auto const levels =
        boost::make_iterator_property_map(level.begin(), get(boost::vertex_index, units));
    boost::breadth_first_search(units, po::slot(0),
                                boost::visitor(boost::make_bfs_visitor(
                                    boost::record_distances(levels, boost::on_tree_edge{}))));
    std::cout << units.code(po::slot(16)) << " is " << level[16] << " level below the root\n";
    //! [levels]

    //! [filter]
    boost::filtered_graph<po::hierarchy, boost::keep_all, larger_targets> const large(units, {},
                                                                                      {&assigned});
    boost::write_graphviz(std::cout, large, boost::make_label_writer(po::code_map(units)));
    //! [filter]
}
