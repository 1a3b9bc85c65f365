#include "support/catch.hpp"
#include "support/small_plan.hpp"

#include <partyorg/organisation/plan.hpp>

#include <utility>

namespace po = partyorg;

TEST_CASE("a plan is made around an organisation", "[organisation]") {
    po::organisation whole(test::small_plan().units);
    whole.source = "units.csv";
    po::plan const p(std::move(whole));
    CHECK(p.source == "units.csv");
    CHECK(p.units.size() == 3);
    CHECK_FALSE(p.year);
    CHECK(p.title.empty());
    CHECK(p.groups.empty());
    CHECK(po::plan().units.empty());
}

TEST_CASE("a duty's last day says how it is put", "[organisation]") {
    po::duty d;
    CHECK_FALSE(d.due);
    d.due = po::before(*po::make_date(2024, 1, 15));
    CHECK(d.due->last_day() == po::make_date(2024, 1, 14));
    CHECK(d.due->how() == po::bound::exclusive);
    CHECK(d.recurrence == po::recurrence::once);
    CHECK(d.holder == po::duty_holder::units);
}
