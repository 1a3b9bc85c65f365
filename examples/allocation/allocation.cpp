/// @file
/// A district divides its target: the registered column into 125, some figures held, the of-which
/// part after it, then down to the cells of each committee. The cells are sample data.

#include <partyorg/partyorg.hpp>

#include <iostream>
#include <string>

namespace po = partyorg;

namespace {

std::string const folder = "data/phong-tho-2024/";

//! [held]
po::allocation_request const asked{
    .by = "quota.registered",
    .seats = 125,
    .maximum = "quota.registered",         // nobody gets more than registered
    .holds = {{"PT-03", 4}, {"PT-12", 6}}, // decided before
    .ties = po::tie_policy::by_order,
};
//! [held]

void show_tie(po::organisation const& district) {
    //! [tie]
    auto const undecided = po::allocate(
        district.figures, {.by = "quota.registered", .seats = 125, .maximum = "quota.registered"});
    if (!undecided) std::cout << po::to_string(undecided.error());
    //! [tie]
}

po::allocation show_division(po::organisation const& district) {
    //! [divide]
    auto const draft = po::allocate(district.figures, asked).value();
    auto const unit = *draft.position_of(*district.units.find("PT-10"));
    std::cout << draft.result.seats()[unit] << " of 125\n"
              << po::why(draft.claims, draft.result, unit).en << '\n'
              << po::describe(draft.claims, draft.result.proof).en << '\n'
              << "proved: " << po::verify(draft.result.proof, draft.claims).empty() << '\n';
    //! [divide]
    return draft;
}

void show_steps(po::organisation const& district) {
    //! [steps]
    auto const asked_part = po::allocation_request{.by = "quota.registered.residential",
                                                   .seats = 10,
                                                   .method = po::apportionment_method::hamilton,
                                                   .ties = po::tie_policy::by_order,
                                                   .log = po::step_log::keep};
    auto const part = po::allocate(district.figures, asked_part).value();
    auto const& proof = part.result.proof;
    for (auto const& step : part.result.log)
        std::cout << part.claims[step.unit].name << ' ' << step.from << " -> " << step.to << ": "
                  << po::describe(part.claims, proof, step).en << '\n';
    auto const unserved = *part.position_of(*district.units.find("PT-13"));
    std::cout << "PT-13: share " << po::evidence_of(part.claims, proof, unserved).last.en << '\n';
    //! [steps]
}

void show_versions(po::organisation const& district, po::allocation const& draft) {
    //! [compare]
    auto with_draft = district.figures;
    with_draft.add(draft.as_column(district.figures, asked.by));
    po::scenario_list versions;
    auto const refused = versions.add_known(with_draft); // registered, draft, assigned
    auto const sides = po::compare(versions);
    for (auto const& row : sides.differing())
        if (row.part.empty())
            std::cout << row.code << ' ' << row.figures[0].value << ' ' << row.figures[1].value
                      << ' ' << row.figures[2].value << '\n';
    //! [compare]
    if (!refused.empty()) std::cout << po::to_string(refused);
}

void show_adjustment(po::organisation const& district) {
    //! [adjust]
    auto const done =
        po::adjust(district.figures, {.figures = {{"PT-03", "", 6}}, .holds = {{"PT-01", ""}}})
            .value();
    for (auto const& change : done.changes)
        std::cout << district.units.code(change.unit) << ' ' << change.before << " -> "
                  << change.after << '\n';
    //! [adjust]
}

void show_cascade() {
    //! [cascade]
    auto const sample = po::io::read_unit_table(folder + "cells.csv"); // invented cells
    auto const& units = sample.units;
    auto const committee = *units.find("PT-12");
    auto const members = [&](char const* id) { // members are a stock; as weights just numbers
        po::count_column weights(units, po::measure_info(id));
        po::visit(*sample.figures.find(id), [&](auto const& column) {
            if constexpr (requires { weights[po::slot(0)] = column[po::slot(0)]; })
                for (auto const s : po::subtree(units, committee)) weights[s] = column[s];
        });
        return weights;
    };
    po::cascade_request request;
    request.top = committee;
    request.lines.push_back({"quota.assigned", 6, members("members.official")});
    request.lines.push_back({"quota.assigned.residential", 3, members("members.residential")});
    auto const cells = po::cascade(units, request).value();
    for (auto const s : po::subtree(units, committee))
        std::cout << units.code(s) << ' ' << cells.at(0, s) << ", of which " << cells.at(1, s)
                  << '\n';
    std::cout << po::why(units, request, cells, 1, *units.find("PT-12-M2")).en << '\n';
    //! [cascade]
}

void show_table() {
    //! [table]
    // Two committees and two groups, both margins decided; weights are what was asked for.
    po::two_way_request table{.rows = {"A", "B"},
                              .columns = {"women", "men"},
                              .row_totals = {7, 5},
                              .column_totals = {5, 7},
                              .weights = {3, 6, 4, 2}};
    auto const filled = po::divide_two_way(table).value();
    std::cout << filled.at(0, 0) << ' ' << filled.at(0, 1) << '\n'
              << filled.at(1, 0) << ' ' << filled.at(1, 1) << '\n';
    //! [table]
}

} // namespace

int main() {
    //! [read]
    auto const district = po::io::read_unit_table(folder + "units.csv");
    //! [read]
    show_tie(district);
    auto const draft = show_division(district);
    show_steps(district);
    show_versions(district, draft);
    show_adjustment(district);
    show_cascade();
    show_table();
}
