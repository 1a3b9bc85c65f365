#pragma once
// The statutory clocks in the form that a loop over a million events needs.

#include <partyorg/calendar/statutory_clocks.hpp>
#include <partyorg/core/error.hpp>
#include <partyorg/targets/pipeline.hpp>

#include <array>
#include <optional>
#include <vector>

namespace partyorg::detail {

/// A running clock.
struct running_clock {
    statutory_clock const* row = nullptr;
    date started{};
    date due{};
};

/// Computes last days without copying rows of the table, and without exceptions on the way.
class case_clocks {
public:
    case_clocks(working_days const& calendar, case_options const& options)
        : calendar_(calendar),
          trigger_(options.trigger),
          policy_(options.policy) {
        for (auto const& row : statutory_clocks()) {
            auto const id = static_cast<std::size_t>(row.id);
            if (id >= rows_.size()) continue;
            rows_[id].push_back(
                {row.in_force.first(), row.in_force.last().value_or(never()), &row});
        }
    }

    /// @return The row for a clock started on `day`, or null.
    statutory_clock const* row(statutory id, date const& day) const {
        for (auto const& r : rows_[static_cast<std::size_t>(id)])
            if (r.first <= day && day <= r.last) return r.clock;
        return nullptr;
    }

    /// A clock of working days; nothing if no row is known or the calendar does not reach.
    std::optional<running_clock> working(statutory id, date const& started, int more = 0) const {
        auto const* const clock = row(id, started);
        if (!clock) return {};
        return after(clock, started, started, clock->length, more);
    }

    /// The clock of the cell's recognition: it starts when the 12 months end.
    std::optional<running_clock> recognition_by_cell(date const& ceremony) const {
        auto const end = probation_end(ceremony);
        if (!end) return {};
        auto const* const clock = row(statutory::recognition_by_cell, *end);
        return clock ? after(clock, *end, *end, clock->length, 0) : std::nullopt;
    }

    std::optional<date> probation_end(date const& ceremony) const {
        auto const* const clock = row(statutory::probation, ceremony);
        if (!clock || ceremony.year() > last_year - 2) return {};
        return add_months(ceremony, clock->length, policy_);
    }

    month_policy policy() const { return policy_; }

private:
    static date never() { return date(last_year, 12, 31); }

    std::optional<running_clock> after(statutory_clock const* clock, date const& started,
                                       date const& from, int length, int more) const {
        auto const last = add(from, length, trigger_);
        // An extension counts from the last day of the clock, whether that is worked or not.
        auto const due = last && more > 0 ? add(*last, more, trigger_day::excluded) : last;
        if (!due) return {};
        return running_clock{clock, started, *due};
    }

    std::optional<date> add(date const& from, int days, trigger_day trigger) const {
        if (!calendar_.covers(from)) return {};
        // Far from the end, no exception can come.
        auto const room = (calendar_.last() - from).days();
        if (room > 3L * days + 60) return calendar_.add(from, days, trigger);
        try {
            return calendar_.add(from, days, trigger);
        } catch (invalid_input const&) {
            return {};
        }
    }

    struct dated_row {
        date first{}, last{};
        statutory_clock const* clock = nullptr;
    };
    working_days const& calendar_;
    trigger_day trigger_;
    month_policy policy_;
    std::array<std::vector<dated_row>, 8> rows_{};
};

} // namespace partyorg::detail
