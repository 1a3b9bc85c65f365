#include "support/catch.hpp"
#include "support/small_district.hpp"

#include <partyorg/rollup/group_by.hpp>

#include <string>
#include <vector>

namespace po = partyorg;

TEST_CASE("groups by kind hold own cells, in the order of the kinds", "[rollup]") {
    test::small_district const d;
    auto const groups = po::group_by(d.units, po::by_kind{}, d.own);
    REQUIRE(groups.size() == 4);
    CHECK(groups[0].key == po::unit_kind::district_committee);
    CHECK(groups[0].value == 0);
    CHECK(groups[0].blank == 1);
    CHECK(groups[1].key == po::unit_kind::grassroots_committee);
    CHECK(groups[1].value == 5);
    CHECK(groups[3].key == po::unit_kind::subordinate_cell);
    CHECK(groups[3].value == 2);
    CHECK(groups[3].units == 2);
    CHECK(groups[3].stated == 1);
    CHECK(groups[3].declared == 1);
}

TEST_CASE("groups by level, by two keys and by a function", "[rollup]") {
    test::small_district const d;
    auto const levels = po::group_by(d.units, po::by_level{}, d.own);
    REQUIRE(levels.size() == 3);
    CHECK(levels[1].value == 5);
    CHECK(levels[2].value == 2);
    auto const both = po::group_by(d.units, po::by_both(po::by_level{}, po::by_kind{}), d.own);
    REQUIRE(both.size() == 4); // level 1 has two kinds
    CHECK(both[1].key.first == 1);
    auto const first_letter = [](po::hierarchy const& units, po::slot s) {
        return units.code(s)[0];
    };
    auto const letters = po::group_by(d.units, first_letter, d.own, po::max{});
    REQUIRE(letters.size() == 3);
    CHECK(letters[0].key == 'A');
    CHECK(letters[0].value == 5);
    CHECK_FALSE(letters[1].value.has_value()); // B is blank
}

TEST_CASE("several columns in one scan", "[rollup]") {
    test::small_district const d;
    po::column<std::int64_t, po::law::flow> other(d.units, po::quota::registered);
    other[d.b] = 9;
    std::vector<po::column_base const*> const columns{&d.own, &other};
    auto const rows = po::group_by_each(d.units, po::by_kind{}, columns);
    REQUIRE(rows.size() == 4);
    CHECK(rows[1].sums[0].value == 5);
    CHECK(rows[2].key == po::unit_kind::grassroots_cell);
    CHECK(rows[2].sums[0].value == 0);
    CHECK(rows[2].sums[1].value == 9);
}
