#pragma once
// A plan of two units whose printed total is wrong and whose second unit was assigned one more.

#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/measures/quota.hpp>
#include <partyorg/organisation/plan.hpp>

namespace test {

inline partyorg::plan small_plan() {
    namespace po = partyorg;
    po::hierarchy_builder rows;
    rows.source("p.txt");
    rows.add({.code = "SM",
              .kind = po::unit_kind::district_committee,
              .name = "Đảng bộ huyện Suối Mơ",
              .line = 1});
    rows.add({.code = "SM-01",
              .parent = "SM",
              .kind = po::unit_kind::grassroots_committee,
              .name = "Đảng bộ xã A",
              .line = 7});
    rows.add({.code = "SM-02",
              .parent = "SM",
              .kind = po::unit_kind::grassroots_cell,
              .name = "Chi bộ \"B\", huyện",
              .line = 8});
    po::plan p{po::organisation(rows.finish())};
    p.source = "p.txt";
    p.title = "KẾ HOẠCH 2025";
    p.year = 2025;
    auto& registered = p.figures.add(po::quota::registered);
    registered[po::unit_id(1)] = 1200;
    registered[po::unit_id(2)] = po::declared_none;
    auto& assigned = p.figures.add(po::quota::assigned);
    assigned[po::unit_id(1)] = 1200;
    assigned[po::unit_id(2)] = 1;
    p.totals = {{po::unit_id(0), "quota.registered", 1200, {"p.txt", 9, 5}},
                {po::unit_id(0), "quota.assigned", 1210, {"p.txt", 9, 10}}};
    p.counts = {{"members", {"đảng viên", "members"}, 3550, po::make_date(2024, 12, 31), {}, {}}};
    p.coverage = {{"trường học", {47, 48}, {}, {"p.txt", 3, 1}}};
    p.not_understood = {{"dòng lạ", {"p.txt", 12, 1}}};
    return p;
}

} // namespace test
