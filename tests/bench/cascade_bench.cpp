// Two columns down 300 000 units, against reading and rolling up the same tree.

#include "bench.hpp"

#include <partyorg/io/csv.hpp>
#include <partyorg/measures/quota.hpp>
#include <partyorg/rollup/roll_up.hpp>
#include <partyorg/targets/cascade.hpp>
#include <partyorg/testing/generate.hpp>

#include <cstdint>
#include <random>

namespace po = partyorg;

namespace {

/// A tree with a target and its part registered at the lowest units.
po::organisation sample(std::uint32_t size) {
    po::organisation whole(po::testing::generate(po::testing::shape::national, size, 7));
    std::mt19937_64 draw(7);
    auto& target = whole.figures.add(po::quota::registered);
    for (std::uint32_t s = 0; s < whole.units.size(); ++s)
        if (whole.units.is_leaf(po::slot(s)))
            target[po::slot(s)] = static_cast<std::int64_t>(draw() % 9);
    auto& part = whole.figures.add(po::quota::registered_residential);
    auto const& all = whole.figures[po::quota::registered];
    for (std::uint32_t s = 0; s < whole.units.size(); ++s)
        if (auto const cell = all[po::slot(s)]; cell.has_value())
            part[po::slot(s)] = static_cast<std::int64_t>(draw() % 9) % (cell.value() + 1);
    return whole;
}

/// Nine tenths of what was registered.
po::cascade_request question(po::organisation const& whole) {
    po::cascade_request asked;
    for (auto const* id : {"quota.registered", "quota.registered.residential"}) {
        auto const& weights = whole.figures.get<std::int64_t>(id);
        asked.lines.push_back({id, po::roll_up(weights)[po::slot(0)] * 9 / 10, weights});
    }
    return asked;
}

void check(po::organisation const& whole, po::cascade_request const& asked,
           po::cascade_result const& answer) {
    auto const& units = whole.units;
    for (std::size_t line = 0; line < asked.lines.size(); ++line) {
        auto const rolled =
            po::roll_up(answer.as_leaf_column(line, po::measure_info(asked.lines[line].id)));
        bool adds_up = rolled[po::slot(0)] == asked.lines[line].total, within = true;
        for (std::uint32_t s = 0; s < units.size(); ++s) {
            adds_up = adds_up && rolled[po::slot(s)] == answer.at(line, po::slot(s));
            within = within && answer.at(line, po::slot(s)) <= answer.at(0, po::slot(s));
        }
        bench::require(adds_up, "the figures add up at every level");
        bench::require(within, "the part stays within its target");
    }
}

} // namespace

int main(int argc, char** argv) {
    auto const how = bench::arguments(argc, argv);
    auto const whole = sample(300'000);
    po::io::named_text const text{"units.csv", po::io::write_unit_table(whole)};
    auto const asked = question(whole);
    auto const ours = [&] {
        auto answer = po::cascade(whole.units, asked);
        bench::keep(answer->figures);
        return std::move(answer).value();
    };
    auto const peer = [&] {
        auto const read = po::io::parse_unit_table(text).value();
        for (auto const* id : {"quota.registered", "quota.registered.residential"}) {
            auto const rolled = po::roll_up(read.figures.get<std::int64_t>(id));
            bench::keep(rolled);
        }
    };
    check(whole, asked, ours());
    bench::costlier("cascade of a target and a part", "300 k units", "read and roll up",
                    bench::race(ours, peer, how.rounds), 10);
}
