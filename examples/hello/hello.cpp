#include <partyorg/partyorg.hpp>

#include <iostream>

namespace po = partyorg;

int main() {
    po::hierarchy_builder build;
    auto const district = build.add(
        {.code = "PT", .kind = po::unit_kind::district_committee, .name = "Đảng bộ huyện"});
    auto const town = build.add({.code = "PT-01",
                                 .parent = "PT",
                                 .kind = po::unit_kind::grassroots_committee,
                                 .name = "Đảng bộ thị trấn"});
    auto const units = build.finish(); // throws once, listing every defect
    po::column<int> assigned(units, po::quota::assigned);
    assigned[town] = 10;
    std::cout << po::roll_up(units, assigned)[district] << '\n'; // 10
}
