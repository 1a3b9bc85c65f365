#pragma once
/// @file
/// Seats and officers of units: what rules on leading bodies look at.

#include <partyorg/measures/measure.hpp>

/// Built-in measures of leading bodies. Head counts; no personal data.
namespace partyorg::leadership {

// One line each: the preprocessed lines of the core are budgeted.
// clang-format off
/// Members of the committee: đảng ủy, or chi ủy of a cell.
inline constexpr measure<std::int64_t, law::stock> committee{"committee.members", {"Cấp ủy viên", "Committee members"}, {}};
/// Seats that the congress fixed for the committee.
inline constexpr measure<std::int64_t, law::stock> committee_seats{"committee.seats", {"Số lượng cấp ủy viên được ấn định", "Committee seats"}, {}};
/// Members of the standing committee. Ban thường vụ.
inline constexpr measure<std::int64_t, law::stock> standing{"committee.members.standing", {"Ủy viên ban thường vụ", "Standing committee members"}, "committee.members"};
/// Secretaries. Bí thư.
inline constexpr measure<std::int64_t, law::stock> secretaries{"officers.secretaries", {"Bí thư", "Secretaries"}, {}};
/// Deputy secretaries. Phó bí thư.
inline constexpr measure<std::int64_t, law::stock> deputies{"officers.deputies", {"Phó bí thư", "Deputy secretaries"}, {}};
/// Heads of a party group. Tổ trưởng tổ đảng.
inline constexpr measure<std::int64_t, law::stock> group_heads{"officers.group_heads", {"Tổ trưởng tổ đảng", "Heads of the party group"}, {}};
/// Deputy heads of a party group. Tổ phó tổ đảng.
inline constexpr measure<std::int64_t, law::stock> group_deputies{"officers.group_deputies", {"Tổ phó tổ đảng", "Deputy heads of the party group"}, {}};
/// Members of the inspection committee. Ủy viên ủy ban kiểm tra.
inline constexpr measure<std::int64_t, law::stock> inspection{"inspection.members", {"Ủy viên ủy ban kiểm tra", "Inspection committee members"}, {}};
/// Full-time members of the inspection committee.
inline constexpr measure<std::int64_t, law::stock> inspection_full_time{"inspection.members.full_time", {"Ủy viên ủy ban kiểm tra chuyên trách", "Full-time inspection committee members"}, "inspection.members"};
/// Vice-chairs of the inspection committee. Phó chủ nhiệm.
inline constexpr measure<std::int64_t, law::stock> inspection_vice_chairs{"inspection.vice_chairs", {"Phó chủ nhiệm ủy ban kiểm tra", "Vice-chairs of the inspection committee"}, {}};
/// Of which full-time.
inline constexpr measure<std::int64_t, law::stock> inspection_full_time_vice_chairs{"inspection.vice_chairs.full_time", {"Phó chủ nhiệm ủy ban kiểm tra chuyên trách", "Full-time vice-chairs of the inspection committee"}, "inspection.vice_chairs"};
/// Advisory and assisting bodies of a committee. Cơ quan tham mưu, giúp việc.
inline constexpr measure<std::int64_t, law::stock> advisory_bodies{"bodies.advisory", {"Cơ quan tham mưu, giúp việc", "Advisory and assisting bodies"}, {}};
/// Public service units of a committee. Đơn vị sự nghiệp.
inline constexpr measure<std::int64_t, law::stock> service_units{"bodies.service", {"Đơn vị sự nghiệp", "Service units"}, {}};
// clang-format on

} // namespace partyorg::leadership
