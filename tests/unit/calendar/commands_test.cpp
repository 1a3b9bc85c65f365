#include "support/catch.hpp"

// The command-line example is a program, not a library: its commands are tested as a part of this
// file.
#include "../examples/cli/calendar_commands.cpp"

#include <sstream>

using test::ContainsSubstring;

namespace {

struct answer {
    int code = 0;
    std::string out{};
    std::string err{};
};

using words = std::vector<std::string>;

answer calendar(words const& args) {
    std::ostringstream out;
    std::ostringstream err;
    auto const code = cli::run_calendar(args, out, err);
    return {code, out.str(), err.str()};
}

answer workdays(words const& args) {
    std::ostringstream out;
    std::ostringstream err;
    auto const code = cli::run_workdays(args, out, err);
    return {code, out.str(), err.str()};
}

answer lunar(words const& args, std::string const& input = {}) {
    std::istringstream in(input);
    std::ostringstream out;
    std::ostringstream err;
    auto const code = cli::run_lunar(args, in, out, err);
    return {code, out.str(), err.str()};
}

} // namespace

TEST_CASE("the command calendar prints a year as JSON", "[commands]") {
    auto const got = calendar({"2024"});
    CHECK(got.code == 0);
    CHECK(got.err.empty());
    CHECK_THAT(got.out, test::StartsWith("{\n  \"year\": 2024,\n  \"days\": [\n"));
    CHECK_THAT(got.out,
               ContainsSubstring("{\"date\": \"2024-04-29\", \"name\": \"Nghỉ hoán đổi, làm bù "
                                 "ngày 04/05/2024\", \"kind\": \"swap_off\", \"citation\": "
                                 "\"2450/VPCP-KGVX (12/04/2024), Văn phòng Chính phủ\", "
                                 "\"projected\": false}"));
    CHECK_THAT(calendar({"2027"}).out, ContainsSubstring("\"projected\": true"));
    CHECK_THAT(calendar({"2024", "--lang", "en"}).out, ContainsSubstring("\"Lunar New Year\""));
}

TEST_CASE("the command calendar prints tables and text", "[commands]") {
    CHECK_THAT(calendar({"2024", "--format", "csv", "--lang", "en"}).out,
               ContainsSubstring("2024-05-04,\"Working day, for 2024-04-29 off\",swap_work,"
                                 "\"2450/VPCP-KGVX (12/04/2024), Văn phòng Chính phủ\",false\n"));
    CHECK_THAT(calendar({"2024", "--format", "text"}).out,
               ContainsSubstring("18/04/2024  Giỗ Tổ Hùng Vương (Thứ Năm)\n"));
    CHECK_THAT(calendar({"2027", "--format", "text", "--lang", "en"}).out,
               ContainsSubstring("2027-02-06  Lunar New Year (Saturday, projected)\n"));
}

TEST_CASE("the command calendar refuses what is no year", "[commands]") {
    for (auto const& args : {words{}, words{"abc"}, words{"2024", "2025"}, words{"2024", "--x"},
                             words{"2024", "--format"}, words{"2024", "--format", "xml"},
                             words{"2024", "--lang", "fr"}, words{"1999"}, words{"99999999999"}}) {
        auto const got = calendar(args);
        CHECK(got.code == 2);
        CHECK(got.out.empty());
        CHECK_FALSE(got.err.empty());
    }
    CHECK_THAT(calendar({"1999"}).err, test::StartsWith("PO1503: "));
}

TEST_CASE("the command workdays prints the due date and nothing else", "[commands]") {
    CHECK(workdays({"2026-01-05", "30"}).out == "2026-02-13\n");
    CHECK(workdays({"2026-01-05", "30", "--no-swaps"}).out == "2026-02-23\n");
    CHECK(workdays({"2024-01-15", "30"}).out == "2024-03-04\n");
    CHECK(workdays({"15/01/2024", "30", "--count-first-day"}).out == "2024-03-01\n");
    CHECK(workdays({"2024-02-15", "-1"}).out == "2024-02-07\n");
    CHECK(workdays({"2026-01-05", "30"}).err.empty());
    CHECK(workdays({"2026-01-05", "30", "--format", "text"}).out == "2026-02-13\n");
    CHECK(workdays({"05/01/2026", "30", "--format", "json"}).out ==
          "{\"from\":\"2026-01-05\",\"days\":30,\"due\":\"2026-02-13\",\"projected\":false}\n");
    CHECK(workdays({"2026-12-20", "30", "--format", "csv"}).out ==
          "from,days,due,projected\n2026-12-20,30,2027-02-01,true\n");
    auto const projected = workdays({"2026-12-20", "30"});
    CHECK(projected.code == 0);
    CHECK_THAT(projected.err, ContainsSubstring("projected, no decision is known: 2027"));
}

TEST_CASE("the command workdays refuses what is no day or no number", "[commands]") {
    CHECK_THAT(workdays({"2024-02-31", "3"}).err, test::StartsWith("PO1502: "));
    CHECK_THAT(workdays({"2199-12-31", "3"}).err, test::StartsWith("PO1503: "));
    CHECK_THAT(workdays({"2013-12-31", "3"}).err, test::StartsWith("PO1503: "));
    CHECK_THAT(workdays({"2500-01-01", "3"}).err, test::StartsWith("PO1503: "));
    CHECK_THAT(workdays({"2024-01-01", "2147483647"}).err, test::StartsWith("PO1503: "));
    CHECK_THAT(workdays({"2024-01-01", "-2147483648"}).err, test::StartsWith("PO1503: "));
    CHECK(workdays({"2024-01-01", "x"}).code == 2);
    CHECK(workdays({"2024-01-01"}).code == 2);
    CHECK(workdays({"2024-01-01", "3", "--leap"}).code == 2);
}

TEST_CASE("the command lunar prints one line of JSON for each date", "[commands]") {
    CHECK(lunar({"2024-02-10"}).out ==
          "{\"solar\":\"2024-02-10\",\"year\":2024,\"month\":1,\"day\":1,\"leap\":false}\n");
    CHECK(lunar({}, "2025-07-25\r\n\n  10/02/2024\n").out ==
          "{\"solar\":\"2025-07-25\",\"year\":2025,\"month\":6,\"day\":1,\"leap\":true}\n"
          "{\"solar\":\"2024-02-10\",\"year\":2024,\"month\":1,\"day\":1,\"leap\":false}\n");
    CHECK(lunar({"--reverse", "2025-6-1", "--leap"}).out ==
          "{\"solar\":\"2025-07-25\",\"year\":2025,\"month\":6,\"day\":1,\"leap\":true}\n");
    CHECK(lunar({"--reverse", "2024-03-10"}).out ==
          "{\"solar\":\"2024-04-18\",\"year\":2024,\"month\":3,\"day\":10,\"leap\":false}\n");
    CHECK(lunar({"2025-07-25", "--format", "text"}).out ==
          "25/07/2025: ngày 1 tháng 6 nhuận năm 2025 âm lịch\n");
    CHECK(lunar({"2025-07-25", "--format", "text", "--lang", "en"}).out ==
          "2025-07-25: day 1 of leap month 6 of the lunar year 2025\n");
    CHECK(lunar({"2025-07-25", "--format", "csv"}).out ==
          "solar,year,month,day,leap\n2025-07-25,2025,6,1,true\n");
}

TEST_CASE("the command lunar reports every bad date with its line, and prints nothing",
          "[commands]") {
    auto const got = lunar({}, "2024-02-10\n2024-02-31\nx\n1700-01-01\n");
    CHECK(got.code == 2);
    CHECK(got.out.empty());
    CHECK(got.err == "stdin:2:1: PO1502: '2024-02-31' is not a day\n"
                     "stdin:3:1: PO1502: 'x' is not a day\n"
                     "stdin:4:1: PO1503: '1700-01-01' is before 1800 or after 2199\n");
    CHECK_THAT(lunar({"--reverse", "2024-6-1", "--leap"}).err,
               ContainsSubstring("is not a day of a leap month"));
    CHECK_THAT(lunar({"--reverse", "2024-1-31"}).err, test::StartsWith("PO1502: "));
    CHECK_THAT(lunar({"--reverse", "1700-1-1"}).err, test::StartsWith("PO1503: "));
    CHECK_THAT(lunar({"--reverse", "2024-1"}).err, test::StartsWith("PO1502: "));
    CHECK(lunar({"2024-01-01", "--leap"}).code == 2);
}
