// Runs the tests as a WebAssembly module, for headless.mjs.
#include <gtest/gtest.h>

extern "C" __attribute__((used, export_name("runTests"))) int RunTests() {
  testing::InitGoogleTest();
  return RUN_ALL_TESTS();
}
