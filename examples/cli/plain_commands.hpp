#pragma once
/// @file
/// Commands that take their words apart themselves and need no plan.

#include <partyorg/core/label.hpp>

#include <span>
#include <string>
#include <string_view>

namespace cli {

/// One such command.
struct plain_command {
    std::string_view name;                          ///< "workdays"
    std::string_view usage;                         ///< what follows the name
    partyorg::label_view summary;                   ///< one line
    int (*run)(std::span<std::string const> words); ///< returns the exit code
};

/// calendar, workdays, lunar.
[[nodiscard]] std::span<plain_command const> plain_commands();

} // namespace cli
