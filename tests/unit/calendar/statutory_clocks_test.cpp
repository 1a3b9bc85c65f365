#include "support/catch.hpp"

#include <partyorg/calendar/statutory_clocks.hpp>
#include <partyorg/core/error.hpp>

#include <array>
#include <cstddef>
#include <string>

using namespace partyorg;

namespace {

date on(char const* iso) {
    return parse_iso_date(iso).value();
}

template <class Action>
defect code_of(Action action) {
    try {
        action();
    } catch (invalid_input const& caught) {
        return caught.code();
    }
    return defect::internal;
}

working_days const& calendar() {
    static working_days const days = statutory_working_days(2016, 2030);
    return days;
}

std::string last(statutory_deadline const& due) {
    return to_iso(due.due.last_day());
}

confidence level(statutory id, char const* day) {
    return find_clock(id, on(day)).value().source.confidence;
}

} // namespace

TEST_CASE("admission: 60 working days to decide, 30 to hold the ceremony", "[clocks]") {
    auto const decision = admission_decision_due(on("2024-01-15"), calendar());
    CHECK(last(decision) == "2024-04-15");
    CHECK(decision.clock.key == "adm.decision.deadline");
    CHECK(decision.clock.source.number == "24-QĐ/TW");
    CHECK(decision.clock.source.signed_on == make_date(2021, 7, 30));
    CHECK(decision.clock.source.article == "§4.3.1");
    CHECK(decision.clock.source.confidence == confidence::computed);

    auto const ceremony = admission_ceremony_due(on("2024-04-15"), calendar());
    CHECK(last(ceremony) == "2024-05-30");
    CHECK(ceremony.clock.source.confidence == confidence::primary);
    CHECK(last(admission_ceremony_due(on("2024-01-15"), calendar(), trigger_day::included)) ==
          "2024-03-01");
}

TEST_CASE("a decision may be extended by 30 working days and no more", "[clocks]") {
    auto const decision = admission_decision_due(on("2024-01-15"), calendar());
    CHECK(last(extended(decision, {30, {}, {}}, calendar())) == "2024-05-30");
    CHECK(code_of([&] { (void)extended(decision, {31, {}, {}}, calendar()); }) ==
          defect::extension_too_long);
    CHECK(code_of([&] { (void)extended(decision, {0, {}, {}}, calendar()); }) ==
          defect::bad_duration);
    auto const ceremony = admission_ceremony_due(on("2024-04-15"), calendar());
    CHECK(code_of([&] { (void)extended(ceremony, {1, {}, {}}, calendar()); }) ==
          defect::extension_too_long);
}

TEST_CASE("the ceremony clock of Q208 is a lead, and says so", "[clocks]") {
    auto const earlier = find_clock(statutory::admission_ceremony, on("2026-04-07")).value();
    CHECK(earlier.source.number == "294-QĐ/TW");
    CHECK(earlier.note == label_view{});
    auto const between = find_clock(statutory::admission_ceremony, on("2026-04-08")).value();
    CHECK(between.source.number == "20-QĐ/TW");
    CHECK(between.source.confidence == confidence::unverified);
    auto const latest = find_clock(statutory::admission_ceremony, on("2026-07-26")).value();
    CHECK(latest.source.number == "208-QĐ/TW");
    CHECK(latest.source.confidence == confidence::lead);
    CHECK(latest.key == "adm.ceremony.deadline.r6");
    CHECK_THAT(std::string(latest.note.en), test::ContainsSubstring("Unconfirmed"));
}

TEST_CASE("probation lasts twelve months from the ceremony", "[clocks]") {
    CHECK(last(probation_end(on("2023-05-19"))) == "2024-05-19");
    CHECK(last(probation_end(on("2023-02-28"))) == "2024-02-28");
    CHECK(last(probation_end(on("2024-02-29"))) == "2025-02-28");
    CHECK(probation_end(on("2023-05-19")).clock.source.article == "Điều 5(1)");
}

TEST_CASE("recognition: 30 working days after month 12, in force from its end", "[clocks]") {
    auto const cell = recognition_by_cell_due(on("2023-04-15"), calendar());
    CHECK(last(cell) == "2024-05-30");
    CHECK(cell.clock.key == "recog.cell.deadline");
    CHECK(to_iso(recognition_effective_date(on("2023-04-15"))) == "2024-04-15");
    CHECK(last(recognition_decision_due(on("2024-01-15"), calendar())) == "2024-03-04");
    // The regulation that counts is the one in force when the twelve months end.
    CHECK(recognition_by_cell_due(on("2024-08-01"), calendar()).clock.source.number == "294-QĐ/TW");
}

TEST_CASE("transfers: 60 working days, and 30 for the letter", "[clocks]") {
    CHECK(last(transfer_due(on("2025-07-01"), calendar())) == "2025-09-25");
    CHECK(last(transfer_letter_due(on("2025-04-14"), calendar())) == "2025-05-28");
    CHECK(transfer_letter_due(on("2025-04-14"), calendar()).clock.source.number == "232-QĐ/TW");
}

TEST_CASE("temporary activity lasts three months to less than a year, or two for study",
          "[clocks]") {
    auto const moved =
        temporary_activity_bounds(on("2024-01-15"), temporary_reason::change_of_place);
    CHECK(to_iso(moved.earliest_end) == "2024-04-15");
    CHECK(moved.latest_end.how() == bound::exclusive);
    CHECK(to_iso(moved.latest_end.last_day()) == "2025-01-14");
    auto const study = temporary_activity_bounds(on("2024-01-15"), temporary_reason::study);
    CHECK(to_iso(study.earliest_end) == "2024-04-15");
    CHECK(study.latest_end.how() == bound::inclusive);
    CHECK(to_iso(study.latest_end.last_day()) == "2026-01-15");
    CHECK(study.clock.source.article == "§6.3.2");
}

TEST_CASE("a cell's term was 30 months, and is 60 from July 2025", "[clocks]") {
    CHECK(last(next_congress_due(statutory::cell_term, on("2022-03-15"))) == "2024-09-15");
    CHECK(last(next_congress_due(statutory::cell_term, on("2025-07-01"))) == "2030-07-01");
    CHECK(last(next_congress_due(statutory::grassroots_term, on("2020-05-20"))) == "2025-05-20");
    CHECK(code_of([] { (void)next_congress_due(statutory::transfer, on("2024-01-01")); }) ==
          defect::no_clock);
}

TEST_CASE("every row carries how well it is established", "[clocks]") {
    CHECK(level(statutory::admission_decision, "2016-07-25") == confidence::primary);
    CHECK(level(statutory::admission_decision, "2025-01-20") == confidence::primary);
    CHECK(level(statutory::admission_decision, "2026-08-01") == confidence::unverified);
    CHECK(level(statutory::recognition_by_cell, "2025-02-01") == confidence::computed);
    CHECK(level(statutory::recognition_decision, "2022-01-01") == confidence::secondary);
    CHECK(level(statutory::transfer, "2026-08-01") == confidence::lead);
    CHECK(level(statutory::transfer_letter, "2026-08-01") == confidence::unverified);
    CHECK(level(statutory::temporary_study, "2022-01-01") == confidence::computed);
    CHECK(level(statutory::grassroots_term, "2022-01-01") == confidence::secondary);
}

// The last day of each regulation and the first of the next, for every clock that they set.
TEST_CASE("each clock changes its regulation on the day the next one comes into force",
          "[clocks]") {
    struct border {
        char const* last;
        char const* first;
        char const* before;
        char const* after;
    };
    constexpr border borders[] = {
        {"2016-07-24", "2016-07-25", "", "29-QĐ/TW"},
        {"2021-07-29", "2021-07-30", "29-QĐ/TW", "24-QĐ/TW"},
        {"2025-01-19", "2025-01-20", "24-QĐ/TW", "232-QĐ/TW"},
        {"2025-06-30", "2025-07-01", "232-QĐ/TW", "294-QĐ/TW"},
        {"2026-04-07", "2026-04-08", "294-QĐ/TW", "20-QĐ/TW"},
        {"2026-07-25", "2026-07-26", "20-QĐ/TW", "208-QĐ/TW"},
    };
    auto const number = [](statutory id, char const* day) {
        auto const row = find_clock(id, on(day));
        return row ? row->source.number : std::string();
    };
    using enum statutory;
    for (auto const id :
         {admission_decision, admission_ceremony, recognition_by_cell, recognition_decision,
          transfer, transfer_letter, temporary_activity, temporary_study})
        for (auto const& b : borders) {
            INFO(static_cast<int>(id) << ' ' << b.first);
            CHECK(number(id, b.last) == b.before);
            CHECK(number(id, b.first) == b.after);
        }
    // Set by the Statutes themselves, from the day of their adoption.
    for (auto const id : {probation, cell_term, grassroots_term}) {
        CHECK(number(id, "2011-01-18").empty());
        CHECK(number(id, "2011-01-19") == "Điều lệ Đảng");
    }
    CHECK(number(cell_term, "2025-06-30") == "Điều lệ Đảng");
    CHECK(number(cell_term, "2025-07-01") == "294-QĐ/TW");
    CHECK(find_clock(cell_term, on("2025-06-30"))->length == 30);
    CHECK(find_clock(cell_term, on("2025-07-01"))->length == 60);
}

TEST_CASE("each clock has its number, article and confidence under every regulation", "[clocks]") {
    using enum statutory;
    using enum confidence;
    struct fact {
        statutory id;
        int least;
        int length;
        char const* article;
        std::array<confidence, 6> levels; ///< R1 to R6
    };
    fact const facts[] = {
        {admission_decision,
         0,
         60,
         "§4.3.1",
         {primary, computed, primary, computed, unverified, unverified}},
        {admission_ceremony, 0, 30, "§4.1", {primary, primary, primary, primary, unverified, lead}},
        {recognition_by_cell,
         0,
         30,
         "§4.2a",
         {primary, primary, computed, primary, unverified, unverified}},
        {recognition_decision,
         0,
         30,
         "§4.3.1",
         {primary, secondary, secondary, secondary, unverified, unverified}},
        {transfer, 0, 60, "§6.3.1", {primary, primary, computed, primary, unverified, lead}},
        {transfer_letter,
         0,
         30,
         "§6.3.1",
         {primary, primary, computed, primary, unverified, unverified}},
        {temporary_activity,
         3,
         12,
         "§6.3.2",
         {primary, computed, primary, computed, unverified, unverified}},
        {temporary_study,
         3,
         24,
         "§6.3.2",
         {primary, computed, primary, computed, unverified, unverified}},
    };
    constexpr char const* days[] = {"2018-01-02", "2023-01-02", "2025-03-03",
                                    "2025-09-03", "2026-05-04", "2026-09-07"};
    for (auto const& f : facts)
        for (std::size_t i = 0; i < 6; ++i) {
            auto const row = find_clock(f.id, on(days[i])).value();
            INFO(row.key << ' ' << days[i]);
            CHECK(row.least == f.least);
            CHECK(row.length == f.length);
            CHECK(row.source.article == f.article);
            CHECK(row.source.confidence == f.levels[i]);
            CHECK(row.source.issuer == "Ban Chấp hành Trung ương");
            CHECK((row.limit == bound::exclusive) == (f.id == temporary_activity));
        }
}

TEST_CASE("rows of one clock follow each other without a gap", "[clocks]") {
    auto const& rows = statutory_clocks();
    for (std::size_t i = 1; i < rows.size(); ++i) {
        INFO(rows[i].key << ' ' << to_string(rows[i].in_force));
        CHECK_FALSE(rows[i].name.vi.empty());
        CHECK_FALSE(rows[i].source.number.empty());
        if (rows[i].id != rows[i - 1].id) {
            CHECK_FALSE(rows[i - 1].in_force.last());
            continue;
        }
        auto const end = rows[i - 1].in_force.last().value();
        CHECK(end + boost::gregorian::date_duration(1) == rows[i].in_force.first());
    }
    CHECK_FALSE(rows.back().in_force.last());
}

TEST_CASE("no clock is invented for days without a rule", "[clocks]") {
    CHECK_FALSE(find_clock(statutory::admission_decision, on("2016-07-24")));
    CHECK_FALSE(find_clock(statutory::probation, on("2011-01-18")));
    CHECK_FALSE(find_clock(statutory::probation, date{}));
    CHECK(code_of([] { (void)admission_decision_due(on("2016-07-24"), calendar()); }) ==
          defect::no_clock);
    CHECK(code_of([] { (void)probation_end(date{}); }) == defect::not_a_date);
    CHECK(code_of([] { (void)admission_decision_due(on("2030-12-01"), calendar()); }) ==
          defect::date_out_of_range);
}
