#include "target_commands.hpp"

#include "input.hpp"

#include <partyorg/io/csv.hpp>
#include <partyorg/io/json_writer.hpp>
#include <partyorg/io/percentages.hpp>
#include <partyorg/report/csv.hpp>
#include <partyorg/report/targets.hpp>
#include <partyorg/rollup/roll_up.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace cli {

namespace po = partyorg;

namespace {

constexpr option method_option{
    "--method",
    "hamilton|droop|jefferson|webster|adams|hill|dean|quota",
    {"phương pháp (mặc định: webster)", "the method (default: webster)"}};
constexpr option divisor_option{
    "--method",
    "jefferson|webster|adams|hill|dean",
    {"phương pháp (mặc định: webster)", "the method (default: webster)"}};
constexpr option why_option{"--why",
                            "CODE",
                            {"chỉ giải thích số của đơn vị này (có thể lặp lại)",
                             "only say why this unit has its figure (may be repeated)"}};

constexpr std::array allocate_options = {
    option{"--by", "MEASURE", {"chia theo chỉ tiêu nào", "in proportion to which measure"}},
    option{"--seats", "N", {"tổng số đem chia", "how many to divide"}},
    method_option,
    option{"--min",
           "N",
           {"ít nhất cho mỗi đơn vị có cơ sở khác 0", "at least, for each unit with a basis"}},
    option{"--max", "MEASURE", {"giới hạn trên của từng đơn vị", "upper bound of each unit"}},
    option{"--hold",
           "CODE=N",
           {"giữ cố định một đơn vị (có thể lặp lại)", "a fixed figure (may be repeated)"}},
    option{"--ties",
           "POLICY",
           {"khi bằng nhau: report (báo lại, mặc định), order (theo thứ tự), lot:SEED (bốc thăm)",
            "what decides ties: report (nothing, the default), order, or lot:SEED"}},
    why_option,
    option{"--log",
           "",
           {"từng bước giao suất, kiểm tra được bằng tay", "every step, to be checked by hand"}},
    option{"--certificate",
           "",
           {"chứng minh: khoảng số chia hoặc phần dư của từng đơn vị, kiểm tra lại",
            "the proof: interval of divisors or remainders of every unit, verified"}},
};
constexpr std::array cascade_options = {
    option{"--by", "MEASURE", {"chia theo chỉ tiêu nào", "in proportion to which measure"}},
    option{
        "--line",
        "MEASURE[=TOTAL][@BY]",
        {"cột cần chia, cột đầu là chỉ tiêu chung (mặc định: quota.assigned và các cột “trong đó”)",
         "a column to divide, the target first (default: quota.assigned and its parts)"}},
    option{"--top", "CODE", {"chia từ đơn vị này xuống", "the unit whose figures are divided"}},
    divisor_option,
    option{"--hold",
           "CODE[:MEASURE]=N",
           {"giữ cố định (có thể lặp lại)", "a fixed figure (may be repeated)"}},
    option{"--min",
           "CODE[:MEASURE]=N",
           {"ít nhất (có thể lặp lại)", "a lower bound (may be repeated)"}},
    option{"--max",
           "CODE[:MEASURE]=N",
           {"nhiều nhất (có thể lặp lại)", "an upper bound (may be repeated)"}},
    why_option,
};
constexpr std::array two_way_options = {
    option{"--rows",
           "MEASURE",
           {"tổng số đã giao của từng đơn vị (mặc định: quota.assigned)",
            "the totals of the units (default: quota.assigned)"}},
    option{"--column",
           "MEASURE[=TOTAL]",
           {"một đối tượng: cơ sở tính và tổng số (có thể lặp lại; mặc định: tổng cơ sở)",
            "a group: its weights and its total (repeated; default: the sum of the weights)"}},
    option{"--rest",
           "MEASURE",
           {"thêm cột “rest”: phần của chỉ tiêu này ngoài các đối tượng trên",
            "a last group 'rest': what the groups leave of this measure"}},
    option{"--method",
           "jefferson|webster",
           {"phương pháp (mặc định: webster)", "the method (default: webster)"}},
    option{"--hold",
           "CODE:MEASURE=N",
           {"giữ cố định (có thể lặp lại)", "a fixed figure (may be repeated)"}},
    option{
        "--min", "CODE:MEASURE=N", {"ít nhất (có thể lặp lại)", "a lower bound (may be repeated)"}},
    option{"--max",
           "CODE:MEASURE=N",
           {"nhiều nhất (có thể lặp lại)", "an upper bound (may be repeated)"}},
    why_option,
};
constexpr std::array adjust_options = {
    option{"--measure",
           "MEASURE",
           {"cột cần sửa (mặc định: quota.assigned)", "the target (default: quota.assigned)"}},
    option{"--total",
           "[MEASURE=]N",
           {"tổng số mới (mặc định: giữ nguyên)", "a new total (default: as it is)"}},
    option{"--set",
           "CODE[:MEASURE]=N",
           {"số mới của đơn vị (có thể lặp lại)", "a new figure (may be repeated)"}},
    option{"--hold",
           "CODE[:MEASURE]",
           {"giữ nguyên đơn vị (có thể lặp lại)", "a figure that stays (may be repeated)"}},
    option{"--max", "MEASURE", {"giới hạn trên của từng đơn vị", "upper bound of each unit"}},
    option{"--most", "N", {"mỗi đơn vị thay đổi nhiều nhất", "no unit moves by more"}},
    option{"--spread",
           "proportion|fewest",
           {"chia phần còn lại theo tỷ lệ hay cho ít đơn vị nhất",
            "in proportion, or over the fewest units"}},
    divisor_option,
    why_option,
};
constexpr std::array compare_options = {
    option{"--from",
           "NAME",
           {"so với phương án nào (mặc định: phương án đầu)",
            "differences from which version (default: the first)"}},
    option{"--all", "", {"cả những đơn vị không khác nhau", "units that do not differ as well"}},
};
constexpr std::array deviation_options = {
    option{"--registered", "MEASURE", {"cột đăng ký", "the registered column"}},
    option{"--assigned", "MEASURE", {"cột giao", "the assigned column"}},
    method_option,
    option{"--cap",
           "registered|none",
           {"công thức không cho quá số đăng ký (mặc định), hoặc không giới hạn",
            "the formula gives at most what was registered (default), or has no cap"}},
};

constexpr std::array percentage_options = {
    option{"--file",
           "TABLE",
           {"kiểm tra cả bảng: cột achieved, percent, và nếu có target, name",
            "checks a table: columns achieved, percent, and if there are, target and name"}},
};

constexpr std::array commands = {
    command{
        "allocate",
        "FILE",
        {"chia một tổng số cho các đơn vị theo một chỉ tiêu", "a total divided among units"},
        {"--format csv viết lại cả bảng đơn vị, thêm cột allocated. Khi các đơn vị bằng nhau mà "
         "không có --ties thì báo lỗi PO1706.",
         "--format csv writes the whole unit table with a column 'allocated'. Equal claims are "
         "defect PO1706 unless --ties decides."},
        allocate_options,
        allocate},
    command{"cascade",
            "FILE",
            {"chia chỉ tiêu và phần “trong đó” xuống từng chi bộ",
             "a target and its parts down the tree"},
            {"Ô đã có số là cố định, ô trống được chia. --format csv viết lại bảng, số chia nằm ở "
             "các đơn vị thấp nhất trong cột allocated và allocated.…",
             "Cells with a number are fixed, blank ones are filled. --format csv writes the table "
             "with the figures of the lowest units in 'allocated' and 'allocated.…'."},
            cascade_options,
            cascade},
    command{"two-way",
            "FILE",
            {"chia chỉ tiêu của từng đơn vị theo đối tượng, giữ đúng cả hai tổng",
             "the totals of units divided among groups, both margins kept"},
            {"Tổng các cột phải bằng tổng các hàng (PO1714). --format csv viết lại bảng, thêm các "
             "cột allocated.…",
             "The totals of the columns must add up to those of the rows (PO1714). --format csv "
             "writes the table with columns 'allocated.…'."},
            two_way_options,
            two_way},
    command{"adjust",
            "FILE",
            {"đổi vài số, các số còn lại theo sau", "some figures changed, the others follow"},
            {"--format csv viết lại bảng với số mới.",
             "--format csv writes the table with the new figures."},
            adjust_options,
            adjust},
    command{"compare",
            "[NAME=MEASURE@]FILE…",
            {"các phương án đặt cạnh nhau", "versions of a target side by side"},
            {"FILE không có tên thì lấy mọi phương án trong đó: registered, draft (cột allocated), "
             "assigned, achieved (cột admitted).",
             "A FILE alone stands for all versions in it: registered, draft (column allocated), "
             "assigned, achieved (column admitted)."},
            compare_options,
            compare},
    command{"deviation",
            "FILE",
            {"so quyết định giao với công thức (khác deviations)",
             "the decision against a formula (unlike deviations)"},
            {"Công thức đã cho gì, ai chịu phần cắt giảm, giữ những đơn vị nào thì ra đúng quyết "
             "định. Lệnh deviations chỉ liệt kê chỗ đăng ký khác giao.",
             "What a formula would have done, who bears the cut, and the fewest holds that explain "
             "the decision. 'deviations' merely lists where registered and assigned differ."},
            deviation_options,
            deviation},
    command{"percentage",
            "ACHIEVED PERCENT [TARGET]",
            {"chỉ tiêu nào ứng với một tỷ lệ đã in", "which targets a printed percentage can mean"},
            {"Ví dụ: percentage 147 122. Có TARGET thì cho biết số in đã làm tròn hay cắt bỏ. Mã "
             "thoát 1 khi không giải thích được.",
             "For example: percentage 147 122. With TARGET, whether the figure was rounded or "
             "truncated. Exits 1 when nothing explains it."},
            percentage_options,
            percentage},
};

// --- words into values ----------------------------------------------------------------------

std::int64_t number_of(std::string_view option_name, std::string_view text) {
    std::int64_t value = 0;
    auto const end = text.data() + text.size();
    auto const read = std::from_chars(text.data(), end, value);
    if (text.empty() || read.ec != std::errc() || read.ptr != end)
        throw bad_usage(std::string(option_name) + ": '" + std::string(text) +
                        "' is not a whole number");
    return value;
}

/// "PT-03=4" into its two sides; the last '=' counts.
std::pair<std::string, std::string> sides(std::string_view option_name, std::string const& text) {
    auto const at = text.rfind('=');
    if (at == std::string::npos)
        throw bad_usage(std::string(option_name) + ": '" + text + "' has no '='");
    return {text.substr(0, at), text.substr(at + 1)};
}

/// A unit and perhaps a measure: a code may hold a colon itself.
struct cell_name {
    std::string code, measure;
};
cell_name cell_of(po::hierarchy const& units, std::string const& text) {
    auto const at = text.rfind(':');
    if (at == std::string::npos || units.find(text)) return {text, {}};
    return {text.substr(0, at), text.substr(at + 1)};
}

po::apportionment_method method_of(arguments const& given) {
    auto const name = given.value("--method");
    return name ? *po::parse_apportionment_method(*name) : po::apportionment_method::webster;
}

po::plan one_file(arguments const& given, console& out) {
    if (given.operands().size() != 1) throw bad_usage("takes one file");
    auto read = read_file(given.operands().front());
    if (!read) throw po::invalid_input(read.problems());
    out.complain(read->notes);
    return std::move(read).value();
}

/// The answer in the form that was asked for; CSV is a whole unit table.
template <class Text, class Table, class Json>
void print_in_form(arguments const& given, console& out, Text text, Table table, Json json) {
    switch (given.form()) {
    case output_form::csv:
        out.print(po::io::write_unit_table(table()));
        return;
    case output_form::json:
        out.print(json());
        return;
    case output_form::text:
        break;
    }
    out.print(text());
}

/// Reasons instead of the whole answer.
struct reason {
    std::string code, measure;
    po::label text;
};
void print_reasons(arguments const& given, console& out, std::vector<reason> const& reasons,
                   po::label const& proof) {
    auto const lang = given.lang();
    if (given.form() == output_form::csv) {
        std::string rows = "code,measure,why\n";
        for (auto const& r : reasons)
            po::report::append_csv_row(
                rows, std::array<std::string, 3>{r.code, r.measure, r.text.in(lang)});
        out.print(rows);
        return;
    }
    std::string text;
    if (given.form() == output_form::text) {
        for (auto const& r : reasons)
            text += (r.measure.empty() ? "" : r.measure + " – ") + r.text.in(lang) + '\n';
        if (!proof.en.empty()) text += proof.in(lang) + '\n';
        out.print(text);
        return;
    }
    po::io::json_writer json(text, po::io::json_style::indented);
    json.begin_object().key("why").begin_array();
    for (auto const& r : reasons) {
        json.begin_object(po::io::json_layout::flat).key("code").string(r.code);
        json.key("measure").string(r.measure).key("text").string(r.text.in(lang)).end_object();
    }
    json.end_array().key("proof").string(proof.in(lang)).end_object();
    out.print(text + '\n');
}

po::slot unit_named(po::plan const& whole, std::string const& code) {
    if (auto const found = whole.units.find(code)) return *found;
    po::detail::fail<po::invalid_input>(po::defect::unknown_unit, "no unit '" + code + "'",
                                        {whole.source, 0, 0});
}

[[noreturn]] void fail_with(po::problems const& found) {
    throw po::invalid_input(found);
}

// --- allocate -------------------------------------------------------------------------------

constexpr std::int64_t most_logged_seats = 1'000'000;

/// The steps, the proof, or both.
void print_proof(po::plan const& whole, po::allocation_request const& asked,
                 po::allocation const& done, arguments const& given, console& out) {
    namespace report = po::report;
    bool const log = given.has("--log");
    auto const lang = given.lang();
    switch (given.form()) {
    case output_form::csv:
        out.print(log ? report::allocation_log_csv(whole, done, lang)
                      : report::allocation_certificate_csv(whole, done, lang));
        break;
    case output_form::json:
        out.print(log ? report::allocation_log_json(whole, asked, done, lang)
                      : report::allocation_certificate_json(whole, asked, done, lang));
        break;
    case output_form::text:
        if (log) out.print(report::allocation_log_text(whole, asked, done, lang));
        if (log && given.has("--certificate")) out.print("\n");
        if (given.has("--certificate"))
            out.print(report::allocation_certificate_text(whole, asked, done, lang));
        break;
    }
}

void set_ties(po::allocation_request& asked, std::string const& how) {
    if (how == "order") {
        asked.ties = po::tie_policy::by_order;
    } else if (how.starts_with("lot:")) {
        asked.ties = po::tie_policy::by_lot;
        auto const seed = number_of("--ties", std::string_view(how).substr(4));
        if (seed < 0) throw bad_usage("--ties: a seed is not negative");
        asked.seed = static_cast<std::uint64_t>(seed);
    } else if (how != "report") {
        throw bad_usage("--ties: '" + how + "' is none of report|order|lot:SEED");
    }
}

po::allocation_request allocation_asked(arguments const& given) {
    auto const by = given.value("--by"), seats = given.value("--seats");
    if (!by || !seats) throw bad_usage("needs --by MEASURE and --seats N");
    po::allocation_request asked{.by = *by, .seats = number_of("--seats", *seats)};
    asked.method = method_of(given);
    if (auto const least = given.value("--min")) asked.minimum = number_of("--min", *least);
    asked.maximum = given.value("--max").value_or("");
    for (auto const& hold : given.values("--hold")) {
        auto const [code, figure] = sides("--hold", hold);
        asked.holds.emplace_back(code, number_of("--hold", figure));
    }
    set_ties(asked, given.value("--ties").value_or("report"));
    if (given.has("--log")) {
        // Every seat is a line of the log.
        if (asked.seats > most_logged_seats)
            throw bad_usage("--log: more than " + std::to_string(most_logged_seats) +
                            " seats are not written one by one");
        asked.log = po::step_log::keep;
    }
    if (given.form() != output_form::text && given.has("--log") && given.has("--certificate"))
        throw bad_usage("--log and --certificate are two tables: one of them, or as text");
    return asked;
}

// --- cascade --------------------------------------------------------------------------------

/// "MEASURE[=TOTAL][@BY]".
struct line_asked {
    std::string id{};
    std::optional<std::int64_t> total{};
    std::string by{};
};
line_asked line_of(std::string text, std::string const& by) {
    line_asked line{.by = by};
    if (auto const at = text.rfind('@'); at != std::string::npos) {
        line.by = text.substr(at + 1);
        text.resize(at);
    }
    if (auto const at = text.rfind('='); at != std::string::npos) {
        line.total = number_of("--line", text.substr(at + 1));
        text.resize(at);
    }
    if (line.by.empty()) throw bad_usage("needs --by MEASURE, or @BY in every --line");
    line.id = std::move(text);
    return line;
}

std::vector<line_asked> lines_asked(arguments const& given, po::table const& figures) {
    auto const by = given.value("--by").value_or("");
    std::vector<line_asked> lines;
    for (auto const& text : given.values("--line")) lines.push_back(line_of(text, by));
    if (!lines.empty()) return lines;
    lines.push_back(line_of("quota.assigned", by));
    for (std::size_t i = 0; i < figures.size(); ++i)
        if (figures.at(i).info().of_which == "quota.assigned")
            lines.push_back(line_of(figures.at(i).info().id, by));
    return lines;
}

/// The question that a table asks: what is stated is fixed, the rest is divided.
class cascade_question {
public:
    cascade_question(arguments const& given, po::plan const& whole)
        : given_(given),
          whole_(whole) {}

    po::cascade_request ask() {
        asked_.top = top();
        asked_.method = method_of(given_);
        for (auto const& line : lines_asked(given_, whole_.figures)) add(line);
        for (auto const* name : {"--hold", "--min", "--max"})
            for (auto const& text : given_.values(name)) demand(name, text);
        if (found_.has_errors()) fail_with(found_);
        return std::move(asked_);
    }

private:
    po::slot top() const {
        if (auto const code = given_.value("--top")) return unit_named(whole_, *code);
        if (!whole_.units.empty() && whole_.units.ends()[0] == whole_.units.size())
            return po::slot(0);
        throw bad_usage("there are several roots: needs --top CODE");
    }
    std::optional<po::count_column> counts(std::string const& id) {
        auto const* c = whole_.figures.find(id);
        if (!c || c->info().type != po::value_kind::count) {
            auto const text =
                c ? "column '" + id + "' holds no whole numbers" : "no column '" + id + "'";
            // Every line may be divided by the same column: once is enough.
            for (auto const& p : found_)
                if (p.message == text) return {};
            found_.error(c ? po::defect::measure_mismatch : po::defect::unknown_measure,
                         {whole_.source, 0, 0}, text);
            return {};
        }
        // Members are a stock, targets a flow: as weights they are numbers alike.
        po::count_column copy(whole_.units, po::measure_info(id));
        po::visit(*c, [&](auto const& column) {
            if constexpr (std::is_same_v<typename std::remove_cvref_t<decltype(column)>::value_type,
                                         std::int64_t>)
                for (std::uint32_t s = 0; s < copy.size(); ++s)
                    copy[po::slot(s)] = column[po::slot(s)];
        });
        return copy;
    }
    void add(line_asked const& line) {
        auto weights = counts(line.by);
        auto const stated = counts(line.id);
        if (!weights || !stated) return;
        auto const at = asked_.lines.size();
        auto const last = whole_.units.ends()[asked_.top.value()];
        for (auto s = asked_.top.value() + 1; s < last; ++s)
            if (auto const cell = (*stated)[po::slot(s)]; !cell.is_blank())
                asked_.demands.push_back(
                    {.unit = po::slot(s), .line = at, .hold = cell.value_or(0)});
        auto const own = (*stated)[asked_.top];
        auto const total = line.total        ? *line.total
                           : own.has_value() ? own.value()
                                             : po::roll_up(*stated)[asked_.top];
        asked_.lines.push_back({line.id, total, std::move(*weights)});
    }
    void demand(std::string_view name, std::string const& text) {
        auto const [where, figure] = sides(name, text);
        auto const [code, measure] = cell_of(whole_.units, where);
        auto const value = number_of(name, figure);
        auto const unit = whole_.units.find(code);
        if (!unit)
            found_.error(po::defect::unknown_unit, {whole_.source, 0, 0}, "no unit '" + code + "'");
        std::size_t line = 0;
        if (!measure.empty())
            while (line < asked_.lines.size() && asked_.lines[line].id != measure) ++line;
        if (line == asked_.lines.size() && !found_.has_errors())
            found_.error(po::defect::unknown_measure, {whole_.source, 0, 0},
                         "'" + measure + "' is not divided");
        if (!unit || line >= asked_.lines.size()) return;
        po::cascade_demand d{.unit = *unit, .line = line};
        (name == "--hold" ? d.hold : name == "--min" ? d.lower : d.upper) = value;
        asked_.demands.push_back(d);
    }

    arguments const& given_;
    po::plan const& whole_;
    po::cascade_request asked_{};
    po::problems found_{};
};

/// "allocated" for the target, "allocated.women" for its part.
std::string allocated_id(po::cascade_request const& asked, std::size_t line) {
    auto const& whole = asked.lines[0].id;
    auto const& id = asked.lines[line].id;
    if (line == 0) return "allocated";
    if (id.starts_with(whole + '.')) return "allocated" + id.substr(whole.size());
    return "allocated." + id;
}

po::organisation with_cascade(po::plan const& whole, po::cascade_request const& asked,
                              po::cascade_result const& done) {
    po::organisation table = whole;
    for (std::size_t line = 0; line < asked.lines.size(); ++line)
        table.figures.add(done.as_leaf_column(line, po::measure_info(allocated_id(asked, line))));
    return table;
}

// --- two-way --------------------------------------------------------------------------------

po::unit_groups_request groups_asked(arguments const& given, po::hierarchy const& units) {
    po::unit_groups_request asked;
    asked.totals = given.value("--rows").value_or("quota.assigned");
    for (auto const& text : given.values("--column")) {
        po::two_way_group group{.measure = text};
        if (text.find('=') != std::string::npos) {
            auto const [measure, total] = sides("--column", text);
            group = {measure, number_of("--column", total)};
        }
        asked.groups.push_back(std::move(group));
    }
    if (asked.groups.empty()) throw bad_usage("needs --column MEASURE[=TOTAL]");
    asked.rest = given.value("--rest").value_or("");
    for (auto const* name : {"--hold", "--min", "--max"})
        for (auto const& text : given.values(name)) {
            auto const [where, figure] = sides(name, text);
            auto const [code, measure] = cell_of(units, where);
            po::two_way_figure demand{.code = code, .measure = measure};
            auto const value = number_of(name, figure);
            (name == std::string_view("--hold")  ? demand.hold
             : name == std::string_view("--min") ? demand.lower
                                                 : demand.upper) = value;
            asked.demands.push_back(std::move(demand));
        }
    asked.method = method_of(given);
    return asked;
}

// --- adjust ---------------------------------------------------------------------------------

po::adjustment_request adjustment_asked(arguments const& given, po::hierarchy const& units) {
    po::adjustment_request asked;
    if (auto const measure = given.value("--measure")) asked.measure = *measure;
    for (auto const& text : given.values("--total")) {
        if (text.find('=') == std::string::npos) {
            asked.totals.push_back({{}, number_of("--total", text)});
            continue;
        }
        auto const [measure, figure] = sides("--total", text);
        asked.totals.push_back({measure, number_of("--total", figure)});
    }
    for (auto const& text : given.values("--set")) {
        auto const [where, figure] = sides("--set", text);
        auto const [code, measure] = cell_of(units, where);
        asked.figures.push_back({code, measure, number_of("--set", figure)});
    }
    for (auto const& text : given.values("--hold")) {
        auto const [code, measure] = cell_of(units, text);
        asked.holds.push_back({code, measure});
    }
    asked.maximum = given.value("--max").value_or("");
    if (auto const most = given.value("--most")) asked.most_per_unit = number_of("--most", *most);
    if (given.value("--spread") == "fewest") asked.spread = po::adjustment_spread::fewest_cells;
    asked.method = method_of(given);
    return asked;
}

/// The table after the change; its printed totals move with their units.
po::organisation adjusted(po::plan const& whole, po::target_adjustment const& done) {
    po::organisation table = whole;
    table.figures = done.applied_to(whole.figures);
    for (auto& total : table.totals)
        for (std::size_t line = 0; line < done.lines.size(); ++line)
            if (total.measure == done.lines[line]) {
                auto const s = whole.units.slot_of(total.unit).value();
                total.value += done.after[line][s] - done.before[line][s];
            }
    return table;
}

// --- compare --------------------------------------------------------------------------------

po::problems take_in(po::scenario_list& versions, std::string const& operand, console& out) {
    auto const equals = operand.find('='), at = operand.find('@');
    bool const named = equals != std::string::npos && at != std::string::npos && equals < at;
    auto const path = named ? operand.substr(at + 1) : operand;
    auto const read = read_file(path);
    if (!read) return read.problems();
    out.complain(read->notes);
    if (named)
        return versions.add({operand.substr(0, equals), operand.substr(equals + 1, at - equals - 1),
                             read->figures});
    auto const before = versions.size();
    auto found = versions.add_known(read->figures);
    if (found.empty() && versions.size() == before)
        found.error(po::defect::unknown_measure, {path, 0, 0},
                    "none of quota.registered, allocated, quota.assigned, admitted; name one: "
                    "NAME=MEASURE@FILE");
    return found;
}

// --- deviation ------------------------------------------------------------------------------

struct column_pair {
    std::string registered, assigned;
};
std::vector<column_pair> pairs_asked(arguments const& given, po::table const& figures) {
    auto const registered = given.value("--registered"), assigned = given.value("--assigned");
    std::vector<column_pair> pairs{
        {registered.value_or("quota.registered"), assigned.value_or("quota.assigned")}};
    if (registered || assigned) return pairs;
    for (std::size_t i = 0; i < figures.size(); ++i) {
        auto const& info = figures.at(i).info();
        if (info.of_which != "quota.registered") continue;
        auto const other =
            "quota.assigned" + info.id.substr(std::string_view("quota.registered").size());
        if (figures.contains(other)) pairs.push_back({info.id, other});
    }
    return pairs;
}

/// Whoever is asked about must be among those that the question is about.
[[noreturn]] void fail_without_part(std::string const& code, po::organisation const& whole) {
    po::detail::fail<po::invalid_input>(po::defect::unknown_unit,
                                        "unit '" + code + "' takes no part", {whole.source, 0, 0});
}

} // namespace

std::span<command const> target_commands() {
    return commands;
}

exit_code allocate(arguments const& given, console& out) {
    auto const asked = allocation_asked(given);
    auto const whole = one_file(given, out);
    auto const done = po::allocate(whole.figures, asked);
    if (!done) fail_with(done.error());
    std::vector<reason> reasons;
    for (auto const& code : given.values("--why")) {
        auto const at = done->position_of(unit_named(whole, code));
        if (!at) fail_without_part(code, whole);
        reasons.push_back({code, "", po::why(done->claims, done->result, *at)});
    }
    if (!reasons.empty()) {
        print_reasons(given, out, reasons, po::describe(done->claims, done->result.proof));
        return exit_code::fine;
    }
    if (given.has("--log") || given.has("--certificate")) {
        print_proof(whole, asked, *done, given, out);
        return exit_code::fine;
    }
    print_in_form(
        given, out, [&] { return po::report::allocation_text(whole, asked, *done, given.lang()); },
        [&] {
            po::organisation table = whole;
            table.figures.add(done->as_column(whole.figures, asked.by));
            return table;
        },
        [&] { return po::report::allocation_json(whole, asked, *done, given.lang()); });
    return exit_code::fine;
}

exit_code cascade(arguments const& given, console& out) {
    auto const whole = one_file(given, out);
    auto const asked = cascade_question(given, whole).ask();
    auto const done = po::cascade(whole.units, asked);
    if (!done) fail_with(done.error());
    std::vector<reason> reasons;
    for (auto const& code : given.values("--why")) {
        auto const s = unit_named(whole, code);
        if (!whole.units.is_ancestor_or_self(asked.top, s)) fail_without_part(code, whole);
        for (std::size_t line = 0; line < asked.lines.size(); ++line)
            reasons.push_back(
                {code, asked.lines[line].id, po::why(whole.units, asked, *done, line, s)});
    }
    if (!reasons.empty()) {
        print_reasons(given, out, reasons, {});
        return exit_code::fine;
    }
    print_in_form(
        given, out, [&] { return po::report::cascade_text(whole, asked, *done, given.lang()); },
        [&] { return with_cascade(whole, asked, *done); },
        [&] { return po::report::cascade_json(whole, asked, *done); });
    return exit_code::fine;
}

exit_code two_way(arguments const& given, console& out) {
    auto const whole = one_file(given, out);
    auto const asked = groups_asked(given, whole.units);
    auto const done = po::divide_two_way(whole.figures, asked);
    if (!done) fail_with(done.error());
    std::vector<reason> reasons;
    for (auto const& code : given.values("--why")) {
        auto const row = done->position_of(unit_named(whole, code));
        if (!row) fail_without_part(code, whole);
        for (std::size_t j = 0; j < done->asked.columns.size(); ++j)
            reasons.push_back(
                {code, done->asked.columns[j], po::why(done->asked, done->result, *row, j)});
    }
    if (!reasons.empty()) {
        print_reasons(given, out, reasons, {});
        return exit_code::fine;
    }
    print_in_form(
        given, out, [&] { return po::report::unit_groups_text(whole, asked, *done, given.lang()); },
        [&] {
            po::organisation table = whole;
            for (std::size_t j = 0; j < done->asked.columns.size(); ++j)
                table.figures.add(done->as_column(whole.units, j));
            return table;
        },
        [&] { return po::report::unit_groups_json(whole, asked, *done); });
    return exit_code::fine;
}

exit_code adjust(arguments const& given, console& out) {
    auto const whole = one_file(given, out);
    auto const done = po::adjust(whole.figures, adjustment_asked(given, whole.units));
    if (!done) fail_with(done.error());
    std::vector<reason> reasons;
    for (auto const& code : given.values("--why")) {
        auto const s = unit_named(whole, code);
        if (!whole.units.is_ancestor_or_self(done->top, s)) fail_without_part(code, whole);
        for (std::size_t line = 0; line < done->lines.size(); ++line)
            reasons.push_back({code, done->lines[line], po::why(*done, line, s)});
    }
    if (!reasons.empty()) {
        print_reasons(given, out, reasons, {});
        return exit_code::fine;
    }
    print_in_form(
        given, out, [&] { return po::report::adjustment_text(whole, *done, given.lang()); },
        [&] { return adjusted(whole, *done); },
        [&] { return po::report::adjustment_json(whole, *done); });
    return exit_code::fine;
}

exit_code compare(arguments const& given, console& out) {
    if (given.operands().empty()) throw bad_usage("takes at least one file");
    po::scenario_list versions;
    po::problems found;
    for (auto const& operand : given.operands()) found.append(take_in(versions, operand, out));
    if (found.has_errors()) fail_with(found);
    auto const from = versions.find(given.value("--from").value_or(versions[0].name));
    if (!from) throw bad_usage("--from: no version is called '" + *given.value("--from") + "'");
    auto const rows =
        given.has("--all") ? po::report::shown_rows::all : po::report::shown_rows::differing;
    auto const sides = po::compare(versions);
    switch (given.form()) {
    case output_form::csv:
        out.print(po::report::scenarios_csv(sides, *from, rows));
        break;
    case output_form::json:
        out.print(po::report::scenarios_json(sides, *from, rows));
        break;
    case output_form::text:
        out.print(po::report::scenarios_text(sides, *from, rows, given.lang()));
        break;
    }
    return exit_code::fine;
}

exit_code deviation(arguments const& given, console& out) {
    auto const whole = one_file(given, out);
    std::vector<po::deviation_analysis> analyses;
    po::problems found;
    for (auto const& [registered, assigned] : pairs_asked(given, whole.figures)) {
        auto one =
            po::analyse_deviation(whole.figures, {.registered = registered,
                                                  .assigned = assigned,
                                                  .method = method_of(given),
                                                  .cap = given.value("--cap") == "none"
                                                             ? po::formula_cap::none
                                                             : po::formula_cap::at_registered});
        if (one)
            analyses.push_back(std::move(one).value());
        else
            found.append(one.error());
    }
    if (found.has_errors()) fail_with(found);
    switch (given.form()) {
    case output_form::csv:
        out.print(po::report::deviation_analysis_csv(whole, analyses));
        break;
    case output_form::json:
        out.print(po::report::deviation_analysis_json(whole, analyses, given.lang()));
        break;
    case output_form::text:
        out.print(po::report::deviation_analysis_text(whole, analyses, given.lang()));
        break;
    }
    return exit_code::fine;
}

namespace {

/// Every row of a table; rows that nothing explains are findings, all else is unreadable.
exit_code percentages(std::string const& path, arguments const& given, console& out) {
    if (!given.operands().empty()) throw bad_usage("takes --file TABLE or figures, not both");
    auto const text = read_text(path);
    auto const printed = text ? po::io::parse_percentages(*text)
                              : po::result<std::vector<po::printed_percentage>>(text.problems());
    out.complain(printed.problems());
    if (!printed) {
        for (auto const& p : printed.problems())
            if (p.level == po::severity::error && p.code != po::defect::percentage_unexplained)
                return exit_code::failed;
        return exit_code::findings;
    }
    switch (given.form()) {
    case output_form::csv:
        out.print(po::report::percentages_csv(*printed));
        break;
    case output_form::json:
        out.print(po::report::percentages_json(*printed));
        break;
    case output_form::text:
        out.print(po::report::percentages_text(*printed, given.lang()));
        break;
    }
    return exit_code::fine;
}

} // namespace

exit_code percentage(arguments const& given, console& out) {
    if (auto const path = given.value("--file")) return percentages(*path, given, out);
    auto const& words = given.operands();
    if (words.size() < 2 || words.size() > 3)
        throw bad_usage("takes what was achieved, the percentage, and perhaps the target");
    auto const achieved = number_of("ACHIEVED", words[0]);
    auto const stated = po::parse_percentage(words[1]);
    if (!stated) throw bad_usage("'" + words[1] + "' is no percentage");
    auto const found = po::targets_from_percentage(achieved, *stated);
    if (!found) {
        out.complain(found.error());
        bool const unexplained = found.error()[0].code == po::defect::percentage_unexplained;
        return unexplained ? exit_code::findings : exit_code::failed;
    }
    po::report::percentage_question asked{achieved, *stated, *found, {}, {}};
    if (words.size() == 3) {
        asked.target = number_of("TARGET", words[2]);
        auto const check = po::reconcile_percentage(achieved, *asked.target, *stated);
        if (!check) fail_with(check.error());
        asked.check = *check;
    }
    switch (given.form()) {
    case output_form::csv:
        out.print(po::report::percentage_csv(asked));
        break;
    case output_form::json:
        out.print(po::report::percentage_json(asked));
        break;
    case output_form::text:
        out.print(po::report::percentage_text(asked, given.lang()));
        break;
    }
    return !asked.check || asked.check->accepted() ? exit_code::fine : exit_code::findings;
}

} // namespace cli
