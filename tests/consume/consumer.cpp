// A program of somebody who uses the whole library: its headers and its compiled part.
#include <partyorg/partyorg.hpp>

#include <iostream>

int main() {
    namespace po = partyorg;
    po::hierarchy_builder build;
    auto const district = build.add(
        {.code = "PT", .kind = po::unit_kind::district_committee, .name = "Đảng bộ huyện"});
    auto const town = build.add({.code = "PT-01",
                                 .parent = "PT",
                                 .kind = po::unit_kind::grassroots_committee,
                                 .name = "Đảng bộ thị trấn"});
    auto const units = build.finish();
    po::column<int> assigned(units, po::quota::assigned);
    assigned[town] = 10;
    std::cout << po::roll_up(units, assigned)[district] << '\n';
    // Compiled, so that a library that was not linked is noticed.
    bool const agrees = po::deviations(po::table(units)).empty();
    return agrees && po::roll_up(units, assigned)[district] == 10 ? 0 : 1;
}
