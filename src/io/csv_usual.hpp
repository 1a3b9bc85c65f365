#pragma once
// Pieces of the usual row of a unit table, read without branches that depend on the text. What they
// do not know for certain they leave to the careful reader, which knows every defect.

#include <partyorg/hierarchy/code_key.hpp>
#include <partyorg/hierarchy/unit_kind.hpp>
#include <partyorg/measures/column.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

namespace partyorg::detail {

/// Eight bytes, the first one lowest.
inline std::uint64_t eight_bytes(char const* p) {
    std::uint64_t word = 0;
    if constexpr (std::endian::native == std::endian::little) {
        std::memcpy(&word, p, 8);
    } else {
        for (int i = 0; i < 8; ++i)
            word |= static_cast<std::uint64_t>(static_cast<unsigned char>(p[i])) << (8 * i);
    }
    return word;
}

/// The key of a code, without asking how long it is if it is short.
/// @pre 16 bytes from `p` can be read.
inline code_key usual_key(char const* p, std::uint32_t size) {
    if (std::endian::native != std::endian::little || size > code_key::inline_limit)
        return code_key(std::string_view(p, size));
    // Two words of which the first `size` bytes count.
    static constexpr auto masks = [] {
        std::array<std::array<std::uint64_t, 2>, code_key::inline_limit + 1> out{};
        for (std::size_t n = 0; n < out.size(); ++n)
            for (std::size_t i = 0; i < n; ++i) out[n][i / 8] |= std::uint64_t{0xFF} << i % 8 * 8;
        return out;
    }();
    auto const low = eight_bytes(p) & masks[size][0], high = eight_bytes(p + 8) & masks[size][1];
    code_key key;
    key.size = size;
    key.head = static_cast<std::uint32_t>(low);
    key.rest = low >> 32 | high << 32;
    return key;
}

/// A cell of counts: digits, "-" or nothing.
struct usual_cell {
    std::int32_t value = 0;
    cell_state state = cell_state::blank;
    bool known = true; ///< else it is for the careful reader
};

/// @pre `size` is at most 8; the eight bytes before `end` can be read.
inline usual_cell read_usual_cell(char const* end, std::size_t size) {
    constexpr std::uint64_t dash = ('-' ^ 0x30);
    // The bytes before the field become leading zeros. (A table, and no conditions: which cells
    // are empty cannot be predicted.)
    static constexpr std::array<std::uint64_t, 9> of_field = {0,
                                                              std::uint64_t{0xFF} << 56,
                                                              std::uint64_t{0xFFFF} << 48,
                                                              std::uint64_t{0xFFFFFF} << 40,
                                                              std::uint64_t{0xFFFFFFFF} << 32,
                                                              ~std::uint64_t{0} << 24,
                                                              ~std::uint64_t{0} << 16,
                                                              ~std::uint64_t{0} << 8,
                                                              ~std::uint64_t{0}};
    auto const word = eight_bytes(end - 8) ^ 0x3030303030303030u;
    auto const none = std::uint64_t{size == 1} & std::uint64_t{word >> 56 == dash};
    auto v = word & of_field[size] & (none - 1);
    usual_cell out;
    // A digit is now at most 9: adding 0x76 reaches the top bit for everything else.
    out.known = (((v + 0x7676767676767676u) | v) & 0x8080808080808080u) == 0;
    out.state = static_cast<cell_state>(2 * std::uint64_t{size != 0} - none);
    v = v * 10 + (v >> 8);
    v = ((v & 0x000000FF000000FFu) * 0x000F424000000064u +
         ((v >> 16) & 0x000000FF000000FFu) * 0x0000271000000001u) >>
        32;
    out.value = static_cast<std::int32_t>(v & 0xFFFFFFFFu);
    return out;
}
static_assert(static_cast<int>(cell_state::blank) == 0 &&
              static_cast<int>(cell_state::declared_none) == 1 &&
              static_cast<int>(cell_state::stated) == 2);

/// The kinds met so far, by their texts of 8 to 16 bytes: two words tell them apart.
class usual_kinds_met {
public:
    /// @pre `size` bytes from `p`.
    [[nodiscard]] std::optional<unit_kind> find(char const* p, std::size_t size) const {
        if (size < 8 || size > 16) return {};
        auto const first = eight_bytes(p), last = eight_bytes(p + size - 8);
        auto const& e = entries_[place(first, size)];
        if (e.size != size || e.first != first || e.last != last) return {};
        return e.kind;
    }
    void keep(std::string_view text, unit_kind kind) {
        if (text.size() < 8 || text.size() > 16) return;
        auto const first = eight_bytes(text.data());
        entries_[place(first, text.size())] = {first, eight_bytes(text.data() + text.size() - 8),
                                               text.size(), kind};
    }

private:
    struct entry {
        std::uint64_t first = 0, last = 0;
        std::size_t size = 0;
        unit_kind kind{};
    };
    static std::size_t place(std::uint64_t first, std::size_t size) {
        return (size * 5 + first) % 32;
    }
    std::array<entry, 32> entries_{};
};

} // namespace partyorg::detail
