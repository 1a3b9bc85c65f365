#pragma once
// The prose around the table: who issues the plan, what it counts, and who owes what by when.

#include "plan_document_text.hpp"

#include <partyorg/hierarchy/unit_kind.hpp>
#include <partyorg/organisation/plan.hpp>

#include <optional>
#include <string>
#include <vector>

namespace partyorg::io::detail {

/// Lines of prose that belong together, folded for matching.
struct paragraph {
    std::vector<span> lines{}; ///< as printed
    folded_text text{};        ///< joined and folded
};

/// Joins wrapped lines; blank lines, numberings and list items begin a paragraph.
/// @param taken Per line: belongs to the table.
[[nodiscard]] std::vector<paragraph> paragraphs_of(source_text const& file,
                                                   std::vector<bool> const& taken);

/// The organisation whose plan it is, as far as the text tells.
struct identity {
    std::string title{};
    std::string issuer{};
    std::optional<int> year{};
    unit_kind kind = unit_kind::district_committee;
    std::string root_name{}; ///< empty if the text does not tell
    std::string root_code{}; ///< initials of the proper name; empty if not told
    place root_at{};
};

/// Reads title, year, issuer and the name of the organisation.
[[nodiscard]] identity identify(source_text const& file, std::vector<paragraph> const& prose);

/// Reads counts, coverage, instruments, bodies and duties; lists sentences with figures that are
/// left.
/// @param root The unit that bodies are attached to.
void read_prose(source_text const& file, std::vector<paragraph> const& prose, unit_id root,
                plan& out);

} // namespace partyorg::io::detail
