#include "tests/fuzz/fuzz_models.h"

#include <string>
#include <vector>

#include "tests/core/test_models.h"
#include "tests/fuzz/fuzz_target.h"

namespace digitpad::fuzz {

void NoteResult(const Result& result) {
  std::string text;
  AppendJson(result, &text);
  Note(text);
}

void NoteReadings(Recognizer& recognizer) {
  const Ink seven = {{{10, 10}, {40, 10}, {20, 60}}, {{15, 35}, {35, 35}}};
  Result result;
  for (const ReadMode mode : {ReadMode::kSingle, ReadMode::kNumber}) {
    FUZZ_EXPECT(recognizer.Read(seven, mode, &result).ok());
    NoteResult(result);
  }
  Inside inside;
  recognizer.LookInside(0, &inside);
  std::vector<uint8_t> picture(size_t{kInputSize} * kInputSize);
  for (size_t i = 0; i < picture.size(); ++i) picture[i] = static_cast<uint8_t>(i * i);
  recognizer.ReadPicture(picture, &result);
  NoteResult(result);
}

const std::vector<uint8_t>& SmallModelFile() {
  static const std::vector<uint8_t> file = [] {
    Model model;
    Layer conv, average, dense;
    conv.kernel_h = conv.kernel_w = 5;
    conv.stride = 2;
    conv.out_channels = 4;
    average.op = LayerOp::kGlobalAveragePool;
    average.input = 1;
    dense.op = LayerOp::kDense;
    dense.input = 2;
    dense.out_channels = 11;
    model.layers = {conv, average, dense};
    for (int i = 0; i < 10; ++i) model.labels.push_back(std::to_string(i));
    model.labels.emplace_back();
    model.calibration.shift = 24;
    FUZZ_EXPECT(InferShapes(&model).ok());
    testing::Random random(3);
    for (Layer& layer : model.layers) {
      testing::FillTensors(&layer, &layer == &model.layers.back(), &random);
    }
    FUZZ_EXPECT(ValidateModel(&model).ok());
    return SerializeModel(model);
  }();
  return file;
}

std::unique_ptr<Recognizer> SmallRecognizer() {
  std::unique_ptr<Recognizer> recognizer;
  FUZZ_EXPECT(Recognizer::Create(SmallModelFile(), "", &recognizer).ok());
  return recognizer;
}

}  // namespace digitpad::fuzz
