#include <partyorg/core/two_threads.hpp>

#include <stdexcept>
#include <string>
#include <support/catch.hpp>

namespace po = partyorg;

namespace {
struct in_turn : po::two_threads {
    std::string order{};

private:
    void run(job here, job there) override {
        order += 't';
        there();
        order += 'h';
        here();
    }
};
} // namespace

TEST_CASE("Both jobs reach whoever carries them out", "[core]") {
    in_turn pool;
    int here = 0, there = 0;
    pool.both([&] { here = 1; }, [&] { there = 2; });
    CHECK(here == 1);
    CHECK(there == 2);
    CHECK(pool.order == "th");
}

TEST_CASE("What a job throws passes through", "[core]") {
    in_turn pool;
    CHECK_THROWS_WITH(pool.both([] { throw std::runtime_error("lost"); }, [] {}), "lost");
}
