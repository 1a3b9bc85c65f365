#include "support/catch.hpp"
#include "support/small_plan.hpp"

#include <partyorg/report/csv.hpp>
#include <partyorg/rollup/explain.hpp>

#include <string>
#include <vector>

namespace po = partyorg;

TEST_CASE("fields are quoted where they must be", "[report]") {
    std::string out;
    po::report::append_csv_row(out, std::vector<std::string>{"a", "b,c", "d\"e", "f\ng", ""});
    CHECK(out == "a,\"b,c\",\"d\"\"e\",\"f\ng\",\n");
}

TEST_CASE("tables for spreadsheets have stable headers and plain numbers", "[report]") {
    auto const p = test::small_plan();
    CHECK(po::report::deviations_csv(p) ==
          "code,name,kind,measure,registered,assigned,difference,line\n"
          "SM-02,\"Chi bộ \"\"B\"\", huyện\",grassroots_cell,quota.assigned,-,1,1,8\n");
    auto const rolled = po::report::roll_up_csv(p);
    CHECK(rolled.starts_with(
        "code,name,kind,depth,measure,own,rolled_up,answered,missing,line\n"
        "SM,Đảng bộ huyện Suối Mơ,district_committee,0,quota.registered,,1200,2,0,1\n"));
    auto const compared = po::report::reconciliation_csv(p, po::language::en);
    CHECK(compared.starts_with(
        "unit,measure,stated,rolled_up,difference,line,suspect,explanation,rows\n"
        "SM,quota.registered,1200,1200,0,9,,,\n"
        "SM,quota.assigned,1210,1201,-9,9,"));
    auto const found = po::explain(*p.figures.find("quota.assigned"), po::slot(0));
    CHECK(po::report::explanation_csv(p, found) ==
          "code,name,measure,value,file,line\n"
          "SM-01,Đảng bộ xã A,quota.assigned,1200,p.txt,7\n"
          "SM-02,\"Chi bộ \"\"B\"\", huyện\",quota.assigned,1,p.txt,8\n");
}

TEST_CASE("the facts of a plan, one per row", "[report]") {
    auto const facts = po::report::plan_csv(test::small_plan(), po::language::en);
    CHECK(facts.starts_with("fact,id,label,value,of,line\n"));
    CHECK_THAT(facts, test::ContainsSubstring("count,members,members,3550,,\n"));
    CHECK_THAT(facts, test::ContainsSubstring("coverage,,trường học,47,48,3\n"));
}
