#include "support/catch.hpp"

#include <partyorg/core/error.hpp>
#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/io/obligation_table.hpp>

#include <string>
#include <vector>

namespace po = partyorg;

namespace {

using list = std::vector<std::string>;

po::date day(int y, int m, int d) {
    return po::make_date(y, m, d).value();
}

/// H with two committees; A has two cells, B one; a board.
po::organisation const& district() {
    static po::organisation const whole = [] {
        po::hierarchy_builder build;
        using enum po::unit_kind;
        build.add({.code = "H", .kind = district_committee});
        build.add({.code = "A", .parent = "H", .kind = grassroots_committee});
        build.add({.code = "A1", .parent = "A", .kind = subordinate_cell});
        build.add({.code = "A2", .parent = "A", .kind = subordinate_cell});
        build.add({.code = "B", .parent = "H", .kind = grassroots_committee});
        build.add({.code = "B1", .parent = "B", .kind = subordinate_cell});
        po::organisation out(build.finish());
        out.relations.attach(
            {po::body_kind::organisation_board, out.units.id_of(po::slot(0)), "Ban Tổ chức", {}});
        return out;
    }();
    return whole;
}

po::result<std::vector<po::obligation>> parse(std::string text,
                                              std::span<po::obligation const> taken = {}) {
    return po::io::parse_obligations({"o.csv", std::move(text)}, district(), taken);
}

/// Codes of the units that owe what `who` says.
list debtors(std::string const& who) {
    auto const got = parse("id,what,owed_by\nx,y," + who + "\n");
    REQUIRE(got);
    list out;
    for (auto const id : got->front().units)
        out.emplace_back(district().units.code(*district().units.find(id)));
    for (auto const id : got->front().bodies) out.push_back(district().relations[id].name);
    return out;
}

/// "PO1103 2:20": what was found and where.
list defects(std::string const& rows) {
    auto const got = parse("id,what,owed_by,kind,before,until,every,from\n" + rows);
    CHECK_FALSE(got.has_value());
    list out;
    for (auto const& p : got.problems())
        out.push_back(std::string(po::code_text(p.code)) + ' ' + std::to_string(p.where.line) +
                      ':' + std::to_string(p.where.column));
    return out;
}

} // namespace

TEST_CASE("who owes is told by code, place, kind or body", "[obligation_table]") {
    CHECK(debtors("A1") == list{"A1"});
    CHECK(debtors("A/*") == list{"A1", "A2"});
    CHECK(debtors("H/*") == list{"A", "B"});
    CHECK(debtors("H/**") == list{"A", "A1", "A2", "B", "B1"});
    CHECK(debtors("*") == list{"A", "B"});
    CHECK(debtors("subordinate_cell") == list{"A1", "A2", "B1"});
    CHECK(debtors("Chi bộ trực thuộc") == list{"A1", "A2", "B1"});
    CHECK(debtors("B | A/* | A1") == list{"A1", "A2", "B"});
    CHECK(debtors("Ban Tổ chức") == list{"Ban Tổ chức"});
}

TEST_CASE("times are a day too late, a last day, a recurrence or none", "[obligation_table]") {
    auto const got = parse("mã nhiệm vụ,nội dung,ai,loại,trước ngày,chậm nhất,định kỳ,từ ngày,"
                           "nơi nhận,qua,căn cứ\n"
                           "a,danh sách,*,Văn bản,15/01/2024,,,02/01/2024,Thường vụ,Tổ chức,KH 1\n"
                           "b,hồ sơ,A,,,2024-01-15,,,,,\n"
                           "c,báo cáo,Ban Tổ chức,báo cáo,,31/12/2024,Quý,2024-01-01,,,\n"
                           "d,tuyên truyền,*,việc,,,,,,,\n");
    REQUIRE(got);
    REQUIRE(got->size() == 4);
    auto const& a = (*got)[0];
    CHECK(a.kind == po::obligation_kind::document);
    CHECK(a.due == po::deadline(po::before(day(2024, 1, 15))));
    CHECK(a.from == day(2024, 1, 2));
    CHECK(a.to == "Thường vụ");
    CHECK(a.through == "Tổ chức");
    CHECK(a.basis == "KH 1");
    CHECK(a.who == "*");
    CHECK(a.where == po::place{"o.csv", 2, 1});
    CHECK((*got)[1].due == po::deadline(po::through(day(2024, 1, 15))));
    auto const& c = (*got)[2];
    CHECK(c.kind == po::obligation_kind::report);
    CHECK(c.recurring ==
          po::schedule::ends_of(po::cycle::quarter, day(2024, 1, 1), day(2024, 12, 31)));
    CHECK_FALSE(c.due);
    auto const& d = (*got)[3];
    CHECK(d.kind == po::obligation_kind::act);
    CHECK_FALSE(d.due);
    CHECK_FALSE(d.recurring);
}

TEST_CASE("every defect of a table of obligations is reported at its cell", "[obligation_table]") {
    CHECK(defects("a,x,Z,,,,,\n") == list{"PO1403 2:5"});
    CHECK(defects("a,x,Z/*|A,,,,,\n") == list{"PO1403 2:5"});
    CHECK(defects("a,x,,,,,,\n") == list{"PO1150 2:5"});
    CHECK(defects("a,x,A,letter,,,,\n") == list{"PO1152 2:7"});
    CHECK(defects("a,x,A,,2024-02-31,,,\n") == list{"PO1115 2:8"});
    CHECK(defects("a,x,A,,1400-01-01,,,\n") == list{"PO1503 2:8"});
    CHECK(defects("a,x,A,,2024-01-15,2024-01-15,,\n") == list{"PO1524 2:8"});
    CHECK(defects("a,x,A,,2024-01-15,,month,2024-01-01\n") == list{"PO1524 2:8"});
    CHECK(defects("a,x,A,,,,month,\n") == list{"PO1524 2:10"});
    CHECK(defects("a,x,A,,,,weekly,2024-01-01\n") == list{"PO1152 2:10"});
    CHECK(defects("a,x,A,,,2024-01-15,,2024-01-16\n") == list{"PO1501 2:21"});
    CHECK(defects("a,x,A,,,2024-02-01,quarter,2024-01-01\n") == list{"PO1501 2:28"});
    CHECK(defects("a,x,A,,,,,\nb,,A,,,,,\na,y,B,,,,,\n") == list{"PO1150 3:3", "PO1525 4:1"});
}

TEST_CASE("identifiers of the plan's own obligations are taken", "[obligation_table]") {
    po::obligation own;
    own.id = "plan";
    own.where = {"plan.txt", 89, 1};
    auto const got = parse("id,what,owed_by\nplan,x,A\n", {&own, 1});
    REQUIRE_FALSE(got);
    CHECK(got.problems()[0].code == po::defect::repeated_obligation);
    CHECK(got.problems()[0].message == "'plan' is there before (plan.txt:89:1)");
}

TEST_CASE("a table that cannot be read is refused", "[obligation_table]") {
    CHECK_THROWS_AS(po::io::read_obligations("none.csv", district()), po::invalid_input);
    CHECK(parse("id,what\na,b\n").problems()[0].code == po::defect::missing_column);
}
