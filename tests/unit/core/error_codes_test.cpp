#include "support/catch.hpp"

#include <partyorg/core/error_codes.hpp>

#include <set>
#include <string>
#include <string_view>

namespace po = partyorg;

TEST_CASE("codes are unique and in the order of their numbers", "[core]") {
    std::set<std::string_view> names;
    unsigned last = 0;
    for (auto const& entry : po::defect_catalogue) {
        CAPTURE(entry.name);
        auto const number = static_cast<unsigned>(entry.code);
        CHECK(number > last);
        last = number;
        CHECK(names.insert(entry.name).second);
        CHECK(entry.text == "PO" + std::to_string(number));
        CHECK(entry.text.size() == 6);
        CHECK_FALSE(entry.summary.empty());
        CHECK(entry.summary.find('\n') == std::string_view::npos);
    }
}

TEST_CASE("codes that were published keep their numbers", "[core]") {
    static_assert(static_cast<int>(po::defect::duplicate_code) == 1001);
    static_assert(static_cast<int>(po::defect::cycle) == 1003);
    static_assert(static_cast<int>(po::defect::overflow) == 1401);
    static_assert(static_cast<int>(po::defect::internal) == 9001);
    CHECK(po::code_text(po::defect::duplicate_code) == "PO1001");
    CHECK(po::code_text(po::defect::internal) == "PO9001");
    CHECK(po::code_text(static_cast<po::defect>(9999)) == "PO9001"); // no such code
}
