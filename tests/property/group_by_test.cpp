/// Groups against a map, for every way of finding them.

#include <partyorg/measures/quota.hpp>
#include <partyorg/rollup/group_by.hpp>
#include <partyorg/rollup/helper_thread.hpp>
#include <partyorg/testing/generate.hpp>

#include <limits>
#include <map>
#include <support/catch.hpp>
#include <vector>

namespace po = partyorg;
using po::slot;
using po::testing::shape;

namespace {

constexpr auto biggest = std::numeric_limits<std::int64_t>::max();

struct tally {
    std::int64_t value = 0;
    std::uint32_t units = 0, stated = 0, declared = 0, blank = 0;
};

template <class Key, class T, class Law>
auto by_map(Key const& key, po::column<T, Law> const& own) {
    std::map<po::key_of_t<Key>, tally> groups;
    for (std::uint32_t i = 0; i < own.size(); ++i) {
        auto& g = groups[key(own.units(), slot(i))];
        auto const c = own[slot(i)];
        ++g.units;
        g.value += c.value_or(0);
        g.stated += c.has_value();
        g.blank += c.is_blank();
        g.declared += c.state() == po::cell_state::declared_none;
    }
    return groups;
}

template <class Groups, class Expected>
void require_equal(Groups const& groups, Expected const& expected) {
    REQUIRE(groups.size() == expected.size());
    auto e = expected.begin();
    for (auto const& g : groups) {
        CHECK(g.key == e->first);
        CHECK(g.value == e->second.value);
        CHECK(g.units == e->second.units);
        CHECK(g.stated == e->second.stated);
        CHECK(g.declared == e->second.declared);
        CHECK(g.blank == e->second.blank);
        ++e;
    }
}

/// The same key, without its numbers: found by search, or by sorting when there are many.
template <class Key>
struct unnumbered {
    Key key;
    auto operator()(po::hierarchy const& units, slot s) const { return key(units, s); }
};

} // namespace

TEST_CASE("Groups equal those of a map, however they are found", "[group_by][property]") {
    po::helper_thread helper;
    po::roll_up_options halves;
    halves.helper = &helper;
    halves.two_threads_from = 0;
    auto const n = GENERATE(1u, 3u, 4u, 5u, 1023u, 1024u, 1025u, 5000u);
    auto const s = GENERATE(shape::national, shape::chain, shape::star, shape::random);
    auto const blanks = GENERATE(0u, 20u);
    INFO(po::testing::to_string(s) << ", " << n << " units, " << blanks << " % blank");
    auto const units = po::testing::generate(s, n, n);
    po::column own(units, po::quota::assigned);
    po::testing::fill(own, n, {-20, 40, blanks / 2, blanks});
    po::column keys(units, po::quota::registered);
    po::testing::fill(keys, n + 1, {1, 12, 10, 0});
    po::column many(units, po::quota::admitted);
    po::testing::fill(many, n + 2, {1, 100'000, 10, 0});

    auto const both = po::by_both(po::by_kind{}, po::by_level{});
    auto const check = [&](auto const& key) {
        auto const expected = by_map(key, own);
        require_equal(po::group_by(units, key, own), expected);
        require_equal(po::group_by(units, key, own, po::sum{}, halves), expected);
        require_equal(po::group_by(units, unnumbered<std::remove_cvref_t<decltype(key)>>{key}, own),
                      expected);
    };
    check(po::by_kind{});
    check(po::by_level{});
    check(both);
    check(po::by_value(keys));
    check(po::by_value(many));
    check(po::by_both(po::by_kind{}, po::by_value(keys)));

    auto const expected_min = po::group_by(units, unnumbered<decltype(both)>{both}, own, po::min{});
    auto const found_min = po::group_by(units, both, own, po::min{});
    REQUIRE(found_min.size() == expected_min.size());
    for (std::size_t g = 0; g < found_min.size(); ++g)
        CHECK(found_min[g].value == expected_min[g].value);

    std::vector<po::column_base const*> const columns = {&own, &keys, &many, &own};
    for (auto const& options : {po::roll_up_options{}, halves}) {
        auto const rows = po::group_by_each(units, both, columns, options);
        auto const alone = po::group_by(units, both, many);
        auto const first = by_map(both, own);
        REQUIRE(rows.size() == alone.size());
        auto e = first.begin();
        for (std::size_t g = 0; g < rows.size(); ++g, ++e) {
            CHECK(rows[g].key == alone[g].key);
            CHECK(rows[g].units == alone[g].units);
            CHECK(rows[g].sums[2] == po::group_sum{alone[g].value, alone[g].stated,
                                                   alone[g].declared, alone[g].blank});
            CHECK(rows[g].sums[3].value == e->second.value);
            CHECK(rows[g].sums[0] == rows[g].sums[3]);
        }
    }
    CHECK(po::group_by_each(units, both, {}).empty());
}

TEST_CASE("A group's sum that leaves 64 bits is an error that names the unit", "[group_by]") {
    auto const units = po::testing::generate(shape::star, 2000);
    po::column own(units, po::quota::assigned);
    own[slot(1)] = biggest;
    own[slot(700)] = 5;
    own[slot(1900)] = -5;
    std::vector<po::column_base const*> const columns = {&own};
    CHECK(po::group_by(units, po::by_level{}, own)[1].value == biggest);
    CHECK(po::group_by(units, unnumbered<po::by_level>{}, own)[1].value == biggest);
    CHECK(po::group_by_each(units, po::by_level{}, columns)[1].sums[0].value == biggest);
    own[slot(1900)] = -4;
    auto const named = test::ContainsSubstring("'quota.assigned' at " +
                                               po::code_path(units, slot(700)) + " does not");
    CHECK_THROWS_WITH(po::group_by(units, po::by_level{}, own), named);
    CHECK_THROWS_WITH(po::group_by(units, unnumbered<po::by_level>{}, own), named);
    CHECK_THROWS_WITH(po::group_by_each(units, po::by_level{}, columns), named);
}

TEST_CASE("Only whole numbers that add up are grouped together", "[group_by]") {
    constexpr po::measure<double, po::law::flow> money{"money", {}, {}};
    auto const units = po::testing::generate(shape::star, 3);
    po::column const amounts(units, money);
    std::vector<po::column_base const*> const columns = {&amounts};
    CHECK_THROWS_AS(po::group_by_each(units, po::by_kind{}, columns), po::bad_measure);
}
