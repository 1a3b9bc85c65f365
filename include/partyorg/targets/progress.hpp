#pragma once
/// @file
/// Progress of targets: achieved against assigned, pace, what is still possible, what is due.
///
/// An admission counts on the day of the ceremony: that is the day of joining, and the 12 months of
/// probation begin with it. A decision alone is not counted, since its ceremony may still be
/// missed.

#include <partyorg/core/result.hpp>
#include <partyorg/organisation/plan.hpp>
#include <partyorg/rollup/explain.hpp>
#include <partyorg/targets/percentage.hpp>
#include <partyorg/targets/pipeline.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace partyorg {

/// Reads the name of a reporting period: "2024", "2024-H1", "2024-Q3", "2024-09".
/// @return The period, or nothing if the text names none.
/// @complexity Constant.
[[nodiscard]] std::optional<period> parse_reporting_period(std::string_view text);
/// @return "2024-Q3" for a quarter, and likewise; "2024-07-01..2024-08-15" for any other period.
[[nodiscard]] std::string reporting_period_key(period const& span);
/// @return "quý III năm 2024", "the third quarter of 2024", and likewise.
[[nodiscard]] std::string reporting_period_name(period const& span, language lang);

/// How a unit stands against the share of the year that has passed.
enum class pace : std::uint8_t {
    no_target, ///< không giao chỉ tiêu
    completed, ///< hoàn thành
    on_pace,   ///< đúng tiến độ: as many whole admissions as the days passed would have
    behind,    ///< chậm tiến độ
};
/// @return The identifier used in files: "on_pace".
[[nodiscard]] std::string_view to_string(pace how) noexcept;
/// @return The pace in both languages.
[[nodiscard]] label_view label_of(pace how) noexcept;

/// Whether the target can still be reached by the end of the year.
enum class outlook : std::uint8_t {
    no_target, ///< không giao chỉ tiêu
    fulfilled, ///< đã đạt
    secured,   ///< sẽ đạt nếu các cấp làm đúng thời hạn, dù dùng hết thời hạn
    possible,  ///< còn khả năng đạt
    missed,    ///< không còn khả năng đạt: even if every candidate of today is admitted
};
/// @return The identifier used in files: "possible".
[[nodiscard]] std::string_view to_string(outlook what) noexcept;
/// @return The outlook in both languages.
[[nodiscard]] label_view label_of(outlook what) noexcept;

/// What a report of progress is about.
struct progress_query {
    /// The day asked about and what was known when. Of a period that has ended the last day is
    /// looked at, with what was known on `when.known()`.
    as_of when;
    period span;                           ///< the period reported, usually a quarter
    std::string target = "quota.assigned"; ///< the measure of the targets
    rounding mode = rounding::half_up;     ///< how percentages are cut
    std::uint32_t decimals = 1;            ///< digits of percentages behind the separator
    std::optional<std::int64_t> members{}; ///< members at the start, for the rate of admission
    place members_where{};                 ///< where their number was read, if it was
    fastest_chain chain{};                 ///< what "still possible" means
    case_options cases{};                  ///< how cases are judged
};

/// Where one unit stands, with all units below it.
struct unit_progress {
    slot unit{};                            ///< the unit
    std::optional<std::int64_t> assigned{}; ///< its target; nothing if none is stated below it
    std::int64_t admitted = 0;              ///< admissions of the year up to the day
    std::int64_t in_period = 0;             ///< those of the period reported
    std::optional<percentage> percent{};    ///< admitted of assigned; nothing without a target
    std::int64_t expected = 0;             ///< whole admissions that the share of the year asks for
    partyorg::pace pace = pace::no_target; ///< admitted against expected
    std::int64_t candidates = 0;           ///< open cases
    std::int64_t possible = 0; ///< of these, those that can still be admitted in the year
    std::int64_t secured = 0;  ///< of these, those that will be if every clock is kept
    partyorg::outlook outlook = outlook::no_target; ///< what will come of the target
    std::int64_t short_by = 0; ///< what is missing even if all that is possible happens

    /// @return Whether all parts agree.
    friend bool operator==(unit_progress const&, unit_progress const&) = default;
};

/// A priority group over the whole organisation.
struct group_progress {
    case_group group{};                     ///< the group
    std::optional<std::int64_t> assigned{}; ///< its target, if there is a column for it
    std::int64_t admitted = 0;              ///< admissions of the year up to the day
    std::int64_t in_period = 0;             ///< those of the period reported
};

/// Where the rate of admission stands against the band of 3 to 4 % of all members a year.
enum class rate_band : std::uint8_t {
    below,  ///< thấp hơn
    within, ///< trong khoảng
    above,  ///< cao hơn
};

/// The rate of admission in the year, so far and as assigned.
struct admission_rate {
    std::int64_t members = 0;                ///< all members
    place members_where{};                   ///< where their number was read, if it was
    std::int64_t admitted = 0;               ///< admissions of the year up to the day
    percentage percent{};                    ///< admitted of members, two decimals, halves up
    std::optional<percentage> as_assigned{}; ///< assigned of members
    std::int64_t least = 0;                  ///< fewest admissions that are 3 %
    std::int64_t most = 0;                   ///< most admissions that are 4 %
    rate_band band = rate_band::below;       ///< where `admitted` lies, in whole admissions
    citation source{};                       ///< the resolution that sets the band
};

/// @return The rate, or nothing if there are no members.
/// @source 21-NQ/TW (16/06/2022), II.2.
/// @complexity Constant.
[[nodiscard]] std::optional<admission_rate> rate_of(std::int64_t members, std::int64_t admitted,
                                                    std::optional<std::int64_t> assigned = {});

/// @return The number of members that a plan states, if it does so once or the same each time.
/// @complexity Linear in its counts.
[[nodiscard]] std::optional<std::int64_t> stated_members(plan const& whole);
/// @return Where the plan states them for the first time; nowhere if it does not.
/// @complexity Linear in its counts.
[[nodiscard]] place where_members_are_stated(plan const& whole);

/// The cases that a measure of a report counts.
struct progress_source {
    std::string measure{};                  ///< "admitted.women"
    std::vector<case_contribution> cases{}; ///< by unit in slot order
};

/// A report of progress. Every figure of it is a cell of `figures` or `stages` rolled up, and
/// `explain` gives the cases and lines it is made of.
struct progress_report {
    as_of when;                        ///< the day looked at, and what was known when
    period span;                       ///< the period reported
    period year;                       ///< the year of the targets
    std::string target{};              ///< the measure of the targets
    rounding mode = rounding::half_up; ///< how percentages are cut
    std::uint32_t decimals = 1;        ///< digits of percentages behind the separator
    /// Own figures: the targets, `admitted` with its parts and `admitted.in_period`, `candidates`
    /// with `.possible` and `.secured`, `recognised`, `probation.ending`, `late`.
    table figures{};
    std::vector<progress_source> sources{};     ///< the cases behind the figures
    std::vector<unit_progress> units{};         ///< every unit in slot order
    std::vector<group_progress> groups{};       ///< groups that have targets or admissions
    std::vector<case_state> states{};           ///< where every case stands
    table stages{};                             ///< `case_counts` of these
    std::vector<case_state> probation_ending{}; ///< whose 12 months end in the period, by that day
    std::vector<slot> without_candidates{}; ///< units short of their own target without a candidate
    std::vector<slot> missed{};             ///< units whose own target is out of reach
    std::vector<slot> silent{};             ///< units with a target, without log and numbers
    std::vector<late_step> late{};          ///< late in the period, or overdue on the day
    std::optional<admission_rate> rate{};   ///< nothing if members are not known
    problems found{};                       ///< defects of the log and of stated numbers

    /// @return The rolled-up figure of a unit, or nothing for an unknown measure.
    /// @pre The unit is in the snapshot.
    /// @complexity Linear in the measures.
    [[nodiscard]] std::optional<std::int64_t> figure(std::string_view measure, slot unit) const;

    /// @cond
    std::vector<std::pair<std::string, std::vector<std::int64_t>>> rolled{};
    /// @endcond
};

/// Reports progress.
///
/// The target year is the calendar year in which the period begins. A unit that keeps no log may
/// state `admitted` and the numbers of `case_measures` in its unit table; these count where the log
/// has no case of it, its candidates among them, and a difference is reported. How far such
/// candidates are secured cannot be told: no clock is known to run.
/// @throw bad_measure if there is no column of the targets; invalid_input PO1501 if the period does
///        not end within its year, or the day asked about comes before it; PO1504 if the period is
///        open; arithmetic_overflow naming the unit.
/// @complexity Linear in the lines of the log and in units times measures, with sorting.
[[nodiscard]] progress_report report_progress(organisation const& whole, case_log const& log,
                                              working_days const& calendar,
                                              progress_query const& query);

/// How a figure comes about that is computed from others.
struct figure_formula {
    label name{};  ///< what it is
    label value{}; ///< the figure as it is printed: "73.6 %"
    label text{};  ///< the computation: "92 / 125 = 73.6 %, to the nearest, halves up"
    /// The figures it is computed from: measures of the report, to be explained in turn.
    std::vector<std::pair<std::string, std::int64_t>> from{};
};

/// How a figure of a report comes about.
struct progress_explanation {
    derivation cells{};                      ///< the cells of the units it is summed from
    std::vector<case_contribution> cases{};  ///< the cases behind them, with their lines
    std::optional<figure_formula> formula{}; ///< of a computed figure, which has no cells
};

/// @return The computed figures that `explain` knows: `percent`, `expected`, `pace`, `outlook`,
///         `short_by`; `days.passed`, `days.year`; `year.least` and `year.most`, between which the
///         year will end; `rate.members`, `rate.percent`, `rate.as_assigned`, `rate.least`,
///         `rate.most`, `rate.band`; the units in the lists `without_candidates`, `missed`,
///         `silent`, and `left_out` of the table; `found`, the defects.
[[nodiscard]] std::vector<std::string_view> computed_figures();

/// Derives one figure of a report: a measure of it, one of `computed_figures`, or a figure by the
/// name it has in CSV and JSON (`assigned`, `assigned.women`, `in_period`, `possible`, `secured`).
/// @return The cells and the cases of the unit and all below it; a cell that a unit states without
///         a log, and a target, has no cases but the line of the unit table. A computed figure has
///         its formula instead.
/// @throw bad_measure if the report has no such measure.
/// @pre The unit is in the report's snapshot.
/// @complexity Linear in the subtree and the cases of the measure.
[[nodiscard]] progress_explanation explain(progress_report const& report, std::string_view measure,
                                           slot unit);

} // namespace partyorg
