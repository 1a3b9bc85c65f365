#include "console.hpp"

#include <cerrno>
#include <cstdio>
#include <string>
#include <system_error>

namespace cli {

namespace {

[[noreturn]] void fail_to_write() {
    throw cannot_write("cannot write the answer: " +
                       std::error_code(errno, std::generic_category()).message());
}

void write_error(std::string_view text) {
    // Nothing can be done when even this fails.
    std::fwrite(text.data(), 1, text.size(), stderr);
}

} // namespace

void console::print(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) fail_to_write();
}

void console::flush() {
    if (std::fflush(stdout) != 0 || std::ferror(stdout)) fail_to_write();
}

void console::complain(std::string_view text) {
    write_error("partyorg: " + std::string(text) + '\n');
}

void console::complain(partyorg::problems const& found) {
    write_error(to_string(found));
}

} // namespace cli
