#include <partyorg/organisation/counts.hpp>

namespace partyorg {

unit_counts count_units(hierarchy const& units) {
    unit_counts found;
    for (std::uint32_t i = 0; i < units.size(); ++i) {
        slot const s(i);
        if (units.is_root(s) && !units.is_leaf(s)) continue;
        ++found.total;
        ++found.by_kind[static_cast<std::size_t>(units.kind(s))];
    }
    return found;
}

std::optional<std::uint32_t> counted_units(unit_counts const& found, std::string_view count_id) {
    constexpr std::string_view prefix = "units.";
    if (!count_id.starts_with(prefix)) return {};
    count_id.remove_prefix(prefix.size());
    if (count_id == "total") return found.total;
    auto const kind = parse_unit_kind(count_id);
    if (!kind || found[*kind] == 0) return {};
    return found[*kind];
}

std::vector<discrepancy> reconcile_counts(hierarchy const& units,
                                          std::vector<stated_count> const& counts) {
    std::vector<discrepancy> differing;
    auto const found = count_units(units);
    for (auto const& stated : counts) {
        auto const rows = counted_units(found, stated.id);
        if (rows && *rows != stated.value)
            differing.push_back({slot(), stated.id, stated.value, *rows, stated.where});
    }
    return differing;
}

namespace {

/// The rows of one group added up; nothing if the column holds no counts that add up.
std::optional<std::int64_t> sum_of(column_base const& own, row_group const& group) {
    std::int64_t total = 0;
    for (auto const unit : group.units) {
        auto const at = own.units().find(unit);
        if (!at) continue;
        auto const below = sum_below(own, *at);
        if (!below) return {};
        if (!detail::add_checked(total, *below))
            detail::fail_overflow(own.units(), own.info(), *at);
    }
    return total;
}

} // namespace

std::vector<group_difference> reconcile_groups(plan const& whole) {
    std::vector<group_difference> differing;
    for (std::size_t i = 0; i < whole.groups.size(); ++i)
        for (auto const& stated : whole.groups[i].sums) {
            auto const* const own = whole.figures.find(stated.measure);
            auto const sum = own ? sum_of(*own, whole.groups[i]) : std::nullopt;
            if (sum && *sum != stated.value)
                differing.push_back({i, stated.measure, stated.value, *sum, stated.where});
        }
    return differing;
}

} // namespace partyorg
