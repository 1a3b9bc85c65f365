#pragma once
/// @file
/// Shared ownership of immutable values, without the price of `<memory>`.

#include <concepts>
#include <cstddef>
#include <utility>

namespace partyorg::detail {

/// A counted pointer to one immutable `T`: what `std::shared_ptr<T const>` would be.
///
/// Why our own: `<memory>` adds 8 700 preprocessed lines to every program that includes the core,
/// `<atomic>` 2 900. Counting with the compilers' built-ins needs neither.
template <class T>
class shared {
public:
    constexpr shared() noexcept = default;
    /// Moves `value` into shared ownership.
    explicit shared(T value) : block_(new block{std::move(value)}) {}
    shared(shared const& other) noexcept : block_(other.block_) { acquire(); }
    shared(shared&& other) noexcept : block_(std::exchange(other.block_, nullptr)) {}
    shared& operator=(shared other) noexcept {
        std::swap(block_, other.block_);
        return *this;
    }
    ~shared() { release(); }

    [[nodiscard]] T const& operator*() const noexcept { return block_->value; }
    [[nodiscard]] T const* operator->() const noexcept { return &block_->value; }
    [[nodiscard]] explicit operator bool() const noexcept { return block_ != nullptr; }
    /// Whether both own the same object.
    [[nodiscard]] friend bool operator==(shared const& a, shared const& b) noexcept {
        return a.block_ == b.block_;
    }

    /// The object for writing: copied first when anybody else holds it.
    [[nodiscard]] T& own()
        requires std::copy_constructible<T>
    {
        if (__atomic_load_n(&block_->owners, __ATOMIC_ACQUIRE) != 1) *this = shared(block_->value);
        return block_->value;
    }

private:
    struct block {
        T value;
        std::size_t owners = 1;
    };
    void acquire() const noexcept {
        if (block_) __atomic_fetch_add(&block_->owners, std::size_t{1}, __ATOMIC_RELAXED);
    }
    void release() noexcept {
        // Acquire-release, so that the last owner sees every other owner's last use; the analyzer
        // takes every owner for the last.
        if (block_ && __atomic_fetch_sub(&block_->owners, std::size_t{1}, __ATOMIC_ACQ_REL) == 1)
            delete block_; // NOLINT(clang-analyzer-cplusplus.NewDelete)
    }
    block* block_ = nullptr;
};

} // namespace partyorg::detail
