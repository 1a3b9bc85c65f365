#include <partyorg/core/error.hpp>
#include <partyorg/rules/rule.hpp>

#include <array>

namespace partyorg {
namespace {

constexpr std::array<std::string_view, outcome_count> outcome_ids = {
    "pass", "fail", "not_applicable", "undecidable", "review"};
constexpr std::array<label_view, outcome_count> outcome_labels = {{
    {"đạt", "pass"},
    {"vi phạm", "fail"},
    {"không áp dụng", "not applicable"},
    {"chưa đủ số liệu để kết luận", "undecidable"},
    {"cần xem xét", "review"},
}};
constexpr std::array<std::string_view, 3> severity_ids = {"advisory", "warning", "error"};
constexpr std::array<label_view, 3> severity_labels = {{
    {"khuyến nghị", "advisory"},
    {"cảnh báo", "warning"},
    {"lỗi", "error"},
}};
constexpr std::array<std::string_view, 5> confidence_ids = {"primary", "secondary", "lead",
                                                            "unverified", "computed"};

template <class Enum, std::size_t N>
std::optional<Enum> parsed(std::array<std::string_view, N> const& ids, std::string_view text) {
    for (std::size_t i = 0; i < N; ++i)
        if (ids[i] == text) return static_cast<Enum>(i);
    return {};
}

// Parameters carry their default in the expression: the rule lists each once. A second default is
// kept too, for `verify` to report.
void collect_parameters(expression const& what, std::vector<rule_parameter>& found) {
    if (what->op == expression_op::parameter) {
        rule_parameter const p{what->name, what->value};
        for (auto const& known : found)
            if (known == p) return;
        found.push_back(p);
    }
    for (auto const& arg : what->args) collect_parameters(arg, found);
}

} // namespace

std::string_view to_string(outcome o) noexcept {
    return outcome_ids[static_cast<std::size_t>(o)];
}
std::optional<outcome> parse_outcome(std::string_view text) noexcept {
    return parsed<outcome>(outcome_ids, text);
}
label_view label_of(outcome o) noexcept {
    return outcome_labels[static_cast<std::size_t>(o)];
}
std::string_view to_string(rule_severity s) noexcept {
    return severity_ids[static_cast<std::size_t>(s)];
}
std::optional<rule_severity> parse_rule_severity(std::string_view text) noexcept {
    return parsed<rule_severity>(severity_ids, text);
}
label_view label_of(rule_severity s) noexcept {
    return severity_labels[static_cast<std::size_t>(s)];
}
std::string_view to_string(confidence c) noexcept {
    return confidence_ids[static_cast<std::size_t>(c)];
}
std::optional<confidence> parse_confidence(std::string_view text) noexcept {
    return parsed<confidence>(confidence_ids, text);
}

rule rule::named(std::string identifier, label called) const {
    auto out = *this;
    out.id = std::move(identifier);
    out.title = std::move(called);
    return out;
}

rule rule::with_severity(rule_severity weight) const {
    auto out = *this;
    out.severity = weight;
    return out;
}

rule rule::allowing_nobody() const {
    auto out = *this;
    out.on_empty = empty_selection::allowed;
    return out;
}

rule rule::remarked(label remark) const {
    auto out = *this;
    out.note = std::move(remark);
    return out;
}

std::optional<std::int64_t> rule::parameter_value(std::string_view name) const {
    for (auto const& p : parameters)
        if (p.name == name) return p.value;
    return {};
}

bool rule::enabled() const noexcept {
    if (state != rule_switch::by_confidence) return state == rule_switch::on;
    return source.confidence != confidence::lead && source.confidence != confidence::unverified;
}

rule_severity rule::weight() const noexcept {
    auto const read =
        source.confidence == confidence::primary || source.confidence == confidence::computed;
    return !read && severity == rule_severity::error ? rule_severity::warning : severity;
}

citation cite(std::string number, std::string issuer, date signed_on, std::string article,
              confidence level) {
    if (!is_day(signed_on))
        detail::fail<invalid_input>(defect::not_a_date, "'" + number + "' was signed on no day");
    return {std::move(number), std::move(issuer), signed_on, std::move(article), level};
}

rule cited_rule::in_force(period span) const {
    auto out = so_far_;
    out.in_force = span;
    return out;
}

unsourced_rule::unsourced_rule(expression scope, expression condition, outcome breach)
    : so_far_{.in_force = period(date(first_year, 1, 1)),
              .scope = std::move(scope),
              .condition = std::move(condition),
              .breach = breach} {
    collect_parameters(so_far_.scope, so_far_.parameters);
    collect_parameters(so_far_.condition, so_far_.parameters);
}

unsourced_rule unsourced_rule::unless(unit_condition const& exempt) const {
    auto out = *this;
    auto const before = out.so_far_.exemption;
    out.so_far_.exemption =
        before ? (unit_condition(*before) || exempt).expression() : exempt.expression();
    collect_parameters(exempt.expression(), out.so_far_.parameters);
    return out;
}

unsourced_rule unsourced_rule::unless(partyorg::consent const& given) const {
    auto out = *this;
    out.so_far_.consent = given.measure;
    return out;
}

cited_rule unsourced_rule::because(citation source) const {
    auto out = so_far_;
    out.source = std::move(source);
    return cited_rule(std::move(out));
}

} // namespace partyorg
