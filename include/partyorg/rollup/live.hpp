#pragma once
/// @file
/// Totals that stay right while cells change and units move.

#include <partyorg/rollup/roll_up.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace partyorg {

/// How `live_totals` keeps its sums; tests force each form.
enum class live_form : std::uint8_t {
    automatic, ///< by depth
    climbing,  ///< a stored total per unit, changed up to the root: for shallow trees
    blocks,    ///< sums of blocks of 64 positions, of 64 blocks and so on: for deep ones
};

namespace detail {

/// Which entries of a block of `Width` change: those behind one. No branch, so nothing to
/// mispredict.
template <std::size_t Width>
struct behind_masks {
    std::uint64_t bits[2 * Width]{};
    constexpr behind_masks() {
        for (std::size_t k = Width; k < 2 * Width; ++k) bits[k] = ~std::uint64_t{0};
    }
    /// The masks of a block, of which those behind entry `at` are set.
    [[nodiscard]] constexpr std::uint64_t const* entry(std::size_t at) const noexcept {
        return bits + (Width - 1 - at);
    }
};
inline constexpr behind_masks<64> behind{};

/// Sums over intervals of changing numbers, modulo 2^64: each layer holds, for every block of 64
/// entries, the sums of those before an entry in its block. A query reads one number per layer, a
/// change adds to the rest of one block per layer.
///
/// Tried and dropped: a Fenwick tree (queries two to three times slower, changes alike), blocks of
/// 16 (changes three times slower: more layers).
class block_sums {
public:
    block_sums() = default;
    /// Prepares for `size` numbers, all zero; tests take narrower vectors than the processor has.
    explicit block_sums(std::size_t size, unsigned lanes = vector_lanes()) : lanes_(lanes) {
        // At least one entry past the end, so that the sum of everything can be asked for.
        for (auto entries = size + 1;; entries = entries / width + 1) {
            auto const whole = (entries + width - 1) / width * width;
            layers_.push_back({std::vector<std::uint64_t>(whole), {}});
            if (layers_.size() > 1) layers_.back().own.resize(whole);
            if (whole == width) break;
        }
    }
    /// Adds to number `i`.
    void add(std::size_t i, std::uint64_t difference) noexcept {
#if PARTYORG_VECTORS
        if (lanes_ == 8) return add_8(i, difference);
        if (lanes_ == 4) return add_4(i, difference);
#endif
        add_with(i, difference, [](std::uint64_t* block, std::uint64_t const* mask, auto d) {
            for (std::size_t k = 0; k < width; ++k) block[k] += mask[k] & d;
        });
    }
    /// The sum of the numbers `[first, last)`.
    [[nodiscard]] std::uint64_t between(std::size_t first, std::size_t last) const noexcept {
        return before(last) - before(first);
    }
    /// Adds up anew where the numbers `[first, last)` take part; `number(i)` is asked for all in
    /// their blocks, which may lie past the end.
    template <class Number>
    void rebuild(std::size_t first, std::size_t last, Number&& number) {
        for (std::size_t l = 0; l < layers_.size(); ++l) {
            auto const from = first / width, to = (last + width - 1) / width;
            for (auto b = from; b < to; ++b) {
                std::uint64_t sum = 0;
                for (auto i = b * width; i < (b + 1) * width; ++i) {
                    layers_[l].before[i] = sum;
                    sum += l == 0 ? number(i) : layers_[l].own[i];
                }
                if (l + 1 < layers_.size()) layers_[l + 1].own[b] = sum;
            }
            first = from;
            last = to;
        }
    }

private:
    static constexpr std::size_t width = 64;

    template <class AddBlock>
    [[gnu::always_inline]] inline void add_with(std::size_t i, std::uint64_t difference,
                                                AddBlock const& add_block) noexcept {
        for (auto& l : layers_) {
            if (!l.own.empty()) l.own[i] += difference;
            add_block(l.before.data() + i / width * width, behind.entry(i % width), difference);
            i /= width;
        }
    }
#if PARTYORG_VECTORS
    template <unsigned Lanes>
    struct add_vectors {
        [[gnu::always_inline]] void operator()(std::uint64_t* block, std::uint64_t const* mask,
                                               std::uint64_t difference) const noexcept {
            using wide = typename vectors<Lanes>::wide;
#pragma GCC unroll 16
            for (std::size_t k = 0; k < width; k += Lanes) {
                wide sums, these;
                __builtin_memcpy(&sums, block + k, sizeof sums);
                __builtin_memcpy(&these, mask + k, sizeof these);
                sums += these & static_cast<std::int64_t>(difference);
                __builtin_memcpy(block + k, &sums, sizeof sums);
            }
        }
    };
    [[gnu::target("avx512f")]] void add_8(std::size_t i, std::uint64_t difference) noexcept {
        add_with(i, difference, add_vectors<8>{});
    }
    [[gnu::target("avx2")]] void add_4(std::size_t i, std::uint64_t difference) noexcept {
        add_with(i, difference, add_vectors<4>{});
    }
#endif
    struct layer {
        std::vector<std::uint64_t> before; ///< the sum of all earlier entries of the same block
        std::vector<std::uint64_t> own;    ///< the entries: sums of blocks of the layer below
    };
    [[nodiscard]] std::uint64_t before(std::size_t i) const noexcept {
        std::uint64_t sum = 0;
        for (auto const& l : layers_) {
            sum += l.before[i];
            i /= width;
        }
        return sum;
    }
    std::vector<layer> layers_{};
    unsigned lanes_ = 1;
};

/// Moves `[middle, last)` before `[first, middle)`, by turning both and then the whole: it needs no
/// memory, so it cannot fail.
template <class T>
void swap_neighbours(std::span<T> cells, std::size_t first, std::size_t middle,
                     std::size_t last) noexcept {
    auto const turn = [&](std::size_t from, std::size_t to) {
        while (from + 1 < to) std::swap(cells[from++], cells[--to]);
    };
    turn(first, middle);
    turn(middle, last);
    turn(first, last);
}

} // namespace detail

/// One change of a batch.
struct cell_change {
    unit_id unit{};             ///< whose cell
    cell<std::int64_t> content; ///< what stands in it from now on
};

/// The sums of a column over every subtree, kept right while cells change and units move.
///
/// Units are named by their identity, or by their slot in the snapshot that the column belongs to,
/// even after they have moved: the snapshot itself never changes.
///
/// Shallow trees store a total per unit and change those on the way to the root; deep ones sum
/// blocks of positions. Either way a roll-up from scratch would give the same figures.
class live_totals {
public:
    /// Rolls `own` up and copies it.
    /// @throw arithmetic_overflow naming the unit, if a sum does not fit into 64 bits.
    /// @complexity Linear.
    template <class T, class Law>
        requires(Law::kind == law_kind::flow || Law::kind == law_kind::stock) && std::integral<T>
    explicit live_totals(column<T, Law> const& own, live_form form = live_form::automatic)
        : units_(own.units()),
          info_(own.info()),
          form_(form),
          chosen_(form == live_form::automatic),
          parent_(units_.parents()),
          end_(units_.ends()),
          deepest_(units_.max_depth()) {
        auto const cells = own.values();
        auto const states = own.states();
        value_.assign(cells.begin(), cells.end());
        state_.assign(states.begin(), states.end());
        for (auto const v : value_) magnitude_ += magnitude(v);
        if (!proven()) check_all();
        start();
    }

    /// @return The sum over the unit and all units now below it.
    /// @pre The unit is in the snapshot.
    /// @complexity Constant, or logarithmic on deep trees.
    template <class Unit>
    [[nodiscard]] std::int64_t operator[](Unit unit) const {
        return total(position(unit));
    }
    /// @return How many cells the sum rests on.
    /// @pre The unit is in the snapshot.
    /// @complexity Constant, or logarithmic on deep trees.
    template <class Unit>
    [[nodiscard]] completeness counts(Unit unit) const {
        auto const p = position(unit);
        auto const packed = climbs() ? counts_[p] : count_sums_.between(p, end_[p]);
        return {static_cast<std::uint32_t>(packed), static_cast<std::uint32_t>(packed >> 32)};
    }
    /// @return What stands in the unit's own cell.
    /// @pre The unit is in the snapshot.
    template <class Unit>
    [[nodiscard]] cell<std::int64_t> own(Unit unit) const {
        auto const p = position(unit);
        return {state_[p], value_[p]};
    }
    /// @return The unit that `unit` is now under, or nothing for a root.
    /// @pre The unit is in the snapshot.
    [[nodiscard]] std::optional<unit_id> parent(unit_id unit) const {
        auto const p = position(unit);
        if (parent_[p] == p) return {};
        return units_.id_of(slot_at(parent_[p]));
    }
    /// @return The snapshot that units are named by.
    [[nodiscard]] hierarchy const& units() const noexcept { return units_; }

    /// Puts a value, `declared_none` or `blank` into the unit's cell.
    /// @pre The unit is in the snapshot.
    /// @throw arithmetic_overflow naming the unit whose sum would leave 64 bits; nothing is changed
    ///        then.
    /// @complexity Linear in the depth of shallow trees, logarithmic in the size of deep ones.
    template <class Unit>
    void set(Unit unit, cell<std::int64_t> content) {
        auto const p = position(unit);
        auto const before = value_[p], after = content.value_or(0);
        magnitude_ += magnitude(after) - magnitude(before);
        if (!proven() && before != after) {
            try {
                check_above(p, p_none, detail::wide_int{after} - before);
            } catch (...) {
                magnitude_ += magnitude(before) - magnitude(after);
                throw;
            }
        }
        put(p, content);
    }

    /// Makes all changes, in their order, or none.
    /// @pre The units are in the snapshot.
    /// @throw arithmetic_overflow naming a unit whose sum would leave 64 bits at the end; sums in
    ///        between may. Nothing is changed then.
    /// @complexity As that of the single changes, or of a new roll-up where that is less.
    void apply(std::span<cell_change const> changes) {
        std::vector<cell_change> before;
        before.reserve(changes.size());
        for (auto const& c : changes) before.push_back({c.unit, own(c.unit)});
        write(changes);
        if (proven()) return;
        try {
            check_all();
        } catch (...) {
            for (auto i = before.size(); i-- > 0;) write(std::span(&before[i], 1));
            throw;
        }
    }

    /// Moves `unit` with everything below it under `above`, after the units that are there.
    /// @pre Both are in the snapshot.
    /// @throw invalid_input if `above` is `unit` or below it; nothing is changed then.
    /// @throw arithmetic_overflow naming the unit whose sum would leave 64 bits; nothing is changed
    ///        then.
    /// @complexity Linear in the number of units between the old and the new place.
    void move(unit_id unit, unit_id above) {
        auto const from = position(unit), to = position(above);
        if (from <= to && to < end_[from])
            detail::fail<invalid_input>(defect::cycle,
                                        "unit '" + std::string(units_.code(units_.slot_of(unit))) +
                                            "' cannot move under '" +
                                            std::string(units_.code(units_.slot_of(above))) +
                                            "', which is below it");
        auto const moved = total(from);
        if (!proven()) {
            check_above(to, from, moved);
            if (parent_[from] != from) check_above(parent_[from], to, -detail::wide_int{moved});
        }
        relink(from, to);
    }

private:
    static constexpr std::uint32_t p_none = detail::no_row;
    static constexpr std::uint32_t deepest_climb = 32;
    static constexpr std::uint64_t one_missing = std::uint64_t{1} << 32;

    [[nodiscard]] static detail::wide_int magnitude(std::int64_t value) noexcept {
        return value < 0 ? -detail::wide_int{value} : detail::wide_int{value};
    }
    /// Whether the cells are so small that no sum of any of them leaves 64 bits.
    [[nodiscard]] bool proven() const noexcept {
        return magnitude_ == static_cast<std::int64_t>(magnitude_);
    }
    [[nodiscard]] bool climbs() const noexcept { return form_ == live_form::climbing; }

    // Positions: slots of the snapshot until something moves.
    [[nodiscard]] std::uint32_t position(slot s) const {
        PARTYORG_ASSERT(s.value() < value_.size(), "the slot belongs to this snapshot");
        return position_of_.empty() ? s.value() : position_of_[s.value()];
    }
    [[nodiscard]] std::uint32_t position(unit_id id) const { return position(units_.slot_of(id)); }
    [[nodiscard]] slot slot_at(std::uint32_t p) const {
        return slot(slot_at_.empty() ? p : slot_at_[p]);
    }

    [[nodiscard]] std::int64_t total(std::uint32_t p) const noexcept {
        return static_cast<std::int64_t>(climbs() ? totals_[p] : sums_.between(p, end_[p]));
    }
    /// The unit's own part of the counts: answered cells below, missing ones above bit 32.
    [[nodiscard]] std::uint64_t own_count(std::uint32_t p) const noexcept {
        if (state_[p] != cell_state::blank) return 1;
        return end_[p] == p + 1 ? one_missing : 0;
    }

    void start() {
        if (form_ == live_form::automatic)
            form_ = deepest_ <= deepest_climb ? live_form::climbing : live_form::blocks;
        auto const n = static_cast<std::uint32_t>(value_.size());
        if (climbs()) {
            totals_.resize(n);
            counts_.resize(n);
            roll_up_all();
        } else {
            totals_ = {};
            counts_ = {};
            sums_ = detail::block_sums(n);
            count_sums_ = detail::block_sums(n);
            sum_range(0, n);
        }
    }
    void roll_up_all() {
        auto const n = static_cast<std::uint32_t>(value_.size());
        for (std::uint32_t p = 0; p < n; ++p) {
            totals_[p] = static_cast<std::uint64_t>(value_[p]);
            counts_[p] = own_count(p);
        }
        for (auto p = n; p-- > 0;) {
            if (parent_[p] == p) continue;
            totals_[parent_[p]] += totals_[p];
            counts_[parent_[p]] += counts_[p];
        }
    }
    void sum_range(std::uint32_t first, std::uint32_t last) {
        auto const n = value_.size();
        sums_.rebuild(first, last, [&](std::size_t p) {
            return p < n ? static_cast<std::uint64_t>(value_[p]) : 0;
        });
        count_sums_.rebuild(first, last, [&](std::size_t p) {
            return p < n ? own_count(static_cast<std::uint32_t>(p)) : 0;
        });
    }

    /// Adds to the sums and counts of `p` and everything above it.
    void add_above(std::uint32_t p, std::uint64_t sum, std::uint64_t count) noexcept {
        if (!climbs()) {
            if (sum != 0) sums_.add(p, sum);
            if (count != 0) count_sums_.add(p, count);
            return;
        }
        for (;; p = parent_[p]) {
            totals_[p] += sum;
            if (count != 0) counts_[p] += count;
            if (parent_[p] == p) return;
        }
    }
    /// Writes a cell; sums are modulo 2^64.
    void put(std::uint32_t p, cell<std::int64_t> const& content) noexcept {
        auto const sum =
            static_cast<std::uint64_t>(content.value_or(0)) - static_cast<std::uint64_t>(value_[p]);
        auto const count = own_count(p);
        value_[p] = content.value_or(0);
        state_[p] = content.state();
        add_above(p, sum, own_count(p) - count);
    }
    void write(std::span<cell_change const> changes) {
        auto const many = climbs() && changes.size() > value_.size() / 8;
        for (auto const& c : changes) {
            auto const p = position(c.unit);
            magnitude_ += magnitude(c.content.value_or(0)) - magnitude(value_[p]);
            if (!many) {
                put(p, c.content);
            } else {
                value_[p] = c.content.value_or(0);
                state_[p] = c.content.state();
            }
        }
        if (many) roll_up_all();
    }

    [[noreturn]] void fail_at(std::uint32_t p) const {
        detail::fail_overflow(units_, info_, slot_at(p));
    }
    /// Refuses to add `difference` to `p` and everything above it, up to what is above `stop`, too.
    void check_above(std::uint32_t p, std::uint32_t stop, detail::wide_int difference) const {
        for (;; p = parent_[p]) {
            if (stop != p_none && p <= stop && stop < end_[p]) return;
            auto const sum = total(p) + difference;
            if (sum != static_cast<std::int64_t>(sum)) fail_at(p);
            if (parent_[p] == p) return;
        }
    }
    void check_all() const {
        std::vector<detail::wide_int> sum(value_.begin(), value_.end());
        for (auto p = static_cast<std::uint32_t>(sum.size()); p-- > 0;) {
            if (sum[p] != static_cast<std::int64_t>(sum[p])) fail_at(p);
            if (parent_[p] != p) sum[parent_[p]] += sum[p];
        }
    }

    /// The units from `p` upwards that do not contain `other`.
    [[nodiscard]] std::vector<std::uint32_t> chain_above(std::uint32_t p,
                                                         std::uint32_t other) const {
        std::vector<std::uint32_t> chain;
        for (; !(p <= other && other < end_[p]); p = parent_[p]) {
            chain.push_back(p);
            if (parent_[p] == p) break;
        }
        return chain;
    }
    [[nodiscard]] std::uint32_t level_of(std::uint32_t p) const noexcept {
        std::uint32_t level = 0;
        for (; parent_[p] != p; p = parent_[p]) ++level;
        return level;
    }
    /// The deepest level that the units of the subtree of `from` will have under `to`.
    [[nodiscard]] std::uint32_t deepest_under(std::uint32_t from, std::uint32_t to) const {
        std::vector<std::uint32_t> level(end_[from] - from, level_of(to) + 1);
        auto deepest = level[0];
        for (std::uint32_t i = 1; i < level.size(); ++i) {
            level[i] = level[parent_[from + i] - from] + 1;
            if (level[i] > deepest) deepest = level[i];
        }
        return deepest;
    }
    void make_own_order() {
        if (!slot_at_.empty()) return;
        std::vector<std::uint32_t> same(value_.size());
        for (std::uint32_t p = 0; p < same.size(); ++p) same[p] = p;
        static_cast<void>(parent_.edit());
        static_cast<void>(end_.edit());
        position_of_ = same;
        slot_at_ = std::move(same);
    }

    /// Hangs the subtree of `from` under `to`. Memory is taken first; the rest cannot fail.
    void relink(std::uint32_t from, std::uint32_t to) {
        make_own_order();
        auto const up = parent_[from];
        auto const losing = up == from ? std::vector<std::uint32_t>() : chain_above(up, to);
        auto const gaining = chain_above(to, from);
        auto const deepest = deepest_under(from, to);
        recount(from, to);
        reorder(from, to, losing, gaining);
        if (deepest > deepest_) deepest_ = deepest;
        if (chosen_ && climbs() && deepest_ > 2 * deepest_climb) {
            form_ = live_form::automatic;
            start();
        }
    }
    /// Totals and counts of everything above the old and the new place.
    void recount(std::uint32_t from, std::uint32_t to) noexcept {
        auto const up = parent_[from];
        if (climbs()) {
            if (up != from) add_above(up, 0 - totals_[from], 0 - counts_[from]);
            add_above(to, totals_[from], counts_[from]);
        }
        // A blank cell is missing only where nothing is below it.
        auto const is_blank = [&](std::uint32_t p) { return state_[p] == cell_state::blank; };
        auto const has_others = up == from || end_[up] - up > end_[from] - from + 1;
        if (up == to) return;
        if (!has_others && is_blank(up)) add_above(up, 0, one_missing);
        if (end_[to] == to + 1 && is_blank(to)) add_above(to, 0, 0 - one_missing);
    }
    /// Takes the units `[from, end)` to the end of the subtree of `to`; only what lies between the
    /// two places changes its position. `losing` and `gaining` are the units above the old and the
    /// new place that do not contain the other.
    void reorder(std::uint32_t from, std::uint32_t to, std::vector<std::uint32_t> const& losing,
                 std::vector<std::uint32_t> const& gaining) noexcept {
        auto const parent = parent_.edit();
        auto const end = end_.edit();
        auto const size = end[from] - from;
        auto const target = end[to];
        auto const forward = from < target;
        auto const first = forward ? from : target;
        auto const last = forward ? target : from + size;
        auto const new_position = [=](std::uint32_t p) {
            if (p < first || p >= last) return p;
            if (p >= from && p < from + size)
                return forward ? p + (target - size - from) : p - (from - target);
            return forward ? p - size : p + size;
        };
        // Later children of units that change their position: they lie outside and stay.
        auto below = forward ? to : from;
        for (auto const p : forward ? gaining : losing) {
            if (p != below && new_position(p) != p)
                for (auto child = end[below]; child < end[p]; child = end[child])
                    parent[child] = new_position(p);
            below = p;
        }
        for (auto const p : losing) end[p] -= size;
        for (auto const p : gaining) end[p] += size;
        parent[from] = to;
        for (auto p = first; p < last; ++p) {
            end[p] = new_position(p) + (end[p] - p);
            parent[p] = new_position(parent[p]);
        }
        auto const middle = forward ? from + size : from;
        auto const swap = [&](auto cells) {
            if (!cells.empty()) detail::swap_neighbours(cells, first, middle, last);
        };
        swap(parent);
        swap(end);
        swap(std::span(value_));
        swap(std::span(state_));
        swap(std::span(slot_at_));
        swap(std::span(totals_));
        swap(std::span(counts_));
        for (auto p = first; p < last; ++p) position_of_[slot_at_[p]] = p;
        if (!climbs()) sum_range(first, last);
    }

    hierarchy units_;
    measure_info info_;
    live_form form_;
    bool chosen_; ///< by us, from the depth
    detail::flat_array<std::uint32_t> parent_{}, end_{};
    std::uint32_t deepest_ = 0;
    std::vector<std::int64_t> value_{};
    std::vector<cell_state> state_{};
    detail::wide_int magnitude_ = 0;
    std::vector<std::uint64_t> totals_{}, counts_{};
    detail::block_sums sums_{}, count_sums_{};
    std::vector<std::uint32_t> position_of_{}, slot_at_{};
};

} // namespace partyorg
