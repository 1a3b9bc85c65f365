#pragma once
/// @file
/// Commands that answer questions about one plan or unit table.

#include "command.hpp"

namespace cli {

/// report, rollup, reconcile, deviations, explain, convert.
[[nodiscard]] std::span<command const> plan_commands();

exit_code report(arguments const& given, console& out);     ///< the whole plan
exit_code roll_up(arguments const& given, console& out);    ///< every unit, every measure
exit_code reconcile(arguments const& given, console& out);  ///< stated against rolled up
exit_code deviations(arguments const& given, console& out); ///< registered against assigned
exit_code explain(arguments const& given, console& out);    ///< where a figure comes from
exit_code convert(arguments const& given, console& out);    ///< other formats

} // namespace cli
