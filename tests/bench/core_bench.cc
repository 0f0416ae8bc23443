// The path of a digit, step by step: normalise, run the network, all of it. One thread.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <iterator>
#include <memory>
#include <vector>

#include "core/recognizer.h"
#include "weights/embedded.h"

namespace digitpad {
namespace {

// A two of 40 points, as a mouse would give it.
Ink MakeTwo() {
  const Vec2 corners[] = {{60, 120},  {90, 60},  {150, 40}, {210, 70},  {215, 130},
                          {170, 200}, {90, 280}, {60, 310}, {140, 305}, {230, 308}};
  Stroke stroke;
  for (size_t i = 1; i < std::size(corners); ++i) {
    for (int step = 0; step < 5; ++step) {
      const Vec2 p = corners[i - 1] + (corners[i] - corners[i - 1]) * (0.2f * step);
      stroke.push_back({p.x, p.y});
    }
  }
  return {stroke};
}

std::unique_ptr<Recognizer> Load() {
  std::unique_ptr<Recognizer> recognizer;
  if (!Recognizer::Create(EmbeddedModel(), "", &recognizer).ok()) std::abort();
  return recognizer;
}

void BM_Normalize(benchmark::State& state) {
  const Ink ink = MakeTwo();
  const PrepSpec spec = Load()->model().prep;
  std::vector<uint8_t> input(static_cast<size_t>(InputShape(spec).size()));
  Normalizer normalizer;
  for (auto _ : state) {
    normalizer.Normalize(ink, spec, input);
    benchmark::DoNotOptimize(input.data());
  }
}
BENCHMARK(BM_Normalize)->Unit(benchmark::kMicrosecond);

void BM_Network(benchmark::State& state, const char* kernel) {
  const auto recognizer = Load();
  const Model& model = recognizer->model();
  Network network(std::make_shared<Model>(model), *FindKernels(kernel));
  Result result;
  if (!recognizer->Read(MakeTwo(), ReadMode::kSingle, &result).ok()) std::abort();
  std::vector<int32_t> logits(model.labels.size());
  for (auto _ : state) {
    network.Run(recognizer->input(), logits);
    benchmark::DoNotOptimize(logits.data());
  }
  state.counters["GMAC/s"] =
      benchmark::Counter(static_cast<double>(CountMacs(model)) * 1e-9,
                         benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK_CAPTURE(BM_Network, portable, "portable")->Unit(benchmark::kMicrosecond);

void BM_StrokesToResult(benchmark::State& state) {
  const Ink ink = MakeTwo();
  const auto recognizer = Load();
  Result result;
  for (auto _ : state) {
    if (!recognizer->Read(ink, ReadMode::kSingle, &result).ok()) std::abort();
    benchmark::DoNotOptimize(result.confidence);
  }
}
BENCHMARK(BM_StrokesToResult)->Unit(benchmark::kMicrosecond);

// What loading costs: checks, packing, planning.
void BM_Load(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(Load());
}
BENCHMARK(BM_Load)->Unit(benchmark::kMicrosecond);

// The calibration beside the rest: how fast this machine is right now, in additions that
// wait for one another.
void BM_Calibration(benchmark::State& state) {
  uint64_t x = 1;
  for (auto _ : state) {
    for (int i = 0; i < 1000; ++i) benchmark::DoNotOptimize(x += 3);
  }
}
BENCHMARK(BM_Calibration)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace digitpad
