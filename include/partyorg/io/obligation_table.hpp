#pragma once
/// @file
/// Obligations from a CSV or TSV table: for what no plan document says.

#include <partyorg/core/result.hpp>
#include <partyorg/io/text_file.hpp>
#include <partyorg/organisation/obligations.hpp>

#include <span>
#include <string>
#include <vector>

namespace partyorg::io {

/// Reads a table of obligations.
///
/// One row per obligation. Columns, in any order, by their English or a Vietnamese name:
///
/// | column | also | holds |
/// |---|---|---|
/// | `id` | mã nhiệm vụ, mã | a short name, unique |
/// | `what` | nội dung, văn bản | the document or act |
/// | `owed_by` | ai, đơn vị | who owes it, see below |
/// | `kind` | loại | `document` (văn bản), `report` (báo cáo) or `act` (việc); may be missing |
/// | `before` | trước ngày | the day that is too late |
/// | `until` | đến hết ngày, chậm nhất | or the last day in time |
/// | `every` | định kỳ | `month`, `quarter`, `half_year`, `year` (tháng, quý, 6 tháng, năm) |
/// | `from` | từ ngày | when it begins; a recurring one needs it |
/// | `to` | nơi nhận | recipient |
/// | `through` | qua | intermediary |
/// | `basis` | căn cứ | what it rests on |
///
/// `owed_by` is a unit's code, `CODE/*` (the units directly below), `CODE/**` (all below it), `*`
/// (all directly below a root), a kind of unit by identifier or label, or the name of a body;
/// several are set apart by `|`.
///
/// An obligation with `every` falls due at the end of each month, quarter, half-year or year from
/// `from` on, until `until` if that is given; one with neither day nor `every` is a standing duty.
/// @param taken Obligations that are known already: their identifiers cannot be used again.
/// @pre `source` came from `load_text` or `check_text`.
/// @return The obligations in the order of the rows; or every defect: those of tables, PO1115 for
///         what is no day, PO1150 for an empty cell, PO1152 for a word that the table does not
///         know, PO1403 for an unknown debtor, PO1503 for a day without one before it, PO1501 if
///         `until` lies before `from`, PO1524 for contradictory times, PO1525 for a repeated
///         identifier.
/// @complexity Linear in the text, and in units for each row.
[[nodiscard]] result<std::vector<obligation>>
parse_obligations(named_text const& source, organisation const& whole,
                  std::span<obligation const> taken = {});

/// Loads and reads a table of obligations.
/// @return The obligations, or every defect.
[[nodiscard]] result<std::vector<obligation>> try_read_obligations(std::string const& path,
                                                                   organisation const& whole);

/// Loads and reads a table of obligations.
/// @throw invalid_input carrying every defect.
[[nodiscard]] std::vector<obligation> read_obligations(std::string const& path,
                                                       organisation const& whole);

} // namespace partyorg::io
