#include "../../src/io/csv_scan.hpp"
#include "support/catch.hpp"

#include <partyorg/io/csv.hpp>
#include <partyorg/measures/built_in.hpp>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace po = partyorg;

namespace {

using dice = std::mt19937_64;

std::size_t below(dice& r, std::size_t n) {
    return static_cast<std::size_t>(r() % n);
}

/// Texts with everything that makes trouble in tables.
std::string awkward(dice& r) {
    static std::vector<std::string> const parts = {
        "Đảng bộ ", "a",    ",",  ";",   "\t", "\"", "\"\"",
        "\n",       "\r\n", " ",  "-",   "#x", "ậ",  "o\xCC\x82\xCC\xA3",
        "'",        "=1+1", "\\", "1,2", "–",  "가"};
    std::string text;
    for (auto n = below(r, 5); n-- > 0;) text += parts[below(r, parts.size())];
    return text;
}

po::organisation random_organisation(dice& r, po::root_policy roots) {
    auto const n = 1 + below(r, 40);
    po::build_options options;
    options.roots = roots;
    po::hierarchy_builder build(options);
    std::vector<std::string> codes;
    for (std::size_t i = 0; i < n; ++i)
        codes.push_back(po::io::to_nfc("c" + awkward(r) + std::to_string(i)));
    for (std::size_t i = n; i-- > 0;) {
        bool const root = i == 0 || (roots == po::root_policy::forest && below(r, 4) == 0);
        auto const name = po::io::to_nfc(awkward(r));
        build.add({.code = codes[i],
                   .parent = root ? std::string_view{} : codes[below(r, i)],
                   .kind = po::all_unit_kinds[below(r, po::unit_kind_count)],
                   .name = name});
    }
    return po::organisation(build.finish());
}

template <class T, class Law, class Value>
void fill(dice& r, po::organisation& whole, po::column<T, Law> own, Value const& value) {
    for (std::uint32_t s = 0; s < whole.units.size(); ++s) {
        auto const state = below(r, 3);
        if (state == 0) own[po::slot(s)] = value();
        if (state == 1) own[po::slot(s)] = po::declared_none;
    }
    whole.figures.add(std::move(own));
}

void random_figures(dice& r, po::organisation& whole) {
    auto const count = [&] { return static_cast<std::int64_t>(r() >> (1 + below(r, 63))); };
    fill(r, whole, po::column(whole.units, po::quota::assigned), count);
    fill(r, whole, po::column(whole.units, po::membership::total), count);
    fill(r, whole, po::column(whole.units, po::coverage::villages), [&] {
        auto const k = count() / 4, more = count() / 4;
        return po::coverage_count{k, k + more};
    });
    for (int i = 0; i < 2; ++i) {
        auto const id = po::io::to_nfc(awkward(r) + "m" + std::to_string(i) + awkward(r));
        fill(r, whole, po::count_column(whole.units, po::measure_info(id)), count);
        if (below(r, 2) == 0) continue;
        auto const unit = whole.units.id_of(po::slot(0));
        whole.totals.push_back({unit, id, count(), {}});
    }
}

void check_same(po::organisation const& a, po::organisation const& b) {
    REQUIRE(a.units.size() == b.units.size());
    for (std::uint32_t i = 0; i < a.units.size(); ++i) {
        po::slot const s(i);
        CHECK(a.units.code(s) == b.units.code(s));
        CHECK(a.units.name(s) == b.units.name(s));
        CHECK(a.units.kind(s) == b.units.kind(s));
        CHECK(a.units.parent(s) == b.units.parent(s));
    }
    REQUIRE(a.figures.size() == b.figures.size());
    for (std::size_t i = 0; i < a.figures.size(); ++i) {
        CHECK(a.figures.at(i).info() == b.figures.at(i).info());
        po::visit(a.figures.at(i), [&](auto const& own) {
            auto const* other = dynamic_cast<decltype(&own)>(&b.figures.at(i));
            REQUIRE(other);
            CHECK(own == *other);
        });
    }
    REQUIRE(a.totals.size() == b.totals.size());
    for (std::size_t i = 0; i < a.totals.size(); ++i) {
        CHECK(a.units.slot_of(a.totals[i].unit) == b.units.slot_of(b.totals[i].unit));
        CHECK(a.totals[i].measure == b.totals[i].measure);
        CHECK(a.totals[i].value == b.totals[i].value);
    }
}

/// Rows as the scanner tells them, and what it found wrong.
struct scanned {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::uint32_t> lines;
    std::vector<bool> broken;
    std::string problems;
    friend bool operator==(scanned const&, scanned const&) = default;
};

scanned scan(std::string const& text, std::size_t chunk) {
    scanned out;
    po::problems found;
    po::detail::csv_records rows(text, ',', 6, chunk);
    po::detail::csv_record row;
    while (rows.next(row, found, "t")) {
        out.rows.emplace_back();
        for (std::size_t i = 0; i < std::min<std::size_t>(row.fields, 6); ++i)
            out.rows.back().emplace_back(row.raw(i));
        out.rows.back().push_back(std::to_string(row.fields));
        out.lines.push_back(row.line);
        out.broken.push_back(row.broken);
        for (std::size_t i = 0; row.composed && i + 1 < out.rows.back().size(); ++i)
            CHECK(po::io::to_nfc(out.rows.back()[i]) == out.rows.back()[i]);
    }
    out.problems = to_string(found);
    return out;
}

/// What RFC 4180 says about a text without slips, byte by byte.
scanned expected(std::string const& text) {
    scanned out;
    std::vector<std::string> row(1);
    std::uint32_t line = 1, begin = 1;
    std::size_t fields = 1;
    bool quoted = false;
    auto const end_row = [&] {
        bool const empty = fields == 1 && (row[0].empty() || row[0] == "\r");
        row.resize(std::min<std::size_t>(fields, 6));
        row.push_back(std::to_string(fields));
        if (!empty) {
            out.rows.push_back(row);
            out.lines.push_back(begin);
            out.broken.push_back(false);
        }
        row.assign(1, "");
        fields = 1;
    };
    for (char const c : text) {
        line += c == '\n';
        if (c == '"') quoted = !quoted;
        if (c == '\n' && !quoted) {
            end_row();
            begin = line;
        } else if (c == ',' && !quoted) {
            ++fields;
            row.emplace_back();
        } else {
            row.back() += c;
        }
    }
    if (!text.empty() && text.back() != '\n') end_row();
    return out;
}

std::string random_field(dice& r, bool slips) {
    static std::vector<std::string> const plain = {
        "", "a", "12", "Xã ", "o\xCC\x82", "–", "long text here"};
    static std::vector<std::string> const inner = {"",     "\"\"", ",", "\n",
                                                   "\r\n", "\r",   "ậ", "text"};
    static std::vector<std::string> const slip = {"\"", "x\"", "\"a\"b", "\r", "\"\"\"", "\r\r\n"};
    if (slips && below(r, 12) == 0) return slip[below(r, slip.size())];
    if (below(r, 4) != 0) return plain[below(r, plain.size())];
    std::string text = "\"";
    for (auto n = below(r, 4); n-- > 0;) text += inner[below(r, inner.size())];
    return text + '"';
}

std::string random_table(dice& r, bool slips) {
    std::string text;
    auto const width = 1 + below(r, 8);
    for (auto rows = below(r, 60); rows-- > 0;) {
        auto const fields = below(r, 8) == 0 ? below(r, 12) : width;
        for (std::size_t i = 0; i < fields; ++i) text += (i ? "," : "") + random_field(r, slips);
        text += below(r, 3) == 0 ? "\r\n" : "\n";
    }
    if (!text.empty() && below(r, 2) == 0) text.pop_back();
    return text;
}

} // namespace

TEST_CASE("what is written as a unit table reads back the same", "[io][property]") {
    dice r(20240115);
    for (int round = 0; round < 300; ++round) {
        auto const roots = round % 2 == 0 ? po::root_policy::single : po::root_policy::forest;
        auto whole = random_organisation(r, roots);
        random_figures(r, whole);
        auto const fields = std::vector{po::io::separator::comma, po::io::separator::semicolon,
                                        po::io::separator::tab}[below(r, 3)];
        auto const text = po::io::write_unit_table(whole, fields);
        po::io::unit_table_options options;
        options.build.roots = roots;
        auto const back = po::io::check_text(text, "t.csv");
        REQUIRE(back);
        auto const again = po::io::parse_unit_table(*back, options);
        INFO(text << to_string(again.problems()));
        REQUIRE(again);
        check_same(whole, *again);
        CHECK(po::io::write_unit_table(*again, fields) == text);
    }
}

TEST_CASE("decomposed input reads as composed", "[io][property]") {
    dice r(7);
    for (int round = 0; round < 100; ++round) {
        auto const name = awkward(r) + "e\xCC\x82\xCC\x81" + awkward(r);
        po::hierarchy_builder build;
        build.add({.code = "A", .kind = po::unit_kind::party_group, .name = name});
        po::organisation const whole(build.finish());
        auto const text = po::io::write_unit_table(whole);
        auto const again = po::io::parse_unit_table({"t", text}).value();
        CHECK(again.units.name(po::slot(0)) == po::io::to_nfc(name));
    }
}

TEST_CASE("rows without slips are cut as RFC 4180 says, whatever the chunk", "[io][property]") {
    dice r(4180);
    for (int round = 0; round < 2000; ++round) {
        auto const text = random_table(r, false);
        auto const want = expected(text);
        for (std::size_t const chunk : {64u, 128u, 32768u}) {
            auto const got = scan(text, chunk);
            INFO(text);
            REQUIRE(got.problems.empty());
            REQUIRE(got == want);
        }
    }
}

TEST_CASE("slips are found the same in chunks of any size", "[io][property]") {
    dice r(1107);
    std::size_t slips = 0;
    for (int round = 0; round < 2000; ++round) {
        auto const text = random_table(r, true);
        auto const want = scan(text, 1 << 20);
        slips += want.problems.empty() ? 0u : 1u;
        for (std::size_t const chunk : {64u, 192u}) {
            auto const got = scan(text, chunk);
            INFO(text);
            REQUIRE(got.problems == want.problems);
            REQUIRE(got.lines == want.lines);
            REQUIRE(got.rows == want.rows);
            REQUIRE(got.broken == want.broken);
        }
    }
    CHECK(slips > 500);
}
