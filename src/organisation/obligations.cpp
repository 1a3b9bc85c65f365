#include <partyorg/hierarchy/traversal.hpp>
#include <partyorg/organisation/obligations.hpp>

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

namespace partyorg {

namespace {

bool mentions(std::string_view text, std::string_view part) {
    return !part.empty() && text.find(part) != std::string_view::npos;
}

/// A short name for the ledger, told from what is owed: the first word that is mentioned decides.
std::string short_name(obligation const& o) {
    using word = std::pair<std::string_view, char const*>;
    static constexpr word documents[] = {
        {"dự bị", "probationers"},
        {"nguồn", "candidates"},
        {"kế hoạch", "plan"},
        {"Kế hoạch", "plan"},
    };
    static constexpr word acts[] = {
        {"phân chỉ tiêu", "cascade"},
        {"Phân chỉ tiêu", "cascade"},
        {"tạo nguồn", "source-work"},
        {"Tạo nguồn", "source-work"},
        {"hịu trách nhiệm", "responsibility"},
        {"thẩm định", "appraisal"},
        {"Thẩm định", "appraisal"},
    };
    auto const name = [&](std::span<word const> words, char const* otherwise) {
        for (auto const& [part, id] : words)
            if (mentions(o.what, part)) return id;
        return otherwise;
    };
    switch (o.kind) {
    case obligation_kind::report:
        return "report";
    case obligation_kind::document:
        return name(documents, "document");
    case obligation_kind::act:
        break;
    }
    return name(acts, "act");
}

void number_equal_names(std::vector<obligation>& list) {
    std::map<std::string, int> seen;
    for (auto& o : list)
        if (auto const times = ++seen[o.id]; times > 1) o.id += '-' + std::to_string(times);
}

std::optional<cycle> cycle_of(recurrence how) {
    switch (how) {
    case recurrence::monthly:
        return cycle::month;
    case recurrence::quarterly:
        return cycle::quarter;
    case recurrence::half_yearly:
        return cycle::half_year;
    case recurrence::yearly:
        return cycle::year;
    case recurrence::once:
    case recurrence::ongoing:
        break;
    }
    return {};
}

/// Turns one duty of the text into obligations.
class translation {
public:
    explicit translation(plan const& published) : plan_(published), from_(known_past(published)) {}

    void run(duty const& d, std::vector<obligation>& out) const {
        obligation o;
        o.who = d.who;
        o.to = d.to;
        o.through = d.through;
        o.basis = plan_.title;
        o.where = d.where;
        o.from = from_;
        debtors(d, o);
        times(d, o);
        if (d.documents.empty()) {
            o.kind = mentions(d.text, "báo cáo") && d.recurrence != recurrence::once
                         ? obligation_kind::report
                         : obligation_kind::act;
            o.what = d.text;
            add(std::move(o), out);
            return;
        }
        for (auto const& document : d.documents) {
            auto one = o;
            one.kind =
                mentions(document, "áo cáo") ? obligation_kind::report : obligation_kind::document;
            one.what = document;
            add(std::move(one), out);
        }
    }

private:
    static void add(obligation o, std::vector<obligation>& out) {
        o.id = short_name(o);
        out.push_back(std::move(o));
    }

    void debtors(duty const& d, obligation& o) const {
        auto const& units = plan_.units;
        if (d.holder == duty_holder::units) {
            for (auto const root : roots(units))
                for (auto const s : children(units, root)) o.units.push_back(units.id_of(s));
            return;
        }
        for (std::uint32_t i = 0; i < plan_.relations.bodies().size(); ++i)
            if (names_body(d.who, plan_.relations[body_id(i)].name)) o.bodies.push_back(body_id(i));
    }

    /// Whether the text names the body itself, not only another one whose name contains this name:
    /// "Ban Tổ chức Huyện ủy" does not name "Huyện ủy".
    bool names_body(std::string_view text, std::string_view name) const {
        if (name.empty()) return false;
        for (auto at = text.find(name); at != text.npos; at = text.find(name, at + 1))
            if (!within_longer_name(text, at, name.size())) return true;
        return false;
    }

    bool within_longer_name(std::string_view text, std::size_t at, std::size_t size) const {
        for (auto const& other : plan_.relations.bodies()) {
            if (other.name.size() <= size) continue;
            for (auto begin = text.find(other.name); begin != text.npos && begin <= at;
                 begin = text.find(other.name, begin + 1))
                if (at + size <= begin + other.name.size()) return true;
        }
        return false;
    }

    void times(duty const& d, obligation& o) const {
        if (d.due) {
            o.due = d.due;
            return;
        }
        auto const part = cycle_of(d.recurrence);
        if (!part || !plan_.year) return;
        auto const first = make_date(*plan_.year, 1, 1), last = make_date(*plan_.year, 12, 31);
        if (first && last) o.recurring = schedule::ends_of(*part, *first, last);
    }

    /// The last day of which the plan speaks as past.
    static std::optional<date> known_past(plan const& published) {
        std::optional<date> last;
        auto const take = [&](std::optional<date> const& day) {
            if (day && is_day(*day) && (!last || *last < *day)) last = day;
        };
        for (auto const& count : published.counts) take(count.as_of);
        for (auto const& count : published.coverage) take(count.as_of);
        for (auto const& basis : published.basis) take(basis.signed_on);
        return last;
    }

    plan const& plan_;
    std::optional<date> from_;
};

std::string key_of(schedule const& days, date const& day) {
    auto const ymd = day.year_month_day();
    auto year = detail::padded(ymd.year, 4);
    auto const month = static_cast<int>(ymd.month.as_number());
    switch (days.months()) {
    case 1:
        return year + '-' + detail::padded(month, 2);
    case 3:
        return year + "-Q" + std::to_string((month + 2) / 3);
    case 6:
        return year + "-H" + std::to_string((month + 5) / 6);
    case 12:
        return year;
    default:
        return to_iso(day);
    }
}

/// Entries of a ledger, found by debtor, obligation and time.
using entry_key = std::tuple<std::string_view, std::string_view, std::string_view>;

entry_key key_of(submission const& s) {
    return {s.unit, s.obligation, s.key};
}

std::map<entry_key, submission const*> index_of(std::span<submission const> ledger) {
    std::map<entry_key, submission const*> out;
    for (auto const& s : ledger) out.try_emplace(key_of(s), &s);
    return out;
}

/// The last working day in time, if the calendar knows it.
std::optional<date> last_working_day(deadline const& due, working_days const& calendar) {
    auto const last = due.last_day();
    if (!calendar.covers(last)) return {};
    if (calendar.is_working(last)) return last;
    if (calendar.count(last, calendar.first()) == 0) return {}; // none before it
    return calendar.preceding(last);
}

/// Whether the first status decides how several debts stand together.
bool graver(deadline_status a, deadline_status b) {
    static constexpr int rank[] = {2, 3, 4, 0, 1, 5}; // in the order of the enumeration
    return rank[static_cast<std::size_t>(a)] > rank[static_cast<std::size_t>(b)];
}

std::string quoted(std::string_view text) {
    return "'" + std::string(text) + "'";
}

/// Whether the debtor is neither a unit nor a body of the organisation.
bool is_only_printed(obligation const& o) {
    return o.units.empty() && o.bodies.empty();
}

/// The checks of one ledger.
class ledger_check {
public:
    ledger_check(organisation const& whole, std::span<obligation const> owed, period const& span)
        : whole_(whole),
          owed_(owed) {
        for (std::size_t i = 0; i < owed.size(); ++i) {
            by_id_.try_emplace(owed[i].id, i);
            debtors_.push_back(owed[i].units);
            std::sort(debtors_.back().begin(), debtors_.back().end());
            times_.push_back(occurrences(owed[i], span));
        }
    }

    problems run(std::span<submission const> ledger) {
        auto const first = index_of(ledger);
        for (auto const& s : ledger) {
            check(s);
            if (auto const* earlier = first.at(key_of(s)); earlier != &s)
                found_.error(defect::repeated_submission, s.where,
                             quoted(s.obligation) + " of " + quoted(s.unit) +
                                 (s.key.empty() ? "" : " for " + quoted(s.key)) +
                                 " was entered before (" + to_string(earlier->where) + ")");
        }
        return std::move(found_);
    }

private:
    /// The cell of an entry, or its line.
    static place at(submission const& s, std::uint32_t column) {
        auto where = s.where;
        if (column != 0) where.column = column;
        return where;
    }

    void check(submission const& s) {
        if (!is_day(s.on))
            found_.error(defect::not_a_date, at(s, s.columns.on), "the entry has no day");
        auto const known_id = by_id_.find(s.obligation);
        if (known_id == by_id_.end()) {
            found_.error(defect::unknown_obligation, at(s, s.columns.obligation),
                         "no obligation " + quoted(s.obligation) + known());
            if (!whole_.units.find(s.unit) && !whole_.relations.find(s.unit)) unknown_unit(s);
            return;
        }
        check_debtor(s, known_id->second);
        check_time(s, known_id->second);
    }

    void unknown_unit(submission const& s) {
        found_.error(defect::unknown_unit, at(s, s.columns.unit),
                     "no unit or body " + quoted(s.unit));
    }

    void check_debtor(submission const& s, std::size_t i) {
        for (auto const body : owed_[i].bodies)
            if (whole_.relations[body].name == s.unit) return;
        if (is_only_printed(owed_[i]) && owed_[i].who == s.unit) return;
        auto const unit = whole_.units.find(s.unit);
        if (!unit && !whole_.relations.find(s.unit)) return unknown_unit(s);
        if (!unit ||
            !std::binary_search(debtors_[i].begin(), debtors_[i].end(), whole_.units.id_of(*unit)))
            found_.error(defect::not_a_debtor, at(s, s.columns.unit),
                         quoted(s.unit) + " does not owe " + quoted(owed_[i].id));
    }

    void check_time(submission const& s, std::size_t i) {
        auto const& o = owed_[i];
        if (o.from && is_day(s.on) && s.on < *o.from)
            found_.error(defect::submission_too_early, at(s, s.columns.on),
                         "handed in on " + to_iso(s.on) + ", before the obligation began on " +
                             to_iso(*o.from));
        auto const& times = times_[i];
        auto const standing = !o.due && !o.recurring;
        if (standing) {
            if (!s.key.empty())
                found_.error(defect::unknown_obligation, at(s, s.columns.key),
                             quoted(o.id) + " is a standing duty and has no time " + quoted(s.key));
            return;
        }
        for (auto const& t : times)
            if (t.key == s.key) return;
        if (times.empty())
            found_.error(defect::unknown_obligation, at(s, s.columns.key),
                         quoted(o.id) + " falls due at no time of the period asked about");
        else if (o.due)
            found_.error(defect::unknown_obligation, at(s, s.columns.key),
                         quoted(o.id) + " falls due once and has no time " + quoted(s.key));
        else
            found_.error(defect::unknown_obligation, at(s, s.columns.key),
                         quoted(o.id) +
                             (s.key.empty() ? " needs the time it is for: "
                                            : " has no time " + quoted(s.key) + ", but ") +
                             time_names(times));
    }

    static std::string time_names(std::vector<occurrence> const& times) {
        std::string text;
        for (std::size_t i = 0; i < times.size() && i < 4; ++i)
            text += (i == 0 ? "" : ", ") + times[i].key;
        return times.size() > 4 ? text + " …" : text;
    }

    std::string known() const {
        std::string text;
        for (auto const& o : owed_) text += (text.empty() ? "; there are " : ", ") + o.id;
        return text;
    }

    organisation const& whole_;
    std::span<obligation const> owed_;
    std::map<std::string_view, std::size_t> by_id_{};
    std::vector<std::vector<unit_id>> debtors_{}; ///< of each obligation, sorted
    std::vector<std::vector<occurrence>> times_{};
    problems found_{};
};

} // namespace

std::vector<occurrence> occurrences(obligation const& what, period const& span) {
    if (what.due) return {{"", *what.due}};
    std::vector<occurrence> times;
    if (what.recurring)
        for (auto const& day : what.recurring->within(span))
            times.push_back({key_of(*what.recurring, day), deadline(through(day))});
    return times;
}

std::vector<obligation> obligations_of(plan const& published) {
    std::vector<obligation> out;
    translation const translate(published);
    for (auto const& d : published.duties) translate.run(d, out);
    number_equal_names(out);
    return out;
}

problems check_submissions(organisation const& whole, std::span<obligation const> owed,
                           std::span<submission const> ledger, period const& span) {
    return ledger_check(whole, owed, span).run(ledger);
}

std::vector<obligation_state> states_at(organisation const& whole, std::span<obligation const> owed,
                                        std::span<submission const> ledger,
                                        obligation_query const& query) {
    if (!is_day(query.on))
        detail::fail<invalid_input>(defect::not_a_date, "the day asked about is no day");
    auto const entries = index_of(ledger);
    std::vector<obligation_state> out;
    auto const add = [&](std::size_t i, occurrence const* time, obligation_state state,
                         std::string_view debtor) {
        state.obligation = i;
        if (time) {
            state.key = time->key;
            state.due = time->due;
        }
        auto const entry = entries.find(entry_key(debtor, owed[i].id, state.key));
        auto const done = entry != entries.end() && entry->second->on <= query.on;
        if (done) {
            state.done = entry->second->on;
            state.reference = entry->second->reference;
        }
        if (state.due)
            state.status = status_at(*state.due, query.on, {owed[i].from, state.done}, query.soon);
        else
            state.status = done ? deadline_status::met : deadline_status::open;
        out.push_back(std::move(state));
    };
    auto const& units = whole.units;
    for (std::size_t i = 0; i < owed.size(); ++i) {
        auto const times = occurrences(owed[i], query.span);
        // A standing duty is asked about once; one whose times lie elsewhere is not.
        auto const standing = !owed[i].due && !owed[i].recurring;
        for (std::size_t t = 0; t < times.size() + (standing ? 1 : 0); ++t) {
            auto const* time = standing ? nullptr : &times[t];
            for (auto const id : owed[i].units)
                if (auto const at = units.find(id)) add(i, time, {.unit = id}, units.code(*at));
            for (auto const id : owed[i].bodies)
                add(i, time, {.body = id}, whole.relations[id].name);
            if (is_only_printed(owed[i])) add(i, time, {}, owed[i].who);
        }
    }
    return out;
}

void obligation_tally::add(obligation_state const& state) noexcept {
    if (!state.due)
        ++standing;
    else if (state.status == deadline_status::met)
        ++met;
    else if (state.status == deadline_status::met_late)
        ++met_late;
    else if (state.status == deadline_status::overdue)
        ++overdue;
    else
        ++open;
}

obligation_tally& obligation_tally::operator+=(obligation_tally const& other) noexcept {
    met += other.met;
    met_late += other.met_late;
    open += other.open;
    overdue += other.overdue;
    standing += other.standing;
    return *this;
}

std::vector<obligation_tally> tally(organisation const& whole,
                                    std::span<obligation_state const> states) {
    auto const& units = whole.units;
    std::vector<obligation_tally> out(units.size());
    for (auto const& s : states) {
        if (!s.unit && !s.body) continue;
        auto const unit = s.unit ? *s.unit : whole.relations[*s.body].unit;
        auto const at = units.find(unit);
        if (!at) continue;
        out[at->value()].add(s);
    }
    auto const parent = units.parents();
    for (std::uint32_t s = units.size(); s-- > 0;) {
        if (parent[s] == s) continue;
        out[parent[s]] += out[s];
    }
    return out;
}

std::vector<agenda_item> agenda(std::span<obligation_state const> states,
                                working_days const& calendar) {
    std::vector<agenda_item> out;
    // States of one obligation and time follow each other.
    for (auto const& s : states) {
        if (out.empty() || out.back().obligation != s.obligation || out.back().key != s.key) {
            agenda_item item;
            item.obligation = s.obligation;
            item.key = s.key;
            item.due = s.due;
            if (s.due) item.last_working_day = last_working_day(*s.due, calendar);
            item.status = s.status;
            out.push_back(std::move(item));
        }
        auto& item = out.back();
        item.debts.add(s);
        if (graver(s.status, item.status)) item.status = s.status;
    }
    auto const day_of = [&](agenda_item const& item) {
        return item.due ? item.due->last_day() : date(boost::date_time::pos_infin);
    };
    std::stable_sort(out.begin(), out.end(), [&](agenda_item const& a, agenda_item const& b) {
        return day_of(a) < day_of(b);
    });
    return out;
}

std::vector<obligation_state> reminders(std::vector<obligation_state> states, date const& on,
                                        int days) {
    auto const waits = [&](obligation_state const& s) {
        if (!s.due || s.done) return false;
        return s.due->last_day() < on || slack(*s.due, on) <= days;
    };
    std::vector<obligation_state> out;
    for (auto& s : states)
        if (waits(s)) out.push_back(std::move(s));
    // By last day, and equals in the order of the list: obligation, time, unit.
    std::vector<std::pair<date, std::size_t>> order;
    order.reserve(out.size());
    for (std::size_t i = 0; i < out.size(); ++i) order.emplace_back(out[i].due->last_day(), i);
    std::sort(order.begin(), order.end());
    std::vector<obligation_state> sorted;
    sorted.reserve(out.size());
    for (auto const& [day, i] : order) sorted.push_back(std::move(out[i]));
    return sorted;
}

} // namespace partyorg
