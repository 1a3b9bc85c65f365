/// @file
/// Snapshot files: how long until the first answer, and how fast every byte is verified.

#include "bench.hpp"
#include "bench_data.hpp"

#include <partyorg/io/csv.hpp>
#include <partyorg/io/snapshot.hpp>

#include <string>
#include <utility>

namespace po = partyorg;

namespace {

void measure(bench::settings const& how, std::uint32_t units) {
    auto const path = how.scratch + "/units.snap";
    auto const size = bench::size_text(units);
    double csv_ms = 0;
    std::uint64_t bytes = 0;
    std::string some_code;
    {
        auto const text =
            bench::unit_table_text(bench::make_input(po::testing::shape::national, units));
        po::io::named_text const source{"units.csv", text};
        auto whole = po::io::parse_unit_table(source).value();
        csv_ms = bench::some([&] { bench::keep(po::io::parse_unit_table(source)); }, 1, 1);
        some_code = whole.units.code(po::slot(units / 2));
        auto const write = [&] { bytes = po::io::write_snapshot(whole, path).value(); };
        auto const ms = bench::once(write);
        bench::value("snapshot written and forced to the disk, GB/s", size, ms,
                     static_cast<double>(bytes) / ms / 1e6);
    }
    auto const answer = [&](po::io::snapshot_check check) {
        auto const whole = po::io::open_snapshot(path, check).value();
        auto const at = whole.units.find(some_code);
        bench::require(at.has_value() && at->value() == units / 2, "the first answer");
    };
    using enum po::io::snapshot_check;
    auto ms = bench::some([&] { answer(header); }, 20, 101);
    bench::value("snapshot: open and first answer, µs", size, ms, ms * 1e3, "<= 50");
    for (auto const& [check, name] :
         {std::pair(checksums, "snapshot: open with checksums, GB/s"),
          std::pair(everything, "snapshot: open with checksums and every index, GB/s")}) {
        std::vector<double> rounds;
        for (int i = 0; i < 2 * how.rounds + 1; ++i)
            rounds.push_back(bench::some([&, check = check] { answer(check); }));
        ms = bench::median(rounds);
        bench::value(name, size, ms, static_cast<double>(bytes) / ms / 1e6,
                     check == checksums ? ">= 6" : "-");
    }
    bench::faster("snapshot: open with every check", size, "parsing the same CSV, 1 thread",
                  {ms, csv_ms, csv_ms / ms});
    std::remove(path.c_str());
}

} // namespace

int main(int argc, char** argv) {
    auto const how = bench::arguments(argc, argv);
    measure(how, 1'000'000);
    if (how.how == bench::effort::full) measure(how, 10'000'000);
}
