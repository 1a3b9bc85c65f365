#include "bids.hpp"
#include "table_counts.hpp"

#include <partyorg/targets/deviation.hpp>

#include <algorithm>
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

// --- analysis -------------------------------------------------------------------------------

/// The divisors, as claims, between which a unit's figure is right: its last seat is not weaker
/// than `from`, its next seat not stronger. A missing end is no limit.
struct right_between {
    std::optional<detail::bid> last_given{};
    std::optional<detail::bid> next{};
};

class analysing {
public:
    analysing(table const& figures, deviation_options const& options)
        : figures_(figures),
          units_(figures.units()),
          o_(options) {}

    result<deviation_analysis> run() {
        registered_ = {figures_, o_.registered, found_};
        assigned_ = {figures_, o_.assigned, found_};
        if (found_.has_errors()) return found_;
        answer_.registered_id = o_.registered;
        answer_.assigned_id = o_.assigned;
        answer_.method = o_.method;
        for (std::uint32_t i = 0; i < units_.size(); ++i) consider(slot(i));
        std::vector<slot> taking_part;
        taking_part.reserve(answer_.rows.size());
        for (auto const& row : answer_.rows) taking_part.push_back(row.unit);
        detail::report_nesting(units_, taking_part, o_.assigned, found_);
        if (found_.has_errors()) return found_;
        compare_with_formula();
        if (found_.has_errors()) return found_;
        if (is_divisor_method(o_.method))
            answer_.holds = detail::with_rule(
                o_.method, [&]<class Rule>(Rule) { return smallest_holds<Rule>(); });
        return std::move(answer_);
    }

private:
    void consider(slot s) {
        auto const registered = registered_[s], assigned = assigned_[s];
        if (registered.is_blank() && assigned.is_blank()) return;
        deviation_row const row{s, registered.value_or(0), assigned.value_or(0), 0, false};
        for (auto const value : {row.registered, row.assigned})
            if (value < 0)
                found_.error(defect::negative_target, units_.origin(s),
                             "unit '" + std::string(units_.code(s)) +
                                 "': " + std::to_string(value));
        answer_.registered_total += row.registered;
        answer_.assigned_total += row.assigned;
        auto const at = answer_.rows.size();
        if (row.change() < 0) answer_.cut.push_back(at);
        if (row.change() > 0) answer_.raised.push_back(at);
        answer_.rows.push_back(row);
    }

    // More was assigned than registered: then a cap would contradict the total.
    bool capped() const {
        return o_.cap == formula_cap::at_registered &&
               answer_.assigned_total <= answer_.registered_total;
    }

    void compare_with_formula() {
        std::vector<claim> claims;
        std::vector<place> places;
        for (auto const& row : answer_.rows) {
            claim c{.name = units_.code(row.unit), .basis = {row.registered}};
            if (capped()) c.upper = row.registered;
            claims.push_back(c);
            places.push_back(units_.origin(row.unit));
        }
        auto const formula = apportion(claims, {.seats = answer_.assigned_total,
                                                .method = o_.method,
                                                .ties = tie_policy::by_order,
                                                .places = places});
        if (!formula) return found_.append(formula.error());
        for (std::size_t i = 0; i < claims.size(); ++i) {
            answer_.rows[i].formula = formula->seats()[i];
            if (answer_.rows[i].against_formula() != 0) answer_.differing.push_back(i);
        }
        answer_.tied = formula->tied;
        if (formula->tied)
            for (auto const i : formula->tied->units) answer_.rows[i].formula_tied = true;
    }

    // A unit is explained by every divisor between two claims: of its last seat and its next one.
    right_between interval_of(std::size_t i) const {
        auto const& row = answer_.rows[i];
        auto const weight = static_cast<std::uint64_t>(row.registered);
        auto const unit = static_cast<std::uint32_t>(i);
        right_between ends;
        if (row.assigned > 0) ends.last_given = detail::bid{weight, row.assigned - 1, unit};
        if (!capped() || row.assigned < row.registered)
            ends.next = detail::bid{weight, row.assigned, unit};
        return ends;
    }

    // Sweeps over all claims that end an interval, from the strongest to the weakest, and counts
    // the intervals that a threshold at that claim lies in.
    template <class Rule>
    std::vector<std::size_t> smallest_holds() const {
        struct end {
            detail::bid at;
            int turn; // +1: from here on right, -1: right up to here
        };
        std::vector<end> ends;
        std::vector<std::size_t> always;
        int inside = 0, most = 0;
        for (std::size_t i = 0; i < answer_.rows.size(); ++i) {
            auto const& row = answer_.rows[i];
            if (row.registered == 0 ? row.assigned != 0
                                    : capped() && row.assigned > row.registered) {
                always.push_back(i);
                continue;
            }
            if (row.registered == 0) continue;
            auto const [last, next] = interval_of(i);
            // A threshold at a claim serves everything stronger, and equals as the tie falls.
            if (last) ends.push_back({*last, +1});
            if (next) ends.push_back({*next, -1});
            if (!last) ++inside;
        }
        std::sort(ends.begin(), ends.end(), [](end const& a, end const& b) {
            auto const order = Rule::order(a.at, b.at);
            return order != 0         ? order < 0
                   : a.turn != b.turn ? a.turn > b.turn
                                      : a.at.unit < b.at.unit;
        });
        std::optional<detail::bid> best;
        most = inside;
        for (auto const& e : ends) {
            inside += e.turn;
            if (inside > most) {
                most = inside;
                best = e.at;
            }
        }
        return outside<Rule>(best, std::move(always));
    }
    template <class Rule>
    std::vector<std::size_t> outside(std::optional<detail::bid> const& threshold,
                                     std::vector<std::size_t> held) const {
        for (std::size_t i = 0; i < answer_.rows.size(); ++i) {
            auto const& row = answer_.rows[i];
            if (row.registered == 0 || (capped() && row.assigned > row.registered)) continue;
            auto const [last, next] = interval_of(i);
            bool const too_many = last && (!threshold || Rule::order(*last, *threshold) > 0);
            bool const too_few = next && threshold && Rule::order(*next, *threshold) < 0;
            if (too_many || too_few) held.push_back(i);
        }
        std::sort(held.begin(), held.end());
        return held;
    }

    table const& figures_;
    hierarchy const& units_;
    deviation_options const& o_;
    detail::count_view registered_{}, assigned_{};
    problems found_{};
    deviation_analysis answer_{};
};

std::int64_t sum_of_changes(deviation_analysis const& analysis,
                            std::vector<std::size_t> const& rows) {
    std::int64_t sum = 0;
    for (auto const i : rows) sum += analysis.rows[i].change();
    return sum;
}

std::string number(std::int64_t value) {
    return std::to_string(value);
}

class wording {
public:
    wording(table const& figures, deviation_analysis const& analysis)
        : units_(figures.units()),
          a_(analysis) {}

    label run() {
        add("Đăng ký ", "Registered ");
        add(number(a_.registered_total), number(a_.registered_total));
        add(", giao ", ", assigned ");
        add(number(a_.assigned_total), number(a_.assigned_total));
        add(".\n", ".\n");
        changes(a_.cut, "Giảm", "Cut", a_.total_cut());
        changes(a_.raised, "Tăng", "Raised", a_.total_raised());
        formula();
        holds();
        return std::move(text_);
    }

private:
    void add(std::string_view vi, std::string_view en) {
        text_.vi += vi;
        text_.en += en;
    }
    std::string name(std::size_t row) const { return std::string(units_.code(a_.rows[row].unit)); }

    void changes(std::vector<std::size_t> const& rows, std::string const& vi, std::string const& en,
                 std::int64_t total) {
        if (rows.empty()) return;
        auto const n = number(static_cast<std::int64_t>(rows.size()));
        add(vi + " " + number(total) + " ở " + n + " đơn vị:",
            en + " by " + number(total) + " in " + n + (rows.size() == 1 ? " unit:" : " units:"));
        for (auto const i : rows) {
            auto const& row = a_.rows[i];
            auto const one = (i == rows.front() ? " " : ", ") + name(i) + " " +
                             number(row.registered) + " → " + number(row.assigned);
            add(one, one);
        }
        add(".\n", ".\n");
    }
    void formula() {
        auto const method = std::string(to_string(a_.method));
        if (a_.differing.empty()) {
            add("Công thức (" + method + ") cho kết quả đúng như vậy",
                "The formula (" + method + ") gives just this");
        } else {
            auto const n = number(static_cast<std::int64_t>(a_.differing.size()));
            add("Công thức (" + method + ") khác ở " + n + " đơn vị:",
                "The formula (" + method + ") differs in " + n +
                    (a_.differing.size() == 1 ? " unit:" : " units:"));
            for (auto const i : a_.differing) {
                auto const& row = a_.rows[i];
                auto const lead = (i == a_.differing.front() ? " " : ", ") + name(i) + " ";
                add(lead + number(row.formula) + ", đã giao " + number(row.assigned),
                    lead + number(row.formula) + ", assigned " + number(row.assigned));
            }
        }
        if (a_.tied) {
            auto const n = number(static_cast<std::int64_t>(a_.tied->units.size()));
            add("; " + n + " đơn vị bằng nhau cho " + number(a_.tied->seats) +
                    " suất cuối, lấy theo thứ tự",
                "; " + n + " units are equal for the last " + number(a_.tied->seats) +
                    ", taken in order");
        }
        add(".\n", ".\n");
    }
    void holds() {
        if (!a_.holds) return;
        if (a_.holds->empty()) {
            add("Không cần giữ đơn vị nào để giải thích quyết định.\n",
                "No hold is needed to explain the decision.\n");
            return;
        }
        auto const n = number(static_cast<std::int64_t>(a_.holds->size()));
        add("Chỉ cần giữ " + n + " đơn vị là công thức cho đúng quyết định:",
            "Hold " + n + (a_.holds->size() == 1 ? " unit" : " units") +
                ", and the formula gives the decision:");
        for (auto const i : *a_.holds) {
            auto const one = (i == a_.holds->front() ? " " : ", ") + name(i) + " = " +
                             number(a_.rows[i].assigned);
            add(one, one);
        }
        add(".\n", ".\n");
    }

    hierarchy const& units_;
    deviation_analysis const& a_;
    label text_{};
};

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

std::int64_t deviation_analysis::total_cut() const {
    return -sum_of_changes(*this, cut);
}
std::int64_t deviation_analysis::total_raised() const {
    return sum_of_changes(*this, raised);
}

result<deviation_analysis> analyse_deviation(table const& figures,
                                             deviation_options const& options) {
    return analysing(figures, options).run();
}

label describe(table const& figures, deviation_analysis const& analysis) {
    return wording(figures, analysis).run();
}

} // namespace partyorg
