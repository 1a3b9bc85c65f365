#pragma once
/// @file
/// Logs of admission cases as CSV or TSV: one event per row.

#include <partyorg/core/result.hpp>
#include <partyorg/io/text_file.hpp>
#include <partyorg/targets/cases.hpp>

#include <string>

namespace partyorg::io {

/// Reads a log of cases.
///
/// Columns, in any order, with Vietnamese names beside the English ones: `case` (mã hồ sơ), `unit`
/// (đơn vị), `stage` (bước), `day` (ngày) are required; `known` (ngày ghi nhận), `reference` (số
/// văn bản), `attributes` (đối tượng), `entry` (loại dòng), `counts_from` (tính từ ngày), `reached`
/// (đã đến bước), `extended_by` (số ngày gia hạn), `place` (nơi, địa điểm) may be missing.
///
/// Stages, groups and entries are identifiers or labels in Vietnamese or English, without regard to
/// case; several groups are set apart by `;` or `|`. Days are written 2024-01-15 or 15/01/2024.
/// Case codes are codes, and `place` says where an event took place: names of persons do not belong
/// into the file.
/// @pre `source` came from `load_text` or `check_text`.
/// @return The log with warnings beside it, or every defect with file, line and column. What events
///         mean for their cases is not judged here but by `check_cases`.
/// @complexity Linear in the text.
[[nodiscard]] result<case_log> parse_cases(named_text const& source);

/// Loads and reads a log of cases.
/// @return The log with warnings beside it, or every defect.
[[nodiscard]] result<case_log> try_read_cases(std::string const& path);

/// Loads and reads a log of cases.
/// @throw invalid_input carrying every defect.
[[nodiscard]] case_log read_cases(std::string const& path);

/// Writes a log: all columns, lines in their order. Reading it gives the same events but for their
/// places.
/// @complexity Linear.
[[nodiscard]] std::string write_cases(case_log const& log);

} // namespace partyorg::io
