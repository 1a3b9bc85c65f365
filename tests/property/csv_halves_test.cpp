#include "support/catch.hpp"

#include <partyorg/io/csv.hpp>
#include <partyorg/rollup/helper_thread.hpp>
#include <partyorg/testing/generate.hpp>

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

/// Units in random order, names in quotes with line breaks, totals, and slips here and there.
std::string random_table(dice& r, std::size_t slips_in_100) {
    auto const n = 1 + below(r, 60);
    std::vector<std::string> rows;
    auto const code = [](std::size_t i) { return "unit-with-a-long-code-" + std::to_string(i); };
    for (std::size_t i = 0; i < n; ++i) {
        auto row = (i % 2 == 0 ? code(i) : "u" + std::to_string(i)) + ',';
        auto const above = i == 0 ? i : below(r, i);
        if (i != 0) row += above % 2 == 0 ? code(above) : "u" + std::to_string(above);
        row += i == 0 ? ",central_committee," : ",Chi bộ trực thuộc,";
        static std::vector<std::string> const names = {
            "Tổ", "\"a, b\"",     "\"hai\ndòng\"", "\"\"\"x\"\"\"", "o\xCC\x82",
            "",   "\"\n\n\n\n\"", "\"ba\r\nbốn\"", "\",\n,\"",      "n"};
        row += names[below(r, names.size())];
        static std::vector<std::string> const cells = {"",  "-",      "7",  "123456789",
                                                       "0", "\"12\"", "42", "3"};
        for (int c = 0; c < 2; ++c) row += ',' + cells[below(r, cells.size())];
        if (below(r, 1000) < 10 * slips_in_100) {
            static std::vector<std::string> const slips = {",9",  "\"",   "x",       ",-1",
                                                           "\rx", "\"\"", "\n\"open"};
            row += slips[below(r, slips.size())];
        }
        rows.push_back(row);
    }
    if (below(r, 2) == 0) rows.push_back("#total," + code(0) + ",,,5,6");
    for (std::size_t i = rows.size(); i > 1; --i) std::swap(rows[i - 1], rows[below(r, i)]);
    std::string text = "code,parent,kind,name,quota.assigned,visits\n";
    for (auto const& row : rows) text += row + (below(r, 8) == 0 ? "\r\n" : "\n");
    if (below(r, 2) == 0) text.pop_back();
    return text;
}

/// Does both jobs, the second one first, and counts.
struct counting : po::two_threads {
    int calls = 0;

private:
    void run(job here, job there) override {
        ++calls;
        there();
        here();
    }
};

void check_same(po::result<po::organisation> const& one, po::result<po::organisation> const& two) {
    REQUIRE(to_string(one.problems()) == to_string(two.problems()));
    REQUIRE(one.has_value() == two.has_value());
    if (!one) return;
    REQUIRE(po::io::write_unit_table(*one) == po::io::write_unit_table(*two));
    REQUIRE(one->totals == two->totals);
    for (std::uint32_t s = 0; s < one->units.size(); ++s) {
        REQUIRE(one->units.origin(po::slot(s)) == two->units.origin(po::slot(s)));
        REQUIRE(one->units.id_of(po::slot(s)) == two->units.id_of(po::slot(s)));
    }
}

} // namespace

TEST_CASE("a table read in halves equals the table read in one go, slips and all",
          "[io][property]") {
    po::helper_thread helper;
    dice r(2);
    std::size_t refused = 0, accepted = 0;
    for (int round = 0; round < 3000; ++round) {
        auto const text = random_table(r, round % 2 == 0 ? 0 : 3);
        po::io::named_text const source{"t.csv", text};
        po::io::unit_table_options options;
        auto const one = po::io::parse_unit_table(source, options);
        options.helper = &helper;
        options.two_threads_from = 0;
        options.build.two_threads_from = 0;
        INFO(text);
        check_same(one, po::io::parse_unit_table(source, options));
        ++(one ? accepted : refused);
    }
    CHECK(refused > 500);
    CHECK(accepted > 500);
}

TEST_CASE("a large table read in halves has every unit once", "[io][property]") {
    counting helper;
    auto const whole = po::testing::generate_organisation(po::testing::shape::national, 20'000, 3);
    auto const text = po::io::write_unit_table(whole);
    po::io::unit_table_options options;
    options.helper = &helper;
    options.two_threads_from = 1000;
    auto const read = po::io::parse_unit_table({"t.csv", text}, options).value();
    CHECK(helper.calls == 3); // rows, their joining, cells; so few units are put in order by one
    options.build.two_threads_from = 20'000;
    CHECK(po::io::write_unit_table(po::io::parse_unit_table({"t.csv", text}, options).value()) ==
          text);
    CHECK(helper.calls == 13); // and codes, parents, four steps of the order, texts
    CHECK(read.units.size() == 20'000);
    CHECK(po::io::write_unit_table(read) == text);
}

TEST_CASE("tables of coverage are read by one thread, with the same result", "[io][property]") {
    po::helper_thread helper;
    std::string text = "code,parent,kind,name,villages\nA,,district_committee,x,170/170\n";
    for (int i = 0; i < 50; ++i)
        text += "B" + std::to_string(i) + ",A,grassroots_cell,y," + std::to_string(i) + "/60\n";
    po::io::unit_table_options options;
    options.measures.push_back(
        po::measure_info(po::measure<po::coverage_count, po::law::coverage>{"villages", {}, {}}));
    auto const one = po::io::parse_unit_table({"t.csv", text}, options);
    options.helper = &helper;
    options.two_threads_from = 0;
    check_same(one, po::io::parse_unit_table({"t.csv", text}, options));
    REQUIRE(one);
}
