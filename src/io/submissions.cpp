#include "io/by_line.hpp"

#include <partyorg/io/csv_rows.hpp>
#include <partyorg/io/submissions.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace partyorg::io {

namespace {

enum column : std::size_t { unit, obligation_id, day, key, reference };

constexpr std::array columns = {
    named_column{"unit", "đơn vị|mã đơn vị|mã|tổ chức đảng"},
    named_column{"obligation", "nhiệm vụ|mã nhiệm vụ|văn bản"},
    named_column{"date", "ngày|ngày nộp|ngày gửi"},
    named_column{"key", "kỳ|kỳ báo cáo", column_need::optional},
    named_column{"reference", "số|số văn bản|số ký hiệu", column_need::optional},
};

/// Every row that names a debtor and an obligation; one whose day is wrong has none, which is
/// reported.
std::vector<submission> entries_of(named_text const& source, problems& found) {
    std::vector<submission> out;
    csv_rows rows(source, columns, found);
    while (rows.next()) {
        submission s;
        s.unit = rows.required_text(unit);
        s.obligation = rows.required_text(obligation_id);
        s.key = rows.text(key);
        s.reference = rows.text(reference);
        if (!rows.required_text(day).empty()) s.on = rows.day(day).value_or(date());
        s.where = rows.row();
        s.columns = {rows.at(unit).column, rows.at(obligation_id).column, rows.at(key).column,
                     rows.at(day).column};
        if (!s.unit.empty() && !s.obligation.empty()) out.push_back(std::move(s));
    }
    return out;
}

result<std::vector<submission>> answer(std::vector<submission> entries, problems const& found) {
    auto sorted = detail::by_line(found);
    if (sorted.has_errors()) return sorted;
    return {std::move(entries), std::move(sorted)};
}

} // namespace

result<std::vector<submission>> parse_submissions(named_text const& source) {
    problems found;
    auto entries = entries_of(source, found);
    return answer(std::move(entries), found);
}

result<std::vector<submission>> parse_submissions(named_text const& source,
                                                  organisation const& whole,
                                                  std::span<obligation const> owed,
                                                  period const& span) {
    problems found;
    auto entries = entries_of(source, found);
    for (auto const& p : check_submissions(whole, owed, entries, span))
        if (p.code != defect::not_a_date) found.add(p); // the cell was reported already
    return answer(std::move(entries), found);
}

result<std::vector<submission>> try_read_submissions(std::string const& path) {
    auto const text = load_text(path);
    if (!text) return text.problems();
    return parse_submissions(*text);
}

std::vector<submission> read_submissions(std::string const& path) {
    return try_read_submissions(path).value();
}

} // namespace partyorg::io
