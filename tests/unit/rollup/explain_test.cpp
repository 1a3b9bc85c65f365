#include "support/catch.hpp"
#include "support/small_district.hpp"

#include <partyorg/rollup/explain.hpp>

#include <string>
#include <vector>

namespace po = partyorg;

TEST_CASE("a figure is explained by its cells, with their lines", "[rollup]") {
    test::small_district const d;
    auto const found = po::explain(d.own, d.units.slot_of(d.r));
    CHECK(found.total == 7);
    CHECK(found.measure == "quota.assigned");
    CHECK(found.counts == po::completeness{3, 1});
    std::vector<std::string> told;
    for (auto const& c : found.cells)
        told.push_back(std::string(d.units.code(c.unit)) + ' ' + std::to_string(c.value) + " at " +
                       std::to_string(c.where.line));
    // The district's own blank cell is no gap: its figure is made of those below.
    CHECK(told == std::vector<std::string>{"A 5 at 3", "A1 2 at 4", "A2 0 at 5", "B 0 at 6"});
    CHECK(found.cells[2].state == po::cell_state::declared_none);
    CHECK(found.cells[3].state == po::cell_state::blank);
    CHECK(found.cells[0].where.file == "rows.csv");
}

TEST_CASE("what does not add up has no derivation", "[rollup]") {
    test::small_district const d;
    po::column<std::int64_t, po::law::distinct> persons(
        d.units, po::measure_info("persons", {}, po::law_kind::distinct));
    CHECK_THROWS_AS(po::explain(persons, po::slot(0)), po::bad_measure);
}
