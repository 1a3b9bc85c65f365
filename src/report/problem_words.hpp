#pragma once
// Problems of an input for those who read the report, not the program's messages.

#include <partyorg/core/label.hpp>
#include <partyorg/core/problems.hpp>

#include <string>

namespace partyorg::report {

/// In English as tools print it; in Vietnamese what it means, with the English facts in brackets.
std::string problem_words(problem const& what, language lang);

} // namespace partyorg::report
