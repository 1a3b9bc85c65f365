# cmake -D scratch=DIRECTORY -P test_names_self_test.cmake: the lint must find what it is there for.
cmake_minimum_required(VERSION 3.25)

function(expect result name)
  file(REMOVE_RECURSE "${scratch}")
  file(WRITE "${scratch}/planted_test.cpp" "TEST_CASE(\n    \"${name}\", \"[x]\") { f(\"a;b\\n\"); }\n")
  execute_process(COMMAND ${CMAKE_COMMAND} -D "root=${scratch}"
    -P "${CMAKE_CURRENT_LIST_DIR}/test_names.cmake" RESULT_VARIABLE failed ERROR_QUIET)
  if(failed AND result STREQUAL "accepted" OR NOT failed AND result STREQUAL "refused")
    message(SEND_ERROR "the name «${name}» was not ${result}")
  endif()
endfunction()
expect(accepted "a chi bộ, with [brackets], commas and 'quotes'")
expect(refused "one thing\; another")
expect(refused "a back\\slash")
expect(refused "an escaped \\\"quote\\\"")
