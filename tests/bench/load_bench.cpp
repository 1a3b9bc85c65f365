/// @file
/// From the text of a unit table, rows in random order, to a checked organisation with columns.

#include "bench.hpp"
#include "bench_data.hpp"
#include "io/csv_scan.hpp"
#include "pointer_peer.hpp"

#include <partyorg/hierarchy/code_key.hpp>
#include <partyorg/io/csv.hpp>
#include <partyorg/rollup/helper_thread.hpp>

#include <bit>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#if defined(PARTYORG_BENCH_SQLITE)
#include <sqlite3.h>
#endif

namespace po = partyorg;
using po::testing::shape;

namespace {

bench::settings how;

/// Notes when the rows have been read.
struct stage_clock : po::io::load_watcher {
    double start = 0, rows_read = 0;
    po::io::load_answer progressed(po::io::load_progress const& now) override {
        if (now.stage != po::io::load_stage::rows && rows_read == 0) rows_read = bench::now_ms();
        return po::io::load_answer::go_on;
    }
};

std::int64_t check(po::organisation const& whole) {
    auto const* column = whole.figures.find("quota.registered");
    std::int64_t sum = 0;
    for (std::uint32_t row = 0; row < whole.units.size(); ++row) {
        auto const at = whole.units.slot_of(po::unit_id(row));
        po::visit(*column, [&](auto const& c) {
            if constexpr (std::integral<typename std::remove_cvref_t<decltype(c)>::value_type>)
                sum += std::int64_t{c.values()[at.value()]} * (row % 97 + 1);
        });
    }
    return sum;
}

std::optional<po::organisation> load(std::string const& path, po::two_threads* helper) {
    po::io::unit_table_options options;
    options.helper = helper;
    auto whole = po::io::try_read_unit_table(path, options);
    bench::require(whole.has_value(), "the table is read");
    return *std::move(whole);
}

/// The same rows into the same arrays, believing every byte: no quoting is checked, no digit, no
/// encoding, no number of fields. What the validation costs is the difference.
struct trusting_parse {
    std::vector<po::detail::code_key> codes{}, parents{};
    std::vector<std::string_view> names{};
    std::vector<std::uint8_t> kinds{};
    std::vector<std::uint32_t> lines{};
    std::vector<std::int64_t> cells{};
    std::vector<po::cell_state> states{};

    void run(std::string const& text, std::size_t rows) {
        codes.clear(), parents.clear(), names.clear(), kinds.clear(), lines.clear();
        cells.clear(), states.clear();
        codes.reserve(rows), parents.reserve(rows), names.reserve(rows), kinds.reserve(rows);
        lines.reserve(rows), cells.reserve(4 * rows), states.reserve(4 * rows);
        auto const* p = text.data() + text.find('\n') + 1;
        auto const* const end = text.data() + text.size();
        for (std::uint32_t line = 2; p < end; ++line) {
            codes.emplace_back(field(p));
            parents.emplace_back(field(p));
            kinds.push_back(static_cast<std::uint8_t>(field(p).size()));
            names.push_back(field(p));
            lines.push_back(line);
            for (int c = 0; c < 4; ++c) {
                auto const text_of_cell = field(p);
                std::int64_t value = 0;
                for (char const digit : text_of_cell) value = value * 10 + (digit - '0');
                bool const stated = !text_of_cell.empty() && text_of_cell[0] != '-';
                cells.push_back(stated ? value : 0);
                states.push_back(stated ? po::cell_state::stated : po::cell_state::blank);
            }
        }
    }
    static std::string_view field(char const*& p) {
        auto const* const begin = p;
        if (*p == '"') {
            for (++p; *p != '"'; ++p) {
            }
            ++p;
        }
        while (*p != ',' && *p != '\n') ++p;
        return {begin, static_cast<std::size_t>(p++ - begin)};
    }
};

#if defined(PARTYORG_BENCH_SQLITE)
/// Rows that are cut already, into a table with indexes and the numbers of the parents: what a
/// hierarchy in SQLite needs before the first question.
std::int64_t load_into_sqlite(std::string const& text) {
    sqlite3* db = nullptr;
    bench::require(sqlite3_open(":memory:", &db) == SQLITE_OK, "SQLite opens");
    auto const run = [&](char const* what) {
        bench::require(sqlite3_exec(db, what, nullptr, nullptr, nullptr) == SQLITE_OK, what);
    };
    run("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA temp_store=MEMORY;"
        "CREATE TABLE unit(id INTEGER PRIMARY KEY, code TEXT, above TEXT, kind TEXT, name TEXT,"
        " v0 INT, v1 INT, v2 INT, v3 INT, parent INT); BEGIN");
    sqlite3_stmt* insert = nullptr;
    sqlite3_prepare_v2(db, "INSERT INTO unit VALUES(?,?,?,?,?,?,?,?,?,NULL)", -1, &insert, nullptr);
    std::int64_t row = 0;
    for (auto const* p = text.data() + text.find('\n') + 1; p < text.data() + text.size(); ++row) {
        sqlite3_bind_int64(insert, 1, row);
        for (int i = 2; i < 6; ++i) {
            auto const field = trusting_parse::field(p);
            sqlite3_bind_text(insert, i, field.data(), static_cast<int>(field.size()),
                              SQLITE_STATIC);
        }
        for (int i = 6; i < 10; ++i) {
            auto const field = trusting_parse::field(p);
            std::int64_t value = 0;
            std::from_chars(field.data(), field.data() + field.size(), value);
            sqlite3_bind_int64(insert, i, value);
        }
        bench::require(sqlite3_step(insert) == SQLITE_DONE, "SQLite takes a row");
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    run("CREATE UNIQUE INDEX by_code ON unit(code);"
        "UPDATE unit SET parent = (SELECT p.id FROM unit p WHERE p.code = unit.above);"
        "CREATE INDEX by_parent ON unit(parent); COMMIT");
    sqlite3_stmt* sum = nullptr;
    sqlite3_prepare_v2(db, "SELECT sum(v0*(id%97+1)) FROM unit", -1, &sum, nullptr);
    sqlite3_step(sum);
    auto const out = sqlite3_column_int64(sum, 0);
    sqlite3_finalize(sum);
    sqlite3_close(db);
    return out;
}
#endif

template <class Ours>
void against_sqlite([[maybe_unused]] Ours&& ours, [[maybe_unused]] std::string const& text,
                    [[maybe_unused]] std::string const& size,
                    [[maybe_unused]] std::int64_t expected, [[maybe_unused]] int rounds) {
#if defined(PARTYORG_BENCH_SQLITE)
    auto const theirs = [&] {
        bench::require(load_into_sqlite(text) == expected, "SQLite's load");
    };
    bench::faster("CSV to hierarchy with columns, 2 threads", size, "SQLite, rows given",
                  bench::race(ours, theirs, rounds), 50);
#else
    bench::remark("SQLite is not installed: skipped");
#endif
}

void against_peers(shape s, std::uint32_t units, std::string const& size) {
    auto const path = how.scratch + "/units.csv";
    std::int64_t expected = 0;
    {
        auto const in = bench::make_input(s, units);
        bench::write_file(path, bench::unit_table_text(in));
        expected = bench::check_of(units, [&](auto row) { return in.value(0, row); });
    }
    po::helper_thread helper;
    auto const ours = [&] { bench::keep(load(path, &helper)); };
    bench::require(check(*load(path, &helper)) == expected, "our load");
    bench::faster("CSV to hierarchy with columns, 2 threads", size, "1 thread",
                  bench::race(ours, [&] { bench::keep(load(path, nullptr)); }, how.rounds));

    auto duckdb = bench::duckdb(2);
    if (auto const first = duckdb.ask("load " + path)) {
        bench::require(first->check == std::to_string(expected), "DuckDB's load");
        bench::rounds all;
        for (int i = 0; i < how.rounds; ++i) {
            auto const ms = bench::some(ours);
            if (auto const theirs = duckdb.ask("load " + path)) all.add(ms, theirs->ms);
        }
        bench::faster("CSV to hierarchy with columns, 2 threads", size, "DuckDB, 2 threads",
                      all.result(), 10);
    } else {
        bench::remark("DuckDB is not installed: skipped");
    }
    if (s == shape::national) {
        auto const text = po::io::load_text(path).value().text;
        // At ten million units these peers take a minute or more: two rounds will do.
        auto const rounds = units > 1'000'000 ? 2 : how.rounds;
        {
            bench::pointer_tree const peer(text);
            bench::require(bench::check_of(units, [&](auto row) { return peer.own(row, 0); }) ==
                               expected,
                           "the pointers' load");
        }
        bench::faster(
            "CSV to hierarchy with columns, 2 threads", size, "map and pointers",
            bench::race(ours, [&] { bench::keep(bench::pointer_tree(text)); }, rounds), 20);
        against_sqlite(ours, text, size, expected, rounds);
    }
    std::remove(path.c_str());
}

// ---- the parse alone ---------------------------------------------------------------------------

/// From the text in memory, checked as UTF-8, to typed rows: separators and quotes found, their
/// places proved; codes as keys, kinds as numbers, names as places, cells as numbers with states;
/// every field of every row looked at. Not in it: UTF-8, which the row "with full validation" adds,
/// and the index of the codes.
void parse_alone(std::uint32_t units) {
    auto const size = bench::size_text(units);
    auto const text = bench::unit_table_text(bench::make_input(shape::national, units));
    po::io::named_text const source{"units.csv", text};
    auto const gigabytes = [&](double ms) { return static_cast<double>(text.size()) / ms / 1e6; };
    auto const scan = [&] {
        po::problems found;
        po::detail::csv_records rows(text, ',', 4096);
        po::detail::csv_record row;
        std::size_t fields = 0;
        while (rows.next(row, found, source.name)) fields += row.fields;
        bench::keep(fields);
        bench::require(fields == (units + std::size_t{1}) * 8, "the scanner sees every field");
    };
    auto const check_utf8 = [&] { bench::require(po::io::check_text(text, "").has_value(), ""); };
    std::vector<double> scans, parses;
    bench::rounds validation;
    for (int i = 0; i < 2 * how.rounds + 1; ++i) {
        stage_clock clock;
        po::io::unit_table_options options;
        options.watcher = &clock;
        clock.start = bench::now_ms();
        bench::require(po::io::parse_unit_table(source, options).has_value(), "parse");
        parses.push_back(clock.rows_read - clock.start);
        scans.push_back(bench::some(scan));
        auto const copy =
            bench::some([&] { bench::keep(std::string(text)); }); // check_text takes one
        auto const utf8 = bench::some(check_utf8) - copy;
        // Both fill new memory, which takes its time; ours is let go before.
        double trusted = 0;
        {
            trusting_parse trusting;
            trusted = bench::once([&] { trusting.run(text, units); });
            bench::require(trusting.codes.size() == units, "the trusting parse sees every row");
        }
        validation.add(parses.back() + utf8, trusted);
    }
    auto ms = bench::median(scans);
    bench::value("CSV: rows and fields found, GB/s", size, ms, gigabytes(ms));
    ms = bench::median(parses);
    bench::value("CSV: parse alone, typed rows, GB/s", size, ms, gigabytes(ms), ">= 1.2");
    bench::costlier("CSV: parse with full validation", size, "a parse byte by byte that trusts",
                    validation.result(), 1.2);
}

// ---- memory ------------------------------------------------------------------------------------

void memory(std::uint32_t units) {
    auto const in = bench::make_input(shape::national, units);
    auto const text = bench::unit_table_text(in);
    auto const source = po::io::check_text(text, "units.csv").value();
    auto const before = bench::allocated_bytes();
    auto const whole = po::io::parse_unit_table(source).value();
    auto const used = static_cast<double>(bench::allocated_bytes() - before);
    double strings = 0;
    for (std::uint32_t s = 1; s < units; ++s)
        strings += static_cast<double>(whole.units.code(po::slot(s)).size() +
                                       whole.units.name(po::slot(s)).size() +
                                       whole.units.code(*whole.units.parent(po::slot(s))).size());
    auto const n = static_cast<double>(units);
    // The data itself, as the table gives it: codes, parents' codes, names, kinds, cells with their
    // states, and the line of each row.
    auto const data = strings + n * (4 * 8 + 4 * 1 + 1 + 4);
    bench::value("memory with names and 4 columns, by the bytes of the data",
                 bench::size_text(units), 0, used / data, "<= 1.3");
    auto const& d = whole.units.data();
    auto const structure = 4.0 * static_cast<double>(d.parent.size() + d.end.size()) +
                           static_cast<double>(d.kind.size()) +
                           (d.depth.is_small() ? 1.0 : 4.0) * n;
    bench::value("memory of the structure, bytes per unit", bench::size_text(units), 0,
                 structure / n, "<= 14");
}

} // namespace

int main(int argc, char** argv) {
    how = bench::arguments(argc, argv);
    against_peers(shape::national, 1'000'000, "1 M");
    if (how.how == bench::effort::full) {
        against_peers(shape::national, 10'000'000, "10 M");
        against_peers(shape::chain, 1'000'000, "1 M, chain");
    }
    parse_alone(1'000'000);
    memory(1'000'000);
}
