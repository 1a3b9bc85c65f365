#pragma once
/// @file
/// Congresses, meetings, grading and overdue cases of units: what rules on party life look at.

#include <partyorg/measures/measure.hpp>

/// Built-in measures of party life.
namespace partyorg::activity {

// One line each: the preprocessed lines of the core are budgeted.
// clang-format off
/// Day of the last congress. Đại hội gần nhất.
inline constexpr measure<date, law::latest> last_congress{"congress.last", {"Đại hội gần nhất", "Last congress"}, {}};
/// 1 if the congress was one of delegates, 0 or "-" if of all members.
inline constexpr measure<std::int64_t, law::flow> congress_of_delegates{"congress.of_delegates", {"Đại hội đại biểu", "Congresses of delegates"}, {}};
/// How many days the congress lasted.
inline constexpr measure<std::int64_t, law::distinct> congress_days{"congress.days", {"Số ngày đại hội", "Days of the congress"}, {}};
/// Months of the last twelve in which the unit met. Sinh hoạt hằng tháng.
inline constexpr measure<std::int64_t, law::distinct> months_with_meeting{"meetings.months", {"Số tháng có sinh hoạt trong 12 tháng qua", "Months of the last twelve with a meeting"}, {}};
/// Minutes of the shortest ordinary meeting.
inline constexpr measure<std::int64_t, law::distinct> shortest_meeting{"meetings.shortest", {"Số phút của kỳ sinh hoạt ngắn nhất", "Minutes of the shortest meeting"}, {}};
/// Minutes of the shortest meeting that was combined with a thematic one.
inline constexpr measure<std::int64_t, law::distinct> shortest_combined_meeting{"meetings.shortest_combined", {"Số phút của kỳ sinh hoạt ngắn nhất có chuyên đề", "Minutes of the shortest meeting with a theme"}, {}};

/// Organisations that were graded.
inline constexpr measure<std::int64_t, law::flow> graded_units{"graded.units", {"Tổ chức đảng được xếp loại", "Organisations graded"}, {}};
/// Of which good or better.
inline constexpr measure<std::int64_t, law::flow> graded_units_good{"graded.units.good", {"Tổ chức đảng xếp loại tốt trở lên", "Organisations graded good or better"}, "graded.units"};
/// Members who were graded.
inline constexpr measure<std::int64_t, law::flow> graded_members{"graded.members", {"Đảng viên được xếp loại", "Members graded"}, {}};
/// Of which good or better.
inline constexpr measure<std::int64_t, law::flow> graded_members_good{"graded.members.good", {"Đảng viên xếp loại tốt trở lên", "Members graded good or better"}, "graded.members"};

/// Applicants whom the committee has not decided on in time.
inline constexpr measure<std::int64_t, law::stock> overdue_admissions{"overdue.adm.decision", {"Hồ sơ kết nạp quá hạn quyết định", "Admissions not decided in time"}, {}};
/// Decisions on admission whose ceremony was not held in time.
inline constexpr measure<std::int64_t, law::stock> overdue_ceremonies{"overdue.adm.ceremony", {"Quyết định kết nạp quá hạn tổ chức lễ", "Ceremonies not held in time"}, {}};
/// Probationers whom the cell has not considered in time.
inline constexpr measure<std::int64_t, law::stock> overdue_recognitions{"overdue.recog.cell", {"Đảng viên dự bị quá hạn xét công nhận", "Probationers not considered in time"}, {}};
/// Probationers whom the committee has not decided on in time.
inline constexpr measure<std::int64_t, law::stock> overdue_recognition_decisions{"overdue.recog.decision", {"Hồ sơ công nhận quá hạn quyết định", "Recognitions not decided in time"}, {}};
/// Transfers that were not done in time.
inline constexpr measure<std::int64_t, law::stock> overdue_transfers{"overdue.transfer.official", {"Chuyển sinh hoạt đảng quá hạn", "Transfers not done in time"}, {}};
/// Letters of introduction that were not presented in time.
inline constexpr measure<std::int64_t, law::stock> overdue_letters{"overdue.transfer.letter", {"Giấy giới thiệu nộp quá hạn", "Letters not presented in time"}, {}};
// clang-format on

} // namespace partyorg::activity
