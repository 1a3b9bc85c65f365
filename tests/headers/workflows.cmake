# cmake -D root=REPOSITORY -P workflows.cmake
#
# `sh cmake/bootstrap.sh WORKFLOW` hands over to a workflow of CMakePresets.json: what its usage names is
# there, and what is there is named.
cmake_minimum_required(VERSION 3.25)

file(READ "${root}/CMakePresets.json" presets)
string(JSON count LENGTH "${presets}" workflowPresets)
math(EXPR last "${count} - 1")
set(there "")
foreach(i RANGE ${last})
  string(JSON name GET "${presets}" workflowPresets ${i} name)
  list(APPEND there "${name}")
endforeach()

file(READ "${root}/cmake/bootstrap.sh" script)
if(NOT script MATCHES "usage: [^\n]*\\[--install-only\\] ([a-z|]+)")
  message(FATAL_ERROR "cmake/bootstrap.sh: no line of usage found")
endif()
string(REPLACE "|" ";" named "${CMAKE_MATCH_1}")

list(SORT there)
list(SORT named)
if(NOT there STREQUAL named)
  message(FATAL_ERROR "cmake/bootstrap.sh names ${named}; CMakePresets.json has ${there}")
endif()
