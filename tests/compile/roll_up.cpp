// What cannot be added up does not compile, and says what to do instead.
#include <partyorg/measures/membership.hpp>
#include <partyorg/measures/quota.hpp>
#include <partyorg/rollup/roll_up.hpp>
#include <partyorg/rollup/subtree_sums.hpp>

namespace po = partyorg;

inline constexpr po::measure<std::int64_t, po::law::distinct> persons{"persons"};
inline constexpr po::measure<double, po::law::ratio> rate{"rate"};
inline constexpr po::measure<po::date, po::law::earliest> first{"first"};

inline auto correct(po::hierarchy const& units) {
    po::column const distinct(units, persons);
    auto const largest = po::roll_up(units, distinct, po::max{}); // one's own choice
    return po::roll_up(po::column(units, po::quota::assigned))[po::slot(0)] +
           largest[po::slot(0)].value_or(0);
}

// expect: a distinct count or a ratio cannot be rolled up: state it, or recompute it
#if SHOULD_FAIL == 1
inline auto of_persons(po::column<std::int64_t, po::law::distinct> const& own) {
    return po::roll_up(own);
}
#endif

// expect: a distinct count or a ratio cannot be rolled up: state it, or recompute it
#if SHOULD_FAIL == 2
inline auto of_ratios(po::column<double, po::law::ratio> const& own) {
    return po::roll_up(own);
}
#endif

// expect: no matching (function|constructor|conversion)
#if SHOULD_FAIL == 3
inline auto prefix_sums(po::column<std::int64_t, po::law::distinct> const& own) {
    return po::subtree_sums(own)[po::slot(0)];
}
#endif

// expect: no matching function
#if SHOULD_FAIL == 4
inline auto sum_of_days(po::hierarchy const& units) {
    return po::roll_up(units, po::column(units, first), po::sum{});
}
#endif

// expect: no match for .*operator\[\]|no viable overloaded operator\[\]
#if SHOULD_FAIL == 5
inline auto by_number(po::rolled<std::int64_t> const& totals) {
    return totals[0];
}
#endif
