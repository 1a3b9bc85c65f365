# Headers and sources are found, not listed: a new file needs no change here.
set(include_dir "${PROJECT_SOURCE_DIR}/include")
set(public_dir "${include_dir}/partyorg")

# A header belongs to the target of its module, and to no other.
file(GLOB_RECURSE core_headers CONFIGURE_DEPENDS
  "${public_dir}/core/*.hpp" "${public_dir}/hierarchy/*.hpp" "${public_dir}/measures/*.hpp"
  "${public_dir}/rollup/*.hpp" "${public_dir}/interop/*.hpp")
file(GLOB core_top_headers CONFIGURE_DEPENDS
  "${public_dir}/version.hpp" "${public_dir}/config.hpp" "${public_dir}/fwd.hpp")
file(GLOB_RECURSE testing_headers CONFIGURE_DEPENDS "${public_dir}/testing/*.hpp")
file(GLOB_RECURSE compiled_headers CONFIGURE_DEPENDS "${public_dir}/*.hpp")
list(REMOVE_ITEM compiled_headers ${core_headers} ${core_top_headers} ${testing_headers})
file(GLOB_RECURSE compiled_sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/*.cpp")

# partyorg::core: header-only, needs nothing but Boost's headers.
add_library(partyorg_core INTERFACE)
add_library(partyorg::core ALIAS partyorg_core)
set_target_properties(partyorg_core PROPERTIES EXPORT_NAME core)
target_compile_features(partyorg_core INTERFACE cxx_std_20)
target_link_libraries(partyorg_core INTERFACE Boost::headers)
target_sources(partyorg_core INTERFACE
  FILE_SET HEADERS BASE_DIRS "${include_dir}" FILES ${core_headers} ${core_top_headers})

# partyorg::partyorg: everything else, compiled.
add_library(partyorg ${compiled_sources})
add_library(partyorg::partyorg ALIAS partyorg)
target_sources(partyorg PUBLIC
  FILE_SET HEADERS BASE_DIRS "${include_dir}" FILES ${compiled_headers})
target_include_directories(partyorg PRIVATE "${PROJECT_SOURCE_DIR}/src")
# nlohmann-json is header-only and stays inside: the installed package does not mention it.
target_link_libraries(partyorg
  PUBLIC partyorg_core
  PRIVATE $<BUILD_INTERFACE:nlohmann_json::nlohmann_json> utf8proc::utf8proc)
set_target_properties(partyorg PROPERTIES
  VERSION ${PROJECT_VERSION}
  SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR}
  POSITION_INDEPENDENT_CODE ON)
partyorg_developer_warnings(partyorg)

# partyorg::testing: matchers and generators for users' own tests.
if(PARTYORG_BUILD_TESTING_LIB OR PARTYORG_BUILD_TESTS)
  add_library(partyorg_testing INTERFACE)
  add_library(partyorg::testing ALIAS partyorg_testing)
  set_target_properties(partyorg_testing PROPERTIES EXPORT_NAME testing)
  target_link_libraries(partyorg_testing INTERFACE partyorg Catch2::Catch2)
  target_sources(partyorg_testing INTERFACE
    FILE_SET HEADERS BASE_DIRS "${include_dir}" FILES ${testing_headers})
endif()
