#include "case_commands.hpp"
#include "command.hpp"
#include "due_commands.hpp"
#include "plan_commands.hpp"
#include "rule_commands.hpp"
#include "scale_commands.hpp"
#include "target_commands.hpp"

#include <array>

namespace cli {

std::span<std::span<command const> const> all_commands() {
    // One line per group: a table of commands from the group's own files.
    static std::array const groups = {
        plan_commands(),   due_commands(),  scale_commands(),
        target_commands(), case_commands(), rule_commands(),
    };
    return groups;
}

} // namespace cli
