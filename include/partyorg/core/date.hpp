#pragma once
/// @file
/// Days: Boost's date under our own name, made only from real days.

#include <boost/date_time/gregorian/greg_date.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace partyorg {

/// A day of the Gregorian calendar (4 bytes). Its default value is *not* a day and sorts after
/// every day: functions of this library refuse it instead of calling it "never due".
using date = boost::gregorian::date;

/// First and last year that a date may have.
inline constexpr int first_year = 1400;
/// @copydoc first_year
inline constexpr int last_year = 9999;

/// @return The day, or nothing if there is no such day (31/02, month 13, year 0).
/// @complexity Constant; never throws.
[[nodiscard]] inline std::optional<date> make_date(int year, int month, int day) {
    if (year < first_year || year > last_year || month < 1 || month > 12 || day < 1) return {};
    using calendar = boost::gregorian::gregorian_calendar;
    auto const y = static_cast<unsigned short>(year);
    auto const m = static_cast<unsigned short>(month);
    if (day > calendar::end_of_month_day(y, m)) return {};
    return date(y, m, static_cast<unsigned short>(day));
}

/// @return Whether `day` is a real day: neither `not_a_date_time` nor an infinity.
[[nodiscard]] inline bool is_day(date const& day) noexcept {
    return !day.is_special();
}

namespace detail {
/// Reads exactly `text.size()` digits.
inline std::optional<int> read_digits(std::string_view text) noexcept {
    int value = 0;
    for (char const c : text) {
        if (c < '0' || c > '9') return {};
        value = value * 10 + (c - '0');
    }
    return text.empty() ? std::nullopt : std::optional<int>(value);
}
} // namespace detail

/// Reads "2024-01-15".
/// @return The day, or nothing if the text is not of this form or names no day.
[[nodiscard]] inline std::optional<date> parse_iso_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
    auto const year = detail::read_digits(text.substr(0, 4));
    auto const month = detail::read_digits(text.substr(5, 2));
    auto const day = detail::read_digits(text.substr(8, 2));
    if (!year || !month || !day) return {};
    return make_date(*year, *month, *day);
}

/// Reads "15/01/2024" or "5/1/2024", the Vietnamese order.
/// @return The day, or nothing if the text is not of this form or names no day.
[[nodiscard]] inline std::optional<date> parse_vietnamese_date(std::string_view text) {
    auto const first = text.find('/');
    if (first == std::string_view::npos) return {};
    auto const second = text.find('/', first + 1);
    if (second == std::string_view::npos) return {};
    auto const d = text.substr(0, first);
    auto const m = text.substr(first + 1, second - first - 1);
    auto const y = text.substr(second + 1);
    if (d.size() > 2 || m.size() > 2 || y.size() != 4) return {};
    auto const day = detail::read_digits(d);
    auto const month = detail::read_digits(m);
    auto const year = detail::read_digits(y);
    if (!day || !month || !year) return {};
    return make_date(*year, *month, *day);
}

namespace detail {
inline std::string padded(int value, std::size_t width) {
    auto digits = std::to_string(value);
    return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}
} // namespace detail

/// @return "2024-01-15"; an empty text for what is not a day.
[[nodiscard]] inline std::string to_iso(date const& day) {
    if (!is_day(day)) return {};
    auto const ymd = day.year_month_day();
    return detail::padded(ymd.year, 4) + '-' + detail::padded(ymd.month.as_number(), 2) + '-' +
           detail::padded(ymd.day.as_number(), 2);
}

/// @return "15/01/2024", the Vietnamese order; an empty text for what is not a day.
[[nodiscard]] inline std::string to_vietnamese(date const& day) {
    if (!is_day(day)) return {};
    auto const ymd = day.year_month_day();
    return detail::padded(ymd.day.as_number(), 2) + '/' + detail::padded(ymd.month.as_number(), 2) +
           '/' + detail::padded(ymd.year, 4);
}

} // namespace partyorg
