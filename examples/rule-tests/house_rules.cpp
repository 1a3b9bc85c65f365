#include "house_rules.hpp"

namespace po = partyorg;

// [rule]
namespace {

po::rule small_cuts(std::int64_t most, po::period span) {
    return po::units()
        .that(po::are(po::unit_kind::grassroots_committee | po::unit_kind::grassroots_cell))
        .with(po::answered(po::quota::registered))
        .should(po::own(po::quota::registered) - po::own(po::quota::assigned) <=
                po::parameter("most", most))
        .because(po::cite("Quy ước 01", "nhóm viết ví dụ", po::date(2024, 1, 2), "1"))
        .in_force(span)
        .named("house.small-cuts",
               {"Chỉ tiêu giao không giảm quá mức", "Targets are cut a little"});
}

} // namespace
// [rule]

// [dated]
po::rule_book house_rules() {
    po::rule_book book;
    book.add(small_cuts(2, {po::date(2024, 1, 2), po::date(2024, 12, 31)}));
    book.add(small_cuts(1, po::period(po::date(2025, 1, 1))));
    return book;
}
// [dated]
