#include "calendar/regulations.hpp"
#include "case_columns.hpp"
#include "case_walk.hpp"

#include <partyorg/hierarchy/traversal.hpp>
#include <partyorg/targets/pipeline.hpp>

#include <algorithm>
#include <string>
#include <utility>

namespace partyorg {

namespace detail {

bool stands_under(hierarchy const& units, slot s, unit_kind kind) {
    for (auto at = std::optional(s); at; at = units.parent(*at))
        if (units.kind(*at) == kind) return true;
    return false;
}

case_units::case_units(case_log const& log, organisation const& whole) : units_(whole.units) {
    auto const* const days = whole.figures.find(unit_established.id);
    auto const known =
        days && days->info().type == value_kind::day && days->info().law == law_kind::earliest;
    for (std::uint32_t i = 0; i < log.units().size(); ++i) {
        auto const s = units_.find(log.units()[i]);
        slots_.push_back(s);
        std::uint16_t kinds = 0;
        for (auto at = s; at; at = units_.parent(*at))
            kinds =
                static_cast<std::uint16_t>(kinds | 1U << static_cast<unsigned>(units_.kind(*at)));
        kinds_.push_back(kinds);
        date born;
        if (s && known)
            born = static_cast<column<date, law::earliest> const&>(*days)[*s].value_or(date());
        established_.push_back(born);
    }
}

} // namespace detail

namespace {

using detail::line_slip;
using detail::running_clock;
using detail::step_of;

// ---- What has to come before -------------------------------------------------------------------

date day(int y, int m, int d) {
    return date(static_cast<unsigned short>(y), static_cast<unsigned short>(m),
                static_cast<unsigned short>(d));
}

citation told(char const* number, char const* issuer, date const& signed_on, char const* article) {
    return {number, issuer, signed_on, article, confidence::secondary};
}

citation statutes(char const* article) {
    return {"Điều lệ Đảng", "Đại hội đại biểu toàn quốc", day(2011, 1, 19), article,
            confidence::primary};
}

/// One row for each regulation that has the clock: who sets a clock from one step to another says
/// that the one comes before the other.
void add_by_clock(std::vector<case_requirement>& out, statutory id, case_stage step,
                  case_stage needs) {
    for (auto const& clock : statutory_clocks())
        if (clock.id == id)
            out.push_back({step, needs, severity::error, {}, {}, clock.in_force, clock.source});
}

} // namespace

std::vector<case_requirement> case_requirements() {
    using enum case_stage;
    auto const since_2011 = period(day(2011, 1, 19));
    period const hd01(day(2021, 9, 28), day(2025, 6, 30));
    period const hd06(day(2025, 7, 1), day(2026, 4, 7));
    auto const* const central = detail::central_level;
    std::vector<case_requirement> out;
    out.push_back(
        {cell_resolution, introduced, severity::error, {}, {}, since_2011, statutes("Điều 4(1)")});
    out.push_back({cell_resolution,
                   awareness_course,
                   severity::warning,
                   60,
                   {},
                   hd01,
                   told("01-HD/TW", central, day(2021, 9, 28), "")});
    out.push_back({cell_resolution,
                   awareness_course,
                   severity::warning,
                   60,
                   {},
                   hd06,
                   told("06-HD/TW", central, day(2025, 6, 9), "§5.4")});
    out.push_back({cell_resolution,
                   dossier,
                   severity::warning,
                   12,
                   {},
                   period(day(2021, 9, 28), day(2025, 1, 19)),
                   told("01-HD/TW", central, day(2021, 9, 28), "")});
    out.push_back({admission_decision,
                   grassroots_resolution,
                   severity::warning,
                   {},
                   unit_kind::grassroots_committee,
                   period(day(2022, 1, 18)),
                   told("12-HD/BTCTW", "Ban Tổ chức Trung ương", day(2022, 1, 18), "8-KNĐ")});
    add_by_clock(out, statutory::admission_decision, grassroots_resolution, cell_resolution);
    add_by_clock(out, statutory::admission_decision, admission_decision, cell_resolution);
    add_by_clock(out, statutory::admission_ceremony, ceremony, admission_decision);
    out.push_back({recognition_resolution,
                   ceremony,
                   severity::error,
                   {},
                   {},
                   since_2011,
                   statutes("Điều 5(1)")});
    add_by_clock(out, statutory::recognition_decision, recognition_decision,
                 recognition_resolution);
    return out;
}

// ---- Checking ----------------------------------------------------------------------------------

namespace {

std::string quoted(std::string_view text) {
    return "'" + std::string(text) + "'";
}

/// A sink that writes down everything.
class recorder {
public:
    recorder(case_log const& log, case_review& out) : log_(log), rows_(log.rows()), out_(out) {}

    void slip(line_slip what, std::uint32_t i, std::uint32_t earlier) {
        auto const stage = std::string(to_string(rows_[i].stage));
        auto const before = " (" + to_string(log_.where(earlier)) + ")";
        switch (what) {
        case line_slip::repeated:
            add(defect::repeated_case_event, severity::error, i,
                stage + " is recorded before" + before);
            break;
        case line_slip::second_decision:
            add(defect::second_case_decision, severity::error, i,
                stage + " of " + to_iso(rows_[i].day) + ", but it was decided on " +
                    to_iso(rows_[earlier].day) + before);
            break;
        case line_slip::nothing_to_correct:
            add(defect::nothing_to_correct, severity::error, i,
                std::string(to_string(rows_[i].entry)) + " of " + stage +
                    ", of which there is no single record");
            break;
        case line_slip::conflict:
            add(defect::corrections_conflict, severity::error, i,
                stage + " was corrected on the same day" + before);
            break;
        }
    }

    void impossible(defect code, std::uint32_t i, case_stage before, date const& on) {
        add(code, severity::error, i, named(i) + " after " + named(before, on));
    }
    void nothing_before(std::uint32_t i) {
        add(defect::impossible_case_step, severity::error, i,
            named(i) + " before any step was taken");
    }
    void unknown_unit(std::uint32_t i) {
        add(defect::unknown_unit, severity::error, i,
            "no unit has the code " + quoted(log_.units()[rows_[i].unit]));
    }
    void before_unit(std::uint32_t i, date const& born) {
        add(defect::event_before_unit, severity::error, i,
            named(i) + ", but unit " + quoted(log_.units()[rows_[i].unit]) +
                " was established on " + to_iso(born));
    }
    void known_early(std::uint32_t i) {
        add(defect::known_before_event, severity::error, i,
            named(i) + " was recorded on " + to_iso(rows_[i].known));
    }
    void parts(std::uint32_t i, char const* what) {
        add(defect::case_needs_parts, severity::warning, i, what);
    }
    void other_unit(std::uint32_t i, std::uint32_t unit) {
        add(defect::case_changes_unit, severity::error, i,
            named(i) + " in " + quoted(log_.units()[rows_[i].unit]) + ", but the case is in " +
                quoted(log_.units()[unit]) + " and was not transferred");
    }
    void out_of_order(std::uint32_t i, case_stage later, date const& on) {
        // Which of the papers comes first is custom; from the resolution on it is law.
        auto const law = rows_[i].stage >= case_stage::cell_resolution;
        add(defect::case_out_of_order, law ? severity::error : severity::warning, i,
            named(i) + " comes after " + named(later, on));
    }
    void missing(std::uint32_t i, case_requirement const& r) {
        add(defect::missing_case_step, r.level, i,
            named(i) + " without " + std::string(to_string(r.needs)) + " [" + to_string(r.source) +
                "]");
    }
    void lapsed(std::uint32_t i, case_requirement const& r, date const& on) {
        add(defect::case_step_lapsed, severity::warning, i,
            named(r.needs, on) + " is older than " + std::to_string(*r.valid_months) +
                " months at " + named(i) + " [" + to_string(r.source) + "]");
    }
    void early(std::uint32_t i, date const& first) {
        add(defect::case_step_early, severity::warning, i,
            named(i) + ", but the 12 months end on " + to_iso(first));
    }
    void extended_too_late(std::uint32_t i, date const& due) {
        add(defect::case_step_late, severity::warning, i,
            named(i) + " extends nothing: the clock ran out on " + to_iso(due));
    }
    void extended_too_long(std::uint32_t i, int longest) {
        add(defect::extension_too_long, severity::warning, i,
            named(i) + " by more than the " + std::to_string(longest) + " working days allowed");
    }
    void late(std::uint32_t i, running_clock const& clock) {
        out_.late.push_back({std::string(log_.case_code(i)),
                             std::string(log_.units()[rows_[i].unit]), rows_[i].stage,
                             clock.started, clock.due, rows_[i].day, clock.row, log_.where(i),
                             std::string(log_.references()[rows_[i].reference]),
                             std::string(log_.locations()[rows_[i].location])});
    }
    void code_like_name(std::uint32_t i) {
        add(defect::not_a_case_code, severity::warning, i,
            "the code has blanks or no digit; names of persons do not belong into a log");
    }

private:
    std::string named(std::uint32_t i) const { return named(rows_[i].stage, rows_[i].day); }
    static std::string named(case_stage stage, date const& on) {
        auto text = std::string(to_string(stage));
        if (is_day(on)) text += " of " + to_iso(on);
        return text;
    }
    void add(defect code, severity level, std::uint32_t i, std::string const& what) {
        if (out_.found.full())
            out_.found.drop(level);
        else
            out_.found.add(
                {code, level, log_.where(i), "case " + quoted(log_.case_code(i)) + ": " + what});
    }

    case_log const& log_;
    std::span<detail::case_row const> rows_;
    case_review& out_;
};

/// A sink that wants to know nothing.
struct silence {
    void impossible(defect, std::uint32_t, case_stage, date const&) {}
    void nothing_before(std::uint32_t) {}
    void unknown_unit(std::uint32_t) {}
    void before_unit(std::uint32_t, date const&) {}
    void known_early(std::uint32_t) {}
    void parts(std::uint32_t, char const*) {}
    void other_unit(std::uint32_t, std::uint32_t) {}
    void out_of_order(std::uint32_t, case_stage, date const&) {}
    void missing(std::uint32_t, case_requirement const&) {}
    void lapsed(std::uint32_t, case_requirement const&, date const&) {}
    void early(std::uint32_t, date const&) {}
    void extended_too_late(std::uint32_t, date const&) {}
    void extended_too_long(std::uint32_t, int) {}
    void late(std::uint32_t, running_clock const&) {}
};

bool looks_like_a_name(std::string_view code) {
    auto const digit = [](char c) { return c >= '0' && c <= '9'; };
    return code.find(' ') != std::string_view::npos ||
           std::none_of(code.begin(), code.end(), digit);
}

/// The step whose clock runs where a case stands.
case_stage awaited(int reached) {
    if (reached < step_of(case_stage::admission_decision)) return case_stage::admission_decision;
    return static_cast<case_stage>(reached + 1);
}

} // namespace

case_review check_cases(case_log const& log, organisation const& whole,
                        working_days const& calendar, std::optional<as_of> const& when,
                        case_options const& options) {
    case_review out{problems(options.problem_limit), {}};
    detail::case_units const units(log, whole);
    detail::case_clocks const clocks(calendar, options);
    detail::lines_by_case const grouped(log);
    detail::case_replay replay(log);
    recorder sink(log, out);
    detail::case_walk<recorder> walk(log, units, clocks, options, sink);
    for (auto const code : detail::cases_by_code(log)) {
        auto const lines = grouped.of(code);
        if (looks_like_a_name(log.codes()[code])) sink.code_like_name(lines[0]);
        auto const standing =
            replay.run(lines, when ? &*when : nullptr,
                       [&](line_slip what, std::uint32_t i, std::uint32_t earlier) {
                           sink.slip(what, i, earlier);
                       });
        if (standing.empty()) continue;
        auto const position = walk.run(standing);
        auto const clock = when ? walk.running(position) : std::nullopt;
        if (clock && clock->due < when->effective())
            out.late.push_back({std::string(log.codes()[code]),
                                std::string(log.units()[position.unit]),
                                awaited(position.reached),
                                clock->started,
                                clock->due,
                                {},
                                clock->row,
                                log.where(standing.back()),
                                {},
                                {}});
    }
    return out;
}

problem to_problem(late_step const& late) {
    auto text = "case " + quoted(late.case_code) + ": " + std::string(to_string(late.step)) +
                " was due by " + to_iso(late.due) +
                (late.done ? ", came on " + to_iso(*late.done) : std::string(", is overdue"));
    if (late.clock)
        text += " (" + std::to_string(late.clock->length) +
                (late.clock->unit == clock_unit::months ? " months" : " working days") + " from " +
                to_iso(late.started) + ") [" + to_string(late.clock->source) + "]";
    return {defect::case_step_late, severity::warning, late.where, std::move(text)};
}

// ---- Where cases stand -------------------------------------------------------------------------

namespace {

constexpr std::array<std::string_view, 7> status_ids = {
    "open", "probation", "recognised", "rejected", "withdrawn", "removed", "transferred_out"};
constexpr std::array<label_view, 7> status_labels = {{
    {"đang xem xét", "open"},
    {"đảng viên dự bị", "on probation"},
    {"đã công nhận chính thức", "recognised"},
    {"không chấp thuận", "rejected"},
    {"đã rút", "withdrawn"},
    {"đã xóa tên", "removed"},
    {"đã chuyển đi", "transferred out"},
}};

/// The step after `reached` that the unit's case has to take; a cell without a committee above it
/// has no grassroots resolution to wait for.
std::optional<case_stage> step_after(int reached, bool has_committee) {
    auto next = reached + 1;
    if (next == step_of(case_stage::grassroots_resolution) && !has_committee) ++next;
    if (next >= static_cast<int>(case_path_length)) return {};
    return static_cast<case_stage>(next);
}

} // namespace

std::string_view to_string(case_status status) noexcept {
    return status_ids[static_cast<std::size_t>(status)];
}

label_view label_of(case_status status) noexcept {
    return status_labels[static_cast<std::size_t>(status)];
}

std::vector<case_state> case_states(case_log const& log, as_of const& when,
                                    organisation const& whole, working_days const& calendar,
                                    case_options const& options) {
    detail::case_units const units(log, whole);
    detail::case_clocks const clocks(calendar, options);
    detail::lines_by_case const grouped(log);
    detail::case_replay replay(log);
    silence sink;
    detail::case_walk<silence> walk(log, units, clocks, options, sink);
    std::vector<case_state> out;
    for (auto const code : detail::cases_by_code(log)) {
        auto const standing =
            replay.run(grouped.of(code), &when, [](line_slip, std::uint32_t, std::uint32_t) {});
        if (standing.empty()) continue;
        auto const p = walk.run(standing);
        case_state state;
        state.code = log.codes()[code];
        state.unit_code = log.units()[p.unit];
        state.unit = units.at(p.unit);
        state.status = p.away ? case_status::transferred_out : p.status;
        if (p.reached >= 0) state.reached = static_cast<case_stage>(p.reached);
        state.since = is_day(p.since) ? p.since : log.rows()[standing[0]].day;
        if (!p.ended && !p.away)
            state.next =
                step_after(p.reached, units.stands_under(p.unit, unit_kind::grassroots_committee));
        if (auto const clock = walk.running(p)) {
            state.due = clock->due;
            state.clock = clock->row;
        }
        if (p.admitted_here) {
            state.admitted = p.day(case_stage::ceremony);
            state.admitted_at = units.at(p.admitted_unit);
            for (auto const i : standing)
                if (log.rows()[i].stage == case_stage::ceremony)
                    state.ceremony_location = log.locations()[log.rows()[i].location];
        }
        if (p.reached >= step_of(case_stage::ceremony) && is_day(p.start(case_stage::ceremony)))
            state.probation_ends = clocks.probation_end(p.start(case_stage::ceremony));
        state.groups = p.groups;
        state.lines.assign(standing.begin(), standing.end());
        out.push_back(std::move(state));
    }
    return out;
}

// ---- Counts ------------------------------------------------------------------------------------

namespace {

/// The step at which a case counts, if it counts at all: one that ended otherwise than by
/// recognition stands nowhere.
std::optional<case_stage> counted_step(case_state const& state) {
    auto const counts = state.status == case_status::open ||
                        state.status == case_status::probation ||
                        state.status == case_status::recognised;
    return counts && state.unit ? state.reached : std::nullopt;
}

std::string capitalised(std::string_view text) {
    std::string out(text);
    // "đ" is two bytes, 0xC4 0x91; "Đ" is 0xC4 0x90.
    if (out.starts_with("\xC4\x91"))
        out[1] = static_cast<char>(0x90);
    else if (!out.empty() && out[0] >= 'a' && out[0] <= 'z')
        out[0] = static_cast<char>(out[0] - 'a' + 'A');
    return out;
}

} // namespace

measure_info case_measure(case_stage stage) {
    auto const name = label_of(stage);
    return measure_info("cases." + std::string(to_string(stage)),
                        {capitalised(name.vi), capitalised(name.en)}, law_kind::stock);
}

measure_info case_measure(case_stage stage, case_group group) {
    auto whole = case_measure(stage);
    auto const name = label_of(group);
    measure_info out(whole.id + "." + std::string(to_string(group)),
                     {whole.label.vi + " – " + std::string(name.vi),
                      whole.label.en + " – " + std::string(name.en)},
                     law_kind::stock);
    out.of_which = whole.id;
    return out;
}

std::vector<measure_info> case_measures() {
    std::vector<measure_info> out;
    for (auto const stage : all_case_stages()) {
        if (!is_case_step(stage)) break;
        out.push_back(case_measure(stage));
        for (auto const group : all_case_groups()) out.push_back(case_measure(stage, group));
    }
    out.emplace_back(unit_established);
    return out;
}

table case_counts(std::vector<case_state> const& states, organisation const& whole,
                  problems& found) {
    auto const units = whole.units.size();
    detail::count_column_maker maker(whole, states, found);
    table out(whole.units);
    for (auto const stage : all_case_stages()) {
        if (!is_case_step(stage)) break;
        std::vector<std::int64_t> own(units);
        std::array<std::vector<std::int64_t>, case_group_count> parts;
        for (auto const& state : states) {
            if (counted_step(state) != stage) continue;
            ++own[state.unit->value()];
            for (auto const group : all_case_groups()) {
                if (!state.groups.has(group)) continue;
                auto& part = parts[static_cast<std::size_t>(group)];
                part.resize(units);
                ++part[state.unit->value()];
            }
        }
        out.add(maker.make<law::stock>(case_measure(stage), own));
        for (auto const group : all_case_groups()) {
            auto& part = parts[static_cast<std::size_t>(group)];
            auto const info = case_measure(stage, group);
            if (part.empty() && !whole.figures.contains(info.id)) continue;
            part.resize(units);
            out.add(maker.make<law::stock>(info, part));
        }
    }
    return out;
}

std::vector<case_contribution> explain_cases(case_log const& log,
                                             std::vector<case_state> const& states,
                                             hierarchy const& units, slot unit, case_stage stage,
                                             std::optional<case_group> group) {
    std::vector<case_contribution> out;
    for (auto const& state : states) {
        if (counted_step(state) != stage || !units.is_ancestor_or_self(unit, *state.unit)) continue;
        if (group && !state.groups.has(*group)) continue;
        case_contribution one{
            .unit = *state.unit, .case_code = state.code, .stage = stage, .day = state.since};
        for (auto const i : state.lines)
            if (log.rows()[i].stage == stage ||
                log.rows()[i].reached == static_cast<std::uint8_t>(stage)) {
                one.day = log.rows()[i].day;
                detail::cite_line(one, log, i);
            }
        out.push_back(std::move(one));
    }
    std::stable_sort(out.begin(), out.end(),
                     [](auto const& a, auto const& b) { return a.unit < b.unit; });
    return out;
}

std::vector<case_state> due_cases(std::vector<case_state> states, date const& on, int days) {
    if (!is_day(on)) detail::fail_no_day("the day asked about");
    auto const limit = on + boost::gregorian::date_duration(days);
    std::erase_if(states, [&](case_state const& s) { return !s.due || *s.due > limit; });
    std::stable_sort(states.begin(), states.end(),
                     [](auto const& a, auto const& b) { return *a.due < *b.due; });
    return states;
}

// ---- What is possible --------------------------------------------------------------------------

std::optional<date> fastest_chain::ceremony(case_state const& state, organisation const& whole,
                                            date const& on, working_days const& calendar) const {
    if (state.status != case_status::open || !calendar.covers(on)) return {};
    auto const committee = state.unit && detail::stands_under(whole.units, *state.unit,
                                                              unit_kind::grassroots_committee);
    int days = 0;
    auto reached = state.reached ? step_of(*state.reached) : -1;
    while (reached < step_of(case_stage::ceremony)) {
        auto const next = step_after(reached, committee);
        if (!next) return {};
        days += *next == case_stage::awareness_course ? course_days : working_days_per_step;
        reached = step_of(*next);
    }
    auto const left = calendar.count(on, calendar.last());
    return left < days ? std::nullopt : std::optional(calendar.add(on, days));
}

std::optional<date> slowest_ceremony(case_state const& state, date const& on,
                                     working_days const& calendar, case_options const& options) {
    if (state.status != case_status::open || !state.reached || !state.due || *state.due < on)
        return {};
    if (*state.reached == case_stage::admission_decision) return state.due;
    detail::case_clocks const clocks(calendar, options);
    auto const last = clocks.working(statutory::admission_ceremony, *state.due);
    return last ? std::optional(last->due) : std::nullopt;
}

} // namespace partyorg
