#include "split.hpp"
#include "table_counts.hpp"

#include <partyorg/core/assert.hpp>
#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/hierarchy/traversal.hpp>
#include <partyorg/targets/adjust.hpp>

#include <algorithm>
#include <numeric>
#include <utility>

namespace partyorg {

namespace {

/// A wish or a hold with its unit and line looked up.
struct fixed_figure {
    slot unit{};
    std::size_t line = 0;
    std::int64_t figure = 0;
    bool asked = false; // else held
};

std::string number(std::int64_t value) {
    return std::to_string(value);
}

/// Looks everything up and reports what makes no sense.
class adjusting {
public:
    adjusting(table const& figures, adjustment_request const& request)
        : figures_(figures),
          units_(figures.units()),
          r_(request) {}

    result<target_adjustment> run() {
        find_lines();
        if (found_.has_errors()) return found_;
        if (!r_.maximum.empty()) maximum_ = {figures_, r_.maximum, found_};
        if (r_.most_per_unit && *r_.most_per_unit < 0)
            found_.error(defect::negative_target, {},
                         "at most " + number(*r_.most_per_unit) + " per unit");
        if (!is_divisor_method(r_.method))
            found_.error(defect::measure_mismatch, {},
                         "an adjustment divides by a divisor method, not by '" +
                             std::string(to_string(r_.method)) + "'");
        find_members();
        roll_up_before();
        find_totals();
        find_fixed();
        if (found_.has_errors()) return found_;
        done_.after = done_.before;
        if (r_.spread == adjustment_spread::in_proportion)
            divide_anew();
        else
            change_fewest();
        if (found_.has_errors()) return found_;
        list_changes();
        return std::move(done_);
    }

private:
    std::string name(slot s) const { return "'" + std::string(units_.code(s)) + "'"; }
    std::int64_t& now(std::size_t line, slot s) { return done_.after[line][s.value()]; }
    std::int64_t was(std::size_t line, slot s) const { return done_.before[line][s.value()]; }

    // --- what there is ---

    void find_lines() {
        detail::count_view const whole(figures_, r_.measure, found_);
        if (!whole) return;
        done_.lines.push_back(r_.measure);
        for (std::size_t i = 0; i < figures_.size(); ++i) {
            auto const& info = figures_.at(i).info();
            if (info.of_which == r_.measure && info.type == value_kind::count)
                done_.lines.push_back(info.id);
        }
        for (auto const& id : done_.lines) {
            auto const* c = figures_.find(id);
            if (c->info().law == law_kind::flow)
                columns_.push_back(static_cast<count_column const*>(c));
            else
                found_.error(defect::measure_mismatch, {},
                             "column '" + id + "' is no target: its figures do not add up");
        }
    }
    void find_members() {
        std::vector<bool> wished(units_.size());
        for (auto const& f : r_.figures)
            if (auto const s = units_.find(f.code)) wished[s->value()] = true;
        std::uint32_t covered = 0; // behind the subtree of the last member
        for (std::uint32_t i = 0; i < units_.size(); ++i) {
            slot const s(i);
            auto const own = (*columns_[0])[s];
            for (auto const* c : columns_) not_negative((*c)[s], s);
            // A unit that has nothing yet may be asked to have something, unless others stand for
            // it.
            bool const joins = wished[i] && units_.is_leaf(s) && i >= covered;
            if (own.is_blank() && !joins) continue;
            done_.members.push_back(s);
            covered = std::max(covered, units_.ends()[i]);
            for (std::size_t line = 1; line < columns_.size(); ++line)
                if ((*columns_[line])[s].value_or(0) > own.value_or(0))
                    found_.error(defect::of_which_above_total, units_.origin(s),
                                 "unit " + name(s) + ": " +
                                     number((*columns_[line])[s].value_or(0)) + " in '" +
                                     done_.lines[line] + "', but " + number(own.value_or(0)) +
                                     " in '" + r_.measure + "'");
        }
        detail::report_nesting(units_, done_.members, r_.measure, found_);
        if (done_.members.empty()) {
            found_.error(defect::zero_basis, {}, "no unit has a figure in '" + r_.measure + "'");
            return;
        }
        done_.units = units_;
        auto const top =
            lowest_common_ancestor(units_, done_.members.front(), done_.members.back());
        if (top)
            done_.top = *top;
        else
            found_.error(defect::no_common_superior, units_.origin(done_.members.back()),
                         "units " + name(done_.members.front()) + " and " +
                             name(done_.members.back()) + " have no superior in common");
    }
    void not_negative(cell<std::int64_t> const& figure, slot s) {
        if (figure.value_or(0) < 0)
            found_.error(defect::negative_target, units_.origin(s),
                         "unit " + name(s) + ": " + number(figure.value_or(0)));
    }
    void roll_up_before() {
        for (auto const* c : columns_) {
            auto& sums = done_.before.emplace_back(units_.size());
            for (auto const s : done_.members) sums[s.value()] = (*c)[s].value_or(0);
            add_up(sums);
        }
    }
    void add_up(std::vector<std::int64_t>& sums) const {
        for (auto s = units_.size(); s-- > 0;)
            if (auto const above = units_.parents()[s]; above != s) sums[above] += sums[s];
    }

    // --- what is asked ---

    std::optional<std::size_t> line_of(std::string const& measure) {
        if (measure.empty()) return 0;
        for (std::size_t line = 0; line < done_.lines.size(); ++line)
            if (done_.lines[line] == measure) return line;
        found_.error(defect::unknown_measure, {},
                     "'" + measure + "' is neither '" + r_.measure + "' nor a part of it");
        return {};
    }
    void find_totals() {
        totals_.resize(done_.lines.size());
        for (auto const& t : r_.totals) {
            auto const line = line_of(t.measure);
            if (!line) continue;
            if (t.figure < 0)
                found_.error(defect::negative_target, {}, "a total of " + number(t.figure));
            else if (totals_[*line] && *totals_[*line] != t.figure)
                found_.error(defect::bounds_reversed, {},
                             "'" + done_.lines[*line] + "' shall be " + number(*totals_[*line]) +
                                 " and " + number(t.figure) + " in total");
            totals_[*line] = t.figure;
        }
    }
    std::int64_t total_of(std::size_t line) const {
        return totals_[line].value_or(was(line, done_.top));
    }
    void find_fixed() {
        if (done_.members.empty()) return;
        for (auto const& f : r_.figures)
            if (auto const at = place_of(f.code, f.measure))
                fix({at->first, at->second, f.figure, true});
        for (auto const& h : r_.holds)
            if (auto const at = place_of(h.code, h.measure))
                fix({at->first, at->second, was(at->second, at->first), false});
        // Lower levels first, so that a superior finds them done.
        std::stable_sort(
            fixed_.begin(), fixed_.end(),
            [](fixed_figure const& a, fixed_figure const& b) { return a.unit > b.unit; });
    }
    std::optional<std::pair<slot, std::size_t>> place_of(std::string const& code,
                                                         std::string const& measure) {
        auto const line = line_of(measure);
        auto const s = units_.find(code);
        if (!s) found_.error(defect::unknown_unit, {}, "no unit '" + code + "'");
        if (!s || !line) return {};
        if (!takes_part(*s)) {
            found_.error(defect::unknown_unit, units_.origin(*s),
                         "unit " + name(*s) + " has no figure in '" + r_.measure + "'");
            return {};
        }
        return std::pair{*s, *line};
    }
    bool takes_part(slot s) const {
        auto const first = std::lower_bound(done_.members.begin(), done_.members.end(), s);
        return first != done_.members.end() && units_.is_ancestor_or_self(s, *first);
    }
    void fix(fixed_figure const& f) {
        if (f.figure < 0)
            found_.error(defect::negative_target, units_.origin(f.unit),
                         "unit " + name(f.unit) + ": " + number(f.figure));
        for (auto const& other : fixed_)
            if (other.unit == f.unit && other.line == f.line && other.figure != f.figure)
                found_.error(defect::bounds_reversed, units_.origin(f.unit),
                             "unit " + name(f.unit) + " shall be " + number(other.figure) +
                                 " and " + number(f.figure) + " in '" + done_.lines[f.line] + "'");
        fixed_.push_back(f);
    }
    fixed_figure const* fixed_at(std::size_t line, slot s) const {
        for (auto const& f : fixed_)
            if (f.unit == s && f.line == line) return &f;
        return nullptr;
    }
    /// What the general bounds leave to a member, unless it is asked for or held.
    struct bounds {
        std::optional<std::int64_t> low{}, high{};
    };
    bounds bounds_of(std::size_t line, slot s) const {
        bounds b;
        if (line == 0 && maximum_ && !maximum_[s].is_blank()) b.high = maximum_[s].value_or(0);
        if (r_.most_per_unit) {
            b.low = std::max<std::int64_t>(0, was(line, s) - *r_.most_per_unit);
            auto const most = was(line, s) + *r_.most_per_unit;
            b.high = b.high ? std::min(*b.high, most) : most;
        }
        // What is above a bound already need not come down.
        if (b.high) b.high = std::max(*b.high, was(line, s));
        return b;
    }

    // --- in proportion ---

    void divide_anew() {
        find_division();
        auto& q = done_.question;
        q.top = slot(0);
        q.method = r_.method;
        for (std::size_t line = 0; line < done_.lines.size(); ++line) {
            count_column weights(done_.division, measure_info(done_.lines[line]));
            for (auto const s : done_.members) weights[at(s)] = was(line, s);
            q.lines.push_back({done_.lines[line], total_of(line), std::move(weights)});
            bound_members(line);
        }
        for (auto const& f : fixed_)
            q.demands.push_back({.unit = at(f.unit), .line = f.line, .hold = f.figure});
        auto divided = cascade(done_.division, q);
        if (!divided) {
            // The cascade's own words name the wishes; only the code says what was tried.
            for (auto p : divided.error()) {
                if (p.code == defect::cascade_infeasible) p.code = defect::adjustment_infeasible;
                found_.add(std::move(p));
            }
            return;
        }
        done_.answer = std::move(divided).value();
        for (std::size_t line = 0; line < done_.lines.size(); ++line) {
            auto& sums = done_.after[line];
            std::fill(sums.begin(), sums.end(), 0);
            for (auto const s : done_.members) sums[s.value()] = done_.answer.at(line, at(s));
            add_up(sums);
        }
    }
    // The units that are divided among, the superiors with a fixed figure, and the top: other
    // superiors must not stand between, or a hold would fall on its neighbours alone.
    void find_division() {
        auto& kept = done_.divided;
        kept = done_.members;
        kept.push_back(done_.top);
        for (auto const& f : fixed_) kept.push_back(f.unit);
        std::sort(kept.begin(), kept.end());
        kept.erase(std::unique(kept.begin(), kept.end()), kept.end());
        hierarchy_builder build;
        build.source(units_.origin(done_.top).file);
        std::vector<slot> above;
        for (auto const s : kept) {
            while (!above.empty() && !units_.is_ancestor_or_self(above.back(), s)) above.pop_back();
            auto const where = units_.origin(s);
            build.add({.code = units_.code(s),
                       .parent = above.empty() ? std::string_view() : units_.code(above.back()),
                       .kind = units_.kind(s),
                       .name = units_.name(s),
                       .line = where.line,
                       .column = where.column});
            above.push_back(s);
        }
        done_.division = build.finish();
    }
    // Where a unit stands in the division: both are in pre-order.
    slot at(slot s) const {
        auto const& kept = done_.divided;
        return slot(static_cast<std::uint32_t>(std::lower_bound(kept.begin(), kept.end(), s) -
                                               kept.begin()));
    }
    void bound_members(std::size_t line) {
        for (auto const s : done_.members) {
            auto const b = bounds_of(line, s);
            if ((b.low || b.high) && !fixed_at(line, s))
                done_.question.demands.push_back(
                    {.unit = at(s), .line = line, .lower = b.low, .upper = b.high});
        }
    }

    // --- fewest cells ---

    void change_fewest() {
        for (auto const& f : fixed_)
            if (is_member(f.unit)) now(f.line, f.unit) = f.figure;
        keep_parts_within();
        if (found_.has_errors()) return;
        auto const parts = done_.lines.size();
        std::vector<bool> moved(parts);
        // Parts that fall make room for the target to fall; the others follow it.
        for (std::size_t line = 1; line < parts; ++line)
            if (total_of(line) < was(line, done_.top)) {
                move_line(line);
                moved[line] = true;
            }
        move_line(0);
        for (std::size_t line = 1; line < parts; ++line)
            if (!moved[line]) move_line(line);
        for (auto& sums : done_.after) {
            for (std::uint32_t s = 0; s < units_.size(); ++s)
                if (!is_member(slot(s))) sums[s] = 0;
            add_up(sums);
        }
    }
    bool is_member(slot s) const {
        return std::binary_search(done_.members.begin(), done_.members.end(), s);
    }
    // A part above its target falls with it, or lifts it, whichever of the two was not asked for.
    void keep_parts_within() {
        for (auto const s : done_.members)
            for (std::size_t line = 1; line < done_.lines.size(); ++line) {
                if (now(line, s) <= now(0, s)) continue;
                if (!fixed_at(line, s))
                    now(line, s) = now(0, s);
                else if (!fixed_at(0, s))
                    now(0, s) = now(line, s);
                else
                    found_.error(defect::adjustment_infeasible, units_.origin(s),
                                 "unit " + name(s) + ": " + number(now(line, s)) + " in '" +
                                     done_.lines[line] + "' does not fit into " +
                                     number(now(0, s)) + " in '" + r_.measure + "'");
            }
    }
    // Sets the figures above the lowest level, the lowest first, then the total.
    void move_line(std::size_t line) {
        std::vector<bool> done(done_.members.size());
        for (auto const& f : fixed_)
            if (f.line == line && !is_member(f.unit)) move_group(line, f.unit, f.figure, done);
        move_group(line, done_.top, total_of(line), done);
    }
    struct mover {
        slot unit{};
        std::int64_t room = 0;
    };
    void move_group(std::size_t line, slot above, std::int64_t wanted, std::vector<bool>& done) {
        auto const first = std::lower_bound(done_.members.begin(), done_.members.end(), above);
        std::int64_t sum = 0, least = 0, most = 0;
        std::vector<slot> free;
        for (auto m = first; m != done_.members.end() && *m < slot(units_.ends()[above.value()]);
             ++m) {
            sum += now(line, *m);
            auto const i = static_cast<std::size_t>(m - done_.members.begin());
            if (!done[i] && !fixed_at(line, *m)) free.push_back(*m);
            done[i] = true;
        }
        auto const delta = wanted - sum;
        if (delta == 0) return;
        std::vector<mover> movers;
        for (auto const s : free) {
            auto const [low, high] = room_of(line, s, std::max(wanted, now(line, s)));
            least += now(line, s) - low;
            most += high - now(line, s);
            // Who can carry it all is not better than another who can.
            auto const room = delta < 0 ? std::min(-delta, now(line, s) - low)
                                        : std::min(delta, high - now(line, s));
            if (room > 0) movers.push_back({s, room});
        }
        if (delta > most || -delta > least) {
            found_.error(defect::adjustment_infeasible, units_.origin(above),
                         "the unheld cells under " + name(above) + " can make " +
                             number(sum - least) + " to " + number(sum + most) + " in '" +
                             done_.lines[line] + "', but " + number(wanted) + " is wanted");
            return;
        }
        take_up(line, std::move(movers), delta);
    }
    std::pair<std::int64_t, std::int64_t> room_of(std::size_t line, slot s, std::int64_t limit) {
        auto const b = bounds_of(line, s);
        auto low = b.low.value_or(0);
        auto high = std::min(b.high.value_or(limit), limit);
        if (line > 0) high = std::min(high, now(0, s));
        if (line == 0)
            for (std::size_t part = 1; part < done_.lines.size(); ++part)
                low = std::max(low, now(part, s));
        return {std::min(low, now(line, s)), std::max(high, now(line, s))};
    }
    void take_up(std::size_t line, std::vector<mover> movers, std::int64_t delta) {
        std::sort(movers.begin(), movers.end(), [&](mover const& a, mover const& b) {
            if (a.room != b.room) return a.room > b.room;
            auto const x = now(line, a.unit), y = now(line, b.unit);
            return x != y ? x > y : a.unit < b.unit;
        });
        auto const wanted = delta < 0 ? -delta : delta;
        detail::siblings chosen;
        std::size_t count = 0;
        for (std::int64_t room = 0; room < wanted; ++count) room += movers[count].room;
        movers.resize(count);
        for (auto const& m : movers) {
            chosen.weights.push_back(
                static_cast<std::uint64_t>(std::max<std::int64_t>(1, now(line, m.unit))));
            chosen.lower.push_back(1);
            chosen.upper.push_back(m.room);
        }
        auto const moves = detail::split(chosen, wanted, r_.method);
        for (std::size_t i = 0; i < count; ++i)
            now(line, movers[i].unit) += delta < 0 ? -moves[i] : moves[i];
    }

    // --- what changed ---

    void list_changes() {
        done_.spread = r_.spread;
        for (std::uint32_t i = 0; i < units_.size(); ++i)
            for (std::size_t line = 0; line < done_.lines.size(); ++line) {
                slot const s(i);
                if (was(line, s) == now(line, s)) continue;
                auto const* fixed = fixed_at(line, s);
                auto const reason = fixed && fixed->asked ? change_reason::asked
                                    : is_member(s)        ? change_reason::spread
                                                          : change_reason::sum;
                done_.changes.push_back({s, line, was(line, s), now(line, s), reason});
            }
    }

    table const& figures_;
    hierarchy const& units_;
    adjustment_request const& r_;
    problems found_{};
    target_adjustment done_{};
    std::vector<count_column const*> columns_{};
    detail::count_view maximum_{};
    std::vector<std::optional<std::int64_t>> totals_{};
    std::vector<fixed_figure> fixed_{};
};

} // namespace

std::size_t target_adjustment::changed_units() const {
    std::size_t count = 0;
    for (auto const s : members)
        for (std::size_t line = 0; line < lines.size(); ++line)
            if (before[line][s.value()] != after[line][s.value()]) {
                ++count;
                break;
            }
    return count;
}

table target_adjustment::applied_to(table const& figures) const {
    auto changed = figures;
    for (std::size_t line = 0; line < lines.size(); ++line) {
        auto& column = changed.edit<std::int64_t>(lines[line]);
        for (auto const s : members)
            if (before[line][s.value()] != after[line][s.value()])
                column[s] = after[line][s.value()];
    }
    return changed;
}

result<target_adjustment> adjust(table const& figures, adjustment_request const& request) {
    return adjusting(figures, request).run();
}

label why(target_adjustment const& done, std::size_t line, slot unit) {
    PARTYORG_ASSERT(line < done.lines.size(), "the line was adjusted");
    auto const was = done.before[line][unit.value()], is = done.after[line][unit.value()];
    auto const code = std::string(done.units.code(unit)) + ": ";
    auto const find = [&](changed_figure const& c) { return c.unit == unit && c.line == line; };
    auto const change = std::find_if(done.changes.begin(), done.changes.end(), find);
    auto const step = code + number(was) + " → " + number(is);
    if (change != done.changes.end() && change->reason == change_reason::asked)
        return {step + ", theo yêu cầu.", step + ", as asked."};
    if (done.spread == adjustment_spread::in_proportion) {
        auto const at = std::lower_bound(done.divided.begin(), done.divided.end(), unit);
        if (at != done.divided.end() && *at == unit)
            return why(done.division, done.question, done.answer, line,
                       slot(static_cast<std::uint32_t>(at - done.divided.begin())));
        return {code + number(is) + ", cộng từ các đơn vị bên dưới.",
                code + number(is) + ", the sum of the units below it."};
    }
    if (change == done.changes.end())
        return {code + number(is) + ", không đổi.", code + number(is) + ", unchanged."};
    if (change->reason == change_reason::sum)
        return {step + ", cộng từ các đơn vị bên dưới.", step + ", the sum of the units below it."};
    return {step + ", là một trong số ít đơn vị nhất đủ chỗ nhận phần thay đổi.",
            step + ", one of the fewest units that can take up the change."};
}

} // namespace partyorg
