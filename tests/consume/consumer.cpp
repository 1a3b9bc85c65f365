// A program of somebody who uses the whole library: its headers and its compiled part.
#include <partyorg/config.hpp>
#include <partyorg/version.hpp>

int main() {
    return PARTYORG_VERSION > 0 ? 0 : 1;
}
