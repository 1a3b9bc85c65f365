#include "words.hpp"
#include "words_due.hpp"

#include <partyorg/hierarchy/traversal.hpp>
#include <partyorg/report/due.hpp>
#include <partyorg/report/text_table.hpp>

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>

namespace partyorg::report {

namespace {

constexpr std::size_t indent = 2;

/// Writes one report in one language.
class writer {
public:
    writer(due_report const& due, language lang) : due_(due), lang_(lang) {}

    std::string in(label_view text) const { return std::string(text.in(lang_)); }
    std::string day(date const& day) const {
        return lang_ == language::vi ? to_vietnamese(day) : to_iso(day);
    }
    /// "12/01/2024 (Thứ Sáu)".
    std::string day_and_weekday(date const& d) const {
        return day(d) + " (" + in(label_of(weekday_of(d))) + ')';
    }
    std::string number(std::uint32_t value) const { return std::to_string(value); }
    text_column words(label_view name) const { return {in(name), side::left}; }
    text_column numbers(label_view name) const { return {in(name), side::right}; }

    void heading(std::string_view text) {
        if (!out_.empty()) out_ += '\n';
        line(text, 0);
    }
    void line(std::string_view text, std::size_t by = indent) {
        out_ += std::string(by, ' ') + wrapped(text, by) + '\n';
    }
    /// A line behind a dash, which its further lines stand right of.
    void bullet(std::string_view text, std::size_t by) {
        out_ += std::string(by, ' ') + "- " + wrapped(text, by + 2) + '\n';
    }
    void table(text_table const& rows) { out_ += rows.str(indent); }
    /// " (dòng 89)", or nothing.
    std::string at_line(place const& where) const {
        if (where.line == 0) return {};
        return " (" + in(words::at_line) + std::to_string(where.line) + ')';
    }
    /// The heading of a report, and what it leaves out.
    void head(label_view title) {
        heading(in(title) + day_and_weekday(due_.question.on));
        auto const& units = due_.whole->units;
        for (auto const root : roots(units)) line(name(root), 0);
        if (due_.question.within)
            line(in(words::only_within_a) + std::to_string(*due_.question.within) +
                     in(words::only_within_b),
                 0);
        if (due_.question.ledger == ledger_use::none) line(in(words::no_ledger), 0);
    }
    std::string name(slot s) const {
        auto const& units = due_.whole->units;
        std::string text(units.code(s));
        if (!units.name(s).empty()) text += " – " + std::string(units.name(s));
        return text;
    }
    due_report const& due() const { return due_; }
    language lang() const { return lang_; }
    std::string take() { return std::move(out_); }

private:
    due_report const& due_;
    language lang_;
    std::string out_{};
};

// ---- Deadlines ---------------------------------------------------------------------------------

/// "còn 4 ngày, 2 ngày làm việc", "quá hạn 6 ngày".
std::string left_text(int days, std::optional<int> const& working, writer const& w) {
    if (days == 0) return w.in(words::left_today);
    if (days < 0)
        return w.in(words::late_days) + std::to_string(-days) +
               w.in(days == -1 ? words::late_one_day : words::late_days_b);
    auto text = w.in(words::left_days) + std::to_string(days) +
                w.in(days == 1 ? words::left_one_day : words::left_days_b);
    if (working)
        text += ", " + std::to_string(*working) +
                w.in(*working == 1 ? words::one_working_left : words::working_left);
    return text;
}

/// "các chi bộ cơ sở, đảng bộ cơ sở (61 đơn vị)".
std::string debtors_text(obligation const& o, agenda_item const& item, writer const& w) {
    auto who = o.who;
    for (std::size_t i = 0; who.empty() && i < o.bodies.size(); ++i)
        who += (i == 0 ? "" : ", ") + w.due().whole->relations[o.bodies[i]].name;
    if (o.units.empty()) return who;
    auto const count = item.debts.dated() + item.debts.standing;
    auto const units =
        w.number(count) + w.in(count == 1 ? words::of_one_debtor : words::of_debtors);
    return who.empty() ? units : who + " (" + units + ')';
}

std::string recipient_text(obligation const& o, writer const& w) {
    if (o.to.empty()) return {};
    return w.in(words::send_to) + o.to +
           (o.through.empty() ? std::string{} : w.in(words::by_way_of) + o.through + ')');
}

/// "plan: kế hoạch … – đã nộp 58/61, trong đó muộn 2 (dòng 89)".
std::string item_text(obligation const& o, agenda_item const& item, writer const& w) {
    auto text = o.id + (item.key.empty() ? "" : ' ' + item.key) + ": " + o.what;
    auto const& t = item.debts;
    if (item.due && w.due().question.ledger == ledger_use::given) {
        text += " – " + w.in(words::did) + w.number(t.met + t.met_late) + '/' + w.number(t.dated());
        if (t.met_late != 0) text += ", " + w.in(words::did_late) + w.number(t.met_late);
    }
    return text + w.at_line(o.where);
}

/// Whether two items can stand under one deadline.
bool stand_together(due_report const& due, agenda_item const& a, agenda_item const& b) {
    auto const& x = due.owed[a.obligation];
    auto const& y = due.owed[b.obligation];
    return a.due == b.due && x.who == y.who && x.to == y.to && x.through == y.through &&
           x.units == y.units && x.bodies == y.bodies;
}

void put_item_head(agenda_item const& item, std::optional<int> const& working, writer& w) {
    auto const& o = w.due().owed[item.obligation];
    if (item.due) {
        auto text = to_string(*item.due, w.lang());
        if (item.last_working_day && *item.last_working_day != item.due->last_day())
            text += "; " + w.in(words::last_working) + w.day_and_weekday(*item.last_working_day);
        w.line(text);
        auto const done =
            item.status == deadline_status::met || item.status == deadline_status::met_late;
        if (!done) w.line(left_text(slack(*item.due, w.due().question.on), working, w), 2 * indent);
    }
    auto const by = item.due ? 2 * indent : indent;
    w.line(w.in(words::owed_by) + debtors_text(o, item, w), by);
    if (auto const to = recipient_text(o, w); !to.empty()) w.line(to, by);
}

/// One section: the items for which `belongs` is true.
template <class Belongs>
void put_section(label_view title, Belongs belongs, writer& w) {
    auto const& due = w.due();
    agenda_item const* before = nullptr;
    for (std::size_t i = 0; i < due.items.size(); ++i) {
        auto const& item = due.items[i];
        if (!belongs(item)) continue;
        if (!before) w.heading(w.in(title));
        if (!before || !stand_together(due, *before, item)) put_item_head(item, due.working[i], w);
        w.bullet(item_text(due.owed[item.obligation], item, w), (item.due ? 2 : 1) * indent);
        before = &item;
    }
}

// ---- Obligations -------------------------------------------------------------------------------

/// Code and name of who owes; a body has no code.
std::pair<std::string, std::string> debtor_of(obligation_state const& state, writer const& w) {
    auto const& whole = *w.due().whole;
    if (state.body) return {"", whole.relations[*state.body].name};
    if (!state.unit) return {"", w.due().owed[state.obligation].who};
    auto const at = whole.units.find(*state.unit);
    if (!at) return {};
    return {std::string(whole.units.code(*at)), std::string(whole.units.name(*at))};
}

std::string obligation_name(obligation_state const& state, writer const& w) {
    auto text = w.due().owed[state.obligation].id;
    if (!state.key.empty()) text += ' ' + state.key;
    return text;
}

void put_committees(writer& w) {
    auto const& units = w.due().whole->units;
    text_table rows({w.words(words::code), w.words(words::unit), w.numbers(words::in_time),
                     w.numbers(words::was_late), w.numbers(words::missing),
                     w.numbers(words::not_yet), w.numbers(words::of_all)});
    for (auto const s : pre_order(units)) {
        auto const& t = w.due().tallies[s.value()];
        if (t.dated() == 0 || (units.is_leaf(s) && t.met_late + t.overdue == 0)) continue;
        rows.add({std::string(units.code(s)),
                  std::string(indent * units.depth(s), ' ') + std::string(units.name(s)),
                  w.number(t.met), w.number(t.met_late), w.number(t.overdue), w.number(t.open),
                  w.number(t.dated())});
    }
    if (rows.empty()) return;
    w.heading(w.in(words::by_committee));
    w.line(w.in(words::below_it));
    w.table(rows);
}

/// What the identifiers in the tables stand for.
void put_legend(writer& w) {
    bool first = true;
    for (auto const& o : w.due().owed) {
        if (!o.due && !o.recurring) continue;
        if (first) w.heading(w.in(words::what_is_owed));
        first = false;
        w.bullet(o.id + ": " + o.what + w.at_line(o.where), indent);
    }
}

/// States for which `belongs` is true, those of one debtor and one last day in one row.
template <class Belongs>
bool put_debts(label_view title, label_view days, Belongs belongs, writer& w) {
    std::vector<obligation_state const*> list;
    for (auto const& s : w.due().states)
        if (s.due && belongs(s)) list.push_back(&s);
    if (list.empty()) return false;
    auto const order = [&](obligation_state const* s) {
        auto const& whole = *w.due().whole;
        auto const at = s->unit ? whole.units.find(*s->unit) : std::nullopt;
        // Units in the order of the hierarchy, then bodies.
        auto const who = at        ? at->value()
                         : s->body ? whole.units.size() + s->body->value()
                                   : ~std::uint32_t{0};
        return std::tuple(s->due->last_day(), who, s->done.value_or(date()));
    };
    std::stable_sort(list.begin(), list.end(),
                     [&](auto const* a, auto const* b) { return order(a) < order(b); });
    bool const handed_in = list.front()->done.has_value();
    std::vector columns{w.words(words::code), w.words(words::debtor),
                        w.words(words::id_of_obligation), w.words(words::last_day_of)};
    if (handed_in) columns.push_back(w.words(words::handed_in));
    columns.push_back(w.numbers(days));
    text_table rows(columns);
    for (std::size_t i = 0; i < list.size();) {
        auto const& first = *list[i];
        std::string names;
        for (auto const same = order(&first); i < list.size() && order(list[i]) == same; ++i)
            names += (names.empty() ? "" : ", ") + obligation_name(*list[i], w);
        auto const [code, name] = debtor_of(first, w);
        auto const distance = slack(*first.due, first.done.value_or(w.due().question.on));
        std::vector cells{code, name, names, w.day(first.due->last_day())};
        if (handed_in) cells.push_back(w.day(*first.done));
        cells.push_back(std::to_string(distance < 0 ? -distance : distance));
        rows.add(std::move(cells));
    }
    w.heading(w.in(title));
    w.table(rows);
    return true;
}

} // namespace

std::string deadlines_text(due_report const& due, language lang) {
    writer w(due, lang);
    w.head(words::due_on);
    if (due.items.empty()) {
        w.heading(w.in(due.owed.empty() ? words::nothing_told : words::nothing_due));
        return w.take();
    }
    auto const is = [](auto... status) {
        return
            [=](agenda_item const& item) { return item.due && ((item.status == status) || ...); };
    };
    using enum deadline_status;
    put_section(words::is_overdue, is(overdue), w);
    put_section(words::is_soon, is(due_soon), w);
    put_section(words::is_open, is(open), w);
    put_section(words::is_not_started, is(not_started), w);
    put_section(words::is_done, is(met, met_late), w);
    put_section(words::is_standing, [](agenda_item const& item) { return !item.due; }, w);
    return w.take();
}

std::string obligations_text(due_report const& due, language lang) {
    writer w(due, lang);
    w.head(words::owes_on);
    put_committees(w);
    auto const is = [](deadline_status status) {
        return [=](obligation_state const& s) { return s.status == status; };
    };
    bool const missing =
        put_debts(words::who_is_overdue, words::days_late, is(deadline_status::overdue), w);
    put_debts(words::who_was_late, words::days_late, is(deadline_status::met_late), w);
    bool const soon = put_debts(words::is_soon, words::days_left, is(deadline_status::due_soon), w);
    if (!missing && !soon)
        w.heading(w.in(due.owed.empty() ? words::nothing_told : words::nothing_owed));
    put_legend(w);
    return w.take();
}

} // namespace partyorg::report
