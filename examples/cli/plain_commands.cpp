#include "plain_commands.hpp"

#include "calendar_commands.hpp"

#include <array>
#include <iostream>

namespace cli {

namespace {

/// What could not be written is found, and complained of, by the program's own last flush.
int written(int code) {
    std::cout.flush();
    return code;
}

constexpr std::array commands = {
    plain_command{"calendar",
                  "YEAR [--format json|csv|text]",
                  {"ngày nghỉ lễ, nghỉ bù, hoán đổi của một năm",
                   "holidays, substitutes and swapped days of a year"},
                  [](std::span<std::string const> words) {
                      return written(run_calendar(words, std::cout, std::cerr));
                  }},
    plain_command{"workdays",
                  "FROM N [--no-swaps] [--count-first-day] [--format text|csv|json]",
                  {"ngày làm việc thứ N sau một ngày", "the N-th working day after a day"},
                  [](std::span<std::string const> words) {
                      return written(run_workdays(words, std::cout, std::cerr));
                  }},
    plain_command{"lunar",
                  "DATE… | --reverse Y-M-D [--leap] [--format json|csv|text]",
                  {"đổi ngày dương sang âm và ngược lại", "solar dates to lunar ones and back"},
                  [](std::span<std::string const> words) {
                      return written(run_lunar(words, std::cin, std::cout, std::cerr));
                  }},
};

} // namespace

std::span<plain_command const> plain_commands() {
    return commands;
}

} // namespace cli
