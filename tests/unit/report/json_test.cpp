#include "support/catch.hpp"
#include "support/small_plan.hpp"

#include <partyorg/report/json.hpp>
#include <partyorg/rollup/explain.hpp>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace po = partyorg;
using json = nlohmann::ordered_json;

namespace {

std::vector<std::string> keys(json const& object) {
    std::vector<std::string> out;
    for (auto const& entry : object.items()) out.push_back(entry.key());
    return out;
}

using list = std::vector<std::string>;

} // namespace

TEST_CASE("a plan's report has the promised shape", "[report]") {
    auto const read = json::parse(po::report::plan_json(test::small_plan(), po::language::en));
    CHECK(keys(read) == list{"title", "year", "units", "measures", "counts", "coverage",
                             "deviations", "discrepancies", "warnings", "not_understood"});
    CHECK(read["title"] == "KẾ HOẠCH 2025");
    CHECK(read["year"] == 2025);
    CHECK(read["units"] == json::parse(R"({"total": 2, "by_kind": {"grassroots_committee": 1,
                                           "grassroots_cell": 1}})"));
    CHECK(read["measures"]["quota.assigned"] ==
          json::parse(R"({"rolled_up": 1201, "stated": 1210, "complete": true})"));
    CHECK(read["coverage"][0] == json::parse(R"({"what": "trường học", "covered": 47, "of": 48})"));
    CHECK(read["deviations"][0] ==
          json::parse(R"({"code": "SM-02", "name": "Chi bộ \"B\", huyện", "measure":
                          "quota.assigned", "registered": 0, "assigned": 1})"));
    auto const& gap = read["discrepancies"][0];
    CHECK(keys(gap) == list{"unit", "measure", "stated", "rolled_up", "difference", "suspects"});
    CHECK(gap["unit"] == "SM");
    CHECK(gap["difference"] == -9); // rolled up minus stated
    for (auto const& suspect : gap["suspects"])
        CHECK(keys(suspect) == list{"kind", "explanation", "rows"});
    CHECK(read["warnings"].empty());
    CHECK(read["not_understood"][0]["line"] == 12);
}

TEST_CASE("what no document states is null", "[report]") {
    auto p = test::small_plan();
    p.totals.clear();
    p.title.clear();
    p.year.reset();
    auto const read = json::parse(po::report::plan_json(p, po::language::vi));
    CHECK(read["title"].is_null());
    CHECK(read["year"].is_null());
    CHECK(read["measures"]["quota.registered"]["stated"].is_null());
    CHECK(read["discrepancies"].empty());
}

TEST_CASE("the other reports for programs", "[report]") {
    auto const p = test::small_plan();
    auto const rolled = json::parse(po::report::roll_up_json(p));
    REQUIRE(rolled["units"].size() == 3);
    CHECK(rolled["units"][2]["measures"]["quota.registered"]["state"] == "declared_none");
    CHECK(rolled["units"][0]["measures"]["quota.assigned"]["rolled_up"] == 1201);
    auto const compared = json::parse(po::report::reconciliation_json(p, po::language::en));
    CHECK(compared["compared"].size() == 2);
    CHECK(compared["discrepancies"].size() == 1);
    auto const changed = json::parse(po::report::deviations_json(p));
    CHECK(changed["deviations"].size() == 1);
    auto const found = po::explain(*p.figures.find("quota.assigned"), po::slot(0));
    auto const told = json::parse(po::report::explanation_json(p, found));
    CHECK(told["value"] == 1201);
    CHECK(told["cells"].size() == 2);
    CHECK(told["stated"] == 1210);
}
