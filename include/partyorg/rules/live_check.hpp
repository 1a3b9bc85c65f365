#pragma once
/// @file
/// A check that follows changes: only what a changed cell touches is looked at again.

#include <partyorg/rules/check.hpp>

#include <cstddef>
#include <span>
#include <vector>

namespace partyorg {

/// An outcome that is another one than before.
struct outcome_change {
    std::size_t rule = 0; ///< position in `live_check::by_rule`
    slot unit{};          ///< the unit
    outcome before{};     ///< what it was
    outcome after{};      ///< what it is now

    /// @return Whether all parts agree.
    friend bool operator==(outcome_change const&, outcome_change const&) = default;
};

/// Keeps the outcomes of all rules on all units, and corrects them when cells change.
///
/// A changed cell touches the unit itself, the units above it where a rule adds up or counts what
/// is below, and the units below it where a rule looks at the unit above. A program's own predicate
/// that looks at the whole tree is asked for all units again.
///
/// Printed totals, obligations, names and kinds are taken to stay as they were.
class live_check {
public:
    /// Checks everything once.
    /// @pre `whole` outlives this object. Its cells may be written, its columns stay the same ones.
    /// @throw invalid_input if the book has errors; arithmetic_overflow as `check`.
    /// @complexity As `check`; keeps one byte per rule and unit.
    live_check(organisation const& whole, rule_book const& rules, as_of when,
               check_options const& options = {});
    live_check(organisation&&, rule_book const&, as_of, check_options const& = {}) = delete;
    live_check(live_check&& other) noexcept; ///< Takes over.
    live_check(live_check const&) = delete;
    live_check& operator=(live_check const&) = delete;
    live_check& operator=(live_check&&) = delete;
    ~live_check();

    /// Looks again at what the changed cells of these units touch.
    /// @param changed Units in whose cells something was written, each once.
    /// @return The outcomes that changed, by rule, then in slot order. Valid until the next update.
    /// @throw arithmetic_overflow as `check`; then this object is of no more use.
    /// @complexity Linear in the changed units times the rules, and for sums and counts times their
    ///             depth.
    std::span<outcome_change const> update(std::span<slot const> changed);
    /// Looks again at what the changed cells of one unit touch.
    /// @copydetails update(std::span<slot const>)
    std::span<outcome_change const> update(slot changed) { return update({&changed, 1}); }

    /// @return The outcome of the rule at this position on the unit.
    /// @pre Both exist.
    /// @complexity Constant.
    [[nodiscard]] outcome at(std::size_t rule, slot unit) const;
    /// @return What each rule comes to now, in the order of the book.
    [[nodiscard]] std::vector<rule_summary> by_rule() const;
    /// @return What a full check would say now.
    /// @complexity Linear in units times rules.
    [[nodiscard]] check_result result() const;

private:
    struct state;
    state* state_;
};

} // namespace partyorg
