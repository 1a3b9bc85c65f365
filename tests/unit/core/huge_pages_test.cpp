#include <partyorg/core/huge_pages.hpp>

#include <algorithm>
#include <cstdint>
#include <support/catch.hpp>
#include <vector>

namespace detail = partyorg::detail;

TEST_CASE("A vector in large pages holds its values", "[core]") {
    for (std::size_t const size :
         {std::size_t{0}, std::size_t{1}, std::size_t{100'000}, detail::huge_pages_from / 4 + 5}) {
        auto const list = detail::huge_vector<std::uint32_t>(size, 7);
        REQUIRE(list.size() == size);
        CHECK(std::count(list.begin(), list.end(), 7u) == static_cast<std::ptrdiff_t>(size));
    }
}

TEST_CASE("Making room keeps what is there and never shrinks", "[core]") {
    std::vector<std::uint64_t> list{1, 2, 3};
    detail::reserve_huge(list, detail::huge_pages_from);
    auto const* const at = list.data();
    CHECK(list.capacity() >= detail::huge_pages_from);
    CHECK(list == std::vector<std::uint64_t>{1, 2, 3});
    detail::reserve_huge(list, 1);
    CHECK(list.data() == at);
}

TEST_CASE("Advice about memory that holds no whole page is harmless", "[core]") {
    char few[100] = {'x'};
    detail::ask_for_huge_pages(few, sizeof few);
    detail::ask_for_huge_pages(nullptr, 0);
    CHECK(few[0] == 'x');
}
