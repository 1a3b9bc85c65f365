#include "rules/scalar.hpp"

#include "rules/comparing.hpp"

#include <algorithm>

namespace partyorg::detail {
namespace {

using boost::gregorian::date_duration;
__extension__ using wide = __int128;

bool in_set(std::int64_t kinds, unit_kind kind) {
    return unit_kinds(static_cast<std::uint32_t>(kinds)).contains(kind);
}

slot next(slot s) {
    return slot(s.value() + 1);
}

void add_once(std::vector<std::string>& list, std::string const& id) {
    if (std::find(list.begin(), list.end(), id) == list.end()) list.push_back(id);
}

} // namespace

std::optional<date> later(date const& from, std::int64_t by, expression_node const& node) {
    constexpr std::int64_t most = std::int64_t{12} * last_year;
    if (node.op == expression_op::plus_months) {
        if (by < -most || by > most) return {};
        auto const month = std::int64_t{from.year()} * 12 + by + from.month() - 1;
        // One year to spare, since a policy may go on to the next month.
        if (month < std::int64_t{12} * first_year || month >= most) return {};
        return add_months(from, static_cast<int>(by), node.months);
    }
    auto const room_below = (from - date(first_year, 1, 1)).days();
    auto const room_above = (date(last_year, 12, 31) - from).days();
    if (by < -room_below || by > room_above) return {};
    return from + date_duration(by);
}

debts::debts(organisation const& whole, check_options const& options) {
    if (!options.ledger) return;
    known_ = true;
    for (auto const& state : *options.ledger) {
        if (!state.due || !state.unit || state.obligation >= options.owed.size()) continue;
        auto const at = whole.units.find(*state.unit);
        if (!at || state.status == deadline_status::not_started) continue;
        bool const late =
            state.status == deadline_status::overdue || state.status == deadline_status::met_late;
        for (auto const& id : {std::string(), options.owed[state.obligation].id}) {
            auto& per_unit = by_id_[id];
            if (per_unit.empty()) per_unit.resize(whole.units.size());
            per_unit[at->value()].owed += 1;
            per_unit[at->value()].late += late ? 1 : 0;
        }
    }
}

debt_state debts::of(std::string const& obligation, slot s) const {
    auto const found = by_id_.find(obligation);
    return found == by_id_.end() ? debt_state{} : found->second[s.value()];
}

bool usable(column_base const& c, expression_op op) noexcept {
    auto const type = c.info().type;
    switch (op) {
    case expression_op::covered:
    case expression_op::coverable:
        return type == value_kind::share;
    case expression_op::day_cell:
        return type == value_kind::day;
    case expression_op::answered:
    case expression_op::children_answered:
    case expression_op::user:
        return true;
    default:
        return type == value_kind::count || type == value_kind::small_count;
    }
}

std::optional<std::int64_t> count_cell(table const& figures, std::string_view id, slot s) {
    auto const* c = figures.find(id);
    if (!c || !usable(*c, expression_op::cell) || c->state(s) == cell_state::blank) return {};
    return visit(*c, [&](auto const& own) -> std::optional<std::int64_t> {
        using T = typename std::remove_cvref_t<decltype(own)>::value_type;
        if constexpr (std::integral<T>)
            return own.values()[s.value()];
        else
            return {};
    });
}

void scalar_evaluator::overflow(slot s) const {
    fail<arithmetic_overflow>(defect::figure_overflow,
                              "rule '" + law_.id + "': a figure of unit '" +
                                  std::string(units().code(s)) + "' does not fit into 64 bits",
                              units().origin(s));
}

std::optional<coverage_count> scalar_evaluator::share(std::string const& id, slot s) const {
    auto const* c = in_.whole.figures.find(id);
    if (!c || !usable(*c, expression_op::covered) || c->state(s) == cell_state::blank) return {};
    return static_cast<column<coverage_count, law::coverage> const&>(*c).values()[s.value()];
}

std::optional<std::int64_t> scalar_evaluator::total_of(std::string const& id, slot s) const {
    // Not by recursion: a chain may be a million levels deep. Backwards, a unit's children are
    // complete before it is met.
    auto const last = units().end(s).value();
    std::vector<std::optional<std::int64_t>> below(last - s.value());
    for (auto i = last; i-- > s.value();) {
        auto& here = below[i - s.value()];
        here = count_cell(in_.whole.figures, id, slot(i));
        if (here || units().is_leaf(slot(i))) continue;
        wide sum = 0;
        bool known = true;
        for (auto c = i + 1; c < units().end(slot(i)).value(); c = units().end(slot(c)).value()) {
            auto const part = below[c - s.value()];
            known = known && part;
            sum += part.value_or(0);
        }
        if (!known) continue;
        if (sum != static_cast<std::int64_t>(sum)) overflow(slot(i));
        here = static_cast<std::int64_t>(sum);
    }
    return below[0];
}

std::optional<std::int64_t> scalar_evaluator::fold(expression const& e, slot s) const {
    auto const& figures = in_.whole.figures;
    wide sum = 0;
    bool known = true;
    auto const add = [&](slot at, bool blank_matters) {
        auto const value = count_cell(figures, e->name, at);
        sum += value.value_or(0);
        known = known && (value || !blank_matters);
    };
    auto const end = units().end(s);
    if (e->op == expression_op::children_sum)
        for (auto c = next(s); c < end; c = units().end(c)) add(c, true);
    else
        for (auto i = s; i < end; i = next(i))
            add(i, e->op == expression_op::subtree_sum && units().is_leaf(i));
    if (sum != static_cast<std::int64_t>(sum)) overflow(s);
    if (!known) return {};
    return static_cast<std::int64_t>(sum);
}

std::optional<std::int64_t> scalar_evaluator::count_units(expression const& which, slot first,
                                                          slot last, bool children_only) const {
    std::int64_t count = 0;
    for (auto i = first; i < last; i = children_only ? units().end(i) : next(i)) {
        auto const holds_there = condition(which, i);
        if (holds_there == truth::unknown) return {};
        count += holds_there == truth::yes ? 1 : 0;
    }
    return count;
}

std::optional<std::int64_t> scalar_evaluator::figure(expression const& e, slot s) const {
    using enum expression_op;
    switch (e->op) {
    case number:
        return e->value;
    case parameter:
        return law_.parameter_value(e->name).value_or(e->value);
    case cell:
        return count_cell(in_.whole.figures, e->name, s);
    case cell_or_none:
        return count_cell(in_.whole.figures, e->name, s).value_or(0);
    case covered:
    case coverable: {
        auto const c = share(e->name, s);
        if (!c) return {};
        return e->op == covered ? c->covered : c->of;
    }
    case expression_op::total:
        return total_of(e->name, s);
    case children_sum:
    case subtree_sum:
    case printed_sum:
        return fold(e, s);
    case children_answered: {
        auto const* c = in_.whole.figures.find(e->name);
        std::int64_t count = 0;
        for (auto i = next(s); c && i < units().end(s); i = units().end(i))
            count += c->state(i) != cell_state::blank ? 1 : 0;
        return count;
    }
    case children_count:
    case descendants_count:
        return count_units(e->args[0], next(s), units().end(s), e->op == children_count);
    case stated_total:
        for (auto const& t : in_.whole.totals)
            if (t.measure == e->name && units().find(t.unit) == s) return t.value;
        return {};
    case depth:
        return units().depth(s);
    case same_name: {
        std::int64_t same = 0;
        for (std::uint32_t i = 0; i < units().size(); ++i)
            if ((e->value == 1 || units().parent(slot(i)) == units().parent(s)) &&
                units().name(slot(i)) == units().name(s))
                ++same;
        return same;
    }
    case of_parent: {
        auto const above = units().parent(s);
        return above ? figure(e->args[0], *above) : std::nullopt;
    }
    case plus:
    case minus:
    case times: {
        auto value = figure(e->args[0], s);
        for (std::size_t i = 1; i < e->args.size(); ++i) {
            auto const other = figure(e->args[i], s);
            if (!value || !other) return {};
            bool const too_large = e->op == plus ? __builtin_add_overflow(*value, *other, &*value)
                                   : e->op == minus
                                       ? __builtin_sub_overflow(*value, *other, &*value)
                                       : __builtin_mul_overflow(*value, *other, &*value);
            if (too_large) overflow(s);
        }
        return value;
    }
    default:
        return {};
    }
}

std::optional<date> scalar_evaluator::day_of(expression const& e, slot s) const {
    using enum expression_op;
    switch (e->op) {
    case expression_op::day:
        return e->day;
    case day_cell: {
        auto const* c = in_.whole.figures.find(e->name);
        if (!c || !usable(*c, day_cell) || c->state(s) != cell_state::stated) return {};
        return visit(*c, [&](auto const& own) -> std::optional<date> {
            using T = typename std::remove_cvref_t<decltype(own)>::value_type;
            if constexpr (std::same_as<T, date>)
                return own.values()[s.value()];
            else
                return {};
        });
    }
    case question_day:
        return in_.on;
    case plus_months:
    case plus_days: {
        auto const from = day_of(e->args[0], s);
        auto const by = figure(e->args[1], s);
        if (!from || !by) return {};
        return later(*from, *by, e.node());
    }
    default:
        return {};
    }
}

truth scalar_evaluator::compared(expression const& e, slot s) const {
    if (e->op == expression_op::compare_days) {
        auto const a = day_of(e->args[0], s), b = day_of(e->args[1], s);
        return a && b ? truth_of(holds(e->compared, *a, *b)) : truth::unknown;
    }
    auto const a = figure(e->args[0], s), b = figure(e->args[1], s);
    return a && b ? truth_of(holds(e->compared, *a, *b)) : truth::unknown;
}

truth scalar_evaluator::compared_ratio(expression const& e, slot s) const {
    return ratio_holds(e->compared, figure(e->args[0], s), figure(e->args[1], s),
                       figure(e->args[2], s), figure(e->args[3], s));
}

truth scalar_evaluator::condition(expression const& e, slot s) const {
    using enum expression_op;
    auto const& u = units();
    switch (e->op) {
    case always:
        return truth::yes;
    case kind_in:
        return truth_of(in_set(e->value, u.kind(s)));
    case parent_kind_in: {
        auto const above = u.parent(s);
        return truth_of(above.has_value() && in_set(e->value, u.kind(*above)));
    }
    case under_kind: {
        for (auto above = u.parent(s); above; above = u.parent(*above))
            if (in_set(e->value, u.kind(*above))) return truth::yes;
        return truth::no;
    }
    case is_root:
        return truth_of(u.is_root(s));
    case is_leaf:
        return truth_of(u.is_leaf(s));
    case answered: {
        auto const* c = in_.whole.figures.find(e->name);
        return truth_of(c != nullptr && c->state(s) != cell_state::blank);
    }
    case has_stated_total:
        return truth_of(figure(expression({.op = stated_total, .name = e->name}), s).has_value());
    case owes:
        if (!in_.owed.known()) return truth::unknown;
        return truth_of(in_.owed.of(e->name, s).owed != 0);
    case obligations_met:
        if (!in_.owed.known()) return truth::unknown;
        return truth_of(in_.owed.of(e->name, s).late == 0);
    case expression_op::compare:
    case compare_days:
        return compared(e, s);
    case expression_op::compare_ratio:
        return compared_ratio(e, s);
    case all_of: {
        auto all = truth::yes;
        for (auto const& arg : e->args) all = all & condition(arg, s);
        return all;
    }
    case any_of: {
        auto any = truth::no;
        for (auto const& arg : e->args) any = any | condition(arg, s);
        return any;
    }
    case negation:
        return !condition(e->args[0], s);
    case user: {
        auto answer = truth::unknown;
        (*e->predicate)({in_.whole, s, next(s), in_.on}, &answer);
        return answer;
    }
    default:
        return truth::unknown;
    }
}

outcome scalar_evaluator::result(slot s) const {
    auto concerned = condition(law_.scope, s);
    if (law_.exemption) concerned = concerned & !condition(*law_.exemption, s);
    if (concerned == truth::no) return outcome::not_applicable;
    if (concerned == truth::unknown) return outcome::undecidable;
    auto const kept = condition(law_.condition, s);
    if (kept == truth::yes) return outcome::pass;
    if (kept == truth::unknown) return outcome::undecidable;
    if (law_.breach == outcome::review || law_.consent.empty()) return law_.breach;
    auto const given = count_cell(in_.whole.figures, law_.consent, s);
    return given && *given == 0 ? outcome::fail : outcome::review;
}

void scalar_evaluator::facts(expression const& e, slot s, truth wanted, bool negated,
                             std::vector<fact>& out) const {
    if (condition(e, s) != wanted) return;
    if (e->op == expression_op::negation) return facts(e->args[0], s, !wanted, !negated, out);
    if (e->op == expression_op::all_of || e->op == expression_op::any_of) {
        for (auto const& arg : e->args) facts(arg, s, wanted, negated, out);
        return;
    }
    if (e->op != expression_op::always) out.push_back(fact_of(e, s, negated));
}

fact scalar_evaluator::fact_of(expression const& e, slot s, bool negated) const {
    using enum expression_op;
    fact out{.looked_at = e, .compared = negated ? opposite(e->compared) : e->compared};
    auto const inputs = inputs_of(e);
    if (!inputs.empty()) out.measure = inputs.front();
    auto const numbers = [](std::optional<std::int64_t> v) {
        return v ? fact_value::of_number(*v) : fact_value();
    };
    auto const days = [](std::optional<date> v) {
        return v ? fact_value::of_day(*v) : fact_value();
    };
    auto const kinds = [&](std::optional<slot> at) {
        out.compared = negated ? comparison::different : comparison::equal;
        out.expected = fact_value::of_kinds(unit_kinds(static_cast<std::uint32_t>(e->value)));
        if (at) out.observed = fact_value::of_kinds(units().kind(*at));
    };
    switch (e->op) {
    case expression_op::compare:
        out.observed = numbers(figure(e->args[0], s));
        out.expected = numbers(figure(e->args[1], s));
        break;
    case compare_days:
        out.observed = days(day_of(e->args[0], s));
        out.expected = days(day_of(e->args[1], s));
        break;
    case expression_op::compare_ratio: {
        auto const a = figure(e->args[0], s), b = figure(e->args[1], s);
        if (a && b) out.observed = fact_value::of_fraction(*a, *b);
        out.expected = fact_value::of_fraction(figure(e->args[2], s).value_or(0),
                                               figure(e->args[3], s).value_or(0));
        break;
    }
    case kind_in:
        kinds(s);
        break;
    case parent_kind_in:
        kinds(units().parent(s));
        break;
    case obligations_met:
        out.compared = negated ? comparison::different : comparison::equal;
        if (in_.owed.known()) out.observed = fact_value::of_number(in_.owed.of(e->name, s).late);
        out.expected = fact_value::of_number(0);
        break;
    default:
        break;
    }
    return out;
}

void scalar_evaluator::missing(expression const& e, slot s, std::vector<std::string>& out) const {
    using enum expression_op;
    if (e.kind() == expression_kind::condition) {
        if (condition(e, s) != truth::unknown) return;
    } else if (e.kind() == expression_kind::figure ? figure(e, s).has_value()
                                                   : day_of(e, s).has_value()) {
        return;
    }
    // What counts other units says only that something below is missing.
    if (e->op == children_count || e->op == descendants_count || e->op == of_parent ||
        e->args.empty()) {
        for (auto const& id : inputs_of(e)) add_once(out, id);
        return;
    }
    auto const before = out.size();
    for (auto const& arg : e->args) missing(arg, s, out);
    // Every operand is there, but a denominator is 0.
    if (out.size() == before && e->op == expression_op::compare_ratio)
        for (auto const& id : inputs_of(e->args[1])) add_once(out, id);
}

} // namespace partyorg::detail
