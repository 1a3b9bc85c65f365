#pragma once
/// @file
/// Strong identifiers: a unit in its register, a position in one snapshot, an attached body.

#include <partyorg/config.hpp>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string_view> // declares std::hash at a tenth of the price of <functional>

namespace partyorg {

/// A number that means one thing only: no arithmetic, no implicit conversion in either direction.
///
/// Default construction gives 0, because graph algorithms default-construct descriptors.
template <class Tag>
class strong_id {
public:
    /// The underlying integer.
    using value_type = std::uint32_t;

    constexpr strong_id() noexcept = default;
    /// Makes the identifier with number `value`.
    constexpr explicit strong_id(value_type value) noexcept : value_(value) {}
    /// @return The number, for indexing plain arrays.
    [[nodiscard]] constexpr value_type value() const noexcept { return value_; }
    /// @return Whether both name the same thing.
    friend constexpr bool operator==(strong_id, strong_id) noexcept = default;
    /// @return Order by number.
    friend constexpr auto operator<=>(strong_id, strong_id) noexcept = default;

private:
    value_type value_ = 0;
};

namespace detail {
struct unit_tag;
struct slot_tag;
struct body_tag;
} // namespace detail

/// Identity of a unit in its register; stable over every snapshot and edit.
using unit_id = strong_id<detail::unit_tag>;
/// Pre-order position of a unit in one snapshot: a parent comes before its children.
using slot = strong_id<detail::slot_tag>;
/// Identity of an attached body (standing committee, organisation board …).
using body_id = strong_id<detail::body_tag>;

} // namespace partyorg

/// Hashes by number.
template <class Tag>
struct std::hash<partyorg::strong_id<Tag>> {
    /// @return A hash of the identifier's number.
    std::size_t operator()(partyorg::strong_id<Tag> id) const noexcept {
        // Fibonacci hashing: identifiers are dense, and dense numbers fill buckets badly.
        return static_cast<std::size_t>(id.value()) * 0x9E3779B97F4A7C15u;
    }
};
