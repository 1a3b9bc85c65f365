#include "support/catch.hpp"
#include "support/small_district.hpp"

#include <partyorg/rollup/roll_up_each.hpp>

#include <vector>

namespace po = partyorg;

TEST_CASE("several columns roll up together, each as it would alone", "[rollup]") {
    test::small_district const d;
    po::column<int, po::law::flow> narrow(
        d.units, po::measure_info("n", {}, po::law_kind::flow, po::value_kind::small_count));
    narrow[d.b] = 3;
    auto const [wide_totals, narrow_totals] = po::roll_up_each(d.own, narrow);
    CHECK(wide_totals[d.r] == 7);
    CHECK(narrow_totals[d.r] == 3);
    CHECK(narrow_totals[d.a] == 0);
    CHECK(narrow_totals.counts(d.b) == po::completeness{1, 0});
    CHECK(wide_totals.info().id == "quota.assigned");
}

TEST_CASE("a column that does not add up is refused", "[rollup]") {
    test::small_district const d;
    po::column<std::int64_t, po::law::distinct> persons(
        d.units, po::measure_info("persons", {}, po::law_kind::distinct));
    std::vector<po::column_base const*> const columns{&d.own, &persons};
    CHECK_THROWS_AS(po::roll_up_each(columns), po::bad_measure);
}

TEST_CASE("no columns give no figures", "[rollup]") {
    CHECK(po::roll_up_each(std::span<po::column_base const* const>()).empty());
}
