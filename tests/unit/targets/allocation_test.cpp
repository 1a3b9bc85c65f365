#include "plan_2024.hpp"

#include <partyorg/targets/allocation.hpp>

#include <cstdint>
#include <numeric>
#include <string>
#include <support/catch.hpp>

using namespace partyorg;

namespace {

std::int64_t seats_of(table const& figures, allocation const& a, std::string const& code) {
    return a.result.seats()[*a.position_of(*figures.units().find(code))];
}

} // namespace

TEST_CASE("the registered column divided into 125", "[targets]") {
    auto const figures = test::plan_2024();
    allocation_request request{.by = "quota.registered",
                               .seats = 125,
                               .maximum = "quota.registered",
                               .ties = tie_policy::by_order};
    auto const a = allocate(figures, request).value();
    CHECK(a.units.size() == 61);
    auto const& seats = a.result.seats();
    CHECK(std::accumulate(seats.begin(), seats.end(), std::int64_t{0}) == 125);
    CHECK(seats_of(figures, a, "PT-01") == 9);
    CHECK(seats_of(figures, a, "PT-03") == 6);
    CHECK(verify(a.result.proof, a.claims).empty());
    CHECK_THAT(why(a.claims, a.result, 0).vi, test::StartsWith("PT-01: 9 mà không phải 10, vì "));

    auto const column = a.as_column(figures, request.by);
    CHECK(column[*figures.units().find("PT-01")].value_or(0) == 9);
    CHECK(column[*figures.units().find("PT-19")].state() == cell_state::declared_none);
    CHECK(column[*figures.units().find("PT")].is_blank());
}

TEST_CASE("the published plan is what the formula gives with five units held", "[targets]") {
    auto const figures = test::plan_2024();
    auto const a =
        allocate(figures,
                 {.by = "quota.registered",
                  .seats = 125,
                  .maximum = "quota.registered",
                  .holds = {{"PT-03", 4}, {"PT-09", 7}, {"PT-11", 5}, {"PT-12", 6}, {"PT-15", 5}}})
            .value();
    auto const& assigned = figures[quota::assigned];
    for (std::size_t i = 0; i < a.units.size(); ++i)
        CHECK(a.result.seats()[i] == assigned[a.units[i]].value_or(0));
}

TEST_CASE("ties are the normal case, and are named", "[targets]") {
    auto const figures = test::plan_2024();
    auto const a =
        allocate(figures, {.by = "quota.registered", .seats = 125, .maximum = "quota.registered"});
    CHECK(to_string(a.error()) ==
          "units.csv:14: PO1706: 1 seat for 2 units with equal claims: 'PT-12', 'PT-13'\n");
}

TEST_CASE("a request with several defects reports them all", "[targets]") {
    auto figures = test::plan_2024();
    figures.edit<std::int64_t>("quota.registered")[unit_id(0)] = 131;
    figures.edit<std::int64_t>("quota.registered")[unit_id(1)] = -1;
    auto const a = allocate(figures, {.by = "quota.registered",
                                      .seats = 10,
                                      .minimum = -2,
                                      .maximum = "quota.wished",
                                      .holds = {{"PT-99", 1}, {"PT-02", 3}, {"PT-02", 4}}});
    auto const text = to_string(a.error());
    for (auto const* part :
         {"PO1402: no column 'quota.wished'", "PO1711: minimum -2",
          "PO1403: no unit 'PT-99' to hold",
          "units.csv:4: PO1705: unit 'PT-02' is held at 3 and at 4",
          "units.csv:3: PO1710: unit 'PT-01' (and 60 more) and its superior 'PT' both",
          "units.csv:3: PO1701: unit 'PT-01': weight -1"})
        CHECK_THAT(text, test::ContainsSubstring(part));
}

TEST_CASE("a minimum of one for whoever has a weight", "[targets]") {
    auto const figures = test::plan_2024();
    auto const a =
        allocate(
            figures,
            {.by = "quota.registered", .seats = 60, .minimum = 1, .ties = tie_policy::by_order})
            .value();
    for (std::size_t i = 0; i < a.units.size(); ++i)
        CHECK((a.result.seats()[i] >= 1) == (a.claims[i].basis.numerator > 0));
}
