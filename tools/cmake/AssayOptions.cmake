# How Assay is compiled: options that users set, and the flags that hold for every target.
option(ASSAY_TESTS "Build the tests" ON)
option(ASSAY_FUZZ "Build the fuzz targets with libFuzzer (clang only)" OFF)
option(ASSAY_WERROR "Treat warnings as errors" OFF)
set(ASSAY_SANITIZE "" CACHE STRING "Sanitizers of the whole build: 'address,undefined' or 'thread'")

# Assertions stay on in a release: a bug that stops a worker is better than a wrong number.
set(CMAKE_CXX_FLAGS_RELEASE "-O2")
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()

find_program(ASSAY_CCACHE ccache)
if(ASSAY_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${ASSAY_CCACHE}")
endif()

add_library(assay_flags INTERFACE)
target_include_directories(assay_flags INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_options(assay_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
                       -Wno-restrict)  # false alarms of g++ 12 on std::string (GCC bug 105651)
# Out-of-range access in the standard library stops the worker instead of reading on: hostile input is normal.
target_compile_definitions(assay_flags INTERFACE _GLIBCXX_ASSERTIONS)
if(ASSAY_WERROR)
  target_compile_options(assay_flags INTERFACE -Werror)
endif()
if(ASSAY_SANITIZE)
  add_compile_options("-fsanitize=${ASSAY_SANITIZE}" -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
  add_link_options("-fsanitize=${ASSAY_SANITIZE}")
endif()
