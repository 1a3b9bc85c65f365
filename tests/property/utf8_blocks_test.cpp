#include "../../src/io/utf8.hpp"
#include "../../src/io/utf8_blocks.hpp"
#include "support/catch.hpp"

#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace detail = partyorg::detail;

namespace {

/// Where the first character is that is none, or a NUL; the size if there is no such.
std::size_t first_slip(std::string_view text) {
    auto const* const p = reinterpret_cast<unsigned char const*>(text.data());
    for (std::size_t i = 0; i < text.size();) {
        auto const length = detail::utf8_sequence_length(p + i, text.size() - i);
        if (length == 0 || text[i] == '\0') return i;
        i += length;
    }
    return text.size();
}

bool begins_a_character(std::string_view text, std::size_t at) {
    return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

void check(std::string_view text, detail::vector_level level) {
    auto const at = detail::skip_utf8(text, 0, level);
    auto const slip = first_slip(text);
    REQUIRE(at <= slip);
    if (slip == text.size()) {
        REQUIRE(begins_a_character(text, at));
        REQUIRE(at + 64 + 3 >= text.size() - text.size() % 64); // nothing whole was left
    }
    // What is skipped is whole characters.
    REQUIRE(first_slip(text.substr(0, at)) == at);
}
void check(std::string_view text) {
    check(text, detail::highest_vector_level());
    if (detail::highest_vector_level() > detail::vector_level::sse2)
        check(text, detail::vector_level::sse2);
}

} // namespace

TEST_CASE("every pair of bytes and every place in a block is judged as by the rules",
          "[io][property]") {
    for (std::size_t const before : {0u, 14u, 15u, 61u, 62u, 63u, 64u, 77u}) {
        std::string text(256, 'a');
        for (unsigned a = 0; a < 256; ++a)
            for (unsigned b = 0; b < 256; ++b) {
                text[before] = static_cast<char>(a);
                text[before + 1] = static_cast<char>(b);
                check(text);
            }
    }
}

TEST_CASE("random characters and random slips are judged as by the rules", "[io][property]") {
    std::mt19937_64 r(8);
    static std::string_view const pieces[] = {"a",
                                              "Đảng bộ",
                                              "ệ",
                                              "\xE1\xBB\x87",
                                              "\xF0\x9F\x8C\xBE",
                                              "\xC2\x80",
                                              "\xE0\xA0\x80",
                                              "\xED\x9F\xBF",
                                              "\xEE\x80\x80",
                                              "\xF4\x8F\xBF\xBF",
                                              "chi bộ cơ sở số 12, "};
    static std::string_view const slips[] = {"\x80",
                                             "\xC0\x80",
                                             "\xC1\xBF",
                                             "\xE0\x9F\xBF",
                                             "\xED\xA0\x80",
                                             "\xF4\x90\x80",
                                             "\xF0\x8F\xBF\xBF",
                                             "\xF5",
                                             "\xFF",
                                             "\xE1\xBB",
                                             "\xC3",
                                             "\xF0\x9F\x8C",
                                             "\xBF\xBF",
                                             "\xF8\x88\x80\x80",
                                             std::string_view("\0", 1)};
    for (int round = 0; round < 20'000; ++round) {
        std::string text;
        while (text.size() < 300) text += pieces[r() % std::size(pieces)];
        if (round % 2 != 0) {
            auto const slip = slips[r() % std::size(slips)];
            text.insert(r() % text.size(), slip);
        }
        check(text);
    }
}

TEST_CASE("the glance begins anywhere", "[io][property]") {
    std::string text;
    for (int i = 0; i < 100; ++i) text += "Tổ đảng ";
    auto const at = detail::skip_utf8(text, 10);
    CHECK(at >= text.size() - 64 - 3);
    CHECK(begins_a_character(text, at));
    CHECK(detail::skip_utf8("short", 2) == 2);
    CHECK(detail::skip_utf8({}, 0) == 0);
}
