#pragma once
/// @file
/// Where a total that does not agree probably went wrong.

#include <partyorg/core/label.hpp>
#include <partyorg/organisation/organisation.hpp>
#include <partyorg/organisation/plan.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace partyorg {

/// What kind of slip explains a difference.
enum class suspect_kind : std::uint8_t {
    digit_swap,            ///< two digits of the total or of one cell are exchanged
    missing_row,           ///< a row of the table is missing
    repeated_row,          ///< a row stands in the table twice
    wrong_column,          ///< a figure stands in the neighbouring column
    of_which_above_target, ///< an of-which figure is larger than its target
    off_by_one_row, ///< the total leaves out the first or last row, a column slipped by a row,
                    ///< or one row's figure is one too many or too few
    changed_cell,   ///< one cell differs from its counterpart by just the difference
};

/// @return The identifier used in files: "digit_swap".
[[nodiscard]] std::string_view to_string(suspect_kind kind) noexcept;

/// A row that a suspicion points at.
struct suspect_row {
    std::string code{};     ///< the unit's code; for a missing row the code it would have
    std::string name{};     ///< the unit's name; empty for a missing row
    std::uint32_t row = 0;  ///< number of the row, as the code ends; 0 if it does not end in one
    std::uint32_t line = 0; ///< line it was read from, 0 if not known

    /// @return Whether all parts agree.
    friend bool operator==(suspect_row const&, suspect_row const&) = default;
};

/// One possible explanation of a difference.
struct suspect {
    suspect_kind kind{};             ///< what kind of slip
    label explanation{};             ///< in words
    std::vector<suspect_row> rows{}; ///< the rows it points at, at most `most_suspect_rows`
    int weight = 0;                  ///< 0 … 100: how much speaks for it; only the order matters
};

/// Most rows that one suspicion names.
inline constexpr std::size_t most_suspect_rows = 10;

/// Looks for slips that explain why a printed total differs from what its units add up to.
///
/// A gap in the numbering speaks for a missing row, a second row with the same name and just the
/// missing figures for a repeated one, exchanged digits for a slip of the pen; a measure and its
/// counterpart (registered and assigned) speak for each other.
/// @param whole  The organisation.
/// @param found  One of the discrepancies that `reconcile` returned for it.
/// @param counts Counts that the document states, if any: "61 units" against 60 rows.
/// @return Explanations, the best first; empty if nothing known explains the difference.
/// @complexity Linear in the subtree of the unit times the number of columns.
[[nodiscard]] std::vector<suspect> find_suspects(organisation const& whole,
                                                 discrepancy const& found,
                                                 std::span<stated_count const> counts = {});

} // namespace partyorg
