#include "support/catch.hpp"

#include <partyorg/measures/quota.hpp>

namespace po = partyorg;

TEST_CASE("targets and admissions, each with its residential part", "[measures]") {
    CHECK(po::quota::registered.id == "quota.registered");
    CHECK(po::quota::registered.label == po::label_view{"Đăng ký", "Registered"});
    CHECK(po::quota::registered.of_which.empty());
    CHECK(po::quota::registered_residential.id == "quota.registered.residential");
    CHECK(po::quota::registered_residential.of_which == po::quota::registered.id);
    CHECK(po::quota::assigned.id == "quota.assigned");
    CHECK(po::quota::assigned.label == po::label_view{"Giao", "Assigned"});
    CHECK(po::quota::assigned_residential.id == "quota.assigned.residential");
    CHECK(po::quota::assigned_residential.of_which == po::quota::assigned.id);
    CHECK(po::quota::admitted.id == "admitted");
    CHECK(po::quota::admitted_residential.id == "admitted.residential");
    CHECK(po::quota::admitted_residential.of_which == po::quota::admitted.id);
}
