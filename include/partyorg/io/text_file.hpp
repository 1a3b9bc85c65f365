#pragma once
/// @file
/// Text from files: checked, without a byte-order mark, with the file's name kept for messages.

#include <partyorg/core/result.hpp>
#include <partyorg/io/display_width.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace partyorg::io {

/// Bounds that keep memory in check whatever the file is.
struct text_limits {
    std::size_t bytes = std::size_t{4} << 30; ///< largest file
    std::size_t line = std::size_t{1} << 20;  ///< longest line
};

/// A text and the name it is known by in messages.
struct named_text {
    std::string name{}; ///< file name as given; "-" for standard input
    std::string text{}; ///< UTF-8 without a byte-order mark
};

/// Reads a regular file (or a pipe) and checks it as `check_text` does.
/// @param path A file name; it becomes the name in messages.
/// @return The text, or every reason why it is none: missing file, directory, empty file, another
///         encoding, binary content, broken UTF-8 (the first places), a line or file over the
///         limit.
/// @complexity Linear; reads no more than the limit.
[[nodiscard]] result<named_text> load_text(std::string const& path, text_limits limits = {});

/// Checks a text that is already in memory and strips its byte-order mark.
/// @return The text, or every reason why it is none.
/// @complexity Linear.
[[nodiscard]] result<named_text> check_text(std::string text, std::string name,
                                            text_limits limits = {});

/// Canonical composition (NFC): the form in which the library compares and prints.
/// @pre `text` is UTF-8.
/// @complexity Linear; returns at once for ASCII.
[[nodiscard]] std::string to_nfc(std::string_view text);

} // namespace partyorg::io
