#pragma once
/// @file
/// What is not a tree: bodies attached to units, and typed links beside the hierarchy.

#include <partyorg/core/assert.hpp>
#include <partyorg/core/ids.hpp>
#include <partyorg/core/label.hpp>
#include <partyorg/core/problems.hpp>
#include <partyorg/hierarchy/hierarchy.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace partyorg {

/// Kind of a body: an organ or partner with duties but without members of its own here.
enum class body_kind : std::uint8_t {
    standing_committee,   ///< ban thường vụ
    standing_board,       ///< thường trực
    organisation_board,   ///< ban tổ chức
    inspection_committee, ///< ủy ban kiểm tra
    propaganda_board,     ///< ban tuyên giáo
    committee_office,     ///< văn phòng cấp ủy
    fatherland_front,     ///< ủy ban Mặt trận Tổ quốc
    mass_organisation,    ///< tổ chức chính trị - xã hội
    other,                ///< anything else
};

/// @return The kind's name in Vietnamese and English.
[[nodiscard]] constexpr label_view label_of(body_kind kind) noexcept {
    constexpr std::array<label_view, 9> labels = {{
        {"ban thường vụ", "standing committee"},
        {"thường trực cấp ủy", "standing board"},
        {"ban tổ chức", "organisation board"},
        {"ủy ban kiểm tra", "inspection committee"},
        {"ban tuyên giáo", "propaganda board"},
        {"văn phòng cấp ủy", "committee office"},
        {"ủy ban Mặt trận Tổ quốc", "Fatherland Front committee"},
        {"tổ chức chính trị - xã hội", "mass organisation"},
        {"cơ quan khác", "other body"},
    }};
    return labels[static_cast<std::size_t>(kind)];
}

/// @return The identifier used in files: "organisation_board".
[[nodiscard]] constexpr std::string_view to_string(body_kind kind) noexcept {
    constexpr std::array<std::string_view, 9> names = {
        "standing_committee",   "standing_board",    "organisation_board",
        "inspection_committee", "propaganda_board",  "committee_office",
        "fatherland_front",     "mass_organisation", "other",
    };
    return names[static_cast<std::size_t>(kind)];
}

/// A body, attached to the unit it belongs to.
struct body {
    body_kind kind = body_kind::other; ///< what it is
    unit_id unit{};                    ///< the unit it is attached to
    std::string name{};                ///< its own name, as read
    place where{};                     ///< where it was read
};

/// Type of a link beside the tree.
enum class relation_kind : std::uint8_t {
    advises,     ///< tham mưu
    coordinates, ///< phối hợp
    covers,      ///< phụ trách địa bàn: a cell covers a village, a school …
    succeeds,    ///< kế thừa: came out of the other in a reorganisation
    reports_to,  ///< báo cáo
};

/// @return The type's name in Vietnamese and English.
[[nodiscard]] constexpr label_view label_of(relation_kind kind) noexcept {
    constexpr std::array<label_view, 5> labels = {{
        {"tham mưu", "advises"},
        {"phối hợp", "coordinates"},
        {"phụ trách", "covers"},
        {"kế thừa", "succeeds"},
        {"báo cáo", "reports to"},
    }};
    return labels[static_cast<std::size_t>(kind)];
}

/// One end of a link: a unit or a body.
class node {
public:
    /// A unit.
    node(unit_id unit) noexcept : value_(unit.value()) {}
    /// A body.
    node(body_id body) noexcept : value_(body.value()), is_body_(true) {}
    /// @return The unit, or nothing if this is a body.
    [[nodiscard]] std::optional<unit_id> unit() const noexcept {
        return is_body_ ? std::nullopt : std::optional(unit_id(value_));
    }
    /// @return The body, or nothing if this is a unit.
    [[nodiscard]] std::optional<body_id> body() const noexcept {
        return is_body_ ? std::optional(body_id(value_)) : std::nullopt;
    }
    /// @return Whether both are the same unit or the same body.
    friend bool operator==(node, node) noexcept = default;

private:
    std::uint32_t value_;
    bool is_body_ = false;
};

/// One link.
struct relation {
    relation_kind kind; ///< its type
    node from;          ///< who
    node to;            ///< whom
};

/// Bodies and links of one organisation. Identities, not slots: they outlive a snapshot.
class relations {
public:
    /// Attaches a body.
    /// @return Its identity.
    body_id attach(body b) {
        bodies_.push_back(std::move(b));
        return body_id(static_cast<std::uint32_t>(bodies_.size() - 1));
    }
    /// Adds a link. The same link may be added once only.
    /// @return Whether it is new.
    /// @complexity Linear in the number of links.
    bool link(relation_kind kind, node from, node to) {
        for (auto const& r : links_)
            if (r.kind == kind && r.from == from && r.to == to) return false;
        links_.push_back({kind, from, to});
        return true;
    }
    /// @return All bodies; `body_id` is the position.
    [[nodiscard]] std::vector<body> const& bodies() const noexcept { return bodies_; }
    /// @return All links in the order they were added.
    [[nodiscard]] std::vector<relation> const& links() const noexcept { return links_; }
    /// @return The body.
    /// @pre `id` was returned by `attach`.
    [[nodiscard]] body const& operator[](body_id id) const {
        PARTYORG_ASSERT(id.value() < bodies_.size(), "the body belongs to these relations");
        return bodies_[id.value()];
    }
    /// @return The first body of this kind, or nothing.
    [[nodiscard]] std::optional<body_id> find(body_kind kind) const {
        for (std::uint32_t i = 0; i < bodies_.size(); ++i)
            if (bodies_[i].kind == kind) return body_id(i);
        return {};
    }
    /// @return The first body of this name, or nothing.
    [[nodiscard]] std::optional<body_id> find(std::string_view name) const {
        for (std::uint32_t i = 0; i < bodies_.size(); ++i)
            if (bodies_[i].name == name) return body_id(i);
        return {};
    }

private:
    std::vector<body> bodies_{};
    std::vector<relation> links_{};
};

} // namespace partyorg
