#include "rules/finding_maker.hpp"
#include "rules/program.hpp"
#include "rules/scalar.hpp"
#include "rules/session.hpp"

#include <partyorg/measures/built_in.hpp>
#include <partyorg/rules/check.hpp>

#include <algorithm>
#include <array>
#include <bit>

namespace partyorg {
namespace {

using namespace detail;

// What comes out of one half of the units. Findings are made while the block is in the cache.
class collecting final : public outcome_sink {
public:
    struct one_rule {
        outcome_counts counts{};
        std::uint64_t near = 0;
        finding_list records{};
        packed_numbers expected{};
    };
    collecting(std::vector<finding_maker> const& makers, std::size_t limit,
               std::uint32_t last_block)
        : of(makers.size()),
          makers_(makers),
          limit_(limit),
          last_(last_block) {}

    void take(std::size_t rule, std::uint32_t block, std::uint32_t units, outcome_bits const& bits,
              outcome_sizes const& sizes) override {
        auto& here = of[rule];
        auto const [pass, fail, review, undecided, near] = sizes;
        here.counts[outcome::pass] += pass;
        here.counts[outcome::fail] += fail;
        here.counts[outcome::review] += review;
        here.counts[outcome::undecidable] += undecided;
        here.counts[outcome::not_applicable] += units - pass - fail - review - undecided;
        here.near += near;
        auto const found = fail + review + undecided + near;
        if (found == 0 || here.records.size() >= limit_) return;
        make_room(here, makers_[rule].varies(), found, last_ - block);
        auto const& make = makers_[rule];
        if (make.picks() && (found == fail || found == review)) {
            auto const& all = found == fail ? bits.fail : bits.review;
            make.pick(block * block_units, {all.data(), words_of(units)},
                      found == fail ? outcome::fail : outcome::review, here.records);
        } else {
            append(rule, block, words_of(units), bits);
        }
        // The limit is not looked at before each finding.
        if (here.records.size() > limit_) here.records.shorten(limit_);
        if (here.expected.size() > limit_) here.expected.shorten(limit_);
    }
    std::vector<one_rule> of;

private:
    // As if every block to come were like this one: growing step by step would copy all again.
    void make_room(one_rule& here, bool varies, std::uint64_t found, std::uint32_t blocks) const {
        if (here.records.size() + found <= here.records.room()) return;
        auto const more = std::max(found * blocks + found / 4 * blocks, found + 64);
        auto const room =
            here.records.size() + std::min<std::uint64_t>(more, limit_ - here.records.size() + 64);
        here.records.reserve(room);
        if (varies) here.expected.reserve(room);
    }
    void append(std::size_t rule, std::uint32_t block, std::size_t words,
                outcome_bits const& bits) {
        auto& here = of[rule];
        auto const& make = makers_[rule];
        for (std::uint32_t w = 0; w < words && here.records.size() < limit_; ++w) {
            auto const first = block * block_units + w * 64;
            auto const all = bits.fail[w] | bits.review[w] | bits.undecided[w] | bits.near[w];
            if (all == bits.fail[w] && make.picks()) {
                make.pick(first, {&all, 1}, outcome::fail, here.records);
                continue;
            }
            for (auto left = all; left != 0; left &= left - 1) {
                auto const bit = left & (~left + 1);
                auto const what = (bits.fail[w] & bit)        ? outcome::fail
                                  : (bits.review[w] & bit)    ? outcome::review
                                  : (bits.undecided[w] & bit) ? outcome::undecidable
                                                              : outcome::pass;
                std::int64_t expected = 0;
                here.records.push_back(make(
                    first + static_cast<std::uint32_t>(std::countr_zero(bit)), what, expected));
                if (make.varies()) here.expected.push_back(expected);
            }
        }
    }
    std::vector<finding_maker> const& makers_;
    std::size_t limit_;
    std::uint32_t last_;
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

// Both halves of the units, each with its own counts and findings.
class checking {
public:
    checking(program const& code, check_options const& options)
        : code_(code),
          options_(options),
          makers_(make_makers(code)) {}

    std::vector<rule_findings> run() {
        auto const blocks = code_.blocks();
        bool const two =
            options_.helper && code_.units().size() >= options_.two_threads_from && blocks > 1;
        auto const middle = two ? blocks / 2 : blocks;
        collecting first(makers_, options_.finding_limit, middle);
        collecting second(makers_, options_.finding_limit, blocks);
        if (two)
            options_.helper->both([&] { code_.run(0, middle, first); },
                                  [&] { code_.run(middle, blocks, second); });
        else
            code_.run(0, middle, first);
        return joined(first, second);
    }

private:
    static std::vector<finding_maker> make_makers(program const& code) {
        std::vector<finding_maker> out;
        for (auto const& r : code.rules()) out.emplace_back(code, r);
        return out;
    }
    std::vector<rule_findings> joined(collecting& first, collecting& second) const {
        std::vector<rule_findings> out;
        for (std::size_t r = 0; r < makers_.size(); ++r) {
            auto const& law = *code_.rules()[r].law;
            auto &a = first.of[r], &b = second.of[r];
            rule_findings f;
            f.summary.law = shared<rule>(law);
            f.summary.counts = a.counts;
            f.summary.counts += b.counts;
            f.summary.near_misses = a.near + b.near;
            f.summary.concerns_nobody =
                f.summary.counts.concerned() == 0 && law.on_empty == empty_selection::reported;
            f.leaves = makers_[r].leaves();
            f.inputs = makers_[r].inputs();
            f.records = std::move(a.records);
            f.expected = std::move(a.expected);
            auto const part = std::min(options_.finding_limit - f.records.size(), b.records.size());
            f.records.append(b.records, part);
            if (makers_[r].varies()) f.expected.append(b.expected, part);
            out.push_back(std::move(f));
        }
        return out;
    }
    program const& code_;
    check_options const& options_;
    std::vector<finding_maker> makers_;
};

check_result run(organisation const& whole, std::vector<rule const*> const& rules,
                 std::vector<skipped_rule> skipped, as_of when, check_options const& options) {
    debts const owed(whole, options);
    rule_inputs const in{whole, when.effective(), owed};
    program const code(in, rules, options.near);
    return {whole.units, when, checking(code, options).run(), std::move(skipped),
            unusable_columns(whole, rules)};
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

namespace detail {

problems unusable_columns(organisation const& whole, std::vector<rule const*> const& rules) {
    problems notes;
    std::vector<std::string> seen;
    for (auto const* law : rules) {
        report_unusable(whole.figures, *law, law->scope, seen, notes);
        report_unusable(whole.figures, *law, law->condition, seen, notes);
        if (law->exemption) report_unusable(whole.figures, *law, *law->exemption, seen, notes);
    }
    return notes;
}

chosen_rules choose_rules(rule_book const& rules, as_of when) {
    auto defects = rules.verify();
    if (defects.has_errors()) throw invalid_input(std::move(defects));
    chosen_rules out;
    for (auto const& c : rules.choose(when)) {
        if (!c.skipped) {
            out.active.push_back(c.version);
            continue;
        }
        skipped_rule s{.id = c.id, .title = c.shown->title, .why = *c.skipped};
        if (c.version) s.version = *c.version;
        out.skipped.push_back(std::move(s));
    }
    return out;
}

} // namespace detail

check_result check(organisation const& whole, rule_book const& rules, as_of when,
                   check_options const& options) {
    auto chosen = choose_rules(rules, when);
    return run(whole, chosen.active, std::move(chosen.skipped), when, options);
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
