// An independent validator: SARIF against the schema of the standard, rule files against ours.
#include "support/catch.hpp"
#include "support/checked_sample.hpp"

#include <partyorg/io/baseline_file.hpp>
#include <partyorg/io/rule_file.hpp>
#include <partyorg/io/sarif.hpp>
#include <partyorg/rules/statutes/all.hpp>

#include <fstream>
#include <sstream>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace po = partyorg;

namespace {

using json = nlohmann::json;
using adapter = valijson::adapters::NlohmannJsonAdapter;

std::string file_text(std::string const& path) {
    std::ifstream in(std::string(PARTYORG_SOURCE_DIR) + path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    REQUIRE(!text.str().empty());
    return text.str();
}

class schema {
public:
    schema(std::string const& text, valijson::SchemaParser::Version version) {
        valijson::SchemaParser parser(version);
        auto const document = json::parse(text);
        parser.populateSchema(adapter(document), rules_);
    }
    /// What is wrong with a document; empty if it is valid.
    [[nodiscard]] std::string errors(json const& document) const {
        valijson::Validator validator;
        valijson::ValidationResults results;
        if (validator.validate(rules_, adapter(document), &results)) return {};
        std::string text;
        for (auto const& error : results) {
            for (auto const& step : error.context) text += step;
            text += ": " + error.description + '\n';
        }
        return text.empty() ? "invalid" : text;
    }

private:
    valijson::Schema rules_{};
};

schema const& sarif() {
    static schema const s(file_text("/tests/schemas/sarif-2.1.0-rtm.5.json"),
                          valijson::SchemaParser::kDraft4);
    return s;
}
schema const& rule_files() {
    static schema const s(po::io::rule_file_schema(), valijson::SchemaParser::kDraft7);
    return s;
}

} // namespace

TEST_CASE("our SARIF is valid by the schema of SARIF 2.1.0", "[oracle]") {
    auto const found = test::checked_sample();
    for (auto const lang : {po::language::vi, po::language::en}) {
        CHECK(sarif().errors(json::parse(po::io::write_sarif(found, lang))) == "");
        for (auto const* until : {"2024-06-30", "2024-01-14"}) {
            auto const accepted =
                po::io::parse_baseline({"b.tsv", test::baseline_text(until)}).value();
            CHECK(sarif().errors(json::parse(po::io::write_sarif(found, lang, &accepted))) == "");
        }
    }
}

TEST_CASE("the validator does see what is wrong with SARIF", "[oracle]") {
    auto log = json::parse(po::io::write_sarif(test::checked_sample(), po::language::en));
    auto wrong_level = log;
    wrong_level["runs"][0]["results"][0]["level"] = "fatal";
    CHECK(sarif().errors(wrong_level) != "");
    auto no_message = log;
    no_message["runs"][0]["results"][0].erase("message");
    CHECK(sarif().errors(no_message) != "");
}

TEST_CASE("the rule files that we write are valid by our schema", "[oracle]") {
    for (auto const& book : {test::checked_rules(), po::statutes::all()})
        CHECK(rule_files().errors(json::parse(po::io::write_rules(book))) == "");
    auto const other = json::parse(R"({"$schema": "docs/rule-file.schema.json",
        "partyorg_rules": 1, "override": [{"rule": "org.min", "parameters": {"min": 4}}]})");
    CHECK(rule_files().errors(other) == "");
}

TEST_CASE("what our schema refuses, the reader refuses", "[oracle]") {
    auto const good = json::parse(po::io::write_rules(test::checked_rules()));
    std::vector<json> wrong(9, good);
    wrong[0]["rulez"] = json::array();
    wrong[1].erase("partyorg_rules");
    wrong[2]["rules"][0].erase("source");
    wrong[3]["rules"][0]["severity"] = "eror";
    wrong[4]["rules"][0]["condition"]["op"] = "compar";
    wrong[5]["rules"][0]["condition"]["args"].push_back(1);
    wrong[6]["rules"][0]["scope"]["kinds"] = json::array();
    wrong[7]["rules"][0]["in_force"]["first"] = "19/01/2011";
    wrong[8]["rules"][0]["parameters"]["min"] = "3";
    for (auto const& one : wrong) {
        INFO(one.dump());
        CHECK(rule_files().errors(one) != "");
        CHECK_FALSE(po::io::parse_rules({"r.json", one.dump()}).has_value());
    }
}
