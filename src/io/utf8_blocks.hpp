#pragma once
// UTF-8 in whole blocks, for large texts.

#include "vector_level.hpp" // beside it: tests include these headers by their path

#include <cstddef>
#include <string_view>

namespace partyorg::detail {

/// Skips well-formed UTF-8 without NUL bytes, in blocks of 64 bytes; does nothing on processors
/// that lack the instructions for it.
/// @pre A character begins at `from`; `level` is not above the highest.
/// @return Where a character begins, at `from` or later; everything before is well-formed.
/// @source John Keiser, Daniel Lemire: Validating UTF-8 in less than one instruction per byte
/// (2021).
[[nodiscard]] std::size_t skip_utf8(std::string_view text, std::size_t from,
                                    vector_level level = highest_vector_level());

} // namespace partyorg::detail
