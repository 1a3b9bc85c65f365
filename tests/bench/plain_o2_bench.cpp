/// @file
/// The header-only roll-up as a user's own program gets it: compiled with -O2, with assertions.

#include "bench.hpp"
#include "bench_data.hpp"
#include "bgl_peer.hpp"

#include <partyorg/rollup/roll_up.hpp>

int main(int argc, char** argv) {
    auto const how = bench::arguments(argc, argv);
    constexpr std::uint32_t units = 1'000'000;
    auto const in = bench::make_input(partyorg::testing::shape::national, units);
    bench::bgl_list peer(in);
    auto totals = partyorg::roll_up(in.columns[0]);
    peer.roll_up();
    bench::require(
        bench::check_of(units, [&](auto row) { return peer.total(row); }) ==
            bench::check_of(units, [&](auto row) { return totals.values()[in.slot_of_row[row]]; }),
        "BGL and we add up alike");
    bench::faster(
        "roll-up, 1 column, compiled with plain -O2", "1 M", "BGL adjacency_list, alike",
        bench::race([&] { partyorg::roll_up_into(totals, in.columns[0], partyorg::sum{}); },
                    [&] { peer.roll_up(); }, how.rounds),
        100);
}
