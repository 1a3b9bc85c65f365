#pragma once
/// @file
/// Codes in 16 bytes, and a hash index over rows that is filled and asked in batches.

#include <partyorg/core/huge_pages.hpp>
#include <partyorg/hierarchy/text_store.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace partyorg::detail {

/// A code without a pointer to follow: up to 12 bytes in place; a longer one by its hash and its
/// address. Nearly all codes are short, and then equality is two words.
struct code_key {
    /// Longest code that is kept in place.
    static constexpr std::size_t inline_limit = 12;

    std::uint32_t size = 0;
    std::uint32_t head = 0;
    std::uint64_t rest = 0;

    code_key() = default;
    /// `text` must stay where it is while the key is used, if it is long.
    explicit code_key(std::string_view text) : size(static_cast<std::uint32_t>(text.size())) {
        if (text.empty()) return;
        if (text.size() <= inline_limit) {
            keep(text.data());
        } else {
            head = static_cast<std::uint32_t>(hash_text(text));
            rest = std::bit_cast<std::uint64_t>(text.data());
        }
    }
    [[nodiscard]] bool empty() const noexcept { return size == 0; }
    [[nodiscard]] bool is_long() const noexcept { return size > inline_limit; }
    /// The text; `this` must live as long as the view of a short code.
    [[nodiscard]] std::string_view view() const noexcept {
        static_assert(sizeof(code_key) == 16);
        return is_long() ? std::string_view(std::bit_cast<char const*>(rest), size)
                         : std::string_view(reinterpret_cast<char const*>(this) + 4, size);
    }
    [[nodiscard]] friend bool operator==(code_key const& a, code_key const& b) noexcept {
        if (a.size != b.size || a.head != b.head) return false;
        return a.rest == b.rest || (a.is_long() && a.view() == b.view());
    }
    /// Equal for equal texts, wherever they lie.
    [[nodiscard]] std::uint64_t hash() const noexcept {
        auto const first = std::uint64_t{size} << 32 | head;
        auto h = (first ^ 0x2545F4914F6CDD1Du) * 0xD6E8FEB86659FD93u;
        h = (std::rotr(h, 29) ^ (is_long() ? 0 : rest)) * 0x9E3779B97F4A7C15u;
        return h ^ h >> 32;
    }

private:
    // Copies of a length that is not known are calls; two loads of fixed length that overlap are
    // not, and this is done twice per row.
    void keep(char const* text) noexcept {
        if (std::endian::native != std::endian::little || size < 4) {
            __builtin_memcpy(&head, text, size < 4 ? size : 4);
            if (size > 4) __builtin_memcpy(&rest, text + 4, size - 4);
            return;
        }
        __builtin_memcpy(&head, text, 4);
        if (size >= 8) {
            __builtin_memcpy(&rest, text + size - 8, 8);
            rest >>= 8 * (inline_limit - size);
        } else {
            std::uint32_t last = 0;
            __builtin_memcpy(&last, text + size - 4, 4);
            rest = std::uint64_t{last} >> 8 * (8 - size);
        }
    }
};

/// From codes to rows: open addressing, 8 bytes per bucket (32 bits of the hash, the row plus one).
///
/// Keys come in batches of 64: first all buckets are asked for, then all are looked at, so that the
/// misses of a batch overlap. That alone is worth a factor of three beyond the caches.
class row_index {
public:
    /// No such row.
    static constexpr std::uint32_t none = 0xffffffffu;

    explicit row_index(std::size_t rows)
        : buckets_(huge_vector<std::uint64_t>(std::bit_ceil(rows + rows / 2 + 2))),
          mask_(buckets_.size() - 1) {}

    /// Enters every key but empty ones. `repeated(row, first)` is called for a key that is there.
    template <class Repeated>
    void insert_all(std::span<code_key const> keys, Repeated&& repeated) {
        batches(keys, [&](std::size_t row, std::uint64_t hash) {
            if (keys[row].empty()) return;
            auto& bucket = find_bucket(keys, keys[row], hash);
            if (bucket != 0)
                repeated(row, row_of(bucket));
            else
                bucket = (hash & tag_mask) | (row + 1);
        });
    }
    /// Writes to `rows[i]` the row whose key is `wanted[i]`, or `none`; `none` for empty keys, too.
    void find_all(std::span<code_key const> keys, std::span<code_key const> wanted,
                  std::span<std::uint32_t> rows) {
        batches(wanted, [&](std::size_t i, std::uint64_t hash) {
            auto const bucket = wanted[i].empty() ? 0 : find_bucket(keys, wanted[i], hash);
            rows[i] = bucket == 0 ? none : row_of(bucket);
        });
    }
    /// The index by slot instead of by row, in the form that a snapshot keeps.
    [[nodiscard]] std::vector<std::uint32_t>
    by_slot(std::span<std::uint32_t const> slot_of_row) const {
        auto out = huge_vector<std::uint32_t>(buckets_.size(), none);
        for (std::size_t b = 0; b < buckets_.size(); ++b)
            if (buckets_[b] != 0) out[b] = slot_of_row[row_of(buckets_[b])];
        return out;
    }

private:
    static constexpr std::uint64_t tag_mask = 0xffffffff00000000u;
    static constexpr std::size_t batch = 64;

    [[nodiscard]] static std::uint32_t row_of(std::uint64_t bucket) noexcept {
        return static_cast<std::uint32_t>(bucket) - 1;
    }
    [[nodiscard]] std::uint64_t& find_bucket(std::span<code_key const> keys, code_key const& key,
                                             std::uint64_t hash) {
        auto b = hash & mask_;
        while (buckets_[b] != 0 &&
               ((buckets_[b] ^ hash) & tag_mask || !(keys[row_of(buckets_[b])] == key)))
            b = (b + 1) & mask_;
        return buckets_[b];
    }
    template <class Use>
    void batches(std::span<code_key const> keys, Use&& use) {
        std::uint64_t hash[batch];
        for (std::size_t begin = 0; begin < keys.size(); begin += batch) {
            auto const n = keys.size() - begin < batch ? keys.size() - begin : batch;
            for (std::size_t i = 0; i < n; ++i) {
                hash[i] = keys[begin + i].hash();
                __builtin_prefetch(&buckets_[hash[i] & mask_]);
            }
            for (std::size_t i = 0; i < n; ++i) use(begin + i, hash[i]);
        }
    }

    std::vector<std::uint64_t> buckets_;
    std::size_t mask_;
};

/// Finds the slot of a code in a snapshot: the buckets of `row_index`, 4 bytes each.
class text_index {
public:
    /// No such code.
    static constexpr std::uint32_t none = 0xffffffffu;

    text_index() = default;
    /// Takes the buckets that `row_index::by_slot` made; their number is a power of two.
    explicit text_index(flat_array<std::uint32_t> buckets)
        : buckets_(std::move(buckets)),
          mask_(buckets_.size() - 1) {}

    /// The number of `text` among `texts`, or `none`.
    [[nodiscard]] std::uint32_t find(text_store const& texts, std::string_view text) const {
        if (buckets_.empty()) return none;
        auto b = code_key(text).hash() & mask_;
        while (buckets_[b] != none && texts[buckets_[b]] != text) b = (b + 1) & mask_;
        return buckets_[b];
    }
    /// The buckets.
    [[nodiscard]] std::span<std::uint32_t const> buckets() const noexcept { return buckets_; }

private:
    flat_array<std::uint32_t> buckets_{};
    std::size_t mask_ = 0;
};

} // namespace partyorg::detail
