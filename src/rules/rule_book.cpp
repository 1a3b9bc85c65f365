#include <partyorg/core/error.hpp>
#include <partyorg/rules/rule_book.hpp>

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>

namespace partyorg {
namespace {

using boost::gregorian::date_duration;

constexpr std::array<std::string_view, 4> reason_ids = {"not_in_force", "unconfirmed",
                                                        "switched_off", "not_known"};

std::string quoted(std::string_view text) {
    return "'" + std::string(text) + "'";
}

bool known_on(rule const& version, date const& day) {
    return !version.source.signed_on || *version.source.signed_on <= day;
}

// The version of a day, as far as it was known on another. What ended only because an instrument
// came that nobody knew yet goes on.
chosen_rule choose_version(std::string const& id, std::vector<rule const*> const& versions,
                           as_of when) {
    chosen_rule chosen{.id = id};
    rule const* before = nullptr;
    rule const* unknown = nullptr;
    for (auto const* v : versions) {
        bool const known = known_on(*v, when.known());
        if (v->in_force.contains(when.effective())) {
            (known ? chosen.version : unknown) = v;
        } else if (known && v->in_force.first() <= when.effective()) {
            before = v;
        }
    }
    if (chosen.version) return chosen;
    if (unknown && before) {
        auto const next = *before->in_force.last() + date_duration(1);
        bool const ended_by_unknown = std::any_of(versions.begin(), versions.end(), [&](auto* v) {
            return v->in_force.first() == next && !known_on(*v, when.known());
        });
        if (ended_by_unknown) chosen.version = before;
        if (chosen.version) return chosen;
    }
    chosen.version = unknown;
    chosen.skipped = unknown ? not_checked::not_known : not_checked::not_in_force;
    return chosen;
}

void sort_by_days(std::vector<rule const*>& versions) {
    std::stable_sort(versions.begin(), versions.end(), [](rule const* a, rule const* b) {
        return a->in_force.first() < b->in_force.first();
    });
}

// The versions of each rule by their days, rules in the order of the book.
std::vector<std::vector<rule const*>> by_rule(std::vector<rule> const& versions) {
    std::vector<std::vector<rule const*>> out;
    std::unordered_map<std::string_view, std::size_t> place;
    for (auto const& r : versions) {
        auto const [at, is_new] = place.try_emplace(r.id, out.size());
        if (is_new) out.emplace_back();
        out[at->second].push_back(&r);
    }
    for (auto& of_rule : out) sort_by_days(of_rule);
    return out;
}

class verifying {
public:
    explicit verifying(rule_book const& book) : book_(book) {}
    problems run() {
        for (auto const& r : book_.versions()) check_rule(r);
        for (auto const& versions : by_rule(book_.versions()))
            if (!versions.front()->id.empty()) check_periods(versions);
        return std::move(found_);
    }

private:
    void error(defect code, std::string message) { found_.error(code, {}, std::move(message)); }
    void check_rule(rule const& r) {
        auto const name = "rule " + quoted(r.id);
        if (r.id.empty())
            error(defect::missing_rule_id,
                  "the rule " + quoted(r.title.in(language::en)) + " has no identifier");
        if (r.source.number.empty()) error(defect::missing_citation, name + " names no instrument");
        check_expression(name, r.scope);
        check_expression(name, r.condition);
        if (r.exemption) check_expression(name, *r.exemption);
        if (r.breach != outcome::fail && r.breach != outcome::review)
            error(defect::malformed_rule, name + ": a breach is 'fail' or 'review'");
        check_parameters(name, r);
    }
    void check_expression(std::string const& name, expression const& what) {
        for (auto const& p : partyorg::verify(what)) error(p.code, name + ": " + p.message);
        if (what.kind() != expression_kind::condition)
            error(defect::malformed_rule, name + ": scope and condition are conditions");
    }
    void check_parameters(std::string const& name, rule const& r) {
        for (std::size_t i = 0; i < r.parameters.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                if (r.parameters[i].name == r.parameters[j].name)
                    error(defect::contradictory_parameter,
                          name + ": parameter " + quoted(r.parameters[i].name) + " is " +
                              std::to_string(r.parameters[j].value) + " and " +
                              std::to_string(r.parameters[i].value));
        for (auto const* what : {&r.scope, &r.condition}) check_uses(name, r, *what);
        if (r.exemption) check_uses(name, r, *r.exemption);
    }
    void check_uses(std::string const& name, rule const& r, expression const& what) {
        if (what->op == expression_op::parameter && !r.parameter_value(what->name))
            error(defect::unknown_parameter, name + " has no parameter " + quoted(what->name));
        for (auto const& arg : what->args) check_uses(name, r, arg);
    }
    void check_periods(std::vector<rule const*> const& versions) {
        auto const& id = versions.front()->id;
        for (std::size_t i = 1; i < versions.size(); ++i) {
            auto const& a = versions[i - 1]->in_force;
            auto const& b = versions[i]->in_force;
            if (a.overlaps(b)) {
                error(defect::overlapping_versions, "rule " + quoted(id) + ": " + to_string(a) +
                                                        " and " + to_string(b) + " overlap");
            } else if (*a.last() + date_duration(1) < b.first()) {
                error(defect::gap_between_versions, "rule " + quoted(id) + ": no version from " +
                                                        to_iso(*a.last() + date_duration(1)) +
                                                        " to " +
                                                        to_iso(b.first() - date_duration(1)));
            }
        }
    }
    rule_book const& book_;
    problems found_{};
};

// A constant of the rule, or nothing.
std::optional<std::int64_t> constant(rule const& of, expression const& e) {
    if (e->op == expression_op::number) return e->value;
    if (e->op == expression_op::parameter) return of.parameter_value(e->name);
    return {};
}

bool reads(expression const& e, std::string_view measure) {
    return (e->op == expression_op::cell || e->op == expression_op::cell_or_none ||
            e->op == expression_op::total) &&
           e->name == measure;
}

void narrow(ladder_step& step, comparison how, std::int64_t bound) {
    auto const from = [&](std::int64_t n) {
        step.least = step.least ? std::max(*step.least, n) : n;
    };
    auto const to = [&](std::int64_t n) { step.most = step.most ? std::min(*step.most, n) : n; };
    switch (how) {
    case comparison::less:
        return to(bound - 1);
    case comparison::at_most:
        return to(bound);
    case comparison::at_least:
        return from(bound);
    case comparison::more:
        return from(bound + 1);
    case comparison::equal:
        from(bound);
        return to(bound);
    case comparison::different:
        return;
    }
}

constexpr comparison mirrored(comparison r) {
    using enum comparison;
    constexpr std::array<comparison, 6> other = {more, at_least, equal, different, at_most, less};
    return other[static_cast<std::size_t>(r)];
}

// Follows conjunctions; other nodes say nothing about the measure in this form.
bool narrow(rule const& of, expression const& e, std::string_view measure, ladder_step& step) {
    if (e->op == expression_op::all_of) {
        bool any = false;
        for (auto const& arg : e->args) any = narrow(of, arg, measure, step) || any;
        return any;
    }
    if (e->op != expression_op::compare || e->compared == comparison::different) return false;
    auto const& left = e->args[0];
    auto const& right = e->args[1];
    if (auto const bound = constant(of, right); bound && reads(left, measure)) {
        narrow(step, e->compared, *bound);
        return true;
    }
    if (auto const bound = constant(of, left); bound && reads(right, measure)) {
        narrow(step, mirrored(e->compared), *bound);
        return true;
    }
    return false;
}

} // namespace

std::string_view to_string(not_checked why) noexcept {
    return reason_ids[static_cast<std::size_t>(why)];
}

void rule_book::add(rule what) {
    rules_.push_back(std::move(what));
}

void rule_book::add(rule_book const& other) {
    rules_.reserve(rules_.size() + other.rules_.size());
    for (std::size_t i = 0, n = other.rules_.size(); i < n; ++i) rules_.push_back(other.rules_[i]);
}

std::vector<std::string> rule_book::ids() const {
    std::vector<std::string> out;
    for (auto const& versions : by_rule(rules_)) out.push_back(versions.front()->id);
    return out;
}

std::vector<rule const*> rule_book::versions_of(std::string_view id) const {
    std::vector<rule const*> out;
    for (auto const& r : rules_)
        if (r.id == id) out.push_back(&r);
    sort_by_days(out);
    return out;
}

rule const* rule_book::find(std::string_view id, as_of when) const {
    auto const chosen = choose_version(std::string(id), versions_of(id), when);
    return chosen.skipped ? nullptr : chosen.version;
}

std::vector<chosen_rule> rule_book::choose(as_of when) const {
    std::vector<chosen_rule> out;
    for (auto const& versions : by_rule(rules_)) {
        auto chosen = choose_version(versions.front()->id, versions, when);
        chosen.shown = chosen.version ? chosen.version : versions.back();
        if (!chosen.skipped && chosen.version && !chosen.version->enabled())
            chosen.skipped = chosen.version->state == rule_switch::off ? not_checked::switched_off
                                                                       : not_checked::unconfirmed;
        out.push_back(std::move(chosen));
    }
    return out;
}

void rule_book::set_parameter(std::string_view id, std::string_view name, std::int64_t value) {
    bool rule_found = false, found = false;
    std::string names;
    for (auto& r : rules_) {
        if (r.id != id) continue;
        rule_found = true;
        for (auto& p : r.parameters) {
            names += (names.empty() ? "" : ", ") + p.name;
            if (p.name != name) continue;
            p.value = value;
            found = true;
        }
    }
    if (!rule_found)
        detail::fail<invalid_input>(defect::unknown_rule, "there is no rule " + quoted(id));
    if (!found)
        detail::fail<invalid_input>(defect::unknown_parameter,
                                    "rule " + quoted(id) + " has no parameter " + quoted(name) +
                                        (names.empty() ? "" : "; there are " + names));
}

void rule_book::set_switch(std::string_view id, rule_switch state) {
    bool found = false;
    for (auto& r : rules_)
        if (r.id == id) {
            r.state = state;
            found = true;
        }
    if (!found) detail::fail<invalid_input>(defect::unknown_rule, "there is no rule " + quoted(id));
}

problems rule_book::verify() const {
    return verifying(*this).run();
}

std::vector<ladder_defect> ladder_gaps(std::vector<ladder_step> const& steps, std::int64_t from) {
    // Every number where something begins or has just ended cuts the line; between two cuts the
    // same steps hold.
    std::vector<std::int64_t> cuts{from};
    for (auto const& s : steps) {
        if (s.least && *s.least > from) cuts.push_back(*s.least);
        if (s.most && *s.most >= from && *s.most != INT64_MAX) cuts.push_back(*s.most + 1);
    }
    std::sort(cuts.begin(), cuts.end());
    cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
    std::vector<ladder_defect> found;
    for (std::size_t i = 0; i < cuts.size(); ++i) {
        ladder_defect here{.least = cuts[i]};
        if (i + 1 < cuts.size()) here.most = cuts[i + 1] - 1;
        for (auto const& s : steps)
            if ((!s.least || *s.least <= here.least) && (!s.most || here.least <= *s.most))
                here.rules.push_back(s.rule_id);
        if (here.rules.size() == 1) continue;
        if (!found.empty() && found.back().rules == here.rules &&
            found.back().most == here.least - 1)
            found.back().most = here.most;
        else
            found.push_back(std::move(here));
    }
    return found;
}

std::optional<ladder_step> step_of(rule const& what, std::string_view measure) {
    ladder_step step{.rule_id = what.id};
    // "Cells with nine or more should …" bound their scope, "cells should have fewer than thirty"
    // their condition.
    if (narrow(what, what.scope, measure, step) || narrow(what, what.condition, measure, step))
        return step;
    return {};
}

} // namespace partyorg
