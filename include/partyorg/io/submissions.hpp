#pragma once
/// @file
/// Lists of what was handed in: the ledger of an office, as a CSV or TSV table.

#include <partyorg/core/result.hpp>
#include <partyorg/io/text_file.hpp>
#include <partyorg/organisation/obligations.hpp>

#include <span>
#include <string>
#include <vector>

namespace partyorg::io {

/// Reads a list of submissions.
///
/// One row per document or act. Columns, in any order, by their English or a Vietnamese name:
///
/// | column | also | holds |
/// |---|---|---|
/// | `unit` | đơn vị, mã đơn vị, mã, tổ chức đảng | the unit's code, or the body's name |
/// | `obligation` | nhiệm vụ, mã nhiệm vụ, văn bản | the obligation's identifier |
/// | `date` | ngày, ngày nộp, ngày gửi | the day, 2024-01-12 or 12/01/2024 |
/// | `key` | kỳ, kỳ báo cáo | which time of a recurring one: 2024-Q1; may be missing |
/// | `reference` | số, số văn bản, số ký hiệu | the number of the letter; may be missing |
///
/// @pre `source` came from `load_text` or `check_text`.
/// @return The entries in the order of the rows with warnings beside them, or every defect with
///         file, line and column: PO1101, PO1102, PO1105 to PO1107 for the table, PO1115 for what
///         is no day, PO1150 for an empty cell.
/// @complexity Linear in the text.
[[nodiscard]] result<std::vector<submission>> parse_submissions(named_text const& source);

/// Reads a list of submissions and checks it against what is owed: beside the defects above those
/// of `check_submissions`, all at once, in the order of the lines.
/// @pre `source` came from `load_text` or `check_text`.
/// @return The entries, all of which can be used; or every defect.
/// @throw invalid_input PO1504 if neither the period nor the schedule of an obligation has a last
///        day.
/// @complexity As `parse_submissions` and `check_submissions`.
[[nodiscard]] result<std::vector<submission>> parse_submissions(named_text const& source,
                                                                organisation const& whole,
                                                                std::span<obligation const> owed,
                                                                period const& span);

/// Loads and reads a list of submissions, without comparing it to anything.
/// @return The entries, or every defect.
[[nodiscard]] result<std::vector<submission>> try_read_submissions(std::string const& path);

/// Loads and reads a list of submissions, without comparing it to anything.
/// @throw invalid_input carrying every defect.
[[nodiscard]] std::vector<submission> read_submissions(std::string const& path);

} // namespace partyorg::io
