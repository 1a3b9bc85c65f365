#include "testing/draft.hpp"

#include <partyorg/hierarchy/builder.hpp>

namespace partyorg::testing {

namespace {

std::vector<draft_link> links_of(relations const& from, hierarchy const& units) {
    std::vector<draft_link> out;
    using end_kind = draft_link::end_kind;
    auto const end_of = [&](node const& n) -> draft_link::end {
        if (auto const body = n.body()) return {end_kind::body, body->value()};
        return {end_kind::unit, units.slot_of(*n.unit()).value()};
    };
    for (auto const& link : from.links()) {
        bool known = true;
        for (auto const& n : {link.from, link.to})
            known = known && (n.body() || units.find(*n.unit()).has_value());
        if (known) out.push_back({link.kind, end_of(link.from), end_of(link.to)});
    }
    return out;
}

} // namespace

std::size_t draft::find(std::string_view code) const {
    for (std::size_t i = 0; i < units.size(); ++i)
        if (units[i].code == code) return i;
    return draft_unit::no_parent;
}

draft_column* draft::column(std::string_view id) {
    for (auto& c : columns)
        if (c.info.id == id) return &c;
    return nullptr;
}

void draft::add(draft_unit unit) {
    units.push_back(std::move(unit));
    for (auto& c : columns) c.cells.emplace_back();
}

void draft::set(std::size_t unit, measure_info const& info, any_cell const& content) {
    auto* there = column(info.id);
    if (!there) {
        columns.push_back({info, std::vector<any_cell>(units.size())});
        there = &columns.back();
    }
    there->cells[unit] = content;
}

draft draft_of(organisation const& whole) {
    draft out;
    auto const& units = whole.units;
    for (std::uint32_t i = 0; i < units.size(); ++i) {
        slot const s(i);
        auto const above = units.parent(s);
        out.units.push_back({units.kind(s), std::string(units.code(s)), std::string(units.name(s)),
                             above ? above->value() : draft_unit::no_parent, units.origin(s).line});
    }
    for (std::size_t c = 0; c < whole.figures.size(); ++c) {
        auto const& from = whole.figures.at(c);
        draft_column to{from.info(), {}};
        for (std::uint32_t i = 0; i < units.size(); ++i)
            to.cells.push_back(content_of(from, slot(i)));
        out.columns.push_back(std::move(to));
    }
    for (auto const& t : whole.totals)
        if (auto const at = units.find(t.unit))
            out.totals.push_back({at->value(), t.measure, t.value});
    for (auto const& b : whole.relations.bodies()) {
        auto const at = units.find(b.unit);
        out.bodies.push_back({b.kind, at ? at->value() : 0, b.name});
    }
    out.links = links_of(whole.relations, units);
    return out;
}

organisation organisation_of(draft const& parts, std::string source) {
    if (parts.units.empty()) return {};
    hierarchy_builder build({.roots = root_policy::forest});
    if (!source.empty()) build.source(source);
    auto const id = [](std::size_t i) { return unit_id(static_cast<std::uint32_t>(i)); };
    for (auto const& u : parts.units)
        build.add({.code = u.code,
                   .parent = u.parent == draft_unit::no_parent
                                 ? std::string_view()
                                 : std::string_view(parts.units[u.parent].code),
                   .kind = u.kind,
                   .name = u.name,
                   .line = u.line});
    organisation out(build.finish());
    for (auto const& c : parts.columns) {
        add_column(out.figures, c.info);
        for (std::size_t i = 0; i < c.cells.size(); ++i)
            if (c.cells[i].state() != cell_state::blank)
                set_cell(out.figures, c.info.id, out.units.slot_of(id(i)), c.cells[i]);
    }
    for (auto const& t : parts.totals) out.totals.push_back({id(t.unit), t.measure, t.value, {}});
    for (auto const& b : parts.bodies) out.relations.attach({b.kind, id(b.unit), b.name, {}});
    auto const end = [&](draft_link::end const& e) {
        return e.kind == draft_link::end_kind::body
                   ? node(body_id(static_cast<std::uint32_t>(e.at)))
                   : node(id(e.at));
    };
    for (auto const& l : parts.links) out.relations.link(l.kind, end(l.from), end(l.to));
    out.source = std::move(source);
    return out;
}

draft keep_units(draft const& from, std::vector<char> const& keep) {
    constexpr auto gone = draft_unit::no_parent;
    draft out;
    std::vector<std::size_t> now(from.units.size(), gone), body_now(from.bodies.size(), gone);
    for (std::size_t i = 0; i < from.units.size(); ++i)
        if (keep[i]) {
            now[i] = out.units.size();
            out.units.push_back(from.units[i]);
        }
    for (auto& u : out.units)
        if (u.parent != gone) u.parent = now[u.parent];
    for (auto const& c : from.columns) {
        draft_column left{c.info, {}};
        for (std::size_t i = 0; i < c.cells.size(); ++i)
            if (keep[i]) left.cells.push_back(c.cells[i]);
        out.columns.push_back(std::move(left));
    }
    for (auto const& t : from.totals)
        if (keep[t.unit]) out.totals.push_back({now[t.unit], t.measure, t.value});
    for (std::size_t b = 0; b < from.bodies.size(); ++b)
        if (keep[from.bodies[b].unit]) {
            body_now[b] = out.bodies.size();
            out.bodies.push_back(from.bodies[b]);
            out.bodies.back().unit = now[from.bodies[b].unit];
        }
    for (auto l : from.links) {
        for (auto* e : {&l.from, &l.to})
            e->at = e->kind == draft_link::end_kind::body ? body_now[e->at] : now[e->at];
        if (l.from.at != gone && l.to.at != gone) out.links.push_back(l);
    }
    return out;
}

} // namespace partyorg::testing
