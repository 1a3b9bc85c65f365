#include "support/catch.hpp"
#include "support/small_district.hpp"

#include <partyorg/interop/property_map.hpp>

#include <boost/property_map/property_map.hpp>

#include <cstdint>
#include <utility>

namespace po = partyorg;

BOOST_CONCEPT_ASSERT(
    (boost::ReadablePropertyMapConcept<decltype(po::code_map(po::hierarchy())), po::slot>));
BOOST_CONCEPT_ASSERT(
    (boost::ReadWritePropertyMapConcept<po::column_writer<std::int64_t, po::law::flow>, po::slot>));

TEST_CASE("columns are property maps", "[interop]") {
    test::small_district d;
    auto const a = d.units.slot_of(d.a), a2 = d.units.slot_of(d.a2), b = d.units.slot_of(d.b);
    CHECK(get(po::value_map(d.own), a) == 5);
    CHECK(get(po::value_map(d.own, std::int64_t{-1}), a2) == -1);
    CHECK(get(po::cell_map(d.own), a2).state() == po::cell_state::declared_none);
    CHECK(get(po::cell_map(d.own), b).is_blank());
    auto const totals = po::roll_up(d.own);
    CHECK(get(po::total_map(totals), po::slot(0)) == 7);
}

TEST_CASE("algorithms write into a column", "[interop]") {
    test::small_district d;
    auto const b = d.units.slot_of(d.b);
    auto const writer = po::writable_map(d.own);
    CHECK(get(writer, b) == 0);
    put(writer, b, std::int64_t{3});
    CHECK(get(writer, b) == 3);
    CHECK(std::as_const(d.own)[b].value() == 3);
}

TEST_CASE("attributes of units are property maps that keep their snapshot", "[interop]") {
    auto const codes = [] { return po::code_map(test::small_district().units); }();
    CHECK(get(codes, po::slot(2)) == "A1");
    test::small_district const d;
    CHECK(get(po::name_map(d.units), po::slot(4)) == "Trường");
    CHECK(get(po::kind_map(d.units), po::slot(4)) == po::unit_kind::grassroots_cell);
    CHECK(get(po::depth_map(d.units), po::slot(3)) == 2);
}
