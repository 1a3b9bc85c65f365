#include "io/utf8.hpp"

#include <partyorg/io/escape.hpp>

#include <cstddef>

namespace partyorg::io {

namespace {

/// How many of the next bytes need no look in JSON.
std::size_t plain_json(std::string_view text, std::size_t i) {
    auto const begin = i;
    for (; i < text.size(); ++i) {
        auto const c = static_cast<unsigned char>(text[i]);
        if (c < 0x20 || c >= 0x7F || c == '"' || c == '\\') break;
    }
    return i - begin;
}

void append_json_control(std::string& out, char c) {
    switch (c) {
    case '"':
        out += "\\\"";
        return;
    case '\\':
        out += "\\\\";
        return;
    case '\n':
        out += "\\n";
        return;
    case '\r':
        out += "\\r";
        return;
    case '\t':
        out += "\\t";
        return;
    default:
        constexpr char digits[] = "0123456789abcdef";
        auto const value = static_cast<unsigned char>(c);
        out += "\\u00";
        out += digits[value >> 4];
        out += digits[value & 15];
    }
}

} // namespace

void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    for (std::size_t i = 0; i < text.size();) {
        auto const plain = plain_json(text, i);
        out += text.substr(i, plain);
        i += plain;
        if (i == text.size()) break;
        auto const c = static_cast<unsigned char>(text[i]);
        if (c < 0x80) {
            append_json_control(out, text[i++]);
            continue;
        }
        auto const* p = reinterpret_cast<unsigned char const*>(text.data()) + i;
        auto const length = detail::utf8_sequence_length(p, text.size() - i);
        if (length == 0)
            out += "\xEF\xBF\xBD";
        else
            out += text.substr(i, length);
        i += length == 0 ? 1 : length;
    }
    out += '"';
}

void append_csv_field(std::string& out, std::string_view text, char separator) {
    bool quoted = false;
    for (char const c : text)
        quoted = quoted || c == separator || c == '"' || c == '\n' || c == '\r';
    if (!quoted) {
        out += text;
        return;
    }
    out += '"';
    for (char const c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    out += '"';
}

void append_dot_label(std::string& out, std::string_view text) {
    out += '"';
    for (char const c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '&') {
            out += "&amp;"; // Graphviz resolves entities in every label
        } else if (static_cast<unsigned char>(c) < 0x20) {
            out += ' ';
        } else {
            out += c;
        }
    }
    out += '"';
}

} // namespace partyorg::io
