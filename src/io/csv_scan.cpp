#include "io/csv_scan.hpp"

#include "io/utf8.hpp"

#include <algorithm>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace partyorg::detail {

namespace {

/// Bit i of the result: whether an odd number of the bits 0 … i of `x` is set.
std::uint64_t prefix_parity(std::uint64_t x) {
    for (int shift = 1; shift < 64; shift *= 2) x ^= x << shift;
    return x;
}

} // namespace

std::size_t count_line_feeds(char const* begin, char const* end) {
    std::size_t count = 0;
#if defined(__SSE2__)
    auto const feed = _mm_set1_epi8('\n');
    // Each byte of `found` counts down from 0 (equal is -1), at most 255 times.
    while (end - begin >= 16) {
        auto found = _mm_setzero_si128();
        for (int i = 0; i < 255 && end - begin >= 16; ++i, begin += 16)
            found = _mm_sub_epi8(
                found,
                _mm_cmpeq_epi8(_mm_loadu_si128(reinterpret_cast<__m128i const*>(begin)), feed));
        auto const sums = _mm_sad_epu8(found, _mm_setzero_si128());
        count += static_cast<std::size_t>(_mm_cvtsi128_si64(sums)) +
                 static_cast<std::size_t>(_mm_cvtsi128_si64(_mm_unpackhi_epi64(sums, sums)));
    }
#endif
    return count + static_cast<std::size_t>(std::count(begin, end, '\n'));
}

place csv_record::at(char const* byte, std::string const& file) const {
    auto const lines = std::count(begin, byte, '\n');
    auto const* start = byte;
    while (start != begin && start[-1] != '\n') --start;
    return {file, line + static_cast<std::uint32_t>(lines),
            static_cast<std::uint32_t>(byte - start + 1)};
}

csv_records::csv_records(char const* begin, char const* end, std::uint32_t line, char separator,
                         std::size_t most_fields, std::size_t chunk, vector_level level)
    : text_(begin),
      end_(end),
      separator_(separator),
      most_(std::max<std::size_t>(most_fields, 1)),
      chunk_(
          (std::max<std::size_t>(std::min(chunk, static_cast<std::size_t>(end - begin)), 64) + 63) /
          64 * 64),
      begin_(text_),
      line_(line),
      blocks_(&csv_functions(level)),
      positions_(most_ + chunk_ + 64 + 64),
      base_(text_),
      scanned_(text_),
      careful_to_(text_) {}

bool csv_records::next_unusual(csv_record& row, problems& found, std::string const& file) {
    for (;;) {
        if (begin_ < careful_to_) {
            bool const full = one_by_one(row, found, file);
            if (begin_ >= careful_to_) start_fast(begin_);
            if (full) return true;
            continue;
        }
        auto const* const ends = positions_.data() + taken_;
        std::size_t const here = filled_ - taken_;
        std::size_t i = 0;
        while (i < here && base_ + ends[i] != end_ && base_[ends[i]] != '\n') ++i;
        if (i == here) {
            if (scanned_ == end_) return false;
            refill();
            continue;
        }
        auto const* const begin = begin_;
        auto const stop = base_ + ends[i];
        give(row, ends, spilled_ + i + 1, ends[i]);
        taken_ += i + 1;
        // One field may be an empty line, which is no row.
        usual_ = spilled_ != 0 || stop == end_ || i == 0 ? 0 : i + 1;
        spilled_ = 0;
        bool const empty =
            row.fields == 1 && (stop == begin || (stop == begin + 1 && *begin == '\r'));
        if (!empty) return true;
    }
}

bool csv_records::next_rows(csv_rows_at_once& rows, std::size_t fields) {
    if (fields < 2 || fields > most_) return false; // one field may be an empty line
    while (filled_ - taken_ < fields || begin_ < careful_to_) {
        if (begin_ < careful_to_ || scanned_ == end_) return false;
        refill();
    }
    if (mixed_) return false;
    // All line feeds of the chunk end a row of as many fields, and there are no others.
    auto const* const ends = positions_.data() + taken_;
    auto const most = (filled_ - taken_) / fields;
    std::size_t n = 0;
    for (auto const* last = ends + fields - 1; n < most; ++n, last += fields)
        if (base_ + *last == end_ || base_[*last] != '\n') break;
    mixed_ = n == 0 || n != feeds_ || inner_lines_ || spilled_ != 0;
    if (mixed_) return false;
    rows = {begin_, base_, ends, n, line_, composed_};
    taken_ += n * fields;
    feeds_ = 0;
    line_ += static_cast<std::uint32_t>(n);
    begin_ = base_ + ends[n * fields - 1] + 1;
    usual_ = fields;
    return true;
}

void csv_records::count_inner_lines(std::uint32_t end) {
    line_ += static_cast<std::uint32_t>(std::count(begin_, base_ + end, '\n'));
}

/// Scans one more chunk; the ends of the unfinished row are kept, and count from its beginning.
void csv_records::refill() {
    auto kept = filled_ - taken_;
    if (kept > most_) {
        spilled_ += kept - most_;
        kept = most_;
    }
    auto const shift = static_cast<std::uint32_t>(begin_ - base_);
    for (std::size_t i = 0; i < kept; ++i) positions_[i] = positions_[taken_ + i] - shift;
    base_ = begin_;
    taken_ = 0;
    filled_ = kept;
    mixed_ = false;
    feeds_ = 0;
    for (std::size_t i = 0; i < kept; ++i) feeds_ += base_[positions_[i]] == '\n';
    if (spilled_ != 0) usual_ = 0;
    auto const left = static_cast<std::size_t>(scanned_ - begin_);
    if (left <= chunk_) { // else it would be looked at again for every chunk
        inner_lines_ = inner_lines_ && left != 0 && std::memchr(begin_, '\n', left) != nullptr;
        composed_ = composed_ || surely_composed({begin_, left});
    }
    auto const size = std::min(chunk_, static_cast<std::size_t>(end_ - scanned_));
    bool const sound = scan_chunk(scanned_, size);
    scanned_ += size;
    if (!sound || (scanned_ == end_ && inside_ != 0)) {
        careful_to_ = scanned_;
        usual_ = 0;
    }
}

/// @return Whether every quote and carriage return stands where it may.
bool csv_records::scan_chunk(char const* from, std::size_t size) {
    auto const whole = size / 64 * 64;
    auto const offset = static_cast<std::uint32_t>(from - base_);
    bool sound = scan_blocks(from, whole, offset);
    if (from + size != end_) return sound; // a chunk in the middle has whole blocks only
    if (whole != size) {
        char tail[64] = {};
        std::memcpy(tail, from + whole, size - whole);
        // The byte behind the end is none that may stand there, and nothing depends on it.
        tail[size - whole] = '\n';
        auto const before = filled_;
        sound = scan_blocks(tail, 64, offset + static_cast<std::uint32_t>(whole)) && sound;
        --feeds_;
        auto const length = static_cast<std::uint32_t>(end_ - base_);
        while (filled_ != before && positions_[filled_ - 1] >= length) --filled_;
    }
    // The last row ends with the text if no line feed has ended it.
    if (inside_ == 0 && end_ != text_ && end_[-1] != '\n')
        positions_[filled_++] = static_cast<std::uint32_t>(end_ - base_);
    return sound;
}

/// @pre `size` is whole blocks.
bool csv_records::scan_blocks(char const* p, std::size_t size, std::uint32_t offset) {
    constexpr std::size_t at_a_time = 64; // blocks, so that their marks stay in the first cache
    csv_block marks[at_a_time];
    std::uint64_t cuts[at_a_time];
    auto* out = positions_.data() + filled_;
    bool sound = true;
    for (std::size_t left = size / 64; left != 0;) {
        auto const n = std::min(left, at_a_time);
        blocks_->mark(p, n, separator_, marks);
        sound &= judge(marks, n, cuts);
        out = blocks_->positions(cuts, n, offset, out);
        p += n * 64;
        offset += static_cast<std::uint32_t>(n * 64);
        left -= n;
    }
    filled_ = static_cast<std::size_t>(out - positions_.data());
    return sound;
}

/// From marks to the ends of fields.
/// @return Whether every quote and carriage return stands where it may.
bool csv_records::judge(csv_block const* marks, std::size_t n, std::uint64_t* cuts) {
    std::uint64_t wrong = 0, inner = 0, uncomposed = 0;
    auto inside_before = inside_, after_field = after_field_, after_close = after_close_,
         after_return = after_return_, after_e1 = after_e1_;
    std::size_t feeds = 0;
    for (std::size_t i = 0; i < n; ++i) {
        auto const& m = marks[i];
        uncomposed |= m.other | ((m.e1 << 1 | after_e1) & ~m.e1_next);
        after_e1 = m.e1 >> 63;
        feeds += count_bits(m.feed);
        if ((m.quote | m.carriage | inside_before | after_close | after_return) == 0) {
            cuts[i] = m.separator | m.feed;
            after_field = cuts[i] >> 63;
            continue;
        }
        // A quote that opens counts as inside, one that closes as outside.
        auto const inside = prefix_parity(m.quote) ^ inside_before;
        auto const ends = (m.separator | m.feed) & ~inside;
        auto const opens = m.quote & inside, closes = m.quote & ~inside;
        auto const returns = m.carriage & ~inside;
        auto const field_ends = ends | closes; // a quote after a closing one goes on with the field
        auto const before_open = field_ends << 1 | after_field;
        auto const behind_close = closes << 1 | after_close;
        auto const behind_return = returns << 1 | after_return;
        wrong |= opens & ~before_open;
        wrong |= behind_close & ~(ends | m.quote | returns);
        wrong |= behind_return & ~m.feed;
        inner |= m.feed & inside;
        inside_before = std::uint64_t{0} - (inside >> 63);
        after_field = field_ends >> 63;
        after_close = closes >> 63;
        after_return = returns >> 63;
        cuts[i] = ends;
    }
    inside_ = inside_before, after_field_ = after_field, after_close_ = after_close;
    after_return_ = after_return, after_e1_ = after_e1;
    inner_lines_ = inner_lines_ || inner != 0;
    composed_ = composed_ && uncomposed == 0;
    feeds_ += feeds;
    return wrong == 0;
}

/// Reads one row byte by byte from `begin_`.
/// @return Whether there was one; an empty line is none.
bool csv_records::one_by_one(csv_record& row, problems& found, std::string const& file) {
    row = {begin_, begin_, nullptr, 0, line_, false, false};
    careful_ends_.clear();
    auto const end_field = [&](char const* at) {
        if (row.fields++ < most_) careful_ends_.push_back(static_cast<std::uint32_t>(at - begin_));
    };
    auto const returns_at = [&](char const* p) {
        return *p == '\r' && (p + 1 == end_ || p[1] == '\n');
    };
    auto const* p = begin_;
    char const* wrong = nullptr; // where the row stopped to be well-formed
    for (bool more = true; more && !wrong;) {
        auto const* const field = p;
        if (p != end_ && *p == '"') {
            for (++p;; p += 2) {
                p = static_cast<char const*>(
                    p == end_ ? nullptr : std::memchr(p, '"', static_cast<std::size_t>(end_ - p)));
                if (!p || p + 1 == end_ || p[1] != '"') break;
            }
            if (!p || (p + 1 != end_ && p[1] != separator_ && p[1] != '\n' && !returns_at(p + 1))) {
                wrong = field;
                auto const* const line_end = after_line(field);
                if (p && p < line_end)
                    found.error(defect::stray_quote, row.at(p, file),
                                "behind the closing quote the field goes on");
                else
                    found.error(
                        defect::unbalanced_quote, row.at(field, file),
                        p ? "the quote opened here is not closed; the next one is in line " +
                                std::to_string(row.at(p, file).line)
                          : "the quote opened here is not closed");
                p = field;
                break;
            }
            ++p;
        } else {
            while (p != end_ && *p != separator_ && *p != '\n' && *p != '"' && *p != '\r') ++p;
            if (p != end_ && *p == '"') {
                found.error(defect::stray_quote, row.at(p, file),
                            "a quote inside a field that does not begin with one");
                wrong = field;
                break;
            }
        }
        if (p != end_ && *p == '\r' && returns_at(p)) ++p;
        if (p != end_ && *p == '\r') {
            found.error(defect::stray_carriage_return, row.at(p, file),
                        "a carriage return without a line feed");
            wrong = field;
            break;
        }
        end_field(p);
        more = p != end_ && *p == separator_;
        if (more) ++p;
    }
    if (wrong) {
        // The rest of the line is cut at every separator: good enough to know the unit's code.
        auto const* const next = after_line(p);
        auto const* const stop = next[-1] == '\n' ? next - 1 : next;
        for (p = wrong; p < stop; ++p)
            if (*p == separator_) end_field(p);
        end_field(stop);
        p = stop;
        row.broken = true;
    }
    auto const* const stop = p;
    bool const empty =
        row.fields == 1 && (stop == begin_ || (stop == begin_ + 1 && *begin_ == '\r'));
    line_ += 1 + static_cast<std::uint32_t>(std::count(begin_, stop, '\n'));
    begin_ = stop == end_ ? end_ : stop + 1;
    row.ends = careful_ends_.data();
    return !empty;
}

/// One past the line feed that ends the line of `p`, or the end of the text.
char const* csv_records::after_line(char const* p) const {
    auto const* feed =
        p == end_
            ? nullptr
            : static_cast<char const*>(std::memchr(p, '\n', static_cast<std::size_t>(end_ - p)));
    return feed ? feed + 1 : end_;
}

/// Goes on with blocks at the beginning of a row.
void csv_records::start_fast(char const* at) {
    begin_ = base_ = scanned_ = at;
    taken_ = filled_ = spilled_ = feeds_ = 0;
    mixed_ = false;
    usual_ = 0;
    inside_ = after_close_ = after_return_ = after_e1_ = 0;
    after_field_ = 1;
}

} // namespace partyorg::detail
