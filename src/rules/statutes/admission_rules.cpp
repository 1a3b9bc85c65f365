#include "rules/statutes/shared.hpp"

#include <partyorg/calendar/statutory_clocks.hpp>
#include <partyorg/measures/activity.hpp>
#include <partyorg/measures/coverage.hpp>
#include <partyorg/measures/membership.hpp>
#include <partyorg/measures/quota.hpp>
#include <partyorg/rules/statutes/admission_rules.hpp>

namespace partyorg::statutes {
namespace {

constexpr auto advisory = rule_severity::advisory;

citation resolution_21() {
    return {"21-NQ/TW", "Ban Chấp hành Trung ương", make_date(2022, 6, 16), "II.2", read};
}

template <class Figure>
void add_rate(writer& out, heading const& head, Figure const& what) {
    out.add(head,
            units()
                .that(are_roots())
                .should(ratio(total(what), total(membership::total))
                            .between(percent(parameter("low", 3)), percent(parameter("high", 4)))),
            resolution_21(), from_to("2022-06-16", "2025-12-31"));
}

void add_targets(writer& out) {
    add_rate(out,
             {"target.admission-rate",
              {"Chỉ tiêu kết nạp bằng 3–4 % tổng số đảng viên",
               "The target of admission is 3–4 % of all members"},
              advisory},
             quota::assigned);
    add_rate(out,
             {"target.admission-rate.admitted",
              {"Kết nạp hằng năm 3–4 % tổng số đảng viên",
               "3–4 % of all members are admitted in a year"},
              advisory},
             quota::admitted);
    auto const good = percent(parameter("good", 90));
    out.add({"target.grade",
             {"Từ 90 % tổ chức đảng xếp loại tốt trở lên",
              "90 % of organisations are graded good or better"},
             advisory},
            units()
                .that(answered(activity::graded_units))
                .should(ratio(activity::graded_units_good, activity::graded_units) >= good),
            resolution_21(), from_to("2022-06-16", "2025-12-31"));
    out.add(
        {"target.grade.members",
         {"Từ 90 % đảng viên xếp loại tốt trở lên", "90 % of members are graded good or better"},
         advisory},
        units()
            .that(answered(activity::graded_members))
            .should(ratio(activity::graded_members_good, activity::graded_members) >= good),
        resolution_21(), from_to("2022-06-16", "2025-12-31"));
    out.add({"target.village-members",
             {"100 % thôn, bản, tổ dân phố có đảng viên", "Every village has members"},
             advisory},
            units()
                .that(answered(coverage::villages_with_members))
                .should(complete(coverage::villages_with_members)),
            resolution_21(), from_to("2022-06-16", "2025-12-31"));
    out.add({"target.village-members.cells",
             {"100 % thôn, bản, tổ dân phố có chi bộ", "Every village has a cell"},
             advisory},
            units().that(answered(coverage::villages)).should(complete(coverage::villages)),
            resolution_21(), from_to("2022-06-16", "2030-12-31"));
}

// The clocks run per case; what they find overdue is counted per unit. One version for each row of
// the clock, with its article and confidence.
template <class T, class Law>
void add_overdue(writer& out, statutory clock, label_view title, measure<T, Law> const& overdue) {
    char const* id = nullptr;
    for (auto const& row : statutory_clocks()) {
        if (row.id != clock) continue;
        if (!id) id = row.key.data(); // the first row's key names the rule in all regimes
        out.add({id, title}, units().that(answered(overdue)).should(overdue == 0), row.source,
                row.in_force, row.note);
    }
}

void add_clocks(writer& out) {
    add_overdue(out, statutory::admission_decision,
                {"Quyết định kết nạp đúng hạn", "Admissions are decided in time"},
                activity::overdue_admissions);
    add_overdue(out, statutory::admission_ceremony,
                {"Tổ chức lễ kết nạp đúng hạn", "Ceremonies are held in time"},
                activity::overdue_ceremonies);
    add_overdue(out, statutory::recognition_by_cell,
                {"Chi bộ xét công nhận đúng hạn", "Cells consider recognition in time"},
                activity::overdue_recognitions);
    add_overdue(out, statutory::recognition_decision,
                {"Quyết định công nhận đúng hạn", "Recognitions are decided in time"},
                activity::overdue_recognition_decisions);
    add_overdue(out, statutory::transfer,
                {"Chuyển sinh hoạt đảng đúng hạn", "Transfers are done in time"},
                activity::overdue_transfers);
    add_overdue(out, statutory::transfer_letter,
                {"Nộp giấy giới thiệu đúng hạn", "Letters are presented in time"},
                activity::overdue_letters);
}

} // namespace

rule_book admission_rules() {
    writer out;
    add_targets(out);
    add_clocks(out);
    return std::move(out.book);
}

} // namespace partyorg::statutes
