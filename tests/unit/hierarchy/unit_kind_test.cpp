#include "support/catch.hpp"

#include <partyorg/hierarchy/unit_kind.hpp>

#include <set>
#include <string>

namespace po = partyorg;
using enum po::unit_kind;

TEST_CASE("every kind has an identifier that reads back, and two names", "[hierarchy]") {
    std::set<std::string_view> identifiers, vi, en;
    for (auto const kind : po::all_unit_kinds) {
        CAPTURE(po::to_string(kind));
        CHECK(po::parse_unit_kind(po::to_string(kind)) == kind);
        CHECK(identifiers.insert(po::to_string(kind)).second);
        CHECK(vi.insert(po::label_of(kind).vi).second);
        CHECK(en.insert(po::label_of(kind).en).second);
        CHECK_FALSE(po::label_of(kind).vi.empty());
        CHECK_FALSE(po::label_of(kind).en.empty());
    }
    CHECK(identifiers.size() == po::unit_kind_count);
}

TEST_CASE("the names of some kinds", "[hierarchy]") {
    CHECK(po::to_string(grassroots_committee) == "grassroots_committee");
    CHECK(po::label_of(grassroots_committee) ==
          po::label_view{"đảng bộ cơ sở", "grassroots committee"});
    CHECK(po::label_of(grassroots_cell).vi == "chi bộ cơ sở");
    CHECK(po::label_of(subordinate_cell).vi == "chi bộ trực thuộc");
    CHECK(po::label_of(party_group).vi == "tổ đảng");
}

TEST_CASE("other texts are no kind", "[hierarchy]") {
    for (auto const text :
         {"", "unknown", "Grassroots_cell", " grassroots_cell", "grassroots cell", "chi bộ cơ sở"})
        CHECK_FALSE(po::parse_unit_kind(text).has_value());
}

TEST_CASE("a kind that the library does not know has a name nevertheless", "[hierarchy]") {
    auto const beyond = static_cast<po::unit_kind>(200);
    CHECK(po::to_string(beyond) == "unknown");
    CHECK(po::label_of(beyond).vi.empty());
    CHECK_FALSE(po::usually_under(grassroots_cell, beyond));
}

TEST_CASE("what usually stands under what", "[hierarchy]") {
    // Parent, and its kinds of children in the order of the enumerators.
    std::set<std::pair<po::unit_kind, po::unit_kind>> const usual = {
        {central_committee, provincial_committee},
        {provincial_committee, district_committee},
        {provincial_committee, commune_committee},
        {provincial_committee, grassroots_committee},
        {provincial_committee, grassroots_cell},
        {district_committee, commune_committee},
        {district_committee, grassroots_committee},
        {district_committee, grassroots_cell},
        {commune_committee, grassroots_committee},
        {commune_committee, grassroots_cell},
        {commune_committee, subordinate_cell},
        {grassroots_committee, sectional_committee},
        {grassroots_committee, subordinate_cell},
        {sectional_committee, subordinate_cell},
        {grassroots_cell, party_group},
        {subordinate_cell, party_group},
    };
    for (auto const parent : po::all_unit_kinds)
        for (auto const child : po::all_unit_kinds) {
            CAPTURE(po::to_string(parent), po::to_string(child));
            CHECK(po::usually_under(child, parent) == usual.contains({parent, child}));
        }
}
