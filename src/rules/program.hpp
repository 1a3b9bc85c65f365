#pragma once
// Rules compiled for one organisation: every distinct node once, evaluated for blocks of units into
// bits, or for single units from what is stored.

#include "rules/kernels.hpp"
#include "rules/scalar.hpp"

#include <partyorg/rules/check.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace partyorg::detail {

using node_id = std::uint32_t;
inline constexpr node_id no_node = std::numeric_limits<node_id>::max();

/// One distinct node, bound to the columns it reads.
struct program_node {
    expression source{};
    expression_op op{};
    std::vector<node_id> args{};
    std::int64_t value = 0; ///< number, or set of kinds, or a fixed day
    // The column, if there is one that can be read; a null `states` is blank everywhere.
    column_base const* column = nullptr;
    cell_state const* states = nullptr;
    std::int64_t const* wide = nullptr;
    std::int32_t const* narrow = nullptr;
    coverage_count const* shares = nullptr;
    date const* days = nullptr;
    std::uint32_t cells = no_node; ///< number of the column among those that are read per block
    // What is known of every unit: aggregates, and what aggregates look at.
    bool aggregate = false;
    bool kept = false;
    std::vector<std::int64_t> values{};
    std::vector<std::uint64_t> known{}; ///< figures: known; conditions: yes
    std::vector<std::uint64_t> no{};    ///< conditions
};

/// A rule's roots.
struct rule_code {
    rule const* law = nullptr;
    node_id scope = no_node;
    node_id condition = no_node;
    node_id exemption = no_node;
    node_id refused = no_node; ///< the consent was refused
    node_id strict = no_node;  ///< the condition made stricter by one

    /// Operands have smaller numbers than what they belong to: no node beyond is needed.
    [[nodiscard]] node_id last_root() const {
        auto last = std::max(scope, condition);
        for (auto const id : {exemption, refused, strict})
            if (id != no_node) last = std::max(last, id);
        return last;
    }
};

/// Who gets the outcomes, block by block.
class outcome_sink {
public:
    virtual void take(std::size_t rule, std::uint32_t block, std::uint32_t units,
                      outcome_bits const& bits, outcome_sizes const& sizes) = 0;

protected:
    ~outcome_sink() = default;
};

class program {
public:
    program(rule_inputs const& in, std::vector<rule const*> const& rules, near_misses near);
    program(program const&) = delete;
    program& operator=(program const&) = delete;

    [[nodiscard]] std::vector<rule_code> const& rules() const noexcept { return rules_; }
    [[nodiscard]] std::vector<program_node> const& nodes() const noexcept { return nodes_; }
    [[nodiscard]] program_node& node(node_id id) { return nodes_[id]; }
    /// Finds the cells again: writing into a column may have moved them.
    void rebind();
    [[nodiscard]] std::uint32_t blocks() const noexcept {
        return (units().size() + block_units - 1) / block_units;
    }
    [[nodiscard]] hierarchy const& units() const noexcept { return in_.whole.units; }
    [[nodiscard]] rule_inputs const& inputs() const noexcept { return in_; }

    /// Evaluates every rule in the blocks `[first, last)`.
    void run(std::uint32_t first, std::uint32_t last, outcome_sink& sink) const;

    /// One unit, from the cells and what is stored.
    [[nodiscard]] truth truth_at(node_id id, std::uint32_t s) const;
    [[nodiscard]] std::optional<std::int64_t> figure_at(node_id id, std::uint32_t s) const;
    [[nodiscard]] outcome outcome_at(rule_code const& code, std::uint32_t s) const;
    /// The own cell as a figure.
    [[nodiscard]] static std::optional<std::int64_t> cell_at(program_node const& n,
                                                             std::uint32_t s);

private:
    struct space;
    struct view;

    node_id add(expression const& e, rule const& law);
    node_id intern(program_node n);
    void bind(program_node& n) const;
    static void point_at_cells(program_node& n);
    void find_columns();
    void store_all();
    void store(node_id id);
    void keep(node_id id);
    void store_total(program_node& n) const;
    void store_sums(program_node& n) const;
    void store_children_sum(program_node& n) const;
    void store_counts(program_node& n) const;
    void store_of_parent(program_node& n) const;
    void store_same_name(program_node& n) const;
    void store_facts(program_node& n) const;
    void store_under_kind(program_node& n) const;

    [[nodiscard]] std::vector<node_id> cone(std::vector<node_id> const& roots) const;
    // One block; see program_blocks.cpp.
    void evaluate(node_id id, space& at) const;
    void evaluate_figure(node_id id, space& at) const;
    void evaluate_condition(node_id id, space& at) const;
    [[nodiscard]] std::uint64_t const* answered_cells(program_node const& n, space& at) const;
    [[nodiscard]] view cells_of(program_node const& n, space& at) const;
    [[nodiscard]] view depths(std::int64_t* room, space& at) const;
    void read_days(node_id id, space& at) const;
    void shift_days(node_id id, space& at) const;
    void arithmetic(node_id id, space& at) const;
    [[nodiscard]] view checked(expression_op op, view const& a, view const& b,
                               std::uint64_t const* known, std::int64_t* room, space& at) const;
    void compare(comparison how, view const& a, view const& b, node_id id, space& at) const;
    void compare_ratio(node_id id, space& at) const;
    void find_leaves(std::uint64_t* leaves, space& at) const;
    void join(node_id id, space& at) const;
    void ask_user(node_id id, space& at) const;
    template <class T>
    [[nodiscard]] static right_side<T> widened(view const& from, T* room, space const& at);
    template <class T>
    [[nodiscard]] static T const* spread(view const& from, T* room, space const& at);
    [[nodiscard]] static view packed(view const& from, std::int32_t* room, space const& at);
    [[nodiscard]] static std::optional<view> combined(expression_op op, view const& a,
                                                      view const& b, std::int64_t* room, space& at);
    [[nodiscard]] static truth decided(comparison how, view const& a, view const& b);
    template <class T>
    [[nodiscard]] static bool compare_in(comparison how, view const& a, view const& b,
                                         std::uint64_t* out, space& at);
    [[nodiscard]] std::optional<std::int64_t> fold_at(program_node const& n, std::uint32_t s) const;
    [[noreturn]] void overflow(std::uint32_t s) const;

    rule_inputs const& in_;
    std::vector<program_node> nodes_{};
    std::vector<rule_code> rules_{};
    std::vector<node_id> order_{};           // nodes that the rules need per block
    std::vector<std::uint32_t> buffer_of_{}; // node -> number of its buffer
    std::uint32_t buffers_ = 0;
    struct read_column {
        column_base const* column;
        std::uint32_t uses; // nodes that look at its cells
    };
    std::vector<read_column> columns_{}; // those that are read per block
};

[[nodiscard]] inline bool has_bit(std::uint64_t const* bits, std::size_t i) {
    return (bits[i / 64] >> i % 64 & 1) != 0;
}
inline void set_bit(std::uint64_t* bits, std::size_t i) {
    bits[i / 64] |= std::uint64_t{1} << i % 64;
}

/// Days as whole numbers.
[[nodiscard]] std::int64_t number_of_day(date const& day);
[[nodiscard]] date day_of_number(std::int64_t number);

} // namespace partyorg::detail
