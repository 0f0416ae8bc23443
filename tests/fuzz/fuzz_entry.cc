// What libFuzzer calls: the target that this program is built for. An input may take a
// second of processor time, which is ten and more with sanitizers and counters of edges.
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "tests/fuzz/fuzz_target.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const digitpad::fuzz::Target target = digitpad::fuzz::FindTarget(FUZZ_TARGET);
  const std::clock_t start = std::clock();
  target.run({data, size});
  if (std::clock() - start > 10 * CLOCKS_PER_SEC) {
    std::fprintf(stderr, "%s: an input took more than ten seconds\n", target.name);
    std::abort();
  }
  return 0;
}
