#include "support/catch.hpp"

#include <partyorg/measures/coverage.hpp>

#include <string>

namespace po = partyorg;

TEST_CASE("what can be covered by cells", "[measures]") {
    CHECK(po::coverage::villages.id == "coverage.villages");
    CHECK(po::coverage::health_stations.id == "coverage.health_stations");
    CHECK(po::coverage::schools.id == "coverage.schools");
    CHECK(po::coverage::police_posts.id == "coverage.police_posts");
    for (auto const& m : {po::coverage::villages, po::coverage::health_stations,
                          po::coverage::schools, po::coverage::police_posts}) {
        CHECK(m.of_which.empty());
        CHECK_FALSE(m.label.vi.empty());
        CHECK_FALSE(m.label.en.empty());
    }
}
