#pragma once
// Whether a table of whole numbers fits between bounds of its cells and of both margins.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace partyorg::detail {

/// Bounds of the totals of one side of a table.
struct margin_bounds {
    margin_bounds(std::size_t count, std::int64_t limit) : lower(count), upper(count, limit) {}
    /// Two different figures for one total leave nothing between the bounds.
    void fix(std::size_t i, std::int64_t figure) {
        lower[i] = std::max(lower[i], figure);
        upper[i] = std::min(upper[i], figure);
    }
    std::vector<std::int64_t> lower;
    std::vector<std::int64_t> upper;
};

/// A network with integral capacities; a maximum flow by shortest augmenting paths.
/// @source J. Edmonds, R. M. Karp: Theoretical improvements in algorithmic efficiency for network
///         flow problems, 1972.
class flow_network {
public:
    explicit flow_network(std::size_t nodes) : first_(nodes, none), from_(nodes) {}

    void add(std::size_t from, std::size_t to, std::int64_t capacity) {
        if (capacity == 0) return;
        arcs_.push_back({to, first_[from], capacity});
        first_[from] = arcs_.size() - 1;
        arcs_.push_back({from, first_[to], 0});
        first_[to] = arcs_.size() - 1;
    }
    std::int64_t run(std::size_t source, std::size_t sink) {
        std::int64_t sum = 0;
        while (find_path(source, sink)) {
            std::int64_t most = arcs_[from_[sink]].capacity;
            for (auto at = sink; at != source; at = arcs_[from_[at] ^ 1].to)
                most = std::min(most, arcs_[from_[at]].capacity);
            for (auto at = sink; at != source; at = arcs_[from_[at] ^ 1].to) {
                arcs_[from_[at]].capacity -= most;
                arcs_[from_[at] ^ 1].capacity += most;
            }
            sum += most;
        }
        return sum;
    }

private:
    static constexpr std::size_t none = ~std::size_t{0};
    struct arc {
        std::size_t to, next;
        std::int64_t capacity;
    };
    bool find_path(std::size_t source, std::size_t sink) {
        std::fill(from_.begin(), from_.end(), none);
        std::vector<std::size_t> queue{source};
        for (std::size_t head = 0; head < queue.size(); ++head)
            for (auto a = first_[queue[head]]; a != none; a = arcs_[a].next) {
                auto const to = arcs_[a].to;
                if (arcs_[a].capacity == 0 || from_[to] != none || to == source) continue;
                from_[to] = a;
                if (to == sink) return true;
                queue.push_back(to);
            }
        return false;
    }
    std::vector<std::size_t> first_, from_; // per node: its arcs, and the arc it was reached by
    std::vector<arc> arcs_{};
};

/// Whether there is such a table: a circulation with lower bounds, as a maximum flow.
inline bool has_flow(margin_bounds const& rows, margin_bounds const& columns,
                     std::vector<std::int64_t> const& lower,
                     std::vector<std::int64_t> const& upper) {
    auto const n = rows.lower.size(), m = columns.lower.size();
    auto const bottom = n + m, top = bottom + 1, source = bottom + 2, sink = bottom + 3;
    flow_network net(bottom + 4);
    std::vector<std::int64_t> excess(bottom + 2);
    std::int64_t wanted = 0;
    bool possible = true;
    auto const between = [&](std::size_t from, std::size_t to, std::int64_t low,
                             std::int64_t high) {
        possible = possible && low <= high;
        if (!possible) return;
        net.add(from, to, high - low);
        excess[to] += low;
        excess[from] -= low;
    };
    for (std::size_t i = 0; i < n; ++i) between(bottom, i, rows.lower[i], rows.upper[i]);
    for (std::size_t j = 0; j < m; ++j) between(n + j, top, columns.lower[j], columns.upper[j]);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < m; ++j) between(i, n + j, lower[i * m + j], upper[i * m + j]);
    if (!possible) return false;
    net.add(top, bottom, std::int64_t{1} << 60);
    for (std::size_t node = 0; node < excess.size(); ++node) {
        if (excess[node] > 0) {
            net.add(source, node, excess[node]);
            wanted += excess[node];
        }
        if (excess[node] < 0) net.add(node, sink, -excess[node]);
    }
    return net.run(source, sink) == wanted;
}

} // namespace partyorg::detail
