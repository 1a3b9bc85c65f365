#include "support/catch.hpp"

#include <partyorg/measures/measure.hpp>

#include <string>

namespace po = partyorg;

static_assert(po::cell_value<std::int64_t> && po::cell_value<std::int32_t> &&
              po::cell_value<double> && po::cell_value<po::date> &&
              po::cell_value<po::coverage_count>);
static_assert(!po::cell_value<std::string> && !po::cell_value<bool> && !po::cell_value<float>);

TEST_CASE("a definition of one's own is one line", "[measures]") {
    constexpr po::measure<std::int64_t, po::law::flow> women{
        "admitted.women", {"Nữ", "Women"}, "admitted"};
    po::measure_info const info(women);
    CHECK(info.id == "admitted.women");
    CHECK(info.label == po::label("Nữ", "Women"));
    CHECK(info.law == po::law_kind::flow);
    CHECK(info.type == po::value_kind::count);
    CHECK(info.of_which == "admitted");
}

TEST_CASE("value types are told at run time", "[measures]") {
    po::measure<std::int32_t, po::law::stock> const small{"a"};
    po::measure<double, po::law::ratio> const number{"b"};
    po::measure<po::date, po::law::latest> const day{"c"};
    po::measure<po::coverage_count, po::law::coverage> const share{"d"};
    CHECK(po::measure_info(small).type == po::value_kind::small_count);
    CHECK(po::measure_info(small).law == po::law_kind::stock);
    CHECK(po::measure_info(number).type == po::value_kind::number);
    CHECK(po::measure_info(number).law == po::law_kind::ratio);
    CHECK(po::measure_info(day).type == po::value_kind::day);
    CHECK(po::measure_info(day).law == po::law_kind::latest);
    CHECK(po::measure_info(share).type == po::value_kind::share);
}

TEST_CASE("a user measure is a flow of counts, shown by its identifier", "[measures]") {
    po::measure_info const plain("họp");
    CHECK(plain.label == po::label("họp", "họp"));
    CHECK(plain.law == po::law_kind::flow);
    CHECK(plain.type == po::value_kind::count);
    CHECK(plain.of_which.empty());
    po::measure_info const shown("meetings", {"Họp", ""}, po::law_kind::stock);
    CHECK(shown.label == po::label("Họp", ""));
    CHECK(shown.law == po::law_kind::stock);
    CHECK_FALSE(plain == shown);
    CHECK(plain == po::measure_info("họp"));
}

TEST_CASE("a share is complete when nothing is left", "[measures]") {
    CHECK(po::coverage_count{170, 170}.complete());
    CHECK_FALSE(po::coverage_count{169, 170}.complete());
    CHECK(po::coverage_count{}.complete());
    CHECK(po::coverage_count{1, 2} == po::coverage_count{1, 2});
    CHECK_FALSE(po::coverage_count{1, 2} == po::coverage_count{2, 4});
}
