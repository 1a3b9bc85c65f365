#include "support/catch.hpp"

#include <partyorg/testing/catch2.hpp>

#include <set>

namespace po = partyorg;
using namespace partyorg::testing;

TEST_CASE("a seed gives the same organisation again, another seed another one", "[testing]") {
    CHECK(same_content(random_organisation(7), random_organisation(7)));
    CHECK_FALSE(same_content(random_organisation(7), random_organisation(8)));
}

TEST_CASE("random organisations have every kind, every cell state, parts, totals and odd places",
          "[testing]") {
    std::set<po::unit_kind> kinds;
    std::set<po::cell_state> states;
    std::size_t sizes = 0, odd = 0, totals = 0, wrong_totals = 0, missing_columns = 0, above = 0;
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        auto const whole = random_organisation(seed, {.least_units = 2, .most_units = 30});
        CHECK(whole.units.size() >= 2);
        CHECK(whole.units.size() <= 30);
        sizes += whole.units.size();
        for (std::uint32_t i = 0; i < whole.units.size(); ++i) {
            po::slot const s(i);
            kinds.insert(whole.units.kind(s));
            auto const up = whole.units.parent(s);
            odd += up && !po::usually_under(whole.units.kind(s), whole.units.kind(*up)) ? 1u : 0u;
        }
        for (std::size_t c = 0; c < whole.figures.size(); ++c)
            states.insert(whole.figures.at(c).states().begin(), whole.figures.at(c).states().end());
        totals += whole.totals.size();
        wrong_totals += po::reconcile(whole).size();
        missing_columns += whole.figures.contains("members") ? 0u : 1u;
        if (whole.figures.contains("members") && whole.figures.contains("members.official"))
            for (std::uint32_t i = 0; i < whole.units.size(); ++i)
                above += whole[po::membership::official][po::slot(i)].value_or(0) >
                                 whole[po::membership::total][po::slot(i)].value_or(1000)
                             ? 1u
                             : 0u;
    }
    CHECK(kinds.size() == po::unit_kind_count);
    CHECK(states.size() == 3);
    CHECK(sizes > 1000);
    CHECK(odd > 20);
    CHECK(totals > 200);
    CHECK(wrong_totals > totals / 4);
    CHECK(wrong_totals < totals * 3 / 4);
    CHECK(missing_columns > 3);
    CHECK(missing_columns < 40);
    CHECK(above > 0); // a rule about parts needs parts that are too large
}

TEST_CASE("further measures become further columns", "[testing]") {
    organisation_mix const mix{
        .missing_column_percent = 0,
        .measures = {po::measure_info("founded", {}, po::law_kind::earliest, po::value_kind::day)}};
    auto const whole = random_organisation(3, mix);
    CHECK(whole.figures.find("founded")->info().type == po::value_kind::day);
}

TEST_CASE("edits are applied and printed", "[testing]") {
    auto const whole =
        tiny().district("D").committee("A").cell("A1").official(2).committee("B").done();
    auto const moved = apply(whole, edit::move("A1", "B"));
    CHECK(po::code_path(moved.units, *moved.units.find("A1")) == "D / B / A1");
    CHECK(moved[po::membership::official][*moved.units.find("A1")].value() == 2);
    CHECK(apply(whole, edit::remove("A")).units.size() == 2);
    CHECK_FALSE(apply(whole, edit::remove("A")).units.find("A1").has_value());
    auto const more = apply(whole, {edit::add(po::unit_kind::subordinate_cell, "B1", "B", "Chi bộ"),
                                    edit::set("B1", "members.official", po::declared_none),
                                    edit::become("B1", po::unit_kind::party_group),
                                    edit::print_total("B", "members.official", 5),
                                    edit::print_total("B", "members.official", 6)});
    auto const b1 = *more.units.find("B1");
    CHECK(more.units.name(b1) == "Chi bộ");
    CHECK(more.units.kind(b1) == po::unit_kind::party_group);
    CHECK(more[po::membership::official][b1].state() == po::cell_state::declared_none);
    REQUIRE(more.totals.size() == 1);
    CHECK(more.totals[0].value == 6);
    CHECK(apply(whole, edit::move("A", ""))
              .units.is_root(*apply(whole, edit::move("A", "")).units.find("A")));

    CHECK(to_string(edit::move("A1", "B")) == "move A1 under B");
    CHECK(to_string(edit::move("A1", "")) == "move A1 to the top");
    CHECK(to_string(edit::remove("A")) == "remove A");
    CHECK(to_string(edit::set("A1", "members", po::blank)) == "set A1 members blank");
    CHECK(to_string(edit::become("A", po::unit_kind::sectional_committee)) ==
          "set A kind sectional_committee");
    CHECK(to_string(edit::print_total("A", "members", 3)) == "set A total members 3");
    CHECK(to_string(edit::add(po::unit_kind::party_group, "G", "A1", "Tổ")) ==
          "add party_group G under A1 \"Tổ\"");
}

TEST_CASE("edits that cannot be applied say why", "[testing]") {
    auto const whole = tiny().committee("A").cell("A1").official(2).done();
    auto const code_of = [&](edit const& change) {
        try {
            (void)apply(whole, change);
        } catch (po::error const& e) {
            return e.code();
        }
        return po::defect::internal;
    };
    using po::defect;
    CHECK(code_of(edit::remove("X")) == defect::edit_not_possible);
    CHECK(code_of(edit::move("A", "A1")) == defect::edit_not_possible);
    CHECK(code_of(edit::move("A", "A")) == defect::edit_not_possible);
    CHECK(code_of(edit::move("A1", "X")) == defect::edit_not_possible);
    CHECK(code_of(edit::add(po::unit_kind::party_group, "A1", "A")) == defect::edit_not_possible);
    CHECK(code_of(edit::set("A1", "members.official", po::date(2024, 1, 1))) ==
          defect::edit_not_possible);
    CHECK(code_of(edit::remove("A")) == defect::internal); // nothing is left, and that is allowed
}

TEST_CASE("random edits can be applied one after the other, and are the same again", "[testing]") {
    auto const whole = GENERATE(organisations(20));
    auto const script = random_edits(whole, 30, 5);
    CHECK(script.size() == 30);
    CHECK(script == random_edits(whole, 30, 5));
    auto step = whole;
    for (auto const& change : script) step = apply(step, change);
    CHECK(step.units.size() >= 1);
    CHECK(same_content(step, apply(whole, script)));
}
