#pragma once
/// @file
/// The inputs of the benchmarks: deterministic hierarchies whose rows come in random order, as a
/// user has them, with columns of counts.

#include "bench.hpp"

#include <partyorg/measures/built_in.hpp>
#include <partyorg/measures/membership.hpp>
#include <partyorg/measures/quota.hpp>
#include <partyorg/testing/generate.hpp>

#include <charconv>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bench {

namespace po = partyorg;

inline constexpr std::uint32_t no_row = 0xffffffffu;

/// "300 k", "1 M".
inline std::string size_text(std::uint64_t units) {
    if (units % 1'000'000 == 0) return std::to_string(units / 1'000'000) + " M";
    if (units % 1'000 == 0) return std::to_string(units / 1'000) + " k";
    return std::to_string(units);
}

/// A hierarchy, some columns, and the order in which peers see the units.
struct input {
    po::hierarchy units;
    std::vector<po::count_column> columns{};
    std::vector<std::uint32_t> slot_of_row{};
    std::vector<std::uint32_t> parent_row{}; ///< `no_row` for the root

    [[nodiscard]] std::uint32_t size() const { return units.size(); }
    /// The number that peers work with; what is not stated counts as 0.
    [[nodiscard]] std::int64_t value(std::size_t column, std::uint32_t row) const {
        return columns[column].values()[slot_of_row[row]];
    }
    [[nodiscard]] std::string_view code(std::uint32_t row) const {
        return units.code(po::slot(slot_of_row[row]));
    }
};

/// Makes `units` units with four columns.
inline input make_input(po::testing::shape shape, std::uint32_t units,
                        po::testing::cell_mix mix = {}) {
    input out{po::testing::generate(shape, units)};
    po::measure<std::int64_t, po::law::flow> const measures[] = {
        po::quota::registered, po::quota::assigned, {"admitted", {}, {}}, {"visits", {}, {}}};
    std::uint64_t seed = 2024;
    for (auto const& m : measures) {
        out.columns.emplace_back(out.units, m);
        po::testing::fill(out.columns.back(), ++seed, mix);
    }
    out.slot_of_row.resize(units);
    std::vector<std::uint32_t> row_of_slot(units);
    for (std::uint32_t i = 0; i < units; ++i) out.slot_of_row[i] = i;
    po::testing::random_numbers random(7);
    for (auto i = units; i > 1; --i)
        std::swap(out.slot_of_row[i - 1], out.slot_of_row[random.below(i)]);
    for (std::uint32_t row = 0; row < units; ++row) row_of_slot[out.slot_of_row[row]] = row;
    out.parent_row.resize(units, no_row);
    auto const parents = out.units.parents();
    for (std::uint32_t row = 0; row < units; ++row) {
        auto const s = out.slot_of_row[row];
        if (parents[s] != s) out.parent_row[row] = row_of_slot[parents[s]];
    }
    return out;
}

/// One number that tells whether all totals are right: each row's total, weighted by its number.
template <class Total>
std::int64_t check_of(std::uint32_t rows, Total&& total) {
    std::int64_t sum = 0;
    for (std::uint32_t row = 0; row < rows; ++row)
        sum += static_cast<std::int64_t>(total(row)) * (row % 97 + 1);
    return sum;
}

/// Text that grows; `FILE*` and streams would be what is measured.
class text_writer {
public:
    void add(std::string_view text) { text_.append(text); }
    void add(char c) { text_ += c; }
    void add(std::int64_t number) {
        char digits[24];
        text_.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
    }
    [[nodiscard]] std::string take() { return std::move(text_); }

private:
    std::string text_{};
};

/// The rows as a unit table: code, parent, kind, name, four counts.
inline std::string unit_table_text(input const& in) {
    text_writer out;
    out.add("code,parent,kind,name");
    for (auto const& c : in.columns) {
        out.add(',');
        out.add(c.info().id);
    }
    out.add('\n');
    for (std::uint32_t row = 0; row < in.size(); ++row) {
        po::slot const s(in.slot_of_row[row]);
        out.add(in.units.code(s));
        out.add(',');
        if (in.parent_row[row] != no_row) out.add(in.code(in.parent_row[row]));
        out.add(',');
        out.add(po::to_string(in.units.kind(s)));
        out.add(',');
        bool const quoted = row % 50 == 0; // two names in a hundred have a comma
        if (quoted) out.add('"');
        out.add(in.units.name(s));
        if (quoted) out.add(", số 2\"");
        for (auto const& c : in.columns) {
            out.add(',');
            auto const cell = c[s];
            if (cell.has_value())
                out.add(cell.value());
            else if (!cell.is_blank())
                out.add('-');
        }
        out.add('\n');
    }
    return out.take();
}

/// The rows as numbers, for peers that need no texts: parent row, kind, level, four counts.
inline std::string number_table_text(input const& in) {
    text_writer out;
    out.add("id,pid,kind,level,v0,v1,v2,v3\n");
    for (std::uint32_t row = 0; row < in.size(); ++row) {
        po::slot const s(in.slot_of_row[row]);
        out.add(std::int64_t{row});
        out.add(',');
        if (in.parent_row[row] != no_row) out.add(std::int64_t{in.parent_row[row]});
        out.add(',');
        out.add(static_cast<std::int64_t>(in.units.kind(s)));
        out.add(',');
        out.add(std::int64_t{in.units.depth(s)});
        for (std::size_t c = 0; c < in.columns.size(); ++c) {
            out.add(',');
            out.add(in.value(c, row));
        }
        out.add('\n');
    }
    return out.take();
}

inline void write_file(std::string const& path, std::string const& text) {
    auto* const file = std::fopen(path.c_str(), "wb");
    require(file && std::fwrite(text.data(), 1, text.size(), file) == text.size(), path);
    std::fclose(file);
}

/// Where the scripts of external peers lie.
inline std::string script(std::string const& name) {
    auto const* folder = std::getenv("PARTYORG_BENCH_SOURCES");
    return (folder ? std::string(folder) : std::string("tests/bench")) + "/" + name;
}

/// DuckDB's Node package, driven by duckdb.mjs.
inline external_peer duckdb(int threads) {
    return external_peer({"node", script("duckdb.mjs"), std::to_string(threads)});
}

} // namespace bench
