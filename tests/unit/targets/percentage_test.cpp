#include <partyorg/targets/percentage.hpp>

#include <string>
#include <support/catch.hpp>
#include <vector>

using namespace partyorg;

namespace {

using verdict = percentage_verdict;

percentage_check check(std::int64_t achieved, std::int64_t target, percentage stated) {
    return reconcile_percentage(achieved, target, stated).value();
}

} // namespace

TEST_CASE("147 admitted are 122 %: which targets can that mean", "[targets]") {
    auto const ranges = targets_from_percentage(147, {122, 0}).value();
    // 147 of 120 is 122.5 %: halves up would print 123.
    CHECK(ranges == std::vector<possible_targets>{{rounding::half_up, 1, 0},
                                                  {rounding::half_even, 120, 120},
                                                  {rounding::truncation, 120, 120},
                                                  {rounding::up, 121, 121}});
    CHECK(ranges[0].empty());
}

TEST_CASE("a percentage with decimals narrows the targets", "[targets]") {
    // 134 of 125 is 107.2 % exactly.
    auto const fine = targets_from_percentage(134, {1072, 1}).value();
    for (auto const& range : fine) CHECK(range == possible_targets{range.mode, 125, 125});
    auto const coarse = targets_from_percentage(134, {107, 0}).value();
    CHECK(coarse[0] == possible_targets{rounding::half_up, 125, 125});
    CHECK(coarse[3] == possible_targets{rounding::up, 126, 126});
}

TEST_CASE("small percentages have no largest target", "[targets]") {
    auto const ranges = targets_from_percentage(3, {0, 0}).value();
    CHECK(ranges[0] == possible_targets{rounding::half_up, 601, std::nullopt});
    CHECK(ranges[1] == possible_targets{rounding::half_even, 600, std::nullopt});
    CHECK(ranges[2] == possible_targets{rounding::truncation, 301, std::nullopt});
    CHECK(ranges[3].empty());
    CHECK(targets_from_percentage(0, {0, 0}).value()[3].contains(7));
}

TEST_CASE("all small figures: the ranges hold just the targets that round so", "[targets]") {
    for (std::int64_t achieved = 0; achieved <= 12; ++achieved)
        for (std::uint32_t decimals = 0; decimals <= 1; ++decimals)
            for (std::int64_t digits = 0; digits <= 450; ++digits) {
                auto const ranges = targets_from_percentage(achieved, {digits, decimals});
                bool any = false;
                for (std::size_t m = 0; m < all_roundings.size(); ++m)
                    for (std::int64_t target = 1; target <= 3000; target += target < 40 ? 1 : 37) {
                        bool const rounds = percentage_of(achieved, target, all_roundings[m],
                                                          decimals) == percentage{digits, decimals};
                        any = any || rounds;
                        if ((ranges && (*ranges)[m].contains(target)) != rounds)
                            FAIL(achieved << " of " << target << " as " << digits << " e-"
                                          << decimals);
                    }
                if (any) REQUIRE(ranges);
            }
    SUCCEED();
}

TEST_CASE("a printed percentage is accepted if rounded or truncated, and says which", "[targets]") {
    CHECK(check(134, 125, {1072, 1}).verdict == verdict::exact);
    CHECK(check(134, 125, {107, 0}).verdict == verdict::both);
    CHECK(check(147, 120, {123, 0}).verdict == verdict::rounding);
    CHECK(check(147, 120, {123, 0}).modes == std::vector{rounding::half_up, rounding::up});
    // 122.5 % as 122 %: halves to even, or cut off.
    CHECK(check(147, 120, {122, 0}).verdict == verdict::both);
    CHECK(check(147, 120, {122, 0}).modes ==
          std::vector{rounding::half_even, rounding::truncation});
    // 122.7 % as 122 % was cut off, as 123 % was rounded.
    CHECK(check(135, 110, {122, 0}).verdict == verdict::truncation);
    CHECK(check(135, 110, {123, 0}).verdict == verdict::rounding);
    CHECK(check(135, 110, {122, 0}).accepted());
    auto const wrong = check(135, 110, {125, 0});
    CHECK(wrong.verdict == verdict::neither);
    CHECK_FALSE(wrong.accepted());
    CHECK(wrong.rounded == percentage{123, 0});
    CHECK(wrong.truncated == percentage{122, 0});
    auto const up = check(134, 125, {108, 0});
    CHECK(up.verdict == verdict::up);
    CHECK_FALSE(up.accepted());
}

TEST_CASE("percentages that make no sense are refused, all defects at once", "[targets]") {
    CHECK(to_string(reconcile_percentage(-1, 0, {-5, 7}).error()) ==
          "PO1711: the achieved figure is negative: -1\n"
          "PO1711: the percentage is negative: -5\n"
          "PO1104: a percentage has at most 6 decimal places\n"
          "PO1702: a percentage of a target of 0\n");
    CHECK(to_string(targets_from_percentage(1, {99, 0}).error()) ==
          "PO1716: 1 is 99 % of no whole target\n");
    CHECK(to_string(targets_from_percentage(0, {5, 0}).error()) ==
          "PO1716: 0 is 5 % of no whole target\n");
}

TEST_CASE("percentages as text", "[targets]") {
    CHECK(parse_percentage("122") == percentage{122, 0});
    CHECK(parse_percentage("107,2 %") == percentage{1072, 1});
    CHECK(parse_percentage("0.05%") == percentage{5, 2});
    for (auto const* text :
         {"", "%", ",5", "5,", "1,2,3", "-3", "12a", "1.2345678", "99999999999999999999"})
        CHECK(parse_percentage(text) == std::nullopt);
    CHECK(to_string(percentage{1072, 1}, ',') == "107,2 %");
    CHECK(to_string(percentage{5, 2}) == "0.05 %");
    CHECK(to_string(percentage{122, 0}) == "122 %");
}
