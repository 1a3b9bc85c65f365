#include <partyorg/hierarchy/hierarchy.hpp>
#include <partyorg/io/json_writer.hpp>
#include <partyorg/report/csv.hpp>
#include <partyorg/report/due.hpp>

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace partyorg::report {

namespace {

std::string_view name_of(obligation_kind kind) {
    switch (kind) {
    case obligation_kind::document:
        return "document";
    case obligation_kind::report:
        return "report";
    case obligation_kind::act:
        break;
    }
    return "act";
}

std::string_view name_of(bound how) {
    return how == bound::exclusive ? "exclusive" : "inclusive";
}

std::string day_text(std::optional<date> const& day) {
    return day ? to_iso(*day) : std::string{};
}

std::string number_text(std::optional<int> const& number) {
    return number ? std::to_string(*number) : std::string{};
}

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

/// Everything about one item in the words of files; empty where there is nothing.
struct item_fields {
    std::string bound{}, stated{}, last_day{};
    std::optional<int> days_left{};
};
item_fields fields_of(due_report const& due, agenda_item const& item) {
    if (!item.due) return {};
    return {std::string(name_of(item.due->how())), to_iso(item.due->stated()),
            to_iso(item.due->last_day()), slack(*item.due, due.question.on)};
}

/// Who owes: a unit, a body, or a name that is only printed.
struct debtor {
    std::string id{}, name{}, superior{};
};
debtor debtor_of(due_report const& due, obligation_state const& state) {
    auto const& units = due.whole->units;
    auto const code_of = [&](unit_id id) {
        auto const at = units.find(id);
        return at ? std::string(units.code(*at)) : std::string{};
    };
    if (state.body) {
        auto const& body = due.whole->relations[*state.body];
        return {body.name, body.name, code_of(body.unit)};
    }
    if (!state.unit) {
        auto const& who = due.owed[state.obligation].who;
        return {who, who, {}};
    }
    auto const at = units.find(*state.unit);
    if (!at) return {};
    auto const above = units.parent(*at);
    return {std::string(units.code(*at)), std::string(units.name(*at)),
            above ? std::string(units.code(*above)) : std::string{}};
}

std::optional<int> days_late(obligation_state const& state, date const& on) {
    if (!state.due) return {};
    auto const until = state.done.value_or(on);
    auto const late = -slack(*state.due, until);
    return late > 0 ? std::optional(late) : std::nullopt;
}

// ---- JSON --------------------------------------------------------------------------------------

class writer {
public:
    writer() : json_(out_, io::json_style::indented) {}
    io::json_writer& json() { return json_; }

    void text(std::string_view key, std::string_view value) {
        json_.key(key);
        value.empty() ? json_.null() : json_.string(value);
    }
    void number(std::string_view key, std::optional<int> const& value) {
        json_.key(key);
        value ? json_.number(*value) : json_.null();
    }
    void line(place const& where) {
        json_.key("line");
        where.line == 0 ? json_.null() : json_.number(where.line);
    }
    void tally(obligation_tally const& t) {
        json_.key("met").number(t.met).key("met_late").number(t.met_late);
        json_.key("open").number(t.open).key("overdue").number(t.overdue);
    }
    void head(due_report const& due) {
        json_.begin_object();
        text("as_of", to_iso(due.question.on));
        number("within", due.question.within);
    }
    std::string take() { return std::move(out_) + '\n'; }

private:
    std::string out_{};
    io::json_writer json_;
};

void put_item(due_report const& due, std::size_t i, writer& w) {
    auto const& item = due.items[i];
    auto const& o = due.owed[item.obligation];
    auto const fields = fields_of(due, item);
    w.json().begin_object();
    w.text("obligation", o.id);
    w.text("key", item.key);
    w.text("what", o.what);
    w.text("kind", name_of(o.kind));
    w.text("owed_by", o.who);
    w.text("to", o.to);
    w.text("through", o.through);
    if (item.due) {
        w.text("bound", fields.bound);
        w.text("stated", fields.stated);
        w.text("last_day", fields.last_day);
        w.text("last_working_day", day_text(item.last_working_day));
        w.number("days_left", fields.days_left);
        w.number("working_days_left", due.working[i]);
        w.text("status", to_string(item.status));
    }
    auto const& t = item.debts;
    w.json().key("debtors").number(t.dated() + t.standing);
    if (item.due) w.tally(t);
    w.line(o.where);
    w.json().end_object();
}

void put_obligation(obligation const& o, writer& w) {
    w.json().begin_object(io::json_layout::flat);
    w.text("id", o.id);
    w.text("what", o.what);
    w.text("kind", name_of(o.kind));
    w.text("owed_by", o.who);
    w.text("to", o.to);
    w.text("through", o.through);
    w.line(o.where);
    w.json().end_object();
}

void put_debt(due_report const& due, obligation_state const& state, writer& w) {
    auto const& o = due.owed[state.obligation];
    auto const who = debtor_of(due, state);
    w.json().begin_object(io::json_layout::flat);
    w.text("unit", who.id);
    w.text("name", who.name);
    w.text("superior", who.superior);
    w.text("obligation", o.id);
    w.text("key", state.key);
    w.text("status", state.due ? to_string(state.status) : std::string_view("standing"));
    w.text("last_day", state.due ? to_iso(state.due->last_day()) : std::string{});
    w.text("done", day_text(state.done));
    w.number("days_late", days_late(state, due.question.on));
    w.text("reference", state.reference);
    w.line(o.where);
    w.json().end_object();
}

} // namespace

bool due_report::has_overdue() const {
    return std::any_of(states.begin(), states.end(), [](obligation_state const& s) {
        return s.due && s.status == deadline_status::overdue;
    });
}

due_report make_due_report(organisation const& whole, std::span<obligation const> owed,
                           std::span<submission const> ledger, due_question const& question,
                           working_days const& calendar) {
    due_report out{&whole, owed, question};
    notice_days soon;
    if (question.within) soon.days = *question.within;
    out.states = states_at(whole, owed, ledger, {question.on, question.span, soon});
    out.tallies = tally(whole, out.states);
    for (auto& item : agenda(out.states, calendar)) {
        auto const shown = item.due && (item.status == deadline_status::overdue ||
                                        item.status == deadline_status::due_soon);
        if (question.within && !shown) continue;
        auto const known =
            item.due && calendar.covers(question.on) && calendar.covers(item.due->last_day());
        out.working.push_back(known ? std::optional(working_slack(*item.due, question.on, calendar))
                                    : std::nullopt);
        out.items.push_back(std::move(item));
    }
    return out;
}

std::string deadlines_csv(due_report const& due) {
    sheet out{"obligation",        "key",    "what",    "kind",     "owed_by",          "to",
              "through",           "bound",  "stated",  "last_day", "last_working_day", "days_left",
              "working_days_left", "status", "debtors", "met",      "met_late",         "open",
              "overdue",           "line"};
    for (std::size_t i = 0; i < due.items.size(); ++i) {
        auto const& item = due.items[i];
        auto const& o = due.owed[item.obligation];
        auto const& t = item.debts;
        auto const fields = fields_of(due, item);
        auto const count = [&](std::uint32_t n) {
            return item.due ? std::to_string(n) : std::string{};
        };
        out.add({o.id,
                 item.key,
                 o.what,
                 std::string(name_of(o.kind)),
                 o.who,
                 o.to,
                 o.through,
                 fields.bound,
                 fields.stated,
                 fields.last_day,
                 day_text(item.last_working_day),
                 number_text(fields.days_left),
                 number_text(due.working[i]),
                 item.due ? std::string(to_string(item.status)) : "standing",
                 std::to_string(t.dated() + t.standing),
                 count(t.met),
                 count(t.met_late),
                 count(t.open),
                 count(t.overdue),
                 o.where.line == 0 ? std::string{} : std::to_string(o.where.line)});
    }
    return out.take();
}

std::string deadlines_json(due_report const& due) {
    writer w;
    w.head(due);
    w.json().key("deadlines").begin_array();
    for (std::size_t i = 0; i < due.items.size(); ++i)
        if (due.items[i].due) put_item(due, i, w);
    w.json().end_array().key("standing").begin_array();
    for (std::size_t i = 0; i < due.items.size(); ++i)
        if (!due.items[i].due) put_item(due, i, w);
    w.json().end_array().end_object();
    return w.take();
}

std::string obligations_csv(due_report const& due) {
    sheet out{"unit",   "name",     "superior", "obligation", "key",       "what",
              "status", "last_day", "done",     "days_late",  "reference", "line"};
    for (auto const& state : due.states) {
        auto const& o = due.owed[state.obligation];
        auto const who = debtor_of(due, state);
        out.add({who.id, who.name, who.superior, o.id, state.key, o.what,
                 state.due ? std::string(to_string(state.status)) : "standing",
                 state.due ? to_iso(state.due->last_day()) : std::string{}, day_text(state.done),
                 number_text(days_late(state, due.question.on)), state.reference,
                 o.where.line == 0 ? std::string{} : std::to_string(o.where.line)});
    }
    return out.take();
}

std::string obligations_json(due_report const& due) {
    auto const& units = due.whole->units;
    writer w;
    w.head(due);
    w.json().key("obligations").begin_array();
    for (auto const& o : due.owed) put_obligation(o, w);
    w.json().end_array().key("units").begin_array();
    for (std::uint32_t i = 0; i < units.size(); ++i) {
        auto const s = slot(i);
        auto const above = units.parent(s);
        w.json().begin_object(io::json_layout::flat);
        w.text("code", units.code(s));
        w.text("name", units.name(s));
        w.text("superior", above ? units.code(*above) : std::string_view{});
        w.tally(due.tallies[i]);
        w.json().key("standing").number(due.tallies[i].standing).end_object();
    }
    w.json().end_array().key("debts").begin_array();
    for (auto const& state : due.states) put_debt(due, state, w);
    w.json().end_array().end_object();
    return w.take();
}

} // namespace partyorg::report
