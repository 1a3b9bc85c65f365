/// @file
/// Totals of all units: against what one would use instead, and against the speed of memory.

#include "bench.hpp"
#include "bench_data.hpp"
#include "bgl_peer.hpp"
#include "pointer_peer.hpp"
#include "sqlite_peer.hpp"

#include <partyorg/rollup/helper_thread.hpp>
#include <partyorg/rollup/roll_up_each.hpp>
#include <partyorg/rollup/subtree_sums.hpp>

#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace {

namespace po = partyorg;
using bench::input;
using po::testing::shape;

bench::settings how;

std::int64_t check(input const& in, po::rolled<std::int64_t> const& totals) {
    return bench::check_of(in.size(),
                           [&](std::uint32_t row) { return totals.values()[in.slot_of_row[row]]; });
}

// ---- one column against peers ------------------------------------------------------------------

constexpr char const* one_column = "roll-up, 1 column";

/// A peer in this program: made, checked, measured, dropped.
template <class Peer>
void against(input const& in, std::string const& size, char const* name,
             std::optional<double> goal) {
    Peer peer(in);
    auto totals = po::roll_up(in.columns[0]);
    peer.roll_up();
    bench::require(bench::check_of(in.size(), [&](auto row) { return peer.total(row); }) ==
                       check(in, totals),
                   name);
    bench::faster(one_column, size, name,
                  bench::race([&] { po::roll_up_into(totals, in.columns[0], po::sum{}); },
                              [&] { peer.roll_up(); }, how.rounds),
                  goal);
}

/// A peer in a program of its own.
void against_external(input const& in, std::string const& size, std::string const& name,
                      bench::external_peer& peer, std::optional<double> goal) {
    auto const file = how.scratch + "/numbers.csv";
    bench::write_file(file, bench::number_table_text(in));
    auto totals = po::roll_up(in.columns[0]);
    auto const first = peer.ask("numbers " + file) ? peer.ask("rollup") : std::nullopt;
    std::remove(file.c_str());
    if (!first) return bench::remark(name + " is not installed: skipped");
    bench::require(first->check == std::to_string(check(in, totals)), name);
    bench::rounds all;
    for (int i = 0; i < how.rounds; ++i) {
        auto const ours = bench::some([&] { po::roll_up_into(totals, in.columns[0], po::sum{}); });
        if (auto const theirs = peer.ask("rollup")) all.add(ours, theirs->ms);
    }
    bench::faster(one_column, size, name, all.result(), goal);
}

void against_sqlite([[maybe_unused]] input const& in, [[maybe_unused]] std::string const& size) {
#if defined(PARTYORG_BENCH_SQLITE)
    bench::sqlite_units peer(in);
    auto totals = po::roll_up(in.columns[0]);
    auto const expected = check(in, totals);
    auto const ours = [&] { po::roll_up_into(totals, in.columns[0], po::sum{}); };
    peer.level_by_level();
    bench::require(peer.check() == expected && peer.nested_sets() == expected, "SQLite");
    bench::faster(one_column, size, "SQLite, level by level",
                  bench::race(ours, [&] { peer.level_by_level(); }, how.rounds), 2000);
    bench::faster(one_column, size, "SQLite, nested sets",
                  bench::race(ours, [&] { bench::keep(peer.nested_sets()); }, how.rounds), 2000);
#else
    bench::remark("SQLite is not installed: skipped");
#endif
}

void national(std::uint32_t units) {
    auto const size = bench::size_text(units);
    auto const in = bench::make_input(shape::national, units);
    bool const large = units >= 1'000'000; // the goals are set for these
    auto const goal = [&](double g) { return large ? std::optional(g) : std::nullopt; };
    against<bench::bgl_list>(in, size, "BGL adjacency_list", goal(140));
    against<bench::bgl_rows>(in, size, "BGL compressed_sparse_row_graph", goal(50));
    against<bench::pointer_tree>(in, size, "map and pointers", goal(30));
    auto duckdb = bench::duckdb(2);
    against_external(in, size, "DuckDB, level by level, 2 threads", duckdb,
                     goal(units >= 10'000'000 ? 50 : 200));
    if (units == 1'000'000) against_sqlite(in, size);
    if (units <= 300'000) {
        bench::external_peer networkx({"/usr/bin/python3", bench::script("networkx_peer.py")});
        against_external(in, size, "networkx", networkx, {});
    }
}

void shapes(std::uint32_t units) {
    struct of_shape {
        shape s;
        char const* name;
    };
    auto const wide = bench::make_input(shape::national, units);
    auto totals = po::roll_up(wide.columns[0]);
    po::subtree_sums sums(wide.columns[0]);
    for (auto const& [s, name] :
         {of_shape{shape::chain, "chain"}, {shape::star, "star"}, {shape::random, "random tree"}}) {
        auto const in = bench::make_input(s, units);
        auto const size = bench::size_text(units) + ", " + name;
        auto other = po::roll_up(in.columns[0]);
        bench::costlier("roll-up of another shape", size, "the national tree",
                        bench::race([&] { po::roll_up_into(other, in.columns[0], po::sum{}); },
                                    [&] { po::roll_up_into(totals, wide.columns[0], po::sum{}); },
                                    how.rounds),
                        3);
        po::subtree_sums other_sums(in.columns[0]);
        bench::costlier("prefix form of another shape", size, "the national tree",
                        bench::race([&] { other_sums.assign(in.columns[0]); },
                                    [&] { sums.assign(wide.columns[0]); }, how.rounds),
                        3);
        against<bench::bgl_list>(in, size, "BGL adjacency_list", {});
        against<bench::bgl_rows>(in, size, "BGL compressed_sparse_row_graph", {});
        if (s == shape::chain)
            bench::remark("map and pointers: recursion overflows the stack on the chain");
        else
            against<bench::pointer_tree>(in, size, "map and pointers", {});
    }
}

/// How cost grows: the same work on ten times as many units.
void growth(std::uint32_t units) {
    auto const few = bench::make_input(shape::national, units);
    auto const many = bench::make_input(shape::national, 10 * units);
    auto few_totals = po::roll_up(few.columns[0]), many_totals = po::roll_up(many.columns[0]);
    bench::costlier("roll-up, 1 column: ten times the units", bench::size_text(10 * units),
                    bench::size_text(units),
                    bench::race([&] { po::roll_up_into(many_totals, many.columns[0], po::sum{}); },
                                [&] { po::roll_up_into(few_totals, few.columns[0], po::sum{}); },
                                how.rounds));
    po::subtree_sums few_sums(few.columns[0]), many_sums(many.columns[0]);
    bench::costlier("prefix form, 1 column: ten times the units", bench::size_text(10 * units),
                    bench::size_text(units),
                    bench::race([&] { many_sums.assign(many.columns[0]); },
                                [&] { few_sums.assign(few.columns[0]); }, how.rounds));
}

// ---- against the speed of memory ---------------------------------------------------------------

/// Memory as ours is: on lines, in huge pages, apart from each other.
using buffer = po::detail::line_array<std::int64_t>;

void copy_streaming(std::int64_t const* from, std::int64_t* to, std::size_t n) {
#if defined(__SSE2__)
    for (std::size_t i = 0; i + 2 <= n; i += 2)
        _mm_stream_si128(reinterpret_cast<__m128i*>(to + i),
                         _mm_loadu_si128(reinterpret_cast<__m128i const*>(from + i)));
    _mm_sfence();
#else
    std::memcpy(to, from, n * sizeof *to);
#endif
}

void prefix_form(std::uint32_t units) {
    auto const in = bench::make_input(shape::national, units);
    auto const cells = in.columns[0].values();
    po::subtree_sums sums(in.columns[0]);
    auto const totals = po::roll_up(in.columns[0]);
    bench::require(
        bench::check_of(in.size(), [&](auto row) { return sums[po::slot(in.slot_of_row[row])]; }) ==
            check(in, totals),
        "prefix sums");
    buffer copy(units, 3);
    bench::faster("prefix form, 1 column", bench::size_text(units), "memcpy of the column",
                  bench::race([&] { sums.assign(in.columns[0]); },
                              [&] {
                                  std::memcpy(copy.data(), cells.data(), cells.size_bytes());
                                  bench::keep(copy);
                              },
                              2 * how.rounds),
                  1);
}

/// Eight columns in memory of the library's own kind.
void eight_columns(std::uint32_t units) {
    auto const tree = po::testing::generate(shape::national, units);
    std::vector<po::count_column> columns;
    std::vector<po::column_base const*> pointers;
    for (int i = 0; i < 8; ++i) {
        columns.emplace_back(tree, po::quota::assigned);
        po::testing::fill(columns.back(), 100 + static_cast<std::uint64_t>(i));
    }
    for (auto const& c : columns) pointers.push_back(&c);
    auto totals = po::roll_up_each(pointers);
    bench::require(totals[5].values()[0] == po::roll_up(columns[5]).values()[0] &&
                       totals[5].values()[1] == po::roll_up(columns[5]).values()[1],
                   "eight columns add up like one");
    std::vector<buffer> copies;
    for (std::size_t i = 0; i < 8; ++i) copies.emplace_back(units, i);
    po::helper_thread helper;
    auto const copy_part = [&](std::size_t first, std::size_t last, auto&& copy) {
        for (std::size_t c = 0; c < 8; ++c)
            copy(columns[c].values().data() + first, copies[c].data() + first, last - first);
        bench::keep(copies);
    };
    auto const plain = [](auto const* from, auto* to, std::size_t n) {
        std::memcpy(to, from, n * sizeof *to);
    };
    auto const half = units / 2 / 64 * 64;
    auto const both = [&](auto&& copy) {
        helper.both([&] { copy_part(0, half, copy); }, [&] { copy_part(half, units, copy); });
    };
    auto const race = [&](po::roll_up_options const& options, auto&& one, auto&& other) {
        bench::rounds all;
        for (int i = 0; i < 2 * how.rounds; ++i) {
            auto const ours =
                bench::some([&] { po::roll_up_each_into(totals, pointers, options); });
            auto const a = bench::some(one), b = bench::some(other);
            all.add(ours, a < b ? a : b); // the better of the two copies
        }
        return all.result();
    };
    auto const size = bench::size_text(units);
    bench::faster(
        "roll-up, 8 columns together", size, "the best copy of them, 1 thread",
        race(
            {}, [&] { copy_part(0, units, plain); }, [&] { copy_part(0, units, copy_streaming); }),
        0.8);
    po::roll_up_options two;
    two.helper = &helper;
    bench::faster("roll-up, 8 columns together, 2 threads", size,
                  "the best copy of them, 2 threads",
                  race(two, [&] { both(plain); }, [&] { both(copy_streaming); }), 0.75);
}

// ---- what exactness costs ----------------------------------------------------------------------

/// Own values without any watch over overflow.
struct unwatched {
    std::int64_t const* cells;
    std::int64_t operator()(std::size_t s) const noexcept { return cells[s]; }
    void add_notes(unwatched const&) const noexcept {}
};
/// The same with it, and nothing else.
using watched = po::detail::summands<std::int64_t>;

void exactness(std::uint32_t units) {
    auto const size = bench::size_text(units);
    auto const in = bench::make_input(shape::national, units);
    auto const& own = in.columns[0];
    auto totals = po::roll_up(own);
    auto const plan = po::detail::plan_roll_up(in.units, 1, {});
    buffer sums(units);
    auto const by_levels = [&](auto cells) {
        auto const notes = po::detail::roll_levels(in.units, nullptr, std::int64_t{0}, cells,
                                                   po::detail::wrapping_sum{}, sums.data());
        bench::keep(notes);
        bench::keep(sums);
    };
    // The pass that the library takes at this size, without states and their counts.
    auto const bare = [&] {
        if (!plan.by_intervals) return by_levels(unwatched{own.values().data()});
        bench::keep(po::detail::roll_intervals(in.units, nullptr, plan.vectors, own.values().data(),
                                               sums.data()));
        bench::keep(sums);
    };
    bare();
    bench::require(sums[0] == totals.values()[0], "the bare pass");
    bench::costlier(
        "roll-up with cell states and completeness", size, "the same pass over bare numbers",
        bench::race([&] { po::roll_up_into(totals, own, po::sum{}); }, bare, 2 * how.rounds), 1.5);
    bench::costlier("roll-up by levels, safe from overflow", size,
                    "the same pass with wrapping sums",
                    bench::race([&] { by_levels(watched{own.values().data()}); },
                                [&] { by_levels(unwatched{own.values().data()}); }, 2 * how.rounds),
                    1.2);
}

void two_threads(std::uint32_t units) {
    auto const in = bench::make_input(shape::national, units);
    po::helper_thread helper;
    po::roll_up_options two;
    two.helper = &helper;
    auto one = po::roll_up(in.columns[0]), halved = po::roll_up(in.columns[0], two);
    bench::require(check(in, one) == check(in, halved), "halves add up alike");
    bench::faster("roll-up, 1 column, 2 threads", bench::size_text(units), "1 thread",
                  bench::race([&] { po::roll_up_into(halved, in.columns[0], po::sum{}, two); },
                              [&] { po::roll_up_into(one, in.columns[0], po::sum{}); },
                              how.rounds));
}

} // namespace

int main(int argc, char** argv) {
    how = bench::arguments(argc, argv);
    bool const full = how.how == bench::effort::full;
    national(300'000);
    national(1'000'000);
    if (full) national(10'000'000);
    shapes(full ? 1'000'000 : 300'000);
    growth(100'000);
    if (full) growth(1'000'000);
    prefix_form(1'000'000);
    if (full) prefix_form(10'000'000);
    eight_columns(full ? 10'000'000 : 1'000'000);
    exactness(1'000'000);
    if (full) exactness(10'000'000);
    two_threads(full ? 10'000'000 : 1'000'000);
}
