// Rule files: whatever is read can be written and read again; nothing crashes or hangs.
#include <partyorg/io/rule_file.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace po = partyorg;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string text(reinterpret_cast<char const*>(data), size);
    auto const checked = po::io::check_text(std::move(text), "rules.json");
    if (!checked) return 0;
    auto const book = po::io::parse_rules(*checked);
    if (!book) return 0;
    auto const written = po::io::write_rules(*book);
    auto const again = po::io::parse_rules({"again.json", written});
    if (!again || !(*again == *book)) std::abort();
    return 0;
}
