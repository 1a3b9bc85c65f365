#include "calendar_commands.hpp"

#include <partyorg/calendar/lunar.hpp>
#include <partyorg/calendar/working_days.hpp>
#include <partyorg/core/error.hpp>
#include <partyorg/io/escape.hpp>
#include <partyorg/io/json_writer.hpp>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <istream>
#include <optional>
#include <ostream>
#include <string_view>
#include <vector>

namespace cli {
namespace {

namespace po = partyorg;

constexpr int fine = 0;
constexpr int bad_usage = 2;

enum class output_format { json, csv, text };

// What was given on the command line: words, and the options that all three commands share.
struct arguments {
    std::vector<std::string> words{};
    std::vector<std::string> flags{};
    std::optional<output_format> format{}; // each command has its own default
    po::language lang = po::language::vi;

    [[nodiscard]] bool has(std::string_view flag) const {
        return std::find(flags.begin(), flags.end(), flag) != flags.end();
    }
};

// A usage mistake travels as an exception of our own: it has no code of the library.
struct usage_error {
    std::string text;
};

output_format parse_format(std::string const& name) {
    if (name == "json") return output_format::json;
    if (name == "csv") return output_format::csv;
    if (name == "text") return output_format::text;
    throw usage_error{"--format takes json, csv or text, not '" + name + "'"};
}

po::language parse_language(std::string const& name) {
    if (name == "vi") return po::language::vi;
    if (name == "en") return po::language::en;
    throw usage_error{"--lang takes vi or en, not '" + name + "'"};
}

// "-5" is a number, not an option.
bool is_option(std::string const& word) {
    return word.size() > 1 && word[0] == '-' && (word[1] < '0' || word[1] > '9');
}

arguments parse(std::span<std::string const> args, std::span<std::string_view const> known_flags) {
    arguments parsed;
    for (std::size_t i = 0; i < args.size(); ++i) {
        auto const& word = args[i];
        if (!is_option(word)) {
            parsed.words.push_back(word);
        } else if (std::find(known_flags.begin(), known_flags.end(), word) != known_flags.end()) {
            parsed.flags.push_back(word);
        } else if (word == "--format" || word == "--lang") {
            if (++i == args.size()) throw usage_error{word + " takes a value"};
            if (word == "--format")
                parsed.format = parse_format(args[i]);
            else
                parsed.lang = parse_language(args[i]);
        } else {
            throw usage_error{"unknown option '" + word + "'"};
        }
    }
    return parsed;
}

std::optional<int> parse_number(std::string_view text) {
    int value = 0;
    auto const [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc{} || end != text.data() + text.size()) return {};
    return value;
}

std::optional<po::date> parse_day(std::string_view text) {
    auto const iso = po::parse_iso_date(text);
    return iso ? iso : po::parse_vietnamese_date(text);
}

// Runs a command and turns what is wrong into a message and an exit code.
template <class Command>
int guarded(std::ostream& err, std::string_view usage, Command command) {
    try {
        return command();
    } catch (usage_error const& mistake) {
        err << "partyorg: " << mistake.text << "\nusage: partyorg " << usage << '\n';
    } catch (po::error const& failure) {
        err << po::to_string(failure.problems());
    }
    return bad_usage;
}

// ---- calendar --------------------------------------------------------------------------------

bool is_projected(po::special_day const& day) {
    return day.basis == po::standing::projected;
}

std::string calendar_json(int year, std::vector<po::special_day> const& days, po::language lang) {
    std::string text;
    po::io::json_writer json(text, po::io::json_style::indented);
    json.begin_object().key("year").number(year).key("days").begin_array();
    for (auto const& day : days)
        json.begin_object(po::io::json_layout::flat)
            .key("date")
            .string(po::to_iso(day.day))
            .key("name")
            .string(day.name.in(lang))
            .key("kind")
            .string(po::to_string(day.kind))
            .key("citation")
            .string(po::to_string(day.source))
            .key("projected")
            .boolean(is_projected(day))
            .end_object();
    json.end_array().end_object();
    return text + '\n';
}

std::string csv_row(std::initializer_list<std::string_view> fields) {
    std::string row;
    for (auto const* field = fields.begin(); field != fields.end(); ++field) {
        if (field != fields.begin()) row += ',';
        po::io::append_csv_field(row, *field);
    }
    return row + '\n';
}

std::string calendar_csv(std::vector<po::special_day> const& days, po::language lang) {
    std::string text = "date,name,kind,citation,projected\n";
    for (auto const& day : days)
        text += csv_row({po::to_iso(day.day), day.name.in(lang), po::to_string(day.kind),
                         po::to_string(day.source), is_projected(day) ? "true" : "false"});
    return text;
}

std::string calendar_text(std::vector<po::special_day> const& days, po::language lang) {
    auto const vietnamese = lang == po::language::vi;
    std::string text;
    for (auto const& day : days) {
        text += vietnamese ? po::to_vietnamese(day.day) : po::to_iso(day.day);
        text += "  " + day.name.in(lang) + " (";
        text += po::label_of(po::weekday_of(day.day)).in(lang);
        if (!po::is_off(day.kind)) text += vietnamese ? ", làm việc" : ", worked";
        if (is_projected(day)) text += vietnamese ? ", dự kiến" : ", projected";
        text += ")\n";
    }
    return text;
}

int calendar_command(arguments const& args, std::ostream& out) {
    if (args.words.size() != 1) throw usage_error{"one year is needed"};
    auto const year = parse_number(args.words[0]);
    if (!year) throw usage_error{"'" + args.words[0] + "' is not a year"};
    auto const days = po::statutory_days(*year);
    switch (args.format.value_or(output_format::json)) {
    case output_format::json:
        out << calendar_json(*year, days, args.lang);
        break;
    case output_format::csv:
        out << calendar_csv(days, args.lang);
        break;
    case output_format::text:
        out << calendar_text(days, args.lang);
        break;
    }
    return fine;
}

// ---- workdays --------------------------------------------------------------------------------

constexpr std::string_view no_swaps = "--no-swaps";
constexpr std::string_view count_first_day = "--count-first-day";

// A year has more than 200 working days: the calendar is made for as many as the count can need.
po::working_days calendar_for(po::date const& from, int count, po::swap_use swaps) {
    auto const years = std::abs(static_cast<long long>(count)) / 200 + 1;
    auto const reach = static_cast<int>(std::min<long long>(years, po::last_statutory_year));
    auto const year = static_cast<int>(from.year());
    auto const first = std::max(count < 0 ? year - reach : year, po::first_statutory_year);
    auto const last = std::min(count > 0 ? year + reach : year, po::last_statutory_year);
    // A day outside all known years fails with their range.
    return po::statutory_working_days(std::min(first, po::last_statutory_year),
                                      std::max(last, po::first_statutory_year), swaps);
}

// The years between two days whose decision is not known, each behind a blank.
std::string projected_years(po::date const& from, po::date const& due) {
    auto const first = static_cast<int>(std::min(from, due).year());
    auto const last = static_cast<int>(std::max(from, due).year());
    std::string years;
    for (int year = first; year <= last; ++year)
        if (is_projected(po::statutory_days(year).front())) years += ' ' + std::to_string(year);
    return years;
}

std::string workdays_json(po::date const& from, int count, po::date const& due, bool projected) {
    std::string text;
    po::io::json_writer json(text);
    json.begin_object().key("from").string(po::to_iso(from)).key("days").number(count);
    json.key("due").string(po::to_iso(due)).key("projected").boolean(projected).end_object();
    return text + '\n';
}

int workdays_command(arguments const& args, std::ostream& out, std::ostream& err) {
    if (args.words.size() != 2) throw usage_error{"a day and a number are needed"};
    auto const from = parse_day(args.words[0]);
    if (!from)
        po::detail::fail<po::invalid_input>(po::defect::not_a_date,
                                            "'" + args.words[0] + "' is not a day");
    auto const count = parse_number(args.words[1]);
    if (!count) throw usage_error{"'" + args.words[1] + "' is not a whole number"};
    auto const swaps = args.has(no_swaps) ? po::swap_use::ignored : po::swap_use::applied;
    auto const trigger =
        args.has(count_first_day) ? po::trigger_day::included : po::trigger_day::excluded;
    auto const due = calendar_for(*from, *count, swaps).add(*from, *count, trigger);
    auto const years = projected_years(*from, due);
    switch (args.format.value_or(output_format::text)) {
    case output_format::json:
        out << workdays_json(*from, *count, due, !years.empty());
        break;
    case output_format::csv:
        out << "from,days,due,projected\n"
            << po::to_iso(*from) << ',' << *count << ',' << po::to_iso(due) << ','
            << (years.empty() ? "false" : "true") << '\n';
        break;
    case output_format::text:
        out << po::to_iso(due) << '\n';
        break;
    }
    if (!years.empty())
        err << "partyorg: note: days off are projected, no decision is known:" << years << '\n';
    return fine;
}

// ---- lunar -----------------------------------------------------------------------------------

constexpr std::string_view reverse = "--reverse";
constexpr std::string_view leap = "--leap";

struct both_dates {
    po::date solar{};
    po::lunar_date lunar{};
};

// "2024-1-1", as many digits as one likes to write.
std::optional<po::lunar_date> parse_lunar(std::string_view text, po::month_type type) {
    auto const first = text.find('-');
    auto const second = first == text.npos ? text.npos : text.find('-', first + 1);
    if (second == text.npos) return {};
    auto const year = parse_number(text.substr(0, first));
    auto const month = parse_number(text.substr(first + 1, second - first - 1));
    auto const day = parse_number(text.substr(second + 1));
    if (!year || !month || !day) return {};
    return po::lunar_date{*year, *month, *day, type};
}

class lunar_converter {
public:
    explicit lunar_converter(arguments const& args)
        : backwards_(args.has(reverse)),
          type_(args.has(leap) ? po::month_type::leap : po::month_type::regular) {
        if (args.has(leap) && !backwards_) throw usage_error{"--leap goes with --reverse"};
    }
    void add(std::string_view text, po::place where) {
        if (backwards_)
            add_lunar(text, std::move(where));
        else
            add_solar(text, std::move(where));
    }
    po::problems found{};
    std::vector<both_dates> dates{};

private:
    void add_solar(std::string_view text, po::place where) {
        auto const day = parse_day(text);
        auto const lunar = day ? po::to_lunar(*day) : std::nullopt;
        if (lunar)
            dates.push_back({*day, *lunar});
        else if (day)
            fail(po::defect::date_out_of_range, text, "is before 1800 or after 2199",
                 std::move(where));
        else
            fail(po::defect::not_a_date, text, "is not a day", std::move(where));
    }
    void add_lunar(std::string_view text, po::place where) {
        auto const lunar = parse_lunar(text, type_);
        auto const day = lunar ? po::to_solar(*lunar) : std::nullopt;
        if (day)
            dates.push_back({*day, *lunar});
        else if (lunar && !po::lunar_new_year(lunar->year))
            fail(po::defect::date_out_of_range, text, "is before 1799 or after 2199",
                 std::move(where));
        else
            fail(po::defect::not_a_date, text,
                 type_ == po::month_type::leap ? "is not a day of a leap month"
                                               : "is not a day of the lunar calendar",
                 std::move(where));
    }
    void fail(po::defect code, std::string_view text, char const* why, po::place where) {
        found.error(code, std::move(where), "'" + std::string(text) + "' " + why);
    }

    bool backwards_;
    po::month_type type_;
};

bool is_leap(both_dates const& date) {
    return date.lunar.type == po::month_type::leap;
}

std::string lunar_json(both_dates const& date) {
    std::string line;
    po::io::json_writer json(line);
    json.begin_object().key("solar").string(po::to_iso(date.solar));
    json.key("year").number(date.lunar.year).key("month").number(date.lunar.month);
    json.key("day").number(date.lunar.day).key("leap").boolean(is_leap(date)).end_object();
    return line + '\n';
}

std::string lunar_csv(both_dates const& date) {
    return po::to_iso(date.solar) + ',' + std::to_string(date.lunar.year) + ',' +
           std::to_string(date.lunar.month) + ',' + std::to_string(date.lunar.day) + ',' +
           (is_leap(date) ? "true" : "false") + '\n';
}

std::string lunar_text(both_dates const& date, po::language lang) {
    auto const day = std::to_string(date.lunar.day);
    auto const month = std::to_string(date.lunar.month);
    auto const year = std::to_string(date.lunar.year);
    if (lang == po::language::vi)
        return po::to_vietnamese(date.solar) + ": ngày " + day + " tháng " + month +
               (is_leap(date) ? " nhuận" : "") + " năm " + year + " âm lịch\n";
    return po::to_iso(date.solar) + ": day " + day + " of " + (is_leap(date) ? "leap " : "") +
           "month " + month + " of the lunar year " + year + '\n';
}

void print_lunar(std::vector<both_dates> const& dates, arguments const& args, std::ostream& out) {
    auto const format = args.format.value_or(output_format::json);
    if (format == output_format::csv) out << "solar,year,month,day,leap\n";
    for (auto const& date : dates) switch (format) {
        case output_format::json:
            out << lunar_json(date);
            break;
        case output_format::csv:
            out << lunar_csv(date);
            break;
        case output_format::text:
            out << lunar_text(date, args.lang);
            break;
        }
}

std::string_view trimmed(std::string_view line) {
    auto const first = line.find_first_not_of(" \t\r");
    if (first == line.npos) return {};
    return line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

void read_dates(std::istream& in, lunar_converter& convert) {
    std::string line;
    for (std::uint32_t number = 1; std::getline(in, line); ++number)
        if (auto const text = trimmed(line); !text.empty()) convert.add(text, {"stdin", number, 1});
}

int lunar_command(arguments const& args, std::istream& in, std::ostream& out, std::ostream& err) {
    lunar_converter convert(args);
    for (auto const& word : args.words) convert.add(word, {});
    if (args.words.empty()) read_dates(in, convert);
    if (convert.found.has_errors()) {
        err << po::to_string(convert.found);
        return bad_usage;
    }
    print_lunar(convert.dates, args, out);
    return fine;
}

} // namespace

int run_calendar(std::span<std::string const> args, std::ostream& out, std::ostream& err) {
    return guarded(err, "calendar YEAR [--format json|csv|text] [--lang vi|en]",
                   [&] { return calendar_command(parse(args, {}), out); });
}

int run_workdays(std::span<std::string const> args, std::ostream& out, std::ostream& err) {
    std::string_view const flags[] = {no_swaps, count_first_day};
    return guarded(err, "workdays FROM N [--no-swaps] [--count-first-day] [--format text|csv|json]",
                   [&] { return workdays_command(parse(args, flags), out, err); });
}

int run_lunar(std::span<std::string const> args, std::istream& in, std::ostream& out,
              std::ostream& err) {
    std::string_view const flags[] = {reverse, leap};
    return guarded(err,
                   "lunar [--reverse [--leap]] [DATE…] [--format json|csv|text] [--lang vi|en]",
                   [&] { return lunar_command(parse(args, flags), in, out, err); });
}

} // namespace cli
