#include "rules/labels.hpp"

#include <partyorg/measures/built_in.hpp>
#include <partyorg/rules/wording.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

namespace partyorg {
namespace {

using detail::both;
using detail::operator+; // NOLINT(misc-unused-using-decls): used as an operator
using detail::same;

constexpr std::array<label_view, 6> number_words = {{
    {"ít hơn ", "less than "},
    {"không quá ", "at most "},
    {"đúng ", "exactly "},
    {"khác ", "other than "},
    {"ít nhất ", "at least "},
    {"nhiều hơn ", "more than "},
}};
constexpr std::array<label_view, 6> day_words = {{
    {"trước ngày ", "before "},
    {"không muộn hơn ngày ", "not later than "},
    {"đúng ngày ", "on "},
    {"khác ngày ", "not on "},
    {"không sớm hơn ngày ", "not earlier than "},
    {"sau ngày ", "after "},
}};
constexpr std::array<label_view, 2> kind_words = {{
    {"không phải là ", "not "},
    {"là ", ""},
}};

/// A comparison of a rule, and whether it stands under an odd number of negations.
struct leaf {
    expression what;
    bool negated;
};

bool decided(leaf const& here, finding const& f) {
    auto const& node = here.what.node();
    auto const inputs = inputs_of(here.what);
    if ((inputs.empty() ? std::string() : inputs.front()) != f.measure) return false;
    using enum expression_op;
    using type = fact_value::type;
    auto const compared = here.negated ? opposite(node.compared) : node.compared;
    switch (f.expected ? f.expected.what() : f.observed.what()) {
    case type::number:
        if (node.op == obligations_met) return true;
        return node.op == compare && compared == f.compared &&
               (node.args[1]->op != number || node.args[1]->value == f.expected.number());
    case type::day:
        return node.op == compare_days && compared == f.compared;
    case type::fraction:
        return node.op == compare_ratio && compared == f.compared;
    case type::kinds:
        return (node.op == kind_in || node.op == parent_kind_in) &&
               node.value == static_cast<std::int64_t>(f.expected.kinds().bits());
    case type::nothing:
        break;
    }
    return node.op != compare && node.op != compare_days && node.op != compare_ratio &&
           node.op != kind_in && node.op != parent_kind_in;
}

std::optional<leaf> find_leaf(expression const& e, finding const& f, bool negated) {
    if (e->op == expression_op::negation) return find_leaf(e->args[0], f, !negated);
    if (e->op == expression_op::all_of || e->op == expression_op::any_of) {
        for (auto const& arg : e->args)
            if (auto const found = find_leaf(arg, f, negated)) return found;
        return {};
    }
    leaf const here{e, negated};
    return decided(here, f) ? std::optional(here) : std::nullopt;
}

expression const* find_measure(expression const& e, std::string_view measure) {
    if (info_of(e->op).is_measure && e->name == measure) return &e;
    for (auto const& arg : e->args)
        if (auto const* found = find_measure(arg, measure)) return found;
    return nullptr;
}

label missing_words(finding const& f) {
    label names;
    for (auto const& id : f.missing) {
        if (!names.vi.empty()) names = names + same(", ");
        names = names + name_of_input(f.version(), id);
    }
    return f.missing.empty() ? both("chưa đủ số liệu để kết luận", "not enough is known")
                             : both("thiếu số liệu: ", "missing: ") + names;
}

label expected_words(finding const& f, std::array<label_view, 6> const& words) {
    return both("phải ", "should be ") + label(words[static_cast<std::size_t>(f.compared)]) +
           describe(f.expected);
}

/// What is looked at: "official members", "total assigned", "units directly below".
label subject(finding const& f, leaf const& decisive) {
    using enum expression_op;
    switch (decisive.what->op) {
    case compare:
    case compare_days:
        return describe(decisive.what->args[0]);
    case compare_ratio:
        return describe(decisive.what->args[0]) + same(" / ") + describe(decisive.what->args[1]);
    case kind_in:
        return both("loại hình", "kind");
    case parent_kind_in:
        return both("cấp trên trực tiếp", "unit directly above");
    default:
        return name_of_input(f.version(), f.measure);
    }
}

label kinds_expected(finding const& f) {
    auto const wanted = f.compared == comparison::different ? 0u : 1u;
    return both("phải ", "should be ") + label(kind_words[wanted]) + describe(f.expected);
}

label compared_words(finding const& f, leaf const& decisive) {
    using enum expression_op;
    if (decisive.what->op == obligations_met)
        return both("nhiệm vụ quá hạn hoặc nộp muộn: ", "overdue or handed in late: ") +
               describe(f.observed);
    auto head = subject(f, decisive) + same(": ") +
                (f.observed ? describe(f.observed) : both("không rõ", "not known"));
    if (!f.expected) return head;
    auto const tail = f.expected.what() == fact_value::type::kinds ? kinds_expected(f)
                      : f.expected.what() == fact_value::type::day
                          ? expected_words(f, day_words)
                          : expected_words(f, number_words);
    return head + both(", ", ", ") + tail;
}

std::string percent(std::int64_t above, std::int64_t below, char point) {
    // Exact hundredths of a percent, rounded half up; figures are counts, so that this fits.
    if (below <= 0 || above < 0 || above > INT64_MAX / 20001) return {};
    auto const hundredths = (above * 20000 + below) / (2 * below);
    auto const rest = hundredths % 100;
    auto text = std::to_string(hundredths / 100);
    if (rest != 0) {
        (text += point) += static_cast<char>('0' + rest / 10);
        if (rest % 10 != 0) text += static_cast<char>('0' + rest % 10);
    }
    return text + " %";
}

label fraction_words(fact_value const& value) {
    auto const plain = std::to_string(value.number()) + "/" + std::to_string(value.below());
    auto const vi = percent(value.number(), value.below(), ',');
    auto const en = percent(value.number(), value.below(), '.');
    if (vi.empty()) return same(plain);
    if (value.below() == 100) return {vi, en};
    return {plain + " (" + vi + ")", plain + " (" + en + ")"};
}

label kinds_words(unit_kinds kinds) {
    label text;
    for (auto const kind : all_unit_kinds) {
        if (!kinds.contains(kind)) continue;
        if (!text.vi.empty()) text = text + both(" hoặc ", " or ");
        text = text + label(label_of(kind));
    }
    return text;
}

} // namespace

label describe(fact_value const& value) {
    using enum fact_value::type;
    switch (value.what()) {
    case number:
        return same(std::to_string(value.number()));
    case day:
        return {to_vietnamese(value.day()), to_iso(value.day())};
    case fraction:
        return fraction_words(value);
    case kinds:
        return kinds_words(value.kinds());
    case nothing:
        break;
    }
    return {};
}

label name_of_input(rule const& law, std::string_view measure) {
    // In the middle of a sentence, as `describe` has it.
    auto const within = [&](label const& called) {
        return describe(
            expression({.op = expression_op::cell, .name = std::string(measure), .label = called}));
    };
    for (auto const* e : {&law.condition, &law.scope})
        if (auto const* found = find_measure(*e, measure); found && !(*found)->label.vi.empty())
            return within((*found)->label);
    if (law.exemption)
        if (auto const* found = find_measure(*law.exemption, measure);
            found && !(*found)->label.vi.empty())
            return within((*found)->label);
    if (auto const known = find_built_in_measure(measure)) return within(label(known->label));
    if (measure == "obligations") return both("tình hình thực hiện nhiệm vụ", "what was handed in");
    if (measure.starts_with("consent."))
        return both("ý kiến đồng ý của cấp trên", "the superior's consent");
    return same(std::string(measure));
}

label describe(finding const& what) {
    if (!what.unit)
        return both("không có tổ chức nào thuộc phạm vi của quy tắc",
                    "the rule concerns no unit at all");
    if (what.outcome == outcome::undecidable) return missing_words(what);
    auto const decisive = find_leaf(what.version().condition, what, false);
    auto text = decisive && (what.observed || what.expected)
                    ? compared_words(what, *decisive)
                    : both("không đáp ứng: phải ", "does not hold: should ") +
                          describe(decisive ? decisive->what : what.version().condition);
    if (what.near_miss) text = text + both(" (sát ngưỡng)", " (by one only)");
    return text;
}

label_view label_of(not_checked why) noexcept {
    constexpr std::array<label_view, 4> words = {{
        {"không có hiệu lực vào ngày này", "not in force on that day"},
        {"chưa được xác nhận từ văn bản gốc", "not confirmed by the text itself"},
        {"đã tắt", "switched off"},
        {"ban hành sau ngày biết thông tin", "issued after the day of knowledge"},
    }};
    return words[static_cast<std::size_t>(why)];
}

} // namespace partyorg
