#include <partyorg/core/error.hpp>
#include <partyorg/measures/built_in.hpp>
#include <partyorg/testing/any_cell.hpp>

#include <charconv>
#include <limits>
#include <system_error>

namespace partyorg::testing {

namespace {

std::optional<std::int64_t> read_number(std::string_view text) {
    std::int64_t value = 0;
    auto const [end, why] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (why != std::errc() || end != text.data() + text.size() || text.empty()) return {};
    return value;
}

/// Calls `body` with a null pointer to the column type of a law and a type of value.
template <class Body>
void with_column_type(measure_info const& info, Body const& body) {
    auto const as = [&]<class T, class Law>(T const*, Law) {
        body(static_cast<column<T, Law> const*>(nullptr));
    };
    bool const stock = info.law == law_kind::stock;
    std::int64_t const* const count = nullptr;
    std::int32_t const* const small_count = nullptr;
    double const* const number = nullptr;
    date const* const day = nullptr;
    coverage_count const* const share = nullptr;
    if (!partyorg::detail::bears_law(info.type, info.law))
        partyorg::detail::fail<bad_measure>(defect::measure_mismatch,
                                            "no column of '" + info.id + "' can have law '" +
                                                std::string(to_string(info.law)) + "'");
    switch (info.type) {
    case value_kind::day:
        return info.law == law_kind::earliest ? as(day, law::earliest{}) : as(day, law::latest{});
    case value_kind::share:
        return as(share, law::coverage{});
    case value_kind::number:
        return stock ? as(number, law::stock{}) : as(number, law::flow{});
    case value_kind::small_count:
        return stock ? as(small_count, law::stock{}) : as(small_count, law::flow{});
    case value_kind::count:
        if (info.law == law_kind::distinct) return as(count, law::distinct{});
        return stock ? as(count, law::stock{}) : as(count, law::flow{});
    }
}

template <class T>
std::optional<T> value_as(any_cell const& content) {
    if constexpr (std::integral<T>) {
        auto const* n = content.as<std::int64_t>();
        if (!n || *n < std::numeric_limits<T>::min() || *n > std::numeric_limits<T>::max())
            return {};
        return static_cast<T>(*n);
    } else if constexpr (std::same_as<T, double>) {
        if (auto const* n = content.as<std::int64_t>()) return static_cast<double>(*n);
        auto const* d = content.as<double>();
        return d ? std::optional(*d) : std::nullopt;
    } else {
        auto const* v = content.as<T>();
        return v ? std::optional(*v) : std::nullopt;
    }
}

} // namespace

std::string to_string(any_cell const& content) {
    if (content.state() == cell_state::blank) return "blank";
    if (content.state() == cell_state::declared_none) return "-";
    if (auto const* n = content.as<std::int64_t>()) return std::to_string(*n);
    if (auto const* d = content.as<date>()) return to_iso(*d);
    if (auto const* c = content.as<coverage_count>())
        return std::to_string(c->covered) + '/' + std::to_string(c->of);
    char digits[40];
    auto const* const end =
        std::to_chars(digits, digits + sizeof digits, *content.as<double>()).ptr;
    std::string const text(digits, static_cast<std::size_t>(end - digits));
    // A whole number is told from a fraction by its point.
    return text.find_first_of(".en") == std::string::npos ? text + ".0" : text;
}

std::optional<any_cell> parse_any_cell(std::string_view text) {
    if (text == "-") return any_cell(declared_none);
    if (text == "blank") return any_cell(blank);
    if (auto const day = parse_iso_date(text)) return any_cell(*day);
    if (auto const n = read_number(text)) return any_cell(*n);
    if (auto const slash = text.find('/'); slash != std::string_view::npos) {
        auto const k = read_number(text.substr(0, slash));
        auto const n = read_number(text.substr(slash + 1));
        if (!k || !n) return {};
        return any_cell(coverage_count{*k, *n});
    }
    if (text.find('.') == std::string_view::npos) return {};
    double value = 0;
    auto const [end, why] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (why != std::errc() || end != text.data() + text.size()) return {};
    return any_cell(value);
}

any_cell content_of(column_base const& from, slot s) {
    if (from.state(s) == cell_state::blank) return blank;
    if (from.state(s) == cell_state::declared_none) return declared_none;
    return visit(from, [&](auto const& own) { return any_cell(own.values()[s.value()]); });
}

void add_column(table& figures, measure_info const& info) {
    with_column_type(
        info, [&]<class Column>(Column const*) { figures.add(Column(figures.units(), info)); });
}

void set_cell(table& figures, std::string_view measure, slot s, any_cell const& content) {
    auto const* there = figures.find(measure);
    if (!there)
        partyorg::detail::fail<bad_measure>(defect::unknown_measure,
                                            "no column '" + std::string(measure) + "'");
    visit(*there, [&]<class T, class Law>(column<T, Law> const&) {
        auto& cells = figures.edit<T, Law>(measure);
        if (content.state() == cell_state::blank)
            cells[s] = blank;
        else if (content.state() == cell_state::declared_none)
            cells[s] = declared_none;
        else if (auto const value = value_as<T>(content))
            cells[s] = *value;
        else
            partyorg::detail::fail<invalid_input>(defect::edit_not_possible,
                                                  "column '" + std::string(measure) +
                                                      "' cannot hold " + to_string(content));
    });
}

measure_info measure_for(std::string_view id, any_cell const& content) {
    if (auto const known = find_built_in_measure(id)) return known->info();
    std::string const own(id);
    if (content.as<coverage_count>())
        return measure_info(own, {}, law_kind::coverage, value_kind::share);
    if (content.as<date>()) return measure_info(own, {}, law_kind::latest, value_kind::day);
    return measure_info(own, {}, law_kind::flow,
                        content.as<double>() ? value_kind::number : value_kind::count);
}

} // namespace partyorg::testing
