#pragma once
/// @file
/// The measures that the library knows by identifier; readers look columns up here.

#include <partyorg/measures/activity.hpp>
#include <partyorg/measures/coverage.hpp>
#include <partyorg/measures/leadership.hpp>
#include <partyorg/measures/membership.hpp>
#include <partyorg/measures/quota.hpp>

#include <array>
#include <optional>
#include <string_view>

namespace partyorg {

/// A measure's definition without its type: what can be listed and looked up.
struct measure_view {
    std::string_view id{};               ///< stable identifier
    label_view label{};                  ///< shown in reports
    law_kind law = law_kind::flow;       ///< what roll-up means
    value_kind type = value_kind::count; ///< type of a cell
    std::string_view of_which{};         ///< the measure whose part this is, or empty

    constexpr measure_view() = default;
    /// From a constant definition.
    template <class T, class Law>
    explicit constexpr measure_view(measure<T, Law> const& m)
        : id(m.id),
          label(m.label),
          law(Law::kind),
          type(detail::value_kind_of<T>::value),
          of_which(m.of_which) {}
    /// @return The same definition with its own texts.
    [[nodiscard]] measure_info info() const {
        measure_info out(std::string(id), partyorg::label(label), law, type);
        out.of_which = of_which;
        return out;
    }
};

/// Every measure of `quota`, `membership`, `coverage`, `leadership` and `activity`.
inline constexpr std::array built_in_measures = {
    measure_view(quota::registered),
    measure_view(quota::registered_residential),
    measure_view(quota::assigned),
    measure_view(quota::assigned_residential),
    measure_view(quota::admitted),
    measure_view(quota::admitted_residential),
    measure_view(membership::total),
    measure_view(membership::official),
    measure_view(membership::probationary),
    measure_view(coverage::villages),
    measure_view(coverage::villages_with_members),
    measure_view(coverage::health_stations),
    measure_view(coverage::schools),
    measure_view(coverage::police_posts),
    measure_view(leadership::committee),
    measure_view(leadership::committee_seats),
    measure_view(leadership::standing),
    measure_view(leadership::secretaries),
    measure_view(leadership::deputies),
    measure_view(leadership::group_heads),
    measure_view(leadership::group_deputies),
    measure_view(leadership::inspection),
    measure_view(leadership::inspection_full_time),
    measure_view(leadership::inspection_vice_chairs),
    measure_view(leadership::inspection_full_time_vice_chairs),
    measure_view(leadership::advisory_bodies),
    measure_view(leadership::service_units),
    measure_view(activity::last_congress),
    measure_view(activity::congress_of_delegates),
    measure_view(activity::congress_days),
    measure_view(activity::months_with_meeting),
    measure_view(activity::shortest_meeting),
    measure_view(activity::shortest_combined_meeting),
    measure_view(activity::graded_units),
    measure_view(activity::graded_units_good),
    measure_view(activity::graded_members),
    measure_view(activity::graded_members_good),
    measure_view(activity::overdue_admissions),
    measure_view(activity::overdue_ceremonies),
    measure_view(activity::overdue_recognitions),
    measure_view(activity::overdue_recognition_decisions),
    measure_view(activity::overdue_transfers),
    measure_view(activity::overdue_letters),
};

/// Finds a measure of the library.
/// @param id The identifier, in lower case.
/// @return Its definition, or nothing.
/// @complexity Linear in the number of built-in measures.
[[nodiscard]] constexpr std::optional<measure_view> find_built_in_measure(std::string_view id) {
    for (auto const& m : built_in_measures)
        if (m.id == id) return m;
    return {};
}

} // namespace partyorg
