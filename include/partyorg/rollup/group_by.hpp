#pragma once
/// @file
/// Figures by kind, by level or by any key.

#include <partyorg/measures/table.hpp>
#include <partyorg/rollup/roll_up.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace partyorg {

namespace detail {

// Keys that are small numbers give a numbering: how many there are, the number of a unit's key, and
// the key of a number, in the order of the keys. Groups then stand in a table and need no search.
struct kind_numbers {
    std::span<unit_kind const> kinds;
    [[nodiscard]] std::size_t size() const noexcept { return unit_kind_count; }
    [[nodiscard]] std::uint32_t operator()(std::size_t s) const noexcept {
        return static_cast<std::uint32_t>(kinds[s]);
    }
    [[nodiscard]] unit_kind key(std::size_t number) const noexcept {
        return static_cast<unit_kind>(number);
    }
};
struct level_numbers {
    depth_store const* depths;
    [[nodiscard]] std::size_t size() const noexcept { return depths->deepest() + std::size_t{1}; }
    [[nodiscard]] std::uint32_t operator()(std::size_t s) const { return (*depths)[s]; }
    [[nodiscard]] std::uint32_t key(std::size_t number) const noexcept {
        return static_cast<std::uint32_t>(number);
    }
};
template <class First, class Second>
struct both_numbers {
    First first;
    Second second;
    std::size_t width = second.size();
    [[nodiscard]] std::size_t size() const { return first.size() * width; }
    [[nodiscard]] std::uint32_t operator()(std::size_t s) const {
        return first(s) * static_cast<std::uint32_t>(width) + second(s);
    }
    [[nodiscard]] auto key(std::size_t number) const {
        return std::pair(first.key(number / width), second.key(number % width));
    }
};
template <class Key>
concept numbered_key = requires(Key const key, hierarchy const& units) { key.numbers(units); };

} // namespace detail

/// Groups by the unit's kind.
struct by_kind {
    /// @return The kind of the unit.
    [[nodiscard]] unit_kind operator()(hierarchy const& units, slot s) const {
        return units.kind(s);
    }
    /// @return The kinds as numbers.
    [[nodiscard]] auto numbers(hierarchy const& units) const {
        return detail::kind_numbers{units.kinds()};
    }
};
/// Groups by depth: 0 for roots.
struct by_level {
    /// @return The depth of the unit.
    [[nodiscard]] std::uint32_t operator()(hierarchy const& units, slot s) const {
        return units.depth(s);
    }
    /// @return The depths as numbers.
    [[nodiscard]] auto numbers(hierarchy const& units) const {
        return detail::level_numbers{&units.depths()};
    }
};

/// Groups by what stands in a column; cells without a value are one group, before all others.
template <class T, class Law>
class by_value {
public:
    /// Groups by `keys`, which must live as long as this.
    explicit by_value(column<T, Law> const& keys) : keys_(&keys) {}
    /// @return The value of the unit's cell, or nothing.
    [[nodiscard]] std::optional<T> operator()(hierarchy const&, slot s) const {
        auto const cell = (*keys_)[s];
        return cell.has_value() ? std::optional<T>(cell.value()) : std::nullopt;
    }

private:
    column<T, Law> const* keys_;
};

/// A function from units to ordered keys.
template <class Key>
concept group_key = requires(Key const key, hierarchy const& units, slot s) {
    { key(units, s) < key(units, s) } -> std::convertible_to<bool>;
};

/// Groups by two keys at once: `by_both(by_kind{}, by_level{})`; the key is a pair.
template <group_key First, group_key Second>
class by_both {
public:
    /// Groups by `first`, and inside its groups by `second`.
    by_both(First first, Second second) : first_(std::move(first)), second_(std::move(second)) {}
    /// @return Both keys.
    [[nodiscard]] auto operator()(hierarchy const& units, slot s) const {
        return std::pair(first_(units, s), second_(units, s));
    }
    /// @return Both keys as one number.
    [[nodiscard]] auto numbers(hierarchy const& units) const
        requires detail::numbered_key<First> && detail::numbered_key<Second>
    {
        return detail::both_numbers<decltype(first_.numbers(units)),
                                    decltype(second_.numbers(units))>{first_.numbers(units),
                                                                      second_.numbers(units)};
    }

private:
    First first_;
    Second second_;
};

/// What a key says of a unit.
template <class Key>
using key_of_t = std::remove_cvref_t<decltype(std::declval<Key const&>()(
    std::declval<hierarchy const&>(), slot()))>;

/// One group.
template <class Key, class V>
struct group {
    Key key;                    ///< what its units have in common
    V value;                    ///< their stated cells combined
    std::uint32_t units = 0;    ///< how many units
    std::uint32_t stated = 0;   ///< cells with a number
    std::uint32_t declared = 0; ///< cells with "-"
    std::uint32_t blank = 0;    ///< cells without anything
};

/// The cells of one column in one group.
struct group_sum {
    std::int64_t value = 0;     ///< the stated cells together
    std::uint32_t stated = 0;   ///< cells with a number
    std::uint32_t declared = 0; ///< cells with "-"
    std::uint32_t blank = 0;    ///< cells without anything

    /// @return Whether all parts agree.
    friend bool operator==(group_sum const&, group_sum const&) = default;
};

/// One group of several columns.
template <class Key>
struct group_row {
    Key key;                       ///< what its units have in common
    std::uint32_t units = 0;       ///< how many units
    std::vector<group_sum> sums{}; ///< by column
};

namespace detail {

/// Most groups that are kept in a table, or found by search.
inline constexpr std::size_t most_table_groups = 4096, most_searched_groups = 512;

/// Adds up in 128 bits; remembers where 64 were left.
template <class V>
class group_total {
public:
    void add(V value, slot s) noexcept {
        if constexpr (std::same_as<V, coverage_count>) {
            add(0, value.covered, s);
            add(1, value.of, s);
        } else {
            add(0, value, s);
        }
    }
    [[nodiscard]] V finish(hierarchy const& units, measure_info const& info) const {
        for (auto const sum : sums_)
            if (sum != static_cast<std::int64_t>(sum)) fail_overflow(units, info, left_at_);
        if constexpr (std::same_as<V, coverage_count>)
            return {static_cast<std::int64_t>(sums_[0]), static_cast<std::int64_t>(sums_[1])};
        else
            return static_cast<V>(sums_[0]);
    }

private:
    void add(std::size_t part, std::int64_t value, slot s) noexcept {
        auto& sum = sums_[part];
        auto const fitted = sum == static_cast<std::int64_t>(sum);
        sum += value;
        if (fitted && sum != static_cast<std::int64_t>(sum)) left_at_ = s;
    }
    wide_int sums_[2] = {0, 0};
    slot left_at_{};
};

/// One group while units are added to it.
template <class Fold, class T>
class open_group {
public:
    using value = combined_t<Fold, T>;
    static constexpr bool exact = std::same_as<Fold, sum> && is_exact_sum<value>;

    explicit open_group(Fold const& fold) : total_(start(fold)) {}
    void add(Fold const& fold, cell<T> const& content, slot s) {
        ++units;
        if (content.is_blank()) ++blank;
        if (content.state() == cell_state::declared_none) ++declared;
        if (!content.has_value()) return;
        ++stated;
        if constexpr (exact)
            total_.add(fold.lift(content.value()), s);
        else
            total_ = fold(total_, fold.lift(content.value()));
    }
    template <class Key>
    [[nodiscard]] group<Key, value> finish(Key key, hierarchy const& in,
                                           measure_info const& info) const {
        if constexpr (exact)
            return {std::move(key), total_.finish(in, info), units, stated, declared, blank};
        else
            return {std::move(key), total_, units, stated, declared, blank};
    }
    std::uint32_t units = 0, stated = 0, declared = 0, blank = 0;

private:
    static auto start([[maybe_unused]] Fold const& fold) {
        if constexpr (exact)
            return group_total<value>();
        else
            return fold.identity(T{});
    }
    decltype(start(std::declval<Fold const&>())) total_;
};

/// Slots in the order of their keys; equal keys in the order of the slots.
template <class Key>
[[nodiscard]] std::vector<std::uint32_t> slots_by_key(hierarchy const& units, Key const& key) {
    std::vector<std::uint32_t> order(units.size()), merged(units.size());
    for (std::uint32_t s = 0; s < units.size(); ++s) order[s] = s;
    for (std::size_t width = 1; width < order.size(); width *= 2) {
        for (std::size_t begin = 0; begin < order.size(); begin += 2 * width) {
            auto const clip = [&](std::size_t i) { return i < order.size() ? i : order.size(); };
            auto const middle = clip(begin + width), end = clip(begin + 2 * width);
            for (auto left = begin, right = middle, to = begin; to < end; ++to) {
                auto const take_right =
                    left == middle ||
                    (right < end && key(units, slot(order[right])) < key(units, slot(order[left])));
                merged[to] = order[take_right ? right++ : left++];
            }
        }
        order.swap(merged);
    }
    return order;
}

/// Groups of any keys: found by search while there are few, by sorting the units otherwise.
template <class Key, class T, class Law, class Fold>
[[nodiscard]] auto group_any(hierarchy const& units, Key const& key, column<T, Law> const& own,
                             Fold const& fold) {
    using key_type = key_of_t<Key>;
    std::vector<std::pair<key_type, open_group<Fold, T>>> found;
    for (std::uint32_t i = 0; i < units.size() && found.size() <= most_searched_groups; ++i) {
        auto k = key(units, slot(i));
        std::size_t low = 0, high = found.size();
        while (low < high) {
            auto const middle = (low + high) / 2;
            if (found[middle].first < k)
                low = middle + 1;
            else
                high = middle;
        }
        if (low == found.size() || k < found[low].first)
            found.insert(found.begin() + static_cast<std::ptrdiff_t>(low),
                         {std::move(k), open_group<Fold, T>(fold)});
        found[low].second.add(fold, own[slot(i)], slot(i));
    }
    if (found.size() > most_searched_groups) {
        found.clear();
        for (auto const i : slots_by_key(units, key)) {
            auto k = key(units, slot(i));
            if (found.empty() || found.back().first < k)
                found.emplace_back(std::move(k), open_group<Fold, T>(fold));
            found.back().second.add(fold, own[slot(i)], slot(i));
        }
    }
    std::vector<group<key_type, combined_t<Fold, T>>> groups;
    groups.reserve(found.size());
    for (auto& [k, g] : found) groups.push_back(g.finish(std::move(k), units, own.info()));
    return groups;
}

/// Groups of numbered keys with any combination: a table.
template <class Numbers, class T, class Law, class Fold>
[[nodiscard]] auto group_table(hierarchy const& units, Numbers const& numbers,
                               column<T, Law> const& own, Fold const& fold) {
    std::vector<open_group<Fold, T>> table(numbers.size(), open_group<Fold, T>(fold));
    for (std::uint32_t s = 0; s < units.size(); ++s)
        table[numbers(s)].add(fold, own[slot(s)], slot(s));
    std::vector<group<decltype(numbers.key(0)), combined_t<Fold, T>>> groups;
    for (std::size_t g = 0; g < table.size(); ++g)
        if (table[g].units != 0)
            groups.push_back(table[g].finish(numbers.key(g), units, own.info()));
    return groups;
}

/// Four columns of one type whose sums share the rows of a table, so that the place of a unit's
/// group is found once for all of them.
template <class T>
struct group_quad {
    T const* cells[4];               ///< places that are left over repeat a column
    std::vector<std::uint64_t> sums; ///< by copy, group and column
};

/// Sums of several columns by numbered keys: block by block, so that the numbers of a block are
/// made once and stay in the first-level cache for all columns.
///
/// Neighbours are often of one group, and adding to the same entry twice in a row waits for the
/// first addition to be stored: four copies of each table take turns.
class table_sums {
public:
    table_sums(std::size_t groups, std::span<column_base const* const> columns)
        : groups_(groups),
          units_(copies * groups) {
        for (auto const* c : columns)
            visit(*c, [&]<class T, class Law>(column<T, Law> const& own) {
                if constexpr (std::integral<T>)
                    states_.push_back({own.states().data(), take(own.values().data()),
                                       std::vector<std::uint32_t>(copies * groups * 4)});
            });
    }

    template <class Numbers>
    void add(Numbers const& numbers, std::uint32_t first, std::uint32_t last) {
        std::uint16_t block[block_size];
        for (auto begin = first; begin < last; begin += block_size) {
            auto const n = last - begin < block_size ? last - begin : block_size;
            for (std::uint32_t i = 0; i < n; ++i)
                block[i] = static_cast<std::uint16_t>(numbers(begin + i));
            each(n,
                 [&](std::uint32_t i, std::uint32_t copy) { ++units_[copy * groups_ + block[i]]; });
            for (auto& c : states_) add_states(c.states + begin, block, n, c.counts.data());
            for (auto& q : quads_.first) add_cells(q, begin, block, n);
            for (auto& q : quads_.second) add_cells(q, begin, block, n);
        }
    }
    void merge(table_sums const& other) {
        auto const join = [](auto& here, auto const& there) {
            for (std::size_t i = 0; i < here.size(); ++i) here[i] += there[i];
        };
        auto const join_all = [join](auto& here, auto const& there, auto part) {
            for (std::size_t i = 0; i < here.size(); ++i) join(here[i].*part, there[i].*part);
        };
        join(units_, other.units_);
        join_all(states_, other.states_, &column_states::counts);
        join_all(quads_.first, other.quads_.first, &group_quad<std::int64_t>::sums);
        join_all(quads_.second, other.quads_.second, &group_quad<std::int32_t>::sums);
        bits_ |= other.bits_;
    }
    [[nodiscard]] std::uint32_t units(std::size_t g) const {
        std::uint32_t n = 0;
        for (std::size_t copy = 0; copy < copies; ++copy) n += units_[copy * groups_ + g];
        return n;
    }
    [[nodiscard]] group_sum sum(std::size_t c, std::size_t g) const {
        auto const [narrow, at] = states_[c].at;
        auto const& sums = narrow ? quads_.second[at / 4].sums : quads_.first[at / 4].sums;
        std::uint64_t total = 0;
        std::uint32_t count[4] = {};
        for (std::size_t copy = 0; copy < copies; ++copy) {
            auto const row = (copy * groups_ + g) * 4;
            total += sums[row + at % 4];
            for (std::size_t state = 0; state < 3; ++state)
                count[state] += states_[c].counts[row + state];
        }
        auto const declared = count[static_cast<std::size_t>(cell_state::declared_none)];
        auto const blank = count[static_cast<std::size_t>(cell_state::blank)];
        return {static_cast<std::int64_t>(total), units(g) - declared - blank, declared, blank};
    }
    /// Whether all sums over `size` units are sure to fit.
    [[nodiscard]] bool fits(std::size_t size) const noexcept { return sums_fit(bits_, size); }

private:
    static constexpr std::uint32_t block_size = 1024, copies = 4;
    using place = std::pair<bool, std::size_t>; ///< is it narrow, and which of its type
    struct column_states {
        cell_state const* states;
        place at;
        std::vector<std::uint32_t> counts; ///< by copy, group and state
    };

    /// Gives a column a place in a row.
    template <class T>
    place take(T const* cells) {
        auto& quads = std::get<std::vector<group_quad<T>>>(quads_);
        auto const at = taken_[sizeof(T) == 4]++;
        if (at % 4 == 0)
            quads.push_back(
                {{cells, cells, cells, cells}, std::vector<std::uint64_t>(copies * groups_ * 4)});
        quads.back().cells[at % 4] = cells;
        return {sizeof(T) == 4, at};
    }
    template <class Body>
    static void each(std::uint32_t n, Body&& body) {
        std::uint32_t i = 0;
        for (; i + copies <= n; i += copies) {
            body(i, 0);
            body(i + 1, 1);
            body(i + 2, 2);
            body(i + 3, 3);
        }
        for (; i < n; ++i) body(i, 0);
    }
    template <class T>
    void add_cells(group_quad<T>& quad, std::uint32_t begin, std::uint16_t const* block,
                   std::uint32_t n) {
        auto* const sums = quad.sums.data();
        auto const groups = groups_;
        T const* const cells[4] = {quad.cells[0] + begin, quad.cells[1] + begin,
                                   quad.cells[2] + begin, quad.cells[3] + begin};
        auto const gather = [&](auto&& bits_of) {
            T bits = 0;
            for (auto const* const own : cells)
                for (std::uint32_t i = 0; i < n; ++i) bits |= bits_of(own[i]);
            return bits;
        };
        auto bits = gather([](T value) { return value; });
        if (bits < 0)
            bits = gather([](T value) { return value ^ (value >> (sizeof value * 8 - 1)); });
        bits_ |= static_cast<std::uint64_t>(bits);
        each(n, [&](std::uint32_t i, std::uint32_t copy) {
            auto* const row = sums + (copy * groups + block[i]) * 4;
            for (std::size_t k = 0; k < 4; ++k)
                row[k] += static_cast<std::uint64_t>(std::int64_t{cells[k][i]});
        });
    }
    /// Counts "-" and blank cells; a block where every cell is stated is told at once.
    void add_states(cell_state const* states, std::uint16_t const* block, std::uint32_t n,
                    std::uint32_t* counts) const {
        unsigned char others = 0;
        for (std::uint32_t i = 0; i < n; ++i)
            others |= static_cast<unsigned char>(states[i]) ^
                      static_cast<unsigned char>(cell_state::stated);
        if (others == 0) return;
        each(n, [&](std::uint32_t i, std::uint32_t copy) {
            ++counts[(copy * groups_ + block[i]) * 4 + static_cast<std::size_t>(states[i])];
        });
    }

    std::size_t groups_;
    std::size_t taken_[2] = {};
    std::vector<std::uint32_t> units_;
    std::vector<column_states> states_{};
    std::pair<std::vector<group_quad<std::int64_t>>, std::vector<group_quad<std::int32_t>>>
        quads_{};
    std::uint64_t bits_ = 0;
};

/// Fills the tables; the helper, if there is one, takes the second half.
template <class Numbers>
[[nodiscard]] table_sums sum_table(hierarchy const& units, Numbers const& numbers,
                                   std::span<column_base const* const> columns,
                                   roll_up_options const& options) {
    auto const n = units.size();
    table_sums low(numbers.size(), columns);
    auto* const helper = plan_roll_up(units, columns.size(), options).helper;
    if (!helper) {
        low.add(numbers, 0, n);
        return low;
    }
    table_sums high(numbers.size(), columns);
    helper->both([&] { low.add(numbers, 0, n / 2); }, [&] { high.add(numbers, n / 2, n); });
    low.merge(high);
    return low;
}

} // namespace detail

/// Combines the units' own cells by key.
/// @pre `own` belongs to the snapshot `units`.
/// @return One group per key that occurs, in the order of the keys.
/// @throw arithmetic_overflow naming the unit at which it happens, if a group's sum does not fit
///        into 64 bits.
/// @complexity Linear for kinds, levels and both together; otherwise linear in the units times the
///             logarithm of the number of groups.
template <group_key Key, class T, class Law, monoid<T> Fold = sum>
[[nodiscard]] auto group_by(hierarchy const& units, Key const& key, column<T, Law> const& own,
                            Fold const& fold = {}, roll_up_options const& options = {})
    -> std::vector<group<key_of_t<Key>, combined_t<Fold, T>>> {
    static_assert(Law::kind != law_kind::ratio, "a ratio cannot be added up: recompute it");
    PARTYORG_ASSERT(own.size() == units.size(), "the column belongs to the snapshot");
    if constexpr (detail::numbered_key<Key>) {
        auto const numbers = key.numbers(units);
        if (numbers.size() <= detail::most_table_groups) {
            if constexpr (std::same_as<Fold, sum> && std::integral<T>) {
                column_base const* const columns[] = {&own};
                auto const table = detail::sum_table(units, numbers, columns, options);
                if (table.fits(units.size())) {
                    std::vector<group<key_of_t<Key>, std::int64_t>> groups;
                    for (std::size_t g = 0; g < numbers.size(); ++g) {
                        if (table.units(g) == 0) continue;
                        auto const s = table.sum(0, g);
                        groups.push_back({numbers.key(g), s.value, table.units(g), s.stated,
                                          s.declared, s.blank});
                    }
                    return groups;
                }
            }
            return detail::group_table(units, numbers, own, fold);
        }
    }
    return detail::group_any(units, key, own, fold);
}

/// Adds several columns of whole numbers up by one key, in one scan.
/// @pre The columns belong to the snapshot `units`.
/// @return One row per key that occurs, in the order of the keys, with a sum per column; none
///         without columns.
/// @throw bad_measure if a column does not hold whole numbers that add up.
/// @throw arithmetic_overflow naming the unit at which it happens, if a group's sum does not fit
///        into 64 bits.
/// @complexity Linear in the number of cells.
template <detail::numbered_key Key>
[[nodiscard]] std::vector<group_row<key_of_t<Key>>>
group_by_each(hierarchy const& units, Key const& key, std::span<column_base const* const> columns,
              roll_up_options const& options = {}) {
    for (auto const* own : columns) {
        PARTYORG_ASSERT(own->size() == units.size(), "the columns belong to the snapshot");
        auto const type = own->info().type;
        auto const law = own->info().law;
        if ((type != value_kind::count && type != value_kind::small_count) ||
            (law != law_kind::flow && law != law_kind::stock))
            detail::fail<bad_measure>(defect::measure_mismatch,
                                      "'" + own->info().id + "' does not add up over units");
    }
    auto const numbers = key.numbers(units);
    std::vector<group_row<key_of_t<Key>>> rows;
    if (columns.empty()) return rows;
    if (numbers.size() <= detail::most_table_groups) {
        auto const table = detail::sum_table(units, numbers, columns, options);
        auto const fits = table.fits(units.size());
        for (std::size_t g = 0; g < numbers.size() && fits; ++g) {
            if (table.units(g) == 0) continue;
            rows.push_back({numbers.key(g), table.units(g), {}});
            for (std::size_t c = 0; c < columns.size(); ++c)
                rows.back().sums.push_back(table.sum(c, g));
        }
        if (fits) return rows;
    }
    for (auto const* column_of_any_type : columns)
        visit(*column_of_any_type, [&]<class T, class Law>(column<T, Law> const& own) {
            if constexpr (std::integral<T>) {
                auto const groups = detail::group_table(units, numbers, own, sum{});
                if (rows.empty())
                    for (auto const& g : groups) rows.push_back({g.key, g.units, {}});
                for (std::size_t g = 0; g < groups.size(); ++g)
                    rows[g].sums.push_back(
                        {groups[g].value, groups[g].stated, groups[g].declared, groups[g].blank});
            }
        });
    return rows;
}

} // namespace partyorg
