#pragma once
/// @file
/// Every word that reports say, in both languages, in one place.

#include <partyorg/core/label.hpp>

namespace partyorg::report::words {

// Headings of sections.
inline constexpr label_view units{"ĐƠN VỊ", "UNITS"};
inline constexpr label_view groups{"NHÓM ĐƠN VỊ TRONG BẢNG", "GROUPS OF ROWS"};
inline constexpr label_view targets{"CHỈ TIÊU", "TARGETS AND FIGURES"};
inline constexpr label_view last_year{"KẾT QUẢ NĂM TRƯỚC", "LAST YEAR'S RESULT"};
inline constexpr label_view counts{"SỐ LIỆU NÊU TRONG VĂN BẢN", "COUNTS STATED IN THE TEXT"};
inline constexpr label_view coverage{"ĐỘ PHỦ CHI BỘ", "COVERAGE BY CELLS"};
inline constexpr label_view deadlines{"THỜI HẠN", "DEADLINES"};
inline constexpr label_view other_duties{"NHIỆM VỤ KHÁC", "OTHER DUTIES"};
inline constexpr label_view basis{"CĂN CỨ", "BASED ON"};
inline constexpr label_view deviations{"ĐIỀU CHỈNH GIỮA ĐĂNG KÝ VÀ GIAO",
                                       "CHANGES BETWEEN REGISTERED AND ASSIGNED"};
inline constexpr label_view reconciliation{"ĐỐI CHIẾU SỐ IN VỚI SỐ CỘNG DỒN",
                                           "PRINTED FIGURES AGAINST THE ROWS"};
inline constexpr label_view warnings{"CẢNH BÁO KHI ĐỌC", "WARNINGS OF THE READER"};
inline constexpr label_view not_understood{"CHƯA HIỂU ĐƯỢC", "NOT UNDERSTOOD"};

// Headings of columns.
inline constexpr label_view kind{"Loại hình", "Kind"};
inline constexpr label_view number{"Số lượng", "Number"};
inline constexpr label_view in_text{"Văn bản ghi", "Text says"};
inline constexpr label_view measure{"Chỉ tiêu", "Measure"};
inline constexpr label_view printed{"Số in", "Printed"};
inline constexpr label_view rolled_up{"Cộng dồn", "Rolled up"};
inline constexpr label_view difference{"Chênh lệch", "Difference"};
inline constexpr label_view verdict{"Khớp", "Agrees"};
inline constexpr label_view complete{"Đủ số liệu", "Complete"};
inline constexpr label_view line{"Dòng", "Line"};
inline constexpr label_view code{"Mã", "Code"};
inline constexpr label_view unit{"Đơn vị", "Unit"};
inline constexpr label_view group{"Nhóm", "Group"};
inline constexpr label_view sub_totals{"Số cộng của nhóm", "Sub-totals"};
inline constexpr label_view own{"Riêng", "Own"};
inline constexpr label_view value{"Số", "Figure"};
inline constexpr label_view what{"Nội dung", "What"};
inline constexpr label_view when{"Thời điểm", "When"};
inline constexpr label_view registered{"Đăng ký", "Registered"};
inline constexpr label_view assigned{"Giao", "Assigned"};
inline constexpr label_view change{"Điều chỉnh", "Change"};
inline constexpr label_view remark{"Ghi chú", "Remark"};

// Words in cells and sentences.
inline constexpr label_view total{"Tổng số", "Total"};
inline constexpr label_view yes{"có", "yes"};
inline constexpr label_view no{"KHÔNG", "NO"};
inline constexpr label_view agree{"khớp", "agree"};
inline constexpr label_view disagree{"KHÔNG khớp", "do NOT agree"};
inline constexpr label_view not_printed{"không in", "not printed"};
inline constexpr label_view blank{"(trống)", "(blank)"};
inline constexpr label_view none{"không có", "none"};
inline constexpr label_view empty_cells{"ô trống", "blank"};
inline constexpr label_view year{"Năm", "Year"};
inline constexpr label_view issuer{"Cơ quan ban hành", "Issued by"};
inline constexpr label_view source{"Nguồn", "Source"};
inline constexpr label_view dated{"ngày", "of"};
inline constexpr label_view as_of{"đến ", "on "};
inline constexpr label_view in_year{"năm ", "in "};
inline constexpr label_view at_line{"dòng ", "line "};
inline constexpr label_view row{"STT ", "row "};
inline constexpr label_view before{"trước ngày ", "before "};
inline constexpr label_view through{"đến hết ngày ", "through "};
inline constexpr label_view last_day{" – ngày cuối cùng ", " – last day "};
inline constexpr label_view who{"Ai: ", "Who: "};
inline constexpr label_view sends{"Gửi: ", "Sends: "};
inline constexpr label_view to{"Nơi nhận: ", "To: "};
inline constexpr label_view through_whom{" (qua ", " (through "};
inline constexpr label_view duty_text{"Việc: ", "What: "};
inline constexpr label_view all_units{"các đơn vị trong bảng", "the units of the table"};
inline constexpr label_view no_title{"Bảng đơn vị", "Unit table"};
inline constexpr label_view suspects{"Có thể do:", "Possible causes:"};
inline constexpr label_view no_suspect{"Không tìm thấy nguyên nhân đã biết.",
                                       "No known slip explains it."};
inline constexpr label_view printed_is{"in ", "printed "};
inline constexpr label_view rows_give{"cộng các dòng được ", "the rows add up to "};
inline constexpr label_view rows_count{"bảng có ", "the table has "};
inline constexpr label_view stated_is{"văn bản ghi ", "the text says "};
inline constexpr label_view too_many{"thừa ", "too many by "};
inline constexpr label_view too_few{"thiếu ", "too few by "};
inline constexpr label_view all_agree{"Tất cả đều khớp.", "Everything agrees."};
inline constexpr label_view nothing_stated{"Tài liệu không in số tổng nào để đối chiếu.",
                                           "No printed total to compare with."};
inline constexpr label_view no_deviation{"Không đơn vị nào được giao khác số đã đăng ký.",
                                         "Every unit was assigned what it registered."};
inline constexpr label_view called_out{"giao mục này dù không đăng ký",
                                       "assigned although none was registered"};
inline constexpr label_view units_differ{
    " đơn vị được giao khác số đã đăng ký.",
    " units were assigned other figures than they registered."};
inline constexpr label_view unit_differs{" đơn vị được giao khác số đã đăng ký.",
                                         " unit was assigned another figure than it registered."};
inline constexpr label_view borne_by{"Ai chịu phần điều chỉnh:", "Who bears the change:"};
inline constexpr label_view units_of{" đơn vị", " units"};
inline constexpr label_view one_unit_of{" đơn vị", " unit"};
inline constexpr label_view and_ups{", trong đó tăng ", ", increases among them "};
inline constexpr label_view agrees_with{" – khớp", " – agrees"};
inline constexpr label_view differs_from{" – KHÔNG khớp, chênh ", " – does NOT agree, differs by "};
inline constexpr label_view printed_total{"Số in trong văn bản: ", "Printed in the document: "};
inline constexpr label_view sum_of{"Cách tính: cộng ", "How: the sum of "};
inline constexpr label_view cells_with_number{" ô có số", " cells with a number"};
inline constexpr label_view one_cell_with_number{" ô có số", " cell with a number"};
inline constexpr label_view one_cell_with_dash{" ô ghi “-” (không có)", " cell with \"-\" (none)"};
inline constexpr label_view one_cell_blank{" ô trống (chưa có số liệu)", " blank cell (no answer)"};
inline constexpr label_view cells_with_dash{" ô ghi “-” (không có)", " cells with \"-\" (none)"};
inline constexpr label_view cells_blank{" ô trống (chưa có số liệu)", " blank cells (no answer)"};

// How often.
inline constexpr label_view once{"một lần", "once"};
inline constexpr label_view ongoing{"thường xuyên", "all the time"};
inline constexpr label_view monthly{"hằng tháng", "every month"};
inline constexpr label_view quarterly{"hằng quý", "every quarter"};
inline constexpr label_view half_yearly{"6 tháng một lần", "every half-year"};
inline constexpr label_view yearly{"hằng năm", "every year"};

// Days of the week, Sunday first.
inline constexpr label_view weekdays[] = {
    {"Chủ nhật", "Sunday"},  {"thứ Hai", "Monday"},   {"thứ Ba", "Tuesday"},
    {"thứ Tư", "Wednesday"}, {"thứ Năm", "Thursday"}, {"thứ Sáu", "Friday"},
    {"thứ Bảy", "Saturday"},
};

} // namespace partyorg::report::words
