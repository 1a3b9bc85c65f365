#pragma once
/// @file
/// Admission cases as a log of events under case codes: what happened when, and known when.
///
/// A case is known by its code only. Names of persons have no place here.

#include <partyorg/core/as_of.hpp>
#include <partyorg/core/label.hpp>
#include <partyorg/core/problems.hpp>
#include <partyorg/hierarchy/text_store.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace partyorg {

/// What can happen to an admission case: first the steps of the path from the source list to
/// official membership in their order, then what interrupts or ends it.
enum class case_stage : std::uint8_t {
    source_list,            ///< đưa vào danh sách nguồn
    awareness_course,       ///< bồi dưỡng nhận thức về Đảng
    dossier,                ///< hoàn thành hồ sơ
    introduced,             ///< có người giới thiệu
    cell_resolution,        ///< nghị quyết của chi bộ đề nghị kết nạp
    grassroots_resolution,  ///< nghị quyết của đảng ủy cơ sở
    appraisal,              ///< ban tổ chức thẩm định
    admission_decision,     ///< quyết định kết nạp
    ceremony,               ///< lễ kết nạp: probation starts
    recognition_resolution, ///< chi bộ xét công nhận chính thức
    recognition_decision,   ///< quyết định công nhận chính thức
    extension,              ///< gia hạn: the running decision is given more time
    removal,                ///< xóa tên
    withdrawal,             ///< xin rút
    transfer_in,            ///< chuyển đến
    transfer_out,           ///< chuyển đi
    rejected,               ///< không chấp thuận kết nạp
};

/// How many steps the path has.
inline constexpr std::size_t case_path_length = 11;
/// How many stages there are in all.
inline constexpr std::size_t case_stage_count = 17;

/// @return Whether the stage is a step of the path, not an interruption or an end.
[[nodiscard]] constexpr bool is_case_step(case_stage stage) noexcept {
    return static_cast<std::size_t>(stage) < case_path_length;
}
/// @return All stages, in the order of the enumeration.
[[nodiscard]] constexpr std::array<case_stage, case_stage_count> all_case_stages() noexcept {
    std::array<case_stage, case_stage_count> out{};
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<case_stage>(i);
    return out;
}
/// @return The identifier used in files: "cell_resolution".
[[nodiscard]] std::string_view to_string(case_stage stage) noexcept;
/// @return The stage in both languages.
[[nodiscard]] label_view label_of(case_stage stage) noexcept;
/// @return The stage with this identifier, or nothing.
[[nodiscard]] std::optional<case_stage> parse_case_stage(std::string_view id) noexcept;

/// The groups to which a plan gives priority; a case may belong to several.
enum class case_group : std::uint8_t {
    women,              ///< nữ
    youth,              ///< thanh niên
    minority,           ///< dân tộc thiểu số
    militia,            ///< dân quân, tự vệ
    village_heads,      ///< trưởng thôn, bản
    residential,        ///< khu dân cư
    private_enterprise, ///< doanh nghiệp tư nhân
    part_time,          ///< người hoạt động không chuyên trách
};

/// How many groups there are.
inline constexpr std::size_t case_group_count = 8;

/// @return All groups, in the order of the enumeration.
[[nodiscard]] constexpr std::array<case_group, case_group_count> all_case_groups() noexcept {
    std::array<case_group, case_group_count> out{};
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<case_group>(i);
    return out;
}
/// @return The identifier used in files and as the last part of a measure: "women".
[[nodiscard]] std::string_view to_string(case_group group) noexcept;
/// @return The group in both languages.
[[nodiscard]] label_view label_of(case_group group) noexcept;
/// @return The group with this identifier, or nothing.
[[nodiscard]] std::optional<case_group> parse_case_group(std::string_view id) noexcept;

/// A set of groups.
class case_groups {
public:
    constexpr case_groups() noexcept = default;
    /// The set of one group.
    constexpr explicit case_groups(case_group one) noexcept { add(one); }
    /// Adds a group.
    constexpr case_groups& add(case_group one) noexcept {
        bits_ = static_cast<std::uint8_t>(bits_ | 1U << static_cast<unsigned>(one));
        return *this;
    }
    /// Adds every group of `other`.
    constexpr case_groups& add(case_groups other) noexcept {
        bits_ = static_cast<std::uint8_t>(bits_ | other.bits_);
        return *this;
    }
    /// @return Whether the group is in it.
    [[nodiscard]] constexpr bool has(case_group one) const noexcept {
        return (bits_ >> static_cast<unsigned>(one) & 1U) != 0;
    }
    /// @return Whether no group is in it.
    [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }
    /// @return Whether both hold the same groups.
    friend constexpr bool operator==(case_groups, case_groups) noexcept = default;

private:
    std::uint8_t bits_ = 0;
};

/// @return "women;youth", the form in files.
[[nodiscard]] std::string to_string(case_groups groups);

/// What a line of the log does.
enum class case_entry : std::uint8_t {
    record,     ///< ghi: something happened
    correction, ///< đính chính: replaces what was recorded of that stage
    retraction, ///< hủy: it did not happen
};

/// @return "record", "correction" or "retraction".
[[nodiscard]] std::string_view to_string(case_entry entry) noexcept;

/// One line of the log.
///
/// A correction or retraction concerns the record of the same case and stage. Of the stages that
/// can recur – extension and transfers – it concerns the only one, or the one with the same
/// reference.
struct case_event {
    std::string case_code{};                    ///< the case, "PT-01/24-003"
    std::string unit{};                         ///< code of the unit whose case it is
    case_stage stage = case_stage::source_list; ///< what happened
    date day{};                                 ///< when
    std::optional<date> known{}; ///< when it was recorded; on the day itself if not told
    std::string reference{};     ///< number of the resolution or decision
    /// Where it took place, if told: "hội trường xã". A place of the event, never a person.
    std::string location{};
    case_groups groups{};                  ///< priority groups
    case_entry entry = case_entry::record; ///< whether it records, corrects or retracts
    /// The day that starts the clock of what follows, where it is not `day`: the receipt of an
    /// admission decision; for a transfer from outside the day of the stage reached there.
    std::optional<date> counts_from{};
    std::optional<case_stage> reached{}; ///< of a transfer from outside: the step reached there
    std::optional<std::uint16_t> extended_by{}; ///< of an extension: working days; else the longest
    place where{};                              ///< where the line was read

    /// @return Whether all parts agree.
    friend bool operator==(case_event const&, case_event const&) = default;
};

namespace detail {

/// Texts by number, each kept once.
class text_pool {
public:
    /// @return The number of the text, a new one if it is not there yet.
    std::uint32_t add(std::string_view text);
    /// @return The text with this number.
    [[nodiscard]] std::string_view operator[](std::uint32_t number) const { return texts_[number]; }
    /// @return How many there are.
    [[nodiscard]] std::uint32_t size() const noexcept {
        return static_cast<std::uint32_t>(texts_.size());
    }

private:
    void grow();
    text_builder texts_{};
    std::vector<std::uint64_t> buckets_{}; // hash above, number plus one below; 0 is free
};

/// A line of the log without its texts.
struct case_row {
    static constexpr std::uint8_t no_stage = 0xff;

    std::uint32_t code = 0, unit = 0, reference = 0, location = 0; ///< numbers in the pools
    date day{}, known{}, counts_from{};                            ///< the last may be no day
    case_stage stage{};
    case_entry entry{};
    case_groups groups{};
    std::uint8_t reached = no_stage;
    std::uint16_t extended_by = 0;
    std::uint32_t line = 0, column = 0, file = 0;
};

} // namespace detail

/// An append-only list of events: nothing is ever changed, corrections are events of their own.
///
/// What was reported once can therefore be reported again, whatever was learnt since: see
/// `as_known`.
class case_log {
public:
    /// Appends a line.
    /// @throw invalid_input PO1744 if the case has no code, PO1502 if one of the days is no day;
    /// the
    ///        log is then unchanged.
    /// @complexity Amortised constant.
    void add(case_event const& line);

    /// @return How many lines there are.
    [[nodiscard]] std::size_t size() const noexcept { return rows_.size(); }
    /// @return Whether there is none.
    [[nodiscard]] bool empty() const noexcept { return rows_.empty(); }
    /// @return How many cases there are.
    [[nodiscard]] std::size_t cases() const noexcept { return codes_.size(); }
    /// @return The line at this position.
    /// @pre `i < size()`
    [[nodiscard]] case_event operator[](std::size_t i) const;
    /// @return The code of the case of a line. Valid while the log is neither changed nor moved.
    /// @pre `i < size()`
    [[nodiscard]] std::string_view case_code(std::size_t i) const { return codes_[rows_[i].code]; }
    /// @return Where a line was read.
    /// @pre `i < size()`
    [[nodiscard]] place where(std::size_t i) const;

    /// What had happened by a day, as it was known on a day: a log of records only, corrections
    /// carried out and retracted events left out. Lines that came to be known later change nothing.
    /// @return The events by case code, then day, then stage; each with the place of the line that
    ///         says so last.
    /// @complexity Linear in the lines, times the logarithm of the lines of a case.
    [[nodiscard]] case_log as_known(as_of const& when) const;

    /// @return For hot loops: the lines without their texts.
    [[nodiscard]] std::span<detail::case_row const> rows() const noexcept { return rows_; }
    /// @return For hot loops: the codes of cases by number.
    [[nodiscard]] detail::text_pool const& codes() const noexcept { return codes_; }
    /// @return For hot loops: the codes of units by number.
    [[nodiscard]] detail::text_pool const& units() const noexcept { return units_; }
    /// @return For hot loops: the references by number.
    [[nodiscard]] detail::text_pool const& references() const noexcept { return references_; }
    /// @return For hot loops: where events took place, by number.
    [[nodiscard]] detail::text_pool const& locations() const noexcept { return locations_; }

private:
    std::vector<detail::case_row> rows_{};
    detail::text_pool codes_{}, units_{}, references_{}, locations_{}, files_{};
};

} // namespace partyorg
