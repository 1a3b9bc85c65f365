#include "rules/kernels.hpp"

#include <partyorg/core/assert.hpp>
#include <partyorg/rules/detail/finding_list.hpp>

#include <algorithm>
#include <array>
#include <limits>

namespace partyorg::detail {
namespace {

template <class T>
bool fits(std::int64_t value) {
    return value >= std::numeric_limits<T>::min() && value <= std::numeric_limits<T>::max();
}

unsigned bytes_for(std::int64_t value) {
    return fits<std::int16_t>(value) ? 2 : fits<std::int32_t>(value) ? 4 : 8;
}

template <class From, class To>
void move_over(std::vector<From>& from, std::vector<To>& to) {
    if (from.capacity() == 0) return;
    to.reserve(from.capacity());
    for (auto const value : from) to.push_back(static_cast<To>(value));
    from = {};
}

// Writes the cells at these positions behind the others, as far as they fit.
template <class T, class To>
bool pick_into(std::vector<To>& to, T const* cells, std::span<std::uint16_t const> positions) {
    auto const before = to.size();
    to.resize(before + positions.size());
    auto* out = to.data() + before;
    bool fit = true;
    for (auto const i : positions) {
        auto const cell = cells[i];
        *out++ = static_cast<To>(cell);
        if constexpr (sizeof(To) < sizeof(T)) fit &= static_cast<To>(cell) == cell;
    }
    if (!fit) to.resize(before);
    return fit;
}

std::uint32_t mark_of(finding_record const& what) {
    return std::uint32_t{what.leaf} << 16 | std::uint32_t{what.what} << 8 | what.flags;
}

} // namespace

void packed_numbers::widen(unsigned bytes) {
    if (bytes <= bytes_) return;
    if (bytes == 4)
        move_over(small_, narrow_);
    else if (bytes_ == 2)
        move_over(small_, wide_);
    else
        move_over(narrow_, wide_);
    bytes_ = bytes;
}

void packed_numbers::push_back(std::int64_t value) {
    widen(bytes_for(value));
    if (bytes_ == 2)
        small_.push_back(static_cast<std::int16_t>(value));
    else if (bytes_ == 4)
        narrow_.push_back(static_cast<std::int32_t>(value));
    else
        wide_.push_back(value);
}

template <class T>
void packed_numbers::pick(T const* cells, std::span<std::uint16_t const> positions) {
    if (bytes_ == 2) {
        if (pick_into(small_, cells, positions)) return;
        widen(4);
    }
    if (bytes_ == 4) {
        if (pick_into(narrow_, cells, positions)) return;
        widen(8);
    }
    (void)pick_into(wide_, cells, positions);
}

void packed_numbers::append(packed_numbers const& others, std::size_t count) {
    PARTYORG_ASSERT(count <= others.size(), "there are so many");
    widen(others.bytes_);
    auto const end = [&](auto const& of) {
        return of.begin() + static_cast<std::ptrdiff_t>(std::min(count, of.size()));
    };
    if (bytes_ == others.bytes_) {
        small_.insert(small_.end(), others.small_.begin(), end(others.small_));
        narrow_.insert(narrow_.end(), others.narrow_.begin(), end(others.narrow_));
        wide_.insert(wide_.end(), others.wide_.begin(), end(others.wide_));
        return;
    }
    reserve(size() + count);
    for (std::size_t i = 0; i < count; ++i) push_back(others[i]);
}

void packed_numbers::shorten(std::size_t size) {
    if (small_.size() > size) small_.resize(size);
    if (narrow_.size() > size) narrow_.resize(size);
    if (wide_.size() > size) wide_.resize(size);
}

void packed_numbers::reserve(std::size_t room) {
    if (bytes_ == 2)
        small_.reserve(room);
    else if (bytes_ == 4)
        narrow_.reserve(room);
    else
        wide_.reserve(room);
}

finding_record finding_list::operator[](std::size_t i) const {
    PARTYORG_ASSERT(i < size(), "there is such a finding");
    auto const after = std::upper_bound(runs_.begin(), runs_.end(), i,
                                        [](std::size_t at, run const& r) { return at < r.first; });
    auto const mark = marks_.empty() ? alike_ : marks_[i];
    return {.unit = std::prev(after)->high | low_[i],
            .leaf = static_cast<std::uint16_t>(mark >> 16),
            .what = static_cast<std::uint8_t>(mark >> 8 & 0xff),
            .flags = static_cast<std::uint8_t>(mark & 0xff),
            .observed = observed_[i]};
}

// The next finding is of this unit.
void finding_list::enter(std::uint32_t unit) {
    auto const high = unit & 0xffff'0000;
    if (runs_.empty() || runs_.back().high != high) runs_.push_back({size(), high});
}

// The next findings are marked so.
void finding_list::mark(std::uint32_t what, std::size_t count) {
    if (low_.empty()) alike_ = what;
    if (marks_.empty() && what == alike_) return;
    mark_each();
    marks_.insert(marks_.end(), count, what);
}

// The findings are not all marked alike any more.
void finding_list::mark_each() {
    if (!marks_.empty()) return;
    marks_.reserve(low_.capacity());
    marks_.assign(low_.size(), alike_);
}

void finding_list::push_back(finding_record const& what) {
    enter(what.unit);
    mark(mark_of(what), 1);
    low_.push_back(static_cast<std::uint16_t>(what.unit & 0xffff));
    observed_.push_back(what.observed);
}

template <class T>
void finding_list::pick(finding_record alike, std::span<std::uint64_t const> words,
                        T const* cells) {
    std::array<std::uint16_t, block_units + 64> positions;
    auto const count = kernels().positions(words.data(), words.size(), positions.data());
    if (count == 0) return;
    enter(alike.unit);
    mark(mark_of(alike), count);
    auto const before = low_.size();
    low_.resize(before + count);
    for (std::size_t i = 0; i < count; ++i)
        low_[before + i] = static_cast<std::uint16_t>(alike.unit + positions[i]);
    observed_.pick(cells, {positions.data(), count});
}

template void finding_list::pick(finding_record, std::span<std::uint64_t const>,
                                 std::int32_t const*);
template void finding_list::pick(finding_record, std::span<std::uint64_t const>,
                                 std::int64_t const*);

void finding_list::append(finding_list const& others, std::size_t count) {
    PARTYORG_ASSERT(count <= others.size(), "there are so many");
    if (count == 0) return;
    for (auto const& r : others.runs_) {
        if (r.first >= count) break;
        if (runs_.empty() || runs_.back().high != r.high)
            runs_.push_back({size() + r.first, r.high});
    }
    if (others.marks_.empty()) {
        mark(others.alike_, count);
    } else {
        mark_each();
        marks_.insert(marks_.end(), others.marks_.begin(),
                      others.marks_.begin() + static_cast<std::ptrdiff_t>(count));
    }
    low_.insert(low_.end(), others.low_.begin(),
                others.low_.begin() + static_cast<std::ptrdiff_t>(count));
    observed_.append(others.observed_, count);
}

void finding_list::shorten(std::size_t size) {
    if (size >= low_.size()) return;
    low_.resize(size);
    observed_.shorten(size);
    if (!marks_.empty()) marks_.resize(size);
    while (!runs_.empty() && runs_.back().first >= size) runs_.pop_back();
}

void finding_list::reserve(std::size_t room) {
    low_.reserve(room);
    observed_.reserve(room);
    if (!marks_.empty()) marks_.reserve(room);
}

} // namespace partyorg::detail
