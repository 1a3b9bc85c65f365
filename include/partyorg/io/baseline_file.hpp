#pragma once
/// @file
/// Baselines as text: a sorted table that people read, and that a diff shows line by line.

#include <partyorg/core/result.hpp>
#include <partyorg/io/text_file.hpp>
#include <partyorg/rules/baseline.hpp>

#include <string>

namespace partyorg::io {

/// Reads a baseline.
///
/// One row per accepted finding; columns separated by tabs, in any order, by name:
///
/// | column | holds |
/// |---|---|
/// | `rule` | the rule's identifier |
/// | `unit` | the unit's code; empty if the rule concerned no unit |
/// | `measure` | the measure that was looked at; may be empty |
/// | `outcome` | fail, review or undecidable |
/// | `until` | for a suppression: its last day, 2024-12-31 or 31/12/2024 |
/// | `granted_by` | for a suppression: the role that granted it |
/// | `reason` | for a suppression: why |
/// | `fingerprint` | of the four columns before; empty in a line that was written by hand |
///
/// A row with none of the three is accepted without an end; one with some of them needs all.
/// @pre `source` came from `load_text` or `check_text`.
/// @return The baseline, or every defect with line and column: PO1101, PO1102, PO1105 to PO1107 for
///         the table, PO1115 for what is no day, PO1150 for a rule that is missing, PO1636 for an
///         unknown outcome, PO1642 and PO1643 for fingerprints, PO1644 for a finding that stands
///         twice, PO1645 for suppressions that are incomplete, PO1648 for other outcomes.
/// @complexity n log n in the rows.
[[nodiscard]] result<baseline> parse_baseline(named_text const& source);

/// Loads and reads a baseline.
/// @return The baseline, or every defect.
[[nodiscard]] result<baseline> try_read_baseline(std::string const& path);

/// Loads and reads a baseline.
/// @throw invalid_input carrying every defect.
[[nodiscard]] baseline read_baseline(std::string const& path);

/// Writes a baseline: by rule, unit, measure and outcome, so that the same findings give the same
/// bytes.
/// @complexity Linear in the entries.
[[nodiscard]] std::string write_baseline(baseline const& accepted);

} // namespace partyorg::io
