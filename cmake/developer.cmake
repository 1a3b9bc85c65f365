# Warnings are for whoever changes the library, never for whoever uses it: they are added to our own
# targets one by one, are PRIVATE, and so never reach a parent project or an installed package.
function(partyorg_developer_warnings target)
  if(PARTYORG_DEVELOPER_MODE)
    target_compile_options(${target} PRIVATE
      -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Werror)
    # GCC 12 warns about its own std::string when two of them are joined at -O1 (GCC bug 105651).
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
      target_compile_options(${target} PRIVATE -Wno-array-bounds -Wno-restrict
        -Wno-stringop-overflow -Wno-stringop-overread)
    endif()
    # clang blames us for what std::stable_sort of GCC 12's library calls (LLVM issue 76515).
    if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
      target_compile_options(${target} PRIVATE -Wno-deprecated-declarations)
    endif()
  endif()
  set_target_properties(${target} PROPERTIES
    CXX_STANDARD 20
    CXX_STANDARD_REQUIRED ON
    CXX_EXTENSIONS OFF
    CXX_SCAN_FOR_MODULES OFF)
endfunction()
