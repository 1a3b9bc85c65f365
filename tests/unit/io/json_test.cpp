#include "support/catch.hpp"
#include "support/small_district.hpp"

#include <partyorg/io/json.hpp>
#include <partyorg/io/plan_document.hpp>
#include <partyorg/measures/coverage.hpp>

#include <nlohmann/json.hpp>
#include <string>

namespace po = partyorg;
using nlohmann::json;

TEST_CASE("an organisation as JSON keeps the three states of a cell", "[io]") {
    test::small_district const d;
    po::organisation whole(d.units);
    whole.figures.add(d.own);
    whole.totals.push_back({d.r, "quota.assigned", 7, {"rows.csv", 9, 1}});
    auto const read = json::parse(po::io::write_json(whole));
    REQUIRE(read.at("units").size() == 5);
    auto const& units = read.at("units");
    CHECK(units[1].at("code") == "A");
    CHECK(units[1].at("parent") == "R");
    CHECK(units[1].at("kind") == "grassroots_committee");
    auto const text = read.dump();
    CHECK(text.find("\"quota.assigned\"") != std::string::npos);
    auto const cell = [&](std::size_t i) { return units[i].at("cells").at("quota.assigned"); };
    CHECK(cell(1) == 5);
    CHECK(cell(3) == "-");
    CHECK(cell(4).is_null());
    REQUIRE(read.at("totals").size() == 1);
    CHECK(read.at("totals")[0].at("value") == 7);
}

TEST_CASE("JSON has days, shares and fractions in their own form", "[io]") {
    test::small_district const d;
    po::organisation whole(d.units);
    auto& since = whole.figures.add(po::measure<po::date, po::law::earliest>{"since"});
    since[d.a] = *po::make_date(2024, 2, 29);
    auto& rate = whole.figures.add(po::measure<double, po::law::stock>{"rate"});
    rate[d.a] = 12.5;
    auto& schools = whole.figures.add(po::coverage::schools);
    schools[d.a] = po::coverage_count{15, 16};
    auto const board =
        whole.relations.attach({po::body_kind::organisation_board, d.a, "Ban Tổ chức", {}});
    whole.relations.link(po::relation_kind::advises, board, d.b);
    auto const read = json::parse(po::io::write_json(whole));
    auto const& cells = read.at("units")[1].at("cells");
    CHECK(cells.at("since") == "2024-02-29");
    CHECK(cells.at("rate") == 12.5);
    CHECK(cells.at("coverage.schools") == json{{"covered", 15}, {"of", 16}});
    CHECK(read.at("bodies")[0].at("unit") == "A");
    CHECK(read.at("relations")[0].at("from") == "Ban Tổ chức");
    CHECK(read.at("relations")[0].at("to") == "B");
}

TEST_CASE("a plan as JSON tells its duties with their last day", "[io]") {
    auto const p = po::io::read_plan(PARTYORG_SOURCE_DIR "/examples/data/phong-tho-2024/plan.txt");
    auto const read = json::parse(po::io::write_json(p));
    CHECK(read.at("year") == 2024);
    CHECK(read.at("units").size() == 62);
    CHECK(read.at("legal_basis")[0].at("number") == "234-KH/HU");
    bool found = false;
    for (auto const& duty : read.at("duties")) {
        if (duty.at("due").is_null()) continue;
        found = true;
        CHECK(duty.at("due") == "2024-01-15");
        CHECK(duty.at("bound") == "before");
        CHECK(duty.at("documents").size() == 3);
    }
    CHECK(found);
}
