#pragma once
// What a fuzz target insists on.

#include <cstdio>
#include <cstdlib>

/// Stops with a message, so that libFuzzer keeps the input.
inline void expect(bool holds, char const* what) {
    if (holds) return;
    std::fprintf(stderr, "violated: %s\n", what);
    std::abort();
}
