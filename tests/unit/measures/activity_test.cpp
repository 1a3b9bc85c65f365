#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/measures/activity.hpp>
#include <partyorg/measures/table.hpp>
#include <partyorg/rollup/roll_up.hpp>

#include <support/catch.hpp>

using namespace partyorg;

TEST_CASE("the last congress of a committee and its cells is the latest one", "[measures]") {
    hierarchy_builder build;
    auto const top = build.add({.code = "A", .kind = unit_kind::grassroots_committee});
    auto const first =
        build.add({.code = "A1", .parent = "A", .kind = unit_kind::subordinate_cell});
    auto const second =
        build.add({.code = "A2", .parent = "A", .kind = unit_kind::subordinate_cell});
    auto const units = build.finish();
    column congress(units, activity::last_congress);
    congress[first] = *make_date(2022, 12, 9);
    congress[second] = *make_date(2023, 1, 6);
    CHECK(roll_up(units, congress)[top] == *make_date(2023, 1, 6));
}

TEST_CASE("graded organisations add up, meetings of several units do not", "[measures]") {
    CHECK(measure_info(activity::graded_units).law == law_kind::flow);
    CHECK(std::string(activity::graded_units_good.of_which) == activity::graded_units.id);
    CHECK(std::string(activity::graded_members_good.of_which) == activity::graded_members.id);
    CHECK(measure_info(activity::months_with_meeting).law == law_kind::distinct);
    CHECK(measure_info(activity::overdue_ceremonies).law == law_kind::stock);
}
