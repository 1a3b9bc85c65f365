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

// What comes out of one half of the units.
class counting final : public outcome_sink {
public:
    explicit counting(std::size_t rules) : of(rules) {}
    struct marked_block {
        std::uint32_t block;
        bit_words fail, review, undecided, near;
    };
    struct one_rule {
        outcome_counts counts{};
        std::uint64_t near = 0;
        std::vector<marked_block> marked{}; ///< blocks with something to look at
    };
    void take(std::size_t rule, std::uint32_t block, std::uint32_t units,
              outcome_bits const& bits) override {
        auto& here = of[rule];
        std::uint64_t pass = 0, fail = 0, review = 0, undecided = 0, near = 0;
        for (std::size_t w = 0; w < words_of(units); ++w) {
            pass += ones(bits.pass[w]);
            fail += ones(bits.fail[w]);
            review += ones(bits.review[w]);
            undecided += ones(bits.undecided[w]);
            near += ones(bits.near[w]);
        }
        here.counts[outcome::pass] += pass;
        here.counts[outcome::fail] += fail;
        here.counts[outcome::review] += review;
        here.counts[outcome::undecidable] += undecided;
        here.counts[outcome::not_applicable] += units - pass - fail - review - undecided;
        here.near += near;
        if (fail + review + undecided + near == 0) return;
        here.marked.push_back({block, bits.fail, bits.review, bits.undecided, bits.near});
        auto& added = here.marked.back();
        for (std::size_t w = words_of(units); w < block_words; ++w)
            added.fail[w] = added.review[w] = added.undecided[w] = added.near[w] = 0;
    }
    std::vector<one_rule> of;

private:
    // Without the processor's own instruction std::popcount is a call; this is twelve operations.
    static constexpr std::uint64_t ones(std::uint64_t bits) noexcept {
        bits -= bits >> 1 & 0x5555555555555555u;
        bits = (bits & 0x3333333333333333u) + (bits >> 2 & 0x3333333333333333u);
        bits = (bits + (bits >> 4)) & 0x0f0f0f0f0f0f0f0fu;
        return bits * 0x0101010101010101u >> 56;
    }
};

// Findings of one rule from the marks of one half.
void append_records(finding_maker const& make, counting::one_rule const& marks, std::size_t limit,
                    std::vector<finding_record>& out) {
    std::uint64_t expected = 0;
    auto const& c = marks.counts;
    expected = c[outcome::fail] + c[outcome::review] + c[outcome::undecidable] + marks.near;
    out.reserve(std::min<std::uint64_t>(limit, expected));
    for (auto const& m : marks.marked)
        for (std::uint32_t w = 0; w < block_words; ++w) {
            auto left = m.fail[w] | m.review[w] | m.undecided[w] | m.near[w];
            for (; left != 0; left &= left - 1) {
                if (out.size() >= limit) return;
                auto const bit = left & (~left + 1);
                auto const unit = m.block * block_units + w * 64 +
                                  static_cast<std::uint32_t>(std::countr_zero(left));
                auto const what = (m.fail[w] & bit)        ? outcome::fail
                                  : (m.review[w] & bit)    ? outcome::review
                                  : (m.undecided[w] & bit) ? outcome::undecidable
                                                           : outcome::pass;
                out.push_back(make(unit, what));
            }
        }
}

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
        half first(code_.rules().size()), second(code_.rules().size());
        if (two)
            options_.helper->both([&] { look(0, middle, first); },
                                  [&] { look(middle, blocks, second); });
        else
            look(0, middle, first);
        return joined(first, second);
    }

private:
    struct half {
        explicit half(std::size_t rules) : counts(rules), records(rules) {}
        counting counts;
        std::vector<std::vector<finding_record>> records;
    };
    static std::vector<finding_maker> make_makers(program const& code) {
        std::vector<finding_maker> out;
        for (auto const& r : code.rules()) out.emplace_back(code, r);
        return out;
    }
    void look(std::uint32_t first, std::uint32_t last, half& out) const {
        code_.run(first, last, out.counts);
        for (std::size_t r = 0; r < makers_.size(); ++r)
            append_records(makers_[r], out.counts.of[r], options_.finding_limit, out.records[r]);
    }
    std::vector<rule_findings> joined(half& first, half& second) const {
        std::vector<rule_findings> out;
        for (std::size_t r = 0; r < makers_.size(); ++r) {
            auto const& law = *code_.rules()[r].law;
            auto const &a = first.counts.of[r], &b = second.counts.of[r];
            rule_findings f;
            f.summary.law = shared<rule>(law);
            f.summary.counts = a.counts;
            f.summary.counts += b.counts;
            f.summary.near_misses = a.near + b.near;
            f.summary.concerns_nobody =
                f.summary.counts.concerned() == 0 && law.on_empty == empty_selection::reported;
            f.leaves = makers_[r].leaves();
            f.inputs = makers_[r].inputs();
            f.records = std::move(first.records[r]);
            auto const& more = second.records[r];
            auto const room = options_.finding_limit - f.records.size();
            f.records.insert(f.records.end(), more.begin(),
                             more.begin() +
                                 static_cast<std::ptrdiff_t>(std::min(room, more.size())));
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
    program const code(in, rules, options.near, options.helper);
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
        skipped_rule s{.id = c.id, .why = *c.skipped};
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
