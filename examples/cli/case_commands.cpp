#include "case_commands.hpp"

#include "input.hpp"

#include <partyorg/calendar/schedule.hpp>
#include <partyorg/core/error.hpp>
#include <partyorg/io/cases.hpp>
#include <partyorg/report/progress.hpp>
#include <partyorg/targets/progress.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <utility>

namespace cli {

namespace po = partyorg;

namespace {

constexpr option cases_option{
    "--cases", "EVENTS", {"nhật ký hồ sơ (CSV)", "the log of cases (CSV)"}};
constexpr option as_of_option{"--as-of", "DAY", {"tính đến ngày nào", "the day asked about"}};
constexpr option known_option{"--known",
                              "DAY",
                              {"theo thông tin đã biết đến ngày nào (mặc định: như --as-of)",
                               "with what was known on that day (default: as --as-of)"}};

constexpr std::array check_options = {cases_option, as_of_option, known_option};
constexpr std::array progress_options = {
    cases_option,
    as_of_option,
    known_option,
    option{"--period",
           "PERIOD",
           {"kỳ báo cáo: 2024-Q3, 2024-H1, 2024-09, 2024 (mặc định: quý của ngày)",
            "the period: 2024-Q3, 2024-H1, 2024-09, 2024 (default: the quarter of the day)"}},
    option{"--members",
           "N",
           {"tổng số đảng viên (mặc định: theo văn bản)",
            "number of members (default: as the document states)"}},
    option{"--rounding",
           "half_up|half_even|truncation|up",
           {"cách làm tròn tỷ lệ (mặc định: half_up)", "of percentages (default: half_up)"}},
    option{"--explain",
           "CODE:MEASURE",
           {"một số liệu từ những hồ sơ nào, dòng nào, phép tính nào mà ra",
            "from which cases and lines, or by which formula, a figure comes"}},
    option{"--format", "text|md|csv|json", {"dạng kết quả", "form of the answer"}},
};
constexpr std::array due_options = {
    cases_option,
    as_of_option,
    known_option,
    option{"--within",
           "N",
           {"trong bao nhiêu ngày tới (mặc định: 30)", "within how many days (default: 30)"}},
};

constexpr std::array commands = {
    command{"cases",
            "check FILE --cases EVENTS",
            {"kiểm tra nhật ký hồ sơ kết nạp", "checks a log of admission cases"},
            {"Bước sai trình tự, thiếu bước, hai quyết định cho một hồ sơ, đơn vị không có, việc "
             "trễ hạn kèm căn cứ. Với --as-of: cả việc quá hạn vào ngày đó. Mã thoát 1 khi có lỗi.",
             "Steps out of order or missing, second decisions, unknown units, late steps with "
             "their article. With --as-of also what is overdue on that day. Exits 1 on errors."},
            check_options,
            cases},
    command{"progress",
            "FILE --cases EVENTS --as-of DAY",
            {"kết quả so với chỉ tiêu giao, tiến độ, dự báo của một kỳ",
             "achieved against assigned, pace and forecast of a period"},
            {"Kết nạp tính theo ngày tổ chức lễ kết nạp. FILE phải có cột quota.assigned.",
             "An admission counts on the day of its ceremony. FILE needs a column "
             "quota.assigned."},
            progress_options,
            progress},
    command{
        "due",
        "FILE --cases EVENTS --as-of DAY",
        {"hồ sơ nào sắp hết thời hạn, đã quá hạn", "cases whose clocks run out or have run out"},
        {},
        due_options,
        due},
};

// ---- What was given ----------------------------------------------------------------------------

po::date day_of(std::string const& text, std::string_view name) {
    auto const iso = po::parse_iso_date(text);
    auto const day = iso ? iso : po::parse_vietnamese_date(text);
    if (!day) throw bad_usage(std::string(name) + ": '" + text + "' is no day (2024-09-30)");
    return *day;
}

std::optional<po::as_of> when_asked(arguments const& given) {
    auto const effective = given.value("--as-of");
    auto const known = given.value("--known");
    if (!effective) {
        if (known) throw bad_usage("--known goes with --as-of");
        return {};
    }
    auto const day = day_of(*effective, "--as-of");
    return po::as_of(day, known ? day_of(*known, "--known") : day);
}

po::as_of when_required(arguments const& given) {
    auto const when = when_asked(given);
    if (!when) throw bad_usage("needs --as-of DAY");
    return *when;
}

std::int64_t number_of(std::string const& text, std::string_view name, std::int64_t most) {
    std::int64_t value = -1;
    auto const* const end = text.data() + text.size();
    auto const read = std::from_chars(text.data(), end, value);
    if (read.ec != std::errc() || read.ptr != end || value < 0 || value > most)
        throw bad_usage(std::string(name) + ": '" + text + "' is no number from 0 to " +
                        std::to_string(most));
    return value;
}

/// What all three commands read. Both files are read before either is complained about.
struct read_cases_result {
    po::plan whole{};
    po::case_log log{};
};

std::optional<read_cases_result> read_both(std::string const& file, arguments const& given,
                                           console& out) {
    auto const events = given.value("--cases");
    if (!events) throw bad_usage("needs --cases EVENTS");
    if (file == "-" && *events == "-") throw bad_usage("only one file can be standard input");
    po::io::unit_table_options options;
    options.measures = po::case_measures();
    auto whole = read_file(file, options);
    auto const text = read_text(*events);
    auto log = text ? po::io::parse_cases(*text) : po::result<po::case_log>(text.problems());
    if (!whole || !log) {
        if (!whole) out.complain(whole.problems());
        if (!log) out.complain(log.problems());
        return {};
    }
    out.complain(whole->notes);
    out.complain(log.problems());
    return read_cases_result{std::move(*whole), std::move(*log)};
}

/// A calendar that reaches as far as the clocks of the log can.
po::working_days calendar_for(po::case_log const& log) {
    auto first = 2024, last = 2024;
    for (auto const& row : log.rows()) {
        auto const year = static_cast<int>(row.day.year());
        first = &row == log.rows().data() ? year : std::min(first, year);
        last = &row == log.rows().data() ? year : std::max(last, year);
    }
    auto const within = [](int year) {
        return std::clamp(year, po::first_statutory_year, po::last_statutory_year);
    };
    return po::statutory_working_days(within(first - 1), within(last + 3));
}

std::string const& only_file(arguments const& given) {
    if (given.operands().size() != 1) throw bad_usage("takes one file");
    return given.operands().front();
}

po::period period_asked(arguments const& given, po::as_of const& when) {
    auto const name = given.value("--period");
    if (!name) return po::cycle_around(po::cycle::quarter, when.effective());
    auto const span = po::parse_reporting_period(*name);
    if (!span)
        throw bad_usage("--period: '" + *name + "' is none of 2024, 2024-H1, 2024-Q3, 2024-09");
    return *span;
}

po::rounding rounding_asked(arguments const& given) {
    auto const name = given.value("--rounding");
    for (auto const mode : po::all_roundings)
        if (name == to_string(mode)) return mode;
    return po::rounding::half_up;
}

/// Numbers that units state and the log does not bear out; the rest is the matter of `cases check`.
po::problems differences(po::problems const& found) {
    po::problems out;
    for (auto const& p : found)
        if (p.code == po::defect::case_counts_differ) out.add(p);
    return out;
}

void print_explanation(po::progress_report const& report, std::string const& asked,
                       arguments const& given, console& out) {
    auto const colon = asked.find(':');
    if (colon == std::string::npos) throw bad_usage("--explain: takes CODE:MEASURE");
    auto const code = asked.substr(0, colon);
    auto const unit = report.figures.units().find(code);
    if (!unit)
        po::detail::fail<po::invalid_input>(po::defect::unknown_unit, "no unit '" + code + "'");
    auto const found = po::explain(report, asked.substr(colon + 1), *unit);
    switch (given.form()) {
    case output_form::csv:
        out.print(po::report::progress_explanation_csv(report, found));
        break;
    case output_form::json:
        out.print(po::report::progress_explanation_json(report, found));
        break;
    case output_form::text:
        out.print(po::report::progress_explanation_text(report, found, given.lang()));
        break;
    }
}

} // namespace

std::span<command const> case_commands() {
    return commands;
}

exit_code cases(arguments const& given, console& out) {
    auto const& words = given.operands();
    if (words.size() != 2 || words[0] != "check") throw bad_usage("takes 'check' and one file");
    auto const when = when_asked(given);
    auto const read = read_both(words[1], given, out);
    if (!read) return exit_code::failed;
    auto const calendar = calendar_for(read->log);
    auto found = po::check_cases(read->log, read->whole, calendar, when);
    // Numbers of a unit table are of a day; without one there is nothing to compare them with.
    if (when)
        (void)po::case_counts(po::case_states(read->log, *when, read->whole, calendar), read->whole,
                              found.found);
    switch (given.form()) {
    case output_form::csv:
        out.print(po::report::case_review_csv(found));
        break;
    case output_form::json:
        out.print(po::report::case_review_json(found));
        break;
    case output_form::text:
        out.print(po::report::case_review_text(found, read->log, given.lang()));
        break;
    }
    return found.found.has_errors() ? exit_code::findings : exit_code::fine;
}

exit_code progress(arguments const& given, console& out) {
    auto const& file = only_file(given);
    po::progress_query query{.when = when_required(given),
                             .span = po::period(po::date(2024, 1, 1)),
                             .mode = rounding_asked(given)};
    query.span = period_asked(given, query.when);
    if (auto const members = given.value("--members"))
        query.members = number_of(*members, "--members", 1'000'000'000);
    auto const read = read_both(file, given, out);
    if (!read) return exit_code::failed;
    if (!query.members) {
        query.members = po::stated_members(read->whole);
        query.members_where = po::where_members_are_stated(read->whole);
    }
    auto const report = po::report_progress(read->whole, read->log, calendar_for(read->log), query);
    out.complain(differences(report.found));
    if (auto const asked = given.value("--explain")) {
        print_explanation(report, *asked, given, out);
        return exit_code::fine;
    }
    auto const lang = given.lang();
    if (given.value("--format") == "md")
        out.print(po::report::progress_markdown(report, lang));
    else if (given.form() == output_form::csv)
        out.print(po::report::progress_csv(report));
    else if (given.form() == output_form::json)
        out.print(po::report::progress_json(report, lang));
    else
        out.print(po::report::progress_text(report, lang));
    return exit_code::fine;
}

exit_code due(arguments const& given, console& out) {
    auto const& file = only_file(given);
    auto const when = when_required(given);
    auto const days = number_of(given.value("--within").value_or("30"), "--within", 36'500);
    auto const read = read_both(file, given, out);
    if (!read) return exit_code::failed;
    auto const calendar = calendar_for(read->log);
    auto const list = po::due_cases(po::case_states(read->log, when, read->whole, calendar),
                                    when.effective(), static_cast<int>(days));
    switch (given.form()) {
    case output_form::csv:
        out.print(po::report::due_cases_csv(list, when.effective()));
        break;
    case output_form::json:
        out.print(po::report::due_cases_json(list, when.effective()));
        break;
    case output_form::text:
        out.print(
            po::report::due_cases_text(list, read->whole.units, when.effective(), given.lang()));
        break;
    }
    return exit_code::fine;
}

} // namespace cli
