#include "support/catch.hpp"

#include <partyorg/measures/membership.hpp>

#include <type_traits>

namespace po = partyorg;

// Members are counted at a date: they do not add up over time.
static_assert(std::same_as<decltype(po::membership::total)::law_type, po::law::stock>);

TEST_CASE("members, official and probationary", "[measures]") {
    CHECK(po::membership::total.id == "members");
    CHECK(po::membership::total.label == po::label_view{"Đảng viên", "Members"});
    CHECK(po::membership::official.id == "members.official");
    CHECK(po::membership::official.of_which == po::membership::total.id);
    CHECK(po::membership::probationary.id == "members.probationary");
    CHECK(po::membership::probationary.of_which == po::membership::total.id);
}
