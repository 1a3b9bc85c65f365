#include "support/catch.hpp"

#include <partyorg/measures/activity.hpp>
#include <partyorg/measures/membership.hpp>
#include <partyorg/measures/quota.hpp>
#include <partyorg/rules/select.hpp>

namespace po = partyorg;

TEST_CASE("conditions of one kind are joined into one list", "[rules]") {
    auto const a = po::are(po::unit_kind::grassroots_cell), b = po::are_leaves(),
               c = po::are_roots();
    auto const all = (a && b && c).expression();
    CHECK(all->op == po::expression_op::all_of);
    CHECK(all->args.size() == 3);
    CHECK((po::unit_condition() && a).expression() == a.expression());
    CHECK((a || (b && c)).expression()->args.size() == 2);
}

TEST_CASE("comparisons read in both directions", "[rules]") {
    CHECK(po::describe((po::membership::official >= 3).expression()).en ==
          "have at least 3 official members");
    CHECK((3 <= po::membership::official).expression()->args[0]->op == po::expression_op::number);
    CHECK(po::describe(
              (po::day_asked_about() <= po::day(po::activity::last_congress) + po::months(30))
                  .expression())
              .en == "have the day asked about not later than last congress plus 30 months");
    CHECK(po::describe(po::ratio(po::quota::admitted, po::membership::total)
                           .compare(po::comparison::at_most, po::percent(4))
                           .expression())
              .vi == "có tỷ lệ kết nạp trên đảng viên là nhiều nhất 4 %");
}

TEST_CASE("a fixed day is a real day", "[rules]") {
    CHECK_THROWS_AS(po::day(po::date()), po::invalid_input);
}
