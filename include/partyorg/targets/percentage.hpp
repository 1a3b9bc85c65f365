#pragma once
/// @file
/// Percentages as they are printed: which rounding was used, and which targets they can mean.

#include <partyorg/core/result.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace partyorg {

/// How a percentage was cut to the digits that are printed.
enum class rounding : std::uint8_t {
    half_up,    ///< to the nearest, halves up
    half_even,  ///< to the nearest, halves to the even digit
    truncation, ///< the digits beyond are dropped
    up,         ///< any rest counts as one
};

/// All ways of rounding, in the order of the enumeration.
inline constexpr std::array all_roundings{rounding::half_up, rounding::half_even,
                                          rounding::truncation, rounding::up};

/// @return "half_up", "half_even", "truncation" or "up".
[[nodiscard]] std::string_view to_string(rounding mode) noexcept;

/// A percentage as printed: 107.2 % is `{1072, 1}`.
struct percentage {
    std::int64_t digits = 0;    ///< the number without its decimal separator
    std::uint32_t decimals = 0; ///< how many of the digits stand behind it, at most 6

    /// @return Whether both are printed alike; 50 % and 50.0 % are not.
    friend bool operator==(percentage const&, percentage const&) = default;
};

/// @return "107.2 %" or "107,2 %".
/// @param decimal_separator '.' or ','.
[[nodiscard]] std::string to_string(percentage value, char decimal_separator = '.');
/// Reads "122", "122%", "107,2 %" or "107.2".
/// @return The percentage, or nothing if the text is none.
[[nodiscard]] std::optional<percentage> parse_percentage(std::string_view text);

/// Rounds `achieved` of `target` to `decimals` places.
/// @pre `achieved >= 0`, `target > 0`, `decimals <= 6`, and the result fits into 64 bits.
/// @complexity Constant.
[[nodiscard]] percentage percentage_of(std::int64_t achieved, std::int64_t target, rounding mode,
                                       std::uint32_t decimals = 0);

/// The whole targets that one way of rounding allows: a range, since they are always consecutive.
struct possible_targets {
    rounding mode{};                    ///< the way of rounding
    std::int64_t first = 1;             ///< smallest target
    std::optional<std::int64_t> last{}; ///< largest target; nothing: there is no largest

    /// @return Whether no target is possible.
    [[nodiscard]] bool empty() const noexcept { return last && *last < first; }
    /// @return Whether `target` is one of them.
    [[nodiscard]] bool contains(std::int64_t target) const noexcept {
        return target >= first && (!last || target <= *last);
    }
    /// @return Whether all parts agree.
    friend bool operator==(possible_targets const&, possible_targets const&) = default;
};

/// From "147 admitted = 122 %" to the targets it can mean, under each way of rounding.
/// @return One range per way of rounding, in the order of `all_roundings`; or why there is none: a
///         negative figure, a number out of range, or no whole target under any way.
/// @complexity Constant; exact integers throughout.
[[nodiscard]] result<std::vector<possible_targets>> targets_from_percentage(std::int64_t achieved,
                                                                            percentage stated);

/// What a printed percentage agrees with.
enum class percentage_verdict : std::uint8_t {
    exact,      ///< nothing had to be rounded
    both,       ///< rounding to the nearest and truncation give the same digits
    rounding,   ///< rounding to the nearest (one of the two ways) explains it
    truncation, ///< only truncation explains it
    up,         ///< only rounding up explains it: not accepted, but told
    neither,    ///< nothing does
};

/// A printed percentage beside the figures it comes from.
struct percentage_check {
    percentage_verdict verdict{};  ///< what explains it
    std::vector<rounding> modes{}; ///< every way that gives the printed digits
    percentage stated{};           ///< as printed
    percentage rounded{};          ///< to the nearest, halves up
    percentage truncated{};        ///< cut off

    /// @return Whether rounding or truncation explains the printed figure.
    [[nodiscard]] bool accepted() const noexcept {
        return verdict != percentage_verdict::neither && verdict != percentage_verdict::up;
    }
};

/// Compares a printed percentage with its figures. Published figures use rounding and truncation
/// alike, so either is accepted, and the answer says which.
/// @return The verdict, or why there is none: a negative figure, a target of 0, a number out of
///         range.
/// @complexity Constant.
[[nodiscard]] result<percentage_check> reconcile_percentage(std::int64_t achieved,
                                                            std::int64_t target, percentage stated);

/// A percentage as a report prints it, beside its figures.
struct printed_percentage {
    std::string name{};                   ///< of whom, if told
    std::int64_t achieved = 0;            ///< "147"
    percentage stated{};                  ///< "122 %"
    std::optional<std::int64_t> target{}; ///< "120", if it is printed as well
    place where{};                        ///< where it stands

    /// @return Whether all parts agree.
    friend bool operator==(printed_percentage const&, printed_percentage const&) = default;
};

/// Checks a printed percentage.
/// @return Nothing, or what is wrong, at its place: PO1716 if no whole target explains it, or the
///         target beside it does not by rounding or truncation; and what `reconcile_percentage`
///         reports.
/// @complexity Constant.
[[nodiscard]] problems check_percentage(printed_percentage const& printed);

} // namespace partyorg
