// Native benchmarks, one thread: every case of cases.h with every kernel that this
// machine runs, and what does not depend on the kernel. `--benchmark_filter=avx2/` is one
// kernel.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <memory>

#include "core/recognizer.h"
#include "tests/bench/cases.h"
#include "weights/embedded.h"

namespace digitpad::bench {
namespace {

void RunCase(benchmark::State& state, const Case& one) {
  for (auto _ : state) one.run();
  if (one.macs > 0) {
    state.counters["GMAC/s"] = benchmark::Counter(
        one.macs * 1e-9, benchmark::Counter::kIsIterationInvariantRate);
  }
}

// What loading costs: checks, packing, planning.
void BM_Load(benchmark::State& state) {
  for (auto _ : state) {
    std::unique_ptr<Recognizer> recognizer;
    if (!Recognizer::Create(EmbeddedModel(), "", &recognizer).ok()) std::abort();
    benchmark::DoNotOptimize(recognizer);
  }
}
BENCHMARK(BM_Load)->Name("load")->Unit(benchmark::kMicrosecond);

// The calibration beside the rest: how fast this machine is right now, in additions that
// wait for one another.
void BM_Calibration(benchmark::State& state) {
  uint64_t x = 1;
  for (auto _ : state) {
    for (int i = 0; i < 1000; ++i) benchmark::DoNotOptimize(x += 3);
  }
}
BENCHMARK(BM_Calibration)->Name("calibration")->Unit(benchmark::kMicrosecond);

void RegisterKernels() {
  for (const char* name : {"portable", "avx2", "avx512vnni", "neon"}) {
    const Kernels* kernels = FindKernels(name);
    if (kernels == nullptr) continue;
    for (const Case& one : MakeCases(*kernels)) {
      benchmark::RegisterBenchmark((name + ("/" + one.name)).c_str(), RunCase, one)
          ->Unit(benchmark::kMicrosecond);
    }
  }
}

}  // namespace
}  // namespace digitpad::bench

int main(int argc, char** argv) {
  digitpad::bench::RegisterKernels();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
