#include "support/catch.hpp"

#include <partyorg/core/date.hpp>

#include <string>
#include <type_traits>

namespace po = partyorg;

static_assert(sizeof(po::date) == 4 && std::is_trivially_copyable_v<po::date>);

namespace {
std::string iso(std::optional<po::date> const& day) {
    return day ? po::to_iso(*day) : "none";
}
} // namespace

TEST_CASE("a date is made only from a day of the calendar", "[core]") {
    CHECK(iso(po::make_date(2024, 1, 15)) == "2024-01-15");
    CHECK(iso(po::make_date(2024, 2, 29)) == "2024-02-29");
    CHECK(iso(po::make_date(2000, 2, 29)) == "2000-02-29");
    CHECK(iso(po::make_date(2023, 2, 29)) == "none");
    CHECK(iso(po::make_date(2100, 2, 29)) == "none");
    CHECK(iso(po::make_date(2024, 2, 31)) == "none");
    CHECK(iso(po::make_date(2024, 4, 31)) == "none");
    CHECK(iso(po::make_date(2024, 12, 31)) == "2024-12-31");
    CHECK(iso(po::make_date(2024, 0, 1)) == "none");
    CHECK(iso(po::make_date(2024, 13, 1)) == "none");
    CHECK(iso(po::make_date(2024, 1, 0)) == "none");
    CHECK(iso(po::make_date(2024, -1, 1)) == "none");
    CHECK(iso(po::make_date(2024, 1, -1)) == "none");
}

TEST_CASE("a number that would wrap around to a day is no day", "[core]") {
    // 65536 + 15 is 15 in 16 bits.
    CHECK(iso(po::make_date(2024, 1, 65'551)) == "none");
    CHECK(iso(po::make_date(2024, 65'537, 15)) == "none");
    CHECK(iso(po::make_date(65'536 + 2024, 1, 15)) == "none");
}

TEST_CASE("years go from 1400 to 9999", "[core]") {
    CHECK(iso(po::make_date(1399, 12, 31)) == "none");
    CHECK(iso(po::make_date(1400, 1, 1)) == "1400-01-01");
    CHECK(iso(po::make_date(9999, 12, 31)) == "9999-12-31");
    CHECK(iso(po::make_date(10'000, 1, 1)) == "none");
    CHECK(iso(po::make_date(0, 1, 1)) == "none");
}

TEST_CASE("the default date is not a day, and neither is an infinity", "[core]") {
    CHECK_FALSE(po::is_day(po::date()));
    CHECK_FALSE(po::is_day(po::date(boost::date_time::pos_infin)));
    CHECK_FALSE(po::is_day(po::date(boost::date_time::neg_infin)));
    CHECK(po::is_day(*po::make_date(2024, 1, 15)));
    CHECK(po::to_iso(po::date()).empty());
    CHECK(po::to_vietnamese(po::date(boost::date_time::pos_infin)).empty());
}

TEST_CASE("ISO dates have ten characters and nothing else", "[core]") {
    CHECK(iso(po::parse_iso_date("2024-01-15")) == "2024-01-15");
    CHECK(iso(po::parse_iso_date("1400-01-01")) == "1400-01-01");
    for (auto const text :
         {"", "2024", "2024-1-15", "2024-01-5", "24-01-15", "2024/01/15", "2024-01-15 ",
          " 2024-01-15", "2024-01-1x", "x024-01-15", "2024-0x-15", "2024-13-01", "2024-02-30",
          "0000-01-01", "1399-12-31", "+024-01-15", "2024-01--5", "20240-1-15"}) {
        CAPTURE(text);
        CHECK(iso(po::parse_iso_date(text)) == "none");
    }
}

TEST_CASE("Vietnamese dates have the day first, one or two digits", "[core]") {
    CHECK(iso(po::parse_vietnamese_date("15/01/2024")) == "2024-01-15");
    CHECK(iso(po::parse_vietnamese_date("5/1/2024")) == "2024-01-05");
    CHECK(iso(po::parse_vietnamese_date("05/1/2024")) == "2024-01-05");
    CHECK(iso(po::parse_vietnamese_date("29/02/2024")) == "2024-02-29");
    for (auto const text :
         {"",           "/",          "//",          "15/01",       "15/01/",      "/01/2024",
          "15//2024",   "15/01/24",   "15/01/02024", "015/01/2024", "15/001/2024", "31/02/2024",
          "29/02/2023", "01/13/2024", "0/1/2024",    "1/0/2024",    "15-01-2024",  "15/01/2024 ",
          "-5/1/2024",  "1a/1/2024",  "15/01/2024/1"}) {
        CAPTURE(text);
        CHECK(iso(po::parse_vietnamese_date(text)) == "none");
    }
}

TEST_CASE("both spellings of a day are padded", "[core]") {
    auto const day = *po::make_date(2024, 3, 7);
    CHECK(po::to_iso(day) == "2024-03-07");
    CHECK(po::to_vietnamese(day) == "07/03/2024");
}

TEST_CASE("printing and reading give the same day", "[core]") {
    for (int year : {1400, 1582, 1900, 2000, 2024, 9999})
        for (int month = 1; month <= 12; ++month)
            for (int day : {1, 9, 10, 28, 29, 30, 31}) {
                auto const made = po::make_date(year, month, day);
                if (!made) continue;
                CHECK(po::parse_iso_date(po::to_iso(*made)) == made);
                CHECK(po::parse_vietnamese_date(po::to_vietnamese(*made)) == made);
            }
}
