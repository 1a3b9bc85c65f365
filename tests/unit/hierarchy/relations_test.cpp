#include "support/catch.hpp"

#include <partyorg/hierarchy/relations.hpp>

#include <set>
#include <string_view>

namespace po = partyorg;

TEST_CASE("bodies are attached to units and found by kind or name", "[hierarchy]") {
    po::relations links;
    CHECK_FALSE(links.find(po::body_kind::organisation_board).has_value());
    auto const board = links.attach(
        {po::body_kind::organisation_board, po::unit_id(3), "Ban Tổ chức", {"p.txt", 7, 0}});
    auto const front = links.attach({po::body_kind::fatherland_front, po::unit_id(3), "MTTQ", {}});
    links.attach({po::body_kind::fatherland_front, po::unit_id(4), "MTTQ", {}});
    CHECK(board == po::body_id(0));
    CHECK(front == po::body_id(1));
    CHECK(links.bodies().size() == 3);
    CHECK(links[board].unit == po::unit_id(3));
    CHECK(links[board].where == po::place{"p.txt", 7, 0});
    CHECK(links.find(po::body_kind::fatherland_front) == front);
    CHECK(links.find("MTTQ") == front);
    CHECK(links.find("Ban Tổ chức") == board);
    CHECK_FALSE(links.find("ban tổ chức").has_value());
    CHECK_FALSE(links.find(po::body_kind::other).has_value());
}

TEST_CASE("a link is added once", "[hierarchy]") {
    po::relations links;
    auto const board = links.attach({po::body_kind::organisation_board, po::unit_id(0), "", {}});
    using enum po::relation_kind;
    CHECK(links.link(advises, board, po::unit_id(0)));
    CHECK_FALSE(links.link(advises, board, po::unit_id(0)));
    CHECK(links.link(coordinates, board, po::unit_id(0))); // another type
    CHECK(links.link(advises, po::unit_id(0), board));     // the other way round
    CHECK(links.link(advises, board, po::unit_id(1)));
    REQUIRE(links.links().size() == 4);
    CHECK(links.links()[0].kind == advises);
    CHECK(links.links()[0].from == po::node(board));
    CHECK(links.links()[0].to == po::node(po::unit_id(0)));
    CHECK(links.links()[2].to.body() == board);
}

TEST_CASE("a unit and a body of the same number are different ends", "[hierarchy]") {
    po::node const unit(po::unit_id(5)), body(po::body_id(5));
    CHECK_FALSE(unit == body);
    CHECK(unit.unit() == po::unit_id(5));
    CHECK_FALSE(unit.body().has_value());
    CHECK(body.body() == po::body_id(5));
    CHECK_FALSE(body.unit().has_value());
}

TEST_CASE("kinds of bodies and links have names in both languages", "[hierarchy]") {
    std::set<std::string_view> names;
    for (int i = 0; i <= static_cast<int>(po::body_kind::other); ++i) {
        auto const kind = static_cast<po::body_kind>(i);
        CHECK(names.insert(po::to_string(kind)).second);
        CHECK_FALSE(po::label_of(kind).vi.empty());
        CHECK_FALSE(po::label_of(kind).en.empty());
    }
    CHECK(names.size() == 9);
    CHECK(po::to_string(po::body_kind::other) == "other");
    CHECK(po::label_of(po::body_kind::inspection_committee) ==
          po::label_view{"ủy ban kiểm tra", "inspection committee"});
    CHECK(po::label_of(po::relation_kind::advises) == po::label_view{"tham mưu", "advises"});
    CHECK(po::label_of(po::relation_kind::reports_to) == po::label_view{"báo cáo", "reports to"});
}
