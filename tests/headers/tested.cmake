# cmake -D root=REPOSITORY -P tested.cmake
#
# Every public header has a test of the same name: include/partyorg/<module>/<header>.hpp is tested in
# tests/unit/<module>/<header>_test.cpp.
cmake_minimum_required(VERSION 3.25)

set(exempt
  partyorg.hpp       # includes the others; headers.umbrella compares it with the folder
  fwd.hpp            # declarations only; headers.cost compiles it
  config.hpp         # macros that the compile-time tests use
  version.hpp        # tests/compile/version.cpp compares it with the project's version
  core/assert.hpp    # one macro, tried by the tests of preconditions in core/flat_array_test.cpp
)

file(GLOB_RECURSE headers RELATIVE "${root}/include/partyorg" "${root}/include/partyorg/*.hpp")
list(FILTER headers EXCLUDE REGEX "/detail/") # tested through what uses them
set(missing "")
foreach(header IN LISTS headers)
  # Books of rules are one function each: one file asks them all, tests/scenarios asks every rule.
  string(REGEX REPLACE "^rules/statutes/.*" "rules/statutes.hpp" tested "${header}")
  string(REGEX REPLACE "\\.hpp$" "_test.cpp" test "${tested}")
  if(NOT header IN_LIST exempt AND NOT EXISTS "${root}/tests/unit/${test}")
    list(APPEND missing "tests/unit/${test}")
  endif()
endforeach()
set(stale ${exempt})
list(REMOVE_ITEM stale ${headers})
if(stale)
  list(JOIN stale "\n  " stale)
  message(FATAL_ERROR "exempt, but no headers:\n  ${stale}")
endif()
if(missing)
  list(JOIN missing "\n  " missing)
  message(FATAL_ERROR "headers without a test of their own; missing:\n  ${missing}")
endif()
list(LENGTH headers count)
message(STATUS "all ${count} headers have their tests")
