#include "rule_commands.hpp"

#include "days.hpp"
#include "input.hpp"

#include <partyorg/io/baseline_file.hpp>
#include <partyorg/io/junit.hpp>
#include <partyorg/io/rule_file.hpp>
#include <partyorg/io/sarif.hpp>
#include <partyorg/io/submissions.hpp>
#include <partyorg/report/check.hpp>
#include <partyorg/report/rules.hpp>
#include <partyorg/rules/statutes/all.hpp>

#include <array>
#include <fstream>
#include <optional>
#include <vector>

namespace cli {

namespace po = partyorg;

namespace {

constexpr option rules_option{
    "--rules",
    "FILE",
    {"tệp quy tắc (JSON) bổ sung hoặc sửa quy tắc có sẵn",
     "a rule file (JSON) that adds to the built-in rules or changes them"}};

constexpr std::array check_options = {
    option{"--format",
           "text|json|sarif|junit|md",
           {"dạng kết quả (mặc định: text)", "form of the answer (default: text)"}},
    option{"--as-of",
           "DAY",
           {"ngày xét (mặc định: ngày đầu năm của kế hoạch, nếu không có thì hôm nay)",
            "the day asked about (default: the first of the plan's year, else today)"}},
    rules_option,
    option{"--baseline",
           "FILE",
           {"danh sách kết quả đã chấp nhận", "findings that were accepted before"}},
    option{
        "--write-baseline",
        "FILE",
        {"ghi danh sách chấp nhận mới từ kết quả này", "accept what is found now, in this file"}},
    option{
        "--strict",
        "",
        {"mã thoát 1 cả khi kết quả mới chỉ là cảnh báo, cần xem xét, hoặc danh sách có mục thừa",
         "exit 1 for new warnings and reviews and for unused entries, too"}},
    option{"--near-misses",
           "",
           {"nêu cả đơn vị đạt sát ngưỡng", "also name units that pass by one only"}},
    option{"--submissions", "FILE", {"danh sách đã nộp (CSV)", "what was handed in (CSV)"}},
};

constexpr std::array rules_options = {
    option{"--format",
           "text|json",
           {"dạng kết quả (mặc định: text)", "form of the answer (default: text)"}},
    option{
        "--as-of", "DAY", {"ngày xét (mặc định: hôm nay)", "the day asked about (default: today)"}},
    rules_option,
};

constexpr std::array commands = {
    command{"check",
            "FILE",
            {"kiểm tra theo quy định có hiệu lực vào ngày xét",
             "against the rules in force on a day, each with its article"},
            {"Mã thoát 1 khi có vi phạm mức lỗi chưa được chấp nhận. Ô trống không bao giờ được "
             "coi là đạt.",
             "Exits 1 when a rule of severity error is broken and the baseline does not accept it. "
             "A blank cell never counts as a pass."},
            check_options,
            check},
    command{"rules",
            "list | show ID | diff DAY DAY | schema",
            {"các quy tắc: liệt kê, xem từng quy tắc, so sánh hai thời điểm",
             "the rules: list them, show one, compare two days"},
            {"“schema” in cấu trúc JSON của tệp quy tắc.",
             "\"schema\" prints the JSON schema of rule files."},
            rules_options,
            rules},
};

/// The built-in rules, with what a rule file adds and changes.
/// @return Nothing if that cannot be read; every defect has been told.
std::optional<po::rule_book> rules_of(arguments const& given, console& out) {
    auto book = po::statutes::all();
    auto const path = given.value("--rules");
    if (!path) return book;
    auto const text = read_text(*path);
    if (!text) {
        out.complain(text.problems());
        return {};
    }
    auto read = po::io::parse_rules(*text, std::move(book));
    out.complain(read.problems());
    if (!read) return {};
    return std::move(*read);
}

po::date today() {
    return day_of(now(localtime_r));
}

/// The day of the question. It is never chosen silently: standard error says which and why.
po::date day_asked(arguments const& given, po::plan const& whole, console& out) {
    if (auto const day = day_option(given, "--as-of")) return *day;
    auto const first = whole.year ? po::make_date(*whole.year, 1, 1) : std::optional<po::date>();
    auto const day = first ? *first : today();
    out.complain("note: checked as of " + po::to_iso(day) +
                 (first ? ", the first day of the plan's year" : ", today") +
                 "; --as-of asks about another day");
    return day;
}

/// What is owed and how it stands.
struct debts {
    std::vector<po::obligation> owed{};
    std::optional<std::vector<po::obligation_state>> states{};
};

/// @return Nothing if the list of submissions cannot be used; every defect has been told.
std::optional<debts> debts_of(arguments const& given, po::plan const& whole, po::date const& on,
                              console& out) {
    debts all{po::obligations_of(whole), {}};
    auto const path = given.value("--submissions");
    if (!path) return all;
    auto const text = read_text(*path);
    if (!text) {
        out.complain(text.problems());
        return {};
    }
    auto const year = whole.year.value_or(static_cast<int>(on.year()));
    po::period const span(po::make_date(year, 1, 1).value_or(on),
                          po::make_date(year, 12, 31).value_or(on));
    auto const entries = po::io::parse_submissions(*text, whole, all.owed, span);
    out.complain(entries.problems());
    if (!entries) return {};
    all.states = po::states_at(whole, all.owed, *entries, {.on = on, .span = span});
    return all;
}

/// @return The baseline, an empty one if none is asked for; nothing if it cannot be used: every
///         defect has been told.
std::optional<po::baseline> baseline_of(arguments const& given, po::rule_book const& book,
                                        po::plan const& whole, console& out) {
    auto const path = given.value("--baseline");
    if (!path) return po::baseline();
    auto const text = read_text(*path);
    if (!text) {
        out.complain(text.problems());
        return {};
    }
    auto read = po::io::parse_baseline(*text);
    out.complain(read.problems());
    if (!read) return {};
    auto const known = po::verify(*read, book, whole.units);
    out.complain(known);
    if (known.has_errors()) return {};
    return std::move(*read);
}

void write_file(std::string const& path, std::string const& text) {
    std::ofstream file(path, std::ios::binary);
    file << text;
    file.close();
    if (!file)
        po::detail::fail<po::invalid_input>(po::defect::write_failed, "cannot be written",
                                            {path, 0, 0});
}

std::string answer(arguments const& given, po::check_result const& found,
                   po::report::check_context const& more, po::baseline const* accepted) {
    auto const form = given.value("--format").value_or("text");
    auto const lang = given.lang();
    if (form == "json") return po::report::check_json(found, lang, more);
    if (form == "sarif") return po::io::write_sarif(found, lang, accepted);
    if (form == "junit") return po::io::write_junit(found, lang, accepted);
    if (form == "md") return po::report::check_markdown(found, lang, more);
    return po::report::check_text(found, lang, more);
}

void require_sense(arguments const& given) {
    if (given.operands().size() != 1) throw bad_usage("takes one file");
    if (given.has("--strict") && !given.has("--baseline"))
        throw bad_usage("--strict compares with a --baseline");
    if (given.has("--strict") && given.has("--write-baseline"))
        throw bad_usage("--strict never writes a baseline");
}

exit_code checked(arguments const& given, po::plan const& whole, po::rule_book const& book,
                  console& out) {
    auto const on = day_asked(given, whole, out);
    auto const owed = debts_of(given, whole, on, out);
    if (!owed) return exit_code::failed;
    auto const accepted = baseline_of(given, book, whole, out);
    if (!accepted) return exit_code::failed;
    po::check_options options{.near = given.has("--near-misses") ? po::near_misses::listed
                                                                 : po::near_misses::ignored,
                              .finding_limit = whole.units.size() + 1, // a baseline needs all
                              .owed = owed->owed};
    if (owed->states) options.ledger = *owed->states;
    auto const found = po::check(whole, book, po::as_of(on), options);
    auto const compared = po::compare(found, *accepted);
    bool const against = given.has("--baseline");
    if (against) out.complain(po::notes_of(compared));
    out.print(answer(
        given, found,
        {.title = whole.title, .source = whole.source, .against = against ? &compared : nullptr},
        against ? &*accepted : nullptr));
    if (auto const path = given.value("--write-baseline")) {
        write_file(*path, po::io::write_baseline(po::make_baseline(found, *accepted)));
        return exit_code::fine;
    }
    bool const bad = given.has("--strict") ? !compared.exact() : compared.fresh_errors != 0;
    return bad ? exit_code::findings : exit_code::fine;
}

bool wants_json(arguments const& given) {
    return given.form() == output_form::json;
}

po::as_of day_of_rules(arguments const& given) {
    return po::as_of(day_option(given, "--as-of").value_or(today()));
}

std::string list_rules(arguments const& given, po::rule_book const& book) {
    auto const when = day_of_rules(given);
    return wants_json(given) ? po::report::rules_json(book, when, given.lang())
                             : po::report::rules_text(book, when, given.lang());
}

std::string show_rule(arguments const& given, po::rule_book const& book) {
    auto const& id = given.operands()[1];
    auto const when = day_of_rules(given);
    return wants_json(given) ? po::report::rule_json(book, id, when, given.lang())
                             : po::report::rule_text(book, id, when, given.lang());
}

std::string compare_days(arguments const& given, po::rule_book const& book) {
    po::as_of const before(day_of(given.operands()[1], "the first day"));
    po::as_of const after(day_of(given.operands()[2], "the second day"));
    return wants_json(given) ? po::report::rules_diff_json(book, before, after, given.lang())
                             : po::report::rules_diff_text(book, before, after, given.lang());
}

using rules_answer = std::string (*)(arguments const&, po::rule_book const&);

/// What answers these words, or null.
rules_answer answer_of(std::vector<std::string> const& words) {
    if (words.size() == 1 && words[0] == "list") return list_rules;
    if (words.size() == 2 && words[0] == "show") return show_rule;
    if (words.size() == 3 && words[0] == "diff") return compare_days;
    return nullptr;
}

} // namespace

std::span<command const> rule_commands() {
    return commands;
}

exit_code check(arguments const& given, console& out) {
    require_sense(given);
    auto const book = rules_of(given, out);
    auto const read = read_file(given.operands().front());
    out.complain(read ? read->notes : read.problems());
    if (!book || !read) return exit_code::failed;
    return checked(given, *read, *book, out);
}

exit_code rules(arguments const& given, console& out) {
    auto const& words = given.operands();
    auto const what = words.empty() ? std::string() : words.front();
    if (what == "schema" && words.size() == 1) {
        out.print(po::io::rule_file_schema());
        return exit_code::fine;
    }
    auto const answer = answer_of(words);
    if (!answer) throw bad_usage("takes list, show ID, diff DAY DAY, or schema");
    auto const book = rules_of(given, out);
    if (!book) return exit_code::failed;
    out.print(answer(given, *book));
    return exit_code::fine;
}

} // namespace cli
