#include "support/catch.hpp"

#include <partyorg/core/error.hpp>
#include <partyorg/io/plan_document.hpp>
#include <partyorg/io/submissions.hpp>

#include <string>
#include <vector>

namespace po = partyorg;

namespace {

using list = std::vector<std::string>;

std::string data(char const* name) {
    return std::string(PARTYORG_SOURCE_DIR) + "/examples/data/phong-tho-2024/" + name;
}

po::date day(int y, int m, int d) {
    return po::make_date(y, m, d).value();
}

po::period const year_2024(day(2024, 1, 1), day(2024, 12, 31));

po::plan const& district() {
    static po::plan const plan = po::io::read_plan(data("plan.txt"));
    return plan;
}

/// Checked against the district's plan.
po::result<std::vector<po::submission>> checked(std::string text) {
    return po::io::parse_submissions({"s.csv", std::move(text)}, district(),
                                     po::obligations_of(district()), year_2024);
}

/// "PO1103 2:20": what was found and where.
list found(po::problems const& problems) {
    list out;
    for (auto const& p : problems) {
        CHECK(p.where.file == "s.csv");
        out.push_back(std::string(po::code_text(p.code)) + ' ' + std::to_string(p.where.line) +
                      ':' + std::to_string(p.where.column));
    }
    return out;
}

list defects(std::string const& rows) {
    auto const got = checked("unit,obligation,key,date,reference\n" + rows);
    CHECK_FALSE(got.has_value());
    return found(got.problems());
}

} // namespace

TEST_CASE("the sample list fits the published plan", "[submissions]") {
    auto const text = po::io::load_text(data("submissions.csv"));
    REQUIRE(text);
    auto const got =
        po::io::parse_submissions(*text, district(), po::obligations_of(district()), year_2024);
    REQUIRE(got);
    CHECK(got.problems().empty());
    // 61 units, three documents each, ten of them missing, and two reports of the board.
    REQUIRE(got->size() == 61 * 3 - 10 + 2);
    CHECK((*got)[0].unit == "PT-01");
    CHECK((*got)[0].obligation == "plan");
    CHECK((*got)[0].reference == "VD-001");
    CHECK((*got)[0].where.line == 2);
    CHECK(got->back().key == "2024-Q2");
    CHECK(got->back().on == day(2024, 7, 2));
    CHECK(po::io::read_submissions(data("submissions.csv")).size() == got->size());
}

TEST_CASE("Vietnamese headings and dates are read", "[submissions]") {
    auto const got =
        checked("Ngày nộp;Số ký hiệu;Mã đơn vị;Nhiệm vụ\n12/1/2024;01-CV/ĐU;PT-05;plan\n");
    REQUIRE(got);
    REQUIRE(got->size() == 1);
    auto const& entry = got->front();
    CHECK(entry.unit == "PT-05");
    CHECK(entry.obligation == "plan");
    CHECK(entry.key.empty());
    CHECK(entry.on == day(2024, 1, 12));
    CHECK(entry.reference == "01-CV/ĐU");
    CHECK(entry.columns.unit == 21);
    CHECK(entry.columns.on == 1);
}

TEST_CASE("every defect of a list is reported at its cell", "[submissions]") {
    CHECK(defects("PT-99,plan,,2024-01-10,\n") == list{"PO1403 2:1"});
    CHECK(defects("PT-01,plans,,2024-01-10,\n") == list{"PO1520 2:7"});
    CHECK(defects("PT-01,plan,2024-Q1,2024-01-10,\n") == list{"PO1520 2:12"});
    CHECK(defects("PT-01,report,2024-Q1,2024-01-10,\n") == list{"PO1521 2:1"});
    CHECK(defects("PT,plan,,2024-01-10,\n") == list{"PO1521 2:1"});
    CHECK(defects("PT-01,plan,,2023-12-30,\n") == list{"PO1523 2:13"});
    CHECK(defects("PT-01,plan,,2024-02-31,\n") == list{"PO1115 2:13"});
    CHECK(defects("PT-01,plan,,31/02/2024,\n") == list{"PO1115 2:13"});
    CHECK(defects("PT-01,plan,,,\n") == list{"PO1150 2:13"});
    CHECK(defects(",plan,,2024-01-10,\n") == list{"PO1150 2:1"});
    CHECK(defects("PT-01,,,2024-01-10,\n") == list{"PO1150 2:7"});
    CHECK(defects("PT-01,plan,,2024-01-10,\nPT-01,plan,,2024-01-11,\n") == list{"PO1522 3:1"});
    CHECK(defects("PT-01,plan,2024-01-10\n") == list{"PO1105 2:1"});
    CHECK(defects("PT-01,\"plan,,2024-01-10,\n") == list{"PO1106 2:7"});
}

TEST_CASE("the defects of all rows come at once, in the order of the lines", "[submissions]") {
    CHECK(defects("PT-99,plan,,2024-01-10,\n"
                  "\"PT-01\"x,plan,,2024-01-10,\n"
                  "PT-02,plan,,2024-13-10,\n"
                  "PT-98,plans,,10.1.2024,\n"
                  "PT-03,plan,,2024-01-10,\n"
                  "PT-03,plan,,2024-01-10,\n") == list{"PO1403 2:1", "PO1107 3:7", "PO1115 4:13",
                                                       "PO1403 5:1", "PO1520 5:7", "PO1115 5:14",
                                                       "PO1522 7:1"});
}

TEST_CASE("a list without the columns it needs is refused, one without rows is empty",
          "[submissions]") {
    auto const without = checked("unit,key\nPT-01,\n");
    CHECK(found(without.problems()) == list{"PO1101 1:1", "PO1101 1:1"});
    auto const empty = checked("unit,obligation,date\n");
    REQUIRE(empty);
    CHECK(empty->empty());
    auto const more = checked("unit,obligation,date,note\nPT-01,plan,2024-01-10,x\n");
    REQUIRE(more);
    CHECK(found(more.problems()) == list{"PO1151 1:22"});
}

TEST_CASE("a list can be read before it is compared", "[submissions]") {
    auto const got =
        po::io::parse_submissions({"s.csv", "unit,obligation,date\nnobody,nothing,2024-01-10\n"});
    REQUIRE(got);
    CHECK(got->size() == 1);
    CHECK_THROWS_AS(po::io::read_submissions(data("none.csv")), po::invalid_input);
    auto const missing = po::io::try_read_submissions(data("none.csv"));
    REQUIRE_FALSE(missing);
    CHECK(missing.problems()[0].code == po::defect::cannot_open);
}
