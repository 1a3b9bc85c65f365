#include "io/csv_build.hpp"

#include "io/csv_blocks.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <functional>
#include <new>
#include <utility>
#include <vector>

namespace partyorg::detail {

// ---- one piece of memory -----------------------------------------------------------------------

namespace {

constexpr std::align_val_t cache_line{64};

void let_go(void* memory, std::size_t) {
    ::operator delete(memory, cache_line);
}

} // namespace

// (Not from the beginning of a large page: of memory that is kept, two megabytes more would be a
// waste.)
array_block::array_block(std::size_t bytes)
    : memory_(static_cast<std::byte*>(::operator new(bytes, cache_line))),
      size_(bytes) {
    ask_for_huge_pages(memory_, bytes);
}

array_block::~array_block() {
    if (memory_) let_go(memory_, size_);
}

shared<keeper> array_block::release() {
    return shared<keeper>(keeper(std::exchange(memory_, nullptr), size_, let_go));
}

// ---- rows --------------------------------------------------------------------------------------

void unit_rows::reserve(std::size_t rows) {
    codes.reserve(rows);
    parents.reserve(rows);
    names.reserve(rows);
    marks.reserve(rows);
}

void unit_rows::shrink(std::size_t rows) {
    codes.shrink(rows);
    parents.shrink(rows);
    names.shrink(rows);
    marks.shrink(rows);
}

void unit_rows::check_room(std::size_t more_codes, std::size_t more_names,
                           std::uint32_t line) const {
    constexpr auto limit = text_builder::limit;
    if (code_bytes + more_codes > limit || name_bytes + more_names > limit)
        fail<invalid_input>(defect::text_too_large, "codes or names are larger than 4 GiB together",
                            {std::string(file), line, 0});
}

void unit_rows::add(unit_row const& unit) {
    check_room(unit.code.size(), unit.name.size(), unit.line);
    std::less_equal<char const*> const before;
    auto const is_own = [&](std::string_view part) {
        return before(text.data(), part.data()) &&
               before(part.data() + part.size(), text.data() + text.size());
    };
    auto const key = [&](std::string_view code) {
        bool const keep = code.size() > code_key::inline_limit && !is_own(code);
        return code_key(keep ? long_codes.keep(code) : code);
    };
    text_part name;
    name.size = static_cast<std::uint32_t>(unit.name.size());
    if (!unit.name.empty() && is_own(unit.name)) {
        name.at = static_cast<std::uint32_t>(unit.name.data() - text.data());
    } else if (!unit.name.empty()) {
        name.at = static_cast<std::uint32_t>(changed.size());
        name.size |= is_changed;
        changed.insert(changed.end(), unit.name.begin(), unit.name.end());
    }
    codes.push_back(key(unit.code));
    parents.push_back(key(unit.parent));
    names.push_back(name);
    marks.push_back({unit.line, unit.kind ? static_cast<std::uint8_t>(*unit.kind) : no_kind});
    code_bytes += unit.code.size();
    name_bytes += unit.name.size();
    incomplete |= unit.code.empty() || !unit.kind;
}

void unit_rows::append(unit_rows&& other, two_threads* helper) {
    check_room(other.code_bytes, other.name_bytes, 0);
    auto const copy = [](auto& to, auto const& from) {
        auto* const room = to.extend(from.size());
        if (from.size() != 0)
            std::memcpy(static_cast<void*>(room), from.data(), from.size() * sizeof *room);
    };
    auto here = [&] {
        copy(codes, other.codes);
        copy(marks, other.marks);
    };
    auto there = [&] {
        copy(parents, other.parents);
        copy(names, other.names);
    };
    auto const first = size();
    if (helper) {
        helper->both(here, there);
    } else {
        here();
        there();
    }
    if (!other.changed.empty())
        for (auto row = first; row < size(); ++row)
            if (names[row].size & is_changed)
                names[row].at += static_cast<std::uint32_t>(changed.size());
    changed.insert(changed.end(), other.changed.begin(), other.changed.end());
    long_codes.append(std::move(other.long_codes));
    code_bytes += other.code_bytes;
    name_bytes += other.name_bytes;
    incomplete |= other.incomplete;
}

namespace {

using numbers = raw_array<std::uint32_t>;

/// Codes and the rows that have them, filled by one or two threads. Like `row_index`, but in the
/// four bytes per bucket that the snapshot keeps: a row below, and above it as much of the hash as
/// there is room for. (A tag of eight bits or more, up to 16 million rows, saves nearly all looks
/// at keys that are others'.)
///
/// Keys come in batches of 64: first all buckets are asked for, then all are looked at, so that the
/// misses of a batch overlap.
class sound_index {
public:
    [[nodiscard]] static std::size_t buckets_for(std::size_t rows) {
        return std::bit_ceil(rows + rows / 2 + 2); // as `row_index` has it
    }
    sound_index(std::uint32_t rows, std::span<std::uint32_t> buckets)
        : buckets_(buckets),
          mask_(buckets.size() - 1),
          row_mask_(std::bit_ceil(rows + 2u) - 1) {}

    /// @return Whether every key is there once.
    bool insert_all(raw_array<code_key> const& keys, two_threads* helper) {
        part parts[2];
        parts[0].last = parts[1].first = helper ? buckets_.size() / 2 : buckets_.size();
        parts[1].last = buckets_.size();
        if (helper)
            helper->both([&] { insert_part(keys, parts[0]); },
                         [&] { insert_part(keys, parts[1]); });
        else
            insert_part(keys, parts[0]);
        bool once = !parts[0].again && !parts[1].again;
        for (auto const& p : parts)
            for (auto const row : p.late) {
                auto const hash = keys[row].hash();
                auto b = hash & mask_;
                for (; buckets_[b] != 0; b = (b + 1) & mask_)
                    once &= !same(b, keys, keys[row], hash);
                buckets_[b] = tag(hash) | (row + 1);
            }
        return once;
    }

    /// Finds the rows of the parents of rows `first` to `last`.
    /// @param found called with every row and its parent's, or `no_row`
    template <class Found>
    void find(unit_rows const& rows, std::uint32_t first, std::uint32_t last, Found&& found) const {
        std::array<std::uint64_t, batch> hash{}, bucket{};
        for (auto begin = first; begin < last; begin += batch) {
            auto const n = std::min(last - begin, batch);
            for (std::uint32_t i = 0; i < n; ++i) {
                hash[i] = rows.parents[begin + i].hash();
                __builtin_prefetch(&buckets_[hash[i] & mask_]);
            }
            for (std::uint32_t i = 0; i < n; ++i) {
                // Likely the right one; its key is asked for, too.
                auto b = hash[i] & mask_;
                while (buckets_[b] != 0 && !tagged(b, hash[i])) b = (b + 1) & mask_;
                bucket[i] = b;
                if (buckets_[b] != 0) __builtin_prefetch(&rows.codes[row_at(b)]);
            }
            for (std::uint32_t i = 0; i < n; ++i) {
                auto const& key = rows.parents[begin + i];
                auto b = bucket[i];
                while (buckets_[b] != 0 && !same(b, rows.codes, key, hash[i])) b = (b + 1) & mask_;
                found(begin + i, buckets_[b] == 0 || key.empty() ? no_row : row_at(b));
            }
        }
    }

    /// Turns the buckets into the form that a snapshot keeps.
    void turn_to_slots(std::span<std::uint32_t const> slot_of_row) {
        // Half of the buckets are empty, no telling which: they ask for row 0, and are put right.
        constexpr std::size_t ahead = 32;
        auto const row_or_0 = [&](std::uint32_t bucket, std::uint32_t used) {
            return ((bucket & row_mask_) - 1) & used;
        };
        static_assert(text_index::none == ~std::uint32_t{0});
        for (std::size_t b = 0; b < buckets_.size(); ++b) {
            auto const soon = buckets_[std::min(b + ahead, mask_)];
            __builtin_prefetch(&slot_of_row[row_or_0(soon, 0 - std::uint32_t{soon != 0})]);
            auto const used = 0 - std::uint32_t{buckets_[b] != 0};
            buckets_[b] = slot_of_row[row_or_0(buckets_[b], used)] | ~used;
        }
    }

private:
    static constexpr std::uint32_t batch = 64;

    /// What one thread enters: the keys whose search begins in a range of the buckets.
    struct part {
        std::size_t first = 0, last = 0;
        std::vector<std::uint32_t> late{}; ///< rows for which the range was full up to its end
        bool again = false;                ///< a key was there
    };

    [[nodiscard]] std::uint32_t tag(std::uint64_t hash) const {
        return static_cast<std::uint32_t>(hash >> 32) & ~row_mask_;
    }
    [[nodiscard]] bool tagged(std::size_t b, std::uint64_t hash) const {
        return ((buckets_[b] ^ tag(hash)) & ~row_mask_) == 0;
    }
    [[nodiscard]] std::uint32_t row_at(std::size_t b) const {
        return (buckets_[b] & row_mask_) - 1;
    }
    [[nodiscard]] bool same(std::size_t b, raw_array<code_key> const& keys, code_key const& key,
                            std::uint64_t hash) const {
        return tagged(b, hash) && keys[row_at(b)] == key;
    }
    void insert_part(raw_array<code_key> const& keys, part& own) {
        std::fill(buckets_.begin() + static_cast<std::ptrdiff_t>(own.first),
                  buckets_.begin() + static_cast<std::ptrdiff_t>(own.last), 0);
        std::array<std::uint64_t, batch> hash{};
        std::array<std::size_t, batch> row{};
        for (std::size_t begin = 0; begin < keys.size(); begin += batch) {
            auto const end = std::min<std::size_t>(keys.size(), begin + batch);
            std::size_t n = 0;
            for (auto r = begin; r < end; ++r) { // whose a key is cannot be predicted either
                row[n] = r;
                hash[n] = keys[r].hash();
                n += (hash[n] & mask_) - own.first < own.last - own.first;
            }
            for (std::size_t i = 0; i < n; ++i) __builtin_prefetch(&buckets_[hash[i] & mask_], 1);
            for (std::size_t i = 0; i < n; ++i) insert(keys, row[i], hash[i], own);
        }
    }
    void insert(raw_array<code_key> const& keys, std::size_t row, std::uint64_t hash, part& own) {
        auto b = hash & mask_;
        for (; b != own.last && buckets_[b] != 0; ++b) own.again |= same(b, keys, keys[row], hash);
        if (b == own.last)
            own.late.push_back(static_cast<std::uint32_t>(row));
        else
            buckets_[b] = tag(hash) | static_cast<std::uint32_t>(row + 1);
    }

    std::span<std::uint32_t> buckets_;
    std::size_t mask_;
    std::uint32_t row_mask_;
};

/// The rows that are parents, the heads, numbered in the order of the rows.
class head_numbers {
public:
    explicit head_numbers(std::uint32_t rows) : words_(rows / 64 + 1, word{0, 0}) {}

    void mark(std::uint32_t row) { words_[row / 64].heads |= std::uint64_t{1} << row % 64; }
    void add(head_numbers const& other) {
        for (std::size_t i = 0; i < words_.size(); ++i) words_[i].heads |= other.words_[i].heads;
    }
    /// @return How many heads there are.
    std::uint32_t number() {
        std::uint32_t heads = 0;
        for (auto& w : words_) {
            w.before = heads;
            heads += count_bits(w.heads);
        }
        return heads;
    }
    /// 1 for a head, else 0.
    [[nodiscard]] std::uint32_t is_head(std::uint32_t row) const {
        return static_cast<std::uint32_t>(words_[row / 64].heads >> row % 64 & 1);
    }
    /// Calls `use(number, row)` for every head.
    template <class Use>
    void for_each(Use&& use) const {
        std::uint32_t number = 0;
        for (std::size_t i = 0; i < words_.size(); ++i)
            for (auto left = words_[i].heads; left != 0; left &= left - 1)
                use(number++, static_cast<std::uint32_t>(
                                  i * 64 + static_cast<std::size_t>(std::countr_zero(left))));
    }
    /// The number of a head; for other rows, of the next one.
    [[nodiscard]] std::uint32_t operator()(std::uint32_t row) const {
        auto const& w = words_[row / 64];
        return w.before + count_bits(w.heads & ~(~std::uint64_t{0} << row % 64));
    }

private:
    struct word {
        std::uint64_t heads;  // of 64 rows
        std::uint32_t before; // heads in the words before
    };
    raw_array<word> words_;
};

/// One run over all rows.
///
/// Most units have none below them, and nothing has to be kept for those but their place among
/// their siblings. What the others, the heads, need fits into the second-level cache for a million
/// units, so that what is asked for at random costs little. Heads give the sizes of subtrees bottom
/// up and the first slots top down. Nothing recurses.
class sound_build {
public:
    sound_build(unit_rows const& rows, root_policy roots, two_threads* helper)
        : rows_(rows),
          roots_(roots),
          helper_(helper),
          n_(static_cast<std::uint32_t>(rows.size())),
          block_(room()),
          buckets_(block_.take<std::uint32_t>(sound_index::buckets_for(n_))),
          index_(n_, buckets_),
          is_head_(n_),
          above_(n_) {}

    std::optional<hierarchy_data> run(problems& found) {
        if (!index_.insert_all(rows_.codes, helper_) || !find_parents()) return {};
        link_heads();
        if (!add_up_sizes()) return {};
        take_arrays();
        take_places();
        find_first_slots();
        halves([&](std::uint32_t first, std::uint32_t last, int half) {
            place_rows(first, last, half);
        });
        for (std::uint32_t h = 0; h < heads_; ++h) end_[first_[h] - 1] = first_[h] - 1 + size_[h];
        if (!walk()) report_kinds(found);
        hierarchy_data out;
        gather_texts(out);
        hand_over(out);
        return out;
    }

private:
    /// Calls `part(first, last, half)` for all rows or slots, or for two halves at once.
    template <class Part>
    void halves(Part&& part) const {
        auto const middle = n_ / 2;
        if (!helper_) return part(0u, n_, 0);
        helper_->both([&] { part(0u, middle, 0); }, [&] { part(middle, n_, 1); });
    }
    /// @return Whether every parent is there, and as many roots as allowed.
    bool find_parents() {
        head_numbers others(n_); // of the second half
        std::uint32_t roots[2] = {0, 0}, orphans[2] = {0, 0};
        halves([&](std::uint32_t first, std::uint32_t last, int half) {
            auto& marks = half == 0 ? is_head_ : others;
            index_.find(rows_, first, last, [&](std::uint32_t row, std::uint32_t parent) {
                above_[row] = parent;
                if (parent != no_row)
                    marks.mark(parent);
                else
                    ++(rows_.parents[row].empty() ? roots : orphans)[half];
            });
        });
        is_head_.add(others);
        heads_ = is_head_.number();
        auto const all = roots[0] + roots[1];
        return orphans[0] + orphans[1] == 0 && (roots_ == root_policy::forest || all == 1);
    }

    /// What is above every row and every head, as numbers of heads; roots stand below number
    /// `heads_`. And how many rows stand below each. (Whether a row is a head cannot be predicted,
    /// so these passes do not branch by it.)
    void link_heads() {
        head_above_ = numbers(heads_);
        size_ = numbers(heads_ + 1, 1);
        numbers second(heads_ + 1, 0);
        halves([&](std::uint32_t first, std::uint32_t last, int half) {
            auto const& count = half == 0 ? size_ : second;
            for (auto r = first; r < last; ++r) {
                auto const above = above_[r] == no_row ? heads_ : is_head_(above_[r]);
                above_[r] = above;
                ++count[above];
            }
        });
        is_head_.for_each(
            [&](std::uint32_t h, std::uint32_t row) { head_above_[h] = above_[row]; });
        for (std::uint32_t h = 0; h < heads_; ++h) size_[h] += second[h];
    }

    /// @return Whether there is no cycle.
    bool add_up_sizes() {
        numbers pending(heads_ + 1, 0); // heads below, whose size is not known
        for (auto const up : head_above_) ++pending[up];
        bottom_up_.reserve(heads_);
        for (std::uint32_t h = 0; h < heads_; ++h) {
            // A head whose turn was before is ready as soon as the last one below it is.
            for (auto v = h; v != heads_ && pending[v] == 0;) {
                pending[v] = no_row;
                bottom_up_.push_back(v);
                auto const up = head_above_[v];
                size_[up] += size_[v] - 1; // itself is counted
                if (--pending[up] != 0 || up > h) break;
                v = up;
            }
        }
        return bottom_up_.size() == heads_;
    }

    /// Every row's place below its parent, in the order of the rows; in the second half, behind
    /// those of the first half.
    void take_places() {
        head_place_ = numbers(heads_);
        for (auto& next : next_) next = numbers(heads_ + 1, 0);
        halves([&](std::uint32_t first, std::uint32_t last, int half) {
            auto const& next = next_[half];
            auto h = is_head_(first);
            for (auto r = first; r < last; ++r) {
                auto& place = next[above_[r]];
                slot_of_row_[r] = place;
                auto const is_head = is_head_.is_head(r);
                place += 1 + ((size_[h] - 1) & (0 - is_head));
                h += is_head;
            }
        });
        is_head_.for_each(
            [&](std::uint32_t h, std::uint32_t row) { head_place_[h] = slot_of_row_[row]; });
        if (!helper_) return;
        for (auto h = is_head_(n_ / 2); h < heads_; ++h) head_place_[h] += next_[0][head_above_[h]];
    }

    /// The slot of the first unit below every head.
    void find_first_slots() {
        first_ = numbers(heads_ + 1);
        numbers depth(heads_ + 1);
        first_[heads_] = depth[heads_] = 0;
        for (auto i = bottom_up_.size(); i-- > 0;) {
            auto const h = bottom_up_[i], up = head_above_[h];
            first_[h] = first_[up] + head_place_[h] + 1;
            depth[h] = depth[up] + 1;
            deepest_ = std::max(deepest_, depth[h]);
        }
    }

    void place_rows(std::uint32_t first, std::uint32_t last, int half) {
        for (auto r = first; r < last; ++r) {
            auto const above = above_[r];
            auto const slot = first_[above] + slot_of_row_[r] + (half == 0 ? 0 : next_[0][above]);
            slot_of_row_[r] = slot;
            row_of_slot_[slot] = r;
        }
        std::fill(end_.begin() + first, end_.begin() + last, 0); // those of heads come later
    }

    /// Parents, depths, kinds and lines, in the order of the slots.
    /// @return Whether every kind usually stands under the kind above it.
    bool walk() {
        bool usual[2] = {true, true};
        bool const shallow = deepest_ <= depth_store::small_limit;
        if (shallow)
            small_.resize(n_);
        else
            large_.resize(n_);
        halves([&](std::uint32_t first, std::uint32_t last, int half) {
            usual[half] = shallow ? walk_part(first, last, small_.data())
                                  : walk_part(first, last, large_.data());
        });
        return usual[0] && usual[1];
    }
    template <class Depth>
    bool walk_part(std::uint32_t first, std::uint32_t last, Depth* depth) {
        struct unit {
            std::uint32_t slot, end;
            std::uint8_t kind;
        };
        std::vector<unit> open; // the units above, the root first
        if (first != 0)
            for (auto h = above_[row_of_slot_[first]]; h != heads_; h = head_above_[h]) {
                auto const s = first_[h] - 1;
                open.push_back({s, s + size_[h], rows_.marks[row_of_slot_[s]].kind});
            }
        std::reverse(open.begin(), open.end());
        bool usual = true;
        for (auto s = first; s < last; ++s) {
            if (s + ahead < last) __builtin_prefetch(&rows_.marks[row_of_slot_[s + ahead]]);
            auto const [line, kind] = rows_.marks[row_of_slot_[s]];
            while (!open.empty() && open.back().end == s) open.pop_back();
            depth[s] = static_cast<Depth>(open.size());
            parent_[s] = open.empty() ? s : open.back().slot;
            usual &= open.empty() || usual_kinds.allowed[kind][open.back().kind];
            kind_[s] = static_cast<unit_kind>(kind);
            line_[s] = line;
            if (end_[s] == 0)
                end_[s] = s + 1;
            else
                open.push_back({s, end_[s], kind});
        }
        return usual;
    }

    /// In the order of the rows and the words of the builder.
    void report_kinds(problems& found) const {
        for (std::uint32_t r = 0; r < n_; ++r) {
            if (above_[r] == heads_) continue;
            auto const above = row_of_slot_[first_[above_[r]] - 1];
            if (usual_kinds.allowed[rows_.marks[r].kind][rows_.marks[above].kind]) continue;
            if (found.full()) {
                found.drop(severity::warning);
                continue;
            }
            auto const code = [&](std::uint32_t row) {
                return std::string(rows_.codes[row].view());
            };
            auto const kind = [&](std::uint32_t row) {
                return std::string(label_of(static_cast<unit_kind>(rows_.marks[row].kind)).en);
            };
            found.warning(defect::kind_not_allowed,
                          {std::string(rows_.file), rows_.marks[r].line, 1},
                          "unit '" + code(r) + "': a " + kind(r) + " under a " + kind(above) +
                              " (" + code(above) + ")");
        }
    }

    // ---- the arrays ------------------------------------------------------------------------

    [[nodiscard]] std::size_t room() const {
        return 7 * array_block::room_for<std::uint32_t>(n_) + array_block::room_for<unit_kind>(n_) +
               array_block::room_for<char>(rows_.name_bytes) +
               array_block::room_for<char>(rows_.code_bytes) +
               array_block::room_for<std::uint32_t>(sound_index::buckets_for(n_));
    }
    void take_arrays() {
        slot_of_row_ = block_.take<std::uint32_t>(n_);
        row_of_slot_ = block_.take<std::uint32_t>(n_);
        parent_ = block_.take<std::uint32_t>(n_);
        end_ = block_.take<std::uint32_t>(n_);
        line_ = block_.take<std::uint32_t>(n_);
        kind_ = block_.take<unit_kind>(n_);
    }

    void gather_texts(hierarchy_data& out) {
        auto const name_ends = block_.take<std::uint32_t>(n_);
        auto const code_ends = block_.take<std::uint32_t>(n_);
        auto const names = block_.take<char>(rows_.name_bytes);
        auto const codes = block_.take<char>(rows_.code_bytes);
        auto here = [&] { gather_names(names, name_ends); };
        auto there = [&] {
            gather_codes(codes, code_ends);
            index_.turn_to_slots(slot_of_row_);
        };
        if (helper_) {
            helper_->both(here, there);
        } else {
            here();
            there();
        }
        out.name = {borrowed(names), borrowed(name_ends)};
        out.code = {borrowed(codes), borrowed(code_ends)};
        out.by_code = text_index(borrowed(buckets_));
    }

    // Rows are met in random order: a record is asked for well ahead, and its text, whose address
    // the record holds, half as far ahead.
    static constexpr std::uint32_t ahead = 32;
    // A copy of a length that is not known is a call; one of this length is not, and most texts are
    // no longer.
    static constexpr std::size_t at_once = 32;
    void gather_names(std::span<char> texts, std::span<std::uint32_t> ends) const {
        std::size_t at = 0;
        for (std::uint32_t s = 0; s < n_; ++s) {
            if (s + ahead < n_) {
                __builtin_prefetch(&rows_.names[row_of_slot_[s + ahead]]);
                auto const soon = rows_.name(rows_.names[row_of_slot_[s + ahead / 2]]);
                __builtin_prefetch(soon.data());
                __builtin_prefetch(soon.data() + soon.size()); // half of them lie on two lines
            }
            auto const part = rows_.names[row_of_slot_[s]];
            auto const here = rows_.name(part);
            // (A changed one has a size with a bit that makes it long.)
            if (part.size <= at_once && texts.size() - at >= at_once &&
                part.at + at_once <= rows_.text.size())
                std::memcpy(texts.data() + at, here.data(), at_once);
            else if (!here.empty())
                std::memcpy(texts.data() + at, here.data(), here.size());
            at += here.size();
            ends[s] = static_cast<std::uint32_t>(at);
        }
    }
    /// The same for codes, most of which lie in their keys.
    void gather_codes(std::span<char> texts, std::span<std::uint32_t> ends) const {
        constexpr auto limit = code_key::inline_limit;
        std::size_t at = 0;
        for (std::uint32_t s = 0; s < n_; ++s) {
            if (s + ahead < n_) __builtin_prefetch(&rows_.codes[row_of_slot_[s + ahead]]);
            auto const& key = rows_.codes[row_of_slot_[s]];
            auto const code = key.view();
            if (!key.is_long() && texts.size() - at >= limit)
                std::memcpy(texts.data() + at, code.data(), limit);
            else
                std::memcpy(texts.data() + at, code.data(), code.size());
            at += code.size();
            ends[s] = static_cast<std::uint32_t>(at);
        }
    }

    template <class T>
    static flat_array<T> borrowed(std::span<T> part) {
        return flat_array<T>(std::span<T const>(part));
    }

    void hand_over(hierarchy_data& out) {
        out.parent = borrowed(parent_);
        out.end = borrowed(end_);
        out.kind = borrowed(kind_);
        out.line = borrowed(line_);
        out.files = {std::string(rows_.file)};
        out.depth = small_.empty() ? depth_store(std::move(large_), deepest_)
                                   : depth_store(std::move(small_), deepest_);
        out.id_bound = n_;
        bool in_order = true;
        for (std::uint32_t s = 0; s < n_ && in_order; ++s) in_order = row_of_slot_[s] == s;
        if (!in_order) {
            out.id_of_slot = borrowed(row_of_slot_);
            out.slot_of_id = borrowed(slot_of_row_);
        }
        out.memory = block_.release();
    }

    unit_rows const& rows_;
    root_policy roots_;
    two_threads* helper_;
    std::uint32_t n_, heads_ = 0, deepest_ = 0;
    array_block block_; // what the snapshot keeps
    std::span<std::uint32_t> buckets_;
    sound_index index_;
    head_numbers is_head_;
    numbers above_;                                                        // row -> row, head above
    numbers head_above_{}, head_place_{}, size_{}, first_{}, bottom_up_{}; // of heads
    numbers next_[2]{};                                                    // by half and head
    std::span<std::uint32_t> slot_of_row_{}, row_of_slot_{}, parent_{}, end_{}, line_{};
    std::span<unit_kind> kind_{};
    std::vector<std::uint8_t> small_{};
    std::vector<std::uint32_t> large_{};
};

} // namespace

std::optional<hierarchy_data> build_sound_rows(unit_rows const& rows, root_policy roots,
                                               two_threads* helper, problems& found) {
    constexpr auto limit = text_builder::limit;
    if (rows.size() == 0 || rows.incomplete) return {};
    if (rows.name_bytes > limit || rows.code_bytes > limit) return {};
    return sound_build(rows, roots, helper).run(found);
}

} // namespace partyorg::detail
