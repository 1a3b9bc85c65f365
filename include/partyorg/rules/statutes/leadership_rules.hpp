#pragma once
/// @file
/// Committees, officers and inspection committees.

#include <partyorg/rules/rule_book.hpp>

namespace partyorg::statutes {

/// Rules on leading bodies: cell committees, officers, standing and inspection committees.
///
/// They read the measures of `leadership`.
/// @return The rules in all their versions.
/// @source Điều lệ Đảng (19/01/2011) arts. 22(5), 24; Quy định 29-, 24-, 232-, 294-QĐ/TW §24; Chỉ
/// thị 45-CT/TW; Hướng dẫn 08-HD/UBKTTW, 17-HD/UBKTTW.
[[nodiscard]] rule_book leadership_rules();

} // namespace partyorg::statutes
