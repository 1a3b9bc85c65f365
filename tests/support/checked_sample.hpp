#pragma once
// A district of five units, four rules about it, and what they come to: for tests of everything
// that is made from the findings of a check.

#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/measures/membership.hpp>
#include <partyorg/measures/quota.hpp>
#include <partyorg/rules/check.hpp>

#include <string>

namespace test {

namespace po = partyorg;

/// A district D over a committee A with the cells A1 and A2, and a cell B. Official members: 3, 2
/// and blank; the committee has 25 members; B assigns more to residential areas than at all.
inline po::organisation checked_district() {
    po::hierarchy_builder build;
    build.source("units.csv");
    using enum po::unit_kind;
    build.add({.code = "D", .kind = district_committee, .name = "Đảng bộ huyện", .line = 2});
    build.add({.code = "A",
               .parent = "D",
               .kind = grassroots_committee,
               .name = "Đảng bộ xã Sin Suối Hồ",
               .line = 3});
    build.add(
        {.code = "A1", .parent = "A", .kind = subordinate_cell, .name = "Chi bộ bản 1", .line = 4});
    build.add(
        {.code = "A2", .parent = "A", .kind = subordinate_cell, .name = "Chi bộ bản 2", .line = 5});
    build.add({.code = "B",
               .parent = "D",
               .kind = grassroots_cell,
               .name = "Chi bộ Bưu điện",
               .line = 6});
    po::organisation whole(build.finish());
    whole.source = "units.csv";
    auto const at = [&](char const* code) { return *whole.units.find(code); };
    whole.figures.add(po::membership::official);
    whole.figures.add(po::membership::total);
    whole.figures.add(po::quota::assigned);
    whole.figures.add(po::quota::assigned_residential);
    auto& official = whole.figures.edit<std::int64_t, po::law::stock>("members.official");
    official[at("A1")] = 3;
    official[at("A2")] = 2;
    whole.figures.edit<std::int64_t, po::law::stock>("members")[at("A")] = 25;
    auto& assigned = whole.figures.edit<std::int64_t, po::law::flow>("quota.assigned");
    assigned[at("A")] = 1;
    assigned[at("B")] = 1;
    auto& part = whole.figures.edit<std::int64_t, po::law::flow>("quota.assigned.residential");
    part[at("A")] = 1;
    part[at("B")] = 2;
    return whole;
}

inline po::citation statutes(char const* article) {
    return po::cite("Điều lệ Đảng", "Đại hội XI", po::date(2011, 1, 19), article);
}

/// Cells need three official members (an error), committees thirty members unless the superior
/// consents, parts are at most their target (a warning), committees admit 3 to 5 %.
inline po::rule_book checked_rules() {
    using enum po::unit_kind;
    po::period const always(po::date(2011, 1, 19));
    po::rule_book book;
    book.add(po::units()
                 .that(po::are(subordinate_cell | grassroots_cell))
                 .should(po::have_at_least(po::parameter("min", 3), po::membership::official))
                 .because(statutes("Điều 21(2)"))
                 .in_force(always)
                 .named("org.min",
                        {"Tối thiểu ba đảng viên chính thức", "At least three official members"}));
    book.add(po::units()
                 .that(po::are(grassroots_committee))
                 .should(po::have_at_least(30, po::membership::total))
                 .unless(po::consent("small_committee"))
                 .because(statutes("Điều 21(4)"))
                 .in_force(always)
                 .named("org.committee", {"Từ 30 đảng viên", "Thirty members or more"}));
    book.add(po::units()
                 .that(po::answered(po::quota::assigned_residential))
                 .should(po::of_which(po::quota::assigned_residential) <= po::quota::assigned)
                 .because(po::cite("Kế hoạch", "Huyện ủy", po::date(2024, 1, 2), "Mục II"))
                 .in_force(always)
                 .named("plan.part", {"Phần không vượt tổng", "A part is at most the whole"})
                 .with_severity(po::rule_severity::warning));
    book.add(po::units()
                 .that(po::are(grassroots_committee))
                 .should(po::ratio(po::quota::assigned, po::membership::total)
                             .between(po::percent(3), po::percent(po::parameter("most", 5))))
                 .because(po::cite("21-NQ/TW", "Ban Chấp hành Trung ương", po::date(2022, 6, 16),
                                   "II.2"))
                 .in_force(po::period(po::date(2022, 6, 16), po::date(2025, 12, 31)))
                 .named("target.rate", {"Kết nạp 3–5 %", "Admit 3 to 5 %"}));
    return book;
}

inline po::as_of const checked_day(po::date(2024, 1, 15));

/// org.min fails for A2 and is undecidable for B, org.committee is for review for A, plan.part
/// fails for B; the rest passes.
inline po::check_result checked_sample() {
    return po::check(checked_district(), checked_rules(), checked_day);
}

/// Accepts plan.part of B, excuses org.min of A2 until `until`, and holds one entry for a finding
/// that is not there.
inline std::string baseline_text(char const* until) {
    return std::string("rule\tunit\tmeasure\toutcome\tuntil\tgranted_by\treason\n"
                       "plan.part\tB\tquota.assigned.residential\tfail\t\t\t\n"
                       "org.min\tA2\tmembers.official\tfail\t") +
           until +
           "\tBan Tổ chức Huyện ủy\tĐang chuyển đảng viên\n"
           "org.min\tA1\tmembers.official\tfail\t\t\t\n";
}

} // namespace test
