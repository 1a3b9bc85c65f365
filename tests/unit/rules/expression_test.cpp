#include "support/catch.hpp"

#include <partyorg/rules/expression.hpp>
