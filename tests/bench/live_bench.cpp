/// @file
/// One subtree's sum, and one cell's change with all totals kept right.

#include "bench.hpp"
#include "bench_data.hpp"
#include "pointer_peer.hpp"
#include "sqlite_peer.hpp"

#include <partyorg/rollup/live.hpp>
#include <partyorg/rollup/subtree_sums.hpp>

#include <string>
#include <vector>

namespace po = partyorg;
using po::testing::shape;

namespace {

constexpr std::uint32_t many = 100'000;

std::vector<po::slot> some_slots(std::uint32_t units) {
    po::testing::random_numbers random(99);
    std::vector<po::slot> list;
    for (std::uint32_t i = 0; i < many; ++i) list.emplace_back(random.below(units));
    return list;
}

/// One more in the unit's cell.
void bump(po::live_totals& totals, po::slot s) {
    totals.set(s, {po::cell_state::stated, totals.own(s).value_or(0) + 1});
}

template <class Sums>
double query_ns(Sums const& sums, std::vector<po::slot> const& units, double& ms) {
    ms = bench::some(
        [&] {
            std::int64_t sum = 0;
            for (auto const s : units) sum += sums[s];
            bench::keep(sum);
        },
        60, 31);
    return ms * 1e6 / static_cast<double>(units.size());
}

double update_ns(po::live_totals& totals, std::vector<po::slot> const& units, double& ms) {
    ms = bench::some(
        [&] {
            for (auto const s : units) bump(totals, s);
        },
        60, 31);
    return ms * 1e6 / static_cast<double>(units.size());
}

void measure(bench::settings const& how, shape s, std::uint32_t units, std::string const& size,
             std::string const& update_goal) {
    auto const in = bench::make_input(s, units);
    auto const& own = in.columns[0];
    po::subtree_sums const sums(own);
    po::live_totals totals(own);
    po::live_totals blocks(own, po::live_form::blocks);
    // Queries go to units that have others below them: those of the upper levels.
    std::vector<po::slot> asked;
    for (std::uint32_t i = 0; i < units; ++i)
        if (in.units.end(po::slot(i)).value() - i >= 100) asked.emplace_back(i);
    for (auto const a : asked)
        bench::require(sums[a] == totals[a] && sums[a] == blocks[a], "all forms add up alike");
    double ms = 0;
    auto ns = query_ns(sums, asked, ms);
    bench::value("subtree query, prefix form, ns", size, ms, ns, "<= 5");
    ns = query_ns(totals, asked, ms);
    bench::value("subtree query, live totals, ns", size, ms, ns, "<= 15");
    ns = query_ns(blocks, asked, ms);
    bench::value("subtree query, live totals in blocks, ns", size, ms, ns, "<= 15");
    auto const changed = some_slots(units);
    ns = update_ns(totals, changed, ms);
    bench::value("live update, ns", size, ms, ns, update_goal);
    if (s != shape::national || units > 1'000'000) return;

    bench::pointer_tree peer(in);
    peer.roll_up();
    std::vector<std::uint32_t> row_of_slot(units);
    for (std::uint32_t row = 0; row < units; ++row) row_of_slot[in.slot_of_row[row]] = row;
    auto const ours = [&] {
        for (auto const c : changed) bump(totals, c);
    };
    bench::faster("live update", size, "map and pointers",
                  bench::race(
                      ours,
                      [&] {
                          for (auto const c : changed) peer.change(row_of_slot[c.value()], 1);
                      },
                      how.rounds));
    std::vector<po::slot> few;
    for (auto const a : asked)
        if (in.units.depth(a) <= 2) few.push_back(a);
    bench::faster("subtree query", size, "map and pointers",
                  bench::race(
                      [&] {
                          for (auto const a : few) bench::keep(sums[a]);
                      },
                      [&] {
                          for (auto const a : few) bench::keep(peer.below(row_of_slot[a.value()]));
                      },
                      how.rounds));
#if defined(PARTYORG_BENCH_SQLITE)
    bench::sqlite_units sqlite(in);
    std::vector<po::slot> const thousand(changed.begin(), changed.begin() + 1000);
    bench::faster("live update", size, "SQLite, recursive query of the units above",
                  bench::race(
                      [&] {
                          for (auto const c : thousand) bump(totals, c);
                      },
                      [&] {
                          for (auto const c : thousand) sqlite.change(row_of_slot[c.value()], 1);
                      },
                      how.rounds),
                  500);
#else
    bench::remark("SQLite is not installed: skipped");
#endif
}

} // namespace

int main(int argc, char** argv) {
    auto const how = bench::arguments(argc, argv);
    measure(how, shape::national, 1'000'000, "1 M", "<= 50");
    measure(how, shape::chain, 1'000'000, "1 M, chain", "-");
    if (how.how == bench::effort::full) measure(how, shape::national, 10'000'000, "10 M", "<= 130");
}
