/// @file
/// Working days, lunar dates and deadlines, against stepping day by day.

#include "bench.hpp"

#include <partyorg/calendar/deadline.hpp>
#include <partyorg/calendar/lunar.hpp>
#include <partyorg/calendar/working_days.hpp>

#include <cstdint>
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
    std::uniform_int_distribution<int> count(1, 50 * 250); // up to fifty years ahead
    std::vector<question> list;
    for (int i = 0; i < rounds; ++i)
        list.push_back(
            {po::date(2014, 1, 1) + boost::gregorian::date_duration(day(random)), count(random)});
    return list;
}

po::date step(po::working_days const& days, po::date day, int count) {
    while (count > 0) {
        day += boost::gregorian::date_duration(1);
        if (days.is_working(day)) --count;
    }
    return day;
}

} // namespace

int main(int argc, char** argv) {
    auto const how = bench::arguments(argc, argv);
    auto const days = po::statutory_working_days(2014, 2090);
    auto const questions = make_questions();
    constexpr int few = 2000;
    for (int i = 0; i < few; ++i) {
        auto const& q = questions[static_cast<std::size_t>(i)];
        auto const due = days.add(q.from, q.count);
        bench::require(due == step(days, q.from, q.count) && days.count(q.from, due) == q.count,
                       "adding working days equals stepping day by day");
    }

    std::uint64_t sum = 0;
    auto const add_some = [&](int count) {
        for (int i = 0; i < count; ++i) {
            auto const& q = questions[static_cast<std::size_t>(i)];
            sum += days.add(q.from, q.count).day_number();
        }
        bench::keep(sum);
    };
    auto const race = bench::race([&] { add_some(few); },
                                  [&] {
                                      for (int i = 0; i < few; ++i) {
                                          auto const& q = questions[static_cast<std::size_t>(i)];
                                          sum += step(days, q.from, q.count).day_number();
                                      }
                                      bench::keep(sum);
                                  },
                                  how.rounds);
    bench::faster("working days: add up to 50 years", "2 k", "stepping day by day", race);

    auto const each = [&](char const* name, char const* goal, auto&& work) {
        auto const ms = bench::some(work, 100, 5);
        bench::value(name, "1 M", ms, ms * 1e6 / rounds, goal);
    };
    each("working days: add up to 50 years, ns", "<= 50", [&] { add_some(rounds); });
    auto const last = po::date(2064, 1, 1);
    each("working days: count up to 50 years, ns", "<= 50", [&] {
        for (auto const& q : questions) sum += static_cast<unsigned>(days.count(q.from, last));
        bench::keep(sum);
    });
    for (int i = 0; i < few; ++i) {
        auto const day = questions[static_cast<std::size_t>(i)].from;
        bench::require(po::to_solar(po::to_lunar(day).value()) == day,
                       "a lunar date leads back to its day");
    }
    each("solar to lunar date, ns", "<= 1000", [&] {
        for (auto const& q : questions) sum += static_cast<unsigned>(po::to_lunar(q.from)->day);
        bench::keep(sum);
    });

    std::vector<po::deadline> deadlines;
    for (auto const& q : questions) deadlines.emplace_back(po::through(q.from));
    po::date const today(2024, 1, 15);
    std::vector<std::uint32_t> wanted(6), counts(6);
    for (auto const& q : questions) {
        auto const left = (q.from - today).days();
        ++wanted[left < 0 ? 5 : left <= 30 ? 2 : 1]; // overdue, due soon, open
    }
    auto const check = [&] {
        counts.assign(6, 0);
        for (auto const& due : deadlines)
            ++counts[static_cast<std::size_t>(po::status_at(due, today))];
        bench::keep(counts);
    };
    check();
    bench::require(counts == wanted, "every deadline stands as its days left say");
    auto const ms = bench::some(check, 100, 5);
    bench::value("a million deadlines against a day, ms", "1 M", ms, ms, "<= 20");
}
