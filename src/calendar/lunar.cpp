#include "calendar/astronomy.hpp"

#include <partyorg/calendar/lunar.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cmath>
#include <cstddef>
#include <vector>

namespace partyorg {
namespace {

// Days are counted by Boost's day number, which is the Julian day number at noon. Midnight of
// UTC+7 is seven hours before midnight UT.
constexpr double zone = 7.0 / 24.0;
constexpr int winter_sign = 9; // 270° to 300°, of twelve signs of 30°

int day_of_instant(double jd_ut) {
    return static_cast<int>(std::floor(jd_ut + zone + 0.5));
}

// Chapter 49 puts this new moon two seconds before the midnight between 7 and 8 July 1967, the full
// theories (VSOP87 and ELP 2000-82) put it three seconds behind. No other one is that close.
constexpr int new_moon_of_july_1967 = -402;
constexpr int eighth_of_july_1967 = 2439680;

int day_of_new_moon(int k) {
    return k == new_moon_of_july_1967 ? eighth_of_july_1967 : day_of_instant(detail::new_moon(k));
}

// The sun's sign at the midnight with which the day begins.
int sign_at_start_of(int day) {
    return static_cast<int>(detail::solar_longitude(day - 0.5 - zone) / 30.0);
}

int day_number(date const& day) {
    return static_cast<int>(day.day_number());
}

date day_from_number(int number) {
    static date const epoch(2000, 1, 1);
    return epoch + boost::gregorian::date_duration(number - day_number(epoch));
}

// One month while a year is put together.
struct month_start {
    int day = 0;  // day number
    int sign = 0; // the sun's, at its start
};

// The new moon that begins the eleventh month of a Gregorian year: the sun reaches 270° in it.
int eleventh_month(int year) {
    auto const new_year_eve = day_number(date(static_cast<unsigned short>(year), 12, 31));
    auto k = static_cast<int>(std::floor((new_year_eve - 2451550.1) / 29.530588861)) + 1;
    while (day_of_new_moon(k) > new_year_eve) --k;
    // By the end of the year the sun is ten degrees beyond; a month that begins so is the twelfth.
    while (sign_at_start_of(day_of_new_moon(k)) == winter_sign) --k;
    return k;
}

// The months from one eleventh month to the one of the next year, that one included.
std::vector<month_start> months_of_winter_year(int year) {
    auto const first = eleventh_month(year - 1);
    auto const last = eleventh_month(year);
    std::vector<month_start> months;
    for (int k = first; k <= last; ++k) {
        auto const day = day_of_new_moon(k);
        months.push_back({day, sign_at_start_of(day)});
    }
    return months;
}

// Position of the leap month: the first in which the sun stays in its sign; 0 if there is none.
std::size_t leap_position(std::vector<month_start> const& months) {
    if (months.size() < 14) return 0;
    for (std::size_t i = 1; i + 1 < months.size(); ++i)
        if (months[i].sign == months[i + 1].sign) return i;
    return 0;
}

// One lunar year in a word: bit 0 says that it is known, bits 1-6 hold the day of the (Gregorian)
// year on which it begins, bits 7-10 the leap month, bits 11-14 how many months, and from bit 15 on
// one bit for each month of 30 days.
class packed_year {
public:
    packed_year() = default;
    explicit packed_year(std::uint32_t word) : word_(word) {}
    packed_year(int start, int leap, std::vector<int> const& lengths)
        : word_(1U | static_cast<std::uint32_t>(start) << 1 |
                static_cast<std::uint32_t>(leap) << 7 |
                static_cast<std::uint32_t>(lengths.size()) << 11) {
        for (std::size_t i = 0; i < lengths.size(); ++i)
            if (lengths[i] == 30) word_ |= 1U << (15 + i);
    }
    [[nodiscard]] std::uint32_t word() const { return word_; }
    [[nodiscard]] int start() const { return static_cast<int>(word_ >> 1 & 63U); }
    [[nodiscard]] int leap() const { return static_cast<int>(word_ >> 7 & 15U); }
    [[nodiscard]] int months() const { return static_cast<int>(word_ >> 11 & 15U); }
    [[nodiscard]] int length(int position) const {
        return 29 + static_cast<int>(word_ >> (15 + position) & 1U);
    }
    // Days before the month at a position.
    [[nodiscard]] int days_before(int position) const {
        return 29 * position + std::popcount(word_ >> 15 & ((1U << position) - 1U));
    }
    [[nodiscard]] int days() const { return days_before(months()); }
    // Where a month stands, from 0; nothing if the year has no such month.
    [[nodiscard]] std::optional<int> position(int month, month_type type) const {
        if (month < 1 || month > 12) return {};
        if (type == month_type::leap)
            return month == leap() ? std::optional<int>(month) : std::nullopt;
        return leap() != 0 && month > leap() ? month : month - 1;
    }

private:
    std::uint32_t word_ = 0;
};

int first_of_january(int year) {
    return day_number(date(static_cast<unsigned short>(year), 1, 1));
}

// The lunar year takes the months 1 to 10 from one winter year, the 11th and 12th from the next;
// a leap month follows its namesake on either side of the seam.
packed_year compute(int year) {
    auto const before = months_of_winter_year(year);
    auto const after = months_of_winter_year(year + 1);
    auto const leap_before = leap_position(before);
    auto const leap_after = leap_position(after);

    std::vector<int> starts;
    int leap = 0;
    // In the winter year the 11th month stands at 0, the 12th at 1, so the 1st at 2 - or at 3, when
    // the leap month came between.
    auto const first = leap_before == 1 || leap_before == 2 ? std::size_t{3} : std::size_t{2};
    for (auto i = first; i + 1 < before.size(); ++i) starts.push_back(before[i].day);
    if (leap_before >= first) leap = static_cast<int>(leap_before - first);
    auto const last = leap_after == 1 || leap_after == 2 ? std::size_t{3} : std::size_t{2};
    for (std::size_t i = 0; i <= last; ++i) starts.push_back(after[i].day);
    if (leap_after == 1 || leap_after == 2) leap = 10 + static_cast<int>(leap_after);

    std::vector<int> lengths;
    for (std::size_t i = 0; i + 1 < starts.size(); ++i)
        lengths.push_back(starts[i + 1] - starts[i]);
    return {starts.front() - first_of_january(year), leap, lengths};
}

constexpr std::size_t year_count{last_lunar_year - first_lunar_year + 1};

// Years are computed when first asked for and kept. A word is complete in itself and every thread
// would compute the same one, so two threads that meet here may both write it: nothing to lock.
constinit std::array<std::atomic<std::uint32_t>, year_count> known_years{};

std::optional<packed_year> find_year(int year) {
    if (year < first_lunar_year || year > last_lunar_year) return {};
    auto& slot = known_years[static_cast<std::size_t>(year - first_lunar_year)];
    auto const known = slot.load(std::memory_order_relaxed);
    if (known != 0) return packed_year(known);
    auto const fresh = compute(year);
    slot.store(fresh.word(), std::memory_order_relaxed);
    return fresh;
}

lunar_date date_within(int year, packed_year shape, int day) {
    // Months have 29 or 30 days: the quotient is right or one too large.
    auto position = std::min(day / 29, shape.months() - 1);
    if (shape.days_before(position) > day) --position;
    lunar_date lunar{year, position + 1, day - shape.days_before(position) + 1,
                     month_type::regular};
    if (shape.leap() == 0 || position < shape.leap()) return lunar;
    lunar.month = position;
    if (position == shape.leap()) lunar.type = month_type::leap;
    return lunar;
}

} // namespace

std::optional<lunar_date> to_lunar(date const& day) {
    if (!is_day(day)) return {};
    auto const number = day_number(day);
    auto year = static_cast<int>(day.year());
    // January and February may still belong to the year before.
    for (int attempt = 0; attempt < 2; ++attempt, --year) {
        auto const shape = find_year(year);
        if (!shape) continue;
        auto const past = number - first_of_january(year) - shape->start();
        if (past < 0) continue;
        if (past >= shape->days()) return {};
        return date_within(year, *shape, past);
    }
    return {};
}

std::optional<date> to_solar(lunar_date const& lunar) {
    auto const shape = find_year(lunar.year);
    if (!shape) return {};
    auto const position = shape->position(lunar.month, lunar.type);
    if (!position || lunar.day < 1 || lunar.day > shape->length(*position)) return {};
    return day_from_number(first_of_january(lunar.year) + shape->start() +
                           shape->days_before(*position) + lunar.day - 1);
}

std::optional<lunar_year> describe_lunar_year(int year) {
    auto const shape = find_year(year);
    if (!shape) return {};
    lunar_year described;
    described.first = day_from_number(first_of_january(year) + shape->start());
    described.months = shape->months();
    described.days = shape->days();
    if (shape->leap() != 0) described.leap_month = shape->leap();
    return described;
}

std::optional<int> days_in_lunar_month(int year, int month, month_type type) {
    auto const shape = find_year(year);
    if (!shape) return {};
    auto const position = shape->position(month, type);
    if (!position) return {};
    return shape->length(*position);
}

std::optional<date> lunar_new_year(int year) {
    return to_solar({year, 1, 1, month_type::regular});
}

std::optional<date> hung_kings_day(int year) {
    return to_solar({year, 3, 10, month_type::regular});
}

} // namespace partyorg
