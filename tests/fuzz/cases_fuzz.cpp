// Any bytes as a log of cases: read or refused whole, then checked, replayed, reported, written and
// read again.
#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/io/cases.hpp>
#include <partyorg/measures/quota.hpp>
#include <partyorg/report/progress.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace po = partyorg;

namespace {

po::organisation const& district() {
    static auto const whole = [] {
        po::hierarchy_builder build;
        build.add({.code = "X", .kind = po::unit_kind::district_committee});
        build.add({.code = "X-01", .parent = "X", .kind = po::unit_kind::grassroots_committee});
        build.add({.code = "X-01-1", .parent = "X-01", .kind = po::unit_kind::subordinate_cell});
        build.add({.code = "X-02", .parent = "X", .kind = po::unit_kind::grassroots_cell});
        po::organisation out(build.finish());
        out.figures.add(po::quota::assigned)[*out.units.find("X-02")] = 2;
        return out;
    }();
    return whole;
}

void require(bool holds) {
    if (!holds) std::abort();
}

void use(po::case_log const& log) {
    static auto const calendar = po::statutory_working_days(2022, 2026);
    po::as_of const when(po::date(2024, 9, 30), po::date(2024, 10, 5));
    auto const review = po::check_cases(log, district(), calendar, when);
    require(!po::report::case_review_json(review).empty());
    auto const states = po::case_states(log, when, district(), calendar);
    require(states.size() <= log.cases());
    require(log.as_known(when).size() <= log.size());
    auto const report = po::report_progress(
        district(), log, calendar, {.when = when, .span = *po::parse_reporting_period("2024-Q3")});
    require(report.units.front().candidates ==
            static_cast<std::int64_t>(po::explain(report, "candidates", po::slot(0)).cases.size()));
    require(!po::report::progress_markdown(report, po::language::vi).empty());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    auto const text = po::io::check_text(std::string(reinterpret_cast<char const*>(data), size),
                                         "input", {1 << 16, 1 << 12});
    if (!text) return 0;
    auto const log = po::io::parse_cases(*text);
    if (!log) {
        require(log.problems().has_errors());
        return 0;
    }
    use(*log);
    auto const written = po::io::write_cases(*log);
    auto const again = po::io::parse_cases(po::io::check_text(written, "again").value());
    require(again && po::io::write_cases(*again) == written);
    return 0;
}
