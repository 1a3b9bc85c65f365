#include "support/catch.hpp"

#include <partyorg/report/text_table.hpp>

using partyorg::report::side;
using partyorg::report::text_table;
using partyorg::report::wrapped;

TEST_CASE("columns are aligned by display width, words left and numbers right", "[report]") {
    text_table table({{"Đơn vị", side::left}, {"Số", side::right}});
    table.add({"Đảng bộ xã A", "7"});
    table.add({"党", "123"});
    table.add_line();
    table.add({"Tổng số", "130"});
    CHECK(table.str(2) == "  Đơn vị         Số\n"
                          "  ────────────  ───\n"
                          "  Đảng bộ xã A    7\n"
                          "  党            123\n"
                          "  ────────────  ───\n"
                          "  Tổng số       130\n");
}

TEST_CASE("missing cells are empty and lines have no blanks at their end", "[report]") {
    text_table table({{"", side::left}, {"", side::left}});
    CHECK(table.empty());
    table.add({"a"});
    table.add({"longer", "b"});
    CHECK_FALSE(table.empty());
    CHECK(table.str() == "a\nlonger  b\n");
}

TEST_CASE("texts are broken at blanks, counted in columns", "[report]") {
    CHECK(wrapped("đảng bộ xã", 2, 9) == "đảng bộ\n  xã");
    CHECK(wrapped("  a \n b ") == "a b");
    CHECK(wrapped("") == "");
    CHECK(wrapped("aa verylongword b", 0, 4) == "aa\nverylongword\nb");
}
