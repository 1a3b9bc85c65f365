#include "support/catch.hpp"

#include <partyorg/io/text_file.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <sys/stat.h>

namespace po = partyorg;

namespace {

std::vector<po::problem> refused(std::string text, po::io::text_limits limits = {}) {
    auto const got = po::io::check_text(std::move(text), "t.txt", limits);
    CHECK_FALSE(got.has_value());
    return got.error().list();
}

std::string scratch(std::string const& name, std::string const& content) {
    std::filesystem::create_directories(PARTYORG_SCRATCH_DIR);
    auto path = std::string(PARTYORG_SCRATCH_DIR) + "/" + name;
    std::ofstream(path, std::ios::binary) << content;
    return path;
}

po::defect load_defect(std::string const& path, po::io::text_limits limits = {}) {
    auto const got = po::io::load_text(path, limits);
    REQUIRE_FALSE(got.has_value());
    CHECK(got.error()[0].where.file == path);
    return got.error()[0].code;
}

} // namespace

TEST_CASE("text comes back as it is, without a byte-order mark", "[io]") {
    auto const path = scratch("plain.txt", "\xEF\xBB\xBFĐảng bộ\r\n");
    auto const got = po::io::load_text(path);
    REQUIRE(got);
    CHECK(got->text == "Đảng bộ\r\n");
    CHECK(got->name == path);
    CHECK(po::io::check_text("a", "-").value().text == "a");
}

TEST_CASE("a file that cannot be read says why", "[io]") {
    CHECK(load_defect("/nonexistent/file") == po::defect::cannot_open);
    CHECK(load_defect("/") == po::defect::not_a_file);
    CHECK(load_defect(scratch("empty.txt", "")) == po::defect::empty_file);
    CHECK(load_defect(scratch("bom.txt", "\xEF\xBB\xBF")) == po::defect::empty_file);
    CHECK(load_defect(scratch("large.txt", "123456"), {.bytes = 5}) == po::defect::file_too_large);
    CHECK(load_defect("/dev/zero") == po::defect::not_a_file);
    CHECK(load_defect("/dev/null") == po::defect::not_a_file);
    CHECK(po::io::load_text(scratch("fits.txt", "12345"), {.bytes = 5}).has_value());
}

TEST_CASE("other encodings are named, not misread", "[io]") {
    auto const utf16 = std::string("a\0b\0c\0d\0e\0f\0", 12);
    CHECK(refused("\xFF\xFE" + utf16)[0].code == po::defect::wrong_encoding);
    CHECK(refused(utf16)[0].code == po::defect::wrong_encoding);
    CHECK(refused(std::string("\xFE\xFF\0a", 4))[0].code == po::defect::wrong_encoding);
    auto const utf32 = refused(std::string("\xFF\xFE\0\0a\0\0\0", 8));
    CHECK_THAT(utf32[0].message, test::ContainsSubstring("UTF-32"));
}

TEST_CASE("a NUL byte makes a file binary", "[io]") {
    auto const found = refused(std::string("ab\ncd\0ef ghi jkl mno", 20));
    REQUIRE(found.size() == 1);
    CHECK(found[0].code == po::defect::binary_file);
    CHECK(found[0].where == po::place{"t.txt", 2, 3});
}

TEST_CASE("broken UTF-8 is reported with its places", "[io]") {
    auto const found = refused("tốt\n1234567890\xFFx\nab\xE1\xBA");
    REQUIRE(found.size() == 2);
    CHECK(found[0].code == po::defect::not_utf8);
    CHECK(found[0].where == po::place{"t.txt", 2, 11});
    CHECK_THAT(found[0].message, test::ContainsSubstring("0xFF"));
    CHECK(found[1].where == po::place{"t.txt", 3, 3});
}

TEST_CASE("forms that only look like UTF-8 are refused", "[io]") {
    // Overlong "/", a surrogate, beyond the last character, a lone continuation.
    for (auto const* text : {"\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\x80",
                             "\xF5\x80\x80\x80"})
        CHECK(refused(text)[0].code == po::defect::not_utf8);
    for (auto const* text : {"\xC2\x80", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xF4\x8F\xBF\xBF"})
        CHECK(po::io::check_text(text, "t").has_value());
}

TEST_CASE("many broken places are counted", "[io]") {
    std::string text;
    for (int i = 0; i < 100; ++i) text += "\xFF\n";
    auto const found = refused(text);
    REQUIRE(found.size() == 6);
    CHECK_THAT(found[5].message, test::ContainsSubstring("95 more places"));
}

TEST_CASE("a line beyond the limit is refused with its number", "[io]") {
    auto const found = refused("short\n" + std::string(101, 'x') + "\nshort", {.line = 100});
    REQUIRE(found.size() == 1);
    CHECK(found[0].code == po::defect::line_too_long);
    CHECK(found[0].where.line == 2);
    CHECK(po::io::check_text(std::string(100, 'x'), "t", {.line = 100}).has_value());
}

TEST_CASE("decomposed Vietnamese is composed", "[io]") {
    CHECK(po::io::to_nfc("D\xCC\xA3") == "Ḍ");
    CHECK(po::io::to_nfc("a\xCC\x82\xCC\xA3") == "ậ");
    CHECK(po::io::to_nfc("a\xCC\xA3\xCC\x82") == "ậ");
    CHECK(po::io::to_nfc("Đảng bộ") == "Đảng bộ");
    CHECK(po::io::to_nfc("plain") == "plain");
    CHECK(po::io::to_nfc("Tài chính – Kế hoạch …") == "Tài chính – Kế hoạch …");
    CHECK(po::io::to_nfc("\xE2\x80\x80") == "\xE2\x80\x82");   // EN QUAD is an EN SPACE
    CHECK(po::io::to_nfc("\xE2\x84\xAB") == "Å");              // ÅNGSTRÖM SIGN
    CHECK(po::io::to_nfc("\xE1\x84\x80\xE1\x85\xA1") == "가"); // jamo
    CHECK(po::io::to_nfc("") == "");
}

TEST_CASE("width counts columns of a terminal, not bytes", "[io]") {
    CHECK(po::io::display_width("Đảng bộ") == 7);
    CHECK(po::io::display_width("a\xCC\x82\xCC\xA3") == 1);
    CHECK(po::io::display_width("党支部") == 6);
    CHECK(po::io::display_width("") == 0);
}

TEST_CASE("a pipe is read to its end", "[io]") {
    auto const path = std::string(PARTYORG_SCRATCH_DIR) + "/pipe";
    std::filesystem::create_directories(PARTYORG_SCRATCH_DIR);
    std::filesystem::remove(path);
    REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
    auto const command =
        "(head -c 100000 /dev/zero | tr '\\0' x; echo; echo end) > '" + path + "' &";
    REQUIRE(std::system(command.c_str()) == 0);
    auto const got = po::io::load_text(path);
    REQUIRE(got);
    CHECK(got->text.size() == 100'005);
}
