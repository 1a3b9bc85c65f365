#pragma once
/// @file
/// The commands that need no plan: days off of a year, working days, lunar dates.
///
/// Each takes its arguments without the program's and the command's name, writes its answer to
/// `out` and what is wrong to `err`, and returns the exit code: 0 fine, 2 bad usage or unreadable
/// input. With exit code 2 nothing is written to `out`.

#include <iosfwd>
#include <span>
#include <string>

namespace cli {

/// `calendar YEAR [--format json|csv|text] [--lang vi|en]`
int run_calendar(std::span<std::string const> args, std::ostream& out, std::ostream& err);

/// `workdays FROM N [--no-swaps] [--count-first-day]`: the due date, N working days after FROM.
int run_workdays(std::span<std::string const> args, std::ostream& out, std::ostream& err);

/// `lunar DATE…`, `lunar --reverse Y-M-D… [--leap]`, or one date a line from `in`; also
/// `[--format json|csv|text] [--lang vi|en]`.
int run_lunar(std::span<std::string const> args, std::istream& in, std::ostream& out,
              std::ostream& err);

} // namespace cli
