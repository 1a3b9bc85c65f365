#include "support/catch.hpp"

#include <partyorg/testing/catch2.hpp>
#include <partyorg/testing/scenario.hpp>

namespace po = partyorg;
using namespace partyorg::testing;

namespace {

po::rule minimum(std::int64_t least, po::period span, char const* number) {
    return po::units()
        .that(po::are(po::unit_kind::subordinate_cell))
        .should(po::have_at_least(po::parameter("min", least), po::membership::official))
        .because(po::cite(number, "Đại hội XI", po::date(2011, 1, 19), "Điều 21"))
        .in_force(span)
        .named("org.min", {"Tối thiểu", "Minimum"});
}

po::rule_book book() {
    po::rule_book out;
    out.add(minimum(3, po::period(po::date(2011, 1, 19), po::date(2024, 12, 31)), "1"));
    out.add(minimum(4, po::period(po::date(2025, 1, 1)), "2"));
    out.add(po::units()
                .that(po::owe())
                .should(po::have_met_in_time())
                .because(po::cite("3", "Huyện ủy", po::date(2024, 1, 1), "III"))
                .in_force(po::period(po::date(2024, 1, 1)))
                .named("duty", {"", "Duty"}));
    out.add(minimum(1, po::period(po::date(2011, 1, 19)), "4").named("off", {"", "Off"}));
    out.set_switch("off", po::rule_switch::off);
    return out;
}

std::vector<rule_scenario> parsed(char const* text) {
    return parse_scenarios(text, "a.scenario").value();
}

std::string run_all(char const* text) {
    std::string out;
    for (auto const& s : parsed(text))
        for (auto const& m : run(s, book())) out += to_string(m) + '\n';
    return out;
}

std::string defects_of(char const* text) {
    auto const read = parse_scenarios(text, "a.scenario");
    CHECK_FALSE(read.has_value());
    return to_string(read.error());
}

} // namespace

TEST_CASE("a scenario that comes true says nothing", "[testing]") {
    CHECK(run_all(R"(# comment
scenario "Two sides of three"   # and of a day
grassroots_committee A "Đảng bộ \"A\""
  subordinate_cell A1  members.official 3
  subordinate_cell A2  members.official 2
    party_group G
  subordinate_cell A3
ask 2024-12-31
  expect pass            org.min  A1
  expect fail            org.min  A2  observed 2  expected 3
  expect undecidable     org.min  A3  missing members.official
  expect not_applicable  org.min  A G
  expect source 1        org.min
ask 2025-01-01
  expect fail            org.min  A1 A2
  expect source 2        org.min
set A1 members.official 4
set A2 members.official 5
remove A3
ask 2025-01-01
  expect pass            org.min  A1 A2
ask 2011-01-18
  expect skipped not_in_force org.min
ask 2024-01-15
  expect skipped switched_off off
ask 2024-01-15 unconfirmed
  expect pass  off  A1
remove A1
remove A2
ask 2024-01-15
  expect nobody  org.min
scenario "Everywhere"
subordinate_cell C members.official 4
subordinate_cell D members.official 4
ask 2024-01-15
  expect pass org.min everywhere
)") == "");
}

TEST_CASE("units are added, moved, renamed in kind and removed between questions", "[testing]") {
    CHECK(run_all(R"(scenario "The tree changes"
district_committee D
  grassroots_committee A
    subordinate_cell A1  members.official 3
  grassroots_committee B
ask 2024-12-31
  expect pass            org.min  A1
add subordinate_cell B1 under B "Chi bộ mới"
add subordinate_cell B2 under B
ask 2024-12-31
  expect undecidable     org.min  B1 B2
set B1 members.official 2
move A1 under B
set B2 kind party_group
ask 2024-12-31
  expect pass            org.min  A1
  expect fail            org.min  B1
  expect not_applicable  org.min  A B2
remove B1
add grassroots_committee X
move B to the top
ask 2024-12-31
  expect pass            org.min  A1
  expect not_applicable  org.min  X B
)") == "");
    // A change that cannot be made is told with its line.
    CHECK(defects_of(R"(scenario "No such unit"
grassroots_committee A
  subordinate_cell A1
ask 2024-12-31
  expect undecidable  org.min  A1
move A1 under Z
add subordinate_cell A1 under A
move A1 to top
)") == R"(a.scenario:6:1: PO1660: "move A1 under Z": there is no unit 'Z'
a.scenario:7:1: PO1660: "add subordinate_cell A1 under A": there is a unit 'A1' already
a.scenario:8:1: PO1661: a change is: set <unit> <measure> <content>, set <unit> kind <kind>, set <unit> total <measure> <number>, add <kind> <unit> [under <unit>] [<name>], move <unit> under <unit>, move <unit> to the top, remove <unit>
)");
}

TEST_CASE("a scenario that does not come true says where, who, what and by which article",
          "[testing]") {
    CHECK(run_all("scenario \"S\"\n"
                  "grassroots_committee A\n"
                  "  subordinate_cell A1  members.official 2\n"
                  "ask 2024-01-15\n"
                  "  expect pass org.min A1\n"
                  "  expect fail org.min A1 observed 1 expected 4\n"
                  "  expect fail missing.rule A1\n"
                  "  expect skipped not_in_force org.min\n"
                  "  expect nobody org.min\n"
                  "  expect source 2 org.min\n"
                  "  expect pass off A1\n") ==
          "a.scenario:5: S: org.min (Điều 21, 1 (19/01/2011), Đại hội XI), unit A / A1: expected "
          "pass, got fail, observed 2 >= 3\n"
          "a.scenario:6: S: org.min (Điều 21, 1 (19/01/2011), Đại hội XI), unit A / A1: expected "
          "fail, got fail, observed 2 >= 3; expected to observe 1\n"
          "a.scenario:6: S: org.min (Điều 21, 1 (19/01/2011), Đại hội XI), unit A / A1: expected "
          "fail, got fail, observed 2 >= 3; expected to be asked for 4\n"
          "a.scenario:7: S: PO1663: there is no rule 'missing.rule'\n"
          "a.scenario:8: S: org.min: expected to be skipped as not_in_force, but it is checked\n"
          "a.scenario:9: S: org.min (Điều 21, 1 (19/01/2011), Đại hội XI), unit A / A1: expected "
          "not_applicable, got fail, observed 2 >= 3\n"
          "a.scenario:10: S: org.min: expected to rest on 2, but it rests on Điều 21, 1 "
          "(19/01/2011), Đại hội XI\n"
          "a.scenario:11: S: off is not checked on this day: switched_off\n");
}

TEST_CASE("obligations of a scenario have a ledger", "[testing]") {
    char const* const text = R"(scenario "In time and late"
district_committee D
  grassroots_cell A
  grassroots_cell B
  grassroots_cell C
owed plan by A B before 2024-01-15
handed plan by A on 2024-01-14
ask 2024-01-14
  expect pass            duty  A B
  expect not_applicable  duty  C D
ask 2024-01-15
  expect pass  duty  A
  expect fail  duty  B
)";
    CHECK(run_all(text) == "");
    CHECK(run_all("scenario \"No ledger\"\ngrassroots_cell A\nask 2024-01-15\n"
                  "  expect undecidable duty A\n") == "");
}

TEST_CASE("the day of knowledge may be another one", "[testing]") {
    auto const s = parsed("scenario \"S\"\nparty_group G\nask 2024-01-15 known 2024-02-01\n"
                          "  expect nobody org.min\n");
    CHECK(s.at(0).questions.at(0).when == po::as_of(po::date(2024, 1, 15), po::date(2024, 2, 1)));
}

TEST_CASE("one rule's expectations can be asked alone", "[testing]") {
    auto const s = parsed("scenario \"S\"\nsubordinate_cell A members.official 9\nask 2024-01-15\n"
                          "  expect fail org.min A\n  expect skipped not_known off\n");
    CHECK(run(s.at(0), book()).size() == 2);
    CHECK(run(s.at(0), book(), "off").size() == 1);
    CHECK(run(s.at(0), book(), "duty").empty());
}

TEST_CASE("unit lines that were printed are read back", "[testing]") {
    auto const whole = GENERATE(organisations(30));
    auto const text = "scenario \"S\"\n" + to_unit_lines(whole) + "ask 2024-01-15\n";
    auto const read = parse_scenarios(text);
    REQUIRE(read.has_value());
    auto const& again = (*read).at(0).questions.at(0).whole;
    REQUIRE(again.units.size() == whole.units.size());
    CHECK(again.totals.size() == whole.totals.size());
    for (std::uint32_t i = 0; i < whole.units.size(); ++i) {
        po::slot const s(i);
        CHECK(po::code_path(again.units, s) == po::code_path(whole.units, s));
        CHECK(again.units.name(s) == whole.units.name(s));
        CHECK(again.units.kind(s) == whole.units.kind(s));
        for (std::size_t c = 0; c < whole.figures.size(); ++c) {
            auto const& column = whole.figures.at(c);
            auto const* there = again.figures.find(column.info().id);
            CHECK((there ? content_of(*there, s) : any_cell()) == content_of(column, s));
        }
    }
}

TEST_CASE("defects of a scenario file are all reported, with line and column", "[testing]") {
    CHECK(defects_of("party_group A\n"
                     "scenario\n"
                     "subordinate_cell\n"
                     "subordinate_cell A members.official\n"
                     "subordinate_cell B members.official x\n"
                     "subordinate_cell C \"name\n"
                     "cell D\n"
                     "expect pass org.min A\n"
                     "ask tomorrow\n"
                     "ask 2024-01-15 knwon 2024-01-15\n"
                     "  expect pass org.min Z\n"
                     "  expect pass org.min\n"
                     "  expect maybe org.min A\n"
                     "  expect skipped because org.min\n"
                     "  expect fail org.min A observed\n"
                     "set A members\n"
                     "remove Z\n"
                     "subordinate_cell E\n") ==
          "a.scenario:1:1: PO1664: a scenario begins with its title\n"
          "a.scenario:2:1: PO1661: a scenario has a title in quotes\n"
          "a.scenario:3:1: PO1661: a unit has a code\n"
          "a.scenario:4:20: PO1661: a measure and its content, not 'members.official'\n"
          "a.scenario:5:37: PO1661: a number, '-', 'k/n' or a day, not 'x'\n"
          "a.scenario:6:20: PO1661: the quotation is not closed\n"
          "a.scenario:7:1: PO1661: a line begins with scenario, a kind of unit, ask, expect, set, "
          "add, move, remove, owed or handed, not with 'cell'\n"
          "a.scenario:8:1: PO1664: an expectation follows a question\n"
          "a.scenario:9:5: PO1661: a day of the form 2024-01-15, not 'tomorrow'\n"
          "a.scenario:10:16: PO1661: known <day> or unconfirmed, not 'knwon'\n"
          "a.scenario:10:22: PO1661: known <day> or unconfirmed, not '2024-01-15'\n"
          "a.scenario:11:23: PO1662: there is no unit 'Z'\n"
          "a.scenario:12:3: PO1661: an outcome is expected of units, or everywhere\n"
          "a.scenario:13:10: PO1661: pass, fail, not_applicable, undecidable, review, nobody, "
          "skipped or source, not 'maybe'\n"
          "a.scenario:14:18: PO1661: not_in_force, unconfirmed, switched_off or not_known, not "
          "'because'\n"
          "a.scenario:15:25: PO1661: observed, expected or missing with its value, not 'observed'\n"
          "a.scenario:16:1: PO1661: a change is: set <unit> <measure> <content>, set <unit> kind "
          "<kind>, set <unit> total <measure> <number>, add <kind> <unit> [under <unit>] [<name>], "
          "move <unit> under <unit>, move <unit> to the top, remove <unit>\n"
          "a.scenario:17:1: PO1660: \"remove Z\": there is no unit 'Z'\n"
          "a.scenario:18:1: PO1664: units come before the first question; use add afterwards\n");
}

TEST_CASE("an organisation that cannot be built is told with the line of its unit", "[testing]") {
    CHECK_THAT(defects_of("scenario \"S\"\nparty_group A\nparty_group A\nask 2024-01-15\n"),
               test::StartsWith("a.scenario:3: PO1001: "));
}

TEST_CASE("what is handed in must be owed, once, by that unit", "[testing]") {
    auto const text = defects_of("scenario \"S\"\n"
                                 "grassroots_cell A\n"
                                 "grassroots_cell B\n"
                                 "owed plan by A before 2024-01-15\n"
                                 "handed plan by A on 2024-01-10\n"
                                 "handed plan by A on 2024-01-11\n"
                                 "handed plan by B on 2024-01-11\n"
                                 "handed list by A on 2024-01-11\n"
                                 "handed plan by Z on 2024-01-11\n"
                                 "ask 2024-01-15\n");
    for (auto const* line : {"a.scenario:6:", "a.scenario:7:", "a.scenario:8:", "a.scenario:9:"})
        CHECK_THAT(text, test::ContainsSubstring(line));
    CHECK_THAT(text, !test::ContainsSubstring("a.scenario:5:"));
}

TEST_CASE("a backslash in quotes comes before what it may", "[testing]") {
    auto const name = [](char const* written) {
        auto const text =
            "scenario \"S\"\ngrassroots_cell A \"" + std::string(written) + "\"\nask 2024-01-15\n";
        auto const read = parse_scenarios(text);
        return read ? std::string((*read).at(0).questions.at(0).whole.units.name(po::slot(0)))
                    : to_string(read.error());
    };
    CHECK(name("a\\\"b\\\\c\\011d") == "a\"b\\c\td");
    CHECK(name("a\\x41") ==
          "2:21: PO1661: a backslash comes before \", \\ or three octal digits\n");
    CHECK_THAT(name("a\\777"), test::ContainsSubstring("PO1661"));
}
