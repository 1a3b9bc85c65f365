#include "support/catch.hpp"

#include <partyorg/core/shared.hpp>

#include <cstdlib>
#include <string>
#include <thread>
#include <utility>
#include <vector>

using partyorg::detail::shared;

namespace {

/// Counts its living instances.
struct counted {
    static inline int alive = 0;
    int value = 0;
    explicit counted(int v) : value(v) { ++alive; }
    counted(counted const& other) : value(other.value) { ++alive; }
    counted(counted&& other) noexcept : value(other.value) { ++alive; }
    ~counted() { --alive; }
};

} // namespace

TEST_CASE("copies share one object, the last owner deletes it", "[core]") {
    {
        shared<counted> const a(counted(7));
        CHECK(counted::alive == 1);
        {
            auto const b = a;
            CHECK(&*a == &*b);
            CHECK(a == b);
            CHECK(b->value == 7);
            CHECK(counted::alive == 1);
        }
        CHECK(counted::alive == 1);
        CHECK_FALSE(a == shared<counted>(counted(7))); // equal content, another object
    }
    CHECK(counted::alive == 0);
}

TEST_CASE("a shared pointer may be empty, moved from and assigned to itself", "[core]") {
    shared<counted> none;
    CHECK_FALSE(static_cast<bool>(none));
    {
        shared<counted> a(counted(1));
        auto b = std::move(a);
        CHECK_FALSE(static_cast<bool>(a));
        CHECK(b->value == 1);
        auto& same = b;
        b = same;
        CHECK(b->value == 1);
        CHECK(counted::alive == 1);
        b = shared<counted>(counted(2));
        CHECK(b->value == 2);
        CHECK(counted::alive == 1);
        none = b;
    }
    CHECK(none->value == 2);
    none = {};
    CHECK(counted::alive == 0);
}

TEST_CASE("owning copies the object only when somebody else holds it", "[core]") {
    shared<std::string> a(std::string("một"));
    auto const* const before = &*a;
    a.own() += "!";
    CHECK(&*a == before);
    auto const b = a;
    a.own() += "?";
    CHECK(*a == "một!?");
    CHECK(*b == "một!");
    CHECK(&*b == before);
    CHECK_FALSE(a == b);
}

TEST_CASE("copies made in several threads are counted right", "[core]") {
    {
        shared<counted> const origin(counted(3));
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&origin] {
                for (int i = 0; i < 10'000; ++i) {
                    auto copy = origin;
                    auto other = std::move(copy);
                    if (other->value != 3) std::abort();
                }
            });
        for (auto& t : threads) t.join();
        CHECK(counted::alive == 1);
    }
    CHECK(counted::alive == 0);
}
