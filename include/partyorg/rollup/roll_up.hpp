#pragma once
/// @file
/// Totals of every unit with all units below it, and how complete they are.

#include <partyorg/core/error.hpp>
#include <partyorg/measures/column.hpp>
#include <partyorg/rollup/monoid.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace partyorg {

/// How many cells a rolled-up figure rests on.
///
/// A number and a "-" are answers. A blank cell is missing, except that of a unit that has others
/// below it: such a unit's figure is made of theirs.
struct completeness {
    std::uint32_t answered = 0; ///< cells with a number or "-"
    std::uint32_t missing = 0;  ///< blank cells of units without units below them

    /// @return Whether no cell is missing.
    [[nodiscard]] bool complete() const noexcept { return missing == 0; }
    /// @return Whether both numbers agree.
    friend bool operator==(completeness const&, completeness const&) = default;
};

/// The figures of every unit together with all units below it.
template <class V>
class rolled {
public:
    using value_type = V; ///< type of a figure

    /// Takes over computed figures.
    rolled(hierarchy units, measure_info info, std::vector<V> values,
           std::vector<completeness> counts)
        : units_(std::move(units)),
          info_(std::move(info)),
          values_(std::move(values)),
          counts_(std::move(counts)) {}

    /// @return The figure of the unit and all below it.
    /// @pre The unit is in the snapshot.
    [[nodiscard]] V operator[](slot s) const { return values_[index(s)]; }
    /// @copydoc operator[]
    [[nodiscard]] V operator[](unit_id id) const { return (*this)[units_.slot_of(id)]; }
    /// @return How many cells the figure rests on.
    /// @pre The unit is in the snapshot.
    [[nodiscard]] completeness const& counts(slot s) const { return counts_[index(s)]; }
    /// @copydoc counts
    [[nodiscard]] completeness const& counts(unit_id id) const {
        return counts(units_.slot_of(id));
    }
    /// @return The snapshot.
    [[nodiscard]] hierarchy const& units() const noexcept { return units_; }
    /// @return The measure that was rolled up.
    [[nodiscard]] measure_info const& info() const noexcept { return info_; }
    /// @return All figures in slot order.
    [[nodiscard]] std::vector<V> const& values() const noexcept { return values_; }

private:
    [[nodiscard]] std::size_t index(slot s) const {
        PARTYORG_ASSERT(s.value() < values_.size(), "the slot belongs to this snapshot");
        return s.value();
    }
    hierarchy units_;
    measure_info info_;
    std::vector<V> values_;
    std::vector<completeness> counts_;
};

namespace detail {

/// Adds with a check; true if the sum does not fit.
inline bool add_overflows(std::int64_t a, std::int64_t b, std::int64_t& out) noexcept {
    return __builtin_add_overflow(a, b, &out);
}

/// Whether no partial sum of these values can leave 64 bits: the largest magnitude times the number
/// of values fits. One cheap pass that almost always replaces a check per addition.
template <class T>
[[nodiscard]] bool sums_fit(std::span<T const> values) {
    std::uint64_t bits = 0; // an upper bound of the largest magnitude, up to a factor of two
    for (auto const v : values) {
        auto const wide = static_cast<std::int64_t>(v);
        bits |= static_cast<std::uint64_t>(wide < 0 ? ~wide : wide);
    }
    constexpr auto limit = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    return values.empty() || bits < limit / values.size();
}
template <>
inline bool sums_fit(std::span<coverage_count const> values) {
    std::uint64_t bits = 0;
    for (auto const& v : values) {
        bits |= static_cast<std::uint64_t>(v.covered < 0 ? ~v.covered : v.covered);
        bits |= static_cast<std::uint64_t>(v.of < 0 ? ~v.of : v.of);
    }
    constexpr auto limit = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    return values.empty() || bits < limit / values.size();
}

[[noreturn]] inline void fail_overflow(hierarchy const& units, measure_info const& info, slot s) {
    fail<arithmetic_overflow>(defect::overflow,
                              "the sum of '" + info.id + "' at " + code_path(units, s) +
                                  " does not fit into 64 bits",
                              units.origin(s));
}

/// A sum that tells when it leaves 64 bits.
inline bool add_checked(std::int64_t& total, std::int64_t value) noexcept {
    return !add_overflows(total, value, total);
}
inline bool add_checked(coverage_count& total, coverage_count value) noexcept {
    return add_checked(total.covered, value.covered) && add_checked(total.of, value.of);
}

template <class V>
inline constexpr bool is_exact_sum =
    std::same_as<V, std::int64_t> || std::same_as<V, coverage_count>;

/// Answers and gaps of every unit with all below it.
[[nodiscard]] inline std::vector<completeness> count_cells(hierarchy const& units,
                                                           std::span<cell_state const> states) {
    auto const n = units.size();
    auto const parent = units.parents();
    auto const end = units.ends();
    std::vector<completeness> counts(n);
    for (std::uint32_t s = n; s-- > 0;) {
        auto& here = counts[s];
        if (states[s] != cell_state::blank)
            ++here.answered;
        else if (end[s] == s + 1)
            ++here.missing;
        if (parent[s] == s) continue;
        counts[parent[s]].answered += here.answered;
        counts[parent[s]].missing += here.missing;
    }
    return counts;
}

template <class Law>
inline constexpr bool rolls_up = Law::kind != law_kind::distinct && Law::kind != law_kind::ratio;

/// What the law says the cells are combined with.
template <class Law>
using law_monoid = std::conditional_t<Law::kind == law_kind::earliest, min,
                                      std::conditional_t<Law::kind == law_kind::latest, max, sum>>;

} // namespace detail

/// Combines each unit's cell with those of all units below it.
///
/// One backward pass: slots are pre-order, so a child is complete before its parent is read. Sums
/// of integers are exact: either a bound proves that they fit into 64 bits, or every addition is
/// checked.
/// @pre `own` belongs to the snapshot `units`; `fold` is associative and commutative.
/// @return Per unit, the combined stated cells of its subtree and how complete they are.
/// @throw arithmetic_overflow naming the unit, if a sum does not fit into 64 bits.
/// @complexity One call of `fold` per unit; allocates the result.
template <class T, class Law, monoid<T> Fold>
[[nodiscard]] auto roll_up(hierarchy const& units, column<T, Law> const& own, Fold const& fold)
    -> rolled<combined_t<Fold, T>> {
    PARTYORG_ASSERT(own.size() == units.size(), "the column belongs to the snapshot");
    using value = combined_t<Fold, T>;
    auto const n = units.size();
    auto const parent = units.parents();
    auto const cells = own.values();
    auto const states = own.states();
    std::vector<value> total(n, fold.identity(T{}));
    for (std::uint32_t s = 0; s < n; ++s)
        if (states[s] == cell_state::stated) total[s] = fold.lift(cells[s]);
    constexpr bool exact = std::same_as<Fold, sum> && detail::is_exact_sum<value>;
    bool fits = true;
    if constexpr (exact) fits = detail::sums_fit(cells);
    if (fits) {
        for (std::uint32_t s = n; s-- > 0;)
            if (parent[s] != s) total[parent[s]] = fold(total[parent[s]], total[s]);
    } else if constexpr (exact) {
        for (std::uint32_t s = n; s-- > 0;)
            if (parent[s] != s && !detail::add_checked(total[parent[s]], total[s]))
                detail::fail_overflow(units, own.info(), slot(parent[s]));
    }
    return {units, own.info(), std::move(total), detail::count_cells(units, states)};
}

/// Rolls a column up as its law says: flows, stocks and coverage are added, the earliest and latest
/// day selected.
/// @pre `own` belongs to the snapshot `units`.
/// @return Per unit, the figure of its subtree and how complete it is.
/// @throw arithmetic_overflow naming the unit, if a sum does not fit into 64 bits.
/// @complexity Linear in the number of units.
template <class T, class Law>
[[nodiscard]] auto roll_up(hierarchy const& units, column<T, Law> const& own) {
    static_assert(detail::rolls_up<Law>,
                  "a distinct count or a ratio cannot be rolled up: state it, or recompute it");
    return roll_up(units, own, detail::law_monoid<Law>{});
}

/// Rolls a column up over its own snapshot.
/// @return Per unit, the figure of its subtree and how complete it is.
/// @throw arithmetic_overflow naming the unit, if a sum does not fit into 64 bits.
/// @complexity Linear in the number of units.
template <class T, class Law>
[[nodiscard]] auto roll_up(column<T, Law> const& own) {
    return roll_up(own.units(), own);
}

/// An exact ratio of two rolled-up figures, never rounded.
struct exact_ratio {
    std::int64_t numerator = 0;   ///< above the line
    std::int64_t denominator = 0; ///< below the line; 0: no ratio

    /// @return The value for display, or nothing when the denominator is 0.
    [[nodiscard]] std::optional<double> value() const {
        if (denominator == 0) return {};
        return static_cast<double>(numerator) / static_cast<double>(denominator);
    }
    /// @return Whether both numbers agree; 1/2 and 2/4 differ.
    friend bool operator==(exact_ratio const&, exact_ratio const&) = default;
};

/// The law of ratios: recomputed from rolled-up parts, never summed.
/// @return The ratio of the unit and all below it.
/// @pre Both belong to the same snapshot, which contains `s`.
[[nodiscard]] inline exact_ratio ratio_of(rolled<std::int64_t> const& numerator,
                                          rolled<std::int64_t> const& denominator, slot s) {
    return {numerator[s], denominator[s]};
}

} // namespace partyorg
