#include "support/catch.hpp"

#include <partyorg/core/error.hpp>
#include <partyorg/targets/cases.hpp>

#include <string>
#include <vector>

namespace po = partyorg;

namespace {

po::date day(int y, int m, int d) {
    return po::make_date(y, m, d).value();
}

po::case_event event(std::string code, po::case_stage stage, po::date on,
                     std::optional<po::date> known = {},
                     po::case_entry entry = po::case_entry::record) {
    po::case_event out;
    out.case_code = std::move(code);
    out.unit = "X-01";
    out.stage = stage;
    out.day = on;
    out.known = known;
    out.entry = entry;
    return out;
}

po::case_log log_of(std::vector<po::case_event> const& events) {
    po::case_log out;
    for (auto const& e : events) out.add(e);
    return out;
}

/// "A-1 dossier 2024-01-05" per event.
std::vector<std::string> shown(po::case_log const& log) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < log.size(); ++i) {
        auto const e = log[i];
        out.push_back(e.case_code + ' ' + std::string(to_string(e.stage)) + ' ' +
                      po::to_iso(e.day));
    }
    return out;
}

using enum po::case_stage;
using lines = std::vector<std::string>;

} // namespace

TEST_CASE("stages and groups are read back from their identifiers", "[targets]") {
    for (auto const stage : po::all_case_stages()) {
        CHECK(po::parse_case_stage(to_string(stage)) == stage);
        CHECK_FALSE(label_of(stage).vi.empty());
        CHECK_FALSE(label_of(stage).en.empty());
    }
    for (auto const group : po::all_case_groups()) {
        CHECK(po::parse_case_group(to_string(group)) == group);
        CHECK_FALSE(label_of(group).vi.empty());
    }
    CHECK_FALSE(po::parse_case_stage("Dossier"));
    CHECK_FALSE(po::parse_case_group(""));
    CHECK(po::is_case_step(recognition_decision));
    CHECK_FALSE(po::is_case_step(extension));
}

TEST_CASE("a set of groups keeps each group once", "[targets]") {
    po::case_groups set;
    CHECK(set.empty());
    set.add(po::case_group::residential).add(po::case_group::women).add(po::case_group::women);
    CHECK(to_string(set) == "women;residential");
    CHECK(set.has(po::case_group::women));
    CHECK_FALSE(set.has(po::case_group::youth));
    CHECK(
        po::case_groups(po::case_group::women).add(po::case_groups(po::case_group::residential)) ==
        set);
}

TEST_CASE("a log gives back what was added, the day being known unless told", "[targets]") {
    auto e = event("X-01/24-1", transfer_in, day(2024, 2, 29));
    e.reference = "12-QĐ/HU";
    e.location = "hội trường xã";
    e.groups.add(po::case_group::militia);
    e.reached = ceremony;
    e.counts_from = day(2023, 9, 1);
    e.where = {"cases.csv", 7, 1};
    auto log = log_of({e});
    e.known = e.day;
    CHECK(log[0] == e);
    CHECK(log.cases() == 1);
    CHECK(log.case_code(0) == "X-01/24-1");
}

TEST_CASE("an event without a code or with no day is refused, and the log is unchanged",
          "[targets]") {
    po::case_log log;
    try {
        log.add(event("", dossier, day(2024, 1, 1)));
        FAIL("accepted");
    } catch (po::invalid_input const& e) {
        CHECK(e.code() == po::defect::missing_case_code);
    }
    try {
        log.add(event("A-1", dossier, po::date()));
        FAIL("accepted");
    } catch (po::invalid_input const& e) {
        CHECK(e.code() == po::defect::not_a_date);
    }
    CHECK_THROWS_AS(log.add(event("A-1", dossier, day(2024, 1, 1), po::date())), po::invalid_input);
    CHECK(log.empty());
    CHECK(log.cases() == 0);
}

TEST_CASE("what was known on a day does not change when more is learnt", "[targets]") {
    auto log = log_of({
        event("A-1", source_list, day(2024, 1, 5)),
        event("A-1", dossier, day(2024, 2, 1), day(2024, 2, 10)),
    });
    po::as_of const at(day(2024, 2, 15), day(2024, 2, 15));
    auto const first = shown(log.as_known(at));
    CHECK(first == lines{"A-1 source_list 2024-01-05", "A-1 dossier 2024-02-01"});
    log.add(event("A-1", dossier, day(2024, 2, 3), day(2024, 3, 1), po::case_entry::correction));
    log.add(
        event("A-1", source_list, day(2024, 1, 5), day(2024, 3, 2), po::case_entry::retraction));
    log.add(event("A-2", source_list, day(2024, 1, 6), day(2024, 3, 3)));
    CHECK(shown(log.as_known(at)) == first);
    CHECK(shown(log.as_known({day(2024, 2, 15), day(2024, 3, 1)})) ==
          lines{"A-1 source_list 2024-01-05", "A-1 dossier 2024-02-03"});
    CHECK(shown(log.as_known({day(2024, 2, 15), day(2024, 4, 1)})) ==
          lines{"A-1 dossier 2024-02-03", "A-2 source_list 2024-01-06"});
    // Known, but it had not happened yet.
    CHECK(shown(log.as_known({day(2024, 2, 2), day(2024, 4, 1)})) ==
          lines{"A-2 source_list 2024-01-06"});
    // It had happened, but was not known yet.
    CHECK(shown(log.as_known({day(2024, 2, 5), day(2024, 2, 5)})) ==
          lines{"A-1 source_list 2024-01-05"});
}

TEST_CASE("a correction replaces the place with everything else, and the old place is still known",
          "[targets]") {
    auto e = event("A-1", ceremony, day(2024, 5, 2));
    e.location = "hội trường xã";
    auto later =
        event("A-1", ceremony, day(2024, 5, 2), day(2024, 6, 1), po::case_entry::correction);
    later.location = "nhà văn hóa bản";
    auto const log = log_of({e, later});
    auto const place_known_on = [&](po::date const& known) {
        return log.as_known({day(2024, 12, 31), known})[0].location;
    };
    CHECK(place_known_on(day(2024, 5, 31)) == "hội trường xã");
    CHECK(place_known_on(day(2024, 6, 1)) == "nhà văn hóa bản");
}

TEST_CASE("of two records that differ in nothing but the place, the order of lines decides nothing",
          "[targets]") {
    auto a = event("A-1", ceremony, day(2024, 5, 2)), b = a;
    a.location = "hội trường xã";
    b.location = "nhà văn hóa bản";
    for (auto const& log : {log_of({a, b}), log_of({b, a})}) {
        auto const standing = log.as_known(po::as_of(day(2024, 12, 31)));
        REQUIRE(standing.size() == 1);
        CHECK(standing[0].location == "hội trường xã");
    }
}

TEST_CASE("a transfer among several is corrected by its reference", "[targets]") {
    auto const with = [](po::case_event e, char const* reference) {
        e.reference = reference;
        return e;
    };
    auto const known = day(2024, 9, 1);
    auto log = log_of({
        with(event("A-1", transfer_out, day(2024, 1, 5)), "1-GT"),
        with(event("A-1", transfer_out, day(2024, 5, 5)), "2-GT"),
        with(event("A-1", transfer_out, day(2024, 5, 6), known, po::case_entry::correction),
             "2-GT"),
        with(event("A-1", transfer_out, day(2024, 5, 9), known, po::case_entry::retraction),
             "3-GT"),
    });
    CHECK(shown(log.as_known(po::as_of(known))) ==
          lines{"A-1 transfer_out 2024-01-05", "A-1 transfer_out 2024-05-06"});
}

TEST_CASE("thousands of case codes keep their own numbers", "[targets]") {
    po::case_log log;
    for (int i = 0; i < 5000; ++i)
        log.add(event("X-" + std::to_string(i % 2500), source_list, day(2024, 1, 1)));
    CHECK(log.size() == 5000);
    CHECK(log.cases() == 2500);
    CHECK(log.case_code(2499) == "X-2499");
    CHECK(log.case_code(4999) == "X-2499");
}
