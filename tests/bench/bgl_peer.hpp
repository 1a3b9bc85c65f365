#pragma once
/// @file
/// Boost.Graph as its documentation has it: bundled properties, depth_first_search, a visitor.

#include "bench_data.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/depth_first_search.hpp>

#include <cstddef>
#include <utility>
#include <vector>

namespace bench {

struct graph_unit {
    std::int64_t own = 0, total = 0;
};

/// `adjacency_list`: each vertex gives its total to the one above.
class bgl_list {
public:
    explicit bgl_list(input const& in) : graph_(in.size()) {
        for (std::uint32_t row = 0; row < in.size(); ++row) {
            if (in.parent_row[row] != no_row) add_edge(in.parent_row[row], row, graph_);
            graph_[row].own = in.value(0, row);
        }
    }
    void roll_up() {
        for (std::size_t v = 0; v < num_vertices(graph_); ++v) graph_[v].total = graph_[v].own;
        boost::depth_first_search(graph_, boost::visitor(give_upwards{{}, &graph_}));
    }
    [[nodiscard]] std::int64_t total(std::uint32_t row) const { return graph_[row].total; }

private:
    using graph =
        boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, graph_unit>;
    struct give_upwards : boost::default_dfs_visitor {
        graph* units;
        give_upwards(boost::default_dfs_visitor base, graph* g)
            : boost::default_dfs_visitor(base),
              units(g) {}
        void finish_vertex(graph::vertex_descriptor v, graph const& g) const {
            for (auto [edge, last] = in_edges(v, g); edge != last; ++edge)
                (*units)[source(*edge, g)].total += (*units)[v].total;
        }
    };
    graph graph_;
};

/// `compressed_sparse_row_graph`: each vertex takes the totals of those below.
class bgl_rows {
public:
    explicit bgl_rows(input const& in) : bgl_rows(in, edges_of(in)) {}
    void roll_up() {
        for (std::size_t v = 0; v < num_vertices(graph_); ++v) graph_[v].total = graph_[v].own;
        boost::depth_first_search(graph_, boost::visitor(take_upwards{{}, &graph_}));
    }
    [[nodiscard]] std::int64_t total(std::uint32_t row) const { return graph_[row].total; }

private:
    using graph = boost::compressed_sparse_row_graph<boost::directedS, graph_unit>;
    using edges = std::vector<std::pair<std::size_t, std::size_t>>;
    struct take_upwards : boost::default_dfs_visitor {
        graph* units;
        take_upwards(boost::default_dfs_visitor base, graph* g)
            : boost::default_dfs_visitor(base),
              units(g) {}
        void finish_vertex(graph::vertex_descriptor v, graph const& g) const {
            for (auto [edge, last] = out_edges(v, g); edge != last; ++edge)
                (*units)[v].total += (*units)[target(*edge, g)].total;
        }
    };
    static edges edges_of(input const& in) {
        edges out;
        for (std::uint32_t row = 0; row < in.size(); ++row)
            if (in.parent_row[row] != no_row) out.emplace_back(in.parent_row[row], row);
        return out;
    }
    bgl_rows(input const& in, edges const& links)
        : graph_(boost::edges_are_unsorted_multi_pass, links.begin(), links.end(), in.size()) {
        for (std::uint32_t row = 0; row < in.size(); ++row) graph_[row].own = in.value(0, row);
    }
    graph graph_;
};

} // namespace bench
