#include "io/text_fold.hpp"

#include <cstdlib>
#include <utf8proc.h>

namespace partyorg::detail {

std::string fold_case(std::string_view text) {
    utf8proc_uint8_t* folded = nullptr;
    auto const size = utf8proc_map(
        reinterpret_cast<utf8proc_uint8_t const*>(text.data()),
        static_cast<utf8proc_ssize_t>(text.size()), &folded,
        static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD));
    if (size < 0) return std::string(text); // not UTF-8: the caller broke the precondition
    std::string out(reinterpret_cast<char const*>(folded), static_cast<std::size_t>(size));
    std::free(folded);
    return out;
}

} // namespace partyorg::detail
