/// @file
/// A log of a million events: building it, checking it, the states of its cases; against the plain
/// way of a map of cases and the calendar's functions.

#include "bench.hpp"

#include <partyorg/calendar/statutory_clocks.hpp>
#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/io/cases.hpp>
#include <partyorg/targets/pipeline.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace po = partyorg;

namespace {

constexpr std::size_t event_count = 1'000'000;
constexpr std::uint32_t unit_count = 20'000;

po::organisation make_units() {
    po::hierarchy_builder build;
    build.add({.code = "D", .kind = po::unit_kind::district_committee});
    for (std::uint32_t i = 0; i < unit_count; ++i)
        build.add({.code = "U-" + std::to_string(i),
                   .parent = "D",
                   .kind = po::unit_kind::grassroots_cell});
    return po::organisation(build.finish());
}

/// Cases that run through the path at random speed, one after the other as a register would have
/// them: mixed by day.
std::vector<po::case_event> make_events() {
    constexpr po::case_stage steps[] = {
        po::case_stage::source_list,
        po::case_stage::awareness_course,
        po::case_stage::dossier,
        po::case_stage::introduced,
        po::case_stage::cell_resolution,
        po::case_stage::appraisal,
        po::case_stage::admission_decision,
        po::case_stage::ceremony,
    };
    std::mt19937 draw(20240115);
    std::vector<po::case_event> out;
    out.reserve(event_count);
    std::uint32_t number = 0;
    while (out.size() < event_count) {
        po::case_event e;
        e.case_code = "K-" + std::to_string(++number);
        e.unit = "U-" + std::to_string(draw() % unit_count);
        e.day = po::date(2021, 10, 1) + boost::gregorian::date_duration(draw() % 700);
        for (auto const step : steps) {
            if (out.size() == event_count) break;
            e.stage = step;
            e.day += boost::gregorian::date_duration(1 + draw() % 60);
            e.reference = step == po::case_stage::admission_decision ? "QĐ" : "";
            out.push_back(e);
        }
    }
    std::stable_sort(out.begin(), out.end(),
                     [](auto const& a, auto const& b) { return a.day < b.day; });
    return out;
}

po::case_log make_log(std::vector<po::case_event> const& events) {
    po::case_log out;
    for (auto const& e : events) out.add(e);
    return out;
}

/// The late decisions and ceremonies, as one would write it in an afternoon.
std::size_t plain_late(std::vector<po::case_event> const& events, po::working_days const& days) {
    std::map<std::string, std::map<po::case_stage, po::date>> cases;
    for (auto const& e : events) cases[e.case_code][e.stage] = e.day;
    std::size_t late = 0;
    for (auto const& [code, steps] : cases) {
        auto const resolution = steps.find(po::case_stage::cell_resolution);
        auto const decision = steps.find(po::case_stage::admission_decision);
        auto const ceremony = steps.find(po::case_stage::ceremony);
        if (decision != steps.end() &&
            decision->second > po::admission_decision_due(resolution->second, days).due.last_day())
            ++late;
        if (ceremony != steps.end() &&
            ceremony->second > po::admission_ceremony_due(decision->second, days).due.last_day())
            ++late;
    }
    return late;
}

} // namespace

int main(int argc, char** argv) {
    auto const how = bench::arguments(argc, argv);
    auto const whole = make_units();
    auto const days = po::statutory_working_days(2020, 2027);
    auto const events = make_events();
    auto const log = make_log(events);

    auto const review = po::check_cases(log, whole, days);
    bench::require(review.found.empty(), "the log is sound");
    bench::require(review.late.size() == plain_late(events, days), "both find the same late steps");

    auto const race = bench::race([&] { bench::keep(po::check_cases(log, whole, days)); },
                                  [&] { bench::keep(plain_late(events, days)); }, how.rounds);
    bench::faster("cases: check a log", "1 M", "map of cases", race);
    bench::value("cases: check a log, s", "1 M", race.ours_ms, race.ours_ms / 1000, "<= 1");

    auto const each = [&](char const* name, auto&& work) {
        auto const ms = bench::some(work, 100, 5);
        bench::value(name, "1 M", ms, ms / 1000);
    };
    each("cases: append to a log, s", [&] { bench::keep(make_log(events)); });
    po::as_of const when(po::date(2023, 6, 30));
    each("cases: where every case stands, s",
         [&] { bench::keep(po::case_states(log, when, whole, days)); });
    auto const text = po::io::check_text(po::io::write_cases(log), "log.csv").value();
    each("cases: read the log from CSV, s", [&] { bench::keep(po::io::parse_cases(text)); });
}
