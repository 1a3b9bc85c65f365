#pragma once
/// @file
/// The words after the program's name: operands and `--option value`.

#include <partyorg/core/label.hpp>

#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cli {

/// An option. One without `value` is a switch.
struct option {
    std::string_view name;     ///< "--format"
    std::string_view value;    ///< what it takes: "text|csv|json" names the choices, "FILE" is free
    partyorg::label_view help; ///< one line
};

/// The words cannot be understood; the text says why.
class bad_usage : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// In which form a command answers.
enum class output_form {
    text, ///< for people
    csv,  ///< for spreadsheets
    json, ///< for programs
};

/// The understood words of one command.
class arguments {
public:
    /// Takes words apart: `--name value`, `--name=value`, `--` ends the options, `-` is an operand.
    /// @throw bad_usage for an unknown option, a missing value, or one that is no choice.
    arguments(std::span<std::string const> words, std::span<option const> known);

    /// @return What is not an option.
    [[nodiscard]] std::vector<std::string> const& operands() const noexcept { return operands_; }
    /// @return The value of an option (empty for a switch), or nothing if it was not given.
    [[nodiscard]] std::optional<std::string> value(std::string_view name) const;
    /// @return Every value of an option that may be repeated, in the order given.
    [[nodiscard]] std::vector<std::string> values(std::string_view name) const;
    /// @return Whether an option was given.
    [[nodiscard]] bool has(std::string_view name) const { return value(name).has_value(); }
    /// @return What `--format` asks for; text unless told.
    [[nodiscard]] output_form form() const;
    /// @return What `--lang` asks for; else Vietnamese in a Vietnamese environment, else English.
    [[nodiscard]] partyorg::language lang() const;

private:
    std::vector<std::string> operands_;
    std::vector<std::pair<std::string, std::string>> options_;
};

/// The options that every command understands.
[[nodiscard]] std::span<option const> common_options();

/// @return The language of the environment (LC_ALL, LC_MESSAGES, LANG): Vietnamese or English.
[[nodiscard]] partyorg::language environment_language();

} // namespace cli
