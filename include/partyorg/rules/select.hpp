#pragma once
/// @file
/// The words that rules are written with. Thin and typed: what makes no sense does not compile.

#include <partyorg/measures/coverage.hpp>
#include <partyorg/rules/expression.hpp>

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace partyorg {

/// A statement about a unit that holds, does not hold, or cannot be decided.
class unit_condition {
public:
    /// Holds for every unit.
    unit_condition() = default;
    /// The statement of an expression.
    /// @pre The expression gives a condition.
    explicit unit_condition(partyorg::expression what) : what_(std::move(what)) {}
    /// @return The expression.
    [[nodiscard]] partyorg::expression const& expression() const noexcept { return what_; }

    /// @return Both hold.
    [[nodiscard]] friend unit_condition operator&&(unit_condition const& a,
                                                   unit_condition const& b) {
        return joined(expression_op::all_of, a, b);
    }
    /// @return One of both holds.
    [[nodiscard]] friend unit_condition operator||(unit_condition const& a,
                                                   unit_condition const& b) {
        return joined(expression_op::any_of, a, b);
    }
    /// @return It does not hold.
    [[nodiscard]] friend unit_condition operator!(unit_condition const& a) {
        return unit_condition(
            partyorg::expression({.op = expression_op::negation, .args = {a.what_}}));
    }

private:
    // a && b && c becomes one list of three.
    static unit_condition joined(expression_op op, unit_condition const& a,
                                 unit_condition const& b) {
        expression_node node{.op = op};
        for (auto const* side : {&a, &b}) {
            if (side->what_->op == op)
                node.args.insert(node.args.end(), side->what_->args.begin(),
                                 side->what_->args.end());
            else if (op != expression_op::all_of || side->what_->op != expression_op::always)
                node.args.push_back(side->what_);
        }
        if (node.args.empty()) return {};
        if (node.args.size() == 1) return unit_condition(node.args.front());
        return unit_condition(partyorg::expression(std::move(node)));
    }
    partyorg::expression what_{};
};

/// The law of plain counts and numbers: comparable with every figure.
struct plain_number {};

/// A whole number per unit; it carries its law, so that a flow is not compared with a stock.
template <class Law>
class figure {
public:
    /// The figure of an expression.
    /// @pre The expression gives a figure.
    explicit figure(partyorg::expression what) : what_(std::move(what)) {}
    /// @return The expression.
    [[nodiscard]] partyorg::expression const& expression() const noexcept { return what_; }

private:
    partyorg::expression what_;
};

/// A day per unit.
class day_figure {
public:
    /// The day of an expression.
    /// @pre The expression gives a day.
    explicit day_figure(partyorg::expression what) : what_(std::move(what)) {}
    /// @return The expression.
    [[nodiscard]] partyorg::expression const& expression() const noexcept { return what_; }

private:
    partyorg::expression what_;
};

/// A threshold with a name, so that it can be listed and overridden: `parameter("min", 3)`.
struct parameter {
    std::string_view name; ///< unique within the rule
    std::int64_t value;    ///< unless overridden
    /// Names a threshold.
    constexpr parameter(std::string_view called, std::int64_t by_default)
        : name(called),
          value(by_default) {}
};

/// A span of months: `day(recognised) == day(ceremony) + months(12)`.
struct months {
    expression count;                                     ///< how many
    month_policy policy = month_policy::same_day_or_last; ///< where the same day is missing
    /// So many months.
    explicit months(std::int64_t number, month_policy how = month_policy::same_day_or_last);
    /// As many months as the parameter says.
    explicit months(parameter number, month_policy how = month_policy::same_day_or_last);
};

/// A span of calendar days.
struct days {
    expression count; ///< how many
    /// So many days.
    explicit days(std::int64_t number);
    /// As many days as the parameter says.
    explicit days(parameter number);
};

namespace detail {

template <class Law>
struct law_of_figure {
    using type = Law;
};

/// How an operand of a comparison becomes an expression; `role` tells its type of value.
enum class operand_role : std::uint8_t { number, figure, day, fraction, share };

template <class X>
struct operand;

template <class X>
concept whole_number = std::integral<X> && !std::same_as<X, bool> && !std::same_as<X, char>;

[[nodiscard]] expression number_expression(std::int64_t value);
[[nodiscard]] expression parameter_expression(parameter const& p);
[[nodiscard]] expression measure_expression(expression_op op, measure_info const& m);

template <class T>
constexpr operand_role role_of_value = std::same_as<T, date>             ? operand_role::day
                                       : std::same_as<T, double>         ? operand_role::fraction
                                       : std::same_as<T, coverage_count> ? operand_role::share
                                                                         : operand_role::figure;

template <whole_number X>
struct operand<X> {
    static constexpr auto role = operand_role::number;
    using law = plain_number;
    static expression make(X value) { return number_expression(static_cast<std::int64_t>(value)); }
};
template <>
struct operand<parameter> {
    static constexpr auto role = operand_role::figure;
    using law = plain_number;
    static expression make(parameter const& p) { return parameter_expression(p); }
};
template <class Law>
struct operand<figure<Law>> {
    static constexpr auto role = operand_role::figure;
    using law = Law;
    static expression make(figure<Law> const& f) { return f.expression(); }
};
template <class T, class Law>
struct operand<measure<T, Law>> {
    static constexpr auto role = role_of_value<T>;
    using law = Law;
    static expression make(measure<T, Law> const& m) {
        return measure_expression(role == operand_role::day ? expression_op::day_cell
                                                            : expression_op::cell,
                                  measure_info(m));
    }
};
template <>
struct operand<day_figure> {
    static constexpr auto role = operand_role::day;
    using law = plain_number;
    static expression make(day_figure const& d) { return d.expression(); }
};
template <>
struct operand<date> {
    static constexpr auto role = operand_role::day;
    using law = plain_number;
    static expression make(date const& d) {
        return expression({.op = expression_op::day, .day = d});
    }
};

template <class X>
concept comparable_operand = requires { operand<X>::role; };
/// What is ours: two numbers or two dates are compared by the language.
template <class X>
concept rule_operand = comparable_operand<X> && !whole_number<X> && !std::same_as<X, date>;
template <class A, class B>
concept rule_operands =
    comparable_operand<A> && comparable_operand<B> && (rule_operand<A> || rule_operand<B>);

template <class A, class B>
constexpr bool same_law = std::same_as<typename operand<A>::law, typename operand<B>::law> ||
                          std::same_as<typename operand<A>::law, plain_number> ||
                          std::same_as<typename operand<B>::law, plain_number>;

/// The short messages of misuse.
template <class A, class B>
constexpr void require_comparable() {
    constexpr auto a = operand<A>::role, b = operand<B>::role;
    constexpr bool fraction = a == operand_role::fraction || b == operand_role::fraction;
    constexpr bool share = a == operand_role::share || b == operand_role::share;
    static_assert(!fraction, "partyorg: fractions have no exact comparison; count instead");
    static_assert(!share, "partyorg: compare covered(m) or coverable(m), or ask complete(m)");
    if constexpr (!fraction && !share) {
        static_assert((a == operand_role::day) == (b == operand_role::day),
                      "partyorg: a day is compared with a day, a number with a number");
        static_assert(same_law<A, B>,
                      "partyorg: figures of different laws are compared only as a ratio(a, b)");
    }
}
template <class X>
constexpr void require_figure() {
    static_assert(operand<X>::role == operand_role::figure ||
                      operand<X>::role == operand_role::number,
                  "partyorg: this needs a measure of counts");
}

[[nodiscard]] expression compared(comparison how, expression a, expression b, expression_op op);

template <class A, class B>
unit_condition compare(comparison how, A const& a, B const& b) {
    require_comparable<A, B>();
    return unit_condition(compared(how, operand<A>::make(a), operand<B>::make(b),
                                   operand<A>::role == operand_role::day
                                       ? expression_op::compare_days
                                       : expression_op::compare));
}

template <class A, class B>
using common_law = std::conditional_t<std::same_as<typename operand<A>::law, plain_number>,
                                      typename operand<B>::law, typename operand<A>::law>;

template <class A, class B>
auto combine(expression_op op, A const& a, B const& b) {
    require_comparable<A, B>();
    require_figure<A>();
    return figure<common_law<A, B>>(
        expression({.op = op, .args = {operand<A>::make(a), operand<B>::make(b)}}));
}

} // namespace detail

/// @name Comparisons
/// Between measures, figures, parameters, numbers and days; the same type of value and law.
/// @{

/// @return The statement that `a` is less than `b`.
template <class A, class B>
    requires detail::rule_operands<A, B>
[[nodiscard]] unit_condition operator<(A const& a, B const& b) {
    return detail::compare(comparison::less, a, b);
}
/// @return The statement that `a` is at most `b`.
template <class A, class B>
    requires detail::rule_operands<A, B>
[[nodiscard]] unit_condition operator<=(A const& a, B const& b) {
    return detail::compare(comparison::at_most, a, b);
}
/// @return The statement that `a` equals `b`.
template <class A, class B>
    requires detail::rule_operands<A, B>
[[nodiscard]] unit_condition operator==(A const& a, B const& b) {
    return detail::compare(comparison::equal, a, b);
}
/// @return The statement that `a` differs from `b`.
template <class A, class B>
    requires detail::rule_operands<A, B>
[[nodiscard]] unit_condition operator!=(A const& a, B const& b) {
    return detail::compare(comparison::different, a, b);
}
/// @return The statement that `a` is at least `b`.
template <class A, class B>
    requires detail::rule_operands<A, B>
[[nodiscard]] unit_condition operator>=(A const& a, B const& b) {
    return detail::compare(comparison::at_least, a, b);
}
/// @return The statement that `a` is more than `b`.
template <class A, class B>
    requires detail::rule_operands<A, B>
[[nodiscard]] unit_condition operator>(A const& a, B const& b) {
    return detail::compare(comparison::more, a, b);
}
/// @}

/// @return The sum.
template <class A, class B>
    requires detail::rule_operands<A, B>
[[nodiscard]] auto operator+(A const& a, B const& b) {
    return detail::combine(expression_op::plus, a, b);
}
/// @return The difference.
template <class A, class B>
    requires detail::rule_operands<A, B>
[[nodiscard]] auto operator-(A const& a, B const& b) {
    return detail::combine(expression_op::minus, a, b);
}
/// @return The product; one factor is a number or a parameter.
template <class A, class B>
    requires detail::rule_operands<A, B>
[[nodiscard]] auto operator*(A const& a, B const& b) {
    static_assert(std::same_as<typename detail::operand<A>::law, plain_number> ||
                      std::same_as<typename detail::operand<B>::law, plain_number>,
                  "partyorg: one factor is a plain number");
    return detail::combine(expression_op::times, a, b);
}
/// @return The day so many months later.
[[nodiscard]] inline day_figure operator+(day_figure const& from, months const& span) {
    return day_figure(expression({.op = expression_op::plus_months,
                                  .args = {from.expression(), span.count},
                                  .months = span.policy}));
}
/// @return The day so many days later.
[[nodiscard]] inline day_figure operator+(day_figure const& from, days const& span) {
    return day_figure(
        expression({.op = expression_op::plus_days, .args = {from.expression(), span.count}}));
}

// ---- Figures -----------------------------------------------------------------------------------

/// @return The unit's own cell as a figure, for arithmetic.
template <class T, class Law>
[[nodiscard]] figure<Law> own(measure<T, Law> const& m) {
    detail::require_figure<measure<T, Law>>();
    return figure<Law>(detail::operand<measure<T, Law>>::make(m));
}
/// @return The cell of a part: `of_which(residential) <= target`.
template <class T, class Law>
[[nodiscard]] figure<Law> of_which(measure<T, Law> const& m) {
    return own(m);
}

namespace detail {
template <class T, class Law>
figure<Law> figure_of(expression_op op, measure<T, Law> const& m) {
    require_figure<measure<T, Law>>();
    return figure<Law>(measure_expression(op, measure_info(m)));
}
} // namespace detail

/// @return The own cell, a blank one counting as 0.
template <class T, class Law>
[[nodiscard]] figure<Law> own_or_none(measure<T, Law> const& m) {
    return detail::figure_of(expression_op::cell_or_none, m);
}
/// @return The own cell if it is answered, else the sum of the totals of the units directly below;
///         missing if one of those is.
template <class T, class Law>
[[nodiscard]] figure<Law> total(measure<T, Law> const& m) {
    return detail::figure_of(expression_op::total, m);
}
/// @return The sum of the cells of the units directly below; missing if one of them is blank.
template <class T, class Law>
[[nodiscard]] figure<Law> children_sum(measure<T, Law> const& m) {
    return detail::figure_of(expression_op::children_sum, m);
}
/// @return The sum of all cells of the unit and below; missing if a unit without others below it
///         has a blank one.
template <class T, class Law>
[[nodiscard]] figure<Law> subtree_sum(measure<T, Law> const& m) {
    return detail::figure_of(expression_op::subtree_sum, m);
}
/// @return The sum of all printed cells of the unit and below; blank ones count as 0.
template <class T, class Law>
[[nodiscard]] figure<Law> printed_sum(measure<T, Law> const& m) {
    return detail::figure_of(expression_op::printed_sum, m);
}
/// @return The total that a document prints for the unit; missing if it prints none.
template <class T, class Law>
[[nodiscard]] figure<Law> stated_total_of(measure<T, Law> const& m) {
    return detail::figure_of(expression_op::stated_total, m);
}
/// @return How many units directly below have a number or "-".
template <class T, class Law>
[[nodiscard]] figure<plain_number> children_answered(measure<T, Law> const& m) {
    return figure<plain_number>(
        detail::measure_expression(expression_op::children_answered, measure_info(m)));
}
/// @return k of "k/n".
template <class Law>
[[nodiscard]] figure<plain_number> covered(measure<coverage_count, Law> const& m) {
    return figure<plain_number>(
        detail::measure_expression(expression_op::covered, measure_info(m)));
}
/// @return n of "k/n".
template <class Law>
[[nodiscard]] figure<plain_number> coverable(measure<coverage_count, Law> const& m) {
    return figure<plain_number>(
        detail::measure_expression(expression_op::coverable, measure_info(m)));
}
/// @return How many units are above.
[[nodiscard]] inline figure<plain_number> depth() {
    return figure<plain_number>(expression({.op = expression_op::depth}));
}
/// @return The figure of the unit above; missing for a root.
template <class X>
    requires detail::rule_operand<X>
[[nodiscard]] auto of_parent(X const& what) {
    detail::require_figure<X>();
    return figure<typename detail::operand<X>::law>(
        expression({.op = expression_op::of_parent, .args = {detail::operand<X>::make(what)}}));
}

/// Units below a unit that meet a condition: `children(are(unit_kind::subordinate_cell)).count`.
struct selected_below {
    figure<plain_number> count; ///< how many there are
};
/// @return The units directly below that meet the condition.
[[nodiscard]] inline selected_below children(unit_condition const& which = {}) {
    return {figure<plain_number>(
        expression({.op = expression_op::children_count, .args = {which.expression()}}))};
}
/// @return All units below that meet the condition.
[[nodiscard]] inline selected_below descendants(unit_condition const& which = {}) {
    return {figure<plain_number>(
        expression({.op = expression_op::descendants_count, .args = {which.expression()}}))};
}

/// @return The unit's own day.
template <class Law>
[[nodiscard]] day_figure day(measure<date, Law> const& m) {
    return day_figure(detail::operand<measure<date, Law>>::make(m));
}
/// @return The same day for every unit.
/// @throw invalid_input PO1502 if it is not a day.
[[nodiscard]] day_figure day(date const& fixed);
/// @return The day that the check asks about.
[[nodiscard]] inline day_figure day_asked_about() {
    return day_figure(expression({.op = expression_op::question_day}));
}

// ---- Ratios ------------------------------------------------------------------------------------

/// A fraction of whole numbers: `percent(3)`, `fraction(1, 3)`.
struct fraction {
    expression numerator;   ///< above the line
    expression denominator; ///< below the line
    /// The fraction.
    /// @pre `below > 0`
    fraction(std::int64_t above, std::int64_t below);
    /// The fraction of these expressions.
    fraction(expression above, expression below)
        : numerator(std::move(above)),
          denominator(std::move(below)) {}
};
/// @return So many hundredths.
[[nodiscard]] inline fraction percent(std::int64_t hundredths) {
    return {hundredths, 100};
}
/// @return So many hundredths, by a parameter of the rule.
[[nodiscard]] fraction percent(parameter hundredths);

/// The ratio of two figures; the only way to compare a flow with a stock. Compared exactly, by
/// multiplying crosswise; undecidable while the denominator is not positive.
class ratio_figure {
public:
    /// The ratio of these figures.
    ratio_figure(expression a, expression b)
        : numerator_(std::move(a)),
          denominator_(std::move(b)) {}
    /// @return The statement that the ratio lies between both, both included.
    [[nodiscard]] unit_condition between(fraction const& low, fraction const& high) const {
        return compare(comparison::at_least, low) && compare(comparison::at_most, high);
    }
    /// @return The statement that the ratio stands so to the fraction.
    [[nodiscard]] unit_condition compare(comparison how, fraction const& with) const;
    /// @return The statement that the ratio is at most the fraction.
    [[nodiscard]] friend unit_condition operator<=(ratio_figure const& r, fraction const& f) {
        return r.compare(comparison::at_most, f);
    }
    /// @return The statement that the ratio is less than the fraction.
    [[nodiscard]] friend unit_condition operator<(ratio_figure const& r, fraction const& f) {
        return r.compare(comparison::less, f);
    }
    /// @return The statement that the ratio is at least the fraction.
    [[nodiscard]] friend unit_condition operator>=(ratio_figure const& r, fraction const& f) {
        return r.compare(comparison::at_least, f);
    }
    /// @return The statement that the ratio is more than the fraction.
    [[nodiscard]] friend unit_condition operator>(ratio_figure const& r, fraction const& f) {
        return r.compare(comparison::more, f);
    }

private:
    expression numerator_, denominator_;
};

/// @return The ratio of two figures.
template <class A, class B>
    requires detail::rule_operand<A> && detail::rule_operand<B>
[[nodiscard]] ratio_figure ratio(A const& above, B const& below) {
    detail::require_figure<A>();
    detail::require_figure<B>();
    return {detail::operand<A>::make(above), detail::operand<B>::make(below)};
}

// ---- Conditions --------------------------------------------------------------------------------

namespace detail {
[[nodiscard]] inline unit_condition kind_condition(expression_op op, unit_kinds kinds) {
    return unit_condition(expression({.op = op, .value = kinds.bits()}));
}
} // namespace detail

/// @return The unit is of one of these kinds.
[[nodiscard]] inline unit_condition are(unit_kinds kinds) {
    return detail::kind_condition(expression_op::kind_in, kinds);
}
/// @return The unit directly above is of one of these kinds; a root has none above.
[[nodiscard]] inline unit_condition stand_under(unit_kinds kinds) {
    return detail::kind_condition(expression_op::parent_kind_in, kinds);
}
/// @return Some unit above is of one of these kinds.
[[nodiscard]] inline unit_condition are_somewhere_under(unit_kinds kinds) {
    return detail::kind_condition(expression_op::under_kind, kinds);
}
/// @return There is no unit above.
[[nodiscard]] inline unit_condition are_roots() {
    return unit_condition(expression({.op = expression_op::is_root}));
}
/// @return There is no unit below.
[[nodiscard]] inline unit_condition are_leaves() {
    return unit_condition(expression({.op = expression_op::is_leaf}));
}
/// @return The own cell holds a number, "-" or a day. Never undecidable.
template <class T, class Law>
[[nodiscard]] unit_condition answered(measure<T, Law> const& m) {
    return unit_condition(detail::measure_expression(expression_op::answered, measure_info(m)));
}
/// @return A document prints a total of the measure for the unit. Never undecidable.
template <class T, class Law>
[[nodiscard]] unit_condition has_stated_total(measure<T, Law> const& m) {
    return unit_condition(
        detail::measure_expression(expression_op::has_stated_total, measure_info(m)));
}
/// @return Nothing is left uncovered: k = n.
template <class Law>
[[nodiscard]] unit_condition complete(measure<coverage_count, Law> const& m) {
    return covered(m) == coverable(m);
}
/// @return At least so many: `have_at_least(3, membership::official)`.
template <class N, class X>
    requires detail::comparable_operand<N> && detail::rule_operand<X>
[[nodiscard]] unit_condition have_at_least(N const& number, X const& what) {
    return what >= number;
}
/// @return At most so many.
template <class N, class X>
    requires detail::comparable_operand<N> && detail::rule_operand<X>
[[nodiscard]] unit_condition have_at_most(N const& number, X const& what) {
    return what <= number;
}
/// @return Just so many.
template <class N, class X>
    requires detail::comparable_operand<N> && detail::rule_operand<X>
[[nodiscard]] unit_condition have_exactly(N const& number, X const& what) {
    return what == number;
}
/// Among which units a name should be unique.
enum class among : std::uint8_t {
    siblings,  ///< the units directly under the same one
    all_units, ///< the whole snapshot
};
/// @return No other unit among these has the same name, byte by byte.
[[nodiscard]] unit_condition have_unique_name(among others = among::siblings);
/// @return The unit owes the obligation with this identifier; any if empty. Undecidable unless the
///         states of obligations are handed to the check.
[[nodiscard]] unit_condition owe(std::string obligation = {});
/// @return Nothing the unit owes is overdue, and nothing was handed in too late. Undecidable unless
///         the states of obligations are handed to the check.
[[nodiscard]] unit_condition have_met_in_time(std::string obligation = {});

/// A program's own condition, over many units at once: `predicate(units, answers)` writes one
/// answer per unit of the batch. It must depend on nothing but its arguments, and may be called
/// from two threads.
/// @param words  How the condition reads in a sentence.
/// @param inputs Identifiers of the measures it reads, for messages about missing inputs.
/// @param look   How far it looks.
template <class Function>
    requires std::invocable<Function const&, unit_batch const&, std::span<truth>>
[[nodiscard]] unit_condition satisfy(label words, std::vector<std::string> inputs,
                                     Function predicate, reach look = reach::own_cells) {
    return unit_condition(
        expression({.op = expression_op::user,
                    .label = std::move(words),
                    .inputs = std::move(inputs),
                    .reach = look,
                    .predicate = detail::shared(detail::user_predicate(std::move(predicate)))}));
}

/// Consent that was asked for: an input, not a code path. Read from the column of counts
/// `consent.<id>`: 1 given, 0 or "-" refused, blank not known.
struct consent {
    std::string measure{}; ///< "consent.small_committee"
    /// The consent with this short name.
    explicit consent(std::string_view id) : measure("consent.") { measure += id; }
};

} // namespace partyorg
