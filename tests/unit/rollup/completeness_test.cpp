#include "support/catch.hpp"
#include "support/small_district.hpp"

#include <partyorg/rollup/roll_up.hpp>

namespace po = partyorg;

TEST_CASE("a dash is an answer, a blank cell is missing unless units stand below", "[rollup]") {
    test::small_district const d;
    auto const totals = po::roll_up(d.own);
    CHECK(totals.counts(d.r) == po::completeness{3, 1});
    CHECK(totals.counts(d.a) == po::completeness{3, 0});
    CHECK(totals.counts(d.a2) == po::completeness{1, 0});
    CHECK(totals.counts(d.b) == po::completeness{0, 1});
    CHECK(totals.counts(d.a).complete());
    CHECK_FALSE(totals.counts(d.r).complete());
}

TEST_CASE("counts across the blocks of 64 units", "[rollup]") {
    po::hierarchy_builder rows;
    rows.add({.code = "R", .kind = po::unit_kind::district_committee});
    for (int i = 0; i < 200; ++i)
        rows.add({.code = "C" + std::to_string(1000 + i),
                  .parent = "R",
                  .kind = po::unit_kind::grassroots_cell});
    auto const units = rows.finish();
    po::column<std::int64_t, po::law::flow> own(units, po::quota::assigned);
    for (std::uint32_t i = 1; i <= 200; i += 3) own[po::slot(i)] = 1;
    own[po::slot(200)] = po::declared_none;
    auto const totals = po::roll_up(own);
    CHECK(totals.counts(po::slot(0)) == po::completeness{68, 132});
    CHECK(totals.counts(po::slot(64)) == po::completeness{1, 0});
    CHECK(totals.counts(po::slot(65)) == po::completeness{0, 1});
}
