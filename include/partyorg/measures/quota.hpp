#pragma once
/// @file
/// Targets for admitting members: registered by the unit, assigned by the superior, allocated.

#include <partyorg/measures/measure.hpp>

/// Built-in measures of targets and of what came of them.
namespace partyorg::quota {

/// What a unit registered. Đăng ký.
inline constexpr measure<std::int64_t, law::flow> registered{
    "quota.registered", {"Đăng ký", "Registered"}, {}};
/// Of which in residential areas. Phát triển Đảng ở khu dân cư.
inline constexpr measure<std::int64_t, law::flow> registered_residential{
    "quota.registered.residential",
    {"Đăng ký – khu dân cư", "Registered – residential areas"},
    "quota.registered"};
/// What the superior assigned. Kế hoạch giao.
inline constexpr measure<std::int64_t, law::flow> assigned{
    "quota.assigned", {"Giao", "Assigned"}, {}};
/// Of which in residential areas.
inline constexpr measure<std::int64_t, law::flow> assigned_residential{
    "quota.assigned.residential",
    {"Giao – khu dân cư", "Assigned – residential areas"},
    "quota.assigned"};
/// Members admitted in the year. Kết nạp.
inline constexpr measure<std::int64_t, law::flow> admitted{"admitted", {"Kết nạp", "Admitted"}, {}};
/// Of which in residential areas.
inline constexpr measure<std::int64_t, law::flow> admitted_residential{
    "admitted.residential", {"Kết nạp – khu dân cư", "Admitted – residential areas"}, "admitted"};

} // namespace partyorg::quota
