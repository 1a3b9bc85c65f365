#pragma once
/// @file
/// Many short texts in one block of memory.

#include <partyorg/core/flat_array.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace partyorg::detail {

/// Texts one after the other in one block: 4 bytes per text beside its bytes. This is the form in
/// which they grow.
class text_builder {
public:
    /// Most bytes one store can hold.
    static constexpr std::size_t limit = 0xffff0000u;

    /// Whether `bytes` more would still fit.
    [[nodiscard]] bool fits(std::size_t bytes) const noexcept {
        return bytes <= limit - blob_.size();
    }
    void reserve(std::size_t texts, std::size_t bytes) {
        ends_.reserve(texts);
        blob_.reserve(bytes);
    }
    void push_back(std::string_view text) {
        blob_.insert(blob_.end(), text.begin(), text.end());
        ends_.push_back(static_cast<std::uint32_t>(blob_.size()));
    }
    /// Keeps the first `texts` texts.
    void truncate(std::size_t texts) {
        if (texts < ends_.size()) ends_.resize(texts);
        blob_.resize(ends_.empty() ? 0 : ends_.back());
    }
    [[nodiscard]] std::string_view operator[](std::size_t i) const {
        auto const begin = i == 0 ? 0 : ends_[i - 1];
        return {blob_.data() + begin, ends_[i] - begin};
    }
    [[nodiscard]] std::size_t size() const noexcept { return ends_.size(); }
    [[nodiscard]] std::size_t bytes() const noexcept { return blob_.size(); }
    /// Hands the block and the ends over.
    [[nodiscard]] std::vector<char> take_blob() { return std::move(blob_); }
    /// @copydoc take_blob
    [[nodiscard]] std::vector<std::uint32_t> take_ends() { return std::move(ends_); }

private:
    std::vector<char> blob_{};
    std::vector<std::uint32_t> ends_{};
};

/// Texts one after the other in one block, read only.
class text_store {
public:
    text_store() = default;
    explicit text_store(text_builder texts) : blob_(texts.take_blob()), ends_(texts.take_ends()) {}
    text_store(flat_array<char> blob, flat_array<std::uint32_t> ends)
        : blob_(std::move(blob)),
          ends_(std::move(ends)) {}
    [[nodiscard]] std::string_view operator[](std::size_t i) const {
        auto const begin = i == 0 ? 0 : ends_[i - 1];
        return {blob_.data() + begin, ends_[i] - begin};
    }
    [[nodiscard]] std::size_t size() const noexcept { return ends_.size(); }
    [[nodiscard]] std::size_t bytes() const noexcept { return blob_.size(); }
    /// All texts, one after the other.
    [[nodiscard]] std::span<char const> blob() const noexcept { return blob_; }
    /// Where each text ends.
    [[nodiscard]] std::span<std::uint32_t const> ends() const noexcept { return ends_; }

private:
    flat_array<char> blob_{};
    flat_array<std::uint32_t> ends_{};
};

/// A hash of a text: 8 bytes at a time, folded by a 64 × 64 bit product.
[[nodiscard]] inline std::uint64_t hash_text(std::string_view text) noexcept {
    std::uint64_t h = 0x9E3779B97F4A7C15u ^ text.size();
    auto const mix = [&h](std::uint64_t word) {
        h = (h ^ word) * 0xD6E8FEB86659FD93u;
        h ^= std::rotr(h, 29);
    };
    auto const* p = text.data();
    auto left = text.size();
    for (; left >= 8; left -= 8, p += 8) {
        std::uint64_t word;
        __builtin_memcpy(&word, p, 8);
        mix(word);
    }
    std::uint64_t tail = 0;
    if (left != 0) __builtin_memcpy(&tail, p, left);
    mix(tail);
    return h ^ (h >> 32);
}

} // namespace partyorg::detail
