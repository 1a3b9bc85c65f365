#pragma once
/// @file
/// Commands about admission cases: checks of a log, progress of targets, clocks that run out.

#include "command.hpp"

namespace cli {

/// cases, progress, due.
[[nodiscard]] std::span<command const> case_commands();

exit_code cases(arguments const& given, console& out);    ///< `cases check`: what is wrong in a log
exit_code progress(arguments const& given, console& out); ///< the report of a period
exit_code due(arguments const& given, console& out);      ///< which clocks run out

} // namespace cli
