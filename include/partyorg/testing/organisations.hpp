#pragma once
/// @file
/// Random organisations and random changes to them, the same on every machine.

#include <partyorg/organisation/organisation.hpp>
#include <partyorg/testing/any_cell.hpp>
#include <partyorg/testing/generate.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace partyorg::testing {

/// What random organisations are like.
struct organisation_mix {
    std::uint32_t least_units = 1; ///< fewest units
    std::uint32_t most_units = 24; ///< most units
    /// Cells are numbers around the thresholds of rules, with "-" and blanks.
    cell_mix cells{.least = 0, .most = 40, .none_percent = 10, .blank_percent = 15};
    std::uint32_t odd_percent = 10; ///< units of a kind that usually does not stand there
    std::uint32_t total_percent =
        20; ///< units with a printed total of each count; half of them are right
    std::uint32_t missing_column_percent = 15; ///< columns that are left out
    std::vector<measure_info> measures{};      ///< columns beside the library's own
};

/// Makes an organisation of random units of all kinds, with all columns of `built_in_measures` and
/// of the mix; the same seed gives the same organisation everywhere.
///
/// Parts are at most their measure three times in four, names repeat now and then, and cells hold
/// numbers, "-" or nothing.
/// @pre `least_units` is at least 1 and at most `most_units`.
/// @complexity Linear in units times columns.
[[nodiscard]] organisation random_organisation(std::uint64_t seed,
                                               organisation_mix const& mix = {});

/// What an edit does.
enum class edit_kind : std::uint8_t {
    add,       ///< adds a unit
    move,      ///< puts a unit and all below it under another one
    remove,    ///< removes a unit and all below it
    set_cell,  ///< writes into a cell
    set_kind,  ///< makes a unit one of another kind
    set_total, ///< prints a total of a unit, or another one
};

/// One change to an organisation, as a value: printed, stored, applied.
struct edit {
    edit_kind what = edit_kind::set_cell;         ///< which change
    std::string unit{};                           ///< code of the unit
    std::string superior{};                       ///< for `add` and `move`: code; empty for a root
    unit_kind kind = unit_kind::subordinate_cell; ///< for `add` and `set_kind`
    std::string name{};                           ///< for `add`
    std::string measure{};                        ///< for `set_cell` and `set_total`
    any_cell content{};                           ///< for `set_cell`; a number for `set_total`

    /// @return A new unit.
    [[nodiscard]] static edit add(unit_kind kind, std::string code, std::string superior,
                                  std::string name = {});
    /// @return A unit that goes under another one.
    [[nodiscard]] static edit move(std::string code, std::string superior);
    /// @return A unit that goes, with all below it.
    [[nodiscard]] static edit remove(std::string code);
    /// @return A cell that changes.
    [[nodiscard]] static edit set(std::string code, std::string measure, any_cell content);
    /// @return A unit that becomes one of another kind.
    [[nodiscard]] static edit become(std::string code, unit_kind kind);
    /// @return A printed total.
    [[nodiscard]] static edit print_total(std::string code, std::string measure,
                                          std::int64_t value);

    /// @return Whether all parts agree.
    friend bool operator==(edit const&, edit const&) = default;
};

/// @return "move A2 under B", "set A1 members.official 3": the words that scenario files use.
[[nodiscard]] std::string to_string(edit const& change);

/// Changes an organisation.
/// @return The changed organisation; every other unit keeps its code, cells and place.
/// @throw invalid_input PO1660 if there is no such unit, a unit would stand under itself, or the
///        column cannot hold the content; with the builder's codes if the units cannot become an
///        organisation (a code that is used twice).
/// @complexity Linear in the organisation.
[[nodiscard]] organisation apply(organisation const& whole, edit const& change);

/// Changes an organisation step by step.
/// @return The changed organisation.
/// @throw invalid_input as the single change.
[[nodiscard]] organisation apply(organisation const& whole, std::vector<edit> const& script);

/// Draws a change that can be applied.
/// @pre `whole` has at least one unit.
/// @return The change; the last unit is never removed.
[[nodiscard]] edit random_edit(organisation const& whole, random_numbers& random,
                               organisation_mix const& mix = {});

/// Draws changes that can be applied one after the other.
/// @pre `whole` has at least one unit.
/// @return As many changes as asked for; the same seed gives the same ones.
[[nodiscard]] std::vector<edit> random_edits(organisation const& whole, std::size_t count,
                                             std::uint64_t seed, organisation_mix const& mix = {});

} // namespace partyorg::testing
