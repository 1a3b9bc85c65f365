#include "case_columns.hpp"
#include "case_walk.hpp"
#include "progress_formula.hpp"

#include <partyorg/calendar/schedule.hpp>
#include <partyorg/measures/membership.hpp>
#include <partyorg/measures/quota.hpp>
#include <partyorg/rollup/roll_up.hpp>
#include <partyorg/targets/progress.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace partyorg {

namespace {

using detail::count_column_maker;

// ---- Reporting periods -------------------------------------------------------------------------

/// Which part of the year a period is, if it is one.
struct year_part {
    cycle part = cycle::year;
    int year = 0;
    int number = 1;
};

std::optional<year_part> part_of_year(period const& span) {
    for (auto const part : {cycle::year, cycle::half_year, cycle::quarter, cycle::month})
        if (cycle_around(part, span.first()) == span) {
            auto const month = static_cast<int>(span.first().month());
            return year_part{part, static_cast<int>(span.first().year()),
                             (month - 1) / months_of(part) + 1};
        }
    return {};
}

std::optional<period> nth_part(cycle part, int year, int number) {
    auto const count = 12 / months_of(part);
    if (number < 1 || number > count) return {};
    auto const first = make_date(year, (number - 1) * months_of(part) + 1, 1);
    return first ? std::optional(cycle_around(part, *first)) : std::nullopt;
}

constexpr std::array<std::string_view, 5> roman = {"", "I", "II", "III", "IV"};
constexpr std::array<std::string_view, 5> ordinals = {"", "first", "second", "third", "fourth"};

} // namespace

std::optional<period> parse_reporting_period(std::string_view text) {
    auto const year = text.size() >= 4 ? detail::read_digits(text.substr(0, 4)) : std::nullopt;
    if (!year) return {};
    if (text.size() == 4) return nth_part(cycle::year, *year, 1);
    if (text[4] != '-') return {};
    auto rest = text.substr(5);
    auto part = cycle::month;
    if (rest.starts_with('Q') || rest.starts_with('H')) {
        part = rest[0] == 'Q' ? cycle::quarter : cycle::half_year;
        rest.remove_prefix(1);
        if (rest.size() != 1) return {};
    } else if (rest.size() != 2) {
        return {};
    }
    auto const number = detail::read_digits(rest);
    return number ? nth_part(part, *year, *number) : std::nullopt;
}

std::string reporting_period_key(period const& span) {
    auto const found = part_of_year(span);
    if (!found) return to_string(span);
    auto year = detail::padded(found->year, 4);
    switch (found->part) {
    case cycle::year:
        return year;
    case cycle::half_year:
        return year + "-H" + std::to_string(found->number);
    case cycle::quarter:
        return year + "-Q" + std::to_string(found->number);
    case cycle::month:
        break;
    }
    return year + '-' + detail::padded(found->number, 2);
}

std::string reporting_period_name(period const& span, language lang) {
    auto const vi = lang == language::vi;
    auto const found = part_of_year(span);
    if (!found)
        return vi ? "từ ngày " + to_vietnamese(span.first()) +
                        (span.last() ? " đến ngày " + to_vietnamese(*span.last()) : std::string())
                  : to_string(span);
    auto const year = std::to_string(found->year);
    auto const n = static_cast<std::size_t>(found->number);
    switch (found->part) {
    case cycle::year:
        return vi ? "năm " + year : "the year " + year;
    case cycle::half_year:
        return vi ? "6 tháng " + std::string(n == 1 ? "đầu" : "cuối") + " năm " + year
                  : "the " + std::string(ordinals[n]) + " half of " + year;
    case cycle::quarter:
        return vi ? "quý " + std::string(roman[n]) + " năm " + year
                  : "the " + std::string(ordinals[n]) + " quarter of " + year;
    case cycle::month:
        break;
    }
    return vi ? "tháng " + std::to_string(n) + " năm " + year
              : year + '-' + detail::padded(found->number, 2);
}

// ---- Words -------------------------------------------------------------------------------------

std::string_view to_string(pace how) noexcept {
    constexpr std::string_view ids[] = {"no_target", "completed", "on_pace", "behind"};
    return ids[static_cast<std::size_t>(how)];
}

label_view label_of(pace how) noexcept {
    constexpr label_view labels[] = {
        {"không giao", "no target"},
        {"hoàn thành", "completed"},
        {"đúng tiến độ", "on pace"},
        {"chậm tiến độ", "behind"},
    };
    return labels[static_cast<std::size_t>(how)];
}

std::string_view to_string(outlook what) noexcept {
    constexpr std::string_view ids[] = {"no_target", "fulfilled", "secured", "possible", "missed"};
    return ids[static_cast<std::size_t>(what)];
}

label_view label_of(outlook what) noexcept {
    constexpr label_view labels[] = {
        {"không giao", "no target"},
        {"đã đạt", "fulfilled"},
        {"sẽ đạt nếu đúng thời hạn", "secured if clocks are kept"},
        {"còn khả năng đạt", "still possible"},
        {"không còn khả năng đạt", "out of reach"},
    };
    return labels[static_cast<std::size_t>(what)];
}

// ---- Rate --------------------------------------------------------------------------------------

std::optional<admission_rate> rate_of(std::int64_t members, std::int64_t admitted,
                                      std::optional<std::int64_t> assigned) {
    if (members <= 0) return {};
    admission_rate out;
    out.members = members;
    out.admitted = admitted;
    out.percent = percentage_of(admitted, members, rounding::half_up, 2);
    if (assigned) out.as_assigned = percentage_of(*assigned, members, rounding::half_up, 2);
    // By quotient and rest, so that no product can leave 64 bits.
    auto const hundreds = members / 100, rest = members % 100;
    out.least = hundreds * 3 + (rest * 3 + 99) / 100;
    out.most = hundreds * 4 + rest * 4 / 100;
    if (admitted > out.most)
        out.band = rate_band::above;
    else if (admitted >= out.least)
        out.band = rate_band::within;
    out.source = {"21-NQ/TW", "Ban Chấp hành Trung ương", date(2022, 6, 16), "II.2",
                  confidence::primary};
    return out;
}

std::optional<std::int64_t> stated_members(plan const& whole) {
    std::optional<std::int64_t> out;
    for (auto const& count : whole.counts) {
        if (count.id != "members") continue;
        if (out && *out != count.value) return {};
        out = count.value;
    }
    return out;
}

place where_members_are_stated(plan const& whole) {
    for (auto const& count : whole.counts)
        if (count.id == "members") return count.where;
    return {};
}

// ---- The report --------------------------------------------------------------------------------

namespace {

using own_figures = std::vector<std::int64_t>;

measure_info flow(std::string id, label_view name) {
    return measure_info(std::move(id), label(name));
}

/// Collects the figures of a report one measure after the other.
class maker {
public:
    maker(organisation const& whole, case_log const& log, working_days const& calendar,
          progress_query const& query)
        : whole_(whole),
          units_(whole.units),
          log_(log),
          calendar_(calendar),
          query_(query),
          out_(start()) {}

    progress_report run() {
        out_.states = case_states(log_, out_.when, whole_, calendar_, query_.cases);
        auto review = check_cases(log_, whole_, calendar_, out_.when, query_.cases);
        out_.found = std::move(review.found);
        take_late(std::move(review.late));
        out_.stages = case_counts(out_.states, whole_, out_.found);
        explain_stages();
        copy_targets();
        count_admissions();
        count_candidates();
        count_recognitions();
        count_probation();
        count_late();
        roll_all();
        judge_units();
        judge_groups();
        out_.rate = find_rate();
        return std::move(out_);
    }

private:
    [[noreturn]] static void refuse(defect code, std::string const& why) {
        detail::fail<invalid_input>(code, why);
    }

    progress_report start() const {
        auto const& span = query_.span;
        if (!span.last()) refuse(defect::open_span, "a period that is reported needs a last day");
        auto const year = cycle_around(cycle::year, span.first());
        if (*span.last() > *year.last())
            refuse(defect::reversed_period, "the period " + to_string(span) +
                                                " does not end in the year in which it begins");
        auto const asked = query_.when.effective();
        if (asked < span.first())
            refuse(defect::reversed_period,
                   "the day " + to_iso(asked) + " lies before the period " + to_string(span));
        as_of const when(std::min(asked, *span.last()), query_.when.known());
        progress_report out{.when = when,
                            .span = span,
                            .year = year,
                            .target = query_.target,
                            .mode = query_.mode,
                            .decimals = query_.decimals};
        out.figures = table(units_);
        return out;
    }

    date today() const { return out_.when.effective(); }
    bool in_period(date const& day) const { return out_.span.contains(day); }
    bool in_year(date const& day) const { return out_.year.contains(day) && day <= today(); }

    // ---- Sources -------------------------------------------------------------------------------

    own_figures counted(std::vector<case_contribution> const& cases) const {
        own_figures own(units_.size());
        for (auto const& c : cases) ++own[c.unit.value()];
        return own;
    }

    /// What units without a log state, per slot; nothing where nothing is stated.
    using stated_figures = std::vector<std::optional<std::int64_t>>;

    void add(measure_info const& info, std::vector<case_contribution> cases,
             count_column_maker& columns, stated_figures const& stated = {}) {
        std::stable_sort(cases.begin(), cases.end(),
                         [](auto const& a, auto const& b) { return a.unit < b.unit; });
        auto figures = columns.make<law::flow>(info, counted(cases));
        for (std::uint32_t i = 0; i < stated.size(); ++i)
            if (stated[i] && figures.state(slot(i)) == cell_state::blank)
                figures[slot(i)] = *stated[i];
        out_.figures.add(std::move(figures));
        out_.sources.push_back({info.id, std::move(cases)});
    }

    /// The candidates of units that state numbers per step, those steps alone that `wanted` takes.
    template <class Wanted>
    stated_figures stated_candidates(count_column_maker const& columns, Wanted&& wanted) const {
        stated_figures out(units_.size());
        for (auto const stage : all_case_stages()) {
            if (stage >= case_stage::ceremony) break;
            auto const& cells = out_.stages.get<std::int64_t, law::stock>(case_measure(stage).id);
            for (std::uint32_t i = 0; i < units_.size(); ++i) {
                slot const s(i);
                if (columns.has_log(s) || cells.state(s) == cell_state::blank) continue;
                auto const count = cells[s].value_or(0);
                auto const so_far = out[i].value_or(0);
                std::int64_t sum = so_far;
                if (wanted(s, stage) && __builtin_add_overflow(so_far, count, &sum))
                    detail::fail_overflow(units_, measure_info("candidates"), s);
                out[i] = sum;
            }
        }
        return out;
    }

    /// A case as it counts, with the line that says that it took the step; the last of its lines if
    /// none says so.
    case_contribution counted_at(slot unit, case_state const& state, case_stage stage,
                                 date const& day) const {
        case_contribution one{.unit = unit, .case_code = state.code, .stage = stage, .day = day};
        auto at = state.lines.back();
        for (auto const i : state.lines)
            if (log_.rows()[i].stage == stage) at = i;
        detail::cite_line(one, log_, at);
        return one;
    }

    template <class Wanted>
    std::vector<case_contribution> admissions(Wanted&& wanted) const {
        std::vector<case_contribution> out;
        for (auto const& s : out_.states)
            if (s.admitted && s.admitted_at && in_year(*s.admitted) && wanted(s))
                out.push_back(counted_at(*s.admitted_at, s, case_stage::ceremony, *s.admitted));
        return out;
    }

    void explain_stages() {
        for (auto const stage : all_case_stages()) {
            if (!is_case_step(stage)) break;
            explain_stage(stage, {});
            for (auto const g : all_case_groups())
                if (out_.stages.contains(case_measure(stage, g).id)) explain_stage(stage, g);
        }
    }

    void explain_stage(case_stage stage, std::optional<case_group> group) {
        progress_source source{(group ? case_measure(stage, *group) : case_measure(stage)).id, {}};
        for (slot s(0); s.value() < units_.size(); s = units_.end(s))
            for (auto& c : explain_cases(log_, out_.states, units_, s, stage, group))
                source.cases.push_back(std::move(c));
        out_.sources.push_back(std::move(source));
    }

    void copy_targets() {
        if (!whole_.figures.contains(query_.target))
            detail::fail<bad_measure>(defect::unknown_measure,
                                      "no column '" + query_.target + "' of targets");
        for (std::size_t i = 0; i < whole_.figures.size(); ++i) {
            auto const& c = whole_.figures.at(i);
            auto const& id = c.info().id;
            auto const part = id.size() > query_.target.size() && id.starts_with(query_.target) &&
                              id[query_.target.size()] == '.';
            if (id != query_.target && !part) continue;
            if (c.info().type == value_kind::count && c.info().law == law_kind::flow)
                out_.figures.add(static_cast<count_column const&>(c));
            else if (!part)
                detail::fail<bad_measure>(defect::measure_mismatch,
                                          "'" + id + "' does not hold counts that add up");
        }
    }

    void count_admissions() {
        count_column_maker columns(whole_, out_.states, out_.found);
        auto const name = [](char const* vi, char const* en, case_group g) {
            return label(vi + std::string(label_of(g).vi), en + std::string(label_of(g).en));
        };
        add(measure_info(quota::admitted), admissions([](case_state const&) { return true; }),
            columns);
        auto const recent = [&](case_state const& s) { return in_period(*s.admitted); };
        add(flow("admitted.in_period", {"Kết nạp trong kỳ", "Admitted in the period"}),
            admissions(recent), columns);
        for (auto const g : all_case_groups()) {
            auto const id = std::string(to_string(g));
            auto all = admissions([&](case_state const& s) { return s.groups.has(g); });
            auto const planned = out_.figures.contains(query_.target + "." + id);
            if (all.empty() && !planned && !whole_.figures.contains("admitted." + id)) continue;
            measure_info info("admitted." + id, name("Kết nạp – ", "Admitted – ", g));
            add(info, std::move(all), columns);
            measure_info part("admitted.in_period." + id,
                              name("Kết nạp trong kỳ – ", "Admitted in the period – ", g));
            add(part, admissions([&](case_state const& s) { return s.groups.has(g) && recent(s); }),
                columns);
        }
    }

    template <class Wanted>
    std::vector<case_contribution> candidates(Wanted&& wanted) const {
        std::vector<case_contribution> out;
        for (auto const& s : out_.states)
            if (s.status == case_status::open && s.unit && wanted(s))
                out.push_back(
                    counted_at(*s.unit, s, s.reached.value_or(case_stage::transfer_in), s.since));
        return out;
    }

    void count_candidates() {
        count_column_maker columns(whole_, out_.states, out_.found);
        auto const end = *out_.year.last();
        auto const in_time = [&](case_state const& state) {
            auto const first = query_.chain.ceremony(state, whole_, today(), calendar_);
            return first && *first <= end;
        };
        add(flow("candidates", {"Nguồn đang xem xét", "Candidates"}),
            candidates([](case_state const&) { return true; }), columns,
            stated_candidates(columns, [](slot, case_stage) { return true; }));
        add(flow("candidates.possible", {"Còn có thể kết nạp trong năm", "Still possible"}),
            candidates(in_time), columns,
            stated_candidates(columns, [&](slot s, case_stage reached) {
                case_state state;
                state.unit = s;
                state.reached = reached;
                return in_time(state);
            }));
        add(flow("candidates.secured", {"Chắc chắn nếu đúng thời hạn", "Secured if in time"}),
            candidates([&](case_state const& s) {
                auto const last = slowest_ceremony(s, today(), calendar_, query_.cases);
                return last && *last <= end;
            }),
            columns);
    }

    void count_recognitions() {
        count_column_maker columns(whole_, out_.states, out_.found);
        std::vector<case_contribution> cases;
        for (auto const& s : out_.states)
            if (s.status == case_status::recognised && s.unit && in_year(s.since))
                cases.push_back(counted_at(*s.unit, s, case_stage::recognition_decision, s.since));
        add(flow("recognised", {"Công nhận chính thức", "Recognised"}), std::move(cases), columns);
    }

    void count_probation() {
        count_column_maker columns(whole_, out_.states, out_.found);
        std::vector<case_contribution> cases;
        for (auto const& s : out_.states) {
            auto const stands =
                s.status == case_status::probation || s.status == case_status::recognised;
            if (!stands || !s.probation_ends || !in_period(*s.probation_ends)) continue;
            out_.probation_ending.push_back(s);
            if (s.unit)
                cases.push_back(counted_at(*s.unit, s, case_stage::ceremony, *s.probation_ends));
        }
        std::stable_sort(
            out_.probation_ending.begin(), out_.probation_ending.end(),
            [](auto const& a, auto const& b) { return *a.probation_ends < *b.probation_ends; });
        add(flow("probation.ending", {"Hết 12 tháng dự bị trong kỳ", "Probation ending"}),
            std::move(cases), columns);
    }

    void take_late(std::vector<late_step> all) {
        for (auto& step : all)
            if (!step.done || in_period(*step.done)) out_.late.push_back(std::move(step));
    }

    void count_late() {
        count_column_maker columns(whole_, out_.states, out_.found);
        std::vector<case_contribution> cases;
        for (auto const& step : out_.late)
            if (auto const s = units_.find(step.unit))
                cases.push_back({*s, step.case_code, step.step, step.due, step.where,
                                 step.reference, step.location});
        add(flow("late", {"Trễ hạn", "Late"}), std::move(cases), columns);
    }

    // ---- Judging -------------------------------------------------------------------------------

    void roll_all() {
        roll<law::flow>(out_.figures);
        roll<law::stock>(out_.stages);
    }

    /// @pre All columns of the table hold counts of this law.
    template <class Law>
    void roll(table const& figures) {
        for (std::size_t i = 0; i < figures.size(); ++i) {
            auto const& own = static_cast<column<std::int64_t, Law> const&>(figures.at(i));
            auto const sums = roll_up(units_, own);
            out_.rolled.emplace_back(own.info().id,
                                     own_figures(sums.values().begin(), sums.values().end()));
        }
    }

    std::int64_t rolled(std::string_view id, slot s) const {
        return out_.figure(id, s).value_or(0);
    }

    /// Whether a target is stated for the unit or below it. Exact, since "-" is one too: of 0.
    std::vector<std::uint32_t> targets_before() const {
        auto const states = out_.figures.find(query_.target)->states();
        std::vector<std::uint32_t> before(states.size() + 1);
        for (std::size_t i = 0; i < states.size(); ++i)
            before[i + 1] = before[i] + (states[i] != cell_state::blank ? 1U : 0U);
        return before;
    }

    void judge_units() {
        auto const stated = targets_before();
        auto const& own = static_cast<count_column const&>(*out_.figures.find(query_.target));
        count_column_maker columns(whole_, out_.states, out_.found);
        for (std::uint32_t i = 0; i < units_.size(); ++i) {
            slot const s(i);
            auto const has_target = stated[units_.end(s).value()] != stated[i];
            out_.units.push_back(judge(s, has_target));
            auto const& u = out_.units.back();
            if (own[s].value_or(0) <= 0) continue;
            if (u.admitted < *u.assigned && u.candidates == 0) out_.without_candidates.push_back(s);
            if (u.outlook == outlook::missed) out_.missed.push_back(s);
            if (!columns.has_log(s) && !states_numbers(s)) out_.silent.push_back(s);
        }
    }

    bool states_numbers(slot s) const {
        for (auto const* id : {"admitted", "candidates"})
            if (out_.figures.find(id)->state(s) != cell_state::blank) return true;
        return false;
    }

    unit_progress judge(slot s, bool has_target) const {
        unit_progress u;
        u.unit = s;
        u.admitted = rolled("admitted", s);
        u.in_period = rolled("admitted.in_period", s);
        u.candidates = rolled("candidates", s);
        u.possible = rolled("candidates.possible", s);
        u.secured = rolled("candidates.secured", s);
        if (!has_target) return u;
        auto const target = rolled(query_.target, s);
        u.assigned = target;
        if (target <= 0) return u;
        u.percent = percentage_of(u.admitted, target, query_.mode, query_.decimals);
        u.expected = share_of_year(target);
        if (u.admitted >= target)
            u.pace = pace::completed;
        else
            u.pace = u.admitted >= u.expected ? pace::on_pace : pace::behind;
        if (u.admitted >= target) {
            u.outlook = outlook::fulfilled;
        } else if (u.admitted + u.secured >= target) {
            u.outlook = outlook::secured;
        } else if (u.admitted + u.possible >= target) {
            u.outlook = outlook::possible;
        } else {
            u.outlook = outlook::missed;
            u.short_by = target - u.admitted - u.possible;
        }
        return u;
    }

    /// The whole part of the target times the days passed, without a product beyond 64 bits.
    std::int64_t share_of_year(std::int64_t target) const {
        std::int64_t const days = (*out_.year.last() - out_.year.first()).days() + 1;
        std::int64_t const passed = (today() - out_.year.first()).days() + 1;
        return target / days * passed + target % days * passed / days;
    }

    template <class Figure>
    std::int64_t over_roots(Figure&& figure) const {
        std::int64_t sum = 0;
        for (slot s(0); s.value() < units_.size(); s = units_.end(s)) sum += figure(s);
        return sum;
    }

    void judge_groups() {
        for (auto const g : all_case_groups()) {
            auto const id = std::string(to_string(g));
            if (!out_.figures.contains("admitted." + id)) continue;
            group_progress one;
            one.group = g;
            auto const sum = [&](std::string const& measure) {
                return over_roots([&](slot s) { return rolled(measure, s); });
            };
            if (out_.figures.contains(query_.target + "." + id))
                one.assigned = sum(query_.target + "." + id);
            one.admitted = sum("admitted." + id);
            one.in_period = sum("admitted.in_period." + id);
            out_.groups.push_back(one);
        }
    }

    std::optional<admission_rate> find_rate() const {
        auto members = query_.members;
        if (!members) {
            auto const* const c = whole_.figures.find(membership::total.id);
            if (!c || c->info().law != law_kind::stock || c->info().type != value_kind::count)
                return {};
            members = over_roots([&](slot s) { return *sum_below(*c, s); });
        }
        auto rate = rate_of(*members, over_roots([&](slot s) { return rolled("admitted", s); }),
                            over_roots([&](slot s) { return rolled(query_.target, s); }));
        if (rate) rate->members_where = query_.members_where;
        return rate;
    }

    organisation const& whole_;
    hierarchy const& units_;
    case_log const& log_;
    working_days const& calendar_;
    progress_query const& query_;
    progress_report out_;
};

} // namespace

std::optional<std::int64_t> progress_report::figure(std::string_view measure, slot unit) const {
    for (auto const& [id, sums] : rolled)
        if (id == measure) return sums[unit.value()];
    return {};
}

progress_report report_progress(organisation const& whole, case_log const& log,
                                working_days const& calendar, progress_query const& query) {
    return maker(whole, log, calendar, query).run();
}

progress_explanation explain(progress_report const& report, std::string_view measure, slot unit) {
    if (auto formula = detail::formula_of(report, measure, unit)) {
        progress_explanation out{};
        out.cells.unit = unit;
        out.cells.measure = measure;
        out.formula = std::move(formula);
        return out;
    }
    auto const id = detail::measure_named(report, measure);
    auto const* own = report.figures.find(id);
    if (!own) own = report.stages.find(id);
    if (!own)
        detail::fail<bad_measure>(defect::unknown_measure,
                                  "the report has no measure '" + id + "'");
    progress_explanation out{explain(*own, unit), {}, {}};
    auto const end = report.figures.units().end(unit);
    for (auto const& source : report.sources) {
        if (source.measure != id) continue;
        for (auto const& c : source.cases)
            if (unit <= c.unit && c.unit < end) out.cases.push_back(c);
    }
    return out;
}

} // namespace partyorg
