#include "support/catch.hpp"

#include <partyorg/io/csv.hpp>
#include <partyorg/io/plan_document.hpp>
#include <partyorg/organisation/counts.hpp>

#include <string>
#include <vector>

// Invented plans whose tables look otherwise than the one the reader was made for: other columns,
// separators, headings, levels. Every figure is asserted through the unit table they turn into.

namespace po = partyorg;

namespace {

using list = std::vector<std::string>;

po::plan plan_in(std::string const& name) {
    auto const path = std::string(PARTYORG_SOURCE_DIR "/tests/golden/plans/") + name + ".txt";
    auto read = po::io::try_read_plan(path);
    INFO(to_string(read.problems()));
    REQUIRE(read);
    return *read;
}

/// A plan of the district Suối Mơ with this table.
po::plan plan_with(std::string const& table) {
    auto read = po::io::parse_plan(
        {"p.txt", "KẾ HOẠCH\nkết nạp đảng viên năm 2025 của Đảng bộ huyện Suối Mơ\n\n" + table});
    INFO(to_string(read.problems()));
    REQUIRE(read);
    return *read;
}

std::string refusal(std::string const& table) {
    auto const read =
        po::io::parse_plan({"p.txt", "Kế hoạch năm 2025 của Huyện ủy Suối Mơ\n\n" + table});
    CHECK_FALSE(read.has_value());
    return to_string(read.problems());
}

list unread(po::plan const& p) {
    list out;
    for (auto const& u : p.not_understood)
        out.push_back(std::to_string(u.where.line) + ": " + u.text);
    return out;
}

list warnings(po::plan const& p) {
    list out;
    for (auto const& n : p.notes)
        out.push_back(std::string(po::code_text(n.code)) + " at " + std::to_string(n.where.line));
    return out;
}

std::string table_of(po::plan const& p) {
    return po::io::write_unit_table(p);
}

std::string of_which(po::plan const& p, std::string_view id) {
    auto const* own = p.figures.find(id);
    REQUIRE(own);
    return own->info().of_which;
}

po::label label_of(po::plan const& p, std::string_view id) {
    auto const* own = p.figures.find(id);
    REQUIRE(own);
    return own->info().label;
}

} // namespace

TEST_CASE("women, youth and minorities under two stages", "[io]") {
    auto const p = plan_in("parts_of_the_target");
    CHECK(p.year == 2025);
    CHECK(p.issuer == "Ban Thường vụ Huyện ủy Suối Mơ");
    CHECK(table_of(p) ==
          "code,parent,kind,name,quota.registered,quota.registered.women,quota.registered.youth,"
          "quota.registered.minorities,quota.assigned,quota.assigned.women,quota.assigned.youth,"
          "quota.assigned.minorities\n"
          "SM,,district_committee,Đảng bộ huyện Suối Mơ,,,,,,,,\n"
          "SM-01,SM,grassroots_committee,Đảng bộ xã Nà Phước,12,5,8,12,11,5,7,11\n"
          "SM-02,SM,grassroots_committee,Đảng bộ xã Bản Lim,9,4,6,7,9,4,6,7\n"
          "SM-03,SM,grassroots_committee,Đảng bộ thị trấn Suối Mơ,15,8,10,-,14,7,9,-\n"
          "SM-04,SM,grassroots_cell,Chi bộ Trường THPT Suối Mơ,3,2,3,1,3,2,3,1\n"
          "SM-05,SM,grassroots_cell,Chi bộ Hạt Kiểm lâm,1,-,1,,1,-,1,\n"
          "#total,SM,,,40,19,28,20,38,18,26,19\n");
    CHECK(of_which(p, "quota.assigned.minorities") == "quota.assigned");
    CHECK(label_of(p, "quota.registered.women") == po::label{"Đăng ký – nữ", "Registered – women"});
    CHECK(unread(p) == list{});
    CHECK(warnings(p) == list{});
    CHECK(po::reconcile(p).empty());
    CHECK(po::reconcile_counts(p.units, p.counts).empty());
    CHECK(p.counts.size() == 3);
}

TEST_CASE("half-years beside a target are its parts", "[io]") {
    auto const p = plan_in("half_years");
    CHECK(p.year == 2023);
    CHECK(table_of(p) == "code,parent,kind,name,quota.assigned,quota.assigned.first_half,"
                         "quota.assigned.second_half\n"
                         "DX,,district_committee,Đảng bộ huyện Đồng Xoan,,,\n"
                         "DX-01,DX,grassroots_committee,Đảng bộ xã Tân Lập,10,4,6\n"
                         "DX-02,DX,grassroots_committee,Đảng bộ xã Tân Hòa,1200,600,600\n"
                         "DX-03,DX,grassroots_cell,Chi bộ Bưu điện huyện,1,,1\n"
                         "#total,DX,,,1211,604,607\n");
    CHECK(of_which(p, "quota.assigned.first_half") == "quota.assigned");
    CHECK(unread(p) == list{"6: Ghi chú"}); // a column of text, told as such
    CHECK(warnings(p) == list{});
    REQUIRE(p.counts.size() == 1);
    CHECK(p.counts[0].id == "units.total");
    CHECK(p.counts[0].value == 3);
}

TEST_CASE("a report of what was achieved", "[io]") {
    auto const p = plan_in("achieved");
    CHECK(p.title == "BÁO CÁO kết quả thực hiện kế hoạch phát triển đảng viên năm 2024");
    CHECK(p.year == 2024);
    CHECK(table_of(p) ==
          "code,parent,kind,name,quota.assigned,quota.assigned.women,admitted,admitted.women\n"
          "DX,,district_committee,Đảng bộ huyện Đồng Xoan,,,,\n"
          "DX-01,DX,grassroots_committee,Đảng bộ xã Tân Lập,10,4,9,5\n"
          "DX-02,DX,grassroots_committee,Đảng bộ xã Tân Hòa,8,3,8,2\n"
          "DX-03,DX,grassroots_cell,Chi bộ Bưu điện huyện,2,1,-,-\n"
          "#total,DX,,,20,8,17,7\n");
    // A rate is no figure that adds up, and reasons are text; both are told.
    CHECK(unread(p) == list{"6: Tỷ lệ %", "6: Lý do chưa đạt"});
}

TEST_CASE("a bordered table of Markdown with a column nobody knows", "[io]") {
    auto const p = plan_in("markdown");
    CHECK(p.title == "KẾ HOẠCH phát triển đảng viên năm 2026");
    CHECK(table_of(p) == "code,parent,kind,name,quota.registered,quota.registered.women,"
                         "quota.assigned,user.so_buoi_hoc_lop_cam_tinh\n"
                         "BS,,provincial_committee,Đảng bộ thành phố Bình Sơn,,,,\n"
                         "BS-01,BS,commune_committee,Đảng bộ phường Hòa Bình,20,11,18,4\n"
                         "BS-02,BS,commune_committee,Đảng bộ phường Lê Lợi,16,7,16,3\n"
                         "BS-03,BS,grassroots_cell,Chi bộ Báo Bình Sơn,-,-,-,1\n"
                         "#total,BS,,,36,18,34,8\n");
    CHECK(label_of(p, "user.so_buoi_hoc_lop_cam_tinh").vi == "Số buổi học lớp cảm tình");
    CHECK(unread(p) == list{"12: Ghi chú: số liệu tính đến ngày 30/11/2025."});
}

TEST_CASE("pipes without a border and a total in the column of numbers", "[io]") {
    auto const p = plan_in("pipes_without_border");
    CHECK(table_of(p) == "code,parent,kind,name,quota.assigned,quota.assigned.youth,"
                         "quota.assigned.private_sector\n"
                         "TKH,,district_committee,Đảng bộ quận Thanh Khê Hạ,,,\n"
                         "TKH-01,TKH,grassroots_committee,Đảng bộ phường An Khê,7,3,2\n"
                         "TKH-02,TKH,grassroots_committee,Đảng bộ Công ty Dệt,4,4,4\n"
                         "TKH-03,TKH,grassroots_cell,Chi bộ Chợ Mới,,-,\n"
                         "#total,TKH,,,11,7,6\n");
    CHECK(unread(p) == list{});
}

TEST_CASE("several blanks as separator keep blank cells in their columns", "[io]") {
    auto const p = plan_in("several_blanks");
    CHECK(table_of(p) == "code,parent,kind,name,quota.registered,quota.registered.residential,"
                         "quota.assigned,quota.assigned.residential\n"
                         "NL,,district_committee,Đảng bộ thị xã Nghĩa Lĩnh,,,,\n"
                         "NL-01,NL,grassroots_committee,Đảng bộ phường Bá Hiến,12,5,12,5\n"
                         "NL-02,NL,grassroots_committee,Đảng bộ xã Cẩm Đông,7,,6,1\n"
                         "NL-03,NL,grassroots_committee,Đảng bộ Công an thị xã,2,-,2,-\n"
                         "NL-04,NL,grassroots_cell,Chi bộ Kho bạc,,,1,\n"
                         "#total,NL,,,21,5,21,6\n");
    CHECK(po::reconcile(p).empty());
    CHECK(unread(p) == list{});
}

TEST_CASE("groups with sub-totals that number their rows from 1", "[io]") {
    auto const p = plan_in("groups");
    CHECK(table_of(p) == "code,parent,kind,name,quota.registered,quota.assigned\n"
                         "MAH,,district_committee,Đảng bộ huyện Mường Ảng Hạ,,\n"
                         "MAH-I-01,MAH,grassroots_committee,Đảng bộ xã Ẳng Tở,8,7\n"
                         "MAH-I-02,MAH,grassroots_committee,Đảng bộ thị trấn Mường Ảng,6,6\n"
                         "MAH-II-01,MAH,grassroots_cell,Chi bộ Trường THPT Mường Ảng,2,2\n"
                         "MAH-II-02,MAH,grassroots_cell,Chi bộ Phòng Tư pháp,1,2\n"
                         "#total,MAH,,,17,17\n");
    CHECK(unread(p) == list{});
    CHECK(warnings(p) == list{});
    REQUIRE(p.groups.size() == 2);
    CHECK(p.groups[0].name == "Khối xã, thị trấn");
    CHECK(p.groups[0].where.line == 7);
    CHECK(p.groups[0].units == std::vector{po::unit_id(1), po::unit_id(2)});
    REQUIRE(p.groups[1].sums.size() == 2);
    CHECK(p.groups[1].sums[1].measure == "quota.assigned");
    CHECK(p.groups[1].sums[1].value == 4);
    CHECK(po::reconcile_groups(p).empty());
}

TEST_CASE("a sub-total that is not the sum of its rows", "[io]") {
    auto const path = std::string(PARTYORG_SOURCE_DIR "/tests/golden/plans/groups.txt");
    auto text = po::io::load_text(path)->text;
    auto const at = text.find("trường học\t3\t4");
    REQUIRE(at != std::string::npos);
    text.replace(at, std::string("trường học\t3\t4").size(), "trường học\t3\t5");
    auto const p = po::io::parse_plan({"g.txt", text});
    REQUIRE(p);
    auto const found = po::reconcile_groups(*p);
    REQUIRE(found.size() == 1);
    CHECK(found[0].group == 1);
    CHECK(found[0].difference() == -1);
    CHECK(warnings(*p) == list{"PO1216 at 10"});
}

TEST_CASE("group headings without figures, footnotes below the total", "[io]") {
    auto const p = plan_in("group_headings");
    REQUIRE(p.groups.size() == 2);
    CHECK(p.groups[1].name == "Khối cơ quan, trường học");
    CHECK(p.groups[1].units == std::vector{po::unit_id(3), po::unit_id(4)});
    CHECK(p.groups[1].sums.empty());
    CHECK(p.units.code(po::slot(4)) == "MAH-04"); // numbered through
    CHECK(p.totals.size() == 2);
    CHECK(unread(p) == list{"14: (1) Số liệu do các đơn vị đăng ký.",
                            "15: (2) Chưa tính 3 đơn vị mới thành lập."});
}

TEST_CASE("a byte order mark, carriage returns and no row of totals", "[io]") {
    auto const p = plan_in("no_total");
    CHECK(p.title == "KẾ HOẠCH PHÁT TRIỂN ĐẢNG VIÊN NĂM 2020");
    CHECK(p.year == 2020);
    CHECK(table_of(p) == "code,parent,kind,name,quota.assigned\n"
                         "PC,,district_committee,Đảng bộ huyện Phú Cường,\n"
                         "PC-01,PC,grassroots_committee,Đảng bộ xã Phú Lộc,5\n"
                         "PC-02,PC,grassroots_committee,Đảng bộ xã Phú Xuân,4\n"
                         "PC-03,PC,grassroots_cell,Chi bộ Điện lực,-\n");
    CHECK(p.totals.empty());
    REQUIRE(p.duties.size() == 1); // a last day makes a duty wherever it stands
    CHECK(p.duties[0].due->last_day() == po::make_date(2020, 12, 19));
    CHECK(unread(p) == list{});
}

TEST_CASE("decomposed text gives the same names and measures", "[io]") {
    auto const p = plan_in("decomposed");
    CHECK(table_of(p) == "code,parent,kind,name,quota.registered,quota.registered.residential,"
                         "quota.assigned,quota.assigned.residential\n"
                         "DT,,district_committee,Đảng bộ huyện Điện Thắng,,,,\n"
                         "DT-01,DT,grassroots_committee,Đảng bộ xã Điện Hồng,5,2,5,2\n"
                         "DT-02,DT,grassroots_cell,Chi bộ Đài Truyền thanh,1,-,1,-\n"
                         "#total,DT,,,6,2,6,2\n");
}

TEST_CASE("marks of footnotes are no part of a name, and a repeated header is no row", "[io]") {
    auto const p = plan_in("footnotes");
    CHECK(table_of(p) == "code,parent,kind,name,quota.registered,quota.assigned\n"
                         "DT,,district_committee,Đảng bộ huyện Điện Thắng,,\n"
                         "DT-01,DT,grassroots_committee,Đảng bộ xã Điện Hồng,5,5\n"
                         "DT-02,DT,grassroots_committee,Đảng bộ xã Điện Bàn,4,3\n"
                         "DT-03,DT,grassroots_cell,Chi bộ Đài Truyền thanh,1,1\n"
                         "#total,DT,,,10,9\n");
    CHECK(unread(p) == list{"9: Trang 1", "15: () Đơn vị đăng ký bổ sung 2 đảng viên.",
                            "16: (1) Giảm 1 chỉ tiêu theo đề nghị của đơn vị.",
                            "17: Ghi chú: bảng có 3 đơn vị."});
    CHECK(p.counts.empty()); // the 2 of the note are no count of members
}

TEST_CASE("a province's plan while there were districts", "[io]") {
    auto const p = plan_in("province_before_2025");
    CHECK(p.issuer == "Ban Thường vụ Tỉnh ủy Bình Sơn");
    CHECK(table_of(p) == "code,parent,kind,name,members,quota.assigned,quota.assigned.women\n"
                         "BS,,provincial_committee,Đảng bộ tỉnh Bình Sơn,,,\n"
                         "BS-01,BS,district_committee,Đảng bộ huyện Suối Mơ,4120,160,70\n"
                         "BS-02,BS,district_committee,Đảng bộ huyện Đồng Xoan,3870,145,66\n"
                         "BS-03,BS,district_committee,Đảng bộ thành phố Bình Sơn,9015,320,168\n"
                         "BS-04,BS,district_committee,Đảng bộ Khối các cơ quan tỉnh,5300,110,61\n"
                         "BS-05,BS,grassroots_committee,Đảng bộ Quân sự tỉnh,800,60,2\n"
                         "#total,BS,,,23105,795,367\n");
    REQUIRE(p.basis.size() == 1);
    CHECK(p.basis[0].number == "21-NQ/TW");
}

TEST_CASE("a province's plan after the districts", "[io]") {
    auto const p = plan_in("province_after_2025");
    CHECK(table_of(p) == "code,parent,kind,name,quota.assigned\n"
                         "BS,,provincial_committee,Đảng bộ tỉnh Bình Sơn,\n"
                         "BS-01,BS,commune_committee,Đảng bộ xã Suối Mơ,60\n"
                         "BS-02,BS,commune_committee,Đảng bộ phường Hòa Bình,75\n"
                         "BS-03,BS,commune_committee,Đảng bộ đặc khu Hòn Én,12\n"
                         "BS-04,BS,grassroots_committee,Đảng bộ các cơ quan Đảng tỉnh,30\n"
                         "#total,BS,,,177\n");
}

TEST_CASE("a commune's plan after the districts has grassroots cells", "[io]") {
    auto const p = plan_in("commune_after_2025");
    CHECK(p.issuer == "Ban Thường vụ Đảng ủy xã Suối Mơ");
    CHECK(table_of(p) == "code,parent,kind,name,quota.registered,quota.registered.women,"
                         "quota.assigned,quota.assigned.women\n"
                         "SM,,commune_committee,Đảng bộ xã Suối Mơ,,,,\n"
                         "SM-01,SM,grassroots_cell,Chi bộ bản Nà Phước,2,1,2,1\n"
                         "SM-02,SM,grassroots_cell,Chi bộ bản Lim,1,-,1,-\n"
                         "SM-03,SM,grassroots_cell,Chi bộ Trường Tiểu học Suối Mơ,2,2,2,2\n"
                         "SM-04,SM,grassroots_cell,Chi bộ Trạm Y tế xã,-,-,1,1\n"
                         "#total,SM,,,5,3,6,4\n");
    REQUIRE(p.duties.size() == 1);
    CHECK(p.duties[0].due->how() == po::bound::inclusive);
    CHECK(p.duties[0].due->last_day() == po::make_date(2026, 1, 31));
    CHECK(p.duties[0].documents == list{"danh sách nguồn kết nạp"});
    CHECK(p.duties[0].to == "Đảng ủy xã");
}

TEST_CASE("a commune's plan while there were districts has subordinate cells", "[io]") {
    auto const p = plan_in("commune_before_2025");
    CHECK(p.issuer == "Ban Chấp hành Đảng bộ xã Nà Phước");
    CHECK(table_of(p) == "code,parent,kind,name,quota.assigned\n"
                         "NP,,grassroots_committee,Đảng bộ xã Nà Phước,\n"
                         "NP-01,NP,subordinate_cell,Chi bộ bản Nà Hin,2\n"
                         "NP-02,NP,subordinate_cell,Chi bộ bản Nà Hang,1\n"
                         "NP-03,NP,subordinate_cell,Chi bộ Quân sự,-\n"
                         "#total,NP,,,3\n");
}

TEST_CASE("three rows of headings and a row of column numbers", "[io]") {
    auto const p = plan_in("three_header_rows");
    CHECK(table_of(p) == "code,parent,kind,name,quota.registered,quota.registered.residential,"
                         "quota.assigned,quota.assigned.residential\n"
                         "DT,,district_committee,Đảng bộ huyện Điện Thắng,,,,\n"
                         "DT-01,DT,grassroots_committee,Đảng bộ xã Điện Hồng,5,2,5,3\n"
                         "DT-02,DT,grassroots_cell,Chi bộ Đài Truyền thanh,1,,1,\n"
                         "#total,DT,,,6,2,6,3\n");
}

TEST_CASE("rows and sentences that are not understood are listed, each with its line", "[io]") {
    auto const p = plan_in("rows_not_understood");
    CHECK(table_of(p) == "code,parent,kind,name,quota.registered,quota.assigned\n"
                         "DT,,district_committee,Đảng bộ huyện Điện Thắng,,\n"
                         "DT-01,DT,grassroots_committee,Đảng bộ xã Điện Hồng,5,5\n"
                         "DT-02,DT,grassroots_committee,Đảng bộ xã Điện Bàn,4,3\n"
                         "DT-03,DT,grassroots_cell,Chi bộ Đài Truyền thanh,1,1\n"
                         "#total,DT,,,10,9\n");
    CHECK(unread(p) == list{"8: 7", "9: a ??? 1", "11: Đơn vị nào vượt chỉ tiêu được khen thưởng",
                            "15: Năm 2023 có 45 hồ sơ chưa hoàn thiện."});
    CHECK(warnings(p) == list{"PO1205 at 8", "PO1205 at 9"});
}

TEST_CASE("a lower row of headings that lost its empty cells", "[io]") {
    auto const rows = std::string("1\tĐảng bộ xã A\t5\t2\t4\t1\tmới\n2\tChi bộ B\t3\t-\t3\t-\t\n"
                                  "Cộng\t\t8\t2\t7\t1\t\n");
    auto const wanted = "code,parent,kind,name,quota.registered,quota.registered.women,"
                        "quota.assigned,quota.assigned.women\n"
                        "SM,,district_committee,Đảng bộ huyện Suối Mơ,,,,\n"
                        "SM-01,SM,grassroots_committee,Đảng bộ xã A,5,2,4,1\n"
                        "SM-02,SM,grassroots_cell,Chi bộ B,3,-,3,-\n"
                        "#total,SM,,,8,2,7,1\n";
    // Groups are told by their first heading, which comes again; blank cells may be lost above,
    // too.
    for (auto const* const upper : {"TT\tTên đơn vị\tĐăng ký\tGiao\tGhi chú\n",
                                    "TT\tTên đơn vị\tĐăng ký\t\tGiao\t\tGhi chú\n"})
        for (auto const* const lower :
             {"Tổng số\tNữ\tTổng số\tNữ\n", "Tổng số\tNữ\tTổng số\tNữ\t\t\t\n"}) {
            CAPTURE(upper, lower);
            auto const p = plan_with(upper + std::string(lower) + rows);
            CHECK(table_of(p) == wanted);
            CHECK(unread(p) == list{"4: Ghi chú"});
        }
}

TEST_CASE("collapsed headings without a first one in common are dealt out evenly", "[io]") {
    auto const p = plan_with("TT\tTên đơn vị\tĐăng ký\tGiao\nNữ\tThanh niên\tDân tộc\tNông thôn\n"
                             "1\tĐảng bộ xã A\t5\t2\t4\t1\n");
    CHECK(table_of(p).starts_with("code,parent,kind,name,quota.registered.women,"
                                  "quota.registered.youth,quota.assigned.minorities,"));
}

TEST_CASE("headings that do not fit the columns are refused", "[io]") {
    // Three headings for two groups.
    CHECK(refusal("TT\tTên đơn vị\tĐăng ký\tGiao\nTổng số\tNữ\tThanh niên\n"
                  "1\tĐảng bộ xã A\t5\t2\t4\n") ==
          "p.txt:3:1: PO1212: the headings of the table cannot be matched with its columns\n");
    CHECK(refusal("TT\tTên đơn vị\tGhi chú\n1\tĐảng bộ xã A\ta\n") ==
          "p.txt:3:1: PO1212: no column of the table holds figures\n");
    std::string wide = "TT\tTên đơn vị";
    for (int i = 0; i < 1200; ++i) wide += "\tGiao";
    CHECK(
        refusal(wide + "\n1\tĐảng bộ xã A\t5\n").starts_with("p.txt:3:1: PO1212: the header has "));
}

TEST_CASE("rows that are wider than the header are refused", "[io]") {
    CHECK(refusal("TT\tTên đơn vị\tĐăng ký\tGiao\n1\tĐảng bộ xã A\t5\t4\t7\n") ==
          "p.txt:4:26: PO1205: the row has 5 cells, the header 4 columns\n");
    CHECK(refusal("TT   Tên đơn vị        Đăng ký   Giao\n"
                  "1    Đảng bộ xã A      5         4     7    9\n") ==
          "p.txt:4:46: PO1205: the row has 6 cells, the header 4 columns\n");
}

TEST_CASE("a row that was broken inside its name", "[io]") {
    auto const p = plan_with("TT\tTên đơn vị\tĐăng ký\tGiao\n1\tĐảng bộ xã\nNà Phước\t5\t4\n"
                             "2\tChi bộ B\t3\t3\n");
    CHECK(table_of(p) == "code,parent,kind,name,quota.registered,quota.assigned\n"
                         "SM,,district_committee,Đảng bộ huyện Suối Mơ,,\n"
                         "SM-01,SM,grassroots_committee,Đảng bộ xã Nà Phước,5,4\n"
                         "SM-02,SM,grassroots_cell,Chi bộ B,3,3\n");
    CHECK(unread(p) == list{});
}

TEST_CASE("numbers and kinds that are not as expected are warned of, and nothing is lost", "[io]") {
    auto const p = plan_with("TT\tTên đơn vị\tĐăng ký\tGiao\n1\tBưu điện\t5\t4\n1\tChi bộ B\t3\t3\n"
                             "7\tTổ đảng số 1\t1\t1\n\tĐảng bộ bộ phận Nông trường\t1\t1\n"
                             "1O\tChi bộ C\t1\t1\nCộng\t\t11\t10\n");
    CHECK(table_of(p) == "code,parent,kind,name,quota.registered,quota.assigned\n"
                         "SM,,district_committee,Đảng bộ huyện Suối Mơ,,\n"
                         "SM-01,SM,grassroots_cell,Bưu điện,5,4\n"
                         "SM-01.2,SM,grassroots_cell,Chi bộ B,3,3\n"
                         "SM-07,SM,party_group,Tổ đảng số 1,1,1\n"
                         "SM-08,SM,sectional_committee,Đảng bộ bộ phận Nông trường,1,1\n"
                         "SM-09,SM,grassroots_cell,Chi bộ C,1,1\n"
                         "#total,SM,,,11,10\n");
    CHECK(warnings(p) ==
          list{"PO1208 at 5", "PO1203 at 6", "PO1204 at 7", "PO1215 at 8", "PO1215 at 9"});
}

TEST_CASE("a group numbered in a cell of its own begins right below the header", "[io]") {
    for (std::string const mark : {"I", "I.", "A", "a)"})
        for (std::string const blanks : {"", "\t", "\t\t"}) {
            CAPTURE(mark, blanks);
            auto const p =
                plan_with("TT\tTên đơn vị\tĐăng ký\tGiao\n" + mark + "\tKhối xã" + blanks +
                          "\n1\tĐảng bộ xã A\t5\t4\n\tCộng khối xã\t6\t4\n"
                          "II\tKhối cơ quan\t\t\n2\tChi bộ B\t3\t3\n\tCộng\t3\t3\n"
                          "\tTổng cộng\t8\t7\n");
            REQUIRE(p.groups.size() == 2);
            CHECK(p.groups[0].name == "Khối xã");
            CHECK(p.groups[0].units.size() == 1);
            CHECK(p.groups[1].name == "Khối cơ quan");
            CHECK(p.totals.size() == 2);
            CHECK(unread(p) == list{});
            CHECK(warnings(p) == list{"PO1216 at 7"}); // says 6, the rows add up to 5
        }
}

TEST_CASE("the organisation is told by letterhead, heading or text", "[io]") {
    auto const table = std::string("\nTT\tTên đơn vị\tĐăng ký\tGiao\n1\tĐảng bộ xã A\t5\t4\n");
    struct told {
        char const* head;
        char const* name;
        char const* title;
    };
    for (auto const& t : {
             told{"HUYỆN ỦY SUỐI MƠ\nKẾ HOẠCH KẾT NẠP ĐẢNG VIÊN NĂM 2024\n",
                  "Đảng bộ huyện Suối Mơ", "KẾ HOẠCH KẾT NẠP ĐẢNG VIÊN NĂM 2024"},
             told{"HUYỆN ỦY SUỐI MƠ\tĐẢNG CỘNG SẢN VIỆT NAM\nKẾ HOẠCH KẾT NẠP ĐẢNG VIÊN NĂM 2024\n",
                  "Đảng bộ huyện Suối Mơ", "KẾ HOẠCH KẾT NẠP ĐẢNG VIÊN NĂM 2024"},
             told{"HUYỆN ỦY SUỐI MƠ        ĐẢNG CỘNG SẢN VIỆT NAM\nBÁO CÁO NĂM 2024\n",
                  "Đảng bộ huyện Suối Mơ", "BÁO CÁO NĂM 2024"},
             told{"KẾ HOẠCH KẾT NẠP ĐẢNG VIÊN CỦA HUYỆN ỦY SUỐI MƠ NĂM 2024\n",
                  "Đảng bộ huyện Suối Mơ",
                  "KẾ HOẠCH KẾT NẠP ĐẢNG VIÊN CỦA HUYỆN ỦY SUỐI MƠ NĂM 2024"},
             told{"KẾ HOẠCH\nkết nạp đảng viên năm 2024 của Đảng bộ thị xã Nam Hà\n",
                  "Đảng bộ thị xã Nam Hà",
                  "KẾ HOẠCH kết nạp đảng viên năm 2024 của Đảng bộ thị xã Nam Hà"},
             // A name goes on below the end of a line, unless the line is in capitals.
             told{"KẾ HOẠCH năm 2024\n\nBan Thường vụ Huyện ủy Suối\nMơ giao chỉ tiêu:\n",
                  "Đảng bộ huyện Suối Mơ", "KẾ HOẠCH năm 2024"},
         }) {
        CAPTURE(t.head);
        auto const p = po::io::parse_plan({"p.txt", t.head + table});
        REQUIRE(p);
        CHECK(p->units.name(po::slot(0)) == t.name);
        CHECK(p->units.kind(po::slot(0)) == po::unit_kind::district_committee);
        CHECK(p->title == t.title);
        CHECK(p->year == 2024);
        CHECK(warnings(*p) == list{});
    }
}
