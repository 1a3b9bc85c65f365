#pragma once
/// @file
/// Memory for results: starts on a cache line, is not written before the result is.

#include <partyorg/core/huge_pages.hpp>

#include <cstddef>
#include <cstdint>
#include <new>
#include <type_traits>
#include <utility>
#include <vector>

namespace partyorg::detail {

/// A cell of a result that needs no constructor and no destructor.
template <class V>
concept plain_cell = std::is_trivially_copyable_v<V> && std::is_trivially_destructible_v<V>;

/// A fixed number of plain cells, without a value until they are written.
///
/// Not a vector, because that writes zeros first: at 80 MB this costs as much as the roll-up. The
/// first cell starts a cache line, so that whole lines can be written past the cache; arrays that
/// are walked together differ in `lane`, so that they do not start at equal offsets of 4 KiB, where
/// they would push each other out of the first-level cache (2.5 times slower with eight columns).
template <class V>
class line_array {
public:
    line_array() = default;
    explicit line_array(std::size_t size, std::size_t lane = 0) : size_(size) {
        auto const bytes = size * sizeof(V);
        auto const shift = lane % 8 * lines_apart;
        auto const alignment = bytes < huge_from ? line : huge_page;
        // Aligned by hand: what operator new aligns itself, glibc never takes from memory that was
        // freed before, and every page of new memory costs a fault.
        memory_ = static_cast<std::byte*>(::operator new(bytes + shift + alignment));
        auto const start = reinterpret_cast<std::uintptr_t>(memory_);
        auto* const aligned = memory_ + (alignment - start % alignment);
        if (alignment == huge_page) ask_for_huge_pages(aligned, bytes + shift);
        cells_ = reinterpret_cast<V*>(aligned + shift);
    }
    line_array(line_array const& other) : line_array(other.size_) {
        for (std::size_t i = 0; i < size_; ++i) ::new (cells_ + i) V(other.cells_[i]);
    }
    line_array(line_array&& other) noexcept { swap(other); }
    line_array& operator=(line_array other) noexcept {
        swap(other);
        return *this;
    }
    ~line_array() { ::operator delete(memory_); }

    [[nodiscard]] V* data() noexcept { return cells_; }
    [[nodiscard]] V const* data() const noexcept { return cells_; }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] V& operator[](std::size_t i) noexcept { return cells_[i]; }
    [[nodiscard]] V const& operator[](std::size_t i) const noexcept { return cells_[i]; }

private:
    static constexpr std::size_t line = 64;
    static constexpr std::size_t lines_apart = 69 * line; // odd, and not near a power of two
    static constexpr std::size_t huge_page = std::size_t{2} << 20;
    static constexpr std::size_t huge_from = 2 * huge_page;
    void swap(line_array& other) noexcept {
        std::swap(memory_, other.memory_);
        std::swap(cells_, other.cells_);
        std::swap(size_, other.size_);
    }
    std::byte* memory_ = nullptr;
    V* cells_ = nullptr;
    std::size_t size_ = 0;
};

/// Memory for `V` that a pass writes in any order.
template <class V>
using result_array = std::conditional_t<plain_cell<V>, line_array<V>, std::vector<V>>;

/// @return Room for `size` cells; of the values only `neutral` is promised, and only where cells
///         need a constructor.
template <class V>
[[nodiscard]] result_array<V> make_result(std::size_t size, [[maybe_unused]] V const& neutral,
                                          [[maybe_unused]] std::size_t lane = 0) {
    if constexpr (plain_cell<V>)
        return line_array<V>(size, lane);
    else
        return std::vector<V>(size, neutral);
}

} // namespace partyorg::detail
