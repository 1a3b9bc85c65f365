#include "support/catch.hpp"
#include "support/checked_sample.hpp"

#include <partyorg/core/error.hpp>
#include <partyorg/io/baseline_file.hpp>

#include <fstream>

namespace po = partyorg;

namespace {

using list = std::vector<std::string>;

po::result<po::baseline> parse(std::string text) {
    return po::io::parse_baseline({"b.tsv", std::move(text)});
}

list defects(std::string const& rows) {
    auto const got =
        parse("rule\tunit\tmeasure\toutcome\tuntil\tgranted_by\treason\tfingerprint\n" + rows);
    CHECK_FALSE(got.has_value());
    list out;
    for (auto const& p : got.problems())
        out.push_back(std::to_string(p.where.line) + ':' + std::to_string(p.where.column) + ' ' +
                      std::string(po::code_text(p.code)));
    return out;
}

} // namespace

TEST_CASE("a baseline is a sorted table that survives reading", "[baseline_file]") {
    auto const accepted = po::make_baseline(test::checked_sample());
    auto const text = po::io::write_baseline(accepted);
    CHECK(
        text ==
        "rule\tunit\tmeasure\toutcome\tuntil\tgranted_by\treason\tfingerprint\n"
        "org.committee\tA\tmembers\treview\t\t\t\t" +
            po::to_hex(po::fingerprint_of("org.committee", "A", "members", po::outcome::review)) +
            "\norg.min\tA2\tmembers.official\tfail\t\t\t\t" +
            po::to_hex(po::fingerprint_of("org.min", "A2", "members.official", po::outcome::fail)) +
            "\nplan.part\tB\tquota.assigned.residential\tfail\t\t\t\t" +
            po::to_hex(po::fingerprint_of("plan.part", "B", "quota.assigned.residential",
                                          po::outcome::fail)) +
            "\n");
    auto const again = parse(text);
    REQUIRE(again.has_value());
    CHECK(*again == accepted);
    CHECK(po::io::write_baseline(*again) == text);
}

TEST_CASE("suppressions may be written by hand, without fingerprints and in any order",
          "[baseline_file]") {
    auto const got = parse(test::baseline_text("30/06/2024"));
    INFO(po::to_string(got.problems()));
    REQUIRE(got.has_value());
    auto const& entries = got->entries();
    REQUIRE(entries.size() == 3);
    CHECK(entries[0].code == "A1");
    CHECK(entries[1].code == "A2");
    REQUIRE(entries[1].granted.has_value());
    CHECK(entries[1].granted->until == po::date(2024, 6, 30));
    CHECK(entries[1].granted->role == "Ban Tổ chức Huyện ủy");
    CHECK(entries[1].granted->reason == "Đang chuyển đảng viên");
    CHECK(entries[1].where == po::place{"b.tsv", 3, 1});
    CHECK(entries[2].rule_id == "plan.part");
    CHECK_FALSE(entries[2].granted.has_value());
}

TEST_CASE("a reason may hold tabs and quotes", "[baseline_file]") {
    po::baseline_entry e{"r",
                         "A",
                         "",
                         po::outcome::fail,
                         po::suppression{"a \"b\"\tc", "role", po::date(2024, 1, 1)},
                         {}};
    po::baseline const accepted({e});
    auto const again = parse(po::io::write_baseline(accepted));
    REQUIRE(again.has_value());
    CHECK(*again == accepted);
}

TEST_CASE("an empty baseline is its header", "[baseline_file]") {
    auto const text = po::io::write_baseline({});
    CHECK(text == "rule\tunit\tmeasure\toutcome\tuntil\tgranted_by\treason\tfingerprint\n");
    REQUIRE(parse(text).has_value());
    CHECK(parse(text)->entries().empty());
}

TEST_CASE("every defect of a baseline is told with line and column", "[baseline_file]") {
    CHECK(defects("r\tA\tm\tfailed\t\t\t\t\n"
                  "\tA\tm\tfail\t\t\t\t\n"
                  "r\tA\tm\tpass\t\t\t\t\n"
                  "r\tA\tm\tfail\t2024-02-30\trole\twhy\t\n"
                  "r\tA\tm\tfail\t2024-02-01\t\t\t\n"
                  "r\tA\tm\tfail\t\trole\twhy\t\n"
                  "r\tA\tm\tfail\t\t\t\t12\n"
                  "r\tA\tm\tfail\t\t\t\t0123456789abcdef\n"
                  "r\tA\n") == list{"2:7 PO1636", "3:1 PO1150", "4:7 PO1648", "5:12 PO1115",
                                    "6:23 PO1645", "6:24 PO1645", "7:12 PO1645", "8:15 PO1643",
                                    "9:15 PO1642", "10:1 PO1105"});
}

TEST_CASE("two lines for one finding are refused", "[baseline_file]") {
    CHECK(defects("r\tA\tm\tfail\t\t\t\t\nr\tA\tm\treview\t\t\t\t\nr\tA\tm\tfail\t\t\t\t\n") ==
          list{"4:1 PO1644"});
}

TEST_CASE("a table without the columns of a baseline is none", "[baseline_file]") {
    auto const got = parse("code\tname\nA\tB\n");
    REQUIRE_FALSE(got.has_value());
    CHECK(got.problems()[0].code == po::defect::missing_column);
}

TEST_CASE("baselines are read from files", "[baseline_file]") {
    auto const path = std::string(PARTYORG_SCRATCH_DIR) + "/baseline.tsv";
    std::ofstream(path) << test::baseline_text("2024-06-30");
    CHECK(po::io::read_baseline(path).entries().size() == 3);
    CHECK_THROWS_AS(po::io::read_baseline("missing.tsv"), po::invalid_input);
}
