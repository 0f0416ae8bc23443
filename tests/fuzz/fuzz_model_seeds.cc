#include "tests/fuzz/fuzz_model_seeds.h"

#include <string>
#include <utility>

namespace digitpad::fuzz {
namespace {

using testing::Conv, testing::Dense, testing::GlobalAveragePool, testing::MaxPool;

Model Finished(Model model, testing::Random* random) {
  if (!InferShapes(&model).ok()) return {};
  for (Layer& layer : model.layers) {
    testing::FillTensors(&layer, &layer == &model.layers.back(), random);
  }
  return model;
}

}  // namespace

std::vector<Model> TinyModels() {
  Model plain;
  plain.labels = {"0", "1"};
  plain.card = "{}";
  plain.layers = {GlobalAveragePool(0), Dense(1, 2)};

  Model full = plain;
  full.labels = {"seven", ""};
  full.prep.channels = 5;
  Layer second = Conv(1, 3, 1, 1, 2);
  second.residual = 1;
  full.layers = {Conv(0, 3, 2, 1, 2), second, MaxPool(2, 2, 2), GlobalAveragePool(3),
                 Dense(4, 2)};

  testing::Random for_plain(7), for_full(7);
  return {Finished(plain, &for_plain), Finished(full, &for_full),
          testing::MakeModel(1, 5)};
}

Model MixedModel(testing::Random* random) {
  constexpr const char* kOthers[] = {"-", ".",  ",",      "/",
                                     "x", "12", "\u0663", "\U0001f40e"};
  Model model;
  for (int digit = 0; digit < 10; ++digit) {
    if (random->Between(0, 3) > 0) model.labels.push_back(std::to_string(digit));
  }
  for (const char* other : kOthers) {
    if (random->Between(0, 5) == 0) model.labels.emplace_back(other);
  }
  if (random->Between(0, 1) == 0) model.labels.emplace_back();
  if (model.labels.size() < 2) model.labels = {"0", "1"};
  model.card = "{}";
  model.prep.channels = random->Between(0, 1) == 0 ? 1 : 5;
  // With 23 it is sure of whatever it reads, with 32 of nothing.
  model.calibration.shift = random->Between(23, 32);
  model.calibration.accept = random->Between(0, 10000);

  const int channels = random->Between(1, 5);
  for (int i = random->Between(1, 2); i > 0; --i) {
    const int kernel = random->Between(1, kMaxKernel), stride = random->Between(1, 2);
    const int from = static_cast<int>(model.layers.size());
    model.layers.push_back(Conv(from, kernel, stride, kernel / 2, channels));
    if (random->Between(0, 2) == 0) model.layers.push_back(MaxPool(from + 1, 2, 2));
  }
  const int last = static_cast<int>(model.layers.size());
  model.layers.push_back(GlobalAveragePool(last));
  model.layers.push_back(Dense(last + 1, static_cast<int>(model.labels.size())));
  return Finished(std::move(model), random);
}

}  // namespace digitpad::fuzz
