/// @file
/// A year of admission cases: the log is checked, the third quarter reported, its figures
/// explained, and the same report run again after a correction. The cases are invented.

#include <partyorg/io/cases.hpp>
#include <partyorg/io/plan_document.hpp>
#include <partyorg/report/progress.hpp>
#include <partyorg/targets/progress.hpp>

#include <iostream>

namespace po = partyorg;

namespace {

constexpr auto vi = po::language::vi;

void show_check(po::plan const& plan, po::case_log const& log, po::working_days const& calendar) {
    //! [check]
    auto const review = po::check_cases(log, plan, calendar);
    std::cout << log.size() << " lines, " << review.found.errors() << " errors\n";
    for (auto const& step : review.late) std::cout << to_string(to_problem(step)) << '\n';
    //! [check]
}

void show_states(po::plan const& plan, po::case_log const& log, po::working_days const& calendar) {
    //! [states]
    po::as_of const end_of_september(po::date(2024, 9, 30), po::date(2024, 10, 5));
    auto const states = po::case_states(log, end_of_september, plan, calendar);
    for (auto const& s : po::due_cases(states, po::date(2024, 9, 30), 15))
        std::cout << s.code << " at " << to_string(*s.reached) << ", last day "
                  << po::to_iso(*s.due) << '\n';
    //! [states]
}

po::progress_report third_quarter(po::plan const& plan, po::case_log const& log,
                                  po::working_days const& calendar, po::date const& known) {
    //! [report]
    po::progress_query query{.when = po::as_of(known),
                             .span = *po::parse_reporting_period("2024-Q3")};
    query.members = po::stated_members(plan); // 3 550, as the plan says
    return po::report_progress(plan, log, calendar, query);
    //! [report]
}

void show_units(po::progress_report const& report, po::hierarchy const& units) {
    //! [units]
    auto const& district = report.units.front();
    std::cout << "admitted " << district.admitted << " of " << *district.assigned << ", "
              << to_string(*district.percent) << ", " << to_string(district.pace) << '\n'
              << "the year will end between " << district.admitted + district.secured << " and "
              << district.admitted + district.possible << '\n';
    for (auto const s : report.missed)
        std::cout << "out of reach: " << units.name(s) << ", short by "
                  << report.units[s.value()].short_by << '\n';
    //! [units]
}

void show_why(po::progress_report const& report, po::hierarchy const& units) {
    //! [why]
    auto const why = po::explain(report, "admitted.in_period", *units.find("PT-08"));
    std::cout << "PT-08 admitted " << why.cells.total << " in the third quarter:\n";
    for (auto const& c : why.cases)
        std::cout << "  " << c.case_code << ' ' << po::to_iso(c.day) << ' ' << to_string(c.where)
                  << '\n';
    //! [why]
}

void show_again(po::plan const& plan, po::case_log const& log, po::working_days const& calendar) {
    //! [again]
    // On 21/10 it was learnt that one ceremony of September had taken place in October.
    for (auto const& known : {po::date(2024, 10, 5), po::date(2024, 10, 31)})
        std::cout << "as known on " << po::to_iso(known) << ": "
                  << third_quarter(plan, log, calendar, known).units.front().admitted << '\n';
    //! [again]
}

} // namespace

int main() {
    //! [load]
    auto const plan = po::io::read_plan("data/phong-tho-2024/plan.txt");
    auto const log = po::io::read_cases("data/phong-tho-2024/cases-2024.csv");
    auto const calendar = po::statutory_working_days(2022, 2026);
    //! [load]
    show_check(plan, log, calendar);
    show_states(plan, log, calendar);
    auto const report = third_quarter(plan, log, calendar, po::date(2024, 10, 5));
    show_units(report, plan.units);
    show_why(report, plan.units);
    show_again(plan, log, calendar);
    //! [print]
    std::cout << '\n' << po::report::progress_text(report, vi);
    //! [print]
}
