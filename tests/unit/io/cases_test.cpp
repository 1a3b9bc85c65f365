#include "support/catch.hpp"

#include <partyorg/core/error.hpp>
#include <partyorg/io/cases.hpp>

#include <string>
#include <vector>

namespace po = partyorg;

namespace {

po::result<po::case_log> parse(std::string text) {
    return po::io::parse_cases(po::io::check_text(std::move(text), "cases.csv").value());
}

std::vector<std::string> defects(std::string text) {
    auto const read = parse(std::move(text));
    CHECK_FALSE(read);
    std::vector<std::string> out;
    for (auto const& p : read.problems()) out.push_back(to_string(p));
    return out;
}

using lines = std::vector<std::string>;

} // namespace

TEST_CASE("a log is read with all its columns, in any order", "[io]") {
    auto const read = parse("stage,case,unit,day,known,attributes,reference,entry,counts_from,"
                            "reached,extended_by,place\n"
                            "dossier,X/1,X-01,2024-02-29,2024-03-05,women;minority,\"7, QĐ\",,,,,\n"
                            "transfer_in,X/2,X-02,05/03/2024,,,,correction,2023-09-01,ceremony,,\n"
                            "extension,X/1,X-01,2024-04-01,,,,,,,20,\"hội trường xã, tầng 2\"\n");
    REQUIRE(read);
    CHECK(read.problems().empty());
    REQUIRE(read->size() == 3);
    auto const first = (*read)[0];
    CHECK(first.case_code == "X/1");
    CHECK(first.unit == "X-01");
    CHECK(first.stage == po::case_stage::dossier);
    CHECK(first.day == po::date(2024, 2, 29));
    CHECK(first.known == po::date(2024, 3, 5));
    CHECK(first.reference == "7, QĐ");
    CHECK(to_string(first.groups) == "women;minority");
    CHECK(first.where == po::place{"cases.csv", 2, 1});
    auto const second = (*read)[1];
    CHECK(second.day == po::date(2024, 3, 5));
    CHECK(second.known == second.day);
    CHECK(second.entry == po::case_entry::correction);
    CHECK(second.counts_from == po::date(2023, 9, 1));
    CHECK(second.reached == po::case_stage::ceremony);
    CHECK((*read)[2].extended_by == 20);
    CHECK(second.location.empty());
    CHECK((*read)[2].location == "hội trường xã, tầng 2");
}

TEST_CASE("Vietnamese headings and words are read, composed or not", "[io]") {
    // The last heading is written with combining marks.
    auto const read = parse("Mã hồ sơ;Đơn vị;Bước;Ngày;Đối tượng;loa\xCC\xA3i do\xCC\x80ng\n"
                            "X/1;X-01;Quyết định kết nạp;15/01/2024;Nữ|khu dân cư;Đính chính\n");
    REQUIRE(read);
    auto const e = (*read)[0];
    CHECK(e.stage == po::case_stage::admission_decision);
    CHECK(to_string(e.groups) == "women;residential");
    CHECK(e.entry == po::case_entry::correction);
}

TEST_CASE("the place of an event is read under three Vietnamese headings, or not at all", "[io]") {
    for (auto const* heading : {"Nơi", "địa điểm", "NƠI TỔ CHỨC", "place"}) {
        auto const read = parse("case,unit,stage,day," + std::string(heading) +
                                "\nX/1,X-01,ceremony,2024-02-03,nhà văn hóa bản\n");
        REQUIRE(read);
        CHECK((*read)[0].location == "nhà văn hóa bản");
    }
    auto const without = parse("case,unit,stage,day\nX/1,X-01,ceremony,2024-02-03\n");
    REQUIRE(without);
    CHECK((*without)[0].location.empty());
}

TEST_CASE("every defect of a log is named with its cell, and nothing is loaded", "[io]") {
    CHECK(defects("case,unit,stage,day,attributes,entry,reached,extended_by,known\n"
                  "X/1,X-01,decission,2024-02-30,woman;women,change,,,\n"
                  ",,,,,,,,\n"
                  ",X-01,,,,,rejected,-1,gestern\n"
                  "X/2,,dossier,2024-01-01,,,,70000,\n"
                  "X/3,X-01\n") ==
          lines{"cases.csv:2:10: PO1745: 'decission' is no stage; there are source_list, "
                "awareness_course, dossier, introduced, cell_resolution, grassroots_resolution, "
                "appraisal, admission_decision, ceremony, recognition_resolution, "
                "recognition_decision, extension, removal, withdrawal, transfer_in, transfer_out, "
                "rejected",
                "cases.csv:2:20: PO1115: '2024-02-30' is no day; days are written 2024-01-15 or "
                "15/01/2024",
                "cases.csv:2:31: PO1746: 'woman' is no group; there are women, youth, minority, "
                "militia, village_heads, residential, private_enterprise, part_time",
                "cases.csv:2:43: PO1747: 'change' is no entry; there are record, correction, "
                "retraction",
                "cases.csv:4:1: PO1150: the cell 'case' is empty",
                "cases.csv:4:7: PO1150: the cell 'stage' is empty",
                "cases.csv:4:8: PO1150: the cell 'day' is empty",
                "cases.csv:4:23: PO1115: 'gestern' is no day; days are written 2024-01-15 or "
                "15/01/2024",
                "cases.csv:4:11: PO1745: 'rejected' is no step of the path",
                "cases.csv:4:20: PO1110: '-1' is negative",
                "cases.csv:5:5: PO1150: the cell 'unit' is empty",
                "cases.csv:5:28: PO1104: 70000 working days are not meant",
                "cases.csv:6:1: PO1105: 2 fields, the header has 9"});
    CHECK(defects("name,age\nA,20\n") ==
          lines{"cases.csv:1:1: PO1101: no column 'case'; is the first row the header?",
                "cases.csv:1:1: PO1101: no column 'unit'; is the first row the header?",
                "cases.csv:1:1: PO1101: no column 'stage'; is the first row the header?",
                "cases.csv:1:1: PO1101: no column 'day'; is the first row the header?"});
    CHECK_THROWS_AS(po::io::read_cases("no/such/file.csv"), po::invalid_input);
}

TEST_CASE("a log that is written reads back the same", "[io]") {
    std::string const text = "case,unit,stage,day,known,reference,attributes,entry,counts_from,"
                             "reached,extended_by,place\n"
                             "X/1,X-01,dossier,2024-02-29,2024-03-05,\"7, QĐ\",women;youth,,,,,\n"
                             "X/2,X-02,transfer_in,2024-03-05,,,,retraction,2023-09-01,ceremony,,\n"
                             "X/1,X-01,extension,2024-04-01,,,,,,,20,\n"
                             "X/1,X-01,ceremony,2024-05-19,,,,,,,,\"hội trường \"\"A\"\", xã\"\n";
    auto const read = parse(text);
    REQUIRE(read);
    CHECK(po::io::write_cases(*read) == text);
}
