#include "support/catch.hpp"

#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/measures/coverage.hpp>
#include <partyorg/measures/membership.hpp>
#include <partyorg/measures/quota.hpp>
#include <partyorg/measures/table.hpp>

#include <string>
#include <type_traits>

namespace po = partyorg;

namespace {

using po::slot;

po::hierarchy two() {
    po::hierarchy_builder build;
    build.add({.code = "A", .kind = po::unit_kind::district_committee});
    build.add({.code = "B", .parent = "A", .kind = po::unit_kind::grassroots_cell});
    return build.finish();
}

/// Names the type that `visit` calls its body with.
struct name_of {
    template <class T, class Law>
    std::string operator()(po::column<T, Law> const& c) const {
        CHECK(c.info().law == Law::kind);
        std::string const type = std::same_as<T, std::int64_t>   ? "count"
                                 : std::same_as<T, std::int32_t> ? "small"
                                 : std::same_as<T, double>       ? "number"
                                 : std::same_as<T, po::date>     ? "day"
                                                                 : "share";
        return type + " " + std::string(po::to_string(Law::kind));
    }
};

template <class T, class Law>
std::string visited() {
    po::measure<T, Law> const m{"m"};
    return po::visit(po::column<T, Law>(two(), m), name_of{});
}

} // namespace

TEST_CASE("columns are added, found and edited by measure", "[measures]") {
    auto const units = two();
    po::table figures(units);
    CHECK(figures.size() == 0);
    CHECK(figures.find("quota.assigned") == nullptr);
    auto& assigned = figures.add(po::quota::assigned);
    assigned[slot(1)] = 5;
    CHECK(figures.size() == 1);
    CHECK(figures.contains("quota.assigned"));
    CHECK_FALSE(figures.contains("quota"));
    CHECK(figures[po::quota::assigned][slot(1)].value() == 5);
    CHECK(figures.get<std::int64_t>("quota.assigned")[slot(1)].value() == 5);
    figures.edit<std::int64_t>("quota.assigned")[slot(1)] = 6;
    CHECK(figures[po::quota::assigned][slot(1)].value() == 6);
    CHECK(&figures.at(0) == figures.find("quota.assigned"));
    CHECK(same_snapshot(figures.units(), units));
}

TEST_CASE("a column of the same measure replaces the one before", "[measures]") {
    po::table figures(two());
    figures.add(po::quota::registered);
    figures.add(po::quota::assigned)[slot(1)] = 5;
    figures.add(po::quota::admitted);
    figures.add(po::quota::assigned)[slot(1)] = 7;
    CHECK(figures.size() == 3);
    CHECK(figures.at(1).info().id == "quota.assigned");
    CHECK(figures[po::quota::assigned][slot(1)].value() == 7);
    // Also by one of another type.
    po::measure<std::int32_t, po::law::stock> const other{"quota.assigned"};
    figures.add(other)[slot(1)] = 9;
    CHECK(figures.size() == 3);
    CHECK(figures[other][slot(1)].value() == 9);
    CHECK_THROWS_AS(figures[po::quota::assigned], po::bad_measure);
}

TEST_CASE("a missing measure, another law and another type are told apart", "[measures]") {
    po::table figures(two());
    figures.add(po::membership::total);
    auto const code_of = [](auto const& action) {
        try {
            action();
        } catch (po::bad_measure const& e) {
            return e.code();
        }
        return po::defect::internal;
    };
    CHECK(code_of([&] { (void)figures[po::quota::assigned]; }) == po::defect::unknown_measure);
    CHECK(code_of([&] { (void)figures.get<std::int64_t>("members"); }) ==
          po::defect::measure_mismatch);
    CHECK(code_of([&] { (void)figures.get<double, po::law::stock>("members"); }) ==
          po::defect::measure_mismatch);
    CHECK(code_of([&] { (void)figures.edit<std::int64_t>("x"); }) == po::defect::unknown_measure);
    CHECK_THROWS_WITH(figures[po::quota::assigned], "PO1402: no column 'quota.assigned'");
    CHECK_THROWS_WITH(
        figures.get<std::int64_t>("members"),
        "PO1404: column 'members' has law 'stock', not 'flow', or another type of value");
}

TEST_CASE("a dotted identifier is a part of the one before the dot", "[measures]") {
    po::table figures(two());
    // The part may come before its total.
    figures.add(po::count_column(figures.units(), po::measure_info("quota.assigned.women")));
    CHECK(figures.find("quota.assigned.women")->info().of_which.empty());
    figures.add(po::quota::assigned);
    figures.add(po::count_column(figures.units(), po::measure_info("quota.assigned.women.young")));
    figures.add(po::count_column(figures.units(), po::measure_info("quota.other")));
    CHECK(figures.find("quota.assigned.women")->info().of_which == "quota.assigned");
    CHECK(figures.find("quota.assigned.women.young")->info().of_which == "quota.assigned.women");
    CHECK(figures.find("quota.other")->info().of_which.empty()); // there is no "quota"
    CHECK(figures.find("quota.assigned")->info().of_which.empty());
}

TEST_CASE("a definition's own tie counts more than its name", "[measures]") {
    po::table figures(two());
    figures.add(po::quota::assigned);
    po::measure_info info("quota.assigned.women");
    info.of_which = "admitted";
    figures.add(po::count_column(figures.units(), info));
    CHECK(figures.find("quota.assigned.women")->info().of_which == "admitted");
}

TEST_CASE("only figures of the same law are parts of each other", "[measures]") {
    po::table figures(two());
    figures.add(po::membership::total);
    po::measure<po::date, po::law::latest> const counted{"members.counted"};
    po::measure<std::int64_t, po::law::flow> const admitted{"members.admitted"};
    po::measure<std::int32_t, po::law::stock> const women{"members.women"};
    figures.add(counted);
    figures.add(admitted);
    figures.add(women);
    CHECK(figures.find("members.counted")->info().of_which.empty());
    CHECK(figures.find("members.admitted")->info().of_which.empty());
    CHECK(figures.find("members.women")->info().of_which == "members");
    po::measure<po::date, po::law::latest> const last{"congress"}, district{"congress.district"};
    figures.add(last);
    figures.add(district);
    CHECK(figures.find("congress.district")->info().of_which.empty()); // days have no parts
}

TEST_CASE("copies of a table are independent", "[measures]") {
    po::table a(two());
    a.add(po::quota::assigned)[slot(1)] = 5;
    auto b = a;
    b.edit<std::int64_t>("quota.assigned")[slot(1)] = 6;
    CHECK(a[po::quota::assigned][slot(1)].value() == 5);
    a = b;
    CHECK(a[po::quota::assigned][slot(1)].value() == 6);
    auto const moved = std::move(b);
    CHECK(moved[po::quota::assigned][slot(1)].value() == 6);
    CHECK(po::table().units().empty());
}

TEST_CASE("visit calls its body with the column's own type", "[measures]") {
    using namespace po::law;
    CHECK(visited<std::int64_t, flow>() == "count flow");
    CHECK(visited<std::int64_t, stock>() == "count stock");
    CHECK(visited<std::int64_t, distinct>() == "count distinct");
    CHECK(visited<std::int32_t, flow>() == "small flow");
    CHECK(visited<std::int32_t, stock>() == "small stock");
    CHECK(visited<double, flow>() == "number flow");
    CHECK(visited<double, stock>() == "number stock");
    CHECK(visited<po::date, earliest>() == "day earliest");
    CHECK(visited<po::date, latest>() == "day latest");
    CHECK(visited<po::coverage_count, po::law::coverage>() == "share coverage");
}

TEST_CASE("visit refuses a column that no table holds", "[measures]") {
    using namespace po::law;
    CHECK_THROWS_AS((visited<std::int64_t, ratio>()), po::bad_measure);
    CHECK_THROWS_AS((visited<double, ratio>()), po::bad_measure);
    CHECK_THROWS_AS((visited<std::int32_t, distinct>()), po::bad_measure);
    CHECK_THROWS_AS((visited<double, distinct>()), po::bad_measure);
    CHECK_THROWS_AS((visited<po::date, flow>()), po::bad_measure);
    CHECK_THROWS_AS((visited<po::coverage_count, stock>()), po::bad_measure);
    CHECK_THROWS_WITH((visited<double, ratio>()),
                      "PO1404: column 'm' has law 'ratio', which its type of value does not bear");
}

TEST_CASE("what a table can hold is what visit knows", "[measures]") {
    using namespace po::law;
    static_assert(po::is_table_column<std::int64_t, distinct>);
    static_assert(po::is_table_column<double, stock>);
    static_assert(!po::is_table_column<double, ratio>);
    static_assert(!po::is_table_column<std::int32_t, distinct>);
    static_assert(!po::is_table_column<po::date, flow>);
    static_assert(!po::is_table_column<std::int64_t, latest>);
    static_assert(!po::is_table_column<po::coverage_count, flow>);
}
