#pragma once
/// @file
/// Texts inside other formats: what has to be escaped in JSON, CSV and DOT.

#include <string>
#include <string_view>

namespace partyorg::io {

/// Appends `text` as a JSON string with its quotes. Quotes, backslashes and control characters are
/// escaped, everything else stays UTF-8; bytes that are not UTF-8 become U+FFFD.
/// @complexity Linear.
void append_json_string(std::string& out, std::string_view text);

/// Appends `text` as a field of a table: quoted by RFC 4180 if it holds the separator, a quote or a
/// line break, and as it is otherwise.
/// @complexity Linear.
void append_csv_field(std::string& out, std::string_view text, char separator = ',');

/// Appends `text` as a quoted label of Graphviz: quotes, backslashes, line breaks and `&` show as
/// themselves.
/// @complexity Linear.
void append_dot_label(std::string& out, std::string_view text);

} // namespace partyorg::io
