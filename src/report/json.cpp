#include "figures.hpp"

#include <partyorg/hierarchy/traversal.hpp>
#include <partyorg/organisation/counts.hpp>
#include <partyorg/organisation/suspects.hpp>
#include <partyorg/report/json.hpp>
#include <partyorg/targets/deviation.hpp>

#include <nlohmann/json.hpp>

namespace partyorg::report {

namespace {

using json = nlohmann::ordered_json;

/// Two blanks of indentation; a text that is not UTF-8 cannot come from our readers, but a program
/// may have built it: it is shown with replacement characters instead of failing.
std::string finished(json const& value) {
    return value.dump(2, ' ', false, json::error_handler_t::replace) + '\n';
}

json text_or_null(std::string const& text) {
    return text.empty() ? json(nullptr) : json(text);
}
template <class T>
json value_or_null(std::optional<T> const& value) {
    return value ? json(*value) : json(nullptr);
}
json line_or_null(place const& where) {
    return where.line == 0 ? json(nullptr) : json(where.line);
}

struct to_json_value {
    json operator()(std::monostate) const { return nullptr; }
    json operator()(std::int64_t value) const { return value; }
    json operator()(double value) const { return value; }
    json operator()(date const& day) const { return to_iso(day); }
    json operator()(coverage_count share) const {
        return {{"covered", share.covered}, {"of", share.of}};
    }
};
json json_of(figure const& f) {
    return std::visit(to_json_value{}, f);
}

/// A number; 0 for "-", null for a blank cell.
json json_of(cell<std::int64_t> const& c) {
    return c.is_blank() ? json(nullptr) : json(c.value_or(0));
}

std::string_view name_of(cell_state state) {
    switch (state) {
    case cell_state::blank:
        return "blank";
    case cell_state::declared_none:
        return "declared_none";
    case cell_state::stated:
        return "stated";
    }
    return "blank";
}

json units_json(plan const& whole) {
    auto const numbers = count_units(whole.units);
    json by_kind = json::object();
    for (auto const kind : all_unit_kinds)
        if (numbers[kind] != 0) by_kind[std::string(to_string(kind))] = numbers[kind];
    return {{"total", numbers.total}, {"by_kind", std::move(by_kind)}};
}

json measures_json(plan const& whole) {
    json out = json::object();
    for (std::size_t i = 0; i < whole.figures.size(); ++i) {
        auto const rolled = roll_column(whole.figures.at(i));
        out[rolled.info->id] = {{"rolled_up", json_of(rolled.total)},
                                {"stated", value_or_null(stated_for_all(whole, rolled.info->id))},
                                {"complete", rolled.total_counts.complete()}};
    }
    return out;
}

json counts_json(plan const& whole, language lang) {
    json out = json::array();
    for (auto const& c : whole.counts) {
        json one = {{"id", c.id},
                    {"label", c.label.in(lang)},
                    {"value", c.value},
                    {"line", line_or_null(c.where)}};
        if (c.as_of) one["as_of"] = to_iso(*c.as_of);
        if (c.year) one["year"] = *c.year;
        out.push_back(std::move(one));
    }
    return out;
}

json coverage_json(plan const& whole) {
    json out = json::array();
    for (auto const& c : whole.coverage)
        out.push_back({{"what", c.what}, {"covered", c.count.covered}, {"of", c.count.of}});
    return out;
}

json deviation_json(organisation const& whole, deviation const& d) {
    return {{"code", whole.units.code(d.unit)},
            {"name", whole.units.name(d.unit)},
            {"measure", d.assigned_id},
            {"registered", json_of(d.registered)},
            {"assigned", json_of(d.assigned)}};
}

json suspect_json(suspect const& s, language lang) {
    json rows = json::array();
    for (auto const& r : s.rows)
        rows.push_back({{"code", r.code}, {"name", r.name}, {"row", r.row}, {"line", r.line}});
    return {{"kind", to_string(s.kind)},
            {"explanation", s.explanation.in(lang)},
            {"rows", std::move(rows)}};
}

json comparison_json(plan const& whole, comparison const& c) {
    return {{"unit", whole.units.code(c.what.unit)},
            {"measure", c.what.measure},
            {"stated", c.what.stated},
            {"rolled_up", c.what.rolled_up},
            {"difference", c.what.difference()}};
}

json discrepancies_json(plan const& whole, std::vector<comparison> const& all, language lang) {
    json out = json::array();
    for (auto const& c : all) {
        if (c.agrees()) continue;
        auto one = comparison_json(whole, c);
        one["suspects"] = json::array();
        for (auto const& s : find_suspects(whole, c.what, whole.counts))
            one["suspects"].push_back(suspect_json(s, lang));
        out.push_back(std::move(one));
    }
    return out;
}

json warnings_json(plan const& whole) {
    json out = json::array();
    for (auto const& p : whole.notes)
        out.push_back({{"code", code_text(p.code)},
                       {"message", p.message},
                       {"file", text_or_null(p.where.file)},
                       {"line", line_or_null(p.where)},
                       {"column", p.where.column == 0 ? json(nullptr) : json(p.where.column)}});
    return out;
}

} // namespace

std::string plan_json(plan const& whole, language lang) {
    json not_understood = json::array();
    for (auto const& unread : whole.not_understood)
        not_understood.push_back({{"text", unread.text}, {"line", line_or_null(unread.where)}});
    json deviating = json::array();
    for (auto const& d : deviations(whole.figures)) deviating.push_back(deviation_json(whole, d));
    return finished({{"title", text_or_null(whole.title)},
                     {"year", value_or_null(whole.year)},
                     {"units", units_json(whole)},
                     {"measures", measures_json(whole)},
                     {"counts", counts_json(whole, lang)},
                     {"coverage", coverage_json(whole)},
                     {"deviations", std::move(deviating)},
                     {"discrepancies", discrepancies_json(whole, comparisons(whole), lang)},
                     {"warnings", warnings_json(whole)},
                     {"not_understood", std::move(not_understood)}});
}

std::string roll_up_json(organisation const& whole) {
    auto const& units = whole.units;
    std::vector<rolled_column> rolled;
    rolled.reserve(whole.figures.size());
    for (std::size_t i = 0; i < whole.figures.size(); ++i)
        rolled.push_back(roll_column(whole.figures.at(i)));
    json out = json::array();
    for (auto const s : pre_order(units)) {
        json measures = json::object();
        for (std::size_t i = 0; i < rolled.size(); ++i) {
            auto const own = own_of(whole.figures.at(i), s);
            auto const& counts = rolled[i].counts[s.value()];
            measures[rolled[i].info->id] = {{"state", name_of(own.state)},
                                            {"own", json_of(own.value)},
                                            {"rolled_up", json_of(rolled[i].values[s.value()])},
                                            {"answered", counts.answered},
                                            {"missing", counts.missing},
                                            {"complete", counts.complete()}};
        }
        auto const above = units.parent(s);
        out.push_back({{"code", units.code(s)},
                       {"name", units.name(s)},
                       {"kind", to_string(units.kind(s))},
                       {"parent", above ? json(units.code(*above)) : json(nullptr)},
                       {"line", line_or_null(units.origin(s))},
                       {"measures", std::move(measures)}});
    }
    return finished({{"units", std::move(out)}});
}

std::string reconciliation_json(plan const& whole, language lang) {
    auto const all = comparisons(whole);
    json compared = json::array();
    for (auto const& c : all) compared.push_back(comparison_json(whole, c));
    return finished({{"compared", std::move(compared)},
                     {"discrepancies", discrepancies_json(whole, all, lang)}});
}

std::string deviations_json(organisation const& whole) {
    auto const found = deviations(whole.figures);
    json list = json::array(), totals = json::array();
    for (auto const& d : found) {
        auto one = deviation_json(whole, d);
        one["difference"] = d.difference();
        one["assigned_without_registration"] = d.assigned_without_registration();
        one["line"] = line_or_null(whole.units.origin(d.unit));
        list.push_back(std::move(one));
    }
    for (auto const& pair : pair_totals(whole, found))
        totals.push_back({{"measure", pair.assigned_id},
                          {"registered", pair.registered},
                          {"assigned", pair.assigned},
                          {"difference", pair.difference()},
                          {"units", pair.units}});
    return finished({{"deviations", std::move(list)}, {"totals", std::move(totals)}});
}

std::string explanation_json(organisation const& whole, derivation const& found) {
    json cells = json::array();
    for (auto const& c : found.cells)
        cells.push_back({{"code", whole.units.code(c.unit)},
                         {"name", whole.units.name(c.unit)},
                         {"state", name_of(c.state)},
                         {"value", c.state == cell_state::stated ? json(c.value) : json(nullptr)},
                         {"file", text_or_null(c.where.file)},
                         {"line", line_or_null(c.where)}});
    auto const* const printed = stated_for(whole, found.unit, found.measure);
    return finished({{"unit", whole.units.code(found.unit)},
                     {"name", whole.units.name(found.unit)},
                     {"measure", found.measure},
                     {"value", found.total},
                     {"answered", found.counts.answered},
                     {"missing", found.counts.missing},
                     {"complete", found.counts.complete()},
                     {"stated", printed ? json(printed->value) : json(nullptr)},
                     {"cells", std::move(cells)}});
}

} // namespace partyorg::report
