#pragma once
// One case from its first event to its last: what may follow what, and which clocks run.

#include "case_clocks.hpp"
#include "case_replay.hpp"

#include <partyorg/targets/pipeline.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace partyorg::detail {

constexpr int step_of(case_stage stage) noexcept {
    return static_cast<int>(stage);
}

/// What the units of a log are in a snapshot, looked up once per code.
class case_units {
public:
    case_units(case_log const& log, organisation const& whole);

    [[nodiscard]] std::optional<slot> at(std::uint32_t unit) const { return slots_[unit]; }
    /// Whether the unit or one above it is of this kind.
    [[nodiscard]] bool stands_under(std::uint32_t unit, unit_kind kind) const {
        return (kinds_[unit] >> static_cast<unsigned>(kind) & 1U) != 0;
    }
    /// The day before which the unit did not exist, if told.
    [[nodiscard]] date const& established(std::uint32_t unit) const { return established_[unit]; }
    [[nodiscard]] hierarchy const& units() const { return units_; }

private:
    hierarchy const& units_;
    std::vector<std::optional<slot>> slots_{};
    std::vector<std::uint16_t> kinds_{};
    std::vector<date> established_{};
};

/// Whether the unit or one above it is of this kind.
[[nodiscard]] bool stands_under(hierarchy const& units, slot s, unit_kind kind);

/// Where a case stands while its events are gone through.
struct case_position {
    std::uint32_t unit = 0;  ///< number of its unit in the log
    std::uint16_t steps = 0; ///< the steps that were taken, as bits
    int reached = -1;
    std::array<date, case_path_length> days{};   ///< of the steps
    std::array<date, case_path_length> starts{}; ///< when each starts the clock that follows
    case_status status = case_status::open;
    case_stage ended_by{};
    bool ended = false, away = false, admitted_here = false;
    date ended_on{}, since{}, away_since{};
    int extended = 0; ///< working days by which the running decision is extended
    std::uint32_t admitted_unit = 0;
    case_groups groups{};

    [[nodiscard]] bool has(case_stage step) const {
        return (steps >> static_cast<unsigned>(step) & 1U) != 0;
    }
    [[nodiscard]] date const& day(case_stage step) const {
        return days[static_cast<std::size_t>(step)];
    }
    [[nodiscard]] date const& start(case_stage step) const {
        return starts[static_cast<std::size_t>(step)];
    }
};

/// Takes cases apart. `Sink` is told what is wrong; one that does nothing costs nothing.
template <class Sink>
class case_walk {
public:
    case_walk(case_log const& log, case_units const& units, case_clocks const& clocks,
              case_options const& options, Sink& sink)
        : log_(log),
          rows_(log.rows()),
          units_(units),
          clocks_(clocks),
          sink_(sink) {
        for (auto const& r : options.requirements)
            needs_[static_cast<std::size_t>(r.step)].push_back(&r);
    }

    /// Goes through the standing events of one case.
    case_position run(std::span<std::uint32_t const> standing) {
        at_ = {};
        if (standing.empty()) return at_;
        at_.unit = rows_[standing[0]].unit;
        taken_ = 0;
        for (auto const i : standing) {
            auto const& row = rows_[i];
            if (is_case_step(row.stage)) taken_ |= 1U << step_of(row.stage);
        }
        first_ = standing[0];
        for (auto const i : standing) take(i);
        return at_;
    }

    /// The clock that runs where the case stands.
    std::optional<running_clock> running(case_position const& p) const {
        if (p.ended || p.away || p.reached < 0) return {};
        auto const reached = static_cast<case_stage>(p.reached);
        if (reached >= case_stage::cell_resolution && reached < case_stage::admission_decision)
            return decision_clock(p, statutory::admission_decision, case_stage::cell_resolution);
        if (reached == case_stage::admission_decision) return ceremony_clock(p);
        if (reached == case_stage::ceremony && is_day(p.start(case_stage::ceremony)))
            return clocks_.recognition_by_cell(p.start(case_stage::ceremony));
        if (reached == case_stage::recognition_resolution)
            return decision_clock(p, statutory::recognition_decision,
                                  case_stage::recognition_resolution);
        return {};
    }

private:
    void take(std::uint32_t i) {
        auto const& row = rows_[i];
        look_at_line(i);
        follow_unit(i);
        at_.groups.add(row.groups);
        if (at_.ended) {
            auto const again = is_decision(row.stage) && is_decision(at_.ended_by);
            sink_.impossible(again ? defect::second_case_decision : defect::impossible_case_step, i,
                             at_.ended_by, at_.ended_on);
            return;
        }
        if (at_.away && row.stage != case_stage::transfer_in) {
            sink_.impossible(defect::impossible_case_step, i, case_stage::transfer_out,
                             at_.away_since);
            return;
        }
        if (is_case_step(row.stage))
            take_step(i);
        else
            take_other(i);
    }

    void look_at_line(std::uint32_t i) {
        auto const& row = rows_[i];
        if (!units_.at(row.unit)) sink_.unknown_unit(i);
        auto const& born = units_.established(row.unit);
        if (is_day(born) && row.day < born) sink_.before_unit(i, born);
        if (row.known < row.day) sink_.known_early(i);
        if (row.reached != case_row::no_stage &&
            (row.stage != case_stage::transfer_in || i != first_))
            sink_.parts(i,
                        "'reached' belongs to a transfer from outside, the first event of a case");
        if (row.extended_by != 0 && row.stage != case_stage::extension)
            sink_.parts(i, "working days belong to an extension");
    }

    // The unit of a case is the most precise that its lines name; another needs a transfer.
    void follow_unit(std::uint32_t i) {
        auto const& row = rows_[i];
        if (row.unit == at_.unit) return;
        if (row.stage == case_stage::transfer_in) {
            at_.unit = row.unit;
            return;
        }
        auto const here = units_.at(at_.unit);
        auto const there = units_.at(row.unit);
        if (!there) return;
        if (!here || units_.units().is_ancestor_or_self(*here, *there))
            at_.unit = row.unit;
        else if (!units_.units().is_ancestor_or_self(*there, *here))
            sink_.other_unit(i, at_.unit);
    }

    // ---- Steps of the path ---------------------------------------------------------------------

    void take_step(std::uint32_t i) {
        auto const& row = rows_[i];
        auto const step = step_of(row.stage);
        if (step < at_.reached) {
            auto const later = static_cast<case_stage>(at_.reached);
            sink_.out_of_order(i, later, at_.day(later));
        }
        for (auto const* r : needs_[static_cast<std::size_t>(step)]) require(i, *r);
        check_time(i);
        at_.steps = static_cast<std::uint16_t>(at_.steps | 1U << step);
        at_.days[static_cast<std::size_t>(step)] = row.day;
        at_.starts[static_cast<std::size_t>(step)] =
            is_day(row.counts_from) ? row.counts_from : row.day;
        if (step > at_.reached) {
            at_.reached = step;
            at_.since = row.day;
        }
        if (row.stage == case_stage::ceremony) {
            at_.admitted_here = true;
            at_.admitted_unit = at_.unit;
        }
        if (at_.reached >= step_of(case_stage::ceremony)) at_.status = case_status::probation;
        if (row.stage == case_stage::admission_decision ||
            row.stage == case_stage::recognition_resolution)
            at_.extended = 0;
        if (row.stage == case_stage::recognition_decision) end(i, case_status::recognised);
    }

    void require(std::uint32_t i, case_requirement const& r) {
        auto const& row = rows_[i];
        if (!r.in_force.contains(row.day)) return;
        if (r.under && !units_.stands_under(at_.unit, *r.under)) return;
        auto const bit = 1U << step_of(r.needs);
        if (((taken_ | at_.steps) & bit) == 0) {
            sink_.missing(i, r);
            return;
        }
        auto const& before = at_.day(r.needs);
        if (r.valid_months && is_day(before) &&
            before.year() < last_year - *r.valid_months / 12 - 1 &&
            add_months(before, *r.valid_months, clocks_.policy()) < row.day)
            sink_.lapsed(i, r, before);
    }

    void check_time(std::uint32_t i) {
        auto const& row = rows_[i];
        switch (row.stage) {
        case case_stage::admission_decision:
            judge(i,
                  decision_clock(at_, statutory::admission_decision, case_stage::cell_resolution));
            break;
        case case_stage::ceremony:
            judge(i, ceremony_clock(at_));
            break;
        case case_stage::recognition_resolution:
            if (!is_day(at_.start(case_stage::ceremony))) break;
            if (auto const end = clocks_.probation_end(at_.start(case_stage::ceremony));
                end && row.day < *end)
                sink_.early(i, *end);
            judge(i, clocks_.recognition_by_cell(at_.start(case_stage::ceremony)));
            break;
        case case_stage::recognition_decision:
            judge(i, decision_clock(at_, statutory::recognition_decision,
                                    case_stage::recognition_resolution));
            break;
        default:
            break;
        }
    }

    void judge(std::uint32_t i, std::optional<running_clock> const& clock) {
        if (clock && rows_[i].day > clock->due) sink_.late(i, *clock);
    }

    std::optional<running_clock> decision_clock(case_position const& p, statutory id,
                                                case_stage from) const {
        if (!is_day(p.start(from))) return {};
        return clocks_.working(id, p.start(from), p.extended);
    }

    std::optional<running_clock> ceremony_clock(case_position const& p) const {
        auto const decided = p.day(case_stage::admission_decision);
        auto const received = p.start(case_stage::admission_decision);
        if (!is_day(received)) return {};
        // The latest row is reported to count from the day of issue, whenever it was received.
        auto const* const row = clocks_.row(statutory::admission_ceremony, received);
        auto const from_issue = row && row->key.ends_with(".r6") && is_day(decided);
        return clocks_.working(statutory::admission_ceremony, from_issue ? decided : received);
    }

    // ---- What interrupts or ends a case --------------------------------------------------------

    void take_other(std::uint32_t i) {
        switch (rows_[i].stage) {
        case case_stage::extension:
            extend(i);
            break;
        case case_stage::removal:
            if (at_.reached < step_of(case_stage::ceremony))
                refuse(i);
            else
                end(i, case_status::removed);
            break;
        case case_stage::withdrawal:
            end(i, case_status::withdrawn);
            break;
        case case_stage::rejected:
            reject(i);
            break;
        case case_stage::transfer_out:
            at_.away = true;
            at_.away_since = at_.since = rows_[i].day;
            break;
        default:
            arrive(i);
            break;
        }
    }

    void refuse(std::uint32_t i) {
        if (at_.reached < 0)
            sink_.nothing_before(i);
        else
            sink_.impossible(defect::impossible_case_step, i, static_cast<case_stage>(at_.reached),
                             at_.day(static_cast<case_stage>(at_.reached)));
    }

    void extend(std::uint32_t i) {
        auto const reached = static_cast<case_stage>(at_.reached);
        auto const running_decision =
            at_.reached >= 0 &&
            ((reached >= case_stage::cell_resolution && reached < case_stage::admission_decision) ||
             reached == case_stage::recognition_resolution);
        if (!running_decision) {
            refuse(i);
            return;
        }
        auto const clock = running(at_);
        if (!clock) return;
        if (rows_[i].day > clock->due) {
            sink_.extended_too_late(i, clock->due);
            return;
        }
        auto const longest = clock->row->longest_extension;
        int const asked = rows_[i].extended_by == 0 ? longest : rows_[i].extended_by;
        if (at_.extended + asked > longest) sink_.extended_too_long(i, longest);
        at_.extended = std::min(longest, at_.extended + asked);
    }

    void reject(std::uint32_t i) {
        if (at_.has(case_stage::admission_decision)) {
            sink_.impossible(defect::second_case_decision, i, case_stage::admission_decision,
                             at_.day(case_stage::admission_decision));
            return;
        }
        if (at_.reached > step_of(case_stage::admission_decision)) {
            refuse(i);
            return;
        }
        judge(i, decision_clock(at_, statutory::admission_decision, case_stage::cell_resolution));
        end(i, case_status::rejected);
    }

    void arrive(std::uint32_t i) {
        auto const& row = rows_[i];
        if (i == first_) {
            at_.since = row.day;
            if (row.reached == case_row::no_stage) return;
            at_.reached = row.reached;
            at_.steps = static_cast<std::uint16_t>((2U << row.reached) - 1);
            at_.starts[row.reached] = row.counts_from;
            if (!is_day(row.counts_from) && row.reached >= step_of(case_stage::cell_resolution))
                sink_.parts(i, "the day of the step reached elsewhere is not told: no clock runs");
            if (at_.reached >= step_of(case_stage::ceremony)) at_.status = case_status::probation;
            return;
        }
        if (!at_.away) {
            refuse(i);
            return;
        }
        // Members carry a letter; a candidate's papers have no clock of their own.
        if (at_.reached >= step_of(case_stage::ceremony))
            judge(i, clocks_.working(statutory::transfer_letter, at_.away_since));
        at_.away = false;
        at_.since = row.day;
    }

    void end(std::uint32_t i, case_status how) {
        at_.ended = true;
        at_.ended_by = rows_[i].stage;
        at_.ended_on = at_.since = rows_[i].day;
        at_.status = how;
    }

    case_log const& log_;
    std::span<case_row const> rows_;
    case_units const& units_;
    case_clocks const& clocks_;
    Sink& sink_;
    std::array<std::vector<case_requirement const*>, case_stage_count> needs_{};
    case_position at_{};
    std::uint32_t taken_ = 0; // steps with an event anywhere in the case
    std::uint32_t first_ = 0;
};

} // namespace partyorg::detail
