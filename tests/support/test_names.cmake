# cmake -D root=DIRECTORY -P test_names.cmake
#
# Catch2 v2 splits a test name at ';' and does not match one with '\': the test would never run and
# yet count as passed. CTest lists use ';' too.
cmake_minimum_required(VERSION 3.25)

file(GLOB_RECURSE sources "${root}/*.cpp")
set(bad "")
foreach(source IN LISTS sources)
  file(READ "${source}" text)
  # Characters with a meaning in CMake lists are given names before the text is treated as one.
  string(REPLACE "\\" "<backslash>" text "${text}")
  string(REPLACE ";" "<semicolon>" text "${text}")
  string(REPLACE "[" "<" text "${text}")
  string(REPLACE "]" ">" text "${text}")
  string(REGEX MATCHALL
    "(TEST_CASE|TEST_CASE_METHOD|SCENARIO|TEMPLATE_TEST_CASE|TEMPLATE_LIST_TEST_CASE)[ \n]*\\([ \n]*\"[^\"\n]*\""
    names "${text}")
  foreach(name IN LISTS names)
    if(name MATCHES "<backslash>|<semicolon>")
      string(APPEND bad "  ${source}: ${name}\n")
    endif()
  endforeach()
endforeach()
if(bad)
  message(FATAL_ERROR "test names must not contain ';' or '\\':\n${bad}")
endif()
