#include "rules/kernels.hpp"
#include "support/catch.hpp"

#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/measures/activity.hpp>
#include <partyorg/measures/coverage.hpp>
#include <partyorg/measures/membership.hpp>
#include <partyorg/measures/quota.hpp>
#include <partyorg/rollup/helper_thread.hpp>
#include <partyorg/rules/live_check.hpp>
#include <partyorg/testing/generate.hpp>

#include <algorithm>
#include <vector>

namespace po = partyorg;

namespace {

using po::testing::random_numbers;
using enum po::expression_op;

constexpr std::array<char const*, 4> counts = {"members", "members.official", "quota.assigned",
                                               "no.such.column"};

// Small figures, many of them blank, so that every comparison goes either way now and then.
po::organisation random_organisation(po::hierarchy units, std::uint64_t seed) {
    po::organisation whole(std::move(units));
    po::testing::cell_mix const mix{.least = 0, .most = 6, .none_percent = 10, .blank_percent = 25};
    po::testing::fill(whole.figures.add(po::membership::total), seed, mix);
    po::testing::fill(whole.figures.add(po::membership::official), seed + 1, mix);
    po::column<std::int32_t, po::law::flow> small(whole.units,
                                                  po::measure_info(po::quota::assigned));
    po::testing::fill(small, seed + 2, mix);
    whole.figures.add(std::move(small));
    auto& covered_villages = whole.figures.add(po::coverage::villages);
    auto& congress = whole.figures.add(po::activity::last_congress);
    random_numbers from(seed + 3);
    for (std::uint32_t i = 0; i < whole.units.size(); ++i) {
        if (from.below(3) != 0)
            covered_villages[po::slot(i)] = po::coverage_count{from.below(3), from.below(3)};
        if (from.below(3) != 0)
            congress[po::slot(i)] = po::date(static_cast<unsigned short>(2018 + from.below(7)),
                                             static_cast<unsigned short>(1 + from.below(12)), 28);
        if (from.below(5) == 0)
            whole.totals.push_back({whole.units.id_of(po::slot(i)), "members", from.below(20), {}});
    }
    return whole;
}

// Who owes two documents, and how that stands; every other time nobody knows.
struct random_debts {
    std::vector<po::obligation> owed{};
    std::vector<po::obligation_state> ledger{};

    random_debts(po::organisation const& whole, std::uint64_t seed) : owed(2) {
        owed[0].id = "plan";
        owed[1].id = "report";
        random_numbers from(seed);
        known_ = from.below(2) == 0;
        for (std::uint32_t i = 0; i < whole.units.size(); ++i)
            if (from.below(2) == 0)
                ledger.push_back({.obligation = from.below(2),
                                  .unit = whole.units.id_of(po::slot(i)),
                                  .due = po::deadline(po::before(po::date(2024, 1, 15))),
                                  .status = static_cast<po::deadline_status>(from.below(6))});
    }
    po::check_options options() const {
        po::check_options out;
        out.owed = owed;
        if (known_) out.ledger = ledger;
        return out;
    }

private:
    bool known_ = false;
};

// A program's own condition: an odd number of members.
void odd(po::unit_batch const& units, std::span<po::truth> answers) {
    for (auto s = units.first; s < units.last; s = po::slot(s.value() + 1)) {
        po::visit(*units.whole.figures.find("members"), [&](auto const& own) {
            if constexpr (requires { own[s].value_or(0) % 2; })
                if (!own[s].is_blank())
                    answers[s.value() - units.first.value()] =
                        po::truth_of(own[s].value_or(0) % 2 == 1);
        });
    }
}

class expression_maker {
public:
    explicit expression_maker(std::uint64_t seed) : from_(seed) {}

    po::expression condition(int depth) {
        auto const simple = depth <= 0;
        auto const choice = from_.below(simple ? 11 : 17);
        switch (simple && choice > 8 ? choice + 6 : choice) {
        case 15:
            return odd_;
        case 16:
            return node({.op = from_.below(2) == 0 ? owes : obligations_met,
                         .name = std::array{"", "plan", "report"}[from_.below(3)]});
        case 0:
            return node({.op = kind_in, .value = 1 + from_.below(511)});
        case 1:
            return node({.op = parent_kind_in, .value = 1 + from_.below(511)});
        case 2:
            return node({.op = under_kind, .value = 1 + from_.below(511)});
        case 3:
            return node({.op = from_.below(2) == 0 ? is_root : is_leaf});
        case 4:
            return node({.op = answered, .name = name()});
        case 5:
            return node({.op = has_stated_total, .name = "members"});
        case 6:
            return node(
                {.op = compare_days,
                 .args = {node({.op = day_cell, .name = "congress.last"}),
                          node({.op = plus_months,
                                .args = {node({.op = question_day}),
                                         number_node(std::int64_t{from_.below(30)} - 40)}})},
                 .compared = relation()});
        case 7:
        case 8:
            return compared(depth);
        case 9:
            return node({.op = compare_ratio,
                         .args = {figure(depth - 1), figure(depth - 1), number_node(from_.below(4)),
                                  number_node(1 + from_.below(4))},
                         .compared = relation()});
        case 10:
        case 11:
            return node({.op = all_of, .args = {condition(depth - 1), condition(depth - 1)}});
        case 12:
        case 13:
            return node(
                {.op = any_of,
                 .args = {condition(depth - 1), condition(depth - 1), condition(depth - 1)}});
        default:
            return node({.op = negation, .args = {condition(depth - 1)}});
        }
    }

private:
    static po::expression node(po::expression_node n) { return po::expression(std::move(n)); }
    static po::expression number_node(std::int64_t value) {
        return node({.op = number, .value = value});
    }
    po::expression compared(int depth) {
        return node({.op = compare,
                     .args = {figure(depth - 1), figure(depth - 1)},
                     .compared = relation()});
    }
    po::expression figure(int depth) {
        constexpr std::array cells = {
            cell, cell_or_none, total, children_sum, subtree_sum, printed_sum, children_answered};
        switch (from_.below(depth <= 0 ? 6 : 11)) {
        case 0:
            return number_node(from_.below(8));
        case 1:
        case 2:
            return node({.op = cells[from_.below(cells.size())], .name = name()});
        case 3:
            return node(
                {.op = from_.below(2) == 0 ? covered : coverable, .name = "coverage.villages"});
        case 4:
            return node({.op = po::expression_op::depth});
        case 5:
            return node({.op = stated_total, .name = "members"});
        case 6:
            return node({.op = from_.below(2) == 0 ? children_count : descendants_count,
                         .args = {condition(depth - 1)}});
        case 7:
            return node({.op = of_parent, .args = {figure(depth - 1)}});
        case 8:
            return node({.op = same_name, .value = from_.below(2)});
        case 9: {
            std::vector<po::expression> parts(2 + from_.below(3));
            for (auto& part : parts) part = figure(depth - 1);
            return node({.op = from_.below(2) == 0 ? plus : times, .args = std::move(parts)});
        }
        default:
            return node({.op = minus, .args = {figure(depth - 1), figure(depth - 1)}});
        }
    }
    std::string name() { return counts[from_.below(counts.size())]; }
    po::comparison relation() { return static_cast<po::comparison>(from_.below(6)); }
    random_numbers from_;
    po::expression odd_ = po::satisfy({"lẻ", "be odd"}, {"members"}, odd).expression();
};

using po::detail::vector_set;

/// Checks with the loops for one kind of processor, or for the widest that this one is.
struct loops_of {
    explicit loops_of(vector_set what) { po::detail::use_vectors(what); }
    ~loops_of() { po::detail::use_vectors({}); }
    loops_of(loops_of const&) = delete;
    loops_of& operator=(loops_of const&) = delete;
};

po::as_of const asked(po::date(2024, 1, 15));

po::rule random_rule(expression_maker& make, random_numbers& from, std::string id) {
    po::rule r{.id = std::move(id),
               .source = po::cite("Thử", "Thử", po::date(2011, 1, 19), "1"),
               .in_force = po::period(po::date(2011, 1, 19)),
               .scope = make.condition(1),
               .condition = make.condition(3),
               .on_empty = po::empty_selection::allowed};
    if (from.below(4) == 0) r.exemption = make.condition(1);
    if (from.below(4) == 0) r.consent = "members.official";
    if (from.below(4) == 0) r.breach = po::outcome::review;
    return r;
}

po::rule_book random_book(std::uint64_t seed, int rules) {
    expression_maker make(seed);
    random_numbers from(seed + 1);
    po::rule_book book;
    for (int i = 0; i < rules; ++i) book.add(random_rule(make, from, "r" + std::to_string(i)));
    return book;
}

po::hierarchy random_units(std::uint64_t seed) {
    random_numbers from(seed);
    constexpr std::array shapes = {po::testing::shape::national, po::testing::shape::random,
                                   po::testing::shape::chain, po::testing::shape::star};
    return po::testing::generate(shapes[from.below(4)], 1 + from.below(150), seed);
}

std::vector<std::uint64_t> fingerprints(po::check_result const& result) {
    std::vector<std::uint64_t> out;
    for (auto const& f : result) out.push_back(f.fingerprint);
    std::sort(out.begin(), out.end());
    return out;
}

// The same units in rows the other way round, with the same cells.
po::organisation reversed(po::organisation const& whole) {
    po::hierarchy_builder build;
    auto const& units = whole.units;
    for (std::uint32_t i = units.size(); i-- > 0;) {
        auto const above = units.parent(po::slot(i));
        build.add({.code = units.code(po::slot(i)),
                   .parent = above ? units.code(*above) : std::string_view(),
                   .kind = units.kind(po::slot(i)),
                   .name = units.name(po::slot(i))});
    }
    po::organisation out(build.finish());
    auto const other = [&](std::uint32_t i) { return *out.units.find(units.code(po::slot(i))); };
    for (std::size_t c = 0; c < whole.figures.size(); ++c)
        po::visit(whole.figures.at(c), [&](auto const& own) {
            auto copy = std::remove_cvref_t<decltype(own)>(out.units, own.info());
            for (std::uint32_t i = 0; i < units.size(); ++i) copy[other(i)] = own[po::slot(i)];
            if constexpr (po::is_table_column<
                              typename std::remove_cvref_t<decltype(own)>::value_type,
                              typename std::remove_cvref_t<decltype(own)>::law_type>)
                out.figures.add(std::move(copy));
        });
    for (auto t : whole.totals) {
        t.unit = out.units.id_of(other(units.find(t.unit)->value()));
        out.totals.push_back(t);
    }
    return out;
}

} // namespace

TEST_CASE("figures of every size are compared and added up alike", "[rules][property]") {
    using namespace po;
    // Several blocks: some of small figures, some of larger ones, one with both and with blanks.
    organisation whole(testing::generate(testing::shape::national, 13'000));
    auto& wide = whole.figures.add(quota::registered);
    column<std::int32_t, law::flow> cells(whole.units, measure_info(quota::assigned));
    random_numbers from(5);
    for (std::uint32_t i = 0; i < whole.units.size(); ++i) {
        auto const size = i / 4096 == 3 ? from.below(3) : i / 4096;
        auto const number = std::int64_t{from.below(200)} - 100;
        wide[slot(i)] = size == 0 ? number : size == 1 ? number * 400 : number * 40'000'000'000;
        cells[slot(i)] = static_cast<std::int32_t>(number * (size == 0 ? 1 : 10'000'000));
        if (i > 12'000 && from.below(4) == 0) wide[slot(i)] = blank;
    }
    whole.figures.add(std::move(cells));
    auto const members = own(quota::registered), assigned = own(quota::assigned);
    auto const product = [](expression_op op, auto const& a, auto const& b, std::int64_t least) {
        return unit_condition(
            expression({.op = compare,
                        .args = {expression({.op = op, .args = {a.expression(), b.expression()}}),
                                 expression({.op = number, .value = least})},
                        .compared = comparison::at_least}));
    };
    std::vector<unit_condition> const conditions = {
        quota::registered >= 7,
        quota::registered < 30'000,
        quota::registered == 40'000'000'000,
        quota::registered <= quota::assigned,
        quota::assigned != quota::registered,
        quota::assigned > 70'000'000,
        members + assigned <= 50,
        members * 3 - assigned > 10,
        product(times, assigned, assigned, 100),
        product(times, assigned, assigned - 50, 100'000),
        assigned - members * 7 < 400,
        members + 30'000'000'000 > assigned,
        own_or_none(quota::registered) * 500 != 25'000,
    };
    rule_book book;
    for (std::size_t i = 0; i < conditions.size(); ++i)
        book.add(units()
                     .should(conditions[i])
                     .because(cite("Thử", "Thử", date(2011, 1, 19), "1"))
                     .in_force(period(date(2011, 1, 19)))
                     .named("r" + std::to_string(i), {}));
    std::vector<outcome_counts> naive(conditions.size());
    for (std::size_t r = 0; r < naive.size(); ++r)
        for (std::uint32_t i = 0; i < whole.units.size(); ++i)
            ++naive[r][outcome_for(whole, book.versions()[r], slot(i), asked)];
    for (auto const what : {vector_set::plain, vector_set::avx2, vector_set::avx512}) {
        loops_of const forced(what);
        auto const summaries = check(whole, book, asked).by_rule();
        for (std::size_t r = 0; r < naive.size(); ++r) {
            CAPTURE(r);
            CHECK(summaries[r].counts == naive[r]);
            // A rule on its own is evaluated otherwise: its columns are read for it alone.
            CHECK(check(whole, book.versions()[r], asked).by_rule()[0].counts == naive[r]);
        }
    }
}

TEST_CASE("checking by columns equals checking unit by unit", "[rules][property]") {
    for (std::uint64_t seed = 1; seed <= 90; ++seed) {
        CAPTURE(seed);
        auto const whole = random_organisation(random_units(seed), seed);
        auto const book = random_book(seed, 6);
        REQUIRE(book.verify().empty());
        random_debts const debts(whole, seed);
        auto const options = debts.options();
        loops_of const forced(static_cast<vector_set>(seed % 3));
        auto const result = po::check(whole, book, asked, options);
        auto const summaries = result.by_rule();
        REQUIRE(summaries.size() == 6);
        std::size_t next = 0;
        for (std::size_t r = 0; r < summaries.size(); ++r) {
            auto const& law = book.versions()[r];
            CAPTURE(r, po::describe(law).en);
            po::outcome_counts naive;
            for (std::uint32_t i = 0; i < whole.units.size(); ++i) {
                auto const what = po::outcome_for(whole, law, po::slot(i), asked, options);
                ++naive[what];
                if (what == po::outcome::pass || what == po::outcome::not_applicable) continue;
                REQUIRE(next < result.size());
                auto const found = result[next++];
                REQUIRE(found.unit == po::slot(i));
                REQUIRE(found.outcome == what);
                if (what == po::outcome::undecidable) continue;
                auto const facts = po::facts_for(whole, law, po::slot(i), asked, options);
                if (facts.empty()) continue; // broken by "any unit", which shows nothing
                CHECK(found.observed == facts.front().observed);
                CHECK(found.compared == facts.front().compared);
                CHECK(found.measure == facts.front().measure);
                CHECK(found.expected == facts.front().expected);
            }
            CHECK(summaries[r].counts == naive);
        }
        CHECK(next == result.size());
    }
}

TEST_CASE("near misses are the passes that one more would break", "[rules][property]") {
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        CAPTURE(seed);
        auto const whole = random_organisation(random_units(seed), seed);
        auto const book = random_book(seed + 1000, 4);
        po::check_options options;
        options.near = po::near_misses::listed;
        auto const result = po::check(whole, book, asked, options);
        std::size_t near = 0;
        for (auto const& f : result) {
            if (!f.near_miss) continue;
            ++near;
            auto strict = f.version();
            strict.condition = po::tightened(strict.condition);
            CHECK(f.outcome == po::outcome::pass);
            CHECK(po::outcome_for(whole, f.version(), *f.unit, asked) == po::outcome::pass);
            auto const stricter = po::outcome_for(whole, strict, *f.unit, asked);
            CHECK((stricter == po::outcome::fail || stricter == po::outcome::review));
        }
        std::size_t counted = 0;
        for (auto const& s : result.by_rule()) counted += s.near_misses;
        CHECK(counted == near);
        CHECK(fingerprints(po::check(whole, book, asked)).size() == result.size() - near);
    }
}

TEST_CASE("two threads find what one finds", "[rules][property]") {
    po::helper_thread helper;
    auto const whole =
        random_organisation(po::testing::generate(po::testing::shape::national, 30'000), 7);
    auto const book = random_book(77, 12);
    random_debts const debts(whole, 8);
    auto options = debts.options();
    options.two_threads_from = 1;
    auto const one = po::check(whole, book, asked, options);
    options.helper = &helper;
    auto const two = po::check(whole, book, asked, options);
    REQUIRE(one.size() == two.size());
    REQUIRE_FALSE(one.empty());
    for (std::size_t i = 0; i < one.size(); i += 97) {
        auto const a = one[i], b = two[i];
        CHECK(a.unit == b.unit);
        CHECK(a.outcome == b.outcome);
        CHECK(a.observed == b.observed);
        CHECK(a.missing == b.missing);
    }
    CHECK(fingerprints(one) == fingerprints(two));
    auto const x = one.by_rule(), y = two.by_rule();
    for (std::size_t r = 0; r < x.size(); ++r) CHECK(x[r].counts == y[r].counts);
    options.finding_limit = 100;
    auto const limited = po::check(whole, book, asked, options);
    CHECK(limited.size() + limited.dropped() == one.size());
}

TEST_CASE("findings do not depend on the order of the rows", "[rules][property]") {
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        CAPTURE(seed);
        auto const whole = random_organisation(random_units(seed), seed);
        auto const book = random_book(seed + 500, 5);
        CHECK(fingerprints(po::check(whole, book, asked)) ==
              fingerprints(po::check(reversed(whole), book, asked)));
    }
}

TEST_CASE("following changes equals checking anew after every one", "[rules][property]") {
    for (std::uint64_t seed = 1; seed <= 25; ++seed) {
        CAPTURE(seed);
        auto whole = random_organisation(random_units(seed), seed);
        auto const book = random_book(seed + 2000, 6);
        random_debts const debts(whole, seed);
        auto options = debts.options();
        options.near = po::near_misses::listed;
        po::live_check live(whole, book, asked, options);
        random_numbers from(seed);
        auto& members = whole.figures.edit<std::int64_t, po::law::stock>("members");
        auto& official = whole.figures.edit<std::int64_t, po::law::stock>("members.official");
        auto& assigned = whole.figures.edit<std::int32_t, po::law::flow>("quota.assigned");
        auto& congress = whole.figures.edit<po::date, po::law::latest>("congress.last");
        for (int step = 0; step < 12; ++step) {
            CAPTURE(step);
            std::vector<po::slot> changed;
            for (auto n = 1 + from.below(3); n-- > 0;) {
                po::slot const s(from.below(whole.units.size()));
                if (std::find(changed.begin(), changed.end(), s) != changed.end()) continue;
                changed.push_back(s);
                auto const write = [&](auto& column, auto value) {
                    if (from.below(4) == 0)
                        column[s] = po::blank;
                    else
                        column[s] = value;
                };
                switch (from.below(4)) {
                case 0:
                    write(members, std::int64_t{from.below(7)});
                    break;
                case 1:
                    write(official, std::int64_t{from.below(7)});
                    break;
                case 2:
                    write(assigned, static_cast<std::int32_t>(from.below(7)));
                    break;
                default:
                    write(congress, po::date(2021, 5, 28));
                }
            }
            std::vector<std::vector<po::outcome>> before(6);
            for (std::size_t r = 0; r < 6; ++r)
                for (std::uint32_t i = 0; i < whole.units.size(); ++i)
                    before[r].push_back(live.at(r, po::slot(i)));
            auto const changes = live.update(changed);
            auto const anew = po::check(whole, book, asked, options);
            REQUIRE(fingerprints(live.result()) == fingerprints(anew));
            auto const a = live.by_rule(), b = anew.by_rule();
            std::size_t different = 0;
            for (std::size_t r = 0; r < 6; ++r) {
                REQUIRE(a[r].counts == b[r].counts);
                REQUIRE(a[r].near_misses == b[r].near_misses);
                for (std::uint32_t i = 0; i < whole.units.size(); ++i)
                    different += before[r][i] != live.at(r, po::slot(i)) ? 1u : 0u;
            }
            CHECK(changes.size() == different);
        }
    }
}
