#include "support/catch.hpp"

#include <partyorg/rules/rule.hpp>
