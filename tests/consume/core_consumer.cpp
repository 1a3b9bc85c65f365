// A program of somebody who uses the header-only part alone.
#include <partyorg/config.hpp>
#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/version.hpp>

int main() {
    namespace po = partyorg;
    po::hierarchy_builder build;
    build.add({.code = "PT", .kind = po::unit_kind::district_committee, .name = "Đảng bộ huyện"});
    build.add({.code = "PT-01",
               .parent = "PT",
               .kind = po::unit_kind::grassroots_committee,
               .name = "Đảng bộ thị trấn"});
    auto const units = build.finish();
    return PARTYORG_VERSION > 0 && units.size() == 2 ? 0 : 1;
}
