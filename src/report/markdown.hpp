#pragma once
/// @file
/// What reports in Markdown share.

#include <string>
#include <string_view>

namespace partyorg::report {

/// A text that Markdown shows as it is: names from a file must not become headings, links, tables
/// or HTML.
inline std::string escaped_for_markdown(std::string_view text) {
    std::string out;
    for (char const c : text) {
        if (c == '\n' || c == '\r') {
            out += ' ';
            continue;
        }
        if (std::string_view("\\|`*_[]<>#").find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
    return out;
}

} // namespace partyorg::report
