#pragma once
/// @file
/// How wide a text is on a terminal.

#include <cstddef>
#include <string_view>

namespace partyorg::io {

/// How many columns of a terminal the text takes; combining marks take none, CJK two.
/// @pre `text` is UTF-8.
/// @complexity Linear.
[[nodiscard]] std::size_t display_width(std::string_view text);

} // namespace partyorg::io
