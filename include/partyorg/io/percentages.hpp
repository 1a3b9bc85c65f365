#pragma once
/// @file
/// Tables of printed percentages, as CSV or TSV: what was achieved, the percentage, perhaps the
/// target.

#include <partyorg/core/result.hpp>
#include <partyorg/io/text_file.hpp>
#include <partyorg/targets/percentage.hpp>

#include <string>
#include <vector>

namespace partyorg::io {

/// Reads a table of printed percentages and checks every row.
///
/// Columns, in any order, by their English or a Vietnamese name: `achieved` (đạt, kết quả, thực
/// hiện, kết nạp) and `percent` (tỷ lệ, tỉ lệ) are required; `target` (chỉ tiêu, kế hoạch, giao)
/// and `name` (đơn vị, nội dung, tên) may be missing. Percentages are written 122, 107.2 % or 107,2
/// %.
/// @pre `source` came from `load_text` or `check_text`.
/// @return The rows, or every defect with file, line and column: those of the table, PO1103 for
/// what
///         is no number, and PO1716 for a percentage that no whole target explains, or that the
///         target beside it does not give by rounding or truncation.
/// @complexity Linear in the text.
[[nodiscard]] result<std::vector<printed_percentage>> parse_percentages(named_text const& source);

/// Loads, reads and checks a table of printed percentages.
/// @return The rows, or every defect.
[[nodiscard]] result<std::vector<printed_percentage>> try_read_percentages(std::string const& path);

/// Loads, reads and checks a table of printed percentages.
/// @throw invalid_input carrying every defect.
[[nodiscard]] std::vector<printed_percentage> read_percentages(std::string const& path);

} // namespace partyorg::io
