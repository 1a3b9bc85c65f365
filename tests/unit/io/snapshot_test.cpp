#include "support/catch.hpp"

#include <partyorg/hierarchy/builder.hpp>
#include <partyorg/hierarchy/traversal.hpp>
#include <partyorg/io/snapshot.hpp>
#include <partyorg/measures/coverage.hpp>
#include <partyorg/measures/membership.hpp>
#include <partyorg/measures/quota.hpp>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

namespace po = partyorg;
namespace fs = std::filesystem;

namespace {

std::string scratch(std::string const& name) {
    fs::create_directories(PARTYORG_SCRATCH_DIR);
    return std::string(PARTYORG_SCRATCH_DIR) + "/" + name;
}

std::string bytes_of(std::string const& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void write_bytes(std::string const& path, std::string const& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

/// Columns of every type, rows out of order, bodies, relations and totals.
po::organisation sample() {
    po::hierarchy_builder build;
    build.source("a.csv");
    build.add({.code = "PT-02", .parent = "PT", .kind = po::unit_kind::grassroots_cell, .line = 2});
    build.add(
        {.code = "PT", .kind = po::unit_kind::district_committee, .name = "Đảng bộ", .line = 3});
    build.source("b.csv");
    build.add({.code = "PT-01",
               .parent = "PT",
               .kind = po::unit_kind::grassroots_committee,
               .name = "Đảng bộ thị trấn",
               .line = 4});
    build.add({.code = "PT-01-1",
               .parent = "PT-01",
               .kind = po::unit_kind::subordinate_cell,
               .name = "",
               .line = 5});
    po::organisation whole(build.finish());
    whole.source = "a.csv";
    auto const& units = whole.units;
    auto const town = *units.find("PT-01");
    whole.figures.add(po::quota::assigned)[town] = 10;
    whole.figures.edit<std::int64_t>("quota.assigned")[*units.find("PT-02")] = po::declared_none;
    whole.figures.add(po::membership::official)[town] = -7;
    whole.figures.add(po::coverage::villages)[town] = po::coverage_count{170, 171};
    whole.figures.add(po::column<po::date, po::law::latest>(
        units, po::measure_info("user.report", {}, po::law_kind::latest)))[town] =
        po::date(2024, 1, 14);
    whole.figures.add(po::column<double, po::law::stock>(
        units, po::measure_info("user.area", {}, po::law_kind::stock)))[town] = 1.5;
    whole.figures.add(po::column<std::int32_t>(
        units, po::measure_info("user.small", {"Nhỏ", "Small"})))[town] = 3;
    whole.figures.add(po::column<std::int64_t, po::law::distinct>(
        units, po::measure_info("user.persons", {}, po::law_kind::distinct)))[town] = 4;
    whole.totals.push_back({units.id_of(po::slot(0)), "quota.assigned", 10, {"a.csv", 9, 2}});
    auto const board = whole.relations.attach({po::body_kind::organisation_board,
                                               units.id_of(po::slot(0)),
                                               "Ban Tổ chức",
                                               {"a.csv", 7, 1}});
    whole.relations.link(po::relation_kind::advises, board, units.id_of(po::slot(0)));
    return whole;
}

void check_equal(po::organisation const& a, po::organisation const& b) {
    REQUIRE(a.units.size() == b.units.size());
    CHECK(a.source == b.source);
    for (auto const s : po::pre_order(a.units)) {
        CHECK(a.units.code(s) == b.units.code(s));
        CHECK(a.units.name(s) == b.units.name(s));
        CHECK(a.units.kind(s) == b.units.kind(s));
        CHECK(a.units.parent(s) == b.units.parent(s));
        CHECK(a.units.end(s) == b.units.end(s));
        CHECK(a.units.depth(s) == b.units.depth(s));
        CHECK(a.units.id_of(s) == b.units.id_of(s));
        CHECK(b.units.slot_of(a.units.id_of(s)) == s);
        CHECK(b.units.find(a.units.code(s)) == s);
        CHECK(a.units.origin(s) == b.units.origin(s));
    }
    CHECK_FALSE(b.units.find("nobody"));
    REQUIRE(a.figures.size() == b.figures.size());
    for (std::size_t i = 0; i < a.figures.size(); ++i) {
        CHECK(a.figures.at(i).info() == b.figures.at(i).info());
        po::visit(a.figures.at(i), [&](auto const& column) {
            CHECK(column == static_cast<decltype(column)>(b.figures.at(i)));
        });
    }
    CHECK(a.totals == b.totals);
    REQUIRE(a.relations.bodies().size() == b.relations.bodies().size());
    for (std::size_t i = 0; i < a.relations.bodies().size(); ++i)
        CHECK(a.relations.bodies()[i].name == b.relations.bodies()[i].name);
    CHECK(a.relations.links().size() == b.relations.links().size());
}

std::optional<po::defect> refusal(std::string const& path, po::io::snapshot_check check) {
    auto const got = po::io::open_snapshot(path, check);
    if (got) return {};
    CHECK(got.error()[0].where.file == path);
    return got.error()[0].code;
}

} // namespace

TEST_CASE("a snapshot file gives back what was written", "[io]") {
    auto const path = scratch("roundtrip.porg");
    auto const whole = sample();
    auto const written = po::io::write_snapshot(whole, path);
    REQUIRE(written);
    CHECK(*written == fs::file_size(path));
    for (auto const check : {po::io::snapshot_check::everything, po::io::snapshot_check::checksums,
                             po::io::snapshot_check::header})
        check_equal(whole, po::io::open_snapshot(path, check).value());
}

TEST_CASE("what was opened outlives the file's name and its other parts", "[io]") {
    auto const path = scratch("outlive.porg");
    REQUIRE(po::io::write_snapshot(sample(), path));
    auto opened = po::io::open_snapshot(path).value();
    fs::remove(path);
    auto assigned = opened[po::quota::assigned];
    auto const units = opened.units;
    opened = {};
    auto const town = *units.find("PT-01");
    CHECK(units.name(town) == "Đảng bộ thị trấn");
    CHECK(assigned[town].value_or(0) == 10);
    assigned[town] = 11; // copies first: the file is mapped read-only
    CHECK(assigned[town].value_or(0) == 11);
}

TEST_CASE("an organisation without units has a snapshot, too", "[io]") {
    auto const path = scratch("empty.porg");
    REQUIRE(po::io::write_snapshot(po::organisation(), path));
    CHECK(po::io::open_snapshot(path).value().units.empty());
}

TEST_CASE("a deep hierarchy keeps its depths", "[io]") {
    po::hierarchy_builder build;
    std::string above;
    for (int i = 0; i < 400; ++i) {
        auto const code = std::to_string(i);
        build.add({.code = code, .parent = above, .kind = po::unit_kind::party_group});
        above = code;
    }
    auto const path = scratch("deep.porg");
    REQUIRE(po::io::write_snapshot(po::organisation(build.finish()), path));
    auto const opened = po::io::open_snapshot(path).value();
    CHECK(opened.units.max_depth() == 399);
    CHECK(opened.units.depth(po::slot(399)) == 399);
}

TEST_CASE("a truncated snapshot is refused at every length", "[io]") {
    auto const whole = scratch("whole.porg"), path = scratch("truncated.porg");
    REQUIRE(po::io::write_snapshot(sample(), whole));
    auto const bytes = bytes_of(whole);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        write_bytes(path, bytes.substr(0, size));
        auto const code = refusal(path, po::io::snapshot_check::header);
        INFO("at " << size << " of " << bytes.size());
        REQUIRE(code);
        CHECK((*code == po::defect::not_a_snapshot || *code == po::defect::damaged_snapshot));
    }
}

TEST_CASE("a flipped byte is refused wherever it is", "[io]") {
    auto const whole = scratch("whole2.porg"), path = scratch("flipped.porg");
    REQUIRE(po::io::write_snapshot(sample(), whole));
    auto const bytes = bytes_of(whole);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        auto changed = bytes;
        changed[i] = static_cast<char>(changed[i] ^ (i % 2 == 0 ? 0x41 : 0x01));
        write_bytes(path, changed);
        INFO("byte " << i << " of " << bytes.size());
        REQUIRE(refusal(path, po::io::snapshot_check::checksums));
        REQUIRE(refusal(path, po::io::snapshot_check::everything));
    }
}

TEST_CASE("a byte behind the end is refused", "[io]") {
    auto const path = scratch("longer.porg");
    REQUIRE(po::io::write_snapshot(sample(), path));
    write_bytes(path, bytes_of(path) + '\0');
    CHECK(refusal(path, po::io::snapshot_check::header) == po::defect::damaged_snapshot);
}

TEST_CASE("snapshots are told from other files by their first bytes", "[io]") {
    auto const path = scratch("first_bytes.porg");
    REQUIRE(po::io::write_snapshot(sample(), path));
    CHECK(po::io::looks_like_snapshot(path));
    write_bytes(path, "partyor");
    CHECK_FALSE(po::io::looks_like_snapshot(path));
    write_bytes(path, "code,parent,kind,name\n");
    CHECK_FALSE(po::io::looks_like_snapshot(path));
    CHECK_FALSE(po::io::looks_like_snapshot(path + ".missing"));
    CHECK_FALSE(po::io::looks_like_snapshot(PARTYORG_SCRATCH_DIR));
}

TEST_CASE("another version and another kind of file are told apart", "[io]") {
    auto const path = scratch("other.porg");
    REQUIRE(po::io::write_snapshot(sample(), path));
    auto bytes = bytes_of(path);
    bytes[8] = 2;
    write_bytes(path, bytes);
    CHECK(refusal(path, po::io::snapshot_check::everything) ==
          po::defect::snapshot_version_differs);
    write_bytes(path, std::string(1000, 'x'));
    CHECK(refusal(path, po::io::snapshot_check::everything) == po::defect::not_a_snapshot);
    CHECK(refusal(scratch("absent.porg"), po::io::snapshot_check::everything) ==
          po::defect::cannot_open);
    CHECK(refusal(PARTYORG_SCRATCH_DIR, po::io::snapshot_check::everything) ==
          po::defect::not_a_file);
}

TEST_CASE("a failed write leaves the old file and nothing else", "[io]") {
    auto const folder = scratch("full");
    fs::remove_all(folder);
    fs::create_directories(folder);
    auto const path = folder + "/old.porg";
    REQUIRE(po::io::write_snapshot(sample(), path));
    auto const before = bytes_of(path);
    REQUIRE(po::io::write_snapshot(sample(), path)); // replaces
    CHECK(bytes_of(path) == before);
    CHECK(std::distance(fs::directory_iterator(folder), fs::directory_iterator()) == 1);
    auto const refused = po::io::write_snapshot(sample(), folder + "/absent/new.porg");
    REQUIRE_FALSE(refused);
    CHECK(refused.error()[0].code == po::defect::write_failed);
    CHECK(std::distance(fs::directory_iterator(folder), fs::directory_iterator()) == 1);
}
