#pragma once
/// @file
/// Findings that were accepted before: what is new since, what is gone, which excuses ran out.

#include <partyorg/rules/check.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace partyorg {

/// Why a finding is excused, by whom, and how long.
struct suppression {
    std::string reason{}; ///< in words; never empty
    std::string role{};   ///< the role that granted it, not a name: "Ban Tổ chức Huyện ủy"
    date until{};         ///< last day on which it counts

    /// @return Whether all parts agree.
    friend bool operator==(suppression const&, suppression const&) = default;
};

/// A finding that is accepted: because it was there when the baseline was made, or because somebody
/// granted it.
struct baseline_entry {
    std::string rule_id{};                               ///< the rule
    std::string code{};                                  ///< the unit's code; empty: no unit
    std::string measure{};                               ///< the measure that was looked at
    partyorg::outcome outcome = partyorg::outcome::fail; ///< what came out
    std::optional<suppression> granted{};                ///< nothing: accepted when it was found
    place where{};                                       ///< where the entry was read

    /// @return The fingerprint of the finding, see `fingerprint_of`.
    [[nodiscard]] std::uint64_t fingerprint() const noexcept {
        return fingerprint_of(rule_id, code, measure, outcome);
    }
    /// @return Whether all parts but the place agree.
    friend bool operator==(baseline_entry const& a, baseline_entry const& b) {
        return a.rule_id == b.rule_id && a.code == b.code && a.measure == b.measure &&
               a.outcome == b.outcome && a.granted == b.granted;
    }
};

/// Accepted findings, by rule, unit, measure and outcome.
class baseline {
public:
    /// Accepts nothing.
    baseline() = default;
    /// Accepts these, in any order. Of two entries for the same finding the first counts.
    /// @throw invalid_input PO1645 if a suppression lacks its reason, role or last day, PO1648 if
    ///        an outcome needs no accepting: only `fail`, `review` and `undecidable` do.
    explicit baseline(std::vector<baseline_entry> entries);

    /// @return The entries by rule, unit, measure and outcome, in the order of bytes.
    [[nodiscard]] std::vector<baseline_entry> const& entries() const noexcept { return entries_; }
    /// @return The entry for the finding, or null.
    /// @complexity Logarithmic in the entries.
    [[nodiscard]] baseline_entry const* find(finding const& what) const;
    /// @return Whether both accept the same.
    friend bool operator==(baseline const&, baseline const&) = default;

private:
    std::vector<baseline_entry> entries_{};
};

/// How a finding stands to a baseline.
enum class finding_status : std::uint8_t {
    fresh,      ///< not accepted by anybody
    known,      ///< it was there before
    suppressed, ///< excused, with a reason and until a day
    lapsed,     ///< it was excused, but that ran out
    passing,    ///< near misses: they pass, there is nothing to accept
};

/// @return The identifier used in files: "fresh".
[[nodiscard]] std::string_view to_string(finding_status s) noexcept;

/// Findings against a baseline.
struct baseline_comparison {
    std::vector<finding_status> status{}; ///< of every finding, in the order of the result
    std::vector<baseline_entry> gone{};   ///< entries without a finding: unused
    std::vector<baseline_entry> lapsed{}; ///< suppressions that ran out while their finding stayed
    std::size_t accepted = 0;             ///< entries of the baseline
    std::size_t known = 0;                ///< findings that were there before
    std::size_t suppressed = 0;           ///< findings that are excused
    std::size_t fresh = 0;                ///< new failures and reviews, lapsed ones included
    std::size_t fresh_errors = 0;         ///< new failures of severity error, lapsed included

    /// @return Whether nothing is new, unused or lapsed: what a strict check asks for.
    [[nodiscard]] bool exact() const noexcept { return fresh == 0 && gone.empty(); }
    /// @return How the number of accepted findings changes if the baseline is made anew: negative
    ///         when it shrinks.
    [[nodiscard]] std::int64_t trend() const noexcept {
        return static_cast<std::int64_t>(fresh) - static_cast<std::int64_t>(lapsed.size()) -
               static_cast<std::int64_t>(gone.size());
    }
};

/// Compares the findings of a check with a baseline.
///
/// Whether a suppression has run out is told by the day that the check asked about. Undecidable
/// findings that nobody accepted are `fresh` but not counted: what is missing has to be answered,
/// not accepted.
/// @pre The check kept all its findings: `found.dropped() == 0`.
/// @return How each finding stands, and which entries are unused or ran out.
/// @complexity n log m in findings and entries.
[[nodiscard]] baseline_comparison compare(check_result const& found, baseline const& before);

/// Makes a baseline that accepts what is there now: failures and reviews.
///
/// Entries of `before` whose findings are still there stay as they are, suppressions that ran out
/// too; whatever is gone is left out.
/// @pre The check kept all its findings: `found.dropped() == 0`.
/// @return The baseline.
/// @complexity n log m in findings and entries.
[[nodiscard]] baseline make_baseline(check_result const& found, baseline const& before = {});

/// Compares a baseline with what it is about.
/// @return PO1607 (an error) for entries about rules that the book does not have, PO1403 (a
/// warning)
///         for entries about units that the snapshot does not have; at their places, in the order
///         of the lines.
/// @complexity n log n in entries and versions.
[[nodiscard]] problems verify(baseline const& accepted, rule_book const& rules,
                              hierarchy const& units);

/// @return The entries of a comparison as warnings: PO1646 for the unused, PO1647 for the lapsed,
/// at
///         their places.
/// @complexity Linear in the entries.
[[nodiscard]] problems notes_of(baseline_comparison const& compared);

} // namespace partyorg
