#include <partyorg/core/assert.hpp>
#include <partyorg/io/escape.hpp>
#include <partyorg/io/json_writer.hpp>

#include <charconv>
#include <cmath>

namespace partyorg::io {

json_writer& json_writer::begin_object(json_layout layout) {
    open('{', layout);
    return *this;
}

json_writer& json_writer::end_object() {
    close('}');
    return *this;
}

json_writer& json_writer::begin_array(json_layout layout) {
    open('[', layout);
    return *this;
}

json_writer& json_writer::end_array() {
    close(']');
    return *this;
}

json_writer& json_writer::key(std::string_view name) {
    PARTYORG_ASSERT(!after_key_, "a key is followed by its value");
    before_value();
    append_json_string(out_, name);
    out_ += ':';
    if (style_ == json_style::indented) out_ += ' ';
    after_key_ = true;
    return *this;
}

json_writer& json_writer::string(std::string_view text) {
    before_value();
    append_json_string(out_, text);
    return *this;
}

json_writer& json_writer::real(double value) {
    if (!std::isfinite(value)) return null();
    char digits[32];
    auto const end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    return raw({digits, static_cast<std::size_t>(end - digits)});
}

json_writer& json_writer::boolean(bool value) {
    return raw(value ? "true" : "false");
}

json_writer& json_writer::null() {
    return raw("null");
}

json_writer& json_writer::raw(std::string_view json) {
    before_value();
    out_ += json;
    return *this;
}

void json_writer::before_value() {
    if (after_key_) {
        after_key_ = false;
        return;
    }
    if (open_.empty()) return;
    auto& inner = open_.back();
    if (!inner.empty) out_ += ',';
    if (inner.layout == json_layout::broken)
        break_line();
    else if (!inner.empty && style_ == json_style::indented)
        out_ += ' ';
    inner.empty = false;
}

void json_writer::open(char bracket, json_layout layout) {
    before_value();
    out_ += bracket;
    // What stands on one line has everything in it on that line.
    if (!open_.empty() && open_.back().layout == json_layout::flat) layout = json_layout::flat;
    open_.push_back({layout});
}

void json_writer::close(char bracket) {
    PARTYORG_ASSERT(!open_.empty() && !after_key_, "a bracket is open and has its last value");
    auto const inner = open_.back();
    open_.pop_back();
    if (!inner.empty && inner.layout == json_layout::broken) break_line();
    out_ += bracket;
}

void json_writer::break_line() {
    if (style_ == json_style::compact) return;
    out_ += '\n';
    out_.append(2 * open_.size(), ' ');
}

} // namespace partyorg::io
