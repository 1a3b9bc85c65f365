#include <partyorg/core/error.hpp>
#include <partyorg/rollup/roll_up.hpp>
#include <partyorg/targets/scenarios.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace partyorg {

namespace {

struct known_version {
    std::string_view name, measure;
};
constexpr std::array known_versions{
    known_version{"registered", "quota.registered"},
    known_version{"draft", "allocated"},
    known_version{"assigned", "quota.assigned"},
    known_version{"achieved", "admitted"},
};

bool is_target(column_base const& c) {
    return c.info().type == value_kind::count && c.info().law == law_kind::flow;
}

/// "quota.assigned.women" of "quota.assigned" is ".women"; nothing if it is no part.
std::optional<std::string> part_of(std::string_view id, std::string_view measure) {
    if (!id.starts_with(measure)) return {};
    auto const rest = id.substr(measure.size());
    if (!rest.empty() && rest[0] != '.') return {};
    return std::string(rest);
}

/// The figures of one column, cells below a cell of their own left out.
struct part_figures {
    std::string part{};
    count_column const* own = nullptr;
    std::vector<std::int64_t> sums{};
    std::vector<scenario_state> states{};
    std::int64_t total = 0;
};

void add_to(std::int64_t& sum, std::int64_t value, std::string const& measure) {
    if (!detail::add_checked(sum, value))
        detail::fail<arithmetic_overflow>(defect::overflow, "the total of '" + measure +
                                                                "' does not fit into 64 bits");
}

part_figures figures_of(count_column const& own, std::string part) {
    auto const& units = own.units();
    part_figures f{std::move(part), &own, std::vector<std::int64_t>(units.size()),
                   std::vector<scenario_state>(units.size(), scenario_state::empty), 0};
    for (auto s = units.size(); s-- > 0;) {
        auto const cell = own[slot(s)];
        if (!cell.is_blank()) {
            // What a superior states stands for everything below it.
            f.sums[s] = cell.value_or(0);
            f.states[s] = scenario_state::stated;
        }
        auto const above = units.parents()[s];
        if (above == s) {
            add_to(f.total, f.sums[s], own.info().id);
        } else if (f.states[s] == scenario_state::stated) {
            add_to(f.sums[above], f.sums[s], own.info().id);
            f.states[above] = scenario_state::stated;
        }
    }
    for (std::uint32_t s = 0; s < units.size(); ++s) {
        auto const above = units.parents()[s];
        bool const covered = above != s && (!own[slot(above)].is_blank() ||
                                            f.states[above] == scenario_state::not_broken_down);
        if (covered && f.states[s] == scenario_state::empty)
            f.states[s] = scenario_state::not_broken_down;
    }
    return f;
}

/// One version with its parts, the target first.
std::vector<part_figures> parts_of(scenario const& version) {
    std::vector<part_figures> parts;
    for (std::size_t i = 0; i < version.figures.size(); ++i) {
        auto const& c = version.figures.at(i);
        auto part = part_of(c.info().id, version.measure);
        if (!part || !is_target(c)) continue;
        auto found = figures_of(static_cast<count_column const&>(c), std::move(*part));
        if (found.part.empty())
            parts.insert(parts.begin(), std::move(found));
        else
            parts.push_back(std::move(found));
    }
    return parts;
}

/// What the label of a part says beyond that of its target: "Đăng ký – khu dân cư" is "khu dân cư".
label label_of(part_figures const& part, count_column const& target) {
    auto const& whole = target.info().label;
    auto name = part.own->info().label;
    auto const cut = [](std::string& text, std::string const& before) {
        std::string const joint = before + " – ";
        if (text.starts_with(joint)) text.erase(0, joint.size());
    };
    if (part.part.empty()) return name;
    cut(name.vi, whole.vi);
    cut(name.en, whole.en);
    return name;
}

class comparing {
public:
    explicit comparing(scenario_list const& versions) : versions_(versions) {
        for (std::size_t v = 0; v < versions.size(); ++v) {
            answer_.names.push_back(versions[v].name);
            answer_.measures.push_back(versions[v].measure);
            parts_.push_back(parts_of(versions[v]));
            for (auto const& f : parts_[v]) {
                auto const same = [&](scenario_part const& p) { return p.id == f.part; };
                auto& parts = answer_.parts;
                if (std::none_of(parts.begin(), parts.end(), same))
                    parts.push_back({f.part, label_of(f, *parts_[v].front().own)});
            }
        }
    }

    scenario_comparison run() {
        for (std::size_t v = 0; v < versions_.size(); ++v) {
            auto const& units = versions_[v].figures.units();
            for (std::uint32_t s = 0; s < units.size(); ++s)
                if (!seen_before(v, units.code(slot(s)))) add_unit(v, units, slot(s));
        }
        for (auto const& [part, name] : answer_.parts) {
            scenario_row row{"", "", part, {}};
            for (auto const& parts : parts_) {
                auto const* f = find(parts, part);
                row.figures.push_back(f ? scenario_figure{scenario_state::stated, f->total}
                                        : scenario_figure{});
            }
            answer_.totals.push_back(std::move(row));
        }
        return std::move(answer_);
    }

private:
    bool seen_before(std::size_t version, std::string_view code) const {
        for (std::size_t v = 0; v < version; ++v)
            if (versions_[v].figures.units().find(code)) return true;
        return false;
    }
    static part_figures const* find(std::vector<part_figures> const& parts, std::string_view part) {
        for (auto const& f : parts)
            if (f.part == part) return &f;
        return nullptr;
    }
    static scenario_figure figure_at(part_figures const* f, slot at) {
        if (!f) return {};
        auto const state = f->states[at.value()];
        return {state, state == scenario_state::stated ? f->sums[at.value()] : 0};
    }
    // A unit that a version does not know is not broken down there, if a superior of it has a
    // figure for all below it.
    static scenario_figure figure_above(part_figures const* f, hierarchy const& units, slot s,
                                        hierarchy const& others) {
        for (auto above = units.parent(s); f && above; above = units.parent(*above)) {
            auto const there = others.find(units.code(*above));
            if (!there) continue;
            if (!(*f->own)[*there].is_blank() ||
                f->states[there->value()] == scenario_state::not_broken_down)
                return {scenario_state::not_broken_down, 0};
            break;
        }
        return {scenario_state::no_unit, 0};
    }
    void add_unit(std::size_t first, hierarchy const& units, slot s) {
        auto const code = units.code(s);
        std::vector<std::optional<slot>> at(versions_.size());
        for (auto v = first; v < versions_.size(); ++v)
            at[v] = v == first ? s : versions_[v].figures.units().find(code);
        for (auto const& [part, name] : answer_.parts) {
            scenario_row row{std::string(code), std::string(units.name(s)), part, {}};
            bool own = false;
            for (std::size_t v = 0; v < versions_.size(); ++v) {
                auto const* f = find(parts_[v], part);
                row.figures.push_back(
                    at[v] ? figure_at(f, *at[v])
                          : figure_above(f, units, s, versions_[v].figures.units()));
                own = own || (f && at[v] && !(*f->own)[*at[v]].is_blank());
            }
            if (own) answer_.rows.push_back(std::move(row));
        }
    }

    scenario_list const& versions_;
    std::vector<std::vector<part_figures>> parts_{};
    scenario_comparison answer_{};
};

} // namespace

problems scenario_list::add(scenario version) {
    problems found;
    if (find(version.name))
        found.error(defect::duplicate_scenario, {},
                    "two scenarios are called '" + version.name + "'");
    auto const* c = version.figures.find(version.measure);
    if (!c)
        found.error(defect::unknown_measure, {},
                    "scenario '" + version.name + "': no column '" + version.measure + "'");
    else if (!is_target(*c))
        found.error(defect::measure_mismatch, {},
                    "scenario '" + version.name + "': column '" + version.measure +
                        "' is no target: its figures do not add up");
    if (found.empty()) list_.push_back(std::move(version));
    return found;
}

problems scenario_list::add_known(table const& figures) {
    problems found;
    for (auto const& known : known_versions)
        if (figures.contains(known.measure))
            found.append(add({std::string(known.name), std::string(known.measure), figures}));
    return found;
}

std::optional<std::size_t> scenario_list::find(std::string_view name) const noexcept {
    for (std::size_t i = 0; i < list_.size(); ++i)
        if (list_[i].name == name) return i;
    return {};
}

std::optional<std::int64_t> scenario_row::difference(std::size_t version, std::size_t from) const {
    for (auto const v : {version, from})
        if (figures[v].state == scenario_state::not_broken_down) return {};
    return figures[version].value - figures[from].value;
}

bool scenario_row::differs() const {
    std::optional<std::int64_t> first;
    for (auto const& f : figures) {
        if (f.state == scenario_state::not_broken_down) continue;
        if (first && *first != f.value) return true;
        first = f.value;
    }
    return false;
}

std::vector<scenario_row> scenario_comparison::differing() const {
    std::vector<scenario_row> found;
    for (auto const& row : rows)
        if (row.differs()) found.push_back(row);
    return found;
}

scenario_comparison compare(scenario_list const& versions) {
    return comparing(versions).run();
}

} // namespace partyorg
