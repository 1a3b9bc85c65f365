#pragma once
/// @file
/// Where a rule, a clock or a duty comes from.

#include <partyorg/core/date.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace partyorg {

/// How well a cited fact is established.
enum class confidence : std::uint8_t {
    primary,    ///< the article itself was read
    secondary,  ///< a secondary statement was read
    lead,       ///< seen only in an unofficial place: off by default
    unverified, ///< not verified: off by default
    computed,   ///< computed from verified inputs
};

/// An instrument and the place in it. Numbers are re-used every term, so the number alone names
/// nothing: issuer and date belong to it.
struct citation {
    std::string number{};            ///< "24-QĐ/TW", or a title such as "Điều lệ Đảng"
    std::string issuer{};            ///< who issued it
    std::optional<date> signed_on{}; ///< when
    std::string article{};           ///< "Điều 21(2)", "§4.1"
    partyorg::confidence confidence = confidence::primary; ///< how well it is established

    /// @return Whether all parts agree.
    friend bool operator==(citation const&, citation const&) = default;
};

/// @return "§4.1, 24-QĐ/TW (30/07/2021), Ban Chấp hành Trung ương", leaving out what is empty.
[[nodiscard]] inline std::string to_string(citation const& source) {
    std::string text = source.article;
    if (!source.number.empty()) text += (text.empty() ? "" : ", ") + source.number;
    if (source.signed_on) text += " (" + to_vietnamese(*source.signed_on) + ")";
    if (!source.issuer.empty()) text += (text.empty() ? "" : ", ") + source.issuer;
    return text;
}

} // namespace partyorg
