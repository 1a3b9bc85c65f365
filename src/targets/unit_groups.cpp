#include "exact.hpp"
#include "table_counts.hpp"

#include <partyorg/targets/two_way.hpp>

#include <algorithm>
#include <string_view>
#include <utility>

namespace partyorg {

namespace {

using detail::count_view;

constexpr std::string_view rest_group = "rest";

/// Turns a table of units into a table of rows and columns.
class grouping {
public:
    grouping(table const& figures, unit_groups_request const& request)
        : figures_(figures),
          units_(figures.units()),
          r_(request) {}

    result<unit_groups> run() {
        take_columns();
        for (auto const& d : r_.demands)
            if (!units_.find(d.code))
                found_.error(defect::unknown_unit, {}, "no unit '" + d.code + "'");
        if (found_.has_errors()) return found_;
        auto& asked = answer_.asked;
        asked.method = r_.method;
        for (std::uint32_t s = 0; s < units_.size(); ++s)
            if (totals_[slot(s)].has_value()) take_row(slot(s));
        detail::report_nesting(units_, answer_.units, r_.totals, found_);
        take_totals();
        for (auto const& d : r_.demands) demand(d);
        if (found_.has_errors()) return found_;
        auto divided = divide_two_way(asked);
        if (!divided) return divided.error();
        answer_.result = std::move(divided).value();
        return std::move(answer_);
    }

private:
    void take_columns() {
        totals_ = {figures_, r_.totals, found_};
        for (auto const& g : r_.groups) {
            groups_.emplace_back(figures_, g.measure, found_);
            answer_.asked.columns.push_back(g.measure);
        }
        if (r_.rest.empty()) return;
        whole_ = {figures_, r_.rest, found_};
        answer_.asked.columns.emplace_back(rest_group);
    }

    void take_row(slot s) {
        auto& asked = answer_.asked;
        answer_.units.push_back(s);
        asked.rows.emplace_back(units_.code(s));
        asked.row_totals.push_back(totals_[s].value());
        if (asked.row_totals.back() < 0)
            found_.error(defect::negative_target, units_.origin(s),
                         "unit '" + asked.rows.back() + "': " +
                             std::to_string(asked.row_totals.back()) + " in '" + r_.totals + "'");
        detail::i128 parts = 0;
        for (std::size_t j = 0; j < groups_.size(); ++j) {
            auto const weight = groups_[j][s].value_or(0);
            if (weight < 0) refuse_weight(s, weight, r_.groups[j].measure);
            parts += weight;
            asked.weights.push_back(weight);
        }
        if (!whole_) return;
        auto const left = detail::i128(whole_[s].value_or(0)) - parts;
        if (left < 0)
            found_.error(defect::negative_weight, units_.origin(s),
                         "unit '" + asked.rows.back() + "': the groups have more than the " +
                             std::to_string(whole_[s].value_or(0)) + " in '" + r_.rest + "'");
        asked.weights.push_back(static_cast<std::int64_t>(left));
    }
    void refuse_weight(slot s, std::int64_t weight, std::string const& measure) {
        found_.error(defect::negative_weight, units_.origin(s),
                     "unit '" + std::string(units_.code(s)) + "': weight " +
                         std::to_string(weight) + " for " + measure);
    }

    // What is not told of a group is what it weighs; what is left of the rows is the rest.
    void take_totals() {
        auto& asked = answer_.asked;
        auto const m = asked.columns.size();
        detail::i128 left = 0;
        for (auto const total : asked.row_totals) left += total;
        for (std::size_t j = 0; j < r_.groups.size(); ++j) {
            detail::i128 weight = 0;
            for (auto i = j; i < asked.weights.size(); i += m) weight += asked.weights[i];
            auto const total = r_.groups[j].total.value_or(static_cast<std::int64_t>(weight));
            left -= total;
            asked.column_totals.push_back(total);
        }
        if (!r_.rest.empty()) asked.column_totals.push_back(static_cast<std::int64_t>(left));
    }

    void demand(two_way_figure const& d) {
        auto const row = answer_.position_of(*units_.find(d.code));
        if (!row)
            found_.error(defect::unknown_unit, {},
                         "unit '" + d.code + "' has no total in '" + r_.totals + "'");
        auto const& columns = answer_.asked.columns;
        auto const column = std::find(columns.begin(), columns.end(), d.measure);
        if (column == columns.end())
            found_.error(defect::unknown_measure, {}, "'" + d.measure + "' is none of the groups");
        if (!row || column == columns.end()) return;
        answer_.asked.demands.push_back(
            {.row = row,
             .column = static_cast<std::size_t>(column - columns.begin()),
             .lower = d.lower,
             .upper = d.upper,
             .hold = d.hold});
    }

    table const& figures_;
    hierarchy const& units_;
    unit_groups_request const& r_;
    count_view totals_{}, whole_{};
    std::vector<count_view> groups_{};
    problems found_{};
    unit_groups answer_{};
};

std::string_view last_part(std::string_view measure) {
    return measure.substr(measure.rfind('.') + 1);
}

} // namespace

std::optional<std::size_t> unit_groups::position_of(slot unit) const {
    auto const at = std::lower_bound(units.begin(), units.end(), unit);
    if (at == units.end() || *at != unit) return {};
    return static_cast<std::size_t>(at - units.begin());
}

count_column unit_groups::as_column(hierarchy const& snapshot, std::size_t group) const {
    auto name = last_part(asked.columns[group]);
    for (std::size_t j = 0; j < asked.columns.size(); ++j)
        if (j != group && last_part(asked.columns[j]) == name) name = asked.columns[group];
    count_column column(snapshot, measure_info("allocated." + std::string(name)));
    for (std::size_t i = 0; i < units.size(); ++i) column[units[i]] = result.at(i, group);
    return column;
}

result<unit_groups> divide_two_way(table const& figures, unit_groups_request const& request) {
    return grouping(figures, request).run();
}

} // namespace partyorg
