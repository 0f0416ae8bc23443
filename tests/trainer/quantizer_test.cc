// From a trained float network to integers: folding, rounding, export.
#include "trainer/train/quantizer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <memory>

#include "core/base/fixed_point.h"
#include "core/kernels/kernels.h"
#include "core/nn/network.h"
#include "trainer/net/float_model.h"
#include "trainer/net/folding.h"

namespace digitpad {
namespace {

constexpr int kSamples = 16;
constexpr Shape kInput = {kInputSize, kInputSize, kMaxInputChannels};

struct Trained {
  FloatNetwork network;
  std::vector<float> parameters;
  std::vector<float> statistics;
};

// A network with numbers as after some training: none is at its start any more.
Trained MakeTrained(const std::string& text) {
  Architecture architecture;
  const Status status = ParseArchitecture(text, kInput, 10, &architecture);
  EXPECT_TRUE(status.ok()) << status.message();
  Trained trained{FloatNetwork(architecture), {}, {}};
  trained.parameters.resize(trained.network.parameter_count());
  trained.statistics.resize(trained.network.statistic_count());
  trained.network.Initialize(3, trained.parameters, trained.statistics);
  Random random({4});
  for (float& value : trained.parameters) value += 0.05f * random.Normal();
  for (float& value : trained.statistics) value += 0.2f * random.Uniform();
  return trained;
}

std::vector<uint8_t> RandomInputs() {
  std::vector<uint8_t> bytes(static_cast<size_t>(kSamples) * kInput.size());
  Random random({9});
  for (uint8_t& byte : bytes) {
    byte = random.Uniform() < 0.7f ? 0 : static_cast<uint8_t>(random.Below(256));
  }
  return bytes;
}

void Fill(const std::vector<uint8_t>& bytes, NetworkRun* run) {
  std::transform(bytes.begin(), bytes.end(), run->input().begin(), InputValue);
}

const char* const kTexts[] = {
    "conv3x3x8, conv3x3x16/2, conv3x3x16, conv3x3x16+2, conv3x3x24/2 valid, gap, dense10",
    "conv5x5x8 plain, maxpool2, conv3x3x12+1/2, dense10",
    "conv5x5x8 plain, maxpool2, dropout0.2, conv3x3x12, maxpool3/2 same, dense20, "
    "dropout0.5, "
    "dense10",
};

TEST(Fold, KeepsTheAnswers) {
  for (const char* text : {kTexts[0], kTexts[2]}) {
    const Trained trained = MakeTrained(text);
    const FoldedNetwork folded =
        Fold(trained.network, trained.parameters, trained.statistics);
    EXPECT_EQ(folded.network.statistic_count(), 0u);
    const std::vector<uint8_t> inputs = RandomInputs();
    NetworkRun before(trained.network, kSamples, Precision::kFloat);
    NetworkRun after(folded.network, kSamples, Precision::kFloat);
    Fill(inputs, &before);
    Fill(inputs, &after);
    before.Use(trained.parameters, trained.statistics, nullptr, false);
    after.Use(folded.parameters, {}, nullptr, false);
    const auto expected = before.Forward(kSamples);
    const auto actual = after.Forward(kSamples);
    for (size_t i = 0; i < expected.size(); ++i) {
      EXPECT_NEAR(expected[i], actual[i], 1e-3 * (1 + std::abs(expected[i]))) << text;
    }
  }
}

std::vector<float> ChooseSteps(const FoldedNetwork& folded,
                               const std::vector<uint8_t>& inputs) {
  NetworkRun run(folded.network, kSamples, Precision::kFloat);
  Fill(inputs, &run);
  run.Use(folded.parameters, {}, nullptr, false);
  run.Forward(kSamples);
  StepChooser chooser(folded.network);
  chooser.AddRange(run, kSamples);
  chooser.AddHistogram(run, kSamples);
  return chooser.Choose();
}

Model ToModel(const Quantizer& quantizer, const FoldedNetwork& folded) {
  Model model;
  for (int label = 0; label < 10; ++label) model.labels.push_back(std::to_string(label));
  model.prep.channels = kMaxInputChannels;
  model.layers = quantizer.Export(folded.parameters);
  const Status status = ValidateModel(&model);
  EXPECT_TRUE(status.ok()) << status.message();
  return model;
}

// The rounding that training sees is the integer network's: every activation is the same
// but for the few that float rounding puts on the other side of a half.
TEST(Quantizer, CoreAgreesWithTheRoundedFloatNetwork) {
  for (const char* text : {kTexts[0], kTexts[2]}) {
    SCOPED_TRACE(text);
    const Trained trained = MakeTrained(text);
    const FoldedNetwork folded =
        Fold(trained.network, trained.parameters, trained.statistics);
    const std::vector<uint8_t> inputs = RandomInputs();
    const std::vector<float> steps = ChooseSteps(folded, inputs);
    const Quantizer quantizer(folded.network, steps);
    std::vector<float> rounded;
    FakeQuantization quantization;
    quantizer.Round(folded.parameters, &rounded, &quantization);
    NetworkRun run(folded.network, kSamples, Precision::kFloat);
    Fill(inputs, &run);
    run.Use(rounded, {}, &quantization, false);
    const auto float_logits = run.Forward(kSamples);

    Network network(std::make_shared<Model>(ToModel(quantizer, folded)),
                    *FindKernels("portable"));
    std::vector<int32_t> logits(10);
    const double unit = quantizer.LogitUnit(folded.parameters);
    int values = 0;
    int different = 0;
    for (int n = 0; n < kSamples; ++n) {
      network.Run(std::span(inputs).subspan(n * kInput.size(), kInput.size()), logits);
      const auto& layers = folded.network.architecture().layers;
      for (size_t i = 0; i + 1 < layers.size(); ++i) {
        const auto integers = network.Activations(static_cast<int>(i));
        const auto floats =
            run.tensor(i + 1).subspan(n * integers.size(), integers.size());
        for (size_t k = 0; k < integers.size(); ++k) {
          const int expected = static_cast<int>(std::lround(floats[k] / steps[i + 1]));
          ASSERT_NEAR(expected, integers[k], 2) << "layer " << i << " value " << k;
          ++values;
          different += expected != integers[k];
        }
      }
      for (int c = 0; c < 10; ++c) {
        EXPECT_NEAR(float_logits[n * 10 + c], logits[c] * unit, 0.02);
      }
    }
    EXPECT_LT(different, values / 500);
  }
}

TEST(Quantizer, IntegersStayCloseToTheFloatNetwork) {
  const Trained trained = MakeTrained(kTexts[0]);
  const FoldedNetwork folded =
      Fold(trained.network, trained.parameters, trained.statistics);
  const std::vector<uint8_t> inputs = RandomInputs();
  const Quantizer quantizer(folded.network, ChooseSteps(folded, inputs));
  const FloatModel float_model(folded.network, folded.parameters);
  Network network(std::make_shared<Model>(ToModel(quantizer, folded)),
                  *FindKernels("portable"));
  std::vector<int32_t> logits(10);
  double signal = 0;
  double noise = 0;
  for (int n = 0; n < kSamples; ++n) {
    const auto input = std::span(inputs).subspan(n * kInput.size(), kInput.size());
    network.Run(input, logits);
    const std::vector<float> expected = float_model.Predict(input);
    for (int c = 0; c < 10; ++c) {
      const double actual = logits[c] * quantizer.LogitUnit(folded.parameters);
      signal += expected[c] * expected[c];
      noise += (actual - expected[c]) * (actual - expected[c]);
    }
  }
  EXPECT_LT(noise, 1e-3 * signal);
}

TEST(Quantizer, LastLayerHasOneScaleAndEveryOtherOnePerChannel) {
  const Trained trained = MakeTrained(kTexts[0]);
  const FoldedNetwork folded =
      Fold(trained.network, trained.parameters, trained.statistics);
  const Quantizer quantizer(folded.network, ChooseSteps(folded, RandomInputs()));
  const std::vector<Layer> layers = quantizer.Export(folded.parameters);
  const auto largest = [](const Layer& layer, size_t channel) {
    const size_t taps = layer.weights_i8.size() / layer.bias_i32.size();
    int result = 0;
    for (size_t t = 0; t < taps; ++t) {
      result = std::max(result, std::abs(int{layer.weights_i8[channel * taps + t]}));
    }
    return result;
  };
  for (size_t c = 0; c < layers[0].bias_i32.size(); ++c)
    EXPECT_EQ(largest(layers[0], c), 127);
  int full = 0;
  for (size_t c = 0; c < 10; ++c) full += largest(layers.back(), c) == 127;
  EXPECT_GE(full, 1);
  EXPECT_LT(full, 10);
  EXPECT_TRUE(layers.back().mantissa_i32.empty());
  EXPECT_EQ(layers[3].residual_scale_i32.size(), 16u);
  EXPECT_EQ(layers[5].mantissa_i32.size(), 1u);
}

// A channel whose weights died keeps its bias, and all values stay in range.
TEST(Quantizer, DeadChannelsAndLayersStayValid) {
  const Trained trained = MakeTrained(kTexts[0]);
  FoldedNetwork folded = Fold(trained.network, trained.parameters, trained.statistics);
  const LayerSlots slots = folded.network.slots(0);
  for (size_t w = 0; w < slots.weight_count; w += 8)
    folded.parameters[slots.weights + w] = 0;
  folded.parameters[slots.bias] = 1.5f;
  // All of the second layer is dead.
  const LayerSlots second = folded.network.slots(1);
  for (size_t w = 0; w < second.weight_count; ++w)
    folded.parameters[second.weights + w] = 0;
  for (size_t c = 0; c < 16; ++c) folded.parameters[second.bias + c] = -1;
  const std::vector<uint8_t> inputs = RandomInputs();
  const std::vector<float> steps = ChooseSteps(folded, inputs);
  const Quantizer quantizer(folded.network, steps);
  Network network(std::make_shared<Model>(ToModel(quantizer, folded)),
                  *FindKernels("portable"));
  std::vector<int32_t> logits(10);
  network.Run(std::span(inputs).first(kInput.size()), logits);
  EXPECT_NEAR(network.Activations(0)[0] * steps[1], std::min(1.5f, 127 * steps[1]),
              steps[1]);
  for (const uint8_t value : network.Activations(1)) EXPECT_EQ(value, 0);
}

TEST(ToFixedPoint, IsExactToThirtyBits) {
  for (const double factor : {1e-9, 0.00123, 0.5, 0.99999999999, 1.0, 3.7, 1000.0}) {
    int32_t mantissa;
    int shift;
    ToFixedPoint(factor, &mantissa, &shift);
    EXPECT_GE(mantissa, kMinMantissa);
    EXPECT_NEAR(std::ldexp(mantissa, -shift) / factor, 1, 1e-9) << factor;
  }
}

TEST(StepChooser, ClipsAFewFarValues) {
  Architecture architecture;
  ASSERT_TRUE(
      ParseArchitecture("conv1x1x1 valid plain, dense10", kInput, 10, &architecture)
          .ok());
  const FloatNetwork network(architecture);
  NetworkRun run(network, 1, Precision::kFloat);
  std::vector<float> parameters(network.parameter_count());
  parameters[network.slots(0).weights] = 1;
  run.Use(parameters, {}, nullptr, false);
  Random random({1});
  for (float& value : run.input()) value = random.Uniform();
  run.input()[0] = 2;
  run.Forward(1);
  StepChooser chooser(network);
  chooser.AddRange(run, 1);
  chooser.AddHistogram(run, 1);
  const std::vector<float> steps = chooser.Choose();
  EXPECT_FLOAT_EQ(steps[0], kInputStep);
  EXPECT_GT(steps[1] * 127, 0.95f);
  EXPECT_LT(steps[1] * 127, 2.01f);
}

TEST(FloatModel, FileIsReadBackToTheSameAnswers) {
  const Trained trained = MakeTrained(kTexts[0]);
  const FoldedNetwork folded =
      Fold(trained.network, trained.parameters, trained.statistics);
  const FloatModel model(folded.network, folded.parameters);
  const std::vector<uint8_t> file = model.Serialize();
  FloatModel read;
  const Status status = read.Parse(file);
  ASSERT_TRUE(status.ok()) << status.message();
  const std::vector<uint8_t> inputs = RandomInputs();
  const auto input = std::span(inputs).first(kInput.size());
  EXPECT_EQ(model.Predict(input), read.Predict(input));
  EXPECT_EQ(read.classes(), 10);
  EXPECT_EQ(read.input_shape(), kInput);
}

TEST(FloatModel, RefusesEveryTruncationAndEveryFlippedBit) {
  const Trained trained = MakeTrained("conv3x3x2/2 plain, gap, dense10");
  const FoldedNetwork folded =
      Fold(trained.network, trained.parameters, trained.statistics);
  const std::vector<uint8_t> file =
      FloatModel(folded.network, folded.parameters).Serialize();
  FloatModel model;
  for (size_t size = 0; size < file.size(); ++size) {
    EXPECT_FALSE(model.Parse(std::span(file).first(size)).ok()) << size;
  }
  for (size_t bit = 0; bit < 8 * file.size(); ++bit) {
    std::vector<uint8_t> damaged = file;
    damaged[bit / 8] ^= static_cast<uint8_t>(1 << bit % 8);
    EXPECT_FALSE(model.Parse(damaged).ok()) << bit;
  }
  EXPECT_TRUE(model.Parse(file).ok());
}

}  // namespace
}  // namespace digitpad
