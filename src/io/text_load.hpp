#pragma once
// Text files read by two threads.

#include <partyorg/core/two_threads.hpp>
#include <partyorg/io/text_file.hpp>

#include <cstddef>
#include <string>

namespace partyorg::detail {

/// As `io::load_text`; a helper, if there is one, takes half of the work on large files.
/// @param two_threads_from bytes from which halving pays
[[nodiscard]] result<io::named_text> load_text(std::string const& path, io::text_limits limits,
                                               two_threads* helper, std::size_t two_threads_from);

} // namespace partyorg::detail
