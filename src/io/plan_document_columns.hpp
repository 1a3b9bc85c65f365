#pragma once
// What a column of the plan's table measures, told from its headings.

#include <partyorg/measures/measure.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace partyorg::io::detail {

/// What the cells of a column are.
enum class column_role : std::uint8_t {
    figures, ///< whole numbers
    share,   ///< a percentage: derived, and no whole number
    text,    ///< notes
};

/// A column's headings from the top down, and what they mean.
struct column_meaning {
    column_role role = column_role::figures;
    measure_info measure{};
    std::optional<measure_info> stage{}; ///< the stage that parts to the right belong to, if told
};

/// Tells the measure from the headings. A known of-which under a known stage is a measure of the
/// library ("quota.registered.women"); anything else becomes "user.<slug of the headings>".
/// @param headings From the top down, as printed.
/// @param year     Year of the plan: a column of another year is no measure of this plan.
/// @param stage_before Stage of the column to the left: "Nữ" alone is a part of it.
[[nodiscard]] column_meaning meaning_of(std::vector<std::string> const& headings,
                                        std::optional<int> year,
                                        std::optional<measure_info> const& stage_before = {});

} // namespace partyorg::io::detail
