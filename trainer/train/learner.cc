#include "trainer/train/learner.h"

#include <algorithm>
#include <utility>

namespace digitpad {
namespace {

// What stays as it is does not decay either.
std::vector<bool> DecayMask(const FloatNetwork& network, size_t fixed) {
  std::vector<bool> decays = network.DecayMask();
  std::fill_n(decays.begin(), fixed, false);
  return decays;
}

constexpr float kStatisticsShare = 0.1f;  // of a new batch in the running statistics

size_t PartCount(size_t samples) { return (samples + kPartSamples - 1) / kPartSamples; }

// The first sample of a part; parts differ by at most one sample.
size_t PartBegin(size_t part, size_t parts, size_t samples) {
  return part * samples / parts;
}

}  // namespace

Learner::Learner(const FloatNetwork& network, const Options& options, WorkerPool& pool,
                 std::vector<float> parameters, std::vector<float> statistics)
    : network_(network),
      options_(options),
      pool_(pool),
      optimizer_(DecayMask(network, options.fixed), options.weight_decay),
      gradient_(network.parameter_count()) {
  state_.average_parameters = parameters;
  state_.average_statistics = statistics;
  state_.parameters = std::move(parameters);
  state_.statistics = std::move(statistics);
  state_.optimizer = optimizer_.InitialState();
  for (int thread = 0; thread < pool.size(); ++thread) {
    runs_.push_back(
        std::make_unique<NetworkRun>(network, kPartSamples, options.precision));
    if (options.teachers == nullptr || options.teacher_share == 0) continue;
    teacher_runs_.push_back(
        std::make_unique<TeacherRun>(*options.teachers, kPartSamples));
  }
}

void Learner::Restore(State state) { state_ = std::move(state); }

LossSum Learner::Step(size_t count, const DrawItem& draw, float learning_rate,
                      const Quantizer* quantizer) {
  std::span<const float> parameters = state_.parameters;
  if (quantizer != nullptr) {
    quantizer->Round(state_.parameters, &rounded_, &quantization_);
    parameters = rounded_;
  }
  const size_t parts = PartCount(count);
  if (parts_.size() < parts) parts_.resize(parts);
  pool_.Run([&](int thread) {
    runs_[thread]->Use(parameters, {}, quantizer == nullptr ? nullptr : &quantization_,
                       /*with_backward=*/true);
    for (size_t part = thread; part < parts; part += pool_.size()) {
      const size_t begin = PartBegin(part, parts, count);
      const size_t end = PartBegin(part + 1, parts, count);
      RunPart(begin, end - begin, count, draw, thread, &parts_[part]);
    }
  });
  LossSum sum;
  std::ranges::fill(gradient_, 0.0f);
  for (size_t part = 0; part < parts; ++part) {
    sum.loss += parts_[part].sum.loss;
    sum.correct += parts_[part].sum.correct;
    const float* from = parts_[part].gradient.data();
    for (size_t i = 0; i < gradient_.size(); ++i) gradient_[i] += from[i];
  }
  std::fill_n(gradient_.begin(), options_.fixed, 0.0f);
  MoveStatistics(parts);
  optimizer_.Step(gradient_, learning_rate, &state_.optimizer, state_.parameters);
  const uint64_t steps = state_.optimizer.steps;
  const double decay = options_.average_decay;
  MoveAverage(state_.parameters, steps, decay, state_.average_parameters);
  MoveAverage(state_.statistics, steps, decay, state_.average_statistics);
  return sum;
}

void Learner::RunPart(size_t first, size_t count, size_t batch, const DrawItem& draw,
                      int thread, Part* part) {
  NetworkRun& run = *runs_[thread];
  const size_t input_size = network_.architecture().input.size();
  std::vector<int> labels(count);
  for (size_t i = 0; i < count; ++i) {
    labels[i] = draw(first + i, thread, run.input().subspan(i * input_size, input_size));
  }
  Random random({options_.seed, state_.optimizer.steps, first});
  const std::span<const float> logits =
      run.ForwardTraining(static_cast<int>(count), &random);
  std::vector<float> targets(logits.size());
  SmoothLabels(labels, options_.label_smoothing, targets);
  if (!teacher_runs_.empty()) {
    const auto inputs = run.input().first(count * input_size);
    MoveTargets(teacher_runs_[thread]->Answer(inputs, static_cast<int>(count)),
                options_.teacher_share, targets);
  }
  std::vector<float> logits_gradient(logits.size());
  part->sum.loss = CrossEntropy(logits, targets, network_.classes(),
                                1 / static_cast<float>(batch), logits_gradient);
  part->sum.correct = CountCorrect(logits, labels);
  part->gradient.assign(network_.parameter_count(), 0);
  run.Backward(logits_gradient, part->gradient);
  const auto statistics = run.batch_statistics();
  part->statistics.assign(statistics.begin(), statistics.end());
}

void Learner::MoveStatistics(size_t parts) {
  const float share = kStatisticsShare / static_cast<float>(parts);
  for (size_t i = 0; i < state_.statistics.size(); ++i) {
    float& running = state_.statistics[i];
    float change = 0;
    for (size_t part = 0; part < parts; ++part) {
      change += parts_[part].statistics[i] - running;
    }
    running += share * change;
  }
}

std::vector<float> Answer(const FloatNetwork& network, std::span<const float> parameters,
                          std::span<const float> statistics,
                          const FakeQuantization* quantization, size_t count,
                          const DrawItem& draw, WorkerPool& pool) {
  const size_t input_size = network.architecture().input.size();
  const size_t classes = network.classes();
  std::vector<float> logits(count * classes);
  const size_t parts = PartCount(count);
  pool.Run([&](int thread) {
    NetworkRun run(network, kPartSamples, Precision::kFloat);
    run.Use(parameters, statistics, quantization, /*with_backward=*/false);
    for (size_t part = thread; part < parts; part += pool.size()) {
      const size_t begin = PartBegin(part, parts, count);
      const size_t end = PartBegin(part + 1, parts, count);
      for (size_t i = begin; i < end; ++i) {
        draw(i, thread, run.input().subspan((i - begin) * input_size, input_size));
      }
      std::ranges::copy(run.Forward(static_cast<int>(end - begin)),
                        logits.begin() + begin * classes);
    }
  });
  return logits;
}

}  // namespace digitpad
