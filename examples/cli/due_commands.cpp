#include "due_commands.hpp"

#include "days.hpp"
#include "input.hpp"

#include <partyorg/io/ical.hpp>
#include <partyorg/io/obligation_table.hpp>
#include <partyorg/io/submissions.hpp>
#include <partyorg/report/due.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>
#include <utility>
#include <vector>

namespace cli {

namespace po = partyorg;

namespace {

constexpr option as_of_option{
    "--as-of",
    "DAY",
    {"ngày được hỏi (mặc định: hôm nay)", "the day asked about (default: today)"}};
constexpr option within_option{"--within",
                               "DAYS",
                               {"chỉ việc quá hạn hoặc đến hạn trong chừng ấy ngày: 30d",
                                "only what is overdue or falls due within so many days: 30d"}};
constexpr option submissions_option{
    "--submissions", "FILE", {"danh sách đã nộp (CSV)", "what was handed in (CSV)"}};
constexpr option obligations_option{
    "--obligations",
    "FILE",
    {"thêm nhiệm vụ từ bảng (CSV)", "more obligations from a table (CSV)"}};
constexpr option from_option{
    "--from",
    "DAY",
    {"việc định kỳ: từ ngày này (mặc định: đầu năm kế hoạch)",
     "recurring: from this day on (default: the first of the plan's year)"}};
constexpr option to_option{"--to",
                           "DAY",
                           {"việc định kỳ: đến ngày này (mặc định: cuối năm kế hoạch)",
                            "recurring: until this day (default: the last of the plan's year)"}};
constexpr option began_option{
    "--began",
    "DAY",
    {"ngày nhiệm vụ bắt đầu có hiệu lực (mặc định: suy từ văn bản)",
     "the day on which the duties began (default: told from the document)"}};

constexpr std::array due_options = {as_of_option,       within_option, submissions_option,
                                    obligations_option, from_option,   to_option,
                                    began_option};
constexpr std::array ical_options = {
    as_of_option,
    obligations_option,
    option{"--alarm",
           "DAYS",
           {"nhắc trước mấy ngày (mặc định: 3)", "remind so many days before (default: 3)"}},
    option{"--domain", "NAME", {"tên miền trong mã sự kiện", "domain in the events' identities"}},
};

constexpr std::array commands = {
    command{
        "deadlines",
        "FILE…",
        {"việc gì đến hạn ngày nào, còn mấy ngày", "what is due on which day, and what is left"},
        {"Ngày cuối cùng, ngày làm việc cuối cùng, tình trạng tại ngày được hỏi.",
         "Last day, last working day, and how it stands on the day asked about."},
        due_options,
        deadlines},
    command{
        "obligations",
        "FILE",
        {"ai còn nợ văn bản nào, cộng dồn theo cấp ủy",
         "who still owes which document, rolled up by committee"},
        {"Danh sách đã nộp: bảng CSV với các cột unit, obligation, date (key, reference nếu có). "
         "Mã thoát 1 khi có việc quá hạn.",
         "The list of submissions is a CSV table with the columns unit, obligation, date (key, "
         "reference if any). Exits 1 when anything is overdue."},
        due_options,
        obligations},
    command{"ical",
            "FILE",
            {"thời hạn thành tệp lịch iCalendar (.ics)", "deadlines as an iCalendar file (.ics)"},
            {"Xuất lại thì cập nhật sự kiện cũ, không thêm bản mới.",
             "A second export updates the entries of the first one instead of doubling them."},
            ical_options,
            ical},
};

/// "30", "30d": a number of days.
std::optional<int> days_option(arguments const& given, std::string_view name) {
    auto const text = given.value(name);
    if (!text) return {};
    int days = 0;
    auto const* const end = text->data() + text->size();
    auto const [stop, failure] = std::from_chars(text->data(), end, days);
    bool const whole = stop == end || (stop + 1 == end && (*stop == 'd' || *stop == 'D'));
    if (failure != std::errc{} || !whole || days < 0 || days > 36500)
        throw bad_usage(std::string(name) + ": '" + *text + "' is no number of days, such as 30d");
    return days;
}

po::date as_of(arguments const& given) {
    if (auto const day = day_option(given, "--as-of")) return *day;
    return day_of(now(localtime_r));
}

po::period span_of(arguments const& given, po::plan const& whole, po::date const& on) {
    auto const year = whole.year.value_or(static_cast<int>(on.year()));
    auto const first = day_option(given, "--from"), last = day_option(given, "--to");
    return {first ? *first : po::make_date(year, 1, 1).value_or(on),
            last ? *last : po::make_date(year, 12, 31).value_or(on)};
}

/// Working days around the days in question, as far as statutory days are known.
po::working_days calendar_for(po::period const& span, po::date const& on) {
    auto const year = [](po::date const& day) { return static_cast<int>(day.year()); };
    auto const known = [](int y) {
        return std::clamp(y, po::first_statutory_year, po::last_statutory_year);
    };
    auto const last = span.last().value_or(on);
    return po::statutory_working_days(known(std::min(year(span.first()), year(on)) - 1),
                                      known(std::max(year(last), year(on)) + 1));
}

/// What is owed, and what was handed in.
struct ledger {
    std::vector<po::obligation> owed{};
    std::vector<po::submission> entries{};
    po::report::due_question question;
};

/// The plan's own obligations and those of the table.
/// @return Nothing if the table cannot be used; every defect has been told.
std::optional<std::vector<po::obligation>> read_owed(arguments const& given, po::plan const& whole,
                                                     console& out) {
    auto owed = po::obligations_of(whole);
    auto const path = given.value("--obligations");
    if (!path) return owed;
    auto const text = read_text(*path);
    auto const more = text ? po::io::parse_obligations(*text, whole, owed)
                           : po::result<std::vector<po::obligation>>(text.problems());
    out.complain(more.problems());
    if (!more) return {};
    owed.insert(owed.end(), more->begin(), more->end());
    return owed;
}

/// @return Nothing if a list cannot be used; every defect has been told.
std::optional<ledger> read_ledger(arguments const& given, po::plan const& whole, console& out) {
    auto const on = as_of(given);
    auto owed = read_owed(given, whole, out);
    if (!owed) return {};
    ledger all{std::move(*owed), {}, {on, span_of(given, whole, on)}};
    all.question.within = days_option(given, "--within");
    all.question.ledger = po::report::ledger_use::none;
    if (auto const began = day_option(given, "--began"))
        for (auto& o : all.owed) o.from = *began;
    auto const path = given.value("--submissions");
    if (!path) return all;
    auto const text = read_text(*path);
    if (!text) {
        out.complain(text.problems());
        return {};
    }
    auto entries = po::io::parse_submissions(*text, whole, all.owed, all.question.span);
    out.complain(entries.problems());
    if (!entries) return {};
    all.entries = std::move(*entries);
    all.question.ledger = po::report::ledger_use::given;
    return all;
}

/// Reads the one file of a command.
po::result<po::plan> read_single(arguments const& given, console& out) {
    if (given.operands().size() != 1) throw bad_usage("takes one file");
    auto read = read_file(given.operands().front());
    out.complain(read ? read->notes : read.problems());
    return read;
}

po::report::due_report report_of(po::plan const& whole, ledger const& all) {
    return po::report::make_due_report(whole, all.owed, all.entries, all.question,
                                       calendar_for(all.question.span, all.question.on));
}

po::io::utc_moment stamp_of(arguments const& given) {
    if (auto const day = day_option(given, "--as-of")) return {*day, 0, 0, 0};
    auto const moment = now(gmtime_r);
    return {day_of(moment), moment.tm_hour, moment.tm_min, std::min(moment.tm_sec, 59)};
}

} // namespace

std::span<command const> due_commands() {
    return commands;
}

exit_code deadlines(arguments const& given, console& out) {
    return for_each_file(given, out, warnings_go::to_stderr, [&](po::plan const& whole) {
        auto const all = read_ledger(given, whole, out);
        if (!all) return exit_code::failed;
        auto const due = report_of(whole, *all);
        switch (given.form()) {
        case output_form::csv:
            out.print(po::report::deadlines_csv(due));
            break;
        case output_form::json:
            out.print(po::report::deadlines_json(due));
            break;
        case output_form::text:
            out.print(po::report::deadlines_text(due, given.lang()));
            break;
        }
        return exit_code::fine;
    });
}

exit_code obligations(arguments const& given, console& out) {
    auto const read = read_single(given, out);
    if (!read) return exit_code::failed;
    auto const all = read_ledger(given, *read, out);
    if (!all) return exit_code::failed;
    auto const due = report_of(*read, *all);
    switch (given.form()) {
    case output_form::csv:
        out.print(po::report::obligations_csv(due));
        break;
    case output_form::json:
        out.print(po::report::obligations_json(due));
        break;
    case output_form::text:
        out.print(po::report::obligations_text(due, given.lang()));
        break;
    }
    return due.has_overdue() ? exit_code::findings : exit_code::fine;
}

exit_code ical(arguments const& given, console& out) {
    if (given.has("--format")) throw bad_usage("writes iCalendar; there is no other form");
    auto const stamp = stamp_of(given);
    auto const alarm = days_option(given, "--alarm").value_or(3);
    auto const read = read_single(given, out);
    if (!read) return exit_code::failed;
    auto const lang = given.lang();
    auto const root =
        read->units.empty() ? std::string("plan") : std::string(read->units.code(po::slot(0)));
    auto const prefix = read->year ? root + '/' + std::to_string(*read->year) : root;
    po::io::ical_options options{.stamp = stamp, .name = read->title, .lang = lang};
    if (auto const domain = given.value("--domain")) options.domain = *domain;
    auto const owed = read_owed(given, *read, out);
    if (!owed) return exit_code::failed;
    out.print(po::io::write_ical(po::io::events_of(*read, *owed, {prefix, lang, alarm}), options));
    return exit_code::fine;
}

} // namespace cli
