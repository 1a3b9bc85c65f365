/// @file
/// Twenty rules over every unit: a call per unit and rule, SQLite and DuckDB against `check`; what
/// findings cost; and following one changed unit.

#include "bench.hpp"

#include <partyorg/measures/membership.hpp>
#include <partyorg/measures/quota.hpp>
#include <partyorg/rollup/helper_thread.hpp>
#include <partyorg/rules/live_check.hpp>
#include <partyorg/testing/generate.hpp>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#if defined(PARTYORG_BENCH_SQLITE)
#include <sqlite3.h>
#endif

namespace po = partyorg;

namespace {

constexpr std::uint32_t million = 1'000'000;
po::as_of const asked(po::date(2024, 1, 15));

constexpr std::array<char const*, 5> columns = {"quota.registered", "quota.assigned", "admitted",
                                                "members", "members.official"};

// The same figures in columns of 32 or of 64 bits.
template <class Count>
po::organisation make_organisation(po::testing::cell_mix const& mix = {}) {
    po::organisation whole(po::testing::generate(po::testing::shape::national, million));
    std::uint64_t seed = 0;
    auto const add = [&]<class Law>(po::measure<std::int64_t, Law> const& what) {
        po::column<Count, Law> cells(whole.units, po::measure_info(what));
        po::testing::fill(cells, ++seed, mix);
        whole.figures.add(std::move(cells));
    };
    add(po::quota::registered);
    add(po::quota::assigned);
    add(po::quota::admitted);
    add(po::membership::total);
    add(po::membership::official);
    return whole;
}

// ---- A call per unit and rule -------------------------------------------------------------------

// What a checker without columns of bits looks at: the same arrays, one unit at a time.
template <class Count>
struct unit_view {
    std::array<Count const*, 5> values;
    std::array<po::cell_state const*, 5> states;
    po::unit_kind const* kinds;
    po::detail::depth_store const* depths;
    std::uint32_t const* ends;
    std::uint32_t at = 0;

    [[nodiscard]] bool known(int c) const {
        return states[static_cast<std::size_t>(c)][at] != po::cell_state::blank;
    }
    [[nodiscard]] Count operator[](int c) const { return values[static_cast<std::size_t>(c)][at]; }
    [[nodiscard]] int kind() const { return static_cast<int>(kinds[at]); }
    [[nodiscard]] std::uint32_t depth() const { return (*depths)[at]; }
    [[nodiscard]] bool leaf() const { return ends[at] == at + 1; }
};

template <class Count>
struct one_rule {
    po::rule rule;
    std::function<bool(unit_view<Count> const&)> broken; ///< known to be broken
    std::string sql;                                     ///< the same
};

po::rule ready(po::unsourced_rule const& what, int number) {
    return what.because(po::cite("1", "bench", po::date(2011, 1, 19), "1"))
        .in_force(po::period(po::date(2011, 1, 19)))
        .named("r" + std::to_string(number), {})
        .allowing_nobody();
}

constexpr int r = 0, a = 1, d = 2, m = 3, o = 4;

template <class Count>
std::vector<one_rule<Count>> twenty() {
    using namespace po; // the sentences are the point
    using enum unit_kind;
    auto const cells = are(subordinate_cell);
    std::vector<one_rule<Count>> out;
    auto const add = [&](unsourced_rule const& what, auto broken, char const* sql) {
        out.push_back({ready(what, static_cast<int>(out.size())), broken, sql});
    };
    using view = unit_view<Count> const&;
    add(
        units().should(quota::assigned <= quota::registered),
        [](view u) { return u.known(a) && u.known(r) && u[a] > u[r]; }, "assigned > registered");
    add(
        units().should(quota::admitted <= quota::registered),
        [](view u) { return u.known(d) && u.known(r) && u[d] > u[r]; }, "admitted > registered");
    add(
        units().that(are_leaves()).should(membership::total >= 3),
        [](view u) { return u.leaf() && u.known(m) && u[m] < 3; }, "leaf = 1 AND members < 3");
    add(
        units().should(membership::official <= membership::total),
        [](view u) { return u.known(o) && u.known(m) && u[o] > u[m]; }, "official > members");
    add(
        units().that(cells).should(membership::total <= 50),
        [](view u) { return u.kind() == 7 && u.known(m) && u[m] > 50; },
        "kind = 7 AND members > 50");
    add(
        units().that(are(grassroots_cell)).should(membership::total < 30),
        [](view u) { return u.kind() == 6 && u.known(m) && u[m] >= 30; },
        "kind = 6 AND members >= 30");
    add(
        units().that(are(grassroots_committee)).should(membership::total >= 30),
        [](view u) { return u.kind() == 4 && u.known(m) && u[m] < 30; },
        "kind = 4 AND members < 30");
    add(
        units().that(are(grassroots_committee)).should(depth() == 3),
        [](view u) { return u.kind() == 4 && u.depth() != 3; }, "kind = 4 AND level <> 3");
    add(
        units().that(are(commune_committee)).should(!are_leaves()),
        [](view u) { return u.kind() == 3 && u.leaf(); }, "kind = 3 AND leaf = 1");
    add(
        units().with(quota::assigned > 0).should(membership::total >= 1),
        [](view u) { return u.known(a) && u[a] > 0 && u.known(m) && u[m] < 1; },
        "assigned > 0 AND members < 1");
    add(
        units()
            .that(!are(central_committee))
            .should(own(quota::admitted) * 10 <= own_or_none(quota::registered) * 100),
        [](view u) { return u.kind() != 0 && u.known(d) && u[d] * 10 > u[r] * 100; },
        "kind <> 0 AND admitted * 10 > coalesce(registered, 0) * 100");
    add(
        units().should(own(quota::registered) - quota::assigned <= 25),
        [](view u) { return u.known(r) && u.known(a) && u[r] - u[a] > 25; },
        "registered - assigned > 25");
    add(
        units().with(depth() >= 5).should(quota::assigned <= 8),
        [](view u) { return u.depth() >= 5 && u.known(a) && u[a] > 8; },
        "level >= 5 AND assigned > 8");
    add(
        units().that(!are_leaves()).should(quota::registered <= 55),
        [](view u) { return !u.leaf() && u.known(r) && u[r] > 55; },
        "leaf = 0 AND registered > 55");
    add(
        units().that(are(grassroots_committee | subordinate_cell)).should(quota::admitted < 58),
        [](view u) { return (u.kind() == 4 || u.kind() == 7) && u.known(d) && u[d] >= 58; },
        "kind IN (4, 7) AND admitted >= 58");
    add(
        units().should(own(quota::assigned) + quota::admitted <= 90),
        [](view u) { return u.known(a) && u.known(d) && u[a] + u[d] > 90; },
        "assigned + admitted > 90");
    add(
        units().with(quota::assigned == 0).should(quota::registered <= 6),
        [](view u) { return u.known(a) && u[a] == 0 && u.known(r) && u[r] > 6; },
        "assigned = 0 AND registered > 6");
    add(
        units().that(cells).with(membership::official >= 9).should(membership::total != 9),
        [](view u) { return u.kind() == 7 && u.known(o) && u[o] >= 9 && u.known(m) && u[m] == 9; },
        "kind = 7 AND official >= 9 AND members = 9");
    add(
        units().should(quota::registered >= 1 || quota::assigned >= 1),
        [](view u) { return u.known(r) && u[r] < 1 && u.known(a) && u[a] < 1; },
        "registered < 1 AND assigned < 1");
    add(
        units()
            .that(are(provincial_committee | district_committee))
            .should(membership::total >= 10),
        [](view u) { return (u.kind() == 1 || u.kind() == 2) && u.known(m) && u[m] < 10; },
        "kind IN (1, 2) AND members < 10");
    return out;
}

template <class Count>
unit_view<Count> view_of(po::organisation const& whole) {
    unit_view<Count> out{};
    for (std::size_t c = 0; c < columns.size(); ++c) {
        auto const* own = whole.figures.find(columns[c]);
        po::visit(*own, [&](auto const& cells) {
            if constexpr (requires { out.values[c] = cells.values().data(); })
                out.values[c] = cells.values().data();
        });
        out.states[c] = own->states().data();
    }
    out.kinds = whole.units.kinds().data();
    out.depths = &whole.units.depths();
    out.ends = whole.units.ends().data();
    return out;
}

// One number for all counts.
std::int64_t check_value(po::check_result const& result) {
    std::int64_t sum = 0, number = 0;
    for (auto const& s : result.by_rule())
        sum += ++number * static_cast<std::int64_t>(s.counts[po::outcome::fail]);
    return sum;
}

template <class Count>
std::int64_t call_each(std::vector<one_rule<Count>> const& rules, unit_view<Count> view) {
    std::vector<std::int64_t> counts(rules.size());
    for (view.at = 0; view.at < million; ++view.at)
        for (std::size_t i = 0; i < rules.size(); ++i) counts[i] += rules[i].broken(view) ? 1 : 0;
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < counts.size(); ++i)
        sum += static_cast<std::int64_t>(i + 1) * counts[i];
    return sum;
}

template <class Count>
po::rule_book book_of(std::vector<one_rule<Count>> const& rules) {
    po::rule_book book;
    for (auto const& one : rules) book.add(one.rule);
    return book;
}

// As a database counts: without a list of what is undecidable.
po::check_options counting() {
    po::check_options out;
    out.finding_limit = 0;
    return out;
}

template <class Count>
void race_calls(bench::settings const& how, char const* name) {
    auto const whole = make_organisation<Count>();
    auto const rules = twenty<Count>();
    auto const book = book_of(rules);
    auto const view = view_of<Count>(whole);
    auto const counted = counting();
    auto const expected = check_value(po::check(whole, book, asked, counted));
    bench::require(expected != 0 && expected == call_each(rules, view), "calls find the same");
    bench::faster(name, "1 M", "a std::function per unit and rule",
                  bench::race([&] { bench::keep(po::check(whole, book, asked, counted)); },
                              [&] { bench::keep(call_each(rules, view)); }, how.rounds),
                  15);
}

// ---- Databases ----------------------------------------------------------------------------------

void write_table(unit_view<std::int32_t> view, std::string const& path) {
    auto* const file = std::fopen(path.c_str(), "w");
    bench::require(file != nullptr, "the table can be written");
    std::fprintf(file, "registered,assigned,admitted,members,official,kind,level,leaf\n");
    for (view.at = 0; view.at < million; ++view.at) {
        for (int c = 0; c < 5; ++c)
            view.known(c) ? std::fprintf(file, "%lld,", static_cast<long long>(view[c]))
                          : std::fprintf(file, ",");
        std::fprintf(file, "%d,%u,%d\n", view.kind(), view.depth(), view.leaf() ? 1 : 0);
    }
    std::fclose(file);
}

#if defined(PARTYORG_BENCH_SQLITE)
class sqlite_rules {
public:
    explicit sqlite_rules(unit_view<std::int32_t> view) {
        sqlite3_open(":memory:", &db_);
        sqlite3_exec(db_,
                     "CREATE TABLE unit(registered INT, assigned INT, admitted INT, members INT,"
                     " official INT, kind INT, level INT, leaf INT); BEGIN",
                     nullptr, nullptr, nullptr);
        sqlite3_stmt* insert = nullptr;
        sqlite3_prepare_v2(db_, "INSERT INTO unit VALUES(?,?,?,?,?,?,?,?)", -1, &insert, nullptr);
        for (view.at = 0; view.at < million; ++view.at) {
            for (int c = 0; c < 5; ++c)
                view.known(c) ? sqlite3_bind_int64(insert, c + 1, view[c])
                              : sqlite3_bind_null(insert, c + 1);
            sqlite3_bind_int64(insert, 6, view.kind());
            sqlite3_bind_int64(insert, 7, view.depth());
            sqlite3_bind_int64(insert, 8, view.leaf() ? 1 : 0);
            sqlite3_step(insert);
            sqlite3_reset(insert);
        }
        sqlite3_finalize(insert);
        sqlite3_exec(db_, "COMMIT", nullptr, nullptr, nullptr);
    }
    sqlite_rules(sqlite_rules const&) = delete;
    sqlite_rules& operator=(sqlite_rules const&) = delete;
    ~sqlite_rules() { sqlite3_close(db_); }
    std::int64_t ask(std::vector<one_rule<std::int32_t>> const& rules) {
        std::int64_t sum = 0, number = 0;
        for (auto const& one : rules) {
            sqlite3_stmt* query = nullptr;
            auto const text = "SELECT count(*) FROM unit WHERE " + one.sql;
            sqlite3_prepare_v2(db_, text.c_str(), -1, &query, nullptr);
            sqlite3_step(query);
            sum += ++number * sqlite3_column_int64(query, 0);
            sqlite3_finalize(query);
        }
        return sum;
    }

private:
    sqlite3* db_ = nullptr;
};
#endif

void race_duckdb(bench::settings const& how, po::organisation const& whole,
                 po::rule_book const& book, std::vector<one_rule<std::int32_t>> const& rules,
                 po::check_options const& counted, std::int64_t expected) {
    auto const* sources = std::getenv("PARTYORG_BENCH_SOURCES");
    auto const table = how.scratch + "/rules.csv", queries = how.scratch + "/rules.sql";
    write_table(view_of<std::int32_t>(whole), table);
    auto* const file = std::fopen(queries.c_str(), "w");
    bench::require(file != nullptr, "the queries can be written");
    for (auto const& one : rules) std::fprintf(file, "%s\n", one.sql.c_str());
    std::fclose(file);
    bench::external_peer duckdb(
        {"node", std::string(sources ? sources : "tests/bench") + "/rules_duckdb.mjs", "2"});
    bool const there = duckdb.ask("load " + table + " " + queries).has_value();
    std::remove(table.c_str());
    std::remove(queries.c_str());
    if (!there) {
        bench::remark("DuckDB is not installed: 20 rules");
        return;
    }
    bench::rounds all;
    for (int i = 0; i < how.rounds; ++i) {
        auto const ours = bench::some([&] { bench::keep(po::check(whole, book, asked, counted)); });
        auto const peer = duckdb.ask("rules");
        bench::require(peer && peer->check == std::to_string(expected), "DuckDB finds the same");
        all.add(ours, peer->ms);
    }
    bench::faster("20 rules over every unit", "1 M", "DuckDB, 2 threads", all.result(), 15);
}

// ---- What findings cost -------------------------------------------------------------------------

// Twenty thresholds on five columns; `least` breaks none of them, or a tenth.
po::rule_book thresholds(std::int64_t least) {
    using namespace po;
    rule_book book;
    for (int i = 0; i < 4; ++i) {
        auto const bound = least - i % 2;
        book.add(ready(units().should(quota::registered >= bound), i));
        book.add(ready(units().should(quota::assigned >= bound), i + 4));
        book.add(ready(units().should(quota::admitted >= bound), i + 8));
        book.add(ready(units().should(membership::total >= bound), i + 12));
        book.add(ready(units().should(membership::official >= bound), i + 16));
    }
    return book;
}

} // namespace

int main(int argc, char** argv) {
    auto const how = bench::arguments(argc, argv);
    race_calls<std::int64_t>(how, "20 rules, counts of 64 bits");
    race_calls<std::int32_t>(how, "20 rules over every unit");

    auto whole = make_organisation<std::int32_t>();
    auto const rules = twenty<std::int32_t>();
    auto const book = book_of(rules);
    auto const counted = counting();
    auto const expected = check_value(po::check(whole, book, asked, counted));
    auto const ours = [&] { bench::keep(po::check(whole, book, asked, counted)); };
    po::helper_thread helper;
    auto two = counted;
    two.helper = &helper;
    bench::faster(
        "20 rules over every unit, two threads", "1 M", "one thread",
        bench::race([&] { bench::keep(po::check(whole, book, asked, two)); }, ours, how.rounds));
#if defined(PARTYORG_BENCH_SQLITE)
    {
        sqlite_rules sqlite(view_of<std::int32_t>(whole));
        bench::require(sqlite.ask(rules) == expected, "SQLite finds the same");
        bench::faster("20 rules over every unit", "1 M", "SQLite, in memory",
                      bench::race(ours, [&] { bench::keep(sqlite.ask(rules)); }, how.rounds), 300);
    }
#else
    bench::remark("SQLite is not installed: 20 rules");
#endif
    race_duckdb(how, whole, book, rules, counted, expected);

    // Without blanks, so that a clean run has no findings at all.
    auto const full = make_organisation<std::int32_t>(
        {.least = 0, .most = 99, .none_percent = 0, .blank_percent = 0});
    auto const clean = thresholds(0), heavy = thresholds(10);
    bench::require(po::check(full, clean, asked).empty(), "a clean run finds nothing");
    auto const found = po::check(full, heavy, asked).size();
    bench::require(found > 1'800'000 && found < 2'100'000, "a tenth fails");
    bench::costlier("20 rules, a tenth of all units fail", "1 M", "a run without findings",
                    bench::race([&] { bench::keep(po::check(full, heavy, asked)); },
                                [&] { bench::keep(po::check(full, clean, asked)); }, how.rounds),
                    5);

    po::live_check live(whole, book, asked);
    auto& assigned = whole.figures.edit<std::int32_t>("quota.assigned");
    constexpr std::uint32_t changes = 10'000;
    std::uint64_t changed = 0;
    po::testing::random_numbers from(99);
    auto const ms = bench::some([&] {
        for (std::uint32_t i = 0; i < changes; ++i) {
            po::slot const s(from.below(million));
            assigned[s] = static_cast<std::int32_t>(from.below(60));
            changed += live.update(s).size();
        }
    });
    bench::require(changed != 0 && check_value(live.result()) ==
                                       check_value(po::check(whole, book, asked, counted)),
                   "following equals checking anew");
    bench::value("20 rules, one unit changed, us", "1 M", ms / changes, ms / changes * 1e3,
                 "<= 20");
}
