#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/measures/quota.hpp>
#include <partyorg/targets/adjust.hpp>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <support/catch.hpp>
#include <vector>

using namespace partyorg;

namespace {

std::int64_t below(std::mt19937& draw, std::uint32_t n) {
    return static_cast<std::int64_t>(draw() % n);
}

/// A district, committees, cells below them with a target and a part.
table random_table(std::mt19937& draw, std::uint32_t cells) {
    hierarchy_builder build;
    build.add({.code = "D", .kind = unit_kind::district_committee});
    std::vector<std::string> codes;
    for (std::uint32_t i = 0; i < cells; ++i) codes.push_back("C" + std::to_string(i));
    for (auto const* code : {"A", "B"})
        build.add({.code = code, .parent = "D", .kind = unit_kind::grassroots_committee});
    for (std::uint32_t i = 0; i < cells; ++i)
        build.add({.code = codes[i],
                   .parent = i % 3 == 0   ? "A"
                             : i % 3 == 1 ? "B"
                                          : "D",
                   .kind = unit_kind::subordinate_cell});
    table figures(build.finish());
    figures.add(quota::assigned);
    figures.add(quota::assigned_residential);
    for (auto const& code : codes) {
        auto const s = *figures.units().find(code);
        auto const target = below(draw, 7);
        figures.edit<std::int64_t>("quota.assigned")[s] = target;
        figures.edit<std::int64_t>("quota.assigned.residential")[s] =
            below(draw, static_cast<std::uint32_t>(target) + 1);
    }
    return figures;
}

adjustment_request random_request(std::mt19937& draw, std::uint32_t cells) {
    adjustment_request r;
    auto const code = [&] { return "C" + std::to_string(below(draw, cells)); };
    if (below(draw, 2) == 0) r.totals.push_back({"", below(draw, 6 * cells)});
    if (below(draw, 3) == 0) r.totals.push_back({"quota.assigned.residential", below(draw, 9)});
    for (auto n = below(draw, 3); n > 0; --n) r.figures.push_back({code(), "", below(draw, 9)});
    if (below(draw, 3) == 0)
        r.figures.push_back({code(), "quota.assigned.residential", below(draw, 4)});
    if (below(draw, 4) == 0) r.figures.push_back({"A", "", below(draw, 15)});
    for (auto n = below(draw, 3); n > 0; --n) r.holds.push_back({code(), ""});
    if (below(draw, 4) == 0) r.holds.push_back({"B", ""});
    if (below(draw, 4) == 0) r.most_per_unit = 1 + below(draw, 3);
    return r;
}

} // namespace

TEST_CASE("whatever is adjusted: wishes, holds and totals are kept, parts stay within their target",
          "[targets]") {
    std::mt19937 draw(41);
    int done = 0, refused = 0;
    for (int round = 0; round < 3000; ++round) {
        auto const cells = 2 + static_cast<std::uint32_t>(below(draw, 6));
        auto const figures = random_table(draw, cells);
        auto request = random_request(draw, cells);
        request.spread =
            round % 2 == 0 ? adjustment_spread::in_proportion : adjustment_spread::fewest_cells;
        auto const a = adjust(figures, request);
        if (!a) {
            ++refused;
            continue;
        }
        ++done;
        auto const& units = figures.units();
        auto const line_of = [](std::string const& measure) { return measure.empty() ? 0u : 1u; };
        for (auto const& f : request.figures)
            REQUIRE(a->after[line_of(f.measure)][units.find(f.code)->value()] == f.figure);
        for (auto const& h : request.holds)
            REQUIRE(a->after[0][units.find(h.code)->value()] ==
                    a->before[0][units.find(h.code)->value()]);
        std::vector<std::int64_t> totals{a->before[0][0], a->before[1][0]};
        for (auto const& t : request.totals) totals[line_of(t.measure)] = t.figure;
        for (std::size_t line = 0; line < 2; ++line) {
            REQUIRE(a->after[line][0] == totals[line]);
            std::vector<std::int64_t> sums(units.size());
            for (auto s = units.size(); s-- > 0;) {
                if (units.is_leaf(slot(s))) sums[s] = a->after[line][s];
                REQUIRE(sums[s] == a->after[line][s]);
                REQUIRE(a->after[line][s] >= 0);
                REQUIRE(a->after[1][s] <= a->after[0][s]);
                if (s > 0) sums[units.parents()[s]] += sums[s];
            }
        }
        auto const again = adjust(a->applied_to(figures), {.spread = request.spread}).value();
        REQUIRE(again.changes.empty());
    }
    CHECK(done > 500);
    CHECK(refused > 100);
}

TEST_CASE("fewest cells: no smaller set of units can carry the change", "[targets]") {
    std::mt19937 draw(42);
    for (int round = 0; round < 1000; ++round) {
        auto const cells = 2 + static_cast<std::uint32_t>(below(draw, 5));
        auto const figures = random_table(draw, cells);
        adjustment_request request{.totals = {{"", below(draw, 30)}},
                                   .most_per_unit = 1 + below(draw, 4),
                                   .spread = adjustment_spread::fewest_cells};
        auto const a = adjust(figures, request);
        // What each unit can carry, tried set by set.
        auto const& x = figures.get<std::int64_t>("quota.assigned");
        auto const& y = figures.get<std::int64_t>("quota.assigned.residential");
        std::int64_t sum = 0;
        std::vector<std::int64_t> down, up;
        for (std::uint32_t i = 0; i < cells; ++i) {
            auto const s = *figures.units().find("C" + std::to_string(i));
            auto const target = x[s].value_or(0);
            sum += target;
            down.push_back(std::min(*request.most_per_unit, target - y[s].value_or(0)));
            up.push_back(*request.most_per_unit);
        }
        auto const delta = request.totals[0].figure - sum;
        std::size_t fewest = cells + 1;
        for (unsigned set = 0; set < 1u << cells; ++set) {
            std::int64_t room = 0;
            std::size_t size = 0;
            for (std::uint32_t i = 0; i < cells; ++i)
                if ((set >> i & 1) != 0) {
                    room += delta < 0 ? down[i] : up[i];
                    ++size;
                }
            if (room >= (delta < 0 ? -delta : delta)) fewest = std::min(fewest, size);
        }
        REQUIRE(a.has_value() == (fewest <= cells));
        if (a) REQUIRE(a->changed_units() == fewest);
    }
}
