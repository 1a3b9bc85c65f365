#include "rules/block.hpp"
#include "rules/comparing.hpp"

#include <algorithm>
#include <unordered_map>

namespace partyorg::detail {
namespace {

__extension__ using wide_int = __int128;
using enum expression_op;

bool is_aggregate(expression_op op) {
    switch (op) {
    case expression_op::total:
    case children_sum:
    case subtree_sum:
    case printed_sum:
    case children_answered:
    case children_count:
    case descendants_count:
    case expression_op::stated_total:
    case has_stated_total:
    case same_name:
    case of_parent:
    case under_kind:
    case owes:
    case obligations_met:
        return true;
    default:
        return false;
    }
}

bool needs_buffer(expression_op op) {
    switch (op) {
    case covered:
    case coverable:
    case expression_op::depth:
    case plus:
    case minus:
    case times:
    case day_cell:
    case plus_months:
    case plus_days:
        return true;
    default:
        return false;
    }
}

} // namespace

std::int64_t number_of_day(date const& day) {
    return day.day_number();
}
date day_of_number(std::int64_t number) {
    return date(first_year, 1, 1) +
           boost::gregorian::date_duration(number - number_of_day(date(first_year, 1, 1)));
}

// ---- Building ----------------------------------------------------------------------------------

program::program(rule_inputs const& in, std::vector<rule const*> const& rules, near_misses near)
    : in_(in) {
    std::vector<node_id> roots;
    for (auto const* law : rules) {
        rule_code code{.law = law};
        code.scope = add(law->scope, *law);
        code.condition = add(law->condition, *law);
        if (law->exemption) code.exemption = add(*law->exemption, *law);
        if (!law->consent.empty() && law->breach == outcome::fail)
            code.refused = add(expression({.op = expression_op::compare,
                                           .args = {expression({.op = cell, .name = law->consent}),
                                                    expression({.op = number, .value = 0})},
                                           .compared = comparison::equal}),
                               *law);
        if (near == near_misses::listed) code.strict = add(tightened(law->condition), *law);
        for (auto const id :
             {code.scope, code.condition, code.exemption, code.refused, code.strict})
            if (id != no_node) roots.push_back(id);
        rules_.push_back(code);
    }
    buffer_of_.assign(nodes_.size(), no_node);
    for (node_id id = 0; id < nodes_.size(); ++id)
        if (needs_buffer(nodes_[id].op)) buffer_of_[id] = buffers_++;
    find_columns();
    store_all();
    order_ = cone(roots);
}

node_id program::add(expression const& e, rule const& law) {
    program_node n{.source = e, .op = e->op};
    for (auto const& arg : e->args) n.args.push_back(add(arg, law));
    n.value = e->value;
    if (n.op == parameter) {
        n.op = number;
        n.value = law.parameter_value(e->name).value_or(e->value);
    }
    if (n.op == expression_op::day || n.op == question_day) {
        n.value = number_of_day(n.op == question_day ? in_.on : e->day);
        n.op = number;
    }
    return intern(std::move(n));
}

// A node that is there already is used again: many rules ask for the same kind or cell.
node_id program::intern(program_node n) {
    for (node_id id = 0; id < nodes_.size(); ++id) {
        auto const& other = nodes_[id];
        if (other.op != n.op || other.value != n.value || other.args != n.args) continue;
        auto const& a = other.source.node();
        auto const& b = n.source.node();
        if (n.op == number || (a.name == b.name && a.compared == b.compared &&
                               a.months == b.months && a.predicate == b.predicate))
            return id;
    }
    n.aggregate = is_aggregate(n.op);
    bind(n);
    nodes_.push_back(std::move(n));
    return static_cast<node_id>(nodes_.size() - 1);
}

void program::bind(program_node& n) const {
    if (!info_of(n.op).is_measure) return;
    auto const* c = in_.whole.figures.find(n.source->name);
    if (!c || !usable(*c, n.op)) return;
    n.column = c;
    point_at_cells(n);
}

void program::point_at_cells(program_node& n) {
    n.states = n.column->states().data();
    visit(*n.column, [&](auto const& own) {
        using T = typename std::remove_cvref_t<decltype(own)>::value_type;
        if constexpr (std::same_as<T, std::int64_t>) n.wide = own.values().data();
        if constexpr (std::same_as<T, std::int32_t>) n.narrow = own.values().data();
        if constexpr (std::same_as<T, coverage_count>) n.shares = own.values().data();
        if constexpr (std::same_as<T, date>) n.days = own.values().data();
    });
}

// The columns whose cells are read per block, and how many nodes look at the cells of each.
void program::find_columns() {
    std::vector<std::uint32_t> uses(nodes_.size(), 0);
    for (auto const& n : nodes_)
        for (auto const arg : n.args) ++uses[arg];
    for (node_id id = 0; id < nodes_.size(); ++id) {
        auto& n = nodes_[id];
        if (n.aggregate || !n.column) continue;
        for (std::uint32_t c = 0; c < columns_.size(); ++c)
            if (columns_[c].column == n.column) n.cells = c;
        if (n.cells == no_node) {
            n.cells = static_cast<std::uint32_t>(columns_.size());
            columns_.push_back({n.column, 0});
        }
        columns_[n.cells].uses += uses[id];
    }
}

void program::rebind() {
    for (auto& n : nodes_)
        if (n.column) point_at_cells(n);
}

// Everything that `roots` need in a block, operands first; what is stored needs nothing more.
std::vector<node_id> program::cone(std::vector<node_id> const& roots) const {
    std::vector<char> needed(nodes_.size(), 0);
    for (auto const id : roots) needed[id] = 1;
    // Operands have smaller numbers than what they belong to.
    for (auto id = static_cast<node_id>(nodes_.size()); id-- > 0;)
        if (needed[id] && !nodes_[id].aggregate)
            for (auto const arg : nodes_[id].args) needed[arg] = 1;
    std::vector<node_id> order;
    for (node_id id = 0; id < nodes_.size(); ++id)
        if (needed[id]) order.push_back(id);
    return order;
}

void program::overflow(std::uint32_t s) const {
    fail<arithmetic_overflow>(defect::figure_overflow,
                              "a figure of unit '" + std::string(units().code(slot(s))) +
                                  "' that a rule needs does not fit into 64 bits",
                              units().origin(slot(s)));
}

// ---- Aggregates, for all units at once ---------------------------------------------------------

void program::store_all() {
    for (node_id id = 0; id < nodes_.size(); ++id)
        if (nodes_[id].aggregate) store(id);
}

void program::store(node_id id) {
    auto& n = nodes_[id];
    auto const words = words_of(units().size());
    n.known.assign(words, 0);
    if (info_of(n.op).gives == expression_kind::condition)
        n.no.assign(words, 0);
    else
        n.values.assign(units().size(), 0);
    if (!n.args.empty()) keep(n.args[0]);
    switch (n.op) {
    case expression_op::total:
        return store_total(n);
    case children_sum:
    case children_answered:
        return store_children_sum(n);
    case subtree_sum:
    case printed_sum:
        return store_sums(n);
    case children_count:
    case descendants_count:
        return store_counts(n);
    case of_parent:
        return store_of_parent(n);
    case same_name:
        return store_same_name(n);
    case under_kind:
        return store_under_kind(n);
    default:
        return store_facts(n);
    }
}

// Evaluates a node for all units and keeps what it gives.
void program::keep(node_id id) {
    auto& n = nodes_[id];
    if (n.kept || n.aggregate) return;
    n.kept = true;
    auto const size = units().size();
    n.known.assign(words_of(size), 0);
    bool const condition = info_of(n.op).gives == expression_kind::condition;
    if (condition)
        n.no.assign(words_of(size), 0);
    else
        n.values.assign(size, 0);
    auto const order = cone({id});
    space at(*this);
    for (std::uint32_t b = 0; b < blocks(); ++b) {
        auto const first = b * block_units;
        auto const here = std::min(block_units, size - first);
        auto const words = words_of(here);
        // While it is filled, the node itself is evaluated like any other.
        at.begin(b);
        for (auto const node : order) evaluate(node, at);
        if (condition) {
            std::copy_n(at.yes[id], words, n.known.data() + first / 64);
            std::copy_n(at.no[id], words, n.no.data() + first / 64);
            continue;
        }
        auto const& seen = at.figures[id];
        for (std::uint32_t i = 0; i < here; ++i) {
            if (!has_bit(seen.known, i)) continue;
            n.values[first + i] = seen.at(i);
            set_bit(n.known.data(), first + i);
        }
    }
}

void program::store_total(program_node& n) const {
    auto const parent = units().parents();
    auto const end = units().ends();
    std::vector<wide_int> below(units().size());
    std::vector<char> missing(units().size(), 0);
    for (std::uint32_t s = units().size(); s-- > 0;) {
        auto const own = cell_at(n, s);
        if (!own && (end[s] == s + 1 || missing[s])) {
            if (parent[s] != s) missing[parent[s]] = 1;
            continue;
        }
        auto const value = own ? wide_int(*own) : below[s];
        if (value != static_cast<std::int64_t>(value)) overflow(s);
        n.values[s] = static_cast<std::int64_t>(value);
        set_bit(n.known.data(), s);
        if (parent[s] != s) below[parent[s]] += value;
    }
}

void program::store_children_sum(program_node& n) const {
    auto const parent = units().parents();
    bool const counting = n.op == children_answered;
    std::vector<wide_int> sum(units().size());
    std::vector<char> missing(units().size(), 0);
    for (std::uint32_t s = 0; s < units().size(); ++s) {
        if (parent[s] == s) continue;
        bool const answered_here = n.states && n.states[s] != cell_state::blank;
        if (counting)
            sum[parent[s]] += answered_here ? 1 : 0;
        else if (auto const own = cell_at(n, s))
            sum[parent[s]] += *own;
        else
            missing[parent[s]] = 1;
    }
    for (std::uint32_t s = 0; s < units().size(); ++s) {
        if (sum[s] != static_cast<std::int64_t>(sum[s])) overflow(s);
        if (missing[s]) continue;
        n.values[s] = static_cast<std::int64_t>(sum[s]);
        set_bit(n.known.data(), s);
    }
}

void program::store_sums(program_node& n) const {
    auto const parent = units().parents();
    auto const end = units().ends();
    std::vector<wide_int> sum(units().size());
    std::vector<char> missing(units().size(), 0);
    for (std::uint32_t s = units().size(); s-- > 0;) {
        auto const own = cell_at(n, s);
        sum[s] += own.value_or(0);
        if (!own && n.op == subtree_sum && end[s] == s + 1) missing[s] = 1;
        if (sum[s] != static_cast<std::int64_t>(sum[s])) overflow(s);
        if (parent[s] != s) {
            sum[parent[s]] += sum[s];
            missing[parent[s]] = static_cast<char>(missing[parent[s]] | missing[s]);
        }
        if (missing[s]) continue;
        n.values[s] = static_cast<std::int64_t>(sum[s]);
        set_bit(n.known.data(), s);
    }
}

void program::store_counts(program_node& n) const {
    auto const& which = nodes_[n.args[0]];
    auto const parent = units().parents();
    std::vector<char> missing(units().size(), 0);
    for (std::uint32_t s = units().size(); s-- > 0;) {
        if (!missing[s]) set_bit(n.known.data(), s);
        if (parent[s] != s) {
            auto const above = parent[s];
            bool const yes = has_bit(which.known.data(), s);
            n.values[above] += yes ? 1 : 0;
            bool unknown = !yes && !has_bit(which.no.data(), s);
            if (n.op == descendants_count) {
                n.values[above] += n.values[s];
                unknown = unknown || missing[s];
            }
            if (unknown) missing[above] = 1;
        }
        if (missing[s]) n.values[s] = 0;
    }
}

void program::store_of_parent(program_node& n) const {
    auto const& what = nodes_[n.args[0]];
    auto const parent = units().parents();
    for (std::uint32_t s = 0; s < units().size(); ++s) {
        if (parent[s] == s || !has_bit(what.known.data(), parent[s])) continue;
        n.values[s] = what.values[parent[s]];
        set_bit(n.known.data(), s);
    }
}

void program::store_same_name(program_node& n) const {
    std::unordered_map<std::string, std::int64_t> count;
    auto const key = [&](std::uint32_t s) {
        std::string text(units().name(slot(s)));
        if (n.value == 1) return text;
        auto const above = units().parent(slot(s));
        return text + '\0' + (above ? std::to_string(above->value()) : "root");
    };
    for (std::uint32_t s = 0; s < units().size(); ++s) ++count[key(s)];
    for (std::uint32_t s = 0; s < units().size(); ++s) {
        n.values[s] = count[key(s)];
        set_bit(n.known.data(), s);
    }
}

void program::store_under_kind(program_node& n) const {
    unit_kinds const kinds(static_cast<std::uint32_t>(n.value));
    auto const parent = units().parents();
    auto const kind = units().kinds();
    for (std::uint32_t s = 0; s < units().size(); ++s) {
        bool const under = parent[s] != s &&
                           (kinds.contains(kind[parent[s]]) || has_bit(n.known.data(), parent[s]));
        set_bit(under ? n.known.data() : n.no.data(), s);
    }
}

// What documents and ledgers say of units.
void program::store_facts(program_node& n) const {
    auto const size = units().size();
    if (n.op == owes || n.op == obligations_met) {
        if (!in_.owed.known()) return;
        for (std::uint32_t s = 0; s < size; ++s) {
            auto const debt = in_.owed.of(n.source->name, slot(s));
            bool const yes = n.op == owes ? debt.owed != 0 : debt.late == 0;
            set_bit(yes ? n.known.data() : n.no.data(), s);
        }
        return;
    }
    bool const condition = n.op == has_stated_total;
    for (auto const& t : in_.whole.totals) {
        auto const at = units().find(t.unit);
        if (t.measure != n.source->name || !at || has_bit(n.known.data(), at->value())) continue;
        set_bit(n.known.data(), at->value());
        if (!condition) n.values[at->value()] = t.value;
    }
    if (!condition) return;
    for (std::uint32_t s = 0; s < size; ++s)
        if (!has_bit(n.known.data(), s)) set_bit(n.no.data(), s);
}

// ---- One unit ----------------------------------------------------------------------------------

std::optional<std::int64_t> program::cell_at(program_node const& n, std::uint32_t s) {
    if (!n.states || n.states[s] == cell_state::blank) return {};
    if (n.wide) return n.wide[s];
    if (n.narrow) return n.narrow[s];
    return {};
}

std::optional<std::int64_t> program::fold_at(program_node const& n, std::uint32_t s) const {
    auto value = figure_at(n.args[0], s);
    for (std::size_t i = 1; i < n.args.size(); ++i) {
        auto const other = figure_at(n.args[i], s);
        if (!value || !other) return {};
        bool const too_large = n.op == plus    ? __builtin_add_overflow(*value, *other, &*value)
                               : n.op == minus ? __builtin_sub_overflow(*value, *other, &*value)
                                               : __builtin_mul_overflow(*value, *other, &*value);
        if (too_large) overflow(s);
    }
    return value;
}

std::optional<std::int64_t> program::figure_at(node_id id, std::uint32_t s) const {
    auto const& n = nodes_[id];
    if (n.aggregate) return has_bit(n.known.data(), s) ? std::optional(n.values[s]) : std::nullopt;
    switch (n.op) {
    case number:
        return n.value;
    case cell:
        return cell_at(n, s);
    case cell_or_none:
        return cell_at(n, s).value_or(0);
    case covered:
    case coverable:
        if (!n.states || n.states[s] == cell_state::blank) return {};
        return n.op == covered ? n.shares[s].covered : n.shares[s].of;
    case expression_op::depth:
        return units().depths()[s];
    case day_cell:
        if (!n.states || n.states[s] != cell_state::stated) return {};
        return number_of_day(n.days[s]);
    case plus:
    case minus:
    case times:
        return fold_at(n, s);
    case plus_months:
    case plus_days: {
        auto const from = figure_at(n.args[0], s), by = figure_at(n.args[1], s);
        if (!from || !by) return {};
        auto const day = later(day_of_number(*from), *by, n.source.node());
        return day ? std::optional(number_of_day(*day)) : std::nullopt;
    }
    default:
        return {};
    }
}

truth program::truth_at(node_id id, std::uint32_t s) const {
    auto const& n = nodes_[id];
    if (n.aggregate)
        return has_bit(n.known.data(), s) ? truth::yes
               : has_bit(n.no.data(), s)  ? truth::no
                                          : truth::unknown;
    auto const kind = units().kinds();
    auto const parent = units().parents();
    auto const in_set = [&](std::uint32_t unit) {
        return (n.value >> static_cast<unsigned>(kind[unit]) & 1) != 0;
    };
    switch (n.op) {
    case always:
        return truth::yes;
    case kind_in:
        return truth_of(in_set(s));
    case parent_kind_in:
        return truth_of(parent[s] != s && in_set(parent[s]));
    case is_root:
        return truth_of(parent[s] == s);
    case is_leaf:
        return truth_of(units().ends()[s] == s + 1);
    case expression_op::answered:
        return truth_of(n.states != nullptr && n.states[s] != cell_state::blank);
    case expression_op::compare:
    case compare_days: {
        auto const a = figure_at(n.args[0], s), b = figure_at(n.args[1], s);
        return a && b ? truth_of(holds(n.source->compared, *a, *b)) : truth::unknown;
    }
    case expression_op::compare_ratio:
        return ratio_holds(n.source->compared, figure_at(n.args[0], s), figure_at(n.args[1], s),
                           figure_at(n.args[2], s), figure_at(n.args[3], s));
    case all_of: {
        auto all = truth::yes;
        for (auto const arg : n.args) all = all & truth_at(arg, s);
        return all;
    }
    case any_of: {
        auto any = truth::no;
        for (auto const arg : n.args) any = any | truth_at(arg, s);
        return any;
    }
    case negation:
        return !truth_at(n.args[0], s);
    case user: {
        auto answer = truth::unknown;
        (*n.source->predicate)({in_.whole, slot(s), slot(s + 1), in_.on}, &answer);
        return answer;
    }
    default:
        return truth::unknown;
    }
}

outcome program::outcome_at(rule_code const& code, std::uint32_t s) const {
    auto concerned = truth_at(code.scope, s);
    if (code.exemption != no_node) concerned = concerned & !truth_at(code.exemption, s);
    if (concerned == truth::no) return outcome::not_applicable;
    if (concerned == truth::unknown) return outcome::undecidable;
    auto const kept = truth_at(code.condition, s);
    if (kept == truth::yes) return outcome::pass;
    if (kept == truth::unknown) return outcome::undecidable;
    if (code.law->breach == outcome::review || code.law->consent.empty()) return code.law->breach;
    return truth_at(code.refused, s) == truth::yes ? outcome::fail : outcome::review;
}

} // namespace partyorg::detail
