#pragma once
/// @file
/// Writes JSON from front to back; nothing is kept but the open brackets.

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace partyorg::io {

/// How JSON is laid out.
enum class json_style : std::uint8_t {
    compact,  ///< one line without blanks
    indented, ///< two blanks per level; what was begun as `flat` stays on one line
};

/// How one object or array is laid out.
enum class json_layout : std::uint8_t {
    broken, ///< one entry per line, if the style is indented
    flat,   ///< on one line, with all that is in it
};

/// Appends one JSON value to a string.
///
/// Commas, line breaks and escaping are its business; that keys and values alternate, and that
/// brackets match, is the caller's.
class json_writer {
public:
    /// Writes to the end of `out`, which must outlive the writer.
    explicit json_writer(std::string& out, json_style style = json_style::compact)
        : out_(out),
          style_(style) {}

    /// Opens an object.
    json_writer& begin_object(json_layout layout = json_layout::broken);
    /// Closes the innermost object.
    /// @pre An object is open.
    json_writer& end_object();
    /// Opens an array.
    json_writer& begin_array(json_layout layout = json_layout::broken);
    /// Closes the innermost array.
    /// @pre An array is open.
    json_writer& end_array();
    /// Writes a key; a value has to follow.
    /// @pre An object is innermost.
    json_writer& key(std::string_view name);
    /// Writes a string.
    json_writer& string(std::string_view text);
    /// Writes a whole number.
    template <std::integral Number>
        requires(!std::same_as<Number, bool>)
    json_writer& number(Number value) {
        return raw(std::to_string(value));
    }
    /// Writes the shortest number that reads back as `value`; null for what JSON cannot say.
    json_writer& real(double value);
    /// Writes `true` or `false`.
    json_writer& boolean(bool value);
    /// Writes `null`.
    json_writer& null();
    /// Writes a value that is JSON already.
    json_writer& raw(std::string_view json);

private:
    struct level {
        json_layout layout;
        bool empty = true;
    };
    void before_value();
    void open(char bracket, json_layout layout);
    void close(char bracket);
    void break_line();

    std::string& out_;
    json_style style_;
    bool after_key_ = false;
    std::vector<level> open_{};
};

} // namespace partyorg::io
