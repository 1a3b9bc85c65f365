#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/measures/leadership.hpp>
#include <partyorg/measures/table.hpp>

#include <support/catch.hpp>

using namespace partyorg;

TEST_CASE("leading bodies are head counts at a date, parts tied to their whole", "[measures]") {
    CHECK(std::string(leadership::standing.of_which) == leadership::committee.id);
    CHECK(std::string(leadership::inspection_full_time.of_which) == leadership::inspection.id);
    CHECK(std::string(leadership::inspection_full_time_vice_chairs.of_which) ==
          leadership::inspection_vice_chairs.id);
    CHECK(measure_info(leadership::secretaries).law == law_kind::stock);
    CHECK(measure_info(leadership::group_heads).type == value_kind::count);
}

TEST_CASE("a table holds the figures of leading bodies", "[measures]") {
    hierarchy_builder build;
    auto const cell = build.add({.code = "A", .kind = unit_kind::grassroots_cell});
    table figures(build.finish());
    figures.add(leadership::committee)[cell] = 5;
    figures.add(leadership::committee_seats)[cell] = 7;
    CHECK(figures[leadership::committee][cell].value() == 5);
    CHECK(figures[leadership::committee_seats][cell].value() == 7);
}
