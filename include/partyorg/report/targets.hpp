#pragma once
/// @file
/// Reports on the life of a target: allocation, cascade, adjustment, versions, deviation analysis,
/// percentages. Text for people in Vietnamese and English, CSV and JSON for programs.

#include <partyorg/core/label.hpp>
#include <partyorg/organisation/organisation.hpp>
#include <partyorg/targets/adjust.hpp>
#include <partyorg/targets/allocation.hpp>
#include <partyorg/targets/cascade.hpp>
#include <partyorg/targets/deviation.hpp>
#include <partyorg/targets/percentage.hpp>
#include <partyorg/targets/scenarios.hpp>
#include <partyorg/targets/two_way.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace partyorg::report {

/// What was asked, every unit with its basis, share and figure, and the proof.
/// @pre `done` is the answer to `asked` on `whole.figures`.
/// @complexity Linear in the units.
[[nodiscard]] std::string allocation_text(organisation const& whole,
                                          allocation_request const& asked, allocation const& done,
                                          language lang);
/// `{"by", "seats", "method", "ties", "units": […], "tie", "certificate"}`; everything that is
/// needed to check the division without this library.
/// @pre As `allocation_text`.
/// @complexity Linear in the units.
[[nodiscard]] std::string allocation_json(organisation const& whole,
                                          allocation_request const& asked, allocation const& done,
                                          language lang);

/// Every step of a division in its order: who got how many, how many are given by then, and the
/// exact fraction that it rests on.
/// @pre `done` is the answer to `asked` on `whole.figures`, with `step_log::keep`.
/// @complexity Linear in the steps.
[[nodiscard]] std::string allocation_log_text(organisation const& whole,
                                              allocation_request const& asked,
                                              allocation const& done, language lang);
/// One row per step: `step,code,name,from,to,given,reason,ground`.
/// @pre As `allocation_log_text`.
/// @complexity Linear in the steps.
[[nodiscard]] std::string allocation_log_csv(organisation const& whole, allocation const& done,
                                             language lang);
/// `{"by", "seats", "method", "ties", "seed", "steps": [{step, code, name, from, to, given, reason,
/// ground}]}`.
/// @pre As `allocation_log_text`.
/// @complexity Linear in the steps.
[[nodiscard]] std::string allocation_log_json(organisation const& whole,
                                              allocation_request const& asked,
                                              allocation const& done, language lang);

/// The certificate of a division unit by unit: its claims to its last and to its next seat, or its
/// share and remainder; how to check the figures with them, and what `verify` says.
/// @pre `done` is the answer to `asked` on `whole.figures`.
/// @complexity Linear in the units, for the quota method in the seats.
[[nodiscard]] std::string allocation_certificate_text(organisation const& whole,
                                                      allocation_request const& asked,
                                                      allocation const& done, language lang);
/// One row per unit: `code,name,basis,lower,upper,hold,allocated,last,next`.
/// @pre As `allocation_certificate_text`.
/// @complexity Linear in the units.
[[nodiscard]] std::string allocation_certificate_csv(organisation const& whole,
                                                     allocation const& done, language lang);
/// As `allocation_json`, with `last` and `next` for every unit, and `verified`.
/// @pre As `allocation_certificate_text`.
/// @complexity As `allocation_certificate_text`.
[[nodiscard]] std::string allocation_certificate_json(organisation const& whole,
                                                      allocation_request const& asked,
                                                      allocation const& done, language lang);

/// The tree with the figures of every line.
/// @pre `done` is the answer to `asked` on `whole.units`.
/// @complexity Linear in the units times the lines.
[[nodiscard]] std::string cascade_text(organisation const& whole, cascade_request const& asked,
                                       cascade_result const& done, language lang);
/// `{"top", "method", "lines": […], "units": [{code, name, level, figures: {id: figure}}]}`.
/// @pre As `cascade_text`.
/// @complexity Linear in the units times the lines.
[[nodiscard]] std::string cascade_json(organisation const& whole, cascade_request const& asked,
                                       cascade_result const& done);

/// The totals of units divided among groups, both margins fixed: every figure, and whether the
/// table verifies.
/// @pre `done` is the answer to `asked` on `whole.figures`.
/// @complexity Units times groups, and `verify`.
[[nodiscard]] std::string unit_groups_text(organisation const& whole,
                                           unit_groups_request const& asked,
                                           unit_groups const& done, language lang);
/// `{"totals", "method", "groups": [{measure, total}], "units": [{code, name, total, figures:
/// {group: figure}}], "verified"}`.
/// @pre As `unit_groups_text`.
/// @complexity As `unit_groups_text`.
[[nodiscard]] std::string unit_groups_json(organisation const& whole,
                                           unit_groups_request const& asked,
                                           unit_groups const& done);

/// The totals and every figure that changed, with the reason.
/// @pre `done` came from `whole.figures`.
/// @complexity Linear in the units times the lines.
[[nodiscard]] std::string adjustment_text(organisation const& whole, target_adjustment const& done,
                                          language lang);
/// `{"totals": [{measure, before, after}], "changes": [{code, name, measure, before, after,
/// reason}]}`.
/// @pre As `adjustment_text`.
/// @complexity Linear in the units times the lines.
[[nodiscard]] std::string adjustment_json(organisation const& whole, target_adjustment const& done);

/// Which rows of a comparison are shown.
enum class shown_rows : std::uint8_t {
    differing, ///< those in which two versions differ
    all,       ///< every unit
};

/// The versions side by side, with the difference of each from the one at `from`.
/// @pre `from < found.names.size()`
/// @complexity Linear in the rows times the versions.
[[nodiscard]] std::string scenarios_text(scenario_comparison const& found, std::size_t from,
                                         shown_rows rows, language lang);
/// One row per unit and part: `code,name,part`, the versions, then `difference` of each from the
/// one at `from`. Totals carry the code `#total`.
/// @pre As `scenarios_text`.
/// @complexity As `scenarios_text`.
[[nodiscard]] std::string scenarios_csv(scenario_comparison const& found, std::size_t from,
                                        shown_rows rows);
/// `{"versions": [{name, measure}], "from", "totals": […], "rows": […]}`; a figure is null where
/// there is none.
/// @pre As `scenarios_text`.
/// @complexity As `scenarios_text`.
[[nodiscard]] std::string scenarios_json(scenario_comparison const& found, std::size_t from,
                                         shown_rows rows);

/// Each analysis: the totals, who bears the cut, what the formula would have done, the holds that
/// explain the decision.
/// @pre The analyses are of `whole.figures`.
/// @complexity Linear in the rows.
[[nodiscard]] std::string deviation_analysis_text(organisation const& whole,
                                                  std::span<deviation_analysis const> found,
                                                  language lang);
/// One row per unit that changed or differs from the formula:
/// `code,name,measure,registered,assigned,formula,change,against_formula,tie,hold,line`.
/// @pre As `deviation_analysis_text`.
/// @complexity Linear in the rows.
[[nodiscard]] std::string deviation_analysis_csv(organisation const& whole,
                                                 std::span<deviation_analysis const> found);
/// `{"analyses": [{registered, assigned, method, totals, units, tie, holds, text}]}`.
/// @pre As `deviation_analysis_text`.
/// @complexity Linear in the rows.
[[nodiscard]] std::string deviation_analysis_json(organisation const& whole,
                                                  std::span<deviation_analysis const> found,
                                                  language lang);

/// A printed percentage, the targets that it can mean, and, if one is known, what the figure says
/// to it.
struct percentage_question {
    std::int64_t achieved = 0;               ///< "147"
    percentage stated{};                     ///< "122 %"
    std::span<possible_targets const> found; ///< per way of rounding
    std::optional<std::int64_t> target{};    ///< the known target, if any
    std::optional<percentage_check> check{}; ///< of the known target
};

/// One line per way of rounding.
/// @complexity Constant.
[[nodiscard]] std::string percentage_text(percentage_question const& asked, language lang);
/// `rounding,first,last`; `last` is empty if there is no largest target, both if there is none.
/// @complexity Constant.
[[nodiscard]] std::string percentage_csv(percentage_question const& asked);
/// A table of printed percentages that were checked, each with the targets it can mean.
/// @complexity Linear in the rows.
[[nodiscard]] std::string percentages_text(std::span<printed_percentage const> printed,
                                           language lang);
/// One row per percentage and way of rounding:
/// `line,name,achieved,percent,target,rounding,first,last`.
/// @complexity Linear in the rows.
[[nodiscard]] std::string percentages_csv(std::span<printed_percentage const> printed);
/// `{"percentages": [{line, name, achieved, stated, target, targets: [{rounding, first, last}]}]}`.
/// @complexity Linear in the rows.
[[nodiscard]] std::string percentages_json(std::span<printed_percentage const> printed);
/// `{"achieved", "stated", "targets": [{rounding, first, last}], "check"}`.
/// @complexity Constant.
[[nodiscard]] std::string percentage_json(percentage_question const& asked);

} // namespace partyorg::report
