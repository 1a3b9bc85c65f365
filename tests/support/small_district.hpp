#pragma once
// A district of five units with one column, small enough to add up by hand:
//
//   R              blank
//     A            5
//       A1         2
//       A2         "-"
//     B            blank

#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/measures/column.hpp>
#include <partyorg/measures/quota.hpp>

#include <cstdint>

namespace test {

struct small_district {
    partyorg::unit_id r{}, a{}, a1{}, a2{}, b{}; // before units: build() sets them
    partyorg::hierarchy units{};
    partyorg::column<std::int64_t, partyorg::law::flow> own;

    small_district() : units(build()), own(units, partyorg::quota::assigned) {
        own[a] = 5;
        own[a1] = 2;
        own[a2] = partyorg::declared_none;
    }

private:
    partyorg::hierarchy build() {
        partyorg::hierarchy_builder rows;
        rows.source("rows.csv");
        using enum partyorg::unit_kind;
        r = rows.add({.code = "R", .kind = district_committee, .name = "Huyện", .line = 2});
        a = rows.add(
            {.code = "A", .parent = "R", .kind = grassroots_committee, .name = "Xã A", .line = 3});
        a1 = rows.add(
            {.code = "A1", .parent = "A", .kind = subordinate_cell, .name = "Thôn 1", .line = 4});
        a2 = rows.add(
            {.code = "A2", .parent = "A", .kind = subordinate_cell, .name = "Thôn 2", .line = 5});
        b = rows.add(
            {.code = "B", .parent = "R", .kind = grassroots_cell, .name = "Trường", .line = 6});
        return rows.finish();
    }
};

} // namespace test
