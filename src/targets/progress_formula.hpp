#pragma once
// Figures of a report that are computed from others, and how.

#include <partyorg/targets/progress.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace partyorg::detail {

/// The computation of a figure, or nothing if the report has cells for it or does not know it.
[[nodiscard]] std::optional<figure_formula> formula_of(progress_report const& report,
                                                       std::string_view figure, slot unit);
/// The measure that a figure of CSV and JSON shows: "quota.assigned" for "assigned".
[[nodiscard]] std::string measure_named(progress_report const& report, std::string_view figure);

} // namespace partyorg::detail
