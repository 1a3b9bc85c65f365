#pragma once
/// @file
/// From an organisation that fails to the smallest one that still does.

#include <partyorg/organisation/organisation.hpp>

#include <cstddef>
#include <functional>

namespace partyorg::testing {

/// What is asked of an organisation while it shrinks: whether it still shows the failure.
using organisation_predicate = std::function<bool(organisation const&)>;

/// How long shrinking may go on.
struct shrink_options {
    std::size_t question_limit = 5'000; ///< how often the predicate is asked at most
};

/// Reduces an organisation to a small one for which `still_fails` still answers yes.
///
/// Tried in turn until nothing more can go: one subtree alone; units, in large groups first;
/// columns; cells, made blank or smaller; printed totals, bodies and links; names. In what comes
/// out no single unit, column or cell can be taken away (unless the limit was reached first). An
/// answer may depend on nothing but the organisation.
/// @pre `still_fails(whole)`
/// @return The small organisation.
/// @throw Nothing of its own; what `still_fails` throws passes through.
/// @complexity In questions, n log n in the units for a failure that needs few of them.
/// @source A. Zeller, R. Hildebrandt: Simplifying and Isolating Failure-Inducing Input, IEEE
///         Transactions on Software Engineering 28(2), 2002.
[[nodiscard]] organisation shrink(organisation const& whole,
                                  organisation_predicate const& still_fails,
                                  shrink_options const& options = {});

} // namespace partyorg::testing
