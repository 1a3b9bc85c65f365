/// @file
/// What partyorg asks of the compiler, said at once instead of a page of errors further down.
#ifndef PARTYORG_CONFIG_HPP
#define PARTYORG_CONFIG_HPP

#if defined(__clang__)
#if !defined(__apple_build_version__) && __clang_major__ < 16
#error "partyorg needs clang 16 or newer: older ones reject the ranges of libstdc++"
#endif
#elif defined(__GNUC__)
#if __GNUC__ < 12
#error "partyorg needs GCC 12 or newer"
#endif
#endif

#if !defined(_MSVC_LANG) && __cplusplus < 202002L
#error "partyorg needs C++20: compile with -std=c++20 or link the CMake target partyorg::core"
#endif

#endif
