#include "support/catch.hpp"

#include <partyorg/hierarchy/text_store.hpp>

#include <string>
#include <vector>

using namespace partyorg::detail;

TEST_CASE("texts of any content keep their bytes", "[hierarchy]") {
    using namespace std::string_literals;
    std::vector<std::string> const texts = {"", "Đảng bộ xã", "", "a\0b"s, std::string(1000, 'x')};
    text_builder builder;
    builder.reserve(texts.size(), 10);
    for (auto const& t : texts) builder.push_back(t);
    REQUIRE(builder.size() == texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) CHECK(builder[i] == texts[i]);
    auto const bytes = builder.bytes();
    text_store const store(std::move(builder));
    REQUIRE(store.size() == texts.size());
    CHECK(store.bytes() == bytes);
    for (std::size_t i = 0; i < texts.size(); ++i) CHECK(store[i] == texts[i]);
    CHECK(store.ends().size() == texts.size());
    CHECK(store.blob().size() == bytes);
    CHECK(text_store().size() == 0);
}

TEST_CASE("a builder drops what is beyond a length", "[hierarchy]") {
    text_builder builder;
    for (auto const t : {"một", "hai", "ba"}) builder.push_back(t);
    builder.truncate(7);
    CHECK(builder.size() == 3);
    builder.truncate(1);
    CHECK(builder.size() == 1);
    CHECK(builder.bytes() == std::string("một").size());
    builder.push_back("tư");
    CHECK(builder[1] == "tư");
    builder.truncate(0);
    CHECK(builder.bytes() == 0);
}

TEST_CASE("a store refuses more than four gibibytes", "[hierarchy]") {
    text_builder builder;
    builder.push_back("abc");
    CHECK(builder.fits(0));
    CHECK(builder.fits(text_builder::limit - 3));
    CHECK_FALSE(builder.fits(text_builder::limit - 2));
    CHECK_FALSE(builder.fits(static_cast<std::size_t>(-1)));
}

TEST_CASE("the hash depends on every byte and on the length", "[hierarchy]") {
    using namespace std::string_view_literals;
    CHECK(hash_text("") != hash_text("\0"sv));
    CHECK(hash_text("\0"sv) != hash_text("\0\0"sv));
    CHECK(hash_text("12345678") != hash_text("12345678\0"sv));
    std::string text(19, 'a');
    auto const before = hash_text(text);
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto changed = text;
        changed[i] = 'b';
        CHECK(hash_text(changed) != before);
    }
}
