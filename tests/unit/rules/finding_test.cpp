#include "support/catch.hpp"

#include <partyorg/rules/finding.hpp>
