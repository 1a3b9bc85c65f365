#pragma once
/// @file
/// What rules are made of: small immutable trees that can be evaluated, printed, compared, stored.

#include <partyorg/calendar/deadline.hpp>
#include <partyorg/core/label.hpp>
#include <partyorg/core/problems.hpp>
#include <partyorg/core/shared.hpp>
#include <partyorg/hierarchy/unit_kind.hpp>
#include <partyorg/measures/measure.hpp>
#include <partyorg/organisation/organisation.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace partyorg {

/// The answer of a condition. A blank input gives `unknown`, never a silent yes.
enum class truth : std::uint8_t {
    no,      ///< it does not hold
    yes,     ///< it holds
    unknown, ///< an input that decides it is missing
};

/// @return The answer to the opposite question.
[[nodiscard]] constexpr truth operator!(truth t) noexcept {
    return t == truth::unknown ? truth::unknown : t == truth::yes ? truth::no : truth::yes;
}
/// @return Whether both hold; a no decides whatever the other is.
[[nodiscard]] constexpr truth operator&(truth a, truth b) noexcept {
    if (a == truth::no || b == truth::no) return truth::no;
    return a == truth::yes && b == truth::yes ? truth::yes : truth::unknown;
}
/// @return Whether one of both holds; a yes decides whatever the other is.
[[nodiscard]] constexpr truth operator|(truth a, truth b) noexcept {
    return !((!a) & (!b));
}
/// @return `yes` or `no`.
[[nodiscard]] constexpr truth truth_of(std::same_as<bool> auto holds) noexcept {
    return holds ? truth::yes : truth::no;
}

/// How two values are compared.
enum class comparison : std::uint8_t {
    less,      ///< <
    at_most,   ///< <=
    equal,     ///< ==
    different, ///< !=
    at_least,  ///< >=
    more,      ///< >
};

/// @return The identifier used in files: "at_least".
[[nodiscard]] std::string_view to_string(comparison r) noexcept;
/// @return The relation with this identifier, or nothing.
[[nodiscard]] std::optional<comparison> parse_comparison(std::string_view text) noexcept;
/// @return The sign: ">=".
[[nodiscard]] std::string_view sign_of(comparison r) noexcept;
/// @return The relation that holds just when `r` does not.
[[nodiscard]] constexpr comparison opposite(comparison r) noexcept {
    using enum comparison;
    constexpr std::array<comparison, 6> other = {at_least, more, different, equal, less, at_most};
    return other[static_cast<std::size_t>(r)];
}

/// A set of unit kinds.
class unit_kinds {
public:
    constexpr unit_kinds() noexcept = default;
    /// Just this kind.
    constexpr unit_kinds(unit_kind kind) noexcept : bits_(bit(kind)) {}
    /// The set whose bits are these: bit `i` is the kind with number `i`.
    explicit constexpr unit_kinds(std::uint32_t bits) noexcept : bits_(bits) {}
    /// @return Whether the kind is in the set.
    [[nodiscard]] constexpr bool contains(unit_kind kind) const noexcept {
        return (bits_ & bit(kind)) != 0;
    }
    /// @return Whether no kind is in the set.
    [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }
    /// @return The set as bits.
    [[nodiscard]] constexpr std::uint32_t bits() const noexcept { return bits_; }
    /// @return The kinds of both sets together.
    friend constexpr unit_kinds operator|(unit_kinds a, unit_kinds b) noexcept {
        return unit_kinds(a.bits_ | b.bits_);
    }
    /// @return Whether both hold the same kinds.
    friend constexpr bool operator==(unit_kinds, unit_kinds) noexcept = default;

private:
    static constexpr std::uint32_t bit(unit_kind kind) noexcept {
        return std::uint32_t{1} << static_cast<unsigned>(kind);
    }
    std::uint32_t bits_ = 0;
};

/// @return The set of both kinds: `unit_kind::grassroots_cell | unit_kind::subordinate_cell`.
[[nodiscard]] constexpr unit_kinds operator|(unit_kind a, unit_kind b) noexcept {
    return unit_kinds(a) | unit_kinds(b);
}

/// What an expression gives for a unit.
enum class expression_kind : std::uint8_t {
    condition, ///< a `truth`
    figure,    ///< a whole number, or nothing when an input is missing
    day,       ///< a day, or nothing when an input is missing
};

/// The nodes of expressions. `expression_ops` tells for each what it takes and gives.
enum class expression_op : std::uint8_t {
    // figures
    number,            ///< `value`
    parameter,         ///< the rule's parameter `name`; `value` unless overridden
    cell,              ///< the unit's own cell of measure `name`
    cell_or_none,      ///< the same, a blank cell counting as 0
    covered,           ///< k of the own "k/n" cell of measure `name`
    coverable,         ///< n of the own "k/n" cell of measure `name`
    total,             ///< own cell of `name` if answered, else the sum of the children's totals
    children_sum,      ///< sum of the children's cells of `name`; missing if one is blank
    subtree_sum,       ///< sum of `name` over the subtree; missing if a leaf below is blank
    printed_sum,       ///< sum of `name` over the subtree, blank cells counting as 0
    children_answered, ///< how many children have a number or "-" in `name`
    children_count,    ///< how many children meet the condition
    descendants_count, ///< how many units below meet the condition
    stated_total,      ///< the total of `name` that a document prints for the unit
    depth,             ///< how many units are above
    same_name,         ///< units with the unit's name, itself included; `value` 0 siblings, 1 all
    of_parent,         ///< the figure of the unit above; missing for a root
    plus,              ///< sum of the figures
    minus,             ///< first figure less the second
    times,             ///< product of the figures
    // days
    day,          ///< `day`
    day_cell,     ///< the unit's own cell of measure `name`, a day
    question_day, ///< the day that the check asks about
    plus_months,  ///< the day, as many months later as the figure says, by `months`
    plus_days,    ///< the day, as many days later as the figure says
    // conditions
    always,           ///< holds everywhere
    kind_in,          ///< the unit's kind is in the set `value`
    parent_kind_in,   ///< the unit above has a kind of the set `value`; no for a root
    under_kind,       ///< some unit above has a kind of the set `value`
    is_root,          ///< there is no unit above
    is_leaf,          ///< there is no unit below
    answered,         ///< the own cell of `name` holds a number, "-" or a day; never unknown
    has_stated_total, ///< a document prints a total of `name` for the unit; never unknown
    owes,             ///< the unit owes obligation `name` (any if empty); unknown without a ledger
    obligations_met,  ///< nothing of it is overdue or was late; unknown without a ledger
    compare,          ///< first figure `compared` with the second
    compare_days,     ///< first day `compared` with the second
    compare_ratio,    ///< a : b `compared` with c : d, exactly; unknown unless b is positive
    all_of,           ///< every condition holds
    any_of,           ///< some condition holds
    negation,         ///< the condition does not hold
    user,             ///< a program's own predicate; cannot be stored in a file
};

/// How many nodes there are.
inline constexpr std::size_t expression_op_count = 42;

/// What a node takes and gives; enough to read, check and write any expression.
struct expression_op_info {
    expression_op op{};         ///< which node
    std::string_view id{};      ///< used in files: "children_sum"
    expression_kind gives{};    ///< what it gives
    std::size_t least_args = 0; ///< fewest operands
    std::size_t most_args = 0;  ///< most operands; `any_number` for no limit
    /// What the operands are; further ones are like the last.
    std::array<expression_kind, 2> takes{expression_kind::figure, expression_kind::figure};
    bool needs_name = false; ///< whether `name` must be given
    bool is_measure = false; ///< whether `name` is a measure
};

/// As many operands as one likes.
inline constexpr std::size_t any_number = 0xffffffffu;

/// @return All nodes in the order of the enumeration.
[[nodiscard]] std::span<expression_op_info const, expression_op_count> expression_ops() noexcept;
/// @return What the node takes and gives.
[[nodiscard]] expression_op_info const& info_of(expression_op op) noexcept;
/// @return The identifier used in files.
[[nodiscard]] std::string_view to_string(expression_op op) noexcept;
/// @return The node with this identifier, or nothing.
[[nodiscard]] std::optional<expression_op> parse_expression_op(std::string_view id) noexcept;

struct expression_node;

/// Units in a row, handed to a program's own predicate.
struct unit_batch {
    organisation const& whole; ///< the organisation
    slot first;                ///< first unit
    slot last;                 ///< one past the last unit
    date on;                   ///< the day asked about

    /// @return How many units there are.
    [[nodiscard]] std::uint32_t size() const noexcept { return last.value() - first.value(); }
};

namespace detail {

/// A program's own predicate, erased once: called per block of units, never per unit.
class user_predicate {
public:
    template <class Function>
    explicit user_predicate(Function function)
        : object_(static_cast<void*>(new Function(std::move(function)))),
          call_([](void const* object, unit_batch const& units, truth* answers) {
              (*static_cast<Function const*>(object))(units, std::span(answers, units.size()));
          }),
          release_([](void* object) { delete static_cast<Function*>(object); }) {}
    user_predicate(user_predicate&& other) noexcept
        : object_(std::exchange(other.object_, nullptr)),
          call_(other.call_),
          release_(other.release_) {}
    user_predicate& operator=(user_predicate&&) = delete;
    ~user_predicate() {
        if (object_) release_(object_);
    }
    void operator()(unit_batch const& units, truth* answers) const {
        call_(object_, units, answers);
    }

private:
    void* object_;
    void (*call_)(void const*, unit_batch const&, truth*);
    void (*release_)(void*);
};

} // namespace detail

/// What a program's own predicate looks at, beside the kinds and places of units.
enum class reach : std::uint8_t {
    own_cells,  ///< only at cells of the unit itself
    whole_tree, ///< at any unit's: every change calls for all units again
};

/// A condition, figure or day over units: a value. Copies share their nodes.
///
/// Programs write expressions with the typed words of `select.hpp`; readers of rule files build
/// them from `expression_node`s and ask `verify`.
class expression {
public:
    /// The condition that always holds.
    expression();
    /// The expression with this node on top.
    explicit expression(expression_node node);

    /// @return The node on top. Valid while any copy of the expression lives.
    [[nodiscard]] expression_node const& node() const noexcept;
    /// @return The node on top.
    [[nodiscard]] expression_node const* operator->() const noexcept { return &node(); }
    /// @return What it gives.
    [[nodiscard]] expression_kind kind() const noexcept;
    /// @return Whether both are built alike; predicates of programs are alike only to themselves.
    [[nodiscard]] friend bool operator==(expression const& a, expression const& b) {
        return a.equals(b);
    }

private:
    [[nodiscard]] bool equals(expression const& other) const;
    detail::shared<expression_node> node_;
};

/// One node of an expression; which members count depends on `op`, see `expression_op`.
struct expression_node {
    expression_op op = expression_op::always; ///< which node
    std::vector<expression> args{};           ///< operands
    std::string name{};                       ///< measure, parameter or obligation
    partyorg::label label{};                  ///< how the name or predicate is called in a sentence
    std::int64_t value = 0;                   ///< number, default of a parameter, set of kinds
    comparison compared = comparison::equal;  ///< for comparisons
    month_policy months = month_policy::same_day_or_last; ///< for months
    date day{};                                           ///< for a fixed day
    std::vector<std::string> inputs{};        ///< measures that a program's predicate looks at
    partyorg::reach reach = reach::own_cells; ///< how far a program's predicate looks
    detail::shared<detail::user_predicate> predicate{}; ///< a program's predicate
};

/// Checks that every node has the operands and names that `expression_ops` asks for.
/// @return A problem PO1604 for each node that is wrong; empty if the expression can be evaluated.
/// @complexity Linear in the nodes.
[[nodiscard]] problems verify(expression const& what);

/// @return The expression in words, "have at least 3 official members", in both languages.
[[nodiscard]] label describe(expression const& what);

/// @return The measures that the expression reads, each once, in order of appearance.
[[nodiscard]] std::vector<std::string> inputs_of(expression const& what);

/// @return The condition with every comparison of numbers made stricter by one: what passes the
///         original but not this one passes by one only.
[[nodiscard]] expression tightened(expression const& condition);

} // namespace partyorg
