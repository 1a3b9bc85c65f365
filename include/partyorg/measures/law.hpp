#pragma once
/// @file
/// The laws of measures: what "rolled up" means over the tree and over time.

#include <partyorg/core/label.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace partyorg {

/// A law as a value, for columns whose measure is known at run time only.
enum class law_kind : std::uint8_t {
    flow,     ///< tree: sum; time: sum. Admissions, targets
    stock,    ///< tree: sum; time: last. Members at a date
    distinct, ///< not derivable: must be stated or counted from identities
    ratio,    ///< recomputed from numerator and denominator
    coverage, ///< covered and total summed apart, shown "k/n"
    earliest, ///< tree and time: the first day
    latest,   ///< tree and time: the last day
};

/// @return The identifier used in files: "flow".
[[nodiscard]] constexpr std::string_view to_string(law_kind law) noexcept {
    constexpr std::array<std::string_view, 7> names = {"flow",     "stock",    "distinct", "ratio",
                                                       "coverage", "earliest", "latest"};
    return names[static_cast<std::size_t>(law)];
}

/// The laws as types: a column carries its law in its type, so mixing laws does not compile.
namespace law {
/// Sums over the tree and over time.
struct flow {
    static constexpr law_kind kind = law_kind::flow; ///< as a value
};
/// Sums over the tree, last value over time.
struct stock {
    static constexpr law_kind kind = law_kind::stock; ///< as a value
};
/// Cannot be rolled up.
struct distinct {
    static constexpr law_kind kind = law_kind::distinct; ///< as a value
};
/// Recomputed, never summed.
struct ratio {
    static constexpr law_kind kind = law_kind::ratio; ///< as a value
};
/// Two sums, shown together.
struct coverage {
    static constexpr law_kind kind = law_kind::coverage; ///< as a value
};
/// The first day.
struct earliest {
    static constexpr law_kind kind = law_kind::earliest; ///< as a value
};
/// The last day.
struct latest {
    static constexpr law_kind kind = law_kind::latest; ///< as a value
};
} // namespace law

/// A type that names a law.
template <class Law>
concept measure_law = requires {
    { Law::kind } -> std::same_as<law_kind const&>;
};

} // namespace partyorg
