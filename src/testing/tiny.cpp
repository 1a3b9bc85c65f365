#include "testing/draft.hpp"

#include <partyorg/core/error.hpp>
#include <partyorg/testing/tiny.hpp>

#include <array>

namespace partyorg::testing {

namespace {

constexpr auto no_parent = draft_unit::no_parent;

constexpr std::array<std::string_view, unit_kind_count> word_of_kind = {
    "central",   "province",        "district", "commune", "committee",
    "sectional", "grassroots_cell", "cell",     "group"};

struct short_cell {
    std::string_view measure;
    std::string_view word;
};
constexpr std::array<short_cell, 6> short_cells = {{
    {membership::total.id, "members"},
    {membership::official.id, "official"},
    {membership::probationary.id, "probationary"},
    {quota::registered.id, "registered"},
    {quota::assigned.id, "assigned"},
    {quota::admitted.id, "admitted"},
}};

/// Where a unit of this kind goes if nothing is said; `rows` need `kind` and `parent`.
template <class Rows>
std::size_t usual_parent(Rows const& rows, std::size_t count, unit_kind kind) {
    for (auto at = count == 0 ? no_parent : count - 1; at != no_parent; at = rows[at].parent)
        if (usually_under(kind, rows[at].kind)) return at;
    return no_parent;
}

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20 || byte == 0x7f) {
            // Three octal digits: a hexadecimal escape would swallow the digits after it.
            out += '\\';
            for (int shift = 6; shift >= 0; shift -= 3)
                out += static_cast<char>('0' + ((byte >> shift) & 7));
        } else {
            out += c;
        }
    }
    return out + '"';
}

std::string_view type_of(value_kind type) {
    constexpr std::array<std::string_view, 5> names = {
        "std::int64_t", "std::int32_t", "double", "partyorg::date", "partyorg::coverage_count"};
    return names[static_cast<std::size_t>(type)];
}

std::string cpp_measure(measure_info const& info) {
    // What `set` by identifier would make of it anyway needs the identifier only.
    for (auto const& sample :
         {any_cell(1), any_cell(1.5), any_cell(date(2024, 1, 1)), any_cell(coverage_count{})}) {
        auto usual = measure_for(info.id, sample);
        usual.of_which = info.of_which; // tables tie parts to their measure by themselves
        if (usual == info && usual.type == info.type) return quoted(info.id);
    }
    std::string text = "partyorg::measure<" + std::string(type_of(info.type)) + ", partyorg::law::";
    text += to_string(info.law);
    text += ">{" + quoted(info.id) + ", {" + quoted(info.label.vi) + ", " + quoted(info.label.en) +
            "}, " + quoted(info.of_which) + "}";
    return text;
}

std::string cpp_content(any_cell const& content) {
    if (content.state() == cell_state::blank) return "partyorg::blank";
    if (content.state() == cell_state::declared_none) return "partyorg::declared_none";
    if (auto const* d = content.as<date>()) {
        auto const ymd = d->year_month_day();
        return "partyorg::date(" + std::to_string(static_cast<int>(ymd.year)) + ", " +
               std::to_string(ymd.month.as_number()) + ", " +
               std::to_string(static_cast<int>(ymd.day)) + ')';
    }
    if (auto const* c = content.as<coverage_count>())
        return "partyorg::coverage_count{" + std::to_string(c->covered) + ", " +
               std::to_string(c->of) + '}';
    return to_string(content);
}

std::string cpp_cell(measure_info const& info, any_cell const& content) {
    for (auto const& s : short_cells)
        if (s.measure == info.id)
            return '.' + std::string(s.word) + '(' + cpp_content(content) + ')';
    return ".set(" + cpp_measure(info) + ", " + cpp_content(content) + ')';
}

/// A code as scenario files write it.
std::string word_or_quoted(std::string const& code) {
    for (char const c : code)
        if (static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '\\' || c == '#')
            return quoted(code);
    return code.empty() ? "\"\"" : code;
}

std::size_t depth_of(draft const& parts, std::size_t unit) {
    std::size_t depth = 0;
    while ((unit = parts.units[unit].parent) != no_parent) ++depth;
    return depth;
}

} // namespace

std::size_t tiny_organisation::last() const {
    PARTYORG_ASSERT(!rows_.empty(), "a unit comes before its cells");
    return rows_.size() - 1;
}

tiny_organisation& tiny_organisation::unit(unit_kind kind, std::string code) {
    rows_.push_back({kind, std::move(code), {}, usual_parent(rows_, rows_.size(), kind)});
    return *this;
}

tiny_organisation& tiny_organisation::unit(unit_kind kind, std::string code,
                                           std::string_view superior) {
    auto parent = no_parent;
    for (std::size_t i = 0; i < rows_.size() && !superior.empty(); ++i)
        if (rows_[i].code == superior) parent = i;
    if (parent == no_parent && !superior.empty())
        partyorg::detail::fail<invalid_input>(defect::edit_not_possible,
                                              "unit '" + code + "': there is no unit '" +
                                                  std::string(superior) + "' before it");
    rows_.push_back({kind, std::move(code), {}, parent});
    return *this;
}

tiny_organisation& tiny_organisation::central(std::string code) {
    return unit(unit_kind::central_committee, std::move(code));
}
tiny_organisation& tiny_organisation::province(std::string code) {
    return unit(unit_kind::provincial_committee, std::move(code));
}
tiny_organisation& tiny_organisation::district(std::string code) {
    return unit(unit_kind::district_committee, std::move(code));
}
tiny_organisation& tiny_organisation::commune(std::string code) {
    return unit(unit_kind::commune_committee, std::move(code));
}
tiny_organisation& tiny_organisation::committee(std::string code) {
    return unit(unit_kind::grassroots_committee, std::move(code));
}
tiny_organisation& tiny_organisation::sectional(std::string code) {
    return unit(unit_kind::sectional_committee, std::move(code));
}
tiny_organisation& tiny_organisation::grassroots_cell(std::string code) {
    return unit(unit_kind::grassroots_cell, std::move(code));
}
tiny_organisation& tiny_organisation::cell(std::string code) {
    return unit(unit_kind::subordinate_cell, std::move(code));
}
tiny_organisation& tiny_organisation::group(std::string code) {
    return unit(unit_kind::party_group, std::move(code));
}

tiny_organisation& tiny_organisation::named(std::string name) {
    rows_[last()].name = std::move(name);
    return *this;
}

tiny_organisation& tiny_organisation::body(body_kind kind, std::string name) {
    bodies_.push_back({last(), kind, std::move(name)});
    return *this;
}

tiny_organisation& tiny_organisation::set(std::string_view measure, any_cell content) {
    return set(measure_for(measure, content), content);
}

tiny_organisation& tiny_organisation::set(measure_info const& m, any_cell content) {
    cells_.push_back({last(), m, content});
    return *this;
}

tiny_organisation& tiny_organisation::column(measure_info const& m) {
    columns_.push_back(m);
    return *this;
}

tiny_organisation& tiny_organisation::total(std::string_view measure, std::int64_t value) {
    totals_.push_back({last(), std::string(measure), value});
    return *this;
}

organisation tiny_organisation::done() const {
    draft parts;
    for (auto const& r : rows_) parts.add({r.kind, r.code, r.name, r.parent, 0});
    for (auto const& m : columns_)
        if (!parts.column(m.id)) parts.columns.push_back({m, std::vector<any_cell>(rows_.size())});
    for (auto const& c : cells_) parts.set(c.unit, c.measure, c.content);
    for (auto const& t : totals_) parts.totals.push_back({t.unit, t.measure, t.value});
    for (auto const& b : bodies_) parts.bodies.push_back({b.kind, b.unit, b.name});
    return organisation_of(parts);
}

std::string to_cpp(organisation const& whole, std::size_t indent) {
    auto const parts = draft_of(whole);
    std::string text = "partyorg::testing::tiny()";
    auto const new_line = [&](std::size_t depth) {
        text += '\n' + std::string(indent + 4 * (depth + 1), ' ');
    };
    // Columns in their order, so that the printed organisation is the same to the last detail;
    // one that the first unit fills need not be announced.
    for (std::size_t c = 0; c < parts.columns.size(); ++c) {
        auto const& column = parts.columns[c];
        if (!column.cells.empty() && column.cells.front().state() == cell_state::stated) continue;
        new_line(0);
        text += ".column(";
        auto const name = cpp_measure(column.info);
        if (name.front() == '"') {
            // A column has no content that tells its type.
            auto const type = std::string(type_of(column.info.type));
            text += "partyorg::measure<" + type +
                    ", partyorg::law::" + std::string(to_string(column.info.law)) + ">{" + name +
                    ", {" + quoted(column.info.label.vi) + ", " + quoted(column.info.label.en) +
                    "}, " + quoted(column.info.of_which) + "})";
        } else {
            text += name + ')';
        }
    }
    for (std::size_t i = 0; i < parts.units.size(); ++i) {
        auto const& u = parts.units[i];
        new_line(depth_of(parts, i));
        if (usual_parent(parts.units, i, u.kind) == u.parent)
            text += '.' + std::string(word_of_kind[static_cast<std::size_t>(u.kind)]) + '(' +
                    quoted(u.code) + ')';
        else
            text += ".unit(partyorg::unit_kind::" + std::string(to_string(u.kind)) + ", " +
                    quoted(u.code) + ", " +
                    quoted(u.parent == no_parent ? "" : parts.units[u.parent].code) + ')';
        if (!u.name.empty()) text += ".named(" + quoted(u.name) + ')';
        for (auto const& c : parts.columns)
            if (c.cells[i].state() != cell_state::blank) text += cpp_cell(c.info, c.cells[i]);
        for (auto const& t : parts.totals)
            if (t.unit == i)
                text += ".total(" + quoted(t.measure) + ", " + std::to_string(t.value) + ')';
        for (auto const& b : parts.bodies)
            if (b.unit == i)
                text += ".body(partyorg::body_kind::" + std::string(to_string(b.kind)) + ", " +
                        quoted(b.name) + ')';
    }
    new_line(0);
    return text + ".done()";
}

std::string to_unit_lines(organisation const& whole, std::size_t indent) {
    auto const parts = draft_of(whole);
    std::string text;
    for (std::size_t i = 0; i < parts.units.size(); ++i) {
        auto const& u = parts.units[i];
        text += std::string(indent + 2 * depth_of(parts, i), ' ');
        text += std::string(to_string(u.kind)) + ' ' + word_or_quoted(u.code);
        if (!u.name.empty()) text += ' ' + quoted(u.name);
        for (auto const& c : parts.columns)
            if (c.cells[i].state() != cell_state::blank)
                text += ' ' + c.info.id + ' ' + to_string(c.cells[i]);
        for (auto const& t : parts.totals)
            if (t.unit == i) text += " total " + t.measure + ' ' + std::to_string(t.value);
        text += '\n';
    }
    return text;
}

bool same_content(organisation const& a, organisation const& b) {
    auto const x = draft_of(a), y = draft_of(b);
    if (x.units.size() != y.units.size() || x.columns.size() != y.columns.size() ||
        x.totals.size() != y.totals.size() || x.bodies.size() != y.bodies.size())
        return false;
    for (std::size_t i = 0; i < x.units.size(); ++i) {
        auto const &u = x.units[i], &v = y.units[i];
        if (u.kind != v.kind || u.code != v.code || u.name != v.name || u.parent != v.parent)
            return false;
    }
    for (auto const& c : x.columns) {
        bool found = false;
        for (auto const& d : y.columns) found = found || (c.info == d.info && c.cells == d.cells);
        if (!found) return false;
    }
    for (auto const& t : x.totals) {
        bool found = false;
        for (auto const& s : y.totals)
            found = found || (t.unit == s.unit && t.measure == s.measure && t.value == s.value);
        if (!found) return false;
    }
    for (auto const& t : x.bodies) {
        bool found = false;
        for (auto const& s : y.bodies)
            found = found || (t.unit == s.unit && t.kind == s.kind && t.name == s.name);
        if (!found) return false;
    }
    return true;
}

} // namespace partyorg::testing
