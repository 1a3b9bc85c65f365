#include "support/catch.hpp"

#include <partyorg/io/csv_rows.hpp>

#include <array>
#include <string>
#include <vector>

namespace po = partyorg;
using po::io::column_need;
using po::io::named_column;

namespace {

using list = std::vector<std::string>;

constexpr std::array columns = {
    named_column{"unit", "đơn vị|mã đơn vị"},
    named_column{"date", "ngày"},
    named_column{"number", "số", column_need::optional},
};

/// "PO1103 2:20": what was found and where.
list found(po::problems const& problems) {
    list out;
    for (auto const& p : problems) {
        CHECK(p.where.file == "t.csv");
        out.push_back(std::string(po::code_text(p.code)) + ' ' + std::to_string(p.where.line) +
                      ':' + std::to_string(p.where.column));
    }
    return out;
}

struct table {
    list units{};       ///< first column of each row read
    po::problems found; ///< what was complained about
};

table read(std::string text, po::io::separator fields = po::io::separator::detect) {
    table out;
    po::io::named_text const source{"t.csv", std::move(text)};
    po::io::csv_rows rows(source, columns, out.found, fields);
    while (rows.next()) out.units.emplace_back(rows.text(0));
    return out;
}

} // namespace

TEST_CASE("columns are found by id and alias, in any order, case and composition", "[csv_rows]") {
    po::problems none;
    po::io::named_text const source{
        "t.csv", " Ng\u00e0y ;SỐ;Ma\u0303 đơn vị\n15/01/2024;7; PT-01 \n2024-01-16;;\"P;T\"\n"};
    po::io::csv_rows rows(source, columns, none);
    REQUIRE(rows.next());
    CHECK(rows.has(2));
    CHECK(rows.text(0) == "PT-01");
    CHECK(rows.day(1) == po::make_date(2024, 1, 15));
    CHECK(rows.count(2) == 7);
    CHECK(rows.row() == po::place{"t.csv", 2, 1});
    CHECK(rows.at(0) == po::place{"t.csv", 2, 14});
    REQUIRE(rows.next());
    CHECK(rows.text(0) == "P;T");
    CHECK(rows.day(1) == po::make_date(2024, 1, 16));
    CHECK_FALSE(rows.count(2));
    CHECK_FALSE(rows.next());
    CHECK_FALSE(rows.next());
    CHECK(none.empty());
}

TEST_CASE("a table may lack an optional column, but not a required one", "[csv_rows]") {
    po::problems none;
    po::io::named_text const source{"t.csv", "unit\tdate\nA\t2024-01-01\n"};
    po::io::csv_rows rows(source, columns, none);
    REQUIRE(rows.next());
    CHECK_FALSE(rows.has(2));
    CHECK(rows.text(2).empty());
    CHECK_FALSE(rows.count(2));
    CHECK(rows.at(2) == po::place{"t.csv", 2, 1});
    CHECK(none.empty());

    auto const without = read("unit,number\nA,1\n");
    CHECK(without.units.empty());
    CHECK(found(without.found) == list{"PO1101 1:1"});
    CHECK(without.found[0].message == "no column 'date'");

    auto const data = read("A,2024-01-01\nB,2024-01-02\n");
    CHECK(found(data.found) == list{"PO1101 1:1", "PO1101 1:1"});
    CHECK(data.found[0].message == "no column 'unit'; is the first row the header?");
}

TEST_CASE("unknown columns are a warning, repeated ones an error", "[csv_rows]") {
    auto const more = read("unit,note,date,\nA,x,2024-01-01,\n");
    CHECK(more.units == list{"A"});
    CHECK(found(more.found) == list{"PO1151 1:6", "PO1151 1:16"});
    CHECK_FALSE(more.found.has_errors());
    CHECK(more.found[0].message == "column 'note' is not read; there are unit, date, number");
    CHECK(more.found[1].message == "a column without a name is not read");

    auto const twice = read("unit,date,đơn vị\nA,2024-01-01,B\n");
    CHECK(twice.units.empty());
    CHECK(found(twice.found) == list{"PO1102 1:11"});
    CHECK(twice.found[0].message == "column 'đơn vị' is there before (t.csv:1:1)");
}

TEST_CASE("every ill-formed row is reported, and those after it are read", "[csv_rows]") {
    auto const got = read("unit,date\r\nA,1\r\n\r\n,\r\nB\r\nC,1,2\r\n\"D\"x,1\r\nE,\"1\r\n");
    CHECK(got.units == list{"A"});
    CHECK(found(got.found) == list{"PO1105 5:1", "PO1105 6:1", "PO1107 7:3", "PO1106 8:3"});
    CHECK(got.found[0].message == "1 fields, the header has 2");

    auto const after = read("unit,date\n\"A\"x,1\nB,2\n");
    CHECK(after.units == list{"B"});
    CHECK(found(after.found) == list{"PO1107 2:3"});

    auto const header = read("\"unit\"x,date\nA,1\n");
    CHECK(header.units.empty());
    CHECK(found(header.found) == list{"PO1107 1:6"});
}

TEST_CASE("cells that are no day, no number or empty are reported at their place", "[csv_rows]") {
    po::problems bad;
    po::io::named_text const source{"t.csv", "unit,date,number\n"
                                             "A,31/02/2024,-3\n"
                                             ",2024-13-01,x\n"
                                             "\"B\n\",1/2,99999999999999999999\n"};
    po::io::csv_rows rows(source, columns, bad);
    while (rows.next()) {
        CHECK_FALSE(rows.day(1));
        CHECK_FALSE(rows.count(2));
        (void)rows.required_text(0);
    }
    CHECK(found(bad) == list{"PO1115 2:3", "PO1110 2:14", "PO1115 3:2", "PO1103 3:13", "PO1150 3:1",
                             "PO1115 5:3", "PO1104 5:7"});
    CHECK(bad[0].message == "'31/02/2024' is no day; days are written 2024-01-15 or 15/01/2024");
    CHECK(bad[4].message == "the cell 'unit' is empty");
}

TEST_CASE("a separator can be given, and a table may be empty below its header", "[csv_rows]") {
    CHECK(read("unit;date\n\"A,1\";2\n", po::io::separator::semicolon).units == list{"A,1"});
    auto const empty = read("unit,date");
    CHECK(empty.units.empty());
    CHECK(empty.found.empty());
    CHECK(found(read("\n").found) == list{"PO1101 1:1", "PO1101 1:1"});
    // The wrong one makes one name of the whole header.
    CHECK(read("unit;date\nA;2\n", po::io::separator::comma).found.size() == 2);
}
