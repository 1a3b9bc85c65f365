#include "support/catch.hpp"

#include <partyorg/core/error.hpp>

#include <stdexcept>
#include <string>
#include <type_traits>

namespace po = partyorg;

TEST_CASE("an exception tells the whole list and the first error's code", "[core]") {
    po::problems found;
    found.warning(po::defect::kind_not_allowed, {"a", 1, 0}, "one");
    found.error(po::defect::cycle, {"a", 2, 0}, "two");
    found.error(po::defect::several_roots, {"a", 3, 0}, "three");
    po::invalid_input const thrown(found);
    CHECK(thrown.code() == po::defect::cycle);
    CHECK(thrown.problems().size() == 3);
    CHECK(std::string(thrown.what()) == "a:1: PO1006: warning: one\n"
                                        "a:2: PO1003: two\n"
                                        "a:3: PO1004: three");
    auto const copy = thrown;
    CHECK(&copy.problems() == &thrown.problems()); // shared: copying does not throw
    CHECK(std::is_nothrow_copy_constructible_v<po::invalid_input>);
}

TEST_CASE("every exception of the library is an error and a runtime_error", "[core]") {
    using po::detail::fail;
    CHECK_THROWS_AS(fail<po::arithmetic_overflow>(po::defect::overflow, "x"), po::error);
    CHECK_THROWS_AS(fail<po::bad_measure>(po::defect::unknown_measure, "x"), std::runtime_error);
    CHECK_THROWS_WITH(fail<po::invalid_input>(po::defect::cycle, "round", {"f", 2, 1}),
                      "f:2:1: PO1003: round");
}
