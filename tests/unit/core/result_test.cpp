#include "support/catch.hpp"

#include <partyorg/core/result.hpp>

#include <string>
#include <utility>
#include <vector>

namespace po = partyorg;

namespace {

using text_result = po::result<std::string>;

po::problems two_errors() {
    po::problems found;
    found.error(po::defect::duplicate_code, {"a", 2, 1}, "first");
    found.error(po::defect::missing_kind, {"a", 3, 1}, "second");
    return found;
}

} // namespace

static_assert(!std::convertible_to<text_result, bool>, "a result is not a number");

TEST_CASE("a successful result holds its value", "[core]") {
    text_result good(std::string("tốt"));
    CHECK(good.has_value());
    CHECK(static_cast<bool>(good));
    CHECK(good.value() == "tốt");
    CHECK(*good == "tốt");
    CHECK(good->size() == std::string("tốt").size());
    CHECK(good.error().empty());
    *good += "!";
    CHECK(*std::as_const(good) == "tốt!");
    auto const moved = std::move(good).value();
    CHECK(moved == "tốt!");
}

TEST_CASE("warnings may stand beside a value", "[core]") {
    po::problems notes;
    notes.warning(po::defect::kind_not_allowed, {}, "odd");
    text_result const good("x", notes);
    CHECK(good.has_value());
    CHECK(good.problems().size() == 1);
    CHECK(good.value() == "x");
}

TEST_CASE("a failed result throws all its problems when the value is asked for", "[core]") {
    text_result const bad(two_errors());
    CHECK_FALSE(bad.has_value());
    CHECK(bad.error().size() == 2);
    CHECK_THROWS_WITH(bad.value(), "a:2:1: PO1001: first\na:3:1: PO1005: second");
    try {
        (void)bad.value();
        FAIL("it must throw");
    } catch (po::invalid_input const& e) {
        CHECK(e.code() == po::defect::duplicate_code);
        CHECK(e.problems().list() == bad.problems().list());
    }
    CHECK_THROWS_AS(text_result(two_errors()).value(), po::invalid_input);
}

TEST_CASE("a result carries what can only be moved", "[core]") {
    struct only_moved {
        explicit only_moved(int n) : number(n) {}
        only_moved(only_moved&&) = default;
        only_moved(only_moved const&) = delete;
        int number;
    };
    po::result<only_moved> r(only_moved(4));
    CHECK(r->number == 4);
    CHECK((*std::move(r)).number == 4);
}
