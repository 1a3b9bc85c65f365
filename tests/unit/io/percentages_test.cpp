#include "support/catch.hpp"

#include <partyorg/core/error.hpp>
#include <partyorg/io/percentages.hpp>

#include <string>
#include <vector>

namespace po = partyorg;

namespace {

auto parse(std::string text) {
    return po::io::parse_percentages(po::io::check_text(std::move(text), "p.csv").value());
}

std::string defects(std::string text) {
    auto const read = parse(std::move(text));
    REQUIRE_FALSE(read);
    return to_string(read.problems());
}

} // namespace

TEST_CASE("a table of printed percentages is read in both languages", "[io]") {
    auto const read = parse("Đơn vị;Kết quả;Tỷ lệ;Chỉ tiêu\n"
                            "Huyện A;147;122 %;120\n"
                            "Huyện B;134;107,2 %;\n");
    REQUIRE(read);
    REQUIRE(read->size() == 2);
    CHECK((*read)[0] == po::printed_percentage{"Huyện A", 147, {122, 0}, 120, {"p.csv", 2, 1}});
    CHECK((*read)[1] == po::printed_percentage{"Huyện B", 134, {1072, 1}, {}, {"p.csv", 3, 1}});
    CHECK(parse("achieved,percent\n147,122\n"));
}

TEST_CASE("a percentage that no whole target explains is named with line, column and code",
          "[io]") {
    CHECK(defects("name,achieved,percent,target\n"
                  "A,147,122,120\n"
                  "B,7,122,\n"
                  "C,147,123.5,120\n"
                  "D,0,5 %,\n") == "p.csv:3:5: PO1716: 7 is 122 % of no whole target\n"
                                   "p.csv:4:7: PO1716: 147 of 120 is 122.5 %, not 123.5 %\n"
                                   "p.csv:5:5: PO1716: 0 is 5 % of no whole target\n");
    // What only rounding up would give is not accepted either.
    CHECK(defects("achieved,percent,target\n147,123,121\n"
                  "1,2,0\n") == "p.csv:2:5: PO1716: 147 of 121 is 121 %, not 123 %\n"
                                "p.csv:3:3: PO1702: a percentage of a target of 0\n");
}

TEST_CASE("cells that are no numbers are named together with what is not explained", "[io]") {
    CHECK(defects("achieved,percent\n"
                  "-3,122\n"
                  "7,viel\n"
                  ",50\n"
                  "7,122\n") == "p.csv:2:1: PO1110: '-3' is negative\n"
                                "p.csv:3:3: PO1103: 'viel' is no percentage\n"
                                "p.csv:4:1: PO1150: the cell 'achieved' is empty\n"
                                "p.csv:5:3: PO1716: 7 is 122 % of no whole target\n");
    CHECK(defects("a,b\n1,2\n") ==
          "p.csv:1:1: PO1101: no column 'achieved'; is the first row the header?\n"
          "p.csv:1:1: PO1101: no column 'percent'; is the first row the header?\n");
    CHECK_THROWS_AS(po::io::read_percentages("no/such/file.csv"), po::invalid_input);
}
