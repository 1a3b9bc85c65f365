#pragma once
// What the evaluation of one block of units works with.

#include "rules/program.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <memory>
#include <vector>

namespace partyorg::detail {

/// The figures of a block: one number for all, or one each in as few bits as they need.
struct program::view {
    std::int16_t const* small = nullptr; ///< at most one of these
    std::int32_t const* narrow = nullptr;
    std::int64_t const* wide = nullptr;
    std::uint64_t const* known = nullptr; ///< the units whose figure is known
    // No figure lies outside; with none of the three pointers all are `least`.
    std::int64_t least = 0, most = 0;

    static view constant(std::int64_t value, std::uint64_t const* known) {
        return {.known = known, .least = value, .most = value};
    }
    /// Figures that may be anything.
    template <class T>
    static view any(T const* values, std::uint64_t const* known) {
        view out{.known = known,
                 .least = std::numeric_limits<T>::min(),
                 .most = std::numeric_limits<T>::max()};
        if constexpr (sizeof(T) == 2)
            out.small = values;
        else if constexpr (sizeof(T) == 4)
            out.narrow = values;
        else
            out.wide = values;
        return out;
    }
    [[nodiscard]] bool is_constant() const { return !small && !narrow && !wide; }
    /// How many bits each figure takes.
    [[nodiscard]] unsigned bits() const { return small ? 16 : narrow ? 32 : wide ? 64 : 0; }
    [[nodiscard]] std::int64_t at(std::size_t i) const {
        return small ? small[i] : narrow ? narrow[i] : wide ? wide[i] : least;
    }
};

/// Memory in whole cache lines, for numbers of any width; what is in it at first is left open.
class lines {
public:
    static constexpr std::size_t words = 8; ///< of 64 bits in a line
    explicit lines(std::size_t count) : lines_(std::make_unique_for_overwrite<line[]>(count)) {}
    /// The memory that so many 64-bit numbers come before.
    template <class T>
    [[nodiscard]] T* at(std::size_t numbers) {
        return reinterpret_cast<T*>(lines_.get() + numbers / words);
    }

private:
    struct alignas(64) line {
        std::byte bytes[64];
    };
    std::unique_ptr<line[]> lines_;
};

struct program::space {
    static constexpr std::size_t spares = 5;

    explicit space(program const& of);
    /// Turns to another block.
    void begin(std::uint32_t block);

    // What belongs to a node or a column, for nodes and columns that need it.
    std::uint64_t* own_yes(node_id id) { return bits_.at<std::uint64_t>(2 * id * block_words); }
    std::uint64_t* own_no(node_id id) { return own_yes(id) + block_words; }
    template <class T>
    T* numbers_of(node_id id) {
        return numbers_.at<T>((spares + program_.buffer_of_[id]) * block_units);
    }
    std::uint64_t* bits_of_column(std::uint32_t c) {
        return bits_.at<std::uint64_t>((2 * program_.nodes_.size() + c) * block_words);
    }
    std::int32_t* room_of_column(std::uint32_t c) {
        return packed_.at<std::int32_t>(std::size_t{c} * block_units / 2);
    }
    template <class T>
    T* spare(std::size_t which) {
        return numbers_.at<T>(which * block_units);
    }
    /// The bits of this block among those of all units, in whole words.
    std::uint64_t const* stored(std::vector<std::uint64_t> const& of, std::uint64_t* room) const {
        if (n == block_units) return of.data() + first / 64;
        std::fill_n(room, block_words, std::uint64_t{0});
        std::copy_n(of.data() + first / 64, words_of(n), room);
        return room;
    }
    /// The same figures in spare memory.
    view moved(view from, std::size_t which) {
        auto const move = [&](auto const*& values, auto* room) {
            if (values) values = std::copy_n(values, n, room) - n;
        };
        move(from.small, spare<std::int16_t>(which));
        move(from.narrow, spare<std::int32_t>(which));
        move(from.wide, spare<std::int64_t>(which));
        return from;
    }

    kernel_table const& loops = kernels();
    std::uint32_t first = 0, n = 0; ///< the units of the block
    bit_words all{};                ///< the same as bits
    bit_words none{};
    // By node: where its truths or its figures are.
    std::vector<std::uint64_t const*> yes, no;
    std::vector<view> figures;
    /// What was made of the cells of a column in this block so far.
    struct cells {
        std::uint64_t const* known = nullptr;
        bool read = false;
        view figures{};
    };
    std::vector<cells> columns;

private:
    program const& program_;
    lines bits_, numbers_, packed_;
};

} // namespace partyorg::detail
