#include <partyorg/core/error.hpp>
#include <partyorg/testing/mutate.hpp>

#include <algorithm>

namespace partyorg::testing {

namespace {

using boost::gregorian::date_duration;

/// Numbers and days of an expression in order of appearance; the one at `wanted` is moved.
class number_walk {
public:
    number_walk(std::size_t wanted, int by) : wanted_(wanted), by_(by) {}

    expression walk(expression const& e) {
        auto node = e.node();
        bool changed = false;
        if (node.op == expression_op::number && hit()) {
            change_ =
                "number " + std::to_string(node.value) + " -> " + std::to_string(node.value + by_);
            node.value += by_;
            changed = true;
        } else if (node.op == expression_op::day && hit()) {
            auto const moved = node.day + date_duration(by_);
            change_ = "day " + to_iso(node.day) + " -> " + to_iso(moved);
            node.day = moved;
            changed = true;
        }
        for (auto& arg : node.args) {
            bool const before = done();
            auto walked = walk(arg);
            if (!before && done()) {
                arg = std::move(walked);
                changed = true;
            }
        }
        return changed ? expression(std::move(node)) : e;
    }
    [[nodiscard]] bool done() const noexcept { return !change_.empty(); }
    [[nodiscard]] std::string const& change() const noexcept { return change_; }

private:
    bool hit() { return seen_++ == wanted_; }
    std::size_t wanted_, seen_ = 0;
    int by_;
    std::string change_{};
};

class mutant_maker {
public:
    mutant_maker(rule_book const& rules, std::string_view only) : rules_(rules), only_(only) {}

    std::vector<mutant> make() {
        for (std::size_t i = 0; i < rules_.versions().size(); ++i) {
            auto const& r = rules_.versions()[i];
            if (!only_.empty() && r.id != only_) continue;
            parameters(i, r);
            numbers(i, r);
        }
        for (auto const& id : rules_.ids())
            if (only_.empty() || id == only_) edges(id);
        return std::move(out_);
    }

private:
    void keep(std::string const& id, std::string change, rule_book book) {
        if (!book.verify().has_errors()) out_.push_back({id, std::move(change), std::move(book)});
    }
    rule_book with(std::size_t at, rule const& changed) const {
        rule_book out;
        for (std::size_t i = 0; i < rules_.versions().size(); ++i)
            out.add(i == at ? changed : rules_.versions()[i]);
        return out;
    }
    static std::string of_version(rule const& r) {
        return " in the version of " + to_string(r.in_force);
    }
    void parameters(std::size_t at, rule const& r) {
        for (std::size_t p = 0; p < r.parameters.size(); ++p)
            for (int const by : {-1, 1}) {
                auto changed = r;
                changed.parameters[p].value += by;
                keep(r.id,
                     "parameter '" + r.parameters[p].name + "' " +
                         std::to_string(r.parameters[p].value) + " -> " +
                         std::to_string(changed.parameters[p].value) + of_version(r),
                     with(at, changed));
            }
    }
    void numbers(std::size_t at, rule const& r) {
        auto const each = [&](char const* part, expression const& from, auto const& put) {
            for (std::size_t n = 0;; ++n) {
                bool any = false;
                for (int const by : {-1, 1}) {
                    number_walk walk(n, by);
                    auto const moved = walk.walk(from);
                    if (!walk.done()) break;
                    any = true;
                    auto changed = r;
                    put(changed, moved);
                    keep(r.id, walk.change() + " in the " + part + of_version(r),
                         with(at, changed));
                }
                if (!any) break;
            }
        };
        each("scope", r.scope, [](rule& to, expression const& e) { to.scope = e; });
        each("condition", r.condition, [](rule& to, expression const& e) { to.condition = e; });
        if (r.exemption)
            each("exemption", *r.exemption,
                 [](rule& to, expression const& e) { to.exemption = e; });
    }

    /// Which versions of the book are those of one rule, by first day.
    std::vector<std::size_t> versions_of(std::string const& id) const {
        std::vector<std::size_t> out;
        auto const& all = rules_.versions();
        for (std::size_t i = 0; i < all.size(); ++i)
            if (all[i].id == id) out.push_back(i);
        std::sort(out.begin(), out.end(), [&](std::size_t a, std::size_t b) {
            return all[a].in_force.first() < all[b].in_force.first();
        });
        return out;
    }
    void edges(std::string const& id) {
        auto const at = versions_of(id);
        auto const& all = rules_.versions();
        for (std::size_t v = 0; v < at.size(); ++v)
            for (int const by : {-1, 1}) {
                move_edge(id, at, v, by);
                if (v + 1 == at.size() && all[at[v]].in_force.last()) move_last(id, at[v], by);
            }
    }
    /// The first day of a version, and the last day of the one before.
    void move_edge(std::string const& id, std::vector<std::size_t> const& at, std::size_t v,
                   int by) {
        auto const& all = rules_.versions();
        auto const& span = all[at[v]].in_force;
        auto const first = span.first() + date_duration(by);
        if (span.last() && *span.last() < first) return;
        if (v > 0 && first - date_duration(1) < all[at[v - 1]].in_force.first()) return;
        rule_book book;
        for (std::size_t i = 0; i < all.size(); ++i) {
            auto r = all[i];
            if (i == at[v]) r.in_force = period(first, span.last());
            if (v > 0 && i == at[v - 1])
                r.in_force = period(r.in_force.first(), first - date_duration(1));
            book.add(std::move(r));
        }
        keep(id, "first day " + to_iso(span.first()) + " -> " + to_iso(first), std::move(book));
    }
    void move_last(std::string const& id, std::size_t at, int by) {
        auto changed = rules_.versions()[at];
        auto const before = *changed.in_force.last();
        auto const last = before + date_duration(by);
        if (last < changed.in_force.first()) return;
        changed.in_force = period(changed.in_force.first(), last);
        keep(id, "last day " + to_iso(before) + " -> " + to_iso(last), with(at, changed));
    }

    rule_book const& rules_;
    std::string_view only_;
    std::vector<mutant> out_{};
};

} // namespace

std::string to_string(mutant const& m) {
    return m.rule_id + ": " + m.change;
}

std::vector<mutant> mutants(rule_book const& rules, std::string_view only) {
    return mutant_maker(rules, only).make();
}

mutation_report mutate(
    rule_book const& rules,
    std::function<test_result(rule_book const& changed, std::string_view rule_id)> const& tests) {
    mutation_report out;
    for (auto const& id : rules.ids()) {
        if (tests(rules, id) == test_result::failed)
            partyorg::detail::fail<invalid_input>(defect::tests_fail_unchanged,
                                                  "the tests of rule '" + id +
                                                      "' fail before anything is changed");
        for (auto& m : mutants(rules, id)) {
            ++out.tried;
            if (tests(m.book, id) == test_result::passed) out.survivors.push_back(std::move(m));
        }
    }
    return out;
}

} // namespace partyorg::testing
