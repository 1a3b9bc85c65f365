#pragma once
// Comparing texts without regard to case, in any language.

#include <string>
#include <string_view>

namespace partyorg::detail {

/// The text with case folded, in NFC: equal for texts that differ in case only.
/// @pre `text` is UTF-8.
[[nodiscard]] std::string fold_case(std::string_view text);

} // namespace partyorg::detail
