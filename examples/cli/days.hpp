#pragma once
/// @file
/// Days on the command line, and today: the library itself never reads the clock.

#include "arguments.hpp"

#include <partyorg/core/date.hpp>

#include <ctime>
#include <optional>
#include <string_view>

namespace cli {

/// The day that an option names, written 2024-01-15 or 15/01/2024; nothing if it was not given.
/// @throw po::invalid_input PO1502 for what is no day.
[[nodiscard]] std::optional<partyorg::date> day_option(arguments const& given,
                                                       std::string_view name);

/// Reads a day as `day_option` does; `what` is how the message calls it.
/// @throw po::invalid_input PO1502 for what is no day.
[[nodiscard]] partyorg::date day_of(std::string_view text, std::string_view what);

/// The moment, by `localtime_r` or `gmtime_r`.
[[nodiscard]] std::tm now(std::tm* (*convert)(std::time_t const*, std::tm*));
/// The day of a moment.
[[nodiscard]] partyorg::date day_of(std::tm const& parts);

} // namespace cli
