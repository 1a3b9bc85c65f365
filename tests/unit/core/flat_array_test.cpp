#include "support/catch.hpp"

#include <partyorg/core/flat_array.hpp>

#include <utility>
#include <vector>

using partyorg::detail::flat_array;
using partyorg::detail::keeper;
using ints = flat_array<int>;

namespace {

std::vector<int> listed(ints const& array) {
    return {array.begin(), array.end()};
}
using list = std::vector<int>;

} // namespace

TEST_CASE("an array owns a vector without copying it", "[core]") {
    list values{1, 2, 3};
    auto const* const data = values.data();
    ints a(std::move(values));
    CHECK(a.data() == data);
    CHECK(a.size() == 3);
    CHECK(a[2] == 3);
    CHECK(listed(a) == list{1, 2, 3});
    a.edit()[0] = 9;
    CHECK(a.data() == data);
    CHECK(listed(a) == list{9, 2, 3});
}

TEST_CASE("an empty array", "[core]") {
    ints a;
    CHECK(a.empty());
    CHECK(a.size() == 0);
    CHECK(a.edit().empty());
    ints const b = a;
    CHECK(b.empty());
    CHECK(ints(list{}).empty());
    CHECK(ints(std::span<int const>()).edit().empty());
}

TEST_CASE("a borrowed array copies before it is written to", "[core]") {
    list const foreign{1, 2, 3};
    ints a{std::span<int const>(foreign)};
    CHECK(a.data() == foreign.data());
    ints const still = a;
    CHECK(still.data() == foreign.data());
    a.edit()[1] = 7;
    CHECK(a.data() != foreign.data());
    CHECK(listed(a) == list{1, 7, 3});
    CHECK(foreign == list{1, 2, 3});
    CHECK(listed(still) == list{1, 2, 3});
    a.edit()[1] = 8; // its own by now: not copied again
    CHECK(listed(a) == list{1, 8, 3});
}

TEST_CASE("a copy of an owning array is independent", "[core]") {
    ints a(list{1, 2, 3});
    ints b = a;
    CHECK(b.data() != a.data());
    b.edit()[0] = 5;
    CHECK(listed(a) == list{1, 2, 3});
    CHECK(listed(b) == list{5, 2, 3});
    a = b;
    CHECK(a.data() != b.data());
    CHECK(listed(a) == list{5, 2, 3});
    auto& same = a;
    a = same;
    CHECK(listed(a) == list{5, 2, 3});
}

TEST_CASE("assignment goes between owning and borrowing", "[core]") {
    list const foreign{4, 5};
    ints own(list{1, 2, 3});
    own = ints{std::span<int const>(foreign)};
    CHECK(own.data() == foreign.data());
    CHECK(listed(own) == list{4, 5});
    own = ints(list{6});
    CHECK(listed(own) == list{6});
    own.edit()[0] = 7;
    CHECK(listed(own) == list{7});
    CHECK(foreign == list{4, 5});
}

TEST_CASE("a moved array keeps its buffer and leaves nothing behind", "[core]") {
    ints a(list{1, 2, 3});
    auto const* const data = a.data();
    ints b = std::move(a);
    CHECK(b.data() == data);
    CHECK(a.empty());
    ints c;
    c = std::move(b);
    CHECK(c.data() == data);
    CHECK(b.empty());
    CHECK(listed(c) == list{1, 2, 3});
    static_assert(std::is_nothrow_move_constructible_v<ints>);
}

TEST_CASE("foreign memory is released once, by the last keeper", "[core]") {
    int released = 0;
    auto const release = [](void* memory, std::size_t size) {
        *static_cast<int*>(memory) += static_cast<int>(size);
    };
    {
        keeper first(&released, 5, release);
        keeper second(std::move(first));
        CHECK(released == 0);
        keeper nothing;
    }
    CHECK(released == 5);
}
