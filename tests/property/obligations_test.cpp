/// Laws of ledgers over random trees: what is rolled up is what was there, and time only goes on.

#include "support/catch.hpp"

#include <partyorg/organisation/obligations.hpp>
#include <partyorg/testing/generate.hpp>

#include <map>
#include <string>
#include <vector>

namespace po = partyorg;

namespace {

po::date const new_year(2024, 1, 1);
po::period const year_2024(new_year, po::date(2024, 12, 31));

po::date after(po::date const& day, std::uint32_t days) {
    return day + boost::gregorian::date_duration(static_cast<long>(days));
}

/// A random tree, obligations of random units, and a ledger of random entries.
struct drawn {
    explicit drawn(po::testing::shape shape, std::uint64_t seed) : random(seed) {
        whole = po::organisation(po::testing::generate(shape, 400, seed));
        for (int i = 0; i < 4; ++i) owed.push_back(draw_obligation(i));
        for (auto const& o : owed) draw_entries(o);
    }

    po::obligation draw_obligation(int i) {
        po::obligation o;
        o.id = "o" + std::to_string(i);
        o.from = after(new_year, random.below(40));
        for (std::uint32_t s = 0; s < whole.units.size(); ++s)
            if (random.below(3) == 0) o.units.push_back(whole.units.id_of(po::slot(s)));
        if (i == 0) return o; // a standing duty
        if (i == 1)
            o.recurring =
                po::schedule::ends_of(po::cycle::quarter, new_year, year_2024.last().value());
        else
            o.due = po::deadline(po::through(after(new_year, 60 + random.below(200))));
        return o;
    }

    void draw_entries(po::obligation const& o) {
        auto times = po::occurrences(o, year_2024);
        if (times.empty()) times.push_back({"", po::deadline(po::through(new_year))});
        for (auto const id : o.units)
            for (auto const& t : times) {
                if (random.below(2) == 0) continue;
                po::submission s;
                s.unit = whole.units.code(*whole.units.find(id));
                s.obligation = o.id;
                s.key = t.key;
                s.on = after(*o.from, random.below(300));
                ledger.push_back(s);
            }
    }

    std::vector<po::obligation_state> at(po::date const& on) const {
        return po::states_at(whole, owed, ledger, {on, year_2024, {}});
    }

    po::testing::random_numbers random;
    po::organisation whole{};
    std::vector<po::obligation> owed{};
    std::vector<po::submission> ledger{};
};

/// How far a status is on its way; being handed in late comes after being overdue.
int progress_of(po::obligation_state const& s) {
    constexpr int rank[] = {0, 1, 2, 5, 4, 3};
    return rank[static_cast<std::size_t>(s.status)];
}

} // namespace

TEST_CASE("a committee's debts are its own and those of the units below it", "[obligations]") {
    auto const shape =
        GENERATE(po::testing::shape::random, po::testing::shape::chain, po::testing::shape::star);
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        drawn const d(shape, seed);
        CHECK(po::check_submissions(d.whole, d.owed, d.ledger, year_2024).empty());
        auto const states = d.at(after(new_year, 150));
        auto const totals = po::tally(d.whole, states);
        int wrong = 0;
        // The plain way: each debt counted at its unit and at all superiors.
        std::vector<po::obligation_tally> expected(d.whole.units.size());
        for (auto const& s : states)
            for (auto at = d.whole.units.find(*s.unit); at; at = d.whole.units.parent(*at))
                expected[at->value()].add(s);
        for (std::size_t i = 0; i < totals.size(); ++i) wrong += totals[i] != expected[i];
        CHECK(wrong == 0);
    }
}

TEST_CASE("an agenda divides the debts, none lost and none twice", "[obligations]") {
    auto const calendar = po::statutory_working_days(2024, 2024);
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        drawn const d(po::testing::shape::random, seed);
        auto const states = d.at(after(new_year, 20 * static_cast<std::uint32_t>(seed)));
        po::obligation_tally all, items;
        for (auto const& s : states) all.add(s);
        std::optional<po::date> last;
        bool standing = false, ordered = true;
        for (auto const& item : po::agenda(states, calendar)) {
            items += item.debts;
            if (!item.due) {
                standing = true;
                continue;
            }
            ordered &= !standing && (!last || *last <= item.due->last_day());
            last = item.due->last_day();
            CHECK((item.status == po::deadline_status::overdue) == (item.debts.overdue != 0));
            CHECK(calendar.is_working(item.last_working_day.value()));
            CHECK(calendar.count(*item.last_working_day, item.due->last_day()) == 0);
        }
        CHECK(ordered);
        CHECK(items == all);
    }
}

TEST_CASE("from day to day a debt goes on and never back", "[obligations]") {
    drawn const d(po::testing::shape::random, 7);
    auto before = d.at(new_year);
    int back = 0, forgotten = 0;
    for (std::uint32_t day = 1; day < 366; day += 5) {
        auto now = d.at(after(new_year, day));
        REQUIRE(now.size() == before.size());
        for (std::size_t i = 0; i < now.size(); ++i) {
            back += progress_of(now[i]) < progress_of(before[i]);
            forgotten += before[i].done && now[i].done != before[i].done;
        }
        before = std::move(now);
    }
    CHECK(back == 0);
    CHECK(forgotten == 0);
}

TEST_CASE("reminders are just what is late or near, in order", "[obligations]") {
    drawn const d(po::testing::shape::random, 3);
    for (std::uint32_t day = 0; day < 360; day += 30) {
        auto const on = after(new_year, day);
        auto const states = d.at(on);
        std::size_t expected = 0;
        for (auto const& s : states)
            expected += s.due && !s.done && (s.due->last_day() - on).days() <= 14;
        auto const list = po::reminders(states, on, 14);
        CHECK(list.size() == expected);
        int unordered = 0;
        for (std::size_t i = 1; i < list.size(); ++i)
            unordered += list[i].due->last_day() < list[i - 1].due->last_day();
        CHECK(unordered == 0);
    }
}
