#pragma once
/// @file
/// Commands that answer what is due, who still owes it, and put it into a calendar program.

#include "command.hpp"

namespace cli {

/// deadlines, obligations, ical.
[[nodiscard]] std::span<command const> due_commands();

exit_code deadlines(arguments const& given, console& out);   ///< what is due, by day
exit_code obligations(arguments const& given, console& out); ///< who still owes what
exit_code ical(arguments const& given, console& out);        ///< an iCalendar file

} // namespace cli
