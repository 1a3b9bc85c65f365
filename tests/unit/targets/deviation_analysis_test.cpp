#include "plan_2024.hpp"

#include <partyorg/targets/deviation.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <support/catch.hpp>
#include <vector>

using namespace partyorg;

namespace {

std::string codes(table const& figures, deviation_analysis const& a,
                  std::vector<std::size_t> const& rows) {
    std::string text;
    for (auto const i : rows) {
        auto const& row = a.rows[i];
        text += std::string(figures.units().code(row.unit)) + " " + std::to_string(row.registered) +
                ">" + std::to_string(row.assigned) + " ";
    }
    return text;
}

/// A table of units U1, U2 … with registered and assigned figures.
table small(std::vector<std::int64_t> const& registered,
            std::vector<std::int64_t> const& assigned) {
    hierarchy_builder build;
    build.add({.code = "R", .kind = unit_kind::district_committee});
    std::vector<std::string> names;
    for (std::size_t i = 0; i < registered.size(); ++i)
        names.push_back("U" + std::to_string(i + 1));
    for (auto const& name : names)
        build.add({.code = name, .parent = "R", .kind = unit_kind::grassroots_cell});
    table figures(build.finish());
    auto& r = figures.add(quota::registered);
    auto& a = figures.add(quota::assigned);
    for (std::uint32_t i = 0; i < registered.size(); ++i) {
        r[unit_id(i + 1)] = registered[i];
        a[unit_id(i + 1)] = assigned[i];
    }
    return figures;
}

} // namespace

TEST_CASE("the plan of 2024: five units bear the cut of six, one of them two", "[targets]") {
    auto const figures = test::plan_2024();
    auto const a = analyse_deviation(figures).value();
    CHECK(a.registered_total == 131);
    CHECK(a.assigned_total == 125);
    CHECK(codes(figures, a, a.cut) == "PT-03 6>4 PT-09 8>7 PT-11 6>5 PT-12 7>6 PT-15 6>5 ");
    CHECK(a.raised.empty());
    CHECK(a.total_cut() == 6);
    CHECK(a.rows.size() == 61);
}

TEST_CASE("the plan of 2024, residential: five cuts of one and one raise", "[targets]") {
    auto const figures = test::plan_2024();
    auto const a = analyse_deviation(figures, {.registered = "quota.registered.residential",
                                               .assigned = "quota.assigned.residential"})
                       .value();
    CHECK(a.registered_total == 49);
    CHECK(a.assigned_total == 45);
    CHECK(codes(figures, a, a.cut) == "PT-03 4>3 PT-09 3>2 PT-11 3>2 PT-12 4>3 PT-15 3>2 ");
    CHECK(codes(figures, a, a.raised) == "PT-16 0>1 ");
    CHECK(a.total_cut() == 5);
    CHECK(a.total_raised() == 1);
}

TEST_CASE("the plan of 2024: what the formula would have done, and the holds that explain it",
          "[targets]") {
    auto const figures = test::plan_2024();
    auto const a = analyse_deviation(figures).value();
    // Cutting in proportion cuts the largest: a cut of one is smallest where the figure is large.
    CHECK(codes(figures, a, a.differing) ==
          "PT-01 10>10 PT-02 8>8 PT-03 6>4 PT-10 9>9 PT-11 6>5 PT-12 7>6 PT-13 7>7 PT-15 6>5 "
          "PT-17 8>8 ");
    // The sixth seat to cut is a tie between the two units that registered 7.
    REQUIRE(a.tied);
    CHECK(a.tied->seats == 1);
    CHECK(codes(figures, a, a.tied->units) == "PT-12 7>6 PT-13 7>7 ");
    REQUIRE(a.holds);
    CHECK(codes(figures, a, *a.holds) == "PT-03 6>4 PT-09 8>7 PT-11 6>5 PT-12 7>6 PT-15 6>5 ");
    auto const text = describe(figures, a);
    CHECK_THAT(text.en, test::ContainsSubstring(
                            "Cut by 6 in 5 units: PT-03 6 → 4, PT-09 8 → 7, PT-11 6 → 5, "
                            "PT-12 7 → 6, PT-15 6 → 5."));
    CHECK_THAT(text.vi, test::ContainsSubstring("Đăng ký 131, giao 125."));
}

TEST_CASE("the holds reproduce the decision, and no smaller set does", "[targets]") {
    // Brute force over all sets of holds on every small decision.
    std::vector<std::int64_t> const registered{5, 3, 2, 4};
    for (auto const cap : {formula_cap::at_registered, formula_cap::none})
        for (auto const m : {apportionment_method::webster, apportionment_method::jefferson,
                             apportionment_method::adams, apportionment_method::hill})
            for (int coded = 0; coded < 5 * 5 * 4 * 5; ++coded) {
                std::vector<std::int64_t> const assigned{coded % 5, coded / 5 % 5, coded / 25 % 4,
                                                         coded / 100};
                auto const figures = small(registered, assigned);
                auto const a = analyse_deviation(figures, {.method = m, .cap = cap}).value();
                REQUIRE(a.holds);
                bool const capped =
                    cap == formula_cap::at_registered && a.assigned_total <= a.registered_total;
                auto const explains = [&](unsigned set) {
                    std::vector<claim> claims;
                    for (std::size_t i = 0; i < 4; ++i) {
                        claim c{.basis = {registered[i]}};
                        if (capped) c.upper = registered[i];
                        if ((set >> i & 1) != 0) c = {.hold = assigned[i]};
                        claims.push_back(c);
                    }
                    auto const all = apportion(
                        claims,
                        {.seats = a.assigned_total, .method = m, .ties = tie_policy::by_order});
                    if (!all) return false;
                    auto proof = all->proof;
                    proof.seats = assigned; // with the tie decided suitably
                    return verify(proof, claims).empty();
                };
                std::size_t fewest = 4;
                for (unsigned set = 0; set < 16; ++set) {
                    auto const size = static_cast<std::size_t>(__builtin_popcount(set));
                    if (size < fewest && explains(set)) fewest = size;
                }
                unsigned chosen = 0;
                for (auto const i : *a.holds) chosen |= 1u << i;
                INFO(to_string(m) << " " << coded << " " << fewest);
                REQUIRE(a.holds->size() == fewest);
                REQUIRE(explains(chosen));
            }
}

TEST_CASE("a raise without registration must be held", "[targets]") {
    auto const figures = small({0, 4, 4}, {1, 4, 3});
    auto const a = analyse_deviation(figures, {.method = apportionment_method::webster}).value();
    CHECK(codes(figures, a, a.raised) == "U1 0>1 ");
    REQUIRE(a.holds);
    CHECK(std::count(a.holds->begin(), a.holds->end(), 0u) == 1);
}

TEST_CASE("an analysis that cannot be made says why", "[targets]") {
    auto const figures = small({1, -2}, {-1, 0});
    CHECK(to_string(analyse_deviation(figures).error()) ==
          "PO1711: unit 'U1': -1\nPO1711: unit 'U2': -2\n");
    CHECK(to_string(analyse_deviation(figures, {.registered = "x", .assigned = "y"}).error()) ==
          "PO1402: no column 'x'\nPO1402: no column 'y'\n");
    CHECK(analyse_deviation(small({0, 0}, {1, 0})).error()[0].code == defect::zero_basis);
}

TEST_CASE("the simple list shows both columns", "[targets]") {
    auto const figures = test::plan_2024();
    auto const all = deviations(figures);
    CHECK(all.size() == 11);
    CHECK(std::count_if(all.begin(), all.end(),
                        [](deviation const& d) { return d.assigned_without_registration(); }) == 1);
}
