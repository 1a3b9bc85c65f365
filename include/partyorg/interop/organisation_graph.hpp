#pragma once
/// @file
/// Tree, bodies and relations as one multigraph that Boost.Graph can walk and filter.

#include <partyorg/hierarchy/relations.hpp>
#include <partyorg/interop/bgl.hpp>

#include <boost/graph/filtered_graph.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace partyorg {

/// Type of an edge of `organisation_graph`.
enum class link_type : std::uint8_t {
    superior,    ///< from a unit to a unit directly below it
    attached,    ///< from a unit to a body that is attached to it
    advises,     ///< relation_kind::advises
    coordinates, ///< relation_kind::coordinates
    covers,      ///< relation_kind::covers
    succeeds,    ///< relation_kind::succeeds
    reports_to,  ///< relation_kind::reports_to
};

/// @return The edge type of a relation.
[[nodiscard]] constexpr link_type link_of(relation_kind kind) noexcept {
    return static_cast<link_type>(static_cast<std::uint8_t>(kind) +
                                  static_cast<std::uint8_t>(link_type::advises));
}

/// An edge of `organisation_graph`.
struct organisation_edge {
    std::uint32_t from = 0;               ///< vertex it leaves
    std::uint32_t to = 0;                 ///< vertex it reaches
    link_type type = link_type::superior; ///< what it means
    std::uint32_t number = 0;             ///< tells parallel edges apart

    /// @return Whether both are the same edge.
    friend bool operator==(organisation_edge const&, organisation_edge const&) = default;
};

/// Units and bodies as vertices; superior, attached and typed relations as edges.
///
/// Vertices are numbered units first, in slot order, then bodies in the order they were attached.
/// The edges are laid out once; the graph keeps no reference to what it was made from. A relation
/// whose unit is not in the snapshot has no edge. Models VertexListGraph, EdgeListGraph,
/// IncidenceGraph and AdjacencyGraph.
class organisation_graph {
public:
    /// Lays the edges out.
    /// @complexity Linear in units, bodies and relations.
    organisation_graph(hierarchy const& units, relations const& links)
        : units_(units),
          bodies_(static_cast<std::uint32_t>(links.bodies().size())) {
        std::vector<organisation_edge> found;
        for (std::uint32_t s = 0; s < units.size(); ++s)
            if (auto const above = units.parent(slot(s)))
                found.push_back({above->value(), s, link_type::superior, 0});
        for (std::uint32_t b = 0; b < bodies_; ++b)
            if (auto const at = units.find(links.bodies()[b].unit))
                found.push_back({at->value(), units.size() + b, link_type::attached, 0});
        for (auto const& r : links.links()) {
            auto const from = vertex(r.from), to = vertex(r.to);
            if (from && to) found.push_back({*from, *to, link_of(r.kind), 0});
        }
        lay_out(found);
    }

    /// @return How many vertices there are.
    [[nodiscard]] std::uint32_t size() const noexcept { return units_.size() + bodies_; }
    /// @return The vertex of a unit.
    /// @pre The unit is in the snapshot.
    [[nodiscard]] std::uint32_t vertex(slot s) const noexcept { return s.value(); }
    /// @return The vertex of a body.
    [[nodiscard]] std::uint32_t vertex(body_id b) const noexcept {
        return units_.size() + b.value();
    }
    /// @return The vertex of a relation's end, or nothing if its unit is not in the snapshot.
    [[nodiscard]] std::optional<std::uint32_t> vertex(node end) const {
        if (auto const b = end.body())
            return b->value() < bodies_ ? std::optional(vertex(*b)) : std::nullopt;
        auto const s = units_.find(*end.unit());
        return s ? std::optional(s->value()) : std::nullopt;
    }
    /// @return The unit that a vertex is, or nothing if it is a body.
    [[nodiscard]] std::optional<slot> unit(std::uint32_t v) const {
        return v < units_.size() ? std::optional(slot(v)) : std::nullopt;
    }
    /// @return The body that a vertex is, or nothing if it is a unit.
    [[nodiscard]] std::optional<body_id> body(std::uint32_t v) const {
        return v < units_.size() ? std::nullopt : std::optional(body_id(v - units_.size()));
    }
    /// @return All edges, ordered by the vertex they leave.
    [[nodiscard]] std::vector<organisation_edge> const& edge_list() const noexcept {
        return edges_;
    }
    /// @return Where the edges of a vertex begin in `edge_list`; one more entry than vertices.
    [[nodiscard]] std::vector<std::uint32_t> const& offsets() const noexcept { return first_; }

private:
    /// Counting sort by source; edges of one vertex keep the order they were found in.
    void lay_out(std::vector<organisation_edge> const& found) {
        first_.assign(size() + std::size_t{1}, 0);
        for (auto const& e : found) ++first_[e.from + std::size_t{1}];
        for (std::size_t v = 1; v < first_.size(); ++v) first_[v] += first_[v - 1];
        edges_.resize(found.size());
        auto next = first_;
        for (auto e : found) {
            e.number = next[e.from]++;
            edges_[e.number] = e;
        }
    }
    hierarchy units_;
    std::uint32_t bodies_ = 0;
    std::vector<std::uint32_t> first_{};
    std::vector<organisation_edge> edges_{};
};

namespace detail {
/// Walks over a stretch of the edge list and yields the reached vertex.
class neighbour_iterator {
public:
    using value_type = std::uint32_t;
    using reference = std::uint32_t const&;
    using pointer = std::uint32_t const*;
    using difference_type = std::ptrdiff_t;
    using iterator_category = std::forward_iterator_tag;

    neighbour_iterator() = default;
    explicit neighbour_iterator(organisation_edge const* at) noexcept : at_(at) {}
    reference operator*() const noexcept { return at_->to; }
    pointer operator->() const noexcept { return &at_->to; }
    neighbour_iterator& operator++() {
        ++at_;
        return *this;
    }
    neighbour_iterator operator++(int) {
        auto const before = *this;
        ++at_;
        return before;
    }
    friend bool operator==(neighbour_iterator, neighbour_iterator) noexcept = default;

private:
    organisation_edge const* at_ = nullptr;
};

/// Counts through vertices.
class number_iterator {
public:
    using value_type = std::uint32_t;
    using reference = std::uint32_t const&;
    using pointer = std::uint32_t const*;
    using difference_type = std::ptrdiff_t;
    using iterator_category = std::forward_iterator_tag;

    number_iterator() = default;
    explicit number_iterator(std::uint32_t at) noexcept : at_(at) {}
    reference operator*() const noexcept { return at_; }
    pointer operator->() const noexcept { return &at_; }
    number_iterator& operator++() {
        ++at_;
        return *this;
    }
    number_iterator operator++(int) {
        auto const before = *this;
        ++at_;
        return before;
    }
    friend bool operator==(number_iterator, number_iterator) noexcept = default;

private:
    std::uint32_t at_ = 0;
};
} // namespace detail

/// @return All vertices.
[[nodiscard]] inline auto vertices(organisation_graph const& g) {
    return std::pair(detail::number_iterator(0), detail::number_iterator(g.size()));
}
/// @return How many vertices there are.
[[nodiscard]] inline std::uint32_t num_vertices(organisation_graph const& g) {
    return g.size();
}
/// @return All edges.
[[nodiscard]] inline auto edges(organisation_graph const& g) {
    auto const* begin = g.edge_list().data();
    return std::pair(begin, begin + g.edge_list().size());
}
/// @return How many edges there are.
[[nodiscard]] inline std::uint32_t num_edges(organisation_graph const& g) {
    return static_cast<std::uint32_t>(g.edge_list().size());
}
/// @return The edges that leave a vertex.
/// @pre `v < num_vertices(g)`
[[nodiscard]] inline auto out_edges(std::uint32_t v, organisation_graph const& g) {
    auto const* all = g.edge_list().data();
    return std::pair(all + g.offsets()[v], all + g.offsets()[v + std::size_t{1}]);
}
/// @return How many edges leave a vertex.
/// @pre `v < num_vertices(g)`
[[nodiscard]] inline std::uint32_t out_degree(std::uint32_t v, organisation_graph const& g) {
    return g.offsets()[v + std::size_t{1}] - g.offsets()[v];
}
/// @return The vertices that the edges of a vertex reach; one that is reached twice comes twice.
/// @pre `v < num_vertices(g)`
[[nodiscard]] inline auto adjacent_vertices(std::uint32_t v, organisation_graph const& g) {
    auto const [first, last] = out_edges(v, g);
    return std::pair(detail::neighbour_iterator(first), detail::neighbour_iterator(last));
}
/// @return The vertex that an edge leaves.
[[nodiscard]] inline std::uint32_t source(organisation_edge const& e, organisation_graph const&) {
    return e.from;
}
/// @return The vertex that an edge reaches.
[[nodiscard]] inline std::uint32_t target(organisation_edge const& e, organisation_graph const&) {
    return e.to;
}
/// @return The index map: vertices are numbers already.
[[nodiscard]] inline boost::typed_identity_property_map<std::uint32_t>
get(boost::vertex_index_t, organisation_graph const&) {
    return {};
}

} // namespace partyorg

namespace boost {

/// What Boost.Graph asks of a graph type.
template <>
struct graph_traits<partyorg::organisation_graph> {
    /// Which concepts the graph models.
    struct traversal_category : virtual incidence_graph_tag,
                                virtual adjacency_graph_tag,
                                virtual vertex_list_graph_tag,
                                virtual edge_list_graph_tag {};
    using vertex_descriptor = std::uint32_t;                      ///< units first, then bodies
    using edge_descriptor = partyorg::organisation_edge;          ///< ends, type and number
    using directed_category = directed_tag;                       ///< edges have a direction
    using edge_parallel_category = allow_parallel_edge_tag;       ///< a multigraph
    using vertices_size_type = std::uint32_t;                     ///< number of vertices
    using edges_size_type = std::uint32_t;                        ///< number of edges
    using degree_size_type = std::uint32_t;                       ///< number of edges at a vertex
    using vertex_iterator = partyorg::detail::number_iterator;    ///< walks over vertices
    using edge_iterator = partyorg::organisation_edge const*;     ///< walks over edges
    using out_edge_iterator = partyorg::organisation_edge const*; ///< walks over a vertex's edges
    using in_edge_iterator = void;                                ///< edges are not found backwards
    using adjacency_iterator = partyorg::detail::neighbour_iterator; ///< walks over neighbours

    /// @return A descriptor that is no vertex.
    static vertex_descriptor null_vertex() { return 0xffffffffu; }
};

/// Where Boost.Graph finds the index map.
template <>
struct property_map<partyorg::organisation_graph, vertex_index_t> {
    using type = typed_identity_property_map<std::uint32_t>;       ///< the map
    using const_type = typed_identity_property_map<std::uint32_t>; ///< the map
};
/// Attributes are columns, not bundled properties.
template <>
struct vertex_bundle_type<partyorg::organisation_graph> {
    using type = no_property; ///< none
};
/// Nor have the edges bundled properties.
template <>
struct edge_bundle_type<partyorg::organisation_graph> {
    using type = no_property; ///< none
};

} // namespace boost

namespace partyorg {

/// Keeps the edges of some types.
class link_filter {
public:
    /// Keeps nothing.
    link_filter() = default;
    /// Keeps these types.
    link_filter(std::initializer_list<link_type> kept) {
        for (auto const type : kept) kept_ |= 1u << static_cast<unsigned>(type);
    }
    /// @return Whether the edge is kept.
    [[nodiscard]] bool operator()(organisation_edge const& e) const noexcept {
        return (kept_ >> static_cast<unsigned>(e.type) & 1u) != 0;
    }

private:
    unsigned kept_ = 0;
};

/// @return A view of the graph with the edges of these types only.
/// @pre `g` outlives the view.
[[nodiscard]] inline auto only(organisation_graph const& g, link_filter kept) {
    return boost::filtered_graph<organisation_graph, link_filter>(g, kept);
}

} // namespace partyorg
