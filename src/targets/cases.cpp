#include "case_replay.hpp"

#include <partyorg/core/error.hpp>
#include <partyorg/targets/cases.hpp>

#include <algorithm>
#include <bit>
#include <utility>

namespace partyorg {

namespace {

struct named {
    std::string_view id;
    label_view label;
};

constexpr std::array<named, case_stage_count> stages = {{
    {"source_list", {"đưa vào danh sách nguồn", "on the source list"}},
    {"awareness_course", {"bồi dưỡng nhận thức về Đảng", "awareness course"}},
    {"dossier", {"hoàn thành hồ sơ", "dossier complete"}},
    {"introduced", {"có người giới thiệu", "introduced"}},
    {"cell_resolution", {"nghị quyết của chi bộ", "resolution of the cell"}},
    {"grassroots_resolution",
     {"nghị quyết của đảng ủy cơ sở", "resolution of the grassroots committee"}},
    {"appraisal", {"ban tổ chức thẩm định", "appraisal by the organisation board"}},
    {"admission_decision", {"quyết định kết nạp", "admission decision"}},
    {"ceremony", {"lễ kết nạp", "admission ceremony"}},
    {"recognition_resolution",
     {"chi bộ xét công nhận chính thức", "resolution of the cell on recognition"}},
    {"recognition_decision", {"quyết định công nhận đảng viên chính thức", "recognition decision"}},
    {"extension", {"gia hạn", "extension"}},
    {"removal", {"xóa tên", "removal from the rolls"}},
    {"withdrawal", {"xin rút", "withdrawal"}},
    {"transfer_in", {"chuyển đến", "transfer in"}},
    {"transfer_out", {"chuyển đi", "transfer out"}},
    {"rejected", {"không chấp thuận kết nạp", "admission rejected"}},
}};

constexpr std::array<named, case_group_count> groups = {{
    {"women", {"nữ", "women"}},
    {"youth", {"thanh niên", "youth"}},
    {"minority", {"dân tộc thiểu số", "ethnic minorities"}},
    {"militia", {"dân quân, tự vệ", "militia"}},
    {"village_heads", {"trưởng thôn, bản", "village heads"}},
    {"residential", {"khu dân cư", "residential areas"}},
    {"private_enterprise", {"doanh nghiệp tư nhân", "private enterprises"}},
    {"part_time", {"người hoạt động không chuyên trách", "part-time local workers"}},
}};

template <class Value, std::size_t Size>
std::optional<Value> parse(std::array<named, Size> const& names, std::string_view id) noexcept {
    for (std::size_t i = 0; i < Size; ++i)
        if (names[i].id == id) return static_cast<Value>(i);
    return {};
}

void require_day(date const& day, place const& where, char const* what) {
    if (!is_day(day))
        detail::fail<invalid_input>(defect::not_a_date, std::string(what) + " is no day", where);
}

} // namespace

std::string_view to_string(case_stage stage) noexcept {
    return stages[static_cast<std::size_t>(stage)].id;
}

label_view label_of(case_stage stage) noexcept {
    return stages[static_cast<std::size_t>(stage)].label;
}

std::optional<case_stage> parse_case_stage(std::string_view id) noexcept {
    return parse<case_stage>(stages, id);
}

std::string_view to_string(case_group group) noexcept {
    return groups[static_cast<std::size_t>(group)].id;
}

label_view label_of(case_group group) noexcept {
    return groups[static_cast<std::size_t>(group)].label;
}

std::optional<case_group> parse_case_group(std::string_view id) noexcept {
    return parse<case_group>(groups, id);
}

std::string to_string(case_groups set) {
    std::string text;
    for (auto const group : all_case_groups())
        if (set.has(group)) text.append(text.empty() ? "" : ";").append(to_string(group));
    return text;
}

std::string_view to_string(case_entry entry) noexcept {
    constexpr std::string_view names[] = {"record", "correction", "retraction"};
    return names[static_cast<std::size_t>(entry)];
}

namespace detail {

std::uint32_t text_pool::add(std::string_view text) {
    if ((texts_.size() + 1) * 3 > buckets_.size() * 2) grow();
    auto const hash = hash_text(text);
    auto const tag = hash & 0xffffffff00000000u;
    for (auto i = hash & (buckets_.size() - 1);; i = (i + 1) & (buckets_.size() - 1)) {
        auto& bucket = buckets_[i];
        if (bucket == 0) {
            if (!texts_.fits(text.size()))
                fail<invalid_input>(defect::text_too_large,
                                    "the texts of a log are larger than 4 GiB");
            texts_.push_back(text);
            bucket = tag | texts_.size();
            return static_cast<std::uint32_t>(texts_.size() - 1);
        }
        auto const number = static_cast<std::uint32_t>(bucket) - 1;
        if ((bucket & 0xffffffff00000000u) == tag && texts_[number] == text) return number;
    }
}

void text_pool::grow() {
    std::vector<std::uint64_t> larger(std::max<std::size_t>(16, buckets_.size() * 2));
    for (std::size_t n = 0; n < texts_.size(); ++n) {
        auto const hash = hash_text(texts_[n]);
        auto i = hash & (larger.size() - 1);
        while (larger[i] != 0) i = (i + 1) & (larger.size() - 1);
        larger[i] = (hash & 0xffffffff00000000u) | (n + 1);
    }
    buckets_ = std::move(larger);
}

} // namespace detail

void case_log::add(case_event const& line) {
    if (line.case_code.empty())
        detail::fail<invalid_input>(defect::missing_case_code, "an event has no case code",
                                    line.where);
    require_day(line.day, line.where, "the day of an event");
    if (line.known) require_day(*line.known, line.where, "the day on which an event was recorded");
    if (line.counts_from)
        require_day(*line.counts_from, line.where, "the day from which a clock counts");
    detail::case_row row;
    row.day = line.day;
    row.known = line.known.value_or(line.day);
    row.counts_from = line.counts_from.value_or(date());
    row.stage = line.stage;
    row.entry = line.entry;
    row.groups = line.groups;
    if (line.reached) row.reached = static_cast<std::uint8_t>(*line.reached);
    row.extended_by = line.extended_by.value_or(0);
    row.line = line.where.line;
    row.column = line.where.column;
    rows_.reserve(rows_.size() == rows_.capacity() ? rows_.size() * 2 + 16 : 0);
    // Lines beside each other mostly agree in these three.
    auto const* const before = rows_.empty() ? nullptr : &rows_.back();
    row.file = before && files_[before->file] == line.where.file ? before->file
                                                                 : files_.add(line.where.file);
    row.location = before && locations_[before->location] == line.location
                       ? before->location
                       : locations_.add(line.location);
    row.reference = before && references_[before->reference] == line.reference
                        ? before->reference
                        : references_.add(line.reference);
    row.unit = units_.add(line.unit);
    row.code = codes_.add(line.case_code);
    rows_.push_back(row);
}

place case_log::where(std::size_t i) const {
    auto const& row = rows_[i];
    return {std::string(files_[row.file]), row.line, row.column};
}

case_event case_log::operator[](std::size_t i) const {
    auto const& row = rows_[i];
    case_event out;
    out.case_code = codes_[row.code];
    out.unit = units_[row.unit];
    out.stage = row.stage;
    out.day = row.day;
    out.known = row.known;
    out.reference = references_[row.reference];
    out.location = locations_[row.location];
    out.groups = row.groups;
    out.entry = row.entry;
    if (is_day(row.counts_from)) out.counts_from = row.counts_from;
    if (row.reached != detail::case_row::no_stage)
        out.reached = static_cast<case_stage>(row.reached);
    if (row.extended_by != 0) out.extended_by = row.extended_by;
    out.where = where(i);
    return out;
}

case_log case_log::as_known(as_of const& when) const {
    case_log out;
    detail::lines_by_case const grouped(*this);
    detail::case_replay replay(*this);
    for (auto const code : detail::cases_by_code(*this)) {
        auto const standing = replay.run(grouped.of(code), &when,
                                         [](detail::line_slip, std::uint32_t, std::uint32_t) {});
        for (auto const i : standing) {
            auto event = (*this)[i];
            event.entry = case_entry::record;
            out.add(event);
        }
    }
    return out;
}

} // namespace partyorg
