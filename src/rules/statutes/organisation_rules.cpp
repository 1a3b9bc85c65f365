#include "rules/statutes/shared.hpp"

#include <partyorg/measures/membership.hpp>
#include <partyorg/rules/statutes/organisation_rules.hpp>

namespace partyorg::statutes {
namespace {

using enum unit_kind;

constexpr auto small_committee =
    flag("consent.small_committee",
         {"đồng ý lập đảng bộ cơ sở dưới 30 đảng viên", "consent to a small committee"});
constexpr auto large_cell =
    flag("consent.large_cell",
         {"đồng ý lập chi bộ trực thuộc trên 30 đảng viên", "consent to a large cell"});
constexpr auto large_grassroots_cell =
    flag("consent.large_grassroots_cell",
         {"đồng ý chưa nâng chi bộ cơ sở lên đảng bộ", "consent to a large grassroots cell"});
constexpr auto sectional = flag("consent.sectional_committee",
                                {"đồng ý lập đảng bộ bộ phận", "consent to a sectional committee"});

constexpr auto cells = grassroots_cell | subordinate_cell;
constexpr auto grassroots = grassroots_committee | grassroots_cell;

void add_formation(writer& out) {
    out.add({"org.min-official-members",
             {"Tối thiểu ba đảng viên chính thức", "At least three official members"}},
            units()
                .that(are(cells | grassroots_committee))
                .should(have_at_least(parameter("min", 3), total(membership::official))),
            charter("Điều 21(2), 24(1)", read), since_charter(),
            {"Không đủ: cấp ủy cấp trên trực tiếp giới thiệu đảng viên sinh hoạt ở tổ chức cơ sở "
             "đảng thích hợp.",
             "With fewer, the direct superior attaches the members to a suitable grassroots "
             "organisation."});
    out.add({"grassroots.kind.cell",
             {"Dưới 30 đảng viên: chi bộ cơ sở", "Fewer than 30 members: a grassroots cell"}},
            units()
                .that(are(grassroots_cell))
                .should(total(membership::total) < parameter("limit", 30))
                .unless(consent("large_grassroots_cell")),
            charter("Điều 21(3)", read), since_charter());
    out.add({"grassroots.kind.committee",
             {"Từ 30 đảng viên: đảng bộ cơ sở", "30 members or more: a grassroots committee"}},
            units()
                .that(are(grassroots_committee))
                .should(have_at_least(parameter("limit", 30), total(membership::total)))
                .unless(consent("small_committee")),
            charter("Điều 21(4)", read), since_charter());
}

// What is allowed only with consent: where the number is reached, the consent has to be there.
void add_exceptions(writer& out) {
    constexpr auto warning = rule_severity::warning;
    out.add(
        {"grassroots.kind.exception.small-committee",
         {"Đảng bộ cơ sở dưới 30 đảng viên phải được đồng ý", "A small committee needs consent"},
         warning},
        units()
            .that(are(grassroots_committee))
            .with(total(membership::total) < parameter("limit", 30))
            .should(small_committee >= 1),
        charter("Điều 21(5)", told), since_charter());
    out.add({"cell.exception.large-cell",
             {"Chi bộ trực thuộc trên 30 đảng viên phải được đồng ý", "A large cell needs consent"},
             warning},
            units()
                .that(are(subordinate_cell))
                .with(total(membership::total) > parameter("limit", 30))
                .should(large_cell >= 1),
            charter("Điều 21(5)", told), since_charter());
    out.add({"grassroots.kind.exception.large-cell",
             {"Chi bộ cơ sở từ 30 đảng viên chưa nâng lên đảng bộ phải được đồng ý bằng văn bản",
              "A grassroots cell of 30 or more needs written consent"},
             warning},
            units()
                .that(are(grassroots_cell))
                .with(total(membership::total) >= parameter("limit", 30))
                .should(large_grassroots_cell >= 1),
            charter("Điều 21", told), since_charter());
    out.add({"subcommittee.consent",
             {"Lập đảng bộ bộ phận phải được đồng ý", "A sectional committee needs consent"},
             warning},
            units().that(are(sectional_committee)).should(sectional >= 1),
            charter("Điều 21(5)", told), since_charter());
}

void add_delegated_superior(writer& out) {
    constexpr auto powers = flag("flag.delegated_powers", {"được giao quyền cấp trên cơ sở",
                                                           "holds higher-than-grassroots powers"});
    constexpr auto legal_person =
        flag("flag.legal_person", {"đơn vị hành chính cùng cấp có tư cách pháp nhân và quan trọng",
                                   "the parallel administration is a legal person of importance"});
    constexpr auto allowed =
        flag("consent.delegated_cell",
             {"được đồng ý bằng văn bản trước khi lập", "written consent before the decision"});
    out.add_regimes(
        {"grassroots.cell.delegated-superior",
         {"Chi bộ cơ sở dưới đảng ủy được giao quyền cấp trên cơ sở",
          "A grassroots cell under a committee with delegated powers"}},
        units()
            .that(are(grassroots_cell))
            .with(of_parent(own_or_none(powers)) >= 1)
            .should(children(are(party_group)).count >= 1 && legal_person >= 1 && allowed >= 1),
        "§19", {read, none, none, none, none, none});
}

void add_groups(writer& out) {
    out.add({"group.divide", {"Tổ đảng thuộc chi bộ", "Party groups belong to cells"}},
            units().that(are(party_group)).should(stand_under(cells)), charter("Điều 24(1)", read),
            since_charter());
}

void add_levels(writer& out) {
    auto const note = label_view{"Bốn cấp đến 30/6/2025, ba cấp từ 1/7/2025.",
                                 "Four levels to 30/06/2025, three from 01/07/2025."};
    heading const under{
        "levels.grassroots-parent",
        {"Cấp trên trực tiếp của tổ chức cơ sở đảng", "What grassroots organisations stand under"}};
    auto const grassroots_units = units().that(are(grassroots)).that(!are_roots());
    citation const r4{"294-QĐ/TW", "Ban Chấp hành Trung ương", make_date(2025, 5, 26), "", read};
    out.add(under,
            grassroots_units.should(
                stand_under(district_committee | provincial_committee | central_committee)),
            charter("Điều 10", read), from_to("2011-01-19", "2025-06-30"), note);
    out.add(under,
            grassroots_units.should(
                stand_under(commune_committee | provincial_committee | central_committee)),
            r4, from_to("2025-07-01", "2026-07-25"), note);
    // Under R6 the commune organisation itself is reported to be the grassroots one.
    out.add(under, grassroots_units.should(stand_under(provincial_committee | central_committee)),
            {"208-QĐ/TW", "Ban Chấp hành Trung ương", make_date(2026, 7, 26), "", lead},
            since("2026-07-26"), note);
    out.add({"levels.no-district", {"Không còn cấp huyện", "There is no district level any more"}},
            units().that(are(district_committee)).should(!are(district_committee)), r4,
            since("2025-07-01"));
    out.add({"levels.cell-parent",
             {"Chi bộ trực thuộc thuộc đảng bộ cơ sở", "What subordinate cells stand under"}},
            units()
                .that(are(subordinate_cell))
                .that(!are_roots())
                .should(stand_under(grassroots_committee | sectional_committee)),
            charter("Điều 21(4), 24(1)", read), since_charter());
    out.add({"levels.sectional-parent",
             {"Đảng bộ bộ phận thuộc đảng bộ cơ sở", "What sectional committees stand under"},
             rule_severity::warning},
            units()
                .that(are(sectional_committee))
                .that(!are_roots())
                .should(stand_under(grassroots_committee)),
            charter("Điều 21(5)", told), since_charter());
}

} // namespace

rule_book organisation_rules() {
    writer out;
    add_formation(out);
    add_exceptions(out);
    add_delegated_superior(out);
    add_groups(out);
    add_levels(out);
    return std::move(out.book);
}

} // namespace partyorg::statutes
