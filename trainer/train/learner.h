// Learner: the numbers of a network while they are learned, and one step of learning. A
// batch is split into small parts of fixed size, which the threads share; each part's
// gradient is kept apart and summed in order. So the numbers depend neither on timing nor
// on the thread count.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "trainer/net/float_network.h"
#include "trainer/net/loss.h"
#include "trainer/net/network_run.h"
#include "trainer/train/optimizer.h"
#include "trainer/train/quantizer.h"
#include "trainer/train/teachers.h"
#include "trainer/train/worker_pool.h"

namespace digitpad {

// The samples that share batch norm statistics and one call of NetworkRun: few enough
// that their activations stay in a core's cache, enough for stable statistics.
inline constexpr int kPartSamples = 32;

// Draws the input of item `item`, [28][28][channels] floats, and returns its label.
// Called from any thread, at once for different `thread`s only.
using DrawItem = std::function<int(size_t item, int thread, std::span<float> input)>;

class Learner {
 public:
  struct Options {
    float weight_decay = 0;
    float label_smoothing = 0;
    uint64_t seed = 1;
    Precision precision = Precision::kMixed;  // REQUIRES: kFloat where Step quantizes
    const Teachers* teachers = nullptr;       // outlive the learner; null: none
    float teacher_share = 0;                  // of the targets
    double average_decay = kAverageDecay;     // of the moving averages
    size_t fixed = 0;  // so many parameters, from the first on, stay as they are
  };
  // All that a checkpoint keeps.
  struct State {
    std::vector<float> parameters;
    std::vector<float> statistics;
    std::vector<float> average_parameters;
    std::vector<float> average_statistics;
    AdamState optimizer;
  };

  // REQUIRES: network and pool outlive this; `parameters` and `statistics` are the
  // network's.
  Learner(const FloatNetwork& network, const Options& options, WorkerPool& pool,
          std::vector<float> parameters, std::vector<float> statistics);

  // One step on `count` items, numbered 0 .. count - 1 for `draw`. With a quantizer,
  // forwards and backwards use the rounded numbers, and the gradient goes straight
  // through to the float ones (Bengio et al. 2013).
  LossSum Step(size_t count, const DrawItem& draw, float learning_rate,
               const Quantizer* quantizer);

  const State& state() const { return state_; }
  // REQUIRES: a state of the same network.
  void Restore(State state);

 private:
  // What one part of a batch leaves.
  struct Part {
    FloatBuffer gradient;
    std::vector<float> statistics;
    LossSum sum;
  };

  void RunPart(size_t first, size_t count, size_t batch, const DrawItem& draw, int thread,
               Part* part);
  void MoveStatistics(size_t parts);

  const FloatNetwork& network_;
  Options options_;
  WorkerPool& pool_;
  AdamW optimizer_;
  State state_;
  std::vector<std::unique_ptr<NetworkRun>> runs_;          // one a thread
  std::vector<std::unique_ptr<TeacherRun>> teacher_runs_;  // likewise, or none
  std::vector<Part> parts_;
  std::vector<float> gradient_;
  std::vector<float> rounded_;
  FakeQuantization quantization_;
};

// The logits of items 0 .. count - 1, [count][classes].
std::vector<float> Answer(const FloatNetwork& network, std::span<const float> parameters,
                          std::span<const float> statistics,
                          const FakeQuantization* quantization, size_t count,
                          const DrawItem& draw, WorkerPool& pool);

}  // namespace digitpad
