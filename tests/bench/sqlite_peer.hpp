#pragma once
/// @file
/// SQLite in memory: level by level, and nested sets with window sums.

#if defined(PARTYORG_BENCH_SQLITE)

#include "bench_data.hpp"

#include <cstdint>
#include <sqlite3.h>
#include <string>

namespace bench {

class sqlite_units {
public:
    explicit sqlite_units(input const& in) {
        require(sqlite3_open(":memory:", &db_) == SQLITE_OK, "SQLite opens");
        run("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA temp_store=MEMORY;"
            "CREATE TABLE unit(id INTEGER PRIMARY KEY, parent INT, level INT, first INT, last INT,"
            " own INT, total INT); BEGIN");
        sqlite3_stmt* insert = prepare("INSERT INTO unit VALUES(?,?,?,?,?,?,0)");
        for (std::uint32_t row = 0; row < in.size(); ++row) {
            po::slot const s(in.slot_of_row[row]);
            std::int64_t const numbers[] = {
                row,
                in.parent_row[row] == no_row ? -1 : std::int64_t{in.parent_row[row]},
                in.units.depth(s),
                s.value(),
                in.units.end(s).value(),
                in.value(0, row)};
            for (int i = 0; i < 6; ++i) sqlite3_bind_int64(insert, i + 1, numbers[i]);
            sqlite3_step(insert);
            sqlite3_reset(insert);
        }
        sqlite3_finalize(insert);
        run("CREATE INDEX by_parent ON unit(parent, total);"
            "CREATE INDEX by_first ON unit(first, own); COMMIT");
        run("CREATE INDEX by_level ON unit(level)");
        deepest_ = in.units.max_depth();
    }
    sqlite_units(sqlite_units const&) = delete;
    sqlite_units& operator=(sqlite_units const&) = delete;
    ~sqlite_units() {
        sqlite3_finalize(change_);
        sqlite3_close(db_);
    }

    void level_by_level() {
        run("BEGIN");
        for (auto level = std::int64_t{deepest_}; level >= 0; --level)
            run("UPDATE unit SET total = own + coalesce((SELECT sum(c.total) FROM unit c"
                " WHERE c.parent = unit.id), 0) WHERE level = " +
                std::to_string(level));
        run("COMMIT");
    }
    /// The check value of the totals that `level_by_level` left.
    [[nodiscard]] std::int64_t check() { return number("SELECT sum(total*(id%97+1)) FROM unit"); }

    /// Positions are given; prefix sums over them, then a difference per unit.
    /// @return The check value.
    [[nodiscard]] std::int64_t nested_sets() {
        run("CREATE TEMP TABLE prefix(at INTEGER PRIMARY KEY, sum INT);"
            "INSERT INTO prefix VALUES(0, 0);"
            "INSERT INTO prefix SELECT first+1, sum(own) OVER (ORDER BY first"
            " ROWS UNBOUNDED PRECEDING) FROM unit");
        auto const out = number("SELECT sum((e.sum-b.sum)*(id%97+1)) FROM unit u"
                                " JOIN prefix b ON b.at=u.first JOIN prefix e ON e.at=u.last");
        run("DROP TABLE prefix");
        return out;
    }
    /// Adds to one unit and all above it.
    void change(std::uint32_t row, std::int64_t difference) {
        if (!change_)
            change_ =
                prepare("WITH RECURSIVE up(id) AS (SELECT ?2 UNION ALL SELECT u.parent FROM up"
                        " JOIN unit u ON u.id=up.id WHERE u.parent>=0)"
                        " UPDATE unit SET total=total+?1 WHERE id IN up");
        sqlite3_bind_int64(change_, 1, difference);
        sqlite3_bind_int64(change_, 2, row);
        sqlite3_step(change_);
        sqlite3_reset(change_);
    }

private:
    void run(std::string const& text) {
        char* why = nullptr;
        auto const state = sqlite3_exec(db_, text.c_str(), nullptr, nullptr, &why);
        require(state == SQLITE_OK, why ? why : "SQLite");
    }
    sqlite3_stmt* prepare(std::string const& text) {
        sqlite3_stmt* out = nullptr;
        require(sqlite3_prepare_v2(db_, text.c_str(), -1, &out, nullptr) == SQLITE_OK,
                sqlite3_errmsg(db_));
        return out;
    }
    std::int64_t number(std::string const& text) {
        auto* const query = prepare(text);
        sqlite3_step(query);
        auto const out = sqlite3_column_int64(query, 0);
        sqlite3_finalize(query);
        return out;
    }
    sqlite3* db_ = nullptr;
    sqlite3_stmt* change_ = nullptr;
    std::uint32_t deepest_ = 0;
};

} // namespace bench

#endif
