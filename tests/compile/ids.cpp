// Positions and identities are no numbers: they neither add up, nor mix, nor convert.
#include <partyorg/core/ids.hpp>

using partyorg::slot, partyorg::unit_id;

inline bool ordered(slot a, slot b) {
    return a < b && unit_id(a.value()) != unit_id(b.value());
}

// expect: no match for .*operator\+|invalid operands to binary expression
#if SHOULD_FAIL == 1
auto added = slot(1) + slot(2);
#endif

// expect: no match for .*operator==|invalid operands to binary expression
#if SHOULD_FAIL == 2
bool same = unit_id(1) == slot(1);
#endif

// expect: no match for .*operator<|invalid operands to binary expression
#if SHOULD_FAIL == 3
bool before = slot(1) < 2;
#endif

// expect: could not convert|cannot convert|conversion from .* requested|no viable conversion
#if SHOULD_FAIL == 4
slot from_number = 3;
#endif

// expect: cannot convert|no viable conversion
#if SHOULD_FAIL == 5
std::uint32_t to_number = slot(3);
#endif

// expect: no matching function|no matching conversion
#if SHOULD_FAIL == 6
auto crossed = slot(unit_id(3));
#endif
