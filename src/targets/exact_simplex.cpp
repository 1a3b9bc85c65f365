#include "exact_simplex.hpp"

#include <algorithm>
#include <numeric>

namespace partyorg::detail {

auto exact_simplex::add(std::int64_t low, std::int64_t high, std::int64_t start) -> variable {
    low_.push_back(low);
    high_.push_back(high);
    value_.push_back(std::max(low, std::min(high, start)));
    row_of_.push_back(none);
    blamed_.push_back(0);
    return static_cast<variable>(low_.size() - 1);
}

auto exact_simplex::add_sum(std::vector<term> terms, std::int64_t low, std::int64_t high)
    -> variable {
    auto const sum = add(low, high, low);
    spend(terms.size());
    // terms - sum = 0, turned so that the sum has the factor 1
    for (auto& t : terms) t.factor = -t.factor;
    terms.push_back({sum, 1});
    row_of_[sum] = static_cast<std::uint32_t>(rows_.size());
    rows_.push_back({sum, std::move(terms), 1, 0});
    refresh(rows_.back());
    return sum;
}

verdict exact_simplex::solve(std::vector<variable> const& whole) {
    return branch(whole, 0);
}

std::int64_t exact_simplex::value(variable v) const {
    if (row_of_[v] == none) return value_[v];
    auto const& r = rows_[row_of_[v]];
    auto const exact = -r.rest / r.factor;
    return static_cast<std::int64_t>(exact * r.factor > -r.rest ? exact - 1 : exact);
}

// ---- Without regard to whole numbers -----------------------------------------------------------

verdict exact_simplex::relax() {
    for (;;) {
        if (left_ < 0) return verdict::unknown;
        auto const at = violated();
        if (!at) return verdict::possible;
        auto const& r = rows_[*at];
        auto const in = entering(r);
        if (!in) {
            blame(r);
            return verdict::impossible;
        }
        auto const bound = is_below(r) ? low_[r.basic] : high_[r.basic];
        pivot(*at, *in, bound);
    }
}

/// The row of the smallest basic variable that is not between its bounds.
std::optional<std::uint32_t> exact_simplex::violated() const {
    std::optional<std::uint32_t> found;
    for (std::uint32_t i = 0; i < rows_.size(); ++i)
        if ((is_below(rows_[i]) || is_above(rows_[i])) &&
            (!found || rows_[i].basic < rows_[*found].basic))
            found = i;
    return found;
}

/// The smallest variable that has room to bring the row's basic variable back.
auto exact_simplex::entering(row const& r) const -> std::optional<variable> {
    bool const up = is_below(r);
    for (auto const& t : r.terms) {
        if (t.of == r.basic) continue;
        bool const grows = (t.factor < 0) == up;
        if (grows ? value_[t.of] < high_[t.of] : value_[t.of] > low_[t.of]) return t.of;
    }
    return {};
}

void exact_simplex::blame(row const& r) {
    for (auto const& t : r.terms) blamed_[t.of] = 1;
}

std::int64_t exact_simplex::factor_of(row const& r, variable v) {
    auto const at = std::lower_bound(r.terms.begin(), r.terms.end(), v,
                                     [](term const& t, variable of) { return t.of < of; });
    return at != r.terms.end() && at->of == v ? at->factor : 0;
}

void exact_simplex::refresh(row& r) {
    r.rest = 0;
    for (auto const& t : r.terms)
        if (t.of == r.basic)
            r.factor = t.factor;
        else
            r.rest += wide(t.factor) * value_[t.of];
    if (r.factor > 0) return;
    for (auto& t : r.terms) t.factor = -t.factor;
    r.factor = -r.factor;
    r.rest = -r.rest;
}

void exact_simplex::move(variable v, std::int64_t to) {
    auto const by = to - value_[v];
    value_[v] = to;
    if (by == 0) return;
    for (auto& r : rows_) r.rest += wide(factor_of(r, v)) * by;
    spend(rows_.size());
}

/// The basic variable of the row goes to a bound, and `in` takes its place.
void exact_simplex::pivot(std::uint32_t r, variable in, std::int64_t at) {
    auto& pivoted = rows_[r];
    auto const out = pivoted.basic;
    value_[out] = at;
    row_of_[out] = none;
    row_of_[in] = r;
    pivoted.basic = in;
    refresh(pivoted);
    for (auto& other : rows_) {
        if (&other == &pivoted || factor_of(other, in) == 0) continue;
        if (!eliminate(other, pivoted, in)) {
            left_ = -1;
            return;
        }
        refresh(other);
        spend(other.terms.size());
    }
    spend(rows_.size());
}

/// Takes `v` out of a row. @return Nothing is lost: false if a factor grows beyond 64 bits.
bool exact_simplex::eliminate(row& from, row const& with, variable v) {
    auto const a = factor_of(from, v), b = factor_of(with, v);
    auto const common = std::gcd(a, b);
    auto const by = b / common, less = a / common;
    merged_.clear();
    std::int64_t divisor = 0;
    auto x = from.terms.begin();
    auto y = with.terms.begin();
    while (x != from.terms.end() || y != with.terms.end()) {
        term t;
        std::int64_t second = 0;
        bool const from_x = x != from.terms.end() && (y == with.terms.end() || x->of <= y->of);
        bool const from_y = y != with.terms.end() && (x == from.terms.end() || y->of <= x->of);
        t.of = from_x ? x->of : y->of;
        if (from_x && __builtin_mul_overflow(x++->factor, by, &t.factor)) return false;
        if (from_y && __builtin_mul_overflow(y++->factor, less, &second)) return false;
        if (__builtin_sub_overflow(t.factor, second, &t.factor)) return false;
        if (t.factor == 0) continue;
        divisor = std::gcd(divisor, t.factor);
        merged_.push_back(t);
    }
    if (divisor > 1)
        for (auto& t : merged_) t.factor /= divisor;
    std::swap(from.terms, merged_);
    return true;
}

// ---- Whole numbers -----------------------------------------------------------------------------

/// The first variable that should be whole and is not, with the whole number below it.
auto exact_simplex::broken(std::vector<variable> const& whole) const
    -> std::optional<std::pair<variable, std::int64_t>> {
    for (auto const v : whole) {
        if (row_of_[v] == none) continue;
        auto const& r = rows_[row_of_[v]];
        if (r.rest % r.factor != 0) return std::pair(v, value(v));
    }
    return {};
}

void exact_simplex::narrow(variable v, std::int64_t low, std::int64_t high) {
    low_[v] = low;
    high_[v] = high;
    if (row_of_[v] == none) move(v, std::max(low, std::min(high, value_[v])));
}

verdict exact_simplex::branch(std::vector<variable> const& whole, int depth) {
    if (depth > deepest) return verdict::unknown;
    auto const relaxed = relax();
    if (relaxed != verdict::possible) return relaxed;
    auto const at = broken(whole);
    if (!at) return verdict::possible;
    auto const [v, below] = *at;
    auto const low = low_[v], high = high_[v];
    auto answer = verdict::impossible;
    for (auto const& [from, to] : {std::pair(low, below), std::pair(below + 1, high)}) {
        narrow(v, from, to);
        auto const found = branch(whole, depth + 1);
        if (found == verdict::possible) return found;
        if (found == verdict::unknown) answer = found;
        narrow(v, low, high);
        if (left_ < 0) return verdict::unknown;
    }
    return answer;
}

bool exact_simplex::spend(std::size_t coefficients) {
    left_ -= static_cast<std::int64_t>(coefficients);
    return left_ >= 0;
}

} // namespace partyorg::detail
