#pragma once
/// @file
/// Many short texts in one block of memory, and a hash index over them.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace partyorg::detail {

/// Texts one after the other in a single string: 4 bytes per text beside its bytes.
class text_store {
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
        blob_.append(text);
        ends_.push_back(static_cast<std::uint32_t>(blob_.size()));
    }
    /// Keeps the first `texts` texts.
    void truncate(std::size_t texts) {
        if (texts >= ends_.size() && blob_.size() == (ends_.empty() ? 0 : ends_.back())) return;
        if (texts < ends_.size()) ends_.resize(texts);
        blob_.resize(ends_.empty() ? 0 : ends_.back());
    }
    [[nodiscard]] std::string_view operator[](std::size_t i) const {
        auto const begin = i == 0 ? 0 : ends_[i - 1];
        return std::string_view(blob_).substr(begin, ends_[i] - begin);
    }
    [[nodiscard]] std::size_t size() const noexcept { return ends_.size(); }
    [[nodiscard]] std::size_t bytes() const noexcept { return blob_.size(); }

private:
    std::string blob_{};
    std::vector<std::uint32_t> ends_{};
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
        std::memcpy(&word, p, 8);
        mix(word);
    }
    std::uint64_t tail = 0;
    if (left != 0) std::memcpy(&tail, p, left);
    mix(tail);
    return h ^ (h >> 32);
}

/// Finds the number of a text in a store: open addressing, 4 bytes per bucket.
class text_index {
public:
    /// No such text.
    static constexpr std::uint32_t none = 0xffffffffu;

    text_index() = default;
    /// Prepares for `size` texts.
    explicit text_index(std::size_t size)
        : buckets_(std::bit_ceil(size + size / 2 + 2), none),
          mask_(buckets_.size() - 1) {}

    /// Enters text number `i` of `texts`.
    /// @return `none`, or the number of the equal text that was there first.
    std::uint32_t insert(text_store const& texts, std::uint32_t i) {
        auto const text = texts[i];
        for (auto b = hash_text(text) & mask_;; b = (b + 1) & mask_) {
            if (buckets_[b] == none) {
                buckets_[b] = i;
                return none;
            }
            if (texts[buckets_[b]] == text) return buckets_[b];
        }
    }
    /// Finds the number of `text`, or `none`.
    [[nodiscard]] std::uint32_t find(text_store const& texts, std::string_view text) const {
        if (buckets_.empty()) return none;
        for (auto b = hash_text(text) & mask_;; b = (b + 1) & mask_) {
            if (buckets_[b] == none) return none;
            if (texts[buckets_[b]] == text) return buckets_[b];
        }
    }

private:
    std::vector<std::uint32_t> buckets_{};
    std::size_t mask_ = 0;
};

} // namespace partyorg::detail
