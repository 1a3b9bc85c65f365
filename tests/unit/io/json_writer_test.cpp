#include "support/catch.hpp"

#include <partyorg/io/json_writer.hpp>

#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>

namespace po = partyorg;
using po::io::json_layout;
using po::io::json_style;
using po::io::json_writer;

namespace {

std::string sample(json_style style) {
    std::string out;
    json_writer json(out, style);
    json.begin_object();
    json.key("a").number(1).key("b").begin_array(json_layout::flat);
    json.number(std::int64_t{-2}).null().begin_object().key("x").boolean(true).end_object();
    json.end_array().key("c").begin_array().end_array();
    json.key("d").begin_array().string("t").begin_object().end_object().end_array();
    json.end_object();
    return out;
}

std::string real(double value) {
    std::string out;
    json_writer(out).real(value);
    return out;
}

} // namespace

TEST_CASE("compact JSON has no blanks", "[io]") {
    CHECK(sample(json_style::compact) == R"({"a":1,"b":[-2,null,{"x":true}],"c":[],"d":["t",{}]})");
}

TEST_CASE("indented JSON keeps flat parts on one line", "[io]") {
    CHECK(sample(json_style::indented) == "{\n"
                                          "  \"a\": 1,\n"
                                          "  \"b\": [-2, null, {\"x\": true}],\n"
                                          "  \"c\": [],\n"
                                          "  \"d\": [\n"
                                          "    \"t\",\n"
                                          "    {}\n"
                                          "  ]\n"
                                          "}");
}

TEST_CASE("both styles of JSON say the same", "[io]") {
    CHECK(nlohmann::json::parse(sample(json_style::compact)) ==
          nlohmann::json::parse(sample(json_style::indented)));
}

TEST_CASE("numbers of JSON read back exactly", "[io]") {
    std::string out;
    json_writer json(out);
    json.begin_array();
    json.number(std::numeric_limits<std::int64_t>::min());
    json.number(std::numeric_limits<std::uint64_t>::max());
    json.end_array();
    CHECK(out == "[-9223372036854775808,18446744073709551615]");
    CHECK(real(0.1) == "0.1");
    CHECK(real(-3) == "-3");
    CHECK(real(std::numeric_limits<double>::infinity()) == "null");
    CHECK(real(std::numeric_limits<double>::quiet_NaN()) == "null");
}
