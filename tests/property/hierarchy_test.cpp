/// Builder, traversal and the graph views on random hierarchies, against naive references and
/// Boost.Graph.

#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/hierarchy/traversal.hpp>
#include <partyorg/interop/bgl.hpp>
#include <partyorg/interop/organisation_graph.hpp>
#include <partyorg/measures/quota.hpp>
#include <partyorg/rollup/explain.hpp>
#include <partyorg/testing/generate.hpp>

#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/depth_first_search.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <support/catch.hpp>
#include <utility>
#include <vector>

namespace po = partyorg;
using po::slot;
using po::testing::random_numbers;

namespace {

struct row {
    std::string code, parent;
    po::unit_kind kind = po::unit_kind::party_group;
};

/// Rows of a random tree; every unit stands under an earlier one.
std::vector<row> random_rows(random_numbers& from, std::uint32_t n) {
    std::vector<row> rows;
    for (std::uint32_t i = 0; i < n; ++i) {
        auto const above = i == 0 ? 0 : i - 1 - from.below(std::min(i, 1 + from.below(40)));
        rows.push_back({"u" + std::to_string(i), i == 0 ? "" : rows[above].code,
                        po::all_unit_kinds[from.below(9)]});
    }
    return rows;
}

template <class T>
void shuffle(std::vector<T>& items, random_numbers& from) {
    for (auto i = items.size(); i > 1; --i)
        std::swap(items[i - 1], items[from.below(static_cast<std::uint32_t>(i))]);
}

auto built(std::vector<row> const& rows) {
    po::hierarchy_builder build({.problem_limit = 1'000'000});
    std::uint32_t line = 0;
    for (auto const& r : rows)
        build.add({.code = r.code, .parent = r.parent, .kind = r.kind, .line = ++line});
    return build.try_finish();
}

/// Everything about a unit that does not depend on the order of the rows.
struct facts {
    std::string parent;
    po::unit_kind kind;
    std::uint32_t depth, size;
    friend bool operator==(facts const&, facts const&) = default;
};

std::map<std::string, facts> facts_of(po::hierarchy const& units) {
    std::map<std::string, facts> out;
    for (std::uint32_t i = 0; i < units.size(); ++i) {
        slot const s(i);
        auto const above = units.parent(s);
        out[std::string(units.code(s))] = {above ? std::string(units.code(*above)) : "",
                                           units.kind(s), units.depth(s), units.end(s).value() - i};
    }
    return out;
}

/// The parents alone, and everything else found by climbing.
struct naive {
    std::vector<std::int64_t> above; ///< -1 for a root

    explicit naive(po::hierarchy const& units) {
        for (std::uint32_t i = 0; i < units.size(); ++i) {
            auto const p = units.parent(slot(i));
            above.push_back(p ? std::int64_t{p->value()} : -1);
        }
    }
    std::vector<std::uint32_t> climb(std::uint32_t s) const {
        std::vector<std::uint32_t> out;
        for (auto p = std::int64_t{s}; p >= 0; p = above[static_cast<std::size_t>(p)])
            out.push_back(static_cast<std::uint32_t>(p));
        return out; // the unit first
    }
    bool is_below(std::uint32_t s, std::uint32_t top) const {
        auto const way = climb(s);
        return std::find(way.begin(), way.end(), top) != way.end();
    }
};

template <class Range>
std::vector<std::uint32_t> numbers(Range const& range) {
    std::vector<std::uint32_t> out;
    for (auto const s : range) out.push_back(s.value());
    return out;
}

} // namespace

TEST_CASE("The order of the rows does not matter", "[hierarchy][property]") {
    random_numbers from(11);
    for (std::uint32_t n : {1u, 2u, 7u, 60u, 400u}) {
        auto rows = random_rows(from, n);
        auto const expected = facts_of(*built(rows));
        REQUIRE(expected.size() == n);
        for (int round = 0; round < 10; ++round) {
            shuffle(rows, from);
            auto const units = built(rows);
            REQUIRE(units);
            CHECK(facts_of(*units) == expected);
            for (std::uint32_t i = 0; i < n; ++i) { // identities follow the rows
                CHECK(units->code(units->slot_of(po::unit_id(i))) == rows[i].code);
                CHECK(units->origin(units->slot_of(po::unit_id(i))).line == i + 1);
            }
        }
    }
}

TEST_CASE("Every planted defect is reported, and no other", "[hierarchy][property]") {
    random_numbers from(23);
    for (int round = 0; round < 60; ++round) {
        auto rows = random_rows(from, 80);
        std::multiset<std::string> planted;
        // Leaves are changed, so that one defect does not hide another.
        std::set<std::string> parents;
        for (auto const& r : rows) parents.insert(r.parent);
        std::vector<std::size_t> leaves;
        for (std::size_t i = 1; i < rows.size(); ++i)
            if (!parents.contains(rows[i].code)) leaves.push_back(i);
        shuffle(leaves, from);
        REQUIRE(leaves.size() >= 8);
        auto const some = [&] { return 1 + from.below(2); };
        std::size_t next = 0;
        for (auto n = some(); n > 0; --n) {
            rows[leaves[next++]].parent = "nobody";
            planted.insert("PO1002");
        }
        for (auto n = some(); n > 0; --n) {
            rows.push_back(rows[leaves[next++]]); // again, with the same code
            planted.insert("PO1001");
        }
        if (from.below(2) == 1) { // two leaves under each other
            rows[leaves[next]].parent = rows[leaves[next + 1]].code;
            rows[leaves[next + 1]].parent = rows[leaves[next]].code;
            next += 2;
            planted.insert("PO1003");
        }
        if (from.below(2) == 1) {
            rows[leaves[next++]].code = "";
            planted.insert("PO1007");
        }
        shuffle(rows, from);
        auto const got = built(rows);
        REQUIRE_FALSE(got);
        std::multiset<std::string> found;
        for (auto const& p : got.error())
            if (p.level == po::severity::error) found.insert(std::string(po::code_text(p.code)));
        CHECK(found == planted);
    }
}

TEST_CASE("Every walk equals climbing", "[hierarchy][property]") {
    random_numbers from(37);
    for (std::uint32_t n : {1u, 2u, 3u, 50u, 150u}) {
        auto const units = *built(random_rows(from, n));
        naive const reference(units);
        for (std::uint32_t i = 0; i < n; ++i) {
            slot const s(i);
            std::vector<std::uint32_t> kids, below, ends;
            for (std::uint32_t k = 0; k < n; ++k) {
                if (reference.above[k] == std::int64_t{i}) kids.push_back(k);
                if (!reference.is_below(k, i)) continue;
                below.push_back(k);
                if (std::find(reference.above.begin(), reference.above.end(), std::int64_t{k}) ==
                    reference.above.end())
                    ends.push_back(k);
            }
            auto const way = reference.climb(i);
            CHECK(numbers(po::children(units, s)) == kids);
            CHECK(numbers(po::subtree(units, s)) == below);
            CHECK(numbers(po::leaves(units, s)) == ends);
            CHECK(numbers(po::ancestors(units, s)) ==
                  std::vector<std::uint32_t>(way.begin() + 1, way.end()));
            CHECK(units.depth(s) == way.size() - 1);
            for (std::uint32_t k = 0; k < n; k += 3) {
                auto const other = reference.climb(k);
                auto const common =
                    std::find_first_of(way.begin(), way.end(), other.begin(), other.end());
                CHECK(po::lowest_common_ancestor(units, s, slot(k)) == slot(*common));
                auto const path = numbers(po::path(units, s, slot(k)));
                auto const up = static_cast<std::size_t>(common - way.begin());
                auto const down = static_cast<std::size_t>(
                    std::find(other.begin(), other.end(), *common) - other.begin());
                REQUIRE(path.size() == up + down + 1);
                CHECK(std::equal(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(up) + 1,
                                 way.begin()));
                CHECK(std::equal(path.rbegin(),
                                 path.rbegin() + static_cast<std::ptrdiff_t>(down) + 1,
                                 other.begin()));
            }
        }
    }
}

namespace {

struct orders : boost::default_dfs_visitor {
    std::vector<slot>*first, *last;
    orders(std::vector<slot>& discovered, std::vector<slot>& finished)
        : first(&discovered),
          last(&finished) {}
    void discover_vertex(slot s, po::hierarchy const&) const { first->push_back(s); }
    void finish_vertex(slot s, po::hierarchy const&) const { last->push_back(s); }
};

} // namespace

TEST_CASE("Boost.Graph's searches meet the units in our orders", "[interop][property]") {
    random_numbers from(41);
    for (std::uint32_t n : {1u, 5u, 500u}) {
        auto const units = *built(random_rows(from, n));
        std::vector<slot> discovered, finished;
        boost::depth_first_search(units, boost::visitor(orders(discovered, finished)));
        CHECK(numbers(discovered) == numbers(po::pre_order(units)));
        CHECK(finished == po::post_order(units));
        std::vector<std::uint32_t> level(n);
        auto const map =
            boost::make_iterator_property_map(level.begin(), get(boost::vertex_index, units));
        boost::breadth_first_search(units, slot(0),
                                    boost::visitor(boost::make_bfs_visitor(
                                        boost::record_distances(map, boost::on_tree_edge{}))));
        for (std::uint32_t i = 0; i < n; ++i) CHECK(level[i] == units.depth(slot(i)));
        CHECK(num_edges(units) == n - 1);
    }
}

TEST_CASE("A figure's explanation adds up to it, and a wrong total is off by just the slip",
          "[rollup][property]") {
    random_numbers from(53);
    auto const units = *built(random_rows(from, 120));
    naive const reference(units);
    po::table figures(units);
    auto& own = figures.add(po::quota::assigned);
    po::testing::fill(own, 9, {.least = -5, .most = 30, .none_percent = 10, .blank_percent = 20});
    std::vector<po::stated_total> totals;
    std::map<std::uint32_t, std::int64_t> slips;
    for (std::uint32_t i = 0; i < 120; ++i) {
        std::int64_t sum = 0;
        for (std::uint32_t k = 0; k < 120; ++k)
            if (reference.is_below(k, i)) sum += own[slot(k)].value_or(0);
        auto const told = po::explain(own, slot(i));
        CHECK(told.total == sum);
        std::int64_t again = 0;
        for (auto const& c : told.cells) again += c.value;
        CHECK(again == sum);
        std::int64_t const slip = from.below(3) == 0 ? 1 + from.below(9) : 0;
        if (slip != 0) slips[i] = slip;
        totals.push_back({units.id_of(slot(i)), "quota.assigned", sum - slip, {}});
    }
    std::map<std::uint32_t, std::int64_t> found;
    for (auto const& d : po::reconcile(figures, totals)) found[d.unit.value()] = d.difference();
    CHECK(found == slips);
    CHECK(slips.size() > 20);
}

TEST_CASE("Tree, bodies and relations as one graph equal a list of links", "[interop][property]") {
    random_numbers from(61);
    for (int round = 0; round < 20; ++round) {
        std::uint32_t const n = 2 + from.below(40);
        auto const units = *built(random_rows(from, n));
        po::relations links;
        std::vector<po::body_id> bodies;
        using link = std::pair<std::uint32_t, std::uint32_t>;
        std::multiset<link> all, advice;
        std::set<std::pair<int, link>> known;
        for (std::uint32_t i = 1; i < n; ++i) all.insert({units.parent(slot(i))->value(), i});
        for (int b = 0; b < 5; ++b) {
            auto const at = from.below(n);
            bodies.push_back(links.attach(
                {po::body_kind::organisation_board, units.id_of(slot(at)), "Ban", {}}));
            all.insert({at, n + static_cast<std::uint32_t>(b)});
        }
        for (int k = 0; k < 30; ++k) {
            auto const kind =
                from.below(2) == 0 ? po::relation_kind::advises : po::relation_kind::coordinates;
            auto const b = from.below(5), to = from.below(n);
            links.link(kind, bodies[b], units.id_of(slot(to)));
            // The same link of the same kind is one link.
            if (!known.insert({static_cast<int>(kind), {n + b, to}}).second) continue;
            all.insert({n + b, to});
            if (kind == po::relation_kind::advises) advice.insert({n + b, to});
        }
        po::organisation_graph const g(units, links);
        auto const listed = [](auto const& graph) {
            std::multiset<link> out;
            auto const [first, last] = vertices(graph);
            for (auto v = first; v != last; ++v) {
                auto const [e, end] = out_edges(*v, graph);
                for (auto i = e; i != end; ++i) out.insert({source(*i, graph), target(*i, graph)});
            }
            return out;
        };
        CHECK(num_vertices(g) == n + 5);
        CHECK(num_edges(g) == all.size());
        CHECK(listed(g) == all);
        CHECK(listed(po::only(g, {po::link_type::advises})) == advice);
    }
}
