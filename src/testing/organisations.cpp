#include "testing/draft.hpp"

#include <partyorg/core/error.hpp>
#include <partyorg/measures/built_in.hpp>
#include <partyorg/testing/organisations.hpp>

#include <array>
#include <string_view>

namespace partyorg::testing {

namespace {

constexpr auto no_parent = draft_unit::no_parent;

// Ordinary names and words; some are drawn twice, for rules about unique names.
constexpr std::array<std::string_view, 8> names = {
    "Đảng bộ xã",       "Chi bộ thôn 1", "Chi bộ Trường học", "Chi bộ Trạm Y tế",
    "Chi bộ Văn phòng", "Chi bộ bản",    "Tổ đảng số 1",      ""};

bool hits(random_numbers& random, std::uint32_t percent) {
    return random.below(100) < percent;
}

any_cell random_content(measure_info const& info, random_numbers& random, cell_mix const& mix) {
    auto const [percent, value] = testing::detail::draw_cell(random, mix);
    if (percent < mix.none_percent) return declared_none;
    if (percent < mix.none_percent + mix.blank_percent) return blank;
    switch (info.type) {
    case value_kind::day:
        return date(2024, 1, 1) + boost::gregorian::date_duration(random.below(730));
    case value_kind::share: {
        // Complete two times in three.
        auto const missing = random.below(3) == 0 ? std::int64_t{random.below(3)} : 0;
        return coverage_count{value > missing ? value - missing : 0, value};
    }
    case value_kind::number:
        return static_cast<double>(value) / 2;
    default:
        return value;
    }
}

unit_kind kind_under(unit_kind above, random_numbers& random, std::uint32_t odd_percent) {
    auto const any = all_unit_kinds[random.below(unit_kind_count)];
    if (hits(random, odd_percent)) return any;
    for (std::uint32_t tries = 0; tries < 4 * unit_kind_count; ++tries) {
        auto const kind = all_unit_kinds[random.below(unit_kind_count)];
        if (usually_under(kind, above)) return kind;
    }
    return any;
}

void draw_units(draft& parts, random_numbers& random, organisation_mix const& mix) {
    auto const count = mix.least_units + random.below(mix.most_units - mix.least_units + 1);
    for (std::uint32_t i = 0; i < count; ++i) {
        draft_unit u;
        u.code = "U" + std::to_string(i);
        u.name = names[random.below(static_cast<std::uint32_t>(names.size()))];
        if (i == 0) {
            u.kind = all_unit_kinds[random.below(unit_kind_count)];
        } else if (!hits(random, mix.odd_percent / 4)) { // else one more root
            // Groups have no units below them, so a superior is looked for that usually has.
            u.parent = random.below(i);
            for (int tries = 0; tries < 8 && parts.units[u.parent].kind == unit_kind::party_group;
                 ++tries)
                u.parent = random.below(i);
            u.kind = kind_under(parts.units[u.parent].kind, random, mix.odd_percent);
        }
        parts.add(std::move(u));
    }
}

/// Keeps most parts within their measure, as they are in life.
void keep_parts_within(draft& parts, random_numbers& random) {
    for (auto& part : parts.columns) {
        auto const* whole = part.info.of_which.empty() ? nullptr : parts.column(part.info.of_which);
        if (!whole) continue;
        for (std::size_t i = 0; i < parts.units.size(); ++i) {
            auto const* p = part.cells[i].as<std::int64_t>();
            auto const* w = whole->cells[i].as<std::int64_t>();
            if (p && w && *p > *w && random.below(4) != 0)
                part.cells[i] = *w == 0 ? 0 : *p % (*w + 1);
        }
    }
}

void print_totals(draft& parts, random_numbers& random, std::uint32_t percent) {
    auto const units = parts.units.size();
    for (auto const& c : parts.columns) {
        if (c.info.type != value_kind::count || c.info.law == law_kind::distinct) continue;
        for (std::size_t top = 0; top < units; ++top) {
            if (!hits(random, percent)) continue;
            std::int64_t sum = 0;
            for (std::size_t i = 0; i < units; ++i) {
                auto at = i;
                while (at != top && at != no_parent) at = parts.units[at].parent;
                auto const* n = c.cells[i].as<std::int64_t>();
                if (at == top && n) sum += *n;
            }
            if (random.below(2) == 0) sum += 1 + random.below(3);
            parts.totals.push_back({top, c.info.id, sum});
        }
    }
}

[[noreturn]] void refuse(edit const& change, std::string const& why) {
    partyorg::detail::fail<invalid_input>(defect::edit_not_possible,
                                          '"' + to_string(change) + "\": " + why);
}

std::size_t known(draft const& parts, edit const& change, std::string const& code) {
    auto const at = parts.find(code);
    if (at == no_parent) refuse(change, "there is no unit '" + code + "'");
    return at;
}

std::size_t superior_in(draft const& parts, edit const& change) {
    return change.superior.empty() ? no_parent : known(parts, change, change.superior);
}

bool stands_under(draft const& parts, std::size_t unit, std::size_t above) {
    while (unit != no_parent && unit != above) unit = parts.units[unit].parent;
    return unit == above;
}

void apply_to(draft& parts, edit const& change) {
    if (change.what == edit_kind::add) {
        if (parts.find(change.unit) != no_parent)
            refuse(change, "there is a unit '" + change.unit + "' already");
        return parts.add({change.kind, change.unit, change.name, superior_in(parts, change), 0});
    }
    auto const at = known(parts, change, change.unit);
    switch (change.what) {
    case edit_kind::add:
        break;
    case edit_kind::move: {
        auto const above = superior_in(parts, change);
        if (above != no_parent && stands_under(parts, above, at))
            refuse(change, "it would stand under itself");
        parts.units[at].parent = above;
        break;
    }
    case edit_kind::remove: {
        std::vector<char> keep(parts.units.size(), 1);
        for (std::size_t i = 0; i < keep.size(); ++i)
            if (stands_under(parts, i, at)) keep[i] = 0;
        parts = keep_units(parts, keep);
        break;
    }
    case edit_kind::set_cell:
        parts.set(at, measure_for(change.measure, change.content), change.content);
        break;
    case edit_kind::set_kind:
        parts.units[at].kind = change.kind;
        break;
    case edit_kind::set_total: {
        auto const* value = change.content.as<std::int64_t>();
        if (!value) refuse(change, "a total is a whole number");
        for (auto& t : parts.totals)
            if (t.unit == at && t.measure == change.measure) {
                t.value = *value;
                return;
            }
        parts.totals.push_back({at, change.measure, *value});
        break;
    }
    }
}

edit draw_edit(draft const& parts, random_numbers& random, organisation_mix const& mix) {
    auto const pick = [&] { return random.below(static_cast<std::uint32_t>(parts.units.size())); };
    auto const at = pick();
    auto const& code = parts.units[at].code;
    switch (random.below(8)) {
    case 0: {
        std::string fresh;
        for (std::uint32_t n = 0; fresh.empty() || parts.find(fresh) != no_parent; ++n)
            fresh = "N" + std::to_string(parts.units.size() + n);
        return edit::add(kind_under(parts.units[at].kind, random, mix.odd_percent), fresh, code,
                         std::string(names[random.below(names.size())]));
    }
    case 1:
        for (int tries = 0; tries < 8; ++tries) {
            auto const above = pick();
            if (!stands_under(parts, above, at)) return edit::move(code, parts.units[above].code);
        }
        break;
    case 2: {
        std::size_t below = 0;
        for (std::size_t i = 0; i < parts.units.size(); ++i)
            below += stands_under(parts, i, at) ? 1u : 0u;
        if (below < parts.units.size()) return edit::remove(code);
        break;
    }
    case 3:
        return edit::become(code, all_unit_kinds[random.below(unit_kind_count)]);
    case 4: {
        if (parts.columns.empty()) break;
        auto const& c =
            parts.columns[random.below(static_cast<std::uint32_t>(parts.columns.size()))];
        if (c.info.type == value_kind::count)
            return edit::print_total(code, c.info.id, random.below(60));
        break;
    }
    default:
        break;
    }
    if (parts.columns.empty())
        return edit::set(code, std::string(membership::official.id), random.below(40));
    auto const& c = parts.columns[random.below(static_cast<std::uint32_t>(parts.columns.size()))];
    return edit::set(code, c.info.id, random_content(c.info, random, mix.cells));
}

} // namespace

organisation random_organisation(std::uint64_t seed, organisation_mix const& mix) {
    random_numbers random(seed);
    draft parts;
    draw_units(parts, random, mix);
    auto const add = [&](measure_info const& info) {
        if (hits(random, mix.missing_column_percent)) return;
        draft_column c{info, {}};
        for (std::size_t i = 0; i < parts.units.size(); ++i)
            c.cells.push_back(random_content(info, random, mix.cells));
        parts.columns.push_back(std::move(c));
    };
    for (auto const& m : built_in_measures) add(m.info());
    for (auto const& m : mix.measures)
        if (!find_built_in_measure(m.id)) add(m);
    keep_parts_within(parts, random);
    print_totals(parts, random, mix.total_percent);
    return organisation_of(parts);
}

edit edit::add(unit_kind kind, std::string code, std::string superior, std::string name) {
    return {.what = edit_kind::add,
            .unit = std::move(code),
            .superior = std::move(superior),
            .kind = kind,
            .name = std::move(name)};
}
edit edit::move(std::string code, std::string superior) {
    return {.what = edit_kind::move, .unit = std::move(code), .superior = std::move(superior)};
}
edit edit::remove(std::string code) {
    return {.what = edit_kind::remove, .unit = std::move(code)};
}
edit edit::set(std::string code, std::string measure, any_cell content) {
    return {.what = edit_kind::set_cell,
            .unit = std::move(code),
            .measure = std::move(measure),
            .content = content};
}
edit edit::become(std::string code, unit_kind kind) {
    return {.what = edit_kind::set_kind, .unit = std::move(code), .kind = kind};
}
edit edit::print_total(std::string code, std::string measure, std::int64_t value) {
    return {.what = edit_kind::set_total,
            .unit = std::move(code),
            .measure = std::move(measure),
            .content = value};
}

std::string to_string(edit const& change) {
    auto const under = change.superior.empty() ? std::string() : " under " + change.superior;
    switch (change.what) {
    case edit_kind::add:
        return "add " + std::string(to_string(change.kind)) + ' ' + change.unit + under +
               (change.name.empty() ? "" : " \"" + change.name + '"');
    case edit_kind::move:
        return "move " + change.unit + (under.empty() ? " to the top" : under);
    case edit_kind::remove:
        return "remove " + change.unit;
    case edit_kind::set_cell:
        return "set " + change.unit + ' ' + change.measure + ' ' + to_string(change.content);
    case edit_kind::set_kind:
        return "set " + change.unit + " kind " + std::string(to_string(change.kind));
    case edit_kind::set_total:
        return "set " + change.unit + " total " + change.measure + ' ' + to_string(change.content);
    }
    return {};
}

organisation apply(organisation const& whole, edit const& change) {
    auto parts = draft_of(whole);
    apply_to(parts, change);
    return organisation_of(parts, whole.source);
}

organisation apply(organisation const& whole, std::vector<edit> const& script) {
    auto out = whole;
    for (auto const& change : script) out = apply(out, change);
    return out;
}

edit random_edit(organisation const& whole, random_numbers& random, organisation_mix const& mix) {
    return draw_edit(draft_of(whole), random, mix);
}

std::vector<edit> random_edits(organisation const& whole, std::size_t count, std::uint64_t seed,
                               organisation_mix const& mix) {
    random_numbers random(seed);
    auto parts = draft_of(whole);
    std::vector<edit> out;
    for (std::size_t i = 0; i < count; ++i) {
        out.push_back(draw_edit(parts, random, mix));
        apply_to(parts, out.back());
    }
    return out;
}

} // namespace partyorg::testing
