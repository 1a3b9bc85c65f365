#pragma once
/// @file
/// How a snapshot file is laid out: for the reader and writer, and for whoever tests them with
/// files that are damaged on purpose.

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace partyorg::io::snapshot_format {

// The file: a header, sections at multiples of 64 bytes, and a directory of the sections at the
// end. Numbers are in the byte order of the machine that wrote them; another order is refused.

inline constexpr std::array<char, 8> magic = {'p', 'a', 'r', 't', 'y', 'o', 'r', 'g'};
inline constexpr std::uint32_t byte_order = 0x01020304;
inline constexpr std::size_t alignment = 64;

enum class part : std::uint32_t {
    meta,
    parent,
    end,
    depth,
    kind,
    code_blob,
    code_ends,
    name_blob,
    name_ends,
    code_index,
    id_of_slot,
    slot_of_id,
    line,
    file,
    column_info,
    column_values,
    column_states,
};

struct file_header {
    std::array<char, 8> magic{};
    std::uint32_t version = 0;
    std::uint32_t byte_order = 0;
    std::uint64_t file_bytes = 0;
    std::uint64_t directory_at = 0;
    std::uint64_t directory_entries = 0;
    std::uint64_t directory_checksum = 0;
    std::uint64_t header_checksum = 0; // of all the fields before
};
static_assert(sizeof(file_header) == 56);

struct entry {
    part kind{};
    std::uint32_t number = 0; // which column
    std::uint64_t at = 0;
    std::uint64_t bytes = 0;
    std::uint64_t checksum = 0;
};
static_assert(sizeof(entry) == 32);

/// Four independent chains of multiplications, so that the processor overlaps them: every step is a
/// bijection of the word, so no single changed byte can go unseen.
inline std::uint64_t checksum(void const* data, std::size_t bytes) {
    constexpr std::uint64_t prime = 0x9E3779B185EBCA87u;
    std::array<std::uint64_t, 4> lane = {bytes + prime, ~prime, prime * prime, 0x27D4EB2F165667C5u};
    auto const step = [](std::uint64_t state, std::uint64_t word) {
        return std::rotl((state ^ word) * prime, 29);
    };
    auto const* p = static_cast<unsigned char const*>(data);
    std::array<std::uint64_t, 4> word{};
    for (; bytes >= sizeof word; bytes -= sizeof word, p += sizeof word) {
        std::memcpy(word.data(), p, sizeof word);
        for (std::size_t i = 0; i < 4; ++i) lane[i] = step(lane[i], word[i]);
    }
    word = {};
    if (bytes != 0) std::memcpy(word.data(), p, bytes);
    for (std::size_t i = 0; i < 4; ++i) lane[i] = step(lane[i], word[i]);
    std::uint64_t h = 0;
    for (auto const l : lane) h = step(h, l);
    return h ^ (h >> 32);
}

inline std::uint64_t header_checksum(file_header const& h) {
    return checksum(&h, offsetof(file_header, header_checksum));
}

} // namespace partyorg::io::snapshot_format
