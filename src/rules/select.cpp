#include <partyorg/rules/select.hpp>

namespace partyorg {

namespace detail {

expression number_expression(std::int64_t value) {
    return expression({.op = expression_op::number, .value = value});
}

expression parameter_expression(parameter const& p) {
    return expression(
        {.op = expression_op::parameter, .name = std::string(p.name), .value = p.value});
}

expression measure_expression(expression_op op, measure_info const& m) {
    return expression({.op = op, .name = m.id, .label = m.label});
}

expression compared(comparison how, expression a, expression b, expression_op op) {
    return expression({.op = op, .args = {std::move(a), std::move(b)}, .compared = how});
}

} // namespace detail

months::months(std::int64_t number, month_policy how)
    : count(detail::number_expression(number)),
      policy(how) {}
months::months(parameter number, month_policy how)
    : count(detail::parameter_expression(number)),
      policy(how) {}
days::days(std::int64_t number) : count(detail::number_expression(number)) {}
days::days(parameter number) : count(detail::parameter_expression(number)) {}

day_figure day(date const& fixed) {
    if (!is_day(fixed))
        detail::fail<invalid_input>(defect::not_a_date, "a rule compares with real days");
    return day_figure(detail::operand<date>::make(fixed));
}

fraction::fraction(std::int64_t above, std::int64_t below)
    : numerator(detail::number_expression(above)),
      denominator(detail::number_expression(below)) {
    PARTYORG_ASSERT(below > 0, "a fraction has a positive denominator");
}

fraction percent(parameter hundredths) {
    return {detail::parameter_expression(hundredths), detail::number_expression(100)};
}

unit_condition ratio_figure::compare(comparison how, fraction const& with) const {
    return unit_condition(
        expression({.op = expression_op::compare_ratio,
                    .args = {numerator_, denominator_, with.numerator, with.denominator},
                    .compared = how}));
}

unit_condition have_unique_name(among others) {
    figure<plain_number> const same(
        expression({.op = expression_op::same_name, .value = others == among::all_units ? 1 : 0}));
    return same == 1;
}

unit_condition owe(std::string obligation) {
    return unit_condition(expression({.op = expression_op::owes, .name = std::move(obligation)}));
}

unit_condition have_met_in_time(std::string obligation) {
    return unit_condition(
        expression({.op = expression_op::obligations_met, .name = std::move(obligation)}));
}

} // namespace partyorg
