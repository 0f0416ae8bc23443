#include "tests/fuzz/fuzz_models.h"

#include <string>
#include <utility>
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
  // Rules look for labels in another way, and a cell has what a number may not have.
  const Ink apart = {seven[0], {{50, 0}, {50, 60}}};
  ReadOptions options;
  FUZZ_EXPECT(SetRule("check", "luhn", &options.rules).ok());
  for (const ReadMode mode : {ReadMode::kNumber, ReadMode::kBoxes}) {
    options.mode = mode;
    options.cells = EqualCells({0, 0, 60, 60}, 2);
    FUZZ_EXPECT(recognizer.Read(apart, options, &result).ok());
    NoteResult(result);
  }
  Inside inside;
  recognizer.LookInside(0, &inside);
  std::vector<uint8_t> picture(size_t{kInputSize} * kInputSize);
  for (size_t i = 0; i < picture.size(); ++i) picture[i] = static_cast<uint8_t>(i * i);
  recognizer.ReadPicture(picture, &result);
  NoteResult(result);
}

namespace {

std::vector<uint8_t> MakeSmallModelFile(std::vector<std::string> labels) {
  Model model;
  Layer conv, average, dense;
  conv.kernel_h = conv.kernel_w = 5;
  conv.stride = 2;
  conv.out_channels = 4;
  average.op = LayerOp::kGlobalAveragePool;
  average.input = 1;
  dense.op = LayerOp::kDense;
  dense.input = 2;
  dense.out_channels = static_cast<int>(labels.size());
  model.layers = {conv, average, dense};
  model.labels = std::move(labels);
  model.calibration.shift = 24;
  FUZZ_EXPECT(InferShapes(&model).ok());
  testing::Random random(3);
  for (Layer& layer : model.layers) {
    testing::FillTensors(&layer, &layer == &model.layers.back(), &random);
  }
  FUZZ_EXPECT(ValidateModel(&model).ok());
  return SerializeModel(model);
}

}  // namespace

const std::vector<uint8_t>& SmallModelFile() {
  static const std::vector<uint8_t> file =
      MakeSmallModelFile({"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", ""});
  return file;
}

const std::vector<uint8_t>& OddModelFile() {
  static const std::vector<uint8_t> file = MakeSmallModelFile(
      {"A", "a", "\u00c4", "10", "-", ".", "7", "7", "", "", "\u0663", "\n", "\"",
       std::string(255, 'w'), std::string("1\0", 2), "\u202e", "\U0001f40e", " ", "1,"});
  return file;
}

std::unique_ptr<Recognizer> MakeRecognizer(const std::vector<uint8_t>& file) {
  std::unique_ptr<Recognizer> recognizer;
  FUZZ_EXPECT(Recognizer::Create(file, "", &recognizer).ok());
  return recognizer;
}

std::unique_ptr<Recognizer> SmallRecognizer() { return MakeRecognizer(SmallModelFile()); }

}  // namespace digitpad::fuzz
