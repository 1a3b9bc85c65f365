#include "support/catch.hpp"
#include "support/checked_sample.hpp"

#include <partyorg/io/baseline_file.hpp>
#include <partyorg/io/sarif.hpp>

namespace po = partyorg;
using test::ContainsSubstring;

namespace {

std::string sarif(po::baseline const* accepted = nullptr, po::language lang = po::language::vi) {
    return po::io::write_sarif(test::checked_sample(), lang, accepted);
}

std::size_t count(std::string const& text, std::string const& what) {
    std::size_t n = 0;
    for (auto at = text.find(what); at != text.npos; at = text.find(what, at + 1)) ++n;
    return n;
}

/// The result of one unit, from its message to the next one.
std::string result_of(std::string const& text, std::string const& message) {
    auto const at = text.find(message);
    REQUIRE(at != text.npos);
    auto const begin = text.rfind("\"ruleId\"", at);
    return text.substr(begin, text.find("\"ruleId\"", at) - begin);
}

} // namespace

TEST_CASE("SARIF names the tool, its rules and their articles", "[sarif]") {
    auto const text = sarif();
    CHECK_THAT(text, ContainsSubstring("\"version\": \"2.1.0\""));
    CHECK_THAT(text, ContainsSubstring("\"name\": \"partyorg\""));
    CHECK_THAT(text, ContainsSubstring("\"id\": \"org.min\""));
    CHECK_THAT(text,
               ContainsSubstring(
                   "\"help\": {\"text\": \"Điều 21(2), Điều lệ Đảng (19/01/2011), Đại hội XI\"}"));
    CHECK(count(text, "\"ruleId\"") == 4);
    CHECK(count(text, "\"shortDescription\"") == 4);
}

TEST_CASE("failures carry a level, what people have to judge carries a kind", "[sarif]") {
    auto const text = sarif();
    auto const failed = result_of(text, "Chi bộ bản 2 (A2): đảng viên chính thức: 2");
    CHECK_THAT(failed, ContainsSubstring("\"kind\": \"fail\""));
    CHECK_THAT(failed, ContainsSubstring("\"level\": \"error\""));
    CHECK_THAT(failed, ContainsSubstring("\"ruleIndex\": 0"));
    CHECK_THAT(failed, ContainsSubstring("\"uri\": \"units.csv\""));
    CHECK_THAT(failed, ContainsSubstring("\"startLine\": 5"));
    CHECK_THAT(failed, ContainsSubstring("\"fullyQualifiedName\": \"D/A/A2\""));
    CHECK_THAT(failed,
               ContainsSubstring("\"partyorgFinding/v1\": \"" +
                                 po::to_hex(po::fingerprint_of("org.min", "A2", "members.official",
                                                               po::outcome::fail)) +
                                 '"'));
    CHECK_THAT(result_of(text, "thiếu số liệu"), ContainsSubstring("\"kind\": \"open\""));
    auto const review = result_of(text, "đảng viên: 25");
    CHECK_THAT(review, ContainsSubstring("\"kind\": \"review\""));
    CHECK_THAT(review, ContainsSubstring("\"level\": \"none\""));
    CHECK_THAT(result_of(text, "(B): giao"), ContainsSubstring("\"level\": \"warning\""));
    CHECK(count(text, "baselineState") == 0);
}

TEST_CASE("with a baseline SARIF tells new, unchanged, suppressed and absent apart", "[sarif]") {
    auto const read = po::io::parse_baseline({"b.tsv", test::baseline_text("2024-06-30")});
    REQUIRE(read.has_value());
    auto const text = sarif(&*read);
    CHECK(count(text, "\"baselineState\": \"new\"") == 2);
    CHECK(count(text, "\"baselineState\": \"unchanged\"") == 2);
    CHECK(count(text, "\"baselineState\": \"absent\"") == 1);
    CHECK(count(text, "\"suppressions\"") == 1);
    CHECK_THAT(
        result_of(text, "(A2): "),
        ContainsSubstring("\"justification\": \"Đang chuyển đảng viên (Ban Tổ chức Huyện ủy, "
                          "đến ngày 30/06/2024)\""));
}

TEST_CASE("a suppression that ran out no longer suppresses", "[sarif]") {
    auto const read = po::io::parse_baseline({"b.tsv", test::baseline_text("2024-01-14")});
    REQUIRE(read.has_value());
    CHECK(count(sarif(&*read), "\"suppressions\"") == 0);
}

TEST_CASE("file names become URI references", "[sarif]") {
    po::hierarchy_builder build;
    build.source("số liệu/kế hoạch 100%.csv");
    build.add({.code = "A", .kind = po::unit_kind::grassroots_cell, .name = "A", .line = 2});
    po::organisation const whole(build.finish());
    auto const text = po::io::write_sarif(
        po::check(whole, test::checked_rules(), test::checked_day), po::language::en);
    CHECK_THAT(text, ContainsSubstring("\"uri\": \"s%E1%BB%91%20li%E1%BB%87u/"
                                       "k%E1%BA%BF%20ho%E1%BA%A1ch%20100%25.csv\""));
}

TEST_CASE("SARIF speaks English, too", "[sarif]") {
    auto const text = sarif(nullptr, po::language::en);
    CHECK_THAT(text, ContainsSubstring("(A2): official members: 2, should be at least 3"));
    CHECK_THAT(text, ContainsSubstring("\"language\": \"en\""));
}
