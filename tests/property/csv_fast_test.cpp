// The fast ways through a table against the careful ones: every level of vector instructions, every
// place in a block, rows at once or one by one, and the snapshot of sound rows.
#include "../../src/io/csv_blocks.hpp"
#include "../../src/io/csv_scan.hpp"
#include "support/catch.hpp"

#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/io/csv.hpp>
#include <partyorg/testing/generate.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace po = partyorg;
namespace detail = partyorg::detail;

namespace {

using dice = std::mt19937_64;

std::size_t below(dice& r, std::size_t n) {
    return static_cast<std::size_t>(r() % n);
}

std::vector<detail::vector_level> levels() {
    std::vector<detail::vector_level> out;
    for (auto const level : {detail::vector_level::portable, detail::vector_level::sse2,
                             detail::vector_level::avx2, detail::vector_level::avx512})
        if (level <= detail::highest_vector_level()) out.push_back(level);
    return out;
}

/// Does both jobs, the second one first.
struct backwards : po::two_threads {
private:
    void run(job here, job there) override {
        there();
        here();
    }
};

/// What the scanner gives, as text: rows with their lines, fields in brackets, then the slips.
struct scanned {
    std::string rows{};
    std::size_t at_once = 0;
};

void show(scanned& out, detail::csv_record const& row) {
    out.rows += std::to_string(row.line) + (row.broken ? "!" : ":");
    for (std::size_t i = 0; i < row.fields; ++i) out.rows += "[" + std::string(row.raw(i)) + "]";
    out.rows += '\n';
}

scanned scan(std::string const& text, detail::vector_level level, std::size_t chunk,
             std::size_t usual) {
    scanned out;
    po::problems found;
    detail::csv_records records(text, ',', 100, chunk, level);
    for (;;) {
        detail::csv_rows_at_once many;
        detail::csv_record row;
        if (usual != 0 && records.next_rows(many, usual)) {
            row = {many.begin, many.base, many.ends, usual, many.line, false, many.composed};
            for (std::size_t i = 0; i < many.rows; ++i) {
                show(out, row);
                row.ends += usual;
                row.begin = row.base + row.ends[-1] + 1;
                ++row.line;
            }
            out.at_once += many.rows;
        } else if (records.next(row, found, "f.csv")) {
            show(out, row);
        } else {
            break;
        }
    }
    out.rows += to_string(found);
    return out;
}

std::string random_cell(dice& r, bool nasty) {
    static std::vector<std::string> const tame = {"",     "a", "Đảng bộ", "12345678",
                                                  "số 2", "-", "42",      "abcdefghijklmnop"};
    static std::vector<std::string> const wild = {
        "\"a, b\"", "\"hai\ndòng\"", "\"\"\"x\"\"\"", "o\xCC\x82", "\"\n\n\"", "\"\"",
        "\"a\"b\"", "a\"",           "\"open",        "\r",        "a\rb",     "x,y",
        "\n"};
    return nasty && below(r, 12) == 0 ? wild[below(r, wild.size())] : tame[below(r, tame.size())];
}

std::string random_text(dice& r, std::size_t fields, bool nasty) {
    std::string text;
    for (auto rows = below(r, 80); rows-- != 0;) {
        for (std::size_t i = 0; i < fields; ++i)
            text += (i == 0 ? "" : ",") + random_cell(r, nasty);
        if (nasty && below(r, 20) == 0) text += ",";
        text += below(r, 9) == 0 ? "\r\n" : "\n";
        if (nasty && below(r, 20) == 0) text += "\n";
    }
    if (below(r, 2) == 0 && !text.empty()) text.pop_back();
    return text;
}

} // namespace

TEST_CASE("every level of instructions marks the same bytes and finds the same positions",
          "[io][property]") {
    dice r(1);
    for (int round = 0; round < 300; ++round) {
        std::string text(std::size_t{64} * 7, 'a');
        static std::string_view const bytes = "\",;\n\r\t\xE1\xBB\xB8\xB7\xCC\xCB\xC3\xF0 a\0";
        auto const rare = 1 + below(r, 9);
        for (auto& c : text)
            if (below(r, rare) == 0) c = bytes[below(r, bytes.size())];
        detail::csv_block expected[7];
        detail::csv_functions(detail::vector_level::portable).mark(text.data(), 7, ',', expected);
        for (std::size_t i = 0; i < text.size(); ++i) {
            auto const bit = [&](std::uint64_t word) { return (word >> i % 64 & 1) != 0; };
            REQUIRE(bit(expected[i / 64].quote) == (text[i] == '"'));
            REQUIRE(bit(expected[i / 64].separator) == (text[i] == ','));
            REQUIRE(bit(expected[i / 64].feed) == (text[i] == '\n'));
            REQUIRE(bit(expected[i / 64].carriage) == (text[i] == '\r'));
        }
        std::uint64_t words[7];
        std::vector<std::uint32_t> positions;
        for (auto& w : words) w = round % 3 == 0 ? r() : r() & r() & r();
        for (std::uint32_t i = 0; i < 7 * 64; ++i)
            if (words[i / 64] >> i % 64 & 1) positions.push_back(1000 + i);
        for (auto const level : levels()) {
            detail::csv_block got[7];
            detail::csv_functions(level).mark(text.data(), 7, ',', got);
            for (std::size_t b = 0; b < 7; ++b) {
                REQUIRE(got[b].quote == expected[b].quote);
                REQUIRE(got[b].separator == expected[b].separator);
                REQUIRE(got[b].feed == expected[b].feed);
                REQUIRE(got[b].carriage == expected[b].carriage);
            }
            std::vector<std::uint32_t> out(7 * 64 + 64);
            auto const* const end =
                detail::csv_functions(level).positions(words, 7, 1000, out.data());
            out.resize(static_cast<std::size_t>(end - out.data()));
            REQUIRE(out == positions);
        }
    }
}

TEST_CASE("rows at once are the rows one by one, whatever the chunk and the instructions",
          "[io][property]") {
    dice r(2);
    std::size_t at_once = 0, mixed = 0;
    for (int round = 0; round < 400; ++round) {
        auto const fields = 1 + below(r, 6);
        auto const text = random_text(r, fields, round % 2 != 0);
        auto const expected = scan(text, detail::vector_level::portable, 64, 0).rows;
        for (auto const level : levels())
            for (std::size_t const chunk : {64u, 128u, 4096u}) {
                REQUIRE(scan(text, level, chunk, 0).rows == expected);
                auto const many = scan(text, level, chunk, fields);
                REQUIRE(many.rows == expected);
                at_once += many.at_once;
                mixed += many.at_once == 0;
            }
    }
    CHECK(at_once > 10'000);
    CHECK(mixed > 100);
}

TEST_CASE("what is unusual is found at every place in a block", "[io][property]") {
    static std::vector<std::string> const pieces = {
        "\"a,b\"", "\"\"\"\"", "\"a\nb\"", "\"open", "a\"b", "\"a\"b", "x\ry", "o\xCC\x82", "1,2"};
    for (auto const& piece : pieces)
        for (std::size_t before = 0; before < 140; ++before) {
            std::string text = "k,l\n" + std::string(before, 'x') + ",y\n" + piece + ",z\n";
            for (int i = 0; i < 40; ++i) text += "m,n\n";
            auto const expected = scan(text, detail::vector_level::portable, 64, 0).rows;
            for (auto const level : levels())
                for (std::size_t const chunk : {64u, 192u, 4096u})
                    REQUIRE(scan(text, level, chunk, 2).rows == expected);
        }
}

// ---- the whole reader --------------------------------------------------------------------------

namespace {

struct random_table {
    std::string text{};
    std::vector<po::unit_row> rows{};
    std::vector<std::string> texts{};
};

std::string code_of(std::size_t i, std::size_t style) {
    switch (style % 4) {
    case 0:
        return std::to_string(i);
    case 1:
        return "PT-" + std::to_string(i);
    case 2:
        return ("unit" + std::to_string(i) + "........").substr(0, 12); // as much as a key holds
    default:
        return "a-code-that-fits-no-key-" + std::to_string(i);
    }
}

/// Sound rows of every sort; with `slips` some that are not.
std::string random_units(dice& r, std::size_t slips_in_1000) {
    auto const n = 1 + below(r, 200);
    static std::vector<std::string> const names = {
        "Tổ",        "chi bộ trực thuộc số 123456",
        "\"a, b\"",  "\"\"\"x\"\"\"",
        "",          "n",
        "o\xCC\x82", "một cái tên dài hơn ba mươi hai byte để sao chép riêng"};
    static std::vector<std::string> const cells = {
        "",  "-",  "7",         "12345678", "123456789", "2147483648", "9223372036854775807",
        "0", "00", "\"12345\"", "42",       "99999999"};
    static std::vector<std::string> const bad = {
        "-1", "x", "1.5", "99999999999999999999", "+1", " 1", "–", "1 ", "\"", "1\r"};
    static std::vector<std::string> const kinds = {"subordinate_cell", "Chi bộ trực thuộc",
                                                   "Subordinate_Cell", "grassroots_cell"};
    bool const plain = below(r, 2) == 0;
    std::vector<std::string> rows;
    for (std::size_t i = 0; i < n; ++i) {
        auto row = code_of(i, i) + ',';
        auto const above = i == 0 ? i : below(r, i);
        if (i != 0) row += code_of(above, above);
        if (below(r, 1000) < slips_in_1000) row += 'x';
        row += ',' + (i == 0 ? "district_committee" : kinds[plain ? 0 : below(r, kinds.size())]);
        row += ',' + names[below(r, plain ? 2 : names.size())];
        for (int c = 0; c < 3; ++c)
            row +=
                ',' + (below(r, 1000) < slips_in_1000 ? bad[below(r, bad.size())]
                                                      : cells[below(r, plain ? 4 : cells.size())]);
        static std::vector<std::string> const days = {"", "2024-02-29", "-", "2023-12-31"};
        row += ',' + (below(r, 1000) < slips_in_1000 ? "2023-02-29" : days[below(r, days.size())]);
        rows.push_back(row);
    }
    for (std::size_t i = rows.size(); i > 1; --i) std::swap(rows[i - 1], rows[below(r, i)]);
    std::string text = "code,parent,kind,name,quota.assigned,visits,admitted,first congress\n";
    bool const carriage = below(r, 3) == 0;
    for (auto const& row : rows) text += row + (carriage ? "\r\n" : "\n");
    return text;
}

po::result<po::organisation> read(std::string const& text, po::two_threads* helper = nullptr,
                                  std::size_t problem_limit = 1000) {
    po::io::unit_table_options options;
    options.build.problem_limit = problem_limit;
    po::measure_info day("first congress");
    day.type = po::value_kind::day;
    day.law = po::law_kind::earliest;
    options.measures.push_back(day);
    options.helper = helper;
    options.two_threads_from = 100;
    options.build.two_threads_from = 2;
    return po::io::parse_unit_table({"f.csv", text}, options);
}

void check_same(po::result<po::organisation> const& one, po::result<po::organisation> const& two) {
    REQUIRE(to_string(one.problems()) == to_string(two.problems()));
    REQUIRE(one.has_value() == two.has_value());
    if (!one) return;
    REQUIRE(po::io::write_unit_table(*one) == po::io::write_unit_table(*two));
    for (std::uint32_t s = 0; s < one->units.size(); ++s) {
        REQUIRE(one->units.origin(po::slot(s)) == two->units.origin(po::slot(s)));
        REQUIRE(one->units.id_of(po::slot(s)) == two->units.id_of(po::slot(s)));
    }
}

template <class A, class B>
bool alike(A const& a, B const& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

/// The snapshot that the builder makes of the units of another one, row by row.
po::result<po::hierarchy> rebuilt(po::hierarchy const& units, std::size_t problem_limit) {
    po::build_options options;
    options.problem_limit = problem_limit;
    po::hierarchy_builder build(options);
    build.source("f.csv");
    for (std::uint32_t id = 0; id < units.id_bound(); ++id) {
        auto const s = units.slot_of(po::unit_id(id));
        auto const above = units.parent(s);
        build.add({units.code(s), above ? units.code(*above) : std::string_view{}, units.kind(s),
                   units.name(s), units.origin(s).line, 1});
    }
    return build.try_finish();
}

std::string messages(po::problems const& found) {
    std::string out;
    for (auto const& p : found) out += std::to_string(p.where.line) + ": " + p.message + '\n';
    return out + std::to_string(found.dropped());
}

} // namespace

TEST_CASE("rows at full speed become what careful reading makes of them", "[io][property]") {
    dice r(3);
    int accepted = 0, refused = 0;
    for (int round = 0; round < 600; ++round) {
        auto const text = random_units(r, round % 3 == 0 ? 5 : 0);
        auto const fast = read(text);
        // An empty line makes the chunk one that is read row by row; nothing else changes.
        auto const careful = read(text + '\n');
        check_same(fast, careful);
        backwards helper;
        check_same(fast, read(text, &helper));
        ++(fast ? accepted : refused);
    }
    CHECK(accepted > 200);
    CHECK(refused > 50);
}

TEST_CASE("the snapshot of sound rows is the builder's", "[io][property]") {
    dice r(4);
    backwards helper;
    std::size_t warned = 0;
    for (int round = 0; round < 200; ++round) {
        auto const text = random_units(r, 0);
        for (auto* const with :
             {static_cast<po::two_threads*>(nullptr), static_cast<po::two_threads*>(&helper)}) {
            auto const limit = round % 4 == 0 ? 10u : 1000u;
            auto const whole = read(text, with, limit);
            REQUIRE(whole);
            auto const built = rebuilt(whole->units, limit);
            REQUIRE(messages(whole.problems()) == messages(built.problems()));
            warned += built.problems().size();
            auto const& again = *built;
            auto const &a = whole->units.data(), &b = again.data();
            REQUIRE(alike(a.parent, b.parent));
            REQUIRE(alike(a.end, b.end));
            REQUIRE(alike(a.kind, b.kind));
            REQUIRE(alike(a.id_of_slot, b.id_of_slot));
            REQUIRE(alike(a.slot_of_id, b.slot_of_id));
            REQUIRE(alike(a.line, b.line));
            REQUIRE(alike(a.code.blob(), b.code.blob()));
            REQUIRE(alike(a.code.ends(), b.code.ends()));
            REQUIRE(alike(a.name.blob(), b.name.blob()));
            REQUIRE(alike(a.name.ends(), b.name.ends()));
            REQUIRE(a.by_code.buckets().size() == b.by_code.buckets().size());
            REQUIRE(a.depth.deepest() == b.depth.deepest());
            for (std::uint32_t s = 0; s < again.size(); ++s) {
                REQUIRE(a.depth[s] == b.depth[s]);
                REQUIRE(whole->units.find(again.code(po::slot(s))) == po::slot(s));
            }
            REQUIRE_FALSE(whole->units.find("no such code"));
        }
    }
    CHECK(warned > 100);
}

TEST_CASE("shapes and defects are the builder's business or its equal", "[io][property]") {
    auto const header = std::string("code,parent,kind,name\n");
    auto const cell = [](std::size_t i, std::string const& above) {
        return code_of(i, i) + ',' + above + ",party_group,\n";
    };
    backwards helper;
    auto const check = [&](std::string const& text) {
        auto const one = po::io::parse_unit_table({"f.csv", text}),
                   careful = po::io::parse_unit_table({"f.csv", text + '\n'});
        check_same(one, careful);
        po::io::unit_table_options options;
        options.helper = &helper;
        options.two_threads_from = 1;
        options.build.two_threads_from = 1;
        check_same(one, po::io::parse_unit_table({"f.csv", text}, options));
        return one;
    };
    // Chains up and down, deeper than one byte holds; a star.
    auto up = header, down = header, star = header;
    for (std::size_t i = 0; i < 700; ++i) {
        down += cell(i, i == 0 ? "" : code_of(i - 1, i - 1));
        up += cell(i, i == 699 ? "" : code_of(i + 1, i + 1));
        star += cell(i, i == 350 ? "" : code_of(350, 350));
    }
    CHECK(check(up)->units.max_depth() == 699);
    CHECK(check(down)->units.max_depth() == 699);
    CHECK(check(star)->units.end(po::slot(0)).value() == 700);
    // Repeated codes, unknown parents, cycles, two roots, none.
    CHECK_FALSE(check(star + cell(17, code_of(350, 350))));
    for (std::size_t n = 1; n < 40; ++n) { // whichever bucket it begins its search in
        auto text = header;
        for (std::size_t i = 0; i < n; ++i) text += cell(i, i == 0 ? "" : code_of(0, 0));
        for (std::size_t i = 0; i < n; ++i) CHECK_FALSE(check(text + cell(i, code_of(0, 0))));
    }
    CHECK_FALSE(check(star + cell(900, "nowhere")));
    CHECK_FALSE(check(star + cell(900, code_of(901, 901)) + cell(901, code_of(900, 900)) +
                      cell(902, code_of(901, 901))));
    CHECK_FALSE(check(star + cell(900, "")));
    CHECK_FALSE(check(header + cell(1, code_of(1, 1))));
    CHECK_FALSE(check(header));
    CHECK_FALSE(check("code,parent\nA,\n"));
}
