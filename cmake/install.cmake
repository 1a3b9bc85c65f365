include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/partyorg")
set(parts core partyorg)
set(target_of_core partyorg_core)
set(target_of_partyorg partyorg)
if(PARTYORG_BUILD_TESTING_LIB)
  list(APPEND parts testing)
  set(target_of_testing partyorg_testing)
endif()

# One export set per part, so that a user of core alone needs none of the others' dependencies.
foreach(part IN LISTS parts)
  install(TARGETS ${target_of_${part}} EXPORT partyorg-${part}
    ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
    LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}"
    RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}"
    FILE_SET HEADERS DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}"
    INCLUDES DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
  install(EXPORT partyorg-${part} NAMESPACE partyorg:: DESTINATION "${package_dir}")
endforeach()

configure_package_config_file(cmake/partyorg-config.cmake.in partyorg-config.cmake
  INSTALL_DESTINATION "${package_dir}" NO_SET_AND_CHECK_MACRO)
# Before 1.0 every minor release may break; from 1.0 on, SameMajorVersion.
write_basic_package_version_file(partyorg-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES
  "${CMAKE_CURRENT_BINARY_DIR}/partyorg-config.cmake"
  "${CMAKE_CURRENT_BINARY_DIR}/partyorg-config-version.cmake"
  cmake/FindUtf8proc.cmake
  DESTINATION "${package_dir}")

# The pkg-config files find the prefix from where they lie, so the tree can be moved.
if(IS_ABSOLUTE "${CMAKE_INSTALL_LIBDIR}" OR IS_ABSOLUTE "${CMAKE_INSTALL_INCLUDEDIR}")
  set(pc_prefix "${CMAKE_INSTALL_PREFIX}")
  set(pc_libdir "${CMAKE_INSTALL_FULL_LIBDIR}")
  set(pc_includedir "${CMAKE_INSTALL_FULL_INCLUDEDIR}")
else()
  file(RELATIVE_PATH up "/prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/prefix")
  string(REGEX REPLACE "/$" "" up "${up}")
  set(pc_prefix "\${pcfiledir}/${up}")
  set(pc_libdir "\${prefix}/${CMAKE_INSTALL_LIBDIR}")
  set(pc_includedir "\${prefix}/${CMAKE_INSTALL_INCLUDEDIR}")
endif()
# A static library passes its own needs on to every program; a shared one has settled them.
get_target_property(library_type partyorg TYPE)
if(library_type STREQUAL "SHARED_LIBRARY")
  set(pc_requires_kind "Requires.private")
else()
  set(pc_requires_kind "Requires")
endif()
foreach(pc partyorg partyorg-core)
  configure_file(cmake/${pc}.pc.in ${pc}.pc @ONLY)
  install(FILES "${CMAKE_CURRENT_BINARY_DIR}/${pc}.pc"
    DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
endforeach()
