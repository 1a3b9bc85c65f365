#pragma once
/// @file
/// Totals of every unit with all units below it, and how complete they are.

#include <partyorg/core/error.hpp>
#include <partyorg/measures/column.hpp>
#include <partyorg/rollup/completeness.hpp>
#include <partyorg/rollup/detail/interval_pass.hpp>
#include <partyorg/rollup/detail/level_pass.hpp>
#include <partyorg/rollup/detail/line_array.hpp>
#include <partyorg/rollup/detail/vector.hpp>
#include <partyorg/rollup/monoid.hpp>
#include <partyorg/rollup/parallel.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace partyorg {

/// How a roll-up is carried out. The defaults are right; tests lower the limits, so that every path
/// runs on small data.
struct roll_up_options {
    two_threads* helper = nullptr;             ///< takes half of large roll-ups
    std::uint32_t two_threads_from = 1u << 18; ///< units from which halving pays
    std::uint32_t vectors_from = 1u << 10;     ///< units from which columns are transposed
    std::size_t streaming_from = 16u << 20;    ///< bytes of results that no cache keeps
    std::uint32_t levels_from = 1u << 21;      ///< units that no cache keeps
    unsigned most_lanes = 8;                   ///< widest vectors to use: 8, 4 or 1
};

namespace detail {
struct rolled_parts;
}

/// The figures of every unit together with all units below it.
template <class V>
class rolled {
public:
    using value_type = V; ///< type of a figure

    /// Takes over computed figures.
    rolled(hierarchy units, measure_info info, detail::result_array<V> values,
           detail::cell_counts counts)
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
    /// @complexity Constant.
    [[nodiscard]] completeness counts(slot s) const {
        return counts_.between(index(s), units_.ends()[s.value()]);
    }
    /// @copydoc counts
    [[nodiscard]] completeness counts(unit_id id) const { return counts(units_.slot_of(id)); }
    /// @return The snapshot.
    [[nodiscard]] hierarchy const& units() const noexcept { return units_; }
    /// @return The measure that was rolled up.
    [[nodiscard]] measure_info const& info() const noexcept { return info_; }
    /// @return All figures in slot order. Valid while this object lives.
    [[nodiscard]] std::span<V const> values() const noexcept {
        return {values_.data(), values_.size()};
    }

private:
    friend struct detail::rolled_parts;

    [[nodiscard]] std::size_t index(slot s) const {
        PARTYORG_ASSERT(s.value() < values_.size(), "the slot belongs to this snapshot");
        return s.value();
    }
    hierarchy units_;
    measure_info info_;
    detail::result_array<V> values_;
    detail::cell_counts counts_;
};

namespace detail {

/// What the roll-ups write to.
struct rolled_parts {
    /// Makes `totals` figures of `own`, in the memory it has if that is of the right size.
    /// @return Where the figures go.
    template <class V>
    static V* prepare(rolled<V>& totals, column_base const& own, V const& neutral,
                      std::size_t lane = 0) {
        auto const n = own.units().size();
        if (totals.values_.size() != n) totals.values_ = make_result<V>(n, neutral, lane);
        totals.units_ = own.units();
        totals.info_ = own.info();
        totals.counts_.assign(own.states(), own.units());
        return totals.values_.data();
    }
};

[[noreturn]] inline void fail_overflow(hierarchy const& units, measure_info const& info, slot s) {
    fail<arithmetic_overflow>(defect::overflow,
                              "the sum of '" + info.id + "' at " + code_path(units, s) +
                                  " does not fit into 64 bits",
                              units.origin(s));
}

/// Adds with a check; true if the sum does not fit.
inline bool add_overflows(std::int64_t a, std::int64_t b, std::int64_t& out) noexcept {
    return __builtin_add_overflow(a, b, &out);
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

/// Own values of a sum. A cell that is not stated holds zero, so that no state is asked.
template <class T>
struct summands {
    T const* cells;
    std::uint64_t bits = 0; ///< of all values so far
    [[nodiscard]] auto operator()(std::size_t s) noexcept {
        auto const value = sum{}.lift(cells[s]);
        bits |= magnitude_bits(value);
        return value;
    }
    void add_notes(summands const& other) noexcept { bits |= other.bits; }
};

/// Own values of any other combination: the neutral element unless the cell is stated.
template <class T, class Fold>
struct lifted {
    T const* cells;
    cell_state const* states;
    Fold const* fold;
    [[nodiscard]] combined_t<Fold, T> operator()(std::size_t s) const {
        return states[s] == cell_state::stated ? fold->lift(cells[s]) : fold->identity(T{});
    }
    void add_notes(lifted const&) noexcept {}
};

/// The best stated value of every subtree: `level_pass` with values and "is there one" in arrays of
/// their own. As optionals they would be compared with branches, and which of two values is taken
/// is as random as the data: five to ten times slower.
template <class Better, class Level, class T>
void choice_pass(Level const* depth, std::size_t n, std::uint32_t deepest, T const* cells,
                 cell_state const* states, std::optional<T>* out) {
    std::vector<T> best(deepest + std::size_t{2});
    std::vector<unsigned char> found(best.size());
    auto* const value_of = best.data();
    auto* const found_at = found.data();
    auto const combine = [](T& a, unsigned a_found, T const& b, unsigned b_found) {
        unsigned const better = Better{}(b, a);
        a = (b_found & (better | (a_found ^ 1u))) != 0 ? b : a;
        return static_cast<unsigned char>(a_found | b_found);
    };
    for (auto s = n; s-- > 0;) {
        std::size_t const level = depth[s];
        T value = cells[s];
        unsigned const own_found = states[s] == cell_state::stated;
        auto const here = combine(value, own_found, value_of[level + 1], found_at[level + 1]);
        found_at[level + 1] = 0;
        found_at[level] = combine(value_of[level], found_at[level], value, here);
        // Written where it stays: a copy is read wider than it was written, and waits for that.
        ::new (out + s) std::optional<T>(value);
        if (here == 0) out[s].reset();
    }
}

/// A sum in 128 bits: 2^32 values of 64 bits always fit.
__extension__ using wide_int = __int128;

/// The slow way, taken when no bound proves that all sums fit: names the first unit, from the
/// bottom, whose own total does not. Totals that fit are right already, whatever their partial sums
/// did.
template <class Part>
void check_sums(hierarchy const& units, measure_info const& info, Part&& part) {
    auto const parent = units.parents();
    std::vector<wide_int> total(units.size());
    for (std::uint32_t s = units.size(); s-- > 0;) {
        total[s] += part(s);
        if (total[s] != static_cast<std::int64_t>(total[s])) fail_overflow(units, info, slot(s));
        if (parent[s] != s) total[parent[s]] += total[s];
    }
}
template <class T>
void check_sums(hierarchy const& units, measure_info const& info, std::span<T const> cells,
                std::uint64_t bits) {
    if (sums_fit(bits, cells.size())) return;
    if constexpr (std::same_as<T, coverage_count>) {
        check_sums(units, info, [cells](std::size_t s) { return cells[s].covered; });
        check_sums(units, info, [cells](std::size_t s) { return cells[s].of; });
    } else {
        check_sums(units, info, [cells](std::size_t s) { return cells[s]; });
    }
}

template <class Law>
inline constexpr bool rolls_up = Law::kind != law_kind::distinct && Law::kind != law_kind::ratio;

/// What the law says the cells are combined with.
template <class Law>
using law_monoid = std::conditional_t<Law::kind == law_kind::earliest, min,
                                      std::conditional_t<Law::kind == law_kind::latest, max, sum>>;

/// Whether the halves of a tree may be combined apart: only the library's own combinations, since a
/// user's function may not bear two threads, and no floating-point sums, since their last digit
/// depends on the order.
template <class Fold, class V>
inline constexpr bool may_halve =
    std::same_as<Fold, count> || std::same_as<Fold, all> || std::same_as<Fold, any> ||
    (std::same_as<Fold, sum> && is_exact_sum<V>);

/// The widest vectors that both the processor and the options allow.
[[nodiscard]] inline unsigned widest_vectors(roll_up_options const& options) noexcept {
    auto const lanes = vector_lanes();
    if (lanes == 8 && options.most_lanes >= 8) return 8;
    return lanes >= 4 && options.most_lanes >= 4 ? 4 : 1;
}

/// How a job is done.
struct roll_up_plan {
    two_threads* helper = nullptr; ///< takes the second half
    unsigned vectors = 1;          ///< numbers that one instruction takes
    unsigned lanes = 1;            ///< columns that go together, one per number of a vector
    stores how = stores::cached;   ///< where results go
    bool by_intervals = false;     ///< a sum of whole numbers goes block by block, not by levels
};

/// The one place that chooses. `columns` is how many sums are wanted of the same cells' type.
///
/// Tried and dropped:
/// - a backward pass `out[parent[s]] += out[s]`: reads 4 bytes of parent instead of 1 of depth and
///   needs a copy first; equal in cache, up to 1.8 times slower beyond it;
/// - suffix sums and a gather `sum[s] - sum[end[s]]`: 28 bytes per unit instead of 17, twice as
///   slow without vectors, 1.3 times slower with them at 10 million units;
/// - branches for "same level, deeper, parent" with the accumulator in a register: mispredicted
///   once in three units, 1.4 to 2.4 times slower;
/// - several parts of one column interleaved on one thread, to hide the latency of the
///   accumulators: 10 % faster at -O3, three times slower at -O2;
/// - several columns in one scalar pass: up to four times slower than one after the other, because
///   equal offsets collide in the first-level cache;
/// - positions by level instead of pre-order: two to three times slower;
/// - streaming stores for one column: by levels, the pass is bound by its additions; by intervals,
///   the units that wait for their end leave holes in the lines, which costs more than is saved;
/// - intervals where no cache keeps the column: ends are four bytes per unit, depths are one.
[[nodiscard]] inline roll_up_plan plan_roll_up(hierarchy const& units, std::size_t columns,
                                               roll_up_options const& options) {
    roll_up_plan plan;
    if (units.size() >= options.two_threads_from) plan.helper = options.helper;
    if (units.size() * columns * sizeof(std::int64_t) >= options.streaming_from)
        plan.how = stores::streaming;
    if (units.size() >= options.vectors_from) plan.vectors = widest_vectors(options);
    // Neither form takes deep trees: the transposed one holds depths in a byte.
    if (!units.depths().is_small()) return plan;
    plan.by_intervals = units.size() < options.levels_from;
    plan.lanes = columns >= 8 && plan.vectors == 8 ? 8 : columns >= 4 && plan.vectors >= 4 ? 4 : 1;
    return plan;
}

/// Exact sums of one column.
/// @throw arithmetic_overflow naming the unit, if a sum does not fit into 64 bits.
template <class T, class V>
void roll_sums(hierarchy const& units, measure_info const& info, std::span<T const> cells,
               roll_up_plan const& plan, V* out) {
    if constexpr (std::integral<T>)
        if (plan.by_intervals)
            return check_sums(units, info, cells,
                              roll_intervals(units, plan.helper, plan.vectors, cells.data(), out));
    auto const notes =
        roll_levels(units, plan.helper, V{}, summands<T>{cells.data()}, wrapping_sum{}, out);
    check_sums(units, info, cells, notes.bits);
}

} // namespace detail

/// Combines each unit's cell with those of all units below it, into figures made before: their
/// memory is used again, which for a million units and more saves most of the time.
/// @pre `totals` was made by `roll_up` with the same kinds of column and `fold`.
/// @throw arithmetic_overflow naming the unit, if a sum does not fit into 64 bits; the figures are
///        then of no use.
/// @complexity One call of `fold` per unit.
template <class T, class Law, monoid<T> Fold>
void roll_up_into(rolled<combined_t<Fold, T>>& totals, column<T, Law> const& own, Fold const& fold,
                  roll_up_options const& options = {}) {
    using value = combined_t<Fold, T>;
    auto const& units = own.units();
    auto const neutral = fold.identity(T{});
    auto* const out = detail::rolled_parts::prepare(totals, own, neutral);
    auto const plan = detail::plan_roll_up(units, 1, options);
    auto const helper = detail::may_halve<Fold, value> ? plan.helper : nullptr;
    if constexpr (std::same_as<Fold, sum> && detail::is_exact_sum<value>) {
        detail::roll_sums(units, own.info(), own.values(), plan, out);
    } else if constexpr (std::same_as<Fold, min> || std::same_as<Fold, max>) {
        using better = std::conditional_t<std::same_as<Fold, min>, detail::smaller, detail::larger>;
        units.depths().visit([&](auto depth) {
            detail::choice_pass<better>(depth.data(), units.size(), units.max_depth(),
                                        own.values().data(), own.states().data(), out);
        });
    } else {
        detail::roll_levels(
            units, helper, neutral,
            detail::lifted<T, Fold>{own.values().data(), own.states().data(), &fold}, fold, out);
    }
}

/// Combines each unit's cell with those of all units below it.
///
/// One backward pass: slots are pre-order, so a child is complete before its parent is met. Sums of
/// integers are exact: they run in 64 bits under a proven bound, and are checked in 128 where there
/// is none.
/// @pre `own` belongs to the snapshot `units`; `fold` is associative and commutative.
/// @return Per unit, the combined stated cells of its subtree and how complete they are.
/// @throw arithmetic_overflow naming the unit, if a sum does not fit into 64 bits.
/// @complexity One call of `fold` per unit; allocates the result.
template <class T, class Law, monoid<T> Fold>
[[nodiscard]] auto roll_up([[maybe_unused]] hierarchy const& units, column<T, Law> const& own,
                           Fold const& fold, roll_up_options const& options = {})
    -> rolled<combined_t<Fold, T>> {
    PARTYORG_ASSERT(own.size() == units.size(), "the column belongs to the snapshot");
    rolled<combined_t<Fold, T>> totals({}, {}, {}, {});
    roll_up_into(totals, own, fold, options);
    return totals;
}

/// Rolls a column up as its law says: flows, stocks and coverage are added, the earliest and latest
/// day selected.
/// @pre `own` belongs to the snapshot `units`.
/// @return Per unit, the figure of its subtree and how complete it is.
/// @throw arithmetic_overflow naming the unit, if a sum does not fit into 64 bits.
/// @complexity Linear in the number of units.
template <class T, class Law>
[[nodiscard]] auto roll_up(hierarchy const& units, column<T, Law> const& own,
                           roll_up_options const& options = {}) {
    static_assert(detail::rolls_up<Law>,
                  "a distinct count or a ratio cannot be rolled up: state it, or recompute it");
    return roll_up(units, own, detail::law_monoid<Law>{}, options);
}

/// Rolls a column up over its own snapshot.
/// @return Per unit, the figure of its subtree and how complete it is.
/// @throw arithmetic_overflow naming the unit, if a sum does not fit into 64 bits.
/// @complexity Linear in the number of units.
template <class T, class Law>
[[nodiscard]] auto roll_up(column<T, Law> const& own, roll_up_options const& options = {}) {
    return roll_up(own.units(), own, options);
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
