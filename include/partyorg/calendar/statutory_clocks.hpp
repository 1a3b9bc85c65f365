#pragma once
/// @file
/// The clocks that party instruments set, with citation, period in force and how well they are
/// established.
///
/// Which row applies is decided by the day that starts the clock. Where the text of a regulation
/// was not read, the number of the regulation before is carried on and marked
/// `confidence::computed` (same structure reported) or `confidence::unverified` (text not found);
/// what was seen in an unofficial place only is a `confidence::lead`. Whether to rely on such a row
/// is for the caller to decide.
///
/// @par The instruments
/// All clocks implement the Statutes of 19/01/2011 (Điều lệ Đảng). The Rules on the Statutes,
/// issued by the Central Committee, followed each other; their articles kept their numbers.
///
/// | short | regulation | signed | in force | text |
/// |---|---|---|---|---|
/// | Q29 | 29-QĐ/TW | 25/07/2016 | 25/07/2016 – 29/07/2021 | read |
/// | Q24 | 24-QĐ/TW | 30/07/2021 | 30/07/2021 – 19/01/2025 | read in part |
/// | Q232 | 232-QĐ/TW | 20/01/2025 | 20/01/2025 – 30/06/2025 | read in part |
/// | Q294 | 294-QĐ/TW | 26/05/2025 | 01/07/2025 – 07/04/2026 | read in part |
/// | Q20 | 20-QĐ/TW | 08/04/2026 | 08/04/2026 – 25/07/2026 | not found |
/// | Q208 | 208-QĐ/TW | 26/07/2026 | 26/07/2026 – | not found |

#include <partyorg/calendar/deadline.hpp>
#include <partyorg/core/period.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace partyorg {

/// What a clock is for.
enum class statutory : std::uint8_t {
    admission_decision,   ///< committee decides on admission, from the cell's resolution
    admission_ceremony,   ///< ceremony, from receipt of the decision
    probation,            ///< probation, from the ceremony
    recognition_by_cell,  ///< cell considers recognition, from the end of probation
    recognition_decision, ///< committee decides on recognition, from the cell's resolution
    transfer,             ///< transfer procedure, from the decision or the change of residence
    transfer_letter,      ///< letter presented to the receiving cell committee, from its issue
    temporary_activity,   ///< temporary activity after a change of place
    temporary_study,      ///< temporary activity during full-time study in the country
    cell_term,            ///< from one congress of a subordinate cell to the next
    grassroots_term,      ///< from one congress of a grassroots organisation to the next
};

/// In what a clock counts.
enum class clock_unit : std::uint8_t {
    working_days, ///< ngày làm việc
    months,       ///< tháng
};

/// One row: a clock during one regulation.
struct statutory_clock {
    statutory id{};                             ///< what it is for
    std::string_view key{};                     ///< "adm.decision.deadline"
    label_view name{};                          ///< what must be done
    label_view trigger{};                       ///< what starts it
    clock_unit unit = clock_unit::working_days; ///< in what it counts
    int least = 0;                              ///< the shortest length, 0 if there is none
    int length = 0;                             ///< the longest length, or the exact one
    bound limit = bound::inclusive;             ///< whether `length` itself is still in time
    int longest_extension = 0;                  ///< in working days; 0 if none is known
    period in_force;                            ///< the days on which it can be started
    citation source{};                          ///< the article, and how well it is established
    label_view note{};                          ///< what else is to be known, often nothing
};

/// @return Every row, in the order of the clocks and then of time. The same list at every call.
[[nodiscard]] std::vector<statutory_clock> const& statutory_clocks();

/// @return The row for a clock started on `day`, or nothing if none is known.
/// @complexity Linear in the rows.
[[nodiscard]] std::optional<statutory_clock> find_clock(statutory id, date const& day);

/// A deadline and the row that sets it.
struct statutory_deadline {
    deadline due;          ///< the last day in time
    statutory_clock clock; ///< citation and confidence
};

/// The committee decides on admission within 60 working days of the cell's resolution.
/// @param cell_resolution The day of the cell's resolution.
/// @throw invalid_input PO1507 if no row is known for that day, PO1502, PO1503.
/// @source Rules on the Statutes §4.3.1: Q29 and Q232 (read), Q24 and Q294 (same structure
///         reported); the extension of at most 30 working days: Q29 §4.3.1.
[[nodiscard]] statutory_deadline
admission_decision_due(date const& cell_resolution, working_days const& calendar,
                       trigger_day trigger = trigger_day::excluded);

/// The ceremony takes place within 30 working days of receipt of the decision.
///
/// Under Q208 (26/07/2026) the clock is reported to run from the day of *issue*; the text was not
/// found. The row then is a lead, its note says so, and the caller gives the day he means.
/// @param received The day on which the decision was received.
/// @throw invalid_input as above.
/// @source Rules on the Statutes §4.1: Q29, Q24, Q232, Q294 (all read).
[[nodiscard]] statutory_deadline
admission_ceremony_due(date const& received, working_days const& calendar,
                       trigger_day trigger = trigger_day::excluded);

/// Probation ends 12 months after the ceremony.
/// @throw invalid_input as above.
/// @source Statutes of 19/01/2011 (Điều lệ Đảng), art. 5(1).
[[nodiscard]] statutory_deadline
probation_end(date const& ceremony, month_policy policy = month_policy::same_day_or_last);

/// The cell considers recognition within 30 working days after month 12.
/// @param ceremony The day of the ceremony.
/// @throw invalid_input as above.
/// @source Rules on the Statutes §4.2a: Q29, Q24, Q294 (read), Q232 (same structure reported).
[[nodiscard]] statutory_deadline
recognition_by_cell_due(date const& ceremony, working_days const& calendar,
                        trigger_day trigger = trigger_day::excluded,
                        month_policy policy = month_policy::same_day_or_last);

/// A fit probationer is recognised from exactly the end of month 12, however late the cell or the
/// committee acts.
/// @return The day from which he counts as an official member.
/// @throw invalid_input as above.
/// @source Rules on the Statutes §4.2b: Q29, Q24, Q232, Q294.
[[nodiscard]] date recognition_effective_date(date const& ceremony,
                                              month_policy policy = month_policy::same_day_or_last);

/// The committee decides on recognition within 30 working days of the cell's resolution.
/// @throw invalid_input as above.
/// @source Rules on the Statutes §4.3.1: Q29 (read), Q24, Q232, Q294 (secondary).
[[nodiscard]] statutory_deadline
recognition_decision_due(date const& cell_resolution, working_days const& calendar,
                         trigger_day trigger = trigger_day::excluded);

/// The transfer of activity is done within 60 working days of the decision or change of residence.
/// @throw invalid_input as above.
/// @source Rules on the Statutes §6.3.1: Q29, Q24, Q294 (read), Q232 (same structure reported).
[[nodiscard]] statutory_deadline transfer_due(date const& decision_in_force,
                                              working_days const& calendar,
                                              trigger_day trigger = trigger_day::excluded);

/// The letter is presented to the receiving cell committee within 30 working days of its issue.
/// @throw invalid_input as above.
/// @source Rules on the Statutes §6.3.1: Q29, Q24, Q294 (read), Q232 (same structure reported).
[[nodiscard]] statutory_deadline transfer_letter_due(date const& issued,
                                                     working_days const& calendar,
                                                     trigger_day trigger = trigger_day::excluded);

/// For what a member is temporarily active elsewhere.
enum class temporary_reason : std::uint8_t {
    change_of_place, ///< three months to less than a year
    study,           ///< full-time study in the country: three months to two years
};

/// How long temporary activity may last.
struct temporary_activity {
    date earliest_end{};   ///< shorter, and it is no temporary activity
    deadline latest_end;   ///< exclusive for less than a year, inclusive for two years
    statutory_clock clock; ///< citation and confidence
};

/// @return The bounds of temporary activity that begins on `start`.
/// @throw invalid_input as above.
/// @source Rules on the Statutes §6.3.2: Q29 and Q232 (read), Q24 and Q294 (same structure
///         reported).
[[nodiscard]] temporary_activity
temporary_activity_bounds(date const& start, temporary_reason reason,
                          month_policy policy = month_policy::same_day_or_last);

/// The latest day by which the next congress is due, without advance or delay.
/// @param id `statutory::cell_term` or `statutory::grassroots_term`.
/// @param last_congress The day of the last congress, which decides the term.
/// @throw invalid_input as above; PO1507 for a clock that is no term.
/// @source Statutes of 19/01/2011 art. 24(3) (30 months for a subordinate cell), art. 22(1) (60 for
///         a grassroots organisation; secondary source); Q294 (60 for a cell, a pilot from
///         01/07/2025).
[[nodiscard]] statutory_deadline
next_congress_due(statutory id, date const& last_congress,
                  month_policy policy = month_policy::same_day_or_last);

/// Extends a statutory deadline, not further than its row allows.
/// @throw invalid_input PO1506 if the row allows less or nothing, PO1505, PO1503.
[[nodiscard]] statutory_deadline extended(statutory_deadline const& due, extension const& by,
                                          working_days const& calendar);

} // namespace partyorg
