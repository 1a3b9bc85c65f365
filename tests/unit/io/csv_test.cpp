#include "support/catch.hpp"

#include <partyorg/io/csv.hpp>
#include <partyorg/measures/built_in.hpp>

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace po = partyorg;
using po::cell_state;
using po::defect;

namespace {

po::result<po::organisation> parse(std::string text, po::io::unit_table_options const& o = {}) {
    return po::io::parse_unit_table({"u.csv", std::move(text)}, o);
}

/// The rows under the usual header.
po::result<po::organisation> rows(std::string const& text,
                                  po::io::unit_table_options const& o = {}) {
    return parse("code,parent,kind,name,quota.assigned\n" + text, o);
}

/// "PO1103 2:20": what was found and where.
std::vector<std::string> found(po::problems const& list) {
    std::vector<std::string> out;
    for (auto const& p : list)
        out.push_back(std::string(po::code_text(p.code)) + ' ' + std::to_string(p.where.line) +
                      ':' + std::to_string(p.where.column));
    return out;
}

std::vector<std::string> defects(po::result<po::organisation> const& got) {
    CHECK_FALSE(got.has_value());
    for (auto const& p : got.problems()) CHECK((p.where.file == "u.csv" || p.where.line == 0));
    return found(got.problems());
}

using list = std::vector<std::string>;
std::string const root = "A,,district_committee,Huyện,\n";

/// The single cell of unit B.
po::cell<std::int64_t> cell(std::string const& text) {
    auto const whole = rows(root + "B,A,grassroots_cell,Xã," + text + "\n").value();
    return whole[po::quota::assigned][*whole.units.find("B")];
}

} // namespace

TEST_CASE("the real table is read with its figures", "[io]") {
    auto const whole = po::io::read_unit_table(std::string(PARTYORG_SOURCE_DIR) +
                                               "/examples/data/phong-tho-2024/units.csv");
    REQUIRE(whole.units.size() == 62);
    CHECK(whole.notes.empty());
    std::vector<std::int64_t> sums;
    for (std::size_t i = 0; i < whole.figures.size(); ++i)
        sums.push_back(*po::sum_below(whole.figures.at(i), po::slot(0)));
    CHECK(sums == std::vector<std::int64_t>{131, 49, 125, 45});
    REQUIRE(whole.totals.size() == 4);
    CHECK(whole.totals[2].measure == "quota.assigned");
    CHECK(whole.totals[2].value == 125);
    CHECK(whole.totals[2].where.line == 64);
    CHECK(whole.totals[2].where.column == 20);
    CHECK(po::reconcile(whole).empty());
    int committees = 0, cells = 0;
    for (auto const kind : whole.units.kinds()) {
        committees += kind == po::unit_kind::grassroots_committee;
        cells += kind == po::unit_kind::grassroots_cell;
    }
    CHECK(committees == 20);
    CHECK(cells == 41);
    auto const town = *whole.units.find("PT-16");
    CHECK(whole.units.name(town) == "Đảng bộ xã Lán Nhì Thàng");
    CHECK(whole.units.origin(town).line == 18);
    CHECK(whole[po::quota::registered_residential][town].is_blank());
    auto const army = *whole.units.find("PT-19");
    CHECK(whole[po::quota::assigned][army].state() == cell_state::declared_none);
}

TEST_CASE("a cell is a number, none or blank", "[io]") {
    CHECK(cell("").state() == cell_state::blank);
    CHECK(cell("\"\"").state() == cell_state::blank);
    CHECK(cell("-").state() == cell_state::declared_none);
    CHECK(cell("\"-\"").state() == cell_state::declared_none);
    CHECK(cell("0").value() == 0);
    CHECK(cell("\"12\"").value() == 12);
    CHECK(cell("12345678").value() == 12345678);
    CHECK(cell("123456789").value() == 123456789);
    CHECK(cell("007").value() == 7);
    CHECK(cell("99999999999").value() == 99999999999);
    CHECK(cell("9223372036854775807").value() == std::numeric_limits<std::int64_t>::max());
    CHECK(cell("000000000000000000000000000001").value() == 1);
}

TEST_CASE("what is no number in a cell is a defect at the cell", "[io]") {
    auto const bad = [](std::string const& text) {
        return defects(rows(root + "B,A,grassroots_cell,X," + text + "\n"));
    };
    for (auto const* text : {"1O", "12.5", "3.550", "+3", " 3", "3 ", " ", "--", "12345678x", "x",
                             "1/2", "–", "1e5", "１２"})
        CHECK(bad(text) == list{"PO1103 3:23"});
    CHECK(bad("\"1,5\"") == list{"PO1103 3:23"});
    CHECK(bad("-3") == list{"PO1110 3:23"});
    CHECK(bad("9223372036854775808") == list{"PO1104 3:23"});
    CHECK(bad("99999999999999999999999999") == list{"PO1104 3:23"});
}

TEST_CASE("columns count bytes, also behind Vietnamese names", "[io]") {
    CHECK(defects(rows(root + "B,A,grassroots_cell,Xã,x\n")) == list{"PO1103 3:25"});
    CHECK(defects(rows(root + "B,A,grassroots_cell,\"a\nb\",x\n")) == list{"PO1103 4:4"});
}

TEST_CASE("separators and line breaks are recognised", "[io]") {
    for (auto const* cut : {",", ";", "\t"})
        for (auto const* end : {"\n", "\r\n"}) {
            std::string text;
            for (auto const* field : {"Code", "PARENT", " kind ", "name", "Quota.Assigned"})
                text += (text.empty() ? "" : cut) + std::string(field);
            text += end;
            for (auto const* field : {"A", "", "district_committee", "x", "7"})
                text += field + std::string(field == std::string("7") ? end : cut);
            auto const got = parse(text);
            REQUIRE(got);
            CHECK((*got)[po::quota::assigned][po::slot(0)].value() == 7);
            text.resize(text.size() - std::string(end).size());
            CHECK(parse(text).has_value());
        }
    CHECK(parse("code;parent;kind;name\nA;;party_group;a,b,c,d\n")->units.name(po::slot(0)) ==
          "a,b,c,d");
    CHECK(defects(parse("code;parent;kind;name\nA;;party_group;a\n",
                        {.fields = po::io::separator::comma}))
              .size() == 4);
}

TEST_CASE("quoted fields hold separators, quotes and line breaks", "[io]") {
    auto const whole = parse("name,kind,parent,code,own\n"
                             "\"a,b\",district_committee,,\"A\"\"1\",3\n"
                             "\"line\r\nbreak\",party_group,\"A\"\"1\",B,4\n"
                             "\"\",\"party_group\",\"A\"\"1\",\"\"\"\",\"5\"")
                           .value();
    REQUIRE(whole.units.size() == 3);
    CHECK(whole.units.code(po::slot(0)) == "A\"1");
    CHECK(whole.units.name(po::slot(0)) == "a,b");
    CHECK(whole.units.name(po::slot(1)) == "line\r\nbreak");
    CHECK(whole.units.origin(po::slot(1)).line == 3);
    CHECK(whole.units.code(po::slot(2)) == "\"");
    CHECK(whole.units.name(po::slot(2)).empty());
    CHECK(whole.units.origin(po::slot(2)).line == 5);
    CHECK(whole.figures.get<std::int64_t>("own")[po::slot(2)].value() == 5);
}

TEST_CASE("names keep their blanks, empty lines and empty rows say nothing", "[io]") {
    auto const whole =
        rows("\n\r\nA,,district_committee, x ,\n,,,,\n\n,\"\",,,\nB,A,grassroots_cell,,1\n,,\n")
            .value();
    REQUIRE(whole.units.size() == 2);
    CHECK(whole.units.name(po::slot(0)) == " x ");
    CHECK(whole.units.origin(po::slot(1)).line == 8);
}

TEST_CASE("kinds are read by identifier and by label", "[io]") {
    auto const kind = [](std::string const& text) {
        return rows("A,," + text + ",x,\n")->units.kind(po::slot(0));
    };
    CHECK(kind("grassroots_committee") == po::unit_kind::grassroots_committee);
    CHECK(kind("GRASSROOTS_CELL") == po::unit_kind::grassroots_cell);
    CHECK(kind("đảng bộ cơ sở") == po::unit_kind::grassroots_committee);
    CHECK(kind("ĐẢNG BỘ CƠ SỞ") == po::unit_kind::grassroots_committee);
    CHECK(kind(" Tổ đảng ") == po::unit_kind::party_group);
    CHECK(kind("Subordinate cell") == po::unit_kind::subordinate_cell);
    CHECK(kind("to\xCC\x82\xCC\x89 đa\xCC\x89ng") == po::unit_kind::party_group);
    CHECK(defects(rows("A,,grasroots,x,\n")) == list{"PO1010 2:4"});
    CHECK(defects(rows("A,,,x,\n")) == list{"PO1005 2:4"});
}

TEST_CASE("decomposed text is composed, so that codes agree", "[io]") {
    auto const whole =
        rows("Đ\xE1\xBA\xA3,,district_committee,Hoa\xCC\x80,\nB,Đa\xCC\x89,grassroots_cell,x,1\n")
            .value();
    CHECK(whole.units.name(po::slot(0)) == "Hoà");
    CHECK(whole.units.parent(po::slot(1)) == po::slot(0));
}

TEST_CASE("unknown columns are user measures or defects, as told", "[io]") {
    std::string const text = "code,parent,kind,name,Nữ,quota.assigned,quota.assigned.women, x \n"
                             "A,,district_committee,a,1,2,3,4\n";
    auto const whole = parse(text).value();
    CHECK(whole.figures.get<std::int64_t>("Nữ")[po::slot(0)].value() == 1);
    CHECK(whole.figures.find("quota.assigned.women")->info().of_which == "quota.assigned");
    CHECK(whole.figures.contains("x"));
    CHECK(whole.figures.find("quota.assigned")->info() == po::measure_info(po::quota::assigned));
    CHECK(defects(parse(text, {.unknown = po::io::unknown_columns::reject})) ==
          list{"PO1108 1:23", "PO1108 1:43", "PO1108 1:64"});
}

TEST_CASE("measures of the caller bring their own law and type", "[io]") {
    po::io::unit_table_options o;
    using po::law_kind;
    using po::value_kind;
    o.measures = {po::measure_info("rate", {}, law_kind::stock, value_kind::number),
                  po::measure_info("since", {}, law_kind::earliest, value_kind::day),
                  po::measure_info("last", {}, law_kind::latest, value_kind::day),
                  po::measure_info("few", {}, law_kind::stock, value_kind::small_count),
                  po::measure_info("people", {}, law_kind::distinct, value_kind::count)};
    std::string const text =
        "code,parent,kind,name,rate,since,last,few,people,coverage.villages,members\n"
        "A,,district_committee,a,12.5,2024-02-29,-,2147483647,3,170/170,3550\n";
    auto const whole = parse(text, o).value();
    po::slot const a(0);
    CHECK(whole.figures.get<double, po::law::stock>("rate")[a].value() == 12.5);
    CHECK(whole.figures.get<po::date, po::law::earliest>("since")[a].value() ==
          *po::make_date(2024, 2, 29));
    CHECK(whole.figures.get<po::date, po::law::latest>("last")[a].state() ==
          cell_state::declared_none);
    CHECK(whole.figures.get<std::int32_t, po::law::stock>("few")[a].value() == 2147483647);
    CHECK(whole.figures.get<std::int64_t, po::law::distinct>("people")[a].value() == 3);
    CHECK(whole[po::coverage::villages][a].value() == po::coverage_count{170, 170});
    CHECK(whole[po::membership::total][a].value() == 3550);
    CHECK(po::io::write_unit_table(whole) == text);

    CHECK(defects(parse("code,parent,kind,name,rate,since,few,coverage.schools\n"
                        "A,,party_group,a,x,2023-02-29,2147483648,18/17\n",
                        o)) == list{"PO1103 2:18", "PO1115 2:20", "PO1104 2:31", "PO1114 2:42"});
    o.measures = {po::measure_info("odd", {}, law_kind::coverage, value_kind::count)};
    CHECK(defects(parse("code,parent,kind,name,odd\nA,,party_group,a,1\n", o)) ==
          list{"PO1404 1:23"});
}

TEST_CASE("total rows state totals", "[io]") {
    auto const whole = parse("code,parent,kind,name,quota.assigned,quota.registered,u\n"
                             "#total,,,,7,,-\n"
                             "A,,district_committee,a,,,\n"
                             "#total,B,,,,3,\n"
                             "B,A,grassroots_cell,b,7,3,-\n")
                           .value();
    auto const b = *whole.units.find("B"), a = *whole.units.find("A");
    auto const id = [&](po::slot s) { return whole.units.id_of(s); };
    CHECK(whole.units.size() == 2);
    CHECK(whole.totals ==
          std::vector<po::stated_total>{{id(a), "quota.assigned", 7, {"u.csv", 2, 11}},
                                        {id(a), "u", 0, {"u.csv", 2, 14}},
                                        {id(b), "quota.registered", 3, {"u.csv", 4, 13}}});
}

TEST_CASE("total rows that cannot be placed are defects", "[io]") {
    CHECK(defects(rows(root + "#total,X,,,1\n")) == list{"PO1109 3:8"});
    CHECK(defects(rows(root + "#total,,,,1\n#total,A,,,1\n")) == list{"PO1109 4:12"});
    po::io::unit_table_options forest;
    forest.build.roots = po::root_policy::forest;
    auto const two = root + "B,,district_committee,b,\n";
    CHECK(defects(rows(two + "#total,,,,1\n", forest)) == list{"PO1109 4:8"});
    CHECK(rows(two + "#total,B,,,1\n", forest).has_value());
    // Also where there is no hierarchy to look into.
    CHECK(defects(rows(two + "#total,X,,,1\n#total,B,,,x\n")) ==
          list{"PO1004 3:3", "PO1109 4:8", "PO1103 5:12"});
    auto const covered = parse("code,parent,kind,name,coverage.schools\n"
                               "A,,district_committee,a,1/2\n#total,,,,1/2\n");
    REQUIRE(covered);
    CHECK(found(covered.problems()) == list{"PO1109 3:11"});
    CHECK(found(covered->notes) == list{"PO1109 3:11"});
}

TEST_CASE("the header says what is missing, doubled or nameless", "[io]") {
    CHECK(defects(parse("code,name\nA,b\n")) == list{"PO1101 1:1", "PO1101 1:1"});
    CHECK(defects(parse("PT,,district_committee,x\n")) ==
          list{"PO1101 1:1", "PO1101 1:1", "PO1101 1:1", "PO1101 1:1"});
    CHECK(defects(parse("\n\n")).size() == 4);
    CHECK(defects(parse("code,parent,kind,name,a,Code,A,\nX,,party_group,n,1,2,3,4\n")) ==
          list{"PO1102 1:25", "PO1102 1:30", "PO1108 1:32"});
    CHECK(defects(parse("code,parent,kind,name\n")) == list{"PO1008 0:0"});
    // The other defects are found all the same.
    CHECK(defects(parse("code,parent,name,quota.assigned\nA,,a,x\nA,,b\nB,Z,c,1\n")) ==
          list{"PO1101 1:1", "PO1103 2:6", "PO1105 3:1", "PO1002 4:3"});
}

TEST_CASE("every defect of a table is found in one go", "[io]") {
    CHECK(defects(rows("A,,district_committee,a,1O\n"
                       "B,A,grassroots_cel,b,1\n"
                       "B,X,grassroots_cell,b,-1\n"
                       "C,A,grassroots_cell,c\n"
                       "D,C,grassroots_cell,d,1\n"
                       ",A,grassroots_cell,e,1\n"
                       "F,G,grassroots_cell,f,1\n"
                       "G,F,grassroots_cell,g,1\n"
                       "H,,grassroots_cell,h,1\n")) ==
          list{"PO1103 2:25", "PO1010 3:5", "PO1001 4:1", "PO1002 4:3", "PO1110 4:23", "PO1105 5:1",
               "PO1007 7:1", "PO1003 8:3", "PO1004 10:3"});
}

TEST_CASE("a row of too many or too few fields does not orphan others", "[io]") {
    CHECK(defects(rows(root + "B,A,grassroots_cell,b, c,1\nC,B,subordinate_cell,c,1\n")) ==
          list{"PO1105 3:1"});
    CHECK(defects(rows(root + "B\nC,B,subordinate_cell,c,1\n")) == list{"PO1105 3:1"});
}

TEST_CASE("a quote that is not closed is named where it was opened", "[io]") {
    CHECK(defects(rows(root + "B,A,grassroots_cell,\"b,1\nC,B,subordinate_cell,c,1O\n")) ==
          list{"PO1106 3:21", "PO1103 4:24"});
    // The next quote below would close it, but something that is no end of a field follows.
    auto const got =
        rows(root + "B,A,grassroots_cell,\"b,1\nC,B,subordinate_cell,\"c\",x\nD,A,?,d,1\n");
    CHECK(defects(got) == list{"PO1106 3:21", "PO1103 4:26", "PO1010 5:5"});
    CHECK_THAT(got.problems()[0].message, test::ContainsSubstring("line 4"));
    CHECK(defects(rows(root + "B,A,grassroots_cell,b,\"")) == list{"PO1106 3:23"});
}

TEST_CASE("stray quotes and carriage returns are named", "[io]") {
    CHECK(defects(rows(root + "B,A,grassroots_cell,b \"c\",1\nC,B,subordinate_cell,c,x\n")) ==
          list{"PO1107 3:23", "PO1103 4:24"});
    CHECK(defects(rows(root + "B,A,grassroots_cell,\"b\" c,1\n")) == list{"PO1107 3:23"});
    CHECK(defects(rows(root + "B,A,grassroots_cell,b\rc,1\n")) == list{"PO1112 3:22"});
    CHECK(defects(parse("code,parent,kind,name\rA,,party_group,a\r")) == list{"PO1112 1:22"});
}

TEST_CASE("problems are bounded", "[io]") {
    std::string text = root;
    for (int i = 0; i < 1000; ++i) text += "B" + std::to_string(i) + ",Z,x,n,1O\n";
    po::io::unit_table_options o;
    o.build.problem_limit = 10;
    auto const got = rows(text, o);
    REQUIRE_FALSE(got.has_value());
    CHECK(got.problems().size() == 10);
    CHECK(got.problems().dropped() == 2990);
    CHECK(got.problems().errors() == 3000);
}

TEST_CASE("codes, rows and columns have a limit", "[io]") {
    auto const code = std::string(1025, 'x');
    CHECK(defects(rows(root + code + ",A,grassroots_cell,b,1\nC," + code + ",party_group,c,1\n")) ==
          list{"PO1113 3:1", "PO1113 4:3"});
    CHECK(rows(root + code.substr(1) + ",A,grassroots_cell,b,1\n").has_value());
    po::io::unit_table_options o;
    o.limits.line = 100;
    auto const name = '"' + std::string(45, 'x') + '\n' + std::string(45, 'y') + '"';
    CHECK(defects(rows(root + "B,A,grassroots_cell," + name + ",1\n", o)) == list{"PO1306 3:1"});
    std::string many = "code,parent,kind,name";
    for (int i = 0; i < 4092; ++i) many += ",c" + std::to_string(i);
    auto const row = "\nA,,party_group,a" + std::string(4092, ',');
    CHECK(parse(many + row)->figures.size() == 4092);
    CHECK(defects(parse(many + ",x" + row + ",")) == list{"PO1111 1:1"});
    CHECK(defects(parse("code,parent,kind,name\n" + std::string(5'000'000, ','))) ==
          list{"PO1105 2:1"});
}

TEST_CASE("a chain of a million units is read and written", "[io]") {
    std::string text = "code,parent,kind,name,quota.assigned\n0,,party_group,,1\n";
    for (int i = 1; i < 1'000'000; ++i)
        text += std::to_string(i) + ',' + std::to_string(i - 1) + ",party_group,,1\n";
    auto const got = parse(text);
    REQUIRE(got);
    CHECK(got->units.max_depth() == 999'999);
    CHECK(po::sum_below(got->figures.at(0), po::slot(0)) == 1'000'000);
    CHECK(po::io::write_unit_table(*got) == text);
}

TEST_CASE("a cycle is named by its members", "[io]") {
    auto const got = rows(root + "B,C,grassroots_cell,b,1\nC,B,grassroots_cell,c,1\n");
    CHECK(defects(got) == list{"PO1003 3:3"});
}

TEST_CASE("a warning of the hierarchy points at the kind", "[io]") {
    auto const got = rows(root + "B,A,subordinate_cell,b,1\n");
    REQUIRE(got);
    CHECK(found(got->notes) == list{"PO1006 3:5"});
}

TEST_CASE("unit tables are told from other texts", "[io]") {
    CHECK(po::io::looks_like_unit_table("code,parent,kind,name\n"));
    CHECK(po::io::looks_like_unit_table("\xEF\xBB\xBFTên;Kind; CODE \nx"));
    CHECK(po::io::looks_like_unit_table("code\tname\n"));
    CHECK_FALSE(po::io::looks_like_unit_table("KẾ HOẠCH\ncode,parent,kind,name\n"));
    CHECK_FALSE(po::io::looks_like_unit_table(""));
    CHECK_FALSE(po::io::looks_like_unit_table("code"));
}

TEST_CASE("a table is read from a file, or says why not", "[io]") {
    CHECK(po::io::try_read_unit_table("/nonexistent.csv").problems()[0].code ==
          defect::cannot_open);
    CHECK_THROWS_AS(po::io::read_unit_table("/"), po::invalid_input);
}

TEST_CASE("writing quotes what must be quoted and keeps the order", "[io]") {
    std::string const text = "code,parent,kind,name,quota.assigned,\" own \"\n"
                             "A,,district_committee,\"a,\"\"b\"\"\",-,\n"
                             "B,A,grassroots_cell,\"x\ny\",3,0\n"
                             "#total,A,,,3,\n"
                             "#total,B,,,,4\n";
    auto const whole = parse(text).value();
    CHECK(po::io::write_unit_table(whole) == text);
    CHECK(po::io::write_unit_table(whole, po::io::separator::semicolon)
              .starts_with("code;parent;kind;name;quota.assigned;\" own \"\n"
                           "A;;district_committee;\"a,\"\"b\"\"\";-;\n"));
}
