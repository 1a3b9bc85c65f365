#include "rules/statutes/shared.hpp"

#include <partyorg/measures/leadership.hpp>
#include <partyorg/measures/membership.hpp>
#include <partyorg/rules/statutes/leadership_rules.hpp>

namespace partyorg::statutes {
namespace {

using enum unit_kind;
constexpr auto cells = grassroots_cell | subordinate_cell;
constexpr auto warning = rule_severity::warning;

void add_cells(writer& out) {
    auto const large =
        units().that(are(cells)).with(total(membership::official) >= parameter("limit", 9));
    auto const small =
        units().that(are(cells)).with(total(membership::official) < parameter("limit", 9));
    out.add({"cell.committee.required",
             {"Từ 9 đảng viên chính thức: bầu chi ủy, bí thư và một phó bí thư",
              "9 official members or more elect a committee, a secretary and one deputy"}},
            large.should(leadership::committee >= 1 && leadership::secretaries == 1 &&
                         leadership::deputies == 1),
            charter("Điều 24(4)", read), since_charter());
    out.add_regimes(
        {"cell.committee.max",
         {"Chi ủy nhiều nhất 7 người", "A cell committee has at most 7 members"}},
        units().that(are(cells)).should(have_at_most(parameter("max", 7), leadership::committee)),
        "§24", {read, same, same, read, none, none});
    out.add({"cell.small.officers",
             {"Dưới 9 đảng viên chính thức: bầu bí thư, nếu cần thì một phó bí thư",
              "Fewer than 9 official members elect a secretary, and a deputy if needed"}},
            small.should(leadership::secretaries == 1 && leadership::deputies <= 1),
            charter("Điều 24(4)", read), since_charter());
    out.add({"group.officers",
             {"Tổ đảng có tổ trưởng, nếu cần thì có tổ phó",
              "A party group has a head, and a deputy if needed"}},
            units()
                .that(are(party_group))
                .should(leadership::group_heads == 1 && leadership::group_deputies <= 1),
            charter("Điều 24(1)", read), since_charter());
}

void add_standing(writer& out) {
    auto const grassroots = units().that(are(grassroots_committee));
    out.add({"grassroots.standing.required",
             {"Đảng ủy cơ sở từ 9 ủy viên bầu ban thường vụ",
              "A grassroots committee of 9 or more elects a standing committee"},
             warning},
            grassroots.with(leadership::committee >= parameter("limit", 9))
                .should(leadership::standing >= 1),
            charter("Điều 22(5)", told), since_charter());
    out.add({"grassroots.standing.required.fewer",
             {"Đảng ủy cơ sở dưới 9 ủy viên chỉ bầu bí thư và phó bí thư",
              "A grassroots committee of fewer than 9 has no standing committee"},
             warning},
            grassroots.with(leadership::committee < parameter("limit", 9))
                .should(leadership::standing == 0),
            charter("Điều 22(5)", told), since_charter());
    out.add({"grassroots.standing.supplement",
             {"Đại hội ấn định từ 9 ủy viên mà bầu thiếu: vẫn bầu ban thường vụ",
              "9 seats or more, not all filled: the standing committee is elected all the same"},
             warning},
            grassroots
                .with(leadership::committee_seats >= parameter("limit", 9) &&
                      leadership::committee < parameter("limit", 9))
                .should(leadership::standing >= 1),
            {"01-HD/TW", detail::central_level, make_date(2016, 9, 20), "§15.1", told},
            from_to("2016-09-20", "2021-07-29"),
            {"Cấp trên chỉ định bổ sung.", "The superior supplements the committee."});
    out.add({"standing.max-share",
             {"Ban thường vụ nhiều nhất một phần ba cấp ủy",
              "A standing committee is at most a third of its committee"},
             warning},
            units()
                .that(answered(leadership::standing))
                .should(ratio(leadership::standing, leadership::committee) <= fraction(1, 3)),
            {"208-QĐ/TW", "Ban Chấp hành Trung ương", make_date(2026, 7, 26), "", lead},
            since("2026-07-26"));
}

void add_communes(writer& out) {
    citation const directive{"45-CT/TW", detail::central_level, make_date(2025, 4, 14), "", told};
    auto const communes = units().that(are(commune_committee));
    out.add({"commune.committee.size.2025",
             {"Ban chấp hành đảng bộ xã, phường có 27–33 ủy viên, ban thường vụ 9–11, 2 phó bí thư",
              "A commune committee has 27–33 members, 9–11 of them standing, and 2 deputies"},
             warning},
            communes.should(leadership::committee >= parameter("least", 27) &&
                            leadership::committee <= parameter("most", 33) &&
                            leadership::standing >= parameter("standing_least", 9) &&
                            leadership::standing <= parameter("standing_most", 11) &&
                            leadership::deputies == parameter("deputies", 2)),
            directive, since("2025-04-14"));
    citation const r4{"294-QĐ/TW", "Ban Chấp hành Trung ương", make_date(2025, 5, 26), "", told};
    out.add(
        {"commune.advisory-bodies",
         {"Số cơ quan tham mưu, giúp việc của cấp ủy", "How many advisory bodies a committee has"},
         warning},
        units()
            .that(are(commune_committee))
            .should(leadership::advisory_bodies <= parameter("bodies", 3) &&
                    leadership::service_units <= parameter("units", 1)),
        r4, from_to("2025-07-01", "2026-04-07"),
        {"Đặc khu nhiều nhất 4 cơ quan, 1 đơn vị: chỉnh tham số.",
         "A special zone has at most 4 bodies and 1 unit: override the parameter."});
    out.add({"commune.advisory-bodies.province",
             {"Số cơ quan tham mưu, giúp việc của tỉnh ủy",
              "How many advisory bodies a provincial committee has"},
             warning},
            units()
                .that(are(provincial_committee))
                .should(leadership::advisory_bodies <= parameter("bodies", 5) &&
                        leadership::service_units <= parameter("units", 2)),
            r4, from_to("2025-07-01", "2026-04-07"));
}

// The number of inspection committee members of a level; some places have their own.
void add_inspection_size(writer& out, heading const& head, unit_kind level, std::int64_t least,
                         std::int64_t most, citation const& source, period span) {
    constexpr auto own_number =
        flag("flag.own_inspection_size", {"có số lượng ủy viên ủy ban kiểm tra riêng",
                                          "have their own number of inspection members"});
    out.add(head,
            units()
                .that(are(level))
                .should(leadership::inspection >= parameter("least", least) &&
                        leadership::inspection <= parameter("most", most))
                .unless(own_or_none(own_number) >= 1),
            source, span);
}

void add_inspection(writer& out) {
    citation const rules_2016{"30-QĐ/TW", "Ban Chấp hành Trung ương", make_date(2016, 7, 26), "",
                              told};
    auto const since_2016 = since("2016-07-26");
    out.add({"inspection.exists-from-grassroots",
             {"Từ đảng ủy cơ sở trở lên có ủy ban kiểm tra",
              "From the grassroots committee upward there is an inspection committee"},
             warning},
            units()
                .that(are(grassroots_committee | commune_committee | district_committee |
                          provincial_committee | central_committee))
                .should(leadership::inspection >= 1),
            rules_2016, since_2016);
    out.add({"inspection.exists-from-grassroots.cells",
             {"Chi bộ không có ủy ban kiểm tra", "A cell has no inspection committee"},
             warning},
            units()
                .that(are(cells) && answered(leadership::inspection))
                .should(leadership::inspection == 0),
            rules_2016, since_2016);

    auto const to_2025 = from_to("2020-02-14", "2025-05-29");
    auto const hd08 = [](char const* article) {
        return citation{"08-HD/UBKTTW", "Ủy ban Kiểm tra Trung ương", make_date(2020, 2, 14),
                        article, read};
    };
    out.add({"inspection.fulltime-vicechair",
             {"Từ 300 đảng viên: ủy viên chuyên trách làm phó chủ nhiệm",
              "From 300 members a full-time member serves as vice-chair"}},
            units()
                .that(are(grassroots_committee))
                .with(total(membership::total) >= parameter("limit", 300))
                .should(leadership::inspection_full_time_vice_chairs >= 1),
            hd08("§1.8"), to_2025);
    add_inspection_size(out,
                        {"inspection.size.by-level.2020",
                         {"Ủy ban kiểm tra tỉnh ủy có 9–11 ủy viên",
                          "A provincial inspection committee has 9–11 members"}},
                        provincial_committee, 9, 11, hd08(""), to_2025);
    add_inspection_size(out,
                        {"inspection.size.by-level.2020.district",
                         {"Ủy ban kiểm tra huyện ủy có 7–9 ủy viên",
                          "An inspection committee directly under a province has 7–9 members"}},
                        district_committee, 7, 9, hd08(""), to_2025);
    citation const hd17{"17-HD/UBKTTW", "Ủy ban Kiểm tra Trung ương", make_date(2025, 6, 6), "",
                        told};
    auto const from_2025 = since("2025-05-30");
    add_inspection_size(out,
                        {"inspection.size.by-level.2025.centre",
                         {"Ủy ban Kiểm tra Trung ương có 23–25 ủy viên",
                          "The central inspection committee has 23–25 members"},
                         warning},
                        central_committee, 23, 25, hd17, from_2025);
    add_inspection_size(out,
                        {"inspection.size.by-level.2025",
                         {"Ủy ban kiểm tra tỉnh ủy có 11–13 ủy viên",
                          "A provincial inspection committee has 11–13 members"},
                         warning},
                        provincial_committee, 11, 13, hd17, from_2025);
    out.add({"inspection.size.by-level.2025.commune",
             {"Ủy ban kiểm tra đảng ủy xã có 3–7 ủy viên chuyên trách, 1–2 phó chủ nhiệm",
              "A commune inspection committee has 3–7 full-time members and 1–2 vice-chairs"},
             warning},
            units()
                .that(are(commune_committee))
                .should(leadership::inspection_full_time >= parameter("least", 3) &&
                        leadership::inspection_full_time <= parameter("most", 7) &&
                        leadership::inspection_vice_chairs >= parameter("vice_least", 1) &&
                        leadership::inspection_vice_chairs <= parameter("vice_most", 2)),
            hd17, from_2025);
}

} // namespace

rule_book leadership_rules() {
    writer out;
    add_cells(out);
    add_standing(out);
    add_communes(out);
    add_inspection(out);
    return std::move(out.book);
}

} // namespace partyorg::statutes
