#include "trainer/train/training_report.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/nn/model.h"
#include "trainer/data/sha256.h"
#include "trainer/eval/report.h"

namespace digitpad {
namespace {

// All sources as one set.
ExampleSet Joined(const std::vector<Source>& sources) {
  ExampleSet joined;
  for (const Source& source : sources) {
    const size_t pictures = joined.pictures.size() / (kInputSize * kInputSize);
    for (const Example& example : source.set.examples) {
      joined.examples.push_back(example);
      joined.examples.back().picture += pictures;
    }
    joined.pictures.insert(joined.pictures.end(), source.set.pictures.begin(),
                           source.set.pictures.end());
  }
  return joined;
}

LearningCurve& CurveOf(const std::string& name, std::vector<LearningCurve>* curves) {
  const auto found = std::ranges::find(*curves, name, &LearningCurve::name);
  if (found != curves->end()) return *found;
  curves->push_back({.name = name, .values = {}, .least = 1});
  return curves->back();
}

Learning LearningOf(const std::vector<nlohmann::ordered_json>& metrics) {
  Learning learning;
  learning.loss.name = "loss";
  for (const nlohmann::ordered_json& row : metrics) {
    const double count = row.at("count");
    const double correct = row.at("correct");
    LearningCurve& curve = CurveOf(row.at("part"), &learning.errors);
    curve.values.push_back(1 - correct / count);
    curve.least = std::min(curve.least, 0.5 / count);
    if (!row.contains("loss")) continue;
    learning.loss.values.push_back(row.at("loss"));
    if (row.at("phase") == "float") ++learning.float_epochs;
  }
  return learning;
}

}  // namespace

Status WriteTrainingReport(const std::string& folder, const std::string& name,
                           std::span<const uint8_t> model_file,
                           const std::vector<Source>& validation,
                           const std::vector<nlohmann::ordered_json>& metrics) {
  Model model;
  DIGITPAD_RETURN_IF_ERROR(ParseModel(model_file, &model));
  ReportContent content;
  content.source = name + ", on what validates";
  content.model = ModelName(model_file);
  content.accept = model.calibration.accept;
  content.strict = model.calibration.accept_1_in_1000;
  content.digits.set = Joined(validation);
  Readings readings;
  DIGITPAD_RETURN_IF_ERROR(ReadExamples(model_file, content.digits.set,
                                        {.kernel = "",
                                         .mode = ReadMode::kSingle,
                                         .min_confidence = model.calibration.accept},
                                        &readings));
  content.digits.answers = std::move(readings.answers);
  content.kernel = readings.kernel;
  MoveOthers(model.labels, &content.digits, &content.no_digits);
  const Learning learning = LearningOf(metrics);
  content.learning = &learning;
  return WriteReport(folder, content);
}

}  // namespace digitpad
