// The cases of cases.h as a WebAssembly module; JavaScript holds the watch.
#include "core/kernels/kernels.h"
#include "tests/bench/cases.h"
#include "wasm/headless/wasm_export.h"

namespace {

std::vector<digitpad::bench::Case>& Cases() {
  static auto* cases = new std::vector<digitpad::bench::Case>(
      digitpad::bench::MakeCases(digitpad::BestKernels()));
  return *cases;
}

}  // namespace

DIGITPAD_EXPORT("count") int Count() { return static_cast<int>(Cases().size()); }
DIGITPAD_EXPORT("name") const char* Name(int i) { return Cases()[i].name.c_str(); }
DIGITPAD_EXPORT("macs") double Macs(int i) { return Cases()[i].macs; }
DIGITPAD_EXPORT("run") void Run(int i, int times) {
  for (int n = 0; n < times; ++n) Cases()[i].run();
}
