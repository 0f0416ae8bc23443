#include "core/golden_answers.h"

#include <memory>
#include <span>
#include <string>

#include "core/prep/normalizer.h"

namespace digitpad {
namespace {

// The drawings, a stroke each: x and y in turn. All model files keep to them, so they can
// never change.
constexpr uint8_t kTwo[] = {12, 30, 20, 12, 42, 8,  58, 22, 50,
                            44, 30, 62, 10, 80, 34, 78, 64, 82};
constexpr uint8_t kFive[] = {60, 12, 22, 14, 18, 44, 44, 40, 62, 62, 44, 86, 12, 80};
constexpr uint8_t kEight[] = {50, 20, 30, 10, 14, 24, 34, 44, 54,
                              64, 36, 86, 12, 70, 28, 48, 52, 18};
constexpr uint8_t kHourglass[] = {10, 10, 60, 12, 12, 80, 62, 84, 14, 14};
constexpr std::span<const uint8_t> kDrawings[kGoldenDrawings] = {kTwo, kFive, kEight,
                                                                 kHourglass};

Ink InkOf(std::span<const uint8_t> drawing) {
  Ink ink(1);
  Stroke& stroke = ink.front();
  stroke.resize(drawing.size() / 2);
  for (size_t i = 0; i < stroke.size(); ++i) {
    stroke[i].x = drawing[2 * i];
    stroke[i].y = drawing[2 * i + 1];
  }
  return ink;
}

}  // namespace

std::vector<int32_t> GoldenAnswers(Network& network, int drawings) {
  const Model& model = network.model();
  const size_t classes = model.labels.size();
  std::vector<int32_t> answers(static_cast<size_t>(drawings) * classes);
  std::vector<uint8_t> input(static_cast<size_t>(InputShape(model.prep).size()));
  Normalizer normalizer;
  for (size_t i = 0; i < static_cast<size_t>(drawings); ++i) {
    normalizer.Normalize(InkOf(kDrawings[i]), model.prep, input);
    network.Run(input, std::span(answers).subspan(i * classes, classes));
  }
  return answers;
}

Status CheckGoldenAnswers(Network& network) {
  const Model& model = network.model();
  const size_t drawings = model.golden_answers.size() / model.labels.size();
  if (GoldenAnswers(network, static_cast<int>(drawings)) == model.golden_answers) {
    return Status::Ok();
  }
  return Status::Invalid(
      "its golden answers do not come out: it is damaged, or this machine computes "
      "wrongly");
}

Status CheckGoldenAnswers(const Model& model) {
  Network network(std::make_shared<Model>(model), *FindKernels("portable"));
  return CheckGoldenAnswers(network);
}

void AddGoldenAnswers(Model* model) {
  Network network(std::make_shared<Model>(*model), *FindKernels("portable"));
  model->golden_answers = GoldenAnswers(network, MaxGoldenAnswers(*model));
}

}  // namespace digitpad
