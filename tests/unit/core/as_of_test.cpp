#include "support/catch.hpp"

#include <partyorg/core/as_of.hpp>

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

TEST_CASE("a question has a day asked about and a day of knowledge", "[core]") {
    po::as_of const today(day(2024, 1, 15));
    CHECK(today.effective() == day(2024, 1, 15));
    CHECK(today.known() == day(2024, 1, 15));
    po::as_of const back(day(2023, 12, 31), day(2024, 3, 1));
    CHECK(back.effective() == day(2023, 12, 31));
    CHECK(back.known() == day(2024, 3, 1));
    CHECK(today == po::as_of(day(2024, 1, 15), day(2024, 1, 15)));
    CHECK_FALSE(today == back);
    CHECK(code_of([] { po::as_of a{po::date()}; }) == po::defect::not_a_date);
    CHECK(code_of([] { po::as_of a(day(2024, 1, 1), po::date()); }) == po::defect::not_a_date);
    CHECK_THROWS_WITH(po::as_of(po::date()), "PO1502: a question needs real days");
}
