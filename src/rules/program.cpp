#include "rules/program.hpp"

#include <algorithm>
#include <unordered_map>

namespace partyorg::detail {
namespace {

__extension__ using wide_int = __int128;
using enum expression_op;

bool test(std::uint64_t const* bits, std::size_t i) {
    return (bits[i / 64] >> i % 64 & 1) != 0;
}
void set(std::uint64_t* bits, std::size_t i) {
    bits[i / 64] |= std::uint64_t{1} << i % 64;
}

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

bool compare_values(comparison how, std::int64_t a, std::int64_t b) {
    switch (how) {
    case comparison::less:
        return a < b;
    case comparison::at_most:
        return a <= b;
    case comparison::equal:
        return a == b;
    case comparison::different:
        return a != b;
    case comparison::at_least:
        return a >= b;
    case comparison::more:
        return a > b;
    }
    return false;
}

truth compare_fractions(comparison how, std::optional<std::int64_t> a,
                        std::optional<std::int64_t> b, std::optional<std::int64_t> c,
                        std::optional<std::int64_t> d) {
    if (!a || !b || !c || !d || *b <= 0 || *d <= 0) return truth::unknown;
    auto const left = wide_int(*a) * wide_int(*d), right = wide_int(*c) * wide_int(*b);
    return truth_of(compare_values(how, left < right ? -1 : left > right ? 1 : 0, 0));
}

comparison mirrored(comparison how) {
    using enum comparison;
    constexpr std::array<comparison, 6> other = {more, at_least, equal, different, at_most, less};
    return other[static_cast<std::size_t>(how)];
}

} // namespace

std::int64_t number_of_day(date const& day) {
    return day.day_number();
}
date day_of_number(std::int64_t number) {
    return date(first_year, 1, 1) +
           boost::gregorian::date_duration(number - number_of_day(date(first_year, 1, 1)));
}

// ---- What a block works with -------------------------------------------------------------------

struct program::space {
    explicit space(program const& of)
        : bits(of.nodes_.size() * 2 * block_words),
          numbers(std::size_t{of.buffers_} * block_units),
          scratch(2 * block_units),
          answers(block_units) {}
    std::uint64_t* yes(node_id id) { return bits.data() + std::size_t{id} * 2 * block_words; }
    std::uint64_t* no(node_id id) { return yes(id) + block_words; }
    std::vector<std::uint64_t> bits;
    std::vector<std::int64_t> numbers;
    std::vector<std::int64_t> scratch;
    std::vector<truth> answers;
};

/// The figures of a block: one number for all, or one each; which of them are known.
struct program::view {
    bool constant = false;
    std::int64_t value = 0;
    std::int64_t const* wide = nullptr;
    std::int32_t const* narrow = nullptr;
    std::uint64_t const* known = nullptr; ///< null: all
    [[nodiscard]] std::int64_t at(std::size_t i) const {
        return constant ? value : wide ? wide[i] : narrow[i];
    }
};

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
        evaluate(order, b, at);
        if (condition) {
            std::copy_n(at.yes(id), words, n.known.data() + first / 64);
            std::copy_n(at.no(id), words, n.no.data() + first / 64);
            continue;
        }
        auto const seen = look(id, first, at);
        for (std::uint32_t i = 0; i < here; ++i) {
            if (seen.known && !test(seen.known, i)) continue;
            n.values[first + i] = seen.at(i);
            set(n.known.data(), first + i);
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
        set(n.known.data(), s);
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
        set(n.known.data(), s);
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
        set(n.known.data(), s);
    }
}

void program::store_counts(program_node& n) const {
    auto const& which = nodes_[n.args[0]];
    auto const parent = units().parents();
    std::vector<char> missing(units().size(), 0);
    for (std::uint32_t s = units().size(); s-- > 0;) {
        if (!missing[s]) set(n.known.data(), s);
        if (parent[s] != s) {
            auto const above = parent[s];
            bool const yes = test(which.known.data(), s);
            n.values[above] += yes ? 1 : 0;
            bool unknown = !yes && !test(which.no.data(), s);
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
        if (parent[s] == s || !test(what.known.data(), parent[s])) continue;
        n.values[s] = what.values[parent[s]];
        set(n.known.data(), s);
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
        set(n.known.data(), s);
    }
}

void program::store_under_kind(program_node& n) const {
    unit_kinds const kinds(static_cast<std::uint32_t>(n.value));
    auto const parent = units().parents();
    auto const kind = units().kinds();
    for (std::uint32_t s = 0; s < units().size(); ++s) {
        bool const under =
            parent[s] != s && (kinds.contains(kind[parent[s]]) || test(n.known.data(), parent[s]));
        set(under ? n.known.data() : n.no.data(), s);
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
            set(yes ? n.known.data() : n.no.data(), s);
        }
        return;
    }
    bool const condition = n.op == has_stated_total;
    for (auto const& t : in_.whole.totals) {
        auto const at = units().find(t.unit);
        if (t.measure != n.source->name || !at || test(n.known.data(), at->value())) continue;
        set(n.known.data(), at->value());
        if (!condition) n.values[at->value()] = t.value;
    }
    if (!condition) return;
    for (std::uint32_t s = 0; s < size; ++s)
        if (!test(n.known.data(), s)) set(n.no.data(), s);
}

// ---- Blocks ------------------------------------------------------------------------------------

program::view program::look(node_id id, std::uint32_t first, space& at) const {
    auto const& n = nodes_[id];
    view v;
    if (n.aggregate) {
        v.wide = n.values.data() + first;
        v.known = n.known.data() + first / 64;
    } else if (n.op == number) {
        v.constant = true;
        v.value = n.value;
    } else if (buffer_of_[id] != no_node) {
        v.wide = at.numbers.data() + std::size_t{buffer_of_[id]} * block_units;
        v.known = at.yes(id);
    } else {
        if (n.wide)
            v.wide = n.wide + first;
        else if (n.narrow)
            v.narrow = n.narrow + first;
        else
            v.constant = true;
        if (n.op == cell) v.known = at.yes(id);
    }
    return v;
}

void program::evaluate(std::vector<node_id> const& order, std::uint32_t block, space& at) const {
    auto const first = block * block_units;
    auto const n = std::min(block_units, units().size() - first);
    for (auto const id : order) {
        if (info_of(nodes_[id].op).gives == expression_kind::condition)
            evaluate_condition(id, first, n, at);
        else
            evaluate_figure(id, first, n, at);
    }
}

namespace {

// The bits of units whose cell is answered.
void answered_bits(cell_state const* states, std::uint32_t first, std::uint32_t n,
                   std::uint64_t* out) {
    auto const words = words_of(n);
    if (!states) {
        std::fill_n(out, words, std::uint64_t{0});
        return;
    }
    kernels::equal(reinterpret_cast<std::uint8_t const*>(states) + first,
                   static_cast<std::uint8_t>(cell_state::blank), n, out);
    for (std::size_t w = 0; w < words; ++w) out[w] = ~out[w];
    out[words - 1] &= last_bits(n);
}

// `no` is what is not `yes`.
void complement(std::uint64_t const* yes, std::uint32_t n, std::uint64_t* no) {
    auto const words = words_of(n);
    for (std::size_t w = 0; w < words; ++w) no[w] = ~yes[w];
    no[words - 1] &= last_bits(n);
}

template <class Test>
void bits_where(std::uint32_t n, std::uint64_t* yes, std::uint64_t* no, Test&& holds) {
    std::array<std::uint8_t, block_units> answer;
    for (std::uint32_t i = 0; i < n; ++i) answer[i] = holds(i) ? 1 : 0;
    kernels::equal(answer.data(), 1, n, yes);
    complement(yes, n, no);
}

void kind_bits(unit_kind const* kinds, std::int64_t set_of_kinds, std::uint32_t n,
               std::uint64_t* yes, std::uint64_t* no) {
    auto const words = words_of(n);
    std::fill_n(yes, words, std::uint64_t{0});
    bit_words one;
    for (std::uint8_t k = 0; k < unit_kind_count; ++k) {
        if ((set_of_kinds >> k & 1) == 0) continue;
        kernels::equal(reinterpret_cast<std::uint8_t const*>(kinds), k, n, one.data());
        for (std::size_t w = 0; w < words; ++w) yes[w] |= one[w];
    }
    complement(yes, n, no);
}

} // namespace

void program::evaluate_figure(node_id id, std::uint32_t first, std::uint32_t n, space& at) const {
    auto const& node = nodes_[id];
    if (node.aggregate) return;
    auto* const out = buffer_of_[id] == no_node
                          ? nullptr
                          : at.numbers.data() + std::size_t{buffer_of_[id]} * block_units;
    switch (node.op) {
    case cell:
        return answered_bits(node.states, first, n, at.yes(id));
    case covered:
    case coverable:
        answered_bits(node.states, first, n, at.yes(id));
        for (std::uint32_t i = 0; i < n; ++i)
            out[i] = !node.shares         ? 0
                     : node.op == covered ? node.shares[first + i].covered
                                          : node.shares[first + i].of;
        return;
    case day_cell:
        kernels::equal(
            reinterpret_cast<std::uint8_t const*>(node.states ? node.states + first : nullptr),
            static_cast<std::uint8_t>(cell_state::stated), node.states ? n : 0, at.yes(id));
        if (!node.states) std::fill_n(at.yes(id), words_of(n), std::uint64_t{0});
        for (std::uint32_t i = 0; i < n; ++i)
            out[i] = node.days && test(at.yes(id), i) ? number_of_day(node.days[first + i]) : 0;
        return;
    case expression_op::depth:
        std::fill_n(at.yes(id), words_of(n), ~std::uint64_t{0});
        units().depths().visit([&](auto depth) {
            for (std::uint32_t i = 0; i < n; ++i) out[i] = depth[first + i];
        });
        return;
    case plus:
    case minus:
    case times:
        return arithmetic(id, first, n, at);
    case plus_months:
    case plus_days:
        return shift_days(id, first, n, at);
    default:
        return;
    }
}

void program::spread(view const& from, std::uint32_t n, std::int64_t* out) {
    if (from.constant)
        std::fill_n(out, n, from.value);
    else if (from.wide)
        std::copy_n(from.wide, n, out);
    else
        std::copy_n(from.narrow, n, out);
}

namespace {

// Small figures cannot leave 64 bits: then plain loops do, which the compiler makes vectors of.
bool fits(expression_op op, std::int64_t* a, std::int64_t const* b, std::uint32_t n) {
    std::uint64_t high = 0; // bits beyond the small figures, negative ones folded
    for (std::uint32_t i = 0; i < n; ++i)
        high |= static_cast<std::uint64_t>(a[i] ^ (a[i] >> 63)) |
                static_cast<std::uint64_t>(b[i] ^ (b[i] >> 63));
    if (high >> (op == times ? 31 : 61) != 0) return false;
    if (op == plus)
        for (std::uint32_t i = 0; i < n; ++i) a[i] += b[i];
    else if (op == minus)
        for (std::uint32_t i = 0; i < n; ++i) a[i] -= b[i];
    else // both fit into 32 bits, where a product is one instruction
        for (std::uint32_t i = 0; i < n; ++i)
            a[i] = std::int64_t{static_cast<std::int32_t>(a[i])} * static_cast<std::int32_t>(b[i]);
    return true;
}

} // namespace

void program::arithmetic(node_id id, std::uint32_t first, std::uint32_t n, space& at) const {
    auto const& node = nodes_[id];
    auto* const out = at.numbers.data() + std::size_t{buffer_of_[id]} * block_units;
    auto* const known = at.yes(id);
    auto const words = words_of(n);
    auto const start = look(node.args[0], first, at);
    spread(start, n, out);
    for (std::size_t w = 0; w < words; ++w)
        known[w] = start.known ? start.known[w] : ~std::uint64_t{0};
    for (std::size_t a = 1; a < node.args.size(); ++a) {
        auto const other = look(node.args[a], first, at);
        if (other.known)
            for (std::size_t w = 0; w < words; ++w) known[w] &= other.known[w];
        auto* const value = at.scratch.data();
        spread(other, n, value);
        if (fits(node.op, out, value, n)) continue;
        // Some figure is too large: whose, and is it known at all?
        for (std::uint32_t i = 0; i < n; ++i) {
            bool const too_large =
                node.op == plus    ? __builtin_add_overflow(out[i], value[i], &out[i])
                : node.op == minus ? __builtin_sub_overflow(out[i], value[i], &out[i])
                                   : __builtin_mul_overflow(out[i], value[i], &out[i]);
            if (too_large && test(known, i)) overflow(first + i);
        }
    }
}

void program::shift_days(node_id id, std::uint32_t first, std::uint32_t n, space& at) const {
    auto const& node = nodes_[id];
    auto* const out = at.numbers.data() + std::size_t{buffer_of_[id]} * block_units;
    auto* const known = at.yes(id);
    std::fill_n(known, words_of(n), std::uint64_t{0});
    auto const from = look(node.args[0], first, at), by = look(node.args[1], first, at);
    for (std::uint32_t i = 0; i < n; ++i) {
        out[i] = 0;
        if ((from.known && !test(from.known, i)) || (by.known && !test(by.known, i))) continue;
        if (auto const day = later(day_of_number(from.at(i)), by.at(i), node.source.node())) {
            out[i] = number_of_day(*day);
            set(known, i);
        }
    }
}

void program::evaluate_condition(node_id id, std::uint32_t first, std::uint32_t n,
                                 space& at) const {
    auto const& node = nodes_[id];
    auto* const yes = at.yes(id);
    auto* const no = at.no(id);
    auto const words = words_of(n);
    if (node.aggregate) {
        std::copy_n(node.known.data() + first / 64, words, yes);
        std::copy_n(node.no.data() + first / 64, words, no);
        return;
    }
    auto const parent = units().parents();
    switch (node.op) {
    case kind_in:
        return kind_bits(units().kinds().data() + first, node.value, n, yes, no);
    case parent_kind_in: {
        auto const kind = units().kinds();
        unit_kinds const kinds(static_cast<std::uint32_t>(node.value));
        return bits_where(n, yes, no, [&](std::uint32_t i) {
            auto const s = first + i;
            return parent[s] != s && kinds.contains(kind[parent[s]]);
        });
    }
    case is_root:
        return bits_where(n, yes, no, [first, above = parent.data() + first](std::uint32_t i) {
            return above[i] == first + i;
        });
    case is_leaf: {
        auto const end = units().ends();
        return bits_where(n, yes, no, [first, next = end.data() + first](std::uint32_t i) {
            return next[i] == first + i + 1;
        });
    }
    case expression_op::answered:
        answered_bits(node.states, first, n, yes);
        return complement(yes, n, no);
    case expression_op::compare:
    case compare_days:
        return compare(id, first, n, at);
    case expression_op::compare_ratio:
        return compare_ratio(id, first, n, at);
    case all_of:
    case any_of: {
        auto* const decided = node.op == all_of ? no : yes; // one is enough
        auto* const agreed = node.op == all_of ? yes : no;  // all are needed
        std::fill_n(decided, words, std::uint64_t{0});
        std::fill_n(agreed, words, ~std::uint64_t{0});
        for (auto const arg : node.args) {
            auto const* one = node.op == all_of ? at.no(arg) : at.yes(arg);
            auto const* all = node.op == all_of ? at.yes(arg) : at.no(arg);
            for (std::size_t w = 0; w < words; ++w) {
                decided[w] |= one[w];
                agreed[w] &= all[w];
            }
        }
        return;
    }
    case negation:
        std::copy_n(at.no(node.args[0]), words, yes);
        std::copy_n(at.yes(node.args[0]), words, no);
        return;
    case user:
        return ask_user(id, first, n, at);
    default: // always
        std::fill_n(yes, words, ~std::uint64_t{0});
        yes[words - 1] &= last_bits(n);
        std::fill_n(no, words, std::uint64_t{0});
    }
}

namespace {

// a > c, a >= c and so on: all come down to "above" and "equal", and their opposite.
struct reduced {
    enum class kernel : std::uint8_t { above, equal, all, none } what;
    std::int64_t bound;
    bool opposite;
};
reduced reduce(comparison how, std::int64_t c) {
    using enum comparison;
    constexpr auto least = std::numeric_limits<std::int64_t>::min();
    switch (how) {
    case more:
        return {reduced::kernel::above, c, false};
    case at_most:
        return {reduced::kernel::above, c, true};
    case at_least:
        if (c == least) return {reduced::kernel::all, 0, false};
        return {reduced::kernel::above, c - 1, false};
    case less:
        if (c == least) return {reduced::kernel::none, 0, false};
        return {reduced::kernel::above, c - 1, true};
    case equal:
        return {reduced::kernel::equal, c, false};
    case different:
        return {reduced::kernel::equal, c, true};
    }
    return {reduced::kernel::none, 0, false};
}

// Small counts against a bound that may not be a small count.
void narrow_bits(reduced const& r, std::int32_t const* a, std::size_t n, std::uint64_t* out) {
    constexpr std::int64_t least = std::numeric_limits<std::int32_t>::min();
    constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();
    auto const words = words_of(n);
    if (r.bound >= least && r.bound <= most) {
        auto const bound = static_cast<std::int32_t>(r.bound);
        if (r.what == reduced::kernel::above)
            kernels::above(a, bound, n, out);
        else
            kernels::equal(a, bound, n, out);
    } else {
        bool const all = r.what == reduced::kernel::above && r.bound < least;
        std::fill_n(out, words, all ? ~std::uint64_t{0} : std::uint64_t{0});
    }
}

} // namespace

void program::compare(node_id id, std::uint32_t first, std::uint32_t n, space& at) const {
    auto const& node = nodes_[id];
    auto how = node.source->compared;
    auto a = look(node.args[0], first, at), b = look(node.args[1], first, at);
    if (a.constant && !b.constant) {
        std::swap(a, b);
        how = mirrored(how);
    }
    auto* const yes = at.yes(id);
    auto* const no = at.no(id);
    auto const words = words_of(n);
    bool opposite = false;
    if (a.constant) {
        bool const holds = compare_values(how, a.value, b.value);
        std::fill_n(yes, words, holds ? ~std::uint64_t{0} : std::uint64_t{0});
    } else if (b.constant) {
        auto const r = reduce(how, b.value);
        opposite = r.opposite;
        if (r.what == reduced::kernel::all || r.what == reduced::kernel::none)
            std::fill_n(yes, words,
                        r.what == reduced::kernel::all ? ~std::uint64_t{0} : std::uint64_t{0});
        else if (a.narrow)
            narrow_bits(r, a.narrow, n, yes);
        else if (r.what == reduced::kernel::above)
            kernels::above(a.wide, r.bound, n, yes);
        else
            kernels::equal(a.wide, r.bound, n, yes);
    } else {
        auto const widened = [&](view const& v, std::size_t which) {
            if (v.wide) return v.wide;
            auto* const out = at.scratch.data() + which * block_units;
            for (std::uint32_t i = 0; i < n; ++i) out[i] = v.narrow[i];
            return static_cast<std::int64_t const*>(out);
        };
        auto const* x = widened(a, 0);
        auto const* y = widened(b, 1);
        opposite = how == comparison::at_most || how == comparison::at_least ||
                   how == comparison::different;
        if (how == comparison::equal || how == comparison::different)
            kernels::equal(x, y, n, yes);
        else if (how == comparison::more || how == comparison::at_most)
            kernels::above(x, y, n, yes);
        else
            kernels::above(y, x, n, yes);
    }
    for (std::size_t w = 0; w < words; ++w) {
        auto known = w + 1 == words ? last_bits(n) : ~std::uint64_t{0};
        if (a.known) known &= a.known[w];
        if (b.known) known &= b.known[w];
        auto const holds = opposite ? ~yes[w] : yes[w];
        yes[w] = holds & known;
        no[w] = ~holds & known;
    }
}

void program::compare_ratio(node_id id, std::uint32_t first, std::uint32_t n, space& at) const {
    auto const& node = nodes_[id];
    std::array<view, 4> v;
    for (std::size_t i = 0; i < 4; ++i) v[i] = look(node.args[i], first, at);
    auto* const yes = at.yes(id);
    auto* const no = at.no(id);
    auto const words = words_of(n);
    for (std::size_t w = 0; w < words; ++w) {
        auto known = w + 1 == words ? last_bits(n) : ~std::uint64_t{0};
        for (auto const& part : v)
            if (part.known) known &= part.known[w];
        yes[w] = no[w] = 0;
        for (; known != 0; known &= known - 1) {
            auto const bit = known & (~known + 1);
            auto const i = w * 64 + static_cast<std::size_t>(std::countr_zero(known));
            auto const holds = compare_fractions(node.source->compared, v[0].at(i), v[1].at(i),
                                                 v[2].at(i), v[3].at(i));
            if (holds == truth::yes) yes[w] |= bit;
            if (holds == truth::no) no[w] |= bit;
        }
    }
}

void program::ask_user(node_id id, std::uint32_t first, std::uint32_t n, space& at) const {
    std::fill_n(at.answers.data(), n, truth::unknown);
    (*nodes_[id].source->predicate)({in_.whole, slot(first), slot(first + n), in_.on},
                                    at.answers.data());
    static_assert(sizeof(truth) == 1);
    auto const* bytes = reinterpret_cast<std::uint8_t const*>(at.answers.data());
    kernels::equal(bytes, static_cast<std::uint8_t>(truth::yes), n, at.yes(id));
    kernels::equal(bytes, static_cast<std::uint8_t>(truth::no), n, at.no(id));
}

void program::run(std::uint32_t first, std::uint32_t last, outcome_sink& sink) const {
    space at(*this);
    outcome_bits bits;
    bit_words const none{};
    for (auto block = first; block < last; ++block) {
        auto const n = std::min(block_units, units().size() - block * block_units);
        auto const words = words_of(n);
        evaluate(order_, block, at);
        for (std::size_t r = 0; r < rules_.size(); ++r) {
            auto const& code = rules_[r];
            auto const *in = at.yes(code.scope), *out = at.no(code.scope);
            auto const *kept = at.yes(code.condition), *broken = at.no(code.condition);
            bool const has_exempt = code.exemption != no_node;
            auto const* exempt = has_exempt ? at.yes(code.exemption) : none.data();
            auto const* bound = has_exempt ? at.no(code.exemption) : nullptr;
            auto const* refused = code.refused != no_node ? at.yes(code.refused) : nullptr;
            bool const review = code.law->breach == outcome::review;
            for (std::size_t w = 0; w < words; ++w) {
                auto const all = w + 1 == words ? last_bits(n) : ~std::uint64_t{0};
                auto const concerned = in[w] & (bound ? bound[w] : all);
                auto const free = out[w] | exempt[w];
                auto const breach = concerned & broken[w];
                auto const excused = review                      ? breach
                                     : code.law->consent.empty() ? 0
                                                                 : breach & ~refused[w];
                bits.pass[w] = concerned & kept[w];
                bits.review[w] = excused;
                bits.fail[w] = breach & ~excused;
                bits.undecided[w] = all & ~free & ~bits.pass[w] & ~breach;
                bits.near[w] = code.strict == no_node ? 0 : bits.pass[w] & at.no(code.strict)[w];
            }
            sink.take(r, block, n, bits);
        }
    }
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
    if (n.aggregate) return test(n.known.data(), s) ? std::optional(n.values[s]) : std::nullopt;
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
        return test(n.known.data(), s) ? truth::yes
               : test(n.no.data(), s)  ? truth::no
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
        return a && b ? truth_of(compare_values(n.source->compared, *a, *b)) : truth::unknown;
    }
    case expression_op::compare_ratio:
        return compare_fractions(n.source->compared, figure_at(n.args[0], s),
                                 figure_at(n.args[1], s), figure_at(n.args[2], s),
                                 figure_at(n.args[3], s));
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
