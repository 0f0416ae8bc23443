# WebAssembly without emcc: Debian's clang and the wasm-ld that Emscripten brings, against
# Emscripten's own C and C++ libraries. No JavaScript comes out of it, and neither emcc nor
# binaryen touches what the compiler made (binaryen 108 damages relaxed SIMD). clang 14, which
# is Emscripten's own, does for SIMD128; relaxed SIMD needs clang 19.
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR wasm32)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
find_program(HEADLESS_CLANG NAMES clang-19 clang-14 REQUIRED)
find_program(HEADLESS_CLANGXX NAMES clang++-19 clang++-14 REQUIRED)
find_program(CMAKE_AR NAMES llvm-ar-19 llvm-ar-14 REQUIRED)
find_program(CMAKE_RANLIB NAMES llvm-ranlib-19 llvm-ranlib-14 REQUIRED)
find_program(HEADLESS_LINKER NAMES wasm-ld-14 REQUIRED)
set(CMAKE_C_COMPILER ${HEADLESS_CLANG})
set(CMAKE_CXX_COMPILER ${HEADLESS_CLANGXX})
set(CMAKE_C_COMPILER_TARGET wasm32-unknown-emscripten)
set(CMAKE_CXX_COMPILER_TARGET wasm32-unknown-emscripten)

set(sysroot /usr/share/emscripten/cache/sysroot)
set(HEADLESS_LIBRARIES ${sysroot}/lib/wasm32-emscripten)
set(flags "--sysroot=${sysroot} -isystem ${sysroot}/include/compat -mbulk-memory -msimd128 \
-D_LIBCPP_ABI_VERSION=2")
set(CMAKE_C_FLAGS_INIT "${flags}")
set(CMAKE_CXX_FLAGS_INIT "${flags} -fno-exceptions -fno-rtti -fno-threadsafe-statics \
-fno-c++-static-destructors")
set(CMAKE_CXX_LINK_EXECUTABLE "${HEADLESS_LINKER} --gc-sections --fatal-warnings --stack-first \
<LINK_FLAGS> <OBJECTS> -o <TARGET> <LINK_LIBRARIES> -L${HEADLESS_LIBRARIES} -lc++-noexcept \
-lc++abi-noexcept -lemmalloc -lc -lcompiler_rt")
