#include <partyorg/io/json_writer.hpp>
#include <partyorg/report/csv.hpp>
#include <partyorg/report/targets.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace partyorg::report {

namespace {

using io::json_layout;
using io::json_writer;

/// One JSON document with the words that all of them use.
class document {
public:
    document() : json_(text_, io::json_style::indented) { json_.begin_object(); }
    json_writer& out() { return json_; }
    json_writer& key(std::string_view name) { return json_.key(name); }
    void text(std::string_view name, std::string_view value) { json_.key(name).string(value); }
    void number(std::string_view name, std::int64_t value) { json_.key(name).number(value); }
    void number(std::string_view name, std::optional<std::int64_t> const& value) {
        json_.key(name);
        if (value)
            json_.number(*value);
        else
            json_.null();
    }
    void unit(hierarchy const& units, slot s) {
        text("code", units.code(s));
        text("name", units.name(s));
    }
    std::string take() {
        json_.end_object();
        return std::move(text_) + '\n';
    }

private:
    std::string text_{};
    json_writer json_;
};

std::string_view ties_name(tie_policy ties) {
    switch (ties) {
    case tie_policy::by_order:
        return "order";
    case tie_policy::by_lot:
        return "lot";
    case tie_policy::report:
        break;
    }
    return "report";
}

std::string_view reason_name(change_reason reason) {
    switch (reason) {
    case change_reason::asked:
        return "asked";
    case change_reason::spread:
        return "spread";
    case change_reason::sum:
        break;
    }
    return "sum";
}

std::string_view verdict_name(percentage_verdict verdict) {
    switch (verdict) {
    case percentage_verdict::exact:
        return "exact";
    case percentage_verdict::both:
        return "both";
    case percentage_verdict::rounding:
        return "rounding";
    case percentage_verdict::truncation:
        return "truncation";
    case percentage_verdict::up:
        return "up";
    case percentage_verdict::neither:
        break;
    }
    return "neither";
}

bool contains(std::vector<std::size_t> const& list, std::size_t i) {
    return std::find(list.begin(), list.end(), i) != list.end();
}

void add_row(std::string& out, std::vector<std::string> const& fields) {
    append_csv_row(out, fields);
}

// --- allocation -----------------------------------------------------------------------------

void put_claim(document& d, std::string_view name, std::optional<seat_claim> const& claim,
               std::span<partyorg::claim const> claims) {
    d.key(name);
    if (!claim) {
        d.out().null();
        return;
    }
    d.out().begin_object(json_layout::flat);
    d.text("code", claims[claim->unit].name);
    d.number("seat", claim->seat);
    d.out().end_object();
}

void put_tie(document& d, std::optional<apportion_tie> const& tied,
             std::vector<std::string> const& codes) {
    d.key("tie");
    if (!tied) {
        d.out().null();
        return;
    }
    d.out().begin_object(json_layout::flat);
    d.number("seats", tied->seats);
    d.key("units").begin_array(json_layout::flat);
    for (auto const i : tied->units) d.out().string(codes[i]);
    d.out().end_array().end_object();
}

void put_certificate(document& d, allocation const& done, language lang) {
    auto const& proof = done.result.proof;
    d.key("certificate").begin_object();
    d.text("text", describe(done.claims, proof).in(lang));
    put_claim(d, "last_given", proof.last_given, done.claims);
    put_claim(d, "first_refused", proof.first_refused, done.claims);
    d.number("scale", proof.scale);
    d.number("share_seats", proof.share_seats);
    d.number("share_weight", proof.share_weight);
    d.key("order").begin_array(json_layout::flat);
    for (auto const unit : proof.order) d.out().string(done.claims[unit].name);
    d.out().end_array().end_object();
}

// --- versions -------------------------------------------------------------------------------

std::optional<std::int64_t> figure_of(scenario_figure const& f) {
    if (f.state != scenario_state::stated) return {};
    return f.value;
}

std::string text_of(std::optional<std::int64_t> const& value) {
    return value ? std::to_string(*value) : "";
}

void add_scenario_row(std::string& out, scenario_row const& row, std::size_t from,
                      std::string const& code) {
    std::vector<std::string> fields{code, row.name, row.part};
    for (auto const& f : row.figures) fields.push_back(text_of(figure_of(f)));
    for (std::size_t v = 0; v < row.figures.size(); ++v)
        if (v != from) fields.push_back(text_of(row.difference(v, from)));
    add_row(out, fields);
}

void put_scenario_rows(document& d, std::string_view name, std::vector<scenario_row> const& rows,
                       scenario_comparison const& found, std::size_t from) {
    d.key(name).begin_array();
    for (auto const& row : rows) {
        d.out().begin_object(json_layout::flat);
        if (!row.code.empty()) {
            d.text("code", row.code);
            d.text("name", row.name);
        }
        d.text("part", row.part);
        d.key("figures").begin_object(json_layout::flat);
        for (std::size_t v = 0; v < row.figures.size(); ++v)
            d.number(found.names[v], figure_of(row.figures[v]));
        d.out().end_object();
        d.key("differences").begin_object(json_layout::flat);
        for (std::size_t v = 0; v < row.figures.size(); ++v)
            if (v != from) d.number(found.names[v], row.difference(v, from));
        d.out().end_object().end_object();
    }
    d.out().end_array();
}

} // namespace

namespace {

void put_question(document& d, allocation_request const& asked) {
    d.text("by", asked.by);
    d.number("seats", asked.seats);
    d.text("method", to_string(asked.method));
    d.text("ties", ties_name(asked.ties));
    d.key("seed");
    if (asked.ties == tie_policy::by_lot)
        d.out().number(asked.seed);
    else
        d.out().null();
}

/// Whether every unit's claims are written out.
enum class evidence : std::uint8_t { omit, write };

std::string allocation_document(organisation const& whole, allocation_request const& asked,
                                allocation const& done, language lang, evidence detail) {
    document d;
    put_question(d, asked);
    d.key("units").begin_array();
    std::vector<std::string> codes;
    for (std::size_t i = 0; i < done.units.size(); ++i) {
        auto const& c = done.claims[i];
        codes.emplace_back(whole.units.code(done.units[i]));
        d.out().begin_object(json_layout::flat);
        d.unit(whole.units, done.units[i]);
        d.number("basis", c.basis.numerator);
        d.number("lower", c.lower);
        d.number("upper", c.upper);
        d.number("hold", c.hold);
        d.number("allocated", done.result.seats()[i]);
        if (detail == evidence::write) {
            auto const found = evidence_of(done.claims, done.result.proof, i);
            d.text("last", found.last.in(lang));
            d.text("next", found.next.in(lang));
        }
        d.out().end_object();
    }
    d.out().end_array();
    put_tie(d, done.result.tied, codes);
    put_certificate(d, done, lang);
    if (detail == evidence::write)
        d.key("verified").boolean(verify(done.result.proof, done.claims).empty());
    return d.take();
}

constexpr std::string_view reason_of_step(step_reason reason) {
    constexpr std::string_view names[] = {"minimum", "full_quota", "remainder", "priority"};
    return names[static_cast<std::size_t>(reason)];
}

/// The steps with what has been given by then.
template <class Body>
void for_steps(allocation const& done, Body const& body) {
    std::int64_t given = 0, number = 0;
    for (auto const& step : done.result.log) {
        given += step.to - step.from;
        body(++number, step, given);
    }
}

} // namespace

std::string allocation_json(organisation const& whole, allocation_request const& asked,
                            allocation const& done, language lang) {
    return allocation_document(whole, asked, done, lang, evidence::omit);
}

std::string allocation_certificate_json(organisation const& whole, allocation_request const& asked,
                                        allocation const& done, language lang) {
    return allocation_document(whole, asked, done, lang, evidence::write);
}

std::string allocation_certificate_csv(organisation const& whole, allocation const& done,
                                       language lang) {
    std::string out = "code,name,basis,lower,upper,hold,allocated,last,next\n";
    for (std::size_t i = 0; i < done.units.size(); ++i) {
        auto const s = done.units[i];
        auto const& c = done.claims[i];
        auto const found = evidence_of(done.claims, done.result.proof, i);
        add_row(out, {std::string(whole.units.code(s)), std::string(whole.units.name(s)),
                      std::to_string(c.basis.numerator), text_of(c.lower), text_of(c.upper),
                      text_of(c.hold), std::to_string(done.result.seats()[i]), found.last.in(lang),
                      found.next.in(lang)});
    }
    return out;
}

std::string allocation_log_csv(organisation const& whole, allocation const& done, language lang) {
    std::string out = "step,code,name,from,to,given,reason,ground\n";
    for_steps(done, [&](std::int64_t number, apportion_step const& step, std::int64_t given) {
        auto const s = done.units[step.unit];
        add_row(out, {std::to_string(number), std::string(whole.units.code(s)),
                      std::string(whole.units.name(s)), std::to_string(step.from),
                      std::to_string(step.to), std::to_string(given),
                      std::string(reason_of_step(step.reason)),
                      describe(done.claims, done.result.proof, step).in(lang)});
    });
    return out;
}

std::string allocation_log_json(organisation const& whole, allocation_request const& asked,
                                allocation const& done, language lang) {
    document d;
    put_question(d, asked);
    d.key("steps").begin_array();
    for_steps(done, [&](std::int64_t number, apportion_step const& step, std::int64_t given) {
        d.out().begin_object(json_layout::flat);
        d.number("step", number);
        d.unit(whole.units, done.units[step.unit]);
        d.number("from", step.from);
        d.number("to", step.to);
        d.number("given", given);
        d.text("reason", reason_of_step(step.reason));
        d.text("ground", describe(done.claims, done.result.proof, step).in(lang));
        d.out().end_object();
    });
    d.out().end_array();
    return d.take();
}

std::string cascade_json(organisation const& whole, cascade_request const& asked,
                         cascade_result const& done) {
    document d;
    auto const& units = whole.units;
    d.text("top", units.code(done.top));
    d.text("method", to_string(asked.method));
    d.key("lines").begin_array();
    for (auto const& line : asked.lines) {
        d.out().begin_object(json_layout::flat);
        d.text("measure", line.id);
        d.number("total", line.total);
        d.out().end_object();
    }
    d.out().end_array();
    d.key("units").begin_array();
    for (auto s = done.top.value(); s < units.ends()[done.top.value()]; ++s) {
        d.out().begin_object(json_layout::flat);
        d.unit(units, slot(s));
        d.number("level", units.depth(slot(s)) - units.depth(done.top));
        d.key("figures").begin_object(json_layout::flat);
        for (std::size_t line = 0; line < asked.lines.size(); ++line)
            d.number(asked.lines[line].id, done.at(line, slot(s)));
        d.out().end_object().end_object();
    }
    d.out().end_array();
    return d.take();
}

std::string unit_groups_json(organisation const& whole, unit_groups_request const& asked,
                             unit_groups const& done) {
    document d;
    auto const& table = done.asked;
    d.text("totals", asked.totals);
    d.text("method", to_string(asked.method));
    d.key("groups").begin_array();
    for (std::size_t j = 0; j < table.columns.size(); ++j) {
        d.out().begin_object(json_layout::flat);
        d.text("measure", table.columns[j]);
        d.number("total", table.column_totals[j]);
        d.out().end_object();
    }
    d.out().end_array();
    d.key("units").begin_array();
    for (std::size_t i = 0; i < done.units.size(); ++i) {
        d.out().begin_object(json_layout::flat);
        d.unit(whole.units, done.units[i]);
        d.number("total", table.row_totals[i]);
        d.key("figures").begin_object(json_layout::flat);
        for (std::size_t j = 0; j < table.columns.size(); ++j)
            d.number(table.columns[j], done.result.at(i, j));
        d.out().end_object().end_object();
    }
    d.out().end_array();
    d.key("verified").boolean(verify(done.result, table).empty());
    return d.take();
}

std::string adjustment_json(organisation const& whole, target_adjustment const& done) {
    document d;
    d.key("totals").begin_array();
    for (std::size_t line = 0; line < done.lines.size(); ++line) {
        d.out().begin_object(json_layout::flat);
        d.text("measure", done.lines[line]);
        d.number("before", done.before[line][done.top.value()]);
        d.number("after", done.after[line][done.top.value()]);
        d.out().end_object();
    }
    d.out().end_array();
    d.key("changes").begin_array();
    for (auto const& c : done.changes) {
        d.out().begin_object(json_layout::flat);
        d.unit(whole.units, c.unit);
        d.text("measure", done.lines[c.line]);
        d.number("before", c.before);
        d.number("after", c.after);
        d.text("reason", reason_name(c.reason));
        d.out().end_object();
    }
    d.out().end_array();
    return d.take();
}

std::string scenarios_csv(scenario_comparison const& found, std::size_t from, shown_rows shown) {
    std::string out;
    std::vector<std::string> header{"code", "name", "part"};
    for (auto const& name : found.names) header.push_back(name);
    for (std::size_t v = 0; v < found.names.size(); ++v)
        if (v != from) header.push_back(found.names[v] + "-" + found.names[from]);
    add_row(out, header);
    for (auto const& row : shown == shown_rows::all ? found.rows : found.differing())
        add_scenario_row(out, row, from, row.code);
    for (auto const& row : found.totals) add_scenario_row(out, row, from, "#total");
    return out;
}

std::string scenarios_json(scenario_comparison const& found, std::size_t from, shown_rows shown) {
    document d;
    d.key("versions").begin_array();
    for (std::size_t v = 0; v < found.names.size(); ++v) {
        d.out().begin_object(json_layout::flat);
        d.text("name", found.names[v]);
        d.text("measure", found.measures[v]);
        d.out().end_object();
    }
    d.out().end_array();
    d.text("from", found.names[from]);
    put_scenario_rows(d, "totals", found.totals, found, from);
    put_scenario_rows(d, "rows", shown == shown_rows::all ? found.rows : found.differing(), found,
                      from);
    return d.take();
}

std::string deviation_analysis_csv(organisation const& whole,
                                   std::span<deviation_analysis const> found) {
    std::string out;
    add_row(out, {"code", "name", "measure", "registered", "assigned", "formula", "change",
                  "against_formula", "tie", "hold", "line"});
    for (auto const& a : found)
        for (std::size_t i = 0; i < a.rows.size(); ++i) {
            auto const& row = a.rows[i];
            bool const held = a.holds && contains(*a.holds, i);
            if (row.change() == 0 && row.against_formula() == 0 && !held) continue;
            auto const line = whole.units.origin(row.unit).line;
            add_row(out, {std::string(whole.units.code(row.unit)),
                          std::string(whole.units.name(row.unit)), a.assigned_id,
                          std::to_string(row.registered), std::to_string(row.assigned),
                          std::to_string(row.formula), std::to_string(row.change()),
                          std::to_string(row.against_formula()), row.formula_tied ? "1" : "0",
                          held ? "1" : "0", line == 0 ? "" : std::to_string(line)});
        }
    return out;
}

std::string deviation_analysis_json(organisation const& whole,
                                    std::span<deviation_analysis const> found, language lang) {
    document d;
    d.key("analyses").begin_array();
    for (auto const& a : found) {
        std::vector<std::string> codes;
        codes.reserve(a.rows.size());
        for (auto const& row : a.rows) codes.emplace_back(whole.units.code(row.unit));
        d.out().begin_object();
        d.text("registered", a.registered_id);
        d.text("assigned", a.assigned_id);
        d.text("method", to_string(a.method));
        d.number("registered_total", a.registered_total);
        d.number("assigned_total", a.assigned_total);
        d.key("units").begin_array();
        for (auto const& row : a.rows) {
            d.out().begin_object(json_layout::flat);
            d.unit(whole.units, row.unit);
            d.number("registered", row.registered);
            d.number("assigned", row.assigned);
            d.number("formula", row.formula);
            d.out().end_object();
        }
        d.out().end_array();
        put_tie(d, a.tied, codes);
        d.key("holds");
        if (a.holds) {
            d.out().begin_array(json_layout::flat);
            for (auto const i : *a.holds) d.out().string(codes[i]);
            d.out().end_array();
        } else {
            d.out().null();
        }
        d.text("text", describe(whole.figures, a).in(lang));
        d.out().end_object();
    }
    d.out().end_array();
    return d.take();
}

std::string percentage_csv(percentage_question const& asked) {
    std::string out;
    add_row(out, {"rounding", "first", "last"});
    for (auto const& t : asked.found)
        add_row(out, {std::string(to_string(t.mode)), t.empty() ? "" : std::to_string(t.first),
                      t.empty() ? "" : text_of(t.last)});
    return out;
}

std::string percentages_csv(std::span<printed_percentage const> printed) {
    std::string out = "line,name,achieved,percent,target,rounding,first,last\n";
    for (auto const& one : printed) {
        auto const found = targets_from_percentage(one.achieved, one.stated);
        if (!found) continue;
        auto percent = to_string(one.stated);
        percent.resize(percent.find(' '));
        for (auto const& t : *found)
            add_row(out,
                    {std::to_string(one.where.line), one.name, std::to_string(one.achieved),
                     percent, text_of(one.target), std::string(to_string(t.mode)),
                     t.empty() ? "" : std::to_string(t.first), t.empty() ? "" : text_of(t.last)});
    }
    return out;
}

namespace {

void put_targets(document& d, std::vector<possible_targets> const& found) {
    d.key("targets").begin_array();
    for (auto const& t : found) {
        d.out().begin_object(json_layout::flat);
        d.text("rounding", to_string(t.mode));
        d.number("first", t.empty() ? std::nullopt : std::optional(t.first));
        d.number("last", t.empty() ? std::nullopt : t.last);
        d.out().end_object();
    }
    d.out().end_array();
}

} // namespace

std::string percentages_json(std::span<printed_percentage const> printed) {
    document d;
    d.key("percentages").begin_array();
    for (auto const& one : printed) {
        auto const found = targets_from_percentage(one.achieved, one.stated);
        if (!found) continue;
        d.out().begin_object();
        d.number("line", std::int64_t{one.where.line});
        d.text("name", one.name);
        d.number("achieved", one.achieved);
        d.text("stated", to_string(one.stated));
        d.number("target", one.target);
        put_targets(d, *found);
        d.out().end_object();
    }
    d.out().end_array();
    return d.take();
}

std::string percentage_json(percentage_question const& asked) {
    document d;
    d.number("achieved", asked.achieved);
    d.text("stated", to_string(asked.stated));
    put_targets(d, {asked.found.begin(), asked.found.end()});
    d.key("check");
    if (asked.target && asked.check) {
        d.out().begin_object(json_layout::flat);
        d.number("target", *asked.target);
        d.text("verdict", verdict_name(asked.check->verdict));
        d.text("rounded", to_string(asked.check->rounded));
        d.text("truncated", to_string(asked.check->truncated));
        d.out().end_object();
    } else {
        d.out().null();
    }
    return d.take();
}

} // namespace partyorg::report
