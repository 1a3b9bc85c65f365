#include "support/catch.hpp"

#include <partyorg/hierarchy/traversal.hpp>
#include <partyorg/measures/quota.hpp>
#include <partyorg/testing/generate.hpp>

#include <set>
#include <string>
#include <utility>

namespace po = partyorg;
using po::testing::shape;

TEST_CASE("shapes have as many units as asked for, with unique codes", "[testing]") {
    for (auto const s : {shape::national, shape::chain, shape::star, shape::random})
        for (std::uint32_t const n : {1u, 2u, 63u, 1000u}) {
            auto const units = po::testing::generate(s, n);
            INFO(po::testing::to_string(s) << ' ' << n);
            CHECK(units.size() == n);
            std::set<std::string> codes;
            for (std::uint32_t i = 0; i < n; ++i)
                codes.insert(std::string(units.code(po::slot(i))));
            CHECK(codes.size() == n);
            CHECK(units.id_of(po::slot(n - 1)) == po::unit_id(n - 1));
        }
}

TEST_CASE("shapes are what they are called", "[testing]") {
    CHECK(po::testing::generate(shape::chain, 100).max_depth() == 99);
    CHECK(po::testing::generate(shape::star, 100).max_depth() == 1);
    auto const nation = po::testing::generate(shape::national, 50'000);
    CHECK(nation.kind(po::slot(0)) == po::unit_kind::central_committee);
    std::size_t provinces = 0;
    for (auto const s : po::children(nation, po::slot(0)))
        provinces += nation.kind(s) == po::unit_kind::provincial_committee;
    CHECK(provinces == 63);
    CHECK(po::testing::generate(shape::national, 1000).max_depth() == nation.max_depth());
}

TEST_CASE("the same seed gives the same everywhere", "[testing]") {
    // The first number of stream 1, as the paper's algorithm has it.
    CHECK(po::testing::random_numbers(1).next() == 0x910a2dec89025cc1u);
    auto const one = po::testing::generate(shape::random, 200, 7);
    auto const two = po::testing::generate(shape::random, 200, 7);
    auto const other = po::testing::generate(shape::random, 200, 8);
    bool differs = false;
    for (std::uint32_t i = 0; i < 200; ++i) {
        CHECK(one.parent(po::slot(i)) == two.parent(po::slot(i)));
        differs |= one.parent(po::slot(i)) != other.parent(po::slot(i));
    }
    CHECK(differs);
    CHECK(po::testing::parse_shape("national") == shape::national);
    CHECK_FALSE(po::testing::parse_shape("ring"));
}

TEST_CASE("cells are drawn as the mix says", "[testing]") {
    auto const units = po::testing::generate(shape::star, 5000);
    po::column<std::int64_t, po::law::flow> own(units, po::quota::assigned);
    po::testing::fill(own, 3, {.least = 2, .most = 4, .none_percent = 10, .blank_percent = 20});
    std::size_t none = 0, blank = 0;
    std::set<std::int64_t> values;
    for (std::uint32_t i = 0; i < 5000; ++i) {
        auto const c = std::as_const(own)[po::slot(i)];
        none += c.state() == po::cell_state::declared_none;
        blank += c.is_blank();
        if (c.has_value()) values.insert(c.value());
    }
    CHECK(values == std::set<std::int64_t>{2, 3, 4});
    CHECK((none > 400 && none < 600));
    CHECK((blank > 850 && blank < 1150));
}
