# cmake -D pkg_config=… -D compiler=… -D stage=… -D module=… -D version=… -D scratch=… -P pkg_config.cmake
cmake_minimum_required(VERSION 3.25)

file(GLOB_RECURSE pc_file "${stage}/${module}.pc")
get_filename_component(pc_dir "${pc_file}" DIRECTORY)
set(ENV{PKG_CONFIG_PATH} "${pc_dir}")
execute_process(COMMAND "${pkg_config}" --modversion ${module}
  OUTPUT_VARIABLE found OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
if(NOT found STREQUAL version)
  message(FATAL_ERROR "${module} says it is ${found}, not ${version}")
endif()
execute_process(COMMAND "${pkg_config}" --cflags --libs ${module}
  OUTPUT_VARIABLE flags OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
separate_arguments(flags UNIX_COMMAND "${flags}")
set(program core_consumer)
if(module STREQUAL "partyorg")
  set(program consumer)
endif()
file(MAKE_DIRECTORY "${scratch}")
execute_process(COMMAND "${compiler}" -std=c++20 "${CMAKE_CURRENT_LIST_DIR}/${program}.cpp" ${flags}
  -o "${scratch}/consumer" COMMAND_ECHO STDOUT COMMAND_ERROR_IS_FATAL ANY)
# For a shared build: pkg-config leaves the run-time path to its user.
set(ENV{LD_LIBRARY_PATH} "${pc_dir}/..")
execute_process(COMMAND "${scratch}/consumer" COMMAND_ERROR_IS_FATAL ANY)
