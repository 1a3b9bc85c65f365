// Reports on cases for spreadsheets and programs.

#include <partyorg/io/escape.hpp>
#include <partyorg/io/json_writer.hpp>
#include <partyorg/report/csv.hpp>
#include <partyorg/report/progress.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace partyorg::report {

namespace {

using io::json_layout;
using io::json_writer;

std::string digits(std::optional<std::int64_t> const& value) {
    return value ? std::to_string(*value) : std::string();
}

/// "56.0": without the sign, so that a spreadsheet reads a number.
std::string plain(percentage p) {
    auto text = to_string(p);
    return text.substr(0, text.find(' '));
}

std::string line_of(place const& where) {
    return where.line == 0 ? std::string() : std::to_string(where.line);
}

void number_or_null(json_writer& json, std::optional<std::int64_t> const& value) {
    if (value)
        json.number(*value);
    else
        json.null();
}

void text_or_null(json_writer& json, std::string const& text) {
    if (text.empty())
        json.null();
    else
        json.string(text);
}

void write_place(json_writer& json, place const& where) {
    json.key("file");
    text_or_null(json, where.file);
    json.key("line");
    number_or_null(json, where.line == 0 ? std::nullopt : std::optional<std::int64_t>(where.line));
}

std::string day_text(std::optional<date> const& day) {
    return day ? to_iso(*day) : std::string();
}

std::string_view to_text(severity level) {
    switch (level) {
    case severity::note:
        return "note";
    case severity::warning:
        return "warning";
    case severity::error:
        break;
    }
    return "error";
}

void write_problem(json_writer& json, problem const& p) {
    json.begin_object(json_layout::flat).key("code").string(code_text(p.code));
    json.key("severity").string(to_text(p.level));
    write_place(json, p.where);
    json.key("message").string(p.message).end_object();
}

void write_late(json_writer& json, late_step const& step) {
    json.begin_object(json_layout::flat).key("case").string(step.case_code);
    json.key("unit").string(step.unit).key("step").string(to_string(step.step));
    json.key("started").string(to_iso(step.started)).key("due").string(to_iso(step.due));
    json.key("done");
    text_or_null(json, day_text(step.done));
    json.key("clock").string(step.clock ? step.clock->key : std::string_view());
    json.key("source").string(step.clock ? to_string(step.clock->source) : std::string());
    json.key("reference");
    text_or_null(json, step.reference);
    json.key("place");
    text_or_null(json, step.location);
    write_place(json, step.where);
    json.end_object();
}

void write_state(json_writer& json, case_state const& s) {
    json.begin_object(json_layout::flat).key("case").string(s.code);
    json.key("unit").string(s.unit_code).key("status").string(to_string(s.status));
    json.key("reached");
    text_or_null(json, s.reached ? std::string(to_string(*s.reached)) : std::string());
    json.key("since").string(to_iso(s.since)).key("next");
    text_or_null(json, s.next ? std::string(to_string(*s.next)) : std::string());
    json.key("due");
    text_or_null(json, day_text(s.due));
    json.key("ceremony");
    text_or_null(json, day_text(s.admitted));
    json.key("place");
    text_or_null(json, s.ceremony_location);
    json.key("probation_ends");
    text_or_null(json, day_text(s.probation_ends));
    json.key("source");
    text_or_null(json, s.clock ? to_string(s.clock->source) : std::string());
    json.end_object();
}

void write_units(json_writer& json, char const* key, std::vector<slot> const& list,
                 hierarchy const& units) {
    json.key(key).begin_array(json_layout::flat);
    for (auto const s : list) json.string(units.code(s));
    json.end_array();
}

void write_unit(json_writer& json, progress_report const& report, unit_progress const& u) {
    auto const& units = report.figures.units();
    json.begin_object(json_layout::flat).key("code").string(units.code(u.unit));
    json.key("name").string(units.name(u.unit)).key("assigned");
    number_or_null(json, u.assigned);
    json.key("admitted").number(u.admitted).key("in_period").number(u.in_period).key("percent");
    if (u.percent)
        json.raw(plain(*u.percent));
    else
        json.null();
    json.key("expected").number(u.expected).key("pace").string(to_string(u.pace));
    json.key("candidates").number(u.candidates).key("possible").number(u.possible);
    json.key("secured").number(u.secured).key("outlook").string(to_string(u.outlook));
    json.key("short_by").number(u.short_by).end_object();
}

void write_rate(json_writer& json, std::optional<admission_rate> const& rate) {
    constexpr std::string_view bands[] = {"below", "within", "above"};
    json.key("rate");
    if (!rate) {
        json.null();
        return;
    }
    json.begin_object(json_layout::flat).key("members").number(rate->members);
    json.key("admitted").number(rate->admitted).key("percent").raw(plain(rate->percent));
    json.key("least").number(rate->least).key("most").number(rate->most);
    json.key("band").string(bands[static_cast<std::size_t>(rate->band)]);
    json.key("source").string(to_string(rate->source)).end_object();
}

} // namespace

std::string progress_csv(progress_report const& report) {
    auto const& units = report.figures.units();
    std::string out;
    std::vector<std::string> fields = {"code",      "name",    "kind",     "assigned", "admitted",
                                       "in_period", "percent", "expected", "pace",     "candidates",
                                       "possible",  "secured", "outlook",  "short_by", "line"};
    for (auto const& g : report.groups)
        for (auto const* what : {"assigned.", "admitted."})
            fields.push_back(what + std::string(to_string(g.group)));
    append_csv_row(out, fields);
    for (auto const& u : report.units) {
        fields = {std::string(units.code(u.unit)),
                  std::string(units.name(u.unit)),
                  std::string(to_string(units.kind(u.unit))),
                  digits(u.assigned),
                  std::to_string(u.admitted),
                  std::to_string(u.in_period),
                  u.percent ? plain(*u.percent) : std::string(),
                  std::to_string(u.expected),
                  std::string(to_string(u.pace)),
                  std::to_string(u.candidates),
                  std::to_string(u.possible),
                  std::to_string(u.secured),
                  std::string(to_string(u.outlook)),
                  std::to_string(u.short_by),
                  line_of(units.origin(u.unit))};
        for (auto const& g : report.groups) {
            auto const id = std::string(to_string(g.group));
            fields.push_back(digits(report.figure(report.target + "." + id, u.unit)));
            fields.push_back(digits(report.figure("admitted." + id, u.unit)));
        }
        append_csv_row(out, fields);
    }
    return out;
}

std::string progress_json(progress_report const& report, language lang) {
    auto const& units = report.figures.units();
    std::string out;
    json_writer json(out, io::json_style::indented);
    json.begin_object().key("as_of").string(to_iso(report.when.effective()));
    json.key("known").string(to_iso(report.when.known()));
    json.key("period").string(reporting_period_key(report.span));
    json.key("title").string(reporting_period_name(report.span, lang));
    json.key("target").string(report.target);
    write_rate(json, report.rate);
    json.key("groups").begin_array();
    for (auto const& g : report.groups) {
        json.begin_object(json_layout::flat).key("group").string(to_string(g.group));
        json.key("label").string(label_of(g.group).in(lang)).key("assigned");
        number_or_null(json, g.assigned);
        json.key("admitted").number(g.admitted).key("in_period").number(g.in_period).end_object();
    }
    json.end_array().key("units").begin_array();
    for (auto const& u : report.units) write_unit(json, report, u);
    json.end_array().key("stages").begin_object(json_layout::flat);
    for (std::size_t i = 0; i < report.stages.size(); ++i) {
        auto const& c = report.stages.at(i);
        std::int64_t sum = 0;
        for (slot s(0); s.value() < units.size(); s = units.end(s))
            sum += sum_below(c, s).value_or(0);
        json.key(c.info().id).number(sum);
    }
    json.end_object().key("probation_ending").begin_array();
    for (auto const& s : report.probation_ending) write_state(json, s);
    json.end_array();
    write_units(json, "without_candidates", report.without_candidates, units);
    write_units(json, "missed", report.missed, units);
    write_units(json, "silent", report.silent, units);
    json.key("late").begin_array();
    for (auto const& step : report.late) write_late(json, step);
    json.end_array().key("found").begin_array();
    for (auto const& p : report.found) write_problem(json, p);
    json.end_array().end_object();
    return out + '\n';
}

namespace {

/// The figure, then those it is made of.
std::string formula_csv(hierarchy const& units, progress_explanation const& found) {
    auto const& formula = *found.formula;
    std::string out = "code,name,figure,value,formula\n";
    auto const code = std::string(units.code(found.cells.unit));
    auto const name = std::string(units.name(found.cells.unit));
    std::vector<std::string> fields = {code, name, found.cells.measure, formula.value.en,
                                       formula.text.en};
    append_csv_row(out, fields);
    for (auto const& [measure, value] : formula.from) {
        fields = {code, name, measure, std::to_string(value), ""};
        append_csv_row(out, fields);
    }
    return out;
}

void write_formula(json_writer& json, figure_formula const& formula) {
    json.key("value").string(formula.value.en).key("formula").string(formula.text.en);
    json.key("from").begin_array();
    for (auto const& [measure, value] : formula.from)
        json.begin_object(json_layout::flat)
            .key("measure")
            .string(measure)
            .key("value")
            .number(value)
            .end_object();
    json.end_array().end_object();
}

} // namespace

std::string progress_explanation_csv(progress_report const& report,
                                     progress_explanation const& found) {
    auto const& units = report.figures.units();
    if (found.formula) return formula_csv(units, found);
    std::string out = "code,name,value,case,stage,day,file,line,reference,place\n";
    std::vector<std::string> fields;
    for (auto const& c : found.cells.cells) {
        fields = {std::string(units.code(c.unit)),
                  std::string(units.name(c.unit)),
                  c.state == cell_state::stated ? std::to_string(c.value) : std::string(),
                  "",
                  "",
                  "",
                  c.where.file,
                  line_of(c.where),
                  "",
                  ""};
        append_csv_row(out, fields);
    }
    for (auto const& c : found.cases) {
        fields = {std::string(units.code(c.unit)),
                  std::string(units.name(c.unit)),
                  "",
                  c.case_code,
                  std::string(to_string(c.stage)),
                  to_iso(c.day),
                  c.where.file,
                  line_of(c.where),
                  c.reference,
                  c.location};
        append_csv_row(out, fields);
    }
    return out;
}

std::string progress_explanation_json(progress_report const& report,
                                      progress_explanation const& found) {
    auto const& units = report.figures.units();
    std::string out;
    json_writer json(out, io::json_style::indented);
    json.begin_object().key("unit").string(units.code(found.cells.unit));
    json.key("measure").string(found.cells.measure);
    if (found.formula) {
        write_formula(json, *found.formula);
        return out + '\n';
    }
    json.key("value").number(found.cells.total);
    json.key("cells").begin_array();
    for (auto const& c : found.cells.cells) {
        json.begin_object(json_layout::flat).key("unit").string(units.code(c.unit)).key("value");
        number_or_null(json, c.state == cell_state::blank ? std::nullopt : std::optional(c.value));
        write_place(json, c.where);
        json.end_object();
    }
    json.end_array().key("cases").begin_array();
    for (auto const& c : found.cases) {
        json.begin_object(json_layout::flat).key("case").string(c.case_code);
        json.key("unit").string(units.code(c.unit)).key("stage").string(to_string(c.stage));
        json.key("day").string(to_iso(c.day)).key("reference");
        text_or_null(json, c.reference);
        json.key("place");
        text_or_null(json, c.location);
        write_place(json, c.where);
        json.end_object();
    }
    json.end_array().end_object();
    return out + '\n';
}

std::string due_cases_csv(std::vector<case_state> const& due, date const& on) {
    std::string out = "case,unit,status,reached,since,next,due,days_left,article,instrument,"
                      "confidence\n";
    constexpr std::string_view levels[] = {"primary", "secondary", "lead", "unverified",
                                           "computed"};
    for (auto const& s : due) {
        std::vector<std::string> const fields = {
            s.code,
            s.unit_code,
            std::string(to_string(s.status)),
            s.reached ? std::string(to_string(*s.reached)) : std::string(),
            to_iso(s.since),
            s.next ? std::string(to_string(*s.next)) : std::string(),
            day_text(s.due),
            s.due ? std::to_string((*s.due - on).days()) : std::string(),
            s.clock ? s.clock->source.article : std::string(),
            s.clock ? s.clock->source.number : std::string(),
            s.clock ? std::string(levels[static_cast<std::size_t>(s.clock->source.confidence)])
                    : std::string()};
        append_csv_row(out, fields);
    }
    return out;
}

std::string due_cases_json(std::vector<case_state> const& due, date const& on) {
    std::string out;
    json_writer json(out, io::json_style::indented);
    json.begin_object().key("on").string(to_iso(on)).key("due").begin_array();
    for (auto const& s : due) write_state(json, s);
    json.end_array().end_object();
    return out + '\n';
}

std::string case_review_csv(case_review const& found) {
    std::string out = "code,severity,file,line,case,unit,step,due,done,message,reference,place\n";
    for (auto const& p : found.found) {
        std::vector<std::string> const fields = {std::string(code_text(p.code)),
                                                 std::string(to_text(p.level)),
                                                 p.where.file,
                                                 line_of(p.where),
                                                 "",
                                                 "",
                                                 "",
                                                 "",
                                                 "",
                                                 p.message,
                                                 "",
                                                 ""};
        append_csv_row(out, fields);
    }
    for (auto const& step : found.late) {
        auto const p = to_problem(step);
        std::vector<std::string> const fields = {std::string(code_text(p.code)),
                                                 std::string(to_text(p.level)),
                                                 p.where.file,
                                                 line_of(p.where),
                                                 step.case_code,
                                                 step.unit,
                                                 std::string(to_string(step.step)),
                                                 to_iso(step.due),
                                                 day_text(step.done),
                                                 p.message,
                                                 step.reference,
                                                 step.location};
        append_csv_row(out, fields);
    }
    return out;
}

std::string case_review_json(case_review const& found) {
    std::string out;
    json_writer json(out, io::json_style::indented);
    json.begin_object().key("found").begin_array();
    for (auto const& p : found.found) write_problem(json, p);
    json.end_array().key("late").begin_array();
    for (auto const& step : found.late) write_late(json, step);
    json.end_array().end_object();
    return out + '\n';
}

} // namespace partyorg::report
