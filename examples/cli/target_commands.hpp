#pragma once
/// @file
/// Commands that divide targets, change them, compare versions, and ask what lies behind a figure.

#include "command.hpp"

namespace cli {

/// allocate, cascade, two-way, adjust, compare, deviation, percentage.
[[nodiscard]] std::span<command const> target_commands();

exit_code allocate(arguments const& given, console& out);   ///< a target among units
exit_code cascade(arguments const& given, console& out);    ///< a target down the tree
exit_code two_way(arguments const& given, console& out);    ///< units by groups, both margins fixed
exit_code adjust(arguments const& given, console& out);     ///< some figures, the others follow
exit_code compare(arguments const& given, console& out);    ///< versions side by side
exit_code deviation(arguments const& given, console& out);  ///< what a formula would have done
exit_code percentage(arguments const& given, console& out); ///< targets behind a percentage

} // namespace cli
