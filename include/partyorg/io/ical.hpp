#pragma once
/// @file
/// Deadlines and schedules for calendar programs: iCalendar, RFC 5545.
///
/// Every event lasts all day and blocks no time. Its UID is made of its key, so that a second
/// export updates the entries of the first one instead of doubling them.

#include <partyorg/calendar/deadline.hpp>
#include <partyorg/calendar/schedule.hpp>
#include <partyorg/core/result.hpp>
#include <partyorg/organisation/obligations.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace partyorg::io {

/// One entry: a deadline, or a day that comes back.
struct ical_event {
    std::string key{};     ///< stays the same at every export; made into the UID
    std::string summary{}; ///< the line that calendar programs show
    std::string details{}; ///< anything else, may have several lines
    deadline due; ///< the event stands on the last day; an exclusive bound is told in the text
    std::optional<schedule> repeats{}; ///< recurs on these days; `due` then is the first of them
    std::optional<int>
        alarm_days_before{};         ///< a reminder at the start of the day that many days before
    std::optional<citation> basis{}; ///< legal basis, told in the text
    int revision = 0; ///< raise it when the entry changes: programs keep the higher one
};

/// How obligations become events.
struct obligation_events {
    std::string prefix{};         ///< before each key, so that two plans' differ: "PT/2024"
    language lang = language::vi; ///< of the texts that the library adds
    std::optional<int> alarm_days_before{}; ///< a reminder that many days before
};

/// Events for obligations with a deadline or a schedule, one for all who owe it; the text says who
/// owes what to whom, and where that is printed. Standing duties have no day and make no event.
/// @return In the order of the obligations; keys are the prefix and the obligation's identifier.
/// @complexity Linear.
[[nodiscard]] std::vector<ical_event> events_of(organisation const& whole,
                                                std::span<obligation const> owed,
                                                obligation_events const& how = {});

/// A moment in UTC, to the second. The library never reads the clock: the caller does.
struct utc_moment {
    date day{};     ///< the day
    int hour = 0;   ///< 0 to 23
    int minute = 0; ///< 0 to 59
    int second = 0; ///< 0 to 59
};

/// What holds for the whole file.
struct ical_options {
    utc_moment stamp{};                      ///< when the file is made (DTSTAMP)
    std::string name{};                      ///< what calendar programs call it; nothing if empty
    std::string domain = "partyorg.invalid"; ///< behind the @ of every UID; yours, if you have one
    language lang = language::vi;            ///< of the texts that the library adds
};

/// Writes a calendar.
///
/// Lines are folded at 75 octets, never within a character, and end with CR LF. A schedule that
/// RFC 5545 has no words for is written day by day and needs a last day. Control characters are
/// left out; text that is not UTF-8 is folded as it is.
/// @return The text; or the problems: PO1502 for a stamp that is no moment, PO1509 for an empty or
///         repeated key, PO1505 for a negative alarm or revision, PO1504 for an endless schedule
///         without words.
/// @complexity Linear in the text, n log n in the events.
/// @source RFC 5545, sections 3.1, 3.3.10, 3.3.11, 3.6.1, 3.6.6.
[[nodiscard]] result<std::string> try_write_ical(std::vector<ical_event> const& events,
                                                 ical_options const& options);

/// Writes a calendar, or throws.
/// @return The text.
/// @throw invalid_input with every problem that `try_write_ical` reports.
[[nodiscard]] std::string write_ical(std::vector<ical_event> const& events,
                                     ical_options const& options);

} // namespace partyorg::io
