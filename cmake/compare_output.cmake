# cmake -D expected=FILE -D expected_stderr=FILE -D exit_code=N -D actual=FILE
#       -P compare_output.cmake -- PROGRAM ARGUMENT…
cmake_minimum_required(VERSION 3.25)

set(command "")
set(after_dashes OFF)
math(EXPR last "${CMAKE_ARGC} - 1")
foreach(i RANGE ${last})
  if(after_dashes)
    # Bracket arguments keep semicolons and empty arguments whole.
    string(APPEND command " [==[${CMAKE_ARGV${i}}]==]")
  elseif(CMAKE_ARGV${i} STREQUAL "--")
    set(after_dashes ON)
  endif()
endforeach()

get_filename_component(actual_dir "${actual}" DIRECTORY)
file(MAKE_DIRECTORY "${actual_dir}")
cmake_language(EVAL CODE "execute_process(COMMAND ${command}
  OUTPUT_FILE [==[${actual}.stdout]==] ERROR_FILE [==[${actual}.stderr]==] RESULT_VARIABLE result)")

set(failures "")
if(NOT result STREQUAL exit_code)
  file(READ "${actual}.stderr" errors)
  string(APPEND failures "exit code ${result}, expected ${exit_code}; standard error:\n${errors}\n")
endif()
function(compare stream wanted)
  execute_process(COMMAND ${CMAKE_COMMAND} -E compare_files "${wanted}" "${actual}.${stream}"
    RESULT_VARIABLE different OUTPUT_QUIET ERROR_QUIET)
  if(different)
    find_program(DIFF diff)
    if(DIFF)
      execute_process(COMMAND "${DIFF}" -u "${wanted}" "${actual}.${stream}"
        OUTPUT_VARIABLE shown ERROR_VARIABLE shown)
    else()
      file(READ "${actual}.${stream}" shown)
    endif()
    set(failures "${failures}${stream} differs from ${wanted}:\n${shown}\n" PARENT_SCOPE)
  endif()
endfunction()
if(expected)
  compare(stdout "${expected}")
endif()
if(expected_stderr)
  compare(stderr "${expected_stderr}")
endif()

if(failures)
  # Not message(FATAL_ERROR): it re-flows text, and a diff must stay as it is.
  execute_process(COMMAND ${CMAKE_COMMAND} -E echo "${failures}")
  message(FATAL_ERROR "the output is not the expected one")
endif()
