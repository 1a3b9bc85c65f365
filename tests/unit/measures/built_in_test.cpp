#include "support/catch.hpp"

#include <partyorg/measures/built_in.hpp>

namespace po = partyorg;

TEST_CASE("a built-in measure is found by its identifier", "[measures]") {
    auto const found = po::find_built_in_measure("quota.assigned.residential");
    REQUIRE(found);
    CHECK(found->info() == po::measure_info(po::quota::assigned_residential));
    CHECK(po::find_built_in_measure("members")->law == po::law_kind::stock);
    CHECK(po::find_built_in_measure("coverage.schools")->type == po::value_kind::share);
    CHECK_FALSE(po::find_built_in_measure("Quota.Assigned"));
    CHECK_FALSE(po::find_built_in_measure(""));
}

TEST_CASE("identifiers of built-in measures are distinct, their totals built in", "[measures]") {
    for (auto const& a : po::built_in_measures) {
        int same = 0;
        for (auto const& b : po::built_in_measures) same += a.id == b.id;
        CHECK(same == 1);
        if (!a.of_which.empty()) CHECK(po::find_built_in_measure(a.of_which));
        CHECK_FALSE(a.label.vi.empty());
        CHECK_FALSE(a.label.en.empty());
    }
}
