#include "support/catch.hpp"

#include <partyorg/rules/finding.hpp>

namespace po = partyorg;

TEST_CASE("a fingerprint is the same on every machine", "[rules]") {
    // FNV-1a over "r", "PT-16", "members", "fail", each followed by a zero byte, worked out apart.
    CHECK(po::to_hex(po::fingerprint_of("r", "PT-16", "members", po::outcome::fail)) ==
          "f3a85a495347bf02");
    CHECK(po::fingerprint_of("r", "PT-16", "members", po::outcome::fail) !=
          po::fingerprint_of("r", "PT-16", "members", po::outcome::review));
    CHECK(po::fingerprint_of("ab", "c", "", po::outcome::fail) !=
          po::fingerprint_of("a", "bc", "", po::outcome::fail));
}

TEST_CASE("values of facts are written plainly", "[rules]") {
    CHECK(to_string(po::fact_value()).empty());
    CHECK(to_string(po::fact_value::of_number(-3)) == "-3");
    CHECK(to_string(po::fact_value::of_day(po::date(2024, 1, 15))) == "2024-01-15");
    CHECK(po::fact_value::of_day(po::date(2024, 1, 15)).day() == po::date(2024, 1, 15));
    CHECK(to_string(po::fact_value::of_fraction(125, 3550)) == "125/3550");
    CHECK(to_string(po::fact_value::of_kinds(po::unit_kind::grassroots_cell |
                                             po::unit_kind::party_group)) ==
          "grassroots_cell|party_group");
}
