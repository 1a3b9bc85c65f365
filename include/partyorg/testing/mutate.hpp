#pragma once
/// @file
/// Do the tests notice? Every threshold and every edge of a period, moved by one.

#include <partyorg/rules/rule_book.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace partyorg::testing {

/// What a run of tests came to.
enum class test_result : std::uint8_t {
    passed, ///< every test passed
    failed, ///< some test failed
};

/// A rule book in which one thing was changed.
struct mutant {
    std::string rule_id{}; ///< the rule that was changed
    std::string change{};  ///< "parameter 'min' 3 -> 4", "first day 2011-01-19 -> 2011-01-20"
    rule_book book{};      ///< the whole book with that change
};

/// @return "org.min-official-members, 2011-01-19..: parameter 'min' 3 -> 4".
[[nodiscard]] std::string to_string(mutant const& m);

/// Makes every mutant of a book, one change each: each parameter and each number in a scope,
/// condition or exemption ±1, each fixed day in them ±1 day, and each edge of a period ±1 day.
/// Where one version follows another, both give way together.
/// @param only If not empty, the mutants of this rule only.
/// @return The mutants that are books without errors.
[[nodiscard]] std::vector<mutant> mutants(rule_book const& rules, std::string_view only = {});

/// What `mutate` came to.
struct mutation_report {
    std::size_t tried = 0;           ///< mutants that were tried
    std::vector<mutant> survivors{}; ///< those under which all tests pass
};

/// Runs the caller's tests against every mutant of a book. What survives is a threshold or a day
/// that no test pins down.
/// @param tests Called with a book, and with the identifier of the rule that was changed, so that
///              tests of other rules may be left out.
/// @return How many were tried and which survived.
/// @throw invalid_input PO1665 if the tests do not even pass with the book as it is.
/// @source R. A. DeMillo, R. J. Lipton, F. G. Sayward: Hints on Test Data Selection, IEEE Computer
///         11(4), 1978.
[[nodiscard]] mutation_report
mutate(rule_book const& rules,
       std::function<test_result(rule_book const& changed, std::string_view rule_id)> const& tests);

} // namespace partyorg::testing
