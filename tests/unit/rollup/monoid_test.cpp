#include "support/catch.hpp"
#include "support/small_district.hpp"

#include <partyorg/rollup/roll_up.hpp>

#include <optional>

namespace po = partyorg;

static_assert(po::monoid<po::sum, std::int64_t>);
static_assert(po::monoid<po::min, po::date>);
static_assert(po::monoid<po::sum, po::coverage_count>);
static_assert(!po::monoid<int, int>);

TEST_CASE("what each monoid makes of the same cells", "[rollup]") {
    test::small_district const d;
    CHECK(po::roll_up(d.units, d.own, po::sum{})[d.r] == 7);
    CHECK(po::roll_up(d.units, d.own, po::min{})[d.r] == 2);
    CHECK(po::roll_up(d.units, d.own, po::max{})[d.r] == 5);
    CHECK(po::roll_up(d.units, d.own, po::max{})[d.b] == std::nullopt);
    CHECK(po::roll_up(d.units, d.own, po::count{})[d.r] == 2);
    CHECK(po::roll_up(d.units, d.own, po::all{})[d.r]);
    CHECK(po::roll_up(d.units, d.own, po::any{})[d.r]);
    CHECK_FALSE(po::roll_up(d.units, d.own, po::any{})[d.b]);
    po::fold const product(std::int64_t{1}, [](std::int64_t x, std::int64_t y) { return x * y; });
    CHECK(po::roll_up(d.units, d.own, product)[d.r] == 10);
    CHECK(po::roll_up(d.units, d.own, product)[d.b] == 1);
}

TEST_CASE("nothing is the neutral element of a selection", "[rollup]") {
    po::min const least;
    CHECK(least(std::optional(3), std::optional<int>()) == 3);
    CHECK(least(std::optional<int>(), std::optional(3)) == 3);
    CHECK(least(std::optional(4), std::optional(3)) == 3);
    CHECK(least.identity(0) == std::nullopt);
    CHECK(po::sum{}(po::coverage_count{1, 2}, po::coverage_count{3, 5}) ==
          po::coverage_count{4, 7});
}
