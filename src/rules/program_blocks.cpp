// Rules evaluated for blocks of units.
//
// What makes this quick: the cells of a column are read from memory once per block and kept as
// 16-bit numbers where they fit, as figures of organisations nearly always do; comparisons and
// arithmetic then work on 32 units per instruction, in the cache. The least and the greatest of
// a block tell how many bits a result needs, and decide many a comparison without looking at it.

#include "rules/block.hpp"
#include "rules/comparing.hpp"

#include <algorithm>

namespace partyorg::detail {
namespace {

__extension__ using wide_int = __int128;
using enum expression_op;

template <class T>
bool fits(wide_int least, wide_int most) {
    return least >= std::numeric_limits<T>::min() && most <= std::numeric_limits<T>::max();
}

/// What a sum, difference or product of figures in two ranges lies between.
struct bounds {
    wide_int least, most;
};
bounds bounds_of(expression_op op, value_range a, value_range b) {
    if (op == plus) return {wide_int(a.least) + b.least, wide_int(a.most) + b.most};
    if (op == minus) return {wide_int(a.least) - b.most, wide_int(a.most) - b.least};
    std::array<wide_int, 4> const corners = {wide_int(a.least) * b.least,
                                             wide_int(a.least) * b.most, wide_int(a.most) * b.least,
                                             wide_int(a.most) * b.most};
    return {*std::min_element(corners.begin(), corners.end()),
            *std::max_element(corners.begin(), corners.end())};
}

} // namespace

// ---- Figures in as many bits as are needed -----------------------------------------------------

program::space::space(program const& of)
    : yes(of.nodes_.size()),
      no(of.nodes_.size()),
      figures(of.nodes_.size()),
      columns(of.columns_.size()),
      program_(of),
      bits_((of.nodes_.size() * 2 + of.columns_.size()) * block_words / lines::words),
      numbers_((std::size_t{of.buffers_} + spares) * block_units / lines::words),
      packed_(of.columns_.size() * block_units / 2 / lines::words) {
    // Bits are used in whole blocks, even where the last one has fewer units.
    std::fill_n(own_yes(0), (of.nodes_.size() * 2 + of.columns_.size()) * block_words,
                std::uint64_t{0});
}

void program::space::begin(std::uint32_t block) {
    first = block * block_units;
    n = std::min(block_units, program_.units().size() - first);
    auto const words = words_of(n);
    std::fill_n(all.begin(), words, ~std::uint64_t{0});
    std::fill(all.begin() + static_cast<std::ptrdiff_t>(words), all.end(), std::uint64_t{0});
    all[words - 1] = last_bits(n);
    for (auto& c : columns) c = {};
}

/// The figures one by one, or the same ones again and again, in so many bits.
template <class T>
right_side<T> program::widened(view const& from, T* room, space const& at) {
    if (from.is_constant()) {
        std::fill_n(room, 64, static_cast<T>(from.least));
        return {room, 0};
    }
    if constexpr (sizeof(T) == 2) return {from.small, 64};
    if constexpr (sizeof(T) == 4)
        if (from.narrow) return {from.narrow, 64};
    if constexpr (sizeof(T) == 8)
        if (from.wide) return {from.wide, 64};
    if (from.small)
        std::copy_n(from.small, at.n, room);
    else if constexpr (sizeof(T) == 8)
        std::copy_n(from.narrow, at.n, room);
    return {room, 64};
}

/// The same, but for constants too one by one.
template <class T>
T const* program::spread(view const& from, T* room, space const& at) {
    if (from.is_constant()) std::fill_n(room, at.n, static_cast<T>(from.least));
    return from.is_constant() ? room : widened(from, room, at).values;
}

/// Fewer bits, if they are enough.
program::view program::packed(view const& from, std::int32_t* room, space const& at) {
    auto const& loops = at.loops;
    auto* const small = reinterpret_cast<std::int16_t*>(room);
    value_range range;
    if (from.wide ? loops.pack_wide_small(from.wide, at.n, small, range)
                  : from.narrow && loops.pack_narrow_small(from.narrow, at.n, small, range))
        return {.small = small, .known = from.known, .least = range.least, .most = range.most};
    if (from.wide && loops.pack_wide_narrow(from.wide, at.n, room, range))
        return {.narrow = room, .known = from.known, .least = range.least, .most = range.most};
    return from;
}

/// The units whose cell is answered.
std::uint64_t const* program::answered_cells(program_node const& n, space& at) const {
    if (!n.states) return at.none.data();
    auto& column = at.columns[n.cells];
    if (!column.known) {
        auto* const bits = at.bits_of_column(n.cells);
        at.loops.equal_bytes(reinterpret_cast<std::uint8_t const*>(n.states) + at.first,
                             static_cast<std::uint8_t>(cell_state::blank), at.n, bits);
        bit_words blank; // what is not answered is not needed
        at.loops.decide(bits, at.all.data(), at.all.data(), blank.data(), bits);
        column.known = bits;
    }
    return column.known;
}

/// The cells as figures; blank ones are 0.
program::view program::cells_of(program_node const& n, space& at) const {
    if (!n.wide && !n.narrow) return view::constant(0, at.all.data());
    auto& column = at.columns[n.cells];
    if (column.read) return column.figures;
    column.read = true;
    auto& out = column.figures;
    if (n.wide)
        out = view::any(n.wide + at.first, at.all.data());
    else
        out = view::any(n.narrow + at.first, at.all.data());
    // For a single comparison it would not pay.
    if (columns_[n.cells].uses > 1) out = packed(out, at.room_of_column(n.cells), at);
    return out;
}

// ---- Nodes -------------------------------------------------------------------------------------

void program::evaluate(node_id id, space& at) const {
    if (info_of(nodes_[id].op).gives == expression_kind::condition)
        evaluate_condition(id, at);
    else
        evaluate_figure(id, at);
}

void program::evaluate_figure(node_id id, space& at) const {
    auto const& node = nodes_[id];
    auto& out = at.figures[id];
    if (node.aggregate) {
        out = view::any(node.values.data() + at.first, at.stored(node.known, at.own_yes(id)));
        return;
    }
    switch (node.op) {
    case number:
        out = view::constant(node.value, at.all.data());
        return;
    case cell:
    case cell_or_none:
        out = cells_of(node, at);
        if (node.op == cell) out.known = answered_cells(node, at);
        return;
    case covered:
    case coverable: {
        auto* const values = at.numbers_of<std::int64_t>(id);
        for (std::uint32_t i = 0; i < at.n; ++i)
            values[i] = !node.shares         ? 0
                        : node.op == covered ? node.shares[at.first + i].covered
                                             : node.shares[at.first + i].of;
        out = view::any(values, answered_cells(node, at));
        return;
    }
    case day_cell:
        return read_days(id, at);
    case expression_op::depth:
        out = depths(at.numbers_of<std::int64_t>(id), at);
        return;
    case plus:
    case minus:
    case times:
        return arithmetic(id, at);
    case plus_months:
    case plus_days:
        return shift_days(id, at);
    default:
        out = view::constant(0, at.none.data());
        return;
    }
}

program::view program::depths(std::int64_t* room, space& at) const {
    view out;
    units().depths().visit([&](auto depth) {
        if constexpr (sizeof(depth[0]) == 1) {
            auto* const values = reinterpret_cast<std::int16_t*>(room);
            at.loops.widen_bytes(depth.data() + at.first, at.n, values);
            out = view::any(values, at.all.data());
        } else {
            auto* const values = reinterpret_cast<std::int32_t*>(room);
            std::copy_n(depth.begin() + at.first, at.n, values);
            out = view::any(values, at.all.data());
        }
    });
    out.least = 0;
    out.most = units().depths().deepest();
    return out;
}

void program::read_days(node_id id, space& at) const {
    auto const& node = nodes_[id];
    auto* const values = at.numbers_of<std::int32_t>(id);
    if (!node.states || !node.days) {
        at.figures[id] = view::constant(0, at.none.data());
        return;
    }
    auto* const known = at.own_yes(id);
    at.loops.equal_bytes(reinterpret_cast<std::uint8_t const*>(node.states + at.first),
                         static_cast<std::uint8_t>(cell_state::stated), at.n, known);
    at.loops.decide(known, at.all.data(), at.all.data(), known, at.own_no(id));
    for (std::uint32_t i = 0; i < at.n; ++i)
        values[i] = has_bit(known, i)
                        ? static_cast<std::int32_t>(number_of_day(node.days[at.first + i]))
                        : 0;
    at.figures[id] = view::any(values, known);
}

void program::shift_days(node_id id, space& at) const {
    auto const& node = nodes_[id];
    auto const &from = at.figures[node.args[0]], &by = at.figures[node.args[1]];
    auto* const values = at.numbers_of<std::int32_t>(id);
    auto* const known = at.own_yes(id);
    std::fill_n(known, block_words, std::uint64_t{0});
    for (std::uint32_t i = 0; i < at.n; ++i) {
        values[i] = 0;
        if (!has_bit(from.known, i) || !has_bit(by.known, i)) continue;
        if (auto const day = later(day_of_number(from.at(i)), by.at(i), node.source.node())) {
            values[i] = static_cast<std::int32_t>(number_of_day(*day));
            set_bit(known, i);
        }
    }
    at.figures[id] = view::any(values, known);
}

// ---- Arithmetic --------------------------------------------------------------------------------

namespace {

template <class T>
auto loop_of(kernel_table const& loops, expression_op op) {
    auto const& of = loops.of<T>();
    return op == plus ? of.add : op == minus ? of.subtract : of.multiply;
}

} // namespace

/// A sum, difference or product that cannot be too large; nothing if that is not certain. `room` is
/// for the results, and none of the operands lies there.
std::optional<program::view> program::combined(expression_op op, view const& a, view const& b,
                                               std::int64_t* room, space& at) {
    auto const [least, most] = bounds_of(op, {a.least, a.most}, {b.least, b.most});
    if (!fits<std::int64_t>(least, most)) return {};
    auto const bits = std::max(a.bits(), b.bits());
    auto const in = [&]<class T>(T) {
        auto* const out = reinterpret_cast<T*>(room);
        auto const* left = spread(a, at.spare<T>(0), at);
        loop_of<T>(at.loops, op)(left, widened(b, at.spare<T>(1), at), at.n, out);
        auto result = view::any(out, at.all.data());
        result.least = static_cast<std::int64_t>(least);
        result.most = static_cast<std::int64_t>(most);
        return result;
    };
    auto const low = std::min({least, wide_int(a.least), wide_int(b.least)});
    auto const high = std::max({most, wide_int(a.most), wide_int(b.most)});
    if (bits <= 16 && fits<std::int16_t>(low, high)) return in(std::int16_t{});
    if (bits <= 32 && fits<std::int32_t>(low, high)) return in(std::int32_t{});
    return in(std::int64_t{});
}

void program::arithmetic(node_id id, space& at) const {
    auto const& node = nodes_[id];
    auto* const room = at.numbers_of<std::int64_t>(id);
    auto* const known = at.own_yes(id);
    auto sum = at.figures[node.args[0]];
    auto const* both = sum.known;
    for (std::size_t a = 1; a < node.args.size(); ++a) {
        auto other = at.figures[node.args[a]];
        if (other.known != both) {
            if (both == at.all.data()) {
                both = other.known;
            } else if (other.known != at.all.data()) {
                at.loops.decide(both, other.known, at.all.data(), known, at.own_no(id));
                both = known;
            }
        }
        if (a > 1) sum = at.moved(sum, 2); // from where the new results go
        if (sum.wide || sum.narrow) sum = packed(sum, at.spare<std::int32_t>(3), at);
        if (other.wide || other.narrow) other = packed(other, at.spare<std::int32_t>(4), at);
        if (auto const certain = combined(node.op, sum, other, room, at)) {
            sum = *certain;
        } else {
            sum = checked(node.op, sum, other, both, room, at);
        }
    }
    sum.known = both;
    at.figures[id] = sum;
}

/// The same for large figures, one by one: is any too large, and is it known at all?
program::view program::checked(expression_op op, view const& a, view const& b,
                               std::uint64_t const* known, std::int64_t* room, space& at) const {
    auto const* const x = spread(a, at.spare<std::int64_t>(0), at);
    auto const* const y = spread(b, at.spare<std::int64_t>(1), at);
    for (std::uint32_t i = 0; i < at.n; ++i) {
        bool const too_large = op == plus    ? __builtin_add_overflow(x[i], y[i], &room[i])
                               : op == minus ? __builtin_sub_overflow(x[i], y[i], &room[i])
                                             : __builtin_mul_overflow(x[i], y[i], &room[i]);
        if (too_large && has_bit(known, i)) overflow(at.first + i);
    }
    return view::any(static_cast<std::int64_t const*>(room), at.all.data());
}

// ---- Comparisons -------------------------------------------------------------------------------

/// What the ranges say already.
truth program::decided(comparison how, view const& a, view const& b) {
    bool const less = a.least<b.most, more = a.most> b.least;
    bool const same = a.least <= b.most && b.least <= a.most;
    bool const if_less = holds(how, 0, 1), if_same = holds(how, 0, 0), if_more = holds(how, 1, 0);
    if ((!less || if_less) && (!same || if_same) && (!more || if_more)) return truth::yes;
    if ((!less || !if_less) && (!same || !if_same) && (!more || !if_more)) return truth::no;
    return truth::unknown;
}

/// The units for which the comparison holds, were all figures known; `left` may be changed so that
/// the opposite is meant.
template <class T>
bool program::compare_in(comparison how, view const& a, view const& b, std::uint64_t* out,
                         space& at) {
    auto const& loops = at.loops.of<T>();
    bool const opposite =
        how == comparison::at_most || how == comparison::at_least || how == comparison::different;
    auto const* const left = spread(a, at.spare<T>(0), at);
    if (how == comparison::equal || how == comparison::different) {
        loops.equal(left, widened(b, at.spare<T>(1), at), at.n, out);
    } else if (how == comparison::more || how == comparison::at_most) {
        loops.above(left, widened(b, at.spare<T>(1), at), at.n, out);
    } else if (b.is_constant()) {
        // a < b is not (a > b - 1); b is not the least number, or the ranges would have decided.
        auto const before = view::constant(b.least - 1, b.known);
        loops.above(left, widened(before, at.spare<T>(1), at), at.n, out);
        return !opposite;
    } else {
        loops.above(spread(b, at.spare<T>(1), at), {left, 64}, at.n, out);
    }
    return opposite;
}

void program::compare(comparison how, view const& a, view const& b, node_id id, space& at) const {
    auto* const yes = at.own_yes(id);
    auto* const no = at.own_no(id);
    auto const what = decided(how, a, b);
    if (what == truth::unknown) {
        auto const bits = std::max(a.bits(), b.bits());
        bool const opposite = bits == 16   ? compare_in<std::int16_t>(how, a, b, yes, at)
                              : bits == 32 ? compare_in<std::int32_t>(how, a, b, yes, at)
                                           : compare_in<std::int64_t>(how, a, b, yes, at);
        at.loops.decide(yes, a.known, b.known, opposite ? no : yes, opposite ? yes : no);
        at.yes[id] = yes;
        at.no[id] = no;
        return;
    }
    auto const* known = a.known == at.all.data() ? b.known : a.known;
    if (a.known != b.known && a.known != at.all.data() && b.known != at.all.data()) {
        at.loops.decide(a.known, b.known, at.all.data(), yes, no);
        known = yes;
    }
    at.yes[id] = what == truth::yes ? known : at.none.data();
    at.no[id] = what == truth::yes ? at.none.data() : known;
}

void program::compare_ratio(node_id id, space& at) const {
    auto const& node = nodes_[id];
    std::array<view, 4> v;
    for (std::size_t i = 0; i < 4; ++i) v[i] = at.figures[node.args[i]];
    auto* const yes = at.own_yes(id);
    auto* const no = at.own_no(id);
    at.yes[id] = yes;
    at.no[id] = no;
    for (std::size_t w = 0; w < block_words; ++w) {
        auto known = at.all[w];
        for (auto const& part : v) known &= part.known[w];
        yes[w] = no[w] = 0;
        for (; known != 0; known &= known - 1) {
            auto const bit = known & (~known + 1);
            auto const i = w * 64 + static_cast<std::size_t>(std::countr_zero(known));
            auto const what =
                ratio_holds(node.source->compared, v[0].at(i), v[1].at(i), v[2].at(i), v[3].at(i));
            if (what == truth::yes) yes[w] |= bit;
            if (what == truth::no) no[w] |= bit;
        }
    }
}

// ---- Conditions --------------------------------------------------------------------------------

void program::evaluate_condition(node_id id, space& at) const {
    auto const& node = nodes_[id];
    auto* const yes = at.own_yes(id);
    auto* const no = at.own_no(id);
    auto const known_from = [&](std::uint64_t const* bits) { // what is not yes is no
        at.loops.decide(bits, at.all.data(), at.all.data(), yes, no);
        at.yes[id] = yes;
        at.no[id] = no;
    };
    if (node.aggregate) {
        at.yes[id] = at.stored(node.known, yes);
        at.no[id] = at.stored(node.no, no);
        return;
    }
    auto const kinds_wanted = static_cast<std::uint16_t>(node.value);
    switch (node.op) {
    case kind_in:
        at.loops.among(reinterpret_cast<std::uint8_t const*>(units().kinds().data()) + at.first,
                       kinds_wanted, at.n, yes);
        return known_from(yes);
    case parent_kind_in: {
        constexpr std::uint8_t no_kind = 15;
        std::array<std::uint8_t, block_units> above;
        auto const kind = units().kinds();
        auto const* const parent = units().parents().data() + at.first;
        for (std::uint32_t i = 0; i < at.n; ++i)
            above[i] =
                parent[i] == at.first + i ? no_kind : static_cast<std::uint8_t>(kind[parent[i]]);
        at.loops.among(above.data(), kinds_wanted, at.n, yes);
        return known_from(yes);
    }
    case is_root:
        at.loops.counting(units().parents().data() + at.first, at.first, at.n, yes);
        return known_from(yes);
    case is_leaf:
        find_leaves(yes, at);
        return known_from(yes);
    case expression_op::answered:
        return known_from(answered_cells(node, at));
    case expression_op::compare:
    case compare_days:
        return compare(node.source->compared, at.figures[node.args[0]], at.figures[node.args[1]],
                       id, at);
    case expression_op::compare_ratio:
        return compare_ratio(id, at);
    case all_of:
    case any_of:
        return join(id, at);
    case negation:
        at.yes[id] = at.no[node.args[0]];
        at.no[id] = at.yes[node.args[0]];
        return;
    case user:
        return ask_user(id, at);
    default: // always
        at.yes[id] = at.all.data();
        at.no[id] = at.none.data();
    }
}

// In pre-order the next unit is below this one, or not deeper: depths are a quarter of what the
// ends of subtrees take.
void program::find_leaves(std::uint64_t* leaves, space& at) const {
    units().depths().visit([&](auto depth) {
        if constexpr (sizeof(depth[0]) == 1) {
            bool const last = at.first + at.n == units().size();
            at.loops.not_rising(depth.data() + at.first, at.n - (last ? 1 : 0), leaves);
            if (!last) return;
            if ((at.n - 1) % 64 == 0) leaves[(at.n - 1) / 64] = 0;
            set_bit(leaves, at.n - 1);
        } else {
            at.loops.counting(units().ends().data() + at.first, at.first + 1, at.n, leaves);
        }
    });
}

void program::join(node_id id, space& at) const {
    auto const& node = nodes_[id];
    bool const all = node.op == all_of;
    auto const& one = all ? at.no : at.yes;      // one is enough
    auto const& together = all ? at.yes : at.no; // all are needed
    auto* const any = all ? at.own_no(id) : at.own_yes(id);
    auto* const each = all ? at.own_yes(id) : at.own_no(id);
    std::fill_n(any, block_words, std::uint64_t{0});
    std::copy(at.all.begin(), at.all.end(), each);
    for (auto const arg : node.args) at.loops.join(one[arg], together[arg], any, each);
    at.yes[id] = all ? each : any;
    at.no[id] = all ? any : each;
}

void program::ask_user(node_id id, space& at) const {
    std::array<truth, block_units> answers;
    std::fill_n(answers.data(), at.n, truth::unknown);
    (*nodes_[id].source->predicate)({in_.whole, slot(at.first), slot(at.first + at.n), in_.on},
                                    answers.data());
    static_assert(sizeof(truth) == 1);
    auto const* const bytes = reinterpret_cast<std::uint8_t const*>(answers.data());
    auto* const yes = at.own_yes(id);
    auto* const no = at.own_no(id);
    bit_words rest;
    at.loops.equal_bytes(bytes, static_cast<std::uint8_t>(truth::yes), at.n, yes);
    at.loops.equal_bytes(bytes, static_cast<std::uint8_t>(truth::no), at.n, no);
    at.loops.decide(yes, at.all.data(), at.all.data(), yes, rest.data());
    at.loops.decide(no, at.all.data(), at.all.data(), no, rest.data());
    at.yes[id] = yes;
    at.no[id] = no;
}

// ---- Rules -------------------------------------------------------------------------------------

void program::run(std::uint32_t first, std::uint32_t last, outcome_sink& sink) const {
    space at(*this);
    outcome_bits bits;
    for (auto block = first; block < last; ++block) {
        at.begin(block);
        auto const *const all = at.all.data(), *const none = at.none.data();
        auto next = order_.begin();
        for (std::size_t r = 0; r < rules_.size(); ++r) {
            auto const& code = rules_[r];
            // What this rule needs and no rule before did; its bits are then still in the cache.
            while (next != order_.end() && *next <= code.last_root()) evaluate(*next++, at);
            bool const exempts = code.exemption != no_node;
            bool const review = code.law->breach == outcome::review;
            auto const sizes = at.loops.outcomes(
                {.all = all,
                 .in = at.yes[code.scope],
                 .out = at.no[code.scope],
                 .exempt = exempts ? at.yes[code.exemption] : none,
                 .bound = exempts ? at.no[code.exemption] : all,
                 .kept = at.yes[code.condition],
                 .broken = at.no[code.condition],
                 .refused = review                    ? none
                            : code.refused == no_node ? all
                                                      : at.yes[code.refused],
                 .not_strict = code.strict == no_node ? none : at.no[code.strict]},
                bits);
            sink.take(r, block, at.n, bits, sizes);
        }
    }
}

} // namespace partyorg::detail
