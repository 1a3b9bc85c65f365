#pragma once
// The first stage of the table reader: where rows and fields end.

#include "csv_blocks.hpp" // beside it: tests include these headers by their path

#include <partyorg/core/problems.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace partyorg::detail {

/// One row, as ends of fields in the text; nothing is copied.
struct csv_record {
    char const* begin = nullptr;         ///< first byte
    char const* base = nullptr;          ///< the ends count from here
    std::uint32_t const* ends = nullptr; ///< where each field ends, for the first `most_fields`
    std::size_t fields = 0;              ///< how many fields there are
    std::uint32_t line = 0;              ///< line of the first byte
    bool broken = false;                 ///< not well-formed, and reported; the fields are a guess
    bool composed = false;               ///< composing (NFC) can change nothing in it

    /// The bytes of field `i`, with its quotes.
    /// @pre `i` is less than `fields` and than the limit given to the scanner.
    [[nodiscard]] std::string_view raw(std::size_t i) const {
        auto const* first = i == 0 ? begin : base + ends[i - 1] + 1;
        return {first, static_cast<std::size_t>(base + ends[i] - first)};
    }
    /// Line and column of a byte of this row.
    [[nodiscard]] place at(char const* byte, std::string const& file) const;
};

/// Rows that follow one another, well-formed and with equally many fields, without line breaks in
/// quotes.
struct csv_rows_at_once {
    char const* begin = nullptr;         ///< first byte
    char const* base = nullptr;          ///< the ends count from here
    std::uint32_t const* ends = nullptr; ///< of all fields, row after row
    std::size_t rows = 0;                ///< how many
    std::uint32_t line = 0;              ///< line of the first row
    bool composed = false;               ///< composing (NFC) can change nothing in them
};

/// Cuts a table into rows and fields.
///
/// Blocks of 64 bytes become bit masks: separators outside quotes, by the parity of the quotes
/// before them, become positions. The parity tells fields rightly only while every quote stands
/// where RFC 4180 has it, which the same masks prove for a chunk at a time. A chunk that fails is
/// read again byte by byte, which finds and names every slip and goes on behind it. So well-formed
/// text never pays for the ill-formed.
class csv_records {
public:
    /// How many bytes are turned into positions at a time; they stay in the first-level cache.
    static constexpr std::size_t default_chunk = std::size_t{32} << 10;

    /// @param most_fields of how many fields the ends are told; the rest is counted
    /// @pre `text` is smaller than 4 GiB and outlives this. (A string, because the byte behind its
    ///      end can be read.)
    csv_records(std::string const& text, char separator, std::size_t most_fields,
                std::size_t chunk = default_chunk, vector_level level = highest_vector_level())
        : csv_records(text.data(), text.data() + text.size(), 1, separator, most_fields, chunk,
                      level) {}
    /// Reads a part of a text that begins with a row.
    /// @param line line of the first byte
    /// @pre The byte behind `end` can be read.
    csv_records(char const* begin, char const* end, std::uint32_t line, char separator,
                std::size_t most_fields, std::size_t chunk = default_chunk,
                vector_level level = highest_vector_level());

    /// First byte of the next row.
    [[nodiscard]] char const* position() const noexcept { return begin_; }
    /// Line of the next row.
    [[nodiscard]] std::uint32_t line() const noexcept { return line_; }

    /// Takes the next row that is not an empty line.
    /// @param found gets every slip of quoting, named by `file`
    /// @return Whether there was one.
    /// @complexity Amortised linear in the row.
    bool next(csv_record& row, problems& found, std::string const& file) {
        // Nearly every row: all of it in this chunk, and with as many fields as the one before.
        if (usual_ <= filled_ - taken_ && usual_ != 0) {
            auto const* ends = positions_.data() + taken_;
            bool inner_break = false;
            for (std::size_t i = 0; i + 1 < usual_; ++i) inner_break |= base_[ends[i]] == '\n';
            if (!inner_break && base_[ends[usual_ - 1]] == '\n') {
                give(row, ends, usual_, ends[usual_ - 1]);
                taken_ += usual_;
                return true;
            }
        }
        return next_unusual(row, found, file);
    }

    /// Takes all rows that are found so far, if nothing about them is unusual. They stay valid
    /// until the next call of anything.
    /// @param fields how many fields are usual, one at least
    /// @return Whether there were any; if not, `next` tells what there is.
    /// @complexity Amortised linear in the rows.
    bool next_rows(csv_rows_at_once& rows, std::size_t fields);

private:
    bool next_unusual(csv_record& row, problems& found, std::string const& file);
    void give(csv_record& row, std::uint32_t const* ends, std::size_t fields, std::uint32_t end) {
        row = {begin_, base_, ends, fields, line_, false, composed_};
        ++line_;
        if (inner_lines_) count_inner_lines(end);
        begin_ = base_ + end + 1;
        if (feeds_ != 0) --feeds_;
    }
    void count_inner_lines(std::uint32_t end);
    void refill();
    bool scan_chunk(char const* from, std::size_t size);
    bool scan_blocks(char const* p, std::size_t size, std::uint32_t offset);
    bool judge(csv_block const* marks, std::size_t n, std::uint64_t* cuts);
    bool one_by_one(csv_record& row, problems& found, std::string const& file);
    char const* after_line(char const* p) const;
    void start_fast(char const* at);

    char const* const text_;
    char const* const end_;
    char const separator_;
    std::size_t const most_;
    std::size_t const chunk_;

    char const* begin_;     // of the next row
    std::uint32_t line_;    // of the next row
    std::size_t usual_ = 0; // fields of the last row
    csv_block_functions const* blocks_;
    std::vector<std::uint32_t> positions_;
    std::size_t taken_ = 0, filled_ = 0;
    std::size_t feeds_ = 0;    // line feeds in the positions, and those in quotes between them
    bool mixed_ = false;       // the rows in the positions are not all alike
    std::size_t spilled_ = 0;  // fields of the next row beyond the limit, counted only
    char const* base_;         // positions count from here
    char const* scanned_;      // what lies before is in the positions
    char const* careful_to_;   // rows that begin before are read byte by byte
    bool inner_lines_ = false; // a row in the positions may have line breaks in quotes
    bool composed_ = true;

    // What a block hands to the next: all ones while inside quotes, and what its last byte was.
    std::uint64_t inside_ = 0, after_field_ = 1, after_close_ = 0, after_return_ = 0, after_e1_ = 0;

    std::vector<std::uint32_t> careful_ends_{};
};

/// How many line feeds there are.
[[nodiscard]] std::size_t count_line_feeds(char const* begin, char const* end);

} // namespace partyorg::detail
