#pragma once
// Columns of cases: the log where there is one, else what a unit states in its table.

#include <partyorg/organisation/organisation.hpp>
#include <partyorg/targets/pipeline.hpp>

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace partyorg::detail {

/// What a line of the log says beside its day.
inline void cite_line(case_contribution& one, case_log const& log, std::uint32_t i) {
    auto const& row = log.rows()[i];
    one.where = log.where(i);
    one.reference = log.references()[row.reference];
    one.location = log.locations()[row.location];
}

/// A stated whole number, or nothing.
inline std::optional<std::int64_t> stated_count(table const& figures, std::string_view id, slot s) {
    auto const* const c = figures.find(id);
    if (!c || c->state(s) != cell_state::stated) return {};
    return visit(*c, [&](auto const& own) -> std::optional<std::int64_t> {
        if constexpr (std::integral<typename std::remove_cvref_t<decltype(own)>::value_type>)
            return own[s].value();
        else
            return {};
    });
}

inline bool declares_none(table const& figures, std::string_view id, slot s) {
    auto const* const c = figures.find(id);
    return c && c->state(s) == cell_state::declared_none;
}

/// Fills columns: the log where there is one, else what the unit states.
class count_column_maker {
public:
    count_column_maker(organisation const& whole, std::vector<case_state> const& states,
                       problems& found)
        : whole_(whole),
          before_(whole.units.size() + 1),
          found_(found) {
        for (auto const& state : states)
            if (state.unit) ++before_[state.unit->value() + 1];
        for (std::size_t i = 1; i < before_.size(); ++i) before_[i] += before_[i - 1];
    }

    template <class Law>
    column<std::int64_t, Law> make(measure_info const& info, std::vector<std::int64_t> const& own) {
        column<std::int64_t, Law> out(whole_.units, info);
        std::vector<std::int64_t> sums(own.size() + 1);
        for (std::size_t i = 0; i < own.size(); ++i) sums[i + 1] = sums[i] + own[i];
        for (std::uint32_t i = 0; i < whole_.units.size(); ++i) {
            slot const s(i);
            auto const end = whole_.units.end(s).value();
            auto const stated = stated_count(whole_.figures, info.id, s);
            auto const logged = before_[end] != before_[i];
            if (before_[i + 1] != before_[i] || own[i] != 0)
                out[s] = own[i];
            else if (!logged && stated)
                out[s] = *stated;
            else if (!logged && declares_none(whole_.figures, info.id, s))
                out[s] = declared_none;
            if (logged && stated && *stated != sums[end] - sums[i])
                found_.warning(defect::case_counts_differ, whole_.units.origin(s),
                               "unit '" + std::string(whole_.units.code(s)) + "' states " +
                                   std::to_string(*stated) + " for '" + info.id +
                                   "', the log has " + std::to_string(sums[end] - sums[i]));
        }
        return out;
    }

    /// Whether the unit or one below it has a case in the log.
    [[nodiscard]] bool has_log(slot s) const {
        return before_[whole_.units.end(s).value()] != before_[s.value()];
    }

private:
    organisation const& whole_;
    std::vector<std::uint32_t> before_; // cases in the log of units before slot i
    problems& found_;
};

} // namespace partyorg::detail
