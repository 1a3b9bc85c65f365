/// @file
/// Deadlines, working days, schedules and the clocks of the rules: what is due, and when.

#include <partyorg/calendar/deadline.hpp>
#include <partyorg/calendar/lunar.hpp>
#include <partyorg/calendar/schedule.hpp>
#include <partyorg/calendar/statutory_clocks.hpp>
#include <partyorg/calendar/working_days.hpp>
#include <partyorg/io/ical.hpp>
#include <partyorg/io/plan_document.hpp>
#include <partyorg/io/submissions.hpp>
#include <partyorg/report/due.hpp>

#include <iostream>
#include <vector>

namespace po = partyorg;

namespace {

void show_bounds(po::working_days const& calendar) {
    //! [bounds]
    po::deadline const list = po::before(po::date(2024, 1, 15)); // "trước ngày 15/01/2024"
    std::cout << po::to_string(list) << '\n'
              << "last working day: " << po::to_iso(list.last_working_day(calendar)) << '\n';
    //! [bounds]
}

void show_calendar() {
    //! [calendar]
    auto calendar = po::statutory_calendar(2024, 2026);
    po::add_day_off(calendar, po::date(2024, 10, 10), {"Ngày truyền thống", "Founding day"});
    po::working_days const ours(calendar);
    std::cout << po::to_iso(ours.add(po::date(2024, 9, 30), 10)) << '\n'
              << ours.count(po::date(2024, 9, 30), po::date(2024, 10, 31)) << " working days\n";
    //! [calendar]
}

void show_clocks(po::working_days const& calendar) {
    //! [clocks]
    auto const decision = po::admission_decision_due(po::date(2024, 1, 15), calendar);
    std::cout << "decide " << po::to_string(decision.due) << '\n'
              << po::to_string(decision.clock.source) << '\n';
    auto const ceremony = po::date(2023, 2, 28);
    std::cout << "recognised from " << po::to_iso(po::recognition_effective_date(ceremony))
              << ", the cell considers it "
              << po::to_string(po::recognition_by_cell_due(ceremony, calendar).due) << '\n';
    //! [clocks]
}

void show_status(po::working_days const& calendar) {
    //! [status]
    po::deadline const list = po::before(po::date(2024, 1, 15));
    po::progress const handed_in{.starts = {}, .done = po::date(2024, 1, 16)};
    for (int day : {2, 10, 15, 16}) {
        po::date const on(2024, 1, static_cast<unsigned short>(day));
        std::cout << po::to_iso(on) << ' '
                  << po::to_string(po::status_at(list, on, handed_in, po::notice_days{7}))
                  << ", working days left: " << po::working_slack(list, on, calendar) << '\n';
    }
    //! [status]
}

void show_schedule() {
    //! [schedule]
    auto const reports = po::schedule::ends_of(po::cycle::quarter, po::date(2024, 1, 1));
    for (auto const& day : reports.within(po::cycle_around(po::cycle::year, po::date(2024, 6, 1))))
        std::cout << po::to_iso(day) << '\n';
    std::cout << po::recurrence_rule(reports).value() << '\n';
    //! [schedule]
}

void show_lunar() {
    //! [lunar]
    std::cout << "Tết 2027: " << po::to_iso(*po::lunar_new_year(2027)) << '\n';
    auto const lunar = *po::to_lunar(po::date(2025, 7, 25));
    std::cout << lunar.day << '/' << lunar.month
              << (lunar.type == po::month_type::leap ? " (leap)" : "") << " of " << lunar.year
              << '\n';
    //! [lunar]
}

void show_ical() {
    //! [ical]
    po::io::ical_event event{
        "candidates-2024", "Nộp danh sách nguồn kết nạp", {}, po::before(po::date(2024, 1, 15))};
    event.alarm_days_before = 3;
    po::io::ical_options options;
    options.stamp = {po::date(2024, 1, 2), 8, 0, 0}; // the caller's clock, the library has none
    std::cout << po::io::write_ical({event}, options).size() << " octets\n";
    //! [ical]
}

/// The plan's own obligations, and what was handed in until 20 January.
void show_obligations(po::working_days const& calendar) {
    //! [obligations]
    auto const plan = po::io::read_plan("data/phong-tho-2024/plan.txt");
    auto const owed = po::obligations_of(plan);
    for (auto const& o : owed)
        if (o.due)
            std::cout << o.id << ": " << o.units.size() << " units, " << po::to_string(*o.due)
                      << ", line " << o.where.line << '\n';
    //! [obligations]

    //! [ledger]
    auto const text = po::io::load_text("data/phong-tho-2024/submissions.csv");
    po::period const year(po::date(2024, 1, 1), po::date(2024, 12, 31));
    // Throws with every defect: unknown units, duplicates, impossible days …
    auto const ledger = po::io::parse_submissions(*text, plan, owed, year).value();
    auto const states = po::states_at(plan, owed, ledger, {po::date(2024, 1, 20), year, {}});
    auto const district = po::tally(plan, states)[0]; // rolled up: the root has all below it
    std::cout << district.met << " in time, " << district.met_late << " late, " << district.overdue
              << " missing\n";
    for (auto const& debt : po::reminders(states, po::date(2024, 1, 20), 0))
        std::cout << plan.units.code(*plan.units.find(*debt.unit)) << " owes "
                  << owed[debt.obligation].id << '\n';
    //! [ledger]

    //! [report]
    auto const due = po::report::make_due_report(
        plan, owed, ledger, {.on = po::date(2024, 3, 20), .span = year, .within = 30}, calendar);
    std::cout << po::report::deadlines_text(due, po::language::en);
    //! [report]

    //! [events]
    auto const events = po::io::events_of(plan, owed, {"PT/2024", po::language::vi, 3});
    std::cout << events.size() << " events, the first is " << events[0].key << '\n';
    //! [events]
}

} // namespace

int main() {
    auto const calendar = po::statutory_working_days(2023, 2026);
    show_bounds(calendar);
    show_calendar();
    show_clocks(calendar);
    show_status(calendar);
    show_schedule();
    show_lunar();
    show_ical();
    show_obligations(calendar);
}
