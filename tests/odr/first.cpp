// Twice, so that a missing include guard shows.
#include "all_headers.hpp"
#include "all_headers.hpp"

int second();

int main() {
    return second();
}
