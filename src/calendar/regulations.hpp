#pragma once
/// @file
/// The regulations that implement the Statutes of 2011, one after the other: what clocks and rules
/// cite. Not installed.

#include <partyorg/core/citation.hpp>
#include <partyorg/core/period.hpp>

#include <array>

namespace partyorg::detail {

/// One regulation and the days it was in force.
struct regulation {
    char const* number;
    char const* signed_on;
    char const* from;
    char const* to; ///< empty: in force
};

/// R1 to R6. Of R5 and R6 the texts were not found.
inline constexpr std::array<regulation, 6> regulations = {{
    {"29-QĐ/TW", "2016-07-25", "2016-07-25", "2021-07-29"},
    {"24-QĐ/TW", "2021-07-30", "2021-07-30", "2025-01-19"},
    {"232-QĐ/TW", "2025-01-20", "2025-01-20", "2025-06-30"},
    {"294-QĐ/TW", "2025-05-26", "2025-07-01", "2026-04-07"},
    {"20-QĐ/TW", "2026-04-08", "2026-04-08", "2026-07-25"},
    {"208-QĐ/TW", "2026-07-26", "2026-07-26", ""},
}};

/// @return The days on which the regulation was in force.
[[nodiscard]] inline period in_force(regulation const& rules) {
    return {*parse_iso_date(rules.from), parse_iso_date(rules.to)};
}
/// @return A place in the regulation.
[[nodiscard]] inline citation cite(regulation const& rules, char const* article, confidence level) {
    return {rules.number, "Ban Chấp hành Trung ương", parse_iso_date(rules.signed_on), article,
            level};
}
/// @return A place in the Statutes themselves.
[[nodiscard]] inline citation cite_statutes(char const* article, confidence level) {
    return {"Điều lệ Đảng", "Đại hội đại biểu toàn quốc", make_date(2011, 1, 19), article, level};
}
/// @return The days since the Statutes of 2011.
[[nodiscard]] inline period since_the_statutes() {
    return period(*make_date(2011, 1, 19));
}

/// Who issued a guidance or directive with "/TW" in its number, of which only that is established.
inline constexpr char const* central_level = "Trung ương";

} // namespace partyorg::detail
