#pragma once
/// @file
/// The words of reports on cases and progress, in both languages.

#include <partyorg/core/label.hpp>

namespace partyorg::report::words_progress {

// Headings.
inline constexpr label_view title{"BÁO CÁO KẾT QUẢ PHÁT TRIỂN ĐẢNG VIÊN",
                                  "REPORT ON THE ADMISSION OF MEMBERS"};
inline constexpr label_view result{"Kết quả chung", "Result"};
inline constexpr label_view groups{"Đối tượng ưu tiên", "Priority groups"};
inline constexpr label_view by_unit{"Kết quả từng đơn vị", "Unit by unit"};
inline constexpr label_view forecast{"Dự báo đến hết năm", "Forecast to the end of the year"};
inline constexpr label_view stages{"Nguồn và dự bị theo từng bước", "Cases by step"};
inline constexpr label_view without_candidates{"Đơn vị chưa đạt chỉ tiêu và không còn nguồn",
                                               "Units short of their target without a candidate"};
inline constexpr label_view silent{"Đơn vị có chỉ tiêu nhưng chưa có số liệu",
                                   "Units with a target that reported nothing"};
inline constexpr label_view probation{"Đảng viên dự bị hết 12 tháng trong kỳ",
                                      "Probations that end in the period"};
inline constexpr label_view late{"Việc trễ hạn, quá hạn", "Late and overdue"};
inline constexpr label_view notes{"Cách tính", "How the figures are counted"};
inline constexpr label_view due{"VIỆC SẮP ĐẾN HẠN", "CLOCKS THAT RUN OUT"};

// Columns.
inline constexpr label_view code{"Mã", "Code"};
inline constexpr label_view unit{"Đơn vị", "Unit"};
inline constexpr label_view group{"Đối tượng", "Group"};
inline constexpr label_view assigned{"Giao", "Assigned"};
inline constexpr label_view admitted{"Kết nạp", "Admitted"};
inline constexpr label_view in_period{"Trong kỳ", "In period"};
inline constexpr label_view percent{"Đạt", "Reached"};
inline constexpr label_view expected{"Cần đến nay", "Expected"};
inline constexpr label_view candidates{"Nguồn", "Candidates"};
inline constexpr label_view possible{"Có thể", "Possible"};
inline constexpr label_view pace{"Tiến độ", "Pace"};
inline constexpr label_view outlook{"Khả năng cả năm", "Outlook"};
inline constexpr label_view short_by{"Thiếu", "Short by"};
inline constexpr label_view step{"Bước", "Step"};
inline constexpr label_view number{"Số hồ sơ", "Cases"};
inline constexpr label_view case_code{"Mã hồ sơ", "Case"};
inline constexpr label_view ceremony{"Lễ kết nạp", "Ceremony"};
inline constexpr label_view end_of_probation{"Hết 12 tháng", "12 months end"};
inline constexpr label_view last_day{"Hạn cuối", "Last day"};
inline constexpr label_view done{"Thực hiện", "Done"};
inline constexpr label_view days_left{"Còn (ngày)", "Days left"};
inline constexpr label_view status{"Tình trạng", "Status"};
inline constexpr label_view source{"Căn cứ", "Source"};
inline constexpr label_view next{"Việc phải làm", "Next step"};
inline constexpr label_view day{"Ngày", "Day"};
inline constexpr label_view document{"Số văn bản", "Document"};
inline constexpr label_view location{"Địa điểm", "Place"};
inline constexpr label_view where{"Dòng", "Line"};
inline constexpr label_view value{"Số", "Figure"};
inline constexpr label_view measure{"Tính từ", "Made of"};

// Sentences, put together from parts.
inline constexpr label_view up_to{"Số liệu đến hết ngày ", "Figures up to the end of "};
inline constexpr label_view known_on{", theo thông tin đã biết đến ngày ", ", as known on "};
inline constexpr label_view target_is{"Chỉ tiêu giao: ", "Target: "};
inline constexpr label_view admitted_is{". Kết nạp từ đầu năm: ",
                                        ". Admitted since the new year: "};
inline constexpr label_view that_is{", đạt ", ", that is "};
inline constexpr label_view of_them_in_period{"; trong kỳ: ", "; in the period: "};
inline constexpr label_view pace_is{"Tiến độ: ", "Pace: "};
inline constexpr label_view days_passed{" (đã qua ", " (passed: "};
inline constexpr label_view days_asks{" ngày, cần ", " days, which ask for "};
inline constexpr label_view recognised_is{"Công nhận đảng viên chính thức từ đầu năm: ",
                                          "Recognised since the new year: "};
inline constexpr label_view rate_is{"Tỷ lệ kết nạp so với tổng số đảng viên: ",
                                    "Rate of admission: "};
inline constexpr label_view rate_band{"; mức đề ra mỗi năm 3–4 %, tức ",
                                      "; 3–4 % a year are asked for, that is "};
inline constexpr label_view rate_assigned{"; theo chỉ tiêu giao ", "; as assigned "};
inline constexpr label_view below{" – thấp hơn", " – below"};
inline constexpr label_view within{" – trong khoảng", " – within"};
inline constexpr label_view above{" – cao hơn", " – above"};
inline constexpr label_view can_still{" hồ sơ còn có thể kết nạp đến hết ngày ",
                                      " cases can still become admissions by the end of "};
inline constexpr label_view can_still_one{" hồ sơ còn có thể kết nạp đến hết ngày ",
                                          " case can still become an admission by the end of "};
inline constexpr label_view of_these{"; trong đó ", "; of these, "};
inline constexpr label_view will_be{" sẽ được kết nạp nếu các cấp giữ đúng thời hạn.",
                                    " will if every committee keeps its clock."};
inline constexpr label_view year_range{"Kết quả cả năm: từ ", "The year will end between "};
inline constexpr label_view range_to{" đến ", " and "};
inline constexpr label_view against{" so với chỉ tiêu ", ", against a target of "};
inline constexpr label_view out_of_reach{"Không còn khả năng đạt chỉ tiêu:", "Out of reach:"};
inline constexpr label_view none_out_of_reach{"Không đơn vị nào mất khả năng đạt chỉ tiêu.",
                                              "No unit's target is out of reach."};
inline constexpr label_view not_done{"chưa", "not yet"};
inline constexpr label_view nothing{"Không có.", "None."};
inline constexpr label_view others{
    " đơn vị không giao chỉ tiêu và không có hồ sơ, không nêu trong bảng.",
    " units without target and cases are left out of the table."};
inline constexpr label_view note_ceremony{
    "Kết nạp tính theo ngày tổ chức lễ kết nạp, là ngày vào Đảng.",
    "An admission counts on the day of its ceremony, the day of joining."};
inline constexpr label_view note_rounding{"Tỷ lệ phần trăm: ", "Percentages: "};
inline constexpr label_view note_pace{
    "“Cần đến nay” là phần nguyên của chỉ tiêu nhân với số ngày đã qua chia cho số ngày trong năm.",
    "\"Expected\" is the whole part of the target times the days passed over the days of the "
    "year."};
inline constexpr label_view note_possible{
    "“Có thể”: các bước còn lại, mỗi bước ít nhất một ngày làm việc, lớp bồi dưỡng năm ngày, vẫn "
    "kịp "
    "trong năm. Đây là mức tối đa, không phải dự đoán.",
    "\"Possible\": the steps that are left still fit into the year, with one working day for each "
    "and "
    "five for the course. This is a bound, not a prediction."};
inline constexpr label_view note_defects{
    " lỗi, cảnh báo trong nhật ký và số liệu của đơn vị; “cases check” nêu rõ.",
    " defects and warnings in the log and in stated numbers; \"cases check\" names them."};
inline constexpr label_view half_up{"làm tròn đến số gần nhất, nửa thì lên",
                                    "to the nearest, halves up"};
inline constexpr label_view half_even{"làm tròn đến số gần nhất, nửa thì về số chẵn",
                                      "to the nearest, halves to even"};
inline constexpr label_view truncation{"cắt bỏ phần lẻ", "cut off"};
inline constexpr label_view up{"làm tròn lên", "rounded up"};
inline constexpr label_view lines{"dòng ", "lines "};
inline constexpr label_view cases{", hồ sơ ", ", cases "};
inline constexpr label_view errors{", lỗi ", ", errors "};
inline constexpr label_view warnings{", cảnh báo ", ", warnings "};
inline constexpr label_view late_steps{", việc trễ hạn ", ", late steps "};
inline constexpr label_view late_was_due{": hạn cuối ", ": due by "};
inline constexpr label_view late_done{", thực hiện ", ", done on "};
inline constexpr label_view late_open{", chưa thực hiện", ", not done yet"};
inline constexpr label_view working_days_from{" ngày làm việc từ ", " working days from "};
inline constexpr label_view months_from{" tháng từ ", " months from "};
inline constexpr label_view case_is{"hồ sơ ", "case "};

} // namespace partyorg::report::words_progress
