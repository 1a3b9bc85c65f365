// A table holds the pairs of value type and law that visit knows.
#include <partyorg/measures/quota.hpp>
#include <partyorg/measures/table.hpp>

namespace po = partyorg;

inline constexpr po::measure<std::int32_t, po::law::distinct> few_persons{"persons"};
inline constexpr po::measure<double, po::law::ratio> rate{"rate"};

inline void correct(po::table& figures) {
    figures.add(po::quota::assigned)[po::slot(0)] = 4;
    (void)figures[po::quota::assigned];
}

// expect: constraint
#if SHOULD_FAIL == 1
inline void ratio(po::table& figures) {
    figures.add(po::column<double, po::law::ratio>(figures.units(), rate));
}
#endif

// expect: is_table_column|no matching (member )?function
#if SHOULD_FAIL == 2
inline void by_measure(po::table& figures) {
    figures.add(few_persons);
}
#endif

// expect: discards qualifiers|no viable overloaded '='|no match for .*operator=
#if SHOULD_FAIL == 3
inline void write_to_what_is_read(po::table& figures) {
    figures[po::quota::assigned][po::slot(0)] = po::blank;
}
#endif
