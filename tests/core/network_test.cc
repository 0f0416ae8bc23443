#include "core/nn/network.h"

#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "core/base/fixed_point.h"
#include "tests/core/test_models.h"

namespace digitpad {
namespace {

using testing::FillTensors;
using testing::MakeModel;
using testing::Random;

std::vector<int32_t> LogitsOf(const Model& model, const std::vector<uint8_t>& input) {
  Network network(std::make_shared<Model>(model), *FindKernels("portable"));
  std::vector<int32_t> logits(model.labels.size());
  network.Run(input, logits);
  return logits;
}

std::vector<uint8_t> RandomInput(int channels, uint32_t seed) {
  Random random(seed);
  std::vector<uint8_t> input(static_cast<size_t>(28 * 28 * channels));
  for (uint8_t& b : input) b = static_cast<uint8_t>(random.Between(0, 255));
  return input;
}

TEST(Network, SameInputGivesSameLogits) {
  const Model model = MakeModel(5, 3);
  Network network(std::make_shared<Model>(model), BestKernels());
  std::vector<int32_t> first(10), other(10), again(10);
  network.Run(RandomInput(5, 1), first);
  network.Run(RandomInput(5, 2), other);
  network.Run(RandomInput(5, 1), again);
  EXPECT_EQ(first, again);
  EXPECT_NE(first, other);
}

TEST(Network, InputEntersHalved) {
  const Model model = MakeModel(1, 3);
  auto even = RandomInput(1, 1);
  for (uint8_t& b : even) b &= 0xFE;
  auto odd = even;
  for (uint8_t& b : odd) b |= 1;
  EXPECT_EQ(LogitsOf(model, even), LogitsOf(model, odd));
}

// The network of one dense layer is small enough to be computed here by hand.
TEST(Network, DenseOverThePictureIsTheSumOfTheFormat) {
  Model model;
  model.labels = {"0", "1"};
  Layer dense;
  dense.op = LayerOp::kDense;
  dense.out_channels = 2;
  model.layers = {dense};
  ASSERT_TRUE(InferShapes(&model).ok());
  Random random(5);
  FillTensors(&model.layers[0], true, &random);
  const auto input = RandomInput(1, 8);
  std::vector<int32_t> expected(model.layers[0].bias_i32);
  for (size_t i = 0; i < input.size(); ++i) {
    for (size_t c = 0; c < 2; ++c) {
      expected[c] += (input[i] >> 1) * model.layers[0].weights_i8[c * input.size() + i];
    }
  }
  EXPECT_EQ(LogitsOf(model, input), expected);
}

TEST(Network, ResidualEntersBeforeTheClamp) {
  Model model = MakeModel(1, 3);
  Layer& conv = model.layers[1];
  std::fill(conv.weights_i8.begin(), conv.weights_i8.end(), int8_t{0});
  Network network(std::make_shared<Model>(model), BestKernels());
  std::vector<int32_t> logits(10);
  network.Run(RandomInput(1, 4), logits);
  const auto before = network.Activations(0);
  const auto after = network.Activations(1);
  ASSERT_EQ(after.size(), 14u * 14 * 8);
  for (size_t i = 0; i < after.size(); ++i) {
    const size_t c = i % 8;
    const int32_t acc = conv.bias_i32[c] + before[i] * conv.residual_scale_i32[c];
    ASSERT_EQ(after[i], Requantize(acc, conv.mantissa_i32[c], conv.shift_u8[c]));
  }
}

TEST(Network, ActivationsFlowThroughEveryLayer) {
  Network network(std::make_shared<Model>(MakeModel(5, 3)), BestKernels());
  std::vector<int32_t> logits(10);
  network.Run(RandomInput(5, 1), logits);
  for (int i = 0; i < 5; ++i) {
    int used = 0;
    for (const uint8_t v : network.Activations(i)) {
      ASSERT_LE(v, 127);
      used += v > 0 && v < 127;
    }
    EXPECT_GT(used, 0) << "layer " << i;
  }
}

}  // namespace
}  // namespace digitpad
