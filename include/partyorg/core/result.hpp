#pragma once
/// @file
/// A value, or the list of reasons why there is none. Spelt like `std::expected`.

#include <partyorg/core/assert.hpp>
#include <partyorg/core/error.hpp>

#include <optional>
#include <utility>

namespace partyorg {

/// What a `try_…` function returns: a `T`, or the problems that prevented it.
///
/// Warnings may accompany a value: they are in `problems()` either way.
template <class T>
class [[nodiscard]] result {
public:
    /// The type of the value.
    using value_type = T;

    /// Success.
    result(T value) : value_(std::move(value)) {}
    /// Success with warnings.
    result(T value, partyorg::problems notes)
        : value_(std::move(value)),
          found_(std::move(notes)) {}
    /// Failure.
    /// @pre `found.has_errors()`
    result(partyorg::problems found) : found_(std::move(found)) {
        PARTYORG_ASSERT(found_.has_errors(), "a failed result tells why");
    }

    /// @return Whether there is a value.
    [[nodiscard]] bool has_value() const noexcept { return value_.has_value(); }
    /// @return Whether there is a value.
    explicit operator bool() const noexcept { return has_value(); }
    /// @return The value.
    /// @throw invalid_input carrying the problems, if there is none.
    [[nodiscard]] T const& value() const& {
        require();
        return *value_;
    }
    /// @copydoc value
    [[nodiscard]] T&& value() && {
        require();
        return std::move(*value_);
    }
    /// @return The value.
    /// @pre `has_value()`
    [[nodiscard]] T const& operator*() const& noexcept {
        PARTYORG_ASSERT(has_value(), "the result has a value");
        return *value_;
    }
    /// @copydoc operator*
    [[nodiscard]] T& operator*() & noexcept {
        PARTYORG_ASSERT(has_value(), "the result has a value");
        return *value_;
    }
    /// @copydoc operator*
    [[nodiscard]] T&& operator*() && noexcept {
        PARTYORG_ASSERT(has_value(), "the result has a value");
        return std::move(*value_);
    }
    /// @return A pointer to the value.
    /// @pre `has_value()`
    [[nodiscard]] T const* operator->() const noexcept { return &**this; }
    /// @return What was found: errors without a value, warnings and notes beside one.
    [[nodiscard]] partyorg::problems const& error() const noexcept { return found_; }
    /// @return The same as `error()`, for reading warnings beside a value.
    [[nodiscard]] partyorg::problems const& problems() const noexcept { return found_; }

private:
    void require() const {
        if (!value_) throw invalid_input(found_);
    }
    std::optional<T> value_{};
    partyorg::problems found_{};
};

} // namespace partyorg
