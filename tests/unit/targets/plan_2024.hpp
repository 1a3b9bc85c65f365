#pragma once
// The published plan of 2024, from examples/data: 61 units under one district.

#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/measures/quota.hpp>
#include <partyorg/measures/table.hpp>

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace test {

/// Reads the plan's unit table cell by cell: it quotes nothing, so commas alone separate fields.
inline partyorg::table plan_2024() {
    namespace po = partyorg;
    std::ifstream file(std::string(PARTYORG_SOURCE_DIR) +
                       "/examples/data/phong-tho-2024/units.csv");
    std::string line;
    std::vector<std::vector<std::string>> rows;
    for (std::getline(file, line); std::getline(file, line);) {
        if (line.empty() || line[0] == '#') continue;
        rows.emplace_back();
        std::istringstream fields(line + ",");
        for (std::string field; std::getline(fields, field, ',');) rows.back().push_back(field);
    }
    if (rows.size() != 62) throw std::runtime_error("the plan has 61 units and a district");
    po::hierarchy_builder build;
    build.source("units.csv");
    std::uint32_t number = 1;
    for (auto const& row : rows) {
        auto const kind = row[1].empty() ? po::unit_kind::district_committee
                                         : po::unit_kind::grassroots_committee;
        build.add({row[0], row[1], kind, row[3], ++number, 1});
    }
    po::table figures(build.finish());
    auto const fill = [&](auto const& measure, std::size_t field) {
        auto& column = figures.add(measure);
        for (std::uint32_t i = 0; i < rows.size(); ++i) {
            auto const& text = rows[i].at(field);
            if (text == "-")
                column[po::unit_id(i)] = po::declared_none;
            else if (!text.empty())
                column[po::unit_id(i)] = std::stoll(text);
        }
    };
    fill(po::quota::registered, 4);
    fill(po::quota::registered_residential, 5);
    fill(po::quota::assigned, 6);
    fill(po::quota::assigned_residential, 7);
    return figures;
}

} // namespace test
