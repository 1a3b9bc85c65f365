// Rules and expressions in words.

#include "rules/labels.hpp"

#include <partyorg/rules/rule.hpp>

#include <array>
#include <string_view>
#include <utility>

namespace partyorg {
namespace {

// ---- Pieces ------------------------------------------------------------------------------------

using detail::both;
using detail::operator+; // NOLINT(misc-unused-using-decls): used as an operator
using detail::same;

// The first letter in lower case, as within a sentence: only letters that Vietnamese labels of
// measures begin with.
std::string lower_first(std::string text) {
    if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z' &&
        !(text.size() > 1 && text[1] >= 'A' && text[1] <= 'Z'))
        text[0] = static_cast<char>(text[0] - 'A' + 'a');
    for (auto const& [large, small] :
         {std::pair<std::string_view, char const*>("Đ", "đ"), {"Ủ", "ủ"}})
        if (text.starts_with(large)) text.replace(0, large.size(), small);
    return text;
}
label name_of(expression_node const& node) {
    label const shown =
        node.label.vi.empty() && node.label.en.empty() ? label(node.name, node.name) : node.label;
    return {lower_first(shown.in(language::vi)), lower_first(shown.in(language::en))};
}

label kinds_of(std::int64_t set, char const* vi_or, char const* en_or, char const* ending = "") {
    label out;
    unit_kinds const kinds(static_cast<std::uint32_t>(set));
    for (auto const kind : all_unit_kinds) {
        if (!kinds.contains(kind)) continue;
        if (!out.vi.empty()) out = out + both(vi_or, en_or);
        out = out + label(label_of(kind)) + both("", ending);
    }
    return out;
}

constexpr std::array<label_view, 6> comparison_words = {{
    {"ít hơn", "fewer than"},
    {"nhiều nhất", "at most"},
    {"đúng", "exactly"},
    {"khác", "other than"},
    {"ít nhất", "at least"},
    {"nhiều hơn", "more than"},
}};
// Between two figures, where "fewer than" and "exactly" would not read.
constexpr std::array<label_view, 6> figure_comparison_words = {{
    {"nhỏ hơn", "less than"},
    {"không quá", "not above"},
    {"bằng", "equal to"},
    {"khác", "other than"},
    {"không nhỏ hơn", "not below"},
    {"lớn hơn", "above"},
}};
constexpr std::array<label_view, 6> day_words = {{
    {"trước", "before"},
    {"không muộn hơn", "not later than"},
    {"đúng vào", "on"},
    {"không phải", "not on"},
    {"không sớm hơn", "not earlier than"},
    {"sau", "after"},
}};

label word(comparison how, std::array<label_view, 6> const& words) {
    return label(words[static_cast<std::size_t>(how)]) + same(" ");
}

// ---- Expressions -------------------------------------------------------------------------------

label words_of(expression const& e);

label figure_words(expression const& e) {
    using enum expression_op;
    auto name = name_of(*e.operator->());
    switch (e->op) {
    case number:
    case parameter:
        return same(std::to_string(e->value));
    case cell:
        return name;
    case cell_or_none:
        return name + both(" (trống tính là 0)", " (blank counts as 0)");
    case covered:
        return both("số đã có trong ", "covered of ") + name;
    case coverable:
        return both("tổng số trong ", "all of ") + name;
    case total:
        return both("tổng ", "total ") + name;
    case children_sum:
        return both("tổng ", "sum of ") + name +
               both(" của các tổ chức trực thuộc", " of the units below");
    case subtree_sum:
        return both("tổng ", "sum of ") + name + both(" toàn hệ thống", " of the whole subtree");
    case printed_sum:
        return both("tổng ", "sum of ") + name + both(" đã in", " as printed");
    case children_answered:
        return both("số tổ chức trực thuộc có ", "units below with ") + name;
    case children_count:
        return e->args[0]->op == always
                   ? both("tổ chức trực thuộc", "units directly below")
                   : both("tổ chức trực thuộc ", "units directly below that ") +
                         words_of(e->args[0]);
    case descendants_count:
        return e->args[0]->op == always
                   ? both("tổ chức cấp dưới", "units below")
                   : both("tổ chức cấp dưới ", "units below that ") + words_of(e->args[0]);
    case stated_total:
        return both("số in trong văn bản của ", "printed total of ") + name;
    case depth:
        return both("số cấp ở trên", "levels above");
    case same_name:
        return e->value == 0 ? both("tổ chức cùng tên cùng cấp trên",
                                    "units of this name under the same unit")
                             : both("tổ chức cùng tên", "units of this name");
    case of_parent:
        return figure_words(e->args[0]) + both(" của cấp trên", " of the unit above");
    case plus:
    case minus:
    case times: {
        auto out = figure_words(e->args[0]);
        auto const sign = e->op == plus ? " + " : e->op == minus ? " - " : " × ";
        for (std::size_t i = 1; i < e->args.size(); ++i)
            out = out + same(sign) + figure_words(e->args[i]);
        return out;
    }
    default:
        return {};
    }
}

label day_words_of(expression const& e) {
    using enum expression_op;
    switch (e->op) {
    case expression_op::day:
        return both(to_vietnamese(e->day), to_iso(e->day));
    case day_cell:
        return name_of(e.node());
    case question_day:
        return both("ngày xét", "the day asked about");
    case plus_months:
        return day_words_of(e->args[0]) + both(" cộng ", " plus ") + figure_words(e->args[1]) +
               both(" tháng", " months");
    case plus_days:
        return day_words_of(e->args[0]) + both(" cộng ", " plus ") + figure_words(e->args[1]) +
               both(" ngày", " days");
    default:
        return {};
    }
}

bool is_constant(expression const& e) {
    return e->op == expression_op::number || e->op == expression_op::parameter;
}

// "ít nhất 3 đảng viên", "at least 3 members": after a number nobody says "tổng", "total".
label counted_words(expression const& e) {
    if (e->op == expression_op::total) return name_of(e.node());
    auto out = figure_words(e);
    constexpr std::string_view total = "tổng ";
    if (e->op == expression_op::cell && out.vi.starts_with(total)) out.vi.erase(0, total.size());
    return out;
}

// What is looked at, and whether it is that of the unit above.
std::pair<expression const&, bool> cell_of(expression const& figure) {
    bool const above = figure->op == expression_op::of_parent;
    return {above ? figure->args[0] : figure, above};
}
// A measure that says yes by 1: its label is a statement, which nobody counts.
bool is_yes(expression const& e) {
    auto const& name = cell_of(e->args[0]).first->name;
    bool const one = is_constant(e->args[1]) && e->args[1]->value == 1 &&
                     (e->compared == comparison::at_least || e->compared == comparison::equal);
    return one && (name.starts_with("flag.") || name.starts_with("consent."));
}
label yes_words(expression const& e) {
    auto const& [what, above] = cell_of(e->args[0]);
    return (above ? both("có cấp trên được ghi nhận “", "stand under a unit with a yes for “")
                  : both("được ghi nhận “", "have a yes for “")) +
           name_of(what.node()) + same("”");
}

label compare_words(expression const& e) {
    if (is_yes(e)) return yes_words(e);
    // "have at least 3 official members"; between two figures "have assigned not above registered".
    if (is_constant(e->args[1]))
        return both("có ", "have ") + word(e->compared, comparison_words) +
               figure_words(e->args[1]) + same(" ") + counted_words(e->args[0]);
    return both("có ", "have ") + figure_words(e->args[0]) + same(" ") +
           word(e->compared, figure_comparison_words) + figure_words(e->args[1]);
}

label ratio_words(expression const& e) {
    auto const bound = e->args[3]->op == expression_op::number && e->args[3]->value == 100
                           ? figure_words(e->args[2]) + same(" %")
                           : figure_words(e->args[2]) + same("/") + figure_words(e->args[3]);
    return both("có tỷ lệ ", "have a ratio of ") + figure_words(e->args[0]) +
           both(" trên ", " to ") + figure_words(e->args[1]) + both(" là ", " of ") +
           word(e->compared, comparison_words) + bound;
}

label joined(expression const& e, char const* vi, char const* en) {
    label out;
    for (auto const& arg : e->args) {
        if (!out.vi.empty()) out = out + both(vi, en);
        bool const nested = arg->op == expression_op::all_of || arg->op == expression_op::any_of;
        out = out + (nested ? same("(") + words_of(arg) + same(")") : words_of(arg));
    }
    return out;
}

label condition_words(expression const& e) {
    using enum expression_op;
    switch (e->op) {
    case always:
        return both("bất kỳ", "are any");
    case kind_in:
        return both("là ", "are ") + kinds_of(e->value, " hoặc ", " or ", "s");
    case parent_kind_in:
        return both("trực thuộc ", "stand directly under a ") +
               kinds_of(e->value, " hoặc ", " or ");
    case under_kind:
        return both("thuộc ", "stand under a ") + kinds_of(e->value, " hoặc ", " or ");
    case is_root:
        return both("không có cấp trên", "have no unit above");
    case is_leaf:
        return both("không có cấp dưới", "have no unit below");
    case answered:
        return both("có số liệu ", "have a figure for ") + name_of(e.node());
    case has_stated_total:
        return both("có số in trong văn bản về ", "have a printed total of ") + name_of(e.node());
    case owes:
        return both("có nhiệm vụ phải nộp", "owe something") +
               (e->name.empty() ? label() : same(" (" + e->name + ")"));
    case obligations_met:
        return both("nộp đúng hạn", "have met in time what they owe") +
               (e->name.empty() ? label() : same(" (" + e->name + ")"));
    case compare:
        return compare_words(e);
    case compare_days:
        return both("có ", "have ") + day_words_of(e->args[0]) + same(" ") +
               word(e->compared, day_words) + day_words_of(e->args[1]);
    case compare_ratio:
        return ratio_words(e);
    case all_of:
        return joined(e, " và ", " and ");
    case any_of:
        return joined(e, " hoặc ", " or ");
    case negation:
        return both("không đúng là (", "not (") + words_of(e->args[0]) + same(")");
    case user:
        return {e->label.in(language::vi), e->label.in(language::en)};
    default:
        return {};
    }
}

label words_of(expression const& e) {
    switch (e.kind()) {
    case expression_kind::condition:
        return condition_words(e);
    case expression_kind::figure:
        return figure_words(e);
    case expression_kind::day:
        return day_words_of(e);
    }
    return {};
}

// What the parameters of the rule say stands in the sentence.
expression with_values(rule const& law, expression const& e) {
    auto node = e.node();
    if (node.op == expression_op::parameter)
        node.value = law.parameter_value(node.name).value_or(node.value);
    for (auto& arg : node.args) arg = with_values(law, arg);
    return expression(std::move(node));
}

void capitalise(std::string& text) {
    if (text.empty()) return;
    if (text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    if (text.starts_with("đ")) text.replace(0, std::string("đ").size(), "Đ");
}

} // namespace

label describe(expression const& what) {
    return words_of(what);
}

label describe(rule const& what) {
    auto const scope = with_values(what, what.scope);
    label out = scope->op == expression_op::always
                    ? both("mọi tổ chức ", "all units ")
                    : both("tổ chức ", "units that ") + words_of(scope) + both(" ", " ");
    out = out +
          (what.breach == outcome::review ? both("thường phải ", "are expected to ")
                                          : both("phải ", "should ")) +
          words_of(with_values(what, what.condition));
    if (what.exemption)
        out = out + both(", trừ tổ chức ", ", unless they ") +
              words_of(with_values(what, *what.exemption));
    if (!what.consent.empty())
        out = out + both(", trừ khi được cấp trên đồng ý", ", unless the superior consents");
    out = out + same(".");
    capitalise(out.vi);
    capitalise(out.en);
    return out;
}

} // namespace partyorg
