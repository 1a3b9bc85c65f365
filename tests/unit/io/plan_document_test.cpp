#include "support/catch.hpp"

#include <partyorg/io/plan_document.hpp>
#include <partyorg/measures/quota.hpp>
#include <partyorg/organisation/counts.hpp>
#include <partyorg/targets/deviation.hpp>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace po = partyorg;

namespace {

po::plan parsed(std::string text) {
    auto got = po::io::parse_plan({"p.txt", std::move(text)});
    INFO(to_string(got.problems()));
    REQUIRE(got);
    return *got;
}

std::vector<po::problem> refused(std::string text) {
    auto const got = po::io::parse_plan({"p.txt", std::move(text)});
    CHECK_FALSE(got.has_value());
    return got.error().list();
}

std::int64_t total(po::plan const& p, std::string_view id) {
    auto const* own = p.figures.find(id);
    REQUIRE(own);
    return po::sum_below(*own, po::slot(0)).value();
}

bool warns(po::plan const& p, po::defect code) {
    for (auto const& n : p.notes)
        if (n.code == code) return true;
    return false;
}

/// "6/4→4/3": registered and assigned, each with its residential part; "-" for "-", nothing for a
/// blank cell.
std::string change_at(po::plan const& p, po::slot s) {
    auto const shown = [&](auto const& measure) {
        auto const cell = p[measure][s];
        if (cell.is_blank()) return std::string("blank");
        return cell.has_value() ? std::to_string(cell.value()) : std::string("-");
    };
    return shown(po::quota::registered) + '/' + shown(po::quota::registered_residential) + "→" +
           shown(po::quota::assigned) + '/' + shown(po::quota::assigned_residential);
}

/// Exactly six units were assigned other figures than they registered.
void check_deviations(po::plan const& p) {
    std::map<std::string, std::string> changes;
    std::vector<std::string> called_out;
    for (auto const& d : po::deviations(p.figures)) {
        changes[std::string(p.units.name(d.unit))] = change_at(p, d.unit);
        if (d.assigned_without_registration())
            called_out.push_back(std::string(p.units.name(d.unit)) + ' ' + d.assigned_id);
    }
    CHECK(changes ==
          std::map<std::string, std::string>{{"Đảng bộ xã Vàng Ma Chải", "6/4→4/3"},
                                             {"Đảng bộ xã Đào San", "8/3→7/2"},
                                             {"Đảng bộ xã Hoang Thèn", "6/3→5/2"},
                                             {"Đảng bộ xã Khổng Lào", "7/4→6/3"},
                                             {"Đảng bộ xã Ma Li Pho", "6/3→5/2"},
                                             {"Đảng bộ xã Lán Nhì Thàng", "2/blank→2/1"}});
    CHECK(called_out ==
          std::vector<std::string>{"Đảng bộ xã Lán Nhì Thàng quota.assigned.residential"});
}

/// What the published plan and our own wording of it must give alike.
void check_phong_tho(po::plan const& p) {
    CHECK(p.year == 2024);
    CHECK(p.issuer == "Ban Thường vụ Huyện ủy Phong Thổ");
    CHECK(p.units.size() == 62);
    auto const root = po::slot(0);
    CHECK(p.units.code(root) == "PT");
    CHECK(p.units.name(root) == "Đảng bộ huyện Phong Thổ");
    CHECK(p.units.kind(root) == po::unit_kind::district_committee);

    std::map<po::unit_kind, int> kinds;
    for (std::uint32_t s = 1; s < 62; ++s) ++kinds[p.units.kind(po::slot(s))];
    CHECK(kinds[po::unit_kind::grassroots_committee] == 20);
    CHECK(kinds[po::unit_kind::grassroots_cell] == 41);

    CHECK(total(p, "quota.registered") == 131);
    CHECK(total(p, "quota.registered.residential") == 49);
    CHECK(total(p, "quota.assigned") == 125);
    CHECK(total(p, "quota.assigned.residential") == 45);
    std::map<std::string, std::int64_t> totals;
    for (auto const& t : p.totals) totals[t.measure] = t.value;
    CHECK(totals == std::map<std::string, std::int64_t>{{"quota.registered", 131},
                                                        {"quota.registered.residential", 49},
                                                        {"quota.assigned", 125},
                                                        {"quota.assigned.residential", 45}});
    CHECK(po::reconcile(p).empty());
    CHECK(po::reconcile_counts(p.units, p.counts).empty());
    CHECK(p.groups.empty());

    auto const at16 = *p.units.find("PT-16");
    CHECK(p.units.name(at16) == "Đảng bộ xã Lán Nhì Thàng");
    CHECK(p[po::quota::registered_residential][at16].is_blank());
    CHECK(p[po::quota::assigned_residential][at16].value_or(0) == 1);
    CHECK(p[po::quota::registered][*p.units.find("PT-19")].state() ==
          po::cell_state::declared_none);

    std::map<std::string, std::int64_t> counts;
    for (auto const& c : p.counts) {
        counts[c.id] = c.value;
        if (c.id == "admitted")
            CHECK(c.year == 2023);
        else
            CHECK(c.as_of == po::make_date(2023, 12, 31));
        CHECK(c.where.line > 0);
    }
    CHECK(counts == std::map<std::string, std::int64_t>{{"admitted", 134},
                                                        {"members", 3550},
                                                        {"units.grassroots_cell", 41},
                                                        {"units.grassroots_committee", 20},
                                                        {"units.subordinate_cell", 270},
                                                        {"units.total", 61}});
    REQUIRE(p.coverage.size() == 4);
    std::vector<std::string> covered;
    for (auto const& c : p.coverage) {
        CHECK(c.count.complete());
        covered.push_back(c.what + ' ' + std::to_string(c.count.of));
    }
    CHECK(covered == std::vector<std::string>{"thôn, bản, tổ dân phố 170", "trạm y tế 15",
                                              "trường học 48", "công an xã 17"});

    std::size_t with_documents = 0, quarterly = 0;
    for (auto const& d : p.duties) {
        if (!d.documents.empty()) {
            ++with_documents;
            CHECK(d.holder == po::duty_holder::units);
            CHECK(d.documents == std::vector<std::string>{
                                     "kế hoạch phát triển đảng năm 2024",
                                     "danh sách nguồn kết nạp đảng năm 2024",
                                     "danh sách đảng viên dự bị chuyển đảng chính thức năm 2024"});
            REQUIRE(d.due);
            CHECK(d.due->stated() == po::make_date(2024, 1, 15));
            CHECK(d.due->last_day() == po::make_date(2024, 1, 14));
            CHECK(d.due->how() == po::bound::exclusive);
            CHECK(d.to == "Ban Thường vụ Huyện ủy");
            CHECK(d.through == "Ban Tổ chức Huyện ủy");
        }
        if (d.recurrence == po::recurrence::quarterly) {
            ++quarterly;
            CHECK(d.holder == po::duty_holder::body);
            CHECK(d.who == "Ban Tổ chức Huyện ủy");
        }
    }
    CHECK(with_documents == 1);
    CHECK(quarterly == 1);
    CHECK(p.relations.find(po::body_kind::organisation_board));
    CHECK(p.relations.find(po::body_kind::fatherland_front));

    check_deviations(p);
}

/// An invented plan of two units.
std::string invented(std::string const& rows,
                     std::string const& header = "TT\tChi, Đảng bộ cơ sở\tĐăng ký\tGiao\n") {
    return "KẾ HOẠCH\nphát triển đảng viên năm 2025\n\nBan Thường vụ Huyện ủy Suối Mơ xây dựng kế "
           "hoạch.\n\n" +
           header + rows + "\n";
}

} // namespace

TEST_CASE("the plan in our own words", "[io]") {
    check_phong_tho(
        po::io::read_plan(PARTYORG_SOURCE_DIR "/examples/data/phong-tho-2024/plan.txt"));
}

TEST_CASE("the plan as published, where it is at hand", "[io]") {
    auto const path = std::string(PARTYORG_SOURCE_DIR "/../shared/data/plan-2024.txt");
    if (!std::filesystem::exists(path)) {
        WARN("not here: " << path);
        return;
    }
    auto const p = po::io::read_plan(path);
    check_phong_tho(p);
    CHECK(p.title == "KẾ HOẠCH phát triển đảng viên năm 2024");
    CHECK(p.totals[0].where.line == 83);
    CHECK(p.units.origin(*p.units.find("PT-01")).line == 20);
    for (auto const& c : p.counts) CHECK(c.where.line == 6);
    for (auto const& c : p.coverage) CHECK(c.where.line == 6);
    REQUIRE(p.basis.size() == 3);
    CHECK(p.basis[0].number == "234-KH/HU");
    CHECK(p.basis[0].signed_on == po::make_date(2022, 10, 31));
    CHECK(p.not_understood.empty());
}

TEST_CASE("other separators, headings and totals", "[io]") {
    auto const tabs =
        parsed(invented("1\tĐảng bộ xã A\t5\t4\n2\tChi bộ B\t-\t1\n\tTổng cộng\t5\t5\n"));
    CHECK(tabs.units.code(po::slot(0)) == "SM");
    CHECK(tabs.units.name(po::slot(0)) == "Đảng bộ huyện Suối Mơ");
    CHECK(tabs.year == 2025);
    CHECK(total(tabs, "quota.assigned") == 5);
    REQUIRE(tabs.totals.size() == 2);

    auto const pipes = parsed(invented("| 1 | Đảng bộ xã A | 5 | 4 |\n| 2 | Chi bộ B | - | 1 |\n"
                                       "| | Cộng | 5 | 5 |\n",
                                       "| STT | Đơn vị | Đăng ký | Giao |\n|---|---|---|---|\n"));
    CHECK(total(pipes, "quota.registered") == 5);
    CHECK(pipes.totals.size() == 2);

    auto const blanks = parsed(invented("1    Đảng bộ xã A    5    4\n2    Chi bộ B    -    1\n",
                                        "TT   Tên đơn vị     Đăng ký   Giao\n"));
    CHECK(total(blanks, "quota.assigned") == 5);
    CHECK(blanks.totals.empty());
}

TEST_CASE("columns that the library does not know become user measures", "[io]") {
    auto const p =
        parsed(invented("1\tĐảng bộ xã A\t5\t2\t3\n", "TT\tĐơn vị\tGiao\tGiao nữ\tSố máy cày\n"));
    CHECK(total(p, "quota.assigned.women") == 2);
    CHECK(p.figures.find("quota.assigned.women")->info().of_which == "quota.assigned");
    CHECK(total(p, "user.so_may_cay") == 3);
}

TEST_CASE("missing and repeated rows are read and told, not refused", "[io]") {
    auto const gap = parsed(invented("1\tĐảng bộ xã A\t5\t4\n3\tChi bộ C\t1\t1\n"));
    CHECK(warns(gap, po::defect::row_number_gap));
    CHECK(gap.units.find("SM-03"));
    auto const twice =
        parsed(invented("1\tĐảng bộ xã A\t5\t4\n1\tĐảng bộ xã A\t5\t4\n2\tChi bộ B\t1\t1\n"));
    CHECK(warns(twice, po::defect::repeated_row_number));
    CHECK(twice.units.find("SM-01.2"));
    CHECK(total(twice, "quota.registered") == 11);
}

TEST_CASE("decomposed text, thousands points and carriage returns", "[io]") {
    auto const p = parsed(invented("1\tĐảng bộ xã A\u0323\t1.250\t4\r\n"));
    CHECK(total(p, "quota.registered") == 1250);
    CHECK(p.units.name(po::slot(1)) == "Đảng bộ xã Ạ");
}

TEST_CASE("cells that are no whole numbers are all reported with their places", "[io]") {
    auto const found =
        refused(invented("1\tĐảng bộ xã A\t1O\t-3\n2\tChi bộ B\t12.5\t99999999999\n"));
    REQUIRE(found.size() == 4);
    CHECK(found[0].code == po::defect::bad_cell);
    CHECK(found[0].where == po::place{"p.txt", 7, 22});
    CHECK_THAT(found[0].message, test::ContainsSubstring("'1O'"));
    CHECK(found[1].code == po::defect::bad_cell);
    CHECK(found[2].code == po::defect::bad_cell);
    CHECK(found[3].code == po::defect::cell_out_of_range);
    CHECK(found[3].where.line == 8);
}

TEST_CASE("a text without a table is refused", "[io]") {
    auto const found = refused("Chỉ có văn xuôi.\n");
    REQUIRE(found.size() == 1);
    CHECK(found[0].code == po::defect::no_table);
    CHECK(refused("1\tĐảng bộ xã A\t5\t4\n2\tChi bộ B\t1\t1\n")[0].code ==
          po::defect::missing_header);
}

TEST_CASE("figures that are not understood are listed", "[io]") {
    auto const p = parsed(invented("1\tĐảng bộ xã A\t5\t4\n") +
                          "\nToàn huyện có 17 con trâu và 3 chiếc xuồng.\n");
    REQUIRE(p.not_understood.size() == 1);
    CHECK_THAT(p.not_understood[0].text, test::ContainsSubstring("17 con trâu"));
}
