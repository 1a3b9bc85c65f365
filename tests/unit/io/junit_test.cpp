#include "support/catch.hpp"
#include "support/checked_sample.hpp"

#include <partyorg/io/baseline_file.hpp>
#include <partyorg/io/junit.hpp>

namespace po = partyorg;
using test::ContainsSubstring;

TEST_CASE("a check becomes one suite per rule", "[junit]") {
    auto const text = po::io::write_junit(test::checked_sample(), po::language::en);
    CHECK(text == R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="partyorg" tests="7" failures="1" errors="0" skipped="2">
  <testsuite name="org.min" tests="3" failures="1" errors="0" skipped="1">
    <testcase classname="org.min" name="1 unit passes"/>
    <testcase classname="org.min" name="A2 – Chi bộ bản 2" file="units.csv" line="5">
      <failure type="error" message="official members: 2, should be at least 3">official members: 2, should be at least 3
Units that are grassroots cells or subordinate cells should have at least 3 official members.
Điều 21(2), Điều lệ Đảng (19/01/2011), Đại hội XI
units.csv:5
</failure>
    </testcase>
    <testcase classname="org.min" name="1 unit undecidable – missing: official members">
      <skipped message="missing: official members"/>
    </testcase>
  </testsuite>
  <testsuite name="org.committee" tests="1" failures="0" errors="0" skipped="1">
    <testcase classname="org.committee" name="A – Đảng bộ xã Sin Suối Hồ" file="units.csv" line="3">
      <skipped message="for review: members: 25, should be at least 30"/>
    </testcase>
  </testsuite>
  <testsuite name="plan.part" tests="2" failures="0" errors="0" skipped="0">
    <testcase classname="plan.part" name="1 unit passes"/>
    <testcase classname="plan.part" name="B – Chi bộ Bưu điện" file="units.csv" line="6">
      <system-out>assigned – residential areas: 2, should be at most 1
Units that have a figure for assigned – residential areas should have assigned – residential areas not above assigned.
Mục II, Kế hoạch (02/01/2024), Huyện ủy
units.csv:6
</system-out>
    </testcase>
  </testsuite>
  <testsuite name="target.rate" tests="1" failures="0" errors="0" skipped="0">
    <testcase classname="target.rate" name="1 unit passes"/>
  </testsuite>
</testsuites>
)");
}

TEST_CASE("accepted failures are skipped, lapsed ones fail again", "[junit]") {
    auto const junit = [](char const* until) {
        auto const read = po::io::parse_baseline({"b.tsv", test::baseline_text(until)});
        return po::io::write_junit(test::checked_sample(), po::language::vi, &*read);
    };
    CHECK_THAT(junit("2024-01-15"), ContainsSubstring("tests=\"7\" failures=\"0\""));
    CHECK_THAT(junit("2024-01-15"), ContainsSubstring("message=\"đã chấp nhận: đảng viên"));
    CHECK_THAT(junit("2024-01-14"), ContainsSubstring("tests=\"7\" failures=\"1\""));
}

TEST_CASE("names cannot break out of the XML", "[junit]") {
    po::hierarchy_builder build;
    build.add(
        {.code = "A\"<&>'", .kind = po::unit_kind::grassroots_cell, .name = "x\x01\n\"/><b>"});
    po::organisation whole(build.finish());
    whole.figures.add(po::membership::official);
    whole.figures.edit<std::int64_t, po::law::stock>("members.official")[po::slot(0)] = 1;
    auto const text = po::io::write_junit(
        po::check(whole, test::checked_rules(), test::checked_day), po::language::en);
    CHECK_THAT(text, ContainsSubstring(
                         "name=\"A&quot;&lt;&amp;&gt;' – x\uFFFD&#10;&quot;/&gt;&lt;b&gt;\""));
}

TEST_CASE("a rule that concerns nobody fails, unless that is allowed", "[junit]") {
    auto const law = po::units()
                         .that(po::are(po::unit_kind::party_group))
                         .should(po::are_leaves())
                         .because(test::statutes("Điều 1"))
                         .in_force(po::period(po::date(2011, 1, 19)))
                         .named("x", {"x", "x"});
    auto const junit = [](po::rule const& r) {
        return po::io::write_junit(po::check(test::checked_district(), r, test::checked_day),
                                   po::language::en);
    };
    CHECK_THAT(junit(law), ContainsSubstring("failures=\"1\""));
    CHECK_THAT(junit(law), ContainsSubstring("name=\"no unit\""));
    CHECK_THAT(junit(law.allowing_nobody()), ContainsSubstring("failures=\"0\""));
    CHECK_THAT(junit(law.allowing_nobody()), ContainsSubstring("<skipped"));
}
