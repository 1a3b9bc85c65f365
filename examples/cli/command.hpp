#pragma once
/// @file
/// What a command is. To add one: write `exit_code my_command(arguments const&, console&)` in its
/// own file, put it into a table of its group, and name that group in `commands.cpp`.

#include "arguments.hpp"
#include "console.hpp"

#include <partyorg/core/label.hpp>

#include <span>
#include <string_view>

namespace cli {

/// How the program ends.
enum class exit_code : int {
    fine = 0,     ///< nothing to complain about
    findings = 1, ///< the data is readable, but something in it does not agree
    failed = 2,   ///< bad usage, unreadable input, or output that cannot be written
};

/// @return The worse of both.
[[nodiscard]] constexpr exit_code worst(exit_code a, exit_code b) noexcept {
    return a < b ? b : a;
}

/// One command of the program.
struct command {
    std::string_view name;           ///< "report"
    std::string_view operands;       ///< "FILE…", for the usage line
    partyorg::label_view summary;    ///< one line
    partyorg::label_view details;    ///< further lines for `--help`; may be empty
    std::span<option const> options; ///< its own; --format, --lang and --help are everybody's
    exit_code (*run)(arguments const&, console&);
};

/// Every command, group by group.
[[nodiscard]] std::span<std::span<command const> const> all_commands();

} // namespace cli
