#pragma once
/// @file
/// The hierarchy as a Boost.Graph graph: free functions over the snapshot, no copy, no storage.
///
/// Vertices are slots. A tree edge *is* its child: it leads from the parent to the child, so that a
/// breadth-first search from a root goes down; `boost::reverse_graph` gives the other direction.
/// Models VertexListGraph, EdgeListGraph, IncidenceGraph, BidirectionalGraph and AdjacencyGraph.

#include <partyorg/hierarchy/hierarchy.hpp>

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/property_map/property_map.hpp>

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <type_traits>
#include <utility>

namespace partyorg {

/// An edge of the tree, named by its lower end.
struct tree_edge {
    slot child{}; ///< the lower end

    /// @return Whether both are the same edge.
    friend bool operator==(tree_edge, tree_edge) noexcept = default;
    /// @return Order by the lower end.
    friend auto operator<=>(tree_edge, tree_edge) noexcept = default;
};

namespace detail {

/// Counts through slots.
struct next_slot {
    static std::uint32_t after(std::uint32_t const*, std::uint32_t s) { return s + 1; }
};
/// Hops from a child to its next sibling.
struct next_sibling {
    static std::uint32_t after(std::uint32_t const* end, std::uint32_t s) { return end[s]; }
};
/// A multi-pass iterator whose value is made from a position: a slot or an edge.
///
/// Boost.Graph asks for old-style categories; values instead of references would make this an input
/// iterator only, so the value is kept inside and referred to, as boost::counting_iterator does.
template <class Value, class Step>
class graph_iterator {
public:
    using value_type = Value;
    using reference = Value const&;
    using pointer = Value const*;
    using difference_type = std::ptrdiff_t;
    using iterator_category = std::forward_iterator_tag;

    graph_iterator() = default;
    graph_iterator(std::uint32_t const* array, std::uint32_t at)
        : array_(array),
          value_{slot(at)} {}
    reference operator*() const noexcept { return value_; }
    pointer operator->() const noexcept { return &value_; }
    graph_iterator& operator++() {
        value_ = Value{slot(Step::after(array_, position()))};
        return *this;
    }
    graph_iterator operator++(int) {
        auto const before = *this;
        ++*this;
        return before;
    }
    friend bool operator==(graph_iterator const& a, graph_iterator const& b) noexcept {
        return a.value_ == b.value_;
    }

private:
    [[nodiscard]] std::uint32_t position() const noexcept {
        if constexpr (std::is_same_v<Value, slot>)
            return value_.value();
        else
            return value_.child.value();
    }
    std::uint32_t const* array_ = nullptr;
    Value value_{};
};

/// Visits the units that have one above them: each is an edge. Bounded, because roots may come
/// last.
class edge_iterator {
public:
    using value_type = tree_edge;
    using reference = tree_edge const&;
    using pointer = tree_edge const*;
    using difference_type = std::ptrdiff_t;
    using iterator_category = std::forward_iterator_tag;

    edge_iterator() = default;
    edge_iterator(std::uint32_t const* parent, std::uint32_t at, std::uint32_t last)
        : parent_(parent),
          last_(last) {
        settle(at);
    }
    reference operator*() const noexcept { return edge_; }
    pointer operator->() const noexcept { return &edge_; }
    edge_iterator& operator++() {
        settle(edge_.child.value() + 1);
        return *this;
    }
    edge_iterator operator++(int) {
        auto const before = *this;
        ++*this;
        return before;
    }
    friend bool operator==(edge_iterator const& a, edge_iterator const& b) noexcept {
        return a.edge_ == b.edge_;
    }

private:
    void settle(std::uint32_t at) {
        while (at < last_ && parent_[at] == at) ++at;
        edge_ = {slot(at)};
    }
    std::uint32_t const* parent_ = nullptr;
    std::uint32_t last_ = 0;
    tree_edge edge_{};
};

} // namespace detail

/// @return All units.
[[nodiscard]] inline auto vertices(hierarchy const& units) {
    using iterator = detail::graph_iterator<slot, detail::next_slot>;
    return std::pair(iterator(nullptr, 0), iterator(nullptr, units.size()));
}
/// @return How many units there are.
[[nodiscard]] inline std::uint32_t num_vertices(hierarchy const& units) {
    return units.size();
}

/// @return The upper end of an edge.
/// @pre The edge belongs to this snapshot.
[[nodiscard]] inline slot source(tree_edge edge, hierarchy const& units) {
    return slot(units.parents()[edge.child.value()]);
}
/// @return The lower end of an edge.
[[nodiscard]] inline slot target(tree_edge edge, hierarchy const&) {
    return edge.child;
}

/// @return The edges to the units directly below.
/// @pre `units.contains(s)`
[[nodiscard]] inline auto out_edges(slot s, hierarchy const& units) {
    using iterator = detail::graph_iterator<tree_edge, detail::next_sibling>;
    auto const* end = units.ends().data();
    return std::pair(iterator(end, s.value() + 1), iterator(end, units.end(s).value()));
}
/// @return How many units are directly below.
/// @complexity Linear in that number.
[[nodiscard]] inline std::uint32_t out_degree(slot s, hierarchy const& units) {
    std::uint32_t degree = 0;
    auto const end = units.ends();
    for (auto child = s.value() + 1; child < end[s.value()]; child = end[child]) ++degree;
    return degree;
}
/// @return The units directly below.
/// @pre `units.contains(s)`
[[nodiscard]] inline auto adjacent_vertices(slot s, hierarchy const& units) {
    using iterator = detail::graph_iterator<slot, detail::next_sibling>;
    auto const* end = units.ends().data();
    return std::pair(iterator(end, s.value() + 1), iterator(end, units.end(s).value()));
}

/// @return The edge from the unit above, if there is one.
/// @pre `units.contains(s)`
[[nodiscard]] inline auto in_edges(slot s, hierarchy const& units) {
    using iterator = detail::graph_iterator<tree_edge, detail::next_slot>;
    auto const at = s.value();
    return std::pair(iterator(nullptr, at), iterator(nullptr, at + (units.is_root(s) ? 0 : 1)));
}
/// @return 0 for a root, 1 for every other unit.
/// @pre `units.contains(s)`
[[nodiscard]] inline std::uint32_t in_degree(slot s, hierarchy const& units) {
    return units.is_root(s) ? 0 : 1;
}
/// @return Edges down plus the edge up.
/// @complexity Linear in the number of units directly below.
[[nodiscard]] inline std::uint32_t degree(slot s, hierarchy const& units) {
    return in_degree(s, units) + out_degree(s, units);
}

/// @return All edges, in the order of their lower ends.
[[nodiscard]] inline auto edges(hierarchy const& units) {
    auto const* parent = units.parents().data();
    return std::pair(detail::edge_iterator(parent, 0, units.size()),
                     detail::edge_iterator(parent, units.size(), units.size()));
}
/// @return How many edges there are: units that have one above them.
/// @complexity Linear in the number of roots.
[[nodiscard]] inline std::uint32_t num_edges(hierarchy const& units) {
    std::uint32_t roots = 0;
    auto const end = units.ends();
    for (std::uint32_t s = 0; s < units.size(); s = end[s]) ++roots;
    return units.size() - roots;
}

/// @return The edge from `above` to `below` and whether there is one.
/// @pre `units.contains(below)`
/// @complexity Constant.
[[nodiscard]] inline std::pair<tree_edge, bool> edge(slot above, slot below,
                                                     hierarchy const& units) {
    return {tree_edge{below}, units.parent(below) == above};
}

/// Maps a unit to its position as an integer, the index that Boost.Graph's algorithms colour by.
struct slot_index_map {
    using key_type = slot;                             ///< a unit
    using value_type = std::size_t;                    ///< its position
    using reference = std::size_t;                     ///< by value
    using category = boost::readable_property_map_tag; ///< read only

    /// @return The position.
    std::size_t operator[](slot s) const noexcept { return s.value(); }
};
/// @return The position of a unit.
[[nodiscard]] inline std::size_t get(slot_index_map, slot s) noexcept {
    return s.value();
}
/// @return The index map of a snapshot.
[[nodiscard]] inline slot_index_map get(boost::vertex_index_t, hierarchy const&) noexcept {
    return {};
}
/// @return The position of a unit.
[[nodiscard]] inline std::size_t get(boost::vertex_index_t, hierarchy const&, slot s) noexcept {
    return s.value();
}

/// Maps an edge to an integer: the position of its lower end.
struct edge_index_map {
    using key_type = tree_edge;                        ///< an edge
    using value_type = std::size_t;                    ///< the position of its lower end
    using reference = std::size_t;                     ///< by value
    using category = boost::readable_property_map_tag; ///< read only

    /// @return The position of the lower end.
    std::size_t operator[](tree_edge e) const noexcept { return e.child.value(); }
};
/// @return The position of the lower end.
[[nodiscard]] inline std::size_t get(edge_index_map, tree_edge e) noexcept {
    return e.child.value();
}
/// @return The edge index map of a snapshot.
[[nodiscard]] inline edge_index_map get(boost::edge_index_t, hierarchy const&) noexcept {
    return {};
}

/// The map of all properties inside the graph, which are none: `boost::copy_graph` asks for it.
template <class Key>
struct no_property_map {
    using key_type = Key;                              ///< a unit or an edge
    using value_type = boost::no_property;             ///< nothing
    using reference = boost::no_property;              ///< nothing
    using category = boost::readable_property_map_tag; ///< read only

    /// @return Nothing.
    [[nodiscard]] friend boost::no_property get(no_property_map, Key) noexcept { return {}; }
};
/// @return The map of the units' inner properties: none.
[[nodiscard]] inline no_property_map<slot> get(boost::vertex_all_t, hierarchy const&) noexcept {
    return {};
}
/// @return The map of the edges' inner properties: none.
[[nodiscard]] inline no_property_map<tree_edge> get(boost::edge_all_t, hierarchy const&) noexcept {
    return {};
}

} // namespace partyorg

namespace boost {

/// What Boost.Graph asks of a graph type.
template <>
struct graph_traits<partyorg::hierarchy> {
    /// Which concepts the hierarchy models.
    struct traversal_category : virtual bidirectional_graph_tag,
                                virtual adjacency_graph_tag,
                                virtual vertex_list_graph_tag,
                                virtual edge_list_graph_tag {};
    using vertex_descriptor = partyorg::slot;    ///< a unit
    using edge_descriptor = partyorg::tree_edge; ///< named by the lower end
    using directed_category = bidirectional_tag; ///< edges lead down and can be walked up
    using edge_parallel_category = disallow_parallel_edge_tag; ///< at most one edge
    using vertices_size_type = std::uint32_t;                  ///< number of units
    using edges_size_type = std::uint32_t;                     ///< number of edges
    using degree_size_type = std::uint32_t;                    ///< number of edges at a unit
    /// Walks over all units.
    using vertex_iterator =
        partyorg::detail::graph_iterator<partyorg::slot, partyorg::detail::next_slot>;
    /// Walks over all edges.
    using edge_iterator = partyorg::detail::edge_iterator;
    /// Walks over the edges down.
    using out_edge_iterator =
        partyorg::detail::graph_iterator<partyorg::tree_edge, partyorg::detail::next_sibling>;
    /// Walks over the edge up.
    using in_edge_iterator =
        partyorg::detail::graph_iterator<partyorg::tree_edge, partyorg::detail::next_slot>;
    /// Walks over the units directly below.
    using adjacency_iterator =
        partyorg::detail::graph_iterator<partyorg::slot, partyorg::detail::next_sibling>;

    /// @return A descriptor that is no unit.
    static vertex_descriptor null_vertex() { return vertex_descriptor(0xffffffffu); }
};

/// Where Boost.Graph finds the index map.
template <>
struct property_map<partyorg::hierarchy, vertex_index_t> {
    using type = partyorg::slot_index_map;       ///< the map
    using const_type = partyorg::slot_index_map; ///< the map
};
/// Where Boost.Graph finds the edge index map.
template <>
struct property_map<partyorg::hierarchy, edge_index_t> {
    using type = partyorg::edge_index_map;       ///< the map
    using const_type = partyorg::edge_index_map; ///< the map
};
/// Where Boost.Graph finds all properties of a unit at once.
template <>
struct property_map<partyorg::hierarchy, vertex_all_t> {
    using type = partyorg::no_property_map<partyorg::slot>;       ///< the map
    using const_type = partyorg::no_property_map<partyorg::slot>; ///< the map
};
/// Where Boost.Graph finds all properties of an edge at once.
template <>
struct property_map<partyorg::hierarchy, edge_all_t> {
    using type = partyorg::no_property_map<partyorg::tree_edge>;       ///< the map
    using const_type = partyorg::no_property_map<partyorg::tree_edge>; ///< the map
};
/// Nothing is stored inside the graph.
template <>
struct vertex_property_type<partyorg::hierarchy> {
    using type = no_property; ///< none
};
/// Nor in its edges.
template <>
struct edge_property_type<partyorg::hierarchy> {
    using type = no_property; ///< none
};
/// The hierarchy has no bundled properties: its attributes are columns.
template <>
struct vertex_bundle_type<partyorg::hierarchy> {
    using type = no_property; ///< none
};
/// Nor have its edges.
template <>
struct edge_bundle_type<partyorg::hierarchy> {
    using type = no_property; ///< none
};

} // namespace boost
