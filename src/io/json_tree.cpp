#include "io/json_tree.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <set>

namespace partyorg::detail {

namespace {

using events = nlohmann::json_sax<nlohmann::json>;

constexpr std::size_t deepest = 100;

/// Steps from token to token in the order in which the parser reports them. The parser checks the
/// syntax; it keeps one character in hand, so that it cannot tell where a token began.
class token_finder {
public:
    explicit token_finder(std::string_view text) : text_(text) {}

    /// Goes to the next token and remembers where it begins.
    void next() {
        while (at_ < text_.size() && is_filler(text_[at_])) {
            if (text_[at_] == '\n') {
                ++line_;
                line_begin_ = at_ + 1;
            }
            ++at_;
        }
        begin_ = at_;
        if (at_ == text_.size()) return;
        auto const c = text_[at_];
        if (c == '"')
            skip_string();
        else if (c == '{' || c == '}' || c == '[' || c == ']')
            ++at_;
        else
            while (at_ < text_.size() && is_word(text_[at_])) ++at_;
    }
    [[nodiscard]] std::uint32_t line() const noexcept { return line_; }
    [[nodiscard]] std::uint32_t column() const noexcept {
        return static_cast<std::uint32_t>(begin_ - line_begin_ + 1);
    }

private:
    static bool is_filler(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',' || c == ':';
    }
    static bool is_word(char c) { return !is_filler(c) && c != ']' && c != '}'; }
    void skip_string() {
        // A string holds no line break: control characters are escaped.
        for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_)
            if (text_[at_] == '\\') ++at_;
        ++at_;
    }
    std::string_view text_;
    std::size_t at_ = 0, begin_ = 0, line_begin_ = 0;
    std::uint32_t line_ = 1;
};

class tree_builder : public events {
public:
    tree_builder(io::named_text const& source, problems& found)
        : source_(source),
          found_(found),
          tokens_(source.text) {}

    bool null() override {
        leaf(json_type::null);
        return true;
    }
    bool boolean(bool value) override {
        leaf(json_type::boolean).flag = value;
        return true;
    }
    bool number_integer(number_integer_t value) override {
        leaf(json_type::number).number = value;
        return true;
    }
    bool number_unsigned(number_unsigned_t value) override {
        auto& added = leaf(json_type::number);
        if (value <= static_cast<number_unsigned_t>(INT64_MAX))
            added.number = static_cast<std::int64_t>(value);
        return true;
    }
    bool number_float(number_float_t, string_t const&) override {
        leaf(json_type::number);
        return true;
    }
    bool string(string_t& value) override {
        leaf(json_type::text).text = io::to_nfc(value);
        return true;
    }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(json_type::object); }
    bool start_array(std::size_t) override { return open(json_type::array); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(string_t& value) override {
        tokens_.next();
        auto& object = *open_.back();
        json_value name;
        name.type = json_type::text;
        name.text = io::to_nfc(value);
        name.line = tokens_.line();
        name.column = tokens_.column();
        if (!seen_.back().insert(name.text).second)
            found_.error(defect::repeated_json_key, {source_.name, name.line, name.column},
                         "'" + name.text + "' stands twice in one object");
        object.keys.push_back(std::move(name));
        return true;
    }
    bool parse_error(std::size_t position, std::string const&,
                     nlohmann::detail::exception const& failure) override {
        found_.error(defect::bad_json, place_of(position), reason_of(failure.what()));
        return false;
    }

    json_value take() { return std::move(root_); }

private:
    json_value& leaf(json_type type) {
        tokens_.next();
        json_value made;
        made.type = type;
        made.line = tokens_.line();
        made.column = tokens_.column();
        if (open_.empty()) return root_ = std::move(made);
        open_.back()->items.push_back(std::move(made));
        return open_.back()->items.back();
    }
    bool open(json_type type) {
        auto& made = leaf(type);
        if (open_.size() == deepest) {
            found_.error(defect::json_too_deep, {source_.name, made.line, made.column},
                         "more than " + std::to_string(deepest) + " levels of brackets");
            return false;
        }
        open_.push_back(&made);
        seen_.emplace_back();
        return true;
    }
    bool close() {
        tokens_.next();
        open_.pop_back();
        seen_.pop_back();
        return true;
    }
    place place_of(std::size_t position) const {
        // The parser counts the characters it has read, the offending one included.
        auto const at = std::min(position == 0 ? 0 : position - 1, source_.text.size());
        auto const before = std::string_view(source_.text).substr(0, at);
        auto const breaks = std::count(before.begin(), before.end(), '\n');
        auto const last = before.rfind('\n');
        auto const column = last == std::string_view::npos ? at : at - last - 1;
        return {source_.name, static_cast<std::uint32_t>(breaks + 1),
                static_cast<std::uint32_t>(column + 1)};
    }
    // "[json.exception…] parse error at line 1, column 2: syntax error while …": the last part.
    static std::string reason_of(std::string_view what) {
        auto const colon = what.find(": ");
        return "not JSON: " + std::string(colon == what.npos ? what : what.substr(colon + 2));
    }

    io::named_text const& source_;
    problems& found_;
    token_finder tokens_;
    json_value root_{};
    // Valid while their siblings wait: a value is only added to the innermost open one.
    std::vector<json_value*> open_{};
    std::vector<std::set<std::string>> seen_{}; // keys of each open object
};

} // namespace

std::string_view words_of(json_type type) noexcept {
    constexpr std::array<std::string_view, 6> words = {"null",   "true or false", "a number",
                                                       "a text", "a list",        "an object"};
    return words[static_cast<std::size_t>(type)];
}

std::optional<json_value> parse_json(io::named_text const& source, problems& found) {
    tree_builder builder(source, found);
    if (!nlohmann::json::sax_parse(source.text, &builder)) return {};
    return builder.take();
}

} // namespace partyorg::detail
