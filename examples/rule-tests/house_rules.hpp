#pragma once
// The rules of our house, beside those of the statutes.

#include <partyorg/partyorg.hpp>

// A target is cut by at most two against what the unit registered; from 2025 on by at most one.
partyorg::rule_book house_rules();
