/// Every way of rolling up against a naive reference and Boost.Graph, on random hierarchies.

#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/measures/quota.hpp>
#include <partyorg/rollup/helper_thread.hpp>
#include <partyorg/rollup/roll_up.hpp>
#include <partyorg/rollup/roll_up_each.hpp>
#include <partyorg/rollup/subtree_sums.hpp>
#include <partyorg/testing/generate.hpp>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/depth_first_search.hpp>

#include <limits>
#include <string>
#include <support/catch.hpp>
#include <vector>

namespace po = partyorg;
using po::slot;
using po::testing::shape;

namespace {

constexpr auto biggest = std::numeric_limits<std::int64_t>::max();
constexpr auto smallest = std::numeric_limits<std::int64_t>::min();

/// A random forest whose siblings, roots and depths vary, by the builder.
po::hierarchy random_forest(std::uint32_t units, std::uint64_t seed) {
    po::testing::random_numbers random(seed);
    po::hierarchy_builder build({.roots = po::root_policy::forest});
    for (std::uint32_t i = 0; i < units; ++i) {
        auto const root = i == 0 || random.below(20) == 0;
        auto const code = std::to_string(i);
        auto const parent = root ? std::string() : std::to_string(random.below(i));
        build.add({.code = code, .parent = parent, .kind = po::unit_kind::subordinate_cell});
    }
    return build.finish();
}

/// Deep, but not deeper than one byte holds: many units go on over several blocks.
po::hierarchy deep(std::uint32_t n, std::uint64_t seed) {
    po::testing::random_numbers random(seed);
    po::hierarchy_builder build;
    std::vector<std::string> path;
    for (std::uint32_t i = 0; i < n; ++i) {
        if (path.size() > 250 || (!path.empty() && random.below(5) == 0))
            path.resize(1 + random.below(static_cast<std::uint32_t>(path.size())));
        auto const code = std::to_string(i);
        auto const parent = path.empty() ? std::string() : path.back();
        build.add({.code = code, .parent = parent, .kind = po::unit_kind::subordinate_cell});
        path.push_back(code);
    }
    return build.finish();
}

std::vector<po::hierarchy> samples() {
    std::vector<po::hierarchy> all;
    for (std::uint32_t const n :
         {1u, 2u, 3u, 7u, 8u, 9u, 15u, 16u, 63u, 64u, 65u, 127u, 128u, 129u, 200u, 643u}) {
        for (auto const s : {shape::national, shape::chain, shape::star, shape::random})
            all.push_back(po::testing::generate(s, n, n));
        all.push_back(random_forest(n, n));
    }
    for (std::uint32_t const n : {1023u, 1024u, 1025u, 2048u, 3500u}) { // blocks of 1024 units
        for (auto const s : {shape::national, shape::star})
            all.push_back(po::testing::generate(s, n, n));
        all.push_back(random_forest(n, n));
        all.push_back(deep(n, n));
    }
    return all;
}

/// Each path of the one function that chooses, with limits so low that small data takes it.
struct variant {
    std::string name;
    po::roll_up_options options;
};
std::vector<variant> variants(po::two_threads& helper) {
    constexpr auto never = std::numeric_limits<std::uint32_t>::max();
    std::vector<variant> all{{"as chosen by default", {}}};
    for (auto* const h : {static_cast<po::two_threads*>(nullptr), &helper})
        for (unsigned const lanes : {1u, 4u, 8u})
            for (std::size_t const streaming : {std::size_t{0}, std::size_t{never}}) {
                po::roll_up_options o;
                o.levels_from = streaming == 0 ? 0 : never; // by intervals nothing streams
                o.helper = h;
                o.two_threads_from = 0;
                o.vectors_from = 0;
                o.streaming_from = streaming;
                o.most_lanes = lanes;
                all.push_back({std::string(h ? "two threads, " : "one thread, ") +
                                   std::to_string(lanes) + " lanes, " +
                                   (streaming == 0 ? "streaming" : "cached"),
                               o});
            }
    return all;
}

/// Every unit's cell is walked up to the root: no order, no interval, no sharing of code.
template <class V, class T, class Law, class Add>
std::vector<V> by_climbing(po::column<T, Law> const& own, V const& neutral, Add const& add) {
    auto const& units = own.units();
    std::vector<V> total(units.size(), neutral);
    for (std::uint32_t i = 0; i < units.size(); ++i) {
        if (!own[slot(i)].has_value()) continue;
        std::optional<slot> at = slot(i);
        for (; at; at = units.parent(*at)) add(total[at->value()], own[slot(i)].value());
    }
    return total;
}

template <class T, class Law>
std::vector<std::int64_t> sums_by_climbing(po::column<T, Law> const& own) {
    return by_climbing(own, std::int64_t{0}, [](std::int64_t& total, T v) { total += v; });
}

/// Boost.Graph's own way: a visitor that adds each finished unit to the one above.
std::vector<std::int64_t> sums_by_boost(po::count_column const& own) {
    using graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;
    auto const& units = own.units();
    graph g(units.size());
    std::vector<std::int64_t> total(units.size());
    for (std::uint32_t i = 0; i < units.size(); ++i) {
        if (auto const above = units.parent(slot(i))) add_edge(above->value(), i, g);
        total[i] = own[slot(i)].value_or(0);
    }
    struct visitor : boost::default_dfs_visitor {
        std::vector<std::int64_t>* sums;
        void finish_vertex(graph::vertex_descriptor v, graph const& over) const {
            for (auto [e, last] = in_edges(v, over); e != last; ++e)
                (*sums)[source(*e, over)] += (*sums)[v];
        }
    } add_up;
    add_up.sums = &total;
    boost::depth_first_search(g, boost::visitor(add_up));
    return total;
}

po::completeness counts_by_walking(po::column_base const& own, slot s) {
    po::completeness counts;
    auto const& units = own.units();
    for (auto i = s; i < units.end(s); i = slot(i.value() + 1)) {
        if (own.state(i) != po::cell_state::blank)
            ++counts.answered;
        else if (units.is_leaf(i))
            ++counts.missing;
    }
    return counts;
}

template <class V, class Expected>
void require_equal(po::rolled<V> const& totals, std::vector<Expected> const& expected) {
    REQUIRE(totals.values().size() == expected.size());
    for (std::uint32_t i = 0; i < expected.size(); ++i)
        if (!(totals[slot(i)] == expected[i])) FAIL("the figure of slot " << i << " differs");
}

template <class T, class Law>
po::column<T, Law> filled(po::hierarchy const& units, po::measure<T, Law> const& m,
                          std::uint64_t seed, po::testing::cell_mix const& mix = {}) {
    po::column cells(units, m);
    po::testing::fill(cells, seed, mix);
    return cells;
}

} // namespace

TEST_CASE("Every variant of a sum equals climbing and Boost.Graph", "[rollup][property]") {
    po::helper_thread helper;
    auto const all = variants(helper);
    std::uint64_t seed = 0;
    for (auto const& units : samples()) {
        auto const own = filled(units, po::quota::assigned, ++seed, {-50, 50, 10, 30});
        auto const expected = sums_by_climbing(own);
        REQUIRE(sums_by_boost(own) == expected);
        for (auto const& v : all) {
            INFO(v.name << ", " << units.size() << " units, deepest " << units.max_depth());
            require_equal(po::roll_up(own, v.options), expected);
            po::subtree_sums const sums(own, v.options);
            for (std::uint32_t i = 0; i < units.size(); ++i)
                if (sums[slot(i)] != expected[i]) FAIL("the subtree of slot " << i << " differs");
        }
    }
}

TEST_CASE("Several columns in one pass equal each alone, whatever their types",
          "[rollup][property]") {
    constexpr po::measure<std::int32_t, po::law::flow> small_flow{"small.flow", {}, {}};
    constexpr po::measure<std::int32_t, po::law::stock> small_stock{"small.stock", {}, {}};
    constexpr po::measure<std::int64_t, po::law::stock> stock{"stock", {}, {}};
    po::helper_thread helper;
    auto const all = variants(helper);
    std::uint64_t seed = 100;
    for (auto const& units : samples()) {
        std::vector<po::count_column> flows;
        std::vector<po::column<std::int32_t, po::law::flow>> small_flows;
        for (int i = 0; i < 13; ++i) {
            flows.push_back(filled(units, po::quota::assigned, ++seed, {-9, 90, 10, 10}));
            small_flows.push_back(filled(units, small_flow, ++seed, {-9, 90, 10, 10}));
        }
        auto const other = filled(units, stock, ++seed);
        auto const small_other = filled(units, small_stock, ++seed);
        for (std::size_t const count : {0u, 1u, 3u, 4u, 7u, 8u, 9u, 13u}) {
            std::vector<po::column_base const*> columns;
            std::vector<std::vector<std::int64_t>> expected;
            for (std::size_t i = 0; i < count; ++i) {
                columns.push_back(&small_flows[i]);
                columns.push_back(&flows[i]);
                expected.push_back(sums_by_climbing(small_flows[i]));
                expected.push_back(sums_by_climbing(flows[i]));
            }
            columns.push_back(&other);
            columns.push_back(&small_other);
            expected.push_back(sums_by_climbing(other));
            expected.push_back(sums_by_climbing(small_other));
            for (auto const& v : all) {
                INFO(v.name << ", " << count << " columns of each, " << units.size() << " units");
                auto totals = po::roll_up_each(columns, v.options);
                REQUIRE(totals.size() == columns.size());
                for (std::size_t k = 0; k < columns.size(); ++k) {
                    require_equal(totals[k], expected[k]);
                    CHECK(totals[k].info() == columns[k]->info());
                    CHECK(totals[k].counts(slot(0)) == counts_by_walking(*columns[k], slot(0)));
                }
                po::roll_up_each_into(totals, columns, v.options); // the memory at hand
                for (std::size_t k = 0; k < columns.size(); ++k)
                    require_equal(totals[k], expected[k]);
            }
        }
        auto const [a, b] = po::roll_up_each(flows[0], small_other);
        require_equal(a, sums_by_climbing(flows[0]));
        require_equal(b, sums_by_climbing(small_other));
    }
}

TEST_CASE("Only whole numbers that add up are rolled up together", "[rollup]") {
    auto const units = po::testing::generate(shape::national, 20);
    constexpr po::measure<double, po::law::flow> money{"money", {}, {}};
    po::column const amounts(units, money);
    po::column_base const* const columns[] = {&amounts};
    CHECK_THROWS_AS(po::roll_up_each(columns), po::bad_measure);
}

TEST_CASE("Completeness of every unit equals counting its cells", "[rollup][property]") {
    std::uint64_t seed = 200;
    for (auto const& units : samples())
        for (std::uint32_t const blanks : {0u, 3u, 50u, 95u}) {
            auto const own = filled(units, po::quota::assigned, ++seed, {0, 9, 5, blanks});
            auto const totals = po::roll_up(own);
            for (std::uint32_t i = 0; i < units.size(); ++i)
                if (totals.counts(slot(i)) != counts_by_walking(own, slot(i)))
                    FAIL("slot " << i << " of " << units.size());
        }
}

TEST_CASE("Every combination equals climbing, halved or not", "[rollup][property]") {
    constexpr po::measure<po::date, po::law::earliest> founded{"founded", {}, {}};
    constexpr po::measure<double, po::law::flow> money{"money", {}, {}};
    constexpr po::measure<po::coverage_count, po::law::coverage> villages{"villages", {}, {}};
    po::helper_thread helper;
    auto const all = variants(helper);
    std::uint64_t seed = 300;
    for (auto const& units : samples()) {
        auto const own = filled(units, po::quota::assigned, ++seed, {-1, 3, 10, 50});
        po::column days(units, founded);
        po::column amounts(units, money);
        po::column covered(units, villages);
        for (std::uint32_t i = 0; i < units.size(); ++i) {
            auto const cell = own[slot(i)];
            if (cell.state() != po::cell_state::stated) continue;
            auto const v = cell.value_or(0);
            days[slot(i)] = *po::make_date(2001 + static_cast<int>(v), 2, 3);
            amounts[slot(i)] = 0.5 * static_cast<double>(v);
            covered[slot(i)] = po::coverage_count{v, v + 2};
        }
        auto const least = by_climbing(own, std::optional<std::int64_t>(), [](auto& total, auto v) {
            if (!total || v < *total) total = v;
        });
        auto const most = by_climbing(own, std::optional<std::int64_t>(), [](auto& total, auto v) {
            if (!total || v > *total) total = v;
        });
        auto const first = by_climbing(days, std::optional<po::date>(), [](auto& total, auto v) {
            if (!total || v < *total) total = v;
        });
        auto const number = by_climbing(own, std::int64_t{0}, [](auto& total, auto) { ++total; });
        auto const every = by_climbing(own, std::string("yes"), [](auto& total, auto v) {
            if (v == 0) total = "no";
        });
        auto const some = by_climbing(own, std::string("no"), [](auto& total, auto v) {
            if (v != 0) total = "yes";
        });
        auto const money_sum = by_climbing(amounts, 0.0, [](auto& total, auto v) { total += v; });
        auto const k_of_n = by_climbing(covered, po::coverage_count{}, [](auto& total, auto v) {
            total.covered += v.covered;
            total.of += v.of;
        });
        po::fold const longest(std::string(), [](std::string const& a, std::string const& b) {
            return a.size() < b.size() ? b : a;
        });
        for (auto const& v : all) {
            INFO(v.name << ", " << units.size() << " units");
            require_equal(po::roll_up(units, own, po::min{}, v.options), least);
            require_equal(po::roll_up(units, own, po::max{}, v.options), most);
            require_equal(po::roll_up(days, v.options), first);
            require_equal(po::roll_up(units, own, po::count{}, v.options), number);
            require_equal(po::roll_up(amounts, v.options), money_sum); // halves are exact
            require_equal(po::roll_up(covered, v.options), k_of_n);
            auto const all_of = po::roll_up(units, own, po::all{}, v.options);
            auto const any_of = po::roll_up(units, own, po::any{}, v.options);
            for (std::uint32_t i = 0; i < units.size(); ++i) {
                CHECK(all_of[slot(i)] == (every[i] == "yes"));
                CHECK(any_of[slot(i)] == (some[i] == "yes"));
            }
        }
    }
}

namespace {
/// A user's combination whose accumulator needs a constructor: all values, sorted.
struct collect {
    std::vector<std::int64_t> lift(std::int64_t v) const { return {v}; }
    std::vector<std::int64_t> identity(std::int64_t) const { return {}; }
    std::vector<std::int64_t> operator()(std::vector<std::int64_t> a,
                                         std::vector<std::int64_t> const& b) const {
        a.insert(a.end(), b.begin(), b.end());
        std::sort(a.begin(), a.end());
        return a;
    }
};
} // namespace

TEST_CASE("A user's combination may hold memory", "[rollup][property]") {
    for (auto const s : {shape::national, shape::random, shape::star}) {
        auto const units = po::testing::generate(s, 150);
        auto const own = filled(units, po::quota::assigned, 9, {0, 5, 10, 10});
        auto const expected =
            by_climbing(own, std::vector<std::int64_t>(), [](auto& total, auto v) {
                total.insert(std::upper_bound(total.begin(), total.end(), v), v);
            });
        require_equal(po::roll_up(units, own, collect{}), expected);
    }
}

TEST_CASE("A sum that leaves 64 bits is an error that names the unit", "[rollup][property]") {
    po::helper_thread helper;
    auto const units = po::testing::generate(shape::national, 400);
    std::uint32_t deep = 0;
    while (units.depth(slot(deep)) != 5) ++deep;
    auto const above = *units.parent(slot(deep));
    for (auto const& v : variants(helper)) {
        INFO(v.name);
        for (auto const far : {biggest, smallest}) {
            po::column own(units, po::quota::assigned);
            own[slot(deep)] = far;
            CHECK(po::roll_up(own, v.options)[slot(0)] == far); // it fits: no false alarm
            CHECK(po::subtree_sums(own, v.options)[above] == far);
            own[above] = far < 0 ? std::int64_t{-1} : std::int64_t{1};
            auto const named = test::ContainsSubstring("'quota.assigned' at " +
                                                       po::code_path(units, above) + " does not");
            std::vector<po::column_base const*> const many(9, &own);
            CHECK_THROWS_WITH(po::roll_up(own, v.options), named);
            CHECK_THROWS_WITH(po::subtree_sums(own, v.options), named);
            CHECK_THROWS_WITH(po::roll_up_each(many, v.options), named);
            CHECK_THROWS_AS(po::roll_up(own, v.options), po::arithmetic_overflow);
        }
    }
}

TEST_CASE("Partial sums may leave 64 bits when the total comes back", "[rollup][property]") {
    po::helper_thread helper;
    auto const units = po::testing::generate(shape::star, 300);
    po::column own(units, po::quota::assigned);
    own[slot(1)] = biggest;
    own[slot(100)] = biggest;
    own[slot(200)] = -biggest;
    own[slot(299)] = std::int64_t{-1};
    for (auto const& v : variants(helper)) {
        INFO(v.name);
        CHECK(po::roll_up(own, v.options)[slot(0)] == biggest - 1);
        CHECK(po::subtree_sums(own, v.options)[slot(0)] == biggest - 1);
        std::vector<po::column_base const*> const many(8, &own);
        CHECK(po::roll_up_each(many, v.options)[7][slot(0)] == biggest - 1);
    }
}

TEST_CASE("Both parts of a coverage are watched", "[rollup][property]") {
    constexpr po::measure<po::coverage_count, po::law::coverage> villages{"villages", {}, {}};
    auto const units = po::testing::generate(shape::star, 3);
    po::column own(units, villages);
    own[slot(1)] = po::coverage_count{1, biggest};
    CHECK(po::roll_up(own)[slot(0)] == po::coverage_count{1, biggest});
    own[slot(2)] = po::coverage_count{1, 1};
    CHECK_THROWS_AS(po::roll_up(own), po::arithmetic_overflow);
}

namespace {
struct one_after_the_other : po::two_threads {
    int calls = 0;

private:
    void run(job here, job there) override {
        ++calls;
        there();
        here();
    }
};
} // namespace

TEST_CASE("A program's own pool can take the second half", "[rollup]") {
    one_after_the_other pool;
    po::roll_up_options o;
    o.helper = &pool;
    o.two_threads_from = 200;
    auto const units = po::testing::generate(shape::national, 200);
    auto const own = filled(units, po::quota::assigned, 1);
    require_equal(po::roll_up(own, o), sums_by_climbing(own));
    CHECK(pool.calls == 1);
    o.two_threads_from = 201;
    require_equal(po::roll_up(own, o), sums_by_climbing(own));
    CHECK(pool.calls == 1);
    // Sums of floating-point numbers depend on the order, so they are never halved.
    o.two_threads_from = 0;
    constexpr po::measure<double, po::law::flow> money{"money", {}, {}};
    auto const amounts = filled(units, money, 1);
    CHECK(po::roll_up(amounts, o)[slot(0)] == po::roll_up(amounts)[slot(0)]);
    CHECK(pool.calls == 1);
}

TEST_CASE("A helper thread does both jobs and passes their failures on", "[rollup]") {
    po::helper_thread helper;
    int here = 0, there = 0;
    for (int i = 0; i < 1000; ++i) helper.both([&] { ++here; }, [&] { ++there; });
    CHECK(here == 1000);
    CHECK(there == 1000);
    CHECK_THROWS_WITH(helper.both([] {}, [] { throw std::runtime_error("there"); }), "there");
    CHECK_THROWS_WITH(helper.both([] { throw std::runtime_error("here"); }, [] {}), "here");
    helper.both([&] { ++here; }, [&] { ++there; });
    CHECK(there == 1001);
}
