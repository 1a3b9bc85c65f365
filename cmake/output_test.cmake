# partyorg_add_output_test(<name> EXPECTED <file> [STDERR <file>] [EXIT_CODE <n>]
#   [WORKING_DIRECTORY <dir>] COMMAND <program> [<argument>…])
#
# Runs the program and compares what it prints with the file; a difference is shown as diff shows it.
function(partyorg_add_output_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "EXPECTED;STDERR;EXIT_CODE;WORKING_DIRECTORY" "COMMAND")
  if(NOT DEFINED arg_EXIT_CODE)
    set(arg_EXIT_CODE 0)
  endif()
  if(NOT arg_WORKING_DIRECTORY)
    set(arg_WORKING_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}")
  endif()
  add_test(NAME "${name}" COMMAND ${CMAKE_COMMAND}
    -D "expected=${arg_EXPECTED}" -D "expected_stderr=${arg_STDERR}"
    -D "exit_code=${arg_EXIT_CODE}" -D "actual=${CMAKE_CURRENT_BINARY_DIR}/actual/${name}"
    -P "${PROJECT_SOURCE_DIR}/cmake/compare_output.cmake" -- ${arg_COMMAND})
  set_tests_properties("${name}" PROPERTIES
    WORKING_DIRECTORY "${arg_WORKING_DIRECTORY}" TIMEOUT 60)
endfunction()
