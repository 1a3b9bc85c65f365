#pragma once
/// @file
/// Bilingual labels: every name the library itself gives exists in Vietnamese and English.

#include <cstdint>
#include <string>
#include <string_view>

namespace partyorg {

/// Language of a label or a report.
enum class language : std::uint8_t {
    vi, ///< Vietnamese
    en, ///< English
};

/// A fixed text in both languages, UTF-8 in NFC.
struct label_view {
    std::string_view vi{}; ///< Vietnamese
    std::string_view en{}; ///< English

    /// @return The text in `lang`.
    [[nodiscard]] constexpr std::string_view in(language lang) const noexcept {
        return lang == language::vi ? vi : en;
    }
    /// @return Whether both texts are equal in both languages.
    friend constexpr bool operator==(label_view const&, label_view const&) = default;
};

/// A text in both languages that was read from data. An empty language falls back to the other.
struct label {
    std::string vi{}; ///< Vietnamese
    std::string en{}; ///< English

    /// An empty label.
    label() = default;
    /// The same text for each language that is given.
    label(std::string vietnamese, std::string english)
        : vi(std::move(vietnamese)),
          en(std::move(english)) {}
    /// Copies a fixed label.
    explicit label(label_view text) : vi(text.vi), en(text.en) {}

    /// @return The text in `lang`, or in the other language when that is empty.
    [[nodiscard]] std::string const& in(language lang) const noexcept {
        auto const& first = lang == language::vi ? vi : en;
        return first.empty() ? (lang == language::vi ? en : vi) : first;
    }
    /// @return Whether both texts are equal.
    friend bool operator==(label const&, label const&) = default;
};

} // namespace partyorg
