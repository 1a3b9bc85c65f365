#pragma once
/// @file
/// The Vietnamese lunisolar calendar: from a day to a lunar date and back.
///
/// @par How it is computed
/// A month begins on the day of the new moon; the month in which the sun reaches 270° is the
/// eleventh; if thirteen months lie between two eleventh months, the first of them in which the sun
/// enters no new sign is the leap month, and takes the number of the month before it. These are the
/// rules as published by Hồ Ngọc Đức, "Computing the Vietnamese lunar calendar". New moons follow
/// J. Meeus, *Astronomical Algorithms* (2nd ed.), chapter 49, with all its corrections; the sun's
/// apparent longitude follows chapters 22 and 25 with the VSOP87 series; ΔT follows the polynomials
/// of F. Espenak and J. Meeus. Over these 400 years no new moon is more than 36 seconds from the
/// full theories. What lies closer than that to midnight was compared with them one by one: a
/// single new moon, that of 7/8 July 1967, needed a correction. Beyond about 2050 the rotation of
/// the earth cannot be predicted to the second, so that the new moons of 2054-05-08, 2077-11-15,
/// 2085-10-18, 2150-05-26 and 2175-01-22, within half a minute of midnight, may yet fall on the
/// other day.
///
/// @par The meridian
/// Midnight is that of UTC+7 for every year. Viet Nam's official time was another one in parts of
/// the past, and the calendar that was printed then (before 1968 mostly the Chinese one) may
/// differ: this is the present calendar carried back, not a register of old almanacs.

#include <partyorg/core/date.hpp>

#include <cstdint>
#include <optional>

namespace partyorg {

/// Whether a lunar month is a leap month, which repeats the number of the month before it.
enum class month_type : std::uint8_t {
    regular, ///< tháng thường
    leap,    ///< tháng nhuận
};

/// A day of the lunisolar calendar. The year is the one in which its first month begins.
struct lunar_date {
    int year = 0;                          ///< for example 2024 for Giáp Thìn
    int month = 0;                         ///< 1 to 12
    int day = 0;                           ///< 1 to 30
    month_type type = month_type::regular; ///< whether the month is the repeated one

    /// @return Whether all parts agree.
    friend bool operator==(lunar_date const&, lunar_date const&) = default;
};

/// First and last lunar year of the calendar. Every day of 1800 to 2199 lies within them.
inline constexpr int first_lunar_year = 1799;
/// @copydoc first_lunar_year
inline constexpr int last_lunar_year = 2199;

/// The shape of one lunar year.
struct lunar_year {
    date first{};                    ///< Tết, the first day of the first month
    int months = 12;                 ///< 12, or 13 with a leap month
    int days = 0;                    ///< 353 to 355, or 383 to 385
    std::optional<int> leap_month{}; ///< the number that is repeated, if any
};

/// @return The lunar date of `day`, or nothing if it is no day or outside the years of the
/// calendar.
/// @complexity Constant: some nanoseconds once its year is known, 0.1 ms at a year's first use.
///             Threads may call it at the same time.
[[nodiscard]] std::optional<lunar_date> to_lunar(date const& day);

/// @return The day of a lunar date, or nothing if there is none: no such month or day in that year,
///         no leap month of that number, or a year outside the calendar.
/// @complexity As `to_lunar`.
[[nodiscard]] std::optional<date> to_solar(lunar_date const& lunar);

/// @return The shape of the lunar year, or nothing if it is outside the calendar.
/// @complexity As `to_lunar`.
[[nodiscard]] std::optional<lunar_year> describe_lunar_year(int year);

/// @return The number of days of a lunar month, 29 or 30, or nothing if there is no such month.
/// @complexity As `to_lunar`.
[[nodiscard]] std::optional<int> days_in_lunar_month(int year, int month,
                                                     month_type type = month_type::regular);

/// @return Tết Nguyên đán, the first day of the lunar year, or nothing outside the calendar.
/// @complexity As `to_lunar`.
[[nodiscard]] std::optional<date> lunar_new_year(int year);

/// @return The Hùng Kings' day, the 10th of the 3rd lunar month, or nothing outside the calendar.
/// @complexity As `to_lunar`.
[[nodiscard]] std::optional<date> hung_kings_day(int year);

} // namespace partyorg
