/// @file
/// Counts and sums of four columns by kind and level.

#include "bench.hpp"
#include "bench_data.hpp"

#include <partyorg/rollup/group_by.hpp>
#include <partyorg/rollup/helper_thread.hpp>

#include <string>
#include <vector>

namespace po = partyorg;

namespace {

void compare(bench::settings const& how, std::uint32_t units, std::optional<double> goal) {
    // Every cell is stated, and a number of 32 bits, on both sides.
    auto const in = bench::make_input(po::testing::shape::national, units, {0, 60, 0, 0});
    using small_column = po::column<std::int32_t, po::law::flow>;
    std::vector<small_column> narrow;
    for (auto const& c : in.columns) {
        narrow.emplace_back(in.units,
                            po::measure<std::int32_t, po::law::flow>{c.info().id, {}, {}});
        for (std::uint32_t s = 0; s < units; ++s)
            narrow.back()[po::slot(s)] = static_cast<std::int32_t>(c.values()[s]);
    }
    std::vector<po::column_base const*> columns;
    for (auto const& c : narrow) columns.push_back(&c);
    po::by_both const key(po::by_kind{}, po::by_level{});
    po::helper_thread helper;
    auto const file = how.scratch + "/numbers.csv";
    bench::write_file(file, bench::number_table_text(in));
    for (int const threads : {1, 2}) {
        po::roll_up_options options;
        if (threads == 2) options.helper = &helper;
        auto const group = [&] { return po::group_by_each(in.units, key, columns, options); };
        std::int64_t check = 0;
        for (auto const& g : group()) {
            auto const kind = static_cast<std::int64_t>(g.key.first);
            check +=
                (kind * 31 + g.key.second) * (g.units + 3 * g.sums[0].value + 5 * g.sums[1].value +
                                              7 * g.sums[2].value + 11 * g.sums[3].value);
        }
        auto peer = bench::duckdb(threads);
        auto const first = peer.ask("numbers " + file) ? peer.ask("groupby") : std::nullopt;
        if (!first) {
            bench::remark("DuckDB is not installed: skipped");
            break;
        }
        bench::require(first->check == std::to_string(check), "groups");
        bench::rounds all;
        for (int i = 0; i < 2 * how.rounds + 1; ++i) {
            auto const ours = bench::some([&] { bench::keep(group()); });
            if (auto const theirs = peer.ask("groupby")) all.add(ours, theirs->ms);
        }
        auto const each = std::to_string(threads) + (threads == 1 ? " thread" : " threads");
        bench::faster("group-by kind and level, 4 sums, " + each, bench::size_text(units),
                      "DuckDB, " + each, all.result(), goal);
    }
    std::remove(file.c_str());
}

} // namespace

int main(int argc, char** argv) {
    auto const how = bench::arguments(argc, argv);
    compare(how, 1'000'000, 6);
    if (how.how == bench::effort::full) compare(how, 10'000'000, 6);
}
