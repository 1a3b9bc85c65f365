// A million seats over a hundred thousand units, against one seat at a time from a heap.

#include "bench.hpp"

#include <partyorg/targets/apportion.hpp>

#include <cstdint>
#include <queue>
#include <random>
#include <vector>

namespace po = partyorg;

namespace {

std::vector<po::claim> random_claims(std::size_t units) {
    std::mt19937_64 draw(2024);
    std::vector<po::claim> claims(units);
    for (auto& c : claims) c.basis.numerator = 1 + static_cast<std::int64_t>(draw() % 2000);
    return claims;
}

/// A claim to seat k+1 by Webster's rule: the larger weight / (2k+1), the stronger.
struct turn {
    std::int64_t weight, k;
    std::uint32_t unit;
};
struct weaker {
    bool operator()(turn const& a, turn const& b) const {
        auto const x = a.weight * (2 * b.k + 1), y = b.weight * (2 * a.k + 1);
        return x != y ? x < y : a.unit > b.unit;
    }
};

std::vector<std::int64_t> one_at_a_time(std::vector<po::claim> const& claims, std::int64_t seats) {
    std::vector<turn> first;
    first.reserve(claims.size());
    for (std::uint32_t i = 0; i < claims.size(); ++i)
        first.push_back({claims[i].basis.numerator, 0, i});
    std::priority_queue<turn, std::vector<turn>, weaker> heap(weaker{}, std::move(first));
    std::vector<std::int64_t> got(claims.size());
    for (; seats > 0; --seats) {
        auto next = heap.top();
        heap.pop();
        ++got[next.unit];
        ++next.k;
        heap.push(next);
    }
    return got;
}

void compare(std::size_t units, std::int64_t seats, char const* size, std::optional<double> goal,
             int rounds) {
    auto const claims = random_claims(units);
    auto const ours = [&] {
        auto answer = po::apportion(claims, {.seats = seats, .ties = po::tie_policy::by_order});
        bench::keep(answer->seats());
        return std::move(answer).value();
    };
    auto const peer = [&] {
        auto got = one_at_a_time(claims, seats);
        bench::keep(got);
        return got;
    };
    auto const answer = ours();
    bench::require(answer.seats() == peer(), "both give the same seats");
    bench::require(po::verify(answer.proof, claims).empty(), "the certificate proves them");
    bench::faster("division of seats, Webster", size, "heap, seat by seat",
                  bench::race(ours, peer, rounds), goal);
}

} // namespace

int main(int argc, char** argv) {
    auto const how = bench::arguments(argc, argv);
    compare(100'000, 1'000'000, "1 M seats, 100 k units", 50, how.rounds);
    compare(100'000, 10'000'000, "10 M seats, 100 k units", {}, how.rounds);
    compare(61, 125, "125 seats, 61 units", {}, how.rounds);
}
