#include "exact.hpp"

#include <partyorg/targets/percentage.hpp>

#include <algorithm>

namespace partyorg {

namespace {

using detail::i128;

constexpr std::uint32_t most_decimals = 6;
constexpr std::int64_t most_figure = std::int64_t{1} << 53;

i128 power_of_ten(std::uint32_t exponent) {
    i128 power = 1;
    for (; exponent > 0; --exponent) power *= 10;
    return power;
}

void check_figure(problems& found, char const* what, std::int64_t value) {
    if (value < 0)
        found.error(defect::negative_target, {},
                    std::string(what) + " is negative: " + std::to_string(value));
    if (value > most_figure)
        found.error(defect::number_out_of_range, {},
                    std::string(what) + " is too large: " + std::to_string(value));
}

problems check(std::int64_t achieved, percentage stated) {
    problems found;
    check_figure(found, "the achieved figure", achieved);
    check_figure(found, "the percentage", stated.digits);
    if (stated.decimals > most_decimals)
        found.error(defect::number_out_of_range, {}, "a percentage has at most 6 decimal places");
    return found;
}

std::int64_t floor_of(i128 over, i128 under) {
    return static_cast<std::int64_t>(over / under);
}
std::int64_t ceiling_of(i128 over, i128 under) {
    return static_cast<std::int64_t>((over + under - 1) / under);
}

/// Targets t with low <= 2·over/t <= high, where the ends belong to it or not. `high` is positive.
struct ends {
    i128 low, high; // of twice the percentage in units of its last digit
    bool with_low, with_high;
};

ends ends_of(rounding mode, i128 digits) {
    switch (mode) {
    case rounding::half_up:
        return {2 * digits - 1, 2 * digits + 1, true, false};
    case rounding::half_even: {
        bool const even = digits % 2 == 0;
        return {2 * digits - 1, 2 * digits + 1, even, even};
    }
    case rounding::truncation:
        return {2 * digits, 2 * digits + 2, true, false};
    case rounding::up:
        break;
    }
    return {2 * digits - 2, 2 * digits, false, true};
}

possible_targets range_of(rounding mode, std::int64_t achieved, percentage stated) {
    auto const [low, high, with_low, with_high] = ends_of(mode, stated.digits);
    i128 const twice = 2 * i128(achieved) * 100 * power_of_ten(stated.decimals);
    possible_targets range{mode, 1, std::nullopt};
    possible_targets const none{mode, 1, 0};
    // 0 of anything is 0 %, and 0 % rounded up is 0 of anything only.
    if (achieved == 0) return stated.digits == 0 ? range : none;
    if (high <= 0) return none;
    range.first = with_high ? ceiling_of(twice, high) : floor_of(twice, high) + 1;
    range.first = std::max<std::int64_t>(range.first, 1);
    if (low > 0) range.last = with_low ? floor_of(twice, low) : ceiling_of(twice, low) - 1;
    // At 0 the lower end is -1 or 0, which no target is too large for.
    return range.empty() ? none : range;
}

bool agrees(std::vector<rounding> const& modes, rounding mode) {
    return std::find(modes.begin(), modes.end(), mode) != modes.end();
}

percentage_verdict verdict_of(std::vector<rounding> const& modes) {
    bool const nearest = agrees(modes, rounding::half_up) || agrees(modes, rounding::half_even);
    bool const cut = agrees(modes, rounding::truncation);
    if (modes.size() == all_roundings.size()) return percentage_verdict::exact;
    if (nearest && cut) return percentage_verdict::both;
    if (nearest) return percentage_verdict::rounding;
    if (cut) return percentage_verdict::truncation;
    return modes.empty() ? percentage_verdict::neither : percentage_verdict::up;
}

} // namespace

std::string_view to_string(rounding mode) noexcept {
    switch (mode) {
    case rounding::half_up:
        return "half_up";
    case rounding::half_even:
        return "half_even";
    case rounding::truncation:
        return "truncation";
    case rounding::up:
        break;
    }
    return "up";
}

std::string to_string(percentage value, char decimal_separator) {
    auto text = std::to_string(value.digits < 0 ? -value.digits : value.digits);
    if (value.decimals > 0) {
        if (text.size() <= value.decimals) text.insert(0, value.decimals + 1 - text.size(), '0');
        text.insert(text.size() - value.decimals, 1, decimal_separator);
    }
    return (value.digits < 0 ? "-" : "") + text + " %";
}

std::optional<percentage> parse_percentage(std::string_view text) {
    if (text.ends_with('%')) text.remove_suffix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    percentage value;
    bool behind = false, any = false;
    for (char const c : text) {
        if ((c == ',' || c == '.') && any && !behind) {
            behind = true;
            continue;
        }
        if (c < '0' || c > '9' || value.digits > most_figure / 10) return {};
        value.digits = value.digits * 10 + (c - '0');
        value.decimals += behind ? 1 : 0;
        any = true;
    }
    bool const ends_in_digit = any && text.back() >= '0' && text.back() <= '9';
    if (!ends_in_digit || value.decimals > most_decimals) return {};
    return value;
}

percentage percentage_of(std::int64_t achieved, std::int64_t target, rounding mode,
                         std::uint32_t decimals) {
    PARTYORG_ASSERT(achieved >= 0 && target > 0 && decimals <= most_decimals,
                    "a percentage of a positive target");
    i128 const over = i128(achieved) * 100 * power_of_ten(decimals);
    i128 const whole = over / target, twice = 2 * (over % target);
    bool more = false;
    switch (mode) {
    case rounding::half_up:
        more = twice >= target;
        break;
    case rounding::half_even:
        more = twice > target || (twice == target && whole % 2 != 0);
        break;
    case rounding::truncation:
        break;
    case rounding::up:
        more = twice != 0;
        break;
    }
    return {static_cast<std::int64_t>(whole + (more ? 1 : 0)), decimals};
}

result<std::vector<possible_targets>> targets_from_percentage(std::int64_t achieved,
                                                              percentage stated) {
    auto found = check(achieved, stated);
    if (found.has_errors()) return found;
    std::vector<possible_targets> ranges;
    bool explained = false;
    for (auto const mode : all_roundings) {
        ranges.push_back(range_of(mode, achieved, stated));
        explained = explained || !ranges.back().empty();
    }
    if (explained) return ranges;
    found.error(defect::percentage_unexplained, {},
                std::to_string(achieved) + " is " + to_string(stated) + " of no whole target");
    return found;
}

result<percentage_check> reconcile_percentage(std::int64_t achieved, std::int64_t target,
                                              percentage stated) {
    auto found = check(achieved, stated);
    check_figure(found, "the target", target);
    if (target == 0) found.error(defect::zero_basis, {}, "a percentage of a target of 0");
    if (found.has_errors()) return found;
    percentage_check answer;
    answer.stated = stated;
    answer.rounded = percentage_of(achieved, target, rounding::half_up, stated.decimals);
    answer.truncated = percentage_of(achieved, target, rounding::truncation, stated.decimals);
    for (auto const mode : all_roundings)
        if (percentage_of(achieved, target, mode, stated.decimals) == stated)
            answer.modes.push_back(mode);
    answer.verdict = verdict_of(answer.modes);
    return answer;
}

problems check_percentage(printed_percentage const& printed) {
    problems found;
    auto const add = [&](problems const& all) {
        for (auto const& p : all) found.add({p.code, p.level, printed.where, p.message});
    };
    if (!printed.target) {
        auto const targets = targets_from_percentage(printed.achieved, printed.stated);
        if (!targets) add(targets.error());
        return found;
    }
    auto const check = reconcile_percentage(printed.achieved, *printed.target, printed.stated);
    if (!check)
        add(check.error());
    else if (!check->accepted())
        found.error(defect::percentage_unexplained, printed.where,
                    std::to_string(printed.achieved) + " of " + std::to_string(*printed.target) +
                        " is " + to_string(check->rounded) + ", not " + to_string(printed.stated));
    return found;
}

} // namespace partyorg
