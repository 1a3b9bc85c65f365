#include <partyorg/targets/apportion.hpp>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <random>
#include <support/catch.hpp>
#include <vector>

using namespace partyorg;

namespace {

using method = apportionment_method;
using figures = std::vector<std::int64_t>;

constexpr auto all_methods = {method::hamilton, method::droop, method::jefferson, method::webster,
                              method::adams,    method::hill,  method::dean,      method::quota};
constexpr auto divisor_methods = {method::jefferson, method::webster, method::adams, method::hill,
                                  method::dean};

std::vector<claim> claims_of(figures const& weights) {
    std::vector<claim> claims;
    for (auto const w : weights) claims.push_back({.basis = {w}});
    return claims;
}

/// The claim to seat k+1 is w·over/under, squared for Hill; a free seat has under 0.
struct strength {
    std::int64_t over, under;
};
strength strength_of(method m, std::int64_t w, std::int64_t k) {
    switch (m) {
    case method::webster:
        return {2 * w, 2 * k + 1};
    case method::adams:
        return {w, k};
    case method::hill:
        return {w * w, k * (k + 1)};
    case method::dean:
        return {w * (2 * k + 1), 2 * k * (k + 1)};
    default:
        return {w, k + 1};
    }
}
int compare(strength a, strength b) {
    if (a.under == 0 && b.under == 0) return a.over < b.over ? -1 : a.over > b.over;
    auto const x = a.over * b.under, y = b.over * a.under;
    return x < y ? -1 : x > y;
}

/// One seat at a time, the first of equals.
figures by_turns(std::vector<claim> const& claims, std::int64_t seats, method m) {
    figures got;
    for (auto const& c : claims) got.push_back(c.hold ? *c.hold : c.lower.value_or(0));
    for (auto left = seats - std::accumulate(got.begin(), got.end(), std::int64_t{0}); left > 0;
         --left) {
        std::size_t best = claims.size();
        for (std::size_t i = 0; i < claims.size(); ++i) {
            auto const& c = claims[i];
            if (c.hold || got[i] >= c.upper.value_or(seats) || c.basis.numerator == 0) continue;
            if (best == claims.size() ||
                compare(strength_of(m, c.basis.numerator, got[i]),
                        strength_of(m, claims[best].basis.numerator, got[best])) > 0)
                best = i;
        }
        ++got[best];
    }
    return got;
}

/// Calls `body` with every way to divide `seats` among `units`.
template <class Body>
void each_division(std::size_t units, std::int64_t seats, Body const& body) {
    figures a(units);
    auto const place = [&](auto const& self, std::size_t i, std::int64_t left) -> void {
        if (i + 1 == units) {
            a[i] = left;
            body(a);
            return;
        }
        for (a[i] = 0; a[i] <= left; ++a[i]) self(self, i + 1, left - a[i]);
    };
    place(place, 0, seats);
}

/// Calls `body` with every choice of `units` weights between 1 and `most`.
template <class Body>
void each_weights(std::size_t units, std::int64_t most, Body const& body) {
    figures w(units, 1);
    for (;;) {
        body(w);
        std::size_t i = 0;
        while (i < units && w[i] == most) w[i++] = 1;
        if (i == units) return;
        ++w[i];
    }
}

figures divide(std::vector<claim> const& claims, std::int64_t seats, method m) {
    auto const answer =
        apportion(claims, {.seats = seats, .method = m, .ties = tie_policy::by_order});
    REQUIRE(answer);
    REQUIRE(verify(answer->proof, claims).empty());
    return answer->seats();
}

std::int64_t sum(figures const& a) {
    return std::accumulate(a.begin(), a.end(), std::int64_t{0});
}

} // namespace

TEST_CASE("all small instances: divisor methods equal the seat-by-seat rule", "[targets]") {
    for (auto const m : divisor_methods)
        each_weights(3, 6, [&](figures const& w) {
            for (std::int64_t seats = 0; seats <= 9; ++seats) {
                auto const claims = claims_of(w);
                REQUIRE(divide(claims, seats, m) == by_turns(claims, seats, m));
            }
        });
}

TEST_CASE("all small instances: Webster, Hill and Hamilton are the best of all divisions",
          "[targets]") {
    each_weights(3, 5, [&](figures const& w) {
        auto const total = sum(w);
        for (std::int64_t seats = 3; seats <= 7; ++seats) {
            // Over common denominators: Σ a²/w, Σ w²/a, Σ |a − q|.
            auto const webster = [&](figures const& a) {
                return a[0] * a[0] * w[1] * w[2] + a[1] * a[1] * w[0] * w[2] +
                       a[2] * a[2] * w[0] * w[1];
            };
            auto const hill = [&](figures const& a) {
                return w[0] * w[0] * a[1] * a[2] + w[1] * w[1] * a[0] * a[2] +
                       w[2] * w[2] * a[0] * a[1];
            };
            auto const hamilton = [&](figures const& a) {
                std::int64_t far = 0;
                for (std::size_t i = 0; i < 3; ++i) far += std::abs(a[i] * total - w[i] * seats);
                return far;
            };
            auto const claims = claims_of(w);
            auto const a = divide(claims, seats, method::webster);
            auto const b = divide(claims, seats, method::hill);
            auto const c = divide(claims, seats, method::hamilton);
            each_division(3, seats, [&](figures const& other) {
                REQUIRE(webster(a) <= webster(other));
                REQUIRE(hamilton(c) <= hamilton(other));
                if (other[0] * other[1] * other[2] == 0) return;
                REQUIRE(hill(b) * other[0] * other[1] * other[2] <=
                        hill(other) * b[0] * b[1] * b[2]);
            });
        }
    });
}

TEST_CASE("all small instances: the quota method equals its definition", "[targets]") {
    each_weights(3, 7, [&](figures const& w) {
        auto const total = sum(w);
        figures a(3);
        for (std::int64_t house = 1; house <= 12; ++house) {
            std::size_t best = 3;
            for (std::size_t i = 0; i < 3; ++i)
                if (a[i] * total < w[i] * house &&
                    (best == 3 || w[i] * (a[best] + 1) > w[best] * (a[i] + 1)))
                    best = i;
            REQUIRE(best < 3);
            ++a[best];
            REQUIRE(divide(claims_of(w), house, method::quota) == a);
        }
    });
}

TEST_CASE("seats add up, bounds are kept, certificates verify", "[targets]") {
    std::mt19937 draw(1);
    auto const below = [&](std::int64_t n) {
        return static_cast<std::int64_t>(draw() % static_cast<std::uint32_t>(n));
    };
    for (int round = 0; round < 3000; ++round) {
        std::vector<claim> claims(static_cast<std::size_t>(1 + below(12)));
        std::int64_t least = 0, most = 0;
        for (auto& c : claims) {
            c.basis = {below(20), 1 + below(3)};
            if (below(3) == 0) c.lower = below(4);
            if (below(3) == 0) c.upper = c.lower.value_or(0) + below(6);
            if (below(6) == 0) c.hold = c.lower.value_or(0);
            auto const low = c.lower.value_or(0);
            least += low;
            most += c.hold || c.basis.numerator == 0 ? low : c.upper.value_or(low + 40);
        }
        auto const seats = least + below(most - least + 1);
        for (auto const m : all_methods) {
            apportion_request request{
                .seats = seats, .method = m, .ties = tie_policy::by_lot, .seed = draw()};
            auto const answer = apportion(claims, request);
            if (!answer && m == method::droop) {
                REQUIRE(answer.error()[0].code == defect::quota_too_coarse);
                continue;
            }
            INFO(to_string(m) << ' ' << to_string(answer.error()));
            REQUIRE(answer);
            REQUIRE(to_string(verify(answer->proof, claims)) == "");
            REQUIRE(sum(answer->seats()) == seats);
            for (std::size_t i = 0; i < claims.size(); ++i) {
                REQUIRE(answer->seats()[i] >= claims[i].lower.value_or(0));
                if (claims[i].upper) REQUIRE(answer->seats()[i] <= *claims[i].upper);
                if (claims[i].hold) REQUIRE(answer->seats()[i] == *claims[i].hold);
                REQUIRE_FALSE(why(claims, *answer, i).vi.empty());
            }
            request.log = step_log::keep;
            auto const logged = apportion(claims, request);
            REQUIRE(logged->seats() == answer->seats());
            figures replayed(claims.size());
            for (auto const& step : logged->log) {
                REQUIRE(replayed[step.unit] == step.from);
                replayed[step.unit] = step.to;
            }
            REQUIRE(replayed == answer->seats());
        }
    }
}

TEST_CASE("selection equals one seat at a time on many units with many ties", "[targets]") {
    std::mt19937_64 draw(2);
    for (int round = 0; round < 30; ++round) {
        std::vector<claim> claims(500 + draw() % 1500);
        auto const range = round % 3 == 0 ? 5u : round % 3 == 1 ? 1000u : 1u << 30;
        std::int64_t most = 0;
        for (auto& c : claims) {
            c.basis = {static_cast<std::int64_t>(draw() % range)};
            if (round % 2 == 0 && draw() % 4 == 0) c.upper = static_cast<std::int64_t>(draw() % 9);
            if (round % 5 == 0) c.lower = 0;
            most += c.basis.numerator == 0 ? 0 : c.upper.value_or(50);
        }
        auto const seats = static_cast<std::int64_t>(draw() % static_cast<std::uint64_t>(most));
        for (auto const m : divisor_methods) {
            auto const fast =
                apportion(claims, {.seats = seats, .method = m, .ties = tie_policy::by_order});
            auto const slow = apportion(
                claims,
                {.seats = seats, .method = m, .ties = tie_policy::by_order, .log = step_log::keep});
            REQUIRE(fast->seats() == slow->seats());
            REQUIRE(verify(fast->proof, claims).empty());
        }
    }
}

TEST_CASE("anonymity: without a tie the order of the units does not matter", "[targets]") {
    std::mt19937 draw(3);
    for (int round = 0; round < 500; ++round) {
        figures w(5);
        for (auto& x : w) x = 1 + static_cast<std::int64_t>(draw() % 50);
        std::vector<std::size_t> order(5);
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::shuffle(order.begin(), order.end(), draw);
        figures mixed;
        for (auto const i : order) mixed.push_back(w[i]);
        for (auto const m : all_methods) {
            auto const a = apportion(claims_of(w), {.seats = 17, .method = m});
            auto const b = apportion(claims_of(mixed), {.seats = 17, .method = m});
            REQUIRE(a.has_value() == b.has_value());
            if (!a) continue;
            for (std::size_t i = 0; i < 5; ++i) REQUIRE(b->seats()[i] == a->seats()[order[i]]);
        }
    }
}

TEST_CASE("quota rule: Hamilton and the quota method stay within the quota", "[targets]") {
    std::mt19937 draw(4);
    for (int round = 0; round < 1000; ++round) {
        figures w(2 + draw() % 6);
        for (auto& x : w) x = 1 + static_cast<std::int64_t>(draw() % 100);
        auto const seats = static_cast<std::int64_t>(draw() % 60);
        auto const total = sum(w);
        for (auto const m : {method::hamilton, method::quota}) {
            auto const a = divide(claims_of(w), seats, m);
            for (std::size_t i = 0; i < w.size(); ++i) {
                REQUIRE(a[i] >= w[i] * seats / total);
                REQUIRE(a[i] <= (w[i] * seats + total - 1) / total);
            }
        }
    }
}

TEST_CASE("house monotony: divisor methods and the quota method take no seat away", "[targets]") {
    std::mt19937 draw(5);
    for (int round = 0; round < 100; ++round) {
        figures w(2 + draw() % 6);
        for (auto& x : w) x = 1 + static_cast<std::int64_t>(draw() % 30);
        for (auto const m : {method::jefferson, method::webster, method::adams, method::hill,
                             method::dean, method::quota}) {
            auto before = divide(claims_of(w), 0, m);
            for (std::int64_t seats = 1; seats < 40; ++seats) {
                auto const now = divide(claims_of(w), seats, m);
                for (std::size_t i = 0; i < w.size(); ++i) REQUIRE(now[i] >= before[i]);
                before = now;
            }
        }
    }
}

TEST_CASE("population monotony: with a divisor method nobody loses to who grows slower",
          "[targets]") {
    std::mt19937 draw(6);
    int paradoxes = 0;
    for (int round = 0; round < 4000; ++round) {
        figures w(3), v(3);
        for (std::size_t i = 0; i < 3; ++i) {
            w[i] = 1 + static_cast<std::int64_t>(draw() % 60);
            v[i] = w[i] + static_cast<std::int64_t>(draw() % 20);
        }
        auto const paradox = [&](method m) {
            auto const a = divide(claims_of(w), 11, m), b = divide(claims_of(v), 11, m);
            for (std::size_t i = 0; i < 3; ++i)
                for (std::size_t j = 0; j < 3; ++j)
                    if (v[i] * w[j] > v[j] * w[i] && b[i] < a[i] && b[j] > a[j]) return true;
            return false;
        };
        for (auto const m : divisor_methods) REQUIRE_FALSE(paradox(m));
        paradoxes += paradox(method::hamilton);
    }
    // The check can fail: Hamilton's method does show the paradox.
    CHECK(paradoxes > 0);
}
