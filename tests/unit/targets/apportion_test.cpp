#include <partyorg/targets/apportion.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <support/catch.hpp>
#include <vector>

using namespace partyorg;

namespace {

using method = apportionment_method;
using figures = std::vector<std::int64_t>;

std::vector<claim> claims_of(figures const& weights) {
    std::vector<claim> claims;
    for (auto const w : weights) claims.push_back({.basis = {w}});
    return claims;
}

figures divide(std::vector<claim> const& claims, std::int64_t seats, method m,
               tie_policy ties = tie_policy::report) {
    auto const answer = apportion(claims, {.seats = seats, .method = m, .ties = ties}).value();
    CHECK(to_string(verify(answer.proof, claims)) == "");
    return answer.seats();
}

figures divide(figures const& weights, std::int64_t seats, method m) {
    return divide(claims_of(weights), seats, m);
}

std::string defects(std::vector<claim> const& claims, apportion_request const& request) {
    auto const answer = apportion(claims, request);
    return answer ? "" : to_string(answer.error());
}

// The census of 1790, the first that was apportioned.
figures const census_1790{630560, 475327, 432879, 353523, 331589, 278514, 236841, 206236,
                          179570, 141822, 85533,  70835,  68705,  68446,  55540};

} // namespace

TEST_CASE("the census of 1790 by Hamilton's and by Jefferson's bill", "[targets]") {
    // Balinski and Young, Fair Representation, chapter 3.
    CHECK(divide(census_1790, 120, method::hamilton) ==
          figures{21, 16, 14, 12, 11, 9, 8, 7, 6, 5, 3, 2, 2, 2, 2});
    CHECK(divide(census_1790, 105, method::jefferson) ==
          figures{19, 14, 13, 10, 10, 8, 7, 6, 5, 4, 2, 2, 2, 2, 1});
}

TEST_CASE("three states where the methods differ", "[targets]") {
    figures const states{7270, 1230, 2220};
    CHECK(divide(states, 21, method::hamilton) == figures{14, 3, 4});
    CHECK(divide(states, 21, method::jefferson) == figures{15, 2, 4});
    CHECK(divide(states, 21, method::webster) == figures{15, 2, 4});
    CHECK(divide(states, 21, method::adams) == figures{14, 3, 4});
    CHECK(divide(states, 21, method::hill) == figures{14, 3, 4});
    CHECK(divide(states, 21, method::dean) == figures{14, 3, 4});
    CHECK(divide(states, 21, method::quota) == figures{15, 2, 4});
}

TEST_CASE("six states, and five methods with five answers", "[targets]") {
    // Balinski and Young, Fair Representation: the quotas of 36 seats are 9.988, 9.064, 7.182,
    // 5.260, 3.321 and 1.185.
    figures const states{27744, 25178, 19951, 14610, 9225, 3292};
    CHECK(divide(states, 36, method::adams) == figures{10, 9, 7, 5, 3, 2});
    CHECK(divide(states, 36, method::dean) == figures{10, 9, 7, 5, 4, 1});
    CHECK(divide(states, 36, method::hill) == figures{10, 9, 7, 6, 3, 1});
    CHECK(divide(states, 36, method::webster) == figures{10, 9, 8, 5, 3, 1});
    CHECK(divide(states, 36, method::jefferson) == figures{11, 9, 7, 5, 3, 1});
    CHECK(divide(states, 36, method::hamilton) == figures{10, 9, 7, 5, 4, 1});
}

TEST_CASE("textbook elections", "[targets]") {
    CHECK(divide({100000, 80000, 30000, 20000}, 8, method::jefferson) == figures{4, 3, 1, 0});
    CHECK(divide({53000, 24000, 23000}, 7, method::webster) == figures{3, 2, 2});
    // Hare and Droop quotas part ways: 47000, 16000, 15800, 12000, 6100, 3100 for 10 seats.
    figures const votes{47000, 16000, 15800, 12000, 6100, 3100};
    CHECK(divide(votes, 10, method::hamilton) == figures{5, 2, 1, 1, 1, 0});
    CHECK(divide(votes, 10, method::droop) == figures{5, 2, 2, 1, 0, 0});
}

TEST_CASE("the Alabama paradox: one more seat to give takes one away", "[targets]") {
    figures const states{6, 6, 2};
    CHECK(divide(states, 10, method::hamilton) == figures{4, 4, 2});
    CHECK(divide(states, 11, method::hamilton) == figures{5, 5, 1});
    // The quota method keeps the quota and does not take the seat away.
    CHECK(divide(claims_of(states), 10, method::quota, tie_policy::by_order)[2] <=
          divide(claims_of(states), 11, method::quota, tie_policy::by_order)[2]);
}

TEST_CASE("the new-state paradox: a newcomer with its own seats moves the others'", "[targets]") {
    CHECK(divide({1045, 8955}, 100, method::hamilton) == figures{10, 90});
    CHECK(divide({1045, 8955, 525}, 105, method::hamilton) == figures{11, 89, 5});
    CHECK(divide({1045, 8955}, 100, method::webster) == figures{10, 90});
    CHECK(divide({1045, 8955, 525}, 105, method::webster) == figures{10, 90, 5});
}

TEST_CASE("the population paradox: who grows faster loses to who grows slower", "[targets]") {
    // The first grows by 1.8 %, the third not at all: yet the first loses a seat to the third.
    CHECK(divide({549, 475, 62}, 25, method::hamilton) == figures{13, 11, 1});
    CHECK(divide({559, 515, 62}, 25, method::hamilton) == figures{12, 11, 2});
    CHECK(divide({549, 475, 62}, 25, method::webster) == figures{13, 11, 1});
    CHECK(divide({559, 515, 62}, 25, method::webster) == figures{12, 12, 1});
}

TEST_CASE("fractions as weights are exact", "[targets]") {
    std::vector<claim> const claims{{.basis = {1, 3}}, {.basis = {1, 6}}, {.basis = {1, 2}}};
    CHECK(divide(claims, 6, method::webster) == figures{2, 1, 3});
    // A thousandth more than a tie decides it.
    std::vector<claim> const close{{.basis = {1, 2}}, {.basis = {501, 1000}}};
    CHECK(divide(close, 1, method::webster) == figures{0, 1});
    CHECK(defects({{.basis = {1, 2}}, {.basis = {2, 4}}}, {.seats = 1}) ==
          "PO1706: 1 seat for 2 units with equal claims: #1, #2\n");
}

TEST_CASE("bounds, holds and a minimum of one", "[targets]") {
    auto claims = claims_of({61, 30, 9, 1});
    for (auto& c : claims) c.lower = 1;
    CHECK(divide(claims, 10, method::jefferson) == figures{6, 2, 1, 1});
    CHECK(divide(claims, 10, method::hamilton) == figures{5, 3, 1, 1});
    claims[0].upper = 4;
    CHECK(divide(claims, 10, method::webster) == figures{4, 4, 1, 1});
    CHECK(divide(claims, 10, method::hamilton) == figures{4, 4, 1, 1});
    claims[3].hold = 3;
    CHECK(divide(claims, 10, method::webster) == figures{4, 2, 1, 3});
    CHECK(divide(claims, 10, method::quota) == figures{4, 2, 1, 3});
}

TEST_CASE("a unit without weight gets its minimum, never more", "[targets]") {
    std::vector<claim> claims{{.basis = {0}}, {.basis = {5}}, {.basis = {0}, .lower = 2}};
    for (auto const m : {method::hamilton, method::droop, method::jefferson, method::webster,
                         method::adams, method::hill, method::dean, method::quota})
        CHECK(divide(claims, 7, m) == figures{0, 5, 2});
}

TEST_CASE("nothing to divide", "[targets]") {
    CHECK(divide({3, 4}, 0, method::webster) == figures{0, 0});
    CHECK(divide({3, 4}, 0, method::hamilton) == figures{0, 0});
    CHECK(divide({3, 4}, 0, method::quota) == figures{0, 0});
    CHECK(divide(figures{}, 0, method::hill) == figures{});
}

TEST_CASE("every bad weight and bound is reported at once, with its place", "[targets]") {
    std::vector<claim> const claims{{.name = "A", .basis = {-1}},
                                    {.name = "B", .basis = {1, 0}},
                                    {.name = "C", .basis = {1}, .lower = 3, .upper = 2},
                                    {.name = "D", .basis = {1}, .upper = 2, .hold = 5},
                                    {.name = "E", .basis = {1}, .lower = -4}};
    std::vector<place> places;
    for (std::uint32_t i = 0; i < claims.size(); ++i) places.push_back({"u.csv", i + 2, 1});
    CHECK(defects(claims, {.seats = -1, .places = places}) ==
          "PO1711: -1 seats to divide\n"
          "u.csv:2:1: PO1701: unit 'A': weight -1\n"
          "u.csv:3:1: PO1701: unit 'B': weight 1/0\n"
          "u.csv:4:1: PO1705: unit 'C': lower bound 3 is above the upper bound 2\n"
          "u.csv:5:1: PO1705: unit 'D': hold 5 is above the upper bound 2\n"
          "u.csv:6:1: PO1711: unit 'E': lower bound -4\n");
}

TEST_CASE("demands that cannot be met name the smallest conflicting set", "[targets]") {
    std::vector<claim> claims{{.name = "A", .basis = {1}, .lower = 2},
                              {.name = "B", .basis = {1}, .hold = 6},
                              {.name = "C", .basis = {1}, .lower = 1},
                              {.name = "D", .basis = {1}, .lower = 5}};
    CHECK(defects(claims, {.seats = 10}) ==
          "PO1704: 10 seats, but at least 11 are demanded by 'B', 'D'\n");
    auto const conflict = find_conflict(claims, 10);
    CHECK(conflict.kind == conflict_kind::too_few);
    CHECK(conflict.units == std::vector<std::size_t>{1, 3});

    std::vector<claim> const small{{.name = "A", .basis = {1}, .upper = 2},
                                   {.name = "B", .basis = {1}, .hold = 1},
                                   {.name = "C", .basis = {0}}};
    CHECK(defects(small, {.seats = 4}) ==
          "PO1703: 4 seats, but room for 3 only, bounded by 'A', 'B'\n");
    CHECK(defects({{.name = "A"}, {.name = "B"}}, {.seats = 4}) ==
          "PO1702: 4 seats, but no unit has a weight; room for 0\n");
    CHECK(defects({}, {.seats = 1}) == "PO1702: 1 seats, but no unit has a weight; room for 0\n");
}

TEST_CASE("numbers beyond exact comparison are refused", "[targets]") {
    auto const huge = std::int64_t{1} << 62;
    CHECK(apportion(claims_of({huge, 1}), {.seats = 3}).error().list().at(0).code ==
          defect::weights_too_fine);
    CHECK(apportion(claims_of({1, 1}), {.seats = most_seats + 1}).error().list().at(0).code ==
          defect::weights_too_fine);
    std::vector<claim> const fine{
        {.basis = {1, 2147483647}}, {.basis = {1, 2147483629}}, {.basis = {1, 2147483587}}};
    CHECK(apportion(fine, {.seats = 3}).error().list().at(0).code == defect::weights_too_fine);
    // Just below the limits everything is exact.
    CHECK(divide({huge - 3, 1}, 3, method::hill) == figures{2, 1});
    CHECK(divide({huge / 2 - 1, huge / 2 - 2}, 3, method::hill) == figures{2, 1});
    CHECK(divide({huge / 2 - 1, huge / 2 - 2}, 1'000'000'000'001 - 2, method::dean) ==
          figures{500'000'000'000, 499'999'999'999});
}

TEST_CASE("ties are reported, decided by order, or by a lot that can be drawn again", "[targets]") {
    auto claims = claims_of({1, 1, 1, 1, 4});
    claims[0].name = "A";
    for (auto const m : {method::hamilton, method::webster, method::quota}) {
        INFO(to_string(m));
        CHECK(defects(claims, {.seats = 4, .method = m}) ==
              "PO1706: 2 seats for 4 units with equal claims: 'A', #2, #3, #4\n");
        CHECK(divide(claims, 4, m, tie_policy::by_order) == figures{1, 1, 0, 0, 2});
    }
    figures drawn(5);
    for (std::uint64_t seed = 0; seed < 600; ++seed) {
        auto const lot =
            apportion(claims, {.seats = 4, .ties = tie_policy::by_lot, .seed = seed}).value();
        auto const again =
            apportion(claims, {.seats = 4, .ties = tie_policy::by_lot, .seed = seed}).value();
        REQUIRE(lot.seats() == again.seats());
        REQUIRE(lot.tied->units == std::vector<std::size_t>{0, 1, 2, 3});
        REQUIRE(lot.tied->seats == 2);
        for (std::size_t i = 0; i < 5; ++i) drawn[i] += lot.seats()[i];
    }
    CHECK(drawn[4] == 1200);
    for (std::size_t i = 0; i < 4; ++i) CHECK(std::abs(drawn[i] - 300) < 60);
    // The order of the splitmix64 lot is part of the promise.
    CHECK(
        apportion(claims, {.seats = 4, .ties = tie_policy::by_lot, .seed = 2024}).value().seats() ==
        figures{1, 0, 0, 1, 2});
}

TEST_CASE("a free first seat goes to the larger weight when there are too few", "[targets]") {
    for (auto const m : {method::adams, method::hill, method::dean})
        CHECK(divide({5, 9, 7}, 2, m) == figures{0, 1, 1});
}

TEST_CASE("the log holds every seat in order", "[targets]") {
    auto claims = claims_of({6, 3, 1});
    claims[2].lower = 1;
    auto const webster = apportion(claims, {.seats = 4, .log = step_log::keep}).value();
    CHECK(webster.log == std::vector<apportion_step>{{2, 0, 1, step_reason::minimum},
                                                     {0, 0, 1, step_reason::priority},
                                                     {1, 0, 1, step_reason::priority},
                                                     {0, 1, 2, step_reason::priority}});
    auto const hamilton = apportion(claims_of({6, 3, 2}),
                                    {.seats = 4, .method = method::hamilton, .log = step_log::keep})
                              .value();
    CHECK(hamilton.log == std::vector<apportion_step>{{0, 0, 2, step_reason::full_quota},
                                                      {1, 0, 1, step_reason::full_quota},
                                                      {2, 0, 1, step_reason::remainder}});
}

TEST_CASE("the certificate names the interval of divisors", "[targets]") {
    auto claims = claims_of({53000, 24000, 23000});
    claims[0].name = "A";
    claims[1].name = "B";
    claims[2].name = "C";
    auto const answer = apportion(claims, {.seats = 7}).value();
    CHECK(answer.proof.last_given == seat_claim{2, 2});
    CHECK(answer.proof.first_refused == seat_claim{0, 4});
    CHECK(describe(claims, answer.proof).en ==
          "Divisor: from A, seat 4, 106000/7 (15142.857…) to C, seat 2, 46000/3 (15333.333…).");
    CHECK(describe(claims, answer.proof).vi ==
          "Số chia: từ A, suất thứ 4, 106000/7 (15142,857…) đến C, suất thứ 2, 46000/3 "
          "(15333,333…).");
}

TEST_CASE("why a unit has its seats and not one more or fewer", "[targets]") {
    std::vector<claim> claims{{.name = "A", .basis = {53000}},
                              {.name = "B", .basis = {24000}},
                              {.name = "C", .basis = {23000}}};
    auto const webster = apportion(claims, {.seats = 7}).value();
    CHECK(why(claims, webster, 0).en ==
          "A: 3 and not 4, because its claim to seat 4 is 106000/7 (15142.857…), weaker than the "
          "last seat given: C, seat 2, 46000/3 (15333.333…). Not 2, because its claim to seat 3 is "
          "21200, not weaker than the strongest one refused: A, seat 4, 106000/7 (15142.857…).");
    CHECK(why(claims, webster, 1).vi ==
          "B: 2 mà không phải 3, vì yêu cầu suất thứ 3 là 9600, yếu hơn suất cuối cùng đã giao: C, "
          "suất thứ 2, 46000/3 (15333,333…). Không phải 1, vì yêu cầu suất thứ 2 là 16000, không "
          "yếu hơn yêu cầu mạnh nhất bị từ chối: A, suất thứ 4, 106000/7 (15142,857…).");
    auto const hamilton = apportion(claims, {.seats = 7, .method = method::hamilton}).value();
    CHECK(hamilton.seats() == figures{4, 2, 1});
    CHECK(why(claims, hamilton, 2).en ==
          "C: 1 and not 2, because its share is 161/100 (1.61); its remainder 61/100 (0.61) is "
          "smaller than the last one served: B 17/25 (0.68).");
    claims[0].hold = 2;
    claims[1].upper = 3;
    auto const bounded = apportion(claims, {.seats = 8}).value();
    CHECK(why(claims, bounded, 0).vi == "A: 2, giữ cố định.");
    CHECK_THAT(why(claims, bounded, 1).en,
               test::StartsWith("B: 3 and not 4, because its upper bound is 3."));
}

TEST_CASE("a certificate that was tampered with does not verify", "[targets]") {
    auto const claims = claims_of({53000, 24000, 23000});
    for (auto const m : {method::hamilton, method::droop, method::jefferson, method::webster,
                         method::adams, method::hill, method::dean, method::quota}) {
        INFO(to_string(m));
        auto const honest = apportion(claims, {.seats = 9, .method = m}).value().proof;
        CHECK(verify(honest, claims).empty());
        for (std::size_t from = 0; from < 3; ++from)
            for (std::size_t to = 0; to < 3; ++to) {
                if (from == to) continue;
                auto moved = honest;
                --moved.seats[from];
                ++moved.seats[to];
                CHECK(verify(moved, claims).has_errors());
            }
        auto short_of_one = honest;
        --short_of_one.seats[0];
        CHECK(verify(short_of_one, claims).list().at(0).code == defect::certificate_wrong);
        auto nobody = honest;
        nobody.seats.clear();
        CHECK(verify(nobody, claims).has_errors());
    }
}

TEST_CASE("methods by name", "[targets]") {
    for (auto const m : {method::hamilton, method::droop, method::jefferson, method::webster,
                         method::adams, method::hill, method::dean, method::quota})
        CHECK(parse_apportionment_method(to_string(m)) == m);
    CHECK(parse_apportionment_method("dhondt") == method::jefferson);
    CHECK(parse_apportionment_method("Webster") == std::nullopt);
}
