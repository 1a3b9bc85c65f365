#pragma once
// From many demands to a set of them that contradict each other, none of which can be left out.

#include <cstddef>
#include <utility>
#include <vector>

namespace partyorg::detail {

/// Junker's QuickXplain: the earlier demands are kept as long as possible, so put those first that
/// are least likely to be given up.
/// @pre `feasible` answers for any subset, and false for `demands`.
/// @source U. Junker: QuickXplain, 2004.
template <class Demand, class Feasible>
class conflict_search {
public:
    explicit conflict_search(Feasible const& feasible) : feasible_(feasible) {}

    std::vector<Demand> run(std::vector<Demand> const& demands) {
        if (demands.empty()) return {};
        return within({}, demands, background::as_before);
    }

private:
    enum class background { as_before, grown };

    std::vector<Demand> within(std::vector<Demand> const& kept, std::vector<Demand> const& demands,
                               background since) {
        if (since == background::grown && !feasible_(kept)) return {};
        if (demands.size() == 1) return demands;
        auto const middle = demands.begin() + static_cast<std::ptrdiff_t>(demands.size() / 2);
        std::vector<Demand> const first(demands.begin(), middle), second(middle, demands.end());
        auto const right = within(joined(kept, first), second, background::grown);
        auto left = within(joined(kept, right), first,
                           right.empty() ? background::as_before : background::grown);
        left.insert(left.end(), right.begin(), right.end());
        return left;
    }
    static std::vector<Demand> joined(std::vector<Demand> a, std::vector<Demand> const& b) {
        a.insert(a.end(), b.begin(), b.end());
        return a;
    }
    Feasible const& feasible_;
};

template <class Demand, class Feasible>
std::vector<Demand> smallest_conflict(std::vector<Demand> const& demands,
                                      Feasible const& feasible) {
    return conflict_search<Demand, Feasible>(feasible).run(demands);
}

} // namespace partyorg::detail
