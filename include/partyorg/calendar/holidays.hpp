#pragma once
/// @file
/// Viet Nam's statutory days off: by law, by each year's decision, and projected where none is
/// known.
///
/// Three things make a year. The law lists the holidays and says that one on a weekly rest day is
/// made up for on the next working day. A decision of the year says which days around Tết and the
/// National Day are taken, and may swap a weekday between two days off with a Saturday. For a year
/// whose decision the library does not know, both placements are projected by rules that reproduce
/// every decision from 2021 to 2026, and the days are marked `standing::projected`.

#include <partyorg/core/citation.hpp>
#include <partyorg/core/date.hpp>
#include <partyorg/core/label.hpp>

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>
#include <vector>

namespace partyorg {

/// A day of the week.
enum class weekday : std::uint8_t {
    sunday,    ///< Chủ nhật
    monday,    ///< Thứ Hai
    tuesday,   ///< Thứ Ba
    wednesday, ///< Thứ Tư
    thursday,  ///< Thứ Năm
    friday,    ///< Thứ Sáu
    saturday,  ///< Thứ Bảy
};

/// @return The day of the week.
/// @pre `is_day(day)`
[[nodiscard]] inline weekday weekday_of(date const& day) {
    return static_cast<weekday>(day.day_of_week().as_number());
}

/// @return "Thứ Hai", "Monday".
[[nodiscard]] label_view label_of(weekday day) noexcept;

/// The weekly rest days: a set of days of the week.
class rest_days {
public:
    /// The given days; none of them makes every day a working day.
    constexpr rest_days(std::initializer_list<weekday> days) {
        for (auto const day : days) set_ |= 1U << static_cast<unsigned>(day);
    }
    /// @return Whether `day` is a rest day.
    [[nodiscard]] constexpr bool contains(weekday day) const noexcept {
        return (set_ >> static_cast<unsigned>(day) & 1U) != 0;
    }
    /// @return Whether both are the same set.
    friend constexpr bool operator==(rest_days const&, rest_days const&) = default;

private:
    unsigned set_ = 0;
};

/// The weekly rest of civil servants.
inline constexpr rest_days saturday_and_sunday = {weekday::saturday, weekday::sunday};

/// What makes a day differ from its weekday.
enum class day_kind : std::uint8_t {
    holiday,    ///< ngày nghỉ lễ, tết: listed by law
    substitute, ///< ngày nghỉ bù: makes up for a holiday on a weekly rest day
    swap_off,   ///< ngày nghỉ hoán đổi: a weekday off, worked on another day
    swap_work,  ///< ngày làm bù: a rest day worked for a `swap_off`
    local_off,  ///< a day off that the user's own calendar adds
    local_work, ///< a working day that the user's own calendar adds
};

/// @return The identifier used in files: "swap_off".
[[nodiscard]] std::string_view to_string(day_kind kind) noexcept;

/// @return Whether nobody works on such a day.
[[nodiscard]] constexpr bool is_off(day_kind kind) noexcept {
    return kind != day_kind::swap_work && kind != day_kind::local_work;
}

/// How a day came to be known.
enum class standing : std::uint8_t {
    decided,   ///< by the decision of its year
    projected, ///< no decision known: placed by rule, may turn out otherwise
};

/// One day that differs from its weekday.
struct special_day {
    date day{};                         ///< the day
    day_kind kind = day_kind::holiday;  ///< what it is
    label name{};                       ///< "Tết Nguyên đán", "Lunar New Year"
    citation source{};                  ///< the law, or the year's notice
    standing basis = standing::decided; ///< whether a notice says so
};

/// A weekday off for a rest day worked.
struct day_swap {
    date off{};        ///< the weekday off
    date work{};       ///< the rest day worked instead
    citation source{}; ///< the notice
};

/// Which neighbour of 2 September is the second day of the National Day.
enum class neighbour : std::uint8_t {
    day_before, ///< 1 September
    day_after,  ///< 3 September
};

/// What the Prime Minister decides each year, with its notice.
struct yearly_decision {
    int year = 0;                                   ///< the Gregorian year
    int tet_days_before = 1;                        ///< of Tết's five days, those before day 1
    neighbour national_day = neighbour::day_before; ///< the second day of the National Day
    std::vector<day_swap> swaps{};                  ///< swapped days
    citation source{};                              ///< the notice
};

/// The years whose statutory days the library can list: from the first whole year of the Labour
/// Code 2012 to the last of the lunar calendar.
inline constexpr int first_statutory_year = 2014;
/// @copydoc first_statutory_year
inline constexpr int last_statutory_year = 2199;

/// The decisions that the library knows: 2021 to 2026.
/// @return The same list at every call, in the order of the years.
[[nodiscard]] std::vector<yearly_decision> const& published_decisions();

/// All statutory days of a year: holidays (also those on rest days), substitutes and swapped days.
///
/// Substitutes are given from 2021 on, the years for which the rule was read.
/// @param year A year from `first_statutory_year` to `last_statutory_year`.
/// @param weekly The weekly rest days, on which a holiday is made up for.
/// @param more Decisions beside the published ones; one for the same year replaces the published
/// one.
/// @return The days in order.
/// @throw invalid_input PO1503 for another year; PO1508 if a decision is contradictory.
/// @complexity Linear in the days of a year, and one lunar conversion.
/// @source Labour Code 2012 art. 115; Labour Code 2019 arts. 111(3), 112; Resolution 28/2026/QH16.
[[nodiscard]] std::vector<special_day> statutory_days(int year,
                                                      rest_days weekly = saturday_and_sunday,
                                                      std::span<yearly_decision const> more = {});

} // namespace partyorg
