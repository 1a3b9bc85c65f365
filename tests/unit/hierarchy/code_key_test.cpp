#include "support/catch.hpp"

#include <partyorg/hierarchy/code_key.hpp>

#include <string>
#include <utility>
#include <vector>

using namespace partyorg::detail;

namespace {

std::vector<code_key> keys_of(std::vector<std::string> const& texts) {
    std::vector<code_key> keys;
    for (auto const& t : texts) keys.emplace_back(t);
    return keys;
}

using repetitions = std::vector<std::pair<std::size_t, std::size_t>>;

} // namespace

TEST_CASE("a code of any length keeps its bytes", "[hierarchy]") {
    for (std::size_t size = 0; size < 40; ++size) {
        std::string const text(size, static_cast<char>('a' + size % 26));
        code_key const key(text);
        CHECK(key.view() == text);
        CHECK(key.empty() == text.empty());
        CHECK(key.is_long() == (size > 12));
    }
}

TEST_CASE("codes are equal when all bytes are", "[hierarchy]") {
    using namespace std::string_literals;
    std::vector<std::string> const texts = {"",
                                            "\0"s,
                                            "\0\0"s,
                                            "a",
                                            "a\0"s,
                                            "abcd",
                                            "abcde",
                                            "abcd\0"s,
                                            "abcdefghijkl",
                                            "abcdefghijkm",
                                            "abcdefghijklm",
                                            "abcdefghijkln",
                                            "Đảng bộ xã",
                                            "Đảng bộ xã Một",
                                            "Đảng bộ xã Hai"};
    auto const keys = keys_of(texts);
    auto const copies = texts; // the same bytes elsewhere
    auto const others = keys_of(copies);
    for (std::size_t i = 0; i < texts.size(); ++i)
        for (std::size_t j = 0; j < texts.size(); ++j) {
            CAPTURE(texts[i], texts[j]);
            CHECK((keys[i] == others[j]) == (i == j));
            if (i == j) CHECK(keys[i].hash() == others[j].hash());
        }
}

TEST_CASE("an index finds every code and no other", "[hierarchy]") {
    std::vector<std::string> texts;
    for (int i = 0; i < 3000; ++i)
        texts.push_back((i % 3 == 0 ? "a long prefix of codes " : "PT-") + std::to_string(i));
    auto const keys = keys_of(texts);
    row_index index(texts.size());
    bool repeated = false;
    index.insert_all(keys, [&](std::size_t, std::size_t) { repeated = true; });
    CHECK_FALSE(repeated);
    auto wanted = keys;
    wanted.emplace_back("PT-3000");
    wanted.emplace_back("");
    wanted.emplace_back("a long prefix of codes 1");
    std::vector<std::uint32_t> rows(wanted.size());
    index.find_all(keys, wanted, rows);
    for (std::uint32_t i = 0; i < texts.size(); ++i) REQUIRE(rows[i] == i);
    CHECK(rows[3000] == row_index::none);
    CHECK(rows[3001] == row_index::none);
    CHECK(rows[3002] == row_index::none);

    // The form that a snapshot keeps: here slots run against the rows.
    std::vector<std::uint32_t> slot_of_row(texts.size());
    text_builder in_slots;
    for (std::uint32_t i = 0; i < texts.size(); ++i) {
        slot_of_row[i] = static_cast<std::uint32_t>(texts.size()) - 1 - i;
        in_slots.push_back(texts[texts.size() - 1 - i]);
    }
    text_store const store(std::move(in_slots));
    text_index const by_slot(index.by_slot(slot_of_row));
    for (std::uint32_t i = 0; i < texts.size(); ++i)
        REQUIRE(by_slot.find(store, texts[i]) == slot_of_row[i]);
    CHECK(by_slot.find(store, "PT-3000") == text_index::none);
    CHECK(by_slot.find(store, "") == text_index::none);
}

TEST_CASE("an index keeps the first of equal codes and tells the others", "[hierarchy]") {
    std::vector<std::string> const texts = {"a", "b", "a", "", "a", "", "b"};
    auto const keys = keys_of(texts);
    row_index index(texts.size());
    repetitions found;
    index.insert_all(keys,
                     [&](std::size_t row, std::size_t first) { found.emplace_back(row, first); });
    CHECK(found == repetitions{{2, 0}, {4, 0}, {6, 1}});
}

TEST_CASE("an index of nothing finds nothing", "[hierarchy]") {
    CHECK(text_index().find(text_store(), "a") == text_index::none);
    row_index index(0);
    auto const wanted = keys_of({"a", ""});
    std::vector<std::uint32_t> rows(2);
    index.find_all({}, wanted, rows);
    CHECK(rows == std::vector<std::uint32_t>{row_index::none, row_index::none});
    CHECK(text_index(index.by_slot({})).find(text_store(), "a") == text_index::none);
}
