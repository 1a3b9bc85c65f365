/// Live totals equal a roll-up from scratch after every single step.

#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/measures/quota.hpp>
#include <partyorg/rollup/live.hpp>
#include <partyorg/testing/generate.hpp>

#include <limits>
#include <string>
#include <support/catch.hpp>
#include <vector>

namespace po = partyorg;
using po::live_form;
using po::slot;
using po::unit_id;
using po::testing::shape;

namespace {

constexpr auto biggest = std::numeric_limits<std::int64_t>::max();

/// The organisation as plain lists: who is under whom and what stands in each cell.
struct reference {
    std::vector<std::optional<std::uint32_t>> above{};
    std::vector<po::cell<std::int64_t>> cells{};

    explicit reference(po::count_column const& own) {
        for (std::uint32_t i = 0; i < own.size(); ++i) {
            auto const up = own.units().parent(slot(i));
            above.push_back(up ? std::optional(up->value()) : std::nullopt);
            cells.push_back(own[slot(i)]);
        }
    }
    bool is_below(std::uint32_t unit, std::uint32_t other) const {
        for (auto at = std::optional(unit); at; at = above[*at])
            if (*at == other) return true;
        return false;
    }
    /// From scratch: a new hierarchy by the builder, a new column, a new roll-up.
    void require_same(po::live_totals const& live) const {
        po::hierarchy_builder build({.roots = po::root_policy::forest});
        for (std::uint32_t i = 0; i < above.size(); ++i) {
            auto const code = std::to_string(i);
            auto const parent = above[i] ? std::to_string(*above[i]) : std::string();
            build.add({.code = code, .parent = parent, .kind = po::unit_kind::party_group});
        }
        auto const units = build.finish();
        po::column own(units, po::quota::assigned);
        for (std::uint32_t i = 0; i < cells.size(); ++i) own[units.slot_of(unit_id(i))] = cells[i];
        auto const totals = po::roll_up(own);
        for (std::uint32_t i = 0; i < cells.size(); ++i) {
            unit_id const id(i);
            if (live[id] != totals[id]) FAIL("the sum of unit " << i << " differs");
            if (live.counts(id) != totals.counts(id)) FAIL("the counts of unit " << i << " differ");
            if (!(live.own(id) == cells[i])) FAIL("the cell of unit " << i << " differs");
            auto const up = live.parent(id);
            auto const expected = above[i] ? std::optional(unit_id(*above[i])) : std::nullopt;
            if (up != expected) FAIL("the parent of unit " << i << " differs");
        }
    }
};

po::hierarchy random_forest(std::uint32_t units, std::uint64_t seed) {
    po::testing::random_numbers random(seed);
    po::hierarchy_builder build({.roots = po::root_policy::forest});
    for (std::uint32_t i = 0; i < units; ++i) {
        auto const root = i == 0 || random.below(8) == 0;
        auto const code = std::to_string(i);
        auto const parent = root ? std::string() : std::to_string(random.below(i));
        build.add({.code = code, .parent = parent, .kind = po::unit_kind::party_group});
    }
    return build.finish();
}

/// Identities equal slots here, as the reference assumes.
po::hierarchy in_slot_order(po::hierarchy const& units) {
    po::hierarchy_builder build({.roots = po::root_policy::forest});
    for (std::uint32_t i = 0; i < units.size(); ++i) {
        auto const up = units.parent(slot(i));
        build.add({.code = units.code(slot(i)),
                   .parent = up ? units.code(*up) : std::string_view(),
                   .kind = po::unit_kind::party_group});
    }
    return build.finish();
}

po::cell<std::int64_t> random_cell(po::testing::random_numbers& random) {
    switch (random.below(5)) {
    case 0:
        return {po::cell_state::blank, 0};
    case 1:
        return {po::cell_state::declared_none, 0};
    default:
        return {po::cell_state::stated, std::int64_t{random.below(100)} - 50};
    }
}

} // namespace

TEST_CASE("Live totals equal a new roll-up after every step", "[live][property]") {
    auto const form = GENERATE(live_form::climbing, live_form::blocks, live_form::automatic);
    auto const n = GENERATE(1u, 2u, 5u, 63u, 64u, 65u, 150u);
    auto const kind = GENERATE(0, 1, 2, 3, 4);
    auto const units = in_slot_order(
        kind == 4 ? random_forest(n, n) : po::testing::generate(static_cast<shape>(kind), n, n));
    INFO("form " << static_cast<int>(form) << ", " << n << " units, shape " << kind);
    po::column own(units, po::quota::assigned);
    po::testing::fill(own, n, {-50, 50, 10, 40});
    reference plain(own);
    po::live_totals live(own, form);
    plain.require_same(live);
    po::testing::random_numbers random(n * 31 + static_cast<unsigned>(kind));
    for (int step = 0; step < 40; ++step) {
        auto const unit = random.below(n), other = random.below(n);
        switch (random.below(4)) {
        case 0: {
            auto const content = random_cell(random);
            live.set(unit_id(unit), content);
            plain.cells[unit] = content;
            break;
        }
        case 1: {
            std::vector<po::cell_change> batch;
            for (auto k = random.below(n + 20); k-- > 0;) {
                auto const at = random.below(n);
                batch.push_back({unit_id(at), random_cell(random)});
                plain.cells[at] = batch.back().content;
            }
            live.apply(batch);
            break;
        }
        default:
            if (plain.is_below(other, unit)) {
                CHECK_THROWS_AS(live.move(unit_id(unit), unit_id(other)), po::invalid_input);
            } else {
                live.move(unit_id(unit), unit_id(other));
                plain.above[unit] = other;
            }
        }
        plain.require_same(live);
    }
}

TEST_CASE("Block sums cross several layers", "[live][property]") {
    auto const units = po::testing::generate(shape::random, 20'000, 3);
    po::column own(units, po::quota::assigned);
    po::testing::fill(own, 4);
    po::live_totals blocks(own, live_form::blocks);
    po::live_totals climbing(own, live_form::climbing);
    po::testing::random_numbers random(5);
    for (int step = 0; step < 300; ++step) {
        slot const s(random.below(units.size()));
        auto const value = std::int64_t{random.below(1000)};
        blocks.set(s, value);
        climbing.set(s, value);
        own[s] = value;
        auto const unit = units.id_of(slot(random.below(units.size())));
        auto const above = units.id_of(slot(random.below(units.size())));
        try {
            climbing.move(unit, above);
        } catch (po::invalid_input const&) {
            CHECK_THROWS_AS(blocks.move(unit, above), po::invalid_input);
            continue;
        }
        blocks.move(unit, above);
    }
    std::int64_t sum = 0;
    for (std::uint32_t i = 0; i < units.size(); ++i) {
        sum += own[slot(i)].value_or(0);
        if (blocks[slot(i)] != climbing[slot(i)]) FAIL("slot " << i);
        if (blocks.counts(slot(i)) != climbing.counts(slot(i))) FAIL("counts of slot " << i);
    }
    CHECK(blocks[slot(0)] == sum);
}

TEST_CASE("Block sums are the same with vectors of any width", "[live][property]") {
    constexpr std::size_t size = 9'000; // three layers
    for (unsigned const lanes : {1u, 4u, 8u}) {
        if (lanes > po::detail::vector_lanes()) continue;
        INFO(lanes << " lanes");
        po::detail::block_sums sums(size, lanes);
        std::vector<std::uint64_t> numbers(size);
        po::testing::random_numbers random(6);
        for (int step = 0; step < 2000; ++step) {
            auto const i = random.below(size);
            auto const difference = random.next(); // modulo 2^64
            sums.add(i, difference);
            numbers[i] += difference;
        }
        std::uint64_t before = 0;
        for (std::size_t i = 0; i < size; ++i) {
            if (sums.between(0, i) != before) FAIL("before number " << i);
            if (sums.between(i, i + 1) != numbers[i]) FAIL("number " << i);
            before += numbers[i];
        }
        CHECK(sums.between(0, size) == before);
    }
}

TEST_CASE("Cells are set as in a column", "[live]") {
    auto const units = po::testing::generate(shape::star, 3);
    po::column own(units, po::quota::assigned);
    po::live_totals live(own);
    CHECK(live.counts(slot(0)) == po::completeness{0, 2});
    live.set(slot(1), 7);
    live.set(units.id_of(slot(2)), po::declared_none);
    CHECK(live[slot(0)] == 7);
    CHECK(live.counts(slot(0)) == po::completeness{2, 0});
    live.set(slot(1), po::blank);
    CHECK(live[slot(0)] == 0);
    CHECK(live.own(slot(1)).is_blank());
    CHECK(live.counts(slot(0)) == po::completeness{1, 1});
}

TEST_CASE("A change that would leave 64 bits is refused and changes nothing", "[live][property]") {
    auto const form = GENERATE(live_form::climbing, live_form::blocks);
    auto const units = po::testing::generate(shape::chain, 4);
    po::column own(units, po::quota::assigned);
    own[slot(1)] = biggest - 5;
    po::live_totals live(own, form);
    live.set(slot(3), 5);
    CHECK(live[slot(0)] == biggest);
    auto const named = test::ContainsSubstring("'quota.assigned' at " +
                                               po::code_path(units, slot(1)) + " does not");
    CHECK_THROWS_WITH(live.set(slot(3), 6), named);
    CHECK_THROWS_AS(live.set(slot(3), 6), po::arithmetic_overflow);
    CHECK(live[slot(0)] == biggest);
    CHECK(live.own(slot(3)).value() == 5);
    live.set(slot(2), -5);
    live.set(slot(3), 6);
    CHECK(live[slot(1)] == biggest - 4);

    // A batch may leave 64 bits on the way.
    std::vector<po::cell_change> const there_and_back = {
        {units.id_of(slot(3)), {po::cell_state::stated, 100}},
        {units.id_of(slot(2)), {po::cell_state::stated, -100}}};
    live.apply(there_and_back);
    CHECK(live[slot(0)] == biggest - 5);
    std::vector<po::cell_change> const too_much = {
        {units.id_of(slot(2)), {po::cell_state::stated, 0}},
        {units.id_of(slot(0)), {po::cell_state::blank, 0}}};
    CHECK_THROWS_WITH(live.apply(too_much), named);
    CHECK(live[slot(0)] == biggest - 5);
    CHECK(live.own(slot(2)).value() == -100);
}

TEST_CASE("A move that would leave 64 bits is refused and changes nothing", "[live]") {
    auto const form = GENERATE(live_form::climbing, live_form::blocks);
    po::hierarchy_builder build({.roots = po::root_policy::forest});
    for (auto const* code : {"A", "B"})
        build.add({.code = code, .kind = po::unit_kind::district_committee});
    auto const c = build.add({.code = "C", .parent = "A", .kind = po::unit_kind::grassroots_cell});
    auto const units = build.finish();
    auto const a = unit_id(0), b = unit_id(1);
    po::column own(units, po::quota::assigned);
    own[b] = biggest;
    own[c] = 1;
    po::live_totals live(own, form);
    CHECK_THROWS_WITH(live.move(c, b), test::ContainsSubstring("at B does not"));
    CHECK(live[a] == 1);
    CHECK(live[b] == biggest);
    CHECK(live.parent(c) == a);
    live.set(b, 10);
    live.move(c, b);
    CHECK(live[a] == 0);
    CHECK(live[b] == 11);
    CHECK(live.parent(c) == b);
}
