#pragma once
/// @file
/// What values are combined with: a neutral element and a commutative, associative operation.

#include <partyorg/core/date.hpp>
#include <partyorg/measures/measure.hpp>

#include <concepts>
#include <cstdint>
#include <optional>
#include <utility>

namespace partyorg {

/// A way to combine cells of type `T`: `lift` turns a stated cell into an accumulator, `identity`
/// is the accumulator of no cell, the call operator combines two. Associative and commutative,
/// because siblings are met last to first.
template <class M, class T>
concept monoid = requires(M const m, T const value) {
    m.lift(value);
    { m.identity(value) } -> std::same_as<decltype(m.lift(value))>;
    { m(m.lift(value), m.lift(value)) } -> std::convertible_to<decltype(m.lift(value))>;
};

/// What combining cells of type `T` with `M` gives.
template <class M, class T>
using combined_t = decltype(std::declval<M const&>().lift(std::declval<T const&>()));

/// Adds in 64 bits. Integers are checked: see `roll_up`.
struct sum {
    /// @return The wide value.
    [[nodiscard]] constexpr std::int64_t lift(std::int64_t value) const { return value; }
    /// @copydoc lift
    [[nodiscard]] constexpr std::int64_t lift(std::int32_t value) const { return value; }
    /// @copydoc lift
    [[nodiscard]] constexpr double lift(double value) const { return value; }
    /// @copydoc lift
    [[nodiscard]] constexpr coverage_count lift(coverage_count value) const { return value; }
    /// @return Zero, in the type of `lift`.
    template <class T>
    [[nodiscard]] constexpr auto identity(T value) const {
        return decltype(lift(value)){};
    }
    /// @return Both together, unchecked; the roll-ups check before they call it.
    template <class V>
    [[nodiscard]] constexpr V operator()(V a, V b) const {
        if constexpr (std::same_as<V, coverage_count>)
            return {a.covered + b.covered, a.of + b.of};
        else
            return a + b;
    }
};

namespace detail {
/// Keeps one of two values; nothing is the neutral element.
template <class Better>
struct selection {
    template <class T>
    [[nodiscard]] constexpr std::optional<T> lift(T value) const {
        return value;
    }
    template <class T>
    [[nodiscard]] constexpr std::optional<T> identity(T) const {
        return {};
    }
    template <class T>
    [[nodiscard]] constexpr std::optional<T> operator()(std::optional<T> const& a,
                                                        std::optional<T> const& b) const {
        if (!a || !b) return a ? a : b;
        return Better{}(*b, *a) ? b : a;
    }
};
struct smaller {
    [[nodiscard]] constexpr bool operator()(auto const& a, auto const& b) const { return a < b; }
};
struct larger {
    [[nodiscard]] constexpr bool operator()(auto const& a, auto const& b) const { return b < a; }
};
} // namespace detail

/// The smallest stated value, or the first day; nothing where nothing is stated.
struct min : detail::selection<detail::smaller> {};
/// The largest stated value, or the last day; nothing where nothing is stated.
struct max : detail::selection<detail::larger> {};

/// Counts stated cells.
struct count {
    /// @return One.
    template <class T>
    [[nodiscard]] constexpr std::int64_t lift(T const&) const {
        return 1;
    }
    /// @return Zero.
    template <class T>
    [[nodiscard]] constexpr std::int64_t identity(T const&) const {
        return 0;
    }
    /// @return The sum.
    [[nodiscard]] constexpr std::int64_t operator()(std::int64_t a, std::int64_t b) const {
        return a + b;
    }
};

/// Whether every stated cell is other than zero.
struct all {
    /// @return Whether the value is not zero.
    template <class T>
    [[nodiscard]] constexpr bool lift(T const& value) const {
        return value != T{};
    }
    /// @return True.
    template <class T>
    [[nodiscard]] constexpr bool identity(T const&) const {
        return true;
    }
    /// @return Both.
    [[nodiscard]] constexpr bool operator()(bool a, bool b) const { return a && b; }
};

/// Whether some stated cell is other than zero.
struct any {
    /// @return Whether the value is not zero.
    template <class T>
    [[nodiscard]] constexpr bool lift(T const& value) const {
        return value != T{};
    }
    /// @return False.
    template <class T>
    [[nodiscard]] constexpr bool identity(T const&) const {
        return false;
    }
    /// @return Either.
    [[nodiscard]] constexpr bool operator()(bool a, bool b) const { return a || b; }
};

/// A monoid from a neutral element and a function: `fold(1, [](int a, int b) { return a * b; })`.
template <class V, class Combine>
struct fold {
    V neutral;       ///< accumulator of no cell
    Combine combine; ///< associative and commutative

    /// Combines with `operation`, starting from `identity`.
    fold(V identity, Combine operation)
        : neutral(std::move(identity)),
          combine(std::move(operation)) {}
    /// @return The value as an accumulator.
    template <class T>
    [[nodiscard]] V lift(T const& value) const {
        return static_cast<V>(value);
    }
    /// @return The neutral element.
    template <class T>
    [[nodiscard]] V identity(T const&) const {
        return neutral;
    }
    /// @return Both combined.
    [[nodiscard]] V operator()(V const& a, V const& b) const { return combine(a, b); }
};

} // namespace partyorg
