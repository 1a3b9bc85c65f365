#include "support/catch.hpp"

#include <partyorg/io/csv.hpp>
#include <partyorg/io/plan_document.hpp>
#include <partyorg/rollup/roll_up.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

// What must never crash, hang or half-load, for both readers: every case ends in defects with their
// places. tests/golden/bad holds the same cases for the program.

namespace po = partyorg;
using po::defect;

namespace {

struct found_defect {
    defect code;
    std::uint32_t line, column;
    friend bool operator==(found_defect const&, found_defect const&) = default;
};
using list = std::vector<found_defect>;

template <class Result>
list defects(Result const& got) {
    list out;
    CHECK_FALSE(got.has_value());
    for (auto const& p : got.problems())
        if (p.level == po::severity::error) out.push_back({p.code, p.where.line, p.where.column});
    return out;
}

std::string bad(std::string const& name) {
    return PARTYORG_SOURCE_DIR "/tests/golden/bad/" + name;
}
list as_plan(std::string const& name) {
    return defects(po::io::try_read_plan(bad(name)));
}
list as_table(std::string const& name) {
    return defects(po::io::try_read_unit_table(bad(name)));
}

std::string scratch(std::string const& name) {
    std::filesystem::create_directories(PARTYORG_SCRATCH_DIR);
    return PARTYORG_SCRATCH_DIR "/" + name;
}

} // namespace

TEST_CASE("files that are no text are refused alike by both readers", "[io]") {
    for (auto const& [name, expected] : std::vector<std::pair<std::string, list>>{
             {"empty.txt", {{defect::empty_file, 0, 0}}},
             {"binary.bin", {{defect::binary_file, 1, 1}}},
             {"utf16.txt", {{defect::wrong_encoding, 1, 1}}},
             {"nul.txt", {{defect::binary_file, 4, 21}}},
             {"broken_utf8.txt", {{defect::not_utf8, 4, 20}, {defect::not_utf8, 4, 22}}}}) {
        INFO(name);
        CHECK(as_plan(name) == expected);
        CHECK(as_table(name) == expected);
    }
    CHECK(as_plan(".") == list{{defect::not_a_file, 0, 0}});
    CHECK(as_table(".") == list{{defect::not_a_file, 0, 0}});
    CHECK(as_plan("missing") == list{{defect::cannot_open, 0, 0}});
    CHECK(as_table("missing") == list{{defect::cannot_open, 0, 0}});
}

TEST_CASE("texts without a table or header", "[io]") {
    CHECK(as_plan("no_table.txt") == list{{defect::no_table, 1, 1}});
    CHECK(as_plan("blank.txt") == list{{defect::no_table, 1, 1}});
    CHECK(as_plan("headless.txt") == list{{defect::missing_header, 4, 1}});
    CHECK(as_table("missing_column.csv") == list{{defect::missing_column, 1, 1}});
    auto const headless = as_table("missing_header.csv");
    REQUIRE_FALSE(headless.empty());
    for (auto const& d : headless) CHECK(d.code == defect::missing_column);
}

TEST_CASE("cells that are no counts, all of them with their places", "[io]") {
    CHECK(as_plan("cells.txt") == list{{defect::bad_cell, 5, 22},
                                       {defect::bad_cell, 5, 25},
                                       {defect::bad_cell, 6, 14},
                                       {defect::cell_out_of_range, 6, 19}});
    CHECK(as_table("cells.csv") == list{{defect::bad_number, 3, 51},
                                        {defect::negative_number, 3, 54},
                                        {defect::bad_number, 4, 36},
                                        {defect::number_out_of_range, 4, 41}});
}

TEST_CASE("rows that cannot be a hierarchy", "[io]") {
    CHECK(as_table("duplicate_codes.csv") == list{{defect::duplicate_code, 4, 1}});
    CHECK(as_table("cycle.csv") == list{{defect::cycle, 3, 3}});
    CHECK(as_table("unbalanced.csv") == list{{defect::unbalanced_quote, 2, 23}});
}

TEST_CASE("a hundred megabytes on one line", "[io]") {
    auto const path = scratch("one_line.txt");
    {
        std::ofstream out(path, std::ios::binary);
        std::string const block(1 << 20, 'x');
        for (int i = 0; i < 100; ++i) out << block;
    }
    CHECK(defects(po::io::try_read_plan(path)) == list{{defect::line_too_long, 1, 1}});
    CHECK(defects(po::io::try_read_unit_table(path)) == list{{defect::line_too_long, 1, 1}});
    po::io::text_limits small;
    small.bytes = 1 << 20;
    CHECK(defects(po::io::load_text(path, small)) == list{{defect::file_too_large, 0, 0}});
    std::filesystem::remove(path);
}

TEST_CASE("a plan document is no bulk file", "[io]") {
    std::string text;
    while (text.size() <= po::io::most_plan_bytes) text += "x y z\n";
    CHECK(defects(po::io::parse_plan({"bulk.txt", std::move(text)})) ==
          list{{defect::file_too_large, 0, 0}});
}

TEST_CASE("a chain of a million levels is read and rolled up", "[io]") {
    constexpr std::uint32_t levels = 1'000'000;
    std::string text = "code,parent,kind,name,quota.assigned\n0,,party_group,,1\n";
    for (std::uint32_t i = 1; i < levels; ++i)
        text += std::to_string(i) + ',' + std::to_string(i - 1) + ",party_group,,1\n";
    auto const read = po::io::parse_unit_table({"chain.csv", std::move(text)});
    REQUIRE(read);
    CHECK(read->units.max_depth() == levels - 1);
    CHECK(po::roll_up(read->units,
                      read->figures.get<std::int64_t>("quota.assigned"))[po::slot(0)] == levels);
}

TEST_CASE("a chain of a million levels that ends in itself is one defect", "[io]") {
    constexpr std::uint32_t levels = 1'000'000;
    std::string text = "code,parent,kind,name\nroot,,party_group,\n";
    for (std::uint32_t i = 0; i < levels; ++i)
        text += std::to_string(i) + ',' + std::to_string((i + 1) % levels) + ",party_group,\n";
    auto const found = defects(po::io::parse_unit_table({"ring.csv", std::move(text)}));
    REQUIRE(found.size() == 1);
    CHECK(found[0].code == defect::cycle);
}

TEST_CASE("a plan cut off anywhere is a plan or a list of defects", "[io]") {
    auto const whole =
        po::io::load_text(PARTYORG_SOURCE_DIR "/examples/data/phong-tho-2024/plan.txt")->text;
    std::size_t plans = 0, refused = 0;
    for (std::size_t size = 1; size < whole.size(); size += 13) {
        auto const text = po::io::check_text(whole.substr(0, size), "cut.txt");
        if (!text) continue; // in the middle of a letter
        auto const got = po::io::parse_plan(*text);
        ++(got ? plans : refused);
        CHECK((got || got.problems().has_errors()));
    }
    CHECK(plans > 100);
    CHECK(refused > 50);
}

TEST_CASE("a plan with any line twice, lost or turned round", "[io]") {
    auto const whole =
        po::io::load_text(PARTYORG_SOURCE_DIR "/tests/golden/plans/groups.txt")->text;
    std::vector<std::string> lines(1);
    for (char const c : whole)
        if (c == '\n')
            lines.emplace_back();
        else
            lines.back() += c;
    for (std::size_t i = 0; i < lines.size(); ++i)
        for (int change = 0; change < 4; ++change) {
            auto other = lines;
            if (change == 0) other.insert(other.begin() + static_cast<std::ptrdiff_t>(i), lines[i]);
            if (change == 1) other.erase(other.begin() + static_cast<std::ptrdiff_t>(i));
            if (change == 2) other[i] = std::string(other[i].rbegin(), other[i].rend());
            if (change == 3) std::swap(other[i], other[(i * 7 + 3) % other.size()]);
            std::string text;
            for (auto const& line : other) text += line + '\n';
            auto const checked = po::io::check_text(std::move(text), "g.txt");
            if (!checked) continue; // letters turned round are no UTF-8
            auto const got = po::io::parse_plan(*checked);
            CHECK((got || got.problems().has_errors()));
        }
}
