#pragma once
// What the statutes have in common: instruments, regimes, and how rules enter a book.

#include "calendar/regulations.hpp"

#include <partyorg/measures/measure.hpp>
#include <partyorg/rules/rule_book.hpp>

#include <array>
#include <utility>

namespace partyorg::statutes {

/// Levels of confidence of R1 to R6.
using regime_levels = std::array<confidence, 6>;

inline constexpr auto read = confidence::primary;
inline constexpr auto told = confidence::secondary;
inline constexpr auto same = confidence::computed; // the structure is reported to be the same
inline constexpr auto lead = confidence::lead;
inline constexpr auto none = confidence::unverified;

/// The Statutes of 2011.
[[nodiscard]] citation charter(char const* article, confidence level);
/// From the Statutes on.
[[nodiscard]] period since_charter();
[[nodiscard]] period since(char const* first);
[[nodiscard]] period from_to(char const* first, char const* last);

/// A rule under construction: what is said of it beside the sentence.
struct heading {
    char const* id;
    label_view title;
    rule_severity severity = rule_severity::error;
};

/// Adds rules that may concern nobody: an organisation need not have every kind of unit.
class writer {
public:
    void add(heading const& head, unsourced_rule const& what, citation source, period span);
    void add(heading const& head, unsourced_rule const& what, citation source, period span,
             label_view note);
    /// One version for each of the regulations R1 to R6.
    void add_regimes(heading const& head, unsourced_rule const& what, char const* article,
                     regime_levels const& known);
    rule_book book{};
};

/// A flag or consent: a column of counts, 1 or 0.
[[nodiscard]] constexpr measure<std::int64_t, law::flow> flag(std::string_view id,
                                                              label_view called) {
    return {id, called, {}};
}

} // namespace partyorg::statutes
