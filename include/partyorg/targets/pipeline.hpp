#pragma once
/// @file
/// The admission pipeline: which event may follow which, by when, and where every case stands.
///
/// What must come before what is data, dated and cited (`case_requirements`); the clocks are those
/// of `calendar/statutory_clocks.hpp`, and the day that starts a clock decides which row of it
/// applies, so that a case may cross from one regulation into the next.

#include <partyorg/calendar/statutory_clocks.hpp>
#include <partyorg/organisation/organisation.hpp>
#include <partyorg/targets/cases.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace partyorg {

/// The day on which a unit was established; an optional column of the unit table.
inline constexpr measure<date, law::earliest> unit_established{
    "unit.established", {"Ngày thành lập", "Established"}, {}};

/// One step has to come before another.
struct case_requirement {
    case_stage step{};                 ///< the step that asks
    case_stage needs{};                ///< the step that has to come before
    severity level = severity::error;  ///< how bad it is when it is missing
    std::optional<int> valid_months{}; ///< how long `needs` stays valid, if not for ever
    /// Asked only of units with one of this kind at or above them: a cell directly under the
    /// district has no grassroots committee whose resolution it could bring.
    std::optional<unit_kind> under{};
    period in_force;   ///< the days of `step` on which it applies
    citation source{}; ///< the article, and how well it is established
};

/// The requirements that instruments set, as far as they were read: the resolution of the cell
/// needs introducers, a course that is not older than 60 months and a dossier that is not older
/// than 12; a decision needs the resolution of the cell; a ceremony a decision; recognition a
/// ceremony. The appraisal is a district's own practice, set by its plan: add it if yours asks for
/// it.
/// @source Statutes arts. 4(1), 5(1); Rules on the Statutes §4; HD 01-HD/TW (28/09/2021);
///         HD 12-HD/BTCTW (18/01/2022); HD 06-HD/TW (09/06/2025).
[[nodiscard]] std::vector<case_requirement> case_requirements();

/// How cases are judged.
struct case_options {
    std::vector<case_requirement> requirements = case_requirements(); ///< what has to come before
    trigger_day trigger = trigger_day::excluded;                      ///< of working-day clocks
    month_policy policy = month_policy::same_day_or_last;             ///< of month clocks
    std::size_t problem_limit = problems::default_limit;              ///< how many are kept
};

/// A step that came after its last day, or has not come at all though that day has passed.
struct late_step {
    std::string case_code{};                ///< the case
    std::string unit{};                     ///< code of its unit
    case_stage step{};                      ///< what was or is to be done
    date started{};                         ///< the day that started the clock
    date due{};                             ///< the last day in time
    std::optional<date> done{};             ///< when it was done; nothing: not yet
    statutory_clock const* clock = nullptr; ///< the row of the clock; lives as long as the program
    place where{};                          ///< the line of the step, or of what started the clock
    std::string reference{};                ///< of the step: number of the decision
    std::string location{};                 ///< of the step: where it took place

    /// @return Whether all parts agree.
    friend bool operator==(late_step const&, late_step const&) = default;
};

/// What was found in a log.
struct case_review {
    problems found{};              ///< defects of lines and cases
    std::vector<late_step> late{}; ///< rules broken: no defect of the data
};

/// Checks every line and every case of a log.
///
/// Nothing is dropped: whatever is wrong with a line, it stays in the log and is named with its
/// place. Where two lines contradict each other, `case_states` follows the one learnt first, a
/// correction excepted.
///
/// An extension gives the running decision more working days, never more than its row allows; one
/// decided after the last day extends nothing. A rejection is a decision and meets its clock. A
/// member who moves carries a letter with a clock of its own; the papers of a candidate have none.
/// @param when Looks at what had happened by a day as known on a day, and then names the steps that
///             are overdue on that day, too; without it, at the whole log.
/// @return Defects by case code, and late steps likewise.
/// @complexity Linear in the lines, times the logarithm of the lines of a case.
[[nodiscard]] case_review check_cases(case_log const& log, organisation const& whole,
                                      working_days const& calendar,
                                      std::optional<as_of> const& when = {},
                                      case_options const& options = {});

/// A late step as a line for people: "late: the ceremony was due by 2024-05-30 …".
[[nodiscard]] problem to_problem(late_step const& late);

/// How a case stands.
enum class case_status : std::uint8_t {
    open,            ///< đang xem xét: still to be decided
    probation,       ///< đảng viên dự bị: admitted, not yet recognised
    recognised,      ///< đã công nhận chính thức
    rejected,        ///< không chấp thuận
    withdrawn,       ///< đã rút
    removed,         ///< đã xóa tên
    transferred_out, ///< đã chuyển đi
};

/// @return The identifier used in files: "probation".
[[nodiscard]] std::string_view to_string(case_status status) noexcept;
/// @return The status in both languages.
[[nodiscard]] label_view label_of(case_status status) noexcept;

/// Where one case stands.
struct case_state {
    std::string code{};                     ///< the case
    std::string unit_code{};                ///< its unit, as the log names it
    std::optional<slot> unit{};             ///< its unit; nothing if the snapshot does not have it
    case_status status = case_status::open; ///< how it stands
    std::optional<case_stage> reached{};    ///< the furthest step
    date since{};                           ///< since when it stands there
    std::optional<case_stage> next{};       ///< the next step; nothing if none is left
    std::optional<date> due{};              ///< the last day of the clock that runs, if one does
    statutory_clock const* clock = nullptr; ///< that clock; lives as long as the program
    std::optional<date> admitted{};         ///< the day of the ceremony here
    std::optional<slot> admitted_at{};      ///< the unit in which it took place
    std::string ceremony_location{};        ///< where it took place, if told
    std::optional<date> probation_ends{};   ///< the end of the 12 months
    case_groups groups{};                   ///< all groups that its events name
    std::vector<std::uint32_t> lines{};     ///< the lines of the log that stand, in order of days

    /// @return Whether all parts agree.
    friend bool operator==(case_state const&, case_state const&) = default;
};

/// How every case stands on a day, as known on a day.
///
/// The unit of a case is the one it was last transferred to, else the most precise one that its
/// lines name: a cell rather than the committee above it.
/// @return By case code; cases of which nothing had happened yet are left out.
/// @complexity Linear in the lines, times the logarithm of the lines of a case.
[[nodiscard]] std::vector<case_state> case_states(case_log const& log, as_of const& when,
                                                  organisation const& whole,
                                                  working_days const& calendar,
                                                  case_options const& options = {});

/// What a figure of cases rests on: one case, and the line that says so.
struct case_contribution {
    slot unit{};             ///< where it counts
    std::string case_code{}; ///< the case
    case_stage stage{};      ///< the step that counts
    date day{};              ///< its day
    place where{};           ///< the line of the log
    std::string reference{}; ///< number of the resolution or decision
    std::string location{};  ///< where the event took place, if told

    /// @return Whether all parts agree.
    friend bool operator==(case_contribution const&, case_contribution const&) = default;
};

/// @return The measure of the cases that stand at a step: "cases.dossier".
/// @pre `is_case_step(stage)`
[[nodiscard]] measure_info case_measure(case_stage stage);
/// @return The same for the cases of one group: "cases.dossier.women".
[[nodiscard]] measure_info case_measure(case_stage stage, case_group group);
/// @return Every measure of cases, for `io::unit_table_options::measures`, and the day on which a
///         unit was established: what a unit table may bring along.
[[nodiscard]] std::vector<measure_info> case_measures();

/// The cases that stand at each step, per unit: columns `cases.STEP` with their of-which columns,
/// ready for `roll_up` and `explain`.
///
/// A unit that keeps no log may state its numbers in the unit table, in columns of the same names.
/// They count where neither the unit nor a unit below it has a case in the log; where both are
/// there, the log counts, and a difference is reported. Cells without either are blank.
/// @param found gets PO1742 for every stated number that differs
/// @return A table with a column for each step, and one for each group that occurs.
/// @throw arithmetic_overflow if a stated number cannot be added up.
/// @complexity Linear in cases and cells.
[[nodiscard]] table case_counts(std::vector<case_state> const& states, organisation const& whole,
                                problems& found);

/// The cases behind a figure of `case_counts`.
/// @param group The group of an of-which figure.
/// @return The cases of the unit and all below it, by unit and case code.
/// @complexity Linear in the cases.
[[nodiscard]] std::vector<case_contribution>
explain_cases(case_log const& log, std::vector<case_state> const& states, hierarchy const& units,
              slot unit, case_stage stage, std::optional<case_group> group = {});

/// The states whose clocks run out: overdue on `on`, or due within `days` days of it.
/// @return By last day, then by case code.
/// @throw invalid_input PO1502 if `on` is no day.
/// @complexity Sorting.
[[nodiscard]] std::vector<case_state> due_cases(std::vector<case_state> states, date const& on,
                                                int days);

/// The earliest day on which a case can have its ceremony, if every step that is left takes no
/// longer than it must.
///
/// No instrument sets a shortest time before the ceremony, but steps are taken one after the other:
/// each is given `working_days_per_step` working days, the awareness course `course_days`. That a
/// case *can* be admitted by then is therefore a bound, not a forecast of what will be.
struct fastest_chain {
    int working_days_per_step = 1; ///< for every step but the course
    int course_days = 5;           ///< the course takes five days

    /// @return The day, or nothing for a case that is not open, or beyond the calendar.
    /// @source HD 61-HD/BTGTW 2022 (length of the course), a secondary statement.
    [[nodiscard]] std::optional<date> ceremony(case_state const& state, organisation const& whole,
                                               date const& on, working_days const& calendar) const;
};

/// The day by which a case has its ceremony even if every committee takes all the time its clock
/// gives it.
/// @return The day; nothing before the resolution of the cell, where no clock runs, for a case
/// whose
///         clock has run out, and for one that is not open.
/// @complexity Constant.
[[nodiscard]] std::optional<date> slowest_ceremony(case_state const& state, date const& on,
                                                   working_days const& calendar,
                                                   case_options const& options = {});

} // namespace partyorg
