#include "support/catch.hpp"
#include "support/small_district.hpp"

#include <partyorg/rollup/helper_thread.hpp>
#include <partyorg/rollup/roll_up.hpp>

#include <atomic>
#include <stdexcept>
#include <thread>

namespace po = partyorg;

TEST_CASE("both halves are done before the call returns, again and again", "[rollup]") {
    po::helper_thread helper;
    std::atomic<int> here = 0, there = 0;
    for (int i = 0; i < 100; ++i) {
        std::thread::id other;
        helper.both([&] { ++here; },
                    [&] {
                        ++there;
                        other = std::this_thread::get_id();
                    });
        CHECK(other != std::this_thread::get_id());
        CHECK(other != std::thread::id());
    }
    CHECK(here == 100);
    CHECK(there == 100);
}

TEST_CASE("what either half throws arrives after both have ended", "[rollup]") {
    po::helper_thread helper;
    bool ended = false;
    CHECK_THROWS_AS(helper.both([] { throw std::runtime_error("here"); }, [&] { ended = true; }),
                    std::runtime_error);
    CHECK(ended);
    CHECK_THROWS_AS(helper.both([] {}, [] { throw std::logic_error("there"); }), std::logic_error);
    int done = 0;
    helper.both([&] { ++done; }, [] {}); // and it still works
    CHECK(done == 1);
}

TEST_CASE("a roll-up with a helper gives the same figures", "[rollup]") {
    test::small_district const d;
    po::helper_thread helper;
    po::roll_up_options options;
    options.helper = &helper;
    options.two_threads_from = 1;
    CHECK(po::roll_up(d.own, options)[d.r] == 7);
}
