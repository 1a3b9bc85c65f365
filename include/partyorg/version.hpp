/// @file
/// The version of partyorg, for the preprocessor and for programs.
///
/// The build reads the three numbers from this file; there is no other place to change.
#ifndef PARTYORG_VERSION_HPP
#define PARTYORG_VERSION_HPP

/// Major version: it changes when source that used documented names may stop compiling.
#define PARTYORG_VERSION_MAJOR 0
/// Minor version: while the major version is 0, it changes with every incompatible release.
#define PARTYORG_VERSION_MINOR 1
/// Patch version: corrections only.
#define PARTYORG_VERSION_PATCH 0

/// The version as one number that compares in the right order: 0.1.0 is 100, 1.2.3 is 10203.
#define PARTYORG_VERSION                                                                           \
    (PARTYORG_VERSION_MAJOR * 10000 + PARTYORG_VERSION_MINOR * 100 + PARTYORG_VERSION_PATCH)

#endif
