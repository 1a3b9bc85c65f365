#include "support/catch.hpp"

#include <partyorg/measures/law.hpp>

#include <string_view>

namespace po = partyorg;

static_assert(po::measure_law<po::law::flow> && po::measure_law<po::law::latest>);
static_assert(!po::measure_law<int> && !po::measure_law<po::law_kind>);

TEST_CASE("laws as types and as values agree", "[measures]") {
    CHECK(po::law::flow::kind == po::law_kind::flow);
    CHECK(po::law::stock::kind == po::law_kind::stock);
    CHECK(po::law::distinct::kind == po::law_kind::distinct);
    CHECK(po::law::ratio::kind == po::law_kind::ratio);
    CHECK(po::law::coverage::kind == po::law_kind::coverage);
    CHECK(po::law::earliest::kind == po::law_kind::earliest);
    CHECK(po::law::latest::kind == po::law_kind::latest);
}

TEST_CASE("the identifiers of the laws", "[measures]") {
    using enum po::law_kind;
    CHECK(po::to_string(flow) == "flow");
    CHECK(po::to_string(stock) == "stock");
    CHECK(po::to_string(distinct) == "distinct");
    CHECK(po::to_string(ratio) == "ratio");
    CHECK(po::to_string(coverage) == "coverage");
    CHECK(po::to_string(earliest) == "earliest");
    CHECK(po::to_string(latest) == "latest");
}
