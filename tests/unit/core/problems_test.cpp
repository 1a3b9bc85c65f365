#include "support/catch.hpp"

#include <partyorg/core/problems.hpp>

#include <string>

namespace po = partyorg;

TEST_CASE("a place leaves out what is not known", "[core]") {
    CHECK(po::to_string(po::place{}).empty());
    CHECK(po::to_string(po::place{"a.csv", 0, 0}) == "a.csv");
    CHECK(po::to_string(po::place{"a.csv", 3, 0}) == "a.csv:3");
    CHECK(po::to_string(po::place{"a.csv", 3, 14}) == "a.csv:3:14");
    CHECK(po::to_string(po::place{"", 3, 14}) == "3:14");
    CHECK(po::to_string(po::place{"", 3, 0}) == "3");
    CHECK(po::to_string(po::place{"a.csv", 0, 14}) == "a.csv"); // a column of no line means nothing
    CHECK_FALSE(po::place{}.known());
    CHECK(po::place{"a.csv", 0, 0}.known());
    CHECK(po::place{"", 1, 0}.known());
    CHECK_FALSE(po::place{"", 0, 4}.known());
}

TEST_CASE("a problem prints as tools print it", "[core]") {
    using enum po::severity;
    auto const code = po::defect::duplicate_code;
    CHECK(po::to_string(po::problem{code, error, {"a.csv", 3, 1}, "code 'X'"}) ==
          "a.csv:3:1: PO1001: code 'X'");
    CHECK(po::to_string(po::problem{code, warning, {"a.csv", 3, 1}, "code 'X'"}) ==
          "a.csv:3:1: PO1001: warning: code 'X'");
    CHECK(po::to_string(po::problem{code, note, {}, "code 'X'"}) == "PO1001: note: code 'X'");
}

TEST_CASE("problems keep their order and count errors apart", "[core]") {
    po::problems found;
    CHECK(found.empty());
    CHECK_FALSE(found.has_errors());
    CHECK(po::to_string(found).empty());
    found.warning(po::defect::kind_not_allowed, {"a", 1, 0}, "one");
    CHECK_FALSE(found.has_errors());
    found.error(po::defect::cycle, {"a", 2, 0}, "two");
    found.note(po::defect::bad_cell, {}, "three");
    CHECK_FALSE(found.empty());
    CHECK(found.size() == 3);
    CHECK(found.errors() == 1);
    CHECK(found.has_errors());
    CHECK(found[0].level == po::severity::warning);
    CHECK(found[1] == po::problem{po::defect::cycle, po::severity::error, {"a", 2, 0}, "two"});
    CHECK(found.list().size() == 3);
    CHECK(found.end() - found.begin() == 3);
    CHECK(po::to_string(found) == "a:1: PO1006: warning: one\n"
                                  "a:2: PO1003: two\n"
                                  "PO1202: note: three\n");
}

TEST_CASE("beyond its limit a list counts instead of growing", "[core]") {
    po::problems found(2);
    for (int i = 0; i < 5; ++i) found.error(po::defect::bad_number, {}, std::to_string(i));
    found.warning(po::defect::bad_number, {}, "w");
    CHECK(found.size() == 2);
    CHECK(found.dropped() == 4);
    CHECK(found.errors() == 5);
    CHECK(po::to_string(found) == "PO1103: 0\nPO1103: 1\n... and 4 more\n");
}

TEST_CASE("a list that keeps nothing still has errors", "[core]") {
    po::problems found(0);
    found.error(po::defect::bad_number, {}, "x");
    CHECK_FALSE(found.empty());
    CHECK(found.has_errors());
    CHECK(found.size() == 0);
    CHECK(po::to_string(found) == "... and 1 more\n");
}

TEST_CASE("the limit is ten thousand unless told otherwise", "[core]") {
    po::problems found;
    for (int i = 0; i < 10'001; ++i) found.error(po::defect::bad_number, {}, {});
    CHECK(found.size() == 10'000);
    CHECK(found.dropped() == 1);
}

TEST_CASE("appended lists keep their counts", "[core]") {
    po::problems all(3);
    all.error(po::defect::cycle, {}, "a");
    po::problems more(2);
    for (auto const text : {"b", "c", "d"}) more.error(po::defect::cycle, {}, text);
    all.append(more);
    CHECK(all.size() == 3);
    CHECK(all.dropped() == 1);
    CHECK(all.errors() == 4);
    po::problems again(3);
    again.error(po::defect::cycle, {}, "x");
    again.append(all);
    CHECK(again.size() == 3);
    CHECK(again.dropped() == 2); // one for want of room here, one that was dropped there
    CHECK(again.errors() == 5);
}
