#include "support/catch.hpp"

#include <partyorg/rules/select.hpp>
