#include <partyorg/targets/deviation.hpp>

#include <utility>

namespace partyorg {

namespace {

constexpr std::string_view registered_prefix = "quota.registered";
constexpr std::string_view assigned_prefix = "quota.assigned";

using pair_of_columns = std::pair<count_column const*, count_column const*>;

count_column const* counts(table const& figures, std::string_view id) {
    auto const* c = figures.find(id);
    if (!c || c->info().type != value_kind::count || c->info().law != law_kind::flow)
        return nullptr;
    return static_cast<count_column const*>(c);
}

/// "quota.registered.women" is compared with "quota.assigned.women".
std::vector<pair_of_columns> pairs(table const& figures) {
    std::vector<pair_of_columns> found;
    for (std::size_t i = 0; i < figures.size(); ++i) {
        std::string_view const id = figures.at(i).info().id;
        if (!id.starts_with(registered_prefix)) continue;
        auto const suffix = id.substr(registered_prefix.size());
        if (!suffix.empty() && suffix[0] != '.') continue;
        auto const* registered = counts(figures, id);
        auto const* assigned = counts(figures, std::string(assigned_prefix) + std::string(suffix));
        if (registered && assigned) found.emplace_back(registered, assigned);
    }
    return found;
}

bool differs(cell<std::int64_t> registered, cell<std::int64_t> assigned) {
    return registered.value_or(0) != assigned.value_or(0);
}

} // namespace

std::vector<deviation> deviations(table const& figures) {
    auto const compared = pairs(figures);
    std::vector<deviation> found;
    for (std::uint32_t i = 0; i < figures.units().size(); ++i) {
        slot const s(i);
        for (auto const& [registered, assigned] : compared)
            if (differs((*registered)[s], (*assigned)[s]))
                found.push_back({s, registered->info().id, assigned->info().id, (*registered)[s],
                                 (*assigned)[s]});
    }
    return found;
}

} // namespace partyorg
