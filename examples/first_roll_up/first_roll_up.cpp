// The first page of the tutorial: rows, a snapshot, a column, figures that add up, and a bad row.
#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/hierarchy/traversal.hpp>
#include <partyorg/measures/quota.hpp>
#include <partyorg/rollup/explain.hpp>
#include <partyorg/rollup/group_by.hpp>
#include <partyorg/rollup/roll_up.hpp>

#include <iostream>

namespace po = partyorg;

int main() {
    //! [rows]
    po::hierarchy_builder build;
    // Rows may come in any order: a unit names its parent's code.
    auto const cell = build.add({.code = "PT-01-1",
                                 .parent = "PT-01",
                                 .kind = po::unit_kind::subordinate_cell,
                                 .name = "Chi bộ thôn Một"});
    auto const district = build.add(
        {.code = "PT", .kind = po::unit_kind::district_committee, .name = "Đảng bộ huyện"});
    auto const town = build.add({.code = "PT-01",
                                 .parent = "PT",
                                 .kind = po::unit_kind::grassroots_committee,
                                 .name = "Đảng bộ thị trấn"});
    auto const school = build.add({.code = "PT-02",
                                   .parent = "PT",
                                   .kind = po::unit_kind::grassroots_cell,
                                   .name = "Chi bộ trường học"});
    po::hierarchy const units = build.finish();
    //! [rows]

    //! [walk]
    for (auto const s : po::pre_order(units))
        std::cout << std::string(std::size_t{2} * units.depth(s), ' ') << units.code(s) << ' '
                  << units.name(s) << '\n';
    //! [walk]

    //! [column]
    po::column assigned(units, po::quota::assigned); // blank everywhere
    assigned[cell] = 4;
    assigned[town] = 6;
    assigned[school] = po::declared_none; // the document prints "-"
    //! [column]

    //! [totals]
    auto const totals = po::roll_up(units, assigned);
    std::cout << "district: " << totals[district] << ", town: " << totals[town] << '\n';
    auto const& counts = totals.counts(district);
    std::cout << "rests on " << counts.answered << " cells, " << counts.missing << " missing\n";
    //! [totals]

    //! [groups]
    for (auto const& g : po::group_by(units, po::by_kind{}, assigned))
        std::cout << po::to_string(g.key) << ": " << g.value << " in " << g.units << " unit(s)\n";
    //! [groups]

    //! [explain]
    for (auto const& c : po::explain(assigned, units.slot_of(district)).cells)
        std::cout << units.code(c.unit) << " contributes " << c.value << '\n';
    //! [explain]

    //! [defects]
    po::hierarchy_builder bad;
    bad.add({.code = "A", .kind = po::unit_kind::district_committee});
    bad.add({.code = "B", .parent = "X", .kind = po::unit_kind::grassroots_cell});
    bad.add({.code = "A", .parent = "A"});
    if (auto const made = bad.try_finish(); !made) std::cout << po::to_string(made.error());
    //! [defects]
}
