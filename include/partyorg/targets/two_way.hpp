#pragma once
/// @file
/// A table of whole numbers with both margins fixed: units by groups, cells by stages.

#include <partyorg/core/label.hpp>
#include <partyorg/core/result.hpp>
#include <partyorg/measures/table.hpp>
#include <partyorg/targets/apportion.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace partyorg {

/// A demand on a cell; without a column on the total of a row, without a row on that of a column.
struct two_way_demand {
    std::optional<std::size_t> row{};    ///< which row
    std::optional<std::size_t> column{}; ///< which column
    std::optional<std::int64_t> lower{}; ///< at least so many
    std::optional<std::int64_t> upper{}; ///< at most so many
    std::optional<std::int64_t> hold{};  ///< exactly so many

    /// @return Whether all parts agree.
    friend bool operator==(two_way_demand const&, two_way_demand const&) = default;
};

/// The question: fill a table whose margins are given, in proportion to weights.
struct two_way_request {
    std::vector<std::string> rows{};           ///< names, for messages
    std::vector<std::string> columns{};        ///< names, for messages
    std::vector<std::int64_t> row_totals{};    ///< one per row
    std::vector<std::int64_t> column_totals{}; ///< one per column
    std::vector<std::int64_t> weights{};   ///< row by row; a cell of weight 0 gets its lower bound
    std::vector<two_way_demand> demands{}; ///< bounds and holds of cells
    apportionment_method method = apportionment_method::webster; ///< or `jefferson`
};

/// Most seats that one table may divide: they are given one by one.
inline constexpr std::int64_t most_two_way_seats = 100'000;

/// The answer.
struct two_way_result {
    std::size_t columns = 0;           ///< how many there are
    std::vector<std::int64_t> cells{}; ///< row by row

    /// @return The figure of a cell.
    /// @pre The row and the column exist.
    [[nodiscard]] std::int64_t at(std::size_t row, std::size_t column) const {
        return cells[row * columns + column];
    }
    /// @return Whether all figures agree.
    friend bool operator==(two_way_result const&, two_way_result const&) = default;
};

/// Fills a table with both margins fixed (biproportional division).
///
/// There are divisors for rows and for columns such that every figure is its weight, divided by
/// both and rounded by the method, within its bounds: multiplying the weights of a row or a column
/// by a number changes nothing. It is the table that makes the product of all claims largest, and
/// is found seat by seat along the strongest chain of transfers, compared exactly, in numbers as
/// long as it takes. Of equally good tables one is chosen by the order of rows and columns.
/// @return The figures, or every defect: sizes that do not match, negative figures, margins that
///         differ (PO1714), more than `most_two_way_seats` (PO1708), another method, demands that
///         cannot be met together with a set of them from which none can be left out (PO1712).
/// @complexity Seats times cells times the length of a chain, at most twice the smaller side.
/// @source M. L. Balinski, G. Demange: Algorithms for proportional matrices in reals and integers,
///         1989; G. Rote, M. Zachariasen: Matrix scaling by network flow, 2007 (minimum-cost flow).
[[nodiscard]] result<two_way_result> divide_two_way(two_way_request const& request);

/// @return A set of demands, margins among them, that cannot be met together and of which none can
///         be left out; empty if all can be met.
/// @pre The sizes match and nothing is negative.
/// @complexity A flow through the table, times the size of the set times the logarithm of the
///             demands.
[[nodiscard]] std::vector<two_way_demand> find_two_way_conflict(two_way_request const& request);

/// Checks a table on its own: margins, bounds, and that no chain of transfers makes it more
/// proportional.
/// @return Nothing, or what does not hold (PO1709).
/// @pre The request is one that `divide_two_way` accepts.
/// @complexity Cells times rows and columns, in the worst case.
[[nodiscard]] problems verify(two_way_result const& answer, two_way_request const& request);

/// Why a cell has its figure: its weight times a factor for its row and one for its column
/// lies where the method gives that figure; or the bound that stops it. In both languages.
/// @pre `answer` is the answer to `request`, and the row and the column exist.
/// @complexity As `verify`.
[[nodiscard]] label why(two_way_request const& request, two_way_result const& answer,
                        std::size_t row, std::size_t column);

/// A group among which the totals of units are divided.
struct two_way_group {
    std::string measure{};               ///< its weights, a column of the table
    std::optional<std::int64_t> total{}; ///< over all units; what the weights add up to if not told
};

/// A demand on the figure of one unit in one group.
struct two_way_figure {
    std::string code{};                  ///< of the unit
    std::string measure{};               ///< of the group; "rest" for what is left
    std::optional<std::int64_t> lower{}; ///< at least so many
    std::optional<std::int64_t> upper{}; ///< at most so many
    std::optional<std::int64_t> hold{};  ///< exactly so many
};

/// The question put to a table of units: the totals of the units are decided, and those of groups.
struct unit_groups_request {
    std::string totals{};                  ///< measure with the total of every unit
    std::vector<two_way_group> groups{};   ///< the groups
    std::string rest{};                    ///< measure of which the groups are parts: what is left
                                           ///< of it weighs in one more group, "rest"; empty: none
    std::vector<two_way_figure> demands{}; ///< bounds and holds
    apportionment_method method = apportionment_method::webster; ///< or `jefferson`
};

/// The answer, with the table that `why` and `verify` need.
struct unit_groups {
    std::vector<slot> units{}; ///< who has a total, in slot order
    two_way_request asked{};   ///< rows are their codes, columns the measures of the groups
    two_way_result result{};   ///< the figures

    /// @return The position of the unit among the rows, or nothing.
    /// @complexity Logarithmic.
    [[nodiscard]] std::optional<std::size_t> position_of(slot unit) const;
    /// @return A column `allocated.GROUP` with the figures of a group; GROUP is the last part of
    /// its
    ///         measure, or all of it where two groups would be called the same. Units without a
    ///         total stay blank.
    /// @pre `group < asked.columns.size()`, and `units` is the snapshot of the table that was
    /// asked.
    [[nodiscard]] count_column as_column(hierarchy const& units, std::size_t group) const;
};

/// Divides the totals of units among groups, both margins fixed.
///
/// Units with a number in the column of totals take part, those that declare "-" or are blank do
/// not. A blank weight weighs nothing.
/// @return The figures, or every defect with the place of the unit's row: no such column or unit,
///         negative weights, groups that are more than the measure they are parts of, a unit and
///         its superior both with a total, and all that `divide_two_way` reports.
/// @complexity As `divide_two_way`, plus the number of units.
[[nodiscard]] result<unit_groups> divide_two_way(table const& figures,
                                                 unit_groups_request const& request);

} // namespace partyorg
