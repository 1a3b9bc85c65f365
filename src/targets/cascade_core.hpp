#pragma once
// Several of-which parts together: the targets that leave room for all of them.
//
// For fixed targets every part is a flow of its own in the tree, and has whole figures whenever it
// has any. So the targets alone have to be found: a system of inequalities, solved exactly and then
// in whole numbers. It is made of the units with demands only; units without demands below one
// superior can have whatever adds up, and count as one.

#include "exact_simplex.hpp"

#include <partyorg/targets/cascade.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace partyorg::detail {

/// Larger than any total, small enough to be added up without care.
inline constexpr std::int64_t unlimited = 1'000'000'000'000'000;

/// The work after which a search gives up: half a minute. 5 000 units with demands in three columns
/// take a tenth of it.
inline constexpr std::int64_t most_core_work = 500'000'000;

class cascade_core {
public:
    /// @pre The demands are valid and lie in the subtree of `top`.
    cascade_core(hierarchy const& units, slot top, std::size_t parts,
                 std::vector<cascade_demand> const& demands);

    /// Looks for targets; those wanted per slot, where the search begins, are kept where it can be.
    /// @param wanted per slot, or empty
    verdict solve(std::vector<std::int64_t> const& wanted = {}, std::int64_t work = most_core_work);

    /// @return The units whose targets were found, each as a hold.
    /// @pre `solve` found them possible.
    [[nodiscard]] std::vector<cascade_demand> targets() const;
    /// @return Demands that cannot be met together, perhaps more than are needed.
    /// @pre `solve` found them impossible.
    [[nodiscard]] std::vector<cascade_demand> blamed() const;
    /// @return The units of the core that are in the tree, superiors first.
    [[nodiscard]] std::vector<slot> members() const;

private:
    static constexpr std::uint32_t none = ~std::uint32_t{0};
    struct node {
        std::uint32_t unit = 0;   // slot; `none` for all units without demands below one superior
        std::uint32_t parent = 0; // position of its superior
        std::uint32_t end = 0;    // one past its subtree
        std::int64_t target = 0;  // found
        bool is_leaf(std::size_t at) const { return end == at + 1; }
    };
    struct bounds {
        std::int64_t low = 0;
        std::int64_t high = unlimited;
    };
    bounds& of(std::size_t at, std::size_t line) { return bounds_[at * lines_ + line]; }
    bounds const& of(std::size_t at, std::size_t line) const { return bounds_[at * lines_ + line]; }

    void collect(std::vector<cascade_demand> const& demands);
    void build(exact_simplex& system, std::vector<std::int64_t> const& wanted);
    void come_closer(std::vector<std::int64_t> const& wanted);
    [[nodiscard]] std::int64_t wanted_at(std::size_t at,
                                         std::vector<std::int64_t> const& wanted) const;
    [[nodiscard]] bool fits(std::vector<std::int64_t> const& targets);

    hierarchy const& units_;
    std::uint32_t top_;
    std::size_t lines_;
    std::vector<cascade_demand> demands_;
    std::vector<node> nodes_{}; // superiors before those below them
    std::vector<bounds> bounds_{};
    std::vector<exact_simplex::variable> variables_{}; // per node and line, `none` where not needed
    std::vector<exact_simplex::variable> leaf_targets_{};
    std::vector<char> is_blamed_{}; // per node and line
    std::vector<bounds> sums_{};    // of `fits`
};

} // namespace partyorg::detail
