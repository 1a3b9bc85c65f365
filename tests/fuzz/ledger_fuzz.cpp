/// @file
/// Lists of submissions and tables of obligations: any text is either read whole or refused with
/// defects that have a place, and what was read can be asked about.

#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/io/obligation_table.hpp>
#include <partyorg/io/submissions.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace po = partyorg;

namespace {

po::organisation district() {
    po::hierarchy_builder build;
    using enum po::unit_kind;
    build.add({.code = "H", .kind = district_committee});
    build.add({.code = "A", .parent = "H", .kind = grassroots_committee});
    build.add({.code = "A1", .parent = "A", .kind = subordinate_cell});
    build.add({.code = "B", .parent = "H", .kind = grassroots_cell});
    po::organisation out(build.finish());
    out.relations.attach(
        {po::body_kind::organisation_board, out.units.id_of(po::slot(0)), "Ban", {}});
    return out;
}

void require(bool holds) {
    if (!holds) std::abort();
}

void require_places(po::problems const& found) {
    for (auto const& p : found) require(p.where.file == "f.csv" && !p.message.empty());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    static po::organisation const whole = district();
    static po::period const year(po::date(2024, 1, 1), po::date(2024, 12, 31));
    static auto const owed =
        po::io::parse_obligations({"o.csv", "id,what,owed_by,before,every,from\n"
                                            "plan,x,A|A1|B,2024-01-15,,2024-01-02\n"
                                            "report,x,Ban,,quarter,2024-01-01\n"},
                                  whole)
            .value();
    auto const text =
        po::io::check_text(std::string(reinterpret_cast<char const*>(data), size), "f.csv");
    if (!text) return 0;

    auto const ledger = po::io::parse_submissions(*text, whole, owed, year);
    require(ledger.has_value() != ledger.problems().has_errors());
    require_places(ledger.problems());
    if (ledger) {
        // What was accepted once is accepted again, and counts.
        require(po::check_submissions(whole, owed, *ledger, year).empty());
        auto const states = po::states_at(whole, owed, *ledger, {po::date(2025, 1, 1), year, {}});
        require(po::tally(whole, states)[0].dated() == states.size());
    }

    auto const table = po::io::parse_obligations(*text, whole);
    require(table.has_value() != table.problems().has_errors());
    require_places(table.problems());
    if (table)
        for (auto const& s : po::states_at(whole, *table, {}, {po::date(2024, 6, 1), year, {}}))
            require(s.obligation < table->size());
    return 0;
}
