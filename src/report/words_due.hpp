#pragma once
// The words of the reports on what is due.

#include <partyorg/core/label.hpp>

namespace partyorg::report::words {

// Headings.
inline constexpr label_view due_on{"THỜI HẠN – tính đến ngày ", "WHAT IS DUE – as of "};
inline constexpr label_view owes_on{"AI CÒN NỢ – tính đến ngày ", "WHO STILL OWES WHAT – as of "};
inline constexpr label_view is_overdue{"QUÁ HẠN", "OVERDUE"};
inline constexpr label_view is_soon{"SẮP ĐẾN HẠN", "DUE SOON"};
inline constexpr label_view is_open{"CÒN HẠN", "OPEN"};
inline constexpr label_view is_not_started{"CHƯA BẮT ĐẦU", "NOT STARTED"};
inline constexpr label_view is_done{"ĐÃ HOÀN THÀNH", "DONE"};
inline constexpr label_view is_standing{"NHIỆM VỤ THƯỜNG XUYÊN, KHÔNG ẤN ĐỊNH THỜI HẠN",
                                        "STANDING DUTIES, WITHOUT A DEADLINE"};
inline constexpr label_view by_committee{"THEO CẤP ỦY", "BY COMMITTEE"};
inline constexpr label_view who_is_overdue{"CÒN NỢ, ĐÃ QUÁ HẠN", "MISSING, OVERDUE"};
inline constexpr label_view who_was_late{"ĐÃ NỘP NHƯNG MUỘN", "HANDED IN LATE"};

inline constexpr label_view what_is_owed{"NHIỆM VỤ CÓ THỜI HẠN", "WHAT IS OWED"};

// Columns.
inline constexpr label_view in_time{"Đúng hạn", "In time"};
inline constexpr label_view was_late{"Nộp muộn", "Late"};
inline constexpr label_view missing{"Còn nợ", "Missing"};
inline constexpr label_view not_yet{"Chưa đến hạn", "Not yet due"};
inline constexpr label_view of_all{"Tổng", "All"};
inline constexpr label_view debtor{"Đơn vị, cơ quan", "Unit or body"};
inline constexpr label_view id_of_obligation{"Nhiệm vụ", "Obligation"};
inline constexpr label_view last_day_of{"Ngày cuối", "Last day"};
inline constexpr label_view handed_in{"Ngày nộp", "Handed in"};
inline constexpr label_view days_late{"Muộn (ngày)", "Days late"};
inline constexpr label_view days_left{"Còn (ngày)", "Days left"};
inline constexpr label_view number_of_letter{"Số", "Reference"};

// Sentences.
inline constexpr label_view no_ledger{
    "Chưa có danh sách đã nộp: coi như chưa đơn vị nào nộp gì.",
    "No list of submissions was given: nothing counts as handed in."};
inline constexpr label_view nothing_due{"Không có việc nào đến hạn.", "Nothing is due."};
inline constexpr label_view nothing_owed{"Không còn ai nợ gì.", "Nobody owes anything."};
inline constexpr label_view nothing_told{"Văn bản không nêu nhiệm vụ nào.",
                                         "The document names no obligation."};
inline constexpr label_view only_within_a{"Chỉ nêu việc đã quá hạn hoặc đến hạn trong ",
                                          "Only what is overdue or falls due within "};
inline constexpr label_view only_within_b{" ngày tới.", " days."};
inline constexpr label_view last_working{"ngày làm việc cuối cùng ", "last working day "};
inline constexpr label_view left_days{"còn ", ""};
inline constexpr label_view left_days_b{" ngày", " days left"};
inline constexpr label_view left_one_day{" ngày", " day left"};
inline constexpr label_view left_today{"hôm nay là ngày cuối", "today is the last day"};
inline constexpr label_view late_days{"quá hạn ", ""};
inline constexpr label_view late_days_b{" ngày", " days over"};
inline constexpr label_view late_one_day{" ngày", " day over"};
inline constexpr label_view working_left{" ngày làm việc", " working days"};
inline constexpr label_view one_working_left{" ngày làm việc", " working day"};
inline constexpr label_view owed_by{"Ai: ", "Who: "};
inline constexpr label_view send_to{"Gửi: ", "To: "};
inline constexpr label_view by_way_of{" (qua ", " (through "};
inline constexpr label_view of_debtors{" đơn vị", " units"};
inline constexpr label_view of_one_debtor{" đơn vị", " unit"};
inline constexpr label_view did{"đã nộp ", "handed in "};
inline constexpr label_view did_late{"trong đó muộn ", "of these late "};
inline constexpr label_view below_it{
    "Cấp ủy: cộng cả các đơn vị bên dưới; đơn vị: chỉ nêu nơi nộp muộn hoặc còn nợ.",
    "Committees include all units below; of the other units only those late or missing are shown."};

} // namespace partyorg::report::words
