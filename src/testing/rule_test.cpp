#include <partyorg/testing/rule_test.hpp>
#include <partyorg/testing/shrink.hpp>
#include <partyorg/testing/tiny.hpp>

namespace partyorg::testing {

namespace {

// A message is for people: the first units tell the story.
constexpr std::size_t most_lines = 10;
// Large organisations are cut down as far as patience goes.
constexpr shrink_options patience{.question_limit = 1'000};

bool concerns_nobody(organisation const& whole, rule_question const& asked) {
    auto const result = check(whole, asked.law, asked.when, asked.with);
    return result.by_rule().at(0).concerns_nobody;
}

std::string head_of(rule_question const& asked) {
    auto const& law = asked.law;
    auto text = "rule " + (law.id.empty() ? "(unnamed)" : law.id);
    if (!law.title.in(language::en).empty()) text += ", " + law.title.in(language::en);
    text += " (" + to_string(law.source) + "), as of " + to_iso(asked.when.effective()) + "\n  " +
            describe(law).in(language::en) + '\n';
    return text;
}

std::string reproduction(organisation const& small) {
    return "to reproduce:\n  auto const whole = " + to_cpp(small, 2) + ";";
}

/// Obligations name units by identity, which shrinking gives anew: then the whole is shown.
bool can_shrink(rule_question const& asked) {
    return !asked.with.ledger.has_value();
}

organisation smallest(organisation const& whole, rule_question const& asked,
                      organisation_predicate const& still_fails) {
    return can_shrink(asked) ? shrink(whole, still_fails, patience) : whole;
}

bool passes(outcome o) {
    return o == outcome::pass || o == outcome::not_applicable;
}

} // namespace

std::string explain_outcome(organisation const& whole, rule_question const& asked, slot at) {
    auto const what = outcome_for(whole, asked.law, at, asked.when, asked.with);
    auto text = code_path(whole.units, at) + ": " + std::string(to_string(what));
    for (auto const& f : check(whole, asked.law, asked.when, asked.with)) {
        if (f.unit != at) continue;
        if (!f.missing.empty()) {
            text += ", missing";
            for (auto const& m : f.missing) text += ' ' + m;
        }
        break;
    }
    if (what == outcome::not_applicable || what == outcome::undecidable) return text;
    for (auto const& f : facts_for(whole, asked.law, at, asked.when, asked.with)) {
        text += ", " + f.measure + (f.measure.empty() ? "" : " ") + "observed " +
                (f.observed ? to_string(f.observed) : std::string("nothing"));
        if (f.expected)
            text += ", expected " + std::string(sign_of(f.compared)) + ' ' + to_string(f.expected);
    }
    return text;
}

rule_answer satisfies(organisation const& whole, rule_question const& asked) {
    auto const outcome_at = [&](organisation const& o, std::uint32_t i) {
        return outcome_for(o, asked.law, slot(i), asked.when, asked.with);
    };
    std::optional<outcome> worst;
    std::size_t bad = 0;
    std::string lines;
    for (std::uint32_t i = 0; i < whole.units.size(); ++i) {
        auto const what = outcome_at(whole, i);
        if (passes(what)) continue;
        if (!worst || what == outcome::fail) worst = what;
        if (++bad <= most_lines) lines += "  " + explain_outcome(whole, asked, slot(i)) + '\n';
    }
    if (bad > most_lines) lines += "  ... and " + std::to_string(bad - most_lines) + " more\n";
    if (worst) {
        auto const still = [&](organisation const& o) {
            for (std::uint32_t i = 0; i < o.units.size(); ++i)
                if (outcome_at(o, i) == *worst) return true;
            return false;
        };
        return {false, head_of(asked) + lines + reproduction(smallest(whole, asked, still))};
    }
    if (concerns_nobody(whole, asked))
        return {false, head_of(asked) + "  it concerns no unit\n" + reproduction(whole)};
    return {true, head_of(asked) + "  every unit that it concerns passes"};
}

rule_answer has_outcome(organisation const& whole, rule_question const& asked, outcome wanted,
                        std::optional<unit> const& where) {
    auto const is = [&](organisation const& o, slot s) {
        return outcome_for(o, asked.law, s, asked.when, asked.with);
    };
    if (where) {
        auto const at = whole.units.find(where->code());
        if (!at)
            return {false, head_of(asked) + "  there is no unit '" + where->code() + "'\n" +
                               reproduction(whole)};
        auto const line = "  " + explain_outcome(whole, asked, *at);
        auto const got = is(whole, *at);
        if (got == wanted) return {true, head_of(asked) + line};
        auto const same = [&](organisation const& o) {
            auto const there = o.units.find(where->code());
            return there && is(o, *there) == got;
        };
        return {false, head_of(asked) + line + '\n' + reproduction(smallest(whole, asked, same))};
    }
    std::string lines;
    std::size_t shown = 0;
    for (std::uint32_t i = 0; i < whole.units.size(); ++i) {
        auto const got = is(whole, slot(i));
        if (got == wanted)
            return {true, head_of(asked) + "  " + explain_outcome(whole, asked, slot(i))};
        if (got != outcome::not_applicable && ++shown <= most_lines)
            lines += "  " + explain_outcome(whole, asked, slot(i)) + '\n';
    }
    if (shown == 0) lines = "  it concerns no unit\n";
    return {false, head_of(asked) + "  no unit has the outcome " + std::string(to_string(wanted)) +
                       '\n' + lines + reproduction(whole)};
}

} // namespace partyorg::testing
