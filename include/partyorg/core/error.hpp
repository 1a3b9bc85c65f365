#pragma once
/// @file
/// The exceptions of the library: one base with a stable code and the whole list of defects.

#include <partyorg/core/problems.hpp>
#include <partyorg/core/shared.hpp>

#include <stdexcept>
#include <string>
#include <utility>

namespace partyorg {

/// Base of everything the library throws on its own account.
class error : public std::runtime_error {
public:
    /// Carries all of `found`; `code()` is the first error's.
    explicit error(partyorg::problems found)
        : std::runtime_error(text_of(found)),
          found_(std::move(found)) {}

    /// @return The code of the first error in the list.
    [[nodiscard]] defect code() const noexcept {
        for (auto const& p : *found_)
            if (p.level == severity::error) return p.code;
        return defect::internal;
    }
    /// @return Every defect that was found.
    [[nodiscard]] partyorg::problems const& problems() const noexcept { return *found_; }

private:
    static std::string text_of(partyorg::problems const& found) {
        auto text = to_string(found);
        if (!text.empty()) text.pop_back();
        return text;
    }
    // Shared, because exceptions are copied while they fly and copying must not throw.
    detail::shared<partyorg::problems> found_;
};

/// Data cannot become a valid object.
class invalid_input : public error {
public:
    using error::error;
};

/// A sum does not fit into 64 bits; the problem names the unit and the measure.
class arithmetic_overflow : public error {
public:
    using error::error;
};

/// A measure was asked for that is not there, or has another type or law.
class bad_measure : public error {
public:
    using error::error;
};

namespace detail {
/// Throws `Error` with a single problem; out of line of the hot paths.
template <class Error>
[[noreturn]] void fail(defect code, std::string message, place where = {}) {
    problems found;
    found.error(code, std::move(where), std::move(message));
    throw Error(std::move(found));
}
} // namespace detail

} // namespace partyorg
