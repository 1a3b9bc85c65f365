#include "io/by_line.hpp"

#include <partyorg/io/csv_rows.hpp>
#include <partyorg/io/percentages.hpp>

#include <array>
#include <utility>

namespace partyorg::io {

namespace {

enum column : std::size_t { achieved, percent, target, name };

constexpr std::array columns = {
    named_column{"achieved", "đạt|kết quả|thực hiện|kết nạp"},
    named_column{"percent", "tỷ lệ|tỉ lệ|percentage"},
    named_column{"target", "chỉ tiêu|kế hoạch|giao", column_need::optional},
    named_column{"name", "đơn vị|nội dung|tên", column_need::optional},
};

class reader {
public:
    explicit reader(named_text const& source) : rows_(source, columns, found_) {}

    result<std::vector<printed_percentage>> run() {
        while (rows_.next()) take();
        auto sorted = detail::by_line(found_);
        if (sorted.has_errors()) return sorted;
        return {std::move(out_), std::move(sorted)};
    }

private:
    void take() {
        auto const before = found_.errors();
        printed_percentage row;
        row.name = rows_.text(name);
        row.where = rows_.row();
        if (!rows_.required_text(achieved).empty())
            row.achieved = rows_.count(achieved).value_or(0);
        row.target = rows_.count(target);
        auto const printed = rows_.required_text(percent);
        if (auto const value = parse_percentage(printed))
            row.stated = *value;
        else if (!printed.empty())
            rows_.error(percent, defect::bad_number,
                        "'" + std::string(printed.substr(0, 60)) + "' is no percentage");
        if (found_.errors() != before) return;
        for (auto const& p : check_percentage(row)) rows_.error(percent, p.code, p.message);
        out_.push_back(std::move(row));
    }

    problems found_{};
    csv_rows rows_;
    std::vector<printed_percentage> out_{};
};

} // namespace

result<std::vector<printed_percentage>> parse_percentages(named_text const& source) {
    return reader(source).run();
}

result<std::vector<printed_percentage>> try_read_percentages(std::string const& path) {
    auto const text = load_text(path);
    if (!text) return text.problems();
    return parse_percentages(*text);
}

std::vector<printed_percentage> read_percentages(std::string const& path) {
    return try_read_percentages(path).value();
}

} // namespace partyorg::io
