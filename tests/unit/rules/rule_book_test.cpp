#include "support/catch.hpp"

#include <partyorg/rules/rule_book.hpp>
