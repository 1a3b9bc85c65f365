#pragma once
/// @file
/// An array that owns its elements or borrows them from a mapped file.

#include <partyorg/core/assert.hpp>
#include <partyorg/core/shared.hpp>

#include <cstddef>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

namespace partyorg::detail {

/// Keeps foreign memory alive, a mapped file for example, and lets go of it at the end.
class keeper {
public:
    keeper() = default;
    keeper(void* memory, std::size_t size, void (*release)(void*, std::size_t))
        : memory_(memory),
          size_(size),
          release_(release) {}
    keeper(keeper&& other) noexcept
        : memory_(std::exchange(other.memory_, nullptr)),
          size_(other.size_),
          release_(std::exchange(other.release_, nullptr)) {}
    keeper& operator=(keeper&&) = delete;
    ~keeper() {
        if (release_) release_(memory_, size_);
    }

private:
    void* memory_ = nullptr;
    std::size_t size_ = 0;
    void (*release_)(void*, std::size_t) = nullptr;
};

/// Elements that are read far more often than written: a vector, or a view into memory that
/// somebody else keeps (the holder of the array keeps a `shared<keeper>`). Writing to a view copies
/// it first.
template <class T>
    requires std::is_trivially_copyable_v<T>
class flat_array {
public:
    flat_array() = default;
    /// Takes over a vector.
    flat_array(std::vector<T> own) : own_(std::move(own)), view_(own_) {}
    /// Borrows.
    explicit flat_array(std::span<T const> view) : view_(view) {}
    flat_array(flat_array const& other) : own_(other.own_), view_(other.view_) { aim(other); }
    flat_array(flat_array&& other) noexcept
        : own_(std::move(other.own_)),
          view_(std::exchange(other.view_, {})) {}
    flat_array& operator=(flat_array other) noexcept {
        own_ = std::move(other.own_); // the buffer moves along, so the view stays right
        view_ = std::exchange(other.view_, {});
        return *this;
    }
    ~flat_array() = default;

    [[nodiscard]] std::size_t size() const noexcept { return view_.size(); }
    [[nodiscard]] bool empty() const noexcept { return view_.empty(); }
    [[nodiscard]] T const& operator[](std::size_t i) const { return view_[i]; }
    [[nodiscard]] T const* data() const noexcept { return view_.data(); }
    [[nodiscard]] auto begin() const noexcept { return view_.begin(); }
    [[nodiscard]] auto end() const noexcept { return view_.end(); }
    operator std::span<T const>() const noexcept { return view_; }
    /// The elements for writing; a view is copied first.
    [[nodiscard]] std::span<T> edit() {
        if (own_.data() != view_.data()) {
            own_.assign(view_.begin(), view_.end());
            view_ = own_;
        }
        return own_;
    }

private:
    // After copying: a view into the other's own elements becomes a view into ours.
    void aim(flat_array const& other) {
        if (other.own_.data() == other.view_.data()) view_ = own_;
    }
    std::vector<T> own_{};
    std::span<T const> view_{};
};

} // namespace partyorg::detail
