#pragma once
/// @file
/// The immutable snapshot: a forest of units in pre-order.

#include <partyorg/core/assert.hpp>
#include <partyorg/core/flat_array.hpp>
#include <partyorg/core/ids.hpp>
#include <partyorg/core/problems.hpp>
#include <partyorg/core/shared.hpp>
#include <partyorg/hierarchy/code_key.hpp>
#include <partyorg/hierarchy/layout.hpp>
#include <partyorg/hierarchy/text_store.hpp>
#include <partyorg/hierarchy/unit_kind.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace partyorg {

namespace detail {
/// Everything a snapshot consists of; filled by builders and readers, never changed afterwards.
struct hierarchy_data {
    flat_array<std::uint32_t> parent{};     ///< slot -> slot; a root is its own parent
    flat_array<std::uint32_t> end{};        ///< slot -> one past the subtree
    depth_store depth{};                    ///< slot -> level
    flat_array<unit_kind> kind{};           ///< slot -> kind
    text_store code{};                      ///< slot -> code
    text_store name{};                      ///< slot -> name
    text_index by_code{};                   ///< code -> slot
    flat_array<std::uint32_t> id_of_slot{}; ///< empty: identifiers equal slots
    flat_array<std::uint32_t> slot_of_id{}; ///< empty: identifiers equal slots
    std::uint32_t id_bound = 0;             ///< one past the largest identifier
    shared<keeper> memory{};                ///< keeps borrowed arrays alive
    std::vector<std::string> files{};       ///< files that rows came from
    flat_array<std::uint32_t> line{};       ///< slot -> line; empty: nothing known
    flat_array<std::uint32_t> file{};       ///< slot -> number of the file; empty: the first
};
} // namespace detail

/// An immutable snapshot of a party organisation's units: a forest in pre-order.
///
/// Units are numbered by `slot` so that a parent comes before its children and a subtree is the
/// contiguous range `[s, end(s))`. Attributes are not stored here but in columns of the same order.
/// Copies share the snapshot and cost one counted pointer; reading from several threads is safe.
///
/// Build one with `hierarchy_builder`, or read one with `io`.
class hierarchy {
public:
    /// The empty snapshot.
    hierarchy() : data_(detail::hierarchy_data{}) {}
    /// Takes over arrays that a builder has made and checked.
    explicit hierarchy(detail::hierarchy_data data) : data_(std::move(data)) {}

    /// @return How many units there are.
    [[nodiscard]] std::uint32_t size() const noexcept {
        return static_cast<std::uint32_t>(data_->end.size());
    }
    /// @return Whether there is no unit.
    [[nodiscard]] bool empty() const noexcept { return data_->end.empty(); }
    /// @return Whether `s` is a position of this snapshot.
    [[nodiscard]] bool contains(slot s) const noexcept { return s.value() < size(); }

    /// @return The unit above `s`, or nothing for a root.
    /// @pre `contains(s)`
    /// @complexity Constant.
    [[nodiscard]] std::optional<slot> parent(slot s) const {
        check(s);
        auto const above = data_->parent[s.value()];
        return above == s.value() ? std::nullopt : std::optional(slot(above));
    }
    /// @return One past the last unit of the subtree of `s`.
    /// @pre `contains(s)`
    [[nodiscard]] slot end(slot s) const {
        check(s);
        return slot(data_->end[s.value()]);
    }
    /// @return How many units are above `s`; 0 for a root.
    /// @pre `contains(s)`
    [[nodiscard]] std::uint32_t depth(slot s) const {
        check(s);
        return data_->depth[s.value()];
    }
    /// @return The largest depth of any unit.
    [[nodiscard]] std::uint32_t max_depth() const noexcept { return data_->depth.deepest(); }
    /// @return The unit's kind.
    /// @pre `contains(s)`
    [[nodiscard]] unit_kind kind(slot s) const {
        check(s);
        return data_->kind[s.value()];
    }
    /// @return The unit's code, unique in this snapshot. Valid while any copy of the snapshot
    /// lives.
    /// @pre `contains(s)`
    [[nodiscard]] std::string_view code(slot s) const {
        check(s);
        return data_->code[s.value()];
    }
    /// @return The unit's name. Valid while any copy of the snapshot lives.
    /// @pre `contains(s)`
    [[nodiscard]] std::string_view name(slot s) const {
        check(s);
        return data_->name[s.value()];
    }
    /// @return The size of the subtree of `s`, with `s` itself.
    /// @pre `contains(s)`
    [[nodiscard]] std::uint32_t subtree_size(slot s) const { return end(s).value() - s.value(); }
    /// @return Whether `s` has no unit below it.
    /// @pre `contains(s)`
    [[nodiscard]] bool is_leaf(slot s) const { return end(s).value() == s.value() + 1; }
    /// @return Whether `s` has no unit above it.
    /// @pre `contains(s)`
    [[nodiscard]] bool is_root(slot s) const {
        check(s);
        return data_->parent[s.value()] == s.value();
    }
    /// @return Whether `a` is `b` or above it.
    /// @pre `contains(a) && contains(b)`
    /// @complexity Constant.
    [[nodiscard]] bool is_ancestor_or_self(slot a, slot b) const {
        check(b);
        return a <= b && b < end(a);
    }

    /// @return The position of the unit with this code, or nothing.
    /// @complexity Constant on average; comparing is by bytes, so give NFC text.
    [[nodiscard]] std::optional<slot> find(std::string_view code) const {
        auto const s = data_->by_code.find(data_->code, code);
        return s == detail::text_index::none ? std::nullopt : std::optional(slot(s));
    }
    /// @return The position of the unit with this identity, or nothing if it is not in the
    /// snapshot.
    [[nodiscard]] std::optional<slot> find(unit_id id) const {
        if (id.value() >= data_->id_bound) return {};
        if (data_->slot_of_id.empty()) return slot(id.value());
        auto const s = data_->slot_of_id[id.value()];
        return s == detail::no_row ? std::nullopt : std::optional(slot(s));
    }
    /// @return The position of the unit with this identity.
    /// @pre The unit is in the snapshot.
    [[nodiscard]] slot slot_of(unit_id id) const {
        auto const s = find(id);
        PARTYORG_ASSERT(s.has_value(), "the unit is in this snapshot");
        return *s;
    }
    /// @return The identity of the unit at `s`.
    /// @pre `contains(s)`
    [[nodiscard]] unit_id id_of(slot s) const {
        check(s);
        return unit_id(data_->id_of_slot.empty() ? s.value() : data_->id_of_slot[s.value()]);
    }
    /// @return One past the largest identity.
    [[nodiscard]] std::uint32_t id_bound() const noexcept { return data_->id_bound; }

    /// @return Where the unit's row was read, as far as known.
    /// @pre `contains(s)`
    [[nodiscard]] place origin(slot s) const {
        check(s);
        if (data_->line.empty()) return {};
        auto const file = data_->file.empty() ? 0 : data_->file[s.value()];
        return {file < data_->files.size() ? data_->files[file] : std::string{},
                data_->line[s.value()], 0};
    }

    /// @return For hot loops: the parent of every slot, a root being its own parent.
    [[nodiscard]] std::span<std::uint32_t const> parents() const noexcept { return data_->parent; }
    /// @return For hot loops: one past the subtree of every slot.
    [[nodiscard]] std::span<std::uint32_t const> ends() const noexcept { return data_->end; }
    /// @return For hot loops: the kind of every slot.
    [[nodiscard]] std::span<unit_kind const> kinds() const noexcept { return data_->kind; }
    /// @return For hot loops: the depth of every slot, in the width that is stored.
    [[nodiscard]] detail::depth_store const& depths() const noexcept { return data_->depth; }

    /// @return For writers: all arrays of the snapshot.
    [[nodiscard]] detail::hierarchy_data const& data() const noexcept { return *data_; }

    /// @return Whether both are the same snapshot (not merely equal ones).
    [[nodiscard]] friend bool same_snapshot(hierarchy const& a, hierarchy const& b) noexcept {
        return a.data_ == b.data_;
    }

private:
    void check([[maybe_unused]] slot s) const {
        PARTYORG_ASSERT(contains(s), "the slot belongs to this snapshot");
    }
    detail::shared<detail::hierarchy_data> data_;
};

/// @return "PT / PT-16": the codes from the root down to `s`, for messages.
/// @pre `units.contains(s)`
/// @complexity Linear in the depth.
[[nodiscard]] inline std::string code_path(hierarchy const& units, slot s) {
    std::vector<slot> up{s};
    while (auto const above = units.parent(up.back())) up.push_back(*above);
    std::string text;
    for (auto i = up.size(); i-- > 0;) {
        text += units.code(up[i]);
        if (i != 0) text += " / ";
    }
    return text;
}

} // namespace partyorg
