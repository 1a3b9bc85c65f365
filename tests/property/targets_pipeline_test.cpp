#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/measures/quota.hpp>
#include <partyorg/rollup/explain.hpp>
#include <partyorg/targets/progress.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <support/catch.hpp>
#include <vector>

using namespace partyorg;

namespace {

using enum case_stage;

std::uint32_t pick(std::mt19937& draw, std::uint32_t n) {
    return static_cast<std::uint32_t>(draw() % n);
}

date day_number(std::uint32_t n) {
    return date(2024, 1, 1) + boost::gregorian::date_duration(static_cast<long>(n));
}

/// A tree of committees and cells, three levels deep.
organisation random_district(std::mt19937& draw) {
    hierarchy_builder build;
    build.add({.code = "D", .kind = unit_kind::district_committee});
    auto const committees = 1 + pick(draw, 4);
    for (std::uint32_t i = 0; i < committees; ++i) {
        auto const code = "C" + std::to_string(i);
        build.add({.code = code, .parent = "D", .kind = unit_kind::grassroots_committee});
        for (std::uint32_t k = 0; k < pick(draw, 4); ++k)
            build.add({.code = code + "-" + std::to_string(k),
                       .parent = code,
                       .kind = unit_kind::subordinate_cell});
    }
    organisation out(build.finish());
    auto& assigned = out.figures.add(quota::assigned);
    for (std::uint32_t s = 1; s < out.units.size(); ++s) assigned[slot(s)] = pick(draw, 4);
    return out;
}

/// Lines of a few cases. Within a case every line is learnt on another day, so that what was learnt
/// first is never a matter of taste.
std::vector<case_event> random_lines(std::mt19937& draw, organisation const& whole) {
    std::vector<case_event> out;
    auto const cases = 1 + pick(draw, 6);
    for (std::uint32_t c = 0; c < cases; ++c) {
        auto const unit = std::string(whole.units.code(slot(pick(draw, whole.units.size()))));
        std::uint32_t known = pick(draw, 50);
        auto const lines = 1 + pick(draw, 14);
        for (std::uint32_t i = 0; i < lines; ++i) {
            case_event e;
            e.case_code = "K-" + std::to_string(c);
            e.unit = unit;
            e.stage = static_cast<case_stage>(pick(draw, case_path_length));
            if (pick(draw, 12) == 0) e.stage = pick(draw, 2) == 0 ? withdrawal : rejected;
            e.day = day_number(pick(draw, known + 1));
            e.known = day_number(known);
            e.entry = static_cast<case_entry>(pick(draw, 8) < 6 ? 0 : 1 + pick(draw, 2));
            if (pick(draw, 3) == 0) e.groups.add(static_cast<case_group>(pick(draw, 3)));
            e.where = {"log", static_cast<std::uint32_t>(out.size() + 2), 1};
            out.push_back(std::move(e));
            known += 1 + pick(draw, 20);
        }
    }
    return out;
}

case_log log_of(std::vector<case_event> const& lines) {
    case_log out;
    for (auto const& e : lines) out.add(e);
    return out;
}

/// What stands of each case, by the plainest reading of the rules.
using standing_events = std::map<std::string, std::map<case_stage, case_event>>;

standing_events naive_standing(std::vector<case_event> lines, as_of const& when) {
    std::sort(lines.begin(), lines.end(),
              [](auto const& a, auto const& b) { return *a.known < *b.known; });
    standing_events out;
    for (auto const& e : lines) {
        if (*e.known > when.known()) continue;
        auto& of_case = out[e.case_code];
        if (e.entry == case_entry::record)
            of_case.emplace(e.stage, e); // a second record changes nothing
        else if (e.entry == case_entry::correction)
            of_case.insert_or_assign(e.stage, e);
        else
            of_case.erase(e.stage);
    }
    for (auto& [code, events] : out)
        std::erase_if(events, [&](auto const& e) { return e.second.day > when.effective(); });
    std::erase_if(out, [](auto const& c) { return c.second.empty(); });
    return out;
}

struct naive_state {
    case_status status = case_status::open;
    int reached = -1;
    case_groups groups{};
};

naive_state naive_walk(std::map<case_stage, case_event> const& events) {
    std::vector<case_event> in_order;
    for (auto const& [stage, e] : events) in_order.push_back(e);
    std::stable_sort(in_order.begin(), in_order.end(),
                     [](auto const& a, auto const& b) { return a.day < b.day; });
    naive_state out;
    bool ended = false, admission = false;
    for (auto const& e : in_order) {
        out.groups.add(e.groups);
        if (ended) continue;
        if (e.stage == withdrawal) {
            out.status = case_status::withdrawn;
            ended = true;
        } else if (e.stage == rejected) {
            if (admission || out.reached >= static_cast<int>(ceremony)) continue;
            out.status = case_status::rejected;
            ended = true;
        } else {
            admission = admission || e.stage == admission_decision;
            out.reached = std::max(out.reached, static_cast<int>(e.stage));
            if (out.reached >= static_cast<int>(ceremony)) out.status = case_status::probation;
            if (e.stage == recognition_decision) {
                out.status = case_status::recognised;
                ended = true;
            }
        }
    }
    return out;
}

std::vector<std::string> told(case_review const& review) {
    std::vector<std::string> out;
    for (auto const& p : review.found) out.push_back(to_string(p));
    for (auto const& step : review.late) out.push_back(to_string(to_problem(step)));
    std::sort(out.begin(), out.end());
    return out;
}

working_days const& calendar() {
    static auto const days = statutory_working_days(2023, 2027);
    return days;
}

} // namespace

TEST_CASE("what stands of random logs is what the plainest replay says", "[targets]") {
    std::mt19937 draw(7);
    for (int round = 0; round < 400; ++round) {
        auto const whole = random_district(draw);
        auto const lines = random_lines(draw, whole);
        as_of const when(day_number(pick(draw, 300)), day_number(pick(draw, 300)));
        auto const log = log_of(lines);
        auto const expected = naive_standing(lines, when);

        std::size_t events = 0;
        for (auto const& [code, of_case] : expected) events += of_case.size();
        auto const known = log.as_known(when);
        REQUIRE(known.size() == events);
        for (std::size_t i = 0; i < known.size(); ++i) {
            auto const e = known[i];
            auto const& other = expected.at(e.case_code).at(e.stage);
            CHECK(e.day == other.day);
            CHECK(e.where == other.where);
        }

        auto const states = case_states(log, when, whole, calendar());
        REQUIRE(states.size() == expected.size());
        std::size_t k = 0;
        for (auto const& [code, of_case] : expected) {
            auto const& state = states[k++];
            auto const naive = naive_walk(of_case);
            CHECK(state.code == code);
            CHECK(state.status == naive.status);
            CHECK((state.reached ? static_cast<int>(*state.reached) : -1) == naive.reached);
            CHECK(state.groups == naive.groups);
        }
    }
}

TEST_CASE("the order of the lines of a log does not matter", "[targets]") {
    std::mt19937 draw(8);
    for (int round = 0; round < 200; ++round) {
        auto const whole = random_district(draw);
        auto lines = random_lines(draw, whole);
        as_of const when(day_number(200 + pick(draw, 100)), day_number(pick(draw, 300)));
        auto const before = log_of(lines);
        auto const found = told(check_cases(before, whole, calendar(), when));
        auto const states = case_states(before, when, whole, calendar());
        std::shuffle(lines.begin(), lines.end(), draw);
        auto const after = log_of(lines);
        CHECK(told(check_cases(after, whole, calendar(), when)) == found);
        auto again = case_states(after, when, whole, calendar());
        REQUIRE(again.size() == states.size());
        for (std::size_t i = 0; i < states.size(); ++i) {
            again[i].lines = states[i].lines; // positions differ, of course
            CHECK(again[i] == states[i]);
        }
    }
}

TEST_CASE("counts of cases add up at every level, and later lines change no past report",
          "[targets]") {
    std::mt19937 draw(9);
    for (int round = 0; round < 150; ++round) {
        auto const whole = random_district(draw);
        auto lines = random_lines(draw, whole);
        auto const known = pick(draw, 250);
        progress_query query{.when = as_of(std::max(day_number(known), date(2024, 4, 1))),
                             .span = *parse_reporting_period("2024-Q2")};
        auto const first = report_progress(whole, log_of(lines), calendar(), query);
        for (std::uint32_t i = 0; i < whole.units.size(); ++i) {
            slot const s(i);
            std::int64_t open = 0;
            for (auto const& state : first.states)
                if (state.status == case_status::open &&
                    whole.units.is_ancestor_or_self(s, *state.unit))
                    ++open;
            CHECK(first.figure("candidates", s) == open);
            for (auto const& source : first.sources)
                CHECK(static_cast<std::int64_t>(explain(first, source.measure, s).cases.size()) ==
                      first.figure(source.measure, s));
            for (auto const& state : first.states) {
                if (!state.reached) continue;
                auto const id = case_measure(*state.reached).id;
                auto const cases =
                    explain_cases(log_of(lines), first.states, whole.units, s, *state.reached);
                CHECK(explain(*first.stages.find(id), s).total ==
                      static_cast<std::int64_t>(cases.size()));
            }
        }
        // More is learnt afterwards: about the same cases, and others.
        auto more = random_lines(draw, whole);
        for (auto& e : more) {
            e.known = *e.known + (query.when.known() - date(2023, 12, 31));
            lines.push_back(e);
        }
        auto const again = report_progress(whole, log_of(lines), calendar(), query);
        CHECK(again.units == first.units);
        CHECK(again.states == first.states);
        CHECK(again.late == first.late);
    }
}
