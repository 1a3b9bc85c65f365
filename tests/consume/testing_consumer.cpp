// A test program of somebody who uses partyorg::testing.
#include <partyorg/version.hpp>

int main() {
    return PARTYORG_VERSION > 0 ? 0 : 1;
}
