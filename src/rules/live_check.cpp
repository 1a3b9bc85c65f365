#include "rules/finding_maker.hpp"
#include "rules/program.hpp"
#include "rules/session.hpp"

#include <partyorg/core/assert.hpp>
#include <partyorg/rules/live_check.hpp>

#include <algorithm>
#include <utility>

namespace partyorg {
namespace {

using namespace detail;
using enum expression_op;
__extension__ using wide_int = __int128;

constexpr std::uint8_t near_bit = 0x80;

bool test(std::vector<std::uint64_t> const& bits, std::size_t i) {
    return (bits[i / 64] >> i % 64 & 1) != 0;
}
void raise(std::vector<std::uint64_t>& bits, std::size_t i) {
    bits[i / 64] |= std::uint64_t{1} << i % 64;
}
void lower(std::vector<std::uint64_t>& bits, std::size_t i) {
    bits[i / 64] &= ~(std::uint64_t{1} << i % 64);
}

using figure = std::optional<std::int64_t>;

figure stored(program_node const& n, std::uint32_t s) {
    return test(n.known, s) ? figure(n.values[s]) : std::nullopt;
}
void store(program_node& n, std::uint32_t s, figure value) {
    n.values[s] = value.value_or(0);
    value ? raise(n.known, s) : lower(n.known, s);
}

// What an aggregate remembers beside its figures: the cells as they were, the sums of units, and
// how many inputs of each are missing.
struct memory {
    std::vector<std::int64_t> own{};
    std::vector<char> own_known{};
    std::vector<wide_int> sum{};
    std::vector<std::uint32_t> missing{};
};

// Brings the aggregates of a program up to date, one changed unit at a time.
class following {
public:
    explicit following(program& code) : code_(code), memories_(code.nodes().size()) {
        for (node_id id = 0; id < code.nodes().size(); ++id) remember(id);
    }

    /// Follows an aggregate; `changed` are the units whose cells changed, `below` those for which
    /// its operand changed, with what it was. Adds the units whose figure changed.
    void cells_changed(node_id id, std::uint32_t s, std::vector<std::uint32_t>& dirty) {
        auto& n = code_.node(id);
        switch (n.op) {
        case expression_op::total:
            return follow_total(id, s, dirty);
        case subtree_sum:
        case printed_sum:
            return follow_subtree(id, s, dirty);
        case children_sum:
        case children_answered:
            return follow_children(id, s, dirty);
        default:
            return; // rests on what stays as it is
        }
    }
    void truth_changed(node_id id, std::uint32_t s, truth before, truth after,
                       std::vector<std::uint32_t>& dirty) {
        auto& n = code_.node(id);
        auto& m = memories_[id];
        auto const counted = (after == truth::yes ? 1 : 0) - (before == truth::yes ? 1 : 0);
        auto const unknown = (after == truth::unknown ? 1 : 0) - (before == truth::unknown ? 1 : 0);
        while (!is_root(s)) {
            s = parent(s);
            m.sum[s] += counted;
            m.missing[s] += static_cast<std::uint32_t>(unknown);
            settle(n, m, s, dirty);
            if (n.op == children_count) return;
        }
    }
    void figure_of_parent_changed(node_id id, std::uint32_t s, figure now,
                                  std::vector<std::uint32_t>& dirty) {
        auto& n = code_.node(id);
        auto const end = code_.units().ends();
        for (auto c = s + 1; c < end[s]; c = end[c]) {
            store(n, c, now);
            dirty.push_back(c);
        }
    }

private:
    [[nodiscard]] std::uint32_t parent(std::uint32_t s) const { return code_.units().parents()[s]; }
    [[nodiscard]] bool is_root(std::uint32_t s) const { return parent(s) == s; }
    [[nodiscard]] bool is_leaf(std::uint32_t s) const { return code_.units().ends()[s] == s + 1; }
    [[nodiscard]] figure cell_of(program_node const& n, std::uint32_t s) const {
        if (n.op != children_answered) return program::cell_at(n, s);
        return n.states && n.states[s] != cell_state::blank ? figure(1) : figure(0);
    }

    void remember(node_id id) {
        auto const& n = code_.node(id);
        auto const size = code_.units().size();
        bool const counts = n.op == children_count || n.op == descendants_count;
        bool const sums = n.op == expression_op::total || n.op == subtree_sum ||
                          n.op == printed_sum || n.op == children_sum || n.op == children_answered;
        if (!counts && !sums) return;
        auto& m = memories_[id];
        m.sum.resize(size);
        m.missing.resize(size);
        if (sums) {
            m.own.resize(size);
            m.own_known.resize(size);
        }
        for (auto s = size; s-- > 0;) {
            if (counts)
                remember_truth(n, m, s);
            else
                remember_cell(n, m, s);
        }
    }
    void remember_truth(program_node const& n, memory& m, std::uint32_t s) const {
        if (is_root(s)) return;
        auto const& which = code_.nodes()[n.args[0]];
        bool const yes = test(which.known, s), no = test(which.no, s);
        auto const up = parent(s);
        bool const all = n.op == descendants_count;
        m.sum[up] += (yes ? 1 : 0) + (all ? m.sum[s] : 0);
        m.missing[up] += (!yes && !no ? 1u : 0u) + (all ? m.missing[s] : 0u);
    }
    void remember_cell(program_node const& n, memory& m, std::uint32_t s) const {
        auto const own = cell_of(n, s);
        m.own[s] = own.value_or(0);
        m.own_known[s] = own ? 1 : 0;
        bool const whole = n.op == subtree_sum || n.op == printed_sum;
        if (whole) {
            m.sum[s] += m.own[s];
            if (!own && n.op == subtree_sum && is_leaf(s)) ++m.missing[s];
        }
        if (is_root(s)) return;
        auto const up = parent(s);
        if (n.op == expression_op::total) {
            auto const value = stored(n, s);
            m.sum[up] += value.value_or(0);
            m.missing[up] += value ? 0u : 1u;
        } else if (whole) {
            m.sum[up] += m.sum[s];
            m.missing[up] += m.missing[s];
        } else {
            m.sum[up] += m.own[s];
            m.missing[up] += own ? 0u : 1u;
        }
    }

    // Takes the figure of a unit from its sum.
    void settle(program_node& n, memory const& m, std::uint32_t s,
                std::vector<std::uint32_t>& dirty) const {
        figure const now = m.missing[s] == 0 ? figure(checked(m.sum[s], s)) : std::nullopt;
        if (now == stored(n, s)) return;
        store(n, s, now);
        dirty.push_back(s);
    }
    [[nodiscard]] std::int64_t checked(wide_int value, std::uint32_t s) const {
        if (value != static_cast<std::int64_t>(value))
            fail<arithmetic_overflow>(defect::figure_overflow,
                                      "a figure of unit '" +
                                          std::string(code_.units().code(slot(s))) +
                                          "' that a rule needs does not fit into 64 bits",
                                      code_.units().origin(slot(s)));
        return static_cast<std::int64_t>(value);
    }

    struct cell_change {
        std::int64_t value = 0;
        int missing = 0;
        [[nodiscard]] bool none() const { return value == 0 && missing == 0; }
    };
    cell_change take_cell(program_node const& n, memory& m, std::uint32_t s) const {
        auto const now = cell_of(n, s);
        cell_change change{now.value_or(0) - m.own[s], (now ? 0 : 1) - (m.own_known[s] ? 0 : 1)};
        m.own[s] = now.value_or(0);
        m.own_known[s] = now ? 1 : 0;
        return change;
    }
    void follow_children(node_id id, std::uint32_t s, std::vector<std::uint32_t>& dirty) {
        auto& n = code_.node(id);
        auto& m = memories_[id];
        auto const change = take_cell(n, m, s);
        if (change.none() || is_root(s)) return;
        auto const up = parent(s);
        m.sum[up] += change.value;
        m.missing[up] += static_cast<std::uint32_t>(change.missing);
        settle(n, m, up, dirty);
    }
    void follow_subtree(node_id id, std::uint32_t s, std::vector<std::uint32_t>& dirty) {
        auto& n = code_.node(id);
        auto& m = memories_[id];
        auto change = take_cell(n, m, s);
        if (n.op == printed_sum || !is_leaf(s)) change.missing = 0;
        if (change.none()) return;
        for (;; s = parent(s)) {
            m.sum[s] += change.value;
            m.missing[s] += static_cast<std::uint32_t>(change.missing);
            settle(n, m, s, dirty);
            if (is_root(s)) return;
        }
    }
    void follow_total(node_id id, std::uint32_t s, std::vector<std::uint32_t>& dirty) {
        auto& n = code_.node(id);
        auto& m = memories_[id];
        (void)take_cell(n, m, s);
        for (;; s = parent(s)) {
            auto const before = stored(n, s);
            figure now;
            if (m.own_known[s])
                now = m.own[s];
            else if (!is_leaf(s) && m.missing[s] == 0)
                now = checked(m.sum[s], s);
            if (now == before) return;
            store(n, s, now);
            dirty.push_back(s);
            if (is_root(s)) return;
            auto const up = parent(s);
            m.sum[up] += wide_int(now.value_or(0)) - before.value_or(0);
            m.missing[up] += (now ? 0u : 1u) - (before ? 0u : 1u);
        }
    }

    program& code_;
    std::vector<memory> memories_;
};

void sort_once(std::vector<std::uint32_t>& slots) {
    if (slots.size() < 2) return;
    std::sort(slots.begin(), slots.end());
    slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
}

} // namespace

struct live_check::state {
    state(organisation const& organisation_checked, rule_book rule_versions, as_of asked,
          check_options const& wanted)
        : whole(organisation_checked),
          book(std::move(rule_versions)),
          when(asked),
          options(wanted),
          chosen(choose_rules(book, when)),
          owed(whole, options),
          in{whole, when.effective(), owed},
          code(in, chosen.active, options.near),
          follow(code),
          dirty(code.nodes().size()),
          truths(code.nodes().size()) {
        find_moving();
        for (auto const& r : code.rules()) {
            makers.emplace_back(code, r);
            counts.emplace_back();
            near.push_back(0);
        }
        // By unit, not by rule: a changed unit then costs one or two cache lines.
        outcomes.resize(whole.units.size() * code.rules().size());
        for (std::uint32_t s = 0; s < whole.units.size(); ++s)
            for (std::size_t r = 0; r < code.rules().size(); ++r) {
                outcome_of(r, s) = evaluate(code.rules()[r], s);
                count(r, outcome_of(r, s), 1);
            }
    }

    void find_moving() {
        std::vector<char> moves(code.nodes().size(), 0);
        for (node_id id = 0; id < code.nodes().size(); ++id) {
            auto const& n = code.nodes()[id];
            bool here = n.op == user || n.column;
            for (auto const arg : n.args) here = here || moves[arg];
            moves[id] = here ? 1 : 0;
            if (here) moving.push_back(id);
        }
    }
    [[nodiscard]] std::uint8_t evaluate(rule_code const& r, std::uint32_t s) const {
        auto const what = code.outcome_at(r, s);
        bool const close =
            what == outcome::pass && r.strict != no_node && code.truth_at(r.strict, s) == truth::no;
        return static_cast<std::uint8_t>(static_cast<std::uint8_t>(what) | (close ? near_bit : 0));
    }
    [[nodiscard]] std::uint8_t& outcome_of(std::size_t rule, std::uint32_t s) {
        return outcomes[s * code.rules().size() + rule];
    }
    void count(std::size_t rule, std::uint8_t byte, int by) {
        counts[rule][static_cast<outcome>(byte & ~near_bit)] += static_cast<std::uint64_t>(by);
        if ((byte & near_bit) != 0) near[rule] += static_cast<std::uint64_t>(by);
    }

    // Operands come before what they belong to, so one pass over the nodes is enough.
    void spread(std::span<slot const> changed) {
        for (auto const id : moving) {
            auto& here = dirty[id];
            here.clear();
            auto const& n = code.nodes()[id];
            if (n.op == user && n.source->reach == reach::whole_tree) {
                for (std::uint32_t s = 0; s < whole.units.size(); ++s) here.push_back(s);
            } else if (n.aggregate) {
                spread_aggregate(id, changed);
            } else if (n.op == user || n.column) {
                for (auto const s : changed) here.push_back(s.value());
            } else {
                for (auto const arg : n.args)
                    here.insert(here.end(), dirty[arg].begin(), dirty[arg].end());
                if (n.args.size() > 1) sort_once(here);
            }
            if (n.kept) refresh(id);
        }
    }
    void spread_aggregate(node_id id, std::span<slot const> changed) {
        auto const& n = code.nodes()[id];
        auto& here = dirty[id];
        if (n.column) {
            for (auto const s : changed) follow.cells_changed(id, s.value(), here);
        } else if (n.op == children_count || n.op == descendants_count) {
            for (auto const& c : truths[n.args[0]])
                follow.truth_changed(id, c.unit, c.before, c.after, here);
        } else if (n.op == expression_op::of_parent) {
            for (auto const s : dirty[n.args[0]])
                follow.figure_of_parent_changed(id, s, code.figure_at(n.args[0], s), here);
        }
        sort_once(here);
    }
    // An operand of an aggregate is stored; what it was is told to the aggregate.
    void refresh(node_id id) {
        auto& n = code.node(id);
        truths[id].clear();
        if (info_of(n.op).gives != expression_kind::condition) {
            for (auto const s : dirty[id]) store(n, s, code.figure_at(id, s));
            return;
        }
        for (auto const s : dirty[id]) {
            auto const before = test(n.known, s) ? truth::yes
                                : test(n.no, s)  ? truth::no
                                                 : truth::unknown;
            auto const after = code.truth_at(id, s);
            if (before == after) continue;
            after == truth::yes ? raise(n.known, s) : lower(n.known, s);
            after == truth::no ? raise(n.no, s) : lower(n.no, s);
            truths[id].push_back({s, before, after});
        }
    }

    void look_again() {
        changes.clear();
        for (std::size_t r = 0; r < code.rules().size(); ++r) {
            auto const& rule_here = code.rules()[r];
            touched.clear();
            for (auto const id : {rule_here.scope, rule_here.condition, rule_here.exemption,
                                  rule_here.refused, rule_here.strict})
                if (id != no_node)
                    touched.insert(touched.end(), dirty[id].begin(), dirty[id].end());
            sort_once(touched);
            for (auto const s : touched) {
                auto const before = outcome_of(r, s), after = evaluate(rule_here, s);
                if (before == after) continue;
                count(r, before, -1);
                count(r, after, 1);
                outcome_of(r, s) = after;
                auto const was = static_cast<outcome>(before & ~near_bit);
                auto const is = static_cast<outcome>(after & ~near_bit);
                if (was != is) changes.push_back({r, slot(s), was, is});
            }
        }
    }

    struct truth_change {
        std::uint32_t unit;
        truth before, after;
    };
    organisation const& whole;
    rule_book book;
    as_of when;
    check_options options;
    chosen_rules chosen;
    debts owed;
    rule_inputs in;
    program code;
    following follow;
    std::vector<finding_maker> makers{};
    std::vector<std::uint8_t> outcomes{};
    std::vector<outcome_counts> counts{};
    std::vector<std::uint64_t> near{};
    std::vector<std::vector<std::uint32_t>> dirty;
    std::vector<std::vector<truth_change>> truths;
    std::vector<node_id> moving{}; // nodes that rest on cells, operands first
    std::vector<std::uint32_t> touched{};
    std::vector<outcome_change> changes{};
};

live_check::live_check(organisation const& whole, rule_book const& rules, as_of when,
                       check_options const& options)
    : state_(new state(whole, rules, when, options)) {}
live_check::live_check(live_check&& other) noexcept
    : state_(std::exchange(other.state_, nullptr)) {}
live_check::~live_check() {
    delete state_;
}

std::span<outcome_change const> live_check::update(std::span<slot const> changed) {
    state_->code.rebind();
    state_->spread(changed);
    state_->look_again();
    return state_->changes;
}

outcome live_check::at(std::size_t rule, slot unit) const {
    PARTYORG_ASSERT(rule < state_->counts.size() && state_->whole.units.contains(unit),
                    "rule and unit exist");
    return static_cast<outcome>(state_->outcome_of(rule, unit.value()) & ~near_bit);
}

std::vector<rule_summary> live_check::by_rule() const {
    std::vector<rule_summary> out;
    for (std::size_t r = 0; r < state_->counts.size(); ++r) {
        auto const& law = *state_->code.rules()[r].law;
        rule_summary s;
        s.law = shared<rule>(law);
        s.counts = state_->counts[r];
        s.near_misses = state_->near[r];
        s.concerns_nobody = s.counts.concerned() == 0 && law.on_empty == empty_selection::reported;
        out.push_back(std::move(s));
    }
    return out;
}

check_result live_check::result() const {
    std::vector<rule_findings> found;
    auto const summaries = by_rule();
    for (std::size_t r = 0; r < summaries.size(); ++r) {
        auto const& make = state_->makers[r];
        rule_findings f{.summary = summaries[r], .leaves = make.leaves(), .inputs = make.inputs()};
        for (std::uint32_t s = 0; s < state_->whole.units.size(); ++s) {
            auto const byte = state_->outcome_of(r, s);
            auto const what = static_cast<outcome>(byte & ~near_bit);
            if (what == outcome::not_applicable ||
                (what == outcome::pass && (byte & near_bit) == 0))
                continue;
            if (f.records.size() >= state_->options.finding_limit) continue;
            std::int64_t wanted = 0;
            f.records.push_back(make(s, what, wanted));
            if (make.varies()) f.expected.push_back(wanted);
        }
        found.push_back(std::move(f));
    }
    return {state_->whole.units, state_->when, std::move(found), state_->chosen.skipped,
            unusable_columns(state_->whole, state_->chosen.active)};
}

} // namespace partyorg
