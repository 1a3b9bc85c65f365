#pragma once
/// @file
/// What reports of checks and lists of rules say, in both languages.

#include <partyorg/core/label.hpp>

namespace partyorg::report::words_check {

// Headings.
inline constexpr label_view title{"KIỂM TRA THEO QUY ĐỊNH", "CHECK AGAINST THE RULES"};
inline constexpr label_view summary{"TÓM TẮT THEO QUY TẮC", "SUMMARY BY RULE"};
inline constexpr label_view broken{"VI PHẠM VÀ CẦN XEM XÉT", "BROKEN RULES AND REVIEWS"};
inline constexpr label_view near{"SÁT NGƯỠNG", "PASSED BY ONE"};
inline constexpr label_view undecided{"CHƯA KẾT LUẬN ĐƯỢC", "COULD NOT BE DECIDED"};
inline constexpr label_view skipped{"QUY TẮC KHÔNG KIỂM TRA", "RULES THAT WERE NOT CHECKED"};
inline constexpr label_view against{"SO VỚI DANH SÁCH ĐÃ CHẤP NHẬN", "AGAINST THE BASELINE"};
inline constexpr label_view notes{"LƯU Ý VỀ SỐ LIỆU", "ABOUT THE FIGURES"};
inline constexpr label_view rules{"QUY TẮC", "RULES"};
inline constexpr label_view changes{"THAY ĐỔI QUY TẮC", "WHAT CHANGED IN THE RULES"};

// Fields.
inline constexpr label_view document{"Văn bản", "Document"};
inline constexpr label_view source{"Nguồn", "Source"};
inline constexpr label_view day{"Ngày xét", "As of"};
inline constexpr label_view known_on{" (theo thông tin đến ngày ", " (as known on "};
inline constexpr label_view scope{"Phạm vi", "Scope"};
inline constexpr label_view article{"Căn cứ", "Source"};
inline constexpr label_view sentence{"Nội dung", "Rule"};
inline constexpr label_view in_force{"Hiệu lực", "In force"};
inline constexpr label_view weight{"Mức độ", "Severity"};
inline constexpr label_view parameters{"Tham số", "Parameters"};
inline constexpr label_view certainty{"Độ tin cậy", "Confidence"};
inline constexpr label_view remark{"Ghi chú", "Remark"};
inline constexpr label_view state{"Trạng thái", "State"};
inline constexpr label_view consent{"Ngoại lệ", "Exception"};

// Columns.
inline constexpr label_view rule{"Quy tắc", "Rule"};
inline constexpr label_view pass{"Đạt", "Pass"};
inline constexpr label_view fail{"Vi phạm", "Fail"};
inline constexpr label_view review{"Xem xét", "Review"};
inline constexpr label_view undecidable{"Thiếu số liệu", "Undecidable"};
inline constexpr label_view not_applicable{"Không áp dụng", "Not concerned"};
inline constexpr label_view code{"Mã", "Code"};
inline constexpr label_view unit{"Tổ chức đảng", "Unit"};
inline constexpr label_view found{"Kết quả", "Found"};
inline constexpr label_view outcome{"Kết luận", "Outcome"};
inline constexpr label_view line{"Dòng", "Line"};
inline constexpr label_view status{"So với trước", "Baseline"};
inline constexpr label_view checked{"Kiểm tra", "Checked"};
inline constexpr label_view total{"Tổng số", "Total"};

// Words and sentences.
inline constexpr label_view yes{"có", "yes"};
inline constexpr label_view units_and{" tổ chức đảng, ", " units, "};
inline constexpr label_view rules_checked{" quy tắc được kiểm tra", " rules checked"};
inline constexpr label_view units{" tổ chức", " units"};
inline constexpr label_view one_unit{" tổ chức", " unit"};
inline constexpr label_view nothing_broken{"Không có vi phạm nào.", "No rule is broken."};
inline constexpr label_view concerns_nobody{"không có tổ chức nào thuộc phạm vi của quy tắc",
                                            "the rule concerns no unit at all"};
inline constexpr label_view concern_none{" quy tắc khác không liên quan đến tổ chức nào ở đây.",
                                         " further rules concern none of these units."};
inline constexpr label_view concerns_none{" quy tắc khác không liên quan đến tổ chức nào ở đây.",
                                          " further rule concerns none of these units."};
inline constexpr label_view not_kept{" kết quả nữa không được liệt kê.",
                                     " more findings are counted, but not listed."};
inline constexpr label_view no_unit{"(không tổ chức nào)", "(no unit)"};
inline constexpr label_view entries{"Đã chấp nhận từ trước", "Accepted before"};
inline constexpr label_view still_there{"Vẫn còn", "Still there"};
inline constexpr label_view excused{"Được miễn có thời hạn", "Suppressed for a time"};
inline constexpr label_view fresh{"Mới phát sinh", "New"};
inline constexpr label_view of_them_errors{"trong đó mức lỗi", "of them errors"};
inline constexpr label_view gone{"Không còn nữa", "Gone"};
inline constexpr label_view lapsed{"Hết hạn miễn", "Lapsed suppressions"};
inline constexpr label_view trend{"Xu hướng", "Trend"};
inline constexpr label_view excused_until{"được miễn đến ngày ", "excused until "};
inline constexpr label_view with_consent{"cấp trên có thể đồng ý (", "the superior may consent ("};
inline constexpr label_view open_end{"từ ngày ", "from "};
inline constexpr label_view from{"từ ngày ", "from "};
inline constexpr label_view to{" đến ngày ", " to "};
inline constexpr label_view holds_on{"có hiệu lực vào ngày xét", "holds on the day asked about"};
inline constexpr label_view no_rules{"Không có quy tắc nào.", "There is no rule."};
inline constexpr label_view no_change{"Không có thay đổi nào.", "Nothing changed."};
inline constexpr label_view came{"mới", "new"};
inline constexpr label_view went{"hết hiệu lực", "ended"};
inline constexpr label_view changed{"thay đổi", "changed"};
inline constexpr label_view before{"Trước", "Before"};
inline constexpr label_view after{"Sau", "After"};
inline constexpr label_view arrow{" sang ", " to "};

// How a finding stands to a baseline, in the order of finding_status.
inline constexpr label_view statuses[] = {
    {"mới", "new"}, {"đã biết", "known"}, {"được miễn", "suppressed"}, {"hết hạn miễn", "lapsed"},
    {"", ""},
};

// How well a rule is established, in the order of confidence.
inline constexpr label_view confidences[] = {
    {"đã đọc văn bản gốc", "the text itself was read"},
    {"theo nguồn thứ cấp", "from a secondary source"},
    {"chỉ là manh mối", "a lead only"},
    {"chưa kiểm chứng", "not verified"},
    {"tính từ nguồn đã kiểm chứng", "computed from verified sources"},
};

} // namespace partyorg::report::words_check
