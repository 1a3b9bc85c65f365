#pragma once
/// @file
/// Reports on what is due: deadlines in the order of their days, and who still owes what.
///
/// Each takes a `due_report`, which `make_due_report` prepares once. All are about one day; nothing
/// here reads the clock.

#include <partyorg/core/label.hpp>
#include <partyorg/organisation/obligations.hpp>

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace partyorg::report {

/// Whether there was a list of what was handed in.
enum class ledger_use : std::uint8_t {
    none,  ///< no list: nothing is known to have been handed in, and the text says so
    given, ///< a list, perhaps an empty one
};

/// What is asked.
struct due_question {
    date on{};                   ///< the day asked about
    period span;                 ///< recurring obligations are looked at within this period
    std::optional<int> within{}; ///< only what is overdue or falls due in so many days; else all
    ledger_use ledger = ledger_use::given; ///< whether there was a list of submissions
};

/// Everything the reports are made of. It refers to the organisation and the obligations, which
/// must outlive it.
struct due_report {
    organisation const* whole = nullptr;       ///< the organisation
    std::span<obligation const> owed{};        ///< what is owed
    due_question question;                     ///< what was asked
    std::vector<obligation_state> states{};    ///< every debt
    std::vector<agenda_item> items{};          ///< every time of an obligation, by last day
    std::vector<obligation_tally> tallies{};   ///< per slot, rolled up
    std::vector<std::optional<int>> working{}; ///< per item, the working days left

    /// @return Whether anything is overdue.
    [[nodiscard]] bool has_overdue() const;
};

/// Prepares the reports.
/// @param ledger Entries in which `check_submissions` found no errors.
/// @param calendar Tells working days; what it does not cover is left out.
/// @throw invalid_input PO1502 if the day asked about is no day, PO1504 if neither the period nor
///        the schedule of an obligation has a last day.
/// @complexity n log n in debts and entries.
[[nodiscard]] due_report make_due_report(organisation const& whole,
                                         std::span<obligation const> owed,
                                         std::span<submission const> ledger,
                                         due_question const& question,
                                         working_days const& calendar);

/// Deadlines for people: overdue, due soon, open, not started, met; for each the last day, the last
/// working day and how many days are left, who owes what to whom, and the line of the source. Then
/// the standing duties.
/// @complexity Linear.
[[nodiscard]] std::string deadlines_text(due_report const& due, language lang);

/// One row per time of an obligation, standing duties last: `obligation,key,what,kind,owed_by,to,
/// through,bound,stated,last_day,last_working_day,days_left,working_days_left,status,debtors,met,
/// met_late,open,overdue,line`.
/// @complexity Linear.
[[nodiscard]] std::string deadlines_csv(due_report const& due);

/// `{as_of, within, deadlines: […], standing: […]}` with the columns of the table as keys.
/// @complexity Linear.
[[nodiscard]] std::string deadlines_json(due_report const& due);

/// Who still owes which document, for people: the debts rolled up over the hierarchy, then who is
/// overdue, who was late, and what falls due soon.
/// @complexity Linear.
[[nodiscard]] std::string obligations_text(due_report const& due, language lang);

/// One row per debt: `unit,name,superior,obligation,key,what,status,last_day,done,days_late,
/// reference,line`; for a body `unit` is its name and `superior` the unit it is attached to.
/// @complexity Linear.
[[nodiscard]] std::string obligations_csv(due_report const& due);

/// `{as_of, within, obligations: […], units: [rolled up], debts: […]}`.
/// @complexity Linear.
[[nodiscard]] std::string obligations_json(due_report const& due);

} // namespace partyorg::report
