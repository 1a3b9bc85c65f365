#include "figures.hpp"
#include "problem_words.hpp"
#include "words.hpp"

#include <partyorg/hierarchy/traversal.hpp>
#include <partyorg/organisation/counts.hpp>
#include <partyorg/organisation/suspects.hpp>
#include <partyorg/report/text.hpp>
#include <partyorg/report/text_table.hpp>
#include <partyorg/rollup/group_by.hpp>
#include <partyorg/targets/deviation.hpp>

#include <algorithm>
#include <array>

namespace partyorg::report {

namespace {

constexpr std::size_t indent = 2;

/// Writes one report in one language.
class writer {
public:
    explicit writer(language lang) : lang_(lang) {}

    std::string in(label_view text) const { return std::string(text.in(lang_)); }
    std::string number(std::int64_t value) const { return for_people(value, lang_); }
    std::string take() { return std::move(out_); }

    void heading(std::string const& text) {
        if (!out_.empty()) out_ += '\n';
        out_ += text + '\n';
    }
    void line(std::string_view text, std::size_t by = indent) {
        out_ += std::string(by, ' ') + wrapped(text, by) + '\n';
    }
    /// "Năm: 2024".
    void field(label_view name, std::string const& value) {
        if (!value.empty()) out_ += wrapped(in(name) + ": " + value, indent) + '\n';
    }
    void table(text_table const& rows) { out_ += rows.str(indent); }

    text_column words(label_view name) const { return {in(name), side::left}; }
    text_column numbers(label_view name) const { return {in(name), side::right}; }

    std::string line_number(place const& where) const {
        return where.line == 0 ? std::string{} : std::to_string(where.line);
    }
    /// " (dòng 92)", or nothing.
    std::string at_line(place const& where) const {
        if (where.line == 0) return {};
        return " (" + in(words::at_line) + std::to_string(where.line) + ")";
    }
    /// "61/61", or "16/61, 45 blank".
    std::string completeness_text(completeness const& counts) const {
        auto const all = std::int64_t{counts.answered} + counts.missing;
        auto text = number(counts.answered) + '/' + number(all);
        if (!counts.complete())
            text += " (" + number(counts.missing) + ' ' + in(words::empty_cells) + ')';
        return text;
    }
    std::string unit_name(hierarchy const& units, slot s) const {
        auto const name = units.name(s);
        return std::string(name.empty() ? units.code(s) : name);
    }
    std::string code_and_name(hierarchy const& units, slot s) const {
        std::string text(units.code(s));
        if (!units.name(s).empty()) text += " – " + std::string(units.name(s));
        return text;
    }

    language lang() const { return lang_; }

private:
    language lang_;
    std::string out_;
};

std::string when(stated_count const& count, writer const& w) {
    if (count.as_of) return w.in(words::as_of) + to_vietnamese(*count.as_of);
    if (count.year) return w.in(words::in_year) + std::to_string(*count.year);
    return {};
}

void put_head(plan const& whole, writer& w) {
    auto title = whole.title;
    if (title.empty()) {
        title = w.in(words::no_title);
        if (!whole.units.empty()) title += ": " + w.unit_name(whole.units, slot(0));
    }
    w.heading(wrapped(title));
    if (whole.year) w.field(words::year, std::to_string(*whole.year));
    w.field(words::issuer, whole.issuer);
    w.field(words::source, whole.source);
}

void put_units(plan const& whole, writer& w) {
    auto const numbers = count_units(whole.units);
    auto const stated = [&](std::string const& id) -> stated_count const* {
        for (auto const& c : whole.counts)
            if (c.id == id) return &c;
        return nullptr;
    };
    bool const told = std::any_of(whole.counts.begin(), whole.counts.end(), [&](auto const& c) {
        return counted_units(numbers, c.id).has_value();
    });
    std::vector columns{w.words(words::kind), w.numbers(words::number)};
    if (told) {
        columns.push_back(w.numbers(words::in_text));
        columns.push_back(w.words(words::verdict));
        columns.push_back(w.numbers(words::line));
    }
    text_table rows(columns);
    auto const add = [&](std::string name, std::string const& id, std::int64_t count) {
        std::vector cells{std::move(name), w.number(count)};
        if (auto const* const c = stated(id)) {
            cells.push_back(w.number(c->value));
            cells.push_back(w.in(c->value == count ? words::yes : words::no));
            cells.push_back(w.line_number(c->where));
        }
        rows.add(std::move(cells));
    };
    for (auto const kind : all_unit_kinds)
        if (numbers[kind] != 0)
            add(w.in(label_of(kind)), "units." + std::string(to_string(kind)), numbers[kind]);
    rows.add_line();
    add(w.in(words::total), "units.total", numbers.total);
    w.heading(w.in(words::units));
    w.table(rows);
}

void put_groups(plan const& whole, writer& w) {
    if (whole.groups.empty()) return;
    auto const differing = reconcile_groups(whole);
    text_table rows({w.words(words::group), w.numbers(words::number), w.words(words::sub_totals),
                     w.numbers(words::line)});
    for (std::size_t i = 0; i < whole.groups.size(); ++i) {
        auto const& g = whole.groups[i];
        bool const differs = std::any_of(differing.begin(), differing.end(),
                                         [i](auto const& d) { return d.group == i; });
        auto const verdict = g.sums.empty() ? w.in(words::not_printed)
                             : differs      ? w.in(words::disagree)
                                            : w.in(words::agree);
        rows.add({g.name, w.number(static_cast<std::int64_t>(g.units.size())), verdict,
                  w.line_number(g.where)});
    }
    w.heading(w.in(words::groups));
    w.table(rows);
}

void put_measures(plan const& whole, writer& w) {
    if (whole.figures.size() == 0) return;
    text_table rows({w.words(words::measure), w.numbers(words::printed),
                     w.numbers(words::rolled_up), w.words(words::verdict),
                     w.words(words::complete)});
    for (std::size_t i = 0; i < whole.figures.size(); ++i) {
        auto const rolled = roll_column(whole.figures.at(i));
        auto const printed = stated_for_all(whole, rolled.info->id);
        auto const* const sum = std::get_if<std::int64_t>(&rolled.total);
        auto const agrees =
            !printed || !sum ? std::string{} : w.in(*printed == *sum ? words::yes : words::no);
        // A part is set in under its target.
        auto const name =
            (rolled.info->of_which.empty() ? "" : "  ") + rolled.info->label.in(w.lang());
        rows.add({name, printed ? w.number(*printed) : w.in(words::not_printed),
                  for_people(rolled.total, w.lang()), agrees,
                  w.completeness_text(rolled.total_counts)});
    }
    w.heading(w.in(words::targets));
    w.table(rows);
}

void put_last_year(plan const& whole, writer& w) {
    bool first = true;
    for (auto const& c : whole.counts) {
        if (!c.year || !whole.year || *c.year >= *whole.year) continue;
        if (first) w.heading(w.in(words::last_year));
        first = false;
        w.line(w.in(words::year) + ' ' + std::to_string(*c.year) + ": " + c.label.in(w.lang()) +
               ": " + w.number(c.value) + w.at_line(c.where));
    }
}

void put_counts(plan const& whole, writer& w) {
    if (whole.counts.empty()) return;
    text_table rows({w.words(words::what), w.numbers(words::number), w.words(words::when),
                     w.numbers(words::line)});
    for (auto const& c : whole.counts)
        rows.add({c.label.in(w.lang()), w.number(c.value), when(c, w), w.line_number(c.where)});
    w.heading(w.in(words::counts));
    w.table(rows);
}

void put_coverage(plan const& whole, writer& w) {
    if (whole.coverage.empty()) return;
    text_table rows({w.words(words::what), w.numbers(words::number), w.numbers(words::line)});
    for (auto const& c : whole.coverage)
        rows.add({c.what, for_people(c.count, w.lang()), w.line_number(c.where)});
    w.heading(w.in(words::coverage));
    w.table(rows);
}

label_view how_often(recurrence often) {
    switch (often) {
    case recurrence::once:
        return words::once;
    case recurrence::ongoing:
        return words::ongoing;
    case recurrence::monthly:
        return words::monthly;
    case recurrence::quarterly:
        return words::quarterly;
    case recurrence::half_yearly:
        return words::half_yearly;
    case recurrence::yearly:
        return words::yearly;
    }
    return words::once;
}

/// "trước ngày 15/01/2024 – ngày cuối cùng 14/01/2024 (Chủ nhật)".
std::string deadline_text(deadline const& due, writer const& w) {
    auto const last = due.last_day();
    auto const weekday = words::weekdays[last.day_of_week().as_number()];
    return w.in(due.how() == bound::exclusive ? words::before : words::through) +
           to_vietnamese(due.stated()) + w.in(words::last_day) + to_vietnamese(last) + " (" +
           w.in(weekday) + ")";
}

bool has_deadline(duty const& d) {
    return d.due || (d.recurrence != recurrence::once && d.recurrence != recurrence::ongoing);
}

void put_duty(duty const& d, writer& w) {
    auto const by = 2 * indent;
    w.line((d.due ? deadline_text(*d.due, w) : w.in(how_often(d.recurrence))) + w.at_line(d.where));
    w.line(w.in(words::who) + (d.who.empty() ? w.in(words::all_units) : d.who), by);
    if (!d.to.empty())
        w.line(w.in(words::to) + d.to +
                   (d.through.empty() ? "" : w.in(words::through_whom) + d.through + ")"),
               by);
    if (d.documents.empty()) {
        w.line(w.in(words::duty_text) + d.text, by);
        return;
    }
    w.line(w.in(words::sends), by);
    for (std::size_t i = 0; i < d.documents.size(); ++i)
        w.line(std::to_string(i + 1) + ". " + d.documents[i], by + indent);
}

void put_deadlines(plan const& whole, writer& w) {
    bool first = true;
    for (auto const& d : whole.duties) {
        if (!has_deadline(d)) continue;
        if (first) w.heading(w.in(words::deadlines));
        first = false;
        put_duty(d, w);
    }
}

void put_other_duties(plan const& whole, writer& w) {
    bool first = true;
    for (auto const& d : whole.duties) {
        if (has_deadline(d)) continue;
        if (first) w.heading(w.in(words::other_duties));
        first = false;
        w.line("- " + d.text + w.at_line(d.where));
    }
}

void put_basis(plan const& whole, writer& w) {
    if (whole.basis.empty()) return;
    w.heading(w.in(words::basis));
    for (auto const& b : whole.basis) {
        auto text = "- " + (b.number.empty() ? b.text : b.number);
        if (b.signed_on) text += ' ' + w.in(words::dated) + ' ' + to_vietnamese(*b.signed_on);
        if (!b.number.empty() && !b.issuer.empty()) text += ", " + b.issuer;
        w.line(text + w.at_line(b.where));
    }
}

/// How much of a change the units of one kind bear.
struct burden {
    unit_kind kind;
    std::int64_t net = 0, up = 0;
    std::uint32_t units = 0;
};

std::vector<burden> burdens(hierarchy const& units, std::vector<deviation> const& found,
                            std::string const& assigned_id) {
    std::vector<burden> out;
    for (auto const kind : all_unit_kinds) {
        burden b{kind, 0, 0, 0};
        for (auto const& d : found) {
            if (d.assigned_id != assigned_id || units.kind(d.unit) != kind) continue;
            b.net += d.difference();
            b.up += std::max<std::int64_t>(d.difference(), 0);
            ++b.units;
        }
        if (b.units != 0) out.push_back(b);
    }
    return out;
}

/// "Giao: 131 → 125 (−6): đảng bộ cơ sở −6 (5 đơn vị)".
std::string burden_text(organisation const& whole, std::vector<deviation> const& found,
                        pair_total const& pair, writer const& w) {
    auto text = "- " + name_of(whole, pair.assigned_id, w.lang()) + ": " +
                w.number(pair.registered) + " → " + w.number(pair.assigned) + " (" +
                signed_for_people(pair.difference(), w.lang()) + ")";
    char const* mark = ": ";
    for (auto const& b : burdens(whole.units, found, pair.assigned_id)) {
        text += mark + w.in(label_of(b.kind)) + ' ' + signed_for_people(b.net, w.lang()) + " (" +
                w.number(b.units) + w.in(b.units == 1 ? words::one_unit_of : words::units_of);
        if (b.up != 0 && b.up != b.net)
            text += w.in(words::and_ups) + signed_for_people(b.up, w.lang());
        text += ')';
        mark = "; ";
    }
    return text;
}

std::size_t distinct_units(std::vector<deviation> const& found) {
    std::size_t units = 0;
    for (std::size_t i = 0; i < found.size(); ++i)
        if (i == 0 || found[i].unit != found[i - 1].unit) ++units;
    return units;
}

std::string cell_for_people(cell<std::int64_t> const& c, writer const& w) {
    if (c.is_blank()) return w.in(words::blank);
    return c.has_value() ? w.number(c.value()) : "-";
}

void put_deviations(organisation const& whole, writer& w) {
    auto const found = deviations(whole.figures);
    w.heading(w.in(words::deviations));
    if (found.empty()) {
        w.line(w.in(words::no_deviation));
        return;
    }
    auto const units = distinct_units(found);
    w.line(w.number(static_cast<std::int64_t>(units)) +
           w.in(units == 1 ? words::unit_differs : words::units_differ));
    text_table rows({w.words(words::code), w.words(words::unit), w.words(words::measure),
                     w.numbers(words::registered), w.numbers(words::assigned),
                     w.numbers(words::change), w.numbers(words::line), w.words(words::remark)});
    for (std::size_t i = 0; i < found.size(); ++i) {
        auto const& d = found[i];
        bool const same_unit = i != 0 && found[i - 1].unit == d.unit;
        rows.add({same_unit ? std::string{} : std::string(whole.units.code(d.unit)),
                  same_unit ? std::string{} : std::string(whole.units.name(d.unit)),
                  name_of(whole, d.assigned_id, w.lang()), cell_for_people(d.registered, w),
                  cell_for_people(d.assigned, w), signed_for_people(d.difference(), w.lang()),
                  w.line_number(whole.units.origin(d.unit)),
                  d.assigned_without_registration() ? w.in(words::called_out) : std::string{}});
    }
    w.table(rows);
    w.line(w.in(words::borne_by));
    for (auto const& pair : pair_totals(whole, found))
        w.line(burden_text(whole, found, pair, w), 2 * indent);
}

std::string row_text(suspect_row const& r, writer const& w) {
    auto text = r.code;
    if (!r.name.empty()) text += " – " + r.name;
    if (r.line != 0) text += " (" + w.in(words::at_line) + std::to_string(r.line) + ")";
    return text;
}

/// "quota.assigned" becomes its name; a count of units the label of the document.
std::string compared_name(plan const& whole, comparison const& c, language lang) {
    if (!c.of_units) return name_of(whole, c.what.measure, lang);
    for (auto const& count : whole.counts)
        if (count.id == c.what.measure) return count.label.in(lang);
    return c.what.measure;
}

void put_difference(plan const& whole, comparison const& c, writer& w) {
    auto const& d = c.what;
    auto const lead = c.of_units ? w.in(words::stated_is) : w.in(words::printed_is);
    auto const adds = c.of_units ? w.in(words::rows_count) : w.in(words::rows_give);
    auto const by = d.difference() > 0 ? w.in(words::too_many) : w.in(words::too_few);
    auto const size = d.difference() > 0 ? d.difference() : -d.difference();
    w.line("✗ " + compared_name(whole, c, w.lang()) + " – " + w.code_and_name(whole.units, d.unit) +
           ": " + lead + w.number(d.stated) + w.at_line(d.where) + ", " + adds +
           w.number(d.rolled_up) + ": " + by + w.number(size));
    auto const suspects = find_suspects(whole, d, whole.counts);
    if (suspects.empty()) {
        w.line(w.in(words::no_suspect), 2 * indent);
        return;
    }
    w.line(w.in(words::suspects), 2 * indent);
    for (std::size_t i = 0; i < suspects.size(); ++i) {
        w.line(std::to_string(i + 1) + ". " + suspects[i].explanation.in(w.lang()), 3 * indent);
        for (auto const& r : suspects[i].rows) w.line(row_text(r, w), 4 * indent + 1);
    }
}

void put_compared(plan const& whole, std::vector<comparison> const& all, writer& w) {
    text_table rows({w.words(words::unit), w.words(words::measure), w.numbers(words::printed),
                     w.numbers(words::rolled_up), w.numbers(words::difference),
                     w.words(words::verdict), w.numbers(words::line)});
    for (auto const& c : all)
        rows.add({std::string(whole.units.code(c.what.unit)), compared_name(whole, c, w.lang()),
                  w.number(c.what.stated), w.number(c.what.rolled_up),
                  c.agrees() ? "" : signed_for_people(c.what.difference(), w.lang()),
                  w.in(c.agrees() ? words::yes : words::no), w.line_number(c.what.where)});
    w.table(rows);
}

void put_differences(plan const& whole, std::vector<comparison> const& all, writer& w) {
    bool const agree = std::all_of(all.begin(), all.end(), [](auto& c) { return c.agrees(); });
    if (agree) w.line(w.in(all.empty() ? words::nothing_stated : words::all_agree));
    for (auto const& c : all)
        if (!c.agrees()) put_difference(whole, c, w);
}

void put_warnings(plan const& whole, writer& w) {
    if (whole.notes.empty()) return;
    w.heading(w.in(words::warnings));
    for (auto const& note : whole.notes) w.line(problem_words(note, w.lang()));
}

void put_not_understood(plan const& whole, writer& w) {
    if (whole.not_understood.empty()) return;
    w.heading(w.in(words::not_understood));
    for (auto const& unread : whole.not_understood)
        w.line(w.in(words::at_line) + std::to_string(unread.where.line) + ": " + unread.text);
}

} // namespace

std::string plan_text(plan const& whole, language lang) {
    writer w(lang);
    put_head(whole, w);
    put_units(whole, w);
    put_groups(whole, w);
    put_measures(whole, w);
    w.heading(w.in(words::reconciliation));
    put_differences(whole, comparisons(whole), w);
    put_deviations(whole, w);
    put_deadlines(whole, w);
    put_last_year(whole, w);
    put_counts(whole, w);
    put_coverage(whole, w);
    put_basis(whole, w);
    put_other_duties(whole, w);
    put_warnings(whole, w);
    put_not_understood(whole, w);
    return w.take();
}

std::string roll_up_text(organisation const& whole, language lang) {
    writer w(lang);
    for (std::size_t i = 0; i < whole.figures.size(); ++i) {
        auto const& own = whole.figures.at(i);
        auto const rolled = roll_column(own);
        text_table rows({w.words(words::code), w.words(words::unit), w.numbers(words::own),
                         w.numbers(words::rolled_up), w.words(words::complete)});
        for (auto const s : pre_order(whole.units))
            rows.add({std::string(whole.units.code(s)),
                      std::string(std::size_t{2} * whole.units.depth(s), ' ') +
                          w.unit_name(whole.units, s),
                      for_people(own_of(own, s), lang), for_people(rolled.values[s.value()], lang),
                      w.completeness_text(rolled.counts[s.value()])});
        w.heading(own.info().label.in(lang) + " (" + own.info().id + ")");
        w.table(rows);
    }
    return w.take();
}

std::string reconciliation_text(plan const& whole, language lang) {
    writer w(lang);
    auto const all = comparisons(whole);
    w.heading(w.in(words::reconciliation));
    if (!all.empty()) put_compared(whole, all, w);
    put_differences(whole, all, w);
    return w.take();
}

std::string deviations_text(organisation const& whole, language lang) {
    writer w(lang);
    put_deviations(whole, w);
    return w.take();
}

std::string explanation_text(organisation const& whole, derivation const& found, language lang) {
    writer w(lang);
    std::int64_t stated = 0, dashes = 0, blanks = 0;
    text_table rows({w.numbers(words::line), w.words(words::code), w.words(words::unit),
                     w.numbers(words::value)});
    for (auto const& c : found.cells) {
        auto const shown = c.state == cell_state::stated          ? w.number(c.value)
                           : c.state == cell_state::declared_none ? std::string("-")
                                                                  : w.in(words::blank);
        ++(c.state == cell_state::stated ? stated : c.state == cell_state::blank ? blanks : dashes);
        rows.add({w.line_number(c.where), std::string(whole.units.code(c.unit)),
                  w.unit_name(whole.units, c.unit), shown});
    }
    rows.add_line();
    rows.add({"", "", w.in(words::total), w.number(found.total)});
    w.heading(wrapped(name_of(whole, found.measure, lang) + " (" + found.measure + ") – " +
                      w.code_and_name(whole.units, found.unit) + ": " + w.number(found.total)));
    w.field(words::source, whole.source);
    auto const counted = [&](std::int64_t n, label_view one, label_view many) {
        return w.number(n) + w.in(n == 1 ? one : many);
    };
    auto how = w.in(words::sum_of) +
               counted(stated, words::one_cell_with_number, words::cells_with_number);
    if (dashes != 0)
        how += ", " + counted(dashes, words::one_cell_with_dash, words::cells_with_dash);
    if (blanks != 0) how += ", " + counted(blanks, words::one_cell_blank, words::cells_blank);
    w.line(how + '.', 0);
    w.table(rows);
    if (auto const* const printed = stated_for(whole, found.unit, found.measure)) {
        auto const difference = found.total - printed->value;
        w.line(w.in(words::printed_total) + w.number(printed->value) + w.at_line(printed->where) +
                   (difference == 0
                        ? w.in(words::agrees_with)
                        : w.in(words::differs_from) + signed_for_people(difference, lang)) +
                   '.',
               0);
    }
    return w.take();
}

} // namespace partyorg::report
