// A measure of your own: one line defines it; it rolls up, travels in a table, and reads and writes
// like those of the library.
#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/io/csv.hpp>
#include <partyorg/measures/membership.hpp>
#include <partyorg/measures/table.hpp>
#include <partyorg/rollup/roll_up.hpp>

#include <iostream>

namespace po = partyorg;

//! [define]
// Members who finished this year's training: they add up over units and over time.
constexpr po::measure<std::int64_t, po::law::flow> trained{
    "user.trained", {"Đã học bồi dưỡng", "Trained this year"}};
//! [define]

int main() {
    po::hierarchy_builder build;
    auto const district = build.add(
        {.code = "SM", .kind = po::unit_kind::district_committee, .name = "Đảng bộ huyện"});
    auto const commune = build.add({.code = "SM-01",
                                    .parent = "SM",
                                    .kind = po::unit_kind::grassroots_committee,
                                    .name = "Đảng bộ xã"});
    auto const school = build.add({.code = "SM-02",
                                   .parent = "SM",
                                   .kind = po::unit_kind::grassroots_cell,
                                   .name = "Chi bộ trường"});
    po::organisation whole(build.finish());

    //! [fill]
    auto& finished = whole.figures.add(trained);
    finished[commune] = 31;
    finished[school] = 9;
    auto& members = whole.figures.add(po::membership::total);
    members[commune] = 40;
    members[school] = 12;
    //! [fill]

    //! [use]
    auto const done = po::roll_up(whole, trained);
    auto const all = po::roll_up(whole, po::membership::total);
    auto const rate = po::ratio_of(done, all, po::slot(0)); // recomputed, never averaged
    std::cout << done.info().label.vi << ": " << done[district] << " of " << rate.denominator
              << '\n';
    //! [use]

    //! [write]
    auto const text = po::io::write_unit_table(whole);
    std::cout << text;
    //! [write]

    //! [read]
    po::io::unit_table_options options;
    options.measures = {po::measure_info(trained)}; // else it would come back without its label
    auto const again = po::io::parse_unit_table({"units.csv", text}, options).value();
    std::cout << again[trained].info().label.en << ": " << po::roll_up(again, trained)[po::slot(0)]
              << '\n';
    //! [read]
}
