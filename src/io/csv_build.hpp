#pragma once
// From many sound rows to a snapshot: what `hierarchy_builder` does for any rows, at full speed for
// those about which nothing has to be said.

#include "io/raw_array.hpp"

#include <partyorg/core/two_threads.hpp>
#include <partyorg/hierarchy/builder.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace partyorg::detail {

/// Units as the reader of a table meets them: one array per attribute, in as few bytes as will do,
/// because to touch new memory costs more than to fill it.
struct unit_rows {
    /// Where a name lies: in the text of the table, or, if it had to be changed, in `changed`.
    struct text_part {
        std::uint32_t at = 0;
        std::uint32_t size = 0; ///< and `is_changed`
    };
    /// What is asked for together, of units in any order.
    struct mark {
        std::uint32_t line = 0;
        std::uint8_t kind = 0; ///< by number, or `no_kind`
    };
    static constexpr std::uint32_t is_changed = std::uint32_t{1} << 31;
    static constexpr std::uint8_t no_kind = 0xff;

    std::string_view file{}; ///< name of the table
    std::string_view text{}; ///< the table
    raw_array<code_key> codes{}, parents{};
    raw_array<text_part> names{};
    raw_array<mark> marks{};
    std::size_t code_bytes = 0, name_bytes = 0;
    bool incomplete = false; ///< some row has no code or no kind
    std::vector<char> changed{};
    text_arena long_codes{}; ///< long ones that had to be changed

    [[nodiscard]] std::size_t size() const noexcept { return marks.size(); }
    [[nodiscard]] std::string_view name(text_part part) const {
        auto const* const from = part.size & is_changed ? changed.data() : text.data();
        return {from + part.at, part.size & ~is_changed};
    }
    void reserve(std::size_t rows);
    /// Forgets all rows but the first.
    void shrink(std::size_t rows);
    /// Adds one unit; texts that lie in the table are not copied.
    /// @throw invalid_input if codes or names are larger than 4 GiB together
    void add(unit_row const& unit);
    /// Puts the rows of another part of the same table behind these.
    /// @throw invalid_input as `add`
    void append(unit_rows&& other, two_threads* helper);

private:
    void check_room(std::size_t more_codes, std::size_t more_names, std::uint32_t line) const;
};

/// One piece of memory that several arrays share, in large pages.
class array_block {
public:
    /// @param bytes sum of `room_for` of all arrays
    explicit array_block(std::size_t bytes);
    array_block(array_block const&) = delete;
    array_block& operator=(array_block const&) = delete;
    ~array_block();

    /// Arrays begin at different lines of the first-level cache: equal ones would evict each other
    /// where several arrays are walked together.
    template <class T>
    [[nodiscard]] static constexpr std::size_t room_for(std::size_t size) {
        return (size * sizeof(T) + 63) / 64 * 64 + stagger;
    }
    /// The next array, without values.
    template <class T>
    [[nodiscard]] std::span<T> take(std::size_t size) {
        auto* const first = reinterpret_cast<T*>(memory_ + taken_);
        taken_ += room_for<T>(size);
        return {first, size};
    }
    /// The memory; it must be kept as long as the arrays are used.
    [[nodiscard]] shared<keeper> release();

private:
    static constexpr std::size_t stagger = 5 * 64;
    std::byte* memory_;
    std::size_t size_, taken_ = 0;
};

/// Makes the snapshot that `hierarchy_builder::try_finish` makes of the same rows.
/// @param helper does half of the work, if given
/// @param found gets the warnings, of kinds that usually stand elsewhere
/// @return Nothing if anything else has to be said about a row: the builder finds the words.
/// @complexity Linear.
[[nodiscard]] std::optional<hierarchy_data>
build_sound_rows(unit_rows const& rows, root_policy roots, two_threads* helper, problems& found);

} // namespace partyorg::detail
