// An independent XML parser reads our JUnit files.
#include "support/catch.hpp"
#include "support/checked_sample.hpp"

#include <partyorg/io/baseline_file.hpp>
#include <partyorg/io/junit.hpp>

#include <pugixml.hpp>
#include <string>

namespace po = partyorg;

namespace {

/// Counts what a reader of JUnit counts, and compares it with the attributes.
void check_counts(pugi::xml_node const& suite) {
    unsigned tests = 0, failures = 0, skipped = 0;
    for (auto const& one : suite.children("testcase")) {
        ++tests;
        failures += !one.child("failure").empty();
        skipped += !one.child("skipped").empty();
        CHECK(std::string(one.attribute("name").value()) != "");
        CHECK(std::string(one.attribute("classname").value()) == suite.attribute("name").value());
    }
    CHECK(suite.attribute("tests").as_uint() == tests);
    CHECK(suite.attribute("failures").as_uint() == failures);
    CHECK(suite.attribute("skipped").as_uint() == skipped);
}

} // namespace

TEST_CASE("our JUnit files are well-formed and their counts are right", "[oracle]") {
    auto const accepted =
        po::io::parse_baseline({"b.tsv", test::baseline_text("2024-01-15")}).value();
    for (auto const* baseline : {static_cast<po::baseline const*>(nullptr), &accepted}) {
        auto const text = po::io::write_junit(test::checked_sample(), po::language::vi, baseline);
        pugi::xml_document document;
        REQUIRE(document.load_string(text.c_str()));
        auto const root = document.child("testsuites");
        REQUIRE(!root.empty());
        unsigned tests = 0, failures = 0, suites = 0;
        for (auto const& suite : root.children("testsuite")) {
            check_counts(suite);
            tests += suite.attribute("tests").as_uint();
            failures += suite.attribute("failures").as_uint();
            ++suites;
        }
        CHECK(suites == 4);
        CHECK(root.attribute("tests").as_uint() == tests);
        CHECK(root.attribute("failures").as_uint() == failures);
        CHECK(failures == (baseline == nullptr ? 1 : 0));
    }
}

TEST_CASE("names arrive as they were, whatever they hold", "[oracle]") {
    po::hierarchy_builder build;
    build.add({.code = "A\"<&>'\t", .kind = po::unit_kind::grassroots_cell, .name = "]]>\nĐảng"});
    po::organisation whole(build.finish());
    whole.figures.add(po::membership::official);
    whole.figures.edit<std::int64_t, po::law::stock>("members.official")[po::slot(0)] = 1;
    auto const text = po::io::write_junit(
        po::check(whole, test::checked_rules(), test::checked_day), po::language::vi);
    pugi::xml_document document;
    REQUIRE(document.load_string(text.c_str()));
    auto const failed = document.select_node("//testcase[failure]").node();
    CHECK(std::string(failed.attribute("name").value()) == "A\"<&>'\t – ]]>\nĐảng");
    CHECK(std::string(failed.child("failure").text().get()).starts_with("đảng viên chính thức: 1"));
}
