#include "figures.hpp"
#include "words.hpp"
#include "words_targets.hpp"

#include <partyorg/report/targets.hpp>
#include <partyorg/report/text_table.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace partyorg::report {

namespace {

constexpr std::size_t indent = 2;
__extension__ typedef unsigned __int128 wide;

/// Puts one report together in one language.
class page {
public:
    explicit page(language lang) : lang_(lang) {}

    std::string in(label_view text) const { return std::string(text.in(lang_)); }
    std::string number(std::int64_t value) const { return for_people(value, lang_); }
    std::string signed_number(std::int64_t value) const { return signed_for_people(value, lang_); }
    text_column words(label_view name) const { return {in(name), side::left}; }
    text_column numbers(label_view name) const { return {in(name), side::right}; }
    language lang() const { return lang_; }
    std::string take() { return std::move(out_); }

    void heading(std::string const& text) {
        if (!out_.empty()) out_ += '\n';
        out_ += text + '\n';
    }
    void line(std::string const& text) {
        out_ += std::string(indent, ' ') + wrapped(text, indent) + '\n';
    }
    void field(label_view name, std::string const& value) { line(in(name) + ": " + value); }
    void table(text_table const& rows) { out_ += rows.str(indent); }

private:
    language lang_;
    std::string out_{};
};

std::string text_of(std::string_view text) {
    return std::string(text);
}

std::string measure_text(organisation const& whole, std::string const& id, language lang) {
    auto const name = name_of(whole, id, lang);
    return name == id ? id : name + " (" + id + ")";
}

std::string ties_text(allocation_request const& asked, page const& p) {
    switch (asked.ties) {
    case tie_policy::by_order:
        return p.in(words::ties_by_order);
    case tie_policy::by_lot:
        return p.in(words::ties_by_lot) + std::to_string(asked.seed);
    case tie_policy::report:
        break;
    }
    return p.in(words::ties_reported);
}

/// weight · seats / total, cut after two places: "9,54".
std::string share_text(std::int64_t weight, std::int64_t seats, std::int64_t total, page const& p) {
    if (total == 0) return {};
    auto const hundredths =
        static_cast<std::int64_t>(wide(weight) * wide(seats) * 100 / wide(total));
    auto const rest = std::to_string(hundredths % 100);
    return p.number(hundredths / 100) + (p.lang() == language::vi ? ',' : '.') +
           (rest.size() == 1 ? "0" : "") + rest;
}

bool contains(std::vector<std::size_t> const& list, std::size_t i) {
    return std::find(list.begin(), list.end(), i) != list.end();
}

void put_question(organisation const& whole, allocation_request const& asked, page& p) {
    p.field(words::to_divide, p.number(asked.seats));
    p.field(words::in_proportion_to, measure_text(whole, asked.by, p.lang()));
    p.field(words::method, p.in(words::methods[static_cast<std::size_t>(asked.method)]));
    p.field(words::ties, ties_text(asked, p));
}

bool by_remainders(apportionment_method method) {
    return method == apportionment_method::hamilton || method == apportionment_method::droop;
}

// --- versions -------------------------------------------------------------------------------

std::string figure_text(scenario_figure const& f, page const& p) {
    switch (f.state) {
    case scenario_state::stated:
        return p.number(f.value);
    case scenario_state::not_broken_down:
        return p.in(words::not_broken_down);
    case scenario_state::empty:
    case scenario_state::no_unit:
        break;
    }
    return {};
}

/// The name, and what part of the target is meant.
std::string part_text(scenario_comparison const& found, scenario_row const& row,
                      std::string const& name, language lang) {
    if (row.part.empty()) return name;
    for (auto const& part : found.parts)
        if (part.id == row.part) return name + " – " + part.label.in(lang);
    return name;
}

std::vector<std::string> scenario_cells(scenario_row const& row, std::size_t from, page const& p) {
    std::vector<std::string> cells;
    cells.reserve(2 * row.figures.size());
    for (auto const& f : row.figures) cells.push_back(figure_text(f, p));
    for (std::size_t v = 0; v < row.figures.size(); ++v) {
        if (v == from) continue;
        auto const difference = row.difference(v, from);
        cells.push_back(difference ? p.signed_number(*difference) : "");
    }
    return cells;
}

// --- deviation analysis ---------------------------------------------------------------------

void put_analysis(organisation const& whole, deviation_analysis const& a, page& p) {
    text_table rows({p.words(words::code), p.words(words::unit), p.numbers(words::registered),
                     p.numbers(words::assigned), p.numbers(words::change),
                     p.numbers(words::formula), p.numbers(words::against_formula),
                     p.words(words::remark)});
    for (std::size_t i = 0; i < a.rows.size(); ++i) {
        auto const& row = a.rows[i];
        bool const held = a.holds && contains(*a.holds, i);
        if (row.change() == 0 && row.against_formula() == 0 && !held) continue;
        std::string remark = held ? p.in(words::hold_explains) : "";
        if (row.formula_tied) remark += (remark.empty() ? "" : ", ") + p.in(words::tie);
        rows.add({text_of(whole.units.code(row.unit)), text_of(whole.units.name(row.unit)),
                  p.number(row.registered), p.number(row.assigned), p.signed_number(row.change()),
                  p.number(row.formula), p.signed_number(row.against_formula()), remark});
    }
    p.heading(p.in(words::analysis) + ": " + measure_text(whole, a.registered_id, p.lang()) +
              " → " + measure_text(whole, a.assigned_id, p.lang()));
    p.field(words::method, p.in(words::methods[static_cast<std::size_t>(a.method)]));
    if (!rows.empty()) p.table(rows);
    auto const told = describe(whole.figures, a);
    std::string_view rest = p.lang() == language::vi ? told.vi : told.en;
    while (!rest.empty()) {
        auto const end = rest.find('\n');
        p.line(text_of(rest.substr(0, end)));
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    }
}

} // namespace

std::string allocation_text(organisation const& whole, allocation_request const& asked,
                            allocation const& done, language lang) {
    page p(lang);
    p.heading(p.in(words::allocation));
    put_question(whole, asked, p);

    std::int64_t basis = 0, seats = 0;
    for (auto const& c : done.claims) basis += c.basis.numerator;
    text_table rows({p.words(words::code), p.words(words::unit), p.numbers(words::basis_of),
                     p.numbers(words::share), p.numbers(words::allocated), p.words(words::remark)});
    for (std::size_t i = 0; i < done.units.size(); ++i) {
        auto const s = done.units[i];
        auto const& c = done.claims[i];
        bool const tied = done.result.tied && contains(done.result.tied->units, i);
        rows.add({text_of(whole.units.code(s)), text_of(whole.units.name(s)),
                  p.number(c.basis.numerator), share_text(c.basis.numerator, asked.seats, basis, p),
                  p.number(done.result.seats()[i]),
                  c.hold ? p.in(words::held)
                  : tied ? p.in(words::tie)
                         : std::string()});
        seats += done.result.seats()[i];
    }
    rows.add_line();
    rows.add({"", p.in(words::total), p.number(basis), "", p.number(seats)});
    p.table(rows);
    p.field(words::proof, describe(done.claims, done.result.proof).in(lang));
    return p.take();
}

std::string allocation_log_text(organisation const& whole, allocation_request const& asked,
                                allocation const& done, language lang) {
    page p(lang);
    p.heading(p.in(words::allocation_log));
    put_question(whole, asked, p);
    text_table rows({p.numbers(words::step_number), p.words(words::code), p.words(words::unit),
                     p.numbers(words::step_from), p.numbers(words::step_to),
                     p.numbers(words::step_given), p.words(words::step_reason),
                     p.words(words::step_ground)});
    std::int64_t given = 0, number = 0;
    for (auto const& step : done.result.log) {
        auto const s = done.units[step.unit];
        given += step.to - step.from;
        rows.add({p.number(++number), text_of(whole.units.code(s)), text_of(whole.units.name(s)),
                  p.number(step.from), p.number(step.to), p.number(given),
                  p.in(words::step_reasons[static_cast<std::size_t>(step.reason)]),
                  describe(done.claims, done.result.proof, step).in(lang)});
    }
    p.table(rows);
    p.field(words::proof, describe(done.claims, done.result.proof).in(lang));
    return p.take();
}

std::string allocation_certificate_text(organisation const& whole, allocation_request const& asked,
                                        allocation const& done, language lang) {
    page p(lang);
    auto const& proof = done.result.proof;
    bool const shares = by_remainders(proof.method);
    p.heading(p.in(words::allocation_proof));
    put_question(whole, asked, p);
    text_table rows({p.words(words::code), p.words(words::unit), p.numbers(words::basis_of),
                     p.numbers(words::allocated), p.words(shares ? words::share : words::last_seat),
                     p.words(shares ? words::rest : words::next_seat), p.words(words::remark)});
    for (std::size_t i = 0; i < done.units.size(); ++i) {
        auto const s = done.units[i];
        bool const tied = done.result.tied && contains(done.result.tied->units, i);
        auto const evidence = evidence_of(done.claims, proof, i);
        rows.add({text_of(whole.units.code(s)), text_of(whole.units.name(s)),
                  p.number(done.claims[i].basis.numerator), p.number(proof.seats[i]),
                  evidence.last.in(lang), evidence.next.in(lang),
                  done.claims[i].hold ? p.in(words::held)
                  : tied              ? p.in(words::tie)
                                      : std::string()});
    }
    p.table(rows);
    p.field(words::proof, describe(done.claims, proof).in(lang));
    if (!proof.order.empty()) {
        std::string order;
        for (auto const unit : proof.order)
            order += (order.empty() ? "" : ", ") + text_of(done.claims[unit].name);
        p.field(words::order_of_seats, order);
    }
    p.line(p.in(shares                            ? words::check_remainders
                : is_divisor_method(proof.method) ? words::check_divisors
                                                  : words::check_order));
    if (proof.method == apportionment_method::adams || proof.method == apportionment_method::hill ||
        proof.method == apportionment_method::dean)
        p.line(p.in(words::check_free_seats));
    auto const wrong = verify(proof, done.claims);
    p.field(words::verification, wrong.empty() ? p.in(words::it_holds) : to_string(wrong));
    return p.take();
}

std::string cascade_text(organisation const& whole, cascade_request const& asked,
                         cascade_result const& done, language lang) {
    page p(lang);
    p.heading(p.in(words::cascade));
    p.field(words::method, p.in(words::methods[static_cast<std::size_t>(asked.method)]));
    std::vector<text_column> columns{p.words(words::code), p.words(words::unit)};
    for (auto const& line : asked.lines) {
        p.field(words::to_divide, measure_text(whole, line.id, lang) + ": " + p.number(line.total));
        columns.push_back({name_of(whole, line.id, lang), side::right});
    }
    text_table rows(std::move(columns));
    auto const& units = whole.units;
    for (auto s = done.top.value(); s < units.ends()[done.top.value()]; ++s) {
        auto const level = units.depth(slot(s)) - units.depth(done.top);
        std::vector<std::string> cells{text_of(units.code(slot(s))),
                                       std::string(std::size_t{2} * level, ' ') +
                                           text_of(units.name(slot(s)))};
        for (std::size_t line = 0; line < asked.lines.size(); ++line)
            cells.push_back(p.number(done.at(line, slot(s))));
        rows.add(std::move(cells));
    }
    p.table(rows);
    return p.take();
}

std::string unit_groups_text(organisation const& whole, unit_groups_request const& asked,
                             unit_groups const& done, language lang) {
    page p(lang);
    auto const& table = done.asked;
    auto const group_name = [&](std::size_t j) {
        return j < asked.groups.size() ? name_of(whole, table.columns[j], lang)
                                       : p.in(words::rest_of_groups);
    };
    p.heading(p.in(words::two_way));
    p.field(words::totals_of_units, measure_text(whole, asked.totals, lang));
    p.field(words::method, p.in(words::methods[static_cast<std::size_t>(asked.method)]));
    std::vector<text_column> columns{p.words(words::code), p.words(words::unit)};
    for (std::size_t j = 0; j < table.columns.size(); ++j)
        columns.push_back({group_name(j), side::right});
    columns.push_back(p.numbers(words::total));
    text_table rows(std::move(columns));
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < done.units.size(); ++i) {
        std::vector<std::string> cells{text_of(whole.units.code(done.units[i])),
                                       text_of(whole.units.name(done.units[i]))};
        for (std::size_t j = 0; j < table.columns.size(); ++j)
            cells.push_back(p.number(done.result.at(i, j)));
        cells.push_back(p.number(table.row_totals[i]));
        sum += table.row_totals[i];
        rows.add(std::move(cells));
    }
    rows.add_line();
    std::vector<std::string> last{"", p.in(words::total)};
    for (auto const total : table.column_totals) last.push_back(p.number(total));
    last.push_back(p.number(sum));
    rows.add(std::move(last));
    p.table(rows);
    auto const wrong = verify(done.result, table);
    p.field(words::verification, wrong.empty() ? p.in(words::it_holds) : to_string(wrong));
    return p.take();
}

std::string adjustment_text(organisation const& whole, target_adjustment const& done,
                            language lang) {
    page p(lang);
    p.heading(p.in(words::adjustment));
    for (std::size_t line = 0; line < done.lines.size(); ++line) {
        auto const was = done.before[line][done.top.value()];
        auto const is = done.after[line][done.top.value()];
        p.line(measure_text(whole, done.lines[line], lang) + ": " + p.number(was) +
               (was == is ? "" : " → " + p.number(is)));
    }
    if (done.changes.empty()) {
        p.line(p.in(words::nothing_changed));
        return p.take();
    }
    text_table rows({p.words(words::code), p.words(words::unit), p.words(words::measure),
                     p.numbers(words::before_change), p.numbers(words::after_change),
                     p.numbers(words::change), p.words(words::remark)});
    for (auto const& c : done.changes) {
        if (c.reason == change_reason::sum) continue;
        rows.add({text_of(whole.units.code(c.unit)), text_of(whole.units.name(c.unit)),
                  name_of(whole, done.lines[c.line], lang), p.number(c.before), p.number(c.after),
                  p.signed_number(c.after - c.before),
                  p.in(c.reason == change_reason::asked ? words::as_asked : words::spread_over)});
    }
    p.table(rows);
    auto const count = static_cast<std::int64_t>(done.changed_units());
    p.line(p.number(count) + p.in(count == 1 ? words::unit_changed : words::units_changed));
    return p.take();
}

std::string scenarios_text(scenario_comparison const& found, std::size_t from, shown_rows shown,
                           language lang) {
    page p(lang);
    p.heading(p.in(words::versions));
    for (std::size_t v = 0; v < found.names.size(); ++v)
        p.line(found.names[v] + ": " + found.measures[v]);
    std::vector<text_column> columns{p.words(words::code), p.words(words::unit)};
    for (auto const& name : found.names) columns.push_back({name, side::right});
    for (std::size_t v = 0; v < found.names.size(); ++v)
        if (v != from) columns.push_back({found.names[v] + " − " + found.names[from], side::right});
    text_table rows(std::move(columns));
    bool arrows = false;
    auto const listed = shown == shown_rows::all ? found.rows : found.differing();
    for (auto const& row : listed) {
        std::vector<std::string> cells{row.code, part_text(found, row, row.name, p.lang())};
        for (auto const& f : row.figures)
            arrows = arrows || f.state == scenario_state::not_broken_down;
        for (auto& c : scenario_cells(row, from, p)) cells.push_back(std::move(c));
        rows.add(std::move(cells));
    }
    if (listed.empty()) p.line(p.in(words::versions_agree));
    rows.add_line();
    for (auto const& row : found.totals) {
        std::vector<std::string> cells{"", part_text(found, row, p.in(words::total), p.lang())};
        for (auto& c : scenario_cells(row, from, p)) cells.push_back(std::move(c));
        rows.add(std::move(cells));
    }
    p.table(rows);
    if (arrows) p.line(p.in(words::arrow_means));
    return p.take();
}

std::string deviation_analysis_text(organisation const& whole,
                                    std::span<deviation_analysis const> found, language lang) {
    page p(lang);
    for (auto const& a : found) put_analysis(whole, a, p);
    return p.take();
}

namespace {

/// "120", "120–123", "1 or more", or that there is none.
std::string range_text(possible_targets const& t, page const& p) {
    if (t.empty()) return p.in(words::no_target);
    if (!t.last) return p.number(t.first) + p.in(words::and_more);
    return p.number(t.first) + (*t.last == t.first ? "" : "–" + p.number(*t.last));
}

} // namespace

std::string percentages_text(std::span<printed_percentage const> printed, language lang) {
    page p(lang);
    p.heading(p.in(words::percentages));
    std::vector<text_column> columns{
        p.numbers(words::line_of_file), p.words(words::whose), p.numbers(words::achieved_figure),
        p.numbers(words::printed_rate), p.numbers(words::printed_target)};
    for (auto const mode : all_roundings)
        columns.push_back(p.words(words::roundings[static_cast<std::size_t>(mode)]));
    text_table rows(std::move(columns));
    for (auto const& one : printed) {
        std::vector<std::string> cells{std::to_string(one.where.line), one.name,
                                       p.number(one.achieved),
                                       to_string(one.stated, lang == language::vi ? ',' : '.'),
                                       one.target ? p.number(*one.target) : std::string()};
        if (auto const found = targets_from_percentage(one.achieved, one.stated))
            for (auto const& t : *found) cells.push_back(range_text(t, p));
        rows.add(std::move(cells));
    }
    p.table(rows);
    return p.take();
}

std::string percentage_text(percentage_question const& asked, language lang) {
    page p(lang);
    auto const point = lang == language::vi ? ',' : '.';
    p.heading(p.in(words::percentage) + ": " + p.number(asked.achieved) + " = " +
              to_string(asked.stated, point));
    text_table rows({p.words(words::rounding_mode), p.words(words::possible)});
    for (auto const& t : asked.found) {
        rows.add({p.in(words::roundings[static_cast<std::size_t>(t.mode)]), range_text(t, p)});
    }
    p.table(rows);
    if (!asked.target || !asked.check) return p.take();
    constexpr std::array verdicts{words::is_exact,     words::is_both, words::is_rounded,
                                  words::is_truncated, words::is_up,   words::is_neither};
    auto text = p.in(words::against_target) + p.number(*asked.target) + ": " +
                p.in(verdicts[static_cast<std::size_t>(asked.check->verdict)]);
    if (asked.check->verdict == percentage_verdict::neither)
        text += to_string(asked.check->rounded, point) + ".";
    p.line(text);
    return p.take();
}

} // namespace partyorg::report
