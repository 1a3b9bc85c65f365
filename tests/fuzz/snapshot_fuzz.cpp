// Any bytes as a snapshot file: an organisation that can be walked, or defects.
#include "expect.hpp"

#include <partyorg/io/csv.hpp>
#include <partyorg/io/snapshot.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <string>
#include <unistd.h>

namespace po = partyorg;

namespace {

std::string const& scratch_file() {
    static std::string const path =
        (std::filesystem::temp_directory_path() / ("partyorg_fuzz_" + std::to_string(getpid())))
            .string();
    return path;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    auto const& path = scratch_file();
    std::FILE* const file = std::fopen(path.c_str(), "wb");
    expect(file != nullptr, "a scratch file can be written");
    expect(size == 0 || std::fwrite(data, 1, size, file) == size, "a scratch file can be filled");
    std::fclose(file);
    {
        auto const got = po::io::open_snapshot(path);
        if (got)
            static_cast<void>(po::io::write_unit_table(*got));
        else
            expect(got.problems().has_errors(), "a refusal tells why");
    }
    std::filesystem::remove(path);
    return 0;
}
