#include "support/catch.hpp"
#include "support/small_district.hpp"

#include <partyorg/rollup/subtree_sums.hpp>

#include <limits>

namespace po = partyorg;

TEST_CASE("any subtree's sum from prefix sums", "[rollup]") {
    test::small_district d;
    po::subtree_sums sums(d.own);
    CHECK(sums[d.r] == 7);
    CHECK(sums[d.a] == 7);
    CHECK(sums[d.a1] == 2);
    CHECK(sums[d.b] == 0);
    CHECK(sums[d.units.slot_of(d.a2)] == 0);
    d.own[d.b] = -4;
    sums.assign(d.own);
    CHECK(sums[d.r] == 3);
}

TEST_CASE("running sums may leave 64 bits, a subtree's sum may not", "[rollup]") {
    test::small_district d;
    auto const most = std::numeric_limits<std::int64_t>::max();
    d.own[d.a] = -1;
    d.own[d.a1] = most;
    d.own[d.b] = most;
    d.own[d.r] = -most;
    CHECK(po::subtree_sums(d.own)[d.r] == most - 1);
    d.own[d.r] = 0;
    CHECK_THROWS_AS(po::subtree_sums(d.own), po::arithmetic_overflow);
}
