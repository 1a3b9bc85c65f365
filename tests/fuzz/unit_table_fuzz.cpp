// Any bytes as a unit table: an organisation that survives a round trip, or defects.
#include "expect.hpp"

#include <partyorg/io/csv.hpp>
#include <partyorg/rollup/reconcile.hpp>

#include <cstddef>
#include <cstdint>
#include <string>

namespace po = partyorg;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    auto const checked =
        po::io::check_text(std::string(reinterpret_cast<char const*>(data), size), "f.csv");
    if (!checked) {
        expect(checked.problems().has_errors(), "a refusal tells why");
        return 0;
    }
    static_cast<void>(po::io::looks_like_unit_table(checked->text));
    auto const got = po::io::parse_unit_table(*checked);
    if (!got) {
        expect(got.problems().has_errors(), "a refusal tells why");
        return 0;
    }
    try {
        static_cast<void>(po::reconcile(*got));
    } catch (po::arithmetic_overflow const&) {
        // Cells of nineteen digits may do that; it is told, not wrapped.
    }
    auto const written = po::io::write_unit_table(*got);
    auto const again = po::io::parse_unit_table({"again.csv", written});
    expect(again.has_value(), "what is written can be read");
    expect(po::io::write_unit_table(*again) == written, "a second round changes nothing");
    return 0;
}
