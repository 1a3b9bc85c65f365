#include "calendar/regulations.hpp"

#include <partyorg/calendar/statutory_clocks.hpp>
#include <partyorg/core/error.hpp>

#include <array>
#include <string>
#include <utility>

namespace partyorg {
namespace {

using namespace detail;

constexpr label_view not_read = {
    "Chưa đọc được văn bản; con số giữ theo quy định trước.",
    "The text was not found; the number of the regulation before is carried on.",
};
constexpr label_view extension_of_q29 = {
    "Việc gia hạn đọc được ở Quy định 29-QĐ/TW; các quy định sau giữ cùng kết cấu.",
    "The extension was read in Q29; later regulations are reported to keep its structure.",
};
constexpr label_view from_issue = {
    "Chưa xác minh: có nguồn nói thời hạn tính từ ngày cấp có thẩm quyền ban hành quyết định.",
    "Unconfirmed: reported to run from the day on which the committee issues the decision.",
};

// ---- The table ---------------------------------------------------------------------------------

using levels = std::array<confidence, 6>; // of R1 to R6

constexpr auto read = confidence::primary;
constexpr auto told = confidence::secondary;
constexpr auto same = confidence::computed;
constexpr auto lead = confidence::lead;
constexpr auto none = confidence::unverified;

class table_maker {
public:
    // One row for each regulation.
    void add(statutory_clock const& shape, char const* article, levels const& known) {
        for (std::size_t i = 0; i < regulations.size(); ++i) {
            auto row = shape;
            row.in_force = in_force(regulations[i]);
            row.source = cite(regulations[i], article, known[i]);
            if (i > 0 && row.longest_extension > 0) row.note = extension_of_q29;
            if (known[i] == none) row.note = not_read;
            rows.push_back(std::move(row));
        }
    }
    void add(statutory_clock row, period span, citation source) {
        row.in_force = span;
        row.source = std::move(source);
        rows.push_back(std::move(row));
    }
    std::vector<statutory_clock> rows{};
};

statutory_clock shape(statutory id, char const* key, label_view name, label_view trigger,
                      clock_unit unit, int length) {
    statutory_clock row{
        id, key, name, trigger, unit, 0, length, bound::inclusive, 0, since_the_statutes(), {}, {}};
    return row;
}

void add_admission(table_maker& table) {
    auto decision = shape(
        statutory::admission_decision, "adm.decision.deadline",
        {"cấp ủy có thẩm quyền quyết định kết nạp", "the competent committee decides on admission"},
        {"nghị quyết của chi bộ", "the cell's resolution"}, clock_unit::working_days, 60);
    decision.longest_extension = 30;
    table.add(decision, "§4.3.1", {read, same, read, same, none, none});

    auto const first = table.rows.size();
    table.add(shape(statutory::admission_ceremony, "adm.ceremony.deadline",
                    {"tổ chức lễ kết nạp", "the admission ceremony"},
                    {"ngày nhận được quyết định kết nạp", "receipt of the decision"},
                    clock_unit::working_days, 30),
              "§4.1", {read, read, read, read, none, lead});
    auto& latest = table.rows[first + 5];
    latest.key = "adm.ceremony.deadline.r6";
    latest.note = from_issue;
}

void add_recognition(table_maker& table) {
    table.add(shape(statutory::probation, "prob.length", {"thời gian dự bị", "probation"},
                    {"lễ kết nạp", "the ceremony"}, clock_unit::months, 12),
              since_the_statutes(), cite_statutes("Điều 5(1)", read));
    table.add(shape(statutory::recognition_by_cell, "recog.cell.deadline",
                    {"chi bộ xét công nhận đảng viên chính thức", "the cell considers recognition"},
                    {"hết 12 tháng dự bị", "the end of the 12 months"}, clock_unit::working_days,
                    30),
              "§4.2a", {read, read, same, read, none, none});
    auto decision =
        shape(statutory::recognition_decision, "recog.decision.deadline",
              {"cấp ủy có thẩm quyền quyết định công nhận",
               "the competent committee decides on recognition"},
              {"nghị quyết của chi bộ", "the cell's resolution"}, clock_unit::working_days, 30);
    decision.longest_extension = 30;
    table.add(decision, "§4.3.1", {read, told, told, told, none, none});
}

void add_transfer(table_maker& table) {
    table.add(shape(statutory::transfer, "transfer.official.deadline",
                    {"làm thủ tục chuyển sinh hoạt đảng", "the transfer of party activities"},
                    {"quyết định có hiệu lực hoặc thay đổi nơi cư trú",
                     "the decision taking effect or the change of residence"},
                    clock_unit::working_days, 60),
              "§6.3.1", {read, read, same, read, none, lead});
    table.add(shape(statutory::transfer_letter, "transfer.letter.deadline",
                    {"nộp giấy giới thiệu cho cấp ủy nơi đến",
                     "the letter presented to the receiving cell committee"},
                    {"ngày ghi trong giấy giới thiệu", "the issue of the letter"},
                    clock_unit::working_days, 30),
              "§6.3.1", {read, read, same, read, none, none});

    levels const temporary = {read, same, read, same, none, none};
    auto moved = shape(statutory::temporary_activity, "transfer.temporary",
                       {"sinh hoạt đảng tạm thời", "temporary party activity"},
                       {"bắt đầu sinh hoạt tạm thời", "the start of the temporary activity"},
                       clock_unit::months, 12);
    moved.least = 3;
    moved.limit = bound::exclusive;
    table.add(moved, "§6.3.2", temporary);
    auto study = moved;
    study.id = statutory::temporary_study;
    study.name = {"sinh hoạt đảng tạm thời khi đi học tập trung ở trong nước",
                  "temporary party activity during full-time study in the country"};
    study.length = 24;
    study.limit = bound::inclusive;
    table.add(study, "§6.3.2", temporary);
}

void add_terms(table_maker& table) {
    auto cell = shape(statutory::cell_term, "cell.term",
                      {"đại hội chi bộ trực thuộc", "the congress of a subordinate cell"},
                      {"đại hội trước", "the last congress"}, clock_unit::months, 30);
    auto const pilot = *make_date(2025, 7, 1);
    table.add(cell, {*make_date(2011, 1, 19), make_date(2025, 6, 30)},
              cite_statutes("Điều 24(3)", read));
    cell.key = "cell.term.pilot";
    cell.length = 60;
    cell.note = {"Thí điểm.", "A pilot."};
    table.add(cell, period(pilot), cite(regulations[3], "", read));

    table.add(shape(statutory::grassroots_term, "grassroots.term",
                    {"đại hội tổ chức cơ sở đảng", "the congress of a grassroots organisation"},
                    {"đại hội trước", "the last congress"}, clock_unit::months, 60),
              since_the_statutes(), cite_statutes("Điều 22(1)", told));
}

std::vector<statutory_clock> make_clocks() {
    table_maker table;
    add_admission(table);
    add_recognition(table);
    add_transfer(table);
    add_terms(table);
    return std::move(table.rows);
}

// ---- Asking it
// -----------------------------------------------------------------------------------

std::string_view key_of(statutory id) {
    for (auto const& row : statutory_clocks())
        if (row.id == id) return row.key;
    return "of that kind";
}

statutory_clock require(statutory id, date const& day) {
    if (!is_day(day)) detail::fail_no_day("the day that starts a statutory clock");
    auto found = find_clock(id, day);
    if (!found)
        detail::fail<invalid_input>(defect::no_clock, "no clock " + std::string(key_of(id)) +
                                                          " is known on " + to_iso(day));
    return std::move(*found);
}

statutory_deadline after_working_days(statutory id, date const& start, working_days const& calendar,
                                      trigger_day trigger) {
    auto clock = require(id, start);
    auto const last = due(working_day_clock{clock.length, trigger}, start, calendar);
    return {last, std::move(clock)};
}

statutory_deadline after_months(statutory id, date const& start, month_policy policy) {
    auto clock = require(id, start);
    auto const last = due(month_clock{clock.length, policy}, start);
    return {last, std::move(clock)};
}

} // namespace

std::vector<statutory_clock> const& statutory_clocks() {
    static std::vector<statutory_clock> const clocks = make_clocks();
    return clocks;
}

std::optional<statutory_clock> find_clock(statutory id, date const& day) {
    for (auto const& row : statutory_clocks())
        if (row.id == id && row.in_force.contains(day)) return row;
    return {};
}

statutory_deadline admission_decision_due(date const& cell_resolution, working_days const& calendar,
                                          trigger_day trigger) {
    return after_working_days(statutory::admission_decision, cell_resolution, calendar, trigger);
}

statutory_deadline admission_ceremony_due(date const& received, working_days const& calendar,
                                          trigger_day trigger) {
    return after_working_days(statutory::admission_ceremony, received, calendar, trigger);
}

statutory_deadline probation_end(date const& ceremony, month_policy policy) {
    return after_months(statutory::probation, ceremony, policy);
}

statutory_deadline recognition_by_cell_due(date const& ceremony, working_days const& calendar,
                                           trigger_day trigger, month_policy policy) {
    auto const month_twelve = probation_end(ceremony, policy).due.last_day();
    return after_working_days(statutory::recognition_by_cell, month_twelve, calendar, trigger);
}

date recognition_effective_date(date const& ceremony, month_policy policy) {
    return probation_end(ceremony, policy).due.last_day();
}

statutory_deadline recognition_decision_due(date const& cell_resolution,
                                            working_days const& calendar, trigger_day trigger) {
    return after_working_days(statutory::recognition_decision, cell_resolution, calendar, trigger);
}

statutory_deadline transfer_due(date const& decision_in_force, working_days const& calendar,
                                trigger_day trigger) {
    return after_working_days(statutory::transfer, decision_in_force, calendar, trigger);
}

statutory_deadline transfer_letter_due(date const& issued, working_days const& calendar,
                                       trigger_day trigger) {
    return after_working_days(statutory::transfer_letter, issued, calendar, trigger);
}

temporary_activity temporary_activity_bounds(date const& start, temporary_reason reason,
                                             month_policy policy) {
    auto clock = require(reason == temporary_reason::study ? statutory::temporary_study
                                                           : statutory::temporary_activity,
                         start);
    auto const limit = add_months(start, clock.length, policy);
    auto const latest =
        clock.limit == bound::exclusive ? deadline(before(limit)) : deadline(through(limit));
    return {add_months(start, clock.least, policy), latest, std::move(clock)};
}

statutory_deadline next_congress_due(statutory id, date const& last_congress, month_policy policy) {
    if (id != statutory::cell_term && id != statutory::grassroots_term)
        detail::fail<invalid_input>(defect::no_clock,
                                    "the clock " + std::string(key_of(id)) + " is no term");
    return after_months(id, last_congress, policy);
}

statutory_deadline extended(statutory_deadline const& due, extension const& by,
                            working_days const& calendar) {
    if (by.working_days > due.clock.longest_extension)
        detail::fail<invalid_input>(
            defect::extension_too_long,
            std::string(due.clock.key) + ": an extension by " + std::to_string(by.working_days) +
                " working days, at most " + std::to_string(due.clock.longest_extension) +
                " are allowed");
    return {extended(due.due, by, calendar), due.clock};
}

} // namespace partyorg
