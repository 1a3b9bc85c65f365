// A column is indexed by position or identity, and its law is part of its type.
#include <partyorg/measures/column.hpp>
#include <partyorg/measures/membership.hpp>
#include <partyorg/measures/quota.hpp>

namespace po = partyorg;

inline void correct(po::hierarchy const& units) {
    po::column<int> assigned(units, po::quota::assigned);
    assigned[po::slot(0)] = 3;
    assigned[po::unit_id(0)] = po::declared_none;
    po::column<std::int64_t, po::law::stock> members(units, po::membership::official);
    members[po::slot(0)] = po::blank;
}

// expect: no match for .*operator\[\]|no viable overloaded operator\[\]
#if SHOULD_FAIL == 1
inline void by_number(po::column<int>& own) {
    own[0] = 3;
}
#endif

// expect: no matching function for call|no matching constructor
#if SHOULD_FAIL == 2
inline void mixed_laws(po::hierarchy const& units) {
    po::column<std::int64_t, po::law::stock> members(units, po::quota::assigned);
}
#endif

// expect: no match for .*operator=|no viable overloaded '='
#if SHOULD_FAIL == 3
inline void other_law(po::column<int>& flow, po::column<int, po::law::stock> const& stock) {
    flow = stock;
}
#endif

// expect: constraint
#if SHOULD_FAIL == 4
using of_texts = po::column<char const*>;
#endif

// expect: no match for .*operator=|no viable overloaded '='|cannot convert|discards qualifiers
#if SHOULD_FAIL == 5
inline void written_through_const(po::column<int> const& own) {
    own[po::slot(0)] = po::declared_none;
}
#endif
