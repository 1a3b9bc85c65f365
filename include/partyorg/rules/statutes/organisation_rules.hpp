#pragma once
/// @file
/// Formation, kinds and levels of units.

#include <partyorg/rules/rule_book.hpp>

/// The rules of party instruments, as books.
namespace partyorg::statutes {

/// Rules on how units are formed, of which kind they are, and under which they stand.
///
/// Head counts are a unit's own cell if it has one, else the sum of the units below it. Consents
/// are read from the columns `consent.small_committee`, `consent.large_cell`,
/// `consent.large_grassroots_cell`, `consent.sectional_committee`.
/// @return The rules in all their versions.
/// @source Điều lệ Đảng (19/01/2011) arts. 21, 24; Quy định 29-QĐ/TW §19; the levels of 01/07/2025.
[[nodiscard]] rule_book organisation_rules();

} // namespace partyorg::statutes
