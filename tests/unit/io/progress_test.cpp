#include "support/catch.hpp"

#include <partyorg/io/csv.hpp>
#include <partyorg/io/progress.hpp>
#include <partyorg/rollup/helper_thread.hpp>

#include <optional>
#include <string>
#include <vector>

namespace po = partyorg;
using po::io::load_answer;
using po::io::load_stage;

namespace {

std::string table_of(int units) {
    std::string text = "code,parent,kind,name\nA,,district_committee,Huyện\n";
    for (int i = 1; i < units; ++i) text += "B" + std::to_string(i) + ",A,grassroots_cell,Chi bộ\n";
    return text;
}

/// Notes everything, and stops at one stage.
struct notes : po::io::load_watcher {
    std::vector<po::io::load_progress> heard{};
    std::optional<load_stage> stop_at{};
    load_answer progressed(po::io::load_progress const& now) override {
        heard.push_back(now);
        return now.stage == stop_at ? load_answer::cancel : load_answer::go_on;
    }
};

po::result<po::organisation> read(std::string const& text, notes& watcher,
                                  po::two_threads* helper = nullptr) {
    po::io::unit_table_options options;
    options.watcher = &watcher;
    options.helper = helper;
    options.two_threads_from = 1000;
    return po::io::parse_unit_table({"u.csv", text}, options);
}

} // namespace

TEST_CASE("a watcher hears of rows and of every stage, in their order", "[io]") {
    auto const text = table_of(20'000);
    notes watcher;
    REQUIRE(read(text, watcher));
    REQUIRE(watcher.heard.size() == 20'000 / 4096 + 2);
    for (std::size_t i = 1; i < watcher.heard.size(); ++i) {
        CHECK(watcher.heard[i - 1].stage <= watcher.heard[i].stage);
        CHECK(watcher.heard[i - 1].done <= watcher.heard[i].done);
    }
    for (auto const& now : watcher.heard) {
        CHECK(now.total == text.size());
        CHECK(now.done <= now.total);
    }
    CHECK(watcher.heard[0].stage == load_stage::rows);
    CHECK(watcher.heard.back().stage == load_stage::columns);
    CHECK(watcher.heard.back().done == text.size());
}

TEST_CASE("a watcher stops a reader at any stage, with one defect", "[io]") {
    auto const text = table_of(20'000);
    po::helper_thread helper;
    for (auto* const second :
         {static_cast<po::two_threads*>(nullptr), static_cast<po::two_threads*>(&helper)})
        for (auto const stage : {load_stage::rows, load_stage::order, load_stage::columns}) {
            notes watcher;
            watcher.stop_at = stage;
            auto const got = read(text, watcher, second);
            REQUIRE_FALSE(got);
            REQUIRE(got.problems().size() == 1);
            CHECK(got.problems()[0].code == po::defect::cancelled);
            CHECK(to_string(got.problems()) == "u.csv: PO1131: reading was stopped\n");
            CHECK(watcher.heard.back().stage == stage);
        }
}

TEST_CASE("with two threads the watcher hears of the whole text, too", "[io]") {
    auto const text = table_of(40'000);
    notes watcher;
    po::helper_thread helper;
    REQUIRE(read(text, watcher, &helper));
    REQUIRE(watcher.heard.size() > 3);
    CHECK(watcher.heard[0].done > text.size() / 10);
    CHECK(watcher.heard.back().done == text.size());
}
