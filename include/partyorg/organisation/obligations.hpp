#pragma once
/// @file
/// Who owes what to whom, by when; what was handed in; who is late.

#include <partyorg/calendar/deadline.hpp>
#include <partyorg/calendar/schedule.hpp>
#include <partyorg/organisation/plan.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace partyorg {

/// What is owed.
enum class obligation_kind : std::uint8_t {
    document, ///< something to be sent
    report,   ///< a report, usually recurring
    act,      ///< something to be done
};

/// Who owes what to whom, through whom, by when; once or recurring.
///
/// Without a deadline and without a schedule it is a standing duty: it can be done, but not late.
struct obligation {
    std::string id{};                            ///< short and unique, for ledgers: "candidates"
    obligation_kind kind = obligation_kind::act; ///< what is owed
    std::string what{};                          ///< the document or act, as printed
    std::vector<unit_id> units{};                ///< the units that owe it, each for itself
    std::vector<body_id> bodies{};               ///< or the bodies that owe it
    std::string who{};                           ///< the debtor, as printed
    std::string to{};                            ///< recipient, as printed
    std::string through{};                       ///< intermediary, as printed
    std::optional<deadline> due{};               ///< when, if once
    std::optional<schedule> recurring{};         ///< when, if again and again
    std::optional<date> from{};                  ///< the day before which nothing can be handed in
    std::string basis{};                         ///< what it rests on, as printed
    place where{};                               ///< where it is printed
};

/// One time an obligation falls due.
struct occurrence {
    std::string key{}; ///< "2024-Q1", "2024-03", "2024-H1", "2024"; empty if it falls due once
    deadline due;      ///< its last day
};

/// When an obligation falls due within a period. One that falls due once has its one time whatever
/// the period; a standing duty has none.
/// @return The times in order.
/// @throw invalid_input PO1504 if neither the period nor the schedule has a last day.
/// @complexity Linear in the result.
[[nodiscard]] std::vector<occurrence> occurrences(obligation const& what, period const& span);

/// Makes obligations of a plan's duties: one for each document that has to be sent, one for each
/// act. Those of the units are owed by every unit directly below the root, those of bodies by every
/// body that the duty names.
///
/// Identifiers tell what is owed: `plan`, `candidates`, `probationers`, `report`, `document`;
/// `cascade`, `appraisal`, `responsibility`, `source-work`, `act`. Equal ones are numbered from the
/// second on: `report-2`.
///
/// A plan does not say when it begins to bind. It cannot have done so before the last day of which
/// it speaks as past (the day of its counts, the date of an instrument it rests on): that day
/// becomes `obligation::from`.
/// @return In the order of the text.
/// @throw invalid_input PO1502 or PO1503 if a duty's day is beyond the calendar.
/// @complexity Linear in duties times units.
[[nodiscard]] std::vector<obligation> obligations_of(plan const& published);

/// The columns in which an entry's cells begin; 0 if not known.
struct submission_columns {
    std::uint32_t unit = 0;       ///< of the debtor
    std::uint32_t obligation = 0; ///< of the obligation
    std::uint32_t key = 0;        ///< of the time
    std::uint32_t on = 0;         ///< of the day
};

/// Something that was handed in.
struct submission {
    std::string unit{};           ///< code of the unit, or name of the body
    std::string obligation{};     ///< identifier of the obligation
    std::string key{};            ///< which time, for a recurring one
    date on{};                    ///< when
    std::string reference{};      ///< number of the letter, or empty
    place where{};                ///< where the entry was read
    submission_columns columns{}; ///< where its cells begin in that line
};

/// How one debtor stands with one obligation at one of its times.
struct obligation_state {
    std::size_t obligation = 0;                     ///< position in the list of obligations
    std::string key{};                              ///< which time
    std::optional<unit_id> unit{};                  ///< the unit that owes it
    std::optional<body_id> body{};                  ///< or the body; neither: who is only printed
    std::optional<deadline> due{};                  ///< nothing for a standing duty
    deadline_status status = deadline_status::open; ///< how it stands
    std::optional<date> done{};                     ///< when it was handed in
    std::string reference{};                        ///< the entry's reference
};

/// What a question about obligations needs to know.
struct obligation_query {
    date on{};          ///< the day asked about
    period span;        ///< recurring obligations are looked at within this period
    notice_days soon{}; ///< when something is due soon
};

/// Checks the entries of a ledger: unit, obligation and time must exist, nothing may be entered
/// twice or dated before the obligation begins.
/// @return A problem for each entry that cannot be used.
/// @throw invalid_input PO1504 if neither the period nor the schedule of an obligation has a last
///        day.
/// @complexity Linear in entries and debts, times the logarithm of either.
[[nodiscard]] problems check_submissions(organisation const& whole,
                                         std::span<obligation const> owed,
                                         std::span<submission const> ledger, period const& span);

/// How every debtor stands with every obligation. One whose debtor is neither a unit nor a body of
/// the organisation has a single debtor: `obligation::who`.
/// @pre `check_submissions` found no errors.
/// @return By obligation, then time, then unit in slot order.
/// @throw invalid_input PO1502 if the day asked about is no day.
/// @complexity Linear in debts plus entries.
[[nodiscard]] std::vector<obligation_state> states_at(organisation const& whole,
                                                      std::span<obligation const> owed,
                                                      std::span<submission const> ledger,
                                                      obligation_query const& query);

/// Debts, counted by how they stand.
struct obligation_tally {
    std::uint32_t met = 0;      ///< in time
    std::uint32_t met_late = 0; ///< too late
    std::uint32_t open = 0;     ///< not yet due, due soon included
    std::uint32_t overdue = 0;  ///< missing
    std::uint32_t standing = 0; ///< without a deadline

    /// Counts one more debt.
    void add(obligation_state const& state) noexcept;
    /// Adds the debts of others.
    obligation_tally& operator+=(obligation_tally const& other) noexcept;
    /// @return How many debts there are, standing duties left out.
    [[nodiscard]] std::uint32_t dated() const noexcept { return met + met_late + open + overdue; }

    /// @return Whether all numbers agree.
    friend bool operator==(obligation_tally const&, obligation_tally const&) = default;
};

/// Rolls the states of units up over the hierarchy; bodies count at the unit they are attached to,
/// debtors that are only printed nowhere.
/// @return Per slot, the debts of the unit and all below it.
/// @complexity Linear.
[[nodiscard]] std::vector<obligation_tally> tally(organisation const& whole,
                                                  std::span<obligation_state const> states);

/// One time of one obligation, over all who owe it.
struct agenda_item {
    std::size_t obligation = 0;                     ///< position in the list of obligations
    std::string key{};                              ///< which time
    std::optional<deadline> due{};                  ///< nothing for a standing duty
    std::optional<date> last_working_day{};         ///< if the calendar knows it
    deadline_status status = deadline_status::open; ///< overdue if anybody is
    obligation_tally debts{};                       ///< how many stand how
};

/// Puts states together that belong to the same time of an obligation.
///
/// An item is overdue if one of its debts is, met when all are handed in, and met late if one of
/// them was late.
/// @param calendar Tells the last working day in time; days it does not cover have none.
/// @pre The states are those of `states_at`.
/// @return By last day, then in the order of the obligations; standing duties at the end.
/// @complexity n log n in the states.
[[nodiscard]] std::vector<agenda_item> agenda(std::span<obligation_state const> states,
                                              working_days const& calendar);

/// What has to be attended to: everything overdue, and everything that falls due within `days`
/// days.
/// @return The longest overdue first, then by last day; met ones are left out.
/// @complexity Sorting.
[[nodiscard]] std::vector<obligation_state> reminders(std::vector<obligation_state> states,
                                                      date const& on, int days);

} // namespace partyorg
