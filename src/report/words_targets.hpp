#pragma once
// The words of the reports on targets: allocation, cascade, adjustment, versions, percentages.

#include <partyorg/core/label.hpp>

namespace partyorg::report::words {

// Headings.
inline constexpr label_view allocation{"PHÂN BỔ CHỈ TIÊU", "ALLOCATION"};
inline constexpr label_view allocation_log{"TỪNG BƯỚC PHÂN BỔ", "ALLOCATION STEP BY STEP"};
inline constexpr label_view allocation_proof{"CHỨNG MINH KẾT QUẢ PHÂN BỔ",
                                             "PROOF OF THE ALLOCATION"};
inline constexpr label_view cascade{"PHÂN BỔ THEO CẤP", "CASCADE"};
inline constexpr label_view two_way{"PHÂN BỔ THEO ĐƠN VỊ VÀ ĐỐI TƯỢNG", "UNITS BY GROUPS"};
inline constexpr label_view adjustment{"ĐIỀU CHỈNH CHỈ TIÊU", "ADJUSTMENT"};
inline constexpr label_view versions{"SO SÁNH CÁC PHƯƠNG ÁN", "VERSIONS SIDE BY SIDE"};
inline constexpr label_view analysis{"PHÂN TÍCH QUYẾT ĐỊNH GIAO CHỈ TIÊU",
                                     "WHAT A FORMULA WOULD HAVE DONE"};
inline constexpr label_view percentages{"TỶ LỆ ĐÃ IN", "PRINTED PERCENTAGES"};
inline constexpr label_view percentage{"CHỈ TIÊU SUY RA TỪ TỶ LỆ", "TARGETS BEHIND A PERCENTAGE"};

// Fields and columns.
inline constexpr label_view to_divide{"Tổng số đem chia", "To divide"};
inline constexpr label_view in_proportion_to{"Chia theo", "In proportion to"};
inline constexpr label_view method{"Phương pháp", "Method"};
inline constexpr label_view ties{"Khi bằng nhau", "Ties"};
inline constexpr label_view basis_of{"Cơ sở", "Basis"};
inline constexpr label_view share{"Phần tính", "Share"};
inline constexpr label_view allocated{"Phân bổ", "Allocated"};
inline constexpr label_view step_number{"Bước", "Step"};
inline constexpr label_view step_from{"Từ", "From"};
inline constexpr label_view step_to{"Lên", "To"};
inline constexpr label_view step_given{"Đã giao", "Given"};
inline constexpr label_view step_reason{"Lý do", "Reason"};
inline constexpr label_view step_ground{"Căn cứ", "Ground"};
inline constexpr label_view last_seat{"Suất cuối", "Last seat"};
inline constexpr label_view next_seat{"Suất kế tiếp", "Next seat"};
inline constexpr label_view rest{"Phần dư", "Remainder"};
inline constexpr label_view order_of_seats{"Thứ tự giao từng suất", "Seats in their order"};
inline constexpr label_view verification{"Kiểm tra lại", "Verification"};
inline constexpr label_view totals_of_units{"Tổng số của đơn vị", "Totals of units"};
inline constexpr label_view rest_of_groups{"Còn lại", "Rest"};
inline constexpr label_view line_of_file{"Dòng", "Line"};
inline constexpr label_view whose{"Nội dung", "Name"};
inline constexpr label_view achieved_figure{"Đạt", "Achieved"};
inline constexpr label_view printed_rate{"Tỷ lệ in", "Printed"};
inline constexpr label_view printed_target{"Chỉ tiêu", "Target"};
inline constexpr label_view before_change{"Trước", "Before"};
inline constexpr label_view after_change{"Sau", "After"};
inline constexpr label_view formula{"Công thức", "Formula"};
inline constexpr label_view against_formula{"So công thức", "Against it"};
inline constexpr label_view proof{"Căn cứ kiểm tra", "Proof"};
inline constexpr label_view rounding_mode{"Cách làm tròn", "Rounding"};
inline constexpr label_view possible{"Chỉ tiêu có thể", "Possible targets"};

// Remarks.
inline constexpr label_view held{"giữ cố định", "held"};
inline constexpr label_view tie{"bằng nhau", "tie"};
inline constexpr label_view as_asked{"theo yêu cầu", "as asked"};
inline constexpr label_view spread_over{"nhận phần thay đổi", "takes up the change"};
inline constexpr label_view hold_explains{"giữ để giải thích", "hold explains it"};

// Reasons of steps, in the order of the enumeration.
inline constexpr label_view step_reasons[] = {
    {"giới hạn dưới hoặc giữ cố định", "minimum or hold"},
    {"phần nguyên", "whole part of the share"},
    {"phần dư lớn nhất", "largest remainder"},
    {"yêu cầu mạnh nhất", "strongest claim"},
};

// How a proof is checked.
inline constexpr label_view check_divisors{
    "Không yêu cầu nào ở cột “Suất cuối” yếu hơn bất cứ yêu cầu nào ở cột “Suất kế tiếp”. Chia cơ "
    "sở của từng đơn vị cho một số nằm giữa hai đầu của khoảng trên, làm tròn theo phương pháp và "
    "giữ trong giới hạn thì ra đúng số phân bổ; khi hai đầu bằng nhau, các đơn vị bằng nhau do quy "
    "tắc đã chọn quyết định.",
    "No claim to a last seat is weaker than any claim to a next seat. Each basis, divided by a "
    "number between the ends of the interval, rounded as the method says and kept within its "
    "bounds, gives the figures; where the ends are equal, the declared policy decides among those "
    "who tie."};
inline constexpr label_view check_free_seats{
    "Suất đầu tiên theo phương pháp này có yêu cầu vô hạn: cơ sở lớn hơn thì mạnh hơn.",
    "Claims to a first seat are infinite with this method: the larger basis is the stronger one."};
inline constexpr label_view check_remainders{
    "Mỗi đơn vị được phần nguyên của phần tính, trong giới hạn của mình; thêm một suất nếu phần dư "
    "lớn hơn phần dư cuối cùng được tính. Khi bằng phần dư đó thì quy tắc đã chọn quyết định.",
    "Each unit has the whole part of its share, within its bounds, and one more if its remainder "
    "is "
    "larger than the last one served; where it equals that one, the declared policy decides."};
inline constexpr label_view check_order{
    "Mỗi suất giao cho yêu cầu mạnh nhất (cơ sở chia cho số thứ tự của suất) trong những đơn vị "
    "chưa vượt hạn mức trên.",
    "Every seat goes to the strongest claim (basis over number of the seat) among the units that "
    "it "
    "keeps within their upper quota."};
inline constexpr label_view it_holds{"đúng", "it holds"};

// Tie policies.
inline constexpr label_view ties_reported{"báo lại, không tự quyết định", "reported, not decided"};
inline constexpr label_view ties_by_order{"theo thứ tự trong bảng", "by the order of the table"};
inline constexpr label_view ties_by_lot{"bốc thăm, số ", "by lot, seed "};

// Sentences.
inline constexpr label_view nothing_changed{"Không có số nào thay đổi.", "No figure changed."};
inline constexpr label_view units_changed{" đơn vị thay đổi.", " units changed."};
inline constexpr label_view unit_changed{" đơn vị thay đổi.", " unit changed."};
inline constexpr label_view versions_agree{"Các phương án không khác nhau.",
                                           "The versions do not differ."};
inline constexpr label_view not_broken_down{"↑", "↑"};
inline constexpr label_view arrow_means{"↑: cấp trên chỉ có một số chung, không chia xuống.",
                                        "↑: the superior has one figure for all below it."};
inline constexpr label_view no_target{"không có", "none"};
inline constexpr label_view and_more{" trở lên", " or more"};
inline constexpr label_view against_target{"Với chỉ tiêu ", "With the target "};
inline constexpr label_view is_exact{"đúng bằng, không phải làm tròn.",
                                     "exact, nothing is rounded."};
inline constexpr label_view is_both{"làm tròn hay cắt bỏ đều ra như in.",
                                    "rounding and truncation both give what is printed."};
inline constexpr label_view is_rounded{"số in đã làm tròn.", "what is printed was rounded."};
inline constexpr label_view is_truncated{"số in đã cắt bỏ phần lẻ.",
                                         "what is printed was truncated."};
inline constexpr label_view is_up{"chỉ làm tròn lên mới ra như in; không chấp nhận.",
                                  "only rounding up gives what is printed; not accepted."};
inline constexpr label_view is_neither{"không cách nào ra như in; tính được ",
                                       "nothing gives what is printed; it would be "};

// Methods, in the order of the enumeration.
inline constexpr label_view methods[] = {
    {"Hamilton (số dư lớn nhất)", "Hamilton (largest remainders)"},
    {"Droop (số dư lớn nhất)", "Droop (largest remainders)"},
    {"Jefferson, D'Hondt (số chia, làm tròn xuống)",
     "Jefferson, D'Hondt (divisors, rounding down)"},
    {"Webster, Sainte-Laguë (số chia, làm tròn đến số gần nhất)",
     "Webster, Sainte-Laguë (divisors, rounding to the nearest)"},
    {"Adams (số chia, làm tròn lên)", "Adams (divisors, rounding up)"},
    {"Hill, Huntington (số chia, trung bình nhân)", "Hill, Huntington (divisors, geometric mean)"},
    {"Dean (số chia, trung bình điều hòa)", "Dean (divisors, harmonic mean)"},
    {"hạn mức Balinski–Young", "quota method of Balinski and Young"},
};

// Ways of rounding, in the order of the enumeration.
inline constexpr label_view roundings[] = {
    {"làm tròn, nửa lên", "to the nearest, halves up"},
    {"làm tròn, nửa về số chẵn", "to the nearest, halves to even"},
    {"cắt bỏ phần lẻ", "truncated"},
    {"luôn làm tròn lên", "rounded up"},
};

} // namespace partyorg::report::words
