#include "rules/finding_maker.hpp"

#include <algorithm>

namespace partyorg::detail {
namespace {

using enum expression_op;
constexpr std::uint8_t near_flag = 1, observed_flag = 2, expected_flag = 4;
constexpr std::uint16_t no_leaf = 0xffff;

bool is_inner(expression_op op) {
    return op == negation || op == all_of || op == any_of;
}

std::optional<std::int64_t> constant(program_node const& n) {
    return n.op == number ? std::optional(n.value) : std::nullopt;
}

std::int64_t since_first_year(std::int64_t day) {
    return day - number_of_day(date(first_year, 1, 1));
}

} // namespace

finding_maker::finding_maker(program const& code, rule_code const& of) : code_(&code), of_(of) {
    auto const& law = *of.law;
    collect(law.condition, of.condition, false);
    auto const add = [&](expression const& e) {
        for (auto const& id : inputs_of(e))
            if (inputs_.size() < 64 &&
                std::find(inputs_.begin(), inputs_.end(), id) == inputs_.end())
                inputs_.push_back(id);
    };
    add(law.scope);
    add(law.condition);
    if (law.exemption) add(*law.exemption);
    masks_.reserve(code.nodes().size());
    for (node_id id = 0; id < code.nodes().size(); ++id) masks_.push_back(inputs_of_node(id));
    if (node(of.condition).op != expression_op::compare) return;
    only_ = of.condition;
    auto const& cells = node(node(only_).args[0]);
    if (varies_ || cells.op != cell) return;
    observed_ = {cells.wide, cells.narrow};
}

// Each comparison in order of appearance; under an odd number of negations it reads the other way.
void finding_maker::collect(expression const& e, node_id id, bool negated) {
    auto const& n = node(id);
    if (is_inner(n.op)) {
        for (std::size_t i = 0; i < n.args.size(); ++i)
            collect(e->args[i], n.args[i], n.op == negation ? !negated : negated);
        return;
    }
    finding_leaf out{.what = e,
                     .compared = negated ? opposite(e->compared) : e->compared,
                     .type = fact_value::type::number};
    auto const names = inputs_of(e);
    if (!names.empty()) out.measure = names.front();
    auto const plain = negated ? comparison::different : comparison::equal;
    if (n.op == expression_op::compare) {
        if (auto const c = constant(node(n.args[1])))
            out.expected = fact_value::of_number(*c);
        else
            varies_ = true;
    } else if (n.op == compare_days) {
        out.type = fact_value::type::day;
        if (auto const c = constant(node(n.args[1])))
            out.expected = fact_value::of_day(day_of_number(*c));
        else
            varies_ = true;
    } else if (n.op == expression_op::compare_ratio) {
        out.type = fact_value::type::fraction;
        varies_ = true;
        out.expected = fact_value::of_fraction(node(n.args[2]).value, node(n.args[3]).value);
    } else if (n.op == kind_in || n.op == parent_kind_in) {
        out.type = fact_value::type::kinds;
        out.compared = plain;
        out.expected = fact_value::of_kinds(unit_kinds(static_cast<std::uint32_t>(n.value)));
    } else if (n.op == obligations_met) {
        out.compared = plain;
        out.expected = fact_value::of_number(0);
    }
    leaves_.push_back(std::move(out));
}

std::uint64_t finding_maker::inputs_of_node(node_id id) const {
    std::uint64_t set = 0;
    auto const& n = node(id);
    for (auto const arg : n.args) set |= masks_[arg]; // operands come first
    auto const add = [&](std::string const& name) {
        for (std::size_t i = 0; i < inputs_.size(); ++i)
            if (inputs_[i] == name) set |= std::uint64_t{1} << i;
    };
    if (info_of(n.op).is_measure) add(n.source->name);
    if (n.op == owes || n.op == obligations_met) add("obligations");
    for (auto const& name : n.source->inputs) add(name);
    return set;
}

finding_record finding_maker::operator()(std::uint32_t unit, outcome what,
                                         std::int64_t& expected) const {
    seen out{{.unit = unit,
              .leaf = no_leaf,
              .what = static_cast<std::uint8_t>(what),
              .flags = 0,
              .observed = 0},
             0};
    std::uint16_t number = 0;
    if (what == outcome::undecidable) {
        auto set = missing(of_.scope, unit);
        if (of_.exemption != no_node) set |= missing(of_.exemption, unit);
        if (set == 0 || code_->truth_at(of_.scope, unit) == truth::yes)
            set |= missing(of_.condition, unit);
        // What would be expected, if it could be told.
        (void)find(of_.condition, unit, truth::unknown, number, out);
        out.record.flags &= expected_flag;
        out.record.observed = static_cast<std::int64_t>(set);
    } else if (what == outcome::pass) {
        out.record.flags = near_flag;
        (void)find_near(of_.condition, of_.strict, unit, truth::yes, number, out);
    } else if (only_ != no_node) {
        observe(only_, unit, 0, out);
    } else {
        (void)find(of_.condition, unit, truth::no, number, out);
    }
    expected = out.expected;
    return out.record;
}

void finding_maker::pick(std::uint32_t first, std::span<std::uint64_t const> words, outcome what,
                         finding_list& records) const {
    finding_record const alike{.unit = first,
                               .leaf = 0,
                               .what = static_cast<std::uint8_t>(what),
                               .flags = observed_flag,
                               .observed = 0};
    if (observed_.wide)
        records.pick(alike, words, observed_.wide + first);
    else
        records.pick(alike, words, observed_.narrow + first);
}

std::uint16_t finding_maker::leaves_in(node_id id) const {
    if (!is_inner(node(id).op)) return 1;
    std::uint16_t count = 0;
    for (auto const arg : node(id).args) count = static_cast<std::uint16_t>(count + leaves_in(arg));
    return count;
}

// The first comparison that made the condition `wanted`.
bool finding_maker::find(node_id id, std::uint32_t s, truth wanted, std::uint16_t& number,
                         seen& out) const {
    if (code_->truth_at(id, s) != wanted) {
        number = static_cast<std::uint16_t>(number + leaves_in(id));
        return false;
    }
    auto const& n = node(id);
    if (!is_inner(n.op)) {
        observe(id, s, number, out);
        return true;
    }
    auto const of_args = n.op == negation ? !wanted : wanted;
    for (auto const arg : n.args)
        if (find(arg, s, of_args, number, out)) return true;
    return false;
}

// The first comparison that holds, but not when it is made stricter by one.
bool finding_maker::find_near(node_id id, node_id strict, std::uint32_t s, truth wanted,
                              std::uint16_t& number, seen& out) const {
    auto const& n = node(id);
    if (code_->truth_at(id, s) != wanted || code_->truth_at(strict, s) == wanted) {
        number = static_cast<std::uint16_t>(number + leaves_in(id));
        return false;
    }
    if (!is_inner(n.op)) {
        observe(id, s, number, out);
        return true;
    }
    auto const of_args = n.op == negation ? !wanted : wanted;
    auto const& args = node(strict).args;
    for (std::size_t i = 0; i < n.args.size(); ++i)
        if (find_near(n.args[i], args[i], s, of_args, number, out)) return true;
    return false;
}

void finding_maker::observe(node_id id, std::uint32_t s, std::uint16_t number, seen& out) const {
    out.record.leaf = number;
    auto const& n = node(id);
    auto const saw = [&](std::int64_t value) {
        out.record.observed = value;
        out.record.flags |= observed_flag;
    };
    auto const& units = code_->units();
    switch (n.op) {
    case expression_op::compare:
    case compare_days: {
        auto const a = code_->figure_at(n.args[0], s), b = code_->figure_at(n.args[1], s);
        bool const days = n.op == compare_days;
        if (a) saw(days ? since_first_year(*a) : *a);
        if (!b || node(n.args[1]).op == expression_op::number) return;
        out.expected = days ? since_first_year(*b) : *b;
        out.record.flags |= expected_flag;
        return;
    }
    case expression_op::compare_ratio: {
        auto const a = code_->figure_at(n.args[0], s), b = code_->figure_at(n.args[1], s);
        if (!a || !b) return;
        saw(*a);
        out.expected = *b;
        return;
    }
    case kind_in:
        return saw(unit_kinds(units.kinds()[s]).bits());
    case parent_kind_in:
        if (auto const above = units.parent(slot(s))) saw(unit_kinds(units.kind(*above)).bits());
        return;
    case obligations_met:
        if (code_->inputs().owed.known())
            saw(code_->inputs().owed.of(n.source->name, slot(s)).late);
        return;
    default:
        return;
    }
}

std::uint64_t finding_maker::missing(node_id id, std::uint32_t s) const {
    auto const& n = node(id);
    bool const condition = info_of(n.op).gives == expression_kind::condition && n.op != number;
    if (condition ? code_->truth_at(id, s) != truth::unknown : code_->figure_at(id, s).has_value())
        return 0;
    // What counts other units says only that something there is missing.
    if (n.aggregate || n.args.empty()) return masks_[id];
    std::uint64_t set = 0;
    for (auto const arg : n.args) set |= missing(arg, s);
    // Every operand is there, but a denominator is 0.
    if (set == 0 && n.op == expression_op::compare_ratio) set = masks_[n.args[1]];
    return set;
}

} // namespace partyorg::detail
