#include "support/catch.hpp"

#include <partyorg/core/period.hpp>

namespace po = partyorg;

namespace {
po::date day(int y, int m, int d) {
    return po::make_date(y, m, d).value();
}
po::defect code_of(auto const& action) {
    try {
        action();
    } catch (po::invalid_input const& e) {
        return e.code();
    }
    return po::defect::internal;
}
} // namespace

TEST_CASE("both ends of a period belong to it", "[core]") {
    po::period const term(day(2021, 7, 30), day(2025, 1, 19));
    CHECK(term.first() == day(2021, 7, 30));
    CHECK(term.last() == day(2025, 1, 19));
    CHECK_FALSE(term.contains(day(2021, 7, 29)));
    CHECK(term.contains(day(2021, 7, 30)));
    CHECK(term.contains(day(2025, 1, 19)));
    CHECK_FALSE(term.contains(day(2025, 1, 20)));
    CHECK_FALSE(term.contains(po::date()));
    CHECK(po::to_string(term) == "2021-07-30..2025-01-19");
}

TEST_CASE("a period of one day", "[core]") {
    po::period const one(day(2024, 2, 29), day(2024, 2, 29));
    CHECK(one.contains(day(2024, 2, 29)));
    CHECK_FALSE(one.contains(day(2024, 3, 1)));
}

TEST_CASE("an open period has no last day and does not contain what is no day", "[core]") {
    po::period const open(day(2025, 1, 20));
    CHECK_FALSE(open.last().has_value());
    CHECK(open.contains(day(9999, 12, 31)));
    CHECK_FALSE(open.contains(day(2025, 1, 19)));
    CHECK_FALSE(open.contains(po::date()));
    CHECK_FALSE(open.contains(po::date(boost::date_time::pos_infin)));
    CHECK(po::to_string(open) == "2025-01-20..");
    CHECK(open == po::period(day(2025, 1, 20), std::nullopt));
    CHECK_FALSE(open == po::period(day(2025, 1, 20), day(2025, 1, 20)));
}

TEST_CASE("periods overlap when they share a day", "[core]") {
    po::period const before(day(2021, 7, 30), day(2025, 1, 19));
    po::period const after(day(2025, 1, 20));
    po::period const touching(day(2025, 1, 19), day(2025, 3, 1));
    CHECK_FALSE(before.overlaps(after));
    CHECK_FALSE(after.overlaps(before));
    CHECK(before.overlaps(touching));
    CHECK(touching.overlaps(before));
    CHECK(touching.overlaps(after));
    CHECK(after.overlaps(po::period(day(2030, 1, 1))));
    CHECK(before.overlaps(before));
}

TEST_CASE("a period refuses what is no day, and a reversed one", "[core]") {
    CHECK(code_of([] { po::period p{po::date()}; }) == po::defect::not_a_date);
    CHECK(code_of([] { po::period p(day(2024, 1, 1), po::date()); }) == po::defect::not_a_date);
    CHECK(code_of([] { po::period p{po::date(boost::date_time::neg_infin)}; }) ==
          po::defect::not_a_date);
    CHECK(code_of([] { po::period p(day(2024, 1, 2), day(2024, 1, 1)); }) ==
          po::defect::reversed_period);
    CHECK_THROWS_WITH(po::period(day(2024, 1, 2), day(2024, 1, 1)),
                      "PO1501: a period from 2024-01-02 to 2024-01-01");
}
