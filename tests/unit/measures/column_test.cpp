#include "support/catch.hpp"

#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/measures/coverage.hpp>
#include <partyorg/measures/membership.hpp>
#include <partyorg/measures/quota.hpp>
#include <partyorg/measures/table.hpp>

#include <type_traits>
#include <vector>

namespace po = partyorg;

namespace {

using po::blank, po::declared_none, po::slot;
using po::cell_state;

/// A(C B), the units added as C, A, B: identities are not slots.
po::hierarchy three() {
    po::hierarchy_builder build;
    build.add({.code = "C", .parent = "A", .kind = po::unit_kind::grassroots_cell});
    build.add({.code = "A", .kind = po::unit_kind::district_committee});
    build.add({.code = "B", .parent = "A", .kind = po::unit_kind::grassroots_cell});
    return build.finish();
}

using count_cell = po::cell<std::int64_t>;

} // namespace

TEST_CASE("a new column is blank everywhere", "[measures]") {
    po::column const own(three(), po::quota::assigned);
    static_assert(std::same_as<decltype(own), po::count_column const>, "law and type are deduced");
    CHECK(own.size() == 3);
    CHECK(own.info().id == "quota.assigned");
    for (std::uint32_t s = 0; s < 3; ++s) {
        CHECK(own[slot(s)].is_blank());
        CHECK(own.state(slot(s)) == cell_state::blank);
        CHECK(own.values()[s] == 0);
    }
}

TEST_CASE("type and law are deduced from the measure", "[measures]") {
    auto const units = three();
    po::column const members(units, po::membership::official);
    static_assert(std::same_as<decltype(members), po::column<std::int64_t, po::law::stock> const>);
    po::column const villages(units, po::coverage::villages);
    static_assert(
        std::same_as<decltype(villages), po::column<po::coverage_count, po::law::coverage> const>);
    po::column<int> const narrow(units, po::quota::assigned); // the ten lines of the introduction
    CHECK(narrow.info().type == po::value_kind::small_count);
    CHECK(narrow.info().id == "quota.assigned");
    po::count_column const own(units, po::measure_info("họp"));
    CHECK(own.info().label.vi == "họp");
}

TEST_CASE("three states of a cell are three different things", "[measures]") {
    auto const units = three();
    po::column own(units, po::quota::assigned);
    own[slot(0)] = 0;
    own[slot(1)] = declared_none;
    CHECK(own[slot(0)].state() == cell_state::stated);
    CHECK(own[slot(1)].state() == cell_state::declared_none);
    CHECK(own[slot(2)].state() == cell_state::blank);
    auto const& read = own;
    CHECK(read[slot(0)].has_value());
    CHECK(read[slot(0)].value() == 0);
    CHECK_FALSE(read[slot(1)].has_value());
    CHECK_FALSE(read[slot(1)].is_blank());
    CHECK(read[slot(2)].is_blank());
    CHECK(read[slot(0)].value_or(-1) == 0);
    CHECK(read[slot(1)].value_or(-1) == -1);
    CHECK(read[slot(2)].value_or(-1) == -1);
    CHECK_FALSE(read[slot(0)] == read[slot(1)]);
    CHECK_FALSE(read[slot(1)] == read[slot(2)]);
    CHECK(std::vector(own.states().begin(), own.states().end()) ==
          std::vector{cell_state::stated, cell_state::declared_none, cell_state::blank});
}

TEST_CASE("a cell changes its state back and forth, and holds zero unless stated", "[measures]") {
    po::column own(three(), po::quota::assigned);
    auto const s = slot(1);
    own[s] = 12;
    CHECK(own.values()[1] == 12);
    own[s] = declared_none;
    CHECK(own.values()[1] == 0);
    own[s] = 13;
    own[s] = blank;
    CHECK(own.values()[1] == 0);
    CHECK(own[s].state() == cell_state::blank);
    own[s] = count_cell(cell_state::declared_none, 99);
    CHECK(own.values()[1] == 0);
    CHECK(own[s].state() == cell_state::declared_none);
    own[s] = count_cell(cell_state::stated, 14);
    CHECK(own[s].value_or(0) == 14);
    CHECK(count_cell(own[s]) == count_cell(cell_state::stated, 14));
}

TEST_CASE("identity and position lead to the same cell", "[measures]") {
    auto const units = three();
    po::column own(units, po::quota::assigned);
    po::unit_id const c(0), a(1), b(2);
    own[c] = 3;
    own[b] = declared_none;
    auto const& read = own;
    REQUIRE(read[slot(1)].has_value());
    CHECK(read[slot(1)].value() == 3);
    CHECK(read[c].value() == 3);
    CHECK(read[b].state() == cell_state::declared_none);
    CHECK(read[slot(2)].state() == cell_state::declared_none);
    CHECK(read[a].is_blank());
}

TEST_CASE("a cell is copied from another one, of the same or another column", "[measures]") {
    auto const units = three();
    po::column registered(units, po::quota::registered), assigned(units, po::quota::assigned);
    registered[slot(0)] = 5;
    registered[slot(1)] = declared_none;
    assigned[slot(2)] = 7;
    assigned[slot(0)] = registered[slot(0)];
    assigned[slot(1)] = registered[slot(1)];
    assigned[slot(2)] = registered[slot(2)];
    CHECK(assigned[slot(0)].value_or(0) == 5);
    CHECK(assigned[slot(1)].state() == cell_state::declared_none);
    CHECK(assigned[slot(2)].state() == cell_state::blank);
    registered[slot(2)] = registered[slot(0)];
    CHECK(registered[slot(2)].value_or(0) == 5);
    auto const& fixed = registered;
    assigned[slot(1)] = fixed[slot(0)];
    CHECK(assigned[slot(1)].value_or(0) == 5);
}

TEST_CASE("cells of unstated numbers are equal whatever they hide", "[measures]") {
    CHECK(count_cell(cell_state::blank, 1) == count_cell(cell_state::blank, 2));
    CHECK_FALSE(count_cell(cell_state::stated, 1) == count_cell(cell_state::stated, 2));
    CHECK_FALSE(count_cell(cell_state::stated, 0) == count_cell(cell_state::blank, 0));
}

TEST_CASE("columns are equal when measure and cells are", "[measures]") {
    auto const units = three();
    po::column a(units, po::quota::assigned), b(three(), po::quota::assigned);
    CHECK(a == b); // of equal snapshots, not the same one
    a[slot(0)] = 1;
    CHECK_FALSE(a == b);
    b[slot(0)] = 1;
    CHECK(a == b);
    b[slot(1)] = declared_none;
    CHECK_FALSE(a == b);
    CHECK_FALSE(po::column(units, po::quota::assigned) == po::column(units, po::quota::registered));
}

TEST_CASE("copies of a column are independent", "[measures]") {
    po::column a(three(), po::quota::assigned);
    a[slot(0)] = 1;
    auto b = a;
    b[slot(0)] = 2;
    CHECK(a[slot(0)].value_or(0) == 1);
    a = b;
    CHECK(a[slot(0)].value_or(0) == 2);
    CHECK(same_snapshot(a.units(), b.units()));
    auto const c = std::move(b);
    CHECK(c[slot(0)].value() == 2);
}

TEST_CASE("columns of shares and days", "[measures]") {
    auto const units = three();
    po::column villages(units, po::coverage::villages);
    villages[slot(1)] = po::coverage_count{16, 17};
    villages[slot(2)] = {3, 3};
    auto const& read = villages;
    CHECK(read[slot(1)].value() == po::coverage_count{16, 17});
    CHECK(read[slot(2)].value().complete());
    po::measure<po::date, po::law::latest> const reported{"reported"};
    po::column last(units, reported);
    last[slot(1)] = po::make_date(2024, 1, 15).value();
    CHECK(last[slot(1)].value_or(po::date()) == po::make_date(2024, 1, 15));
    CHECK(last[slot(0)].state() == cell_state::blank);
}

TEST_CASE("a cell refuses what is no day", "[measures]") {
    // The default date sorts after every day: the latest report would never be due.
    po::measure<po::date, po::law::latest> const reported{"reported"};
    po::column last(three(), reported);
    auto const code_of = [&](po::date day) {
        try {
            last[slot(1)] = day;
        } catch (po::invalid_input const& e) {
            return e.code();
        }
        return po::defect::internal;
    };
    CHECK(code_of(po::date()) == po::defect::not_a_date);
    CHECK(code_of(po::date(boost::date_time::pos_infin)) == po::defect::not_a_date);
    CHECK(last[slot(1)].state() == cell_state::blank);
    CHECK_THROWS_WITH(last[slot(1)] = po::date(), "PO1502: a cell of 'reported' needs a real day");
}

TEST_CASE("a column takes over cells that exist", "[measures]") {
    std::vector<std::int64_t> const values{1, 0, 0};
    std::vector<cell_state> const states{cell_state::stated, cell_state::declared_none,
                                         cell_state::blank};
    using po::detail::flat_array;
    po::count_column own(three(), po::measure_info(po::quota::assigned),
                         flat_array(std::span(values)), flat_array(std::span(states)));
    CHECK(own.values().data() == values.data()); // borrowed
    CHECK(own[slot(0)].value_or(9) == 1);
    own[slot(2)] = 4; // copied before it is written to
    CHECK(values[2] == 0);
    CHECK(states[2] == cell_state::blank);
    CHECK(own[slot(2)].value_or(9) == 4);
    CHECK(own[slot(1)].state() == cell_state::declared_none);
}
