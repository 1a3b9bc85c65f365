#include "support/catch.hpp"

#include <partyorg/core/label.hpp>

namespace po = partyorg;

TEST_CASE("a fixed label has both languages", "[core]") {
    constexpr po::label_view text{"chi bộ", "cell"};
    static_assert(text.in(po::language::vi) == "chi bộ");
    CHECK(text.in(po::language::en) == "cell");
    CHECK(text == po::label_view{"chi bộ", "cell"});
    CHECK_FALSE(text == po::label_view{"chi bộ", "branch"});
}

TEST_CASE("a label that was read falls back to the other language", "[core]") {
    po::label const both("chi bộ", "cell"), only_vi("chi bộ", ""), only_en("", "cell"), none;
    CHECK(both.in(po::language::vi) == "chi bộ");
    CHECK(both.in(po::language::en) == "cell");
    CHECK(only_vi.in(po::language::en) == "chi bộ");
    CHECK(only_en.in(po::language::vi) == "cell");
    CHECK(none.in(po::language::vi).empty());
    CHECK(po::label(po::label_view{"a", "b"}) == po::label("a", "b"));
    CHECK_FALSE(both == only_vi);
}
