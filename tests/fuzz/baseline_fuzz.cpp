// Baselines: whatever is read can be written and read again; nothing crashes or hangs.
#include <partyorg/io/baseline_file.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace po = partyorg;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string text(reinterpret_cast<char const*>(data), size);
    auto const checked = po::io::check_text(std::move(text), "baseline.tsv");
    if (!checked) return 0;
    auto const accepted = po::io::parse_baseline(*checked);
    if (!accepted) return 0;
    auto const again = po::io::parse_baseline({"again.tsv", po::io::write_baseline(*accepted)});
    if (!again || !(*again == *accepted)) std::abort();
    return 0;
}
