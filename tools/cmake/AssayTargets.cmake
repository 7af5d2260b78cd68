# assay_library(NAME DEPENDS target…): the static library of the folder it is called in, from every .cpp there.
# A folder is a target; what it may include is what it links.
function(assay_library NAME)
  cmake_parse_arguments(ARG "" "" "DEPENDS" ${ARGN})
  file(GLOB SOURCES CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  if(SOURCES)
    add_library(${NAME} STATIC ${SOURCES})
    target_link_libraries(${NAME} PUBLIC assay_flags ${ARG_DEPENDS})
  else()  # headers alone
    add_library(${NAME} INTERFACE)
    target_link_libraries(${NAME} INTERFACE assay_flags ${ARG_DEPENDS})
  endif()
endfunction()

# assay_test(NAME TIMEOUT seconds LABELS label… DEPENDS target…): one doctest program from every *_test.cpp of the
# folder it is called in.
function(assay_test NAME)
  cmake_parse_arguments(ARG "" "TIMEOUT" "DEPENDS;LABELS" ${ARGN})
  file(GLOB SOURCES CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*_test.cpp")
  add_executable(${NAME} ${SOURCES} "${CMAKE_SOURCE_DIR}/tests/support/doctest_main.cpp")
  target_link_libraries(${NAME} PRIVATE assay_flags assay_test_support ${ARG_DEPENDS})
  target_compile_definitions(${NAME} PRIVATE ASSAY_TEST_DATA="${CMAKE_CURRENT_SOURCE_DIR}")
  add_test(NAME ${NAME} COMMAND ${NAME})
  set_tests_properties(${NAME} PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}")
endfunction()
