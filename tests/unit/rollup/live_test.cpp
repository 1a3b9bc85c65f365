#include "support/catch.hpp"
#include "support/small_district.hpp"

#include <partyorg/rollup/live.hpp>

#include <limits>

namespace po = partyorg;

TEST_CASE("sums stay right while cells change", "[rollup]") {
    test::small_district const d;
    po::live_totals live(d.own);
    CHECK(live[d.r] == 7);
    live.set(d.b, std::int64_t{4});
    CHECK(live[d.r] == 11);
    CHECK(live.counts(d.r) == po::completeness{4, 0});
    live.set(d.a, po::blank);
    CHECK(live[d.a] == 2);
    CHECK(live.own(d.a).is_blank());
    live.set(d.a1, po::declared_none);
    CHECK(live[d.r] == 4);
    CHECK(d.own[d.a1].value() == 2); // the column itself is left alone
}

TEST_CASE("a unit that moves takes its figures along", "[rollup]") {
    test::small_district const d;
    po::live_totals live(d.own);
    live.move(d.a1, d.b);
    CHECK(live[d.a] == 5);
    CHECK(live[d.b] == 2);
    CHECK(live[d.r] == 7);
    CHECK(live.parent(d.a1) == d.b);
    CHECK_THROWS_AS(live.move(d.b, d.a1), po::invalid_input);
    CHECK(live.parent(d.b) == d.r);
}

TEST_CASE("a change that would leave 64 bits changes nothing", "[rollup]") {
    test::small_district const d;
    po::live_totals live(d.own);
    CHECK_THROWS_AS(live.set(d.a2, std::numeric_limits<std::int64_t>::max()),
                    po::arithmetic_overflow);
    CHECK(live[d.r] == 7);
    CHECK(live.own(d.a2).state() == po::cell_state::declared_none);
}
