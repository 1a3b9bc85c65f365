// A program of somebody who uses the header-only part alone.
#include <partyorg/config.hpp>
#include <partyorg/version.hpp>

int main() {
    PARTYORG_ASSERT(PARTYORG_VERSION > 0, "every release has a number");
    return PARTYORG_VERSION_MAJOR == 0 ? 0 : 1;
}
