#pragma once
/// @file
/// Terms, congresses and meetings.

#include <partyorg/rules/rule_book.hpp>

namespace partyorg::statutes {

/// Rules on terms, congresses and meetings.
///
/// They read the measures of `activity` and the consent `consent.congress_shift`.
/// @return The rules in all their versions.
/// @source Điều lệ Đảng (19/01/2011) arts. 22(1), 24(2), 24(3); Quy định 294-QĐ/TW; Chỉ thị
/// 35-CT/TW; Hướng dẫn 42-HD/BTCTW.
[[nodiscard]] rule_book term_rules();

} // namespace partyorg::statutes
