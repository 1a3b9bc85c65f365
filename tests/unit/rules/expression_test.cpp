#include "support/catch.hpp"

#include <partyorg/rules/expression.hpp>

namespace po = partyorg;
using enum po::expression_op;

TEST_CASE("three-valued logic: what decides, decides", "[rules]") {
    using enum po::truth;
    CHECK((no & unknown) == no);
    CHECK((yes & unknown) == unknown);
    CHECK((yes | unknown) == yes);
    CHECK((no | unknown) == unknown);
    CHECK((!unknown) == unknown);
    CHECK((!yes) == no);
}

TEST_CASE("every node and comparison is found by its identifier", "[rules]") {
    for (auto const& info : po::expression_ops())
        CHECK(po::parse_expression_op(info.id) == info.op);
    CHECK_FALSE(po::parse_expression_op("Cell"));
    for (int i = 0; i < 6; ++i) {
        auto const how = static_cast<po::comparison>(i);
        CHECK(po::parse_comparison(to_string(how)) == how);
        CHECK(po::parse_comparison(po::sign_of(how)) == how);
        CHECK(po::opposite(po::opposite(how)) == how);
        CHECK(po::opposite(how) != how);
    }
}

TEST_CASE("a measure that says yes or no is not counted in words", "[rules]") {
    auto const flag = [](std::string name) {
        return po::expression({.op = cell_or_none,
                               .name = std::move(name),
                               .label = po::label("có quyền riêng", "has powers of its own")});
    };
    auto const at_least = [](po::expression figure, std::int64_t n) {
        return po::expression({.op = compare,
                               .args = {figure, po::expression({.op = number, .value = n})},
                               .compared = po::comparison::at_least});
    };
    auto const own = po::describe(at_least(flag("flag.powers"), 1));
    CHECK(own.vi == "được ghi nhận “có quyền riêng”");
    CHECK(own.en == "have a yes for “has powers of its own”");
    auto const above =
        po::describe(at_least(po::expression({.op = of_parent, .args = {flag("flag.powers")}}), 1));
    CHECK(above.vi == "có cấp trên được ghi nhận “có quyền riêng”");
    CHECK(above.en == "stand under a unit with a yes for “has powers of its own”");
    // Other numbers and other measures are counted.
    CHECK(po::describe(at_least(flag("flag.powers"), 2)).en.starts_with("have at least 2 "));
    CHECK(po::describe(at_least(flag("powers"), 1)).en.starts_with("have at least 1 "));
}

TEST_CASE("expressions are values, equal when built alike", "[rules]") {
    auto const make = [](std::int64_t n) {
        return po::expression({.op = compare,
                               .args = {po::expression({.op = cell, .name = "members"}),
                                        po::expression({.op = number, .value = n})},
                               .compared = po::comparison::at_least});
    };
    CHECK(make(3) == make(3));
    CHECK_FALSE(make(3) == make(4));
    CHECK(po::inputs_of(make(3)) == std::vector<std::string>{"members"});
    CHECK(po::verify(make(3)).empty());
    CHECK(po::tightened(make(3)) == make(4));
    CHECK(po::describe(make(3)).en == "have at least 3 members");
    CHECK(po::expression() == po::expression({.op = always}));
}

TEST_CASE("malformed expressions are told node by node", "[rules]") {
    po::expression const bad(
        {.op = all_of,
         .args = {po::expression({.op = compare, .args = {po::expression({.op = is_root})}}),
                  po::expression({.op = answered}), po::expression({.op = kind_in})}});
    CHECK(po::verify(bad).size() == 3);
    for (auto const& p : po::verify(bad)) CHECK(p.code == po::defect::malformed_rule);
}
