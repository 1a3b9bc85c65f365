#include "rules/scalar.hpp"

#include <partyorg/measures/built_in.hpp>
#include <partyorg/rules/check.hpp>

#include <algorithm>
#include <array>

namespace partyorg {
namespace {

using namespace detail;

// The comparisons of a condition in order of appearance, each with whether it stands under an odd
// number of negations.
struct leaf_list {
    std::vector<finding_leaf> leaves{};

    void collect(rule const& law, expression const& e, bool negated) {
        if (e->op == expression_op::negation) return collect(law, e->args[0], !negated);
        if (e->op == expression_op::all_of || e->op == expression_op::any_of) {
            for (auto const& arg : e->args) collect(law, arg, negated);
            return;
        }
        leaves.push_back(leaf_of(law, e, negated));
    }

private:
    static finding_leaf leaf_of(rule const& law, expression const& e, bool negated) {
        using enum expression_op;
        finding_leaf leaf{.what = e,
                          .compared = negated ? opposite(e->compared) : e->compared,
                          .type = fact_value::type::number};
        auto const inputs = inputs_of(e);
        if (!inputs.empty()) leaf.measure = inputs.front();
        auto const constant = [&](std::size_t i) -> std::optional<std::int64_t> {
            auto const& arg = e->args[i];
            if (arg->op == number) return arg->value;
            if (arg->op == parameter) return law.parameter_value(arg->name).value_or(arg->value);
            return {};
        };
        if (e->op == compare) {
            if (auto const n = constant(1)) leaf.expected = fact_value::of_number(*n);
        } else if (e->op == compare_days) {
            leaf.type = fact_value::type::day;
        } else if (e->op == compare_ratio) {
            leaf.type = fact_value::type::fraction;
            leaf.expected =
                fact_value::of_fraction(constant(2).value_or(0), constant(3).value_or(0));
        } else if (e->op == kind_in || e->op == parent_kind_in) {
            leaf.type = fact_value::type::kinds;
            leaf.compared = negated ? comparison::different : comparison::equal;
            leaf.expected = fact_value::of_kinds(unit_kinds(static_cast<std::uint32_t>(e->value)));
        }
        return leaf;
    }
};

// One rule, unit by unit.
class rule_run {
public:
    rule_run(rule_inputs const& in, rule const& law, check_options const& options)
        : in_(in),
          law_(law),
          options_(options),
          scalar_(in, law) {
        out_.summary.law = shared<rule>(law);
        leaf_list list;
        list.collect(law, law.condition, false);
        out_.leaves = std::move(list.leaves);
        for (auto const* e : {&law.scope, &law.condition})
            for (auto const& id : inputs_of(*e)) add_input(id);
        if (law.exemption)
            for (auto const& id : inputs_of(*law.exemption)) add_input(id);
        strict_ = tightened(law.condition);
    }

    rule_findings run() {
        for (std::uint32_t i = 0; i < in_.whole.units.size(); ++i) look_at(slot(i));
        auto const& counts = out_.summary.counts;
        out_.summary.concerns_nobody =
            counts.concerned() == 0 && law_.on_empty == empty_selection::reported;
        return std::move(out_);
    }

private:
    void add_input(std::string const& id) {
        if (std::find(out_.inputs.begin(), out_.inputs.end(), id) == out_.inputs.end())
            out_.inputs.push_back(id);
    }
    void look_at(slot s) {
        auto const what = scalar_.result(s);
        ++out_.summary.counts[what];
        if (what == outcome::not_applicable) return;
        bool near = false;
        if (what == outcome::pass) {
            near =
                options_.near == near_misses::listed && scalar_.condition(strict_, s) == truth::no;
            if (!near) return;
            ++out_.summary.near_misses;
        }
        if (out_.records.size() < options_.finding_limit)
            out_.records.push_back(record(s, what, near));
    }
    finding_record record(slot s, outcome what, bool near) {
        finding_record out{.unit = s.value(),
                           .leaf = 0xffff,
                           .what = static_cast<std::uint8_t>(what),
                           .flags = static_cast<std::uint8_t>(near ? 1 : 0),
                           .observed = 0,
                           .expected = 0};
        if (what == outcome::undecidable) {
            out.observed = missing_set(s);
            return out;
        }
        std::uint16_t number = 0;
        if (near)
            find_near(law_.condition, strict_, s, false, number, out);
        else
            find_leaf(law_.condition, s, truth::no, false, number, out);
        return out;
    }
    std::int64_t missing_set(slot s) const {
        std::vector<std::string> names;
        scalar_.missing(law_.scope, s, names);
        if (law_.exemption) scalar_.missing(*law_.exemption, s, names);
        if (scalar_.condition(law_.scope, s) == truth::yes)
            scalar_.missing(law_.condition, s, names);
        std::uint64_t set = 0;
        for (std::size_t i = 0; i < out_.inputs.size() && i < 64; ++i)
            if (std::find(names.begin(), names.end(), out_.inputs[i]) != names.end())
                set |= std::uint64_t{1} << i;
        return static_cast<std::int64_t>(set);
    }
    static std::uint16_t leaves_in(expression const& e) {
        if (e->op != expression_op::negation && e->op != expression_op::all_of &&
            e->op != expression_op::any_of)
            return 1;
        std::uint16_t count = 0;
        for (auto const& arg : e->args) count = static_cast<std::uint16_t>(count + leaves_in(arg));
        return count;
    }
    // The first comparison that made the condition `wanted`.
    bool find_leaf(expression const& e, slot s, truth wanted, bool negated, std::uint16_t& number,
                   finding_record& out) const {
        if (scalar_.condition(e, s) != wanted) {
            number = static_cast<std::uint16_t>(number + leaves_in(e));
            return false;
        }
        if (e->op == expression_op::negation)
            return find_leaf(e->args[0], s, !wanted, !negated, number, out);
        if (e->op == expression_op::all_of || e->op == expression_op::any_of) {
            for (auto const& arg : e->args)
                if (find_leaf(arg, s, wanted, negated, number, out)) return true;
            return false;
        }
        observe(e, s, negated, number, out);
        return true;
    }
    // The first comparison that holds, but not when it is made stricter by one.
    bool find_near(expression const& e, expression const& strict, slot s, bool negated,
                   std::uint16_t& number, finding_record& out) const {
        auto const wanted = negated ? truth::no : truth::yes;
        if (scalar_.condition(e, s) != wanted || scalar_.condition(strict, s) == wanted) {
            number = static_cast<std::uint16_t>(number + leaves_in(e));
            return false;
        }
        if (e->op == expression_op::negation)
            return find_near(e->args[0], strict->args[0], s, !negated, number, out);
        if (e->op == expression_op::all_of || e->op == expression_op::any_of) {
            for (std::size_t i = 0; i < e->args.size(); ++i)
                if (find_near(e->args[i], strict->args[i], s, negated, number, out)) return true;
            return false;
        }
        observe(e, s, negated, number, out);
        return true;
    }
    void observe(expression const& e, slot s, bool negated, std::uint16_t number,
                 finding_record& out) const {
        auto const seen = scalar_.fact_of(e, s, negated);
        out.leaf = number;
        if (seen.observed) {
            out.flags |= 2;
            out.observed = seen.observed.number();
            out.expected = seen.observed.below();
        }
        if (seen.expected && seen.expected.what() != fact_value::type::fraction) {
            out.flags |= 4;
            out.expected = seen.expected.number();
        }
    }

    rule_inputs const& in_;
    rule const& law_;
    check_options const& options_;
    scalar_evaluator scalar_;
    expression strict_{};
    rule_findings out_{};
};

// Columns that a rule reads as what they are not.
void report_unusable(table const& figures, rule const& law, expression const& e,
                     std::vector<std::string>& seen, problems& notes) {
    if (info_of(e->op).is_measure) {
        auto const* c = figures.find(e->name);
        auto const key = law.id + '\n' + e->name;
        if (c && !usable(*c, e->op) && std::find(seen.begin(), seen.end(), key) == seen.end()) {
            seen.push_back(key);
            auto const what = e->op == expression_op::day_cell ? "days"
                              : e->op == expression_op::covered || e->op == expression_op::coverable
                                  ? "coverage 'k/n'"
                                  : "counts";
            notes.error(defect::unusable_column, {},
                        "column '" + e->name + "' does not hold " + what + ", which rule '" +
                            law.id + "' needs");
        }
    }
    for (auto const& arg : e->args) report_unusable(figures, law, arg, seen, notes);
}

check_result run(organisation const& whole, std::vector<rule const*> const& rules,
                 std::vector<skipped_rule> skipped, as_of when, check_options const& options) {
    debts const owed(whole, options);
    rule_inputs const in{whole, when.effective(), owed};
    problems notes;
    std::vector<std::string> seen;
    std::vector<rule_findings> out;
    for (auto const* law : rules) {
        report_unusable(whole.figures, *law, law->scope, seen, notes);
        report_unusable(whole.figures, *law, law->condition, seen, notes);
        if (law->exemption) report_unusable(whole.figures, *law, *law->exemption, seen, notes);
        out.push_back(rule_run(in, *law, options).run());
    }
    return {whole.units, when, std::move(out), std::move(skipped), std::move(notes)};
}

struct coverage_name {
    std::string_view printed;
    std::string_view measure;
};
constexpr std::array<coverage_name, 4> coverage_names = {{
    {"thôn, bản, tổ dân phố", coverage::villages.id},
    {"trạm y tế", coverage::health_stations.id},
    {"trường học", coverage::schools.id},
    {"công an xã", coverage::police_posts.id},
}};

// A count of this year, or of no year: last year's admissions are not this year's.
bool of_the_plan(plan const& published, stated_count const& count) {
    return !count.year || !published.year || *count.year == *published.year;
}

} // namespace

check_result check(organisation const& whole, rule_book const& rules, as_of when,
                   check_options const& options) {
    auto defects = rules.verify();
    if (defects.has_errors()) throw invalid_input(std::move(defects));
    std::vector<rule const*> active;
    std::vector<skipped_rule> skipped;
    for (auto const& c : rules.choose(when)) {
        if (!c.skipped) {
            active.push_back(c.version);
            continue;
        }
        skipped_rule s{.id = c.id, .why = *c.skipped};
        if (c.version) s.version = *c.version;
        skipped.push_back(std::move(s));
    }
    return run(whole, active, std::move(skipped), when, options);
}

check_result check(plan const& published, rule_book const& rules, as_of when,
                   check_options const& options) {
    return check(with_stated_counts(published), rules, when, options);
}

check_result check(organisation const& whole, rule const& only, as_of when,
                   check_options const& options) {
    rule_book book;
    book.add(only.id.empty() ? only.named("unnamed", only.title) : only);
    auto const defects = book.verify();
    if (defects.has_errors()) throw invalid_input(defects);
    return run(whole, {&book.versions().front()}, {}, when, options);
}

organisation with_stated_counts(plan const& published) {
    organisation out = published;
    if (out.units.empty()) return out;
    slot const root(0);
    for (auto const& count : published.counts) {
        auto const known = find_built_in_measure(count.id);
        if (!known || known->type != value_kind::count || !of_the_plan(published, count)) continue;
        auto const write = [&]<class Law>(Law) {
            auto const* there = out.figures.find(known->id);
            if (!there) out.figures.add(column<std::int64_t, Law>(out.units, known->info()));
            there = out.figures.find(known->id);
            if (there->info().type != value_kind::count || there->info().law != Law::kind) return;
            auto& cells = out.figures.edit<std::int64_t, Law>(known->id);
            if (cells[root].state() == cell_state::blank) cells[root] = count.value;
        };
        if (known->law == law_kind::stock)
            write(law::stock{});
        else if (known->law == law_kind::flow)
            write(law::flow{});
    }
    for (auto const& c : published.coverage)
        for (auto const& [printed, measure] : coverage_names) {
            if (c.what != printed) continue;
            if (!out.figures.contains(measure))
                out.figures.add(column<coverage_count, law::coverage>(
                    out.units, find_built_in_measure(measure)->info()));
            auto& cells = out.figures.edit<coverage_count, law::coverage>(measure);
            if (cells[root].state() == cell_state::blank) cells[root] = c.count;
        }
    return out;
}

outcome outcome_for(organisation const& whole, rule const& what, slot unit, as_of when,
                    check_options const& options) {
    debts const owed(whole, options);
    rule_inputs const in{whole, when.effective(), owed};
    return scalar_evaluator(in, what).result(unit);
}

std::vector<fact> facts_for(organisation const& whole, rule const& what, slot unit, as_of when,
                            check_options const& options) {
    debts const owed(whole, options);
    rule_inputs const in{whole, when.effective(), owed};
    scalar_evaluator const scalar(in, what);
    std::vector<fact> out;
    auto const concerned = scalar.condition(what.scope, unit);
    auto const& deciding = concerned == truth::yes ? what.condition : what.scope;
    scalar.facts(deciding, unit, scalar.condition(deciding, unit), false, out);
    return out;
}

} // namespace partyorg
