#include <partyorg/targets/two_way.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <support/catch.hpp>
#include <vector>

using namespace partyorg;

namespace {

using figures = std::vector<std::int64_t>;

std::int64_t below(std::mt19937& draw, std::uint32_t n) {
    return static_cast<std::int64_t>(draw() % n);
}

two_way_request random_request(std::mt19937& draw) {
    two_way_request r;
    auto const n = 1 + static_cast<std::size_t>(below(draw, 3));
    auto const m = 1 + static_cast<std::size_t>(below(draw, 3));
    r.rows.resize(n);
    r.columns.resize(m);
    r.row_totals.resize(n);
    r.column_totals.resize(m);
    // Margins of some table, so that they agree.
    for (auto seats = below(draw, 9); seats > 0; --seats) {
        ++r.row_totals[static_cast<std::size_t>(below(draw, 3)) % n];
        ++r.column_totals[static_cast<std::size_t>(below(draw, 3)) % m];
    }
    for (std::size_t i = 0; i < n * m; ++i) r.weights.push_back(below(draw, 7));
    for (auto demands = below(draw, 3); demands > 0; --demands) {
        two_way_demand d{.row = static_cast<std::size_t>(below(draw, 3)) % n,
                         .column = static_cast<std::size_t>(below(draw, 3)) % m};
        (below(draw, 2) == 0 ? d.upper : d.lower) = below(draw, 3);
        r.demands.push_back(d);
    }
    r.method =
        below(draw, 2) == 0 ? apportionment_method::webster : apportionment_method::jefferson;
    return r;
}

/// Every table with these margins.
template <class Body>
void each_table(two_way_request const& r, Body const& body) {
    auto const m = r.columns.size();
    figures cells(r.weights.size()), rows = r.row_totals, columns = r.column_totals;
    auto const place = [&](auto const& self, std::size_t i) -> void {
        if (i == cells.size()) {
            for (auto const left : rows)
                if (left != 0) return;
            for (auto const left : columns)
                if (left != 0) return;
            body(cells);
            return;
        }
        auto& row = rows[i / m];
        auto& column = columns[i % m];
        for (std::int64_t x = 0; x <= std::min(row, column); ++x) {
            cells[i] = x;
            row -= x, column -= x;
            self(self, i + 1);
            row += x, column += x;
        }
    };
    place(place, 0);
}

bool keeps(two_way_request const& r, figures const& cells) {
    for (auto const& d : r.demands) {
        auto const i = *d.row * r.columns.size() + *d.column;
        if (d.lower && cells[i] < *d.lower) return false;
        if (d.upper && cells[i] > *d.upper) return false;
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (r.weights[i] != 0) continue;
        std::int64_t least = 0;
        for (auto const& d : r.demands)
            if (*d.row * r.columns.size() + *d.column == i)
                least = std::max(least, d.lower.value_or(0));
        if (cells[i] != least) return false;
    }
    return true;
}

/// The logarithm of the product of all claims; tables so small are told apart by it.
double closeness(two_way_request const& r, figures const& cells) {
    double sum = 0;
    for (std::size_t i = 0; i < cells.size(); ++i)
        for (std::int64_t k = 0; k < cells[i] && r.weights[i] != 0; ++k)
            sum += std::log(static_cast<double>(r.weights[i])) -
                   std::log(static_cast<double>(
                       r.method == apportionment_method::webster ? 2 * k + 1 : k + 1));
    return sum;
}

} // namespace

TEST_CASE(
    "small tables: the most proportional of all, or a conflict from which nothing can be left "
    "out",
    "[targets]") {
    std::mt19937 draw(31);
    int possible = 0, impossible = 0;
    for (int round = 0; round < 6000; ++round) {
        auto const r = random_request(draw);
        double best = -1e300;
        each_table(r, [&](figures const& cells) {
            if (keeps(r, cells)) best = std::max(best, closeness(r, cells));
        });
        auto const answer = divide_two_way(r);
        REQUIRE(answer.has_value() == (best > -1e299));
        if (answer) {
            ++possible;
            REQUIRE(keeps(r, answer->cells));
            REQUIRE(verify(*answer, r).empty());
            REQUIRE(closeness(r, answer->cells) > best - 1e-9);
            continue;
        }
        ++impossible;
        REQUIRE(answer.error()[0].code == defect::cascade_infeasible);
    }
    CHECK(possible > 800);
    CHECK(impossible > 800);
}

TEST_CASE("verify refuses every table that is not the most proportional", "[targets]") {
    std::mt19937 draw(32);
    int refused = 0;
    for (int round = 0; round < 3000; ++round) {
        auto const r = random_request(draw);
        auto const answer = divide_two_way(r);
        if (!answer) continue;
        auto const best = closeness(r, answer->cells);
        each_table(r, [&](figures const& cells) {
            if (!keeps(r, cells)) return;
            bool const as_good = closeness(r, cells) > best - 1e-9;
            refused += !as_good;
            REQUIRE(verify({r.columns.size(), cells}, r).empty() == as_good);
        });
    }
    CHECK(refused > 500);
}
