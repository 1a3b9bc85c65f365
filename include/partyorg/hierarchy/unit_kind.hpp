#pragma once
/// @file
/// The kinds of unit, their names in both languages, and how they usually stand above each other.

#include <partyorg/core/label.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace partyorg {

/// Kind of a unit in the hierarchy. Which kind may stand under which is a *dated rule*; the order
/// of the enumerators only goes from the top of the system to its bottom.
enum class unit_kind : std::uint8_t {
    central_committee,    ///< Ban Chấp hành Trung ương
    provincial_committee, ///< đảng bộ tỉnh, thành phố
    district_committee,   ///< đảng bộ huyện (to 30/06/2025)
    commune_committee,    ///< đảng bộ xã, phường above grassroots organisations (from 01/07/2025)
    grassroots_committee, ///< đảng bộ cơ sở
    sectional_committee,  ///< đảng bộ bộ phận
    grassroots_cell,      ///< chi bộ cơ sở
    subordinate_cell,     ///< chi bộ trực thuộc
    party_group,          ///< tổ đảng
};

/// How many kinds there are.
inline constexpr std::size_t unit_kind_count = 9;

/// All kinds from the top down.
inline constexpr std::array<unit_kind, unit_kind_count> all_unit_kinds = {
    unit_kind::central_committee, unit_kind::provincial_committee, unit_kind::district_committee,
    unit_kind::commune_committee, unit_kind::grassroots_committee, unit_kind::sectional_committee,
    unit_kind::grassroots_cell,   unit_kind::subordinate_cell,     unit_kind::party_group,
};

/// @return The identifier used in files: "grassroots_committee".
[[nodiscard]] constexpr std::string_view to_string(unit_kind kind) noexcept {
    constexpr std::array<std::string_view, unit_kind_count> names = {
        "central_committee", "provincial_committee", "district_committee",
        "commune_committee", "grassroots_committee", "sectional_committee",
        "grassroots_cell",   "subordinate_cell",     "party_group",
    };
    auto const i = static_cast<std::size_t>(kind);
    return i < names.size() ? names[i] : std::string_view("unknown");
}

/// @return The kind's name in Vietnamese and English.
[[nodiscard]] constexpr label_view label_of(unit_kind kind) noexcept {
    constexpr std::array<label_view, unit_kind_count> labels = {{
        {"Ban Chấp hành Trung ương", "central committee"},
        {"đảng bộ cấp tỉnh", "provincial committee"},
        {"đảng bộ cấp huyện", "district committee"},
        {"đảng bộ cấp xã", "commune committee"},
        {"đảng bộ cơ sở", "grassroots committee"},
        {"đảng bộ bộ phận", "sectional committee"},
        {"chi bộ cơ sở", "grassroots cell"},
        {"chi bộ trực thuộc", "subordinate cell"},
        {"tổ đảng", "party group"},
    }};
    auto const i = static_cast<std::size_t>(kind);
    return i < labels.size() ? labels[i] : label_view{};
}

/// Reads the identifier used in files.
/// @return The kind, or nothing if the text is none.
[[nodiscard]] constexpr std::optional<unit_kind> parse_unit_kind(std::string_view text) noexcept {
    for (auto const kind : all_unit_kinds)
        if (to_string(kind) == text) return kind;
    return {};
}

/// Whether some regime since 2011 lets `child` stand directly under `parent`.
///
/// Deliberately wide: it serves a warning when rows are loaded. What is allowed *on a day* is for
/// the dated rules.
/// @source Điều lệ Đảng (19/01/2011), Điều 10, 21, 24; Quy định 294-QĐ/TW for the commune level.
[[nodiscard]] constexpr bool usually_under(unit_kind child, unit_kind parent) noexcept {
    using enum unit_kind;
    switch (parent) {
    case central_committee:
        return child == provincial_committee;
    case provincial_committee:
        return child == district_committee || child == commune_committee ||
               child == grassroots_committee || child == grassroots_cell;
    case district_committee:
        return child == commune_committee || child == grassroots_committee ||
               child == grassroots_cell;
    case commune_committee:
        return child == grassroots_committee || child == grassroots_cell ||
               child == subordinate_cell;
    case grassroots_committee:
        return child == sectional_committee || child == subordinate_cell;
    case sectional_committee:
        return child == subordinate_cell;
    case grassroots_cell:
    case subordinate_cell:
        return child == party_group;
    case party_group:
        return false;
    }
    return false;
}

} // namespace partyorg
