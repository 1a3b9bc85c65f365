// Any bytes as a plan document: a plan whose reports can be written, or defects with their places.
#include "expect.hpp"

#include <partyorg/io/csv.hpp>
#include <partyorg/io/json.hpp>
#include <partyorg/io/plan_document.hpp>
#include <partyorg/report/json.hpp>
#include <partyorg/report/text.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace po = partyorg;

namespace {

std::size_t lines_in(std::string_view text) {
    std::size_t lines = 1;
    for (char const c : text) lines += c == '\n';
    return lines;
}

void check_defects(po::problems const& found, std::size_t lines) {
    expect(found.has_errors(), "a refusal tells why");
    for (auto const& p : found) {
        expect(!p.message.empty(), "a defect has a message");
        expect(p.where.line <= lines, "a defect lies in the file");
    }
}

void check_plan(po::plan const& p, std::size_t lines) {
    expect(p.units.size() > 1, "a plan has units below its root");
    for (auto const& total : p.totals)
        expect(p.units.find(total.unit).has_value(), "a total belongs to a unit");
    for (auto const& u : p.not_understood)
        expect(u.where.line >= 1 && u.where.line <= lines, "what is left has a line");
    static_cast<void>(po::report::plan_text(p, po::language::vi));
    static_cast<void>(po::report::plan_json(p, po::language::en));
    static_cast<void>(po::io::write_json(p));
    auto const table = po::io::parse_unit_table({"t.csv", po::io::write_unit_table(p)});
    expect(table.has_value(), "the unit table of a plan can be read");
    expect(table->units.size() == p.units.size(), "the unit table has every unit");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string text(reinterpret_cast<char const*>(data), size);
    auto const lines = lines_in(text);
    auto const checked = po::io::check_text(std::move(text), "f.txt");
    if (!checked) {
        check_defects(checked.problems(), lines);
        return 0;
    }
    auto const got = po::io::parse_plan(*checked);
    if (got)
        check_plan(*got, lines);
    else
        check_defects(got.problems(), lines);
    return 0;
}
