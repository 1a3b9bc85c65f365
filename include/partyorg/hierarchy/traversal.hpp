#pragma once
/// @file
/// Ways through a hierarchy, as light ranges: nothing is allocated, nothing recurses.
///
/// Every range holds a copy of the snapshot (one counted pointer), so it outlives the variable it
/// was made from; its iterators point into the range's snapshot and may outlive the range.

#include <partyorg/hierarchy/hierarchy.hpp>

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <vector>

namespace partyorg {

namespace detail {

/// An iterator over slots whose next position is computed by `Step`, a stateless function object.
template <class Step>
class slot_iterator {
public:
    using value_type = slot;
    using difference_type = std::ptrdiff_t;
    using reference = slot;
    using pointer = void;
    using iterator_category = std::input_iterator_tag; // dereferencing gives a value
    using iterator_concept = std::forward_iterator_tag;

    slot_iterator() = default;
    slot_iterator(std::uint32_t const* parent, std::uint32_t const* end, std::uint32_t at)
        : parent_(parent),
          end_(end),
          at_(at) {}
    slot operator*() const noexcept { return slot(at_); }
    slot_iterator& operator++() {
        at_ = Step::next(parent_, end_, at_);
        return *this;
    }
    slot_iterator operator++(int) {
        auto const before = *this;
        ++*this;
        return before;
    }
    friend bool operator==(slot_iterator const& a, slot_iterator const& b) noexcept {
        return a.at_ == b.at_;
    }

private:
    std::uint32_t const* parent_ = nullptr;
    std::uint32_t const* end_ = nullptr;
    std::uint32_t at_ = no_row;
};

/// A range of slots; a view in the sense of `std::ranges`.
template <class Step>
class slot_range {
public:
    using iterator = slot_iterator<Step>;

    slot_range() = default;
    slot_range(hierarchy units, std::uint32_t first, std::uint32_t last)
        : units_(std::move(units)),
          first_(first),
          last_(last) {}
    [[nodiscard]] iterator begin() const { return at(first_); }
    [[nodiscard]] iterator end() const { return at(last_); }
    [[nodiscard]] bool empty() const noexcept { return first_ == last_; }

private:
    [[nodiscard]] iterator at(std::uint32_t position) const {
        return {units_.parents().data(), units_.ends().data(), position};
    }
    hierarchy units_{};
    std::uint32_t first_ = no_row;
    std::uint32_t last_ = no_row;
};

/// The next slot: subtrees and whole snapshots.
struct step_forward {
    static std::uint32_t next(std::uint32_t const*, std::uint32_t const*, std::uint32_t s) {
        return s + 1;
    }
};
/// The next sibling begins where this subtree ends.
struct step_sibling {
    static std::uint32_t next(std::uint32_t const*, std::uint32_t const* end, std::uint32_t s) {
        return end[s];
    }
};
/// The parent; `no_row` above a root.
struct step_up {
    static std::uint32_t next(std::uint32_t const* parent, std::uint32_t const*, std::uint32_t s) {
        return parent[s] == s ? no_row : parent[s];
    }
};
/// First slot at or after `s` that has nothing below it.
inline std::uint32_t first_leaf(std::uint32_t const* end, std::uint32_t s) {
    while (end[s] != s + 1) ++s;
    return s;
}
/// Children before parents: the first leaf of the next sibling, or the parent after the last child.
/// Amortised constant, because every unit is descended through once.
struct step_post_order {
    static std::uint32_t next(std::uint32_t const* parent, std::uint32_t const* end,
                              std::uint32_t s) {
        auto const above = parent[s];
        if (above == s) return no_row;
        return end[s] == end[above] ? above : first_leaf(end, end[s]);
    }
};

} // namespace detail

/// @return The units directly under `s`, in order.
/// @pre `units.contains(s)`
/// @complexity Constant per step.
[[nodiscard]] inline auto children(hierarchy const& units, slot s) {
    return detail::slot_range<detail::step_sibling>(units, s.value() + 1, units.end(s).value());
}

/// @return The units above `s`, the nearest first, without `s`.
/// @pre `units.contains(s)`
/// @complexity Constant per step.
[[nodiscard]] inline auto ancestors(hierarchy const& units, slot s) {
    auto const above = units.parent(s);
    return detail::slot_range<detail::step_up>(units, above ? above->value() : detail::no_row,
                                               detail::no_row);
}

/// @return `s` and all units below it, parents before children.
/// @pre `units.contains(s)`
/// @complexity Constant per step.
[[nodiscard]] inline auto subtree(hierarchy const& units, slot s) {
    return detail::slot_range<detail::step_forward>(units, s.value(), units.end(s).value());
}

/// @return All units, parents before children.
[[nodiscard]] inline auto pre_order(hierarchy const& units) {
    return detail::slot_range<detail::step_forward>(units, 0, units.size());
}

/// @return The subtree of `s`, children before parents and siblings in order; `s` comes last.
/// @pre `units.contains(s)`
/// @complexity Amortised constant per step.
[[nodiscard]] inline auto post_order(hierarchy const& units, slot s) {
    auto const first = detail::first_leaf(units.ends().data(), s.value());
    // One past `s` in post-order is what follows it: the same rule that steps through it.
    auto const last =
        detail::step_post_order::next(units.parents().data(), units.ends().data(), s.value());
    return detail::slot_range<detail::step_post_order>(units, first, last);
}

/// @return All units of a forest, children before parents.
/// @complexity Amortised constant per step within a tree.
[[nodiscard]] inline std::vector<slot> post_order(hierarchy const& units) {
    std::vector<slot> order;
    order.reserve(units.size());
    for (auto s = slot(0); s.value() < units.size(); s = units.end(s))
        for (auto const below : post_order(units, s)) order.push_back(below);
    return order;
}

/// @return The units without a unit above them.
[[nodiscard]] inline auto roots(hierarchy const& units) {
    return detail::slot_range<detail::step_sibling>(units, 0, units.size());
}

/// A range over the units at or below one unit that have nothing below them.
class leaf_range {
public:
    /// Walks forward over the leaves.
    class iterator {
    public:
        using value_type = slot;                            ///< a position
        using difference_type = std::ptrdiff_t;             ///< distance
        using reference = slot;                             ///< by value
        using pointer = void;                               ///< none
        using iterator_category = std::input_iterator_tag;  ///< dereferencing gives a value
        using iterator_concept = std::forward_iterator_tag; ///< multi-pass

        /// A singular iterator.
        iterator() = default;
        /// Stands on the first leaf at or after `at`, not beyond `last`.
        iterator(std::uint32_t const* end, std::uint32_t at, std::uint32_t last)
            : end_(end),
              at_(at),
              last_(last) {
            settle();
        }
        /// @return The leaf.
        slot operator*() const noexcept { return slot(at_); }
        /// @return Itself, on the next leaf.
        iterator& operator++() {
            ++at_;
            settle();
            return *this;
        }
        /// @return The position before the step.
        iterator operator++(int) {
            auto const before = *this;
            ++*this;
            return before;
        }
        /// @return Whether both stand on the same unit.
        friend bool operator==(iterator const& a, iterator const& b) noexcept {
            return a.at_ == b.at_;
        }

    private:
        void settle() {
            while (at_ < last_ && end_[at_] != at_ + 1) ++at_;
        }
        std::uint32_t const* end_ = nullptr;
        std::uint32_t at_ = 0;
        std::uint32_t last_ = 0;
    };

    /// An empty range.
    leaf_range() = default;
    /// The leaves among the slots `[first, last)`.
    leaf_range(hierarchy units, std::uint32_t first, std::uint32_t last)
        : units_(std::move(units)),
          first_(first),
          last_(last) {}
    /// @return The first leaf.
    [[nodiscard]] iterator begin() const { return {units_.ends().data(), first_, last_}; }
    /// @return The end.
    [[nodiscard]] iterator end() const { return {units_.ends().data(), last_, last_}; }

private:
    hierarchy units_{};
    std::uint32_t first_ = 0;
    std::uint32_t last_ = 0;
};

/// @return The units at or below `s` that have nothing below them.
/// @pre `units.contains(s)`
/// @complexity Linear in the subtree for the whole range.
[[nodiscard]] inline leaf_range leaves(hierarchy const& units, slot s) {
    return {units, s.value(), units.end(s).value()};
}

/// @return The lowest unit that is at or above both, or nothing if they are in different trees.
/// @pre `units.contains(a) && units.contains(b)`
/// @complexity Linear in the difference of depth; each step is one comparison of intervals.
[[nodiscard]] inline std::optional<slot> lowest_common_ancestor(hierarchy const& units, slot a,
                                                                slot b) {
    auto at = a < b ? a : b;
    auto const other = a < b ? b : a;
    while (!units.is_ancestor_or_self(at, other)) {
        auto const above = units.parent(at);
        if (!above) return {};
        at = *above;
    }
    return at;
}

/// @return The way from `from` up to the lowest common ancestor and down to `to`, both included;
///         empty if they are in different trees.
/// @pre `units.contains(from) && units.contains(to)`
/// @complexity Linear in the length of the way.
[[nodiscard]] inline std::vector<slot> path(hierarchy const& units, slot from, slot to) {
    auto const top = lowest_common_ancestor(units, from, to);
    if (!top) return {};
    std::vector<slot> way;
    for (auto s = from; s != *top; s = *units.parent(s)) way.push_back(s);
    way.push_back(*top);
    auto const turn = way.size();
    for (auto s = to; s != *top; s = *units.parent(s)) way.push_back(s);
    // The second half was collected upwards.
    for (std::size_t i = turn, j = way.size(); i + 1 < j; ++i) std::swap(way[i], way[--j]);
    return way;
}

} // namespace partyorg

// Doxygen cannot place members of std.
/// @cond
// Ranges of slots are cheap to copy: views.
template <class Step>
inline constexpr bool std::ranges::enable_view<partyorg::detail::slot_range<Step>> = true;
// The leaves are a view, too.
template <>
inline constexpr bool std::ranges::enable_view<partyorg::leaf_range> = true;
/// @endcond
