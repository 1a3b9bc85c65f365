#include <partyorg/hierarchy/traversal.hpp>
#include <partyorg/io/dot.hpp>
#include <partyorg/io/escape.hpp>

#include <string>

namespace partyorg::io {

namespace {

/// "10", "-" or nothing.
std::string shown(column_base const& own, slot s) {
    if (own.state(s) == cell_state::declared_none) return "-";
    if (own.state(s) == cell_state::blank) return {};
    return visit(own, [&](auto const& column) -> std::string {
        auto const value = column[s].value();
        using T = std::remove_cvref_t<decltype(value)>;
        if constexpr (std::same_as<T, date>)
            return to_iso(value);
        else if constexpr (std::same_as<T, coverage_count>)
            return std::to_string(value.covered) + '/' + std::to_string(value.of);
        else
            return std::to_string(value);
    });
}

void append_label(std::string& out, std::string const& text) {
    out += " [label=";
    append_dot_label(out, text);
}

std::string name_of(node end) {
    return end.body() ? "b" + std::to_string(end.body()->value())
                      : "u" + std::to_string(end.unit()->value());
}

} // namespace

std::string write_dot(organisation const& whole, std::string_view measure) {
    auto const& units = whole.units;
    auto const* own = whole.figures.find(measure);
    std::string out = "digraph organisation {\n  node [shape=box];\n";
    for (auto const s : pre_order(units)) {
        auto text = std::string(units.code(s));
        if (!units.name(s).empty()) text += '\n' + std::string(units.name(s));
        if (auto const figure = own ? shown(*own, s) : std::string(); !figure.empty())
            text += '\n' + figure;
        out += "  " + name_of(units.id_of(s));
        append_label(out, text);
        out += "];\n";
    }
    auto const& bodies = whole.relations.bodies();
    for (std::uint32_t b = 0; b < bodies.size(); ++b) {
        out += "  " + name_of(body_id(b));
        append_label(out, bodies[b].name);
        out += ", shape=ellipse];\n";
    }
    for (auto const s : pre_order(units))
        if (auto const above = units.parent(s))
            out += "  " + name_of(units.id_of(*above)) + " -> " + name_of(units.id_of(s)) + ";\n";
    for (std::uint32_t b = 0; b < bodies.size(); ++b)
        out += "  " + name_of(bodies[b].unit) + " -> " + name_of(body_id(b)) + " [style=dotted];\n";
    for (auto const& link : whole.relations.links()) {
        out += "  " + name_of(link.from) + " -> " + name_of(link.to);
        append_label(out, std::string(label_of(link.kind).en));
        out += ", style=dashed];\n";
    }
    return out + "}\n";
}

} // namespace partyorg::io
