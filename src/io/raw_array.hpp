#pragma once
// Memory for what many rows become.

#include <partyorg/core/huge_pages.hpp>

#include <cstddef>
#include <cstring>
#include <new>
#include <type_traits>
#include <utility>

namespace partyorg::detail {

/// A growing array of plain elements in whole large pages, into which nothing is written before its
/// user does. For what a step needs until its end.
template <class T>
    requires std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>
class raw_array {
public:
    raw_array() = default;
    /// Elements without a value.
    explicit raw_array(std::size_t size) { extend(size); }
    raw_array(std::size_t size, T const& value) : raw_array(size) {
        for (auto& element : *this) element = value;
    }
    raw_array(raw_array&& other) noexcept { swap(other); }
    raw_array& operator=(raw_array other) noexcept {
        swap(other);
        return *this;
    }
    ~raw_array() { give_back(data_, room_); }

    [[nodiscard]] T* data() const noexcept { return data_; }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] std::size_t room() const noexcept { return room_; }
    [[nodiscard]] T* begin() const noexcept { return data_; }
    [[nodiscard]] T* end() const noexcept { return data_ + size_; }
    [[nodiscard]] T& operator[](std::size_t i) const { return data_[i]; }
    void push_back(T const& value) { *extend(1) = value; }
    /// @return The first of `more` elements behind the others, without a value.
    T* extend(std::size_t more) {
        if (more > room_ - size_) reserve(size_ + (more > size_ / 2 ? more : size_ / 2) + 16);
        return data_ + std::exchange(size_, size_ + more);
    }
    /// Forgets all but the first `size`.
    void shrink(std::size_t size) noexcept { size_ = size; }
    void reserve(std::size_t room) {
        if (room <= room_) return;
        auto* const data = static_cast<T*>(::operator new(room * sizeof(T), alignment(room)));
        ask_for_huge_pages(data, room * sizeof(T));
        if (size_ != 0) std::memcpy(static_cast<void*>(data), data_, size_ * sizeof(T));
        give_back(std::exchange(data_, data), std::exchange(room_, room));
    }

private:
    static std::align_val_t alignment(std::size_t room) noexcept {
        return std::align_val_t(room * sizeof(T) < huge_pages_from ? 64 : std::size_t{2} << 20);
    }
    static void give_back(T* data, std::size_t room) noexcept {
        if (data) ::operator delete(data, alignment(room));
    }
    void swap(raw_array& other) noexcept {
        std::swap(data_, other.data_);
        std::swap(size_, other.size_);
        std::swap(room_, other.room_);
    }
    T* data_ = nullptr;
    std::size_t size_ = 0, room_ = 0;
};

} // namespace partyorg::detail
