#pragma once
/// @file
/// FILE of the command line: a plan document, a unit table or a snapshot, told apart by content.

#include "command.hpp"

#include <partyorg/core/result.hpp>
#include <partyorg/io/csv.hpp>
#include <partyorg/io/text_file.hpp>
#include <partyorg/organisation/plan.hpp>

#include <string>

namespace cli {

/// Reads a text; `-` is standard input.
/// @return The text, or every reason why it is none.
[[nodiscard]] partyorg::result<partyorg::io::named_text> read_text(std::string const& path);

/// Reads a plan document, a unit table or a snapshot; `-` is standard input, which is no snapshot.
/// A terminal is told how far a large table is.
/// @return The plan (for a table or snapshot one without prose), with warnings in its notes; or
/// every defect.
/// @param options How a unit table is read.
[[nodiscard]] partyorg::result<partyorg::plan>
read_file(std::string const& path, partyorg::io::unit_table_options const& options = {});

/// What becomes of the reader's warnings.
enum class warnings_go {
    to_stderr, ///< printed at once
    to_answer, ///< left in the notes: the command reports them itself
};

/// Reads each operand in turn and gives it to `body`, which returns an exit code.
///
/// A file that cannot be read is complained about and the next one taken. Answers to several files
/// are set apart by a blank line, in text under the file's name.
/// @return The worst exit code.
/// @throw bad_usage if no file is given.
template <class Body>
exit_code for_each_file(arguments const& given, console& out, warnings_go where, Body body);

/// @cond
namespace detail {
void require_files(arguments const& given);
void print_separator(arguments const& given, console& out, std::string const& path, bool is_first);
} // namespace detail

template <class Body>
exit_code for_each_file(arguments const& given, console& out, warnings_go where, Body body) {
    detail::require_files(given);
    auto worst_yet = exit_code::fine;
    bool is_first = true;
    for (auto const& path : given.operands()) {
        auto const read = read_file(path);
        if (!read) {
            out.complain(read.problems());
            worst_yet = exit_code::failed;
            continue;
        }
        if (where == warnings_go::to_stderr) out.complain(read->notes);
        detail::print_separator(given, out, path, is_first);
        is_first = false;
        worst_yet = worst(worst_yet, body(*read));
    }
    return worst_yet;
}
/// @endcond

} // namespace cli
