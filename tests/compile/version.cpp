// The version is one number that orders releases, and needs no other header.
#include <partyorg/version.hpp>

static_assert(PARTYORG_VERSION == PARTYORG_VERSION_MAJOR * 10'000 + PARTYORG_VERSION_MINOR * 100 +
                                      PARTYORG_VERSION_PATCH);

// expect: static.assertion
#ifdef SHOULD_FAIL
static_assert(PARTYORG_VERSION < 0);
#endif
