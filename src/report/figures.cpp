#include "figures.hpp"

#include <partyorg/hierarchy/traversal.hpp>
#include <partyorg/organisation/counts.hpp>
#include <partyorg/rollup/roll_up.hpp>

#include <charconv>
#include <type_traits>

namespace partyorg::report {

namespace {

std::string digits_of(double value) {
    char buffer[32];
    auto const end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
    return {buffer, end};
}

/// "1234567" -> "1.234.567" or "1,234,567".
std::string grouped(std::int64_t value, language lang) {
    auto text = std::to_string(value);
    auto const first = text[0] == '-' ? 1u : 0u;
    for (auto i = text.size(); i > first + 3;)
        text.insert(i -= 3, lang == language::vi ? "." : ",");
    return text;
}

std::string share_text(coverage_count share, language lang) {
    return grouped(share.covered, lang) + '/' + grouped(share.of, lang);
}

struct people_form {
    language lang;
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(std::int64_t value) const { return grouped(value, lang); }
    std::string operator()(double value) const {
        auto text = digits_of(value);
        if (auto const point = text.find('.'); lang == language::vi && point != std::string::npos)
            text[point] = ',';
        return text;
    }
    std::string operator()(date const& day) const { return to_vietnamese(day); }
    std::string operator()(coverage_count share) const { return share_text(share, lang); }
};

struct program_form {
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(std::int64_t value) const { return std::to_string(value); }
    std::string operator()(double value) const { return digits_of(value); }
    std::string operator()(date const& day) const { return to_iso(day); }
    std::string operator()(coverage_count share) const {
        return std::to_string(share.covered) + '/' + std::to_string(share.of);
    }
};

figure figure_of(std::int32_t value) {
    return std::int64_t{value};
}
template <class T>
figure figure_of(T const& value) {
    return value;
}
template <class T>
figure figure_of(std::optional<T> const& value) {
    return value ? figure(*value) : figure();
}

/// Both together, as the law of the measure says.
figure combine(figure const& a, figure const& b, measure_info const& info) {
    if (a.index() == 0) return b;
    if (b.index() == 0) return a;
    if (auto const* x = std::get_if<std::int64_t>(&a)) {
        auto total = *x;
        if (!partyorg::detail::add_checked(total, std::get<std::int64_t>(b)))
            partyorg::detail::fail<arithmetic_overflow>(
                defect::overflow,
                "the sum of '" + info.id + "' over all roots does not fit into 64 bits");
        return total;
    }
    if (auto const* x = std::get_if<double>(&a)) return *x + std::get<double>(b);
    if (auto const* x = std::get_if<coverage_count>(&a))
        return sum{}(*x, std::get<coverage_count>(b));
    auto const first = std::get<date>(a) < std::get<date>(b);
    return first == (info.law == law_kind::earliest) ? a : b;
}

} // namespace

std::string for_people(figure const& f, language lang) {
    return std::visit(people_form{lang}, f);
}

std::string signed_for_people(std::int64_t value, language lang) {
    if (value > 0) return "+" + grouped(value, lang);
    if (value == 0) return "0";
    return "−" + grouped(value, lang).substr(1);
}

std::string for_programs(figure const& f) {
    return std::visit(program_form{}, f);
}

own_cell own_of(column_base const& own, slot s) {
    auto const state = own.state(s);
    if (state != cell_state::stated) return {state, {}};
    return {state, visit(own, [&](auto const& c) -> figure { return figure_of(c[s].value()); })};
}

std::string for_people(own_cell const& c, language lang) {
    return c.state == cell_state::declared_none ? "-" : for_people(c.value, lang);
}

std::string for_programs(own_cell const& c) {
    return c.state == cell_state::declared_none ? "-" : for_programs(c.value);
}

rolled_column roll_column(column_base const& own) {
    rolled_column out;
    out.info = &own.info();
    visit(own, [&](auto const& c) {
        using law_type = typename std::remove_cvref_t<decltype(c)>::law_type;
        if constexpr (partyorg::detail::rolls_up<law_type>) {
            auto const rolled = partyorg::roll_up(c);
            for (auto const& value : rolled.values()) out.values.push_back(figure_of(value));
        } else {
            // Nothing follows from the units below: the unit's own statement is all there is.
            for (auto const s : pre_order(c.units())) out.values.push_back(own_of(c, s).value);
        }
    });
    auto const ends = own.units().ends();
    partyorg::detail::cell_counts cells;
    cells.assign(own.states(), own.units());
    out.counts.reserve(ends.size());
    for (std::size_t s = 0; s < ends.size(); ++s) out.counts.push_back(cells.between(s, ends[s]));
    auto const law = own.info().law;
    bool const adds_up = law != law_kind::distinct && law != law_kind::ratio;
    for (auto const root : roots(own.units())) {
        auto const& counts = out.counts[root.value()];
        // Of what does not roll up, a single root's own statement is the total; several have none.
        if (adds_up || ends[root.value()] - root.value() == ends.size())
            out.total = combine(out.total, out.values[root.value()], own.info());
        out.total_counts.answered += counts.answered;
        out.total_counts.missing += counts.missing;
    }
    return out;
}

std::vector<comparison> comparisons(plan const& whole) {
    std::vector<comparison> out;
    for (auto const& stated : whole.totals) {
        auto const* own = whole.figures.find(stated.measure);
        auto const at = whole.units.find(stated.unit);
        if (!own || !at) continue;
        if (auto const rolled = sum_below(*own, *at))
            out.push_back({{*at, stated.measure, stated.value, *rolled, stated.where}, false});
    }
    auto const numbers = count_units(whole.units);
    for (auto const& stated : whole.counts)
        if (auto const rows = counted_units(numbers, stated.id))
            out.push_back({{slot(), stated.id, stated.value, *rows, stated.where}, true});
    return out;
}

std::vector<pair_total> pair_totals(organisation const& whole,
                                    std::vector<deviation> const& found) {
    std::vector<pair_total> out;
    auto const total_of = [&](std::string const& id) {
        auto const rolled = roll_column(*whole.figures.find(id));
        auto const* number = std::get_if<std::int64_t>(&rolled.total);
        return number ? *number : 0;
    };
    // In the order of the columns, so that a target stands before its parts.
    for (std::size_t i = 0; i < whole.figures.size(); ++i) {
        auto const& id = whole.figures.at(i).info().id;
        pair_total pair;
        for (auto const& d : found) {
            if (d.assigned_id != id) continue;
            pair.registered_id = d.registered_id;
            ++pair.units;
        }
        if (pair.units == 0) continue;
        pair.assigned_id = id;
        pair.registered = total_of(pair.registered_id);
        pair.assigned = total_of(pair.assigned_id);
        out.push_back(std::move(pair));
    }
    return out;
}

stated_total const* stated_for(organisation const& whole, slot unit, std::string_view measure) {
    auto const id = whole.units.id_of(unit);
    for (auto const& total : whole.totals)
        if (total.unit == id && total.measure == measure) return &total;
    return nullptr;
}

std::optional<std::int64_t> stated_for_all(organisation const& whole, std::string_view measure) {
    std::optional<std::int64_t> all;
    for (auto const root : roots(whole.units)) {
        auto const* one = stated_for(whole, root, measure);
        if (!one) return {};
        std::int64_t total = all.value_or(0);
        if (!partyorg::detail::add_checked(total, one->value)) return {};
        all = total;
    }
    return all;
}

std::string name_of(organisation const& whole, std::string_view measure, language lang) {
    auto const* own = whole.figures.find(measure);
    return own ? own->info().label.in(lang) : std::string(measure);
}

} // namespace partyorg::report
