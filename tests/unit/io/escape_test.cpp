#include "support/catch.hpp"

#include <partyorg/io/escape.hpp>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace po = partyorg;

namespace {

std::string json(std::string_view text) {
    std::string out;
    po::io::append_json_string(out, text);
    return out;
}

std::string csv(std::string_view text, char separator = ',') {
    std::string out;
    po::io::append_csv_field(out, text, separator);
    return out;
}

std::string dot(std::string_view text) {
    std::string out;
    po::io::append_dot_label(out, text);
    return out;
}

} // namespace

TEST_CASE("JSON strings escape what must be escaped and nothing else", "[io]") {
    CHECK(json("") == R"("")");
    CHECK(json("Đảng bộ") == R"("Đảng bộ")");
    CHECK(json("a\"b\\c/d") == R"("a\"b\\c/d")");
    CHECK(json("\n\r\t\b") == R"("\n\r\t\u0008")");
    CHECK(json(std::string_view("\0\x1f\x7f", 3)) == "\"\\u0000\\u001f\\u007f\"");
    CHECK(json("\xF0\x9F\x98\x80") == "\"\xF0\x9F\x98\x80\"");
}

TEST_CASE("bytes that are not UTF-8 become the replacement character in JSON", "[io]") {
    CHECK(json("a\xFF\xFE"
               "b") == "\"a\xEF\xBF\xBD\xEF\xBF\xBD"
                       "b\"");
    CHECK(json("\xE1\xBA") == "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");
    CHECK(json("\xED\xA0\x80").find("\xED") == std::string::npos);
}

TEST_CASE("JSON strings read back as they were, for every byte below 128 and Vietnamese", "[io]") {
    std::string text;
    for (int c = 0; c < 128; ++c) text += static_cast<char>(c);
    text += "Đảng bộ xã Lán Nhì Thàng \xE2\x80\xA8 \xF4\x8F\xBF\xBF";
    CHECK(nlohmann::json::parse(json(text)).get<std::string>() == text);
}

TEST_CASE("table fields are quoted only when they must be", "[io]") {
    CHECK(csv("Đảng bộ") == "Đảng bộ");
    CHECK(csv(" a ") == " a ");
    CHECK(csv("a;b") == "a;b");
    CHECK(csv("a;b", ';') == "\"a;b\"");
    CHECK(csv("a,b") == "\"a,b\"");
    CHECK(csv("say \"no\"") == "\"say \"\"no\"\"\"");
    CHECK(csv("a\nb") == "\"a\nb\"");
    CHECK(csv("a\r") == "\"a\r\"");
}

TEST_CASE("labels of Graphviz show what they are given", "[io]") {
    CHECK(dot("Đảng bộ") == R"("Đảng bộ")");
    CHECK(dot("a\"b\\n\nc") == R"("a\"b\\n\nc")");
    CHECK(dot("R&D &amp;") == R"("R&amp;D &amp;amp;")");
    CHECK(dot("a\tb") == R"("a b")");
}
