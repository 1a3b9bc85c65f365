#pragma once
/// @file
/// Findings of one rule in as few bytes as they need.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace partyorg::detail {

/// One finding; words are made when somebody asks.
struct finding_record {
    std::uint32_t unit;    ///< slot
    std::uint16_t leaf;    ///< comparison that decided, as a number in the rule's list
    std::uint8_t what;     ///< outcome
    std::uint8_t flags;    ///< bit 0: near miss, 1: observed known, 2: expected known
    std::int64_t observed; ///< or the set of missing inputs
};

/// Numbers of 16 bits, until one needs 32 or 64: figures of units are small, and what takes less
/// memory is written sooner.
class packed_numbers {
public:
    /// @return How many there are.
    [[nodiscard]] std::size_t size() const noexcept {
        return small_.size() + narrow_.size() + wide_.size();
    }
    /// @return One of them.
    /// @pre `i < size()`
    [[nodiscard]] std::int64_t operator[](std::size_t i) const {
        return bytes_ == 2 ? small_[i] : bytes_ == 4 ? narrow_[i] : wide_[i];
    }
    /// Adds one.
    void push_back(std::int64_t value);
    /// Adds `cells[i]` for every position i.
    template <class T>
    void pick(T const* cells, std::span<std::uint16_t const> positions);
    /// Adds the first `count` of others.
    /// @pre `count <= others.size()`
    void append(packed_numbers const& others, std::size_t count);
    /// Forgets all but the first `size`.
    /// @pre `size <= this->size()`
    void shorten(std::size_t size);
    /// Makes room for so many.
    void reserve(std::size_t room);

private:
    void widen(unsigned bytes);
    // Only one of these holds numbers.
    std::vector<std::int16_t> small_{};
    std::vector<std::int32_t> narrow_{};
    std::vector<std::int64_t> wide_{};
    unsigned bytes_ = 2;
};

/// Findings of one rule by ascending unit.
///
/// A finding takes 4 bytes where 16 bits hold what was observed, and unit after unit the same
/// comparison decided the same: the usual case of a long list. Units are kept as their last 16 bits
/// and the runs in which the others stay the same.
class finding_list {
public:
    /// @return How many there are.
    [[nodiscard]] std::size_t size() const noexcept { return low_.size(); }
    /// @return One of them.
    /// @pre `i < size()`
    /// @complexity Logarithmic in the number of units over 65 536.
    [[nodiscard]] finding_record operator[](std::size_t i) const;
    /// Adds one.
    /// @pre Its unit comes after all others.
    void push_back(finding_record const& what);
    /// Adds a finding for each bit set, of the units from `alike.unit` on: like `alike`, but for
    /// the unit and for what was observed, which is its cell.
    /// @param words Bits of units within one 4096 from a multiple of 4096 on.
    /// @param cells The cell of `alike.unit`, followed by the others.
    /// @pre The units come after all others.
    template <class T>
    void pick(finding_record alike, std::span<std::uint64_t const> words, T const* cells);
    /// Adds the first `count` of others.
    /// @pre Their units come after all of these; `count <= others.size()`.
    void append(finding_list const& others, std::size_t count);
    /// Forgets all but the first `size`.
    /// @pre `size <= this->size()`
    void shorten(std::size_t size);
    /// Makes room for so many.
    void reserve(std::size_t room);
    /// @return How many there is room for.
    [[nodiscard]] std::size_t room() const noexcept { return low_.capacity(); }

private:
    struct run {
        std::size_t first;  // position of the first finding
        std::uint32_t high; // the unit without its last 16 bits
    };
    void enter(std::uint32_t unit);
    void mark(std::uint32_t what, std::size_t count);
    void mark_each();
    std::vector<run> runs_{};
    std::vector<std::uint16_t> low_{};
    packed_numbers observed_{};
    std::uint32_t alike_ = 0;            // leaf, outcome and flags of all,
    std::vector<std::uint32_t> marks_{}; // or of each
};

} // namespace partyorg::detail
