#pragma once
// Words in both languages, put together piece by piece.

#include <partyorg/core/label.hpp>

#include <string>
#include <utility>

namespace partyorg::detail {

[[nodiscard]] inline label both(std::string vi, std::string en) {
    return {std::move(vi), std::move(en)};
}
[[nodiscard]] inline label operator+(label a, label const& b) {
    a.vi += b.vi;
    a.en += b.en;
    return a;
}
/// The same in both.
[[nodiscard]] inline label same(std::string const& text) {
    return {text, text};
}

} // namespace partyorg::detail
