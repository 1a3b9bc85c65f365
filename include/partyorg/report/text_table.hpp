#pragma once
/// @file
/// Tables of text, aligned by display width: Vietnamese names stay in their columns.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Reports for people, spreadsheets and programs.
namespace partyorg::report {

/// On which side the cells of a column stand.
enum class side : std::uint8_t {
    left,  ///< words
    right, ///< numbers
};

/// Heading and alignment of one column.
struct text_column {
    std::string heading{};   ///< may be empty
    side align = side::left; ///< left for words, right for numbers
};

/// A table of text. Columns are as wide as their widest cell; a line has no blanks at its end.
class text_table {
public:
    /// A table without rows.
    explicit text_table(std::vector<text_column> columns) : columns_(std::move(columns)) {}

    /// Adds a row; cells that are missing at the end are empty.
    /// @pre There are no more cells than columns; cells hold no line breaks.
    void add(std::vector<std::string> cells);
    /// Draws a line under the rows that were added so far.
    void add_line();
    /// @return Whether there is no row.
    [[nodiscard]] bool empty() const noexcept { return rows_.empty(); }
    /// @return The lines, each ended by a line break and moved right by `indent` blanks.
    /// @complexity Linear in the size of the table.
    [[nodiscard]] std::string str(std::size_t indent = 0) const;

private:
    [[nodiscard]] std::vector<std::size_t> widths() const;
    std::vector<text_column> columns_{};
    std::vector<std::vector<std::string>> rows_{}; ///< a row without cells is a line
};

/// Breaks a text into lines at its blanks.
/// @param text     UTF-8; line breaks in it count as blanks.
/// @param indent   Blanks before every line but the first.
/// @param width    Columns that a line may take; a longer word stands alone.
/// @return The lines without a line break at the end.
/// @complexity Linear in the text.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t indent = 0,
                                  std::size_t width = 96);

} // namespace partyorg::report
