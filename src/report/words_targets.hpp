#pragma once
// The words of the reports on targets: allocation, cascade, adjustment, versions, percentages.

#include <partyorg/core/label.hpp>

namespace partyorg::report::words {

// Headings.
inline constexpr label_view allocation{"PHÂN BỔ CHỈ TIÊU", "ALLOCATION"};
inline constexpr label_view cascade{"PHÂN BỔ THEO CẤP", "CASCADE"};
inline constexpr label_view adjustment{"ĐIỀU CHỈNH CHỈ TIÊU", "ADJUSTMENT"};
inline constexpr label_view versions{"SO SÁNH CÁC PHƯƠNG ÁN", "VERSIONS SIDE BY SIDE"};
inline constexpr label_view analysis{"PHÂN TÍCH QUYẾT ĐỊNH GIAO CHỈ TIÊU",
                                     "WHAT A FORMULA WOULD HAVE DONE"};
inline constexpr label_view percentage{"CHỈ TIÊU SUY RA TỪ TỶ LỆ", "TARGETS BEHIND A PERCENTAGE"};

// Fields and columns.
inline constexpr label_view to_divide{"Tổng số đem chia", "To divide"};
inline constexpr label_view in_proportion_to{"Chia theo", "In proportion to"};
inline constexpr label_view method{"Phương pháp", "Method"};
inline constexpr label_view ties{"Khi bằng nhau", "Ties"};
inline constexpr label_view basis_of{"Cơ sở", "Basis"};
inline constexpr label_view share{"Phần tính", "Share"};
inline constexpr label_view allocated{"Phân bổ", "Allocated"};
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
