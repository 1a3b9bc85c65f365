#include "bids.hpp"

#include <algorithm>
#include <optional>
#include <queue>

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

    // Counts exactly the claims stronger than `last`, whatever answer.seats held before.
    bool settle(bid const& last, fill_result& answer) const {
        answer.tied.clear();
        answer.open = r_.seats;
        for (std::uint32_t i = 0; i < n_; ++i) {
            auto& a = answer.seats[i];
            while (a > r_.lower[i] && Rule::order(claim_of(i, a - 1), last) >= 0) --a;
            while (a < r_.upper[i] && Rule::order(claim_of(i, a), last) < 0) ++a;
            answer.open -= a;
            if (a < r_.upper[i] && Rule::order(claim_of(i, a), last) == 0) answer.tied.push_back(i);
        }
        return answer.open > 0 && answer.open <= static_cast<std::int64_t>(answer.tied.size());
    }

    double seats_at(std::uint32_t i, double level) const {
        auto const share = Rule::count(static_cast<double>(r_.weights[i]) * level);
        return std::clamp(share, static_cast<double>(r_.lower[i]),
                          static_cast<double>(r_.upper[i]));
    }
    double given_at(double level) const {
        double given = 0;
        for (std::uint32_t i = 0; i < n_; ++i) given += seats_at(i, level);
        return given;
    }

    struct levels {
        double low, high;
    };
    // Two levels with the threshold between them and few claims in between.
    levels narrow() const {
        double const wanted = static_cast<double>(r_.seats);
        double total = 0;
        for (auto const w : r_.weights) total += static_cast<double>(w);
        // Rounding moves each unit by one seat at most, bounds by more.
        levels found{std::max(0.0, (wanted - n_) / total), (wanted + n_) / total};
        double below = given_at(found.low), above = given_at(found.high);
        if (below >= wanted) found.low = below = 0;
        while (above < wanted && found.high < 1e30) above = given_at(found.high *= 2);
        double const enough = n_ / 16.0 + 64;
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
            auto const from = static_cast<std::int64_t>(seats_at(i, low * (1 - 1e-12)));
            auto const to = static_cast<std::int64_t>(seats_at(i, high * (1 + 1e-12)));
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
