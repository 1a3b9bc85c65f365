#pragma once
// Text of a plan as its parts read it: raw bytes with places, and a folded form for matching.

#include <partyorg/core/problems.hpp>
#include <partyorg/io/text_file.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace partyorg::io::detail {

/// A range of bytes of the file.
struct span {
    std::size_t begin = 0; ///< first byte
    std::size_t end = 0;   ///< one past the last

    [[nodiscard]] bool empty() const noexcept { return begin >= end; }
    [[nodiscard]] std::size_t size() const noexcept { return empty() ? 0 : end - begin; }
    friend bool operator==(span const&, span const&) = default;
};

/// The file: its lines, and where an offset lies. Refers to the text, which must outlive it.
class source_text {
public:
    explicit source_text(named_text const& file);

    [[nodiscard]] std::size_t size() const noexcept { return lines_.size(); }
    /// The line without its end.
    [[nodiscard]] span line(std::size_t i) const noexcept { return lines_[i]; }
    [[nodiscard]] std::string_view raw(span part) const noexcept {
        return file_.text.empty() ? std::string_view{}
                                  : std::string_view(file_.text).substr(part.begin, part.size());
    }
    [[nodiscard]] bool is_blank(std::size_t i) const noexcept;
    /// Index of the line that holds the offset.
    [[nodiscard]] std::size_t line_of(std::size_t offset) const noexcept;
    [[nodiscard]] place at(std::size_t offset) const;
    [[nodiscard]] std::string const& name() const noexcept { return file_.name; }

private:
    named_text const& file_;
    std::vector<span> lines_{};
};

/// A text for matching: without diacritics, case and emphasis, blanks single, dashes and quotes
/// plain. It is the same for NFC and NFD input, and knows for each byte where it was read.
class folded_text {
public:
    folded_text() = default;
    /// Folds the text of these ranges, joined by a blank.
    folded_text(source_text const& file, std::vector<span> const& parts);
    folded_text(source_text const& file, span part) : folded_text(file, std::vector<span>{part}) {}

    [[nodiscard]] std::string_view text() const noexcept { return text_; }
    [[nodiscard]] std::size_t size() const noexcept { return text_.size(); }
    /// Offset in the file of the folded byte `i`; of the end for `i == size()`.
    [[nodiscard]] std::size_t origin(std::size_t i) const noexcept {
        return i < origin_.size() ? origin_[i] : end_;
    }
    /// The bytes of the file behind the folded bytes `[begin, end)`.
    [[nodiscard]] span origin(std::size_t begin, std::size_t end) const noexcept {
        return {origin(begin), end == 0 ? origin(0) : origin(end)};
    }

private:
    void append(std::string_view raw, std::size_t offset);
    void append_character(std::int32_t character, std::size_t offset);
    void push(char c, std::size_t offset);

    std::string text_{};
    std::vector<std::size_t> origin_{};
    std::size_t end_ = 0;
};

/// Folds a text whose place does not matter.
[[nodiscard]] std::string fold(std::string_view raw);

/// The text as the library keeps it: NFC, single blanks, without emphasis and outer blanks.
[[nodiscard]] std::string clean(std::string_view raw);

/// Bytes of the character at `i`.
[[nodiscard]] std::size_t character_size(std::string_view text, std::size_t i) noexcept;
/// Letter by letter; what is not UTF-8 stays.
[[nodiscard]] std::string to_lower(std::string_view text);
[[nodiscard]] std::string to_upper(std::string_view text);

/// "Đăng ký năm 2024" as part of an identifier: "dang_ky_nam_2024".
[[nodiscard]] std::string slug(std::string_view raw);

[[nodiscard]] inline bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}
/// Letters and digits of folded text; whatever is not ASCII counts as a letter.
[[nodiscard]] inline bool is_word(char c) noexcept {
    return is_digit(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}
[[nodiscard]] std::string_view trim(std::string_view text) noexcept;

/// Whether `phrase` stands at `at`, as whole words.
[[nodiscard]] bool word_at(std::string_view text, std::string_view phrase, std::size_t at) noexcept;
/// The first place from `from` on where `phrase` stands as whole words, or npos.
[[nodiscard]] std::size_t find_word(std::string_view text, std::string_view phrase,
                                    std::size_t from = 0) noexcept;
[[nodiscard]] inline bool has_word(std::string_view text, std::string_view phrase) noexcept {
    return find_word(text, phrase) != std::string_view::npos;
}
[[nodiscard]] bool has_any(std::string_view text,
                           std::initializer_list<std::string_view> phrases) noexcept;
/// Length of the phrase that stands at `at`, the first that fits, or 0.
[[nodiscard]] std::size_t any_at(std::string_view text,
                                 std::initializer_list<std::string_view> phrases,
                                 std::size_t at = 0) noexcept;

/// "I", "IV", "XII" in folded form.
[[nodiscard]] bool is_roman(std::string_view folded) noexcept;
/// Length of a numbering at the start of folded text ("iii- ", "1. ", "a) ", "- "), or 0.
[[nodiscard]] std::size_t marker_length(std::string_view folded) noexcept;

} // namespace partyorg::io::detail
