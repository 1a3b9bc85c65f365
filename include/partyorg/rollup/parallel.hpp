#pragma once
/// @file
/// `two_threads`, which large roll-ups are handed; it stands in the core, because builders and
/// readers take one, too.

#include <partyorg/core/two_threads.hpp>
