#pragma once
// Defects in the order in which a reader of the file meets them.

#include <partyorg/core/problems.hpp>

#include <algorithm>
#include <utility>

namespace partyorg::detail {

/// The defects of one file in the order of the lines.
[[nodiscard]] inline problems by_line(problems const& found) {
    if (found.dropped() != 0) return found; // not all are there to be sorted
    auto list = found.list();
    std::stable_sort(list.begin(), list.end(), [](problem const& a, problem const& b) {
        return std::pair(a.where.line, a.where.column) < std::pair(b.where.line, b.where.column);
    });
    problems out;
    for (auto& p : list) out.add(std::move(p));
    return out;
}

} // namespace partyorg::detail
