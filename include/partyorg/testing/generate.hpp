#pragma once
/// @file
/// Deterministic hierarchies of any size: as wide as a country, or of the worst shapes.

#include <partyorg/measures/column.hpp>
#include <partyorg/organisation/organisation.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

/// Helpers for tests and benchmarks.
namespace partyorg::testing {

/// The shape of a generated hierarchy.
enum class shape : std::uint8_t {
    national, ///< Viet Nam's to June 2025: 1, 63 provinces, 11 districts each, then as wide as
              ///< needed
    chain,    ///< every unit under the one before
    star,     ///< every unit under the first
    random,   ///< every unit under a random earlier one
};

/// @return The identifier: "national".
[[nodiscard]] std::string_view to_string(shape s) noexcept;

/// @return The shape with this identifier, or nothing.
[[nodiscard]] std::optional<shape> parse_shape(std::string_view text) noexcept;

/// A stream of pseudo-random numbers that is the same on every machine.
class random_numbers {
public:
    /// Starts the stream number `seed`.
    explicit constexpr random_numbers(std::uint64_t seed) noexcept : state_(seed) {}
    /// @return 64 random bits.
    /// @source Steele, Lea, Flood: Fast splittable pseudorandom number generators (2014).
    [[nodiscard]] constexpr std::uint64_t next() noexcept {
        auto z = state_ += 0x9E3779B97F4A7C15u;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
        return z ^ (z >> 31);
    }
    /// @return A number from 0 to `bound` - 1.
    /// @pre `bound` is not 0.
    [[nodiscard]] constexpr std::uint32_t below(std::uint32_t bound) noexcept {
        return static_cast<std::uint32_t>((next() >> 32) * bound >> 32);
    }

private:
    std::uint64_t state_;
};

/// Makes a hierarchy of exactly `units` units; the same arguments give the same units everywhere.
///
/// Codes are unique and opaque, as in real registers. Kinds of the national shape stand where they
/// may; in the other shapes they follow the depth.
/// @pre `units` is at least 1.
/// @return The snapshot; identities equal slots.
/// @complexity Linear; ten million units take seconds.
[[nodiscard]] hierarchy generate(shape s, std::uint32_t units, std::uint64_t seed = 1);

/// What generated cells hold.
struct cell_mix {
    std::int32_t least = 0;          ///< smallest value
    std::int32_t most = 60;          ///< largest value
    std::uint32_t none_percent = 5;  ///< cells with "-"
    std::uint32_t blank_percent = 5; ///< cells without anything
};

namespace detail {
// One cell's content, as a number from 0 to 99 and the value.
struct drawn_cell {
    std::uint32_t percent;
    std::int64_t value;
};
[[nodiscard]] constexpr drawn_cell draw_cell(random_numbers& from, cell_mix const& mix) noexcept {
    auto const percent = from.below(100);
    auto const width = static_cast<std::uint32_t>(mix.most - mix.least) + 1;
    return {percent, mix.least + std::int64_t{from.below(width)}};
}
} // namespace detail

/// Fills every cell of a column with random content; the same arguments give the same cells.
/// @pre `mix.least <= mix.most`
/// @complexity Linear.
template <class T, class Law>
    requires std::convertible_to<std::int64_t, T>
void fill(column<T, Law>& cells, std::uint64_t seed, cell_mix const& mix = {}) {
    random_numbers from(seed);
    for (std::uint32_t i = 0; i < cells.size(); ++i) {
        auto const [percent, value] = detail::draw_cell(from, mix);
        if (percent < mix.none_percent)
            cells[slot(i)] = declared_none;
        else if (percent < mix.none_percent + mix.blank_percent)
            cells[slot(i)] = blank;
        else
            cells[slot(i)] = static_cast<T>(value);
    }
}

/// Makes an organisation: the units of `generate`, and below every level its figures – members, and
/// targets registered and assigned. Cells of units that have others below them are blank, as their
/// figures are made of those.
/// @pre `units` is at least 1.
/// @complexity Linear.
[[nodiscard]] organisation generate_organisation(shape s, std::uint32_t units,
                                                 std::uint64_t seed = 1);

} // namespace partyorg::testing
