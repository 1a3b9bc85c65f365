#include "bids.hpp"
#include "lot.hpp"
#include "prepared_claims.hpp"
#include "shares.hpp"

#include <partyorg/targets/apportion.hpp>

#include <algorithm>
#include <array>
#include <numeric>
#include <queue>
#include <utility>

namespace partyorg {

namespace {

using detail::bid;
using detail::i128;
using detail::level;
using detail::prepared_claims;
using detail::u128;

struct method_name {
    std::string_view name;
    apportionment_method method;
};
// The first name of each method is the one that is printed.
constexpr auto method_names = std::to_array<method_name>({
    {"hamilton", apportionment_method::hamilton},
    {"droop", apportionment_method::droop},
    {"jefferson", apportionment_method::jefferson},
    {"webster", apportionment_method::webster},
    {"adams", apportionment_method::adams},
    {"hill", apportionment_method::hill},
    {"dean", apportionment_method::dean},
    {"quota", apportionment_method::quota},
    {"hare", apportionment_method::hamilton},
    {"largest-remainder", apportionment_method::hamilton},
    {"dhondt", apportionment_method::jefferson},
    {"sainte-lague", apportionment_method::webster},
    {"huntington", apportionment_method::hill},
    {"huntington-hill", apportionment_method::hill},
    {"balinski-young", apportionment_method::quota},
});

// --- checks ---------------------------------------------------------------------------------

std::string name_of(std::span<claim const> claims, std::size_t i) {
    if (!claims[i].name.empty()) return "'" + std::string(claims[i].name) + "'";
    return "#" + std::to_string(i + 1);
}

/// "'A', 'B' and 3 more".
std::string names_of(std::span<claim const> claims, std::vector<std::size_t> const& units) {
    constexpr std::size_t shown = 20;
    std::string text;
    for (std::size_t i = 0; i < units.size() && i < shown; ++i)
        text += (i == 0 ? "" : ", ") + name_of(claims, units[i]);
    if (units.size() > shown) text += " and " + std::to_string(units.size() - shown) + " more";
    return text;
}

class claim_check {
public:
    claim_check(std::span<claim const> claims, apportion_request const& request)
        : claims_(claims),
          r_(request) {}

    problems run() {
        if (r_.seats < 0)
            found_.error(defect::negative_target, {},
                         std::to_string(r_.seats) + " seats to divide");
        for (std::size_t i = 0; i < claims_.size(); ++i) check(i);
        if (found_.has_errors()) return found_;
        check_sizes();
        if (!found_.has_errors()) check_demands();
        return found_;
    }

private:
    place at(std::size_t i) const { return i < r_.places.size() ? r_.places[i] : place{}; }

    void check(std::size_t i) {
        auto const& c = claims_[i];
        if (c.basis.numerator < 0 || c.basis.denominator <= 0)
            found_.error(
                defect::negative_weight, at(i),
                "unit " + name_of(claims_, i) + ": weight " + std::to_string(c.basis.numerator) +
                    (c.basis.denominator == 1 ? "" : "/" + std::to_string(c.basis.denominator)));
        not_negative(i, c.lower, "lower bound");
        not_negative(i, c.upper, "upper bound");
        not_negative(i, c.hold, "hold");
        if (c.lower && c.upper && *c.lower > *c.upper)
            contradiction(i, "lower bound", *c.lower, "above the upper bound", *c.upper);
        if (c.hold && c.lower && *c.hold < *c.lower)
            contradiction(i, "hold", *c.hold, "below the lower bound", *c.lower);
        if (c.hold && c.upper && *c.hold > *c.upper)
            contradiction(i, "hold", *c.hold, "above the upper bound", *c.upper);
    }
    void not_negative(std::size_t i, std::optional<std::int64_t> value, char const* what) {
        if (value && *value < 0)
            found_.error(defect::negative_target, at(i),
                         "unit " + name_of(claims_, i) + ": " + what + " " +
                             std::to_string(*value));
    }
    void contradiction(std::size_t i, char const* what, std::int64_t value, char const* against,
                       std::int64_t bound) {
        found_.error(defect::bounds_reversed, at(i),
                     "unit " + name_of(claims_, i) + ": " + what + " " + std::to_string(value) +
                         " is " + against + " " + std::to_string(bound));
    }

    void check_sizes() {
        if (r_.seats > most_seats) too_large(std::to_string(r_.seats) + " seats");
        for (std::size_t i = 0; i < claims_.size(); ++i)
            if (detail::least(claims_[i]) > most_seats || claims_[i].upper.value_or(0) > most_seats)
                too_large("bound of unit " + name_of(claims_, i));
        auto const scale = detail::common_scale(claims_);
        if (scale == 0 || !detail::weights_fit(claims_, scale))
            too_large("the sum of the weights over their common denominator");
    }
    void too_large(std::string const& what) {
        found_.error(defect::weights_too_fine, {}, what + " exceeds the range of exact comparison");
    }

    void check_demands() {
        auto const conflict = find_conflict(claims_, r_.seats);
        auto const names = names_of(claims_, conflict.units);
        auto const where = conflict.units.empty() ? place{} : at(conflict.units.front());
        auto const seats = std::to_string(r_.seats);
        auto const bound = std::to_string(conflict.bound);
        if (conflict.kind == conflict_kind::too_few)
            found_.error(defect::seats_below_minima, where,
                         seats + " seats, but at least " + bound + " are demanded by " + names);
        if (conflict.kind == conflict_kind::too_many && conflict.units.empty())
            found_.error(defect::zero_basis, at(0),
                         seats + " seats, but no unit has a weight; room for " + bound);
        else if (conflict.kind == conflict_kind::too_many)
            found_.error(defect::seats_above_capacity, where,
                         seats + " seats, but room for " + bound + " only, bounded by " + names);
    }

    std::span<claim const> claims_;
    apportion_request const& r_;
    problems found_;
};

bool bounds_agree(claim const& c) {
    auto const within = [](std::optional<std::int64_t> const& value) {
        return !value || (*value >= 0 && *value <= most_seats);
    };
    return within(c.lower) && within(c.upper) && within(c.hold) &&
           c.lower.value_or(0) <= c.upper.value_or(most_seats) &&
           c.hold.value_or(most_seats) >= c.lower.value_or(0) &&
           c.hold.value_or(0) <= c.upper.value_or(most_seats);
}

/// What most requests are: whole weights, and demands that can be met. One pass over the claims
/// finds that out and prepares them; nothing is returned for whatever needs a closer look.
std::optional<prepared_claims> prepared_at_once(std::span<claim const> claims, std::int64_t seats) {
    if (seats < 0 || seats > most_seats) return {};
    prepared_claims p;
    p.weights.resize(claims.size());
    p.lower.resize(claims.size());
    p.upper.resize(claims.size());
    u128 total = 0;
    i128 least = 0, most = 0;
    bool plain = true;
    for (std::size_t i = 0; i < claims.size(); ++i) {
        auto const& c = claims[i];
        plain = plain && c.basis.denominator == 1 && c.basis.numerator >= 0 && bounds_agree(c);
        p.weights[i] = static_cast<std::uint64_t>(c.basis.numerator);
        p.lower[i] = detail::least(c);
        p.upper[i] = detail::most(c, seats);
        total += p.weights[i];
        least += p.lower[i];
        most += p.upper[i];
    }
    if (!plain || total >= detail::most_weight || least > seats || seats > most) return {};
    return p;
}

// --- ties -----------------------------------------------------------------------------------

/// Takes `seats` of the tied units by the policy; nothing if the policy is to report.
std::optional<std::vector<std::size_t>> winners(apportion_tie const& tie,
                                                apportion_request const& request) {
    if (request.ties == tie_policy::report) return {};
    auto chosen = tie.units;
    if (request.ties == tie_policy::by_lot) detail::shuffle(chosen, request.seed);
    chosen.resize(static_cast<std::size_t>(tie.seats));
    std::sort(chosen.begin(), chosen.end());
    return chosen;
}

problems undecided(std::span<claim const> claims, apportion_request const& request,
                   apportion_tie const& tie) {
    auto const first = tie.units.front();
    problems found;
    found.error(defect::tie_undecided,
                first < request.places.size() ? request.places[first] : place{},
                std::to_string(tie.seats) + (tie.seats == 1 ? " seat" : " seats") + " for " +
                    std::to_string(tie.units.size()) +
                    " units with equal claims: " + names_of(claims, tie.units));
    return found;
}

/// Gives the seats at the border, which may be a tie.
/// @return The units served; nothing if the tie is undecided.
std::optional<std::vector<std::size_t>> serve_border(std::vector<std::size_t> units,
                                                     std::int64_t seats, apportionment& answer,
                                                     apportion_request const& request) {
    if (seats == static_cast<std::int64_t>(units.size())) return units;
    answer.tied = apportion_tie{std::move(units), seats};
    return winners(*answer.tied, request);
}

void log_step(apportionment& answer, apportion_request const& request, std::size_t unit,
              std::int64_t from, std::int64_t to, step_reason reason) {
    if (request.log == step_log::keep && from != to) answer.log.push_back({unit, from, to, reason});
}

void log_minima(apportionment& answer, apportion_request const& request, prepared_claims const& p) {
    for (std::size_t i = 0; i < p.lower.size(); ++i)
        log_step(answer, request, i, 0, p.lower[i], step_reason::minimum);
}

// --- divisor methods ------------------------------------------------------------------------

/// The strongest claim that was refused.
template <class Rule>
std::optional<seat_claim> strongest_refused(prepared_claims const& p,
                                            std::vector<std::int64_t> const& seats) {
    std::optional<bid> best;
    for (std::uint32_t i = 0; i < seats.size(); ++i) {
        bid const next{p.weights[i], seats[i], i};
        if (seats[i] < p.upper[i] && (!best || Rule::order(next, *best) < 0)) best = next;
    }
    if (!best) return {};
    return seat_claim{best->unit, best->k + 1};
}

void log_turns(apportionment& answer, apportion_request const& request,
               std::vector<bid> const& order, std::vector<std::size_t> const& served) {
    // The last turns are the tie at the border; the policy may have chosen others.
    auto const clear = order.size() - served.size();
    for (std::size_t i = 0; i < clear; ++i)
        log_step(answer, request, order[i].unit, order[i].k, order[i].k + 1, step_reason::priority);
    for (auto const unit : served)
        log_step(answer, request, unit, answer.seats()[unit] - 1, answer.seats()[unit],
                 step_reason::priority);
}

result<apportionment> by_divisor(std::span<claim const> claims, prepared_claims const& p,
                                 apportion_request const& request) {
    apportionment answer;
    log_minima(answer, request, p);
    auto filled =
        detail::fill({p.weights, p.lower, p.upper, request.seats, request.method, request.log});
    auto& proof = answer.proof;
    proof.seats = std::move(filled.seats);
    if (filled.open > 0) {
        std::vector<std::size_t> const border(filled.tied.begin(), filled.tied.end());
        auto const served = serve_border(border, filled.open, answer, request);
        if (!served) return undecided(claims, request, *answer.tied);
        for (auto const unit : *served) ++proof.seats[unit];
        proof.last_given = seat_claim{served->back(), proof.seats[served->back()]};
        if (request.log == step_log::keep) log_turns(answer, request, filled.order, *served);
    }
    proof.first_refused = detail::with_rule(
        request.method, [&]<class Rule>(Rule) { return strongest_refused<Rule>(p, proof.seats); });
    return answer;
}

// --- largest remainders ---------------------------------------------------------------------

/// A unit that may be served one more seat than its whole quotas.
struct remainder {
    std::uint64_t rest;
    std::uint32_t unit;
};

/// The level that Droop's rule uses for the units whose share is within their bounds.
level droop_level(prepared_claims const& p, level fair, std::int64_t seats) {
    u128 total = 0;
    for (std::size_t i = 0; i < p.weights.size(); ++i) {
        if (p.lower[i] == p.upper[i]) {
            seats -= p.lower[i];
            continue;
        }
        auto const got = detail::share_of(p.weights[i], fair);
        if (got.whole < p.lower[i])
            seats -= p.lower[i];
        else if (got.whole > p.upper[i] || (got.whole == p.upper[i] && got.rest != 0))
            seats -= p.upper[i];
        else
            total += p.weights[i];
    }
    auto const scale = static_cast<u128>(p.scale);
    auto const quota = (total / scale / u128(seats + 1) + 1) * scale;
    return {1, static_cast<std::int64_t>(quota)};
}

result<apportionment> by_remainders(std::span<claim const> claims, prepared_claims const& p,
                                    apportion_request const& request) {
    apportionment answer;
    auto& proof = answer.proof;
    auto at = detail::fair_level(p.weights, p.lower, p.upper, request.seats);
    if (request.method == apportionment_method::droop) at = droop_level(p, at, request.seats);
    proof.share_seats = at.seats;
    proof.share_weight = at.weight;
    log_minima(answer, request, p);

    auto rest = request.seats;
    std::vector<remainder> remainders;
    for (std::uint32_t i = 0; i < claims.size(); ++i) {
        auto const got = detail::share_of(p.weights[i], at);
        auto const whole = std::clamp(got.whole, p.lower[i], p.upper[i]);
        proof.seats.push_back(whole);
        rest -= whole;
        log_step(answer, request, i, p.lower[i], whole, step_reason::full_quota);
        if (whole == got.whole && whole < p.upper[i]) remainders.push_back({got.rest, i});
    }
    if (rest < 0 || rest > static_cast<std::int64_t>(remainders.size())) {
        problems found;
        found.error(defect::quota_too_coarse, {},
                    "after the full quotas " + std::to_string(rest) + " seats are left for " +
                        std::to_string(remainders.size()) + " remainders");
        return found;
    }
    auto const larger = [](remainder const& a, remainder const& b) { return a.rest > b.rest; };
    std::vector<std::size_t> served, border;
    if (rest > 0) {
        auto const last = remainders.begin() + (rest - 1);
        std::nth_element(remainders.begin(), last, remainders.end(), larger);
        auto const least = last->rest;
        for (auto const& r : remainders) {
            if (r.rest > least) served.push_back(r.unit);
            if (r.rest == least) border.push_back(r.unit);
        }
        std::sort(served.begin(), served.end());
        std::sort(border.begin(), border.end());
        auto const open = rest - static_cast<std::int64_t>(served.size());
        auto const lucky = serve_border(border, open, answer, request);
        if (!lucky) return undecided(claims, request, *answer.tied);
        auto const by_rest = [&](std::size_t a, std::size_t b) {
            auto const x = detail::share_of(p.weights[a], at).rest;
            auto const y = detail::share_of(p.weights[b], at).rest;
            return x != y ? x > y : a < b;
        };
        if (request.log == step_log::keep) std::sort(served.begin(), served.end(), by_rest);
        served.insert(served.end(), lucky->begin(), lucky->end());
        for (auto const unit : served) {
            log_step(answer, request, unit, proof.seats[unit], proof.seats[unit] + 1,
                     step_reason::remainder);
            ++proof.seats[unit];
        }
        proof.last_given = seat_claim{lucky->back(), proof.seats[lucky->back()]};
    }
    // The largest remainder that was not served.
    std::optional<remainder> best;
    for (auto const& r : remainders) {
        auto const whole = detail::share_of(p.weights[r.unit], at).whole;
        bool const refused = proof.seats[r.unit] == whole;
        if (refused &&
            (!best || r.rest > best->rest || (r.rest == best->rest && r.unit < best->unit)))
            best = r;
    }
    if (best) proof.first_refused = seat_claim{best->unit, proof.seats[best->unit] + 1};
    return answer;
}

// --- quota method ---------------------------------------------------------------------------

/// Balinski and Young: house size by house size, the next seat goes to the strongest of Jefferson's
/// claims among the units that this seat keeps within their upper quota.
class quota_division {
public:
    quota_division(std::span<claim const> claims, prepared_claims const& p,
                   apportion_request const& request)
        : claims_(claims),
          p_(p),
          r_(request),
          curve_(p.weights, p.lower, p.upper),
          rank_(claims.size()) {
        std::iota(rank_.begin(), rank_.end(), std::size_t{0});
        if (r_.ties == tie_policy::by_lot) detail::shuffle(rank_, r_.seed);
    }

    result<apportionment> run() {
        apportionment answer;
        log_minima(answer, r_, p_);
        answer.proof.seats = p_.lower;
        auto house = std::accumulate(p_.lower.begin(), p_.lower.end(), std::int64_t{0});
        for (std::uint32_t i = 0; i < claims_.size(); ++i) await(i, p_.lower[i]);
        for (++house; house <= r_.seats; ++house) {
            admit(house);
            auto const next = ready_.top();
            ready_.pop();
            steps_.push_back({next, house});
            ++answer.proof.seats[next.unit];
            answer.proof.order.push_back(next.unit);
            log_step(answer, r_, next.unit, next.k, next.k + 1, step_reason::priority);
            await(next.unit, next.k + 1);
        }
        answer.tied = find_tie();
        if (answer.tied && r_.ties == tie_policy::report)
            return undecided(claims_, r_, *answer.tied);
        return answer;
    }

private:
    using rule = detail::jefferson_rule;
    struct waiting {
        std::int64_t house; // from this house size on the seat is within the upper quota
        bid next;
    };
    struct given {
        bid seat;
        std::int64_t house;
    };
    struct later {
        bool operator()(waiting const& a, waiting const& b) const { return a.house > b.house; }
    };
    struct weaker {
        std::vector<std::size_t> const* rank;
        bool operator()(bid const& a, bid const& b) const {
            auto const order = rule::order(a, b);
            return order != 0 ? order > 0 : (*rank)[a.unit] > (*rank)[b.unit];
        }
    };

    std::int64_t house_of(bid const& next) const {
        return curve_.floor_at(next.k, next.weight) + 1;
    }
    void await(std::uint32_t i, std::int64_t k) {
        if (k >= p_.upper[i]) return;
        bid const next{p_.weights[i], k, i};
        waiting_.push({house_of(next), next});
    }
    void admit(std::int64_t house) {
        for (; !waiting_.empty() && waiting_.top().house <= house; waiting_.pop())
            ready_.push(waiting_.top().next);
    }

    // A tie matters if a unit still waits for a seat although, while it was ready, a seat went to
    // an equal claim. A ready unit was passed over by stronger or equal claims only, so it is
    // enough to look at the weakest of them.
    std::optional<apportion_tie> find_tie() {
        std::vector<std::size_t> weakest(steps_.size());
        for (auto i = steps_.size(); i-- > 0;) {
            bool const last = i + 1 == steps_.size();
            weakest[i] = last || rule::order(steps_[weakest[i + 1]].seat, steps_[i].seat) < 0
                             ? i
                             : weakest[i + 1];
        }
        for (; !ready_.empty(); ready_.pop()) {
            auto const& refused = ready_.top();
            auto const from = first_step(house_of(refused));
            if (from >= steps_.size()) continue;
            if (rule::order(steps_[weakest[from]].seat, refused) != 0) continue;
            return tie_with(refused, from);
        }
        return {};
    }
    std::size_t first_step(std::int64_t house) const {
        if (steps_.empty() || house <= steps_.front().house) return 0;
        return static_cast<std::size_t>(house - steps_.front().house);
    }
    apportion_tie tie_with(bid const& refused, std::size_t from) {
        apportion_tie tie;
        for (auto i = from; i < steps_.size(); ++i)
            if (rule::order(steps_[i].seat, refused) == 0) tie.units.push_back(steps_[i].seat.unit);
        tie.seats = static_cast<std::int64_t>(tie.units.size());
        for (; !ready_.empty() && rule::order(ready_.top(), refused) == 0; ready_.pop())
            tie.units.push_back(ready_.top().unit);
        std::sort(tie.units.begin(), tie.units.end());
        return tie;
    }

    std::span<claim const> claims_;
    prepared_claims const& p_;
    apportion_request const& r_;
    detail::share_curve curve_;
    std::vector<std::size_t> rank_; // unit -> place in the order that decides ties
    std::priority_queue<waiting, std::vector<waiting>, later> waiting_{};
    std::priority_queue<bid, std::vector<bid>, weaker> ready_{weaker{&rank_}};
    std::vector<given> steps_{};
};

} // namespace

std::string_view to_string(apportionment_method method) noexcept {
    for (auto const& entry : method_names)
        if (entry.method == method) return entry.name;
    return "";
}

std::optional<apportionment_method> parse_apportionment_method(std::string_view name) noexcept {
    for (auto const& entry : method_names)
        if (entry.name == name) return entry.method;
    return {};
}

bool is_divisor_method(apportionment_method method) noexcept {
    return method != apportionment_method::hamilton && method != apportionment_method::droop &&
           method != apportionment_method::quota;
}

demand_conflict find_conflict(std::span<claim const> claims, std::int64_t seats) {
    for (std::size_t i = 0; i < claims.size(); ++i) {
        auto const& c = claims[i];
        auto const low = detail::least(c);
        bool const reversed = (c.upper && low > *c.upper) || (c.lower && low < *c.lower);
        if (reversed) return {conflict_kind::unit, {i}, low};
    }
    i128 least = 0, most = 0;
    for (auto const& c : claims) {
        least += detail::least(c);
        most += detail::most(c, seats);
    }
    demand_conflict found;
    if (least > seats) {
        found.kind = conflict_kind::too_few;
        std::vector<std::size_t> by_size(claims.size());
        std::iota(by_size.begin(), by_size.end(), std::size_t{0});
        std::sort(by_size.begin(), by_size.end(), [&](std::size_t a, std::size_t b) {
            auto const x = detail::least(claims[a]), y = detail::least(claims[b]);
            return x != y ? x > y : a < b;
        });
        for (std::size_t i = 0; found.bound <= seats; ++i) {
            found.units.push_back(by_size[i]);
            found.bound += detail::least(claims[by_size[i]]);
        }
        std::sort(found.units.begin(), found.units.end());
    } else if (most < seats) {
        // Every unit that could otherwise take the rest is needed for the contradiction.
        found.kind = conflict_kind::too_many;
        found.bound = static_cast<std::int64_t>(most);
        for (std::size_t i = 0; i < claims.size(); ++i)
            if (claims[i].basis.numerator != 0) found.units.push_back(i);
    }
    return found;
}

result<apportionment> apportion(std::span<claim const> claims, apportion_request const& request) {
    auto at_once = prepared_at_once(claims, request.seats);
    if (!at_once) {
        if (auto found = claim_check(claims, request).run(); found.has_errors()) return found;
        at_once = detail::prepare(claims, request.seats);
    }
    auto const& p = *at_once;
    auto answer = [&]() -> result<apportionment> {
        if (request.method == apportionment_method::quota)
            return quota_division(claims, p, request).run();
        if (is_divisor_method(request.method)) return by_divisor(claims, p, request);
        return by_remainders(claims, p, request);
    }();
    if (answer) {
        auto& proof = (*answer).proof;
        proof.method = request.method;
        proof.total = request.seats;
        proof.scale = p.scale;
    }
    return answer;
}

} // namespace partyorg
