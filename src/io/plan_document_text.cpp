#include "plan_document_text.hpp"

#include <algorithm>
#include <utf8proc.h>

namespace partyorg::io::detail {

namespace {

/// Reads one character; what is not UTF-8 counts as U+FFFD of one byte.
std::size_t next_character(std::string_view raw, std::size_t i, std::int32_t& character) {
    auto const size = utf8proc_iterate(reinterpret_cast<utf8proc_uint8_t const*>(raw.data()) + i,
                                       static_cast<utf8proc_ssize_t>(raw.size() - i), &character);
    if (size > 0) return static_cast<std::size_t>(size);
    character = 0xFFFD;
    return 1;
}

bool is_blank_character(std::int32_t c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v' ||
           utf8proc_category(c) == UTF8PROC_CATEGORY_ZS;
}

bool is_invisible(std::int32_t c) {
    return c == '*' || c == '`' || utf8proc_category(c) == UTF8PROC_CATEGORY_CF ||
           utf8proc_category(c) == UTF8PROC_CATEGORY_MN;
}

char plain_punctuation(std::int32_t c) {
    if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212) return '-';
    if (c == 0x201C || c == 0x201D || c == 0xAB || c == 0xBB) return '"';
    if (c == 0x2018 || c == 0x2019) return '\'';
    if (c == 0x0111 || c == 0x0110) return 'd';
    return '\0';
}

} // namespace

source_text::source_text(named_text const& file) : file_(file) {
    std::string_view const text = file_.text;
    for (std::size_t begin = 0; begin < text.size();) {
        auto stop = text.find('\n', begin);
        if (stop == std::string_view::npos) stop = text.size();
        auto end = stop;
        while (end > begin && text[end - 1] == '\r') --end;
        lines_.push_back({begin, end});
        begin = stop + 1;
    }
}

bool source_text::is_blank(std::size_t i) const noexcept {
    auto const text = raw(lines_[i]);
    for (std::size_t k = 0; k < text.size();) {
        std::int32_t c = 0;
        k += next_character(text, k, c);
        if (!is_blank_character(c) && utf8proc_category(c) != UTF8PROC_CATEGORY_CF) return false;
    }
    return true;
}

std::size_t source_text::line_of(std::size_t offset) const noexcept {
    auto const after = std::upper_bound(lines_.begin(), lines_.end(), offset,
                                        [](std::size_t o, span l) { return o < l.begin; });
    return after == lines_.begin() ? 0 : static_cast<std::size_t>(after - lines_.begin()) - 1;
}

place source_text::at(std::size_t offset) const {
    if (lines_.empty()) return {file_.name, 1, 1};
    auto const i = line_of(offset);
    return {file_.name, static_cast<std::uint32_t>(i + 1),
            static_cast<std::uint32_t>(offset - lines_[i].begin + 1)};
}

folded_text::folded_text(source_text const& file, std::vector<span> const& parts) {
    for (auto const& part : parts) {
        if (!text_.empty()) push(' ', end_);
        append(file.raw(part), part.begin);
        end_ = part.end;
    }
    if (!text_.empty() && text_.back() == ' ') {
        end_ = origin_.back();
        text_.pop_back();
        origin_.pop_back();
    }
}

void folded_text::append(std::string_view raw, std::size_t offset) {
    for (std::size_t i = 0; i < raw.size();) {
        std::int32_t c = 0;
        auto const size = next_character(raw, i, c);
        if (c >= 'A' && c <= 'Z')
            push(static_cast<char>(c + ('a' - 'A')), offset + i);
        else if (is_blank_character(c))
            push(' ', offset + i);
        else if (c < 0x80 && c >= 0)
            c == '*' || c == '`' ? void() : push(static_cast<char>(c), offset + i);
        else if (!is_invisible(c))
            append_character(c, offset + i);
        i += size;
    }
    end_ = offset + raw.size();
}

void folded_text::append_character(std::int32_t character, std::size_t offset) {
    if (auto const plain = plain_punctuation(character); plain != '\0') return push(plain, offset);
    utf8proc_int32_t parts[16];
    int boundary = 0;
    auto const options =
        static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD);
    auto const count = utf8proc_decompose_char(character, parts, 16, options, &boundary);
    for (utf8proc_ssize_t k = 0; k < count && k < 16; ++k) {
        utf8proc_uint8_t bytes[4];
        auto const size = utf8proc_encode_char(parts[k], bytes);
        for (utf8proc_ssize_t b = 0; b < size; ++b) push(static_cast<char>(bytes[b]), offset);
    }
}

void folded_text::push(char c, std::size_t offset) {
    if (c == ' ' && (text_.empty() || text_.back() == ' ')) return;
    text_ += c;
    origin_.push_back(offset);
}

std::string fold(std::string_view raw) {
    named_text const holder{{}, std::string(raw)};
    return std::string(folded_text(source_text(holder), span{0, holder.text.size()}).text());
}

std::string clean(std::string_view raw) {
    std::string text;
    for (std::size_t i = 0; i < raw.size();) {
        std::int32_t c = 0;
        auto const size = next_character(raw, i, c);
        if (is_blank_character(c))
            text += text.empty() || text.back() == ' ' ? "" : " ";
        else if (c != '*' && c != '`' && utf8proc_category(c) != UTF8PROC_CATEGORY_CF)
            text.append(raw.substr(i, size));
        i += size;
    }
    while (!text.empty() && text.back() == ' ') text.pop_back();
    return to_nfc(text);
}

std::size_t character_size(std::string_view text, std::size_t i) noexcept {
    std::int32_t c = 0;
    return next_character(text, i, c);
}

namespace {

template <class Change>
std::string letter_by_letter(std::string_view text, Change change) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        std::int32_t c = 0;
        auto const size = next_character(text, i, c);
        utf8proc_uint8_t bytes[4];
        auto const changed = size == 1 && c == 0xFFFD ? 0 : utf8proc_encode_char(change(c), bytes);
        if (changed == 0)
            out += text[i];
        else
            out.append(reinterpret_cast<char const*>(bytes), static_cast<std::size_t>(changed));
        i += size;
    }
    return out;
}

} // namespace

std::string to_lower(std::string_view text) {
    return letter_by_letter(text, [](std::int32_t c) { return utf8proc_tolower(c); });
}

std::string to_upper(std::string_view text) {
    return letter_by_letter(text, [](std::int32_t c) { return utf8proc_toupper(c); });
}

std::string slug(std::string_view raw) {
    std::string text;
    for (char const c : fold(raw)) {
        auto const usable = is_digit(c) || (c >= 'a' && c <= 'z');
        if (usable)
            text += c;
        else if (!text.empty() && text.back() != '_')
            text += '_';
    }
    while (!text.empty() && text.back() == '_') text.pop_back();
    return text.empty() ? "column" : text;
}

std::string_view trim(std::string_view text) noexcept {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

bool word_at(std::string_view text, std::string_view phrase, std::size_t at) noexcept {
    if (at > text.size() || text.substr(at, phrase.size()) != phrase) return false;
    auto const end = at + phrase.size();
    if (at > 0 && is_word(text[at - 1]) && is_word(phrase.front())) return false;
    return end >= text.size() || !is_word(text[end]) || !is_word(phrase.back());
}

std::size_t find_word(std::string_view text, std::string_view phrase, std::size_t from) noexcept {
    for (auto at = text.find(phrase, from); at != std::string_view::npos;
         at = text.find(phrase, at + 1))
        if (word_at(text, phrase, at)) return at;
    return std::string_view::npos;
}

bool has_any(std::string_view text, std::initializer_list<std::string_view> phrases) noexcept {
    return std::any_of(phrases.begin(), phrases.end(),
                       [&](auto const& p) { return has_word(text, p); });
}

std::size_t any_at(std::string_view text, std::initializer_list<std::string_view> phrases,
                   std::size_t at) noexcept {
    for (auto const& p : phrases)
        if (word_at(text, p, at)) return p.size();
    return 0;
}

bool is_roman(std::string_view folded) noexcept {
    if (folded.empty() || folded.size() > 6) return false;
    return folded.find_first_not_of("ivxlc") == std::string_view::npos;
}

namespace {

/// "1. " and "1.1. " are numberings; "3.550", "15/01" and "15-01-2024" are none.
std::size_t numbering_end(std::string_view folded, std::size_t end) {
    constexpr std::string_view marks = ".)-:";
    auto after = end;
    auto const skip_marks = [&] {
        while (after < folded.size() && marks.find(folded[after]) != std::string_view::npos)
            ++after;
    };
    skip_marks();
    if (after == end) return 0;
    while (after < folded.size() && is_digit(folded[after]) && folded[after - 1] == '.') {
        auto const begin = after;
        while (after < folded.size() && is_digit(folded[after])) ++after;
        if (after - begin > 2) return 0;
        skip_marks();
    }
    if (after < folded.size() && is_digit(folded[after])) return 0;
    return after < folded.size() && folded[after] == ' ' ? after + 1 : after;
}

} // namespace

std::size_t marker_length(std::string_view folded) noexcept {
    if (folded.size() > 1 && (folded[0] == '-' || folded[0] == '+') && !is_digit(folded[1]))
        return folded[1] == ' ' ? 2 : 1;
    auto const hashes = std::min(folded.find_first_not_of('#'), folded.size());
    if (hashes > 0) return hashes + (hashes < folded.size() && folded[hashes] == ' ' ? 1 : 0);
    std::size_t end = 0;
    while (end < folded.size() && is_word(folded[end])) ++end;
    auto const head = folded.substr(0, end);
    auto const number = !head.empty() && head.size() <= 2 &&
                        head.find_first_not_of("0123456789") == std::string_view::npos;
    auto const letter = head.size() == 1;
    return number || letter || is_roman(head) ? numbering_end(folded, end) : 0;
}

} // namespace partyorg::io::detail
