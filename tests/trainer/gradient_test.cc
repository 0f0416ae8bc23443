// The gradient of a whole network against finite differences, for every kind of layer.
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "trainer/net/loss.h"
#include "trainer/net/network_run.h"

namespace digitpad {
namespace {

constexpr int kSamples = 6;
constexpr int kClasses = 4;

struct Problem {
  explicit Problem(const std::string& text, Shape input = {9, 8, 3}) {
    Architecture architecture;
    const Status status = ParseArchitecture(text, input, kClasses, &architecture);
    EXPECT_TRUE(status.ok()) << status.message();
    network = std::make_unique<FloatNetwork>(architecture);
    run = std::make_unique<NetworkRun>(*network, kSamples, Precision::kFloat);
    parameters.resize(network->parameter_count());
    statistics.resize(network->statistic_count());
    network->Initialize(7, parameters, statistics);
    Random random({11});
    // Gammas, betas and biases away from their start, so that mistakes in them show.
    for (float& value : parameters) value += 0.1f * random.Normal();
    for (float& value : run->input()) value = random.Uniform();
    for (int& label : labels) label = static_cast<int>(random.Below(kClasses));
  }

  double Loss(std::vector<float>* logits_gradient) {
    run->Use(parameters, statistics, nullptr, /*with_backward=*/true);
    Random dropout({5});
    const auto logits = run->ForwardTraining(kSamples, &dropout);
    logits_gradient->resize(logits.size());
    std::vector<float> targets(logits.size());
    SmoothLabels(labels, 0.1f, targets);
    return CrossEntropy(logits, targets, logits.size() / kSamples, 1.0f,
                        *logits_gradient);
  }

  std::vector<float> Gradient() {
    std::vector<float> logits_gradient;
    Loss(&logits_gradient);
    std::vector<float> gradient(parameters.size());
    run->Backward(logits_gradient, gradient);
    return gradient;
  }

  std::unique_ptr<FloatNetwork> network;
  std::unique_ptr<NetworkRun> run;
  std::vector<float> parameters;
  std::vector<float> statistics;
  int labels[kSamples] = {};
};

// Along random directions, layer by layer: the loss is float, so a direction's difference
// is large enough to measure where a single parameter's is not. A kink of a ReLU inside a
// step costs some accuracy; an error in a gradient costs far more.
void CheckGradient(const std::string& text) {
  SCOPED_TRACE(text);
  Problem problem(text);
  const std::vector<float> gradient = problem.Gradient();
  const std::vector<float> center = problem.parameters;
  const auto layers = problem.network->architecture().layers;
  for (size_t i = 0; i < layers.size(); ++i) {
    const LayerSlots& slots = problem.network->slots(i);
    if (slots.weight_count == 0) continue;
    const size_t channels = layers[i].out.c;
    std::vector<std::pair<size_t, size_t>> ranges = {{slots.weights, slots.weight_count},
                                                     {slots.bias, channels}};
    if (layers[i].batch_norm) ranges.push_back({slots.gamma, channels});
    for (const auto& [first, count] : ranges) {
      for (uint64_t seed = 0; seed < 3; ++seed) {
        Random random({seed, first});
        // Along the gradient itself plus noise: the change is then sure to be visible.
        std::vector<double> direction(count);
        double norm = 0;
        for (size_t k = 0; k < count; ++k) {
          direction[k] = gradient[first + k] + 0.1 * random.Normal();
          norm += direction[k] * direction[k];
        }
        norm = std::sqrt(norm);
        constexpr double kStep = 2e-3;
        double expected = 0;
        double losses[2];
        std::vector<float> unused;
        for (int side = 0; side < 2; ++side) {
          problem.parameters = center;
          for (size_t k = 0; k < count; ++k) {
            const double change = (side == 0 ? -kStep : kStep) * direction[k] / norm;
            problem.parameters[first + k] += static_cast<float>(change);
          }
          losses[side] = problem.Loss(&unused);
        }
        for (size_t k = 0; k < count; ++k) {
          expected += gradient[first + k] * direction[k] / norm;
        }
        const double measured = (losses[1] - losses[0]) / (2 * kStep);
        EXPECT_NEAR(expected, measured, 2e-3 + 0.02 * std::abs(measured))
            << "layer " << i << ", parameters from " << first;
      }
    }
  }
}

TEST(Gradient, OfDenseLayers) { CheckGradient("dense12, dense9, dense4"); }

TEST(Gradient, OfPlainConvolution) {
  CheckGradient("conv3x3x6 plain, conv3x2x5/2 valid plain, dense4");
}

TEST(Gradient, OfBatchNorm) { CheckGradient("conv3x3x6, conv3x3x5/2, dense4"); }

TEST(Gradient, OfResidual) {
  CheckGradient("conv3x3x6, conv3x3x6, conv3x3x6+2, conv3x3x6+1 plain, gap, dense4");
}

TEST(Gradient, OfMaxPooling) {
  CheckGradient("conv3x3x6 plain, maxpool2, conv3x3x5 plain, maxpool3/2 same, dense4");
}

TEST(Gradient, OfGlobalAveragePooling) {
  CheckGradient("conv3x3x6/2, conv3x3x8/2 plain, gap, dense6, dense4");
}

TEST(Gradient, OfDropout) {
  CheckGradient("conv3x3x6/2, dropout0.3, conv3x3x6+1, dense8, dropout0.5, dense4");
}

TEST(Gradient, AddsToWhatIsThere) {
  Problem problem("conv3x3x6, gap, dense4");
  const std::vector<float> once = problem.Gradient();
  std::vector<float> logits_gradient;
  problem.Loss(&logits_gradient);
  std::vector<float> twice = once;
  problem.run->Backward(logits_gradient, twice);
  for (size_t i = 0; i < once.size(); ++i) EXPECT_NEAR(twice[i], 2 * once[i], 1e-4);
}

TEST(BatchNorm, NormalizesEachChannelOverTheBatch) {
  Problem problem("conv3x3x6, dense4");
  const LayerSlots& slots = problem.network->slots(0);
  std::vector<float> unused;
  problem.Loss(&unused);
  // With gamma 0 the output is relu(beta), whatever comes in.
  std::fill_n(problem.parameters.begin() + slots.gamma, 6, 0.0f);
  std::fill_n(problem.parameters.begin() + slots.bias, 6, 0.75f);
  problem.Loss(&unused);
  for (const float value : problem.run->tensor(1)) EXPECT_FLOAT_EQ(value, 0.75f);
}

}  // namespace
}  // namespace digitpad
