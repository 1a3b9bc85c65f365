// Every tests/scenarios/*.scenario, asked of the built-in rules; and whether they pin down every
// threshold and every day.
#include "support/catch.hpp"

#include <partyorg/rules/statutes/all.hpp>
#include <partyorg/testing/mutate.hpp>
#include <partyorg/testing/scenario.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

namespace po = partyorg;
using namespace partyorg::testing;

namespace {

using scenario_files = std::map<std::string, std::vector<rule_scenario>>;

scenario_files const& all_files() {
    static auto const files = [] {
        scenario_files out;
        std::filesystem::path const folder = PARTYORG_SOURCE_DIR "/tests/scenarios";
        for (auto const& entry : std::filesystem::directory_iterator(folder)) {
            if (entry.path().extension() != ".scenario") continue;
            std::ifstream in(entry.path(), std::ios::binary);
            std::string const text{std::istreambuf_iterator<char>(in), {}};
            auto const name = entry.path().filename().string();
            out[name] = parse_scenarios(text, "tests/scenarios/" + name).value();
        }
        return out;
    }();
    return files;
}

std::string told(std::vector<scenario_mismatch> const& found) {
    std::string text;
    for (auto const& m : found) text += to_string(m) + '\n';
    return text;
}

/// Which scenarios say something about a rule.
std::map<std::string, std::vector<rule_scenario const*>> by_rule() {
    std::map<std::string, std::vector<rule_scenario const*>> out;
    for (auto const& [name, scenarios] : all_files())
        for (auto const& s : scenarios) {
            std::set<std::string> ids;
            for (auto const& q : s.questions)
                for (auto const& e : q.expected) ids.insert(e.rule_id);
            for (auto const& id : ids) out[id].push_back(&s);
        }
    return out;
}

} // namespace

TEST_CASE("every scenario comes true", "[scenarios]") {
    auto const rules = po::statutes::all();
    for (auto const& [name, scenarios] : all_files())
        for (auto const& s : scenarios) {
            DYNAMIC_SECTION(name << ": " << s.title) {
                CHECK(told(run(s, rules)) == "");
            }
        }
}

TEST_CASE("every rule family has ten scenarios at least", "[scenarios]") {
    CHECK(all_files().size() >= 9);
    for (auto const& [name, scenarios] : all_files()) {
        INFO(name);
        CHECK(scenarios.size() >= 10);
    }
}

TEST_CASE("every built-in rule is named in a scenario, with a pass and without one",
          "[scenarios]") {
    std::map<std::string, std::set<po::outcome>> seen;
    for (auto const& [name, scenarios] : all_files())
        for (auto const& s : scenarios)
            for (auto const& q : s.questions)
                for (auto const& e : q.expected)
                    if (e.what == expectation_kind::outcome) seen[e.rule_id].insert(e.outcome);
    for (auto const& id : po::statutes::all().ids()) {
        INFO(id);
        // A level that is gone cannot be in order.
        if (id != "levels.no-district") CHECK(seen[id].count(po::outcome::pass) == 1);
        CHECK((seen[id].count(po::outcome::fail) == 1 || seen[id].count(po::outcome::review) == 1));
    }
}

TEST_CASE("moving any threshold or any day of a built-in rule makes a scenario fail",
          "[scenarios]") {
    auto const scenarios = by_rule();
    auto const report =
        mutate(po::statutes::all(), [&](po::rule_book const& changed, std::string_view id) {
            auto const own = scenarios.find(std::string(id));
            if (own != scenarios.end())
                for (auto const* s : own->second)
                    if (!run(*s, changed, id).empty()) return test_result::failed;
            return test_result::passed;
        });
    // What cannot be told apart, and why.
    std::vector<std::pair<std::string, std::string>> const equivalent = {
        // 1 or 0 officers: with whole numbers "fewer than 1" is "0".
    };
    std::string survivors;
    for (auto const& m : report.survivors) {
        auto const text = to_string(m);
        bool const known = std::any_of(equivalent.begin(), equivalent.end(),
                                       [&](auto const& e) { return e.first == text; });
        if (!known) survivors += text + '\n';
    }
    CHECK(survivors == "");
    CHECK(report.tried > 400);
}
