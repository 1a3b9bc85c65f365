#include "support/catch.hpp"

#include <partyorg/measures/membership.hpp>
#include <partyorg/testing/any_cell.hpp>
#include <partyorg/testing/tiny.hpp>

namespace po = partyorg;
using namespace partyorg::testing;

TEST_CASE("the content of a cell is printed and read back", "[testing]") {
    any_cell const all[] = {po::blank,
                            po::declared_none,
                            0,
                            42,
                            -3,
                            2.5,
                            2.0,
                            1e300,
                            po::date(2024, 1, 15),
                            po::coverage_count{169, 170}};
    char const* const texts[] = {"blank", "-",   "0",      "42",         "-3",
                                 "2.5",   "2.0", "1e+300", "2024-01-15", "169/170"};
    for (std::size_t i = 0; i < std::size(all); ++i) {
        CHECK(to_string(all[i]) == texts[i]);
        if (i != 7) CHECK(parse_any_cell(texts[i]) == all[i]);
    }
    for (auto const* bad : {"", "x", "3 ", "1/", "/2", "1.2.3", "2024-02-30", "--"})
        CHECK_FALSE(parse_any_cell(bad).has_value());
    CHECK_FALSE(any_cell(2) == any_cell(2.0));
}

TEST_CASE("a cell of any column is read and written by the column's own type", "[testing]") {
    auto whole = tiny().committee("A").done();
    for (auto const type : {po::value_kind::count, po::value_kind::small_count,
                            po::value_kind::number, po::value_kind::day, po::value_kind::share}) {
        auto const law = type == po::value_kind::day     ? po::law_kind::latest
                         : type == po::value_kind::share ? po::law_kind::coverage
                                                         : po::law_kind::stock;
        po::measure_info const info("x." + std::to_string(static_cast<int>(type)), {}, law, type);
        add_column(whole.figures, info);
        CHECK(whole.figures.find(info.id)->info() == info);
        any_cell const content = type == po::value_kind::day ? any_cell(po::date(2024, 1, 15))
                                 : type == po::value_kind::share
                                     ? any_cell(po::coverage_count{1, 2})
                                 : type == po::value_kind::number ? any_cell(2.5)
                                                                  : any_cell(7);
        for (auto const& c : {content, any_cell(po::declared_none), any_cell(po::blank)}) {
            set_cell(whole.figures, info.id, po::slot(0), c);
            CHECK(content_of(*whole.figures.find(info.id), po::slot(0)) == c);
        }
        any_cell const wrong =
            type == po::value_kind::day ? any_cell(7) : any_cell(po::date(2024, 1, 15));
        try {
            set_cell(whole.figures, info.id, po::slot(0), wrong);
            FAIL("it took the wrong type");
        } catch (po::invalid_input const& e) {
            CHECK(e.code() == po::defect::edit_not_possible);
        }
    }
    CHECK_THROWS_AS(set_cell(whole.figures, "missing", po::slot(0), 1), po::bad_measure);
    CHECK_THROWS_AS(set_cell(whole.figures, "x.1", po::slot(0), std::int64_t{1} << 40),
                    po::invalid_input);
    CHECK_THROWS_AS(add_column(whole.figures, po::measure_info("y", {}, po::law_kind::ratio)),
                    po::bad_measure);
}

TEST_CASE("a measure known by its identifier only is the library's, or has the content's type",
          "[testing]") {
    CHECK(measure_for("members.official", 3) == po::measure_info(po::membership::official));
    CHECK(measure_for("x", 3).type == po::value_kind::count);
    CHECK(measure_for("x", 3).law == po::law_kind::flow);
    CHECK(measure_for("x", 3.5).type == po::value_kind::number);
    CHECK(measure_for("x", po::date(2024, 1, 1)).law == po::law_kind::latest);
    CHECK(measure_for("x", po::coverage_count{}).law == po::law_kind::coverage);
}
