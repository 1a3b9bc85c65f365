#pragma once
/// @file
/// The hierarchy as a drawing for Graphviz.

#include <partyorg/organisation/organisation.hpp>

#include <string>
#include <string_view>

namespace partyorg::io {

/// Writes the hierarchy in the DOT language: a box per unit with code and name, an ellipse per
/// body, relations dashed.
/// @param measure Shown in the boxes if there is such a column; empty for none.
/// @return The text; the same organisation gives the same text.
/// @complexity Linear.
[[nodiscard]] std::string write_dot(organisation const& whole, std::string_view measure = {});

} // namespace partyorg::io
