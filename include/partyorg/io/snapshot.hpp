#pragma once
/// @file
/// Snapshot files: an organisation as a binary image that is mapped into memory, not parsed.

#include <partyorg/core/result.hpp>
#include <partyorg/organisation/organisation.hpp>

#include <cstdint>
#include <string>

namespace partyorg::io {

/// Version of the format that this library writes and reads.
inline constexpr std::uint32_t snapshot_version = 1;

/// How much of a snapshot file is checked before it is used.
enum class snapshot_check : std::uint8_t {
    everything, ///< checksums and every index: safe for files of any origin
    checksums,  ///< every byte against its checksum: safe for files that this library wrote
    header, ///< version, size and directory only: for files that were verified before; costs the
            ///< same at any size
};

/// @return Whether the file begins like a snapshot; false, too, if it cannot be read.
/// @complexity Constant.
[[nodiscard]] bool looks_like_snapshot(std::string const& path);

/// Opens a snapshot file. Units, codes, names and columns stay in the mapped file, which is closed
/// when the last copy of the organisation's snapshot and columns is gone.
/// @return The organisation, or the reason why the file is none: missing, not a snapshot, another
///         version or byte order, truncated, or damaged (with the part that is).
/// @complexity Linear in the file for `everything` and `checksums`, constant in the number of units
///             for `header`.
[[nodiscard]] result<organisation> open_snapshot(std::string const& path,
                                                 snapshot_check check = snapshot_check::everything);

/// Writes a snapshot file: into a temporary file beside it, which is forced to the disk and then
/// takes its place, so that a reader sees the old file or the new one and never a part.
///
/// Kept are units with their identities and lines, columns with states, printed totals, bodies and
/// relations; not the reader's notes.
/// @return How many bytes were written, or the reason why not.
/// @complexity Linear.
[[nodiscard]] result<std::uint64_t> write_snapshot(organisation const& whole,
                                                   std::string const& path);

} // namespace partyorg::io
