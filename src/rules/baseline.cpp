#include <partyorg/core/assert.hpp>
#include <partyorg/core/error.hpp>
#include <partyorg/rules/baseline.hpp>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

namespace partyorg {
namespace {

using key = std::tuple<std::string_view, std::string_view, std::string_view, std::string_view>;

key key_of(baseline_entry const& e) {
    return {e.rule_id, e.code, e.measure, to_string(e.outcome)};
}
key key_of(finding const& f) {
    return {f.rule_id, f.code, f.measure, to_string(f.outcome)};
}

std::string words_of(baseline_entry const& e) {
    auto text = "rule '" + e.rule_id + "'";
    if (!e.code.empty()) text += ", unit '" + e.code + "'";
    if (!e.measure.empty()) text += ", " + e.measure;
    return text + ": " + std::string(to_string(e.outcome));
}

void check(baseline_entry const& e, problems& found) {
    if (e.outcome == outcome::pass || e.outcome == outcome::not_applicable)
        found.error(defect::not_acceptable, e.where,
                    words_of(e) + " needs no accepting; only fail, review and undecidable do");
    if (!e.granted) return;
    auto const lacks = e.granted->reason.empty()   ? "a reason"
                       : e.granted->role.empty()   ? "the role that granted it"
                       : !is_day(e.granted->until) ? "its last day"
                                                   : nullptr;
    if (lacks)
        found.error(defect::incomplete_suppression, e.where,
                    words_of(e) + ": the suppression lacks " + lacks);
}

bool counts(finding const& f) {
    return f.outcome == outcome::fail || f.outcome == outcome::review;
}

} // namespace

baseline::baseline(std::vector<baseline_entry> entries) : entries_(std::move(entries)) {
    problems found;
    for (auto const& e : entries_) check(e, found);
    if (found.has_errors()) throw invalid_input(std::move(found));
    std::stable_sort(entries_.begin(), entries_.end(),
                     [](auto const& a, auto const& b) { return key_of(a) < key_of(b); });
    auto const same = [](auto const& a, auto const& b) { return key_of(a) == key_of(b); };
    entries_.erase(std::unique(entries_.begin(), entries_.end(), same), entries_.end());
}

baseline_entry const* baseline::find(finding const& what) const {
    auto const wanted = key_of(what);
    auto const at = std::lower_bound(entries_.begin(), entries_.end(), wanted,
                                     [](auto const& e, key const& k) { return key_of(e) < k; });
    return at != entries_.end() && key_of(*at) == wanted ? &*at : nullptr;
}

std::string_view to_string(finding_status s) noexcept {
    constexpr std::array<std::string_view, 5> ids = {"fresh", "known", "suppressed", "lapsed",
                                                     "passing"};
    return ids[static_cast<std::size_t>(s)];
}

baseline_comparison compare(check_result const& found, baseline const& before) {
    PARTYORG_ASSERT(found.dropped() == 0, "a baseline needs all findings");
    baseline_comparison out;
    auto const& entries = before.entries();
    out.accepted = entries.size();
    std::vector<bool> used(entries.size());
    auto const today = found.asked().effective();
    out.status.reserve(found.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        auto const f = found[i];
        auto const* entry = f.near_miss ? nullptr : before.find(f);
        auto status = f.near_miss ? finding_status::passing : finding_status::fresh;
        if (entry) {
            used[static_cast<std::size_t>(entry - entries.data())] = true;
            status = !entry->granted                  ? finding_status::known
                     : today <= entry->granted->until ? finding_status::suppressed
                                                      : finding_status::lapsed;
        }
        out.known += status == finding_status::known;
        out.suppressed += status == finding_status::suppressed;
        if (status == finding_status::lapsed) out.lapsed.push_back(*entry);
        if (status == finding_status::lapsed || (status == finding_status::fresh && counts(f))) {
            ++out.fresh;
            out.fresh_errors += f.outcome == outcome::fail && f.severity == rule_severity::error;
        }
        out.status.push_back(status);
    }
    for (std::size_t i = 0; i < entries.size(); ++i)
        if (!used[i]) out.gone.push_back(entries[i]);
    return out;
}

baseline make_baseline(check_result const& found, baseline const& before) {
    PARTYORG_ASSERT(found.dropped() == 0, "a baseline needs all findings");
    std::vector<baseline_entry> entries;
    for (std::size_t i = 0; i < found.size(); ++i) {
        auto const f = found[i];
        if (f.near_miss) continue;
        auto const* entry = before.find(f);
        if (!entry && !counts(f)) continue;
        // An excuse that ran out stays one that ran out: it does not become one for ever.
        entries.push_back({f.rule_id, f.code, f.measure, f.outcome,
                           entry ? entry->granted : std::nullopt, place{}});
    }
    return baseline(std::move(entries));
}

problems verify(baseline const& accepted, rule_book const& rules, hierarchy const& units) {
    std::vector<problem> list;
    auto const ids = rules.ids();
    std::set<std::string_view> const known(ids.begin(), ids.end());
    for (auto const& e : accepted.entries()) {
        if (!known.contains(e.rule_id))
            list.push_back({defect::unknown_rule, severity::error, e.where,
                            "there is no rule '" + e.rule_id + "'"});
        if (!e.code.empty() && !units.find(e.code))
            list.push_back({defect::unknown_unit, severity::warning, e.where,
                            "there is no unit '" + e.code + "' any more"});
    }
    std::stable_sort(list.begin(), list.end(), [](problem const& a, problem const& b) {
        return a.where.line < b.where.line;
    });
    problems out;
    for (auto& p : list) out.add(std::move(p));
    return out;
}

problems notes_of(baseline_comparison const& compared) {
    problems out;
    for (auto const& e : compared.gone)
        out.warning(defect::unused_baseline_entry, e.where,
                    words_of(e) + " is accepted, but not there any more");
    for (auto const& e : compared.lapsed)
        out.warning(defect::lapsed_suppression, e.where,
                    words_of(e) + " was excused until " + to_iso(e.granted->until));
    return out;
}

} // namespace partyorg
