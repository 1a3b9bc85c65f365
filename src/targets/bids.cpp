#include "bids.hpp"

#include <algorithm>
#include <optional>
#include <queue>
#include <type_traits>

namespace partyorg::detail {

namespace {

/// One division by one rule. The threshold (the claim of the last seat) is found by selection, the
/// seats below it are then counted exactly: a wrong proposal can cost time, never a seat.
template <class Rule>
class filling {
public:
    explicit filling(fill_request const& request)
        : r_(request),
          n_(static_cast<std::uint32_t>(request.weights.size())) {
        for (auto const least : r_.lower) rest_ -= least;
        rest_ += r_.seats;
    }

    fill_result run() {
        fill_result answer;
        answer.seats.assign(r_.lower.begin(), r_.lower.end());
        if (rest_ == 0) return answer;
        if (r_.order == step_log::keep) return by_turns();
        if (auto const last = select(answer.seats); last && settle(*last, answer)) return answer;
        return by_turns();
    }

private:
    static bool stronger(bid const& a, bid const& b) {
        auto const order = Rule::order(a, b);
        return order != 0 ? order < 0 : a.unit != b.unit ? a.unit < b.unit : a.k < b.k;
    }
    bid claim_of(std::uint32_t i, std::int64_t k) const { return {r_.weights[i], k, i}; }

    // One seat at a time: the plain method, for the log and as the last resort.
    fill_result by_turns() {
        fill_result answer;
        answer.seats.assign(r_.lower.begin(), r_.lower.end());
        auto const weaker = [](bid const& a, bid const& b) { return stronger(b, a); };
        std::vector<bid> first;
        for (std::uint32_t i = 0; i < n_; ++i)
            if (r_.lower[i] < r_.upper[i]) first.push_back(claim_of(i, r_.lower[i]));
        std::priority_queue<bid, std::vector<bid>, decltype(weaker)> queue(weaker,
                                                                           std::move(first));
        bid last{};
        for (auto left = rest_; left > 0; --left) {
            last = queue.top();
            queue.pop();
            if (r_.order == step_log::keep) answer.order.push_back(last);
            ++answer.seats[last.unit];
            if (last.k + 1 < r_.upper[last.unit]) queue.push(claim_of(last.unit, last.k + 1));
        }
        settle(last, answer);
        return answer;
    }

    // Counts exactly the claims stronger than `last`, whatever answer.seats held before. Where a
    // unit's share is far from the next border, rounding errors cannot matter; all others, the tied
    // ones among them, are compared as whole numbers.
    bool settle(bid const& last, fill_result& answer) const {
        answer.tied.clear();
        answer.open = r_.seats;
        auto const at = level_of(last);
        for (std::uint32_t i = 0; i < n_; ++i) {
            auto& a = answer.seats[i];
            auto const few = seats_at(i, at * (1 - 1e-9)), many = seats_at(i, at * (1 + 1e-9));
            a = few;
            if (at == 0 || few != many) {
                while (a > r_.lower[i] && Rule::order(claim_of(i, a - 1), last) >= 0) --a;
                while (a < r_.upper[i] && Rule::order(claim_of(i, a), last) < 0) ++a;
                if (a < r_.upper[i] && Rule::order(claim_of(i, a), last) == 0)
                    answer.tied.push_back(i);
            }
            answer.open -= a;
        }
        return answer.open > 0 && answer.open <= static_cast<std::int64_t>(answer.tied.size());
    }
    // d(k)/w, roughly; 0 for a seat that costs nothing.
    static double level_of(bid const& b) {
        u128 over = 0, under = 1;
        Rule::divisor(b, over, under);
        auto const level = static_cast<double>(under) / static_cast<double>(over);
        return std::is_same_v<Rule, hill_rule> ? std::sqrt(level) : level;
    }

    std::int64_t seats_at(std::uint32_t i, double level) const {
        // Weights stay below 2^62, and signed numbers are converted faster.
        auto const weight = static_cast<double>(static_cast<std::int64_t>(r_.weights[i]));
        return std::clamp(Rule::count(weight * level), r_.lower[i], r_.upper[i]);
    }
    double given_at(double level) const {
        i128 given = 0;
        for (std::uint32_t i = 0; i < n_; ++i) given += seats_at(i, level);
        return static_cast<double>(given);
    }

    struct levels {
        double low, high;
    };
    // What rounding adds and takes mostly cancels out; what is left (half a seat for each unit, if
    // all are rounded down) shows at once and is put right. Bounds may spoil that.
    std::optional<levels> around(double level, double total, double enough) const {
        double const wanted = static_cast<double>(r_.seats);
        for (int i = 0; i < 2; ++i) {
            auto const missing = wanted - given_at(level);
            if (std::abs(missing) <= enough / 4) break;
            level = std::max(0.0, level + missing / total);
        }
        double const width = enough / 2 / total;
        levels const found{std::max(0.0, level - width), level + width};
        double const below = given_at(found.low), above = given_at(found.high);
        if (below >= wanted || above < wanted || above - below > 2 * enough) return {};
        return found;
    }
    // Two levels with the threshold between them and few claims in between.
    levels narrow() const {
        double const wanted = static_cast<double>(r_.seats);
        double total = 0;
        for (auto const w : r_.weights) total += static_cast<double>(w);
        double const enough = n_ / 16.0 + 64;
        if (auto const near = around(wanted / total, total, enough)) return *near;
        // Rounding moves each unit by one seat at most, bounds by more.
        levels found{std::max(0.0, (wanted - n_) / total), (wanted + n_) / total};
        double below = given_at(found.low), above = given_at(found.high);
        if (below >= wanted) found.low = below = 0;
        while (above < wanted && found.high < 1e30) above = given_at(found.high *= 2);
        for (int i = 0; i < 64; ++i) {
            if (above - below <= enough || (i >= 10 && above - below <= 2.0 * n_)) break;
            double const middle = (found.low + found.high) / 2, given = given_at(middle);
            (given < wanted ? found.low : found.high) = middle;
            (given < wanted ? below : above) = given;
        }
        return found;
    }

    // The claim of the last seat, or nothing if the proposal was no good. `seats` becomes a guess.
    std::optional<bid> select(std::vector<std::int64_t>& seats) const {
        auto const [low, high] = narrow();
        std::vector<bid> between;
        auto rest = rest_;
        for (std::uint32_t i = 0; i < n_; ++i) {
            // One more on either side, against the rounding of the levels.
            auto const from = seats_at(i, low * (1 - 1e-12));
            auto const to = seats_at(i, high * (1 + 1e-12));
            seats[i] = from;
            rest -= from - r_.lower[i];
            for (auto k = from; k < to; ++k) between.push_back(claim_of(i, k));
        }
        if (rest <= 0 || rest > static_cast<std::int64_t>(between.size())) return {};
        auto const last = between.begin() + (rest - 1);
        std::nth_element(between.begin(), last, between.end(), stronger);
        for (auto b = between.begin(); b != last; ++b) ++seats[b->unit];
        return *last;
    }

    fill_request const& r_;
    std::uint32_t n_;
    std::int64_t rest_ = 0;
};

} // namespace

fill_result fill(fill_request const& request) {
    return with_rule(request.method,
                     [&]<class Rule>(Rule) { return filling<Rule>(request).run(); });
}

} // namespace partyorg::detail
