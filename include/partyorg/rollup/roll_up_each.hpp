#pragma once
/// @file
/// Totals of several columns in one pass.

#include <partyorg/measures/table.hpp>
#include <partyorg/rollup/roll_up.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace partyorg {

namespace detail {

/// Sums of several columns of one type.
template <class T>
class joint_sums {
public:
    /// Adds a column to the job.
    void add(column_base const& own, std::span<T const> cells, rolled<std::int64_t>& totals) {
        columns_.push_back({&own, cells, &totals});
    }
    /// Does it.
    /// @throw arithmetic_overflow naming the unit, if a sum does not fit into 64 bits.
    void run(roll_up_options const& options) {
        for (std::size_t i = 0; i < columns_.size();) {
            auto const plan = plan_roll_up(columns_[i].own->units(), columns_.size() - i, options);
            std::span const together(&columns_[i], plan.lanes);
            if (plan.lanes == 1)
                roll_one(together[0], plan);
            else
                roll_together(together, plan);
            i += plan.lanes;
        }
    }

private:
    struct entry {
        column_base const* own;
        std::span<T const> cells;
        rolled<std::int64_t>* totals;
    };
    static void roll_one(entry const& e, roll_up_plan const& plan) {
        auto* const out = rolled_parts::prepare(*e.totals, *e.own, std::int64_t{0});
        roll_sums(e.own->units(), e.own->info(), e.cells, plan, out);
    }
    static void roll_together([[maybe_unused]] std::span<entry const> entries,
                              [[maybe_unused]] roll_up_plan const& plan) {
#if PARTYORG_VECTORS
        auto const& units = entries[0].own->units();
        lanes_job<T> job{.depth = units.depths().small()};
        // Counting states takes a third of the time.
        auto const prepare = [&](std::size_t first, std::size_t last) {
            for (auto k = first; k < last; ++k) {
                auto const& e = entries[k];
                job.own[k] = e.cells.data();
                job.out[k] = rolled_parts::prepare(*e.totals, *e.own, std::int64_t{0}, k);
            }
        };
        auto const n = entries.size();
        if (plan.helper)
            plan.helper->both([&] { prepare(0, n / 2); }, [&] { prepare(n / 2, n); });
        else
            prepare(0, n);
        auto const bits = roll_lanes(units, plan.helper, plan.lanes, plan.how, job);
        for (auto const& e : entries) check_sums(units, e.own->info(), e.cells, bits);
#endif
    }
    std::vector<entry> columns_{};
};

} // namespace detail

/// Rolls several columns up together, into figures made before; see the other overload.
/// @pre `totals` was made by `roll_up_each` for as many columns.
/// @throw bad_measure if a column does not hold whole numbers that add up.
/// @throw arithmetic_overflow naming the unit, if a sum does not fit into 64 bits; the figures are
///        then of no use.
/// @complexity Linear in the number of cells.
inline void roll_up_each_into(std::span<rolled<std::int64_t>> totals,
                              std::span<column_base const* const> columns,
                              roll_up_options const& options = {}) {
    PARTYORG_ASSERT(totals.size() == columns.size(), "one result per column");
    detail::joint_sums<std::int64_t> wide;
    detail::joint_sums<std::int32_t> narrow;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        PARTYORG_ASSERT(columns[i]->size() == columns[0]->size(), "all are of one snapshot");
        visit(*columns[i], [&]<class T, class Law>(column<T, Law> const& own) {
            constexpr bool adds_up = Law::kind == law_kind::flow || Law::kind == law_kind::stock;
            if constexpr (adds_up && std::same_as<T, std::int64_t>)
                wide.add(own, own.values(), totals[i]);
            else if constexpr (adds_up && std::same_as<T, std::int32_t>)
                narrow.add(own, own.values(), totals[i]);
            else
                detail::fail<bad_measure>(defect::measure_mismatch,
                                          "'" + own.info().id + "' does not add up over units");
        });
    }
    wide.run(options);
    narrow.run(options);
}

/// Rolls several columns of whole numbers up together, four or eight per pass: with vectors, eight
/// take little more time than one.
/// @pre The columns belong to the same snapshot.
/// @return The figures and their completeness, in the order of the columns.
/// @throw bad_measure if a column does not hold whole numbers that add up.
/// @throw arithmetic_overflow naming the unit, if a sum does not fit into 64 bits.
/// @complexity Linear in the number of cells.
[[nodiscard]] inline std::vector<rolled<std::int64_t>>
roll_up_each(std::span<column_base const* const> columns, roll_up_options const& options = {}) {
    std::vector<rolled<std::int64_t>> totals(columns.size(), {{}, {}, {}, {}});
    roll_up_each_into(totals, columns, options);
    return totals;
}

/// Rolls several columns of whole numbers up together:
/// `auto const [registered, assigned] = roll_up_each(a, b);`
/// @pre The columns belong to the same snapshot.
/// @return The figures and their completeness, in the order of the columns.
/// @throw arithmetic_overflow naming the unit, if a sum does not fit into 64 bits.
/// @complexity Linear in the number of cells.
template <class... T, class... Law>
    requires(sizeof...(T) > 1 && (std::integral<T> && ...))
[[nodiscard]] auto roll_up_each(column<T, Law> const&... own)
    -> std::array<rolled<std::int64_t>, sizeof...(T)> {
    static_assert(((Law::kind == law_kind::flow || Law::kind == law_kind::stock) && ...),
                  "only flows and stocks add up over units");
    std::array<column_base const*, sizeof...(T)> const columns = {&own...};
    auto totals = roll_up_each(columns);
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
        return std::array<rolled<std::int64_t>, sizeof...(T)>{std::move(totals[I])...};
    }(std::index_sequence_for<T...>{});
}

} // namespace partyorg
