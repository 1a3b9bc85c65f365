#pragma once
// Columns of whole numbers, looked up by identifiers that a user typed.

#include <partyorg/core/problems.hpp>
#include <partyorg/measures/table.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace partyorg::detail {

/// The column, or nothing and a defect. Counts of either additive law will do.
class count_view {
public:
    count_view() = default;
    count_view(table const& figures, std::string const& id, problems& found) {
        auto const* c = figures.find(id);
        if (!c)
            found.error(defect::unknown_measure, {}, "no column '" + id + "'");
        else if (c->info().type != value_kind::count)
            found.error(defect::measure_mismatch, {}, "column '" + id + "' holds no whole numbers");
        else
            column_ = c;
    }
    explicit operator bool() const { return column_ != nullptr; }
    cell<std::int64_t> operator[](slot s) const {
        if (column_->info().law == law_kind::stock)
            return static_cast<column<std::int64_t, law::stock> const&>(*column_)[s];
        if (column_->info().law == law_kind::distinct)
            return static_cast<column<std::int64_t, law::distinct> const&>(*column_)[s];
        return static_cast<count_column const&>(*column_)[s];
    }

private:
    column_base const* column_ = nullptr;
};

/// Reports every unit of the list that has others of it below.
/// @pre `units` ascends.
inline void report_nesting(hierarchy const& all, std::vector<slot> const& units,
                           std::string const& measure, problems& found) {
    for (std::size_t i = 0; i < units.size(); ++i) {
        auto last = i;
        while (last + 1 < units.size() && all.is_ancestor_or_self(units[i], units[last + 1]))
            ++last;
        if (last == i) continue;
        auto const more = last - i - 1;
        found.error(defect::nested_claims, all.origin(units[i + 1]),
                    "unit '" + std::string(all.code(units[i + 1])) + "' " +
                        (more == 0 ? "" : "(and " + std::to_string(more) + " more) ") +
                        "and its superior '" + std::string(all.code(units[i])) +
                        "' both have a figure in '" + measure + "'");
    }
}

} // namespace partyorg::detail
