#pragma once
/// @file
/// Where the program writes: answers to standard output, complaints to standard error.

#include <partyorg/core/problems.hpp>

#include <stdexcept>
#include <string_view>

namespace cli {

/// Standard output is closed, full or broken.
class cannot_write : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The two streams of the program.
class console {
public:
    /// Writes a piece of the answer.
    /// @throw cannot_write when nobody takes it any more.
    void print(std::string_view text);
    /// Hands over what is still on the way.
    /// @throw cannot_write as `print`.
    void flush();
    /// Writes "partyorg: text" to standard error.
    void complain(std::string_view text);
    /// Writes each problem as `file:line:column: PO1234: message` to standard error.
    void complain(partyorg::problems const& found);
};

} // namespace cli
