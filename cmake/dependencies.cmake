# Boost: headers only, and by its own package files, since CMake's find module is on its way out.
if(NOT TARGET Boost::headers)
  find_package(Boost 1.74 CONFIG REQUIRED)
endif()

if(NOT TARGET nlohmann_json::nlohmann_json)
  find_package(nlohmann_json 3.11 CONFIG REQUIRED)
endif()

# Our own find module, named by path rather than by CMAKE_MODULE_PATH, which may be a parent's.
if(NOT TARGET utf8proc::utf8proc)
  include("${CMAKE_CURRENT_LIST_DIR}/FindUtf8proc.cmake")
  if(NOT TARGET utf8proc::utf8proc)
    message(FATAL_ERROR "partyorg needs utf8proc (Debian and Ubuntu: libutf8proc-dev).")
  endif()
endif()

# No version: the tests and partyorg::testing work with Catch2 2.13 and 3.x alike.
if((PARTYORG_BUILD_TESTING_LIB OR PARTYORG_BUILD_TESTS) AND NOT TARGET Catch2::Catch2)
  find_package(Catch2 REQUIRED)
endif()
