#pragma once
/// @file
/// Every rule of the statutes and plans.

#include <partyorg/rules/rule_book.hpp>

#include <string_view>

namespace partyorg::statutes {

/// @return All rules that the library knows: organisation, leadership, terms, admission and plans.
[[nodiscard]] rule_book all();

/// @return The versions of `all()` that rest on the instrument with this number: "Điều lệ Đảng",
///         "294-QĐ/TW".
[[nodiscard]] rule_book of_instrument(std::string_view number);

/// @return The rules of the Statutes of 19/01/2011.
[[nodiscard]] rule_book charter_2011();

/// @return The rules of Quy định 294-QĐ/TW, in force from 01/07/2025.
[[nodiscard]] rule_book regulation_294();

} // namespace partyorg::statutes
