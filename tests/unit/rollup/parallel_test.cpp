#include "support/catch.hpp"

#include <partyorg/rollup/parallel.hpp>

#include <string>

namespace po = partyorg;

namespace {

/// A program's own pool, in its simplest form.
class in_turn final : public po::two_threads {
public:
    int runs = 0;

private:
    void run(job here, job there) override {
        ++runs;
        there();
        here();
    }
};

} // namespace

TEST_CASE("a pool of the caller's own gets both jobs", "[rollup]") {
    in_turn pool;
    std::string order;
    pool.both([&] { order += "here"; }, [&] { order += "there "; });
    CHECK(order == "there here");
    CHECK(pool.runs == 1);
}
