#include "cascade_core.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace partyorg::detail {

cascade_core::cascade_core(hierarchy const& units, slot top, std::size_t parts,
                           std::vector<cascade_demand> const& demands)
    : units_(units),
      top_(top.value()),
      lines_(parts + 1),
      demands_(demands) {
    collect(demands);
    bounds_.resize(nodes_.size() * lines_);
    std::unordered_map<std::uint32_t, std::uint32_t> at;
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) at.emplace(nodes_[i].unit, i);
    for (auto const& d : demands) {
        auto& b = of(at.at(d.unit.value()), d.line);
        b.low = std::max({b.low, d.lower.value_or(0), d.hold.value_or(0)});
        b.high = std::min({b.high, d.upper.value_or(unlimited), d.hold.value_or(unlimited)});
    }
}

// The units with demands and those above them, in pre-order.
void cascade_core::collect(std::vector<cascade_demand> const& demands) {
    std::vector<std::uint32_t> known{top_};
    std::unordered_map<std::uint32_t, std::uint32_t> seen{{top_, 0}};
    for (auto const& d : demands)
        for (auto s = d.unit.value(); seen.emplace(s, 0).second; s = units_.parents()[s])
            known.push_back(s);
    std::sort(known.begin(), known.end());
    std::vector<std::uint32_t> open; // positions of the superiors of the present unit
    auto const close = [&](std::uint32_t next) {
        while (!open.empty() && units_.ends()[nodes_[open.back()].unit] <= next) {
            auto const at = open.back();
            auto const unit = nodes_[at].unit;
            std::uint32_t below = 0, children = 0;
            for (auto i = at + 1; i < nodes_.size(); i = nodes_[i].end) ++below;
            if (below > 0) {
                for (auto c = unit + 1; c < units_.ends()[unit]; c = units_.ends()[c]) ++children;
                auto const here = static_cast<std::uint32_t>(nodes_.size());
                if (children > below) nodes_.push_back({none, at, here + 1, 0});
            }
            nodes_[at].end = static_cast<std::uint32_t>(nodes_.size());
            open.pop_back();
        }
    };
    for (auto const s : known) {
        close(s);
        auto const here = static_cast<std::uint32_t>(nodes_.size());
        nodes_.push_back({s, open.empty() ? here : open.back(), here + 1, 0});
        open.push_back(here);
    }
    close(none);
}

verdict cascade_core::solve(std::vector<std::int64_t> const& wanted, std::int64_t work) {
    for (std::size_t i = 0; i < bounds_.size(); ++i)
        if (bounds_[i].low > bounds_[i].high) {
            is_blamed_.assign(bounds_.size(), 0);
            is_blamed_[i] = 1;
            return verdict::impossible;
        }
    exact_simplex system(work);
    build(system, wanted);
    auto const found = system.solve(leaf_targets_);
    if (found == verdict::impossible) {
        is_blamed_.assign(bounds_.size(), 0);
        for (std::size_t i = 0; i < variables_.size(); ++i)
            is_blamed_[i] = variables_[i] != none && system.is_blamed(variables_[i]) ? 1 : 0;
    }
    if (found != verdict::possible) return found;
    for (auto i = nodes_.size(); i-- > 0;) {
        auto& n = nodes_[i];
        if (n.is_leaf(i)) n.target = system.value(variables_[i * lines_]);
        if (i > 0) nodes_[n.parent].target += n.target;
    }
    if (!wanted.empty()) come_closer(wanted);
    return found;
}

// A variable for every figure of a leaf; the sums above them only where something is demanded.
void cascade_core::build(exact_simplex& system, std::vector<std::int64_t> const& wanted) {
    variables_.assign(nodes_.size() * lines_, none);
    leaf_targets_.clear();
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
        nodes_[i].target = 0;
        if (!nodes_[i].is_leaf(i)) continue;
        for (std::size_t line = 0; line < lines_; ++line) {
            auto const& b = of(i, line);
            auto const start = line == 0 && !wanted.empty() ? wanted_at(i, wanted) : b.low;
            variables_[i * lines_ + line] = system.add(b.low, b.high, start);
        }
        leaf_targets_.push_back(variables_[i * lines_]);
    }
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
        if (nodes_[i].is_leaf(i)) {
            for (std::size_t line = 1; line < lines_; ++line)
                system.add_sum({{variables_[i * lines_], 1}, {variables_[i * lines_ + line], -1}},
                               0, unlimited);
            continue;
        }
        for (std::size_t line = 0; line < lines_; ++line) {
            auto const& b = of(i, line);
            if (b.low == 0 && b.high == unlimited) continue;
            std::vector<exact_simplex::term> terms;
            for (auto k = i + 1; k < nodes_[i].end; ++k)
                if (nodes_[k].is_leaf(k)) terms.push_back({variables_[k * lines_ + line], 1});
            variables_[i * lines_ + line] = system.add_sum(std::move(terms), b.low, b.high);
        }
    }
}

std::int64_t cascade_core::wanted_at(std::size_t at,
                                     std::vector<std::int64_t> const& wanted) const {
    auto const& n = nodes_[at];
    if (n.unit != none) return wanted[n.unit];
    auto rest = wanted[nodes_[n.parent].unit];
    for (auto k = n.parent + 1; k < at; k = nodes_[k].end) rest -= wanted[nodes_[k].unit];
    return rest;
}

// Single seats go where they are wanted, as long as everything still fits.
void cascade_core::come_closer(std::vector<std::int64_t> const& wanted) {
    std::vector<std::int64_t> now(nodes_.size()), far(nodes_.size());
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        auto const leaf = nodes_[i].is_leaf(i);
        now[i] = nodes_[i].target;
        far[i] = leaf ? now[i] - wanted_at(i, wanted) : 0;
    }
    std::size_t tries = 20'000'000 / (nodes_.size() * lines_ + 1);
    for (bool moved = true; moved;) {
        moved = false;
        for (std::size_t from = 0; from < now.size(); ++from)
            for (std::size_t to = 0; to < now.size() && far[from] > 0; ++to) {
                if (far[to] >= 0) continue;
                if (tries-- == 0) return;
                --now[from], ++now[to];
                if (!fits(now)) {
                    ++now[from], --now[to];
                    continue;
                }
                --far[from], ++far[to];
                moved = true;
                for (std::size_t i = now.size(); i-- > 0;) nodes_[i].target = 0;
                for (std::size_t i = now.size(); i-- > 0;) {
                    if (nodes_[i].is_leaf(i)) nodes_[i].target = now[i];
                    if (i > 0) nodes_[nodes_[i].parent].target += nodes_[i].target;
                }
            }
    }
}

// With the targets of the leaves given, every part is a flow of its own: what can come together
// below a unit is an interval.
bool cascade_core::fits(std::vector<std::int64_t> const& targets) {
    sums_.assign(nodes_.size() * lines_, {0, 0});
    for (auto i = nodes_.size(); i-- > 0;) {
        bool const leaf = nodes_[i].is_leaf(i);
        for (std::size_t line = 0; line < lines_; ++line) {
            auto& sum = sums_[i * lines_ + line];
            if (leaf) sum = {line == 0 ? targets[i] : 0, targets[i]};
            sum.low = std::max(sum.low, of(i, line).low);
            sum.high = std::min(sum.high, of(i, line).high);
            if (sum.low > sum.high) return false;
            if (i == 0) continue;
            auto& above = sums_[nodes_[i].parent * lines_ + line];
            above.low += sum.low;
            above.high += sum.high;
        }
    }
    return true;
}

std::vector<cascade_demand> cascade_core::targets() const {
    std::vector<cascade_demand> holds;
    for (auto const& n : nodes_)
        if (n.unit != none) holds.push_back({.unit = slot(n.unit), .line = 0, .hold = n.target});
    return holds;
}

std::vector<cascade_demand> cascade_core::blamed() const {
    std::unordered_map<std::uint32_t, std::size_t> at;
    for (std::size_t i = 0; i < nodes_.size(); ++i) at.emplace(nodes_[i].unit, i);
    std::vector<cascade_demand> out;
    for (auto const& d : demands_)
        if (is_blamed_[at.at(d.unit.value()) * lines_ + d.line]) out.push_back(d);
    return out;
}

std::vector<slot> cascade_core::members() const {
    std::vector<slot> out;
    for (auto const& n : nodes_)
        if (n.unit != none) out.push_back(slot(n.unit));
    return out;
}

} // namespace partyorg::detail
