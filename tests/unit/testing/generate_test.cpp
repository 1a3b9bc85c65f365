#include "support/catch.hpp"

#include <partyorg/testing/generate.hpp>

namespace po = partyorg;
using namespace partyorg::testing;

TEST_CASE("every shape has just as many units as asked for, and its own form", "[testing]") {
    for (auto const s : {shape::national, shape::chain, shape::star, shape::random})
        for (std::uint32_t const units : {1u, 2u, 5'000u}) {
            CHECK(generate(s, units).size() == units);
            CHECK(parse_shape(to_string(s)) == s);
        }
    CHECK(generate(shape::chain, 50).max_depth() == 49);
    CHECK(generate(shape::star, 50).max_depth() == 1);
    CHECK_FALSE(parse_shape("ring").has_value());
}

TEST_CASE("numbers, hierarchies and cells are the same for the same seed", "[testing]") {
    random_numbers a(5), b(5), c(6);
    CHECK(a.next() == b.next());
    CHECK(a.next() != c.next());
    for (int i = 0; i < 1000; ++i) CHECK(a.below(7) < 7);
    auto const units = generate(shape::random, 300, 4);
    auto const again = generate(shape::random, 300, 4);
    for (std::uint32_t i = 0; i < 300; ++i) {
        CHECK(units.parents()[i] == again.parents()[i]);
        CHECK(units.code(po::slot(i)) == again.code(po::slot(i)));
    }
    po::column<std::int64_t> x(units, po::measure_info("x")), y(units, po::measure_info("x"));
    fill(x, 9);
    fill(y, 9);
    CHECK(x == y);
    fill(y, 10);
    CHECK_FALSE(x == y);
}

TEST_CASE("cells hold numbers, dashes and blanks in the mix that was asked for", "[testing]") {
    auto const units = generate(shape::star, 10'000);
    po::column<std::int64_t> cells(units, po::measure_info("x"));
    fill(cells, 1, {.least = 3, .most = 5, .none_percent = 20, .blank_percent = 30});
    std::size_t none = 0, blanks = 0;
    for (std::uint32_t i = 0; i < units.size(); ++i) {
        auto const own = std::as_const(cells)[po::slot(i)];
        none += own.state() == po::cell_state::declared_none ? 1u : 0u;
        blanks += own.is_blank() ? 1u : 0u;
        if (own.has_value()) CHECK((own.value() >= 3 && own.value() <= 5));
    }
    CHECK(none > 1'800);
    CHECK(none < 2'200);
    CHECK(blanks > 2'800);
    CHECK(blanks < 3'200);
}
