#pragma once
// Integers that are wide enough for exact comparisons of claims.

#include <compare>
#include <cstdint>
#include <numeric>
#include <string>

namespace partyorg::detail {

__extension__ typedef unsigned __int128 u128;
__extension__ typedef __int128 i128;

/// 256 bits, for comparing only.
struct u256 {
    u128 high;
    u128 low;
    friend auto operator<=>(u256 const&, u256 const&) = default;
};

/// The full product of two 128-bit numbers.
inline u256 wide_product(u128 a, u128 b) {
    constexpr u128 mask = ~std::uint64_t{0};
    u128 const low = (a & mask) * (b & mask);
    u128 const cross = (a >> 64) * (b & mask) + (low >> 64);
    u128 const other = (a & mask) * (b >> 64) + (cross & mask);
    return {(a >> 64) * (b >> 64) + (cross >> 64) + (other >> 64), (other << 64) | (low & mask)};
}

inline std::string to_text(u128 value) {
    std::string digits;
    do {
        digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(value % 10)));
        value /= 10;
    } while (value != 0);
    return digits;
}

/// a/b with its decimal value cut after three places: "16/15 (1.066)". Lowest terms.
inline std::string fraction_text(u128 a, u128 b, char decimal_point) {
    u128 x = a, y = b;
    while (y != 0) {
        auto const r = x % y;
        x = y;
        y = r;
    }
    if (x == 0) x = 1;
    a /= x;
    b /= x;
    if (b == 1) return to_text(a);
    auto text = to_text(a) + "/" + to_text(b) + " (" + to_text(a / b) + decimal_point;
    u128 rest = a % b;
    bool exact = false;
    for (int i = 0; i < 3; ++i) {
        rest *= 10;
        text += static_cast<char>('0' + static_cast<int>(rest / b));
        rest %= b;
        exact = rest == 0;
        if (exact) break;
    }
    return text + (exact ? ")" : "…)");
}

} // namespace partyorg::detail
