#pragma once
/// @file
/// Commands for large hierarchies: making them, and keeping them ready to use.

#include "command.hpp"

namespace cli {

/// generate, snapshot.
[[nodiscard]] std::span<command const> scale_commands();

exit_code generate(arguments const& given, console& out); ///< a unit table of any size
exit_code snapshot(arguments const& given, console& out); ///< FILE as a snapshot file

} // namespace cli
