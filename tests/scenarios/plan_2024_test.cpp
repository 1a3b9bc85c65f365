// The published plan of 2024, asked of every built-in rule: what passes, fails, cannot be decided.
#include "support/catch.hpp"

#include <partyorg/io/plan_document.hpp>
#include <partyorg/rules/check.hpp>
#include <partyorg/rules/statutes/all.hpp>

#include <map>
#include <set>
#include <string>

namespace po = partyorg;

namespace {

po::plan const& published() {
    static auto const plan =
        po::io::read_plan(PARTYORG_SOURCE_DIR "/examples/data/phong-tho-2024/plan.txt");
    return plan;
}

po::as_of const day(po::date(2024, 1, 15));

/// "pass 61", "review 6, pass 55"; "nobody" if it concerns no unit.
std::string told(po::outcome_counts const& counts) {
    std::string text;
    using enum po::outcome;
    for (auto const o : {fail, review, undecidable, pass})
        if (counts[o] > 0)
            text += (text.empty() ? "" : ", ") + std::string(to_string(o)) + ' ' +
                    std::to_string(counts[o]);
    return text.empty() ? "nobody" : text;
}

} // namespace

TEST_CASE("the plan of 2024 as of 15/01/2024, rule by rule", "[scenarios]") {
    auto const result = po::check(published(), po::statutes::all(), day);
    std::string text = "\n";
    for (auto const& r : result.by_rule()) text += r.version().id + ": " + told(r.counts) + '\n';
    for (auto const& s : result.skipped())
        text += s.id + ": skipped, " + std::string(to_string(s.why)) + '\n';
    // What does not hold on the day has its title all the same.
    for (auto const& s : result.skipped()) CHECK_FALSE(s.title.in(po::language::vi).empty());
    // 20 grassroots committees, 41 grassroots cells, the district. Members per unit, officers and
    // congresses are not in the plan, so what asks for them cannot be decided; a blank is no pass.
    CHECK(text == R"(
org.min-official-members: undecidable 61
grassroots.kind.cell: undecidable 41
grassroots.kind.committee: undecidable 20
grassroots.kind.exception.small-committee: undecidable 20
cell.exception.large-cell: nobody
grassroots.kind.exception.large-cell: undecidable 41
subcommittee.consent: nobody
group.divide: nobody
levels.grassroots-parent: pass 61
levels.cell-parent: nobody
levels.sectional-parent: nobody
cell.committee.required: undecidable 41
cell.committee.max: undecidable 41
cell.small.officers: undecidable 41
group.officers: nobody
grassroots.standing.required: undecidable 20
grassroots.standing.required.fewer: undecidable 20
inspection.exists-from-grassroots: undecidable 21
inspection.exists-from-grassroots.cells: nobody
inspection.fulltime-vicechair: undecidable 20
inspection.size.by-level.2020: nobody
inspection.size.by-level.2020.district: undecidable 1
cell.term: nobody
cell.term.shift: nobody
grassroots.term: undecidable 61
congress.form: undecidable 61
congress.form.members: undecidable 61
congress.duration: undecidable 61
cell.meeting.monthly: undecidable 41
target.admission-rate: pass 1
target.admission-rate.admitted: undecidable 1
target.grade: nobody
target.grade.members: nobody
target.village-members: nobody
target.village-members.cells: pass 1
adm.decision.deadline: nobody
adm.ceremony.deadline: nobody
recog.cell.deadline: nobody
recog.decision.deadline: nobody
transfer.official.deadline: nobody
transfer.letter.deadline: nobody
plan.total.registered: pass 1
plan.total.registered.residential: pass 1
plan.total.assigned: pass 1
plan.total.assigned.residential: pass 1
plan.of-which.registered: pass 16
plan.of-which.assigned: pass 17
plan.of-which.admitted: nobody
quota.cascade: nobody
quota.cascade.residential: nobody
plan.deviation: review 6, pass 55
plan.coverage.villages: pass 1
plan.coverage.health_stations: pass 1
plan.coverage.schools: pass 1
plan.coverage.police_posts: pass 1
plan.obligations: undecidable 62
grassroots.cell.delegated-superior: skipped, unconfirmed
levels.no-district: skipped, not_in_force
grassroots.standing.supplement: skipped, not_in_force
standing.max-share: skipped, not_in_force
commune.committee.size.2025: skipped, not_in_force
commune.advisory-bodies: skipped, not_in_force
commune.advisory-bodies.province: skipped, not_in_force
inspection.size.by-level.2025.centre: skipped, not_in_force
inspection.size.by-level.2025: skipped, not_in_force
inspection.size.by-level.2025.commune: skipped, not_in_force
cell.term.pilot: skipped, not_in_force
cell.meeting.minutes: skipped, not_in_force
cell.meeting.minutes.combined: skipped, not_in_force
)");
    CHECK_FALSE(result.has_errors());
    CHECK(result.notes().empty());
}

TEST_CASE("six units of the plan are assigned other than they registered", "[scenarios]") {
    auto const result = po::check(published(), po::statutes::all(), day);
    std::string found;
    for (auto const& f : result)
        if (f.outcome == po::outcome::review)
            found += f.rule_id + ": " + std::string(result.units().name(*f.unit)) + '\n';
    CHECK(found == "plan.deviation: Đảng bộ xã Vàng Ma Chải\n"
                   "plan.deviation: Đảng bộ xã Đào San\n"
                   "plan.deviation: Đảng bộ xã Hoang Thèn\n"
                   "plan.deviation: Đảng bộ xã Khổng Lào\n"
                   "plan.deviation: Đảng bộ xã Ma Li Pho\n"
                   "plan.deviation: Đảng bộ xã Lán Nhì Thàng\n");
}

TEST_CASE("what cannot be decided says which input is missing", "[scenarios]") {
    auto const result = po::check(published(), po::statutes::all(), day);
    std::map<std::string, std::set<std::string>> missing;
    for (auto const& f : result)
        if (f.outcome == po::outcome::undecidable)
            missing[f.rule_id].insert(f.missing.begin(), f.missing.end());
    using names = std::set<std::string>;
    CHECK(missing["org.min-official-members"] == names{"members.official"});
    CHECK(missing["grassroots.kind.cell"] == names{"members"});
    CHECK(missing["grassroots.kind.committee"] == names{"members"});
    CHECK(missing["target.admission-rate.admitted"] == names{"admitted"});
    CHECK(missing["grassroots.term"] == names{"congress.last"});
}

TEST_CASE("the same plan from 01/07/2025 on stands on a level that is gone", "[scenarios]") {
    auto const of = [](po::date on, char const* id) {
        auto const found = po::check(published(), po::statutes::all(), po::as_of(on)).of_rule(id);
        return found ? told(found->counts) : std::string("not checked");
    };
    po::date const before(2025, 6, 30), after(2025, 7, 1);
    CHECK(of(before, "levels.grassroots-parent") == "pass 61");
    CHECK(of(after, "levels.grassroots-parent") == "fail 61");
    CHECK(of(before, "levels.no-district") == "not checked");
    CHECK(of(after, "levels.no-district") == "fail 1");
    CHECK(of(po::date(2022, 6, 15), "target.admission-rate") == "not checked");
    CHECK(of(po::date(2022, 6, 16), "target.admission-rate") == "pass 1");
}
