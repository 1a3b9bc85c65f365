#pragma once
/// @file
/// Checks an organisation against the rules of a day.

#include <partyorg/core/as_of.hpp>
#include <partyorg/organisation/obligations.hpp>
#include <partyorg/organisation/organisation.hpp>
#include <partyorg/rollup/parallel.hpp>
#include <partyorg/rules/detail/finding_list.hpp>
#include <partyorg/rules/finding.hpp>
#include <partyorg/rules/rule_book.hpp>

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace partyorg {

/// Whether passes by one are listed.
enum class near_misses : std::uint8_t {
    ignored, ///< a pass is a pass
    listed,  ///< a pass that one more or less would turn into a breach is a finding too
};

/// What a check needs beside the organisation and the rules.
struct check_options {
    partyorg::near_misses near =
        partyorg::near_misses::ignored;    ///< whether passes by one are listed
    std::size_t finding_limit = 1'000'000; ///< findings kept per rule; all are counted
    std::span<obligation const> owed{};    ///< what is owed
    /// How it stands, from `states_at`; nothing: no ledger, and rules about it are undecidable.
    std::optional<std::span<obligation_state const>> ledger{};
    two_threads* helper = nullptr;             ///< takes half of large checks
    std::uint32_t two_threads_from = 1u << 16; ///< units from which halving pays
};

/// What one rule came to.
struct rule_summary {
    detail::shared<rule> law{};    ///< the version that was checked
    outcome_counts counts{};       ///< its outcomes
    std::uint64_t near_misses = 0; ///< passes by one, if they were asked for
    bool concerns_nobody = false;  ///< no unit is selected, and that is not allowed

    /// @return The version that was checked.
    [[nodiscard]] rule const& version() const noexcept { return *law; }
};

/// A rule that was not checked, and why.
struct skipped_rule {
    std::string id{};                        ///< the rule
    label title{};                           ///< in words; of its latest version if none holds
    not_checked why{};                       ///< the reason
    std::optional<partyorg::rule> version{}; ///< the version of that day, if there is one
};

namespace detail {
/// A comparison of a rule that a record refers to.
struct finding_leaf {
    expression what{};       ///< the comparison
    std::string measure{};   ///< measure that is looked at
    comparison compared{};   ///< how it should stand
    fact_value::type type{}; ///< type of the values
    fact_value expected{};   ///< what is expected of every unit, if it is the same
};

/// What one rule came to, with its findings.
struct rule_findings {
    rule_summary summary{};
    std::vector<finding_leaf> leaves{};
    std::vector<std::string> inputs{}; ///< bit i of a set of missing inputs is inputs[i]
    finding_list records{};
    /// What was expected, or the denominator of a ratio, where it differs from unit to unit: as
    /// long as `records`, or empty.
    packed_numbers expected{};
};
} // namespace detail

/// The findings of a check and how many units passed; it refers to nothing outside.
///
/// Only what deserves a look is kept as a finding: fail, review, undecidable, near misses if asked
/// for. Passes are counted. Order: by rule as in the book, then by unit in slot order.
class check_result {
public:
    /// Goes through the findings.
    class iterator {
    public:
        using iterator_category = std::input_iterator_tag; ///< findings are made on the way
        using value_type = finding;                        ///< a finding
        using difference_type = std::ptrdiff_t;            ///< a distance
        using pointer = void;                              ///< there is nothing to point at
        using reference = finding;                         ///< made on the way
        iterator() = default;
        /// The finding at a position.
        iterator(check_result const& owner, std::size_t at) : owner_(&owner), at_(at) {}
        /// @return The finding.
        [[nodiscard]] finding operator*() const { return (*owner_)[at_]; }
        /// Goes on.
        iterator& operator++() {
            ++at_;
            return *this;
        }
        /// Goes on.
        iterator operator++(int) {
            auto const before = *this;
            ++at_;
            return before;
        }
        /// @return Whether both are at the same position.
        friend bool operator==(iterator const& a, iterator const& b) noexcept {
            return a.at_ == b.at_;
        }

    private:
        check_result const* owner_ = nullptr;
        std::size_t at_ = 0;
    };

    /// Takes over what a check found.
    check_result(hierarchy units, as_of asked, std::vector<detail::rule_findings> rules,
                 std::vector<skipped_rule> skipped, problems notes);

    /// @return How many findings are kept.
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    /// @return Whether there is none.
    [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
    /// @return How many findings were counted but not kept, because of `finding_limit`.
    [[nodiscard]] std::uint64_t dropped() const noexcept { return dropped_; }
    /// @return The finding at a position, made on the spot.
    /// @pre `i < size()`
    /// @complexity Logarithmic in the number of rules.
    [[nodiscard]] finding operator[](std::size_t i) const;
    /// @return The first finding.
    [[nodiscard]] iterator begin() const { return {*this, 0}; }
    /// @return The end of the findings.
    [[nodiscard]] iterator end() const { return {*this, size_}; }
    /// @return All findings as a list.
    [[nodiscard]] std::vector<finding> findings() const;

    /// @return What each rule came to, in the order of the book.
    [[nodiscard]] std::vector<rule_summary> by_rule() const;
    /// @return What this rule came to, or nothing if it was not checked.
    [[nodiscard]] std::optional<rule_summary> of_rule(std::string_view id) const;
    /// @return What all rules together came to.
    [[nodiscard]] outcome_counts total() const;
    /// @return The kept findings of each unit by outcome, per slot; passes are not among them.
    /// @complexity Linear in units and findings.
    [[nodiscard]] std::vector<outcome_counts> by_unit() const;
    /// @return The same, of every unit and all units below it.
    /// @complexity Linear in units and findings.
    [[nodiscard]] std::vector<outcome_counts> rolled_up() const;
    /// @return The rules that were not checked, and why.
    [[nodiscard]] std::vector<skipped_rule> const& skipped() const noexcept { return skipped_; }
    /// @return What could not be used: columns of another type than a rule needs, for example.
    [[nodiscard]] problems const& notes() const noexcept { return notes_; }
    /// @return Whether a rule of severity error is broken.
    [[nodiscard]] bool has_errors() const;
    /// @return The two days asked about.
    [[nodiscard]] as_of asked() const noexcept { return asked_; }
    /// @return The snapshot that was checked.
    [[nodiscard]] hierarchy const& units() const noexcept { return units_; }

private:
    hierarchy units_;
    as_of asked_;
    std::vector<detail::rule_findings> rules_;
    std::vector<skipped_rule> skipped_;
    problems notes_;
    std::vector<std::size_t> first_{}; // per rule, the position of its first finding
    std::size_t size_ = 0;
    std::uint64_t dropped_ = 0;
};

/// Checks every unit against the rules that are in force and on.
/// @return The findings and counts.
/// @throw invalid_input if `rules.verify()` has errors; arithmetic_overflow if a figure that a rule
///        needs does not fit into 64 bits.
/// @complexity Linear in units times nodes of the rules.
[[nodiscard]] check_result check(organisation const& whole, rule_book const& rules, as_of when,
                                 check_options const& options = {});

/// Checks a published plan. What its text states of the organisation at the top is used: see
/// `with_stated_counts`.
/// @copydetails check(organisation const&, rule_book const&, as_of, check_options const&)
[[nodiscard]] check_result check(plan const& published, rule_book const& rules, as_of when,
                                 check_options const& options = {});

/// Checks one rule, whether or not it is in force or on: for tests of rules.
/// @copydetails check(organisation const&, rule_book const&, as_of, check_options const&)
[[nodiscard]] check_result check(organisation const& whole, rule const& only, as_of when,
                                 check_options const& options = {});

/// Writes the counts and coverages that a plan's text states into the cells of its root, where
/// those are blank: "3.550 đảng viên" becomes `members` of the root, "170/170 thôn … có chi bộ"
/// becomes its `coverage.villages`.
///
/// Counts of units ("61 chi, đảng bộ cơ sở") are not cells and stay where they are.
/// @return The organisation with these cells.
/// @complexity Linear in the table.
[[nodiscard]] organisation with_stated_counts(plan const& published);

/// One rule on one unit, by the definition: slow, and what the fast way must agree with.
/// @pre The rule's expressions are well-formed, and the unit is in the snapshot.
/// @complexity Linear in the nodes, times the subtree where sums are needed.
[[nodiscard]] outcome outcome_for(organisation const& whole, rule const& what, slot unit,
                                  as_of when, check_options const& options = {});

/// @return Every comparison that decided the outcome of a rule on a unit, with what was observed
/// and
///         expected: all of them, where a finding holds the first.
/// @pre As `outcome_for`.
[[nodiscard]] std::vector<fact> facts_for(organisation const& whole, rule const& what, slot unit,
                                          as_of when, check_options const& options = {});

} // namespace partyorg
