#include "support/catch.hpp"
#include "support/checked_sample.hpp"

#include <partyorg/core/error.hpp>
#include <partyorg/io/rule_file.hpp>
#include <partyorg/io/text_file.hpp>
#include <partyorg/rules/statutes/all.hpp>

#include <fstream>
#include <sstream>

namespace po = partyorg;

namespace {

using list = std::vector<std::string>;

po::result<po::rule_book> parse(std::string text, po::rule_book base = {}) {
    return po::io::parse_rules({"r.json", std::move(text)}, std::move(base));
}

/// "7:19 PO1636": where and what.
list defects(std::string text, po::rule_book base = {}) {
    auto const got = parse(std::move(text), std::move(base));
    CHECK_FALSE(got.has_value());
    list out;
    for (auto const& p : got.problems()) {
        CHECK(p.where.file == "r.json");
        out.push_back(std::to_string(p.where.line) + ':' + std::to_string(p.where.column) + ' ' +
                      std::string(po::code_text(p.code)));
    }
    return out;
}

/// A file with one rule whose condition this is; the condition begins in line 5, column 14.
std::string with_condition(std::string const& condition, std::string const& more = {}) {
    return "{\"partyorg_rules\": 1, \"rules\": [{\n"
           "\"id\": \"x\", \"in_force\": {\"first\": \"2011-01-19\"},\n"
           "\"source\": {\"number\": \"Điều lệ Đảng\"},\n"
           "\"parameters\": {\"min\": 3}" +
           more + ",\n\"condition\": " + condition + "}]}";
}

po::rule only(std::string const& condition, std::string const& more = {}) {
    auto const got = parse(with_condition(condition, more));
    INFO(po::to_string(got.problems()));
    REQUIRE(got.has_value());
    REQUIRE(got->versions().size() == 1);
    return got->versions().front();
}

std::string const minimal = "{\"partyorg_rules\": 1}";

std::string file_text(std::string const& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

} // namespace

TEST_CASE("a rule file gives the rule that C++ would have built", "[rule_file]") {
    auto const got = parse(R"json({
  "partyorg_rules": 1,
  "rules": [
    {
      "id": "org.min",
      "title": {"vi": "Tối thiểu ba đảng viên chính thức", "en": "At least three official members"},
      "source": {"number": "Điều lệ Đảng", "issuer": "Đại hội XI", "signed_on": "2011-01-19",
                 "article": "Điều 21(2)"},
      "in_force": {"first": "2011-01-19"},
      "parameters": {"min": 3},
      "scope": {"op": "kind_in", "kinds": ["subordinate_cell", "grassroots_cell"]},
      "condition": {
    "op" : "compare", "is" : ">=", "args" : [
        {"op" : "cell", "measure" : "members.official"}, {"op" : "parameter", "parameter" : "min"}
    ]
}
}
  ]
  })json");
    INFO(po::to_string(got.problems()));
    REQUIRE(got.has_value());
    po::rule_book expected;
    expected.add(test::checked_rules().versions()[0]);
    CHECK(*got == expected);
}

TEST_CASE("a book survives being written and read", "[rule_file]") {
    auto const book = test::checked_rules();
    auto const text = po::io::write_rules(book);
    auto const again = parse(text);
    INFO(po::to_string(again.problems()));
    REQUIRE(again.has_value());
    CHECK(*again == book);
    CHECK(po::io::write_rules(*again) == text);
}

TEST_CASE("the rules of the statutes and plans survive being written and read", "[rule_file]") {
    auto const book = po::statutes::all();
    REQUIRE(book.versions().size() > 50);
    auto const text = po::io::write_rules(book);
    auto const again = parse(text);
    INFO(po::to_string(again.problems()));
    REQUIRE(again.has_value());
    CHECK(*again == book);
    CHECK(po::io::write_rules(*again) == text);
}

TEST_CASE("everything a rule may say survives being written and read", "[rule_file]") {
    auto book = test::checked_rules();
    auto odd = book.versions()[1];
    odd.id = "odd";
    odd.title = {"Chỉ tiếng Việt", ""};
    odd.source = {"1-QĐ", "", {}, "", po::confidence::computed};
    odd.in_force = po::period(po::date(2020, 2, 29), po::date(2024, 2, 29));
    odd.severity = po::rule_severity::advisory;
    odd.exemption = po::are_roots().expression();
    odd.breach = po::outcome::review;
    odd.on_empty = po::empty_selection::allowed;
    odd.state = po::rule_switch::off;
    odd.note = {"Ghi chú có \"ngoặc\" \\ và\nxuống dòng", "note"};
    book.add(odd);
    auto const again = parse(po::io::write_rules(book));
    INFO(po::to_string(again.problems()));
    REQUIRE(again.has_value());
    CHECK(again->versions().back() == odd);
}

TEST_CASE("an overridden threshold keeps the value it had at first", "[rule_file]") {
    auto book = test::checked_rules();
    book.set_parameter("org.min", "min", 4);
    auto const again = parse(po::io::write_rules(book));
    REQUIRE(again.has_value());
    CHECK(*again == book);
    CHECK(again->versions()[0].parameter_value("min") == 4);
}

TEST_CASE("measures of a user are declared, with what they are called", "[rule_file]") {
    constexpr po::measure<std::int64_t, po::law::stock> youth{
        "members.youth", {"Đảng viên trẻ", "Young members"}, {}};
    constexpr po::measure<po::date, po::law::latest> congress{
        "congress", {"Ngày đại hội", "Congress"}, {}};
    auto const law =
        po::units()
            .should(youth >= 1 && po::day(congress) + po::months(60) >= po::day_asked_about())
            .because(test::statutes("Điều 22"))
            .in_force(po::period(po::date(2011, 1, 19)))
            .named("x", {"x", "x"});
    po::rule_book book;
    book.add(law);
    auto const text = po::io::write_rules(book);
    CHECK_THAT(text, test::ContainsSubstring("{\"id\": \"congress\""));
    CHECK_THAT(text, test::ContainsSubstring("\"type\": \"day\""));
    auto const again = parse(text);
    INFO(po::to_string(again.problems()));
    REQUIRE(again.has_value());
    CHECK(*again == book);
}

TEST_CASE("a program's predicate cannot be stored, and the message says so", "[rule_file]") {
    auto const law = po::units()
                         .should(po::satisfy({"a", "a"}, {},
                                             [](po::unit_batch const&, std::span<po::truth> t) {
                                                 for (auto& one : t) one = po::truth::yes;
                                             }))
                         .because(test::statutes("Điều 1"))
                         .in_force(po::period(po::date(2011, 1, 19)))
                         .named("org.mine", {"x", "x"});
    po::rule_book book;
    book.add(law);
    try {
        (void)po::io::write_rules(book);
        FAIL("written");
    } catch (po::invalid_input const& e) {
        CHECK(e.code() == po::defect::program_predicate);
        CHECK_THAT(e.what(), test::ContainsSubstring("org.mine"));
    }
    CHECK(defects(with_condition("{\"op\": \"user\"}")) == list{"5:21 PO1640"});
}

TEST_CASE("every node of the table but programs' own can be read and written", "[rule_file]") {
    // One sentence per node, so that a new node without a form in files is noticed.
    std::size_t seen = 0;
    auto const schema = po::io::rule_file_schema();
    for (auto const& info : po::expression_ops()) {
        auto const in_schema =
            schema.find("\"const\": \"" + std::string(info.id) + '"') != std::string::npos;
        CHECK(in_schema == (info.op != po::expression_op::user));
        seen += in_schema;
    }
    CHECK(seen == po::expression_op_count - 1);
}

TEST_CASE("plain numbers stand for figures, and signs for comparisons", "[rule_file]") {
    auto const law = only("{\"op\":\"compare\",\"is\":\"<\",\"args\":[{\"op\":\"depth\"},3]}");
    CHECK(law.condition == (po::depth() < 3).expression());
}

TEST_CASE("texts are composed, whatever the file's form", "[rule_file]") {
    // "Điều lệ" with combining marks.
    auto const law = only("{\"op\":\"is_root\"}",
                          ", \"title\": {\"vi\": \"Đie\xCC\x82\xCC\x80u l\x65\xCC\xA3\xCC\x82\"}");
    CHECK(law.title.vi == "Điều lệ");
}

TEST_CASE("what is not JSON is told with its place", "[rule_file]") {
    CHECK(defects("{\"partyorg_rules\": 1,\n  \"rules\": [}]}") == list{"2:13 PO1630"});
    CHECK(defects("{") == list{"1:2 PO1630"});
    CHECK(defects("nonsense") == list{"1:2 PO1630"});
    CHECK(defects("[1]") == list{"1:1 PO1635"});
    CHECK(defects(std::string(101, '[')) == list{"1:101 PO1631"});
    CHECK(defects("{\"partyorg_rules\": 1,\n \"rules\": [], \"rules\": []}") ==
          list{"2:15 PO1632"});
}

TEST_CASE("what does not follow the form is told, all at once and in order", "[rule_file]") {
    CHECK(defects("{}") == list{"1:1 PO1634"});
    CHECK(defects("{\"partyorg_rules\": 2}") == list{"1:20 PO1641"});
    CHECK(defects("{\"partyorg_rules\": \"1\"}") == list{"1:20 PO1635"});
    CHECK(defects(R"({"partyorg_rules": 1, "rulez": [],
"rules": [
 {"id": "", "in_force": {"first": "2011-01-19", "last": "2010-12-31"},
  "source": {"number": "1", "signed_on": "31/12/2010", "confidence": "sure"},
  "severity": "eror", "parameters": {"min": 3.5, "max": "9"},
  "condition": {"op": "compar", "args": []}},
 7,
 {"id": "y", "source": {}, "in_force": {}}
]})") == list{"1:23 PO1633", "3:9 PO1150", "3:57 PO1501", "4:42 PO1502", "4:70 PO1636",
              "5:15 PO1636", "5:45 PO1635", "5:57 PO1635", "6:23 PO1637", "7:2 PO1635",
              "8:2 PO1634", "8:24 PO1609", "8:40 PO1634"});
}

TEST_CASE("conditions that cannot be evaluated are told node by node", "[rule_file]") {
    CHECK(defects(with_condition("{\"op\":\"depth\"}")) == list{"5:14 PO1604"});
    CHECK(defects(with_condition("{\"op\":\"compare\",\"is\":\">=\",\"args\":[1]}")) ==
          list{"5:14 PO1604"});
    CHECK(defects(with_condition("{\"op\":\"all_of\",\"args\":[\n{\"op\":\"kind_in\",\"kinds\":[]},"
                                 "\n{\"op\":\"is_leaf\",\"kinds\":[]},"
                                 "\n{\"op\":\"compare\",\"is\":\"about\",\"args\":[\n"
                                 "{\"op\":\"cell\",\"measure\":\"members.oficial\"},\n"
                                 "{\"op\":\"parameter\",\"parameter\":\"max\"}]},\n"
                                 "{\"op\":\"compare\",\"is\":\"equal\",\"args\":[\n"
                                 "{\"op\":\"cell\",\"measure\":\"coverage.villages\"},\n"
                                 "{\"op\":\"covered\",\"measure\":\"members\"}]}]}")) ==
          list{"6:1 PO1604", "7:17 PO1633", "8:22 PO1636", "9:24 PO1638", "10:31 PO1605",
               "12:24 PO1404", "13:27 PO1404"});
}

TEST_CASE("versions that overlap or leave a gap are told at the version from the file",
          "[rule_file]") {
    auto const rule = [](char const* id, char const* first, char const* last) {
        return std::string("{\"id\":\"") + id +
               "\",\"source\":{\"number\":\"1\"},\n\"in_force\":" + "{\"first\":\"" + first + "\"" +
               (*last ? ",\"last\":\"" : "") + last + (*last ? "\"" : "") +
               "},\n\"condition\":{\"op\":\"is_root\"}}";
    };
    auto const file = [](std::string const& rules) {
        return "{\"partyorg_rules\": 1, \"rules\": [\n" + rules + "]}";
    };
    SECTION("the same rule twice") {
        CHECK(defects(file(rule("x", "2011-01-19", "") + ",\n" + rule("x", "2011-01-19", ""))) ==
              list{"6:12 PO1601"});
    }
    SECTION("a gap") {
        CHECK(defects(file(rule("x", "2025-01-01", "") + ",\n" +
                           rule("x", "2011-01-19", "2024-12-30"))) == list{"3:12 PO1602"});
    }
    SECTION("against the rules that were there before") {
        CHECK(defects(file(rule("org.min", "2025-01-01", "")), test::checked_rules()) ==
              list{"3:12 PO1601"});
        CHECK(defects(file(rule("target.rate", "2026-02-01", "")), test::checked_rules()) ==
              list{"3:12 PO1602"});
        auto const fits = parse(file(rule("target.rate", "2026-01-01", "")), test::checked_rules());
        REQUIRE(fits.has_value());
        CHECK(fits->versions_of("target.rate").size() == 2);
        CHECK_FALSE(fits->verify().has_errors());
    }
}

TEST_CASE("parameters and switches of known rules are overridden", "[rule_file]") {
    auto const got = parse(R"({"partyorg_rules": 1, "override": [
  {"rule": "org.min", "parameters": {"min": 5}},
  {"rule": "plan.part", "switch": "off"}]})",
                           test::checked_rules());
    INFO(po::to_string(got.problems()));
    REQUIRE(got.has_value());
    CHECK(got->versions()[0].parameter_value("min") == 5);
    CHECK_FALSE(got->versions()[2].enabled());
    CHECK(got->versions()[1] == test::checked_rules().versions()[1]);
}

TEST_CASE("overrides of what does not exist are told", "[rule_file]") {
    CHECK(defects(R"({"partyorg_rules": 1, "override": [
  {"rule": "org.mini", "parameters": {"min": 5}},
  {"rule": "org.min", "parameters": {"max": 5, "min": "5"}},
  {"rule": "org.min"},
  {"rule": "org.min", "switch": "maybe"}]})",
                  test::checked_rules()) ==
          list{"2:12 PO1607", "3:38 PO1605", "3:55 PO1635", "4:3 PO1634", "5:33 PO1636"});
}

TEST_CASE("declarations that hide another measure are refused", "[rule_file]") {
    CHECK(defects(R"({"partyorg_rules": 1, "measures": [
{"id": "members"}, {"id": "a"}, {"id": "a"}, {"id": "b", "type": "text"}]})") ==
          list{"2:1 PO1639", "2:33 PO1639", "2:66 PO1636"});
}

TEST_CASE("measures that known rules read need no declaration", "[rule_file]") {
    constexpr po::measure<std::int64_t, po::law::stock> youth{
        "members.youth", {"Đảng viên trẻ", "Young members"}, {}};
    po::rule_book base;
    base.add(po::units()
                 .should(youth >= 1)
                 .because(test::statutes("Điều 22"))
                 .in_force(po::period(po::date(2011, 1, 19)))
                 .named("y", {"y", "y"}));
    auto const text = with_condition(
        R"({"op":"compare","is":">=","args":[{"op":"cell","measure":"members.youth"},2]})");
    CHECK(defects(text) == list{"5:71 PO1638"});
    auto const got = parse(text, base);
    INFO(po::to_string(got.problems()));
    REQUIRE(got.has_value());
    CHECK(got->versions().back().condition == (youth >= 2).expression());
}

TEST_CASE("a file without rules changes nothing", "[rule_file]") {
    auto const got = parse(minimal, test::checked_rules());
    REQUIRE(got.has_value());
    CHECK(*got == test::checked_rules());
}

TEST_CASE("nothing is taken over from a file with a defect", "[rule_file]") {
    auto const path = std::string(PARTYORG_SCRATCH_DIR) + "/rules.json";
    std::ofstream(path) << "{\"partyorg_rules\": 1, \"rule\": []}";
    CHECK_THROWS_AS(po::io::read_rules(path), po::invalid_input);
    CHECK(po::io::try_read_rules("missing.json").problems()[0].code == po::defect::cannot_open);
    std::ofstream(path) << minimal;
    CHECK(po::io::read_rules(path).versions().empty());
}

TEST_CASE("the published schema is the one that the table of nodes gives", "[rule_file]") {
    CHECK(file_text(std::string(PARTYORG_SOURCE_DIR) + "/docs/rule-file.schema.json") ==
          po::io::rule_file_schema());
}
