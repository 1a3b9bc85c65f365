#include "../../src/io/text_load.hpp"
#include "support/catch.hpp"

#include <partyorg/io/text_file.hpp>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <string_view>

namespace po = partyorg;

namespace {

/// Does both jobs, the second one first.
struct backwards : po::two_threads {
private:
    void run(job here, job there) override {
        there();
        here();
    }
};

void check_same(po::result<po::io::named_text> const& one,
                po::result<po::io::named_text> const& two) {
    REQUIRE(to_string(one.problems()) == to_string(two.problems()));
    REQUIRE(one.has_value() == two.has_value());
    if (!one) return;
    REQUIRE(one->text == two->text);
    REQUIRE(one->name == two->name);
}

} // namespace

TEST_CASE("a file read by two threads is the file read by one, slips and all", "[io][property]") {
    auto const folder = std::filesystem::path(PARTYORG_SCRATCH_DIR) / "text_load";
    std::filesystem::create_directories(folder);
    auto const path = (folder / "text.csv").string();
    static std::string_view const pieces[] = {"a", "Đảng bộ", "\xE1\xBB\x87", "\xF0\x9F\x8C\xBE",
                                              "\n"};
    static std::string_view const slips[] = {
        "\x80",         "\xC0\x80", "\xED\xA0\x80", "\xE1\xBB",
        "\xF0\x9F\x8C", "\xFF",     "\xC3",         std::string_view("\0", 1)};
    std::mt19937_64 r(5);
    backwards helper;
    for (int round = 0; round < 1500; ++round) {
        std::string text;
        auto const size = 1 + r() % 600;
        while (text.size() < size) text += pieces[r() % std::size(pieces)];
        for (auto count = round % 3; count-- != 0;) {
            // Half of them lie close to the middle, where the two parts meet.
            auto const at =
                r() % 2 == 0 ? r() % text.size() : text.size() / 2 - r() % 4 % text.size();
            text.insert(at <= text.size() ? at : 0, slips[r() % std::size(slips)]);
        }
        std::ofstream(path, std::ios::binary) << text;
        check_same(po::io::load_text(path), po::detail::load_text(path, {}, &helper, 1));
    }
}

TEST_CASE("files that cannot be halved are read all the same", "[io][property]") {
    backwards helper;
    std::filesystem::create_directories(PARTYORG_SCRATCH_DIR);
    CHECK_FALSE(po::detail::load_text("no such file", {}, &helper, 1));
    CHECK_FALSE(po::detail::load_text(PARTYORG_SCRATCH_DIR, {}, &helper, 1));
    auto const path = (std::filesystem::path(PARTYORG_SCRATCH_DIR) / "one_byte.txt").string();
    std::ofstream(path, std::ios::binary) << "a";
    CHECK(po::detail::load_text(path, {}, &helper, 1)->text == "a");
    std::ofstream(path, std::ios::binary).flush();
    CHECK_FALSE(po::detail::load_text(path, {}, &helper, 1)); // an empty file
    po::io::text_limits limits;
    limits.bytes = 3;
    std::ofstream(path, std::ios::binary) << "abcd";
    CHECK_FALSE(po::detail::load_text(path, limits, &helper, 1));
}
