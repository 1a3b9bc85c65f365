/// @file
/// Working days, lunar dates and deadlines: nanoseconds each, against stepping day by day.

#include <partyorg/calendar/deadline.hpp>
#include <partyorg/calendar/lunar.hpp>
#include <partyorg/calendar/working_days.hpp>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <vector>

namespace po = partyorg;

namespace {

constexpr int rounds = 1'000'000;

struct question {
    po::date from;
    int count;
};

std::vector<question> make_questions() {
    std::mt19937 random(20240115);
    std::uniform_int_distribution<int> day(0, 20 * 365);
    std::uniform_int_distribution<int> count(1, 30 * 250); // up to thirty years ahead
    std::vector<question> list;
    for (int i = 0; i < rounds; ++i)
        list.push_back(
            {po::date(2014, 1, 1) + boost::gregorian::date_duration(day(random)), count(random)});
    return list;
}

template <class Work>
double nanoseconds(int times, Work work) {
    auto const start = std::chrono::steady_clock::now();
    work();
    std::chrono::duration<double, std::nano> const spent = std::chrono::steady_clock::now() - start;
    return spent.count() / times;
}

po::date step(po::working_days const& days, po::date day, int count) {
    while (count > 0) {
        day += boost::gregorian::date_duration(1);
        if (days.is_working(day)) --count;
    }
    return day;
}

void require(bool holds, char const* what) {
    if (holds) return;
    std::fprintf(stderr, "wrong result: %s\n", what);
    std::exit(1);
}

} // namespace

int main() {
    auto const days = po::statutory_working_days(2014, 2070);
    auto const questions = make_questions();
    constexpr int few = 2000;
    for (int i = 0; i < few; ++i) {
        auto const& q = questions[static_cast<std::size_t>(i)];
        auto const due = days.add(q.from, q.count);
        require(due == step(days, q.from, q.count) && days.count(q.from, due) == q.count, "add");
    }

    std::uint64_t sum = 0;
    auto const stepping = nanoseconds(few, [&] {
        for (int i = 0; i < few; ++i) {
            auto const& q = questions[static_cast<std::size_t>(i)];
            sum += step(days, q.from, q.count).day_number();
        }
    });
    auto const adding = nanoseconds(rounds, [&] {
        for (auto const& q : questions) sum += days.add(q.from, q.count).day_number();
    });
    auto const last = po::date(2064, 1, 1);
    auto const counting = nanoseconds(rounds, [&] {
        for (auto const& q : questions) sum += static_cast<unsigned>(days.count(q.from, last));
    });
    for (auto const& q : questions) sum += static_cast<unsigned>(po::to_lunar(q.from)->day);
    auto const lunar = nanoseconds(rounds, [&] {
        for (auto const& q : questions) sum += static_cast<unsigned>(po::to_lunar(q.from)->day);
    });

    std::vector<po::deadline> deadlines;
    for (auto const& q : questions) deadlines.emplace_back(po::through(q.from));
    std::vector<std::uint32_t> counts(6);
    auto const checking = nanoseconds(1, [&] {
        for (auto const& due : deadlines)
            ++counts[static_cast<std::size_t>(po::status_at(due, po::date(2024, 1, 15)))];
    });
    require(counts[1] + counts[2] + counts[5] == rounds, "every deadline stands somehow");

    std::printf("add, up to 30 years      %8.1f ns   %8.0f x stepping\n", adding,
                stepping / adding);
    std::printf("count, up to 50 years    %8.1f ns\n", counting);
    std::printf("solar to lunar           %8.1f ns\n", lunar);
    std::printf("a million deadlines      %8.1f ms\n", checking / 1e6);
    return sum == 0 ? 1 : 0; // keeps the work alive
}
