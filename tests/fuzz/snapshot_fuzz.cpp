// Any bytes as a snapshot file: an organisation that can be walked, or defects.
#include "expect.hpp"
#include "io/snapshot_format.hpp"

#include <partyorg/io/csv.hpp>
#include <partyorg/io/snapshot.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <string>
#include <unistd.h>
#include <vector>

namespace po = partyorg;

namespace {

std::string const& scratch_file() {
    static std::string const path =
        (std::filesystem::temp_directory_path() / ("partyorg_fuzz_" + std::to_string(getpid())))
            .string();
    return path;
}

/// Opens the bytes as a file, and reads all of it.
void open(std::vector<char> const& bytes) {
    auto const& path = scratch_file();
    std::FILE* const file = std::fopen(path.c_str(), "wb");
    expect(file != nullptr, "a scratch file can be written");
    expect(bytes.empty() || std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size(),
           "a scratch file can be filled");
    std::fclose(file);
    {
        auto const got = po::io::open_snapshot(path);
        if (got)
            static_cast<void>(po::io::write_unit_table(*got));
        else
            expect(got.problems().has_errors(), "a refusal tells why");
    }
    std::filesystem::remove(path);
}

/// Makes all checksums right, as somebody would who means harm: what lies behind them is then met.
void forge(std::vector<char>& bytes) {
    namespace format = po::io::snapshot_format;
    format::file_header h;
    if (bytes.size() < sizeof h) return;
    std::memcpy(&h, bytes.data(), sizeof h);
    h.magic = format::magic;
    h.version = po::io::snapshot_version;
    h.byte_order = format::byte_order;
    h.file_bytes = bytes.size();
    format::entry e;
    if (h.directory_at <= bytes.size() &&
        h.directory_entries <= (bytes.size() - h.directory_at) / sizeof e) {
        auto* const directory = bytes.data() + h.directory_at;
        for (std::uint64_t i = 0; i < h.directory_entries; ++i) {
            std::memcpy(&e, directory + i * sizeof e, sizeof e);
            if (e.at > bytes.size() || e.bytes > bytes.size() - e.at) continue;
            e.checksum = format::checksum(bytes.data() + e.at, e.bytes);
            std::memcpy(directory + i * sizeof e, &e, sizeof e);
        }
        h.directory_checksum = format::checksum(directory, h.directory_entries * sizeof e);
    }
    h.header_checksum = format::header_checksum(h);
    std::memcpy(bytes.data(), &h, sizeof h);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::vector<char> bytes(data, data + size);
    open(bytes);
    forge(bytes);
    open(bytes);
    return 0;
}
