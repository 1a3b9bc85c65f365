#pragma once
/// @file
/// Member counts at a date. Counts need no personal data.

#include <partyorg/measures/measure.hpp>

/// Built-in measures of membership.
namespace partyorg::membership {

/// All members, official and probationary. Đảng viên.
inline constexpr measure<std::int64_t, law::stock> total{"members", {"Đảng viên", "Members"}, {}};
/// Official members. Đảng viên chính thức.
inline constexpr measure<std::int64_t, law::stock> official{
    "members.official", {"Đảng viên chính thức", "Official members"}, "members"};
/// Probationary members. Đảng viên dự bị.
inline constexpr measure<std::int64_t, law::stock> probationary{
    "members.probationary", {"Đảng viên dự bị", "Probationary members"}, "members"};

} // namespace partyorg::membership
