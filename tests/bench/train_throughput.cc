// How many images a second the trainer learns from, forward, backward and optimiser, with
// random images that lie ready in memory: one side of train_throughput.py.
//
//   digitpad_train_throughput ARCHITECTURE CHANNELS CLASSES BATCH THREADS SECONDS
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "trainer/train/learner.h"

namespace digitpad {
namespace {

constexpr size_t kImages = 4096;
constexpr int kWarmUpSteps = 3;

double ImagesASecond(const FloatNetwork& network, size_t batch, int threads,
                     double seconds) {
  const size_t size = network.architecture().input.size();
  Random random({1});
  std::vector<float> images(kImages * size);
  for (float& value : images) value = random.Uniform();
  const DrawItem draw = [&](size_t item, int, std::span<float> input) {
    const size_t image = item % kImages;
    std::copy_n(images.begin() + static_cast<ptrdiff_t>(image * size), size,
                input.begin());
    return static_cast<int>(image % network.classes());
  };
  std::vector<float> parameters(network.parameter_count());
  std::vector<float> statistics(network.statistic_count());
  network.Initialize(1, parameters, statistics);
  WorkerPool pool(threads);
  Learner learner(network, {}, pool, parameters, statistics);
  for (int step = 0; step < kWarmUpSteps; ++step)
    learner.Step(batch, draw, 1e-3f, nullptr);
  const auto start = std::chrono::steady_clock::now();
  double passed = 0;
  size_t done = 0;
  while (passed < seconds) {
    learner.Step(batch, draw, 1e-3f, nullptr);
    done += batch;
    passed =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  }
  return static_cast<double>(done) / passed;
}

int Main(int argc, char** argv) {
  if (argc != 7) {
    std::fprintf(stderr,
                 "usage: %s ARCHITECTURE CHANNELS CLASSES BATCH THREADS SECONDS\n",
                 argv[0]);
    return 2;
  }
  Architecture architecture;
  const Status status = ParseArchitecture(argv[1], {28, 28, std::atoi(argv[2])},
                                          std::atoi(argv[3]), &architecture);
  if (!status.ok()) {
    std::fprintf(stderr, "%s\n", status.message().c_str());
    return 3;
  }
  const FloatNetwork network(std::move(architecture));
  std::printf("%.0f\n", ImagesASecond(network, std::atoi(argv[4]), std::atoi(argv[5]),
                                      std::atof(argv[6])));
  return 0;
}

}  // namespace
}  // namespace digitpad

int main(int argc, char** argv) { return digitpad::Main(argc, argv); }
