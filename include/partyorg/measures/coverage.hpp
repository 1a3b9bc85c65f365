#pragma once
/// @file
/// How many villages, schools … have a cell: coverage, not a partition.

#include <partyorg/measures/measure.hpp>

/// Built-in measures of coverage.
namespace partyorg::coverage {

/// Villages, hamlets and neighbourhood groups that have a cell. Thôn, bản, tổ dân phố.
inline constexpr measure<coverage_count, law::coverage> villages{
    "coverage.villages", {"Thôn, bản, tổ dân phố có chi bộ", "Villages with a cell"}, {}};
/// Villages, hamlets and neighbourhood groups that have members, with or without a cell.
inline constexpr measure<coverage_count, law::coverage> villages_with_members{
    "coverage.villages_with_members",
    {"Thôn, bản, tổ dân phố có đảng viên", "Villages with members"},
    {}};
/// Health stations that have a cell. Trạm y tế.
inline constexpr measure<coverage_count, law::coverage> health_stations{
    "coverage.health_stations", {"Trạm y tế có chi bộ", "Health stations with a cell"}, {}};
/// Schools that have a cell. Trường học.
inline constexpr measure<coverage_count, law::coverage> schools{
    "coverage.schools", {"Trường học có chi bộ", "Schools with a cell"}, {}};
/// Commune police posts that have a cell. Công an xã.
inline constexpr measure<coverage_count, law::coverage> police_posts{
    "coverage.police_posts", {"Công an xã có chi bộ", "Commune police posts with a cell"}, {}};

} // namespace partyorg::coverage
