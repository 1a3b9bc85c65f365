#pragma once
/// @file
/// Commands about rules: check a plan against them, list them, show what changed.

#include "command.hpp"

namespace cli {

/// check, rules.
[[nodiscard]] std::span<command const> rule_commands();

exit_code check(arguments const& given, console& out); ///< a file against the rules of a day
exit_code rules(arguments const& given, console& out); ///< list, show, diff, schema

} // namespace cli
