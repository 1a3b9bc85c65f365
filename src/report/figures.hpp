#pragma once
/// @file
/// What reports share: figures of any type, rolled-up columns, comparisons.

#include <partyorg/core/label.hpp>
#include <partyorg/organisation/plan.hpp>
#include <partyorg/organisation/suspects.hpp>
#include <partyorg/targets/deviation.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace partyorg::report {

/// A figure of a column of any type; monostate where there is none.
using figure = std::variant<std::monostate, std::int64_t, double, date, coverage_count>;

/// For people: "3.550" in Vietnamese, "3,550" in English, "170/170", "15/01/2024".
std::string for_people(figure const& f, language lang);
/// For people, with a sign: "+2", "−6", "0".
std::string signed_for_people(std::int64_t value, language lang);
/// For programs: "3550", "170/170", "2024-01-15", empty for none.
std::string for_programs(figure const& f);

/// A cell as printed: a figure, "-", or nothing.
struct own_cell {
    cell_state state = cell_state::blank;
    figure value{};
};
own_cell own_of(column_base const& own, slot s);
/// "-" and nothing keep their form.
std::string for_people(own_cell const& c, language lang);
std::string for_programs(own_cell const& c);

/// A column rolled up for every unit, and for all roots together.
struct rolled_column {
    measure_info const* info = nullptr;
    std::vector<figure> values{};
    std::vector<completeness> counts{};
    figure total{};
    completeness total_counts{};
};
rolled_column roll_column(column_base const& own);

/// One printed figure against the computed one.
struct comparison {
    discrepancy what{};    ///< equal figures have difference 0
    bool of_units = false; ///< a number of units, not the sum of a measure
    bool agrees() const { return what.difference() == 0; }
};
/// Every printed total and every stated number of units, in the order of the document.
std::vector<comparison> comparisons(plan const& whole);

/// Sum and difference of one pair of measures, "registered" and "assigned".
struct pair_total {
    std::string registered_id{}, assigned_id{};
    std::int64_t registered = 0, assigned = 0;
    std::uint32_t units = 0; ///< how many units differ
    std::int64_t difference() const { return assigned - registered; }
};
/// One entry per pair that occurs in `found`.
std::vector<pair_total> pair_totals(organisation const& whole, std::vector<deviation> const& found);

/// The stated total of a unit, if one is printed.
stated_total const* stated_for(organisation const& whole, slot unit, std::string_view measure);
/// The printed total of all roots together, if each has one.
std::optional<std::int64_t> stated_for_all(organisation const& whole, std::string_view measure);

/// The measure's name; its identifier where it has no column.
std::string name_of(organisation const& whole, std::string_view measure, language lang);

} // namespace partyorg::report
