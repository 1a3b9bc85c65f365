#pragma once
// What the comparisons of rules mean; the same for single units and for blocks of them.

#include <partyorg/rules/expression.hpp>

#include <cstdint>
#include <optional>

namespace partyorg::detail {

template <class A, class B>
[[nodiscard]] constexpr bool holds(comparison how, A const& a, B const& b) {
    switch (how) {
    case comparison::less:
        return a < b;
    case comparison::at_most:
        return a <= b;
    case comparison::equal:
        return a == b;
    case comparison::different:
        return a != b;
    case comparison::at_least:
        return a >= b;
    case comparison::more:
        return a > b;
    }
    return false;
}

/// a : b against c : d, crosswise; undecided unless both denominators are positive.
[[nodiscard]] inline truth ratio_holds(comparison how, std::optional<std::int64_t> a,
                                       std::optional<std::int64_t> b, std::optional<std::int64_t> c,
                                       std::optional<std::int64_t> d) {
    __extension__ using wide = __int128;
    if (!a || !b || !c || !d || *b <= 0 || *d <= 0) return truth::unknown;
    return truth_of(holds(how, wide(*a) * wide(*d), wide(*c) * wide(*b)));
}

} // namespace partyorg::detail
