#include "../../src/targets/cascade_core.hpp"

#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/targets/cascade.hpp>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <support/catch.hpp>
#include <vector>

using namespace partyorg;

namespace {

/// One of 0 … n-1. The engine's own type is wider than its values.
std::uint32_t pick(std::mt19937& draw, std::uint32_t n) {
    return static_cast<std::uint32_t>(draw() % n);
}

/// A random tree; `spread` is how far back a parent may stand.
hierarchy random_tree(std::mt19937& draw, std::uint32_t size, std::uint32_t spread) {
    hierarchy_builder build;
    std::vector<std::string> codes;
    for (std::uint32_t i = 0; i < size; ++i) codes.push_back("U" + std::to_string(i));
    for (std::uint32_t i = 0; i < size; ++i) {
        auto const back = i == 0 ? 0 : 1 + pick(draw, std::min(i, spread));
        build.add({.code = codes[i],
                   .parent = i == 0 ? std::string_view() : std::string_view(codes[i - back]),
                   .kind = unit_kind::party_group});
    }
    return build.finish();
}

std::int64_t below(std::mt19937& draw, std::int64_t n) {
    return pick(draw, static_cast<std::uint32_t>(n));
}

count_column random_weights(std::mt19937& draw, hierarchy const& units) {
    count_column column(units, measure_info("w"));
    for (std::uint32_t s = 0; s < units.size(); ++s)
        if (units.is_leaf(slot(s)) || pick(draw, 5) == 0) column[slot(s)] = below(draw, 6);
    return column;
}

bool met(cascade_demand const& d, std::int64_t figure) {
    return (!d.lower || figure >= *d.lower) && (!d.upper || figure <= *d.upper) &&
           (!d.hold || figure == *d.hold);
}

void require_valid(hierarchy const& units, cascade_request const& request,
                   cascade_result const& answer) {
    for (std::size_t line = 0; line < request.lines.size(); ++line) {
        REQUIRE(answer.at(line, request.top) == request.lines[line].total);
        std::vector<std::int64_t> sum(units.size());
        for (auto s = units.end(request.top).value(); s-- > request.top.value();) {
            auto const figure = answer.at(line, slot(s));
            REQUIRE(figure >= 0);
            REQUIRE(figure <= answer.at(0, slot(s)));
            if (!units.is_leaf(slot(s))) REQUIRE(sum[s] == figure);
            if (s > request.top.value()) sum[units.parents()[s]] += figure;
        }
    }
    for (auto const& d : request.demands) REQUIRE(met(d, answer.at(d.line, d.unit)));
}

/// Tries every figure of every leaf.
class brute_force {
public:
    brute_force(hierarchy const& units, cascade_request const& request)
        : units_(units),
          r_(request) {
        for (std::uint32_t s = 0; s < units.size(); ++s)
            if (units.is_leaf(slot(s))) leaves_.push_back(s);
    }
    template <class Body>
    void each(Body const& body) {
        figures_.assign(r_.lines.size(), std::vector<std::int64_t>(units_.size()));
        place(0, 0, r_.lines[0].total, body);
    }
    bool possible(std::vector<cascade_demand> const& demands) {
        bool found = false;
        each([&](auto const& figures) {
            for (auto const& d : demands)
                if (!met(d, figures[d.line][d.unit.value()])) return;
            found = true;
        });
        return found;
    }

private:
    template <class Body>
    void place(std::size_t line, std::size_t leaf, std::int64_t left, Body const& body) {
        if (leaf + 1 == leaves_.size()) {
            if (line > 0 && left > figures_[0][leaves_[leaf]]) return;
            figures_[line][leaves_[leaf]] = left;
            if (line + 1 < r_.lines.size())
                return place(line + 1, 0, r_.lines[line + 1].total, body);
            auto whole = figures_;
            for (auto& f : whole)
                for (auto s = units_.size(); s-- > 1;) f[units_.parents()[s]] += f[s];
            return body(whole);
        }
        auto const most = line == 0 ? left : std::min(left, figures_[0][leaves_[leaf]]);
        for (std::int64_t x = 0; x <= most; ++x) {
            figures_[line][leaves_[leaf]] = x;
            place(line, leaf + 1, left - x, body);
        }
    }
    hierarchy const& units_;
    cascade_request const& r_;
    std::vector<std::uint32_t> leaves_{};
    std::vector<std::vector<std::int64_t>> figures_{};
};

/// Whether the demands alone can be met, with any totals: tries every figure up to 8 of every leaf.
/// Each part is tried by itself once the targets are chosen; that is all that "part of" says.
class met_anyhow {
public:
    met_anyhow(hierarchy const& units, std::size_t lines,
               std::vector<cascade_demand> const& demands)
        : units_(units),
          lines_(lines),
          demands_(demands),
          target_(units.size()),
          part_(units.size()) {
        for (std::uint32_t s = 0; s < units.size(); ++s)
            if (units.is_leaf(slot(s))) leaves_.push_back(s);
        for (auto const& d : demands)
            for (auto const& bound : {d.lower, d.upper, d.hold})
                most_ = std::max(most_, bound.value_or(0));
    }
    bool run() { return targets(0); }

private:
    bool targets(std::size_t leaf) {
        if (leaf < leaves_.size()) {
            for (target_[leaves_[leaf]] = 0; target_[leaves_[leaf]] <= most_;
                 ++target_[leaves_[leaf]])
                if (targets(leaf + 1)) return true;
            return false;
        }
        if (!holds(0, target_)) return false;
        for (std::size_t line = 1; line < lines_; ++line)
            if (!part(line, 0)) return false;
        return true;
    }
    bool part(std::size_t line, std::size_t leaf) {
        if (leaf == leaves_.size()) return holds(line, part_);
        auto const s = leaves_[leaf];
        for (part_[s] = 0; part_[s] <= target_[s]; ++part_[s])
            if (part(line, leaf + 1)) return true;
        return false;
    }
    bool holds(std::size_t line, std::vector<std::int64_t> sums) const {
        for (std::uint32_t s = 0; s < units_.size(); ++s)
            if (!units_.is_leaf(slot(s))) sums[s] = 0;
        for (auto s = units_.size(); s-- > 1;) sums[units_.parents()[s]] += sums[s];
        for (auto const& d : demands_)
            if (d.line == line && !met(d, sums[d.unit.value()])) return false;
        return true;
    }
    hierarchy const& units_;
    std::size_t lines_;
    std::vector<cascade_demand> const& demands_;
    std::vector<std::int64_t> target_, part_;
    std::vector<std::uint32_t> leaves_{};
    std::int64_t most_ = 0;
};

bool can_be_met(hierarchy const& units, cascade_request const& request,
                std::vector<cascade_demand> const& demands) {
    return met_anyhow(units, request.lines.size(), demands).run();
}

cascade_request random_request(std::mt19937& draw, hierarchy const& units, std::size_t lines,
                               std::int64_t total, std::uint32_t demands) {
    cascade_request request;
    for (std::size_t line = 0; line < lines; ++line)
        request.lines.push_back({"line" + std::to_string(line),
                                 line == 0 ? total : below(draw, total + 1),
                                 random_weights(draw, units)});
    for (std::uint32_t i = 0; i < demands; ++i) {
        cascade_demand d{.unit = slot(1 + pick(draw, units.size() - 1)),
                         .line = pick(draw, static_cast<std::uint32_t>(lines))};
        switch (pick(draw, 4)) {
        case 0:
            d.hold = below(draw, 4);
            break;
        case 1:
            d.lower = below(draw, 4);
            break;
        default:
            d.upper = below(draw, 5);
            break;
        }
        request.demands.push_back(d);
    }
    return request;
}

} // namespace

TEST_CASE("small trees: a cascade is found whenever there is one, else the conflict is minimal",
          "[targets]") {
    std::mt19937 draw(11);
    int impossible = 0;
    for (int round = 0; round < 4000; ++round) {
        auto const units = random_tree(draw, 3 + pick(draw, 5), 4);
        auto const request =
            random_request(draw, units, 1 + pick(draw, 2), 1 + below(draw, 5), pick(draw, 5));
        brute_force all(units, request);
        auto const answer = cascade(units, request);
        if (answer) {
            require_valid(units, request, *answer);
            continue;
        }
        ++impossible;
        REQUIRE(answer.error()[0].code == defect::cascade_infeasible);
        REQUIRE_FALSE(all.possible(request.demands));
        // Without any one of its demands the set can be met. Totals of the top may be given up too.
        auto const conflict = find_cascade_conflict(units, request);
        REQUIRE_FALSE(conflict.empty());
        for (std::size_t i = 0; i < conflict.size(); ++i) {
            auto fewer = conflict;
            fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
            bool possible = false;
            for (std::int64_t total = 0; total <= 24 && !possible; ++total)
                for (std::int64_t part = 0; part <= total && !possible; ++part) {
                    auto freed = request;
                    freed.lines[0].total = total;
                    if (freed.lines.size() > 1) freed.lines[1].total = part;
                    freed.demands = fewer;
                    possible = cascade(units, freed).has_value();
                }
            REQUIRE(possible);
        }
    }
    CHECK(impossible > 200);
    CHECK(impossible < 3800);
}

TEST_CASE("small trees: the target's first split is the best that can be continued", "[targets]") {
    std::mt19937 draw(12);
    for (int round = 0; round < 1500; ++round) {
        auto const units = random_tree(draw, 4 + pick(draw, 4), 2 + pick(draw, 3));
        auto request = random_request(draw, units, 2, 1 + below(draw, 5), pick(draw, 4));
        for (auto& line : request.lines)
            for (std::uint32_t s = 0; s < units.size(); ++s)
                line.weights[slot(s)] = 1 + below(draw, 5);
        auto const answer = cascade(units, request);
        if (!answer) continue;
        // Webster minimises the sum of x²/w; weights up to 5 have the common multiple 60.
        auto const far = [&](auto const& figures) {
            std::int64_t sum = 0;
            for (std::uint32_t s = 1; s < units.size(); ++s)
                if (units.parents()[s] == 0)
                    sum += figures[0][s] * figures[0][s] * 60 /
                           request.lines[0].weights[slot(s)].value_or(1);
            return sum;
        };
        auto const ours = far(answer->figures);
        brute_force(units, request).each([&](auto const& figures) {
            for (auto const& d : request.demands)
                if (!met(d, figures[d.line][d.unit.value()])) return;
            REQUIRE(ours <= far(figures));
        });
    }
}

TEST_CASE(
    "small trees with two and three parts: found whenever there is one, else minimal conflicts",
    "[targets]") {
    std::mt19937 draw(13);
    int found = 0, impossible = 0, beyond_single_parts = 0;
    for (int round = 0; round < 4000; ++round) {
        auto const units = random_tree(draw, 3 + pick(draw, 4), 4);
        auto const lines = 3 + pick(draw, 2);
        auto const request =
            random_request(draw, units, lines, 1 + below(draw, lines == 3 ? 4 : 3), pick(draw, 7));
        brute_force all(units, request);
        auto const answer = cascade(units, request);
        if (answer) {
            require_valid(units, request, *answer);
            ++found;
            continue;
        }
        ++impossible;
        REQUIRE(answer.error()[0].code == defect::cascade_infeasible);
        REQUIRE_FALSE(all.possible(request.demands));
        // Would every part alone find room beside the target?
        bool alone = true;
        for (std::size_t line = 1; line < lines; ++line) {
            auto single = request;
            single.lines = {request.lines[0], request.lines[line]};
            single.demands.clear();
            for (auto d : request.demands)
                if (d.line == 0 || d.line == line) {
                    d.line = d.line == 0 ? 0 : 1;
                    single.demands.push_back(d);
                }
            alone = alone && cascade(units, single).has_value();
        }
        if (alone) ++beyond_single_parts;
        auto const conflict = find_cascade_conflict(units, request);
        REQUIRE_FALSE(conflict.empty());
        for (std::size_t i = 0; i < conflict.size(); ++i) {
            auto fewer = conflict;
            fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
            REQUIRE(can_be_met(units, request, fewer));
        }
        REQUIRE_FALSE(can_be_met(units, request, conflict));
    }
    CHECK(found > 1000);
    CHECK(impossible > 1000);
    CHECK(beyond_single_parts > 10);
}

TEST_CASE("large trees with several parts: a hidden cascade is always found again", "[targets]") {
    std::mt19937 draw(15);
    int settled = 0;
    for (int round = 0; round < 60; ++round) {
        auto const size = 40 + pick(draw, 300);
        auto const units = random_tree(draw, size, 2 + size / 3);
        std::size_t const lines = 3 + pick(draw, 3);
        std::vector<std::vector<std::int64_t>> hidden(lines, std::vector<std::int64_t>(size));
        for (std::uint32_t s = 0; s < size; ++s)
            for (std::size_t line = 0; line < lines && units.is_leaf(slot(s)); ++line)
                hidden[line][s] = below(draw, line == 0 ? 6 : hidden[0][s] + 1);
        for (auto& figures : hidden)
            for (auto s = size; s-- > 1;) figures[units.parents()[s]] += figures[s];
        cascade_request request;
        for (std::size_t line = 0; line < lines; ++line) {
            request.lines.push_back(
                {"line" + std::to_string(line), hidden[line][0], random_weights(draw, units)});
            for (std::uint32_t s = 1; s < size; ++s) {
                auto const figure = hidden[line][s];
                switch (pick(draw, 6)) {
                case 0:
                    request.demands.push_back({.unit = slot(s), .line = line, .lower = figure});
                    break;
                case 1:
                    request.demands.push_back({.unit = slot(s), .line = line, .upper = figure});
                    break;
                case 2:
                    if (!units.is_leaf(slot(s)))
                        request.demands.push_back({.unit = slot(s), .line = line, .hold = figure});
                    break;
                default:
                    break;
                }
            }
        }
        auto const answer = cascade(units, request);
        REQUIRE(answer);
        require_valid(units, request, *answer);
        // How often the targets in proportion alone would not have left room for all parts.
        auto plain = request;
        plain.lines.erase(plain.lines.begin() + 1, plain.lines.end());
        std::erase_if(plain.demands, [](cascade_demand const& d) { return d.line > 0; });
        if (cascade(units, plain)->figures[0] != answer->figures[0]) ++settled;
    }
    CHECK(settled > 50);
}

TEST_CASE("a search that may not work says that it does not know", "[targets]") {
    std::mt19937 draw(16);
    auto const units = random_tree(draw, 30, 30);
    std::vector<cascade_demand> demands;
    for (std::size_t line = 0; line < 3; ++line)
        demands.push_back({.unit = slot(0), .line = line, .hold = 4});
    detail::cascade_core core(units, slot(0), 2, demands);
    CHECK(core.solve({}, 1) == detail::verdict::unknown);
    CHECK(core.solve() == detail::verdict::possible);
}

TEST_CASE("systems of sums between bounds: whole solutions are found whenever there is one",
          "[targets]") {
    std::mt19937 draw(17);
    int possible = 0, halves = 0;
    for (int round = 0; round < 3000; ++round) {
        detail::exact_simplex system(1'000'000), without(1'000'000);
        std::vector<std::uint32_t> own;
        std::vector<std::vector<std::int64_t>> sums;
        std::vector<std::pair<std::int64_t, std::int64_t>> between;
        for (std::uint32_t v = 0; v < 4; ++v) {
            own.push_back(system.add(0, 2, below(draw, 3)));
            (void)without.add(0, 2, 0);
        }
        for (int i = 0; i < 4; ++i) {
            std::vector<detail::exact_simplex::term> terms;
            sums.emplace_back();
            for (std::uint32_t v = 0; v < 4; ++v) {
                sums.back().push_back(below(draw, 5) - 2);
                if (sums.back().back() != 0) terms.push_back({own[v], sums.back().back()});
            }
            auto const low = below(draw, 7) - 3;
            between.emplace_back(low, low + below(draw, 2));
            (void)system.add_sum(terms, between.back().first, between.back().second);
            (void)without.add_sum(terms, between.back().first, between.back().second);
        }
        bool expected = false;
        for (int code = 0; code < 81; ++code) {
            std::int64_t const x[] = {code % 3, code / 3 % 3, code / 9 % 3, code / 27};
            bool fits = true;
            for (std::size_t i = 0; i < sums.size(); ++i) {
                std::int64_t sum = 0;
                for (std::size_t v = 0; v < 4; ++v) sum += sums[i][v] * x[v];
                fits = fits && between[i].first <= sum && sum <= between[i].second;
            }
            expected = expected || fits;
        }
        auto const found = system.solve(own);
        REQUIRE(found == (expected ? detail::verdict::possible : detail::verdict::impossible));
        if (!expected && without.solve({}) == detail::verdict::possible) ++halves;
        if (!expected) continue;
        ++possible;
        for (std::size_t i = 0; i < sums.size(); ++i) {
            std::int64_t sum = 0;
            for (std::size_t v = 0; v < 4; ++v) sum += sums[i][v] * system.value(own[v]);
            REQUIRE(between[i].first <= sum);
            REQUIRE(sum <= between[i].second);
        }
    }
    CHECK(possible > 100);
    CHECK(halves > 100); // fractions would do, whole numbers do not
}

TEST_CASE("random trees of 100 000 units add up at every level", "[targets]") {
    std::mt19937 draw(14);
    int found = 0;
    for (auto const spread : {1u, 3u, 1000u, 100'000u}) {
        auto const units = random_tree(draw, 100'000, spread);
        cascade_request request;
        request.lines.push_back({"target", 250'000, random_weights(draw, units)});
        request.lines.push_back({"part", 90'000, random_weights(draw, units)});
        for (int i = 0; i < 1000; ++i)
            request.demands.push_back(
                {.unit = slot(pick(draw, 100'000)), .line = 1, .upper = 50'000});
        auto const answer = cascade(units, request);
        if (spread == 1) {
            // A chain hands everything down.
            REQUIRE_FALSE(answer);
            continue;
        }
        if (!answer) continue;
        ++found;
        require_valid(units, request, *answer);
    }
    CHECK(found == 3);
}
