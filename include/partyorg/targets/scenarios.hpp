#pragma once
/// @file
/// Versions of one target side by side: registered, draft, assigned, amended, achieved.

#include <partyorg/core/label.hpp>
#include <partyorg/core/result.hpp>
#include <partyorg/measures/table.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace partyorg {

/// One version: a measure of a table under a name of its own.
struct scenario {
    std::string name{};    ///< "draft"
    std::string measure{}; ///< the target; its of-which columns come with it
    table figures{};       ///< where it stands
};

/// The versions that a comparison is made of, each under a name of its own.
class scenario_list {
public:
    /// Takes a version in.
    /// @return Nothing, or why it was refused: the name is taken (PO1717), or the table has no such
    ///         measure of counts that add up (PO1402, PO1404). What was there before stays.
    /// @complexity Linear in the versions.
    [[nodiscard]] problems add(scenario version);
    /// Takes in every version that a table holds: `registered` (quota.registered), `assigned`
    /// (quota.assigned), `draft` (allocated) and `achieved` (admitted), as far as there are such
    /// columns.
    /// @return As `add`.
    [[nodiscard]] problems add_known(table const& figures);

    /// @return How many versions there are.
    [[nodiscard]] std::size_t size() const noexcept { return list_.size(); }
    /// @return The version at position `i`, in the order they were taken in.
    /// @pre `i < size()`
    [[nodiscard]] scenario const& operator[](std::size_t i) const { return list_[i]; }
    /// @return The position of the version with this name, or nothing.
    [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const noexcept;

private:
    std::vector<scenario> list_{};
};

/// What a version says of a unit.
enum class scenario_state : std::uint8_t {
    stated,          ///< a number or "-", or the units below add up to one
    empty,           ///< blank: it counts as 0
    no_unit,         ///< the version does not know the unit: it counts as 0
    not_broken_down, ///< a superior has one figure for all below it: nothing to compare
};

/// One figure of one version.
struct scenario_figure {
    scenario_state state = scenario_state::empty; ///< whether there is one
    std::int64_t value = 0;                       ///< 0 unless stated

    /// @return Whether all parts agree.
    friend bool operator==(scenario_figure const&, scenario_figure const&) = default;
};

/// What the versions say of one unit, in the target or one of its parts.
struct scenario_row {
    std::string code{}; ///< unit
    std::string name{}; ///< as the first version that has the unit calls it
    std::string part{}; ///< what follows the measure: "" for the target, ".residential"
    std::vector<scenario_figure> figures{}; ///< per version

    /// @return The figure of a version less that of another; nothing if one is not broken down.
    /// @pre Both are positions of versions.
    [[nodiscard]] std::optional<std::int64_t> difference(std::size_t version,
                                                         std::size_t from) const;
    /// @return Whether two versions that can be compared differ; 0 and blank do not.
    [[nodiscard]] bool differs() const;
};

/// The target itself, or one of its parts, as it is found in the versions.
struct scenario_part {
    std::string id{};        ///< what follows the measure: "" for the target, ".residential"
    partyorg::label label{}; ///< "khu dân cư"; for the target that of the first version's measure

    /// @return Whether both agree.
    friend bool operator==(scenario_part const&, scenario_part const&) = default;
};

/// Versions side by side.
struct scenario_comparison {
    std::vector<std::string> names{};    ///< of the versions
    std::vector<std::string> measures{}; ///< of the versions
    std::vector<scenario_part> parts{};  ///< the target, then its parts
    std::vector<scenario_row> rows{};    ///< by unit, the target before its parts
    std::vector<scenario_row> totals{};  ///< per part, without a unit: what all units have

    /// @return The rows in which two versions differ, in the same order.
    /// @complexity Linear in the rows times the versions.
    [[nodiscard]] std::vector<scenario_row> differing() const;
};

/// Puts versions side by side. Units are the same if their codes are, so the tables may be of
/// different snapshots. A superior without a cell of its own shows what the units below it have.
/// @return One row per unit with a cell of its own in at least one version, and per part; units in
///         the order of the first version, then those that only later ones have.
/// @throw arithmetic_overflow if a total does not fit into 64 bits.
/// @complexity Linear in the units times the columns.
[[nodiscard]] scenario_comparison compare(scenario_list const& versions);

} // namespace partyorg
