#include "support/catch.hpp"

#include <partyorg/core/citation.hpp>

namespace po = partyorg;

TEST_CASE("a citation leaves out what is empty", "[core]") {
    po::citation const full{.number = "24-QĐ/TW",
                            .issuer = "Ban Chấp hành Trung ương",
                            .signed_on = po::make_date(2021, 7, 30),
                            .article = "§4.1"};
    CHECK(po::to_string(full) == "§4.1, 24-QĐ/TW (30/07/2021), Ban Chấp hành Trung ương");
    CHECK(po::to_string({.number = "Điều lệ Đảng"}) == "Điều lệ Đảng");
    CHECK(po::to_string({.number = "Điều lệ Đảng", .article = "Điều 21(2)"}) ==
          "Điều 21(2), Điều lệ Đảng");
    CHECK(po::to_string({.issuer = "Ban Bí thư"}) == "Ban Bí thư");
    CHECK(po::to_string(po::citation{}).empty());
    CHECK(full.confidence == po::confidence::primary);
    auto other = full;
    CHECK(other == full);
    other.signed_on = po::make_date(2016, 7, 30); // the number of another term
    CHECK_FALSE(other == full);
}
