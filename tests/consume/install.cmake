# cmake -D build=… -D stage=… -P install.cmake
#
# The package is installed in one place and moved to another: nothing in it may name its prefix.
cmake_minimum_required(VERSION 3.25)
file(REMOVE_RECURSE "${stage}" "${stage}.first")
execute_process(COMMAND ${CMAKE_COMMAND} --install "${build}" --prefix "${stage}.first"
  COMMAND_ERROR_IS_FATAL ANY OUTPUT_QUIET)
file(RENAME "${stage}.first" "${stage}")

# Every public header must have arrived.
get_filename_component(root "${CMAKE_CURRENT_LIST_DIR}/../.." ABSOLUTE)
file(GLOB_RECURSE wanted RELATIVE "${root}/include" "${root}/include/*.hpp")
file(GLOB_RECURSE arrived RELATIVE "${stage}/include" "${stage}/include/*.hpp")
list(REMOVE_ITEM wanted ${arrived})
if(wanted)
  message(FATAL_ERROR "not installed: ${wanted}")
endif()
