// Rules are written with typed words: what makes no sense does not compile, and says why.
#include <partyorg/measures/activity.hpp>
#include <partyorg/measures/coverage.hpp>
#include <partyorg/measures/membership.hpp>
#include <partyorg/measures/quota.hpp>
#include <partyorg/rules/rule_book.hpp>

namespace po = partyorg;

inline po::rule correct() {
    using namespace po;
    return units()
        .that(are(unit_kind::subordinate_cell) && !are_roots())
        .under(unit_kind::grassroots_committee)
        .with(membership::official >= 9)
        .should(own(quota::assigned) + quota::admitted <= quota::registered ||
                ratio(quota::admitted, membership::total).between(percent(3), percent(4)) ||
                day(activity::last_congress) + months(12) == day(activity::last_congress) ||
                complete(coverage::villages) ||
                children(are(unit_kind::subordinate_cell)).count >= 1 ||
                children_sum(quota::assigned) == quota::assigned)
        .unless(consent("small_committee"))
        .because(cite("Điều lệ Đảng", "Đại hội", date(2011, 1, 19), "Điều 21"))
        .in_force(period(date(2011, 1, 19)));
}

// expect: different laws are compared only as a ratio
#if SHOULD_FAIL == 1
inline auto flow_with_stock() {
    return po::quota::admitted <= po::membership::total;
}
#endif

// expect: a day is compared with a day
#if SHOULD_FAIL == 2
inline auto day_with_number() {
    return po::activity::last_congress <= 30;
}
#endif

// expect: compare covered\(m\)
#if SHOULD_FAIL == 3
inline auto share_with_number() {
    return po::coverage::villages >= 3;
}
#endif

// expect: this needs a measure of counts
#if SHOULD_FAIL == 4
inline auto sum_of_days() {
    return po::children_sum(po::activity::last_congress);
}
#endif

// expect: cannot convert|could not convert|no matching (member )?function|no viable conversion
#if SHOULD_FAIL == 5
inline void without_days(po::rule_book& book) {
    book.add(po::units()
                 .should(po::membership::official >= 3)
                 .because(po::cite("1", "2", po::date(2011, 1, 19), "3")));
}
#endif

// expect: has no member|no member named
#if SHOULD_FAIL == 6
inline auto without_source() {
    return po::units()
        .should(po::membership::official >= 3)
        .in_force(po::period(po::date(2011, 1, 19)));
}
#endif

// expect: no matching function|cannot convert|no viable conversion|could not convert
#if SHOULD_FAIL == 7
inline auto should_a_figure() {
    return po::units().should(po::own(po::membership::official));
}
#endif

// expect: one factor is a plain number
#if SHOULD_FAIL == 8
inline auto product_of_figures() {
    return po::own(po::quota::assigned) * po::quota::registered;
}
#endif

// expect: fractions have no exact comparison
#if SHOULD_FAIL == 9
inline constexpr po::measure<double, po::law::flow> weight{"weight", {}, {}};
inline auto fraction_with_number() {
    return weight >= 3;
}
#endif
