#pragma once
// From an outcome to a record of what was observed and expected, or of what is missing.

#include "rules/program.hpp"

#include <partyorg/rules/check.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace partyorg::detail {

class finding_maker {
public:
    finding_maker(program const& code, rule_code const& of);
    /// The record of a unit with this outcome; a pass is a near miss.
    [[nodiscard]] finding_record operator()(std::uint32_t unit, outcome what,
                                            std::int64_t& expected) const;
    /// Whether `pick` makes the records of failures and reviews.
    [[nodiscard]] bool picks() const noexcept { return observed_.wide || observed_.narrow; }
    /// Adds the records of the units from `first` on whose bits are set: the quick way when what
    /// was observed is a cell.
    /// @pre `picks()`; `what` is fail or review; the bits are of one block.
    void pick(std::uint32_t first, std::span<std::uint64_t const> words, outcome what,
              finding_list& records) const;
    /// Whether what is expected differs from unit to unit.
    [[nodiscard]] bool varies() const noexcept { return varies_; }
    [[nodiscard]] std::vector<finding_leaf> const& leaves() const noexcept { return leaves_; }
    [[nodiscard]] std::vector<std::string> const& inputs() const noexcept { return inputs_; }

private:
    /// The cells of a column, in the width it has.
    struct cell_values {
        std::int64_t const* wide = nullptr;
        std::int32_t const* narrow = nullptr;
    };
    /// A record, and what was expected.
    struct seen {
        finding_record record;
        std::int64_t expected;
    };
    void collect(expression const& e, node_id id, bool negated);
    [[nodiscard]] std::uint64_t inputs_of_node(node_id id) const;
    [[nodiscard]] bool find(node_id id, std::uint32_t s, truth wanted, std::uint16_t& number,
                            seen& out) const;
    [[nodiscard]] bool find_near(node_id id, node_id strict, std::uint32_t s, truth wanted,
                                 std::uint16_t& number, seen& out) const;
    void observe(node_id id, std::uint32_t s, std::uint16_t number, seen& out) const;
    [[nodiscard]] std::uint64_t missing(node_id id, std::uint32_t s) const;
    [[nodiscard]] std::uint16_t leaves_in(node_id id) const;
    [[nodiscard]] program_node const& node(node_id id) const { return code_->nodes()[id]; }

    program const* code_;
    rule_code of_;
    std::vector<finding_leaf> leaves_{};
    std::vector<std::string> inputs_{};
    std::vector<std::uint64_t> masks_{}; // node -> its inputs as a set
    node_id only_ = no_node;             // the condition, if it is a plain comparison
    cell_values observed_{};             // and the cells, if it compares those with a number
    bool varies_ = false;
};

} // namespace partyorg::detail
