# cmake -D root=REPOSITORY -P warning_words.cmake
#
# What a reader warns of is printed in Vietnamese reports, so src/report/problem_words.cpp says in
# Vietnamese what each of those codes means. Here: every  warning(defect::CODE  of the readers is there.
cmake_minimum_required(VERSION 3.25)

file(GLOB readers "${root}/src/io/csv*.cpp" "${root}/src/io/plan_document*.cpp")
set(warned "")
foreach(reader IN LISTS readers)
  file(READ "${reader}" text)
  string(REGEX MATCHALL "warning\\([ \n]*defect::[a-z0-9_]+" calls "${text}")
  list(TRANSFORM calls REPLACE ".*defect::" "")
  list(APPEND warned ${calls})
endforeach()
list(REMOVE_DUPLICATES warned)
list(LENGTH warned count)
if(count LESS 10)
  message(FATAL_ERROR "only ${count} warnings found: does this test still read the readers?")
endif()

file(READ "${root}/src/report/problem_words.cpp" words)
set(problems "")
foreach(code IN LISTS warned)
  if(NOT words MATCHES "{defect::${code},[ \n]*\"")
    string(APPEND problems "src/report/problem_words.cpp has no words for ${code}\n")
  endif()
endforeach()
if(problems)
  execute_process(COMMAND ${CMAKE_COMMAND} -E echo "${problems}")
  message(FATAL_ERROR "a warning would be English in Vietnamese reports")
endif()
