#pragma once
/// @file
/// The one macro that checks documented preconditions.

#ifndef PARTYORG_ASSERT
#include <cassert>
/// Checks a documented precondition (`@pre`); off under `NDEBUG`. Define it before the first
/// include to route violations elsewhere. It never changes the layout of a type.
#define PARTYORG_ASSERT(condition, message) assert((condition) && (message))
#endif
