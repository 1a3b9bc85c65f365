#pragma once
/// @file
/// What a plan says about itself.

#include <partyorg/rules/rule_book.hpp>

namespace partyorg::statutes {

/// Rules that a plan's own figures should keep: printed totals agree, of-which is at most its
/// target, the parts of a target add up to the whole, what differs from the registration is looked
/// at, coverage is complete, what is owed is handed in in time.
/// @param source The plan they are cited from; by default plans on admitting members in general.
/// @return The rules.
/// @source Kế hoạch phát triển đảng viên năm 2024 of the Phong Thổ district standing committee.
[[nodiscard]] rule_book plan_rules(citation source = {});

} // namespace partyorg::statutes
