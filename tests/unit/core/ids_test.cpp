#include "support/catch.hpp"

#include <partyorg/core/ids.hpp>

#include <concepts>
#include <type_traits>
#include <unordered_set>

namespace po = partyorg;

// A column of identifiers is as dense as a column of integers, and may be copied as bytes.
static_assert(sizeof(po::unit_id) == 4 && sizeof(po::slot) == 4 && sizeof(po::body_id) == 4);
static_assert(std::is_trivially_copyable_v<po::unit_id> && std::is_trivially_copyable_v<po::slot>);
static_assert(std::is_nothrow_default_constructible_v<po::slot>);

// No implicit way in, out or across.
static_assert(!std::convertible_to<std::uint32_t, po::slot>);
static_assert(!std::convertible_to<int, po::unit_id>);
static_assert(!std::convertible_to<po::slot, std::uint32_t>);
static_assert(!std::constructible_from<po::slot, po::unit_id>);
static_assert(!std::constructible_from<po::unit_id, po::slot>);
static_assert(!std::constructible_from<po::body_id, po::unit_id>);
static_assert(!std::equality_comparable_with<po::slot, po::unit_id>);
static_assert(std::constructible_from<po::slot, std::uint32_t>);
static_assert(std::totally_ordered<po::slot> && std::totally_ordered<po::unit_id>);

namespace {
template <class A, class B>
concept addable = requires(A a, B b) { a + b; };
} // namespace
static_assert(!addable<po::slot, po::slot> && !addable<po::slot, int>);

TEST_CASE("an identifier keeps its number and orders by it", "[core]") {
    CHECK(po::slot().value() == 0);
    CHECK(po::slot(7).value() == 7);
    CHECK(po::slot(0xffffffffu).value() == 0xffffffffu);
    CHECK(po::slot(3) == po::slot(3));
    CHECK(po::slot(3) != po::slot(4));
    CHECK(po::slot(3) < po::slot(4));
    CHECK(po::unit_id(4) >= po::unit_id(4));
    static_assert(po::slot(2) < po::slot(3), "usable in constant expressions");
}

TEST_CASE("identifiers are keys of hash containers", "[core]") {
    std::unordered_set<po::unit_id> seen;
    for (std::uint32_t i = 0; i < 1000; ++i) seen.insert(po::unit_id(i % 100));
    CHECK(seen.size() == 100);
    CHECK(seen.contains(po::unit_id(99)));
    CHECK_FALSE(seen.contains(po::unit_id(100)));
}
