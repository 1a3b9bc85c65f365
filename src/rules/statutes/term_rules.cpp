#include "rules/statutes/shared.hpp"

#include <partyorg/measures/activity.hpp>
#include <partyorg/measures/membership.hpp>
#include <partyorg/rules/statutes/term_rules.hpp>

namespace partyorg::statutes {
namespace {

using enum unit_kind;
constexpr auto cells = grassroots_cell | subordinate_cell;
constexpr auto grassroots = grassroots_committee | grassroots_cell;
constexpr auto warning = rule_severity::warning;

// The next congress is not later than so many months after the last.
unit_condition within(parameter term) {
    return day_asked_about() <= day(activity::last_congress) + months(term);
}

void add_terms(writer& out) {
    auto const subordinate = units().that(are(subordinate_cell));
    auto const to_pilot = from_to("2011-01-19", "2025-06-30");
    auto const pilot = since("2025-07-01");
    citation const r4{"294-QĐ/TW", "Ban Chấp hành Trung ương", make_date(2025, 5, 26), "", read};
    label_view const shift{
        "Được tổ chức sớm hoặc chậm không quá 6 tháng khi đảng ủy cơ sở đồng ý.",
        "May be advanced or delayed by up to 6 months with the grassroots committee's consent."};
    out.add({"cell.term",
             {"Đại hội chi bộ trực thuộc: năm năm hai lần",
              "The congress of a subordinate cell: twice in five years"}},
            subordinate.should(within(parameter("months", 30))).unless(consent("congress_shift")),
            charter("Điều 24(3)", read), to_pilot, shift);
    out.add({"cell.term.pilot",
             {"Thí điểm đại hội chi bộ năm năm một lần",
              "Pilot: the congress of a cell once in five years"}},
            subordinate.should(within(parameter("months", 60))).unless(consent("congress_shift")),
            r4, pilot, shift);
    heading const latest{"cell.term.shift",
                         {"Đại hội chi bộ chậm không quá 6 tháng",
                          "The congress of a cell is delayed by at most 6 months"}};
    out.add(latest, subordinate.should(within(parameter("months", 36))),
            charter("Điều 24(3)", read), to_pilot);
    out.add(latest, subordinate.should(within(parameter("months", 66))),
            charter("Điều 24(3)", read), pilot);
    out.add({"grassroots.term",
             {"Đại hội tổ chức cơ sở đảng: năm năm một lần",
              "The congress of a grassroots organisation: once in five years"},
             warning},
            units().that(are(grassroots)).should(within(parameter("months", 60))),
            charter("Điều 22(1)", told), since_charter());
}

void add_congresses(writer& out) {
    citation const directive{"35-CT/TW", detail::central_level, make_date(2019, 5, 30), "", told};
    auto const span = from_to("2019-05-30", "2025-04-13");
    auto const of = units().that(are(grassroots));
    out.add({"congress.form",
             {"Từ 200 đảng viên: đại hội đại biểu", "200 members or more: a congress of delegates"},
             warning},
            of.with(total(membership::total) >= parameter("limit", 200))
                .should(activity::congress_of_delegates >= 1),
            directive, span);
    out.add({"congress.form.members",
             {"Dưới 200 đảng viên: đại hội đảng viên",
              "Fewer than 200 members: a congress of all members"},
             warning},
            of.with(total(membership::total) < parameter("limit", 200))
                .should(activity::congress_of_delegates == 0)
                .unless(consent("delegates_congress")),
            directive, span);
    out.add({"congress.duration",
             {"Đại hội cấp cơ sở không quá 2 ngày", "A grassroots congress lasts at most 2 days"},
             warning},
            of.should(activity::congress_days <= parameter("max", 2)), directive, span);
}

void add_meetings(writer& out) {
    out.add(
        {"cell.meeting.monthly",
         {"Chi bộ sinh hoạt mỗi tháng một lần", "A cell meets once a month"}},
        units().that(are(cells)).should(activity::months_with_meeting >= parameter("months", 12)),
        charter("Điều 24(2)", read), since_charter());
    citation const guidance{"42-HD/BTCTW", "Ban Tổ chức Trung ương", make_date(2025, 10, 28), "",
                            told};
    out.add(
        {"cell.meeting.minutes",
         {"Sinh hoạt thường kỳ ít nhất 90 phút", "An ordinary meeting lasts at least 90 minutes"},
         warning},
        units().that(are(cells)).should(activity::shortest_meeting >= parameter("minutes", 90)),
        guidance, since("2025-10-28"));
    out.add({"cell.meeting.minutes.combined",
             {"Sinh hoạt kết hợp chuyên đề ít nhất 120 phút",
              "A meeting with a theme lasts at least 120 minutes"},
             warning},
            units()
                .that(are(cells))
                .with(answered(activity::shortest_combined_meeting))
                .should(activity::shortest_combined_meeting >= parameter("minutes", 120)),
            guidance, since("2025-10-28"));
}

} // namespace

rule_book term_rules() {
    writer out;
    add_terms(out);
    add_congresses(out);
    add_meetings(out);
    return std::move(out.book);
}

} // namespace partyorg::statutes
