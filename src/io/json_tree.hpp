#pragma once
// JSON as a tree whose every value knows its line and column: what a reader needs to name the place
// of a mistake that is not one of syntax.

#include <partyorg/core/problems.hpp>
#include <partyorg/io/text_file.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace partyorg::detail {

enum class json_type : std::uint8_t { null, boolean, number, text, array, object };

/// A value of the tree. Objects keep their members in the order of the file.
struct json_value {
    json_type type = json_type::null;
    std::uint32_t line = 0, column = 0;
    bool flag = false;
    /// A whole number that fits; numbers with a fraction or exponent, and larger ones, have none.
    std::optional<std::int64_t> number{};
    std::string text{};              ///< strings, in NFC
    std::vector<json_value> items{}; ///< of an array, or the members' values
    std::vector<json_value> keys{};  ///< of an object: texts, one per item

    /// The member with this key, or null.
    [[nodiscard]] json_value const* find(std::string_view key) const noexcept {
        for (std::size_t i = 0; i < keys.size(); ++i)
            if (keys[i].text == key) return &items[i];
        return nullptr;
    }
};

/// "a list", "a text": for messages.
[[nodiscard]] std::string_view words_of(json_type type) noexcept;

/// Parses a text. What is wrong is reported: PO1630 for syntax, PO1631 for too many levels, PO1632
/// for a key that stands twice.
/// @pre `source` came from `load_text` or `check_text`.
/// @return The tree, or nothing if the text is not JSON.
[[nodiscard]] std::optional<json_value> parse_json(io::named_text const& source, problems& found);

} // namespace partyorg::detail
