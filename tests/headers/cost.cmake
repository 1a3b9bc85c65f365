# cmake -D root=… -D compiler=… -D includes=… -D scratch=… -D enforced=ON|OFF -P cost.cmake
#
# Preprocessed lines of what users include, against what we promise. Lines are counted without the
# preprocessor's own markers and blank lines (-P), as they were when the promises were made:
# <vector> <span> <string_view> <compare> <cstdint> together are 19 271 with GCC 12.
cmake_minimum_required(VERSION 3.25)

set(fwd_limit 1000)
set(fwd_headers partyorg/fwd.hpp)
set(core_limit 40000)
set(umbrella_limit 75000)
set(umbrella_headers partyorg/partyorg.hpp)
set(bgl_limit 90000)
set(bgl_headers partyorg/interop/bgl.hpp)
file(GLOB_RECURSE core_headers RELATIVE "${root}/include"
  "${root}/include/partyorg/core/*.hpp" "${root}/include/partyorg/hierarchy/*.hpp"
  "${root}/include/partyorg/measures/*.hpp" "${root}/include/partyorg/rollup/*.hpp")

set(flags "-I${root}/include")
foreach(dir IN LISTS includes)
  # GCC must find its own library's folders in its own order.
  if(NOT dir MATCHES "^(/usr/include|/usr/local/include|)$")
    list(APPEND flags "-I${dir}")
  endif()
endforeach()

set(exceeded "")
foreach(what IN ITEMS fwd core umbrella bgl)
  set(text "")
  set(exists ON)
  foreach(header IN LISTS ${what}_headers)
    string(APPEND text "#include <${header}>\n")
    if(NOT EXISTS "${root}/include/${header}")
      set(exists OFF)
    endif()
  endforeach()
  if(NOT text OR NOT exists)
    message(STATUS "${what}: not written yet")
    continue()
  endif()
  file(WRITE "${scratch}/${what}.cpp" "${text}")
  execute_process(
    COMMAND "${compiler}" -std=c++20 ${flags} -E -P "${scratch}/${what}.cpp"
    COMMAND wc -l
    OUTPUT_VARIABLE lines RESULTS_VARIABLE results OUTPUT_STRIP_TRAILING_WHITESPACE)
  if(NOT results STREQUAL "0;0")
    message(FATAL_ERROR "${what}: the preprocessor failed")
  endif()
  string(STRIP "${lines}" lines)
  message(STATUS "${what}: ${lines} lines of at most ${${what}_limit}")
  if(lines GREATER ${what}_limit)
    string(APPEND exceeded "  ${what}: ${lines} lines, promised ${${what}_limit}\n")
  endif()
endforeach()
if(exceeded AND enforced)
  message(FATAL_ERROR "headers have become too heavy:\n${exceeded}")
endif()
