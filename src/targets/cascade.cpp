#include "cascade_core.hpp"
#include "conflict.hpp"
#include "split.hpp"

#include <partyorg/targets/cascade.hpp>

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

namespace partyorg {

namespace {

using detail::unlimited;
using detail::verdict;

struct range {
    std::int64_t low = 0;
    std::int64_t high = unlimited;

    bool empty() const { return low > high; }
    void cut(range other) {
        low = std::max(low, other.low);
        high = std::min(high, other.high);
    }
    void add(range other) {
        low = std::min(low + other.low, unlimited);
        high = std::min(high + other.high, unlimited);
    }
};

/// A part and the rest of the target beside it: target = part + rest.
struct part_ranges {
    range part{};
    range rest{};
};

/// The figures that a unit can have, given what is demanded of it and below it.
class feasible_figures {
public:
    feasible_figures(hierarchy const& units, slot top, std::size_t parts)
        : units_(units),
          first_(top.value()),
          last_(units.end(top).value()),
          parts_(parts),
          target_(last_ - first_),
          part_((last_ - first_) * parts) {}

    range& target(std::uint32_t s) { return target_[s - first_]; }
    part_ranges& part(std::uint32_t s, std::size_t j) { return part_[(s - first_) * parts_ + j]; }

    /// Works out all figures from below.
    /// @return The first unit for which there is none.
    std::optional<slot> compute(std::vector<cascade_demand> const& demands) {
        return compute(demands, slot(first_));
    }
    /// The same for the units from `from` down; all others stay as they are.
    std::optional<slot> compute(std::vector<cascade_demand> const& demands, slot from) {
        auto const first = from.value(), last = units_.end(from).value();
        for (std::uint32_t s = first; s < last; ++s) clear(s);
        auto const by_unit = sorted(demands);
        auto demand = by_unit.rbegin();
        // Backwards is enough: children come after their parent.
        for (auto s = last; s-- > first;) {
            for (; demand != by_unit.rend() && demand->unit.value() >= s; ++demand)
                if (demand->unit.value() == s) apply(*demand, s);
            if (!tighten(s)) return slot(s);
            if (s > first) add_to(units_.parents()[s], s);
        }
        return {};
    }

private:
    static std::vector<cascade_demand> sorted(std::vector<cascade_demand> demands) {
        std::sort(demands.begin(), demands.end(),
                  [](cascade_demand const& a, cascade_demand const& b) { return a.unit < b.unit; });
        return demands;
    }
    // Inner units start at nothing and add up their children.
    void clear(std::uint32_t s) {
        auto const none = units_.is_leaf(slot(s)) ? range{} : range{0, 0};
        target(s) = none;
        for (std::size_t j = 0; j < parts_; ++j) part(s, j) = {none, none};
    }
    void apply(cascade_demand const& d, std::uint32_t s) {
        auto& cell = d.line == 0 ? target(s) : part(s, d.line - 1).part;
        cell.cut({d.lower.value_or(0), d.upper.value_or(unlimited)});
        if (d.hold) cell.cut({*d.hold, *d.hold});
    }
    // What target, part and rest say about each other.
    bool tighten(std::uint32_t s) {
        auto& x = target(s);
        for (std::size_t j = 0; j < parts_; ++j) {
            auto both = part(s, j).part;
            both.add(part(s, j).rest);
            x.cut(both);
        }
        bool possible = !x.empty();
        for (std::size_t j = 0; j < parts_; ++j) {
            auto& [y, z] = part(s, j);
            auto const before = y;
            possible = possible && !y.empty() && !z.empty();
            y.cut({x.low - z.high, x.high - z.low});
            z.cut({x.low - before.high, x.high - before.low});
            possible = possible && !y.empty() && !z.empty();
        }
        return possible;
    }
    void add_to(std::uint32_t above, std::uint32_t s) {
        target(above).add(target(s));
        for (std::size_t j = 0; j < parts_; ++j) {
            part(above, j).part.add(part(s, j).part);
            part(above, j).rest.add(part(s, j).rest);
        }
    }

    hierarchy const& units_;
    std::uint32_t first_, last_;
    std::size_t parts_;
    std::vector<range> target_;
    std::vector<part_ranges> part_;
};

/// The totals of the top, which are demands like all others.
std::vector<cascade_demand> with_totals(cascade_request const& request) {
    std::vector<cascade_demand> all;
    all.reserve(request.lines.size() + request.demands.size());
    for (std::size_t line = 0; line < request.lines.size(); ++line)
        all.push_back({request.top, line, {}, {}, request.lines[line].total});
    all.insert(all.end(), request.demands.begin(), request.demands.end());
    return all;
}

std::string text_of(hierarchy const& units, cascade_request const& request,
                    cascade_demand const& d) {
    auto text = "'" + std::string(units.code(d.unit)) + "' " + request.lines[d.line].id;
    if (d.hold) return text + " exactly " + std::to_string(*d.hold);
    if (d.lower) text += " at least " + std::to_string(*d.lower);
    if (d.upper) text += (d.lower ? " and" : "") + (" at most " + std::to_string(*d.upper));
    return text;
}

problems conflict_problems(hierarchy const& units, cascade_request const& request,
                           std::vector<cascade_demand> const& conflict) {
    std::string text = "these demands cannot be met together:";
    for (auto const& d : conflict)
        text += (d == conflict.front() ? " " : "; ") + text_of(units, request, d);
    problems found;
    found.error(defect::cascade_infeasible, units.origin(conflict.back().unit), text);
    return found;
}

/// Splits every unit's figures among its children, from the top.
class cascading {
public:
    cascading(hierarchy const& units, cascade_request const& request, feasible_figures& feasible)
        : units_(units),
          r_(request),
          feasible_(feasible),
          parts_(request.lines.size() - 1) {
        for (auto const& line : r_.lines) weights_.push_back(weights_of(line.weights));
    }

    result<cascade_result> run() {
        cascade_result answer{units_, r_.top, {}};
        for (auto const& line : r_.lines) {
            answer.figures.emplace_back(units_.size());
            answer.figures.back()[r_.top.value()] = line.total;
        }
        for (auto s = r_.top.value(); s < units_.end(r_.top).value(); ++s) {
            if (units_.is_leaf(slot(s)) || divide(s, answer)) continue;
            auto const [found, at] = settle(s, answer);
            if (found == verdict::impossible) return impossible();
            if (found == verdict::unknown) return undecided(at);
            s = at - 1; // once more from there, with room for every part
        }
        return answer;
    }

    // The division that gave the unit its figure, proved by its own certificate.
    label why(cascade_result const& answer, std::size_t line, slot unit) {
        auto const got = number(answer.at(line, unit));
        auto const code = std::string(units_.code(unit)) + ": ";
        if (unit == r_.top)
            return {code + got + ", là số được đem chia.", code + got + ", the figure divided."};
        auto const above = units_.parents()[unit.value()];
        find_children(above);
        auto const among = line == 0 ? targets_of(answer.figures[0][above])
                                     : parts_of(line - 1, figures_of(answer, 0));
        auto const seats = figures_of(answer, line);
        auto const total = answer.figures[line][above];
        auto const at = static_cast<std::size_t>(
            std::find(children_.begin(), children_.end(), unit.value()) - children_.begin());
        auto const claims = claims_of(among, line, total);
        auto const proved = proof_of(claims, seats, total);
        if (verify(proved.proof, claims).empty()) return partyorg::why(claims, proved, at);
        auto const plain = number(detail::split(among, total, r_.method)[at]);
        return {code + got + "; chia riêng theo tỷ lệ thì được " + plain +
                    ", nhưng phải đủ chỗ cho các chỉ tiêu “trong đó”.",
                code + got + "; in proportion alone it would be " + plain +
                    ", but the of-which parts must find room."};
    }

private:
    static std::string number(std::int64_t value) { return std::to_string(value); }
    std::vector<std::int64_t> figures_of(cascade_result const& answer, std::size_t line) const {
        std::vector<std::int64_t> figures;
        figures.reserve(children_.size());
        for (auto const c : children_) figures.push_back(answer.figures[line][c]);
        return figures;
    }
    // What `split` makes of the siblings: without enough room in those with a weight, they are full
    // and the others count alike.
    std::vector<claim> claims_of(detail::siblings const& among, std::size_t line,
                                 std::int64_t total) const {
        auto const n = children_.size();
        bool const enough = detail::enough_with_weight(among, total);
        std::vector<claim> claims(n);
        for (std::size_t i = 0; i < n; ++i) {
            auto& c = claims[i];
            bool const without = among.weights[i] == 0;
            c.name = units_.code(slot(children_[i]));
            c.basis.numerator =
                !enough && without ? 1 : static_cast<std::int64_t>(among.weights[i]);
            c.lower = !enough && !without ? among.upper[i] : among.lower[i];
            if (among.upper[i] < total) c.upper = among.upper[i];
            if (*c.lower == 0) c.lower.reset();
        }
        for (auto const& d : r_.demands)
            for (std::size_t i = 0; i < n; ++i)
                if (d.line == line && d.hold && d.unit.value() == children_[i])
                    claims[i].hold = d.hold;
        return claims;
    }
    apportionment proof_of(std::vector<claim> const& claims, std::vector<std::int64_t> const& seats,
                           std::int64_t total) const {
        apportionment answer;
        auto& proof = answer.proof;
        proof.method = r_.method;
        proof.total = total;
        proof.seats = seats;
        detail::with_rule(r_.method, [&]<class Rule>(Rule) { find_border<Rule>(claims, answer); });
        return answer;
    }
    template <class Rule>
    static void find_border(std::vector<claim> const& claims, apportionment& answer) {
        auto const& seats = answer.proof.seats;
        std::optional<detail::bid> last, first;
        auto const bid_of = [&](std::size_t i, std::int64_t k) {
            return detail::bid{static_cast<std::uint64_t>(claims[i].basis.numerator), k,
                               static_cast<std::uint32_t>(i)};
        };
        auto const may = [&](std::size_t i, bool more) {
            auto const& c = claims[i];
            if (c.hold || c.basis.numerator == 0) return false;
            return more ? !c.upper || seats[i] < *c.upper : seats[i] > c.lower.value_or(0);
        };
        for (std::size_t i = 0; i < claims.size(); ++i) {
            if (may(i, false)) {
                auto const given = bid_of(i, seats[i] - 1);
                if (!last || Rule::order(given, *last) > 0) last = given;
            }
            if (may(i, true)) {
                auto const refused = bid_of(i, seats[i]);
                if (!first || Rule::order(refused, *first) < 0) first = refused;
            }
        }
        if (last) answer.proof.last_given = seat_claim{last->unit, last->k + 1};
        if (first) answer.proof.first_refused = seat_claim{first->unit, first->k + 1};
        if (!last || !first || Rule::order(*last, *first) != 0) return;
        apportion_tie tie;
        for (std::size_t i = 0; i < claims.size(); ++i) {
            bool const given = may(i, false) && Rule::order(bid_of(i, seats[i] - 1), *last) == 0;
            bool const refused = may(i, true) && Rule::order(bid_of(i, seats[i]), *last) == 0;
            if (given || refused) tie.units.push_back(i);
            if (given) ++tie.seats;
        }
        answer.tied = std::move(tie);
    }

    // A stated cell counts; where there is none, what is below.
    std::vector<std::uint64_t> weights_of(count_column const& column) const {
        std::vector<std::uint64_t> weights(units_.size());
        for (auto s = units_.size(); s-- > 0;) {
            auto const own = column[slot(s)];
            if (own.has_value()) weights[s] = static_cast<std::uint64_t>(own.value());
            auto const above = units_.parents()[s];
            if (above != s && !column[slot(above)].has_value()) weights[above] += weights[s];
        }
        return weights;
    }

    void find_children(std::uint32_t s) {
        children_.clear();
        for (auto c = s + 1; c < units_.ends()[s]; c = units_.ends()[c]) children_.push_back(c);
    }

    // Where several parts do not fit together below a unit, targets that leave room for all are
    // looked for: below it, else below its superior, and so on to the top.
    struct settlement {
        verdict found = verdict::unknown;
        std::uint32_t at = 0;
    };
    settlement settle(std::uint32_t s, cascade_result const& answer) {
        if (demands_.empty()) demands_ = with_totals(r_);
        for (auto at = s;; at = units_.parents()[at]) {
            auto const inside = [&](cascade_demand const& d) {
                return at <= d.unit.value() && d.unit.value() < units_.ends()[at];
            };
            std::vector<cascade_demand> below;
            std::copy_if(demands_.begin(), demands_.end(), std::back_inserter(below), inside);
            // What was settled below it before is settled anew.
            feasible_.compute(below, slot(at));
            for (std::size_t line = 0; line <= parts_; ++line)
                below.push_back({.unit = slot(at), .line = line, .hold = answer.figures[line][at]});
            detail::cascade_core core(units_, slot(at), parts_, below);
            auto const found = core.solve(wanted_below(at, core, answer));
            if (found == verdict::possible) {
                auto const holds = core.targets();
                below.insert(below.end(), holds.begin(), holds.end());
                feasible_.compute(below, slot(at));
            } else if (found == verdict::impossible && at != r_.top.value()) {
                continue;
            }
            return {found, at};
        }
    }
    // The targets in proportion, without regard to the parts together.
    std::vector<std::int64_t> const&
    wanted_below(std::uint32_t at, detail::cascade_core const& core, cascade_result const& answer) {
        wanted_.resize(units_.size());
        wanted_[at] = answer.figures[0][at];
        for (auto const m : core.members()) {
            if (units_.is_leaf(m)) continue;
            find_children(m.value());
            auto const total = wanted_[m.value()];
            auto const x = detail::split(targets_of(total), total, r_.method);
            for (std::size_t i = 0; i < children_.size(); ++i) wanted_[children_[i]] = x[i];
        }
        return wanted_;
    }

    bool divide(std::uint32_t s, cascade_result& answer) {
        find_children(s);
        auto const total = answer.figures[0][s];
        auto const among = targets_of(total);
        auto x = detail::split(among, total, r_.method);
        if (parts_ > 0) make_room(s, among, x, answer);
        for (std::size_t j = 0; j < parts_; ++j)
            if (!fits(j, x, answer.figures[j + 1][s])) return false;
        for (std::size_t i = 0; i < children_.size(); ++i) answer.figures[0][children_[i]] = x[i];
        for (std::size_t j = 0; j < parts_; ++j) divide_part(j, x, answer.figures[j + 1], s);
        return true;
    }

    detail::siblings targets_of(std::int64_t total) {
        detail::siblings among;
        for (auto const c : children_) {
            auto const allowed = feasible_.target(c);
            among.weights.push_back(weights_[0][c]);
            among.lower.push_back(allowed.low);
            among.upper.push_back(std::max(allowed.low, std::min(allowed.high, total)));
        }
        return among;
    }

    // The part that a child can have when its target is x: at least low, at most high.
    range part_at(std::size_t j, std::uint32_t child, std::int64_t x) {
        auto const& [y, z] = feasible_.part(child, j);
        return {std::max(y.low, x - z.high), std::min(y.high, x - z.low)};
    }
    range sum_of_parts(std::size_t j, std::vector<std::int64_t> const& x) {
        range sum{0, 0};
        for (std::size_t i = 0; i < children_.size(); ++i) sum.add(part_at(j, children_[i], x[i]));
        return sum;
    }
    bool fits(std::size_t j, std::vector<std::int64_t> const& x, std::int64_t part) {
        auto const sum = sum_of_parts(j, x);
        return sum.low <= part && part <= sum.high;
    }

    // If the proportional split leaves too little room for a part (or too much), claims below the
    // point where a child's part is full (or where it must grow) are served first. Only one of the
    // two can be violated, and keeping it with equality keeps the other.
    void make_room(std::uint32_t s, detail::siblings const& among, std::vector<std::int64_t>& x,
                   cascade_result const& answer) {
        for (std::size_t j = 0; j < parts_; ++j) {
            auto const part = answer.figures[j + 1][s];
            if (fits(j, x, part)) continue;
            serve_below(among, x, j, part,
                        sum_of_parts(j, x).high < part ? lack::room : lack::load);
            break;
        }
    }
    enum class lack : std::uint8_t {
        room, // the part does not find enough room in the targets
        load, // the rest does not
    };
    void serve_below(detail::siblings const& among, std::vector<std::int64_t>& x, std::size_t j,
                     std::int64_t part, lack what) {
        bool const more = what == lack::room;
        auto const total = std::accumulate(x.begin(), x.end(), std::int64_t{0});
        std::vector<std::int64_t> point;
        std::int64_t k = more ? part : total - part;
        for (auto const c : children_) {
            auto const& [y, z] = feasible_.part(c, j);
            point.push_back(std::min(more ? y.high + z.low : y.low + z.high, total));
            k += more ? z.low : y.low;
        }
        x = detail::split_with_base(among, point, total, k, r_.method);
    }

    detail::siblings parts_of(std::size_t j, std::vector<std::int64_t> const& x) {
        detail::siblings among;
        for (std::size_t i = 0; i < children_.size(); ++i) {
            auto const allowed = part_at(j, children_[i], x[i]);
            among.weights.push_back(weights_[j + 1][children_[i]]);
            among.lower.push_back(allowed.low);
            among.upper.push_back(allowed.high);
        }
        return among;
    }
    void divide_part(std::size_t j, std::vector<std::int64_t> const& x,
                     std::vector<std::int64_t>& figures, std::uint32_t s) {
        auto const among = parts_of(j, x);
        auto const y = detail::split(among, figures[s], r_.method);
        for (std::size_t i = 0; i < children_.size(); ++i) figures[children_[i]] = y[i];
    }

    problems undecided(std::uint32_t s) const {
        problems found;
        found.error(defect::cascade_undecided, units_.origin(slot(s)),
                    "whether the of-which parts find room together under '" +
                        std::string(units_.code(slot(s))) + "' takes too long to decide");
        return found;
    }
    problems impossible() const {
        return conflict_problems(units_, r_, find_cascade_conflict(units_, r_));
    }

    hierarchy const& units_;
    cascade_request const& r_;
    feasible_figures& feasible_;
    std::size_t parts_;
    std::vector<std::vector<std::uint64_t>> weights_{};
    std::vector<std::uint32_t> children_{};
    std::vector<cascade_demand> demands_{}; // with the totals, once something has to be settled
    std::vector<std::int64_t> wanted_{};
};

// --- checks ---------------------------------------------------------------------------------

class request_check {
public:
    request_check(hierarchy const& units, cascade_request const& request)
        : units_(units),
          r_(request) {}

    problems run() {
        if (r_.lines.empty()) found_.error(defect::unknown_measure, {}, "a cascade needs a target");
        if (!is_divisor_method(r_.method))
            found_.error(defect::measure_mismatch, {},
                         "a cascade divides by a divisor method, not by '" +
                             std::string(to_string(r_.method)) + "'");
        for (auto const& line : r_.lines) {
            not_negative(line.total, {}, line.id + " in total");
            check_weights(line);
        }
        for (auto const& d : r_.demands) check(d);
        return std::move(found_);
    }

private:
    void not_negative(std::optional<std::int64_t> value, place where, std::string const& what) {
        if (!value) return;
        if (*value < 0)
            found_.error(defect::negative_target, std::move(where),
                         what + ": " + std::to_string(*value));
        else if (*value > most_seats)
            found_.error(defect::weights_too_fine, std::move(where),
                         what + ": " + std::to_string(*value) + " is too large");
    }
    void check_weights(cascade_line const& line) {
        detail::u128 sum = 0;
        for (auto s = r_.top.value(); s < units_.end(r_.top).value(); ++s) {
            auto const w = line.weights[slot(s)].value_or(0);
            if (w < 0)
                found_.error(defect::negative_weight, units_.origin(slot(s)),
                             "unit '" + std::string(units_.code(slot(s))) + "': weight " +
                                 std::to_string(w) + " for " + line.id);
            else
                sum += static_cast<detail::u128>(w);
        }
        if (sum >= detail::u128(1) << 62)
            found_.error(defect::weights_too_fine, {}, "the weights for " + line.id);
    }
    void check(cascade_demand const& d) {
        if (!units_.contains(d.unit) || !units_.is_ancestor_or_self(r_.top, d.unit)) {
            found_.error(defect::unknown_unit, {}, "a demand on a unit outside the cascade");
            return;
        }
        if (d.line >= r_.lines.size()) {
            found_.error(defect::unknown_measure, units_.origin(d.unit),
                         "a demand on a column that is not divided");
            return;
        }
        auto const what = "'" + std::string(units_.code(d.unit)) + "' " + r_.lines[d.line].id;
        not_negative(d.lower, units_.origin(d.unit), what + " at least");
        not_negative(d.upper, units_.origin(d.unit), what + " at most");
        not_negative(d.hold, units_.origin(d.unit), what + " held");
    }

    hierarchy const& units_;
    cascade_request const& r_;
    problems found_{};
};

} // namespace

count_column cascade_result::as_column(std::size_t line, measure_info info) const {
    count_column column(units, std::move(info));
    for (auto s = top.value(); s < units.end(top).value(); ++s) column[slot(s)] = figures[line][s];
    return column;
}

count_column cascade_result::as_leaf_column(std::size_t line, measure_info info) const {
    count_column column(units, std::move(info));
    for (auto s = top.value(); s < units.end(top).value(); ++s)
        if (units.is_leaf(slot(s))) column[slot(s)] = figures[line][s];
    return column;
}

label why(hierarchy const& units, cascade_request const& request, cascade_result const& answer,
          std::size_t line, slot unit) {
    PARTYORG_ASSERT(units.is_ancestor_or_self(request.top, unit), "the unit is in the cascade");
    PARTYORG_ASSERT(line < request.lines.size(), "the line was divided");
    feasible_figures feasible(units, request.top, request.lines.size() - 1);
    feasible.compute(with_totals(request));
    return cascading(units, request, feasible).why(answer, line, unit);
}

std::vector<cascade_demand> find_cascade_conflict(hierarchy const& units,
                                                  cascade_request const& request) {
    auto const parts = request.lines.size() - 1;
    auto const all = with_totals(request);
    auto const worst = feasible_figures(units, request.top, parts).compute(all);
    std::vector<cascade_demand> below;
    if (worst) {
        // Whatever is contradictory stands in the subtree where the first contradiction shows.
        for (auto const& d : all)
            if (units.is_ancestor_or_self(*worst, d.unit)) below.push_back(d);
    } else {
        if (parts < 2) return {};
        detail::cascade_core core(units, request.top, parts, all);
        if (core.solve() != verdict::impossible) return {};
        below = core.blamed();
    }
    auto const top = worst.value_or(request.top);
    feasible_figures part(units, top, parts);
    return detail::smallest_conflict(below, [&](std::vector<cascade_demand> const& some) {
        if (part.compute(some)) return false;
        return parts < 2 ||
               detail::cascade_core(units, top, parts, some).solve() != verdict::impossible;
    });
}

result<cascade_result> cascade(hierarchy const& units, cascade_request const& request) {
    PARTYORG_ASSERT(units.contains(request.top), "the top belongs to the snapshot");
    auto found = request_check(units, request).run();
    if (found.has_errors()) return found;
    feasible_figures feasible(units, request.top, request.lines.size() - 1);
    if (!feasible.compute(with_totals(request))) return cascading(units, request, feasible).run();

    return conflict_problems(units, request, find_cascade_conflict(units, request));
}

} // namespace partyorg
