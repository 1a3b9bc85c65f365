#include "plan_commands.hpp"

#include "input.hpp"

#include <partyorg/io/csv.hpp>
#include <partyorg/io/dot.hpp>
#include <partyorg/io/json.hpp>
#include <partyorg/io/plan_document.hpp>
#include <partyorg/organisation/counts.hpp>
#include <partyorg/report/csv.hpp>
#include <partyorg/report/json.hpp>
#include <partyorg/report/text.hpp>
#include <partyorg/rollup/explain.hpp>

#include <array>
#include <filesystem>

namespace cli {

namespace po = partyorg;

namespace {

/// An answer in the form that was asked for.
template <class Text, class Csv, class Json>
std::string in_form(arguments const& given, Text text, Csv csv, Json json) {
    switch (given.form()) {
    case output_form::csv:
        return csv();
    case output_form::json:
        return json();
    case output_form::text:
        break;
    }
    return text();
}

bool agrees(po::plan const& whole) {
    return po::reconcile(whole).empty() && po::reconcile_groups(whole).empty() &&
           po::reconcile_counts(whole.units, whole.counts).empty();
}

constexpr std::array convert_options = {
    option{"--to",
           "csv|tsv|json|dot|plan",
           {"định dạng đích (mặc định csv)", "the format to write (csv unless told)"}},
};

constexpr std::array commands = {
    command{"report",
            "FILE…",
            {"báo cáo toàn bộ kế hoạch", "the whole plan on a few pages"},
            {"Số đơn vị, chỉ tiêu, số tổng, độ bao phủ, thời hạn, chênh lệch và những gì chưa hiểu "
             "được.",
             "Units, targets and their totals, coverage, deadlines, deviations, discrepancies, and "
             "what was not understood."},
            {},
            report},
    command{"rollup",
            "FILE…",
            {"từng đơn vị, từng chỉ tiêu: số riêng, số cộng dồn, độ đầy đủ",
             "every unit and measure: own, rolled up, how complete"},
            {},
            {},
            roll_up},
    command{"reconcile",
            "FILE…",
            {"đối chiếu số in trong văn bản với số cộng dồn",
             "printed figures against what the units add up to"},
            {"Mã thoát 1 khi có số không khớp.", "Exits 1 when a printed figure differs."},
            {},
            reconcile},
    command{
        "deviations",
        "FILE…",
        {"đăng ký so với giao, và ai chịu thay đổi",
         "registered against assigned, and who bears the change"},
        {"Chỉ liệt kê những ô khác nhau; deviation so quyết định với công thức.",
         "Merely lists the cells that differ; 'deviation' holds the decision against a formula."},
        {},
        deviations},
    command{
        "explain",
        "CODE MEASURE FILE",
        {"một số liệu từ những ô nào, dòng nào mà ra", "from which cells and lines a figure comes"},
        {"CODE là mã đơn vị (PT, PT-16), MEASURE là mã chỉ tiêu (quota.assigned); FILE đứng "
         "trước hay sau đều được.",
         "CODE is a unit's code (PT, PT-16), MEASURE a measure's (quota.assigned); the file may "
         "come first or last."},
        {},
        explain},
    command{"convert",
            "FILE",
            {"chuyển sang bảng đơn vị, JSON, DOT hoặc văn bản kế hoạch",
             "into a unit table, JSON, DOT or a plan document"},
            {},
            convert_options,
            convert},
};

/// The column that a command names.
/// @throw po::bad_measure listing those there are.
po::column_base const& column_named(po::plan const& whole, std::string const& id) {
    if (auto const* found = whole.figures.find(id)) return *found;
    std::string known;
    for (std::size_t i = 0; i < whole.figures.size(); ++i)
        known += (i == 0 ? "" : ", ") + whole.figures.at(i).info().id;
    po::detail::fail<po::bad_measure>(po::defect::unknown_measure,
                                      "no measure '" + id + "'; there are " + known,
                                      {whole.source, 0, 0});
}

po::slot unit_named(po::plan const& whole, std::string const& code) {
    if (auto const found = whole.units.find(code)) return *found;
    po::detail::fail<po::invalid_input>(po::defect::unknown_unit,
                                        "no unit '" + code + "'; 'partyorg rollup' lists all",
                                        {whole.source, 0, 0});
}

/// The file may come first or last: it is the one that exists.
struct question {
    std::string code, measure, file;
};
question question_of(std::vector<std::string> const& words) {
    if (words.size() != 3) throw bad_usage("takes a unit's code, a measure and a file");
    std::error_code ignored;
    bool const first = words[0] != "-" && std::filesystem::exists(words[0], ignored);
    bool const last = words[2] == "-" || std::filesystem::exists(words[2], ignored);
    if (first && !last) return {words[1], words[2], words[0]};
    return {words[0], words[1], words[2]};
}

} // namespace

std::span<command const> plan_commands() {
    return commands;
}

exit_code report(arguments const& given, console& out) {
    auto const lang = given.lang();
    return for_each_file(given, out, warnings_go::to_answer, [&](po::plan const& whole) {
        out.print(in_form(
            given, [&] { return po::report::plan_text(whole, lang); },
            [&] { return po::report::plan_csv(whole, lang); },
            [&] { return po::report::plan_json(whole, lang); }));
        return exit_code::fine;
    });
}

exit_code roll_up(arguments const& given, console& out) {
    return for_each_file(given, out, warnings_go::to_stderr, [&](po::plan const& whole) {
        out.print(in_form(
            given, [&] { return po::report::roll_up_text(whole, given.lang()); },
            [&] { return po::report::roll_up_csv(whole); },
            [&] { return po::report::roll_up_json(whole); }));
        return exit_code::fine;
    });
}

exit_code reconcile(arguments const& given, console& out) {
    auto const lang = given.lang();
    return for_each_file(given, out, warnings_go::to_stderr, [&](po::plan const& whole) {
        out.print(in_form(
            given, [&] { return po::report::reconciliation_text(whole, lang); },
            [&] { return po::report::reconciliation_csv(whole, lang); },
            [&] { return po::report::reconciliation_json(whole, lang); }));
        return agrees(whole) ? exit_code::fine : exit_code::findings;
    });
}

exit_code deviations(arguments const& given, console& out) {
    return for_each_file(given, out, warnings_go::to_stderr, [&](po::plan const& whole) {
        out.print(in_form(
            given, [&] { return po::report::deviations_text(whole, given.lang()); },
            [&] { return po::report::deviations_csv(whole); },
            [&] { return po::report::deviations_json(whole); }));
        return exit_code::fine;
    });
}

exit_code explain(arguments const& given, console& out) {
    auto const asked = question_of(given.operands());
    auto const read = read_file(asked.file);
    if (!read) {
        out.complain(read.problems());
        return exit_code::failed;
    }
    auto const at = unit_named(*read, asked.code);
    auto const found = po::explain(column_named(*read, asked.measure), at);
    out.print(in_form(
        given, [&] { return po::report::explanation_text(*read, found, given.lang()); },
        [&] { return po::report::explanation_csv(*read, found); },
        [&] { return po::report::explanation_json(*read, found); }));
    return exit_code::fine;
}

exit_code convert(arguments const& given, console& out) {
    if (given.operands().size() != 1) throw bad_usage("takes one file");
    auto const read = read_file(given.operands().front());
    if (!read) {
        out.complain(read.problems());
        return exit_code::failed;
    }
    out.complain(read->notes);
    auto const to = given.value("--to").value_or(given.value("--format").value_or("csv"));
    if (to == "plan") {
        auto const text = po::io::write_plan(*read);
        out.complain(text.problems());
        if (!text) return exit_code::failed;
        out.print(*text);
    } else if (to == "json")
        out.print(po::io::write_json(*read));
    else if (to == "dot")
        out.print(po::io::write_dot(*read));
    else
        out.print(po::io::write_unit_table(*read, to == "tsv" ? po::io::separator::tab
                                                              : po::io::separator::comma));
    return exit_code::fine;
}

} // namespace cli
