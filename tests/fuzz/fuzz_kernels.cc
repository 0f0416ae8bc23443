// Every set of kernels that this machine runs against the portable one, on networks and
// inputs of any kind: activations and logits must be the same.
#include <memory>
#include <string>
#include <vector>

#include "core/nn/network.h"
#include "tests/core/test_models.h"
#include "tests/fuzz/fuzz_input.h"
#include "tests/fuzz/fuzz_models.h"
#include "tests/fuzz/fuzz_target.h"

namespace digitpad::fuzz {
namespace {

Layer TakeLayer(FuzzInput* input, int index) {
  constexpr LayerOp kOps[] = {LayerOp::kConv, LayerOp::kConv, LayerOp::kMaxPool,
                              LayerOp::kGlobalAveragePool, LayerOp::kDense};
  Layer layer;
  layer.op = kOps[input->Below(std::size(kOps))];
  // Mostly a chain.
  const int back = input->U8();
  layer.input = back < 240 ? index : back % (index + 1);
  layer.out_channels = layer.op == LayerOp::kMaxPool ? 0 : 1 + input->Below(72);
  if (layer.op == LayerOp::kDense || layer.op == LayerOp::kGlobalAveragePool)
    return layer;
  const bool pool = layer.op == LayerOp::kMaxPool;
  layer.kernel_h = 1 + input->Below(pool ? kMaxPoolKernel : kMaxKernel);
  layer.kernel_w = 1 + input->Below(pool ? kMaxPoolKernel : kMaxKernel);
  layer.stride = 1 + input->Below(pool ? 3 : 2);
  layer.pad_top = input->Below(layer.kernel_h);
  layer.pad_bottom = input->Below(layer.kernel_h);
  layer.pad_left = input->Below(layer.kernel_w);
  layer.pad_right = input->Below(layer.kernel_w);
  const int residual = input->U8();
  if (!pool && residual >= 128) layer.residual = residual % (index + 1);
  return layer;
}

// Weights, scales and biases also at the ends of their ranges.
void FillLayer(FuzzInput* input, bool is_last, testing::Random* random, Layer* layer) {
  testing::FillTensors(layer, is_last, random);
  const int kind = input->U8();
  if (kind & 1) {
    for (int8_t& weight : layer->weights_i8) weight = random->Next() & 1 ? 127 : -128;
  }
  if (kind & 2) {
    for (int32_t& bias : layer->bias_i32) bias = static_cast<int32_t>(random->Next()) / 2;
  }
  if (kind & 4) {
    for (uint8_t& shift : layer->shift_u8) {
      shift = static_cast<uint8_t>(random->Between(31, 62));
    }
  }
  if (kind & 8) {
    for (int32_t& scale : layer->residual_scale_i32) {
      scale = random->Between(-2000000, 2000000);
    }
  }
}

// False where that is no network, or a larger one than there is time for.
bool TakeModel(FuzzInput* input, Model* model) {
  model->prep.channels = input->Below(2) == 0 ? 1 : 5;
  const int layers = 1 + input->Below(6);
  for (int i = 0; i < layers; ++i) model->layers.push_back(TakeLayer(input, i));
  Layer last;
  last.op = LayerOp::kDense;
  last.input = layers;
  last.out_channels = 1 + input->Below(40);
  model->layers.push_back(last);
  for (int i = 0; i < last.out_channels; ++i) model->labels.push_back(std::to_string(i));
  if (!InferShapes(model).ok() || CountMacs(*model) > kMostMacs) return false;
  testing::Random random(input->U32());
  for (Layer& layer : model->layers) {
    FillLayer(input, &layer == &model->layers.back(), &random, &layer);
  }
  return ValidateModel(model).ok();
}

struct Answers {
  std::vector<int32_t> logits;
  std::vector<std::vector<uint8_t>> activations;
  bool operator==(const Answers&) const = default;
};

Answers Ask(const std::shared_ptr<const Model>& model, const Kernels& kernels,
            const std::vector<uint8_t>& picture) {
  Network network(model, kernels);
  Answers answers;
  answers.logits.resize(model->labels.size());
  // Twice: nothing of the first run may be left.
  network.Run(std::vector<uint8_t>(picture.size(), 255), answers.logits);
  network.Run(picture, answers.logits);
  for (size_t i = 0; i + 1 < model->layers.size(); ++i) {
    answers.activations.push_back(network.Activations(static_cast<int>(i)));
  }
  return answers;
}

void FuzzKernels(std::span<const uint8_t> data) {
  FuzzInput input(data);
  auto model = std::make_shared<Model>();
  if (!TakeModel(&input, model.get())) return;
  std::vector<uint8_t> picture(static_cast<size_t>(InputShape(model->prep).size()));
  testing::Random random(input.U16());
  for (uint8_t& byte : picture) byte = static_cast<uint8_t>(random.Next());
  for (uint8_t& byte : picture) byte = input.empty() ? byte : input.U8();

  const Answers expected = Ask(model, *FindKernels("portable"), picture);
  for (const char* name :
       {"avx2", "avx512vnni", "neon", "wasm_simd128", "wasm_relaxed"}) {
    const Kernels* kernels = FindKernels(name);
    if (kernels != nullptr) FUZZ_EXPECT(Ask(model, *kernels, picture) == expected);
  }
  for (const int32_t logit : expected.logits) Note(std::to_string(logit) + " ");
}

const Register kRegister("kernels", &FuzzKernels);

}  // namespace
}  // namespace digitpad::fuzz
