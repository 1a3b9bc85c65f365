#include "figures.hpp"

#include <partyorg/hierarchy/traversal.hpp>
#include <partyorg/organisation/counts.hpp>
#include <partyorg/organisation/suspects.hpp>
#include <partyorg/report/csv.hpp>
#include <partyorg/targets/deviation.hpp>

#include <initializer_list>

namespace partyorg::report {

namespace {

/// Collects rows behind a header.
class sheet {
public:
    explicit sheet(std::initializer_list<std::string> header) { add(header); }
    void add(std::initializer_list<std::string> fields) {
        append_csv_row(out_, std::span(fields.begin(), fields.size()));
    }
    std::string take() { return std::move(out_); }

private:
    std::string out_;
};

std::string line_of(place const& where) {
    return where.line == 0 ? std::string{} : std::to_string(where.line);
}

std::string cell_text(cell<std::int64_t> const& c) {
    if (c.is_blank()) return {};
    return c.has_value() ? std::to_string(c.value()) : "-";
}

void add_measures(plan const& whole, language lang, sheet& out) {
    for (std::size_t i = 0; i < whole.figures.size(); ++i) {
        auto const rolled = roll_column(whole.figures.at(i));
        auto const& counts = rolled.total_counts;
        auto const name = rolled.info->label.in(lang);
        out.add({"rolled_up", rolled.info->id, name, for_programs(rolled.total), "", ""});
        out.add({"answered", rolled.info->id, name, std::to_string(counts.answered),
                 std::to_string(counts.answered + counts.missing), ""});
    }
    for (auto const& total : whole.totals)
        out.add({"stated", total.measure, name_of(whole, total.measure, lang),
                 std::to_string(total.value), "", line_of(total.where)});
}

} // namespace

void append_csv_row(std::string& out, std::span<std::string const> fields) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (i != 0) out += ',';
        if (fields[i].find_first_of(",\"\r\n") == std::string::npos) {
            out += fields[i];
            continue;
        }
        out += '"';
        for (char const c : fields[i]) {
            if (c == '"') out += '"';
            out += c;
        }
        out += '"';
    }
    out += '\n';
}

std::string plan_csv(plan const& whole, language lang) {
    sheet out{"fact", "id", "label", "value", "of", "line"};
    if (!whole.title.empty()) out.add({"title", "", whole.title, "", "", ""});
    if (whole.year) out.add({"year", "", "", std::to_string(*whole.year), "", ""});
    auto const numbers = count_units(whole.units);
    out.add({"units", "total", "", std::to_string(numbers.total), "", ""});
    for (auto const kind : all_unit_kinds)
        if (numbers[kind] != 0)
            out.add({"units", std::string(to_string(kind)), std::string(label_of(kind).in(lang)),
                     std::to_string(numbers[kind]), "", ""});
    add_measures(whole, lang, out);
    for (auto const& c : whole.counts)
        out.add({"count", c.id, c.label.in(lang), std::to_string(c.value), "", line_of(c.where)});
    for (auto const& c : whole.coverage)
        out.add({"coverage", "", c.what, std::to_string(c.count.covered),
                 std::to_string(c.count.of), line_of(c.where)});
    for (auto const& d : whole.duties)
        if (d.due)
            out.add({d.due->how() == bound::exclusive ? "due_before" : "due_through", "", d.text,
                     to_iso(d.due->stated()), "", line_of(d.where)});
    return out.take();
}

std::string roll_up_csv(organisation const& whole) {
    sheet out{"code", "name",      "kind",     "depth",   "measure",
              "own",  "rolled_up", "answered", "missing", "line"};
    auto const& units = whole.units;
    std::vector<rolled_column> rolled;
    rolled.reserve(whole.figures.size());
    for (std::size_t i = 0; i < whole.figures.size(); ++i)
        rolled.push_back(roll_column(whole.figures.at(i)));
    for (auto const s : pre_order(units))
        for (std::size_t i = 0; i < rolled.size(); ++i) {
            auto const& counts = rolled[i].counts[s.value()];
            out.add({std::string(units.code(s)), std::string(units.name(s)),
                     std::string(to_string(units.kind(s))), std::to_string(units.depth(s)),
                     rolled[i].info->id, for_programs(own_of(whole.figures.at(i), s)),
                     for_programs(rolled[i].values[s.value()]), std::to_string(counts.answered),
                     std::to_string(counts.missing), line_of(units.origin(s))});
        }
    return out.take();
}

std::string reconciliation_csv(plan const& whole, language lang) {
    sheet out{"unit", "measure", "stated",      "rolled_up", "difference",
              "line", "suspect", "explanation", "rows"};
    for (auto const& c : comparisons(whole)) {
        std::string kind, explanation, rows;
        auto const suspects =
            c.agrees() ? std::vector<suspect>{} : find_suspects(whole, c.what, whole.counts);
        if (!suspects.empty()) {
            kind = to_string(suspects[0].kind);
            explanation = suspects[0].explanation.in(lang);
            for (auto const& r : suspects[0].rows) rows += (rows.empty() ? "" : " ") + r.code;
        }
        out.add({std::string(whole.units.code(c.what.unit)), c.what.measure,
                 std::to_string(c.what.stated), std::to_string(c.what.rolled_up),
                 std::to_string(c.what.difference()), line_of(c.what.where), kind, explanation,
                 rows});
    }
    return out.take();
}

std::string deviations_csv(organisation const& whole) {
    sheet out{"code", "name", "kind", "measure", "registered", "assigned", "difference", "line"};
    for (auto const& d : deviations(whole.figures))
        out.add({std::string(whole.units.code(d.unit)), std::string(whole.units.name(d.unit)),
                 std::string(to_string(whole.units.kind(d.unit))), d.assigned_id,
                 cell_text(d.registered), cell_text(d.assigned), std::to_string(d.difference()),
                 line_of(whole.units.origin(d.unit))});
    return out.take();
}

std::string explanation_csv(organisation const& whole, derivation const& found) {
    sheet out{"code", "name", "measure", "value", "file", "line"};
    for (auto const& c : found.cells)
        out.add({std::string(whole.units.code(c.unit)), std::string(whole.units.name(c.unit)),
                 found.measure, cell_text({c.state, c.value}), c.where.file, line_of(c.where)});
    return out.take();
}

} // namespace partyorg::report
