#include "report/problem_words.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace partyorg::report {
namespace {

struct meaning {
    defect code;
    std::string_view vi;
};

// What the reports print: notes of a plan, and what a check could not use.
constexpr std::array<meaning, 16> meanings = {{
    {defect::bad_date, "Ngày không có trong lịch"},
    {defect::bad_total_row, "Số ở dòng cộng không phải số đếm nên không được lưu"},
    {defect::count_differs, "Số lượng ghi trong văn bản khác với bảng"},
    {defect::fact_contradicted, "Hai chỗ trong văn bản ghi số liệu khác nhau"},
    {defect::kind_not_allowed,
     "Loại hình tổ chức này thường không trực thuộc loại hình của cấp trên đã ghi"},
    {defect::kind_not_told,
     "Tên không bắt đầu bằng “Đảng bộ” hoặc “Chi bộ” nên loại hình tổ chức là suy đoán"},
    {defect::no_year, "Văn bản không ghi năm của kế hoạch"},
    {defect::repeated_row_number, "Số thứ tự bị lặp"},
    {defect::root_not_told, "Văn bản không ghi tên tổ chức đứng đầu"},
    {defect::row_not_understood, "Dòng không phải đơn vị, cũng không phải dòng cộng"},
    {defect::row_number_gap, "Số thứ tự không liên tục"},
    {defect::row_without_number, "Đơn vị không có số thứ tự nên được đánh số tiếp theo"},
    {defect::subtotal_differs, "Số cộng của nhóm khác với tổng các dòng trong nhóm"},
    {defect::unknown_column, "Cột không rõ nội dung nên không được đọc"},
    {defect::unknown_parent, "Cấp trên đã ghi không có trong danh sách"},
    {defect::unusable_column, "Cột không chứa loại số liệu mà quy tắc cần"},
}};

} // namespace

std::string problem_words(problem const& what, language lang) {
    auto const* const found = std::find_if(meanings.begin(), meanings.end(),
                                           [&](meaning const& m) { return m.code == what.code; });
    if (lang != language::vi || found == meanings.end()) return to_string(what);
    auto text = to_string(what.where);
    if (!text.empty()) text += ": ";
    text += code_text(what.code);
    text += ": ";
    text += found->vi;
    return text + " (" + what.message + ')';
}

} // namespace partyorg::report
