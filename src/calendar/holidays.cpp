#include <partyorg/calendar/holidays.hpp>
#include <partyorg/calendar/lunar.hpp>
#include <partyorg/core/error.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

namespace partyorg {
namespace {

date shifted(date const& day, int by) {
    return day + boost::gregorian::date_duration(by);
}

date day_of(int year, int month, int day) {
    return *make_date(year, month, day);
}

// ---- The law ---------------------------------------------------------------------------------

constexpr label_view new_year = {"Tết Dương lịch", "New Year's Day"};
constexpr label_view tet = {"Tết Nguyên đán", "Lunar New Year"};
constexpr label_view hung_kings = {"Giỗ Tổ Hùng Vương", "Hùng Kings' Commemoration Day"};
constexpr label_view victory = {"Ngày Chiến thắng", "Victory Day"};
constexpr label_view labour = {"Ngày Quốc tế lao động", "International Labour Day"};
constexpr label_view national = {"Quốc khánh", "National Day"};
constexpr label_view culture = {"Ngày Văn hóa Việt Nam", "Viet Nam Culture Day"};

citation code_of_2012() {
    return {"Bộ luật Lao động 2012", "Quốc hội", {}, "Điều 115", confidence::secondary};
}

citation code_of_2019(std::string article, confidence level) {
    return {"Bộ luật Lao động 2019", "Quốc hội", {}, std::move(article), level};
}

citation holidays_law(int year) {
    return year < 2021 ? code_of_2012() : code_of_2019("Điều 112(1)", confidence::primary);
}

citation culture_day_law() {
    return {"28/2026/QH16", "Quốc hội", {}, {}, confidence::secondary};
}

// ---- The decisions of the years ---------------------------------------------------------------

citation schedule_of(int year) {
    return {"Lịch nghỉ lễ, Tết năm " + std::to_string(year), {}, {}, {}, confidence::secondary};
}

citation swap_notice_of_2024() {
    return {
        "2450/VPCP-KGVX", "Văn phòng Chính phủ", day_of(2024, 4, 12), {}, confidence::secondary};
}

std::vector<yearly_decision> make_published_decisions() {
    using enum neighbour;
    return {
        {2021, 2, day_after, {}, schedule_of(2021)},
        {2022, 1, day_before, {}, schedule_of(2022)},
        {2023, 2, day_before, {}, schedule_of(2023)},
        {2024,
         2,
         day_after,
         {{day_of(2024, 4, 29), day_of(2024, 5, 4), swap_notice_of_2024()}},
         schedule_of(2024)},
        {2025,
         2,
         day_before,
         {{day_of(2025, 5, 2), day_of(2025, 4, 26), schedule_of(2025)}},
         schedule_of(2025)},
        {2026,
         1,
         day_before,
         {{day_of(2026, 1, 2), day_of(2026, 1, 10), schedule_of(2026)},
          {day_of(2026, 8, 31), day_of(2026, 8, 22), schedule_of(2026)}},
         schedule_of(2026)},
    };
}

// Where nothing is decided yet. Both rules reproduce the decisions of 2021 to 2026: two days before
// Tết, unless the first of them is a Sunday; and the neighbour of 2 September that makes the longer
// break.
yearly_decision project(int year, date const& first_of_tet) {
    yearly_decision guess;
    guess.year = year;
    guess.tet_days_before = weekday_of(shifted(first_of_tet, -2)) == weekday::sunday ? 1 : 2;
    auto const second = weekday_of(day_of(year, 9, 2));
    auto const after =
        second == weekday::sunday || second == weekday::monday || second == weekday::thursday;
    guess.national_day = after ? neighbour::day_after : neighbour::day_before;
    return guess;
}

std::optional<yearly_decision> find_decision(int year, std::span<yearly_decision const> list) {
    // Backwards: what was added last counts.
    for (auto i = list.size(); i-- > 0;)
        if (list[i].year == year) return list[i];
    return {};
}

// ---- Putting a year together ------------------------------------------------------------------

[[noreturn]] void fail_contradictory(yearly_decision const& decision, std::string why) {
    detail::fail<invalid_input>(defect::contradictory_decision, "the decision for " +
                                                                    std::to_string(decision.year) +
                                                                    ": " + std::move(why));
}

void check(yearly_decision const& decision) {
    if (decision.tet_days_before < 0 || decision.tet_days_before > 4)
        fail_contradictory(decision, "of Tết's five days, " +
                                         std::to_string(decision.tet_days_before) +
                                         " lie before the first");
    for (auto const& swap : decision.swaps)
        if (!is_day(swap.off) || !is_day(swap.work) || swap.off.year() != decision.year ||
            swap.work.year() != decision.year || swap.off == swap.work)
            fail_contradictory(decision, "a swap of '" + to_iso(swap.off) + "' with '" +
                                             to_iso(swap.work) + "'");
}

class year_maker {
public:
    year_maker(yearly_decision decision, standing basis, rest_days weekly)
        : decision_(std::move(decision)),
          basis_(basis),
          weekly_(weekly) {}

    std::vector<special_day> make(date const& first_of_tet, date const& kings) {
        add_holidays(first_of_tet, kings);
        sort();
        if (decision_.year >= 2021) add_substitutes();
        for (auto const& swap : decision_.swaps) add_swap(swap);
        sort();
        return std::move(days_);
    }

private:
    void add(date day, day_kind kind, label name, citation source) {
        days_.push_back({day, kind, std::move(name), std::move(source), basis_});
    }
    void add_holiday(date day, label_view name) {
        add(day, day_kind::holiday, label(name), holidays_law(decision_.year));
    }
    // A holiday whose place the Prime Minister decides: cites the notice where there is one.
    void add_placed(date day, label_view name) {
        auto source = basis_ == standing::decided ? decision_.source : holidays_law(decision_.year);
        add(day, day_kind::holiday, label(name), std::move(source));
    }
    void add_holidays(date const& first_of_tet, date const& kings) {
        auto const year = decision_.year;
        add_holiday(day_of(year, 1, 1), new_year);
        for (int i = 0; i < 5; ++i)
            add_placed(shifted(first_of_tet, i - decision_.tet_days_before), tet);
        add_holiday(kings, hung_kings);
        add_holiday(day_of(year, 4, 30), victory);
        add_holiday(day_of(year, 5, 1), labour);
        add_holiday(day_of(year, 9, 2), national);
        if (year >= 2021)
            add_placed(day_of(year, 9, decision_.national_day == neighbour::day_before ? 1 : 3),
                       national);
        if (year >= 2026)
            add(day_of(year, 11, 24), day_kind::holiday, label(culture), culture_day_law());
    }
    [[nodiscard]] bool listed(date const& day) const {
        return std::any_of(days_.begin(), days_.end(),
                           [&](special_day const& other) { return other.day == day; });
    }
    // Each holiday on a rest day is made up for on the next day that is still a working day.
    void add_substitutes() {
        auto const holidays = days_;
        for (auto const& holiday : holidays) {
            if (!weekly_.contains(weekday_of(holiday.day))) continue;
            auto const limit = shifted(holiday.day, 31); // every day of the week a rest day
            auto day = shifted(holiday.day, 1);
            while (day < limit && (weekly_.contains(weekday_of(day)) || listed(day)))
                day = shifted(day, 1);
            if (day == limit) continue;
            add(day, day_kind::substitute,
                label("Nghỉ bù " + holiday.name.vi, "Substitute for " + holiday.name.en),
                code_of_2019("Điều 111(3)", confidence::primary));
        }
    }
    void add_swap(day_swap const& swap) {
        add(swap.off, day_kind::swap_off,
            label("Nghỉ hoán đổi, làm bù ngày " + to_vietnamese(swap.work),
                  "Day off, worked on " + to_iso(swap.work)),
            swap.source);
        add(swap.work, day_kind::swap_work,
            label("Làm bù cho ngày " + to_vietnamese(swap.off),
                  "Working day, for " + to_iso(swap.off) + " off"),
            swap.source);
    }
    void sort() {
        // By name as well: in some years the Hùng Kings' day is 30 April.
        std::sort(days_.begin(), days_.end(), [](special_day const& a, special_day const& b) {
            return std::tie(a.day, a.kind, a.name.vi) < std::tie(b.day, b.kind, b.name.vi);
        });
    }

    yearly_decision decision_;
    standing basis_;
    rest_days weekly_;
    std::vector<special_day> days_{};
};

} // namespace

label_view label_of(weekday day) noexcept {
    constexpr std::array<label_view, 7> labels = {{
        {"Chủ nhật", "Sunday"},
        {"Thứ Hai", "Monday"},
        {"Thứ Ba", "Tuesday"},
        {"Thứ Tư", "Wednesday"},
        {"Thứ Năm", "Thursday"},
        {"Thứ Sáu", "Friday"},
        {"Thứ Bảy", "Saturday"},
    }};
    auto const i = static_cast<std::size_t>(day);
    return i < labels.size() ? labels[i] : label_view{};
}

std::string_view to_string(day_kind kind) noexcept {
    constexpr std::array<std::string_view, 6> names = {"holiday",   "substitute", "swap_off",
                                                       "swap_work", "local_off",  "local_work"};
    auto const i = static_cast<std::size_t>(kind);
    return i < names.size() ? names[i] : std::string_view("unknown");
}

std::vector<yearly_decision> const& published_decisions() {
    static std::vector<yearly_decision> const decisions = make_published_decisions();
    return decisions;
}

std::vector<special_day> statutory_days(int year, rest_days weekly,
                                        std::span<yearly_decision const> more) {
    if (year < first_statutory_year || year > last_statutory_year)
        detail::fail<invalid_input>(defect::date_out_of_range,
                                    "the statutory days of " + std::to_string(year) +
                                        "; known are " + std::to_string(first_statutory_year) +
                                        " to " + std::to_string(last_statutory_year));
    auto const first_of_tet = *lunar_new_year(year);
    auto decision = find_decision(year, more);
    if (!decision) decision = find_decision(year, published_decisions());
    auto const basis = decision ? standing::decided : standing::projected;
    if (!decision) decision = project(year, first_of_tet);
    check(*decision);
    return year_maker(std::move(*decision), basis, weekly)
        .make(first_of_tet, *hung_kings_day(year));
}

} // namespace partyorg
