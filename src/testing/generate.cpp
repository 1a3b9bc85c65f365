#include <partyorg/measures/membership.hpp>
#include <partyorg/measures/quota.hpp>
#include <partyorg/testing/generate.hpp>

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace partyorg::testing {

namespace {

__extension__ using wide = unsigned __int128;

constexpr std::array<std::string_view, 4> shape_names = {"national", "chain", "star", "random"};

/// Units level by level: how many children each has, in the order of the level.
struct level_plan {
    std::vector<std::uint32_t> children{};
    std::vector<unit_kind> kinds{};
};

/// What an outline becomes: parents, depths and kinds in pre-order.
struct outline {
    std::vector<std::uint32_t> parent{}, depth{};
    std::vector<unit_kind> kind{};

    void add(std::uint32_t above, std::uint32_t level, unit_kind k) {
        parent.push_back(above);
        depth.push_back(level);
        kind.push_back(k);
    }
    void reserve(std::size_t n) {
        parent.reserve(n);
        depth.reserve(n);
        kind.reserve(n);
    }
};

unit_kind kind_at(std::uint32_t level) {
    return all_unit_kinds[level < unit_kind_count ? level : unit_kind_count - 1];
}

unit_kind kind_below(unit_kind above, random_numbers& random) {
    using enum unit_kind;
    switch (above) {
    case central_committee:
        return provincial_committee;
    case provincial_committee:
        return district_committee;
    case district_committee: // three in ten grassroots organisations are cells
        return random.below(10) < 3 ? grassroots_cell : grassroots_committee;
    case grassroots_committee:
        return subordinate_cell;
    default:
        return party_group;
    }
}

/// Spreads exactly `total` children over the parents: 50 to 150 % of the mean each, by kind.
void spread(level_plan& level, std::uint32_t total, random_numbers& random) {
    // Cells have few groups where committees have many cells; groups have nothing below them.
    std::vector<std::uint64_t> upto(level.kinds.size());
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < upto.size(); ++i) {
        auto const kind = level.kinds[i];
        std::uint64_t const weight = kind == unit_kind::party_group ? 0
                                     : kind == unit_kind::grassroots_cell
                                         ? 100
                                         : 500 + random.below(1001);
        upto[i] = sum += weight;
    }
    level.children.resize(upto.size());
    std::uint64_t given = 0;
    for (std::size_t i = 0; i < upto.size() && sum != 0; ++i) {
        auto const by_now = static_cast<std::uint64_t>(wide{upto[i]} * total / sum);
        level.children[i] = static_cast<std::uint32_t>(by_now - given);
        given = by_now;
    }
}

/// How many units the levels below the districts have: they grow alike until nothing is left over.
/// At the size of the country that is 55 grassroots organisations per district, 5 cells per
/// organisation and one group per cell.
std::vector<std::uint32_t> level_sizes(std::uint32_t units) {
    std::vector<std::uint32_t> sizes{1};
    auto left = units - 1;
    auto const take = [&](std::uint32_t wanted) {
        auto const n = wanted < left ? wanted : left;
        if (n != 0) sizes.push_back(n);
        left -= n;
    };
    take(units < 43'400 ? units / 700 + 1 : 63);
    take(units < 41'520 ? units / 60 + 1 : 693);
    // 55 : 275 : 275 = 1 : 5 : 5 at the size of the country; wider at the bottom beyond it.
    auto const rest = left;
    if (rest == 0) return sizes;
    take(rest < 600'000 ? rest / 11 + 1 : 54'545 + rest / 200);
    take(static_cast<std::uint32_t>(std::uint64_t{left} / 2));
    take(left);
    return sizes;
}

outline national(std::uint32_t units, random_numbers& random) {
    auto const sizes = level_sizes(units);
    std::vector<level_plan> levels(sizes.size());
    levels[0].kinds = {unit_kind::central_committee};
    for (std::size_t l = 0; l + 1 < sizes.size(); ++l) {
        spread(levels[l], sizes[l + 1], random);
        levels[l + 1].kinds.reserve(sizes[l + 1]);
        for (std::size_t i = 0; i < levels[l].kinds.size(); ++i)
            for (std::uint32_t c = 0; c < levels[l].children[i]; ++c)
                levels[l + 1].kinds.push_back(kind_below(levels[l].kinds[i], random));
    }
    levels.back().children.resize(levels.back().kinds.size());

    // Every level is consumed in its own order, so one cursor per level is enough for pre-order.
    outline out;
    out.reserve(units);
    std::vector<std::uint32_t> cursor(levels.size()), left(levels.size()), at(levels.size());
    auto const visit = [&](std::uint32_t l) {
        auto const i = cursor[l]++;
        at[l] = static_cast<std::uint32_t>(out.parent.size());
        left[l] = levels[l].children[i];
        out.add(l == 0 ? 0 : at[l - 1], l, levels[l].kinds[i]);
    };
    visit(0);
    for (std::uint32_t l = 0;;) {
        if (left[l] != 0) {
            --left[l];
            visit(++l);
        } else if (l == 0) {
            return out;
        } else {
            --l;
        }
    }
}

outline chain_or_star(shape s, std::uint32_t units) {
    outline out;
    out.reserve(units);
    for (std::uint32_t i = 0; i < units; ++i) {
        auto const level = s == shape::chain ? i : i != 0 ? 1 : 0;
        out.add(s == shape::chain && i != 0 ? i - 1 : 0, level, kind_at(level));
    }
    return out;
}

/// A random recursive tree is drawn by rows; the one place that computes positions orders them.
outline random_tree(std::uint32_t units, random_numbers& random) {
    std::vector<std::uint32_t> above(units, partyorg::detail::no_row);
    for (std::uint32_t i = 1; i < units; ++i) above[i] = random.below(i);
    auto const order = partyorg::detail::make_layout(above);
    outline out;
    out.reserve(units);
    for (std::uint32_t s = 0; s < units; ++s)
        out.add(order.parent[s], order.depth[s], kind_at(order.depth[s]));
    return out;
}

std::vector<std::uint32_t> ends_of(std::vector<std::uint32_t> const& parent) {
    std::vector<std::uint32_t> end(parent.size());
    for (auto s = static_cast<std::uint32_t>(parent.size()); s-- > 0;) {
        if (end[s] == 0) end[s] = s + 1;
        if (end[parent[s]] < end[s]) end[parent[s]] = end[s];
    }
    return end;
}

/// Two letters of the kind and eight of a number that is mixed one to one, so that codes are unique
/// and their order tells nothing.
void add_code(partyorg::detail::text_builder& codes, unit_kind kind, std::uint64_t number) {
    constexpr std::array<std::string_view, unit_kind_count> prefix = {"TW", "TU", "HU", "XU", "DB",
                                                                      "BP", "CS", "CB", "TD"};
    constexpr std::string_view digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    constexpr std::uint64_t mask = (std::uint64_t{1} << 40) - 1;
    auto x = number * 0x9E3779B97Bu & mask;
    x ^= x >> 21;
    x = x * 0xD1B54A32D5u & mask;
    x ^= x >> 19;
    std::array<char, 10> text{};
    auto const& letters = prefix[static_cast<std::size_t>(kind)];
    text[0] = letters[0];
    text[1] = letters[1];
    for (unsigned i = 0; i < 8; ++i) text[2 + i] = digits[x >> (35 - 5 * i) & 31];
    codes.push_back({text.data(), text.size()});
}

/// "chi bộ trực thuộc số 12"; `text` holds the words already, so that nothing is allocated.
void add_name(partyorg::detail::text_builder& names, std::string& text, std::uint32_t number) {
    std::array<char, 10> digits{};
    auto at = digits.size();
    do digits[--at] = static_cast<char>('0' + number % 10);
    while ((number /= 10) != 0);
    auto const words = text.size();
    text.append(digits.data() + at, digits.size() - at);
    names.push_back(text);
    text.resize(words);
}

partyorg::detail::depth_store narrowest(std::vector<std::uint32_t> depth) {
    std::uint32_t deepest = 0;
    for (auto const d : depth)
        if (d > deepest) deepest = d;
    using partyorg::detail::depth_store;
    if (deepest > depth_store::small_limit) return {std::move(depth), deepest};
    return {std::vector<std::uint8_t>(depth.begin(), depth.end()), deepest};
}

/// The codes are unique by construction, and rows are slots here.
partyorg::detail::text_index index_of(partyorg::detail::text_store const& codes) {
    std::vector<partyorg::detail::code_key> keys(codes.size());
    std::vector<std::uint32_t> slots(codes.size());
    for (std::uint32_t s = 0; s < codes.size(); ++s) {
        keys[s] = partyorg::detail::code_key(codes[s]);
        slots[s] = s;
    }
    partyorg::detail::row_index rows(codes.size());
    rows.insert_all(keys, [](std::size_t, std::size_t) {});
    return partyorg::detail::text_index(rows.by_slot(slots));
}

hierarchy finish(outline made, std::uint64_t seed) {
    auto const n = static_cast<std::uint32_t>(made.parent.size());
    partyorg::detail::text_builder codes, names;
    codes.reserve(n, std::size_t{n} * 10);
    names.reserve(n, std::size_t{n} * 32);
    partyorg::detail::hierarchy_data data;
    std::array<std::uint32_t, unit_kind_count> numbers{};
    std::array<std::string, unit_kind_count> words{};
    for (auto const kind : all_unit_kinds)
        words[static_cast<std::size_t>(kind)] = std::string(label_of(kind).vi) + " số ";
    for (std::uint32_t s = 0; s < n; ++s) {
        auto const kind = static_cast<std::size_t>(made.kind[s]);
        add_code(codes, made.kind[s], s + (seed % 256 << 32));
        add_name(names, words[kind], ++numbers[kind]);
    }
    data.end = ends_of(made.parent);
    data.parent = std::move(made.parent);
    data.depth = narrowest(std::move(made.depth));
    data.kind = std::move(made.kind);
    data.code = partyorg::detail::text_store(std::move(codes));
    data.by_code = index_of(data.code);
    data.name = partyorg::detail::text_store(std::move(names));
    data.id_bound = n;
    return hierarchy(std::move(data));
}

} // namespace

std::string_view to_string(shape s) noexcept {
    return shape_names[static_cast<std::size_t>(s)];
}

std::optional<shape> parse_shape(std::string_view text) noexcept {
    for (std::size_t i = 0; i < shape_names.size(); ++i)
        if (shape_names[i] == text) return static_cast<shape>(i);
    return {};
}

hierarchy generate(shape s, std::uint32_t units, std::uint64_t seed) {
    PARTYORG_ASSERT(units != 0, "a hierarchy has at least one unit");
    random_numbers random(seed);
    switch (s) {
    case shape::national:
        return finish(national(units, random), seed);
    case shape::random:
        return finish(random_tree(units, random), seed);
    case shape::chain:
    case shape::star:
        break;
    }
    return finish(chain_or_star(s, units), seed);
}

organisation generate_organisation(shape s, std::uint32_t units, std::uint64_t seed) {
    organisation whole(generate(s, units, seed));
    random_numbers seeds(seed);
    auto const add = [&](auto const& measure, cell_mix const& mix) {
        auto& own = whole.figures.add(measure);
        random_numbers from(seeds.next());
        for (std::uint32_t i = 0; i < own.size(); ++i) {
            auto const [percent, value] = detail::draw_cell(from, mix);
            if (!whole.units.is_leaf(slot(i))) continue;
            if (percent < mix.none_percent)
                own[slot(i)] = declared_none;
            else if (percent >= mix.none_percent + mix.blank_percent)
                own[slot(i)] = value;
        }
    };
    add(membership::official, {3, 60, 0, 1});
    add(quota::registered, {0, 6, 10, 2});
    add(quota::assigned, {0, 6, 10, 2});
    return whole;
}

} // namespace partyorg::testing
