#pragma once
/// @file
/// Any subtree's sum in constant time, from prefix sums.

#include <partyorg/rollup/roll_up.hpp>

#include <cstdint>
#include <utility>
#include <vector>

namespace partyorg {

/// Prefix sums of a column: the sum of a subtree is one subtraction, because a subtree is an
/// interval.
///
/// Half the memory traffic of stored totals; take it when sums of some units are asked for.
class subtree_sums {
public:
    /// Adds up the stated cells of `own`.
    /// @throw arithmetic_overflow naming the unit, if a running sum does not fit into 64 bits.
    /// @complexity Linear.
    template <class T, class Law>
        requires(Law::kind == law_kind::flow || Law::kind == law_kind::stock) && std::integral<T>
    explicit subtree_sums(column<T, Law> const& own) : units_(own.units()) {
        auto const cells = own.values();
        prefix_.resize(cells.size() + 1);
        // A cell that is not stated holds 0, so that no state is asked.
        for (std::uint32_t s = 0; s < cells.size(); ++s)
            if (detail::add_overflows(prefix_[s], static_cast<std::int64_t>(cells[s]),
                                      prefix_[s + 1]))
                detail::fail_overflow(units_, own.info(), slot(s));
    }
    /// @return The sum over the unit and all units below it.
    /// @pre The unit is in the snapshot.
    /// @complexity Constant.
    [[nodiscard]] std::int64_t operator[](slot s) const {
        return prefix_[units_.end(s).value()] - prefix_[s.value()];
    }
    /// @copydoc operator[]
    [[nodiscard]] std::int64_t operator[](unit_id id) const { return (*this)[units_.slot_of(id)]; }

private:
    hierarchy units_;
    std::vector<std::int64_t> prefix_{};
};

} // namespace partyorg
