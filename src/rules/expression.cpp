#include <partyorg/rules/expression.hpp>

#include <algorithm>

namespace partyorg {
namespace {

constexpr auto condition = expression_kind::condition;
constexpr auto figure = expression_kind::figure;
constexpr auto day_kind = expression_kind::day;
using enum expression_op;

constexpr expression_op_info measured(expression_op op, std::string_view id,
                                      expression_kind gives = figure) {
    return {.op = op, .id = id, .gives = gives, .needs_name = true, .is_measure = true};
}
constexpr expression_op_info simple(expression_op op, std::string_view id, expression_kind gives) {
    return {.op = op, .id = id, .gives = gives};
}
constexpr expression_op_info taking(expression_op op, std::string_view id, expression_kind gives,
                                    std::size_t least, std::size_t most, expression_kind first,
                                    expression_kind next) {
    return {.op = op,
            .id = id,
            .gives = gives,
            .least_args = least,
            .most_args = most,
            .takes = {first, next}};
}

constexpr std::array<expression_op_info, expression_op_count> ops = {{
    simple(number, "number", figure),
    {.op = parameter, .id = "parameter", .gives = figure, .needs_name = true},
    measured(cell, "cell"),
    measured(cell_or_none, "cell_or_none"),
    measured(covered, "covered"),
    measured(coverable, "coverable"),
    measured(total, "total"),
    measured(children_sum, "children_sum"),
    measured(subtree_sum, "subtree_sum"),
    measured(printed_sum, "printed_sum"),
    measured(children_answered, "children_answered"),
    taking(children_count, "children_count", figure, 1, 1, condition, condition),
    taking(descendants_count, "descendants_count", figure, 1, 1, condition, condition),
    measured(stated_total, "stated_total"),
    simple(depth, "depth", figure),
    simple(same_name, "same_name", figure),
    taking(of_parent, "of_parent", figure, 1, 1, figure, figure),
    taking(plus, "plus", figure, 2, any_number, figure, figure),
    taking(minus, "minus", figure, 2, 2, figure, figure),
    taking(times, "times", figure, 2, any_number, figure, figure),
    simple(expression_op::day, "day", day_kind),
    measured(day_cell, "day_cell", day_kind),
    simple(question_day, "question_day", day_kind),
    taking(plus_months, "plus_months", day_kind, 2, 2, day_kind, figure),
    taking(plus_days, "plus_days", day_kind, 2, 2, day_kind, figure),
    simple(always, "always", condition),
    simple(kind_in, "kind_in", condition),
    simple(parent_kind_in, "parent_kind_in", condition),
    simple(under_kind, "under_kind", condition),
    simple(is_root, "is_root", condition),
    simple(is_leaf, "is_leaf", condition),
    measured(answered, "answered", condition),
    measured(has_stated_total, "has_stated_total", condition),
    simple(owes, "owes", condition),
    simple(obligations_met, "obligations_met", condition),
    taking(compare, "compare", condition, 2, 2, figure, figure),
    taking(compare_days, "compare_days", condition, 2, 2, day_kind, day_kind),
    taking(compare_ratio, "compare_ratio", condition, 4, 4, figure, figure),
    taking(all_of, "all_of", condition, 1, any_number, condition, condition),
    taking(any_of, "any_of", condition, 1, any_number, condition, condition),
    taking(negation, "negation", condition, 1, 1, condition, condition),
    simple(user, "user", condition),
}};

constexpr bool in_order() {
    for (std::size_t i = 0; i < ops.size(); ++i)
        if (static_cast<std::size_t>(ops[i].op) != i) return false;
    return true;
}
static_assert(in_order());

constexpr std::array<std::string_view, 6> relation_ids = {"less",      "at_most",  "equal",
                                                          "different", "at_least", "more"};
constexpr std::array<std::string_view, 6> relation_signs = {"<", "<=", "==", "!=", ">=", ">"};

constexpr std::string_view word_of(expression_kind kind) {
    return kind == condition ? "a condition" : kind == figure ? "a figure" : "a day";
}

class verifying {
public:
    void run(expression const& what) {
        auto const& node = what.node();
        if (static_cast<std::size_t>(node.op) >= expression_op_count)
            return wrong("an unknown node");
        auto const& info = info_of(node.op);
        check_args(node, info);
        check_details(node, info);
        for (auto const& arg : node.args) run(arg);
    }
    problems found{};

private:
    void wrong(std::string message) { found.error(defect::malformed_rule, {}, std::move(message)); }

    void check_args(expression_node const& node, expression_op_info const& info) {
        auto const count = node.args.size();
        auto const name = "'" + std::string(info.id) + "'";
        if (count < info.least_args || count > info.most_args)
            return wrong(name + " has " + std::to_string(count) + " operands");
        for (std::size_t i = 0; i < count; ++i) {
            auto const wanted = info.takes[std::min<std::size_t>(i, 1)];
            if (node.args[i].kind() != wanted)
                wrong("operand " + std::to_string(i + 1) + " of " + name + " is " +
                      std::string(word_of(node.args[i].kind())) + ", not " +
                      std::string(word_of(wanted)));
        }
    }
    void check_details(expression_node const& node, expression_op_info const& info) {
        auto const name = "'" + std::string(info.id) + "'";
        if (info.needs_name && node.name.empty()) wrong(name + " needs a name");
        constexpr auto all = (std::int64_t{1} << unit_kind_count) - 1;
        if ((node.op == kind_in || node.op == parent_kind_in || node.op == under_kind) &&
            (node.value <= 0 || node.value > all))
            wrong(name + " needs at least one kind of unit");
        if (node.op == expression_op::day && !is_day(node.day)) wrong(name + " needs a real day");
        if (node.op == same_name && (node.value < 0 || node.value > 1))
            wrong(name + " is about siblings (0) or all units (1)");
        if (node.op == user && !node.predicate) wrong(name + " has no predicate");
        if (node.op == compare_ratio) check_fraction(node);
    }
    void check_fraction(expression_node const& node) {
        for (std::size_t i = 2; i < std::min<std::size_t>(node.args.size(), 4); ++i)
            if (node.args[i]->op != number && node.args[i]->op != parameter)
                wrong("the fraction of 'compare_ratio' consists of numbers and parameters");
        if (node.args.size() == 4 && node.args[3]->op == number && node.args[3]->value <= 0)
            wrong("the denominator of 'compare_ratio' is not positive");
    }
};

void collect_inputs(expression const& what, std::vector<std::string>& found) {
    auto const add = [&](std::string const& id) {
        if (std::find(found.begin(), found.end(), id) == found.end()) found.push_back(id);
    };
    if (info_of(what->op).is_measure) add(what->name);
    if (what->op == owes || what->op == obligations_met) add("obligations");
    for (auto const& id : what->inputs) add(id);
    for (auto const& arg : what->args) collect_inputs(arg, found);
}

// What makes a comparison stricter by one: the right side moves, so that shares of a parameter
// stay what they are.
expression stricter(expression_node node) {
    auto const shift =
        node.compared == comparison::at_least || node.compared == comparison::more  ? 1
        : node.compared == comparison::at_most || node.compared == comparison::less ? -1
                                                                                    : 0;
    if (shift == 0) return expression(std::move(node));
    auto& right = node.args[1];
    if (right->op == number)
        right = expression({.op = number, .value = right->value + shift});
    else
        right =
            expression({.op = plus, .args = {right, expression({.op = number, .value = shift})}});
    return expression(std::move(node));
}

// Under a negation a comparison becomes stricter when its opposite does.
expression tighten(expression const& what, truth wanted) {
    auto node = what.node();
    switch (node.op) {
    case compare:
        if (wanted == truth::yes) return stricter(std::move(node));
        node.compared = opposite(node.compared);
        return expression({.op = negation, .args = {stricter(std::move(node))}});
    case all_of:
    case any_of:
        for (auto& arg : node.args) arg = tighten(arg, wanted);
        return expression(std::move(node));
    case negation:
        node.args[0] = tighten(node.args[0], !wanted);
        return expression(std::move(node));
    default:
        return what;
    }
}

} // namespace

std::string_view to_string(comparison r) noexcept {
    return relation_ids[static_cast<std::size_t>(r)];
}

std::optional<comparison> parse_comparison(std::string_view text) noexcept {
    for (std::size_t i = 0; i < relation_ids.size(); ++i)
        if (relation_ids[i] == text || relation_signs[i] == text) return static_cast<comparison>(i);
    return {};
}

std::string_view sign_of(comparison r) noexcept {
    return relation_signs[static_cast<std::size_t>(r)];
}

std::span<expression_op_info const, expression_op_count> expression_ops() noexcept {
    return ops;
}

expression_op_info const& info_of(expression_op op) noexcept {
    return ops[static_cast<std::size_t>(op)];
}

std::string_view to_string(expression_op op) noexcept {
    return info_of(op).id;
}

std::optional<expression_op> parse_expression_op(std::string_view id) noexcept {
    for (auto const& info : ops)
        if (info.id == id) return info.op;
    return {};
}

expression::expression() {
    static expression const everywhere{expression_node{}};
    node_ = everywhere.node_;
}
expression::expression(expression_node node) : node_(std::move(node)) {}

expression_node const& expression::node() const noexcept {
    return *node_;
}

expression_kind expression::kind() const noexcept {
    return info_of(node().op).gives;
}

bool expression::equals(expression const& other) const {
    if (node_ == other.node_) return true;
    auto const& a = node();
    auto const& b = other.node();
    return a.op == b.op && a.name == b.name && a.label == b.label && a.value == b.value &&
           a.compared == b.compared && a.months == b.months && a.day == b.day &&
           a.inputs == b.inputs && a.reach == b.reach && a.predicate == b.predicate &&
           a.args == b.args;
}

problems verify(expression const& what) {
    verifying check;
    check.run(what);
    return std::move(check.found);
}

std::vector<std::string> inputs_of(expression const& what) {
    std::vector<std::string> found;
    collect_inputs(what, found);
    return found;
}

expression tightened(expression const& what) {
    return tighten(what, truth::yes);
}

} // namespace partyorg
