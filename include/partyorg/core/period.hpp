#pragma once
/// @file
/// Spans of days, as laws and duties have them: from a day, to a day or open.

#include <partyorg/core/date.hpp>
#include <partyorg/core/error.hpp>

#include <optional>
#include <string>

namespace partyorg {

/// A span of days, both ends included; without a last day it is open.
class period {
public:
    /// Every day from `first` on.
    /// @throw invalid_input if `first` is not a day.
    explicit period(date first) : first_(first) { check(); }
    /// Every day from `first` to `last`, both included.
    /// @throw invalid_input if one is not a day or `last` is before `first`.
    period(date first, std::optional<date> last) : first_(first), last_(last) { check(); }

    /// @return The first day.
    [[nodiscard]] date first() const noexcept { return first_; }
    /// @return The last day, or nothing if the period is open.
    [[nodiscard]] std::optional<date> last() const noexcept { return last_; }
    /// @return Whether `day` lies within; false for what is not a day.
    [[nodiscard]] bool contains(date const& day) const {
        return is_day(day) && first_ <= day && (!last_ || day <= *last_);
    }
    /// @return Whether some day lies in both.
    [[nodiscard]] bool overlaps(period const& other) const {
        return (!last_ || other.first_ <= *last_) && (!other.last_ || first_ <= *other.last_);
    }
    /// @return Whether both ends agree.
    friend bool operator==(period const&, period const&) = default;

private:
    void check() const {
        if (!is_day(first_) || (last_ && !is_day(*last_)))
            detail::fail<invalid_input>(defect::not_a_date,
                                        "a period begins and ends on real days");
        if (last_ && *last_ < first_)
            detail::fail<invalid_input>(defect::reversed_period, "a period from " + to_iso(first_) +
                                                                     " to " + to_iso(*last_));
    }
    date first_;
    std::optional<date> last_{};
};

/// @return "2021-07-30..2025-01-19"; nothing behind the dots if open.
[[nodiscard]] inline std::string to_string(period const& span) {
    return to_iso(span.first()) + ".." + (span.last() ? to_iso(*span.last()) : std::string{});
}

} // namespace partyorg
